//! Positions as flags: title, organization, department, from when until when.

use super::fields::PersonFields;
use super::typed::{self, cleared, is_none};
use super::units::{self, Made};
use super::when;
use crate::error::Error;
use crate::network::{Date, PartialDate, Person, Position, Revision};

impl PersonFields {
    /// The position ends the day before, and one begins if something is said of it.
    pub(crate) fn apply_moved(
        &self,
        on: PartialDate,
        person: &mut Person,
        revision: &mut Revision<'_>,
        made: &mut Made,
        today: Date,
    ) -> Result<(), Error> {
        let last_day = on.first_day().yesterday().unwrap_or(on.first_day()).into();
        let open = |it: &&mut Position| it.held_on(today) && it.until.is_none();
        let place = person.position_on(today).and_then(|it| it.at.clone());
        for position in person.positions.iter_mut().filter(open) {
            position.until = Some(last_day);
            typed::in_order(position.since, position.until)?;
        }
        if [&self.title, &self.at, &self.department].into_iter().any(|it| it.is_some()) {
            let mut position = Position { since: Some(on), at: place, ..Position::default() };
            self.apply_to(&mut position, revision, made, today)?;
            person.positions.insert(0, position);
        }
        let rest = Self { title: None, at: None, department: None, since: None, until: None, ..self.clone() };
        rest.apply(person, revision, made, today)
    }

    /// The current position is changed in place; who has none gets one.
    pub(super) fn apply_position(
        &self,
        person: &mut Person,
        revision: &mut Revision<'_>,
        made: &mut Made,
        today: Date,
    ) -> Result<(), Error> {
        if [&self.title, &self.at, &self.department, &self.since, &self.until].into_iter().all(|it| it.is_none()) {
            return Ok(());
        }
        let current = person.positions.iter().position(|it| it.held_on(today));
        let mut position = current.map(|at| person.positions[at].clone()).unwrap_or_default();
        self.apply_to(&mut position, revision, made, today)?;
        match (current, position == Position::default()) {
            (Some(at), true) => drop(person.positions.remove(at)),
            (Some(at), false) => person.positions[at] = position,
            (None, true) => {}
            (None, false) => person.positions.insert(0, position),
        }
        Ok(())
    }

    /// Writes what is said about a position into it.
    fn apply_to(
        &self,
        position: &mut Position,
        revision: &mut Revision<'_>,
        made: &mut Made,
        today: Date,
    ) -> Result<(), Error> {
        typed::text(&mut position.title, self.title.as_deref());
        if let Some(at) = &self.at {
            let moved = if is_none(at) { None } else { Some(made.organization(revision, at)?) };
            // A department belongs to one organization; elsewhere it is another.
            position.department = position.department.take().filter(|it| Some(it.organization()) == moved);
            position.at = moved;
        }
        if let Some(department) = &self.department {
            if is_none(department) {
                position.department = None;
            } else {
                let given = self.at.as_ref().and(position.at.clone());
                let otherwise = position.at.clone().or_else(|| units::home(revision, today));
                let id = made.department(revision, department, given, otherwise)?;
                position.at = Some(id.organization());
                position.department = Some(id);
            }
        }
        cleared(&mut position.since, self.since.as_deref(), |it| when::partial(it, today))?;
        cleared(&mut position.until, self.until.as_deref(), |it| when::partial(it, today))?;
        typed::in_order(position.since, position.until)
    }
}
