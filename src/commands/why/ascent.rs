//! Where somebody stands in the mixed list, and what would bring them among the first three, in words.

use std::fmt::Write;

use serde::Serialize;

use crate::commands::parts::told::rounded;
use crate::lenses::Scene;
use crate::network::PersonId;
use crate::ranking::ascent::{Ascent, Deed, Place, ascents, place};
use crate::store::Store;

/// The place, as JSON tells it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Told {
    place: PlaceTold,
    ascents: Vec<AscentTold>,
}

#[derive(Clone, Debug, Serialize)]
struct PlaceTold {
    rank: Option<usize>,
    of: usize,
    score: f64,
    third: Option<f64>,
}

#[derive(Clone, Debug, Serialize)]
struct AscentTold {
    #[serde(rename = "do")]
    command: String,
    rank: Option<usize>,
    score: f64,
}

/// Returns where somebody stands and what would bring them up; nothing would, where they are up already.
pub(super) fn told(store: &Store, scene: &Scene<'_>, id: &PersonId) -> Told {
    let place = place(scene, id);
    let found = if place.is_first() { Vec::new() } else { ascents(scene, id) };
    let ascent = |it: &Ascent| AscentTold {
        command: command(store, scene, id, &it.deed),
        rank: it.place.rank,
        score: rounded(it.place.score),
    };
    let ascents = found.iter().map(ascent).collect();
    let Place { rank, of, score, third } = place;
    Told { place: PlaceTold { rank, of, score: rounded(score), third: third.map(rounded) }, ascents }
}

/// Returns the command that records it; a hand writes what no command does.
fn command(store: &Store, scene: &Scene<'_>, id: &PersonId, deed: &Deed) -> String {
    let seat = if scene.is_ego() { "me" } else { scene.seat().as_str() };
    match deed {
        Deed::Tie(alter) => format!("acquaint tie {alter} {id}"),
        Deed::Department(department) => format!("acquaint edit {id} --department {department}"),
        Deed::Community(community) => format!("acquaint edit {id} --community {community}"),
        Deed::Seeks(topic) => format!("acquaint edit {seat} --seeks {topic}"),
        Deed::Closeness(closeness) => format!("acquaint edit {id} --closeness {closeness}"),
        Deed::Holds(slot) => {
            let place = store.place_of_slot(slot).map_or_else(String::new, |it| format!(" at {}:{}", it.file, it.line));
            format!("write \"{id}\" into `held_by` of the slot `{slot}`{place}")
        }
    }
}

impl Told {
    /// Returns it in words.
    pub(super) fn words(&self) -> String {
        let Self { place, ascents } = self;
        let stands = match place.rank {
            Some(rank) => format!(
                "{} of {} in the mixed list with {:.2}, 1 − Π(1 − weight·score)",
                ordinal(rank),
                place.of,
                place.score
            ),
            None => format!("not among the {} of the mixed list", place.of),
        };
        let third = place.third.map_or_else(String::new, |it| format!("; the third has {it:.2}"));
        let mut text = format!("\n{stands}{third}\n");
        if place.rank.is_some_and(|rank| rank <= 3) {
            return text;
        }
        text.push_str(match ascents.len() {
            0 => "nothing single would bring them among the first three\n",
            1 => "this alone would bring them among the first three, if it is so:\n",
            _ => "each of these alone would bring them among the first three, if it is so:\n",
        });
        for it in ascents {
            let rank = it.rank.map_or_else(String::new, ordinal);
            writeln!(text, "  {rank} with {:.2}  {}", it.score, it.command).expect("a string takes all");
        }
        text
    }
}

fn ordinal(n: usize) -> String {
    let ending = match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}
