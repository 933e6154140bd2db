//! `init`: makes a network.

use clap::Args;

use super::parts::session::Session;
use super::parts::typed;
use super::parts::units::Made;
use super::parts::written::{Said, far, written};
use crate::error::Error;
use crate::network::role;
use crate::network::{Kind, Person, PersonId, Position, Revision, Settings, id, slug};
use crate::reply::Reply;
use crate::store::{self, Repository};

/// Make a network: whose it is, and the roles you need covered
///
/// Asks on a terminal for what is missing; --yes takes defaults. The role's template is copied into network.ron, where
/// you may change it. The network is made in your data folder, or where --network says: `--network .` is here. With --git it
/// is kept in git from the start, ready to be shared by `acquaint sync`; nothing is told to git without it.
///
/// Example: acquaint init --name "Ada Lovelace" --role cto --at Acme --email ada@acme.example
#[derive(Clone, Debug, Args)]
pub(super) struct Init {
    /// Your name
    #[arg(long)]
    name: Option<String>,
    /// Your role: cto, cio, cdo, vp-engineering, founder-cto, engineering-manager, staff-engineer or none
    #[arg(long)]
    role: Option<String>,
    /// Your title, if the role does not say it
    #[arg(long)]
    title: Option<String>,
    /// Your organization
    #[arg(long, value_name = "ORGANIZATION")]
    at: Option<String>,
    /// Your department
    #[arg(long)]
    department: Option<String>,
    /// Since when you hold the position: 2024, 2024-03 or a day
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Your e-mail address
    #[arg(long, value_name = "ADDRESS")]
    email: Vec<String>,
    /// Keep the network in git: make a repository if there is none, tell it how to merge networks, commit
    #[arg(long, conflicts_with = "no_git")]
    git: bool,
    /// Leave git alone, and do not ask
    #[arg(long)]
    no_git: bool,
}

struct Answers {
    name: String,
    role: Option<String>,
    at: String,
    emails: Vec<String>,
}

impl Init {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let answers = self.answers(session)?;
        let git = self.wants_git(session)?;
        let ego: PersonId = id::numbered(&slug(&answers.name), |_| false).parse()?;
        let mut settings = Settings::of(ego.clone());
        settings.slots = answers.role.as_deref().and_then(role::template).map(<[_]>::to_vec).unwrap_or_default();
        settings.template.clone_from(&answers.role);
        let n_slots = settings.slots.len();
        let mut committed = session.commit().create(settings, |revision| {
            let made = self.ego(revision, &ego, &answers, session)?;
            let text = format!(
                "made the network of {} in {}{}{}",
                answers.name,
                session.folder.display(),
                slots_told(n_slots, answers.role.as_deref()),
                next(session, &answers.at)
            );
            Ok::<_, Error>((Said { text, notes: made.0 }, format!("made the network of {}", answers.name)))
        })?;
        if git && !session.dry_run {
            committed.answer.notes.push(kept(session, &answers.name));
        }
        committed.answer.notes.extend(far(&session.folder));
        Ok(written(session, committed))
    }

    /// Returns whether the network is to be kept in git, asking on a terminal where nothing is said.
    fn wants_git(&self, session: &Session) -> Result<bool, Error> {
        if self.git && !store::has_git() {
            return Err(Error::unfit("git is not installed", "install it, or leave out --git"));
        }
        if self.git || self.no_git || !session.interactive || !store::has_git() {
            return Ok(self.git);
        }
        Ok(session.choose("Keep it in git", &["yes".to_owned(), "no".to_owned()])? == Some(0))
    }

    fn answers(&self, session: &Session) -> Result<Answers, Error> {
        let asked = |given: &Option<String>, question: &str, default: &str| match given {
            Some(text) => Ok(text.trim().to_owned()),
            None if session.interactive => session.ask(question, default),
            None => Ok(default.to_owned()),
        };
        let name = asked(&self.name, "Your name:", "")?;
        if name.is_empty() {
            return Err(Error::usage("a network needs a name for the person it is of", "say --name \"Ada Lovelace\""));
        }
        let name = typed::name(&name, Kind::Person)?;
        let default = if session.interactive || session.yes { "cto" } else { "" };
        let role = asked(
            &self.role,
            "Your role (cto, cio, cdo, vp-engineering, founder-cto, engineering-manager, staff-engineer, none):",
            default,
        )?;
        let role = known_role(&role, session)?;
        let at = asked(&self.at, "Your organization (empty for none):", "")?;
        let email = if self.email.is_empty() {
            asked(&None, "Your e-mail address (empty for none):", "")?
        } else {
            String::new()
        };
        let emails: Vec<String> = self.email.iter().cloned().chain(Some(email)).filter(|it| !it.is_empty()).collect();
        typed::addresses(&emails)?;
        Ok(Answers { name, role, at, emails })
    }

    fn ego(
        &self,
        revision: &mut Revision<'_>,
        ego: &PersonId,
        answers: &Answers,
        session: &Session,
    ) -> Result<Made, Error> {
        let mut made = Made::default();
        let mut person = Person::named(ego.clone(), &answers.name);
        person.emails.clone_from(&answers.emails);
        let mut position = Position {
            title: self.title.clone().or_else(|| answers.role.as_deref().map(title_of)).unwrap_or_default(),
            ..Position::default()
        };
        if !answers.at.is_empty() {
            position.at = Some(made.organization(revision, &answers.at)?);
        }
        if let Some(department) = &self.department {
            let id = made.department(revision, department, position.at.clone(), None)?;
            position.at = Some(id.organization());
            position.department = Some(id);
        }
        position.since = self.since.as_deref().map(|it| super::parts::when::partial(it, session.today)).transpose()?;
        if position != Position::default() {
            person.positions.push(position);
        }
        revision.put(person);
        Ok(made)
    }
}

