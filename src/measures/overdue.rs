//! Cadence and being overdue (layers and their rates: Dunbar; bursts of silence: Miritello et al. 2013).

use crate::network::{Date, Person, days_between};

/// The wished interval between contacts, and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cadence {
    /// The interval, days.
    pub days: u32,
    /// Where it comes from.
    pub from: CadenceSource,
}

/// Where a cadence comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CadenceSource {
    /// The person's own record.
    Person,
    /// The slot the person fills.
    Slot,
    /// The layer the tie's strength puts them in.
    Layer,
}

/// Returns the cadence (days) and importance (0..1) of the layer that a rank by strength falls into, the first rank 0:
/// 5, 15, 50, 150 people.
#[must_use]
pub fn layer(rank: usize) -> (u32, f64) {
    match rank {
        0..5 => (7, 1.0),
        5..15 => (30, 0.8),
        15..50 => (90, 0.5),
        _ => (365, 0.25),
    }
}

impl Cadence {
    /// Returns the cadence: the person's own, else the slot's, else the layer's.
    #[must_use]
    pub fn of(person: &Person, slot: Option<u32>, rank: usize) -> Self {
        let own = person.cadence.map(|days| Self { days, from: CadenceSource::Person });
        let slot = slot.map(|days| Self { days, from: CadenceSource::Slot });
        own.or(slot).unwrap_or(Self { days: layer(rank).0, from: CadenceSource::Layer })
    }

    /// Returns by how many days contact is past due today, negative while it is not.
    #[must_use]
    pub fn days_over(self, last: Date, today: Date) -> i32 {
        days_between(last, today) - i32::try_from(self.days).unwrap_or(i32::MAX)
    }
}

/// A day more of silence never makes contact more overdue than by one part of so many: a fortnight.
const SLOWEST: f64 = 14.0;

/// Returns how overdue contact is, 0..1: 0 until 80 % of the interval, 1 from twice the interval on.
///
/// It rises over a fortnight at least, which counts for intervals below twelve days: a day says little where silences come in
/// bursts (Miritello et al. 2013), and a list of suggestions should not be another one each morning.
#[must_use]
pub fn overdue(gap_days: f64, cadence_days: f64) -> f64 {
    ((gap_days - 0.8 * cadence_days) / (1.2 * cadence_days).max(SLOWEST)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::overdue;

    #[test]
    fn overdue_gives_the_vectors() {
        let expected = [(20.0, 0.0), (24.0, 0.0), (30.0, 0.1667), (45.0, 0.5833), (60.0, 1.0), (90.0, 1.0)];
        for (gap, value) in expected {
            assert!((overdue(gap, 30.0) - value).abs() < 0.00005, "{gap}");
        }
    }

    #[test]
    fn a_day_of_silence_adds_a_fourteenth_at_the_most() {
        assert!((overdue(7.0, 7.0) - 0.1).abs() < 1e-12);
        assert_eq!(overdue(20.0, 7.0), 1.0);
        for cadence in 1..400 {
            let steps =
                (0..900).map(|gap| overdue(f64::from(gap + 1), cadence.into()) - overdue(gap.into(), cadence.into()));
            assert!(steps.into_iter().all(|it| (0.0..=1.0 / 14.0 + 1e-12).contains(&it)), "{cadence}");
        }
    }
}
