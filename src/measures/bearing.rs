//! Bearing: how strong a tie would be without one of the records it stands on, who embeds it and all else as it is.
//!
//! Mostly weaker; but a contact also gives ego's word a day from which on it fades, and the only one of a close tie can
//! make it weaker by being there.

use super::Strengths;
use super::attendance::CROWD;
use super::strength::{FAINTEST, activity, closeness_decay, combined, noisy_or, seen, worth};
use crate::network::{Key, Meeting, PartialDate, PersonId, Record, Tie, days_between};

impl Strengths<'_> {
    /// Returns how strong the tie between two people would be, 0..1, without a meeting or a declared tie.
    #[must_use]
    pub fn without(&self, (one, other): (&PersonId, &PersonId), record: &Key) -> f64 {
        let mut meetings = self.meetings_between(one, other);
        meetings.retain(|it| Meeting::key(it.id()) != *record);
        let mut ties = self.declared_between(one, other);
        ties.retain(|it| Tie::key(it.id()) != *record);
        let declared = noisy_or(ties.iter().map(|it| it.declared_strength()));
        if let Some(alter) = self.alter_of(one, other) {
            let since = ties.iter().filter_map(|it| it.since).map(PartialDate::first_day);
            let days = |date| f64::from(days_between(date, self.today()));
            let age = since.chain(meetings.iter().map(|it| it.on)).min().map_or(0.0, days);
            let half_life = self.half_life_of(one, other)(age);
            return noisy_or([self.contact(alter, &meetings, half_life), declared].into_iter());
        }
        let known = meetings.iter().filter(|it| it.with.len() <= CROWD);
        let seen: f64 = known.map(|it| seen(it, self.today())).sum();
        Some(1.0 - (1.0 - declared) * (-seen / 3.0).exp()).filter(|it| *it >= FAINTEST).unwrap_or(0.0)
    }

    /// Returns what these meetings and ego's own word make of a tie of ego's, 0..1.
    fn contact(&self, alter: &PersonId, meetings: &[&Meeting], half_life: f64) -> f64 {
        let now = self.of_ego(alter);
        let days = |it: &&Meeting| f64::from(days_between(it.on, self.today()));
        let contacts: Vec<_> = meetings.iter().map(|it| (worth(it), days(it))).collect();
        let (closeness, decay) = now.closeness;
        let unfading = decay >= 1.0 && now.last.is_some_and(|it| it < self.today());
        let gap = meetings.last().map(days).filter(|_| !unfading);
        combined(activity(&contacts, half_life), closeness, closeness_decay(gap))
    }
}

#[cfg(test)]
mod tests {
    use crate::measures::Strengths;
    use crate::network::sketch::{network, person};
    use crate::network::{Channel, Date, Meeting, Person, Record, Tie};

    const TODAY: Date = Date::constant(2026, 11, 20);

    #[test]
    fn it_is_what_the_rest_says() {
        let mut all = network("me-ada ada-ben:works_with ada-ben:mentors");
        all.load(Person { closeness: Some(4), ..person("cyd") });
        let days = [Date::constant(2024, 3, 1), Date::constant(2026, 6, 1)];
        for (on, with) in days.into_iter().flat_map(|it| [(it, vec!["ada"]), (it, vec!["ada", "ben"])]) {
            all.load(Meeting::on(on, with.iter().map(|it| person(it).id).collect(), Channel::Lunch));
        }
        all.load(Meeting::on(days[0], vec![person("cyd").id], Channel::Email));
        let strengths = Strengths::of(&all, TODAY);
        let meetings = all.meetings().keys().map(|it| Meeting::key(it.clone()));
        for key in meetings.chain(all.ties().keys().map(|it| Tie::key(it.clone()))) {
            let mut rest = all.copied();
            let mut revision = rest.revise();
            match &key {
                crate::network::Key::Tie(id) => drop(revision.remove::<Tie>(id)),
                crate::network::Key::Meeting(id) => drop(revision.remove::<Meeting>(id)),
                _ => {}
            }
            drop(revision);
            let after = Strengths::of(&rest, TODAY);
            for (one, other) in [("me", "ada"), ("ada", "ben"), ("me", "ben"), ("cyd", "me")] {
                let (one, other) = (person(one).id, person(other).id);
                let (told, is) = (strengths.without((&one, &other), &key), after.between(&one, &other));
                assert!((told - is).abs() < 1e-12, "{one} {other} without {key:?}: {told} {is}");
            }
        }
    }
}
