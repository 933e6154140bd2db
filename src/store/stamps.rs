//! What the system says of a file without its bytes, and the files of the snapshot. Nothing here needs to last and nothing
//! waits: a snapshot that cannot be read or written is one that is not there.
#![expect(clippy::disallowed_methods, reason = "this is the place where the snapshot is read and written")]

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, FileExt, MetadataExt, OpenOptionsExt};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use xxhash_rust::xxh3::Xxh3;

use super::disk::{aside, later};

/// What tells that a file has not changed: size, times (nanoseconds since 1970), inode and device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) size: u64,
    pub(super) modified: i64,
    pub(super) changed: i64,
    pub(super) inode: u64,
    pub(super) device: u64,
}

/// Returns the stamp of a regular file, links followed.
pub(super) fn stamp(path: &Path) -> Option<Stamp> {
    let meta = aside().and_then(|()| fs::metadata(path)).ok().filter(fs::Metadata::is_file)?;
    let nanos = |seconds: i64, nanos: i64| seconds.saturating_mul(1_000_000_000).saturating_add(nanos);
    Some(Stamp {
        size: meta.len(),
        modified: nanos(meta.mtime(), meta.mtime_nsec()),
        changed: nanos(meta.ctime(), meta.ctime_nsec()),
        inode: meta.ino(),
        device: meta.dev(),
    })
}

/// Returns the time, in nanoseconds since 1970: only ever compared with stamps.
pub(super) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_nanos()).unwrap_or(i64::MAX).saturating_add(later())
}

/// A file of the snapshot that is open.
#[derive(Debug)]
pub(super) struct Kept {
    file: File,
    length: u64,
    /// Its first bytes: of most files all that is asked for.
    start: Vec<u8>,
}

/// So many bytes are read at once where a file begins: a page, which holds a short file whole.
const START: u64 = 4 * 1024;

/// So many bytes are handed over at a time: memory that is used again costs less than memory that is new.
const STEP: u64 = 32 * 1024;

/// Opens a file of the snapshot, if it is there.
pub(super) fn open(path: &Path) -> Option<Kept> {
    let file = aside().and_then(|()| File::open(path)).ok()?;
    let length = aside().and_then(|()| file.metadata()).ok()?.len();
    let start = read_part(&file, 0, length.min(START))?;
    Some(Kept { file, length, start })
}

impl Kept {
    /// Returns `length` bytes from `from` on, if there are so many.
    pub(super) fn part(&self, from: u64, length: u64) -> Option<Vec<u8>> {
        // A damaged length must not make anybody set memory aside.
        let end = from.checked_add(length).filter(|end| *end <= self.length)?;
        match end <= self.start.len() as u64 {
            true => Some(self.start[from as usize..end as usize].to_vec()),
            false => read_part(&self.file, from, length),
        }
    }

    /// Hands over `length` bytes from `from` on, some at a time, and returns the fingerprint of them all. Who takes them
    /// says how many are done with; the others come again, with more behind them.
    pub(super) fn pour(&self, from: u64, length: u64, mut take: impl FnMut(&[u8]) -> usize) -> Option<u64> {
        let end = from.checked_add(length).filter(|end| *end <= self.length)?;
        let (mut print, mut bytes, mut at) = (Xxh3::new(), Vec::new(), from);
        while at < end {
            let (held, step) = (bytes.len(), STEP.min(end - at));
            bytes.resize(held + step as usize, 0);
            aside().and_then(|()| self.file.read_exact_at(&mut bytes[held..], at)).ok()?;
            print.update(&bytes[held..]);
            let done = take(&bytes);
            bytes.drain(..done);
            at += step;
        }
        Some(print.digest())
    }
}

fn read_part(file: &File, from: u64, length: u64) -> Option<Vec<u8>> {
    let mut bytes = vec![0; usize::try_from(length).ok()?];
    aside().and_then(|()| file.read_exact_at(&mut bytes, from)).ok().map(|()| bytes)
}

/// Writes a file of the snapshot whole or not at all, for its owner only; it may not last.
pub(super) fn keep(path: &Path, parts: &[&[u8]]) -> io::Result<()> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return Ok(()) };
    if !folder.exists() {
        aside().and_then(|()| DirBuilder::new().mode(0o700).create(folder))?;
    }
    let n = COUNT.fetch_add(1, Ordering::Relaxed);
    let draft = folder.join(format!(".{}.{}.{n}{DRAFT}", name.to_string_lossy(), std::process::id()));
    let opened = aside().and_then(|()| OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft));
    let written = opened.and_then(|mut file| {
        parts.iter().try_for_each(|part| whole(part, |bytes| file.write_all(bytes)))?;
        aside().and_then(|()| fs::rename(&draft, path))
    });
    if written.is_err() {
        forget(&draft);
    }
    written
}

const DRAFT: &str = ".tmp";

/// Writes the bytes; half of them where a trial lets that fail.
fn whole(bytes: &[u8], mut write: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
    match aside() {
        Ok(()) => write(bytes),
        Err(error) => write(&bytes[..bytes.len() / 2]).and(Err(error)),
    }
}

/// Replaces the first bytes of a file of the snapshot by as many others, if they are still what they were.
pub(super) fn restate(path: &Path, before: &[u8], after: &[u8]) -> io::Result<()> {
    let file = aside().and_then(|()| OpenOptions::new().read(true).write(true).open(path))?;
    let mut now = vec![0; before.len()];
    aside().and_then(|()| file.read_exact_at(&mut now, 0))?;
    if now == before { whole(after, |bytes| file.write_all_at(bytes, 0)) } else { Ok(()) }
}

/// Removes a file of the snapshot.
pub(super) fn forget(path: &Path) {
    drop(aside().and_then(|()| fs::remove_file(path)));
}

/// Removes the drafts that were never finished. A reader that is about to finish one loses it and does without.
pub(super) fn sweep(folder: &Path) {
    let drafts = aside().and_then(|()| fs::read_dir(folder)).into_iter().flatten().flatten().map(|entry| entry.path());
    drafts.filter(|path| path.to_string_lossy().ends_with(DRAFT)).for_each(|path| forget(&path));
}
