//! A merge with another commit: git merges file by file with this program as the driver, and what names people whose ids
//! moved is merged again with all files in view.

use std::path::Path;

use super::git::Call;
use super::merge::{merge_texts, network_of};
use super::repository::failed;
use super::{Error, Repository, files};
use crate::network::three_way::Moves;

impl Repository {
    /// Merges another commit with this program as the driver and leaves the result to be committed; what the ids that
    /// moved on either side are named by follows them. Returns whether git holds it for clean.
    ///
    /// # Errors
    /// What git refuses before it has begun.
    pub fn merge(&self, other: &str, program: &Path) -> Result<bool, Error> {
        let driver = driver(program);
        let ours = self.commit_of("HEAD")?.unwrap_or_default();
        let base = self.git.ask(Call::Reads, &["merge-base", "HEAD", other], b"")?.text();
        let begun = ["-c", &driver, "merge", "-q", "--no-commit", "--no-ff", "--", other];
        let answer = self.git.ask(Call::Writes, &begun, b"")?;
        if !answer.is_fine() && self.commit_of("MERGE_HEAD")?.is_none() {
            return Err(failed("merge", &answer.complaint()));
        }
        self.follow(&base, &ours, other)?;
        Ok(answer.is_fine())
    }

    /// Merges the files again that name people whose ids moved: git merges one file at a time and cannot know.
    fn follow(&self, base: &str, ours: &str, theirs: &str) -> Result<(), Error> {
        let mut versions = Vec::new();
        for revision in [base, ours, theirs] {
            versions.push(self.texts(revision)?.unwrap_or_default());
        }
        let people = |version: &Vec<(String, String)>| {
            let own: Vec<_> = version.iter().filter(|(name, _)| name == super::layout::PEOPLE).cloned().collect();
            network_of(&own)
        };
        let (Ok(base), Ok(ours), Ok(theirs)) = (people(&versions[0]), people(&versions[1]), people(&versions[2]))
        else {
            // What cannot be read is left to git and told by whoever reads it next.
            return Ok(());
        };
        let moves = Moves::between(base.people(), ours.people(), theirs.people());
        if moves.is_empty() {
            return Ok(());
        }
        let text = |version: usize, file: &str| {
            versions[version].iter().find(|(name, _)| name == file).map(|(_, text)| text.as_str())
        };
        let mut names: Vec<&String> = versions[1].iter().chain(&versions[2]).map(|(name, _)| name).collect();
        names.sort();
        names.dedup();
        for file in names.into_iter().filter(|name| *name != super::layout::PEOPLE) {
            let nothing = if file == super::layout::HEAD { other_head(text(1, file), text(2, file)) } else { EMPTY };
            let of = |version| text(version, file).unwrap_or(nothing);
            if let Ok(merged) = merge_texts(file, of(0), of(1), of(2), &moves) {
                let path = self.folder.join(file);
                if files::read(&path)?.as_deref() != Some(merged.text.as_bytes()) {
                    files::write_file(&path, merged.text.as_bytes())?;
                }
            }
        }
        Ok(())
    }
}

/// A list of no records.
const EMPTY: &str = "#![enable(implicit_some)]\n[]\n";

/// Returns a head for the side that has none.
fn other_head<'t>(ours: Option<&'t str>, theirs: Option<&'t str>) -> &'t str {
    ours.or(theirs).unwrap_or(EMPTY)
}

/// Returns the setting that makes this very program the merge driver, wherever it lies.
fn driver(program: &Path) -> String {
    let quoted = program.display().to_string().replace('\'', r"'\''");
    format!("merge.acquaint.driver='{quoted}' merge-driver %O %A %B %P")
}
