//! The other side of a repository: what is fetched from it, merged and pushed to it.

use super::git::Call;
use super::repository::failed;
use super::{Error, Repository};

/// Where the branch one is on is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upstream {
    /// The name of the remote.
    pub remote: String,
    /// The branch there.
    pub branch: String,
    /// Whether git already knows that the two belong together.
    pub known: bool,
}

impl Upstream {
    /// Returns the name of what was fetched from there last.
    #[must_use]
    pub fn revision(&self) -> String {
        format!("refs/remotes/{}/{}", self.remote, self.branch)
    }
}

/// How two lines of commits lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Apart {
    /// Nothing is there that is not here.
    Ahead,
    /// Nothing is here that is not there.
    Behind,
    /// Each has something of its own.
    Both,
}

impl Repository {
    /// Returns where the branch is shared; none if there is no remote.
    ///
    /// # Errors
    /// If no branch is checked out, or several remotes could be meant.
    pub fn upstream(&self) -> Result<Option<Upstream>, Error> {
        let git = &self.git;
        let branch = git.ask(Call::Reads, &["symbolic-ref", "-q", "--short", "HEAD"], b"")?.text();
        if branch.is_empty() {
            return Err(failed("symbolic-ref", "no branch is checked out"));
        }
        let remotes = git.run(Call::Reads, &["remote"], b"")?.text();
        let key = |what: &str| format!("branch.{branch}.{what}");
        let remote = git.ask(Call::Reads, &["config", "--get", &key("remote")], b"")?.text();
        let merge = git.ask(Call::Reads, &["config", "--get", &key("merge")], b"")?.text();
        if let Some(theirs) = merge.strip_prefix("refs/heads/").filter(|_| remotes.lines().any(|it| it == remote)) {
            return Ok(Some(Upstream { remote, branch: theirs.to_owned(), known: true }));
        }
        let names: Vec<&str> = remotes.lines().collect();
        match names.iter().find(|it| **it == "origin").or(names.first().filter(|_| names.len() == 1)) {
            Some(remote) => Ok(Some(Upstream { remote: (*remote).to_owned(), branch, known: false })),
            None if names.is_empty() => Ok(None),
            None => Err(failed("remote", "several remotes could be meant and none is called `origin`")),
        }
    }

    /// Fetches what is new on the other side; the answer is why that cannot be, if the other side cannot be reached.
    ///
    /// # Errors
    /// If git cannot be run.
    pub fn fetch(&self, upstream: &Upstream) -> Result<Option<String>, Error> {
        let answer = self.git.ask(Call::Away, &["fetch", "-q", "--", &upstream.remote], b"");
        match answer {
            Ok(answer) if answer.is_fine() => Ok(None),
            Ok(answer) => Ok(Some(answer.complaint())),
            Err(Error::Git { because, .. }) => Ok(Some(because)),
            Err(error) => Err(error),
        }
    }

    /// Pushes what is committed; false if something new has come to the other side meanwhile.
    ///
    /// # Errors
    /// What git or the other side refuses.
    pub fn push(&self, upstream: &Upstream) -> Result<bool, Error> {
        let target = format!("HEAD:refs/heads/{}", upstream.branch);
        let mut arguments = vec!["push", "-q"];
        arguments.extend((!upstream.known).then_some("-u"));
        arguments.extend(["--", &upstream.remote, &target]);
        let answer = self.git.ask(Call::Away, &arguments, b"")?;
        let late = ["fetch first", "non-fast-forward", "cannot lock ref"];
        match answer.is_fine() {
            true => Ok(true),
            false if late.iter().any(|it| answer.words.contains(it)) => Ok(false),
            false => Err(failed("push", &answer.complaint())),
        }
    }

    /// Returns the commit a name stands for, if there is one.
    ///
    /// # Errors
    /// If git cannot be run.
    pub fn commit_of(&self, revision: &str) -> Result<Option<String>, Error> {
        let name = format!("{revision}^{{commit}}");
        let answer = self.git.ask(Call::Reads, &["rev-parse", "-q", "--verify", &name], b"")?;
        Ok(answer.is_fine().then(|| answer.text()))
    }

    /// Returns how what is committed here lies to another commit.
    ///
    /// # Errors
    /// If git cannot be run.
    pub fn apart(&self, other: &str) -> Result<Apart, Error> {
        let holds = |one: &str, two: &str| {
            Ok::<_, Error>(self.git.ask(Call::Reads, &["merge-base", "--is-ancestor", one, two], b"")?.is_fine())
        };
        Ok(if holds(other, "HEAD")? {
            Apart::Ahead
        } else if holds("HEAD", other)? {
            Apart::Behind
        } else {
            Apart::Both
        })
    }

    /// Returns the names of those whose commits are there and not here.
    ///
    /// # Errors
    /// What git refuses.
    pub fn authors(&self, from: &str, to: &str) -> Result<Vec<String>, Error> {
        let between = format!("{from}..{to}");
        let listed = self.git.run(Call::Reads, &["log", "--format=%an", &between], b"")?.text();
        let mut names: Vec<String> = listed.lines().map(str::to_owned).collect();
        names.sort();
        names.dedup();
        Ok(names)
    }

    /// Goes forward to another commit that has all of this one.
    ///
    /// # Errors
    /// What git refuses, such as work that is not committed.
    pub fn forward(&self, to: &str) -> Result<(), Error> {
        self.git.run(Call::Writes, &["merge", "-q", "--ff-only", to], b"").map(drop)
    }
}
