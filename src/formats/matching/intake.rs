//! The intake: rows become records, according to the verdicts on them. It must not know how people are recognised.

use std::collections::{HashMap, HashSet};

use super::recognise::{Verdict, address_of, made, verdicts};
use super::units::{Maker, Numbers, Units};
use super::{PersonRow, Report, Terms, TieRow, Unsure, merge, ties};
use crate::formats::Origin;
use crate::network::{Key, Kind, Person, PersonId, Revision, slug};

/// A draft being taken in.
pub(super) struct Intake<'i, 'n> {
    revision: &'i mut Revision<'n>,
    terms: &'i Terms<'i>,
    units: Units,
    /// Whom the ids of the file mean.
    ends: HashMap<PersonId, PersonId>,
    /// The ids that no new person may get: those of the file and those people had.
    reserved: HashSet<PersonId>,
    numbers: Numbers,
    /// Ego before the import.
    ego: Option<Person>,
    ego_at: Option<Origin>,
    report: Report,
}

impl<'i, 'n> Intake<'i, 'n> {
    /// Returns an intake of these rows that has not begun.
    pub(super) fn of(rows: &[&PersonRow], revision: &'i mut Revision<'n>, terms: &'i Terms<'i>) -> Self {
        let units = Units::of(revision, terms.today);
        let ego = revision.people().get(revision.ego()).cloned();
        let had = revision.people().values().flat_map(|person| person.was.clone());
        let reserved = had.chain(rows.iter().filter_map(|row| row.id.clone())).collect();
        let (ends, numbers) = (HashMap::new(), Numbers::default());
        Self { revision, terms, units, ends, reserved, numbers, ego, ego_at: None, report: Report::default() }
    }

    /// Takes the people in.
    pub(super) fn people(&mut self, mut rows: Vec<&PersonRow>) {
        let (home, mut verdicts) = (self.units.home().cloned(), self.verdicts(&rows));
        let mine = Verdict::Known(self.revision.ego().clone());
        // Ego's row may tell where departments without an organization belong: it comes before all others.
        if let Some(at) = verdicts.iter().position(|verdict| *verdict == mine) {
            let row = rows.remove(at);
            self.take(row, verdicts.remove(at));
            self.ego_at = Some(row.origin.clone());
            self.units.settle(self.revision, self.terms.today);
        }
        if self.units.home() != home.as_ref() {
            verdicts = self.verdicts(&rows);
        }
        for (row, verdict) in rows.into_iter().zip(verdicts) {
            match verdict {
                Verdict::New | Verdict::Unsure(..) if self.is_ego_again(row) => {}
                verdict => self.take(row, verdict),
            }
        }
    }

    fn verdicts(&mut self, rows: &[&PersonRow]) -> Vec<Verdict> {
        let taken = self.ego_at.as_ref().map(|_| self.revision.ego().clone());
        verdicts(rows, self.revision, &mut self.units, self.terms.source, taken.as_ref())
    }

    /// Refuses a row that gives an address of ego, whom another row means.
    fn is_ego_again(&mut self, row: &PersonRow) -> bool {
        let (Some(first), Some(ego)) = (&self.ego_at, &self.ego) else { return false };
        if address_of(row, ego).is_none() {
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
            id.parse().is_ok_and(|id| self.reserved.contains(&id) || self.revision.get::<Person>(&id).is_some())
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

    /// Takes the ties in and reports.
    pub(super) fn ties(self, rows: &[TieRow]) -> Report {
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
