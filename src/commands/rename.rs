//! `rename`: gives a record another name, or another id.

use clap::Args;

use super::parts::session::Session;
use super::parts::written::{Said, written};
use super::parts::{candidates, typed, units, who};
use crate::error::Error;
use crate::network::{
    Community, CommunityId, Department, DepartmentId, Key, Kind, Meeting, Organization, OrganizationId, Person,
    PersonId, Revision, Settings, Tie, Topic, TopicId,
};
use crate::reply::Reply;

/// Give a record another name, and with --id another id
///
/// A person's old id still resolves. Ties, meetings and memberships follow a changed id. Where a name fits records of
/// two kinds, write the kind before it: "topic finance".
///
/// Example: acquaint rename "Grace Hopper" "Grace Murray Hopper" --id grace-m-hopper
#[derive(Clone, Debug, Args)]
pub(super) struct Rename {
    /// What is to be renamed
    #[arg(add = candidates::people())]
    name: String,
    /// The new name
    new_name: String,
    /// The new id
    #[arg(long, value_name = "ID")]
    id: Option<String>,
}

impl Rename {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let committed = session.write(|revision| {
            let key = who::one_thing(session, revision, &self.name)?;
            let new_name = &typed::name(&self.new_name, key.kind())?;
            let notes = namesakes(revision, &key, new_name);
            if let Some(id) = &self.id {
                refuse_taken(revision, &key, id)?;
            }
            match &key {
                Key::Person(id) => self.person(revision, id, new_name)?,
                Key::Organization(id) => self.organization(revision, id, new_name)?,
                Key::Department(id) => self.department(revision, id, new_name)?,
                Key::Community(id) => self.community(revision, id, new_name)?,
                Key::Topic(id) => self.topic(revision, id, new_name)?,
                _ => {}
            }
            let id = self.id.as_ref().map_or_else(String::new, |id| format!(", now `{id}`"));
            let text = format!("renamed {} to {new_name}{id}", units::told(&key));
            Ok((Said { text: text.clone(), notes }, text))
        })?;
        Ok(written(session, committed))
    }

    fn person(&self, revision: &mut Revision<'_>, id: &PersonId, new_name: &str) -> Result<(), Error> {
        let Some(mut person) = revision.people().get(id).cloned() else { return Ok(()) };
        new_name.clone_into(&mut person.name);
        let Some(new) = self.id.as_deref().map(str::parse::<PersonId>).transpose()?.filter(|new| new != id) else {
            revision.put(person);
            return Ok(());
        };
        revision.remove::<Person>(id);
        person.was.retain(|old| *old != new);
        person.was.push(id.clone());
        person.id = new.clone();
        revision.put(person);
        follow_person(revision, id, &new);
        Ok(())
    }

    fn organization(&self, revision: &mut Revision<'_>, id: &OrganizationId, new_name: &str) -> Result<(), Error> {
        let Some(mut record) = revision.remove::<Organization>(id) else { return Ok(()) };
        new_name.clone_into(&mut record.name);
        record.id = self.id.as_deref().map_or_else(|| Ok(id.clone()), str::parse)?;
        let new = record.id.clone();
        revision.put(record);
        if new != *id {
            for department in
                revision.departments().values().filter(|it| it.id.organization() == *id).cloned().collect::<Vec<_>>()
            {
                let unit = department.id.as_str().split_once('/').map_or("", |(_, unit)| unit).to_owned();
                move_department(revision, &department.id, &DepartmentId::within(&new, &unit)?);
            }
            revision.change_all(|person: &mut Person| {
                person
                    .positions
                    .iter_mut()
                    .filter(|it| it.at.as_ref() == Some(id))
                    .for_each(|it| it.at = Some(new.clone()));
            });
        }
        Ok(())
    }

    fn department(&self, revision: &mut Revision<'_>, id: &DepartmentId, new_name: &str) -> Result<(), Error> {
        let Some(mut record) = revision.departments().get(id).cloned() else { return Ok(()) };
        new_name.clone_into(&mut record.name);
        revision.put(record);
        let new: DepartmentId = self.id.as_deref().map_or_else(|| Ok(id.clone()), str::parse)?;
        if new.organization() != id.organization() {
            return Err(Error::unfit(
                format!("`{new}` is a department of another organization"),
                format!("keep `{}/` before the stroke", id.organization()),
            ));
        }
        move_department(revision, id, &new);
        Ok(())
    }

    fn community(&self, revision: &mut Revision<'_>, id: &CommunityId, new_name: &str) -> Result<(), Error> {
        let Some(mut record) = revision.remove::<Community>(id) else { return Ok(()) };
        new_name.clone_into(&mut record.name);
        record.id = self.id.as_deref().map_or_else(|| Ok(id.clone()), str::parse)?;
        let new = record.id.clone();
        revision.put(record);
        revision.change_all(|person: &mut Person| replaced(&mut person.communities, id, &new));
        Ok(())
    }

    fn topic(&self, revision: &mut Revision<'_>, id: &TopicId, new_name: &str) -> Result<(), Error> {
        let Some(mut record) = revision.remove::<Topic>(id) else { return Ok(()) };
        new_name.clone_into(&mut record.name);
        record.id = self.id.as_deref().map_or_else(|| Ok(id.clone()), str::parse)?;
        let new = record.id.clone();
        revision.put(record);
        revision.change_all(|person: &mut Person| {
            replaced(&mut person.seeks, id, &new);
            replaced(&mut person.offers, id, &new);
            if let Some(level) = person.skills.remove(id) {
                person.skills.insert(new.clone(), level);
            }
        });
        let about: Vec<Meeting> = revision.meetings().values().filter(|it| it.about.contains(id)).cloned().collect();
        for mut meeting in about {
            replaced(&mut meeting.about, id, &new);
            revision.put(meeting);
        }
        Ok(())
    }
}

