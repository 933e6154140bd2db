//! The steps of a sync, in their order.

use super::{Answer, words};
use crate::commands::parts::session::Session;
use crate::error::Error;
use crate::network::{Fault, Network, Severity};
use crate::store::{self, Apart, Entry, Repository, Store, Unfinished, Upstream};

/// How often something new may come to the other side between fetching and pushing.
const TRIES: usize = 3;
/// As many records may go without a word, or one in five if that is more.
const FEW: usize = 5;

pub(super) struct Steps<'s> {
    pub(super) session: &'s Session,
    pub(super) repository: &'s Repository,
}

/// How a merge went.
enum Merged {
    /// It is done.
    Done,
    /// It waits for somebody.
    Waits,
}

impl Steps<'_> {
    /// Says what would be done.
    pub(super) fn planned(&self, merging: Option<Unfinished>) -> Result<Answer, Error> {
        let changed = self.repository.is_changed()? || merging.is_some();
        let committed = if changed { Some(self.message()?.0) } else { None };
        let remote = self.repository.upstream()?.map(|it| it.remote);
        Ok(Answer { committed, remote, dry_run: true, ..Answer::default() })
    }

    pub(super) fn run(&self, merging: Option<Unfinished>) -> Result<Answer, Error> {
        let mut answer = Answer::default();
        if merging.is_some() {
            if let Merged::Waits = self.concluded(&mut answer, "merged what came from another machine")? {
                return Ok(answer);
            }
        } else if self.repository.is_changed()? {
            let (words, last) = self.message()?;
            store::alone(&self.session.folder, || self.repository.commit(&words))?;
            self.repository.remember(last)?;
            answer.committed = words.lines().next().map(str::to_owned);
        }
        let Some(upstream) = self.repository.upstream()? else { return Ok(answer) };
        answer.remote = Some(upstream.remote.clone());
        for _ in 0..TRIES {
            answer.unreached = self.repository.fetch(&upstream)?;
            if answer.unreached.is_some() {
                return Ok(answer);
            }
            if let Merged::Waits = self.merged(&upstream, &mut answer)? {
                return Ok(answer);
            }
            match self.pushed(&upstream, &mut answer)? {
                Some(pushed) => {
                    answer.pushed = pushed;
                    return Ok(answer);
                }
                None => continue,
            }
        }
        Err(Error::unfit(
            format!("`{}` changed {TRIES} times while this was pushed", upstream.remote),
            "all is committed and merged here; sync again",
        ))
    }

    /// Merges what was fetched.
    fn merged(&self, upstream: &Upstream, answer: &mut Answer) -> Result<Merged, Error> {
        let theirs = upstream.revision();
        let Some(there) = self.repository.commit_of(&theirs)? else { return Ok(Merged::Done) };
        let before = self.session.open()?;
        let apart = match self.repository.commit_of("HEAD")? {
            Some(_) => self.repository.apart(&there)?,
            None => Apart::Behind,
        };
        if apart == Apart::Ahead {
            return Ok(Merged::Done);
        }
        let by = if self.repository.commit_of("HEAD")?.is_some() {
            self.repository.authors("HEAD", &there)?
        } else {
            Vec::new()
        };
        answer.by.extend(by);
        if apart == Apart::Behind {
            self.admitted(before.network(), &there, upstream)?;
            store::alone(&self.session.folder, || self.repository.forward(&there))?;
            answer.came.extend(words::came(before.network(), self.session.open()?.network()));
            return Ok(Merged::Done);
        }
        let program = std::env::current_exe().unwrap_or_else(|_| "acquaint".into());
        store::alone(&self.session.folder, || self.repository.merge(&there, &program))?;
        let message = format!("merged what came from {}", upstream.remote);
        let merged = self.concluded(answer, &message)?;
        answer.came.extend(words::came(before.network(), self.session.open()?.network()));
        Ok(merged)
    }

    /// Refuses to go forward to a network that cannot be read, or that lacks many of the records of this one.
    fn admitted(&self, before: &Network, there: &str, upstream: &Upstream) -> Result<(), Error> {
        let texts = self.repository.texts(there)?.unwrap_or_default();
        let unread = |because: &str| {
            Error::unfit(
                format!("what lies on {} cannot be read: {because}", upstream.remote),
                "mend it on the machine it came from; nothing was taken over",
            )
        };
        if !["network.ron", "people.ron"].iter().all(|name| texts.iter().any(|(file, _)| file == name)) {
            return Err(unread("it is no network"));
        }
        let after = store::network_of(&texts).map_err(|error| unread(&error.to_string()))?;
        let gone = words::came(before, &after).iter().filter(|it| it.action == "removed").count();
        let all = words::records(before);
        if gone <= FEW.max(all / 5) || self.session.yes {
            return Ok(());
        }
        Err(Error::unfit(
            format!("what came from {} would remove {gone} of {all} records", upstream.remote),
            "look at it with `git log -p`; `acquaint sync --yes` takes it over",
        ))
    }

    /// Commits a merge if nothing is open and nothing is broken that was not before.
    fn concluded(&self, answer: &mut Answer, message: &str) -> Result<Merged, Error> {
        let now = self.session.open()?;
        answer.conflicts = store::unsettled(&self.session.folder)?.len();
        if answer.conflicts > 0 {
            return Ok(Merged::Waits);
        }
        let foreign = self.repository.unmerged()?.into_iter().filter(|it| store::file_at(it).is_none());
        let foreign: Vec<String> = foreign.collect();
        if !foreign.is_empty() {
            return Err(Error::unfit(
                format!("git has conflicts in {}", foreign.join(", ")),
                "mend them, `git add` them, then sync again",
            ));
        }
        answer.broken = self.broken(&now, &["HEAD", "MERGE_HEAD"])?;
        if !answer.broken.is_empty() {
            return Ok(Merged::Waits);
        }
        store::alone(&self.session.folder, || self.repository.conclude(message))?;
        if answer.committed.is_none() {
            answer.committed = Some(message.to_owned());
        }
        Ok(Merged::Done)
    }

    /// Pushes what the other side does not have; none if it changed meanwhile.
    fn pushed(&self, upstream: &Upstream, answer: &mut Answer) -> Result<Option<bool>, Error> {
        let theirs = self.repository.commit_of(&upstream.revision())?;
        if theirs.is_some() && theirs == self.repository.commit_of("HEAD")? {
            return Ok(Some(false));
        }
        let now = self.session.open()?;
        answer.conflicts = store::unsettled(&self.session.folder)?.len();
        answer.broken = self.broken(&now, &[&upstream.revision()])?;
        if answer.conflicts > 0 || !answer.broken.is_empty() {
            return Ok(Some(false));
        }
        Ok(self.repository.push(upstream)?.then_some(true))
    }

    /// Returns the errors that no version of these has.
    fn broken(&self, now: &Store, revisions: &[&str]) -> Result<Vec<String>, Error> {
        let errors = |network: &Network| -> Vec<Fault> {
            network.check(self.session.today).into_iter().filter(|it| it.severity == Severity::Error).collect()
        };
        let mut new = errors(now.network());
        for revision in revisions.iter().filter(|_| !new.is_empty()).copied().collect::<Vec<_>>() {
            if let Some(before) = self.network_at(revision)? {
                let before = errors(&before);
                new.retain(|it| !before.contains(it));
            }
        }
        let told = |fault: Fault| {
            let place = now.place(&fault.key).map_or_else(String::new, |it| format!("{}:{}: ", it.file, it.line));
            format!("{place}{} `{}`: {} ({})", fault.key.kind(), fault.key, fault.message, fault.mend)
        };
        Ok(new.into_iter().map(told).collect())
    }

    /// Returns the network of a commit; none if there is none, or none that can be read.
    fn network_at(&self, revision: &str) -> Result<Option<Network>, Error> {
        let texts = match self.repository.texts(revision) {
            Ok(texts) => texts.filter(|it| !it.is_empty()),
            Err(store::Error::Text { .. }) => None,
            Err(error) => return Err(error.into()),
        };
        Ok(texts.and_then(|texts| store::network_of(&texts).ok()))
    }

    /// Returns the words of a commit, and the number of the last command in it.
    fn message(&self) -> Result<(String, u64), Error> {
        let now = self.session.open()?;
        let (history, shared) = (now.history()?, self.repository.shared()?);
        let last = history.last().map_or(0, |it| it.n);
        let new: Vec<&Entry> = history.iter().filter(|it| it.n > shared).collect();
        let before = self.network_at("HEAD")?;
        Ok((words::message(before.as_ref(), now.network(), &new), last.max(shared)))
    }
}
