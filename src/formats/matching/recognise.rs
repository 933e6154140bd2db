//! Recognising: whom each row means. It must not change anything: what it finds are verdicts.
//!
//! A row with an id means who has that id, or nobody yet. Another row means who would not change by it, then who has
//! its link, e-mail address, telephone number, or name and organization, in this order; a likeness is not enough.
//! Two rows never mean the same person.

use super::PersonRow;
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

/// How a candidate is tried, in this order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pass {
    /// Who is just what the row would make.
    Made,
    /// Who would not change.
    Unchanged,
    /// Who has this key.
    Key(Ground),
}

const PASSES: [Pass; 6] = [
    Pass::Made,
    Pass::Unchanged,
    Pass::Key(Ground::Link),
    Pass::Key(Ground::Email),
    Pass::Key(Ground::Phone),
    Pass::Key(Ground::Name),
];

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
    for pass in PASSES {
        for case in cases.iter_mut().filter(|case| case.verdict.is_none()) {
            case.verdict = tried(case, pass, &mut known, source);
        }
    }
    cases
        .into_iter()
        .map(|case| case.verdict.unwrap_or_else(|| rest(&case.keys, &mut known)))
        .collect()
}

fn case<'r>(row: &'r PersonRow, units: &mut Units, source: &str) -> Case<'r> {
    let keys = Keys::of(row, units);
    let said = match row.id {
        Some(_) => None,
        None => Maker { units, revision: None }.sketch(row).map(|said| made(&said, source)),
    };
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

fn tried(case: &mut Case<'_>, pass: Pass, known: &mut Known<'_>, source: &str) -> Option<Verdict> {
    let candidates = known.candidates(&case.keys);
    let meant = |&(ground, at): &(Ground, usize)| {
        let person = known.person(at);
        let fits = match (pass, &mut case.said) {
            (Pass::Key(wanted), _) => wanted == ground,
            (_, None) => false,
            (Pass::Made, Some(said)) => {
                said.id = person.id.clone();
                said == person
            }
            (Pass::Unchanged, Some(said)) => merged(person, said, source, "") == *person,
        };
        fits && known.doubt(&case.keys, ground, at).is_none()
    };
    let (_, at) = candidates.into_iter().find(meant)?;
    known.take(at);
    Some(Verdict::Known(known.person(at).id.clone()))
}

/// Returns the verdict on a row that certainly means nobody of those left.
fn rest(keys: &Keys, known: &mut Known<'_>) -> Verdict {
    let candidates = known.candidates(keys);
    let mut doubts = candidates
        .into_iter()
        .filter_map(|(ground, at)| Some((at, known.doubt(keys, ground, at)?)));
    let first = doubts.next();
    drop(doubts);
    match first.or_else(|| known.resembling(keys)) {
        Some((at, why)) => Verdict::Unsure(known.person(at).id.clone(), why),
        None => Verdict::New,
    }
}

/// Whether the row means ego by id, e-mail address or profile.
pub(super) fn is_ego(row: &PersonRow, ego: &Person) -> bool {
    let by_id = row.id.as_ref().is_some_and(|id| *id == ego.id || ego.was.contains(id));
    let emails: Vec<_> = ego.emails.iter().map(|it| key::email(it)).collect();
    let links: Vec<_> = ego.links.iter().map(|it| key::link(it)).collect();
    let profile = |link: &String| {
        let link = key::link(link);
        key::is_profile(&link) && links.contains(&link)
    };
    by_id
        || row.emails.iter().any(|email| emails.contains(&key::email(email)))
        || (row.id.is_none() && row.links.iter().any(profile))
}
