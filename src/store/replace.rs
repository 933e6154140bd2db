//! Files put in the place of others so that nothing of either side is lost: a draft and its file change places, and what
//! came out is compared with what was read. Each step can be told from what lies on disk, and taken back.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::rewrites::Rewrite;
use super::{Error, files};

/// One file to be replaced; states of it are told apart by fingerprint.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Target {
    /// The file, relative to the network's folder.
    pub(super) file: String,
    /// The name beside it: of the new bytes before, of the old bytes after.
    draft: String,
    /// What was read; none if there was no file.
    before: Option<u64>,
    /// What is to stand there; none if the file is to go.
    after: Option<u64>,
}

/// How far a target has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// The file is as it was, the draft waits.
    Pending,
    /// The file has been replaced, and what came out is what was read.
    Done,
    /// The draft waits, but somebody has edited the file since it was read.
    Contested,
    /// The file has been replaced, but what came out is an edit nobody has read.
    Overrun,
    /// The file is as it was and there is no draft.
    Lost,
}

impl Target {
    /// Returns the file, links followed.
    pub(super) fn path(&self, folder: &Path) -> Result<PathBuf, Error> {
        files::resolve(&folder.join(&self.file))
    }

    /// Returns the draft beside the file.
    pub(super) fn draft(&self, folder: &Path) -> Result<PathBuf, Error> {
        Ok(self.path(folder)?.with_file_name(&self.draft))
    }

    pub(super) fn state(&self, folder: &Path) -> Result<State, Error> {
        let (now, waiting) = (files::print(&self.path(folder)?)?, files::print(&self.draft(folder)?)?);
        let old_or_gone = waiting.is_none() || waiting == self.before;
        Ok(match () {
            () if now == self.after && old_or_gone => State::Done,
            () if now == self.before && waiting == self.after => State::Pending,
            () if now == self.before => State::Lost,
            () if now == self.after => State::Overrun,
            () if waiting == self.after && self.after.is_some() => State::Contested,
            () if self.after.is_none() && waiting.is_none() => State::Contested,
            // Replaced, and edited since.
            () if old_or_gone => State::Done,
            () => State::Overrun,
        })
    }

    /// Replaces the file; false if somebody has edited it since it was read, whose edit then lies in the draft or still
    /// in its place.
    fn swap(&self, folder: &Path) -> Result<bool, Error> {
        let (draft, file) = (self.draft(folder)?, self.path(folder)?);
        match (self.before, self.after) {
            (None, _) => return files::rename_to_free(&draft, &file),
            (Some(_), None) => {
                if !files::exists(&file) {
                    return Ok(false);
                }
                files::rename(&file, &draft)?;
            }
            (Some(_), Some(_)) if !files::exists(&file) => return Ok(false),
            (Some(_), Some(_)) => {
                if !files::exchange(&draft, &file)? {
                    // Without an exchange the comparison comes first, and an edit within the next microseconds is lost.
                    let untouched = files::print(&file)? == self.before;
                    return if untouched { files::rename(&draft, &file).map(|()| true) } else { Ok(false) };
                }
            }
        }
        Ok(files::print(&draft)? == self.before)
    }

    /// Puts back what was there; what somebody has written into the file meanwhile stays, an edit that came out is kept
    /// beside it as `copy`.
    fn back(&self, folder: &Path, copy: &str) -> Result<(), Error> {
        let (draft, file) = (self.draft(folder)?, self.path(folder)?);
        let ours = files::print(&file)? == self.after;
        let came_out = files::print(&draft)?;
        match (self.before, self.after) {
            (None, _) if ours => drop(files::rename_to_free(&file, &draft)?),
            (Some(_), None) if ours && came_out.is_some() => drop(files::rename_to_free(&draft, &file)?),
            (Some(_), Some(_)) if ours && came_out.is_some() => drop(files::exchange(&draft, &file)?),
            (Some(_), _) if !ours && came_out.is_some() && came_out != self.before && came_out != self.after => {
                files::rename(&draft, &file.with_file_name(copy))?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// Writes the drafts of the rewrites, durable each; all or none.
pub(super) fn drafts(folder: &Path, rewrites: &[Rewrite]) -> Result<Vec<Target>, Error> {
    let mut targets = Vec::new();
    for rewrite in rewrites {
        match draft(folder, rewrite) {
            Ok(target) => targets.push(target),
            Err(error) => {
                discard(folder, &targets);
                return Err(error);
            }
        }
    }
    Ok(targets)
}

fn draft(folder: &Path, rewrite: &Rewrite) -> Result<Target, Error> {
    let file = files::resolve(&folder.join(&rewrite.file))?;
    files::make_folder(files::folder_of(&file))?;
    let path = match &rewrite.after {
        Some(after) => files::draft(&file, after.as_bytes())?,
        None => files::free_name(&file),
    };
    let draft = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let (before, after) = (rewrite.patch.before, rewrite.patch.after);
    Ok(Target { file: rewrite.file.clone(), draft, before, after })
}

/// Replaces all files that wait; false, with some replaced, if somebody has edited one of them. A draft that does not read
/// back as what was written replaces nothing.
pub(super) fn swap_all<'t>(folder: &Path, targets: impl IntoIterator<Item = &'t Target>) -> Result<bool, Error> {
    for target in targets {
        match target.state(folder)? {
            State::Pending if target.swap(folder)? => {}
            State::Done => {}
            State::Lost => return Err(files::forgotten(&target.path(folder)?)),
            State::Pending | State::Contested | State::Overrun => return Ok(false),
        }
    }
    Ok(true)
}

/// Puts back what was there, the last first, and makes it last.
pub(super) fn back_all(folder: &Path, targets: &[Target], copy: impl Fn(&Target) -> String) -> Result<(), Error> {
    for target in targets.iter().rev() {
        if matches!(target.state(folder)?, State::Done | State::Overrun) {
            target.back(folder, &copy(target))?;
        }
    }
    sync_folders(folder, targets)
}

/// Returns whether each file that was replaced can be put back.
pub(super) fn can_go_back(folder: &Path, targets: &[Target]) -> Result<bool, Error> {
    for target in targets {
        let done = target.state(folder)? == State::Done;
        if done && target.before.is_some() && !files::exists(&target.draft(folder)?) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Removes what lies under the drafts' names.
pub(super) fn discard(folder: &Path, targets: &[Target]) {
    targets.iter().filter_map(|target| target.draft(folder).ok()).for_each(|draft| files::discard(&draft));
}

/// Makes durable which files lie in the folders of the targets.
pub(super) fn sync_folders(folder: &Path, targets: &[Target]) -> Result<(), Error> {
    let mut homes = BTreeSet::new();
    for target in targets {
        homes.insert(files::folder_of(&target.path(folder)?).to_owned());
    }
    homes.iter().try_for_each(|home| files::sync_folder(home))
}
