//! What can go wrong between the network and its files. It knows no command: a hint may name one, nothing is run here.

use std::io;
use std::path::PathBuf;

use super::{Place, Toll};
use crate::network::{Fault, Key};

/// Why the store did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder holds no network.
    #[error("there is no network in `{}`", .0.display())]
    Absent(PathBuf),
    /// The folder holds a file of ours already.
    #[error("`{}` is there already", .0.display())]
    Taken(PathBuf),
    /// The operating system refused.
    #[error("{}: cannot {what}: {}", path.display(), plain(source))]
    System {
        /// What was tried: `read the file`.
        what: &'static str,
        /// On what.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
    /// A text is not what it should be.
    #[error("{place}: {message}")]
    Text {
        /// Where; line 0 means the file as a whole.
        place: Place,
        /// What is wrong, lower case, no full stop.
        message: String,
        /// What to do about it.
        hint: Option<String>,
    },
    /// Somebody else works on the same files.
    #[error("{file}: {because}")]
    Busy {
        /// The file waited for.
        file: String,
        /// What was waited for.
        because: String,
    },
    /// All is written, but the system did not say that it will last.
    #[error("{0}; what was to be written stands in the files, but may not outlast a power cut")]
    Unsure(Box<Error>),
    /// The change would introduce errors.
    #[error("{}", listed(.0))]
    Refused(Vec<(Fault, Option<Place>)>),
    /// Git did not do what it was asked.
    #[error("git {what}: {because}")]
    Git {
        /// The command of git.
        what: String,
        /// What it said.
        because: String,
    },
    /// The history holds no command that could be taken back.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// Nothing was done since the entry to which the network is to be brought back.
    #[error("nothing was done after entry {0} that is not taken back")]
    NothingSince(u64),
    /// No undo could be taken back.
    #[error("there is nothing to do again")]
    NothingToRedo,
    /// The history does not reach to such an entry.
    #[error("the history has no entry {n}")]
    NoEntry {
        /// The entry asked for.
        n: u64,
        /// The first to which the network can be brought back.
        first: u64,
        /// The last.
        last: u64,
    },
    /// More would go than a command may take away unasked.
    #[error("this would {0}")]
    Brake(Toll),
    /// A record was edited by hand since the command that is to be taken back.
    #[error("{} `{key}` was changed since `{words}`", key.kind())]
    Edited {
        /// The record.
        key: Key,
        /// The command's words.
        words: String,
    },
}

impl Error {
    pub(super) fn no_git() -> Self {
        Self::Git { what: "cannot be run".to_owned(), because: NO_GIT.to_owned() }
    }

    /// Returns what to do about it, if there is something to say.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Absent(_) => Some("make one with `acquaint init`, or name its folder with `--network`".to_owned()),
            Self::Taken(_) => Some("name another folder with `--network`".to_owned()),
            Self::Text { hint, .. } => hint.clone(),
            Self::Busy { .. } => Some("nothing was written; try again in a moment".to_owned()),
            Self::Unsure(_) => Some("mend what the disk complains of; the next command sees to the rest".to_owned()),
            Self::Refused(faults) => faults.first().map(|(fault, _)| fault.mend.clone()),
            Self::Git { because, .. } => git_hint(because),
            Self::NothingToUndo | Self::NothingSince(_) => {
                Some("`acquaint history` lists what can be taken back".to_owned())
            }
            Self::NothingToRedo => Some("an undo can be taken back until the next command".to_owned()),
            Self::NoEntry { first, last, .. } => Some(format!("name one from {first} to {last}")),
            Self::Brake(_) => Some("look at it with `--dry-run`; `--yes` does it".to_owned()),
            Self::Edited { key, .. } => Some(format!("look at it with `acquaint show {key}` and edit it by hand")),
            Self::System { source, .. } => system_hint(source.kind()),
        }
    }
}

fn git_hint(because: &str) -> Option<String> {
    let nameless = ["tell me who you are", "empty ident", "auto-detect email"].iter().any(|it| because.contains(it));
    let hint = if nameless {
        "say who you are: `git config --global user.name \"Ada Lovelace\"` and `git config --global user.email ada@acme.example`"
    } else if because == NO_GIT {
        "install git, or go without: the network needs it only to be shared"
    } else if because.contains("unrelated histories") {
        "the two were begun apart: clone one of them, copy what it lacks from the other with `acquaint import` or by hand"
    } else {
        "`git status` in the network's folder says more; nothing was lost"
    };
    Some(hint.to_owned())
}

const NO_GIT: &str = "it is not installed";

fn system_hint(kind: io::ErrorKind) -> Option<String> {
    let hint = match kind {
        io::ErrorKind::PermissionDenied => "look at who owns the file and may write to it",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room and try again; nothing was lost",
        io::ErrorKind::ReadOnlyFilesystem => "copy the network to a place that can be written to",
        io::ErrorKind::IsADirectory => "a file should stand there: move the folder away",
        _ => return None,
    };
    Some(hint.to_owned())
}

/// Returns the system's words without the number behind them, lower case.
fn plain(source: &io::Error) -> String {
    let text = source.to_string();
    let words = text.split(" (os error").next().unwrap_or_default();
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn listed(faults: &[(Fault, Option<Place>)]) -> String {
    let line = |(fault, place): &(Fault, Option<Place>)| {
        let place = place.as_ref().map_or_else(String::new, |place| format!("{place}: "));
        format!("{place}{} `{}`: {}", fault.key.kind(), fault.key, fault.message)
    };
    match faults {
        [first] => line(first),
        [first, rest @ ..] => format!("{} (and {} more)", line(first), rest.len()),
        [] => "the change was refused".to_owned(),
    }
}
