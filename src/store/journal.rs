//! Several files replaced as one. The drafts are durable, then the journal names them, then they take their places: a
//! command interrupted before the journal is whole never was, one interrupted after it is brought to its end by the next
//! command, or taken back whole where a hand has edited one of the files meanwhile.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::layout::{self, MEETINGS, OWN};
use super::lock::{self, Lock};
use super::replace::{self, State, Target};
use super::rewrites::Rewrite;
use super::{Entry, Error, Place, files, history};

/// What an interrupted command was about to do. It stands in the file as JSON behind its fingerprint.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Journal {
    pub(super) entry: Option<Entry>,
    pub(super) targets: Vec<Target>,
}

pub(super) fn path(folder: &Path) -> PathBuf {
    folder.join(OWN).join("journal")
}

/// Waits a moment for writers and brings an interrupted command to its end, so that what is read then is whole.
pub(super) fn quiet(folder: &Path) -> Result<Option<Lock>, Error> {
    let lock = lock::shared(folder)?;
    if lock.is_some() && files::read(&path(folder))?.is_some_and(|it| !it.is_empty()) {
        drop(lock);
        let lock = lock::exclusive(folder)?;
        return recover(folder, &lock).map(|()| Some(lock));
    }
    Ok(lock)
}

/// Replaces the files and writes the entry to the history, all or nothing. False, with nothing done, if somebody has
/// changed one of the files since it was read.
///
/// # Errors
/// [`Error::Unsure`] if all is written, but may not last; any other error means that nothing has changed, or that the next
/// command will find the journal and settle it.
pub(super) fn commit(folder: &Path, _lock: &Lock, entry: Option<Entry>, rewrites: &[Rewrite]) -> Result<bool, Error> {
    let journal = Journal { entry, targets: replace::drafts(folder, rewrites)? };
    let prepared = replace::sync_folders(folder, &journal.targets).and_then(|()| write(folder, &journal));
    if let Err(error) = prepared {
        abandon(folder, &journal)?;
        return Err(error);
    }
    match replace::swap_all(folder, &journal.targets) {
        Ok(true) => finish(folder, &journal).map(|()| true).map_err(|error| Error::Unsure(Box::new(error))),
        undone => {
            replace::back_all(folder, &journal.targets, |target| copy_of(&journal, target))?;
            abandon(folder, &journal)?;
            undone
        }
    }
}

/// Brings an interrupted command to its end, forward if its journal is whole, and sweeps what else it left.
pub(super) fn recover(folder: &Path, _lock: &Lock) -> Result<(), Error> {
    let done = match read(folder)? {
        Some(journal) => resume(folder, &journal),
        None => Ok(()),
    };
    if matches!(done, Ok(()) | Err(Error::Text { .. })) {
        clear(folder)?;
        sweep(folder)?;
    }
    done
}

fn resume(folder: &Path, journal: &Journal) -> Result<(), Error> {
    let targets = &journal.targets;
    let states: Vec<_> = targets.iter().map(|it| it.state(folder)).collect::<Result<_, _>>()?;
    let begun = states.iter().any(|state| matches!(state, State::Done | State::Overrun));
    if !begun && states.iter().any(|state| *state != State::Pending) {
        // Nothing was replaced, nobody was told: it never was, and a hand's edit since stays.
        return Ok(());
    }
    let contested = states.iter().position(|state| matches!(state, State::Contested | State::Overrun));
    let in_doubt = contested.is_some() || states.contains(&State::Lost);
    if in_doubt && replace::can_go_back(folder, targets)? {
        replace::back_all(folder, targets, |target| copy_of(journal, target))?;
        return abandon(folder, journal);
    }
    for (target, _) in targets.iter().zip(&states).filter(|(_, state)| **state == State::Contested) {
        let (draft, file) = (target.draft(folder)?, target.path(folder)?);
        if files::exists(&draft) {
            files::rename(&draft, &file.with_file_name(copy_of(journal, target)))?;
        }
    }
    let open = targets.iter().zip(&states).filter(|(_, state)| **state != State::Lost).map(|(target, _)| target);
    if !replace::swap_all(folder, open)? {
        replace::back_all(folder, targets, |target| copy_of(journal, target))?;
        return abandon(folder, journal);
    }
    finish(folder, journal)?;
    contested.map_or(Ok(()), |at| Err(both_kept(journal, &targets[at])))
}

