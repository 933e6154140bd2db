//! Bearing: how strong a tie would be without one of the records it stands on, who embeds it and all else as it is.
//!
//! Mostly weaker; but a contact also gives ego's word a day from which on it fades, and the only one of a close tie can
//! make it weaker by being there. And where a record is all that says who knows whom, ego's ties to those around them may
//! lose who embeds them.

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

    /// Returns whether without a meeting no tie would be stronger: nobody was there of whom ego's word fades since that day
    /// and no other.
    #[must_use]
    pub fn only_strengthens(&self, meeting: &Meeting) -> bool {
        let key = Meeting::key(meeting.id());
        let is_dated = |alter: &PersonId| {
            let now = self.of_ego(alter);
            let only = now.n_contacts == 1 && now.closeness.0 > 0.0;
            only && self.without((self.ego(), alter), &key) > now.value
        };
        meeting.without_ego || !meeting.with.iter().any(is_dated)
    }

    /// Returns whether a record of two people is what makes one of them embed a tie of ego's to a third person, or to the
    /// other: without it that tie, too, would be another.
    #[must_use]
    pub fn embeds(&self, (one, other): (&PersonId, &PersonId), record: &Key) -> bool {
        match self.alter_of(one, other) {
            Some(alter) => !self.is_known_without(alter, record) && self.holds_up(alter),
            None => {
                let fragile = |it, by| self.is_alter(by) && self.is_barely_embedded(it);
                let gone = self.between(one, other) > 0.0 && self.without((one, other), record) <= 0.0;
                gone && (fragile(one, other) || fragile(other, one))
            }
        }
    }

    /// Returns whether one of ego's ties would fade faster if ego did not know the alter.
    #[must_use]
    pub fn holds_up(&self, alter: &PersonId) -> bool {
        let others = self.others();
        let around = others.number(alter).into_iter().flat_map(|it| others.ties(it));
        self.is_alter(alter) && around.into_iter().any(|(it, _)| self.is_barely_embedded(&others.people()[it]))
    }

    /// Returns whether ego knows the alter by anything but one record.
    fn is_known_without(&self, alter: &PersonId, record: &Key) -> bool {
        let met = || self.meetings_between(self.ego(), alter).into_iter().any(|it| Meeting::key(it.id()) != *record);
        let tied = || self.declared_between(self.ego(), alter).into_iter().any(|it| Tie::key(it.id()) != *record);
        self.of_ego(alter).closeness.0 > 0.0 || tied() || met()
    }

    /// Returns whether ego knows somebody in any recorded way: only then their tie has a half-life.
    fn is_alter(&self, id: &PersonId) -> bool {
        self.of_ego(id).half_life > 0.0
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
mod tests;
