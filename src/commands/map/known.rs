//! What a page says of people beside the drawing: what they work on, how late contact is, why to meet them.

use std::collections::HashMap;

use crate::commands::parts::due::due;
use crate::lenses::{self, About, Scene};
use crate::network::PersonId;
use crate::ranking::{self, Suggestion};
use crate::sociogram::Known;

/// Whoever stands behind so many others in the mixed list is not called suggested.
const MOST_SUGGESTED: usize = 20;

/// Returns what is known of a person who is drawn; `reasons` are those of [`reasons`].
pub(super) fn known(scene: &Scene<'_>, reasons: &HashMap<PersonId, String>, id: &PersonId) -> Known {
    let overdue = scene.person(id).and_then(|it| due(scene, it, scene.last_contact(id)));
    Known {
        function: super::asked::function_of(scene, id),
        overdue: overdue.map(|it| it.1),
        suggested: reasons.get(id).cloned(),
    }
}

/// Returns why the first of the mixed list are suggested; a pair is told to both.
pub(super) fn reasons(scene: &Scene<'_>) -> HashMap<PersonId, String> {
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
