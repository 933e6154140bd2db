//! What git has begun and not ended in a repository, found by the files it leaves, without running it.

use std::path::{Path, PathBuf};

use super::files;

/// Something git has begun and not ended, which a hand or another command has to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfinished {
    /// A merge.
    Merge,
    /// A rebase, or another command that goes from commit to commit.
    Rebase,
}

/// Returns what git has begun and not ended where the folder lies, found without running it.
#[must_use]
pub fn unfinished(folder: &Path) -> Option<Unfinished> {
    let home = git_folder(folder)?;
    let begun = |names: &[&str]| names.iter().any(|name| files::exists(&home.join(name)));
    if begun(&["rebase-merge", "rebase-apply", "CHERRY_PICK_HEAD", "REVERT_HEAD"]) {
        return Some(Unfinished::Rebase);
    }
    begun(&["MERGE_HEAD"]).then_some(Unfinished::Merge)
}

/// Returns git's own folder for the work tree a folder lies in.
fn git_folder(folder: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(folder).ok()?;
    let found = folder.ancestors().map(|it| it.join(".git")).find(|it| files::exists(it))?;
    if found.is_dir() {
        return Some(found);
    }
    let text = String::from_utf8(files::read(&found).ok()??).ok()?;
    let named = text.trim().strip_prefix("gitdir:")?.trim().to_owned();
    Some(found.parent()?.join(named))
}
