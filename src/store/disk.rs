//! The calls of the operating system, one function each, so that a trial can record them and make any of them fail.
//! An interrupted call is made again. It knows no file of ours.
#![expect(clippy::disallowed_methods, reason = "this is the place where files are read and written")]

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags};

#[cfg(test)]
use super::trials::disk::{accepted, forgets, step};
#[cfg(test)]
pub(super) use super::trials::disk::{aside, later};

/// How often a call that was interrupted is made again.
const PATIENCE: usize = 100;

/// A call, as a trial sees it.
#[derive(Clone, Copy, Debug)]
#[expect(dead_code, reason = "only trials look at calls, and not at all of them")]
pub(super) enum Call<'c> {
    /// Something is looked at or read.
    Look(&'c Path),
    /// A file comes into being, empty.
    Make(&'c Path),
    /// Bytes are written, from a place on.
    Write(&'c Path, u64, &'c [u8]),
    /// A file gets a length.
    Cut(&'c Path, u64),
    /// Mode or owner are set.
    Mark(&'c Path),
    /// The bytes of a file are made durable.
    Sync(&'c Path),
    /// The names in a folder are made durable.
    SyncFolder(&'c Path),
    /// A name takes the place of another.
    Rename(&'c Path, &'c Path),
    /// Two names change places.
    Exchange(&'c Path, &'c Path),
    /// A name goes.
    Remove(&'c Path),
    /// A folder comes into being.
    MakeFolder(&'c Path),
}

#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "a trial may refuse the call")]
fn step(_: Call<'_>) -> io::Result<()> {
    Ok(())
}

/// Is asked before each call on the snapshot, which a trial may refuse.
#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "a trial may refuse the call")]
pub(super) fn aside() -> io::Result<()> {
    Ok(())
}

/// How much later it is than the clock says, in nanoseconds: a trial need not wait for a file to be beyond doubt.
#[cfg(not(test))]
pub(super) fn later() -> i64 {
    0
}

#[cfg(not(test))]
fn accepted(length: usize) -> usize {
    length
}

#[cfg(not(test))]
fn forgets() -> bool {
    false
}

fn again<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    for _ in 0..PATIENCE {
        match call() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            done => return done,
        }
    }
    Err(io::Error::other("it was interrupted again and again"))
}

pub(super) fn metadata(path: &Path) -> io::Result<Metadata> {
    again(|| step(Call::Look(path)).and_then(|()| fs::metadata(path)))
}

/// The same, of a link itself.
pub(super) fn symlink_metadata(path: &Path) -> io::Result<Metadata> {
    again(|| step(Call::Look(path)).and_then(|()| fs::symlink_metadata(path)))
}

pub(super) fn read_link(path: &Path) -> io::Result<PathBuf> {
    again(|| step(Call::Look(path)).and_then(|()| fs::read_link(path)))
}

/// Returns the names of what lies in the folder that are text.
pub(super) fn names(folder: &Path) -> io::Result<Vec<String>> {
    let entries = again(|| step(Call::Look(folder)).and_then(|()| fs::read_dir(folder)))?;
    let mut names = Vec::new();
    for entry in entries {
        names.extend(entry?.file_name().into_string());
    }
    Ok(names)
}

pub(super) fn open(path: &Path) -> io::Result<File> {
    again(|| step(Call::Look(path)).and_then(|()| File::open(path)))
}

/// Opens a file to read and write, made for its owner only if it is not there.
pub(super) fn open_to_write(path: &Path) -> io::Result<File> {
    let there = fs::symlink_metadata(path).is_ok();
    let call = if there { Call::Look(path) } else { Call::Make(path) };
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).mode(0o600);
    again(|| step(call).and_then(|()| options.open(path)))
}

/// Makes a file that is not there yet, for its owner only.
pub(super) fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    again(|| {
        // A name that is taken makes no file: the trial must not see one.
        if fs::symlink_metadata(path).is_ok() { Err(ErrorKind::AlreadyExists.into()) } else { step(Call::Make(path)) }
            .and_then(|()| options.open(path))
    })
}

/// Reads what is left of an open file, up to `limit` bytes.
pub(super) fn read(file: &mut File, path: &Path, limit: u64, bytes: &mut Vec<u8>) -> io::Result<()> {
    again(|| step(Call::Look(path)))?;
    file.take(limit).read_to_end(bytes).map(drop)
}

/// Reads as many of the next bytes of an open file as the system gives at once; none at its end.
pub(super) fn read_some(file: &mut File, path: &Path, bytes: &mut [u8]) -> io::Result<usize> {
    again(|| step(Call::Look(path)).and_then(|()| file.read(bytes)))
}

/// Reads an open file from `from` on, up to `limit` bytes.
pub(super) fn read_part(file: &mut File, path: &Path, from: u64, limit: u64, bytes: &mut Vec<u8>) -> io::Result<()> {
    file.seek(SeekFrom::Start(from))?;
    read(file, path, limit, bytes)
}

/// Writes to what is no regular file: a pipe, a terminal.
pub(super) fn write_to_pipe(path: &Path, bytes: &[u8]) -> io::Result<()> {
    again(|| step(Call::Look(path)))?;
    OpenOptions::new().write(true).open(path).and_then(|mut pipe| pipe.write_all(bytes))
}

/// Writes all bytes from a place on, however few the system takes at once.
pub(super) fn write(file: &mut File, path: &Path, from: u64, bytes: &[u8]) -> io::Result<()> {
    file.seek(SeekFrom::Start(from))?;
    let mut done = 0;
    while done < bytes.len() {
        let rest = &bytes[done..done + accepted(bytes.len() - done)];
        let forgets = forgets();
        let taken = again(|| {
            step(Call::Write(path, from + done as u64, rest))?;
            if forgets { Ok(rest.len()) } else { file.write(rest) }
        })?;
        if taken == 0 {
            return Err(ErrorKind::WriteZero.into());
        }
        done += taken;
    }
    Ok(())
}

pub(super) fn cut(file: &File, path: &Path, length: u64) -> io::Result<()> {
    again(|| step(Call::Cut(path, length)).and_then(|()| file.set_len(length)))
}

/// Gives an open file the mode and the owner of another.
pub(super) fn mark(file: &File, path: &Path, like: &Metadata) -> io::Result<()> {
    let own = file.metadata()?;
    if (own.uid(), own.gid()) != (like.uid(), like.gid()) {
        again(|| {
            step(Call::Mark(path)).and_then(|()| std::os::unix::fs::fchown(file, Some(like.uid()), Some(like.gid())))
        })?;
    }
    let mode = Permissions::from_mode(like.permissions().mode() & 0o777);
    again(|| step(Call::Mark(path)).and_then(|()| file.set_permissions(mode.clone())))
}

/// Makes the bytes of a file durable. What failed once may be lost: nobody may try again on the same file.
pub(super) fn sync(file: &File, path: &Path) -> io::Result<()> {
    again(|| step(Call::Sync(path)).and_then(|()| file.sync_all()))
}

pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    let open = again(|| step(Call::Look(folder)).and_then(|()| File::open(folder)))?;
    again(|| step(Call::SyncFolder(folder)).and_then(|()| open.sync_all()))
}

pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    again(|| step(Call::Rename(from, to)).and_then(|()| fs::rename(from, to)))
}

/// Renames a file where nothing has the new name yet.
pub(super) fn rename_to_free(from: &Path, to: &Path) -> io::Result<()> {
    again(|| {
        if fs::symlink_metadata(to).is_ok() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        step(Call::Rename(from, to))?;
        match rustix::fs::renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Err(error) if is_unknown(error) => fs::rename(from, to),
            done => Ok(done?),
        }
    })
}

/// Lets two files change their names; false where the file system cannot.
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    let exchanged = again(|| {
        step(Call::Exchange(one, other))?;
        Ok(rustix::fs::renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
    });
    match exchanged {
        Err(error) if rustix::io::Errno::from_io_error(&error).is_some_and(is_unknown) => Ok(false),
        done => done.map(|()| true),
    }
}

fn is_unknown(error: rustix::io::Errno) -> bool {
    [rustix::io::Errno::INVAL, rustix::io::Errno::NOSYS, rustix::io::Errno::NOTSUP].contains(&error)
}

pub(super) fn remove(path: &Path) -> io::Result<()> {
    again(|| step(Call::Remove(path)).and_then(|()| fs::remove_file(path)))
}

/// Makes a folder for its owner only; one that is there stays as it is.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    let made = again(|| step(Call::MakeFolder(folder)).and_then(|()| DirBuilder::new().mode(0o700).create(folder)));
    match made {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        made => made,
    }
}
