//! The organization chart: who reports to whom, from the top, and how far ego's ties reach.

use std::collections::BTreeMap;

use super::bosses::{self, Bosses, Line as Hangs};
use super::draft::{self, Draft, counted};
use super::kind::{Kind, PLAIN};
use super::picture::Dash;
use super::{Area, Change, Ground, Hidden, Line, Sociogram, Subject, Tone, Who, families, subtitle, warmth};
use crate::network::{DepartmentId, Network, TieKind};

pub(super) const KIND: Kind = Kind {
    name: "orgchart",
    shows: "Who reports to whom, and whom you reach",
    draw: |subject, _| orgchart(subject),
    lacks,
    chooses_ties: false,
    layout: families::of,
    lines: |_| [String::new(), "reports to".to_owned(), "belongs there: no line is recorded".to_owned()],
    width: |line| match line.tone {
        _ if line.dashed => 2.2,
        Tone::Pale => 1.2,
        _ => 1.4,
    },
    is_told_by_width: false,
    dashed: (Dash::Dotted, "also reports to"),
    warmth: Some(|first| format!("how far {first} reaches")),
    counts,
    has_ranks: true,
    nowhere: "no reporting line is recorded",
    ..PLAIN
};

/// Beyond this only those with most people below are drawn, and those ego is tied to.
const MOST_PEOPLE: usize = 240;
const MOST_FURTHER: usize = 60;
const RADIUS: f64 = 7.0;

fn lacks(network: &Network) -> Option<(&'static str, &'static str)> {
    let is_led = network.departments().values().any(|it| it.head.is_some());
    let has_lines = is_led || network.ties().values().any(|it| it.kind == TieKind::ReportsTo);
    (!has_lines).then_some((
        "nobody recorded reports to anybody",
        "acquaint tie NAME BOSS --kind reports-to, or give a department its head",
    ))
}

/// Returns the chart of ego's organization, or of the people chosen.
fn orgchart(subject: &Subject<'_>) -> Sociogram {
    let ego = subject.network.ego();
    let bosses = bosses::of(subject);
    let sizes = bosses.sizes();
    let kept = foremost(subject, &bosses, &sizes);
    let mut draft = Draft::new(subject, ego);
    for &number in &kept {
        let id = bosses.people[number];
        let mark = draft.person(id, Tone::Plain);
        let mark = &mut draft.marks[mark];
        // Where a role stands for the name it says the title.
        let title = if subject.alias.is_some() { String::new() } else { mark.card.title.clone() };
        (mark.radius, mark.under) = (RADIUS, title);
        mark.colour = warmth::colour(subject.strengths.of_ego(id).value).filter(|_| id != ego);
        mark.rank = bosses.upwards(number).count() - 1;
    }
    let n_left = lines(subject, &mut draft, &bosses, &kept);
    seats(subject, &mut draft, &bosses, &sizes);
    let areas = loose(subject, &mut draft);
    let hidden = Hidden { people: bosses.people.len() - kept.len(), ties: n_left };
    draft.finish(
        &KIND,
        draft::title(subject, "Who reports to whom at", "Who reports to whom"),
        areas,
        Vec::new(),
        hidden,
    )
}

fn counts(map: &Sociogram) -> Vec<String> {
    let count = |fits: &dyn Fn(&&Line) -> bool| map.lines.iter().filter(fits).count();
    let lines = count(&|it| it.is_tie && !it.dashed);
    let further = count(&|it| it.dashed);
    let people = counted(map.n_people(), "person", "people");
    let mut counts = vec![people, counted(lines, "reporting line", "reporting lines")];
    counts.extend((further > 0).then(|| counted(further, "dotted line", "dotted lines")));
    counts.extend(subtitle::seats(map));
    counts
}

/// Returns the numbers of those who are drawn, ascending: nobody without all who stand above.
fn foremost(subject: &Subject<'_>, bosses: &Bosses<'_>, sizes: &[usize]) -> Vec<usize> {
    let ego = bosses.people.binary_search(&subject.network.ego()).ok();
    let chain: Vec<_> = ego.into_iter().flat_map(|it| bosses.upwards(it)).collect();
    let tie = |at: usize| subject.strengths.of_ego(bosses.people[at]).value;
    let mut order: Vec<_> = (0..sizes.len()).collect();
    order.sort_by(|&a, &b| {
        let of_chain = chain.contains(&b).cmp(&chain.contains(&a));
        of_chain.then(sizes[b].cmp(&sizes[a])).then(tie(b).total_cmp(&tie(a))).then(a.cmp(&b))
    });
    order.truncate(MOST_PEOPLE);
    order.sort_unstable();
    order
}

