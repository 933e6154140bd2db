//! The path map: the warm ways to somebody, lit up in their surroundings.

use std::collections::BTreeMap;

use super::draft::{self, Draft};
use super::kind::{Kind, Named, PLAIN};
use super::{Hidden, Sociogram, Subject, Tone, Way, backbone, columns, theme};
use crate::network::PersonId;

pub(super) const KIND: Kind = Kind {
    name: "path",
    shows: "The warm path to somebody",
    named: Named::Must,
    draw: |subject, _| path(subject, subject.ways),
    layout: columns::of,
    lines: |_| ["the warmest path", "another way", "surroundings"].map(str::to_owned),
    width: |line| match line.tone {
        Tone::Lit => theme::line_width(line.strength).max(2.4),
        tone => theme::line_width(line.strength).min(theme::widest(tone)),
    },
    // The warmest path leads the eye.
    is_straight: |line, _| line.tone == Tone::Lit,
    // Alternatives pass beside the warmest path.
    furthest: 120.0,
    remark: "on the line: the strength of the tie; a path's is their product, times 0.7 for everybody between, and less \
             where a favour was asked lately",
    tells_areas: false,
    others: "more people around them",
    ..PLAIN
};

/// How many people around the ways are drawn beside each of them, and in all.
const AROUND_ONE: usize = 4;
const AROUND_ALL: usize = 24;

/// How ties stand out, and how strong they are, by their ends.
type Steps = BTreeMap<(PersonId, PersonId), (Tone, f64)>;

/// Returns the map of the ways to somebody, the best first, in their surroundings.
pub(super) fn path(subject: &Subject<'_>, ways: &[Way]) -> Sociogram {
    let nobody = subject.network.ego();
    let ends = ways.first().and_then(|way| Some((way.people.first()?, way.people.last()?)));
    let (from, to) = ends.unwrap_or((nobody, nobody));
    let mut draft = Draft::new(subject, from);
    let mut steps = Steps::new();
    let last = ways.iter().map(|way| way.people.len()).max().unwrap_or(0).saturating_sub(1);
    for (rank, way) in ways.iter().enumerate() {
        for (step, id) in way.people.iter().enumerate() {
            let known = draft.number(id).is_some();
            let at = draft.person(id, if rank == 0 { Tone::Lit } else { Tone::Plain });
            if !known {
                draft.marks[at].rank = column(step, way.people.len(), last);
                draft.marks[at].area = Some(rank);
            }
        }
        for (step, strength) in way.people.windows(2).zip(&way.steps) {
            let tone = if rank == 0 { Tone::Lit } else { Tone::Plain };
            steps.entry(ends_of(&step[0], &step[1])).or_insert((tone, *strength));
        }
    }
    let n_hidden = surround(subject, &mut draft, &mut steps);
    for ((one, other), (tone, strength)) in &steps {
        draft.line(one, other, *strength, *tone);
    }
    for line in draft.lines.iter_mut().filter(|it| it.tone != Tone::Pale) {
        line.words = vec![format!("{:.2}", line.strength)];
    }
    let drawn: Vec<_> = draft.people().collect();
    let n_ties = backbone::among(subject, &drawn).len().saturating_sub(draft.lines.len());
    // What is lit lies on top.
    draft.lines.sort_by_key(|line| line.tone);
    let title = title(subject, from, to, ways.first());
    draft.finish(&KIND, title, Vec::new(), Vec::new(), Hidden { people: n_hidden, ties: n_ties })
}

/// Returns the column of a step: a short way is stretched to where the longest one ends.
fn column(step: usize, n_people: usize, last: usize) -> usize {
    let steps = n_people.saturating_sub(1).max(1);
    (step * last + steps / 2) / steps
}

fn title(subject: &Subject<'_>, from: &PersonId, to: &PersonId, best: Option<&Way>) -> String {
    let (from, to) = (draft::name(subject, from), draft::name(subject, to));
    match best {
        Some(way) => format!("From {from} to {to}, strength {:.2}", way.strength),
        None => format!("No way from {from}"),
    }
}

fn ends_of(one: &PersonId, other: &PersonId) -> (PersonId, PersonId) {
    let (one, other) = if one <= other { (one, other) } else { (other, one) };
    (one.clone(), other.clone())
}

/// Adds those best tied to the people on the ways, and returns how many more there are.
fn surround(subject: &Subject<'_>, draft: &mut Draft<'_>, steps: &mut Steps) -> usize {
    let view = subject.strengths.all();
    let on_ways: Vec<_> = (0..view.n_people()).filter(|&it| draft.number(&view.people()[it]).is_some()).collect();
    let mut near: Vec<_> = on_ways
        .iter()
        .flat_map(|&u| view.ties(u).map(move |(v, strength)| (v, u, strength)))
        .filter(|it| !on_ways.contains(&it.0) && subject.shows(&view.people()[it.0]) && it.2 >= subject.least)
        .collect();
    near.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    let (mut beside, mut n_drawn) = (BTreeMap::new(), 0);
    for (v, u, strength) in &near {
        let (who, whom) = (&view.people()[*v], &view.people()[*u]);
        let count = beside.entry(*u).or_insert(0);
        if draft.number(who).is_none() && *count < AROUND_ONE && n_drawn < AROUND_ALL {
            (*count, n_drawn) = (*count + 1, n_drawn + 1);
            let rank = draft.number(whom).map_or(0, |at| draft.marks[at].rank);
            let at = draft.person(who, Tone::Pale);
            draft.marks[at].rank = rank;
        }
        if draft.number(who).is_some() {
            steps.entry(ends_of(who, whom)).or_insert((Tone::Pale, *strength));
        }
    }
    let mut others: Vec<_> = near.iter().map(|it| it.0).collect();
    others.sort_unstable();
    others.dedup();
    others.len() - n_drawn
}
