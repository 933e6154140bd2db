//! The legend: it explains every mark on the map, and no other.

use super::groups::Group;
use super::picture::Dash;
use super::{Change, Entry, Ground, Mark, Sample, Scale, Sociogram, Subject, Tone, Who, draft, text, warmth};
use crate::network::PersonId;

/// The largest disc that fits a row.
pub(super) const LARGEST: f64 = 11.0;

/// Returns the legend of a sociogram whose colours stand for `groups`.
pub(super) fn of(map: &Sociogram, subject: &Subject<'_>, center: &PersonId, groups: &[Group]) -> Vec<Entry> {
    let mut legend = colours(map, subject, groups);
    legend.extend(marks(map, subject, center));
    legend.extend((map.kind.further)(map, &draft::first_name(subject, subject.network.ego())));
    legend.extend(lines(map, center, subject));
    legend.extend(grounds(map, subject));
    legend.extend(rings(map));
    legend.extend(left_out(map));
    legend
}

/// Takes the part below that heading out of a legend.
pub(super) fn drop_part(legend: &mut Vec<Entry>, heading: &str) {
    let is_heading = |it: &Entry| it.sample == Sample::Heading;
    let Some(start) = legend.iter().position(|it| is_heading(it) && it.text == heading) else { return };
    let length = legend[start + 1..].iter().position(is_heading).unwrap_or(legend.len() - start - 1);
    legend.drain(start..=start + length);
}

pub(super) fn entry(sample: Sample, text: impl Into<String>) -> Entry {
    Entry { sample, text: text.into() }
}

pub(super) fn headed(heading: &str, mut entries: Vec<Entry>) -> Vec<Entry> {
    if !entries.is_empty() {
        entries.insert(0, entry(Sample::Heading, heading));
    }
    entries
}

/// Returns who is coloured: all but empty seats.
fn coloured(map: &Sociogram) -> impl Iterator<Item = &Mark> {
    map.marks.iter().filter(|it| !it.is_seat())
}

pub(super) fn people(map: &Sociogram) -> impl Iterator<Item = &Mark> {
    map.marks.iter().filter(|it| it.is_person())
}

fn colours(map: &Sociogram, subject: &Subject<'_>, groups: &[Group]) -> Vec<Entry> {
    if let Some(words) = map.kind.warmth {
        return warmth::entries(map, words(&draft::first_name(subject, subject.network.ego())));
    }
    if subject.scale == Scale::Coldness {
        return warmth::entries(map, format!("of the tie of {}", draft::first_name(subject, subject.network.ego())));
    }
    let drawn = |colour: Option<usize>| coloured(map).any(|it| it.tone != Tone::Pale && it.colour == colour);
    let known = groups.iter().filter(|it| drawn(Some(it.1)));
    let mut entries: Vec<_> = known.map(|(name, colour)| entry(Sample::Colour(Some(*colour)), name)).collect();
    if !entries.is_empty() {
        entries.insert(0, entry(Sample::Heading, format!("Colour: {}", subject.group_name)));
        if drawn(None) {
            entries.push(entry(Sample::Colour(None), "other or unknown"));
        }
    }
    entries
}

fn marks(map: &Sociogram, subject: &Subject<'_>, center: &PersonId) -> Vec<Entry> {
    let mut entries = Vec::new();
    if let Some(ego) = map.marks.iter().find(|it| it.is_ego) {
        let (name, of_unit) = (draft::name(subject, center), matches!(ego.who, Who::Unit { .. }));
        entries.push(entry(Sample::Ego, if of_unit { format!("{name} works here") } else { name }));
    }
    entries.extend((map.kind.sizes)(map, subject.size_name));
    if map.marks.iter().any(|it| it.is_overdue) {
        entries.push(entry(Sample::Overdue, "contact is overdue"));
    }
    if map.marks.iter().any(Mark::is_seat) {
        entries.push(entry(Sample::Seat, "empty seat: nobody fills it yet"));
    }
    if people(map).any(|it| it.tone == Tone::Pale) {
        entries.push(entry(Sample::Pale, "surroundings"));
    }
    headed("People", entries)
}

