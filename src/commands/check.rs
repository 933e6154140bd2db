//! `check`: what is wrong with the network.

use std::fmt;

use clap::Args;
use serde::Serialize;

use super::parts::session::Session;
use super::parts::written::far;
use crate::error::Error;
use crate::network::three_way::Matter;
use crate::network::{Fault, Severity};
use crate::reply::Reply;
use crate::store::{self, Duplicate, Repository, Store, Unsettled, value_text};

/// Look for what cannot be or is probably not meant; mends nothing by itself
///
/// Exits with 1 on errors; with --strict on warnings, too.
///
/// Example: acquaint check --strict
#[derive(Clone, Debug, Args)]
pub(super) struct Check {
    /// Take warnings for errors
    #[arg(long)]
    strict: bool,
}

#[derive(Serialize)]
struct FaultTold {
    severity: Severity,
    file: Option<String>,
    line: Option<usize>,
    id: String,
    message: String,
    mend: String,
}

#[derive(Serialize)]
struct Answer {
    faults: Vec<FaultTold>,
    #[serde(skip)]
    records: usize,
}

impl Check {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let store = session.open()?;
        let network = store.network();
        let faults = network.check(session.today);
        let copies = store.duplicates()?;
        let open = store::unsettled(&session.folder)?;
        let driverless = is_without_driver(session);
        let bad = !open.is_empty()
            || (self.strict && (driverless || !copies.is_empty()))
            || faults.iter().any(|it| self.strict || it.severity == Severity::Error);
        let records = network.people().len()
            + network.organizations().len()
            + network.departments().len()
            + network.communities().len()
            + network.topics().len()
            + network.ties().len()
            + network.meetings().len();
        let known = faults.into_iter().map(|it| told(&store, it)).chain(copies.into_iter().map(copied));
        let faults = open.into_iter().map(open_told).chain(known).chain(driverless.then(unmerged)).collect();
        let notes = far(&session.folder).into_iter().map(|it| format!("note: {it}")).collect();
        Ok(Reply::of(&Answer { faults, records }).with_faults(bad).with_notes(notes))
    }
}

fn told(store: &Store, fault: Fault) -> FaultTold {
    let place = store.place(&fault.key);
    FaultTold {
        severity: fault.severity,
        line: place.as_ref().map(|it| it.line),
        file: place.map(|it| it.file),
        id: fault.key.to_string(),
        message: fault.message,
        mend: fault.mend,
    }
}

fn copied(copy: Duplicate) -> FaultTold {
    let Duplicate { file, of, by } = copy;
    FaultTold {
        severity: Severity::Warning,
        line: None,
        message: format!("it looks like a copy of {of} left by {by}, and is not read"),
        mend: if file.ends_with(".icloud") {
            "open its folder on the machine it lies on, so that iCloud fetches it".to_owned()
        } else {
            format!("compare it with {of}, take over by hand what holds, then remove the copy")
        },
        id: file.clone(),
        file: Some(file),
    }
}

fn open_told(open: Unsettled) -> FaultTold {
    let message = match &open.matter {
        Some(Matter::Field { path, theirs }) => {
            format!("`{path}` is {} on the other side of a merge", value_text(theirs.as_ref()))
        }
        Some(Matter::Removed(_)) => "one side of a merge removed it, the other changed it".to_owned(),
        None => "a merge left a conflict, and its line cannot be read".to_owned(),
    };
    FaultTold {
        severity: Severity::Error,
        file: Some(open.place.file),
        line: Some(open.place.line),
        mend: format!("`acquaint resolve {}` settles it", store::name_of(&open.key)),
        id: open.key.to_string(),
        message,
    }
}

/// Returns whether the folder names the merge driver and git in this clone does not know it.
fn is_without_driver(session: &Session) -> bool {
    // A network that is not shared needs no git, and is not asked about.
    let attributes = store::read_text(&session.folder.join(".gitattributes"), 1 << 20);
    if !attributes.is_ok_and(|text| text.contains("merge=acquaint")) {
        return false;
    }
    let found = Repository::of(&session.folder, false).ok().flatten();
    found.is_some_and(|it| it.is_without_driver().unwrap_or(false))
}

fn unmerged() -> FaultTold {
    FaultTold {
        severity: Severity::Warning,
        file: Some(".gitattributes".to_owned()),
        line: Some(1),
        id: "git".to_owned(),
        message: "git in this clone does not know how to merge a network and would merge it as text".to_owned(),
        mend: "`acquaint sync --setup` tells it".to_owned(),
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.faults {
            let severity = if fault.severity == Severity::Error { "error" } else { "warning" };
            let place = match (&fault.file, fault.line) {
                (Some(file), Some(line)) => format!("{file}:{line}: "),
                _ => String::new(),
            };
            writeln!(f, "{place}{severity}: `{}`: {}", fault.id, fault.message)?;
            writeln!(f, "  mend: {}", fault.mend)?;
        }
        let errors = self.faults.iter().filter(|it| it.severity == Severity::Error).count();
        let warnings = self.faults.len() - errors;
        let count = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
        write!(
            f,
            "{} checked: {}, {}",
            count(self.records, "record"),
            count(errors, "error"),
            count(warnings, "warning")
        )
    }
}