/// Returns a note for each other person of that name.
fn namesakes(revision: &Revision<'_>, key: &Key, name: &str) -> Vec<String> {
    let folded = crate::network::fold::words(name);
    let same = |it: &&Person| Key::Person(it.id.clone()) != *key && crate::network::fold::words(&it.name) == folded;
    let people = revision.people().values().filter(same).take(3);
    let told = people.map(|it| format!("`{}` has the same name", it.id));
    if key.kind() == Kind::Person { told.collect() } else { Vec::new() }
}

fn refuse_taken(revision: &Revision<'_>, key: &Key, id: &str) -> Result<(), Error> {
    let taken = key.to_string() != id
        && match key {
            Key::Person(_) => id == "me" || id == "none" || units::taken::<Person>(revision, id),
            Key::Organization(_) => units::taken::<Organization>(revision, id),
            Key::Department(_) => units::taken::<Department>(revision, id),
            Key::Community(_) => units::taken::<Community>(revision, id),
            _ => units::taken::<Topic>(revision, id),
        };
    if taken {
        Err(Error::unfit(format!("the id `{id}` is taken"), format!("`acquaint show {id}` tells by whom")))
    } else {
        Ok(())
    }
}

fn replaced<Id: PartialEq + Clone>(list: &mut [Id], old: &Id, new: &Id) {
    list.iter_mut().filter(|it| *it == old).for_each(|it| *it = new.clone());
}

fn move_department(revision: &mut Revision<'_>, old: &DepartmentId, new: &DepartmentId) {
    if old == new {
        return;
    }
    if let Some(mut department) = revision.remove::<Department>(old) {
        department.id = new.clone();
        department.at = department.at.map(|_| new.organization());
        revision.put(department);
    }
    for mut inner in
        revision.departments().values().filter(|it| it.within.as_ref() == Some(old)).cloned().collect::<Vec<_>>()
    {
        inner.within = Some(new.clone());
        revision.put(inner);
    }
    revision.change_all(|person: &mut Person| {
        person
            .positions
            .iter_mut()
            .filter(|it| it.department.as_ref() == Some(old))
            .for_each(|it| it.department = Some(new.clone()));
    });
}

/// Ties, meetings, heads, slots and ego follow a person's new id.
fn follow_person(revision: &mut Revision<'_>, old: &PersonId, new: &PersonId) {
    let ties: Vec<Tie> = revision.ties().values().filter(|tie| tie.other(old).is_some()).cloned().collect();
    for mut tie in ties {
        revision.remove::<Tie>(&crate::network::Record::id(&tie));
        if tie.from == *old {
            tie.from = new.clone();
        } else {
            tie.to = new.clone();
        }
        revision.put(tie);
    }
    let meetings: Vec<Meeting> = revision.meetings().values().filter(|it| it.with.contains(old)).cloned().collect();
    for mut meeting in meetings {
        revision.remove::<Meeting>(&crate::network::Record::id(&meeting));
        replaced(&mut meeting.with, old, new);
        revision.put(meeting);
    }
    let headed: Vec<Department> =
        revision.departments().values().filter(|it| it.head.as_ref() == Some(old)).cloned().collect();
    for mut department in headed {
        department.head = Some(new.clone());
        revision.put(department);
    }
    follow_settings(revision, old, new);
}

fn follow_settings(revision: &mut Revision<'_>, old: &PersonId, new: &PersonId) {
    let mut settings: Settings = revision.settings().clone();
    if settings.ego == *old {
        settings.ego = new.clone();
    }
    for slot in &mut settings.slots {
        slot.held_by.iter_mut().filter(|it| it.as_str() == old.as_str()).for_each(|it| *it = new.to_string());
    }
    revision.set(settings);
}
