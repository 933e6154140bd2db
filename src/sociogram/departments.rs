//! The map of departments: units as wholes, how much ties them, who bridges them, and where a bridge is missing.

use super::draft::{self, Draft, counted};
use super::kind::{Kind, PLAIN};
use super::legend::{self, entry};
use super::place::{self, Place};
use super::units::{self, Bond, Units};
use super::{Card, Entry, Ground, Hidden, Line, Mark, Sample, Sociogram, Subject, Tone, Who, bridges, clearing, text};
use crate::network::PersonId;

pub(super) const KIND: Kind = Kind {
    name: "departments",
    shows: "What ties departments, who bridges them, and where nobody does",
    draw: |subject, _| departments(subject),
    marks_changes: false,
    layout: clearing::of,
    ties: ("bridge", "bridges"),
    lines: |first| [format!("ties of the unit of {first}"), "ties between units".to_owned(), String::new()],
    width: |line| if line.tone == Tone::Missing { 1.8 } else { 0.8 + 6.2 * line.strength },
    is_told_by_width: false,
    remark: "the wider, the more strength in all · on the line: its strongest tie, or the only one who has any",
    has_strengths: false,
    furthest: 60.0,
    counts,
    sizes: |map, _| sizes(map),
    ..PLAIN
};

/// The radii of a unit of nobody and of the largest.
const RADII: (f64, f64) = (6.0, 30.0);
const HOME: &str = "department";
const AWAY: &str = "other organization";
const UNKNOWN: &str = "no organization known";

/// Returns the map of units.
fn departments(subject: &Subject<'_>) -> Sociogram {
    let units = units::of(subject);
    let (mut bonds, within) = units.bonds(subject, subject.least);
    let n_bonds = bonds.len();
    let missing = bridges::missing(subject, &units);
    bonds.retain(|it| !missing.contains(&it.ends));
    let drawn = bridges::drawn(&units, &bonds);
    let subject = &Subject { group_name: "unit", ..*subject };
    let mut draft = Draft::new(subject, subject.network.ego());
    draft.order = Some([HOME, AWAY, UNKNOWN].map(str::to_owned).to_vec());
    marks(subject, &mut draft, &units, &within);
    let of_ego = units.of(subject.network.ego());
    let most = bonds.iter().map(|it| it.sum).fold(0.0, f64::max).max(1e-9);
    draft.lines.extend(drawn.iter().map(|&it| line(subject, &bonds[it], of_ego, most)));
    draft.lines.extend(missing.iter().map(|&(from, to)| absent(from, to)));
    let hidden = Hidden { people: 0, ties: n_bonds - drawn.len() };
    draft.finish(
        &KIND,
        draft::title(subject, "What ties the departments of", "What ties departments"),
        Vec::new(),
        Vec::new(),
        hidden,
    )
}

fn counts(map: &Sociogram) -> Vec<String> {
    let n_missing = map.lines.iter().filter(|it| it.tone == Tone::Missing).count();
    let mut counts = vec![
        format!("{} in {}", counted(map.n_people(), "person", "people"), counted(map.marks.len(), "unit", "units")),
        counted(map.n_ties(), "bridge", "bridges"),
    ];
    counts.extend((n_missing > 0).then(|| counted(n_missing, "bridge missing", "bridges missing")));
    counts
}

fn sizes(map: &Sociogram) -> Vec<Entry> {
    let people = |mark: &Mark| if let Who::Unit { people, .. } = mark.who { Some((people, mark.radius)) } else { None };
    let mut sizes: Vec<_> = map.marks.iter().filter_map(people).collect();
    sizes.sort_by_key(|it| it.0);
    let (Some(least), Some(most)) = (sizes.first(), sizes.last()) else { return Vec::new() };
    let scale = (legend::LARGEST / most.1.max(1.0)).min(1.0);
    let ends = if least.0 == most.0 { vec![most] } else { vec![least, most] };
    let size = |it: &(usize, f64)| entry(Sample::Size(it.1 * scale), counted(it.0, "person", "people"));
    ends.into_iter().map(size).collect()
}

fn marks(subject: &Subject<'_>, draft: &mut Draft<'_>, units: &Units<'_>, within: &[usize]) {
    let largest = units.people.iter().map(Vec::len).max().unwrap_or(0).max(1) as f64;
    let of_ego = units.of(subject.network.ego());
    for (number, place) in units.places.iter().enumerate() {
        let area = place::area(subject, place);
        let people = units.people[number].len();
        let part = (people as f64 / largest).sqrt();
        let counted_people = counted(people, "person", "people");
        let rest = if *place == Place::Body { ", no department" } else { "" };
        let group = match area.ground {
            Ground::Home => HOME,
            Ground::Unknown => UNKNOWN,
            _ => AWAY,
        };
        let name = match place {
            Place::OtherBodies => format!("{} other organizations", units.n_other),
            _ => text::clean(&area.text),
        };
        draft.groups.push(Some(group.to_owned()));
        let radius = ((RADII.0 + (RADII.1 - RADII.0) * part) * 10.0).round() / 10.0;
        let among = counted(within[number], "tie", "ties");
        draft.marks.push(Mark {
            under: format!("{counted_people}{rest}"),
            is_ego: of_ego == Some(number),
            card: Card {
                title: counted_people,
                among,
                people: names(subject, &units.people[number]),
                ..Card::default()
            },
            ..Mark::of(Who::Unit { id: format!("{place:?}"), people }, name, radius)
        });
    }
}

/// Returns the names of a unit's people, those who weigh most first.
fn names(subject: &Subject<'_>, people: &[&PersonId]) -> Vec<String> {
    let mut people = people.to_vec();
    people.sort_by(|a, b| draft::size(subject, b).total_cmp(&draft::size(subject, a)));
    people.into_iter().map(|it| draft::name(subject, it)).collect()
}

/// Returns the line of a bond, with who bridges it.
fn line(subject: &Subject<'_>, bond: &Bond<'_>, of_ego: Option<usize>, most: f64) -> Line {
    // A role ends with the number that tells it from others like it.
    let longest = if subject.alias.is_some() { 44 } else { 24 };
    let name = |id: &PersonId| text::isolated(&text::shortened(&draft::bare_name(subject, id), longest));
    let (one, other, strength) = bond.best;
    let words = match bond.alone {
        Some(alone) => vec![format!("only {}", name(alone))],
        None => vec![format!("{} –", name(one)), name(other)],
    };
    let alone = bond.alone.map(|it| format!(", all of {}", name(it))).unwrap_or_default();
    let note = format!(
        "{}{alone}, {:.2} in all; strongest: {} – {} {strength:.2}",
        counted(bond.n, "tie", "ties"),
        bond.sum,
        name(one),
        name(other)
    );
    let (from, to) = bond.ends;
    let touches = of_ego.is_some_and(|it| it == from || it == to);
    let tone = if touches { Tone::Lit } else { Tone::Plain };
    Line { tone, words, ..Line::of(from, to, bond.sum / most, note) }
}

fn absent(from: usize, to: usize) -> Line {
    let note = format!("no bridge: no tie of {} or more", bridges::FIRM);
    let words = vec!["no bridge".to_owned()];
    Line { dashed: true, is_tie: false, tone: Tone::Missing, words, ..Line::of(from, to, 0.0, note) }
}