/// Makes what was replaced last, keeps the entry, and forgets the journal.
fn finish(folder: &Path, journal: &Journal) -> Result<(), Error> {
    replace::sync_folders(folder, &journal.targets)?;
    if let Some(entry) = &journal.entry {
        history::append(folder, entry)?;
    }
    // All of it is durable: what is left of the journal and the old bytes is swept by the next command at the latest.
    if clear(folder).is_ok() {
        replace::discard(folder, &journal.targets);
    }
    Ok(())
}

/// Forgets a command that never was. The journal goes first, and for good: with its drafts it could be taken for a
/// command half done.
fn abandon(folder: &Path, journal: &Journal) -> Result<(), Error> {
    let path = path(folder);
    if files::exists(&path)
        && let Some(mut file) = files::open_own(&path, true)?
    {
        files::overwrite(&mut file, &path, 0, b"")?;
    }
    replace::discard(folder, &journal.targets);
    Ok(())
}

fn copy_of(journal: &Journal, target: &Target) -> String {
    let name = target.file.rsplit('/').next().unwrap_or(&target.file);
    let stem = name.strip_suffix(".ron").unwrap_or(name);
    format!("{stem}.conflict-{}.ron", journal.entry.as_ref().map_or(0, |entry| entry.n))
}

fn both_kept(journal: &Journal, target: &Target) -> Error {
    Error::Text {
        place: Place { file: target.file.clone(), line: 0, column: 0 },
        message: "it was edited while a command lay interrupted; the file has the edit".to_owned(),
        hint: Some(format!(
            "what the command wrote lies beside it in `{}`: take over what holds, then remove it",
            copy_of(journal, target)
        )),
    }
}

pub(super) fn write(folder: &Path, journal: &Journal) -> Result<(), Error> {
    let path = path(folder);
    let first = !files::exists(&path);
    let body = serde_json::to_string(journal).expect("journals are plain data with texts for keys");
    let text = format!("{:016x}\n{body}\n", files::fingerprint(body.as_bytes()));
    // Written over the last one: its name is durable already, and half of it is told by its fingerprint.
    if let Some(mut file) = files::open_own(&path, true)? {
        files::overwrite(&mut file, &path, 0, text.as_bytes())?;
    }
    if first { files::sync_folder(files::folder_of(&path)) } else { Ok(()) }
}

/// Returns the journal if there is a whole one.
fn read(folder: &Path) -> Result<Option<Journal>, Error> {
    let bytes = files::read(&path(folder))?.unwrap_or_default();
    let text = String::from_utf8(bytes).unwrap_or_default();
    let Some((print, body)) = text.split_once('\n') else { return Ok(None) };
    let body = body.trim_end_matches('\n');
    let whole = u64::from_str_radix(print, 16) == Ok(files::fingerprint(body.as_bytes()));
    Ok(whole.then(|| serde_json::from_str(body).ok()).flatten())
}

fn clear(folder: &Path) -> Result<(), Error> {
    let path = path(folder);
    if files::read(&path)?.is_none_or(|journal| journal.is_empty()) {
        return Ok(());
    }
    files::open_own(&path, true)?.map_or(Ok(()), |file| files::cut(&file, &path, 0))
}

/// Removes the drafts that commands left behind which were killed. Under the lock nobody else has any.
fn sweep(folder: &Path) -> Result<(), Error> {
    let mut homes = BTreeSet::from([folder.to_owned(), folder.join(MEETINGS), folder.join(OWN)]);
    for file in layout::files() {
        homes.insert(files::folder_of(&files::resolve(&folder.join(file))?).to_owned());
    }
    for home in homes {
        let names = files::names(&home)?;
        names.iter().filter(|name| files::is_draft(name)).for_each(|name| files::discard(&home.join(name)));
    }
    Ok(())
}
