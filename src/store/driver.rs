//! The merge driver: what git runs to merge one file. All three versions are hostile until they have been read; what
//! cannot be read is left to git, which merges it as text.

use std::path::Path;

use super::git::{Call, Git};
use super::merge::{file_at, merge_texts};
use super::{Error, files};
use crate::network::three_way::Moves;

/// How a file was merged.
#[derive(Debug)]
pub enum Driven {
    /// By record.
    Records {
        /// How many conflicts the two sides left in it.
        conflicts: usize,
        /// Whether the other side removed so many records that each stays as a conflict.
        braked: bool,
    },
    /// As text, by git.
    Text {
        /// Why.
        because: String,
        /// Whether git left both versions side by side, or nobody can say that the result is sound.
        conflicts: bool,
    },
}

/// Merges the file at `path` of a repository: what `base` was, `ours` and `theirs` are; the result is written to `ours`.
///
/// # Errors
/// What the system refuses.
pub fn drive(base: &Path, ours: &Path, theirs: &Path, path: &str) -> Result<Driven, Error> {
    let Some(file) = file_at(path) else {
        return as_text(base, ours, theirs, "it is no file of a network", false);
    };
    match texts([base, ours, theirs], file)
        .and_then(|[base, ours, theirs]| merge_texts(file, &base, &ours, &theirs, &Moves::default()))
    {
        Ok(merged) => {
            files::write_file(ours, merged.text.as_bytes())?;
            Ok(Driven::Records { conflicts: merged.conflicts, braked: merged.braked })
        }
        // One version could not be read; a text that merges cleanly need not be one that can.
        Err(error @ Error::Text { .. }) => as_text(base, ours, theirs, &error.to_string(), true),
        Err(error) => Err(error),
    }
}

fn texts(paths: [&Path; 3], file: &str) -> Result<[String; 3], Error> {
    let text = |path: &Path| files::text(files::read(path)?.unwrap_or_default(), file);
    let [base, ours, theirs] = paths;
    Ok([text(base)?, text(ours)?, text(theirs)?])
}

fn as_text(base: &Path, ours: &Path, theirs: &Path, because: &str, doubtful: bool) -> Result<Driven, Error> {
    let git = Git::at(Path::new("."), false).ok_or_else(Error::no_git)?;
    let paths: Vec<String> = [ours, base, theirs].iter().map(|it| it.display().to_string()).collect();
    let mut arguments = vec!["merge-file", "-q", "-L", "ours", "-L", "base", "-L", "theirs", "--"];
    arguments.extend(paths.iter().map(String::as_str));
    let answer = git.ask(Call::Reads, &arguments, b"")?;
    match answer.status.code() {
        Some(conflicts @ 0..=127) => {
            Ok(Driven::Text { because: because.to_owned(), conflicts: doubtful || conflicts > 0 })
        }
        _ => Err(Error::Git { what: "merge-file".to_owned(), because: answer.complaint() }),
    }
}
