//! The git repository a network is kept in: what lies in it, what is committed, and how it is told how to merge a network.

use std::path::{Path, PathBuf};

use super::git::{self, Call, Git};
use super::layout::{self, OWN};
use super::{Error, files, journal, lock};

/// The file of the number of the last command of the history that has been shared.
const SHARED: &str = "shared";

/// A repository with a network in it, which may lie in a folder below its root.
#[derive(Clone, Debug)]
pub struct Repository {
    pub(super) git: Git,
    pub(super) folder: PathBuf,
    /// The network's folder from the root, empty or ended by a stroke.
    prefix: String,
}

/// Returns whether git is installed.
#[must_use]
pub fn has_git() -> bool {
    Git::at(Path::new("."), false).is_some()
}

/// Runs `work` while no other command works on the files of the network, after bringing an interrupted one to its end.
///
/// # Errors
/// Whatever `work` fails with; a lock that is not free in time.
pub fn alone<T, E: From<Error>>(folder: &Path, work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let lock = lock::exclusive(folder)?;
    journal::recover(folder, &lock)?;
    work()
}

impl Repository {
    /// Returns the repository the folder lies in; none if it lies in none.
    ///
    /// # Errors
    /// If git is not installed, or cannot say.
    pub fn of(folder: &Path, interactive: bool) -> Result<Option<Self>, Error> {
        let git = Git::at(folder, interactive).ok_or_else(Error::no_git)?;
        let answer = git.ask(Call::Reads, &["rev-parse", "--is-inside-work-tree", "--show-prefix"], b"")?;
        let text = answer.text();
        let mut lines = text.lines();
        if !answer.is_fine() {
            let elsewhere = answer.words.contains("not a git repository");
            return if elsewhere { Ok(None) } else { Err(failed("rev-parse", &answer.complaint())) };
        }
        let inside = lines.next() == Some("true");
        let prefix = lines.next().unwrap_or_default().to_owned();
        Ok(inside.then(|| Self { git, folder: folder.to_owned(), prefix }))
    }

    /// Makes a repository of the folder.
    ///
    /// # Errors
    /// What git refuses.
    pub fn begin(folder: &Path, interactive: bool) -> Result<Self, Error> {
        let git = Git::at(folder, interactive).ok_or_else(Error::no_git)?;
        git.run(Call::Writes, &["init", "-q"], b"")?;
        Ok(Self { git, folder: folder.to_owned(), prefix: String::new() })
    }

    /// Returns the names of the network's files that git should know, those it knows and that are gone included.
    fn own_files(&self) -> Result<Vec<String>, Error> {
        let mut names = layout::present(&self.folder)?;
        names.extend([".gitattributes", ".gitignore"].map(str::to_owned));
        names.retain(|name| files::exists(&self.folder.join(name)));
        let known = self.git.run(Call::Reads, &["ls-files", "-z"], b"")?;
        names.extend(names_of(&known.out).into_iter().filter(|name| layout::kind_in(name).is_some()));
        names.sort();
        names.dedup();
        Ok(names)
    }

    /// Returns whether the network differs from what was committed last.
    ///
    /// # Errors
    /// What git refuses.
    pub fn is_changed(&self) -> Result<bool, Error> {
        let files = self.own_files()?;
        let mut arguments = vec!["--literal-pathspecs", "status", "--porcelain", "-z", "--untracked-files=all", "--"];
        arguments.extend(files.iter().map(String::as_str));
        Ok(!self.git.run(Call::Reads, &arguments, b"")?.out.is_empty())
    }

    /// Puts the network's files as they are into what is to be committed.
    ///
    /// # Errors
    /// What git refuses.
    pub fn stage(&self) -> Result<(), Error> {
        let files = self.own_files()?;
        let mut arguments = vec!["--literal-pathspecs", "add", "-A", "-f", "--"];
        arguments.extend(files.iter().map(String::as_str));
        self.git.run(Call::Writes, &arguments, b"").map(drop)
    }

