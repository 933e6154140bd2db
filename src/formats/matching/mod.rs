//! Matching: who of a draft is already known, what is new, and what changes. It must not know which format was read.
//!
//! Rows are taken in an order of what they say, not of where they stand, so that a shuffled file makes the same
//! records. A second import of the same file changes nothing; `merge` holds what a further import may change.

mod key;
mod known;
#[cfg(test)]
mod laws;
mod merge;
mod recognise;
mod sketch;
#[cfg(test)]
mod tests;
mod ties;
mod units;

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use recognise::{Verdict, is_ego, made, verdicts};
use units::{Maker, Numbers, Units};

use super::{Draft, Origin, PersonRow, RowFault, TieRow};
use crate::network::{Date, Key, Kind, Person, PersonId, Revision, TopicId, slug};

/// On what terms a draft is taken in.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// Today, for ego's present organization.
    pub today: Date,
    /// Whether those of whom it is unsure whether they are known are taken as new.
    pub yes: bool,
    /// The source the records are marked with: `csv`, `linkedin`.
    pub source: &'a str,
}

/// Someone who may be known already.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Unsure {
    /// The file as it was named.
    pub file: String,
    /// The line the row begins on.
    pub line: usize,
    /// The name in the row.
    pub name: String,
    /// Who it may be.
    pub resembles: PersonId,
    /// Why it may be, and why that is not certain.
    pub why: String,
}

/// How many records were new, changed or the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Tally {
    /// Not there before.
    pub new: usize,
    /// There, and different now.
    pub changed: usize,
    /// There, and as they were.
    pub same: usize,
}

/// What became of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// People not known before, unsure ones taken as new aside.
    pub new: usize,
    /// People known, about whom more is known now.
    pub changed: usize,
    /// People known, about whom nothing new was said.
    pub same: usize,
    /// People of whom it is unsure whether they are known.
    pub unsure: usize,
    /// The ties.
    pub ties: Tally,
    /// Rows that could not be taken, in the order of file and line.
    pub faults: Vec<RowFault>,
    /// Who was unsure, and why, in the order of the file.
    pub unsure_rows: Vec<Unsure>,
    /// All records that were made, in the order of their keys.
    pub made: Vec<Key>,
}

/// Makes the changes of a draft in the revision.
pub fn apply(draft: &Draft, revision: &mut Revision<'_>, terms: &Terms<'_>) -> Report {
    let mut rows: Vec<_> = draft.people.iter().collect();
    rows.sort_by(|a, b| by_content(a, b));
    let units = Units::of(revision, terms.today);
    let mut import = Import::of(&rows, revision, units, terms);
    let rows = import.ego(rows);
    let ego = import.ego_at.as_ref().map(|_| import.revision.ego().clone());
    let (units, source) = (&mut import.units, terms.source);
    let verdicts = verdicts(&rows, import.revision, units, source, ego.as_ref());
    for (row, verdict) in rows.into_iter().zip(verdicts) {
        if !import.is_ego_again(row, &verdict) {
            import.take(row, verdict);
        }
    }
    import.ties(&draft.ties)
}

/// Orders rows by what they say, wherever they stand.
fn by_content(a: &PersonRow, b: &PersonRow) -> Ordering {
    fn names(row: &PersonRow) -> impl Ord {
        (&row.id, &row.name, &row.organization, &row.department, &row.title, &row.emails)
    }
    fn rest(row: &PersonRow) -> impl Ord {
        let lists = (&row.phones, &row.links, &row.communities, &row.skills, &row.tags);
        (lists, row.closeness, row.cadence, &row.note, &row.attributes)
    }
    names(a).cmp(&names(b)).then_with(|| rest(a).cmp(&rest(b)))
}

struct Import<'i, 'n> {
    revision: &'i mut Revision<'n>,
    terms: &'i Terms<'i>,
    units: Units,
    /// Whom the ids of the file mean.
    ends: HashMap<PersonId, PersonId>,
    /// The ids that no new person may get: those of the file and those people had.
    reserved: HashSet<PersonId>,
    numbers: Numbers,
    ego_at: Option<Origin>,
    report: Report,
}

impl<'i, 'n> Import<'i, 'n> {
    fn of(
        rows: &[&PersonRow],
        revision: &'i mut Revision<'n>,
        units: Units,
        terms: &'i Terms<'i>,
    ) -> Self {
        let had = revision.people().values().flat_map(|person| person.was.clone());
        let reserved = had.chain(rows.iter().filter_map(|row| row.id.clone())).collect();
        let (ends, numbers) = (HashMap::new(), Numbers::default());
        Self {
            revision,
            terms,
            units,
            ends,
            reserved,
            numbers,
            ego_at: None,
            report: Report::default(),
        }
    }

