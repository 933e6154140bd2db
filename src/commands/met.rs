//! `met`: logs a meeting.

use clap::Args;

use super::parts::session::{self, Session};
use super::parts::units::Made;
use super::parts::when::{self, Tense};
use super::parts::written::{Said, written};
use super::parts::{candidates, told, who};
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

/// What can be said about a meeting besides who and when.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct MeetingFields {
    /// How: in-person, coffee, lunch, dinner, visit, event, video, phone, letter, chat, email, reaction
    #[arg(long)]
    pub(super) via: Option<Channel>,
    /// How long, in minutes
    #[arg(long)]
    pub(super) minutes: Option<u32>,
    /// Topic, made if it is new
    #[arg(long, value_name = "TOPIC", add = candidates::topics())]
    pub(super) about: Vec<String>,
    /// Where
    #[arg(long = "where", value_name = "PLACE")]
    pub(super) place: Option<String>,
    /// Your words; - reads them from standard input
    #[arg(long)]
    pub(super) note: Option<String>,
}

impl MeetingFields {
    pub(super) fn apply(
        &self,
        meeting: &mut Meeting,
        revision: &mut Revision<'_>,
        made: &mut Made,
    ) -> Result<(), Error> {
        meeting.via = self.via.unwrap_or(meeting.via);
        meeting.minutes = self.minutes.or(meeting.minutes);
        for topic in &self.about {
            let id = made.topic(revision, topic)?;
            if !meeting.about.contains(&id) {
                meeting.about.push(id);
            }
        }
        self.place.iter().for_each(|it| meeting.place.clone_from(it));
        if let Some(note) = &self.note {
            meeting.note = if note == "none" { String::new() } else { note.clone() };
        }
        Ok(())
    }
}

impl Met {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let mut fields = self.fields.clone();
        fields.note = fields.note.as_deref().map(session::note).transpose()?;
        let committed = session.write(|revision| {
            let (people, on) = self.who_and_when(session, revision)?;
            let with: Vec<_> = people.into_iter().filter(|it| it != revision.ego()).collect();
            let mut made = Made::default();
            let mut meeting = Meeting::on(on, with, Channel::InPerson);
            fields.apply(&mut meeting, revision, &mut made)?;
            (meeting.planned, meeting.without_ego, meeting.by) =
                (self.planned, self.without_me, self.by);
            let mut notes = made.0;
            let text = self.record(meeting, revision, session, &mut notes)?;
            Ok((Said { text: text.clone(), notes }, text))
        })?;
        Ok(written(session, committed))
    }

    fn record(
        &self,
        mut meeting: Meeting,
        revision: &mut Revision<'_>,
        session: &Session,
        notes: &mut Vec<String>,
    ) -> Result<String, Error> {
        if meeting.company() < 2 {
            return Err(Error::unfit(
                "a meeting needs somebody to meet",
                "name one person at least, or two with --without-me",
            ));
        }
        let place = told_meeting(revision, &meeting, session.today);
        if let Some(planned) =
            revision.meetings().get(&meeting.id()).filter(|it| it.planned && !self.planned).cloned()
        {
            // What was planned took place: the record is the same, what was said of it before stays.
            meeting = Meeting {
                planned: false,
                note: or(meeting.note, planned.note),
                place: or(meeting.place, planned.place),
                minutes: meeting.minutes.or(planned.minutes),
                ..meeting
            };
        } else if revision.meetings().contains_key(&meeting.id()) {
            if !self.again {
                notes.push(
                    "already recorded; a second one on the same day takes --again".to_owned(),
                );
                return Ok(place);
            }
            meeting.again = (2..)
                .find(|n| {
                    !revision
                        .meetings()
                        .contains_key(&Meeting { again: *n, ..meeting.clone() }.id())
                })
                .unwrap_or(2);
        }
        revision.put(meeting);
        Ok(place)
    }

    /// The longest end of the words that says a day is the date, unless it is somebody's name.
    fn who_and_when(
        &self,
        session: &Session,
        network: &Network,
    ) -> Result<(Vec<PersonId>, Date), Error> {
        let tense = if self.planned { Tense::Future } else { Tense::Past };
        if let Some(on) = &self.on {
            return Ok((
                who::people(session, network, &self.words)?,
                when::day(on, session.today, tense)?,
            ));
        }
        let n = self.words.len();
        for names in n.saturating_sub(4).max(1)..n {
            let end = self.words[names..].join(" ");
            let is_name = matches!(
                network.find_exactly::<crate::network::Person>(&end),
                crate::network::Found::One(_)
            );
            if when::is_day(&end, session.today) && !is_name {
                return Ok((
                    who::people(session, network, &self.words[..names])?,
                    when::day(&end, session.today, tense)?,
                ));
            }
        }
        Ok((who::people(session, network, &self.words)?, session.today))
    }
}

fn or(text: String, other: String) -> String {
    if text.is_empty() { other } else { text }
}

/// Returns a meeting in words, with the day it was resolved to.
pub(super) fn told_meeting(network: &Network, meeting: &Meeting, today: Date) -> String {
    let names: Vec<_> = meeting.with.iter().map(|it| network.name(it)).collect();
    let verb = match (meeting.planned, meeting.without_ego) {
        (true, _) => "planned to meet",
        (_, true) => "noted a meeting of",
        _ => "met",
    };
    format!(
        "{verb} {} on {} ({}), {}",
        names.join(", "),
        meeting.on,
        told::ago(meeting.on, today),
        meeting.via
    )
}
