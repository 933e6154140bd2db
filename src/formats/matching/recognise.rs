//! Recognising: whom each row means. It must not change anything: what it finds are verdicts.
//!
//! A row with an id means who has that id, or nobody yet. Another row means who would not change by it, then who has
//! its link, e-mail address, telephone number, or name and organization, in this order; a likeness is not enough.
//! Two rows never mean the same person.

use super::PersonRow;
use std::collections::HashSet;

use super::assign::assigned;
use super::key;
use super::known::{Ground, Keys, Known};
use super::merge::merged;
use super::units::{Maker, Units};
use crate::network::{Network, Person, PersonId};

/// Whom a row means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// This person.
    Known(PersonId),
    /// Nobody recorded.
    New,
    /// Perhaps this person, for this reason.
    Unsure(PersonId, String),
    /// Somebody whom another row means by another id.
    Again(PersonId),
}

/// The keys in the order in which they decide.
const GROUNDS: [Ground; 4] = [Ground::Link, Ground::Email, Ground::Phone, Ground::Name];

struct Case<'r> {
    row: &'r PersonRow,
    keys: Keys,
    said: Option<Person>,
    verdict: Option<Verdict>,
}

/// Returns whom each row means; nobody is meant who is `taken` already.
pub(super) fn verdicts(
    rows: &[&PersonRow],
    network: &Network,
    units: &mut Units,
    source: &str,
    taken: Option<&PersonId>,
) -> Vec<Verdict> {
    let mut known = Known::of(network);
    taken.and_then(|id| known.by_id(id)).into_iter().for_each(|at| known.take(at));
    let mut cases: Vec<_> = rows.iter().map(|row| case(row, units, source)).collect();
    for case in cases.iter_mut().filter(|case| case.row.id.is_some()) {
        case.verdict = by_id(case.row, &mut known);
    }
    if let Some(ego) = network.people().get(network.ego()) {
        ego_by_address(&mut cases, &mut known, ego, source);
    }
    for case in cases.iter_mut().filter(|case| case.verdict.is_none()) {
        case.verdict = just_made(case, &mut known);
    }
    unchanged(&mut cases, &mut known, source);
    for ground in GROUNDS {
        for case in cases.iter_mut().filter(|case| case.verdict.is_none()) {
            case.verdict = by_key(case, ground, &mut known);
        }
    }
    cases.into_iter().map(|case| case.verdict.unwrap_or_else(|| rest(&case.keys, &mut known))).collect()
}

fn case<'r>(row: &'r PersonRow, units: &mut Units, source: &str) -> Case<'r> {
    let keys = Keys::of(row, units);
    let said = Maker { units, revision: None }.sketch(row).map(|said| made(&said, source));
    Case { row, keys, said, verdict: None }
}

/// Returns the record of a new person of whom this is said.
pub(super) fn made(said: &Person, source: &str) -> Person {
    let mut person = Person::named(said.id.clone(), said.name.clone());
    source.clone_into(&mut person.source);
    merged(&person, said, source, "")
}

fn by_id(row: &PersonRow, known: &mut Known<'_>) -> Option<Verdict> {
    let Some(at) = known.by_id(row.id.as_ref()?) else { return Some(Verdict::New) };
    let id = known.person(at).id.clone();
    if known.is_taken(at) {
        return Some(Verdict::Again(id));
    }
    known.take(at);
    Some(Verdict::Known(id))
}

/// Returns the candidates of whom nothing makes it uncertain that they are meant.
fn certain(case: &Case<'_>, known: &mut Known<'_>) -> Vec<(Ground, usize)> {
    let mut candidates = known.candidates(&case.keys);
    candidates.retain(|&(ground, at)| known.doubt(&case.keys, ground, at).is_none());
    let mut seen = HashSet::new();
    candidates.retain(|(_, at)| seen.insert(*at));
    candidates
}

fn taken(at: usize, known: &mut Known<'_>) -> Verdict {
    known.take(at);
    Verdict::Known(known.person(at).id.clone())
}

/// Recognises who is just what the row would make: an earlier import made it of this row or of one that says the same.
fn just_made(case: &mut Case<'_>, known: &mut Known<'_>) -> Option<Verdict> {
    let candidates = certain(case, known);
    let said = case.said.as_mut()?;
    let is_it = |&(_, at): &(Ground, usize)| {
        said.id = known.person(at).id.clone();
        said == known.person(at)
    };
    let (_, at) = candidates.into_iter().find(is_it)?;
    Some(taken(at, known))
}

/// Recognises those who would not change: of a second import of the same rows these are all that are left.
fn unchanged(cases: &mut [Case<'_>], known: &mut Known<'_>, source: &str) {
    let mut open = Vec::new();
    for case in cases.iter_mut().filter(|case| case.verdict.is_none()) {
        let Some(said) = &case.said else { continue };
        let mut fitting = certain(case, known);
        let same = |person: &Person| merged(person, said, source, "") == *person;
        fitting.retain(|&(_, at)| same(known.person(at)));
        if let Some(&(best, _)) = fitting.first() {
            open.push((best, case, fitting));
        }
    }
    open.sort_by_key(|(best, ..)| *best);
    let choices =
        |(_, _, fitting): &(_, _, Vec<(Ground, usize)>)| fitting.iter().map(|(_, at)| *at).collect::<Vec<_>>();
    let choices: Vec<_> = open.iter().map(choices).collect();
    for ((_, case, _), own) in open.into_iter().zip(assigned(&choices)) {
        case.verdict = own.map(|at| taken(at, known));
    }
}

fn by_key(case: &Case<'_>, wanted: Ground, known: &mut Known<'_>) -> Option<Verdict> {
    let (_, at) = certain(case, known).into_iter().find(|(ground, _)| *ground == wanted)?;
    Some(taken(at, known))
}

/// Returns the verdict on a row that certainly means nobody of those left.
fn rest(keys: &Keys, known: &mut Known<'_>) -> Verdict {
    let candidates = known.candidates(keys);
    let mut doubts = candidates.into_iter().filter_map(|(ground, at)| Some((at, known.doubt(keys, ground, at)?)));
    let first = doubts.next();
    drop(doubts);
    match first.or_else(|| known.resembling(keys)) {
        Some((at, why)) => Verdict::Unsure(known.person(at).id.clone(), why),
        None => Verdict::New,
    }
}

/// Recognises ego in the row with an id nobody has that gives ego's address.
///
/// A second import must find the row the first one found: addresses that were added stand last, and the row has
/// nothing new to say.
fn ego_by_address(cases: &mut [Case<'_>], known: &mut Known<'_>, ego: &Person, source: &str) {
    let Some(at) = known.by_id(&ego.id).filter(|&at| !known.is_taken(at)) else { return };
    let changes = |case: &Case<'_>| {
        let same = |said: &Person| merged(ego, said, source, &case.row.handle) == *ego;
        !case.said.as_ref().is_some_and(same)
    };
    let rank = |(at, case): (usize, &Case<'_>)| {
        let new = case.verdict == Some(Verdict::New);
        Some((address_of(case.row, ego).filter(|_| new)?, changes(case), at))
    };
    if let Some((.., first)) = cases.iter().enumerate().filter_map(rank).min() {
        cases[first].verdict = Some(taken(at, known));
    }
}

/// Returns which of the person's e-mail addresses the row gives.
pub(super) fn address_of(row: &PersonRow, person: &Person) -> Option<usize> {
    let said: Vec<_> = row.emails.iter().map(|it| key::email(it)).collect();
    person.emails.iter().position(|it| said.contains(&key::email(it)))
}
