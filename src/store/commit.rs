//! One transaction a command.

use std::path::Path;

use super::{Entry, Error};
use crate::network::{Date, Fault, Key, Revision, Settings};

/// A command's transaction on the network in `folder`.
#[derive(Clone, Copy, Debug)]
pub struct Commit<'a> {
    /// The folder of the network.
    pub folder: &'a Path,
    /// The day faults are judged by and the history is written with.
    pub today: Date,
    /// True if nothing is to be written.
    pub dry_run: bool,
}

/// What a transaction did.
#[derive(Clone, Debug, PartialEq)]
pub struct Committed<A> {
    /// What the operation answered.
    pub answer: A,
    /// The records touched, each with `added`, `changed` or `removed`.
    pub changed: Vec<(Key, &'static str)>,
    /// Errors that were there before and do not stand in the way.
    pub warnings: Vec<Fault>,
    /// The number in the history; none if nothing changed or nothing was to be written.
    pub n: Option<u64>,
}

impl Commit<'_> {
    /// Runs `op` on the network and writes what it changed, all or nothing. `op` answers, and says in words what it did.
    ///
    /// # Errors
    /// Whatever `op` fails with; [`Error::Refused`] if errors would come in; what reading and writing can fail with.
    pub fn run<A, E: From<Error>>(
        &self,
        op: impl FnMut(&mut Revision<'_>) -> Result<(A, String), E>,
    ) -> Result<Committed<A>, E> {
        let _ = op;
        Err(Error::NothingToUndo.into())
    }

    /// Makes a network of `settings` and what `op` adds, in a folder that holds no file of ours yet.
    ///
    /// # Errors
    /// [`Error::Taken`] if it does; whatever [`Commit::run`] fails with.
    pub fn create<A, E: From<Error>>(
        &self,
        settings: Settings,
        op: impl FnMut(&mut Revision<'_>) -> Result<(A, String), E>,
    ) -> Result<Committed<A>, E> {
        let _ = (settings, op);
        Err(Error::NothingToUndo.into())
    }

    /// Takes back the last command that is not taken back yet, whole.
    ///
    /// # Errors
    /// [`Error::NothingToUndo`]; [`Error::Edited`] naming the record a hand has changed since.
    pub fn undo(&self) -> Result<Committed<Entry>, Error> {
        Err(Error::NothingToUndo)
    }
}
