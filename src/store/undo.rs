//! Undo and redo: transactions whose changes the history knows already.

use super::commit::{Commit, Committed, Outcome};
use super::hunks::Patch;
use super::{Entry, Error, Marks, Toll, history};
use crate::network::{Change, Conflict, Network, Revision};

impl Commit<'_> {
    /// Takes back the last command that is not taken back yet, whole; answers its words.
    ///
    /// # Errors
    /// [`Error::NothingToUndo`]; [`Error::Edited`] naming the record a hand has changed since.
    pub fn undo(&self) -> Result<Committed<Vec<String>>, Error> {
        self.transact(&mut |network| taken_back(network, history::to_undo(self.folder, None)?, None))
    }

    /// Takes back all commands after entry `n`, the latest first, all or none; answers their words.
    ///
    /// # Errors
    /// [`Error::NoEntry`]; [`Error::NothingSince`]; [`Error::Brake`]; [`Error::Edited`] naming the record a hand has changed
    /// since.
    pub fn undo_to(&self, n: u64) -> Result<Committed<Vec<String>>, Error> {
        self.transact(&mut |network| taken_back(network, history::to_undo(self.folder, Some(n))?, Some(n)))
    }

    /// Does again what the last undo took back; answers the words of the commands.
    ///
    /// # Errors
    /// [`Error::NothingToRedo`] if a command was committed since; [`Error::Edited`] naming the record a hand has changed.
    pub fn redo(&self) -> Result<Committed<Vec<String>>, Error> {
        self.transact(&mut |network| {
            let (undo, words) = history::to_redo(self.folder)?;
            done_again(network, undo, words)
        })
    }
}

/// Takes the commands back, the latest first. One command is what was just done and can be done again: the brake asks only
/// where it is said up to which entry.
fn taken_back(network: &mut Network, entries: Vec<Entry>, to: Option<u64>) -> Result<Outcome<Vec<String>>, Error> {
    let mut revision = network.revise();
    for entry in &entries {
        reverse(&mut revision, entry)?;
    }
    let words = match (entries.as_slice(), to) {
        ([one], _) => format!("undo: {}", one.words),
        (several, to) => format!("undo of {} commands, back to entry {}", several.len(), to.unwrap_or(0)),
    };
    let toll = to.and_then(|_| Toll::of(&revision));
    let patches = entries.iter().flat_map(|it| it.files.iter().map(Patch::reversed)).collect();
    let undoes = entries.iter().map(|it| it.n).collect();
    let answer = entries.into_iter().map(|it| it.words).collect();
    Ok(Outcome {
        answer,
        words,
        undoes,
        redoes: None,
        changes: revision.finish(),
        toll,
        patches,
        marks: Marks::default(),
    })
}

fn done_again(network: &mut Network, undo: Entry, commands: Vec<String>) -> Result<Outcome<Vec<String>>, Error> {
    let mut revision = network.revise();
    reverse(&mut revision, &undo)?;
    let words = match commands.as_slice() {
        [one] => format!("redo: {one}"),
        several => format!("redo of {} commands", several.len()),
    };
    let patches = undo.files.iter().map(Patch::reversed).collect();
    let (redoes, changes) = (Some(undo.n), revision.finish());
    Ok(Outcome {
        answer: commands,
        words,
        undoes: Vec::new(),
        redoes,
        changes,
        toll: None,
        patches,
        marks: Marks::default(),
    })
}

/// Takes back what the entry changed, unless somebody else has changed it since.
fn reverse(revision: &mut Revision<'_>, entry: &Entry) -> Result<(), Error> {
    let back = entry.changes.iter().cloned().map(Change::reversed).collect();
    revision.apply(back).map_err(|Conflict { key }| Error::Edited { key, words: entry.words.clone() })
}
