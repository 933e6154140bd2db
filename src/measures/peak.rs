//! Peak: how strong a tie was at its best, as [`Strengths`] would have told it on the day of each meeting.
//!
//! Closeness counts as it is told today, not faded, and who embeds the tie as recorded today: nobody knows what either
//! was then.

use super::Strengths;
use super::strength::{Evidence, activity, combined, noisy_or, worth};
use crate::network::{Date, Meeting, PartialDate, PersonId, Tie, days_between};

/// What a tie has stood on over time.
struct Past<'r, 'n> {
    meetings: &'r [&'n Meeting],
    ties: &'r [&'r Tie],
    closeness: f64,
}

impl Past<'_, '_> {
    /// Returns the strength of the tie on a day, 0..1; `half_life` tells it from the tie's age, both in days.
    fn strength_on(&self, day: Date, half_life: &dyn Fn(f64) -> f64) -> f64 {
        let days = |date: Date| f64::from(days_between(date, day));
        let met: Vec<_> = self.meetings.iter().filter(|it| it.on <= day).collect();
        let ties: Vec<_> = self.ties.iter().filter(|it| it.holds_on(day)).collect();
        let since = ties.iter().filter_map(|it| it.since).map(PartialDate::first_day);
        let age = since.chain(met.iter().map(|it| it.on)).min().map_or(0.0, days);
        let contacts: Vec<Evidence> = met.into_iter().map(|it| (worth(it), days(it.on))).collect();
        let declared = noisy_or(ties.into_iter().map(|it| it.declared_strength()));
        noisy_or([combined(activity(&contacts, half_life(age)), self.closeness, 1.0), declared].into_iter())
    }
}

impl<'n> Strengths<'n> {
    /// Returns the meeting on whose day the tie between two people was strongest, and its strength then, 0..1; of equal
    /// ones the first. `ties` are the ties declared between them, ended ones too; `closeness` is 0..1.
    #[must_use]
    pub fn peak(
        &self,
        (one, other): (&PersonId, &PersonId),
        ties: &[&Tie],
        closeness: f64,
    ) -> Option<(&'n Meeting, f64)> {
        self.peak_of(&self.meetings_between(one, other), (one, other), ties, closeness)
    }

    /// Returns the same of some of their meetings, in order of date.
    #[must_use]
    pub fn peak_of(
        &self,
        meetings: &[&'n Meeting],
        (one, other): (&PersonId, &PersonId),
        ties: &[&Tie],
        closeness: f64,
    ) -> Option<(&'n Meeting, f64)> {
        let past = Past { meetings, ties, closeness };
        let half_life = self.half_life_of(one, other);
        let then = meetings.iter().map(|it| (*it, past.strength_on(it.on, &half_life)));
        then.reduce(|best, it| if it.1 > best.1 { it } else { best })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Strengths;
    use crate::network::sketch::{network, person};
    use crate::network::{Channel, Date, Meeting, Network, PersonId, Tie, TieKind};

    const TODAY: Date = Date::constant(2026, 11, 20);

    fn met(network: &mut Network, day: Date) {
        network.load(Meeting::on(day, vec![person("ada").id], Channel::Lunch));
    }

    fn ids() -> (PersonId, PersonId) {
        (person("me").id, person("ada").id)
    }

    #[test]
    fn the_best_day_of_three() {
        let mut network = network("");
        network.load(person("ada"));
        [Date::constant(2020, 1, 1), Date::constant(2020, 1, 1 + 12), Date::constant(2022, 6, 1)]
            .into_iter()
            .for_each(|day| met(&mut network, day));
        let strengths = Strengths::of(&network, TODAY);
        let (me, ada) = ids();
        let (meeting, value) = strengths.peak((&me, &ada), &[], 0.0).unwrap();
        // Twelve days old, the tie has a half-life of 55·(1 + 12/365): 2^(−12/56.808) = .86380; 1 − e^(−1.86380/3).
        assert_eq!(meeting.on, Date::constant(2020, 1, 13));
        assert!((value - 0.46274).abs() < 0.00005, "{value}");
        // Closeness does not fade: 1 − (1 − .46274)(1 − .8·.6).
        let (_, close) = strengths.peak((&me, &ada), &[], 0.6).unwrap();
        assert!((close - 0.72062).abs() < 0.00005, "{close}");
        assert!(strengths.peak((&me, &me), &[], 0.6).is_none(), "nobody met");
    }

    #[test]
    fn a_tie_that_ended_counted_while_it_held() {
        let (me, ada) = ids();
        let ended = Tie {
            until: Some("2020-06".parse().unwrap()),
            ..Tie::between(me.clone(), ada.clone(), TieKind::WorksWith)
        };
        let mut network = network("");
        network.load(person("ada"));
        met(&mut network, Date::constant(2020, 1, 1));
        met(&mut network, Date::constant(2021, 1, 1));
        let strengths = Strengths::of(&network, TODAY);
        let (meeting, value) = strengths.peak((&me, &ada), &[&ended], 0.0).unwrap();
        // 1 − (1 − .28347)(1 − .6), on the first day: the second tells .3 or so.
        assert_eq!(meeting.on, Date::constant(2020, 1, 1));
        assert!((value - 0.71339).abs() < 0.00005, "{value}");
    }

    #[test]
    fn the_peak_is_what_was_said_on_that_day() {
        let (me, ada) = ids();
        let days = [(2019, 3, 1), (2019, 3, 20), (2019, 11, 2), (2020, 2, 3), (2024, 5, 6)];
        let mut network = network("me-ada:knows ada-ben me-ben ada-cyd me-cyd ada-dee me-dee");
        days.into_iter().for_each(|(y, m, d)| met(&mut network, Date::constant(y, m, d)));
        let strengths = Strengths::of(&network, TODAY);
        let ties: Vec<_> = network.ties().values().filter(|it| it.other(&me) == Some(&ada)).collect();
        let then = |day| Strengths::of(&network, day).of_ego(&ada).value;
        let best = days.into_iter().map(|(y, m, d)| then(Date::constant(y, m, d))).fold(0.0, f64::max);
        let (_, value) = strengths.peak((&me, &ada), &ties, 0.0).unwrap();
        assert!((value - best).abs() < 1e-12, "{value} {best}");
    }
}