/// Adds the lines among those drawn and returns how many further bosses are left out.
fn lines(subject: &Subject<'_>, draft: &mut Draft<'_>, bosses: &Bosses<'_>, kept: &[usize]) -> usize {
    for &number in kept {
        let (report, line) = (bosses.people[number], bosses.lines[number]);
        let Some(boss) = line.boss().map(|it| bosses.people[it]) else { continue };
        let is_tie = matches!(line, Hangs::Recorded(_));
        let (Some(from), Some(to)) = (draft.number(report), draft.number(boss)) else { continue };
        let note = if is_tie { "reports to" } else { "works in the department; no line is recorded" };
        let strength = subject.strengths.between(report, boss);
        let change = Change::of_line(subject, report, boss);
        let tone = if is_tie { Tone::Plain } else { Tone::Pale };
        draft.lines.push(Line { is_tie, tone, change, ..Line::of(from, to, strength, note.to_owned()) });
    }
    let ends = |&(report, boss): &(usize, usize)| {
        let (one, other) = (bosses.people[report], bosses.people[boss]);
        Some((draft.number(one)?, draft.number(other)?, subject.strengths.between(one, other)))
    };
    let further: Vec<_> = bosses.further.iter().filter_map(ends).collect();
    let line =
        |&(from, to, strength): &_| Line { dashed: true, ..Line::of(from, to, strength, "also reports to".to_owned()) };
    draft.lines.extend(further.iter().take(MOST_FURTHER).map(line));
    further.len().saturating_sub(MOST_FURTHER)
}

/// Adds empty seats, each under whoever would lead its holder.
fn seats(subject: &Subject<'_>, draft: &mut Draft<'_>, bosses: &Bosses<'_>, sizes: &[usize]) {
    let first = draft.marks.len();
    draft.seats(|_| None);
    for (number, vacancy) in subject.vacancies.iter().enumerate() {
        draft.marks[first + number].radius = RADIUS;
        let unit = vacancy.department.as_ref();
        let leader = unit.and_then(|it| leader(subject, bosses, it)).or_else(|| top(bosses, sizes));
        if let Some(to) = leader.and_then(|it| draft.number(bosses.people[it])) {
            let line = Line::of(first + number, to, 0.0, "an empty seat".to_owned());
            draft.lines.push(Line { is_tie: false, tone: Tone::Pale, ..line });
        }
    }
}

/// Returns to whom the head of a department reports, or would.
fn leader(subject: &Subject<'_>, bosses: &Bosses<'_>, unit: &DepartmentId) -> Option<usize> {
    let departments = subject.network.departments();
    let head = |unit: &DepartmentId| bosses.people.binary_search(&departments.get(unit)?.head.as_ref()?).ok();
    let above = head(unit).and_then(|it| bosses.lines[it].boss());
    above.or_else(|| head(departments.get(unit)?.within.as_ref()?))
}

/// Returns who leads most people, if anybody leads any; a chair above a single report leads nobody's departments.
fn top(bosses: &Bosses<'_>, sizes: &[usize]) -> Option<usize> {
    let most = sizes.iter().copied().max().filter(|&it| it > 1)?;
    let reports = |boss: usize| (0..sizes.len()).filter(move |&it| bosses.lines[it].boss() == Some(boss));
    let only = |&boss: &usize| {
        let mut all = reports(boss);
        all.next().filter(|&it| all.next().is_none() && sizes[it] > 1)
    };
    std::iter::successors(sizes.iter().position(|&it| it == most), only).last()
}

/// Gathers those without any line by department, and returns the departments.
fn loose(subject: &Subject<'_>, draft: &mut Draft<'_>) -> Vec<Area> {
    let mut hangs = vec![false; draft.marks.len()];
    draft.lines.iter().filter(|it| !it.dashed).for_each(|it| (hangs[it.from], hangs[it.to]) = (true, true));
    let mut areas: BTreeMap<(u8, String), Vec<usize>> = BTreeMap::new();
    for (number, mark) in draft.marks.iter().enumerate().filter(|it| !hangs[it.0]) {
        let name = match &mark.who {
            Who::Person(id) => {
                draft::unit_name(subject, id).map_or((1, "No department known".to_owned()), |it| (0, it))
            }
            _ => (2, "Empty seats".to_owned()),
        };
        areas.entry(name).or_default().push(number);
    }
    for (area, members) in areas.values().enumerate() {
        members.iter().for_each(|&it| draft.marks[it].area = Some(area));
    }
    areas.into_keys().map(|(_, text)| Area::of(text, Ground::Unknown)).collect()
}