/// Returns what sizes say that are those of the subject.
pub(super) fn sizes(map: &Sociogram, name: &str) -> Vec<Entry> {
    let radii = || people(map).map(|it| it.radius);
    let (least, most) = (radii().fold(f64::INFINITY, f64::min), radii().fold(0.0, f64::max));
    // Side by side they must fit a row.
    let scale = (LARGEST / most.max(1.0)).min(1.0);
    if most - least <= 1.0 {
        return Vec::new();
    }
    vec![entry(Sample::Size(least * scale), format!("little {name}")), entry(Sample::Size(most * scale), "much of it")]
}

fn lines(map: &Sociogram, center: &PersonId, subject: &Subject<'_>) -> Vec<Entry> {
    let has = |tone: Tone| map.lines.iter().any(|it| it.tone == tone);
    let words = (map.kind.lines)(&draft::first_name(subject, center));
    let tones = [Tone::Lit, Tone::Plain, Tone::Pale].into_iter().zip(words);
    let used = tones.filter(|(tone, words)| has(*tone) && !words.is_empty());
    let mut entries: Vec<_> = used.map(|(tone, it)| entry(Sample::Tie(0.5, tone), it)).collect();
    if map.lines.iter().any(|it| it.tone != Tone::Pale) && map.kind.is_told_by_width {
        entries.push(entry(Sample::Tie(0.1, Tone::Plain), "weak"));
        entries.push(entry(Sample::Tie(1.0, Tone::Plain), "strong"));
    }
    for (change, words) in [(Change::New, "new since"), (Change::Cold, "gone cold since")] {
        if let (true, Some(then)) = (map.lines.iter().any(|it| it.change == change), subject.then) {
            entries.push(entry(Sample::Changed(change), format!("{words} {}", then.today())));
        }
    }
    if map.lines.iter().any(|it| it.arrow) {
        entries.push(entry(Sample::Arrow, "reports to, advises, mentors or influences"));
    }
    if map.lines.iter().any(|it| it.dashed && it.tone != Tone::Missing) {
        let (dash, words) = map.kind.dashed;
        entries.push(entry(if dash == Dash::Dotted { Sample::Dotted } else { Sample::Dashed }, words));
    }
    if has(Tone::Missing) {
        entries.push(entry(
            Sample::Missing,
            "no bridge: they have to work together, and no tie of 0.1 or more joins them",
        ));
    }
    if !map.kind.remark.is_empty() && !map.lines.is_empty() {
        entries.push(entry(Sample::Words, map.kind.remark));
    }
    headed(&capitalized(map.kind.ties.1), entries)
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|it| it.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn grounds(map: &Sociogram, subject: &Subject<'_>) -> Vec<Entry> {
    let has = |ground: Ground| map.areas.iter().any(|it| it.ground == ground);
    let home = draft::organization_name(subject, subject.network.ego());
    let home = home.map_or_else(|| "department".to_owned(), |it| format!("department of {}", text::isolated(&it)));
    let words = [
        (Ground::Home, home),
        (Ground::Away, "another organization".to_owned()),
        (Ground::Unknown, map.kind.nowhere.to_owned()),
    ];
    if !map.kind.tells_areas {
        return Vec::new();
    }
    let used = words.into_iter().filter(|it| has(it.0));
    headed("Areas", used.map(|(it, words)| entry(Sample::Area(it), words)).collect())
}

fn rings(map: &Sociogram) -> Vec<Entry> {
    let words = "from the middle: strong (0.6 and more), middling (0.3 and more), weak";
    headed("Rings", map.rings.first().map(|_| entry(Sample::Words, words)).into_iter().collect())
}

fn left_out(map: &Sociogram) -> Vec<Entry> {
    let mut entries = Vec::new();
    let (ties, name) = (map.n_ties() + map.hidden.ties, map.kind.ties.1);
    if map.hidden.ties > 0 {
        let words = format!("{} of the {ties} {name} among those drawn, the ones that say least", map.hidden.ties);
        entries.push(entry(Sample::Words, words));
    }
    if map.hidden.people > 0 {
        entries.push(entry(Sample::Words, format!("{} {}", map.hidden.people, map.kind.others)));
    }
    headed("Left out", entries)
}
