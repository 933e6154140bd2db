//! Like ones make room for others, so that a few suggestions show many reasons to meet somebody.
//!
//! A list read every morning may not be another one each time: what a candidate is held against are those ahead of it by
//! score, each the more the further ahead, so that a little more score is a little more worth and never reshuffles the rest,
//! as picking one after another does.

mod profile;

use std::collections::BTreeMap;

use super::Candidate;
use crate::lenses::{Lens, Scene};
use profile::Profile;

/// How much relevance counts against novelty in the mixed list (maximal marginal relevance, Carbonell & Goldstein 1998).
const RELEVANCE: f64 = 0.7;
/// By so much more score one is wholly ahead of another.
const AHEAD: f64 = 0.1;
/// So many are read at a glance: among them the caps hold.
const GLANCE: usize = 5;
/// At most so many of one lens, and through one introducer, at a glance.
const CAP: usize = 2;
/// Of each lens at least so many are weighed against the others; who comes behind them follows by score.
const WEIGHED: usize = 20;

/// Returns the first `top` of a combined list, diversified.
#[must_use]
pub fn diversified(all: Vec<Candidate>, scene: &Scene<'_>, top: usize) -> Vec<Candidate> {
    let (weighed, behind) = parted(all, top.max(WEIGHED));
    let mut open = by_worth(weighed, scene);
    let mut chosen = glance(&mut open, top.min(GLANCE));
    chosen.extend(open.into_iter().map(|(_, it)| it).chain(behind).take(top - chosen.len()));
    chosen
}

/// Returns the first so many of each main lens, and all others.
fn parted(all: Vec<Candidate>, each: usize) -> (Vec<Candidate>, Vec<Candidate>) {
    let mut seen: BTreeMap<&'static str, usize> = BTreeMap::new();
    all.into_iter().partition(|it| {
        let n = seen.entry(it.main()).or_default();
        *n += 1;
        *n <= each
    })
}

/// Returns candidates, best score first, in the order of what each adds to those ahead of it:
/// `λ·score − (1 − λ)·max(how far ahead · likeness)`.
fn by_worth(candidates: Vec<Candidate>, scene: &Scene<'_>) -> Vec<(Profile, Candidate)> {
    let all: Vec<_> = candidates.into_iter().map(|it| (Profile::of(&it, scene), it)).collect();
    let worth = |at: usize| {
        let (profile, candidate) = &all[at];
        let likeness = all[..at].iter().map(|(other, ahead)| {
            let lead = (ahead.score - candidate.score) / AHEAD;
            if lead > 0.0 { lead.min(1.0) * other.likeness(profile) } else { 0.0 }
        });
        RELEVANCE * candidate.score - (1.0 - RELEVANCE) * likeness.fold(0.0, f64::max)
    };
    let worths: Vec<f64> = (0..all.len()).map(worth).collect();
    let mut ranked: Vec<_> = worths.into_iter().zip(all).collect();
    // Who is worth as much stays in the order of the scores.
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranked.into_iter().map(|(_, it)| it).collect()
}

/// Takes the first few out within the caps, the last of them of a lens that insists on one and has none.
fn glance(open: &mut Vec<(Profile, Candidate)>, few: usize) -> Vec<Candidate> {
    let mut chosen: Vec<(Profile, Candidate)> = Vec::new();
    while chosen.len() < few && !open.is_empty() {
        let last = chosen.len() + 1 == few;
        let insisting = open.iter().position(|(_, it)| last && insists(it, &chosen));
        let within = || open.iter().position(|(profile, _)| has_room(profile, &chosen));
        let at = insisting.or_else(within).unwrap_or(0);
        chosen.push(open.remove(at));
    }
    chosen.into_iter().map(|(_, it)| it).collect()
}

/// Returns whether a candidate's main lens insists on one as good as this and has none among the chosen.
fn insists(candidate: &Candidate, chosen: &[(Profile, Candidate)]) -> bool {
    let Some((lens, worth)) = candidate.lenses.first() else { return false };
    let asks = |lens: &Lens| lens.insists.is_some_and(|least| *worth >= lens.weight * least);
    asks(lens) && chosen.iter().all(|(_, it)| it.main() != lens.name)
}

fn has_room(profile: &Profile, chosen: &[(Profile, Candidate)]) -> bool {
    let count = |same: &dyn Fn(&Profile) -> bool| chosen.iter().filter(|(it, _)| same(it)).count();
    count(&|it| it.lens() == profile.lens()) < CAP
        && (profile.introducer.is_none() || count(&|it| it.introducer == profile.introducer) < CAP)
}
