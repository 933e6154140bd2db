//! Several files replaced as one. The drafts are durable, then the journal names them, then they are renamed: a command
//! interrupted before the journal is whole never was, one interrupted after it is brought to its end by the next command.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::layout::{self, MEETINGS, OWN};
use super::lock::{self, Lock};
use super::spans::Rewrite;
use super::{Entry, Error, Place, files, history};

/// What an interrupted command was about to do. It stands in the file as JSON behind its fingerprint.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Journal {
    pub(super) entry: Option<Entry>,
    pub(super) targets: Vec<Target>,
}

/// One file to be replaced; states of it are told apart by fingerprint.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Target {
    pub(super) file: String,
    draft: String,
    before: Option<u64>,
    after: u64,
}

/// How far a target has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// The draft waits for a file that is as it was.
    Pending,
    /// The file has been replaced.
    Done,
    /// The draft waits, but somebody has edited the file since.
    Contested,
    /// The file is as it was and there is no draft.
    Lost,
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
pub(super) fn commit(
    folder: &Path,
    _lock: &Lock,
    entry: Option<Entry>,
    rewrites: &[Rewrite<'_>],
) -> Result<bool, Error> {
    let journal = Journal { entry, targets: drafts(folder, rewrites)? };
    let prepared = sync_folders(folder, &journal).and_then(|()| write(folder, &journal));
    let untouched = prepared.and_then(|()| all_untouched(folder, rewrites));
    if !matches!(untouched, Ok(true)) {
        abandon(folder, &journal)?;
        return untouched;
    }
    let finished = finish(folder, &journal);
    if finished.is_err() && !begun(folder, &journal) {
        abandon(folder, &journal)?;
    }
    finished.map(|()| true)
}

/// Returns whether a file has been replaced; if that cannot be known it may have been.
fn begun(folder: &Path, journal: &Journal) -> bool {
    journal.targets.iter().any(|it| !matches!(state(folder, it), Ok(State::Pending)))
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
    let states: Vec<_> = journal.targets.iter().map(|it| state(folder, it)).collect::<Result<_, _>>()?;
    let begun = states.contains(&State::Done);
    if !begun && states.iter().any(|state| *state != State::Pending) {
        // Nothing was replaced, nobody was told: it never was, and a hand's edit since stays.
        return Ok(());
    }
    finish(folder, journal)?;
    let contested = journal.targets.iter().zip(&states).find(|(_, state)| **state == State::Contested);
    contested.map_or(Ok(()), |(target, _)| Err(both_kept(journal, target)))
}

/// Replaces what is not replaced yet, makes it last, and keeps the entry.
fn finish(folder: &Path, journal: &Journal) -> Result<(), Error> {
    for target in &journal.targets {
        let (draft, file) = (draft_of(folder, target)?, files::resolve(&folder.join(&target.file))?);
        match state(folder, target)? {
            State::Pending => files::rename(&draft, &file)?,
            State::Contested => files::rename(&draft, &file.with_file_name(copy_of(journal, target)))?,
            State::Done | State::Lost => {}
        }
    }
    sync_folders(folder, journal)?;
    if let Some(entry) = &journal.entry {
        history::append(folder, entry)?;
    }
    clear(folder)
}

pub(super) fn drafts(folder: &Path, rewrites: &[Rewrite<'_>]) -> Result<Vec<Target>, Error> {
    let mut made = Vec::new();
    let mut targets = Vec::new();
    for rewrite in rewrites {
        match draft(folder, rewrite) {
            Ok((path, target)) => {
                made.push(path);
                targets.push(target);
            }
            Err(error) => {
                made.iter().for_each(|path| files::discard(path));
                return Err(error);
            }
        }
    }
    Ok(targets)
}

fn draft(folder: &Path, rewrite: &Rewrite<'_>) -> Result<(PathBuf, Target), Error> {
    let file = files::resolve(&folder.join(&rewrite.file))?;
    let home = files::folder_of(&file);
    if !files::exists(home) {
        files::make_folder(home)?;
        files::sync_folder(files::folder_of(home))?;
    }
    let path = files::draft(&file, rewrite.after.as_bytes())?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let before = rewrite.before.map(|text| files::fingerprint(text.as_bytes()));
    let after = files::fingerprint(rewrite.after.as_bytes());
    Ok((path, Target { file: rewrite.file.clone(), draft: name, before, after }))
}

fn all_untouched(folder: &Path, rewrites: &[Rewrite<'_>]) -> Result<bool, Error> {
    for rewrite in rewrites {
        let now = files::read(&folder.join(&rewrite.file))?;
        if now.as_deref() != rewrite.before.map(str::as_bytes) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn abandon(folder: &Path, journal: &Journal) -> Result<(), Error> {
    // The journal first: one without its drafts could be taken for a command half done.
    let cleared = clear(folder);
    for target in &journal.targets {
        files::discard(&draft_of(folder, target)?);
    }
    cleared
}

fn state(folder: &Path, target: &Target) -> Result<State, Error> {
    let print = |bytes: Option<Vec<u8>>| bytes.map(|bytes| files::fingerprint(&bytes));
    let now = print(files::read(&folder.join(&target.file))?);
    let waiting = print(files::read(&draft_of(folder, target)?)?) == Some(target.after);
    Ok(match (waiting, now) {
        (_, Some(now)) if now == target.after => State::Done,
        (true, now) if now == target.before => State::Pending,
        (true, _) => State::Contested,
        (false, now) if now == target.before => State::Lost,
        // Replaced, and edited since.
        (false, _) => State::Done,
    })
}

pub(super) fn draft_of(folder: &Path, target: &Target) -> Result<PathBuf, Error> {
    Ok(files::resolve(&folder.join(&target.file))?.with_file_name(&target.draft))
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

fn sync_folders(folder: &Path, journal: &Journal) -> Result<(), Error> {
    let mut homes = BTreeSet::new();
    for target in &journal.targets {
        homes.insert(files::folder_of(&files::resolve(&folder.join(&target.file))?).to_owned());
    }
    homes.iter().try_for_each(|home| files::sync_folder(home))
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
    if !files::exists(&path) {
        return Ok(());
    }
    files::open_own(&path, true)?.map_or(Ok(()), |file| files::cut(&file, &path, 0))
}

/// Removes the drafts that commands left behind which were killed. Under the lock nobody else has any.
fn sweep(folder: &Path) -> Result<(), Error> {
    let mut homes = BTreeSet::from([folder.to_owned(), folder.join(MEETINGS)]);
    for file in layout::files() {
        homes.insert(files::folder_of(&files::resolve(&folder.join(file))?).to_owned());
    }
    for home in homes {
        let names = files::names(&home)?;
        names.iter().filter(|name| files::is_draft(name)).for_each(|name| files::discard(&home.join(name)));
    }
    Ok(())
}