    /// Takes ego's row before all others, for it may tell where departments without an organization belong.
    ///
    /// Returns the other rows.
    fn ego<'r>(&mut self, mut rows: Vec<&'r PersonRow>) -> Vec<&'r PersonRow> {
        let Some(ego) = self.revision.people().get(self.revision.ego()).cloned() else {
            return rows;
        };
        let mine = (0..rows.len()).filter(|&at| is_ego(rows[at], &ego));
        // A second import must choose the row the first one chose: the one that has nothing new to say.
        let first = mine.min_by_key(|&at| {
            (rows[at].id.as_ref() != Some(&ego.id), self.changes(rows[at], &ego))
        });
        if let Some(at) = first {
            let row = rows.remove(at);
            self.ego_at = Some(row.origin.clone());
            self.take(row, Verdict::Known(ego.id.clone()));
        }
        self.units.settle(self.revision, self.terms.today);
        rows
    }

    /// Whether the row says anything new about the person.
    fn changes(&mut self, row: &PersonRow, person: &Person) -> bool {
        let said = Maker { units: &mut self.units, revision: None }.sketch(row);
        said.is_none_or(|said| {
            merge::merged(person, &said, self.terms.source, &row.handle) != *person
        })
    }

    /// Refuses a row that means ego, whom another row means, unless it turned out to mean someone recorded.
    fn is_ego_again(&mut self, row: &PersonRow, verdict: &Verdict) -> bool {
        let ego = self.revision.people().get(self.revision.ego());
        let (Some(first), Some(ego)) = (&self.ego_at, ego) else { return false };
        if matches!(verdict, Verdict::Known(_)) || !is_ego(row, ego) {
            return false;
        }
        let message = format!("this is you, as line {} is", first.line);
        self.report.faults.push(row.origin.fault(message));
        row.id.iter().for_each(|id| drop(self.ends.insert(id.clone(), ego.id.clone())));
        true
    }

    fn take(&mut self, row: &PersonRow, verdict: Verdict) {
        match verdict {
            Verdict::Known(id) => self.known(row, &id),
            Verdict::New => {
                self.report.new += 1;
                self.new_person(row);
            }
            Verdict::Unsure(id, why) => self.unsure(row, id, why),
            Verdict::Again(id) => {
                let message = format!("another row means `{id}` already");
                self.report.faults.push(row.origin.fault(message));
            }
        }
    }

    fn sketch(&mut self, row: &PersonRow) -> Person {
        let mut maker = Maker { units: &mut self.units, revision: Some(&mut *self.revision) };
        maker.sketch(row).expect("with a revision every unit is found or made")
    }

    fn known(&mut self, row: &PersonRow, id: &PersonId) {
        let said = self.sketch(row);
        let before = self.revision.get::<Person>(id).expect("recognised among those recorded");
        let after = merge::merged(before, &said, self.terms.source, &row.handle);
        if after == *before {
            self.report.same += 1;
        } else {
            self.report.changed += 1;
            self.revision.put(after);
        }
        row.id.iter().for_each(|handle| drop(self.ends.insert(handle.clone(), id.clone())));
    }

    fn new_person(&mut self, row: &PersonRow) {
        let id = row.id.clone().unwrap_or_else(|| self.free_id(&row.name));
        let said = Person { id: id.clone(), ..self.sketch(row) };
        self.revision.put(made(&said, self.terms.source));
        self.report.made.push(Key::Person(id.clone()));
        row.id.iter().for_each(|handle| drop(self.ends.insert(handle.clone(), id.clone())));
    }

    fn free_id(&mut self, name: &str) -> PersonId {
        let taken = |id: &str| {
            id.parse().is_ok_and(|id| {
                self.reserved.contains(&id) || self.revision.get::<Person>(&id).is_some()
            })
        };
        self.numbers.id(Kind::Person, &slug(name), taken).parse().expect("a slug is an id")
    }

    fn unsure(&mut self, row: &PersonRow, resembles: PersonId, why: String) {
        self.report.unsure += 1;
        self.report.unsure_rows.push(Unsure {
            file: row.origin.file.to_string(),
            line: row.origin.line,
            name: row.name.clone(),
            resembles,
            why,
        });
        if self.terms.yes {
            self.new_person(row);
        }
    }

    fn ties(self, rows: &[TieRow]) -> Report {
        let mut report = self.report;
        let taken = ties::take(rows, &self.ends, self.revision, self.terms.source);
        report.ties = taken.tally;
        report.faults.extend(taken.faults);
        report.made.extend(taken.made.into_iter().chain(self.units.made));
        report.made.sort();
        report.faults.sort();
        report.unsure_rows.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        report
    }
}
