//! Tie strength, 0..1: what is declared and what was seen, decayed.
//!
//! `R = Σ w(channel) · 1/(g−1) · dur · 2^(−Δdays/H)`, `A = 1 − e^(−R/3)`, `D = 2^(−gap/730)`,
//! `S = 1 − (1−A)·(1 − 0.8·C·D)`; then noisy-OR with ego's declared ties. An event of `g` people counts `1/(g−1)` a pair
//! (Newman 2001); closeness is the best single indicator (Marsden & Campbell 1984); the half-life of 110 days is what
//! Burt's "nine in ten bridges are gone next year" implies (Burt 2000), 180 days where a tie is embedded (Burt 2002).

use crate::network::{Date, Meeting, days_between};

/// Days in which what was seen loses half its weight.
const HALF_LIFE: f64 = 110.0;
/// The same where ego and alter share three people or more, and between others.
pub(super) const EMBEDDED_HALF_LIFE: f64 = 180.0;
/// How many shared people embed a tie.
pub(super) const EMBEDDING: usize = 3;
/// Days in which closeness loses half its weight without contact.
const CLOSENESS_HALF_LIFE: f64 = 730.0;
/// What a contact counts that went one way only.
const ONE_WAY: f64 = 0.3;
/// Ties weaker than this are none.
pub(crate) const FAINTEST: f64 = 0.1;
/// From this strength on a tie is more than weak.
pub(crate) const MIDDLING: f64 = 0.3;
/// From this strength on a tie is strong.
pub(crate) const STRONG: f64 = 0.6;

/// What one contact is worth and how many days ago it was.
pub type Evidence = (f64, f64);

/// Returns activity `A` in 0..1 from contacts, each decayed by the half-life in days.
#[must_use]
pub fn activity(contacts: &[Evidence], half_life: f64) -> f64 {
    let seen: f64 = contacts.iter().map(|(worth, days)| worth * (-days / half_life).exp2()).sum();
    1.0 - (-seen / 3.0).exp()
}

/// Returns the decay `D` of closeness after `gap` days without contact; 1 if no contact is recorded.
#[must_use]
pub fn closeness_decay(gap: Option<f64>) -> f64 {
    gap.map_or(1.0, |days| (-days / CLOSENESS_HALF_LIFE).exp2())
}

/// Returns strength from activity, closeness (0..1) and its decay.
#[must_use]
pub fn combined(activity: f64, closeness: f64, decay: f64) -> f64 {
    1.0 - (1.0 - activity) * (1.0 - 0.8 * closeness * decay)
}

/// Returns what a meeting is worth to each pair of those who were there.
pub(super) fn worth(meeting: &Meeting) -> f64 {
    let length = meeting.minutes.map_or(1.0, |minutes| (f64::from(minutes) / 30.0).sqrt().clamp(0.5, 2.0));
    let reply = if meeting.by.is_some() { ONE_WAY } else { 1.0 };
    let others = meeting.company().saturating_sub(1).max(1);
    meeting.via.richness() * length * reply / others as f64
}

/// Returns what a meeting still says today about each pair of those who were there.
pub(super) fn seen(meeting: &Meeting, today: Date) -> f64 {
    worth(meeting) * (-f64::from(days_between(meeting.on, today)) / EMBEDDED_HALF_LIFE).exp2()
}

/// Returns `1 − Π(1 − s)`: the strength of several ties together, each able to hold alone.
#[must_use]
pub fn noisy_or(strengths: impl Iterator<Item = f64>) -> f64 {
    1.0 - strengths.map(|it| 1.0 - it).product::<f64>()
}

/// How strong ego's tie to an alter is, and from what.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Strength {
    /// The strength, 0..1.
    pub value: f64,
    /// Activity `A`, 0..1.
    pub activity: f64,
    /// Closeness `C`, 0..1, and its decay `D`, 0..1.
    pub closeness: (f64, f64),
    /// Noisy-OR of ego's declared ties to the alter, 0..1.
    pub declared: f64,
    /// The half-life used, days.
    pub half_life: f64,
    /// How many meetings and messages count.
    pub n_contacts: usize,
    /// The day of the last contact of any kind, either way.
    pub last: Option<Date>,
    /// The day of the last contact that resets the cadence: both ways, not a reaction, at most eight people.
    pub last_qualifying: Option<Date>,
}

/// Returns the half-life of ego's tie, days: longer if embedded, shorter if new (Burt 2002: liability of newness).
#[must_use]
pub(crate) fn half_life(shared_people: usize, age_days: f64) -> f64 {
    let settled = if shared_people >= EMBEDDING { EMBEDDED_HALF_LIFE } else { HALF_LIFE };
    settled * (0.5 + 0.5 * (age_days / 365.0).clamp(0.0, 1.0))
}

/// Returns whether a meeting resets the cadence: both ways, not a reaction, at most eight people.
#[must_use]
pub fn qualifies(meeting: &Meeting) -> bool {
    meeting.via.richness() >= 0.15 && meeting.by.is_none() && meeting.company() <= 8
}

#[cfg(test)]
mod tests {
    use super::{activity, closeness_decay, combined, half_life};

    fn check(contacts: &[(f64, f64)], closeness: f64, gap: Option<f64>, expected: (f64, f64, f64)) {
        let r: f64 = contacts.iter().map(|(worth, days)| worth * (-days / 110.0_f64).exp2()).sum();
        let a = activity(contacts, 110.0);
        let s = combined(a, closeness, closeness_decay(gap));
        let close = |x: f64, y: f64| (x - y).abs() < 0.00005;
        assert!(close(r, expected.0) && close(a, expected.1) && close(s, expected.2), "{r} {a} {s} {expected:?}");
    }

    /// The published test vectors of the engine: R, A, S.
    #[test]
    fn strength_gives_the_vectors() {
        let every = |n: u32, step: u32, worth: f64| (0..n).map(|k| (worth, f64::from(k * step))).collect::<Vec<_>>();
        check(&[(1.0, 0.0)], 0.0, Some(0.0), (1.0, 0.2835, 0.2835));
        check(&[(1.0, 0.0); 3], 0.0, Some(0.0), (3.0, 0.6321, 0.6321));
        check(&every(52, 7, 0.8), 0.0, Some(0.0), (16.6691, 0.9961, 0.9961));
        check(&every(12, 30, 0.8), 0.0, Some(0.0), (4.1639, 0.7504, 0.7504));
        check(&every(8, 90, 1.0), 0.0, Some(0.0), (2.2856, 0.5332, 0.5332));
        check(&[(0.15, 10.0)], 0.0, Some(10.0), (0.1408, 0.0459, 0.0459));
        check(&[(1.0 / 19.0, 30.0)], 0.0, Some(30.0), (0.0436, 0.0144, 0.0144));
        check(&[(1.0, 730.0)], 0.8, Some(730.0), (0.0101, 0.0033, 0.3223));
        check(&[(1.0, 64.0)], 0.6, Some(64.0), (0.6681, 0.1997, 0.5612));
        check(&[], 0.6, None, (0.0, 0.0, 0.48));
    }

    #[test]
    fn a_new_tie_fades_faster_and_an_embedded_one_slower() {
        assert!((half_life(0, 0.0) - 55.0).abs() < 1e-12);
        assert!((half_life(0, 400.0) - 110.0).abs() < 1e-12);
        assert!((half_life(3, 400.0) - 180.0).abs() < 1e-12);
    }
}
