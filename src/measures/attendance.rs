//! Who was at which meetings and stands in which ties, by number: the records of a network as the strengths need them.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use super::OneMode;
use super::evidenced::Evidenced;
use super::pairs::{Pair, index, sorted};
use super::strength::{FAINTEST, seen};
use super::together::Together;
use crate::network::{Date, Meeting, Person, PersonId, Quick, Tie};

/// Beyond this company a meeting says nothing about who knows whom: each pair would gain a fiftieth of a meeting.
pub(super) const CROWD: usize = 50;

/// The meetings and ties of each person, and what they say of each two.
#[derive(Debug)]
pub(super) struct Attendance<'n> {
    numbers: HashMap<&'n PersonId, usize, BuildHasherDefault<Quick>>,
    meetings: Vec<Vec<&'n Meeting>>,
    ties: Vec<Vec<&'n Tie>>,
    seen: Vec<Pair<f64>>,
    unlike: Vec<Pair<f64>>,
    together: Together,
}

impl<'n> Attendance<'n> {
    /// Looks through the records once.
    pub(super) fn of(records: &Evidenced<'n>, ego: &PersonId, today: Date) -> Self {
        let numbers: HashMap<_, _, _> = records.people.iter().enumerate().map(|(n, it)| (&it.id, n)).collect();
        let empty = numbers.len();
        let (meetings, ties) = (vec![Vec::new(); empty], vec![Vec::new(); empty]);
        let mut attendance =
            Self { numbers, meetings, ties, seen: Vec::new(), unlike: Vec::new(), together: Together::default() };
        let ego = attendance.number(ego);
        let meetings = records.meetings.iter().filter(|it| it.happened_by(today));
        meetings.for_each(|meeting| attendance.meeting(meeting, ego, today));
        records.ties.iter().filter(|tie| tie.holds_on(today)).for_each(|tie| attendance.tie(tie, ego));
        attendance.together.settle();
        attendance
    }

    /// Returns a person's number in the order of the ids of all.
    pub(super) fn number(&self, id: &PersonId) -> Option<usize> {
        self.numbers.get(id).copied()
    }

    fn meeting(&mut self, meeting: &'n Meeting, ego: Option<usize>, today: Date) {
        let mut there: Vec<_> = meeting.with.iter().filter_map(|id| self.number(id)).collect();
        there.iter().for_each(|person| self.meetings[*person].push(meeting));
        if let Some(ego) = ego.filter(|_| !meeting.without_ego) {
            self.meetings[ego].push(meeting);
        }
        if meeting.with.len() > CROWD {
            return;
        }
        there.extend(ego.filter(|_| !meeting.without_ego));
        there.sort_unstable();
        there.dedup();
        self.together.met(&there);
        there.retain(|person| Some(*person) != ego);
        let evidence = seen(meeting, today);
        for (at, &u) in there.iter().enumerate() {
            self.seen.extend(there[at + 1..].iter().map(|&v| ((index(u), index(v)), evidence)));
        }
    }

    fn tie(&mut self, tie: &'n Tie, ego: Option<usize>) {
        let ends = (self.number(&tie.from), self.number(&tie.to));
        [ends.0, ends.1].into_iter().flatten().for_each(|end| self.ties[end].push(tie));
        if let (Some(u), Some(v)) = ends
            && ego != Some(u)
            && ego != Some(v)
        {
            self.unlike.push(((index(u.min(v)), index(u.max(v))), 1.0 - tie.declared_strength()));
        }
    }

    /// Returns the meetings a person was at, in order of date; ego's are those of all alters.
    pub(super) fn meetings(&self, person: &PersonId) -> &[&'n Meeting] {
        self.number(person).map_or(&[], |it| &self.meetings[it])
    }

    /// Returns the declared ties of a person that hold.
    pub(super) fn ties(&self, person: &PersonId) -> &[&'n Tie] {
        self.number(person).map_or(&[], |it| &self.ties[it])
    }

    /// Returns who first met whom at the same meeting.
    pub(super) fn together(&self) -> &Together {
        &self.together
    }

    /// Returns the ties among others: noisy-OR of what is declared and what was seen; those below 0.1 are left out. What
    /// it is made of is used up.
    pub(super) fn others(&mut self, people: &[&Person], ego: &PersonId) -> OneMode {
        let is_other = |id: &&PersonId| *id != ego;
        let others = people.iter().map(|it| &it.id).filter(is_other).cloned().collect();
        let ego = self.number(ego);
        let seen = gathered(std::mem::take(&mut self.seen), 0.0, |sum, it| sum + it).into_iter();
        let mut apart: Vec<Pair<f64>> = seen.map(|(ends, r)| (ends, (-r / 3.0).exp())).collect();
        apart.append(&mut self.unlike);
        // The others are all people but ego, in the same order.
        let other = |person: u32| person as usize - usize::from(ego.is_some_and(|ego| person as usize > ego));
        let pairs = gathered(apart, 1.0, |product, it| product * it).into_iter();
        let pairs = pairs.map(|((u, v), apart)| (other(u), other(v), 1.0 - apart)).filter(|it| it.2 >= FAINTEST);
        OneMode::of_numbers(others, pairs)
    }
}

/// Returns each pair once, its values joined in their order: sorting is quicker than hashing where pairs are many.
fn gathered(pairs: Vec<Pair<f64>>, start: f64, join: impl Fn(f64, f64) -> f64) -> Vec<Pair<f64>> {
    let joined = |pair: &[Pair<f64>]| (pair[0].0, pair.iter().fold(start, |so_far, (_, it)| join(so_far, *it)));
    sorted(pairs).chunk_by(|a, b| a.0 == b.0).map(joined).collect()
}
