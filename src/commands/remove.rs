//! `remove`: removes a record and what cannot stand without it.

use clap::Args;

use super::parts::meetings::{self, kept_meeting, told_meeting};
use super::parts::session::Session;
use super::parts::written::{Said, written};
use super::parts::{candidates, told, units, who};
use crate::error::Error;
use crate::network::{
    Community, CommunityId, Department, DepartmentId, Key, Meeting, Organization, OrganizationId, Person, PersonId,
    Record, Revision, Tie, Topic, TopicId,
};
use crate::reply::Reply;

/// Remove a person, organization, department, community, topic or meeting
///
/// A person's ties and place in meetings go along. `acquaint undo` brings all of it back. Where a name fits records of
/// two kinds, write the kind before it: `topic finance`.
///
/// Example: acquaint remove grace
///
/// Example: acquaint remove meeting 2026-11-03 grace
#[derive(Clone, Debug, Args)]
pub(super) struct Remove {
    /// What: a name or id; or `meeting`, a day and a name
    #[arg(required = true, num_args = 1.., value_name = "NAME | meeting DATE NAME", add = candidates::people())]
    words: Vec<String>,
    /// Which meeting, if several fit
    #[arg(long, value_name = "N")]
    nth: Option<usize>,
}

impl Remove {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let committed = session.write(|revision| {
            let (text, words) = match self.words.as_slice() {
                [kind, date, names @ ..] if is_meeting(kind) && !names.is_empty() => {
                    let meeting = meetings::found(session, revision, date, names, self.nth)?;
                    revision.remove::<Meeting>(&meeting.id());
                    let told = told_meeting(revision, &meeting, session.today);
                    let kept = kept_meeting(revision, &meeting);
                    (format!("removed the meeting: {told}"), format!("removed the meeting: {kept}"))
                }
                [kind, ..] if is_meeting(kind) => {
                    return Err(Error::usage("which meeting?", "acquaint remove meeting 2026-11-03 grace"));
                }
                words => {
                    let text = anything(session, revision, &words.join(" "))?;
                    (text.clone(), text)
                }
            };
            Ok((Said { text, notes: Vec::new() }, words))
        })?;
        Ok(written(session, committed))
    }
}

fn is_meeting(word: &str) -> bool {
    matches!(word, "meeting" | "meetings")
}

fn anything(session: &Session, revision: &mut Revision<'_>, typed: &str) -> Result<String, Error> {
    let key = who::one_thing(session, revision, typed)?;
    let text = match &key {
        Key::Person(id) => person(revision, id)?,
        Key::Organization(id) => organization(revision, id),
        Key::Department(id) => department(revision, id),
        Key::Community(id) => community(revision, id),
        Key::Topic(id) => topic(revision, id),
        _ => String::new(),
    };
    Ok(format!("removed {}{text}", units::told(&key)))
}

fn person(revision: &mut Revision<'_>, id: &PersonId) -> Result<String, Error> {
    if id == revision.ego() {
        return Err(Error::unfit(
            "ego cannot be removed: the network is theirs",
            "change `ego` in network.ron by hand if it is somebody else's",
        ));
    }
    revision.remove::<Person>(id);
    let ties: Vec<_> = revision.ties().values().filter(|tie| tie.other(id).is_some()).map(Record::id).collect();
    ties.iter().for_each(|tie| drop(revision.remove::<Tie>(tie)));
    let meetings: Vec<Meeting> = revision.meetings().values().filter(|it| it.with.contains(id)).cloned().collect();
    let n_meetings = meetings.len();
    for mut meeting in meetings {
        revision.remove::<Meeting>(&meeting.id());
        meeting.with.retain(|it| it != id);
        // Who was left behind alone met nobody; and a meeting that is recorded without them stays as it is.
        if meeting.company() >= 2 && !revision.meetings().contains_key(&meeting.id()) {
            revision.put(meeting);
        }
    }
    let headed: Vec<Department> =
        revision.departments().values().filter(|it| it.head.as_ref() == Some(id)).cloned().collect();
    let heads: String = headed.iter().map(|it| format!(", who headed `{}`", it.id)).collect();
    headed.into_iter().for_each(|it| revision.put(Department { head: None, ..it }));
    let asked = match revision.forget_asks(id) {
        0 => String::new(),
        n => format!(", {}", told::counted(n, "ask or skip", "asks and skips")),
    };
    let mut settings = revision.settings().clone();
    settings.slots.iter_mut().for_each(|slot| slot.held_by.retain(|it| it != id.as_str()));
    revision.set(settings);
    Ok(format!(
        ", {} and a place in {}{asked}{heads}",
        told::counted(ties.len(), "tie", "ties"),
        told::counted(n_meetings, "meeting", "meetings")
    ))
}

fn change_people(revision: &mut Revision<'_>, change: impl Fn(&mut Person)) -> String {
    let n = revision.change_all(change);
    format!(" from {}", told::counted(n, "person", "people"))
}

fn organization(revision: &mut Revision<'_>, id: &OrganizationId) -> String {
    revision.remove::<Organization>(id);
    let departments: Vec<_> = revision.departments().keys().filter(|it| it.organization() == *id).cloned().collect();
    departments.iter().for_each(|it| drop(revision.remove::<Department>(it)));
    let from = change_people(revision, |person| {
        for position in &mut person.positions {
            position.department = position.department.take().filter(|it| it.organization() != *id);
            position.at = position.at.take().filter(|it| it != id);
        }
    });
    format!("{from}, {}", told::counted(departments.len(), "department", "departments"))
}

fn department(revision: &mut Revision<'_>, id: &DepartmentId) -> String {
    let outer = revision.remove::<Department>(id).and_then(|it| it.within);
    let inner: Vec<Department> =
        revision.departments().values().filter(|it| it.within.as_ref() == Some(id)).cloned().collect();
    inner.into_iter().for_each(|it| revision.put(Department { within: outer.clone(), ..it }));
    change_people(revision, |person| {
        person.positions.iter_mut().for_each(|it| it.department = it.department.take().filter(|it| it != id));
    })
}

fn community(revision: &mut Revision<'_>, id: &CommunityId) -> String {
    revision.remove::<Community>(id);
    change_people(revision, |person| person.communities.retain(|it| it != id))
}

fn topic(revision: &mut Revision<'_>, id: &TopicId) -> String {
    revision.remove::<Topic>(id);
    revision.forget_topic(id);
    let about: Vec<Meeting> = revision.meetings().values().filter(|it| it.about.contains(id)).cloned().collect();
    for mut meeting in about {
        meeting.about.retain(|it| it != id);
        revision.put(meeting);
    }
    change_people(revision, |person| {
        person.seeks.retain(|it| it != id);
        person.offers.retain(|it| it != id);
        person.skills.remove(id);
    })
}
