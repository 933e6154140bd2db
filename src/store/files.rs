//! Bytes in and out, and what was tried on which file when that fails. It knows paths, modes and fsync, no record and no
//! RON. What is written here is written whole or not at all: a draft beside the file, fsync, rename, fsync of the folder.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::{Error, Place, disk};

/// The largest file of a network that is read, in bytes.
const LARGEST: u64 = 1 << 30;
/// How many links are followed from a name to its file.
const LONGEST_CHAIN: usize = 40;
/// The byte order mark some editors put first.
pub(super) const BOM: char = '\u{feff}';

/// Says of a failure what was tried on which file.
fn told<T>(what: &'static str, path: &Path, result: io::Result<T>) -> Result<T, Error> {
    result.map_err(|source| Error::System { what, path: path.to_owned(), source })
}

/// Returns the bytes of a regular file, or none if there is none.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    if is_there(path)? { read_limited(path, LARGEST).map(Some) } else { Ok(None) }
}

/// Returns the fingerprint of a file's bytes, if it is there.
pub(super) fn print(path: &Path) -> Result<Option<u64>, Error> {
    if !is_there(path)? {
        return Ok(None);
    }
    let (mut print, mut bytes) = (Xxh3::new(), vec![0; STEP]);
    let read = disk::open(path).and_then(|mut file| {
        loop {
            match disk::read_some(&mut file, path, &mut bytes)? {
                0 => return Ok(()),
                n => print.update(&bytes[..n]),
            }
        }
    });
    told("read the file", path, read).map(|()| Some(print.digest()))
}

/// So many bytes are looked at at a time: memory that is used again costs less than memory that is new.
const STEP: usize = 64 * 1024;

/// Returns whether there is a regular file.
fn is_there(path: &Path) -> Result<bool, Error> {
    match disk::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Ok(meta) if meta.is_dir() => told("read the file", path, Err(ErrorKind::IsADirectory.into())),
        Ok(meta) if !meta.is_file() => told("read the file", path, Err(io::Error::other("it is no regular file"))),
        Ok(_) => Ok(true),
        Err(error) => told("read the file", path, Err(error)),
    }
}

fn read_limited(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let all = disk::open(path).and_then(|mut file| {
        let size = file.metadata().map_or(0, |meta| meta.len()).min(limit);
        bytes.reserve_exact(usize::try_from(size).unwrap_or(0) + 1);
        disk::read(&mut file, path, limit + 1, &mut bytes)
    });
    told("read the file", path, all)?;
    if bytes.len() as u64 > limit {
        let because = io::Error::other(format!("it is larger than {} MB", limit >> 20));
        return told("read the file", path, Err(because));
    }
    Ok(bytes)
}

/// Returns the bytes as text, or the place of the first byte that is none.
pub(super) fn text(bytes: Vec<u8>, file: &str) -> Result<String, Error> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let byte = error.as_bytes()[valid];
        Error::Text {
            place: Place::within(file, &error.as_bytes()[..valid]),
            message: format!("the byte {byte:#04x} is not UTF-8"),
            hint: Some("save the file as UTF-8".to_owned()),
        }
    })
}

/// Reads a text from anywhere: an import, a note. A byte order mark is dropped.
///
/// # Errors
/// A folder, a file of more than `limit` bytes, or one that is not UTF-8, the first bad byte by line and column.
pub fn read_text(path: &Path, limit: u64) -> Result<String, Error> {
    if path.is_dir() {
        return told("read the file", path, Err(ErrorKind::IsADirectory.into()));
    }
    let mut text = text(read_limited(path, limit)?, &path.display().to_string())?;
    if text.starts_with(BOM) {
        text.drain(..BOM.len_utf8());
    }
    Ok(text)
}

/// Returns whether anything stands under that name, be it a link that leads nowhere.
pub(super) fn exists(path: &Path) -> bool {
    disk::symlink_metadata(path).is_ok()
}

/// Returns the names of what lies in the folder, sorted; none if there is no such folder.
pub(super) fn names(folder: &Path) -> Result<Vec<String>, Error> {
    match disk::names(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        names => told("list the folder", folder, names).map(|mut names| {
            names.sort_unstable();
            names
        }),
    }
}

/// Follows links from a name to the file they end at, which need not be there.
pub(super) fn resolve(path: &Path) -> Result<PathBuf, Error> {
    let mut at = path.to_owned();
    for _ in 0..LONGEST_CHAIN {
        match disk::read_link(&at) {
            Ok(next) => at = folder_of(&at).join(next),
            Err(_) => return Ok(at),
        }
    }
    told("follow the links", path, Err(io::Error::other("they lead in a circle")))
}

/// Returns the folder a file lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Makes the folder and those above it, for their owner only, and makes them last; what is there stays as it is.
///
/// # Errors
/// What the system refuses.
pub fn make_folder(folder: &Path) -> Result<(), Error> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder_of(folder);
    if above != Path::new(".") {
        make_folder(above)?;
    }
    told("make the folder", folder, disk::make_folder(folder))?;
    sync_folder(above)
}

