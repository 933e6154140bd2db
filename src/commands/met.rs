//! `met`: logs a meeting.

use clap::Args;

pub(super) use super::parts::meetings::told_meeting;
use super::parts::meetings::{MeetingFields, kept_meeting};
use super::parts::session::Session;
use super::parts::units::Made;
use super::parts::when::{self, Tense};
use super::parts::written::{Said, written};
use super::parts::{candidates, who};
use crate::error::Error;
use crate::network::{By, Channel, Date, Meeting, Network, PersonId, Record, Revision};
use crate::reply::Reply;

/// Log a meeting with one or several people
///
/// The last words may be a date as people say it: yesterday, 3d, last friday, 2 weeks ago, 2026-11-03. It lies in the
/// past unless --planned.
///
/// Example: acquaint met grace yesterday --via coffee --about finance --note "Budget 2027"
#[derive(Clone, Debug, Args)]
pub(super) struct Met {
    /// Who, then when if not today
    #[arg(required = true, value_name = "NAME… [DATE]", add = candidates::people())]
    words: Vec<String>,
    /// When
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    #[command(flatten)]
    fields: MeetingFields,
    /// It lies ahead
    #[arg(long)]
    planned: bool,
    /// You were not there
    #[arg(long)]
    without_me: bool,
    /// It went one way only: me or them
    #[arg(long)]
    by: Option<By>,
    /// It is a second meeting of the same people on the same day
    #[arg(long)]
    again: bool,
}

impl Met {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let mut fields = self.fields.clone();
        fields.note = fields.note.as_deref().map(super::parts::given::note).transpose()?;
        let committed = session.write(|revision| {
            let (people, on) = self.who_and_when(session, revision)?;
            let with: Vec<_> = people.into_iter().filter(|it| it != revision.ego()).collect();
            let mut made = Made::default();
            let mut meeting = Meeting::on(on, with, Channel::InPerson);
            fields.apply(&mut meeting, revision, &mut made)?;
            (meeting.planned, meeting.without_ego, meeting.by) = (self.planned, self.without_me, self.by);
            let mut notes = made.0;
            let meeting = self.record(meeting, revision, &mut notes)?;
            let text = told_meeting(revision, &meeting, session.today);
            Ok((Said { text, notes }, kept_meeting(revision, &meeting)))
        })?;
        Ok(written(session, committed))
    }

    fn record(
        &self,
        mut meeting: Meeting,
        revision: &mut Revision<'_>,
        notes: &mut Vec<String>,
    ) -> Result<Meeting, Error> {
        if meeting.company() < 2 {
            return Err(Error::unfit(
                "a meeting needs somebody to meet",
                "name one person at least, or two with --without-me",
            ));
        }
        if !self.planned {
            let planned = planned_with(revision, &meeting);
            notes.extend(still_planned(&planned, &meeting));
            meeting = self.took_place(meeting, &planned, revision);
        }
        if let Some(recorded) = revision.meetings().get(&meeting.id()).cloned() {
            if !self.again {
                notes.push(already(&recorded));
                return Ok(recorded);
            }
            let is_free = |n: &u32| {
                let other = Meeting { again: *n, ..meeting.clone() };
                !revision.meetings().contains_key(&other.id())
            };
            meeting.again = (2..).find(is_free).unwrap_or(2);
        }
        revision.put(meeting.clone());
        Ok(meeting)
    }

    /// What was planned took place: what was said of it before stays, unless something else is said now.
    fn took_place(&self, meeting: Meeting, planned: &[Meeting], revision: &mut Revision<'_>) -> Meeting {
        let Some(planned) = planned.iter().find(|it| it.on == meeting.on).cloned() else {
            return meeting;
        };
        revision.remove::<Meeting>(&planned.id());
        Meeting {
            via: self.fields.via.unwrap_or(planned.via),
            note: or(meeting.note, planned.note),
            success: or(meeting.success, planned.success),
            place: or(meeting.place, planned.place),
            minutes: meeting.minutes.or(planned.minutes),
            about: if meeting.about.is_empty() { planned.about } else { meeting.about },
            ..meeting
        }
    }

    /// The longest end of the words that says a day is the date, unless it is somebody's name.
    fn who_and_when(&self, session: &Session, network: &Network) -> Result<(Vec<PersonId>, Date), Error> {
        let tense = if self.planned { Tense::Future } else { Tense::Past };
        if let Some(on) = &self.on {
            return Ok((who::people(session, network, &self.words)?, when::day(on, session.today, tense)?));
        }
        let n = self.words.len();
        for names in n.saturating_sub(4).max(1)..n {
            let end = self.words[names..].join(" ");
            let is_name = matches!(network.find_exactly::<crate::network::Person>(&end), crate::network::Found::One(_));
            if when::is_day(&end, session.today) && !is_name {
                return Ok((
                    who::people(session, network, &self.words[..names])?,
                    when::day(&end, session.today, tense)?,
                ));
            }
        }
        match who::people(session, network, &self.words) {
            Ok(people) => Ok((people, session.today)),
            Err(error) => Err(self.misread(error, session)),
        }
    }

    /// A word that names nobody may have been meant as a day.
    fn misread(&self, error: Error, session: &Session) -> Error {
        let Error::Unknown { typed, near, .. } = &error else { return error };
        if when::is_day(&self.words.join(" "), session.today) {
            return Error::usage(
                format!("nobody is named, only a day: `{}`", self.words.join(" ")),
                "acquaint met grace yesterday",
            );
        }
        if self.words.first().is_some_and(|it| it == typed) {
            return error;
        }
        // A word of three letters is like everything.
        let near = near.first().filter(|_| typed.chars().count() > 3);
        let near = near.map_or_else(String::new, |it| format!("did you mean `{it}`? "));
        Error::usage(
            format!("`{typed}` is neither a person nor a day"),
            format!("{near}a day is `2026-11-03`, `yesterday`, `3d`, `last friday` or `2 weeks ago`"),
        )
    }
}

/// Returns what is planned with the people of a meeting, in whatever order they stand there, in order of date.
fn planned_with(network: &Network, meeting: &Meeting) -> Vec<Meeting> {
    let (with, id) = (meeting.with.iter().collect::<Vec<_>>(), meeting.id());
    network.planned_naming(&with).into_iter().filter(|it| it.id().with == id.with).cloned().collect()
}

/// Returns what to do about a meeting that stands already.
fn already(meeting: &Meeting) -> String {
    let with: Vec<_> = meeting.with.iter().map(ToString::to_string).collect();
    format!(
        "already recorded; `acquaint edit meeting {} {}` adds to it, --again records a second one",
        meeting.on,
        with.join(" ")
    )
}

/// Returns the reminder that the same people still have a meeting ahead.
fn still_planned(planned: &[Meeting], meeting: &Meeting) -> Option<String> {
    let planned = planned.iter().find(|it| it.on != meeting.on)?;
    let with: Vec<_> = planned.with.iter().map(ToString::to_string).collect();
    let on = planned.on;
    Some(format!("still planned for {on}; if this was it, `acquaint remove meeting {on} {}`", with.join(" ")))
}

fn or(text: String, other: String) -> String {
    if text.is_empty() { other } else { text }
}
