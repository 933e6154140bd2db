//! Who reports to whom on a day: one line a person from which the picture hangs, and the further bosses.

use std::collections::{BTreeMap, BTreeSet};

use super::{Subject, draft};
use crate::network::{Date, PersonId, Tie, TieKind};

/// How far up departments lie in departments.
const DEEPEST: usize = 12;

/// Where a person hangs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// From the boss of that number.
    Recorded(usize),
    /// From the head of the department, to whom no line is recorded.
    Supposed(usize),
    /// From nobody.
    Top,
}

impl Line {
    pub(super) fn boss(self) -> Option<usize> {
        match self {
            Self::Recorded(boss) | Self::Supposed(boss) => Some(boss),
            Self::Top => None,
        }
    }
}

/// Reporting lines among people, who are numbered in the order of ids.
pub(super) struct Bosses<'a> {
    pub(super) people: Vec<&'a PersonId>,
    pub(super) lines: Vec<Line>,
    /// Who reports to whom besides.
    pub(super) further: Vec<(usize, usize)>,
}

/// Returns the lines among the people of ego's organization, or of those chosen.
pub(super) fn of<'a>(subject: &Subject<'a>) -> Bosses<'a> {
    let ties = ties(subject);
    let people: Vec<_> = members(subject, &ties).into_iter().collect();
    let numbers: BTreeMap<_, _> = people.iter().enumerate().map(|(number, id)| (*id, number)).collect();
    let mut above: Vec<Vec<(bool, Date, usize)>> = vec![Vec::new(); people.len()];
    for tie in ties {
        if let (Some(&report), Some(&boss)) = (numbers.get(&tie.from), numbers.get(&tie.to)) {
            let is_elsewhere = draft::unit(subject, &tie.from) != draft::unit(subject, &tie.to);
            let since = tie.since.map_or(Date::MAX, |it| it.first_day());
            above[report].push((is_elsewhere, since, boss));
        }
    }
    above.iter_mut().for_each(|it| it.sort());
    let first = above.iter().map(|it| it.first().map_or(Line::Top, |it| Line::Recorded(it.2))).collect();
    let further = above.iter().enumerate();
    let further = further.flat_map(|(report, bosses)| bosses.iter().skip(1).map(move |it| (report, it.2))).collect();
    let mut bosses = Bosses { people, lines: first, further };
    bosses.cut();
    bosses.suppose(subject, &numbers);
    bosses
}

fn ties<'a>(subject: &Subject<'a>) -> Vec<&'a Tie> {
    let holds = |tie: &&Tie| {
        let is_line = tie.kind == TieKind::ReportsTo && tie.from != tie.to && tie.holds_on(subject.today);
        is_line && subject.shows(&tie.from) && subject.shows(&tie.to)
    };
    subject.network.ties().values().filter(holds).collect()
}

/// Returns those of ego's organization, their bosses wherever they are, and reports of whom no organization is known.
fn members<'a>(subject: &Subject<'a>, ties: &[&'a Tie]) -> BTreeSet<&'a PersonId> {
    let home = draft::organization(subject, subject.network.ego());
    let is_asked = subject.chosen.is_some() || home.is_none();
    let is_member =
        |id: &&PersonId| is_asked || *id == subject.network.ego() || draft::organization(subject, id) == home;
    let mut members: BTreeSet<_> = subject.people().filter(is_member).collect();
    loop {
        let known = members.len();
        for tie in ties {
            if members.contains(&tie.from) {
                members.insert(&tie.to);
            } else if members.contains(&tie.to) && draft::organization(subject, &tie.from).is_none() {
                members.insert(&tie.from);
            }
        }
        if members.len() == known {
            return members;
        }
    }
}

impl Bosses<'_> {
    /// Makes the line of one in every circle a further one: whoever has most reports, the first of them by id.
    fn cut(&mut self) {
        let mut reports = vec![0_usize; self.people.len()];
        self.lines.iter().filter_map(|it| it.boss()).for_each(|boss| reports[boss] += 1);
        let mut seen = vec![usize::MAX; self.people.len()];
        for start in 0..self.people.len() {
            let mut at = Some(start);
            while let Some(here) = at.filter(|&it| seen[it] == usize::MAX) {
                seen[here] = start;
                at = self.lines[here].boss();
            }
            let Some(here) = at.filter(|&it| seen[it] == start) else { continue };
            let circle: Vec<_> = self.upwards(here).collect();
            let top = circle.into_iter().max_by_key(|&it| (reports[it], std::cmp::Reverse(it))).unwrap_or(here);
            let boss = self.lines[top].boss();
            self.lines[top] = Line::Top;
            self.further.extend(boss.map(|boss| (top, boss)));
        }
        self.further.sort_unstable();
    }

    /// Returns somebody and all above, each once.
    pub(super) fn upwards(&self, from: usize) -> impl Iterator<Item = usize> {
        let mut first = true;
        let above = std::iter::successors(Some(from), |&it| self.lines[it].boss());
        above.take_while(move |&it| std::mem::take(&mut first) || it != from)
    }

    /// Hangs those without a boss from the head of their department, or of one around it.
    fn suppose(&mut self, subject: &Subject<'_>, numbers: &BTreeMap<&PersonId, usize>) {
        let departments = subject.network.departments();
        for number in 0..self.people.len() {
            if self.lines[number] != Line::Top || self.further.iter().any(|it| it.0 == number) {
                continue;
            }
            let first = draft::unit(subject, self.people[number]);
            let units = std::iter::successors(first, |it| departments.get(it)?.within.clone()).take(DEEPEST);
            let heads = units.filter_map(|it| numbers.get(departments.get(&it)?.head.as_ref()?).copied());
            let mut heads = heads.filter(|&head| self.upwards(head).all(|it| it != number));
            if let Some(head) = heads.next() {
                self.lines[number] = Line::Supposed(head);
            }
        }
    }

    /// Returns how many people hang from each, the person included.
    pub(super) fn sizes(&self) -> Vec<usize> {
        let mut sizes = vec![0; self.people.len()];
        for number in 0..self.people.len() {
            self.upwards(number).for_each(|it| sizes[it] += 1);
        }
        sizes
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, of};
    use crate::measures::Strengths;
    use crate::network::{Date, sketch};
    use crate::sociogram::Subject;

    fn lines(sketched: &str) -> (Vec<String>, usize) {
        let network = sketch::network(sketched);
        let today = Date::constant(2026, 11, 20);
        let strengths = Strengths::of(&network, today);
        let bosses = of(&Subject::of(&network, &strengths, today));
        let name = |at: usize| bosses.people[at].as_str();
        let line = |(at, line): (usize, &Line)| line.boss().map(|boss| format!("{}-{}", name(at), name(boss)));
        (bosses.lines.iter().enumerate().filter_map(line).collect(), bosses.further.len())
    }

    #[test]
    fn one_line_is_followed_and_further_bosses_are_kept() {
        let (lines, further) = lines("a-b:reports_to a-c:reports_to b-d:reports_to c-d:reports_to");
        assert_eq!((lines, further), (vec!["a-b".to_owned(), "b-d".to_owned(), "c-d".to_owned()], 1));
    }

    #[test]
    fn circles_are_cut_where_most_report() {
        let (lines, further) = lines("a-b:reports_to b-c:reports_to c-a:reports_to d-b:reports_to");
        assert_eq!((lines, further), (vec!["a-b".to_owned(), "c-a".to_owned(), "d-b".to_owned()], 1));
        assert_eq!(super::tests::lines("a-b:reports_to b-a:reports_to").1, 1);
    }
}
