//! What a command that writes answers: what it did in words, the records it touched, and whether they are on disk.

use std::path::Path;

use serde::Serialize;

use super::session::Session;
use crate::network::Fault;
use crate::reply::Reply;
use crate::store::{self, Committed, Toll};

/// What an operation says about itself, before it is known whether it could be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Said {
    /// What it did, for people.
    pub(crate) text: String,
    /// What they should know besides.
    pub(crate) notes: Vec<String>,
}

#[derive(Serialize)]
struct Touched {
    kind: String,
    id: String,
    action: &'static str,
}

#[derive(Serialize)]
struct Written {
    changed: Vec<Touched>,
    durable: bool,
    dry_run: bool,
    notes: Vec<String>,
}

/// Returns the reply to a committed operation.
pub(crate) fn written(session: &Session, committed: Committed<Said>) -> Reply {
    let touched = |(key, action): &(crate::network::Key, &'static str)| Touched {
        kind: key.kind().to_string(),
        id: key.to_string(),
        action,
    };
    let changed: Vec<Touched> = committed.changed.iter().map(touched).collect();
    let text = match (changed.is_empty(), session.dry_run) {
        (true, _) => format!("nothing to change: {}", committed.answer.text),
        (_, true) => format!("would have {}\n{}", committed.answer.text, listed(&changed)),
        _ => committed.answer.text.clone(),
    };
    let mut notes = committed.answer.notes;
    notes.extend(committed.warnings.iter().map(standing));
    notes.extend(committed.toll.as_ref().map(braked));
    if store::unfinished(&session.folder).is_some() && !session.dry_run {
        notes.push("git is in the middle of a merge or a rebase: this becomes part of it".to_owned());
    }
    let answer = Written { durable: !session.dry_run, dry_run: session.dry_run, changed, notes: notes.clone() };
    Reply::new(text, &answer).with_notes(notes.into_iter().map(|it| format!("note: {it}")).collect())
}

/// Returns the note that the command would not do it unasked.
pub(crate) fn braked(toll: &Toll) -> String {
    format!("this would {toll}: without `--yes` it stops and asks")
}

/// Returns the note that the network lies on a disk that cannot keep what the store promises, if it does.
pub(crate) fn far(folder: &Path) -> Option<String> {
    let kind = store::network_disk(folder)?;
    Some(format!(
        "the network lies on a network file system ({kind}), whose locks and renames cannot be relied on: write from one \
         machine at a time, or keep it on a disk of your own and share it with `acquaint sync`"
    ))
}

fn standing(fault: &Fault) -> String {
    format!("there before: {} `{}`: {} (`acquaint check` says more)", fault.key.kind(), fault.key, fault.message)
}

fn listed(changed: &[Touched]) -> String {
    changed.iter().map(|it| format!("  {} {} {}\n", it.action, it.kind, it.id)).collect()
}
