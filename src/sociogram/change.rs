//! What became of ties between two days.

use super::Subject;
use crate::measures::{FAINTEST, MIDDLING, Strengths};
use crate::network::{PersonId, Tie, TieKind};

/// What became of a tie since an earlier day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// It is about as it was, or no earlier day is looked at.
    #[default]
    Same,
    /// There was none.
    New,
    /// It was at .3 or more and is below.
    Cold,
}

impl Change {
    fn of(then: f64, now: f64) -> Self {
        match () {
            () if then < FAINTEST && now >= FAINTEST => Self::New,
            () if then >= MIDDLING && now < MIDDLING => Self::Cold,
            () => Self::Same,
        }
    }

    /// Returns what became of the tie of two people.
    pub(super) fn between(subject: &Subject<'_>, one: &PersonId, other: &PersonId) -> Self {
        let now = || subject.strengths.between(one, other);
        subject.then.map_or(Self::Same, |then| Self::of(then.between(one, other), now()))
    }
}

impl Change {
    /// Returns what became of a reporting line: it may be younger than the tie of the two.
    pub(super) fn of_line(subject: &Subject<'_>, report: &PersonId, boss: &PersonId) -> Self {
        let is_line = |it: &&&Tie| it.kind == TieKind::ReportsTo && it.from == *report;
        let declared = subject.strengths.declared_between(report, boss);
        let since = declared.iter().find(is_line).and_then(|it| it.since).map(|it| it.first_day());
        match subject.then.zip(since) {
            Some((then, since)) if since > then.today() => Self::New,
            _ => Self::between(subject, report, boss),
        }
    }
}

/// Returns all ties that began, with their strength, and that went cold, with the strength they had, in the order of ids.
pub(super) fn changed<'a>(subject: &Subject<'a>) -> Vec<(&'a PersonId, &'a PersonId, f64)> {
    let Some(then) = subject.then else { return Vec::new() };
    let people = subject.network.people();
    let known = |id: &PersonId| people.get_key_value(id).map(|it| it.0).filter(|it| subject.shows(it));
    let became = |u: &PersonId, v: &PersonId| Change::between(subject, u, v);
    let cold = pairs(then).filter(|(u, v, _)| became(u, v) == Change::Cold);
    let new = pairs(subject.strengths).filter(|(u, v, _)| became(u, v) == Change::New);
    cold.chain(new).filter_map(|(u, v, strength)| Some((known(u)?, known(v)?, strength))).collect()
}

fn pairs<'s>(strengths: &'s Strengths<'_>) -> impl Iterator<Item = (&'s PersonId, &'s PersonId, f64)> {
    let view = strengths.all();
    view.pairs().map(|(u, v, strength)| (&view.people()[u], &view.people()[v], strength))
}

#[cfg(test)]
mod tests {
    use super::Change;

    #[test]
    fn a_tie_begins_at_a_tenth_and_is_cold_below_three() {
        for (then, now, change) in [
            (0.0, 0.1, Change::New),
            (0.09, 0.9, Change::New),
            (0.1, 0.9, Change::Same),
            (0.3, 0.29, Change::Cold),
            (0.9, 0.0, Change::Cold),
            (0.29, 0.0, Change::Same),
            (0.0, 0.0, Change::Same),
        ] {
            assert_eq!(Change::of(then, now), change, "{then} {now}");
        }
    }
}
