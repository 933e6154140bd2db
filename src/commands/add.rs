//! `add`: records somebody or something.

use clap::{Args, Subcommand};

use super::parts::fields::PersonFields;
use super::parts::session::{self, Session};
use super::parts::units::{self, Made};
use super::parts::written::{Said, written};
use super::parts::{told, who};
use crate::error::Error;
use crate::network::{CommunityKind, Kind, Network, Person, Revision};
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
    #[arg(required = true)]
    name: Option<String>,
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
    Organization(Unit),
    /// Record a department of an organization
    ///
    /// Example: acquaint add department Finance --at Acme --head grace
    Department(Unit),
    /// Record a community: an informal circle across organizations
    ///
    /// Example: acquaint add community "CFO Circle" --kind forum
    Community(Unit),
    /// Record a topic: something one can know or seek
    ///
    /// Example: acquaint add topic "Machine learning" --alias ML
    Topic(Unit),
}

#[derive(Clone, Debug, Args)]
struct AddPerson {
    /// The name
    name: String,
    #[command(flatten)]
    fields: PersonFields,
}

#[derive(Clone, Debug, Args)]
struct Unit {
    /// The name
    name: String,
    #[command(flatten)]
    fields: UnitFields,
}

/// What can be said about an organization, department, community or topic.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct UnitFields {
    /// Another name
    #[arg(long = "alias", value_name = "NAME")]
    pub(super) aliases: Vec<String>,
    /// Internet domain, of an organization
    #[arg(long = "domain", value_name = "DOMAIN")]
    pub(super) domains: Vec<String>,
    /// Trade, of an organization
    #[arg(long)]
    pub(super) industry: Option<String>,
    /// How many people, of an organization
    #[arg(long, value_name = "PEOPLE")]
    pub(super) size: Option<u32>,
    /// Web address
    #[arg(long = "link", value_name = "URL")]
    pub(super) links: Vec<String>,
    /// Organization, of a department
    #[arg(long, value_name = "ORGANIZATION")]
    pub(super) at: Option<String>,
    /// The department it lies in, of a department
    #[arg(long, value_name = "DEPARTMENT")]
    pub(super) within: Option<String>,
    /// Who leads it, of a department
    #[arg(long, value_name = "PERSON")]
    pub(super) head: Option<String>,
    /// What it is for, of a department: finance, technology …
    #[arg(long)]
    pub(super) function: Option<String>,
    /// What it is, of a community: association, conference, forum, alumni, team, other
    #[arg(long)]
    pub(super) kind: Option<CommunityKind>,
    /// Your words; - reads them from standard input
    #[arg(long)]
    pub(super) note: Option<String>,
}

