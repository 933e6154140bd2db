//! Gaps in words: why it is one, how to close it, and what to do next.

use std::fmt;

use crate::commands::parts::told::{self, counted};
use crate::lenses::Scene;
use crate::lenses::gaps::{self, SlotGap, State, Thread, TopicGap};
use crate::network::PersonId;
use crate::network::role::Slot;
use crate::reply::marked;
use crate::store::Store;

const STATES: [&str; 5] = ["unknown", "cold", "overdue", "single-threaded", "covered"];

const NO_ROLE: &str =
    "no role to cover is recorded: `acquaint init --role cto` writes a template's `slots` into network.ron\n";

/// Returns how many slots stand how, the worst state first.
pub(super) fn counts(gaps: &[SlotGap<'_>]) -> Vec<(&'static str, usize)> {
    STATES.iter().map(|&state| (state, gaps.iter().filter(|it| it.state.as_str() == state).count())).collect()
}

/// Returns what is said first: how many slots stand how, and what should have been met by now.
pub(super) fn heading(scene: &Scene<'_>, gaps: &[SlotGap<'_>], all: bool) -> String {
    if gaps.is_empty() {
        return NO_ROLE.to_owned();
    }
    let counts = counts(gaps);
    let told: Vec<String> = counts.iter().filter(|it| it.1 > 0).map(|(state, n)| format!("{n} {state}")).collect();
    let roles = counted(gaps.len(), "role", "roles");
    let hidden = if all || counts[4].1 == 0 { "" } else { "; --all shows those, too" };
    let mut text = format!("{roles} to cover: {}{hidden}\n", told.join(", "));
    let Some(day) = gaps::day(scene) else { return text };
    let mut late: Vec<(u32, &str)> = gaps
        .iter()
        .filter(|it| it.late.is_some())
        .filter_map(|it| Some((it.slot.first_met_by?, it.slot.label.as_str())))
        .collect();
    late.sort_unstable();
    let names: Vec<String> = late.iter().map(|(by, label)| format!("{label} (by day {by})")).collect();
    let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    text.push_str(&format!("day {day} of your first 90; to be met by now and not yet met: {names}\n"));
    text
}

/// Writes one gap.
pub(super) fn paragraph(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    number: &str,
    state: &str,
    [why, how, next]: [&str; 3],
) -> fmt::Result {
    writeln!(f, "\n{}  {number}  {state}", marked(name))?;
    let lines = [("why", why), ("how", how), ("next", next)];
    lines.into_iter().filter(|it| !it.1.is_empty()).try_for_each(|(label, it)| writeln!(f, "   {label:<5} {it}"))
}

fn names(scene: &Scene<'_>, people: &[PersonId]) -> String {
    let mut names: Vec<&str> = people.iter().take(3).map(|it| scene.network().name(it)).collect();
    let more = format!("{} more", people.len().saturating_sub(3));
    if people.len() > 3 {
        names.push(&more);
    }
    names.join(", ")
}

/// Returns why a slot stands as it does.
pub(super) fn why(scene: &Scene<'_>, gap: &SlotGap<'_>) -> String {
    let slot = gap.slot;
    let mut parts = match &gap.state {
        State::Unknown => vec!["nobody recorded holds it".to_owned()],
        State::SingleThreaded(thread) => vec![hangs(scene, gap, thread)],
        _ if slot.each => Vec::new(),
        _ => vec![names(scene, &slot.holders)],
    };
    match &gap.state {
        State::Overdue(days, ago) => parts.push(format!("last contact {ago} days ago, wished every {days} days")),
        State::Cold | State::Covered => parts
            .push(gap.last.map_or("never met".to_owned(), |it| format!("last met {}", told::ago(it, scene.today())))),
        State::Unknown | State::SingleThreaded(_) => {}
    }
    if (1..slot.count).contains(&slot.holders.len()) {
        parts.push(format!("{} of {} recorded", slot.holders.len(), slot.count));
    }
    parts.extend(gap.planned.map(|it| format!("a meeting is planned on {it}")));
    let covered = if slot.holders.is_empty() { String::new() } else { format!("coverage {:.2}, ", slot.covered) };
    parts.push(format!("{covered}importance {:.2}", slot.importance));
    parts.join(" · ")
}

fn hangs(scene: &Scene<'_>, gap: &SlotGap<'_>, thread: &Thread) -> String {
    let tied = gap.slot.holders.iter().filter(|it| scene.strength(it) >= gaps::LEAST_STRENGTH).cloned();
    let tied = names(scene, &tied.collect::<Vec<_>>());
    match &thread.unit {
        Some(unit) => format!("{tied} is your only tie into {unit}"),
        None => format!("{} of {} covered: {tied}", thread.filled.0, thread.filled.1),
    }
}

/// Returns whom to ask, or the way to whom it is about.
pub(super) fn how(scene: &Scene<'_>, gap: &SlotGap<'_>, way: String) -> String {
    match (&gap.state, &gap.whom) {
        (State::Overdue(..) | State::Covered, _) => String::new(),
        (State::SingleThreaded(_), Some(other)) => format!("{}: {way}", scene.network().name(other)),
        (State::Cold, _) => way,
        _ => told::askers(scene, &gap.askers).unwrap_or_default(),
    }
}

/// Returns the command that records the smallest useful step; none where all is well.
pub(super) fn next(store: &Store, scene: &Scene<'_>, gap: &SlotGap<'_>) -> Option<String> {
    match (&gap.state, &gap.whom) {
        (State::Covered, _) => None,
        (State::Unknown, _) | (State::SingleThreaded(_), None) => Some(add(store, scene, gap)),
        (_, Some(whom)) => Some(told::next_for_person(scene, whom)),
        (_, None) => None,
    }
}

fn add(store: &Store, scene: &Scene<'_>, gap: &SlotGap<'_>) -> String {
    let slot = scene.network().settings().slots.iter().find(|it| it.id == gap.slot.slot);
    let command = told::next_for_slot(slot);
    let by_word = slot.is_some_and(Slot::is_held_by_word);
    match store.place_of_slot(&gap.slot.slot).filter(|_| by_word) {
        Some(place) => format!("{command}, then their id into `held_by` at {}:{}", place.file, place.line),
        None => command,
    }
}

/// Returns why a topic is a gap.
pub(super) fn why_topic(scene: &Scene<'_>, gap: &TopicGap) -> String {
    let teacher = gap.teacher.as_ref().map(|(id, level)| {
        let place = told::named_place(scene.network(), id, scene.today());
        format!("{place} ({level} of 5)")
    });
    match (&gap.state, teacher) {
        (State::Unknown, None) => "you seek it, and nobody recorded knows it".to_owned(),
        (State::Unknown, Some(best)) => format!("you seek it, and nobody recorded could teach it; most knows {best}"),
        (_, Some(best)) => format!("you seek it; {best} could teach it"),
        (_, None) => String::new(),
    }
}

/// Returns the command for a topic: meet the teacher, or record one.
pub(super) fn next_for_topic(scene: &Scene<'_>, gap: &TopicGap) -> String {
    match (&gap.state, &gap.teacher) {
        (State::Cold | State::Covered, Some((id, _))) => {
            format!("{} --about {}", told::next_for_person(scene, id), gap.topic)
        }
        _ => format!("acquaint add NAME --skill {}:5", gap.topic),
    }
}
