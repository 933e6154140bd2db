//! The grid of stakeholders: power against interest (Mendelow 1981, 1991), and how well ego's ties cover them.

use std::collections::BTreeMap;

use super::draft::{self, Draft};
use super::kind::{Kind, PLAIN};
use super::legend::{self, entry};
use super::{Area, Entry, Ground, Hidden, Sample, Sociogram, Stake, Subject, Tone, quadrants, warmth};
use crate::network::{Network, PersonId};

pub(super) const KIND: Kind = Kind {
    name: "grid",
    shows: "Power against interest of your stakeholders",
    draw: |subject, _| grid(subject),
    lacks,
    marks_changes: false,
    layout: quadrants::of,
    ties: ("", ""),
    is_told_by_width: false,
    tells_areas: false,
    is_plane: true,
    warmth: Some(|first| format!("{first}'s tie to whoever holds the role")),
    sizes: |_, _| Vec::new(),
    further: |map, _| axes(map),
    others: "stakeholders of less power and interest",
    ..PLAIN
};

const MOST: usize = 250;
const RADIUS: f64 = 7.5;
/// The quadrants by their number: 1 for much interest and 2 for much power; what comes after them names the axes.
const AREAS: [(&str, Ground); 6] = [
    ("Monitor", Ground::Plain),
    ("Keep informed", Ground::Plain),
    ("Keep satisfied", Ground::Plain),
    ("Manage closely", Ground::Foremost),
    ("interest →", Ground::Plain),
    ("power ↑", Ground::Plain),
];

fn lacks(network: &Network) -> Option<(&'static str, &'static str)> {
    network.settings().slots.is_empty().then_some((
        "no role to cover is recorded",
        "`acquaint init --role cto` writes a template's `slots` into network.ron",
    ))
}

/// Returns the grid of everybody who holds a role ego needs, and of the roles nobody holds.
fn grid(subject: &Subject<'_>) -> Sociogram {
    let ego = subject.network.ego();
    let mut stakes = stakes(subject);
    let held = |stakes: &[(usize, &Stake)]| stakes.iter().filter(|it| it.1.who.is_some()).count();
    let n_people = held(&stakes);
    stakes.truncate(MOST);
    let hidden = Hidden { people: n_people - held(&stakes), ties: 0 };
    let mut draft = Draft::new(subject, ego);
    for (number, stake) in stakes {
        let (interest, power) = place(stake);
        let area = Some(usize::from(interest >= 0.5) + 2 * usize::from(power >= 0.5));
        let at = match &stake.who {
            Some(id) => draft.person(id, Tone::Plain),
            None => draft.seat(number, &stake.label, area),
        };
        let mark = &mut draft.marks[at];
        (mark.area, mark.place) = (area, (interest, power));
        if stake.who.is_some() {
            (mark.radius, mark.colour) = (RADIUS, warmth::colour(covered(subject, stake)));
        }
    }
    let areas = AREAS.map(|(text, ground)| Area::of(text, ground));
    let title = format!("Stakeholders of {}: power against interest", draft::name(subject, ego));
    draft.finish(&KIND, title, areas.into(), Vec::new(), hidden)
}

/// Returns what is drawn with its number, what weighs most first: everybody once, where they weigh most.
fn stakes<'a>(subject: &Subject<'a>) -> Vec<(usize, &'a Stake)> {
    let shown = |it: &Stake| it.who.as_ref().is_none_or(|id| subject.shows(id) && id != subject.network.ego());
    let mut stakes: Vec<_> = subject.stakes.iter().enumerate().filter(|it| shown(it.1)).collect();
    let weight = |it: &Stake| place(it).0 + place(it).1;
    stakes.sort_by(|a, b| weight(b.1).total_cmp(&weight(a.1)).then(a.1.who.cmp(&b.1.who)).then(a.0.cmp(&b.0)));
    let mut first: BTreeMap<&PersonId, usize> = BTreeMap::new();
    for (number, stake) in &stakes {
        stake.who.iter().for_each(|id| _ = first.entry(id).or_insert(*number));
    }
    stakes.retain(|(number, it)| it.who.as_ref().is_none_or(|id| first.get(id) == Some(number)));
    stakes
}

/// Returns interest and power, each 0..1; what is no number is 0.
fn place(stake: &Stake) -> (f64, f64) {
    let part = |it: f64| if it.is_nan() { 0.0 } else { it.clamp(0.0, 1.0) };
    (part(stake.interest), part(stake.power))
}

fn covered(subject: &Subject<'_>, stake: &Stake) -> f64 {
    if stake.coverage >= subject.least { stake.coverage } else { 0.0 }
}

fn axes(map: &Sociogram) -> Vec<Entry> {
    let words = "interest: how urgent the role is; power: that of the role; the lines lie at 0.5";
    let moved = "names stand apart, but on their side of the lines";
    let entries = [words, moved].map(|it| entry(Sample::Words, it));
    if map.marks.is_empty() { Vec::new() } else { legend::headed("Axes", entries.into()) }
}

#[cfg(test)]
mod tests {
    use super::grid;
    use crate::measures::Strengths;
    use crate::network::{Date, PersonId, sketch};
    use crate::sociogram::{Mark, Sociogram, Stake, Subject, layout};

    fn map(stakes: &[Stake]) -> Sociogram {
        let network = sketch::network("me-a me-b me-c");
        let today = Date::constant(2026, 11, 20);
        let strengths = Strengths::of(&network, today);
        grid(&Subject { stakes, ..Subject::of(&network, &strengths, today) })
    }

    fn stake(who: &str, interest: f64, power: f64) -> Stake {
        let who = Some(who.parse::<PersonId>().unwrap()).filter(|it| it.as_str() != "nobody");
        Stake { who, label: "CFO".to_owned(), power, interest, coverage: 0.5 }
    }

    #[test]
    fn everybody_stands_once_where_they_weigh_most() {
        let map = map(&[
            stake("a", 0.1, 0.2),
            stake("a", 0.9, 0.5),
            stake("b", 0.5, 0.4),
            stake("nobody", 0.2, 0.9),
            stake("me", 1.0, 1.0),
        ]);
        let told = |it: &Mark| (it.text.clone(), it.place, it.area);
        let expected = [("a", (0.9, 0.5), 3), ("CFO", (0.2, 0.9), 2), ("b", (0.5, 0.4), 1)];
        let expected = expected.map(|(name, place, area)| (name.to_owned(), place, Some(area)));
        assert_eq!(map.marks.iter().map(told).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn nobody_crosses_a_line_for_want_of_room() {
        let stakes: Vec<_> = (0..90).map(|it| stake("nobody", 0.48 + f64::from(it % 2) * 0.02, 0.5)).collect();
        let map = map(&stakes);
        let plan = layout::of(&map);
        let inside = |(mark, at): (&Mark, &_)| plan.areas[mark.area.unwrap()].contains(*at);
        assert!(map.marks.len() == 90 && map.marks.iter().zip(&plan.spots).all(inside));
    }
}
