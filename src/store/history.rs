//! The history: committed commands in `.acquaint/history`, a line of JSON each. It is written by the journal alone.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::hunks::Patch;
use super::layout::OWN;
use super::{Error, Place, files};
use crate::network::{Change, Date};

/// How many entries are kept when the history is cut, and how many may gather until then.
const KEPT: u64 = 1_000;
const MOST: u64 = 1_200;

/// A committed command.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number, counted from 1. It stands first in the line.
    pub n: u64,
    /// The day.
    pub at: Date,
    /// What it did, in words.
    pub words: String,
    /// The command it took back, if it is an undo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<u64>,
    /// What it changed.
    pub changes: Vec<Change>,
    /// The bytes it replaced, file by file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) files: Vec<Patch>,
    /// Whether a later entry took it back; known when the history is read.
    #[serde(skip)]
    pub undone: bool,
}

fn path(folder: &Path) -> PathBuf {
    folder.join(OWN).join("history")
}

/// Returns all entries, the oldest first. A last line that was never finished is passed over.
pub(super) fn read(folder: &Path) -> Result<Vec<Entry>, Error> {
    let bytes = files::read(&path(folder))?.unwrap_or_default();
    let lines = bytes.split_inclusive(|&byte| byte == b'\n').filter(|line| line.ends_with(b"\n"));
    let mut entries = Vec::new();
    for (number, line) in lines.enumerate() {
        let entry = serde_json::from_slice::<Entry>(line);
        entries.push(entry.map_err(|error| damaged(number + 1, error.column()))?);
    }
    let undone: BTreeSet<_> = entries.iter().filter_map(|entry| entry.undoes).collect();
    entries.iter_mut().for_each(|entry| entry.undone = undone.contains(&entry.n));
    Ok(entries)
}

fn damaged(line: usize, column: usize) -> Error {
    Error::Text {
        place: Place { file: format!("{OWN}/history"), line, column },
        message: "this line of the history is damaged".to_owned(),
        hint: Some("remove the line; the network can be read without it".to_owned()),
    }
}

/// Returns the number of the next entry.
pub(super) fn next(folder: &Path) -> Result<u64, Error> {
    let path = path(folder);
    let Some(mut file) = files::open_own(&path, false)? else { return Ok(1) };
    Ok(tail(&mut file, &path)?.1 + 1)
}

/// Writes the entry behind the others, unless it stands there already.
pub(super) fn append(folder: &Path, entry: &Entry) -> Result<(), Error> {
    let path = path(folder);
    let first = !files::exists(&path);
    let Some(mut file) = files::open_own(&path, true)? else { return Ok(()) };
    let (end, last) = tail(&mut file, &path)?;
    if last >= entry.n {
        return Ok(());
    }
    files::overwrite(&mut file, &path, end, &line(entry))?;
    if first {
        files::sync_folder(files::folder_of(&path))?;
    }
    compact(&mut file, &path, entry.n)
}

fn line(entry: &Entry) -> Vec<u8> {
    let mut line = serde_json::to_vec(entry).expect("entries are plain data with texts for keys");
    line.push(b'\n');
    line
}

/// Returns where the last whole line ends, and its number.
fn tail(file: &mut File, path: &Path) -> Result<(u64, u64), Error> {
    let length = files::length(file, path)?;
    let mut window = 4_096;
    loop {
        let start = length.saturating_sub(window);
        let bytes = files::read_part(file, path, start, length - start)?;
        let end = bytes.iter().rposition(|&byte| byte == b'\n');
        let begin = end.and_then(|end| bytes[..end].iter().rposition(|&byte| byte == b'\n'));
        if let (Some(end), Some(begin)) = (end, begin.map(|it| it + 1).or((start == 0).then_some(0))) {
            let last = number(&bytes[begin..end]).map_or_else(|| highest(file, path, length), Ok)?;
            return Ok((start + end as u64 + 1, last));
        }
        if start == 0 {
            return Ok((0, 0));
        }
        window *= 8;
    }
}

/// Returns the number of a line, which stands first in it.
fn number(line: &[u8]) -> Option<u64> {
    let digits = line.strip_prefix(b"{\"n\":")?;
    let end = digits.iter().position(|byte| !byte.is_ascii_digit())?;
    std::str::from_utf8(&digits[..end]).ok()?.parse().ok()
}

/// Returns the highest number there is: for a history whose last line is damaged.
fn highest(file: &mut File, path: &Path, length: u64) -> Result<u64, Error> {
    let bytes = files::read_part(file, path, 0, length)?;
    Ok(bytes.split(|&byte| byte == b'\n').filter_map(number).max().unwrap_or(0))
}

/// Forgets the oldest entries when too many have gathered.
fn compact(file: &mut File, path: &Path, last: u64) -> Result<(), Error> {
    let first = number(&files::read_part(file, path, 0, 40)?).unwrap_or(last);
    if last - first.min(last) < MOST {
        return Ok(());
    }
    let bytes = files::read_part(file, path, 0, u64::MAX)?;
    let kept = |line: &&[u8]| number(line).is_none_or(|n| n + KEPT > last);
    let lines: Vec<_> = bytes.split_inclusive(|&byte| byte == b'\n').filter(kept).collect();
    files::write_file(path, &lines.concat())
}

#[cfg(test)]
mod tests {
    use super::{Entry, KEPT, MOST, append, next, read};
    use crate::store::scratch::{Scratch, TODAY};

    fn entry(n: u64, undoes: Option<u64>) -> Entry {
        Entry { n, at: TODAY, words: format!("did {n}"), undoes, changes: Vec::new(), files: Vec::new(), undone: false }
    }

    #[test]
    fn entries_come_back_in_order_and_once() {
        let scratch = Scratch::network();
        let folder = scratch.folder();
        assert_eq!((next(folder).unwrap(), read(folder).unwrap()), (1, vec![]));
        for (n, undoes) in [(1, None), (2, None), (2, None), (3, Some(2))] {
            append(folder, &entry(n, undoes)).unwrap();
        }
        let found: Vec<_> = read(folder).unwrap().iter().map(|it| (it.n, it.undone)).collect();
        assert_eq!(found, [(1, false), (2, true), (3, false)]);
    }

    #[test]
    fn a_torn_last_line_is_passed_over_and_overwritten() {
        let scratch = Scratch::network();
        let folder = scratch.folder();
        append(folder, &Entry { words: "x".repeat(100_000), ..entry(1, None) }).unwrap();
        let whole = scratch.read(".acquaint/history");
        scratch.write(".acquaint/history", &format!("{whole}{{\"n\":2,\"at"));
        assert_eq!((next(folder).unwrap(), read(folder).unwrap().len()), (2, 1));
        append(folder, &entry(2, None)).unwrap();
        assert_eq!(read(folder).unwrap().len(), 2);
        scratch.write(".acquaint/history", &format!("{whole}nonsense\n"));
        assert_eq!(next(folder).unwrap(), 2, "a damaged line locks nobody out");
        assert!(read(folder).unwrap_err().to_string().starts_with(".acquaint/history:2:"));
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let scratch = Scratch::network();
        let lines: String = (1..=MOST).map(|n| String::from_utf8(super::line(&entry(n, None))).unwrap()).collect();
        scratch.write(".acquaint/history", &lines);
        append(scratch.folder(), &entry(MOST + 1, None)).unwrap();
        let kept = read(scratch.folder()).unwrap();
        assert_eq!((kept.len() as u64, kept[0].n), (KEPT, MOST + 2 - KEPT));
        assert_eq!(next(scratch.folder()).unwrap(), MOST + 2);
    }
}
