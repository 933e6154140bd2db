//! `sync`: shares the network by git.

mod steps;
mod words;

use clap::Args;
use serde::Serialize;

use super::parts::session::Session;
use crate::error::Error;
use crate::reply::Reply;
use crate::store::{self, Repository, Unfinished};
use steps::Steps;

/// Share the network with your other machines by git
///
/// Commits what changed, in words; fetches and merges what came from elsewhere, record by record; checks; pushes. A
/// network that is broken is never pushed. Without a remote, or offline, it commits and says so. Where both sides changed
/// the same value, the merge waits: settle it with `acquaint resolve`, then sync again.
///
/// The first time in a clone it asks whether git may be told to merge networks with this program; --yes or --setup says
/// so. It writes `*.ron merge=acquaint` into .gitattributes and merge.acquaint.driver into this clone's configuration.
///
/// Example: acquaint sync --dry-run
#[derive(Clone, Debug, Args)]
pub(super) struct Sync {
    /// Only tell git in this clone how to merge a network
    #[arg(long)]
    setup: bool,
}

/// What a sync did.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
struct Answer {
    /// The words of the commit; none if there was nothing to commit.
    committed: Option<String>,
    /// Where to and from.
    remote: Option<String>,
    /// Why the other side could not be reached.
    unreached: Option<String>,
    /// What came in.
    came: Vec<Came>,
    /// Whose commits came in.
    by: Vec<String>,
    /// How many conflicts are open.
    conflicts: usize,
    /// Errors that stand in the way of pushing.
    broken: Vec<String>,
    /// Whether something was pushed.
    pushed: bool,
    dry_run: bool,
}

/// A record that came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Came {
    kind: String,
    id: String,
    action: &'static str,
}

impl Sync {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        // Reads the network first: one that cannot be read is not committed.
        let merging = store::unfinished(&session.folder);
        if merging == Some(Unfinished::Rebase) {
            return Err(Error::unfit(
                "git is in the middle of a rebase or a pick",
                "end it with `git rebase --continue` or `--abort`, then sync",
            ));
        }
        session.open()?;
        let Some(repository) = Repository::of(&session.folder, session.interactive)? else {
            return Err(Error::unfit(
                "the network is kept in no git repository",
                format!(
                    "`git init {}` makes one, then sync; a new network is made in one by `acquaint init --git`",
                    session.folder.display()
                ),
            ));
        };
        self.consented(session, &repository)?;
        if self.setup {
            let text = if session.dry_run {
                "would have told git how to merge a network"
            } else {
                "git merges networks record by record here"
            };
            return Ok(Reply::new(text.to_owned(), &Answer { dry_run: session.dry_run, ..Answer::default() }));
        }
        let steps = Steps { session, repository: &repository };
        let answer = if session.dry_run { steps.planned(merging) } else { steps.run(merging) }?;
        let faults = answer.conflicts > 0 || !answer.broken.is_empty();
        Ok(Reply::of(&answer).with_faults(faults))
    }

    /// Tells git how to merge a network, if it does not know yet and somebody agrees.
    fn consented(&self, session: &Session, repository: &Repository) -> Result<(), Error> {
        let lacks = repository.lacks()?;
        if lacks.is_empty() || session.dry_run {
            return Ok(());
        }
        let agreed = self.setup || session.yes || asked(session, &lacks)?;
        if !agreed {
            return Err(Error::unfit(
                format!("git does not know how to merge a network here; it lacks {}", lacks.join(", ")),
                "`acquaint sync --setup` installs it; nothing was done",
            ));
        }
        store::alone(&session.folder, || Ok::<_, Error>(repository.install()?))
    }
}

fn asked(session: &Session, lacks: &[&str]) -> Result<bool, Error> {
    let question = format!("To merge record by record, git lacks {}. Install", lacks.join(", "));
    let choices = ["yes".to_owned(), "no".to_owned()];
    Ok(session.choose(&question, &choices)? == Some(0))
}
