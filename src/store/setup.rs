//! What git has to be told in each clone, once and with somebody's consent, to merge a network by record.

use super::git::Call;
use super::layout::OWN;
use super::{Error, Repository, files};

/// What the folder's `.gitattributes` says.
const ATTRIBUTES: &str = "*.ron merge=acquaint";
/// What git runs to merge a file of a network.
const DRIVER: &str = "acquaint merge-driver %O %A %B %P";
impl Repository {
    /// Returns what is missing for git to merge this network by record, in words.
    ///
    /// # Errors
    /// What git cannot say, or what stands in the way of reading its files.
    pub fn lacks(&self) -> Result<Vec<&'static str>, Error> {
        let mut lacks = Vec::new();
        if !self.has_driver()? {
            lacks.push("the merge driver in git's configuration of this clone");
        }
        if !self.has_line(".gitattributes", ATTRIBUTES)? {
            lacks.push("its line in .gitattributes");
        }
        let ignored = self.git.ask(Call::Reads, &["check-ignore", "-q", "--", &format!("{OWN}/lock")], b"")?;
        if !ignored.is_fine() {
            lacks.push("the program's own folder in .gitignore");
        }
        Ok(lacks)
    }

    /// Returns whether git is told how to merge a network, if the folder says that it should be.
    ///
    /// # Errors
    /// What git cannot say.
    pub fn is_without_driver(&self) -> Result<bool, Error> {
        Ok(self.has_line(".gitattributes", ATTRIBUTES)? && !self.has_driver()?)
    }

    fn has_driver(&self) -> Result<bool, Error> {
        Ok(self.git.ask(Call::Reads, &["config", "--get", "merge.acquaint.driver"], b"")?.is_fine())
    }

    fn has_line(&self, file: &str, line: &str) -> Result<bool, Error> {
        let text = files::read(&self.folder.join(file))?.unwrap_or_default();
        Ok(String::from_utf8_lossy(&text).lines().any(|it| it.trim() == line))
    }

    /// Tells git how to merge a network, here and in the files that go along; what is there already stays.
    ///
    /// # Errors
    /// What git or the system refuses.
    pub fn install(&self) -> Result<(), Error> {
        if !self.has_driver()? {
            let name = "a network, record by record";
            self.git.run(Call::Writes, &["config", "--local", "merge.acquaint.name", name], b"")?;
            self.git.run(Call::Writes, &["config", "--local", "merge.acquaint.driver", DRIVER], b"")?;
        }
        self.add_line(".gitattributes", ATTRIBUTES)?;
        self.add_line(".gitignore", &format!("/{OWN}/"))
    }

    fn add_line(&self, file: &str, line: &str) -> Result<(), Error> {
        if self.has_line(file, line)? {
            return Ok(());
        }
        let path = self.folder.join(file);
        let mut text = files::read(&path)?.unwrap_or_default();
        if !text.is_empty() && !text.ends_with(b"\n") {
            text.push(b'\n');
        }
        text.extend([line.as_bytes(), b"\n"].concat());
        files::write_file(&path, &text)
    }
}