impl Add {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let committed = session.write(|revision| match &self.kind {
            None => {
                let name = self.name.clone().ok_or_else(nameless)?;
                looks_like_a_kind(&name)?;
                AddPerson { name, fields: self.fields.clone() }.run(session, revision)
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

fn nameless() -> Error {
    Error::usage("who is to be added?", "acquaint add \"Grace Hopper\" --title CFO --at Acme")
}

/// A bare word close to a kind is a slip, not a name.
fn looks_like_a_kind(name: &str) -> Result<(), Error> {
    let folded = name.trim().to_lowercase();
    let kinds = [Kind::Person, Kind::Organization, Kind::Department, Kind::Community, Kind::Topic];
    let close = |kind: &&Kind| {
        let words = [kind.to_string(), kind.plural().to_owned()];
        words.iter().any(|word| strsim::osa_distance(word, &folded) <= 1)
    };
    match kinds.iter().find(close) {
        None => Ok(()),
        Some(kind) => Err(Error::usage(
            format!("`{}` is close to a kind of record, but no name follows", name.trim()),
            format!(
                "write `acquaint add {kind} NAME`, or `acquaint add person \"{}\"` if it is a name",
                name.trim()
            ),
        )),
    }
}

impl AddPerson {
    fn run(&self, session: &Session, revision: &mut Revision<'_>) -> Result<(Said, String), Error> {
        let name = self.name.trim();
        let (id, namesakes) = units::free_person_id(revision, name)?;
        let mut made = Made::default();
        let mut person = Person::named(id.clone(), name);
        self.fields.apply(&mut person, revision, &mut made, session.today)?;
        revision.put(person);
        let mut notes: Vec<String> =
            namesakes.iter().map(|other| namesake(revision, other, session)).collect();
        notes.extend(made.0);
        let place = told::place(revision, &id, session.today);
        let place = if place.is_empty() { place } else { format!(", {place}") };
        let text = format!("added {name}{place} as `{id}`");
        Ok((Said { text, notes }, format!("added {name}{place}")))
    }
}

fn namesake(network: &Network, other: &crate::network::PersonId, session: &Session) -> String {
    let place = told::place(network, other, session.today);
    let place = if place.is_empty() { String::new() } else { format!(", {place}") };
    format!(
        "`{other}` has the same name: {}{place}; if they are one person, `acquaint undo`",
        network.name(other)
    )
}

impl Unit {
    fn run(
        &self,
        kind: Kind,
        session: &Session,
        revision: &mut Revision<'_>,
    ) -> Result<(Said, String), Error> {
        let mut made = Made::default();
        let at = self.fields.at.as_deref().map(|at| made.organization(revision, at)).transpose()?;
        let mut fresh = Made::default();
        let name = self.name.trim();
        let id = match kind {
            Kind::Organization => fresh.organization(revision, name)?.to_string(),
            Kind::Department => {
                let at = at.or_else(|| units::home(revision, session.today));
                let at = at.ok_or_else(|| {
                    Error::usage(
                        format!("`{name}` is a department of which organization?"),
                        "name it with --at",
                    )
                })?;
                fresh.department(revision, name, &at)?.to_string()
            }
            Kind::Community => fresh.community(revision, name)?.to_string(),
            _ => fresh.topic(revision, name)?.to_string(),
        };
        if fresh.0.is_empty() {
            return Err(Error::unfit(
                format!("the {kind} `{id}` is recorded already"),
                format!("change it with `acquaint edit {kind} {id}`"),
            ));
        }
        self.fields.apply(kind, &id, session, revision)?;
        Ok((
            Said { text: format!("added the {kind} {name} as `{id}`"), notes: made.0 },
            format!("added the {kind} {name}"),
        ))
    }
}

impl UnitFields {
    /// Writes what is said into the record of that kind and id.
    pub(super) fn apply(
        &self,
        kind: Kind,
        id: &str,
        session: &Session,
        revision: &mut Revision<'_>,
    ) -> Result<(), Error> {
        self.refuse_strangers(kind)?;
        let note = self
            .note
            .as_deref()
            .map(session::note)
            .transpose()?
            .map(|it| if it == "none" { String::new() } else { it });
        match kind {
            Kind::Organization => self.organization(id, note, revision),
            Kind::Department => self.department(id, note, session, revision),
            Kind::Community => self.community(id, note, revision),
            _ => self.topic(id, revision),
        }
    }

    /// A flag that belongs to another kind is a slip.
    fn refuse_strangers(&self, kind: Kind) -> Result<(), Error> {
        use Kind::{Community, Department, Organization, Topic};
        let given: [(&str, bool, &[Kind]); 10] = [
            ("--alias", !self.aliases.is_empty(), &[Organization, Topic]),
            ("--domain", !self.domains.is_empty(), &[Organization]),
            ("--industry", self.industry.is_some(), &[Organization]),
            ("--size", self.size.is_some(), &[Organization]),
            ("--link", !self.links.is_empty(), &[Organization, Community]),
            ("--at", self.at.is_some(), &[Department]),
            ("--within", self.within.is_some(), &[Department]),
            ("--head", self.head.is_some(), &[Department]),
            ("--function", self.function.is_some(), &[Department]),
            ("--kind", self.kind.is_some(), &[Community]),
        ];
        match given.into_iter().find(|(_, said, kinds)| *said && !kinds.contains(&kind)) {
            Some((flag, ..)) => Err(Error::usage(
                format!("`{flag}` says nothing about a {kind}"),
                format!("`acquaint add {kind} --help` names what does"),
            )),
            None => Ok(()),
        }
    }

    fn organization(
        &self,
        id: &str,
        note: Option<String>,
        revision: &mut Revision<'_>,
    ) -> Result<(), Error> {
        let Some(mut record) = revision.organizations().get(&id.parse()?).cloned() else {
            return Ok(());
        };
        united(&mut record.aliases, &self.aliases);
        united(&mut record.domains, &self.domains);
        united(&mut record.links, &self.links);
        self.industry.iter().for_each(|it| record.industry.clone_from(it));
        record.size = self.size.or(record.size);
        note.into_iter().for_each(|it| record.note = it);
        revision.put(record);
        Ok(())
    }

    fn department(
        &self,
        id: &str,
        note: Option<String>,
        session: &Session,
        revision: &mut Revision<'_>,
    ) -> Result<(), Error> {
        let Some(mut record) = revision.departments().get(&id.parse()?).cloned() else {
            return Ok(());
        };
        let at = record.id.organization();
        if let Some(outer) = &self.within {
            record.within = if outer == "none" {
                None
            } else {
                Some(who::department(session, revision, outer, Some(&at))?)
            };
        }
        if let Some(head) = &self.head {
            record.head =
                if head == "none" { None } else { Some(who::person(session, revision, head)?) };
        }
        if let Some(function) = &self.function {
            record.function = Some(function_of(function)?);
        }
        note.into_iter().for_each(|it| record.note = it);
        revision.put(record);
        Ok(())
    }

    fn community(
        &self,
        id: &str,
        note: Option<String>,
        revision: &mut Revision<'_>,
    ) -> Result<(), Error> {
        let Some(mut record) = revision.communities().get(&id.parse()?).cloned() else {
            return Ok(());
        };
        united(&mut record.links, &self.links);
        record.kind = self.kind.or(record.kind);
        note.into_iter().for_each(|it| record.note = it);
        revision.put(record);
        Ok(())
    }

    fn topic(&self, id: &str, revision: &mut Revision<'_>) -> Result<(), Error> {
        if let Some(mut record) = revision.topics().get(&id.parse()?).cloned() {
            united(&mut record.aliases, &self.aliases);
            revision.put(record);
        }
        Ok(())
    }
}

fn function_of(text: &str) -> Result<crate::network::title::Function, Error> {
    let folded = text.trim().to_lowercase().replace([' ', '-'], "_");
    serde_json::from_value(serde_json::Value::String(folded)).map_err(|_| {
        Error::usage(
            format!("`{text}` is no function"),
            "such as finance, technology, product, people, legal, sales",
        )
    })
}

fn united(list: &mut Vec<String>, more: &[String]) {
    for text in more.iter().map(|it| it.trim()) {
        if text == "none" {
            list.clear();
        } else if !text.is_empty() && !list.iter().any(|it| it == text) {
            list.push(text.to_owned());
        }
    }
}
