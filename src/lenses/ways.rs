//! Ways: warm paths over a ground. Whom ego asked for something lately hands the next request on less gladly.

use super::ground::Ground;
use super::scene::Reach;
use crate::measures::{OneMode, WarmPath, WarmPaths};
use crate::network::{Ask, Date, Key, PersonId, Record};

/// So many days an ask weighs on the next one (our default: one favour a person in a quarter).
const ASKED_DAYS: i32 = 90;

/// What ego asked of somebody lately.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// How many times in the last 90 days.
    pub times: u32,
    /// The last day.
    pub last: Date,
}

impl Ground<'_> {
    /// Returns what ego asked of a person in the last 90 days, whatever came of it.
    #[must_use]
    pub fn asked(&self, id: &PersonId) -> Option<Asked> {
        let mut asks = self.asks().lately(id, ASKED_DAYS);
        // They come in order of date.
        let last = asks.next_back()?.on;
        Some(Asked { times: u32::try_from(asks.count()).unwrap_or(u32::MAX).saturating_add(1), last })
    }

    /// Returns the asks of a person that still weigh, as records.
    pub(super) fn records_of_asks(&self, id: &PersonId) -> Vec<Key> {
        self.asks().lately(id, ASKED_DAYS).map(|it| Ask::key(it.id())).collect()
    }

    /// Returns the strongest paths from one person to all others, at most `between` people between.
    #[must_use]
    pub fn ways(&self, from: &PersonId, between: usize) -> Option<WarmPaths> {
        let view = self.acquainted();
        let asks = |at: usize| self.times_asked(view, from, at);
        Some(WarmPaths::from(view, view.number(from)?, between, &asks, &[]))
    }

    /// Returns the strongest path and up to `n` others that share no tie with it or each other.
    #[must_use]
    pub fn ways_apart(&self, from: &PersonId, to: &PersonId, between: usize, n: usize) -> Vec<Reach> {
        let view = self.acquainted();
        let ends = view.number(from).zip(view.number(to)).filter(|(from, to)| from != to);
        let asks = |at: usize| self.times_asked(view, from, at);
        let paths = ends.map_or_else(Vec::new, |ends| WarmPaths::disjoint(view, ends, between, &asks, n));
        paths.iter().map(|path| Reach::of(view, path)).collect()
    }

    /// Asks are ego's own: on the way from somebody else's seat they weigh nothing.
    pub(super) fn times_asked(&self, view: &OneMode, from: &PersonId, at: usize) -> u32 {
        if from == self.network.ego() { self.asked(&view.people()[at]).map_or(0, |it| it.times) } else { 0 }
    }
}

impl Reach {
    pub(super) fn of(view: &OneMode, path: &WarmPath) -> Self {
        let people = path.people.iter().map(|&at| view.people()[at].clone()).collect();
        Self { people, strength: path.strength }
    }
}

#[cfg(test)]
mod tests {
    use super::Asked;
    use crate::lenses::{Ground, Scene};
    use crate::network::sketch::network;
    use crate::network::{Ask, Date, PersonId, Purpose};

    const TODAY: Date = Date::constant(2026, 11, 20);

    #[test]
    fn whom_ego_asked_lately_is_asked_less_gladly() {
        let id = |it: &str| -> PersonId { it.parse().unwrap() };
        let mut network =
            network("me-ada:friend me-ben:friend ada-eve:friend ben-eve:friend me-cyd:friend cyd-ada:friend");
        let way = |network: &_| {
            let ground = Ground::of(network, TODAY);
            let (me, cyd) = (id("me"), id("cyd"));
            let from = |seat| Scene::of(&ground, seat).reach(&id("eve")).unwrap();
            (from(&me), from(&cyd))
        };
        let before = way(&network);
        assert_eq!(before.0.people[1], id("ada"));
        network.load(Ask::of(id("ada"), Date::constant(2026, 8, 21), Purpose::Favour));
        assert_eq!(way(&network), before, "91 days ago");
        network.load(Ask::of(id("ada"), Date::constant(2026, 11, 8), Purpose::Favour));
        let after = way(&network);
        assert_eq!(after.0.people[1], id("ben"));
        assert_eq!(after.1, before.1, "another seat asked nobody");
        assert_eq!(
            Ground::of(&network, TODAY).asked(&id("ada")),
            Some(Asked { times: 1, last: Date::constant(2026, 11, 8) })
        );
    }
}
