//! What a page says of people beside the drawing: what they work on, how late contact is, why to meet them.

use std::collections::HashMap;

use crate::commands::parts::due::due;
use crate::lenses::{self, About, Scene};
use crate::network::PersonId;
use crate::ranking::{self, Suggestion};
use crate::sociogram::Known;

/// Whoever stands behind so many others in the mixed list is not called suggested.
const MOST_SUGGESTED: usize = 20;

/// Returns what is known of everybody; why they are suggested only for a page, since that takes as long as the drawing.
pub(super) fn known(scene: &Scene<'_>, is_page: bool) -> HashMap<PersonId, Known> {
    let mut suggested = if is_page { suggested(scene) } else { HashMap::new() };
    let cadences = cadences(scene);
    let people = scene.network().people().iter();
    let known = people.map(|(id, person)| {
        let overdue = due(scene, person, scene.last_contact(id), |id| cadences.get(id).copied()).map(|it| it.1);
        let known = Known { function: super::asked::function_of(scene, id), overdue, suggested: suggested.remove(id) };
        (id.clone(), known)
    });
    known.collect()
}

/// Returns the shortest interval that the slots each person holds ask for, days.
fn cadences<'a>(scene: &'a Scene<'_>) -> HashMap<&'a PersonId, u32> {
    let mut cadences: HashMap<&PersonId, u32> = HashMap::new();
    for slot in scene.slots() {
        for (id, days) in slot.holders.iter().filter_map(|id| Some((id, slot.cadence?))) {
            cadences.entry(id).and_modify(|it| *it = days.min(*it)).or_insert(days);
        }
    }
    cadences
}

/// Returns why the first of the mixed list are suggested; a pair is told to both.
fn suggested(scene: &Scene<'_>) -> HashMap<PersonId, String> {
    let all = ranking::combined(lenses::ALL, scene);
    let picked = ranking::diversified(all, scene, MOST_SUGGESTED).into_iter().enumerate();
    let told = picked.filter_map(|(at, it)| Some((at + 1, it.told(scene)?)));
    let mut lines = HashMap::new();
    for (rank, suggestion) in told {
        for (id, line) in lines_of(scene, rank, &suggestion) {
            lines.entry(id).or_insert(line);
        }
    }
    lines
}

fn lines_of(scene: &Scene<'_>, rank: usize, suggestion: &Suggestion) -> Vec<(PersonId, String)> {
    let main = suggestion.main();
    let line = |with: &str| format!("{rank}. {}{with}: {}", main.lens.name, main.sighting.because.join(" · "));
    let with = |id: &PersonId| line(&format!(" {}", scene.network().name(id)));
    match &suggestion.about {
        About::Person(id) => vec![(id.clone(), line(""))],
        About::Pair(one, other) => vec![(one.clone(), with(other)), (other.clone(), with(one))],
        About::Slot(_) => Vec::new(),
    }
}
