//! `edit`: changes a record.

use clap::{Args, Subcommand};

use super::add::UnitFields;
use super::met::{MeetingFields, told_meeting};
use super::parts::fields::PersonFields;
use super::parts::session::{self, Session};
use super::parts::units::Made;
use super::parts::written::{Said, written};
use super::parts::{candidates, told, when, who};
use crate::error::Error;
use crate::network::{
    Community, Department, Kind, Meeting, Network, Organization, PartialDate, PersonId, Position,
    Record, Revision, Topic,
};
use crate::reply::Reply;

/// Change what is recorded of a person, organization, department, community, topic or meeting
///
/// Takes the flags of `add`: a text replaces, a list grows; `none` clears a field, `--tag=-old` takes one off a list.
/// --moved ends the current position and begins a new one.
///
/// Example: acquaint edit grace --closeness 4 --cadence none
#[derive(Clone, Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    subcommand_precedence_over_arg = true
)]
pub(super) struct Edit {
    #[command(subcommand)]
    kind: Option<What>,
    /// Whose record to change; `me` is you
    #[arg(required = true, add = candidates::people())]
    name: Option<String>,
    /// They changed jobs then: end the current position, begin one with --title and --at
    #[arg(long, value_name = "DATE", num_args = 0..=1, default_missing_value = "today")]
    moved: Option<String>,
    #[command(flatten)]
    fields: PersonFields,
}

#[derive(Clone, Debug, Subcommand)]
enum What {
    /// Change a person
    Person(Box<EditPerson>),
    /// Change an organization
    Organization(EditUnit),
    /// Change a department
    Department(EditUnit),
    /// Change a community
    Community(EditUnit),
    /// Change a topic
    Topic(EditUnit),
    /// Change a meeting
    ///
    /// Example: acquaint edit meeting 2026-11-03 grace --note "Budget 2027"
    Meeting(EditMeeting),
}

#[derive(Clone, Debug, Args)]
struct EditPerson {
    /// Who; `me` is you
    #[arg(add = candidates::people())]
    name: String,
    /// They changed jobs then: end the current position, begin one with --title and --at
    #[arg(long, value_name = "DATE", num_args = 0..=1, default_missing_value = "today")]
    moved: Option<String>,
    #[command(flatten)]
    fields: PersonFields,
}

#[derive(Clone, Debug, Args)]
struct EditUnit {
    /// Which
    name: String,
    #[command(flatten)]
    fields: UnitFields,
}

#[derive(Clone, Debug, Args)]
struct EditMeeting {
    /// The day
    date: String,
    /// Somebody who was there
    #[arg(add = candidates::people())]
    name: String,
    /// Move it to another day
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    #[command(flatten)]
    fields: MeetingFields,
}

impl Edit {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let committed = session.write(|revision| match &self.kind {
            None => self.person()?.run(session, revision),
            Some(What::Person(person)) => person.run(session, revision),
            Some(What::Organization(unit)) => unit.run::<Organization>(session, revision),
            Some(What::Department(unit)) => unit.run::<Department>(session, revision),
            Some(What::Community(unit)) => unit.run::<Community>(session, revision),
            Some(What::Topic(unit)) => unit.run::<Topic>(session, revision),
            Some(What::Meeting(meeting)) => meeting.run(session, revision),
        })?;
        Ok(written(session, committed))
    }
}

impl Edit {
    fn person(&self) -> Result<EditPerson, Error> {
        let name = self.name.clone().ok_or_else(nameless)?;
        Ok(EditPerson { name, moved: self.moved.clone(), fields: self.fields.clone() })
    }
}

fn nameless() -> Error {
    Error::usage("whose record is to be changed?", "acquaint edit grace --closeness 4")
}

