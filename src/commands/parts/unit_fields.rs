//! The fields of an organization, department, community or topic as flags: `add` sets them, `edit` changes them.

use clap::Args;

use super::typed::{self, cleared, edited, is_none};
use super::{session::Session, who};
use crate::error::Error;
use crate::network::{CommunityKind, Kind, Revision};

/// What can be said about an organization, department, community or topic.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct UnitFields {
    /// Another name
    #[arg(long = "alias", allow_hyphen_values = true, value_name = "NAME")]
    pub(crate) aliases: Vec<String>,
    /// Internet domain, of an organization
    #[arg(long = "domain", allow_hyphen_values = true, value_name = "DOMAIN")]
    pub(crate) domains: Vec<String>,
    /// Trade, of an organization
    #[arg(long)]
    pub(crate) industry: Option<String>,
    /// How many people, of an organization
    #[arg(long, value_name = "PEOPLE", allow_hyphen_values = true)]
    pub(crate) size: Option<String>,
    /// Web address
    #[arg(long = "link", allow_hyphen_values = true, value_name = "URL")]
    pub(crate) links: Vec<String>,
    /// Organization, of a department
    #[arg(long, value_name = "ORGANIZATION")]
    pub(crate) at: Option<String>,
    /// The department it lies in, of a department
    #[arg(long, value_name = "DEPARTMENT")]
    pub(crate) within: Option<String>,
    /// Who leads it, of a department
    #[arg(long, value_name = "PERSON")]
    pub(crate) head: Option<String>,
    /// What it is for, of a department: finance, technology …
    #[arg(long)]
    pub(crate) function: Option<String>,
    /// What it is, of a community: association, conference, forum, alumni, team, other
    #[arg(long)]
    pub(crate) kind: Option<String>,
    /// Your words; - reads them from standard input
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) note: Option<String>,
}

/// Returns whether a record of that kind has the field.
fn is_of(field: &str, kind: Kind) -> bool {
    match field {
        "aliases" => matches!(kind, Kind::Organization | Kind::Topic),
        "domains" | "industry" | "size" => kind == Kind::Organization,
        "links" => matches!(kind, Kind::Organization | Kind::Community),
        "at" | "within" | "head" | "function" => kind == Kind::Department,
        "kind" => kind == Kind::Community,
        "note" => kind != Kind::Topic,
        _ => true,
    }
}

/// Hides the flags of other kinds from the help of one; they are still understood, so that the slip can be named.
pub(crate) fn of(kind: Kind) -> impl Fn(clap::Arg) -> clap::Arg {
    move |arg| {
        let hidden = !is_of(arg.get_id().as_str(), kind);
        arg.hide(hidden)
    }
}

impl UnitFields {
    /// Writes what is said into the record of that kind and id.
    pub(crate) fn apply(
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
            .map(super::given::note)
            .transpose()?
            .map(|it| if is_none(&it) { String::new() } else { it });
        match kind {
            Kind::Organization => self.organization(id, note, revision),
            Kind::Department => self.department(id, note, session, revision),
            Kind::Community => self.community(id, note, revision),
            _ => self.topic(id, revision),
        }
    }

    /// Returns whether nothing is said.
    pub(crate) fn is_empty(&self) -> bool {
        self.note.is_none() && self.given().iter().all(|(_, said)| !said)
    }

    fn given(&self) -> [(&'static str, bool); 10] {
        [
            ("aliases", !self.aliases.is_empty()),
            ("domains", !self.domains.is_empty()),
            ("links", !self.links.is_empty()),
            ("industry", self.industry.is_some()),
            ("size", self.size.is_some()),
            ("at", self.at.is_some()),
            ("within", self.within.is_some()),
            ("head", self.head.is_some()),
            ("function", self.function.is_some()),
            ("kind", self.kind.is_some()),
        ]
    }

    /// A flag that belongs to another kind is a slip.
    fn refuse_strangers(&self, kind: Kind) -> Result<(), Error> {
        match self.given().into_iter().find(|(field, said)| *said && !is_of(field, kind)) {
            Some((field, _)) => Err(Error::usage(
                format!("`{field}` is not recorded of {}", kind.plural()),
                format!("`acquaint add {kind} --help` names what does"),
            )),
            None => Ok(()),
        }
    }

    fn organization(&self, id: &str, note: Option<String>, revision: &mut Revision<'_>) -> Result<(), Error> {
        let Some(mut record) = revision.organizations().get(&id.parse()?).cloned() else {
            return Ok(());
        };
        edited(&mut record.aliases, &self.aliases);
        edited(&mut record.domains, &self.domains);
        edited(&mut record.links, &self.links);
        typed::text(&mut record.industry, self.industry.as_deref());
        cleared(&mut record.size, self.size.as_deref(), typed::size)?;
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
        cleared(&mut record.within, self.within.as_deref(), |it| who::department(session, revision, it, Some(&at)))?;
        cleared(&mut record.head, self.head.as_deref(), |it| who::person(session, revision, it))?;
        cleared(&mut record.function, self.function.as_deref(), function_of)?;
        note.into_iter().for_each(|it| record.note = it);
        revision.put(record);
        Ok(())
    }

    fn community(&self, id: &str, note: Option<String>, revision: &mut Revision<'_>) -> Result<(), Error> {
        let Some(mut record) = revision.communities().get(&id.parse()?).cloned() else {
            return Ok(());
        };
        edited(&mut record.links, &self.links);
        cleared(&mut record.kind, self.kind.as_deref(), |it| Ok(it.parse::<CommunityKind>()?))?;
        note.into_iter().for_each(|it| record.note = it);
        revision.put(record);
        Ok(())
    }

    fn topic(&self, id: &str, revision: &mut Revision<'_>) -> Result<(), Error> {
        if let Some(mut record) = revision.topics().get(&id.parse()?).cloned() {
            edited(&mut record.aliases, &self.aliases);
            revision.put(record);
        }
        Ok(())
    }
}

fn function_of(text: &str) -> Result<crate::network::title::Function, Error> {
    let folded = text.trim().to_lowercase().replace([' ', '-'], "_");
    serde_json::from_value(serde_json::Value::String(folded)).map_err(|_| {
        Error::usage(format!("`{text}` is no function"), "such as finance, technology, product, people, legal, sales")
    })
}