    /// Commits the network's files, and nothing else that may be staged.
    ///
    /// # Errors
    /// What git refuses.
    pub fn commit(&self, message: &str) -> Result<(), Error> {
        self.stage()?;
        let files = self.own_files()?;
        let mut arguments = vec!["--literal-pathspecs", "commit", "-q", "-F", "-", "--"];
        arguments.extend(files.iter().map(String::as_str));
        self.git.run(Call::Writes, &arguments, message.as_bytes()).map(drop)
    }

    /// Concludes a merge.
    ///
    /// # Errors
    /// What git refuses.
    pub fn conclude(&self, message: &str) -> Result<(), Error> {
        self.stage()?;
        self.git.run(Call::Writes, &["commit", "-q", "-F", "-"], message.as_bytes()).map(drop)
    }

    /// Returns the texts of the network's files in a commit; none if there is no such commit.
    ///
    /// # Errors
    /// What git refuses; a file that is no text.
    pub fn texts(&self, revision: &str) -> Result<Option<Vec<(String, String)>>, Error> {
        let listed = self.git.ask(Call::Reads, &["ls-tree", "-r", "-z", "--name-only", revision], b"")?;
        if !listed.is_fine() || self.prefix.contains('\n') {
            return Ok(None);
        }
        let names: Vec<_> = names_of(&listed.out).into_iter().filter(|it| layout::kind_in(it).is_some()).collect();
        let asked: String = names.iter().map(|name| format!("{revision}:{}{name}\n", self.prefix)).collect();
        let answer = self.git.run(Call::Reads, &["cat-file", "--batch"], asked.as_bytes())?;
        let mut rest = answer.out.as_slice();
        let mut texts = Vec::new();
        for name in names {
            let (bytes, after) = blob(rest).ok_or_else(|| failed("cat-file", "its answer cannot be read"))?;
            texts.push((name.clone(), files::text(bytes.to_vec(), &name)?));
            rest = after;
        }
        Ok(Some(texts))
    }

    /// Returns the paths that git holds for unmerged, from the network's folder.
    ///
    /// # Errors
    /// What git refuses.
    pub fn unmerged(&self) -> Result<Vec<String>, Error> {
        let answer = self.git.run(Call::Reads, &["diff", "--name-only", "--relative", "--diff-filter=U", "-z"], b"")?;
        Ok(names_of(&answer.out))
    }

    /// Returns the number of the last command of the history that has been shared, 0 at first.
    ///
    /// # Errors
    /// What the system refuses.
    pub fn shared(&self) -> Result<u64, Error> {
        let bytes = files::read(&self.folder.join(OWN).join(SHARED))?.unwrap_or_default();
        Ok(String::from_utf8_lossy(&bytes).trim().parse().unwrap_or(0))
    }

    /// Remembers the number of the last command of the history that has been shared.
    ///
    /// # Errors
    /// What the system refuses.
    pub fn remember(&self, n: u64) -> Result<(), Error> {
        files::write_file(&self.folder.join(OWN).join(SHARED), format!("{n}\n").as_bytes())
    }
}

/// Returns the bytes of the first answer of `cat-file --batch`, and what follows.
fn blob(answer: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = answer.iter().position(|&byte| byte == b'\n')?;
    let size: usize = std::str::from_utf8(&answer[..end]).ok()?.rsplit(' ').next()?.parse().ok()?;
    let from = end + 1;
    Some((answer.get(from..from + size)?, answer.get(from + size + 1..)?))
}

fn names_of(listed: &[u8]) -> Vec<String> {
    let names = listed.split(|&byte| byte == 0).filter(|it| !it.is_empty());
    names.map(|name| git::path(name).to_string_lossy().into_owned()).collect()
}

pub(super) fn failed(what: &str, because: &str) -> Error {
    Error::Git { what: what.to_owned(), because: because.to_owned() }
}
