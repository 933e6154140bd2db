//! `add`: records somebody or something.

use clap::{Args, Subcommand};

use super::parts::fields::PersonFields;
use super::parts::session::Session;
use super::parts::unit_fields::{self, UnitFields};
use super::parts::units::{self, Made};
use super::parts::written::{Said, written};
use super::parts::{told, typed};
use crate::error::Error;
use crate::network::{Kind, Network, Person, PersonId, Revision, fold};
use crate::reply::Reply;

/// Record a person, organization, department, community or topic
///
/// Without a kind it is a person. Organizations, departments, communities and topics named for the first time are made.
///
/// Example: acquaint add "Grace Hopper" --title CFO --at Acme --department Finance --closeness 3 --cadence 2w
#[derive(Clone, Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    subcommand_precedence_over_arg = true
)]
pub(super) struct Add {
    #[command(subcommand)]
    kind: Option<What>,
    /// The name of a person
    #[arg(required = true, value_name = "NAME")]
    name: Vec<String>,
    #[command(flatten)]
    fields: PersonFields,
}

#[derive(Clone, Debug, Subcommand)]
enum What {
    /// Record a person
    ///
    /// Example: acquaint add person "Grace Hopper" --title CFO --at Acme --email grace@acme.example
    Person(AddPerson),
    /// Record an organization
    ///
    /// Example: acquaint add organization Acme --domain acme.example --industry logistics --size 400
    #[command(mut_args = unit_fields::of(Kind::Organization))]
    Organization(Unit),
    /// Record a department of an organization
    ///
    /// Example: acquaint add department Finance --at Acme --head grace
    #[command(mut_args = unit_fields::of(Kind::Department))]
    Department(Unit),
    /// Record a community: an informal circle across organizations
    ///
    /// Example: acquaint add community "CFO Circle" --kind forum
    #[command(mut_args = unit_fields::of(Kind::Community))]
    Community(Unit),
    /// Record a topic: something one can know or seek
    ///
    /// Example: acquaint add topic "Machine learning" --alias ML
    #[command(mut_args = unit_fields::of(Kind::Topic))]
    Topic(Unit),
}

#[derive(Clone, Debug, Args)]
struct AddPerson {
    /// The name
    #[arg(required = true, value_name = "NAME")]
    name: Vec<String>,
    #[command(flatten)]
    fields: PersonFields,
}

#[derive(Clone, Debug, Args)]
struct Unit {
    /// The name
    #[arg(required = true, value_name = "NAME")]
    name: Vec<String>,
    #[command(flatten)]
    fields: UnitFields,
}

impl Add {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let committed = session.write(|revision| match &self.kind {
            None => {
                units::refuse_slip(&self.name, "add", &KINDS)?;
                let (name, fields) = (self.name.clone(), self.fields.clone());
                AddPerson { name, fields }.run(session, revision)
            }
            Some(What::Person(person)) => person.run(session, revision),
            Some(What::Organization(unit)) => unit.run(Kind::Organization, session, revision),
            Some(What::Department(unit)) => unit.run(Kind::Department, session, revision),
            Some(What::Community(unit)) => unit.run(Kind::Community, session, revision),
            Some(What::Topic(unit)) => unit.run(Kind::Topic, session, revision),
        })?;
        Ok(written(session, committed))
    }
}

const KINDS: [Kind; 5] = [Kind::Person, Kind::Organization, Kind::Department, Kind::Community, Kind::Topic];

/// Words without quotes are one name; of several in quotes, each is one.
fn one_name(words: &[String], kind: Kind) -> Result<String, Error> {
    match words {
        [_, _, ..] if words.iter().any(|it| it.trim().contains(' ')) => Err(Error::usage(
            "several names are given, but one is recorded at a time",
            format!("acquaint add {kind} \"{}\"", words[0]),
        )),
        words => typed::name(&words.join(" "), kind),
    }
}

impl AddPerson {
    fn run(&self, session: &Session, revision: &mut Revision<'_>) -> Result<(Said, String), Error> {
        let name = one_name(&self.name, Kind::Person)?;
        if name.eq_ignore_ascii_case("me") {
            return Err(Error::usage("`me` is you", "change yourself with `acquaint edit me`"));
        }
        let (id, namesakes) = units::free_person_id(revision, &name)?;
        let mut made = Made::default();
        let mut person = Person::named(id.clone(), &name);
        self.fields.apply(&mut person, revision, &mut made, session.today)?;
        let mut notes = namesake_notes(revision, &namesakes, session);
        notes.extend(shared_address(revision, &person, &namesakes));
        notes.extend(made.0);
        notes.extend(placeless(&person));
        revision.put(person);
        let place = told::place(revision, &id, session.today);
        let place = if place.is_empty() { place } else { format!(", {place}") };
        let text = format!("added {name}{place} as `{id}`");
        Ok((Said { text, notes }, format!("added {name}{place}")))
    }
}

/// Names those of the same name, the first three with their place.
fn namesake_notes(network: &Network, others: &[PersonId], session: &Session) -> Vec<String> {
    let told = |other: &PersonId| {
        let place = told::place(network, other, session.today);
        let place = if place.is_empty() { place } else { format!(", {place}") };
        let name = network.name(other);
        format!("`{other}` has the same name: {name}{place}; if they are one person, `acquaint undo`")
    };
    let more = others.len().saturating_sub(3);
    let rest = (more > 0).then(|| format!("and {more} more have the same name"));
    others.iter().take(3).map(told).chain(rest).collect()
}

fn shared_address(network: &Network, person: &Person, told: &[PersonId]) -> Option<String> {
    let shares = |it: &&Person| !told.contains(&it.id) && it.emails.iter().any(|email| person.emails.contains(email));
    let may = person.emails.iter().flat_map(|email| network.people_of_words(&fold::words(email)));
    let other = may.filter(shares).min_by_key(|it| &it.id)?;
    let (id, name) = (&other.id, &other.name);
    Some(format!("`{id}` has the same address: {name}; if they are one person, `acquaint undo`"))
}

/// Who has a title but no organization is on no map of one and fills no seat in one.
fn placeless(person: &Person) -> Option<String> {
    let position = person.positions.iter().find(|it| it.at.is_none() && !it.title.is_empty())?;
    let (title, id) = (&position.title, &person.id);
    Some(format!("{title} at no organization; `acquaint edit {id} --at ORGANIZATION` adds it"))
}

impl Unit {
    fn run(&self, kind: Kind, session: &Session, revision: &mut Revision<'_>) -> Result<(Said, String), Error> {
        let mut made = Made::default();
        let at = self.fields.at.as_deref().map(|at| made.organization(revision, at)).transpose()?;
        let mut fresh = Made::default();
        let name = one_name(&self.name, kind)?;
        let id = match kind {
            Kind::Organization => fresh.organization(revision, &name)?.to_string(),
            Kind::Department => {
                let home = units::home(revision, session.today);
                fresh.department(revision, &name, at, home)?.to_string()
            }
            Kind::Community => fresh.community(revision, &name)?.to_string(),
            _ => fresh.topic(revision, &name)?.to_string(),
        };
        if fresh.0.is_empty() {
            return Err(Error::unfit(
                format!("the {kind} `{id}` is recorded already"),
                format!("change it with `acquaint edit {kind} {id}`"),
            ));
        }
        self.fields.apply(kind, &id, session, revision)?;
        let words = format!("added the {kind} {name}");
        Ok((Said { text: format!("{words} as `{id}`"), notes: made.0 }, words))
    }
}
