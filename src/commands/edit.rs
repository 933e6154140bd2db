//! `edit`: changes a record.

use clap::{Args, Subcommand};

use super::parts::differences::differences;
use super::parts::fields::PersonFields;
use super::parts::meetings::{self, MeetingFields, kept_meeting, told_meeting};
use super::parts::session::Session;
use super::parts::unit_fields::{self, UnitFields};
use super::parts::units::{self, Made};
use super::parts::when::{self, Tense};
use super::parts::written::{Said, written};
use super::parts::{candidates, told, who};
use crate::error::Error;
use crate::network::{
    Community, Date, Department, Kind, Meeting, Named, Organization, Person, PersonId, Record, Revision, Topic,
};
use crate::reply::Reply;

/// Change what is recorded of a person, organization, department, community, topic or meeting
///
/// Takes the flags of `add`: a text replaces, a list grows; `none` clears a field, `--tag=-old` takes one off a list.
/// --moved ends the current position and begins a new one, at the same organization unless --at names another.
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
    #[arg(required = true, value_name = "NAME", add = candidates::people())]
    name: Vec<String>,
    /// They changed jobs then: end the current position, begin one with --title, --at, --department
    #[arg(long, value_name = "DATE", num_args = 0..=1, default_missing_value = "today")]
    moved: Option<String>,
    #[command(flatten)]
    fields: PersonFields,
}

#[derive(Clone, Debug, Subcommand)]
enum What {
    /// Change a person
    ///
    /// Example: acquaint edit person grace --closeness 4 --tag board --tag=-old
    Person(Box<EditPerson>),
    /// Change an organization
    ///
    /// Example: acquaint edit organization acme --domain acme.example --size 450
    #[command(mut_args = unit_fields::of(Kind::Organization))]
    Organization(EditUnit),
    /// Change a department
    ///
    /// Example: acquaint edit department finance --head grace --within acme/operations
    #[command(mut_args = unit_fields::of(Kind::Department))]
    Department(EditUnit),
    /// Change a community
    ///
    /// Example: acquaint edit community cfo-circle --kind forum
    #[command(mut_args = unit_fields::of(Kind::Community))]
    Community(EditUnit),
    /// Change a topic
    ///
    /// Example: acquaint edit topic machine-learning --alias ML
    #[command(mut_args = unit_fields::of(Kind::Topic))]
    Topic(EditUnit),
    /// Change a meeting
    ///
    /// Example: acquaint edit meeting 2026-11-03 grace --note "Budget 2027"
    Meeting(EditMeeting),
}

#[derive(Clone, Debug, Args)]
struct EditPerson {
    /// Who; `me` is you
    #[arg(required = true, value_name = "NAME", add = candidates::people())]
    name: Vec<String>,
    /// They changed jobs then: end the current position, begin one with --title, --at, --department
    #[arg(long, value_name = "DATE", num_args = 0..=1, default_missing_value = "today")]
    moved: Option<String>,
    #[command(flatten)]
    fields: PersonFields,
}

#[derive(Clone, Debug, Args)]
struct EditUnit {
    /// Which
    #[arg(required = true, value_name = "NAME")]
    name: Vec<String>,
    #[command(flatten)]
    fields: UnitFields,
}

#[derive(Clone, Debug, Args)]
struct EditMeeting {
    /// The day
    date: String,
    /// Who was there
    #[arg(required = true, value_name = "NAME", add = candidates::people())]
    names: Vec<String>,
    /// Which one, if several meetings fit
    #[arg(long, value_name = "N")]
    nth: Option<usize>,
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
        units::refuse_slip(&self.name, "edit", &KINDS)?;
        let (name, moved) = (self.name.clone(), self.moved.clone());
        Ok(EditPerson { name, moved, fields: self.fields.clone() })
    }
}

const KINDS: [Kind; 6] =
    [Kind::Person, Kind::Organization, Kind::Department, Kind::Community, Kind::Topic, Kind::Meeting];

fn unsaid(example: &str) -> Error {
    Error::usage("nothing is said to change", format!("{example}; `acquaint edit --help` names the flags"))
}

impl EditPerson {
    fn run(&self, session: &Session, revision: &mut Revision<'_>) -> Result<(Said, String), Error> {
        if self.fields.is_empty() && self.moved.is_none() {
            return Err(unsaid("acquaint edit grace --closeness 4"));
        }
        let id = who::person(session, revision, &self.name.join(" "))?;
        let before = revision.people().get(&id).cloned().ok_or_else(|| absent(&id))?;
        let mut person = before.clone();
        let mut made = Made::default();
        self.apply(&mut person, revision, &mut made, session.today)?;
        let changes = differences(&before, &person);
        let name = person.name.clone();
        revision.put(person);
        let place = told::place(revision, &id, session.today);
        let place = if place.is_empty() { place } else { format!(" ({place})") };
        Ok(said(&name, &place, &changes, made))
    }