/// Writes a draft beside `target`, as readable as `target` is if it is there, and makes its bytes durable.
pub(super) fn draft(target: &Path, bytes: &[u8]) -> Result<PathBuf, Error> {
    let (path, mut file) = told("write beside the file", target, new_draft(target))?;
    let like = disk::metadata(target);
    let written = disk::write(&mut file, &path, 0, bytes)
        .and_then(|()| like.map_or(Ok(()), |like| disk::mark(&file, &path, &like)))
        .and_then(|()| disk::sync(&file, &path));
    if written.is_err() {
        discard(&path);
    }
    told("write the file", target, written).map(|()| path)
}

/// Returns the name of a draft of the file that no other file has.
pub(super) fn free_name(target: &Path) -> PathBuf {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let stem: String = name.chars().take(40).collect();
    loop {
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = folder_of(target).join(format!(".{stem}.{}.{n}.tmp", std::process::id()));
        if !exists(&path) {
            return path;
        }
    }
}

fn new_draft(target: &Path) -> io::Result<(PathBuf, File)> {
    loop {
        let path = free_name(target);
        match disk::create(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            opened => return opened.map(|file| (path, file)),
        }
    }
}

/// Returns whether a name is that of a draft of a file of the program's, whichever process made it.
pub(super) fn is_draft(name: &str) -> bool {
    let stem = name.strip_prefix('.').and_then(|it| it.strip_suffix(".tmp"));
    let mut parts = stem.unwrap_or_default().rsplitn(3, '.');
    let mut numbers = parts.by_ref().take(2);
    let numbered = numbers.all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    let is_ours = |file: &str| file.ends_with(".ron") || ["history", ".gitignore", ".gitattributes"].contains(&file);
    numbered && parts.next().is_some_and(is_ours)
}

/// Removes a draft; one that cannot be removed is swept by a later command.
pub(super) fn discard(draft: &Path) {
    drop(disk::remove(draft));
}

/// Puts a file in the place of another.
pub(super) fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    told("replace the file", to, disk::rename(from, to))
}

/// Gives a file a name that nothing has yet; false if something has it.
pub(super) fn rename_to_free(from: &Path, to: &Path) -> Result<bool, Error> {
    match disk::rename_to_free(from, to) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        renamed => told("make the file", to, renamed).map(|()| true),
    }
}

/// Lets a draft and its file change places; false where the file system cannot.
pub(super) fn exchange(draft: &Path, file: &Path) -> Result<bool, Error> {
    told("replace the file", file, disk::exchange(draft, file))
}

/// Makes durable which files lie in the folder.
pub(super) fn sync_folder(folder: &Path) -> Result<(), Error> {
    told("make the folder durable", folder, disk::sync_folder(folder))
}

/// Writes a file whole or not at all: a map, an export. New files can be read by their owner only; links stay links.
///
/// # Errors
/// What the system refuses; the file is then as it was.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let target = resolve(path)?;
    match disk::metadata(&target) {
        Ok(meta) if meta.is_dir() => {
            return told("write the file", path, Err(ErrorKind::IsADirectory.into()));
        }
        // A pipe or a terminal is written to; a rename would take its place.
        Ok(meta) if !meta.is_file() => {
            return told("write to it", path, disk::write_to_pipe(&target, bytes));
        }
        _ => {}
    }
    let draft = draft(&target, bytes)?;
    rename(&draft, &target).inspect_err(|_| discard(&draft))?;
    sync_folder(folder_of(&target))
}

/// Opens one of the program's own files to read and write, made for its owner only if `make`; none if not there.
pub(super) fn open_own(path: &Path, make: bool) -> Result<Option<File>, Error> {
    let opened = if make { disk::open_to_write(path) } else { disk::open(path) };
    match opened {
        Err(error) if error.kind() == ErrorKind::NotFound && !make => Ok(None),
        opened => told("open the file", path, opened).map(Some),
    }
}

/// Replaces the bytes of an open file from `from` on and makes them durable.
pub(super) fn overwrite(file: &mut File, path: &Path, from: u64, bytes: &[u8]) -> Result<(), Error> {
    let written = disk::cut(file, path, from)
        .and_then(|()| disk::write(file, path, from, bytes))
        .and_then(|()| disk::sync(file, path));
    told("write the file", path, written)
}

/// Replaces the bytes of an open file; nothing depends on their lasting.
pub(super) fn note(file: &mut File, path: &Path, bytes: &[u8]) -> io::Result<()> {
    disk::cut(file, path, 0).and_then(|()| disk::write(file, path, 0, bytes))
}

/// The error of bytes that the system took and does not give back.
pub(super) fn forgotten(path: &Path) -> Error {
    let source = io::Error::other("what was written does not read back");
    Error::System { what: "write the file", path: path.to_owned(), source }
}

/// Cuts an open file; whether that lasts is left to the system.
pub(super) fn cut(file: &File, path: &Path, length: u64) -> Result<(), Error> {
    told("write the file", path, disk::cut(file, path, length))
}

/// Returns up to `length` bytes of an open file from `from` on.
pub(super) fn read_part(file: &mut File, path: &Path, from: u64, length: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    told("read the file", path, disk::read_part(file, path, from, length, &mut bytes)).map(|()| bytes)
}

/// Returns the length of an open file.
pub(super) fn length(file: &File, path: &Path) -> Result<u64, Error> {
    told("read the file", path, file.metadata()).map(|meta| meta.len())
}

/// Returns a number that differs where the bytes differ by accident: for telling states of a file apart, not for safety
/// from forgery. It stands in journals: it must not change.
pub(super) fn fingerprint(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}