/// Keeps a network that has just been made in git, and returns how that went: the network is there in any case.
fn kept(session: &Session, name: &str) -> String {
    let made = Repository::of(&session.folder, session.interactive).and_then(|found| {
        let repository = found.map_or_else(|| Repository::begin(&session.folder, session.interactive), Ok)?;
        repository.install()?;
        repository.commit(&format!("the network of {name}\n"))
    });
    match made {
        Ok(()) => {
            "kept in git; `git remote add origin URL` names another place, and `acquaint sync` shares it".to_owned()
        }
        Err(error) => {
            let hint = error.hint().map_or_else(String::new, |it| format!("; {it}"));
            format!("the network is made, but not committed to git: {error}{hint}; `acquaint sync` tries again")
        }
    }
}

fn known_role(role: &str, session: &Session) -> Result<Option<String>, Error> {
    let folded = role.to_lowercase().replace([' ', '_'], "-");
    match folded.as_str() {
        "none" => Ok(None),
        "" if session.yes => Ok(Some("cto".to_owned())),
        "" => Err(Error::usage("no role is named", format!("say --role with one of {}, or none", names()))),
        name if role::template(name).is_some() => Ok(Some(folded)),
        _ => Err(Error::usage(
            format!("`{role}` is no role with a template"),
            format!("choose one of {}, or none", names()),
        )),
    }
}

fn names() -> String {
    role::names().map(|it| format!("`{it}`")).collect::<Vec<_>>().join(", ")
}

fn title_of(role: &str) -> String {
    match role {
        "cto" | "cio" | "cdo" => role.to_uppercase(),
        "founder-cto" => "Founder & CTO".to_owned(),
        "vp-engineering" => "VP Engineering".to_owned(),
        other => {
            let words = other.split('-').map(|word| word[..1].to_uppercase() + &word[1..]);
            words.collect::<Vec<_>>().join(" ")
        }
    }
}

fn slots_told(n: usize, role: Option<&str>) -> String {
    role.map_or_else(String::new, |role| {
        format!("\n{n} slots of the {role} template stand in network.ron: change them as you like")
    })
}

/// What to type next; a trial has nothing to go on with.
fn next(session: &Session, at: &str) -> String {
    if session.dry_run {
        return String::new();
    }
    let here = session.folder == std::path::Path::new(".");
    let folder = if here { String::new() } else { format!(" --network {}", session.folder.display()) };
    let at = if at.is_empty() { "Acme" } else { at };
    format!(
        "\nnext: acquaint{folder} add \"Grace Hopper\" --title CFO --at \"{at}\" --closeness 3\n      \
         acquaint{folder} tie me grace --kind reports-to\n      acquaint{folder} met grace yesterday --via coffee\n      \
         acquaint{folder} suggest"
    )
}
