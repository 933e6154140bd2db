//! `rename`: gives a record another name, or another id.

use std::str::FromStr;

use clap::Args;

use super::parts::session::Session;
use super::parts::written::{Said, written};
use super::parts::{candidates, typed, units, who};
use crate::error::Error;
use crate::network::{
    Community, CommunityId, Department, DepartmentId, Followable, IdError, Key, Kind, Organization, OrganizationId,
    Person, PersonId, Revision, Topic, TopicId,
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
        self.moved(revision, id, |person: &mut Person, new: &PersonId| {
            new_name.clone_into(&mut person.name);
            if new != id {
                person.was.retain(|old| old != new);
                person.was.push(id.clone());
                person.id = new.clone();
            }
        })
    }

    fn organization(&self, revision: &mut Revision<'_>, id: &OrganizationId, new_name: &str) -> Result<(), Error> {
        self.moved(revision, id, |it: &mut Organization, new| {
            (it.id, it.name) = (new.clone(), new_name.to_owned());
        })
    }

    fn department(&self, revision: &mut Revision<'_>, id: &DepartmentId, new_name: &str) -> Result<(), Error> {
        let new: DepartmentId = self.id.as_deref().map_or_else(|| Ok(id.clone()), str::parse)?;
        if new.organization() != id.organization() {
            return Err(Error::unfit(
                format!("`{new}` is a department of another organization"),
                format!("keep `{}/` before the stroke", id.organization()),
            ));
        }
        self.moved(revision, id, |it: &mut Department, new| {
            (it.id, it.name) = (new.clone(), new_name.to_owned());
        })
    }

    fn community(&self, revision: &mut Revision<'_>, id: &CommunityId, new_name: &str) -> Result<(), Error> {
        self.moved(revision, id, |it: &mut Community, new| {
            (it.id, it.name) = (new.clone(), new_name.to_owned());
        })
    }

    fn topic(&self, revision: &mut Revision<'_>, id: &TopicId, new_name: &str) -> Result<(), Error> {
        self.moved(revision, id, |it: &mut Topic, new| (it.id, it.name) = (new.clone(), new_name.to_owned()))
    }

    /// Changes the record, whose id may become the one asked for, and lets everything that names it follow.
    fn moved<R: Followable>(
        &self,
        revision: &mut Revision<'_>,
        id: &R::Id,
        change: impl FnOnce(&mut R, &R::Id),
    ) -> Result<(), Error>
    where
        R::Id: FromStr<Err = IdError>,
    {
        let Some(mut record) = revision.get::<R>(id).cloned() else { return Ok(()) };
        let new = self.id.as_deref().map_or_else(|| Ok(id.clone()), str::parse)?;
        change(&mut record, &new);
        if new == *id {
            revision.put(record);
            return Ok(());
        }
        revision.remove::<R>(id);
        revision.put(record);
        R::follow(revision, id, &new);
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
            Key::Person(_) => {
                id == "me" || id == "none" || units::taken::<Person>(revision, id) || had_before(revision, key, id)
            }
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

/// Returns whether somebody else had the id before: it still means them.
fn had_before(revision: &Revision<'_>, key: &Key, id: &str) -> bool {
    let others = revision.people().values().filter(|it| Key::Person(it.id.clone()) != *key);
    others.flat_map(|it| &it.was).any(|old| old.as_str() == id)
}
