//! The fields of a person as flags: `add` sets them, `edit` changes them, `none` clears one, `=-x` takes one off a list.

use clap::Args;

use super::typed::{self, cleared, edited, is_none, listed};
use super::units::{self, Made};
use super::when;
use crate::error::Error;
use crate::network::{Community, Date, Person, Revision, Topic};

/// What can be said about a person.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct PersonFields {
    /// Title, such as CFO
    #[arg(long)]
    pub(crate) title: Option<String>,
    /// Organization, made if it is new
    #[arg(long, value_name = "ORGANIZATION", add = super::candidates::organizations())]
    pub(crate) at: Option<String>,
    /// Department, made if it is new
    #[arg(long, add = super::candidates::departments())]
    pub(crate) department: Option<String>,
    /// When the position began: 2024, 2024-03 or a day
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<String>,
    /// When the position ended
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<String>,
    /// Another name
    #[arg(long = "alias", value_name = "NAME", allow_hyphen_values = true)]
    pub(crate) aliases: Vec<String>,
    /// E-mail address
    #[arg(long = "email", value_name = "ADDRESS", allow_hyphen_values = true)]
    pub(crate) emails: Vec<String>,
    /// Telephone number
    #[arg(long = "phone", value_name = "NUMBER", allow_hyphen_values = true)]
    pub(crate) phones: Vec<String>,
    /// Web address
    #[arg(long = "link", value_name = "URL", allow_hyphen_values = true)]
    pub(crate) links: Vec<String>,
    /// Community, made if it is new
    #[arg(long = "community", value_name = "COMMUNITY", allow_hyphen_values = true, add = super::candidates::communities())]
    pub(crate) communities: Vec<String>,
    /// What they can do, with a level from 1 to 5: finance:4
    #[arg(long = "skill", value_name = "TOPIC[:1-5]", allow_hyphen_values = true)]
    pub(crate) skills: Vec<String>,
    /// Topic they want to learn
    #[arg(long, value_name = "TOPIC", allow_hyphen_values = true, add = super::candidates::topics())]
    pub(crate) seeks: Vec<String>,
    /// Topic they are glad to help with
    #[arg(long, value_name = "TOPIC", allow_hyphen_values = true, add = super::candidates::topics())]
    pub(crate) offers: Vec<String>,
    /// How close you are, 0 to 5
    #[arg(long, value_name = "0-5", allow_hyphen_values = true)]
    pub(crate) closeness: Option<String>,
    /// How often you want to be in contact: 2w, 1m, 90
    #[arg(long, value_name = "INTERVAL", allow_hyphen_values = true)]
    pub(crate) cadence: Option<String>,
    /// Free mark
    #[arg(long = "tag", value_name = "TAG", allow_hyphen_values = true)]
    pub(crate) tags: Vec<String>,
    /// Anything else, such as office=Boston
    #[arg(long = "attribute", value_name = "NAME=TEXT", allow_hyphen_values = true)]
    pub(crate) attributes: Vec<String>,
    /// Your words; - reads them from standard input
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) note: Option<String>,
}

impl PersonFields {
    /// Returns whether nothing is said.
    pub(crate) fn is_empty(&self) -> bool {
        let lists = [
            &self.aliases,
            &self.emails,
            &self.phones,
            &self.links,
            &self.communities,
            &self.skills,
            &self.seeks,
            &self.offers,
            &self.tags,
            &self.attributes,
        ];
        let texts = [
            &self.title,
            &self.at,
            &self.department,
            &self.since,
            &self.until,
            &self.closeness,
            &self.cadence,
            &self.note,
        ];
        lists.into_iter().all(Vec::is_empty) && texts.into_iter().all(Option::is_none)
    }

    /// Writes what is said into a person, making what is named for the first time.
    pub(crate) fn apply(
        &self,
        person: &mut Person,
        revision: &mut Revision<'_>,
        made: &mut Made,
        today: Date,
    ) -> Result<(), Error> {
        typed::addresses(&self.emails)?;
        edited(&mut person.aliases, &self.aliases);
        edited(&mut person.emails, &self.emails);
        edited(&mut person.phones, &self.phones);
        edited(&mut person.links, &self.links);
        edited(&mut person.tags, &self.tags);
        let (communities, offers) = (&mut person.communities, &mut person.offers);
        listed::<Community>(communities, &self.communities, revision, |it, n| made.community(it, n))?;
        listed::<Topic>(&mut person.seeks, &self.seeks, revision, |it, n| made.topic(it, n))?;
        listed::<Topic>(offers, &self.offers, revision, |it, n| made.topic(it, n))?;
        self.apply_skills(person, revision, made)?;
        self.apply_attributes(person)?;
        cleared(&mut person.closeness, self.closeness.as_deref(), typed::closeness)?;
        cleared(&mut person.cadence, self.cadence.as_deref(), when::interval)?;
        if let Some(note) = &self.note {
            person.note = if is_none(note) { String::new() } else { super::given::note(note)? };
        }
        self.apply_position(person, revision, made, today)
    }

    fn apply_skills(&self, person: &mut Person, revision: &mut Revision<'_>, made: &mut Made) -> Result<(), Error> {
        for skill in &self.skills {
            if is_none(skill) {
                person.skills.clear();
                continue;
            }
            if let Some(off) = skill.strip_prefix('-') {
                person.skills.remove(&units::named::<Topic>(revision, off)?);
                continue;
            }
            let (name, level) = skill.rsplit_once(':').unwrap_or((skill, "3"));
            let level = level.trim().parse().ok().filter(|it| (1..=5).contains(it));
            let level = level.ok_or_else(|| {
                Error::usage(format!("`{skill}` is no skill"), "write a topic and a level from 1 to 5: `finance:4`")
            })?;
            person.skills.insert(made.topic(revision, name)?, level);
        }
        Ok(())
    }

    fn apply_attributes(&self, person: &mut Person) -> Result<(), Error> {
        for attribute in &self.attributes {
            if is_none(attribute) {
                person.attributes.clear();
                continue;
            }
            let pair = attribute.split_once('=').filter(|(name, _)| !name.trim().is_empty());
            let (name, text) = pair.ok_or_else(|| {
                Error::usage(format!("`{attribute}` is no attribute"), "write `name=text`, such as `office=Boston`")
            })?;
            match text.trim() {
                "" | "none" => drop(person.attributes.remove(name.trim())),
                text => drop(person.attributes.insert(name.trim().to_owned(), text.to_owned())),
            }
        }
        Ok(())
    }
}
