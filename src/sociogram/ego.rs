//! The ego map: everybody one person knows, the closer the stronger, side by side with those they work with.

use std::collections::BTreeMap;

use super::draft::{self, Draft};
use super::kind::{Kind, Named, PLAIN};
use super::{Area, Ground, Hidden, Mark, Sociogram, Subject, Tone, backbone, change, orbits, theme};
use crate::measures::Grade;
use crate::network::PersonId;

pub(super) const KIND: Kind = Kind {
    name: "ego",
    shows: "Everybody around one person, by strength",
    named: Named::May,
    draw: ego,
    layout: orbits::of,
    lines: |first| [format!("tie of {first}"), String::new(), "tie of others".to_owned()],
    // The distance says how strong a tie is; thick lines would only cover names.
    width: |line| theme::line_width(line.strength).min(if line.tone == Tone::Pale { 0.8 } else { 1.2 }),
    is_told_by_width: false,
    // A spoke is straight: its length is what it says.
    is_straight: |_, ends| ends.iter().any(|it| it.is_ego),
    tells_areas: false,
    ..PLAIN
};

/// Where the rings end, from the inside, and what they hold.
const RINGS: [Grade; 3] = [Grade::Strong, Grade::Middling, Grade::Weak];
const MOST_ALTERS: usize = 200;
/// More lines among others than this hide the rings.
const MOST_BETWEEN: usize = 120;
/// More sectors than this are slivers: the smallest share one.
const MOST_SECTORS: usize = 14;

/// Returns the map of everybody `center` knows.
pub(super) fn ego(subject: &Subject<'_>, center: &PersonId) -> Sociogram {
    let mut draft = Draft::new(subject, center);
    draft.person(center, Tone::Lit);
    let (alters, n_hidden) = alters(subject, center);
    let sectors = sectors(subject, center, &alters);
    for ((id, strength), sector) in alters.iter().zip(&sectors.of) {
        let at = draft.person(id, Tone::Plain);
        draft.marks[at].rank = 1 + RINGS.iter().position(|it| Grade::of(*strength) >= *it).unwrap_or(0);
        draft.marks[at].area = Some(*sector);
        mark_overdue(&mut draft.marks[at], center == subject.network.ego());
    }
    let others: Vec<_> = alters.iter().map(|it| it.0).collect();
    let between = backbone::of(subject, &others, MOST_BETWEEN);
    let n_left = between.n - between.drawn.len();
    between.drawn.into_iter().for_each(|(u, v, strength)| draft.line(u, v, strength, Tone::Pale));
    alters.iter().for_each(|(id, strength)| draft.line(center, id, *strength, Tone::Lit));
    let changed = change::changed(subject).into_iter().filter(|(u, v, _)| [*u, *v].contains(&center));
    changed.for_each(|(u, v, strength)| draft.missing_line(u, v, strength));
    let hidden = Hidden { people: n_hidden, ties: n_left };
    let names = sectors.names.into_iter();
    let areas = names.map(|text| Area::of(text, Ground::Unknown)).collect();
    let rings = RINGS.iter().map(|ring| ring.to_string()).collect();
    let title = format!("Whom {} knows", draft::name(subject, center));
    draft.finish(&KIND, title, areas, rings, hidden)
}

/// Marks somebody with whom contact is overdue; the intervals are those of whose network it is.
fn mark_overdue(mark: &mut Mark, is_own: bool) {
    if let Some(days) = mark.card.overdue.filter(|it| is_own && *it > 0) {
        (mark.is_overdue, mark.under) = (true, draft::counted(days.unsigned_abs() as usize, "day late", "days late"));
    }
}

/// Returns the strongest alters, in the order of ids, and how many more there are.
fn alters<'a>(subject: &Subject<'a>, center: &PersonId) -> (Vec<(&'a PersonId, f64)>, usize) {
    let view = subject.strengths.all();
    let ties = view.number(center).into_iter().flat_map(|number| view.ties(number));
    let ties = ties.map(|(v, strength)| (&view.people()[v], strength));
    let mut alters: Vec<_> = ties.filter(|it| subject.shows(it.0) && it.1 >= subject.least).collect();
    alters.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    let n_hidden = alters.len().saturating_sub(MOST_ALTERS);
    alters.truncate(MOST_ALTERS);
    alters.sort_by(|a, b| a.0.cmp(b.0));
    (alters, n_hidden)
}

struct Sectors {
    of: Vec<usize>,
    names: Vec<String>,
}

/// Returns the sectors: departments of the home organization, other organizations, communities of those without any, the
/// rest.
fn sectors(subject: &Subject<'_>, center: &PersonId, alters: &[(&PersonId, f64)]) -> Sectors {
    let home = draft::organization(subject, center);
    let name = |id: &PersonId| match draft::organization(subject, id) {
        None => community(subject, id).map_or_else(|| (3, "No organization known".to_owned()), |it| (2, it)),
        at if at == home => (0, draft::unit_name(subject, id).unwrap_or_default()),
        Some(_) => (1, draft::organization_name(subject, id).unwrap_or_default()),
    };
    let mut names: Vec<_> = alters.iter().map(|it| name(it.0)).collect();
    gather(&mut names);
    let mut all = names.clone();
    all.sort();
    all.dedup();
    let of = names.iter().map(|it| all.binary_search(it).unwrap_or(0)).collect();
    Sectors { of, names: all.into_iter().map(|it| it.1).collect() }
}

/// Returns the first community of somebody, by name.
fn community(subject: &Subject<'_>, id: &PersonId) -> Option<String> {
    let of = subject.network.people().get(id)?.communities.iter();
    of.filter_map(|it| subject.network.communities().get(it)).map(|it| it.name.clone()).min()
}

fn gather(names: &mut [(u8, String)]) {
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    names.iter().for_each(|it| *counts.entry(it.clone()).or_default() += 1);
    let mut order: Vec<_> = counts.into_iter().collect();
    order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let kept: Vec<_> = order.into_iter().take(MOST_SECTORS).map(|it| it.0).collect();
    for name in names {
        if !kept.contains(name) {
            *name = (4, "Others".to_owned());
        }
    }
}