impl EditPerson {
    fn run(&self, session: &Session, revision: &mut Revision<'_>) -> Result<(Said, String), Error> {
        if self.fields.is_empty() && self.moved.is_none() {
            return Err(Error::usage(
                "nothing is said to change",
                "acquaint edit grace --closeness 4; `acquaint edit --help` names the flags",
            ));
        }
        let id = who::person(session, revision, &self.name)?;
        let mut person = revision.people().get(&id).cloned().ok_or_else(|| absent(&id))?;
        let mut made = Made::default();
        if let Some(moved) = &self.moved {
            let on = when::partial(moved, session.today)?;
            end_positions(&mut person.positions, on, session);
            let mut position = Position { since: Some(on), ..Position::default() };
            self.fields.apply_to(&mut position, revision, &mut made, session.today)?;
            person.positions.insert(0, position);
            let rest = PersonFields {
                title: None,
                at: None,
                department: None,
                since: None,
                until: None,
                ..self.fields.clone()
            };
            rest.apply(&mut person, revision, &mut made, session.today)?;
        } else {
            self.fields.apply(&mut person, revision, &mut made, session.today)?;
        }
        let name = person.name.clone();
        revision.put(person);
        let place = told::place(revision, &id, session.today);
        let place = if place.is_empty() { place } else { format!(" ({place})") };
        Ok((
            Said { text: format!("changed {name}{place}"), notes: made.0 },
            format!("changed {name}"),
        ))
    }
}

fn absent(id: &PersonId) -> Error {
    Error::Unknown { kind: Kind::Person, typed: id.to_string(), near: Vec::new() }
}

fn end_positions(positions: &mut [Position], on: PartialDate, session: &Session) {
    for position in
        positions.iter_mut().filter(|it| it.held_on(session.today) && it.until.is_none())
    {
        let last_day = on.first_day().yesterday().unwrap_or(on.first_day());
        position.until = Some(last_day.into());
    }
}

impl EditUnit {
    fn run<R: crate::network::Named>(
        &self,
        session: &Session,
        revision: &mut Revision<'_>,
    ) -> Result<(Said, String), Error> {
        let id = who::named::<R>(session, revision, &self.name)?;
        self.fields.apply(R::KIND, &id.to_string(), session, revision)?;
        let text = format!("changed the {} `{id}`", R::KIND);
        Ok((Said { text: text.clone(), notes: Vec::new() }, text))
    }
}

impl EditMeeting {
    fn run(&self, session: &Session, revision: &mut Revision<'_>) -> Result<(Said, String), Error> {
        let before = found(session, revision, &self.date, &self.name)?;
        let mut meeting = before.clone();
        let mut made = Made::default();
        let mut fields = self.fields.clone();
        fields.note = fields.note.as_deref().map(session::note).transpose()?;
        fields.apply(&mut meeting, revision, &mut made)?;
        if let Some(to) = &self.to {
            let tense = if meeting.planned { when::Tense::Future } else { when::Tense::Past };
            meeting.on = when::day(to, session.today, tense)?;
        }
        if meeting.id() != before.id() && revision.meetings().contains_key(&meeting.id()) {
            return Err(Error::unfit(
                "such a meeting is recorded already",
                "remove one of the two with `acquaint remove meeting`",
            ));
        }
        revision.remove::<Meeting>(&before.id());
        let text =
            format!("changed the meeting: {}", told_meeting(revision, &meeting, session.today));
        revision.put(meeting);
        Ok((Said { text: text.clone(), notes: made.0 }, text))
    }
}

/// Returns the meeting on a day at which somebody was.
pub(super) fn found(
    session: &Session,
    network: &Network,
    date: &str,
    name: &str,
) -> Result<Meeting, Error> {
    let either = when::day(date, session.today, when::Tense::Past)
        .or_else(|_| when::day(date, session.today, when::Tense::Future));
    let (on, id) = (either?, who::person(session, network, name)?);
    let there: Vec<&Meeting> =
        network.meetings().values().filter(|it| it.on == on && it.with.contains(&id)).collect();
    match there.as_slice() {
        [one] => Ok((*one).clone()),
        [] => Err(Error::unfit(
            format!("no meeting with {} on {on} is recorded", network.name(&id)),
            format!("`acquaint show {id}` lists the meetings there are"),
        )),
        several => {
            let told: Vec<_> =
                several.iter().map(|it| told_meeting(network, it, session.today)).collect();
            match session.choose("Which meeting", &told)? {
                Some(at) => Ok(several[at].clone()),
                None => Err(Error::Ambiguous {
                    typed: format!("{date} {name}"),
                    several: several.iter().map(|it| it.id().to_string()).collect(),
                }),
            }
        }
    }
}
