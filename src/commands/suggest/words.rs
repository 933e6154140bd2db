//! A suggestion in words: who, why, how, and what to do next.

use std::fmt::Write;

use super::told::Told;
use crate::commands::parts::told;
use crate::lenses::{About, Scene};
use crate::network::{PersonId, Purpose, Skip};
use crate::ranking::{Memory, Suggestion};
use crate::reply::marked;

/// Returns the label of an empty slot.
pub(super) fn slot_label(scene: &Scene<'_>, id: &str) -> String {
    let slots = &scene.network().settings().slots;
    slots.iter().find(|it| it.id == id).map_or_else(|| id.to_owned(), |it| it.label.clone())
}

/// Returns the command that logs the smallest useful step.
pub(super) fn next(scene: &Scene<'_>, suggestion: &Suggestion) -> String {
    let asks = suggestion.main().sighting.asks.filter(|_| scene.is_ego());
    match &suggestion.about {
        About::Person(id) if let Some(purpose) = asks => format!("acquaint asked {id} for {}", thing(purpose)),
        About::Person(id) if scene.is_ego() => told::next_for_person(scene, id),
        About::Person(id) => format!("acquaint met {} {id} --without-me", scene.seat()),
        About::Pair(one, other) if scene.is_ego() => format!("acquaint asked {one} for an introduction to {other}"),
        About::Pair(one, other) => format!("acquaint met {} {one} {other} --without-me", scene.seat()),
        About::Slot(id) => told::next_for_slot(scene.network().settings().slots.iter().find(|it| it.id == *id)),
    }
}

/// Returns what is asked for as `asked` has it typed.
fn thing(purpose: Purpose) -> String {
    let article = if purpose == Purpose::Mentoring { "" } else { "a " };
    format!("{article}{purpose}")
}

pub(super) fn words(scene: &Scene<'_>, suggestion: &Suggestion, told: &Told) -> String {
    let main = suggestion.main();
    let mut text = String::new();
    let place = match &suggestion.about {
        About::Person(id) => told::place(scene.network(), id, scene.today()),
        About::Slot(_) => "an empty slot".to_owned(),
        About::Pair(..) => String::new(),
    };
    let who = format!("{}{}{place}", marked(&told.name), if place.is_empty() { "" } else { ", " });
    let lenses: Vec<_> = suggestion.answers.iter().map(|it| it.lens.name).collect();
    let mut line = |label: &str, words: &str| writeln!(text, "   {label:<5} {words}").expect("a string takes all");
    line("why", &main.sighting.because.join(" · "));
    for other in &suggestion.answers[1..] {
        line("and", &other.sighting.because.join(" · "));
    }
    declined(scene, &suggestion.about).iter().for_each(|it| line("but", it));
    line("how", &how(scene, suggestion, told));
    line("next", &format!("{}; then: {}{}", main.sighting.step, told.next, by_word(scene, &suggestion.about)));
    format!("{}  {who}  {:.2}  {}\n{text}", told.rank, told.score, lenses.join(" + "))
}

/// Says what ego has said against it that still counts.
fn declined(scene: &Scene<'_>, about: &About) -> Vec<String> {
    let memory = Memory::of(scene);
    let whom: Vec<&PersonId> = match about {
        About::Person(id) => vec![id],
        About::Pair(one, other) => vec![one, other],
        About::Slot(_) => Vec::new(),
    };
    let told = |it: &Skip| {
        let by = if it.lens.is_empty() { String::new() } else { format!(" by {}", it.lens) };
        let because = if it.because.is_empty() { String::new() } else { format!(": {}", it.because) };
        match it.until {
            Some(until) => format!("put off{by} until {until}{because}"),
            None => format!("declined{by} on {}{because}", it.on),
        }
    };
    whom.into_iter().flat_map(|id| memory.all(id)).map(told).collect()
}

/// Says where to name who holds a slot that nothing else tells.
fn by_word(scene: &Scene<'_>, about: &About) -> String {
    let About::Slot(id) = about else { return String::new() };
    let slot = scene.network().settings().slots.iter().find(|it| it.id == *id);
    match slot.filter(|it| it.is_held_by_word()) {
        Some(_) => format!(", and their id into `held_by` of the slot `{id}` in network.ron"),
        None => String::new(),
    }
}

fn how(scene: &Scene<'_>, suggestion: &Suggestion, told: &Told) -> String {
    match &suggestion.about {
        About::Person(id) => scene
            .reach(id)
            .map_or_else(|| "no warm path is on record".to_owned(), |reach| told::way(&told.path, &reach)),
        About::Pair(one, other) => {
            let known = |id| format!("{} {:.2}", scene.network().name(id), scene.strength(id));
            format!("you know both: {}, {}", known(one), known(other))
        }
        About::Slot(_) => told::askers(scene, &suggestion.main().sighting.askers)
            .unwrap_or_else(|| "nobody to ask is on record".to_owned()),
    }
}