    fn apply(
        &self,
        person: &mut Person,
        revision: &mut Revision<'_>,
        made: &mut Made,
        today: Date,
    ) -> Result<(), Error> {
        match &self.moved {
            Some(moved) => {
                let on = when::partial(moved, today)?;
                self.fields.apply_moved(on, person, revision, made, today)
            }
            None => self.fields.apply(person, revision, made, today),
        }
    }
}

/// Returns what an edit says: what changed, or that it stands so already.
fn said(name: &str, place: &str, changes: &str, made: Made) -> (Said, String) {
    let (text, words) = if changes.is_empty() {
        (format!("{name}{place} stands so already"), format!("changed {name}"))
    } else {
        (format!("changed {name}{place}: {changes}"), format!("changed {name}: {changes}"))
    };
    (Said { text, notes: made.0 }, words)
}

fn absent(id: &PersonId) -> Error {
    Error::Unknown { kind: Kind::Person, typed: id.to_string(), near: Vec::new() }
}

impl EditUnit {
    fn run<R: Named>(&self, session: &Session, revision: &mut Revision<'_>) -> Result<(Said, String), Error> {
        let name = self.name.join(" ");
        if self.fields.is_empty() {
            let kind = R::KIND;
            let flag = if kind == Kind::Topic { "--alias" } else { "--note" };
            return Err(unsaid(&format!("acquaint edit {kind} \"{name}\" {flag} \"…\"")));
        }
        let id = who::named::<R>(session, revision, &name)?;
        let before = revision.get::<R>(&id).cloned();
        self.fields.apply(R::KIND, &id.to_string(), session, revision)?;
        let both = before.as_ref().zip(revision.get::<R>(&id));
        let changes = both.map_or_else(String::new, |(before, after)| differences(before, after));
        Ok(said(&format!("the {} `{id}`", R::KIND), "", &changes, Made::default()))
    }
}

impl EditMeeting {
    fn run(&self, session: &Session, revision: &mut Revision<'_>) -> Result<(Said, String), Error> {
        let before = meetings::found(session, revision, &self.date, &self.names, self.nth)?;
        if self.to.is_none() && self.fields.is_empty() {
            let example = format!("acquaint edit meeting {} … --note \"…\"", before.on);
            return Err(unsaid(&example));
        }
        let mut meeting = before.clone();
        let mut made = Made::default();
        let mut fields = self.fields.clone();
        fields.note = fields.note.as_deref().map(super::parts::given::note).transpose()?;
        fields.apply(&mut meeting, revision, &mut made)?;
        meeting.on = self.day(&before, session)?;
        if meeting.id() != before.id() && revision.meetings().contains_key(&meeting.id()) {
            return Err(Error::unfit(
                "such a meeting is recorded already",
                "remove one of the two with `acquaint remove meeting`",
            ));
        }
        let changes = differences(&before, &meeting);
        revision.remove::<Meeting>(&before.id());
        let told = told_meeting(revision, &meeting, session.today);
        let words = format!("changed the meeting: {}", kept_meeting(revision, &meeting));
        revision.put(meeting);
        let text = if changes.is_empty() {
            format!("{told} stands so already")
        } else {
            format!("changed the meeting: {told}; {changes}")
        };
        Ok((Said { text, notes: made.0 }, words))
    }

    /// A planned meeting stays ahead, one that took place stays behind.
    fn day(&self, before: &Meeting, session: &Session) -> Result<Date, Error> {
        let Some(to) = &self.to else { return Ok(before.on) };
        let tense = if before.planned { Tense::Future } else { Tense::Past };
        let other = if before.planned { Tense::Past } else { Tense::Future };
        when::day(to, session.today, tense).map_err(|error| match when::day(to, session.today, other) {
            Err(_) => error,
            Ok(on) if before.planned => Error::usage(
                format!("the meeting is planned, and {on} has passed"),
                format!("if it took place, say `acquaint met NAME {on}`"),
            ),
            Ok(on) => Error::usage(
                format!("the meeting took place, and {on} lies ahead"),
                format!("to plan another, say `acquaint met NAME {on} --planned`"),
            ),
        })
    }
}
