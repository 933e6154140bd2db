//! Meetings at the prompt: their fields as flags, which one is meant, and how one is told.

use clap::Args;

use super::session::Session;
use super::typed::{self, cleared, listed};
use super::units::Made;
use super::when::{self, Tense};
use super::{candidates, told, who};
use crate::error::Error;
use crate::network::{Channel, Date, Meeting, Network, PersonId, Revision, Topic};

/// What can be said about a meeting besides who and when.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct MeetingFields {
    /// How: in-person, coffee, lunch, dinner, visit, event, video, phone, letter, chat, email, reaction
    #[arg(long)]
    pub(crate) via: Option<Channel>,
    /// How long, in minutes
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) minutes: Option<String>,
    /// Topic, made if it is new
    #[arg(long, value_name = "TOPIC", allow_hyphen_values = true, add = candidates::topics())]
    pub(crate) about: Vec<String>,
    /// Where
    #[arg(long = "where", value_name = "PLACE")]
    pub(crate) place: Option<String>,
    /// What you achieved together and saw done by then
    #[arg(long, value_name = "WORDS")]
    pub(crate) success: Option<String>,
    /// Your words; - reads them from standard input
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) note: Option<String>,
}

impl MeetingFields {
    /// Returns whether nothing is said.
    pub(crate) fn is_empty(&self) -> bool {
        let texts = [&self.minutes, &self.place, &self.success, &self.note];
        self.via.is_none() && self.about.is_empty() && texts.into_iter().all(Option::is_none)
    }

    /// Writes what is said into a meeting, making topics named for the first time.
    pub(crate) fn apply(
        &self,
        meeting: &mut Meeting,
        revision: &mut Revision<'_>,
        made: &mut Made,
    ) -> Result<(), Error> {
        meeting.via = self.via.unwrap_or(meeting.via);
        cleared(&mut meeting.minutes, self.minutes.as_deref(), typed::minutes)?;
        let about = &mut meeting.about;
        listed::<Topic>(about, &self.about, revision, |it, name| made.topic(it, name))?;
        typed::text(&mut meeting.place, self.place.as_deref());
        typed::text(&mut meeting.success, self.success.as_deref());
        typed::text(&mut meeting.note, self.note.as_deref());
        Ok(())
    }
}

/// Returns a meeting in words, with the day it was resolved to.
pub(crate) fn told_meeting(network: &Network, meeting: &Meeting, today: Date) -> String {
    worded(network, meeting, &format!("{} ({})", meeting.on, told::ago(meeting.on, today)))
}

/// Returns a meeting in words that stay true: without how long ago it was.
pub(crate) fn kept_meeting(network: &Network, meeting: &Meeting) -> String {
    worded(network, meeting, &meeting.on.to_string())
}

fn worded(network: &Network, meeting: &Meeting, day: &str) -> String {
    let names: Vec<_> = meeting.with.iter().map(|it| network.name(it)).collect();
    let verb = match (meeting.planned, meeting.without_ego) {
        (true, _) => "planned to meet",
        (_, true) => "noted a meeting of",
        _ => "met",
    };
    let again = match meeting.again {
        0 => String::new(),
        n => format!(", number {n} of that day"),
    };
    format!("{verb} {} on {day}, {}{again}", names.join(", "), meeting.via)
}

/// Returns the meeting of a day at which all of these people were; `nth` tells several apart.
pub(crate) fn found(
    session: &Session,
    network: &Network,
    date: &str,
    names: &[String],
    nth: Option<usize>,
) -> Result<Meeting, Error> {
    let either = when::day(date, session.today, Tense::Past).or_else(|_| when::day(date, session.today, Tense::Future));
    let (on, people) = (either?, who::people(session, network, names)?);
    let were_there = |it: &&Meeting| people.iter().all(|id| it.with.contains(id));
    let there: Vec<&Meeting> = network.meetings().values().filter(|it| it.on == on).filter(were_there).collect();
    match (there.as_slice(), nth) {
        ([one], None) => Ok((*one).clone()),
        ([], _) => Err(absent(network, &people, on)),
        (several, None) => several_told(session, network, several),
        (several, Some(nth)) => {
            let one = nth.checked_sub(1).and_then(|at| several.get(at));
            one.map(|it| (*it).clone()).ok_or_else(|| {
                let n = several.len();
                Error::usage(format!("there is no meeting {nth} of {n} on that day"), format!("count from 1 to {n}"))
            })
        }
    }
}

fn absent(network: &Network, people: &[PersonId], on: Date) -> Error {
    let names: Vec<_> = people.iter().map(|it| network.name(it)).collect();
    let first = people.first().map_or_else(String::new, ToString::to_string);
    Error::unfit(
        format!("no meeting with {} on {on} is recorded", names.join(", ")),
        format!("`acquaint show {first}` lists the meetings there are"),
    )
}

fn several_told(session: &Session, network: &Network, several: &[&Meeting]) -> Result<Meeting, Error> {
    let told: Vec<_> = several.iter().map(|it| kept_meeting(network, it)).collect();
    if let Some(at) = session.choose("Which meeting", &told)? {
        return Ok(several[at].clone());
    }
    let listed = told.iter().enumerate().map(|(at, it)| format!("\n  {}  {it}", at + 1));
    Err(Error::unfit(
        format!("several meetings fit:{}", listed.collect::<String>()),
        "name everybody who was there, or choose by number: --nth 2",
    ))
}
