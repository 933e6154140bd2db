//! Ties of a draft: whom their ends mean, ties said twice as one, and none that closes a circle of reports. It must not
//! know how people are recognised.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{RowFault, Tally, TieRow, key};
use crate::formats::{cell, csv};
use crate::network::{Key, Network, PersonId, Record, Revision, Tie, TieId, TieKind};

/// How long the notes of one tie may be together, in bytes.
const LONGEST_NOTE: usize = 100_000;

/// What became of ties.
#[derive(Default)]
pub(super) struct Taken {
    /// The ties, counted.
    pub(super) tally: Tally,
    /// The rows left out.
    pub(super) faults: Vec<RowFault>,
    /// Those made.
    pub(super) made: Vec<Key>,
}

/// Takes the ties in; `ends` are the people that the ids of the file mean.
pub(super) fn take(
    rows: &[TieRow],
    ends: &HashMap<PersonId, PersonId>,
    revision: &mut Revision<'_>,
    source: &str,
) -> Taken {
    let mut taken = Taken::default();
    let mut said: BTreeMap<TieId, Vec<&TieRow>> = BTreeMap::new();
    let mut roster = Roster { network: revision, ends, names: None };
    for row in rows {
        match roster.tie(row) {
            Ok(id) => said.entry(id).or_default().push(row),
            Err(message) => taken.faults.push(row.origin.fault(message)),
        }
    }
    for id in circular(&said, revision) {
        let rows = said.remove(&id).unwrap_or_default();
        let message = format!("`{}` and `{}` would report to each other in a circle", id.from, id.to);
        taken.faults.extend(rows.iter().map(|row| row.origin.fault(message.as_str())));
    }
    for (id, rows) in said {
        put(&id, &rows, revision, source, &mut taken);
    }
    taken
}

fn put(id: &TieId, rows: &[&TieRow], revision: &mut Revision<'_>, source: &str, taken: &mut Taken) {
    let before = revision.get::<Tie>(id).cloned();
    let mut tie = before
        .clone()
        .unwrap_or_else(|| Tie { source: source.to_owned(), ..Tie::between(id.from.clone(), id.to.clone(), id.kind) });
    let strength = rows.iter().filter_map(|row| row.strength).max_by(f64::total_cmp);
    let own = tie.source == source;
    tie.strength = if own { strength.or(tie.strength) } else { tie.strength.or(strength) };
    tie.since = tie.since.or(rows.iter().filter_map(|row| row.since).min());
    if tie.note.is_empty() {
        tie.note = notes(rows);
    }
    match before {
        None => {
            taken.tally.new += 1;
            taken.made.push(Key::Tie(id.clone()));
        }
        Some(before) if before == tie => {
            taken.tally.same += 1;
            return;
        }
        Some(_) => taken.tally.changed += 1,
    }
    revision.put(tie);
}

/// Returns the different notes, in an order that is not that of the rows.
fn notes(rows: &[&TieRow]) -> String {
    let notes: BTreeSet<_> = rows.iter().map(|row| row.note.as_str()).collect();
    let mut all = String::new();
    for note in notes.into_iter().filter(|note| !note.is_empty()) {
        if all.len() + note.len() < LONGEST_NOTE || all.is_empty() {
            all.push_str(if all.is_empty() { "" } else { "\n" });
            all.push_str(note);
        }
    }
    all
}

/// Whom the ends mean.
struct Roster<'a> {
    network: &'a Network,
    ends: &'a HashMap<PersonId, PersonId>,
    /// Who answers to a name or address; built when the first end is no id.
    names: Option<HashMap<String, Vec<PersonId>>>,
}

impl Roster<'_> {
    fn tie(&mut self, row: &TieRow) -> Result<TieId, String> {
        let (from, to) = (self.end(&row.from)?, self.end(&row.to)?);
        if from == to {
            return Err(format!("`{from}` is tied to itself"));
        }
        Ok(TieId::new(from, to, row.kind))
    }

    fn end(&mut self, text: &str) -> Result<PersonId, String> {
        let slug = csv::person_id(text);
        let recorded = |id: &PersonId| self.network.people().contains_key(id);
        if let Some(id) = self.ends.get(&slug) {
            return Ok(id.clone());
        }
        let is_id = text.eq_ignore_ascii_case(slug.as_str());
        if is_id && recorded(&slug) {
            return Ok(slug);
        }
        if text == "me" {
            return Ok(self.network.ego().clone());
        }
        let there = recorded(&slug);
        match &self.named(text)[..] {
            [one] => Ok(one.clone()),
            [] if there => Ok(slug),
            [] => Err(format!("nobody is called `{}`, in this file or in the network", cell::short(text))),
            [one, other, ..] => {
                Err(format!("several are called `{}`: `{one}` and `{other}`; write the id", cell::short(text)))
            }
        }
    }

    fn named(&mut self, text: &str) -> Vec<PersonId> {
        let names = self.names.get_or_insert_with(|| names(self.network));
        let found = names.get(&key::name(text)).or_else(|| names.get(&key::link(text)));
        found.cloned().unwrap_or_default()
    }
}

fn names(network: &Network) -> HashMap<String, Vec<PersonId>> {
    let mut names: HashMap<String, Vec<PersonId>> = HashMap::new();
    for person in network.people().values() {
        let called = std::iter::once(&person.name).chain(&person.aliases).chain(&person.emails);
        let was = person.was.iter().map(|id| key::name(id.as_str()));
        let links = person.links.iter().map(|it| key::link(it));
        let keys: BTreeSet<_> = called.map(|it| key::name(it)).chain(was).chain(links).collect();
        keys.into_iter().for_each(|key| names.entry(key).or_default().push(person.id.clone()));
    }
    names
}

/// Returns the ties said that lie in a circle of reports: one bad row must not make the whole import refused.
///
/// What is left when all who have nobody above, or nobody below, are taken away, again and again, are circles and what
/// lies between them.
fn circular(said: &BTreeMap<TieId, Vec<&TieRow>>, network: &Network) -> Vec<TieId> {
    let reports = |id: &&TieId| id.kind == TieKind::ReportsTo;
    let recorded: Vec<_> = network.ties().values().map(Record::id).collect();
    let all: BTreeSet<&TieId> = said.keys().chain(&recorded).filter(reports).collect();
    let rest = trimmed(trimmed(all, |id| (&id.from, &id.to)), |id| (&id.to, &id.from));
    rest.into_iter().filter(|id| said.contains_key(*id)).cloned().collect()
}

/// Returns the ties left when those that lead to a person from whom none leads on are taken away, again and again.
fn trimmed<'t>(
    ties: BTreeSet<&'t TieId>,
    ends: impl Fn(&'t TieId) -> (&'t PersonId, &'t PersonId),
) -> BTreeSet<&'t TieId> {
    let mut onward: HashMap<&PersonId, usize> = HashMap::new();
    let mut into: HashMap<&PersonId, Vec<&TieId>> = HashMap::new();
    for tie in &ties {
        let (from, to) = ends(tie);
        *onward.entry(from).or_default() += 1;
        onward.entry(to).or_default();
        into.entry(to).or_default().push(tie);
    }
    let mut rest = ties.clone();
    let mut last: Vec<_> = onward.iter().filter(|(_, n)| **n == 0).map(|(id, _)| *id).collect();
    while let Some(end) = last.pop() {
        for tie in into.remove(end).unwrap_or_default() {
            rest.remove(tie);
            let left = onward.get_mut(ends(tie).0).expect("every end is counted");
            *left -= 1;
            if *left == 0 {
                last.push(ends(tie).0);
            }
        }
    }
    rest
}
