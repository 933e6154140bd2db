//! The history: committed commands in `.acquaint/history`, a line of JSON each. It is written by the journal alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize};

use super::hunks::Patch;
use super::layout::OWN;
use super::{Error, Place, files};
use crate::network::{Change, Date};

/// How many entries are kept when the history is cut, and how many may gather until then.
const KEPT: u64 = 1_000;
const MOST: u64 = 1_200;
/// How many bytes of entries are kept when the history is cut, and how many may gather until then; the last entry is
/// kept however large it is.
const KEPT_BYTES: u64 = 24 << 20;
const MOST_BYTES: u64 = 32 << 20;
/// What ends a line: its number once more, so that the last line need not be read to know it.
const END: &str = ",\"end\":";

/// A committed command.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number, counted from 1. It stands first in the line.
    pub n: u64,
    /// The day.
    pub at: Date,
    /// What it did, in words.
    pub words: String,
    /// The commands it took back, the latest first, if it is an undo.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_several")]
    pub undoes: Vec<u64>,
    /// The undo it took back, if it is a redo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redoes: Option<u64>,
    /// What it changed.
    pub changes: Vec<Change>,
    /// The bytes it replaced, file by file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) files: Vec<Patch>,
    /// Whether it is taken back, and not done again since; known when the history is read.
    #[serde(skip)]
    pub undone: bool,
}

impl Entry {
    /// Returns whether it is a command of its own, neither undo nor redo.
    #[must_use]
    pub fn is_command(&self) -> bool {
        self.undoes.is_empty() && self.redoes.is_none()
    }
}

/// Histories of the first days name the one command that an undo took back by its number alone.
fn one_or_several<'de, D: Deserializer<'de>>(source: D) -> Result<Vec<u64>, D::Error> {
    match serde_json::Value::deserialize(source)? {
        serde_json::Value::Array(several) => Ok(several.iter().filter_map(serde_json::Value::as_u64).collect()),
        one => Ok(one.as_u64().into_iter().collect()),
    }
}

/// Where undo and redo stand after some entries.
#[derive(Debug, Default)]
struct Standing {
    /// The commands that are taken back.
    undone: BTreeSet<u64>,
    /// The undos that can be taken back, the latest last; a new command leaves none.
    redoable: Vec<u64>,
}

impl Standing {
    fn of(entries: &[Entry]) -> Self {
        let mut standing = Self::default();
        let mut took: BTreeMap<u64, &[u64]> = BTreeMap::new();
        for entry in entries {
            if let Some(undo) = entry.redoes {
                took.get(&undo).into_iter().flat_map(|it| it.iter()).for_each(|n| _ = standing.undone.remove(n));
                standing.redoable.retain(|it| *it != undo);
            } else if entry.is_command() {
                standing.redoable.clear();
            } else {
                took.insert(entry.n, &entry.undoes);
                standing.undone.extend(&entry.undoes);
                standing.redoable.push(entry.n);
            }
        }
        standing
    }
}

/// Returns the commands to be taken back so that all after entry `after` are, the latest first; without `after` the last.
pub(super) fn to_undo(folder: &Path, after: Option<u64>) -> Result<Vec<Entry>, Error> {
    let mut entries = read(folder)?;
    let (first, last) = (entries.first().map_or(0, |it| it.n), entries.last().map_or(0, |it| it.n));
    if let Some(after) = after.filter(|&it| it > last || it + 1 < first) {
        return Err(Error::NoEntry { n: after, first: first.saturating_sub(1), last });
    }
    entries.retain(|it| it.is_command() && !it.undone && after.is_none_or(|after| it.n > after));
    entries.reverse();
    if after.is_none() {
        entries.truncate(1);
    }
    match (entries.is_empty(), after) {
        (true, Some(after)) if last > 0 => Err(Error::NothingSince(after)),
        (true, _) => Err(Error::NothingToUndo),
        _ => Ok(entries),
    }
}

/// Returns the undo to be taken back, and the words of the commands that it took back, the earliest first.
pub(super) fn to_redo(folder: &Path) -> Result<(Entry, Vec<String>), Error> {
    let entries = read(folder)?;
    let last = Standing::of(&entries).redoable.pop();
    let undo = entries.iter().find(|it| Some(it.n) == last).cloned().ok_or(Error::NothingToRedo)?;
    let words = |n: &u64| entries.iter().find(|it| it.n == *n).map(|it| it.words.clone());
    let words = undo.undoes.iter().rev().filter_map(words).collect();
    Ok((undo, words))
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
    let undone = Standing::of(&entries).undone;
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
    if tail(&mut file, &path)?.1 != entry.n {
        return Err(files::forgotten(&path));
    }
    if first {
        files::sync_folder(files::folder_of(&path))?;
    }
    compact(&mut file, &path, entry.n)
}

fn line(entry: &Entry) -> Vec<u8> {
    let mut line = serde_json::to_vec(entry).expect("entries are plain data with texts for keys");
    line.pop();
    line.extend(format!("{END}{}}}\n", entry.n).into_bytes());
    line
}

/// Returns where the last whole line ends, and its number.
fn tail(file: &mut File, path: &Path) -> Result<(u64, u64), Error> {
    let length = files::length(file, path)?;
    let mut window = 64;
    loop {
        let start = length.saturating_sub(window);
        let bytes = files::read_part(file, path, start, length - start)?;
        let end = bytes.iter().rposition(|&byte| byte == b'\n');
        if let Some((end, last)) = end.and_then(|end| Some((end, last_number(&bytes[..end])?))) {
            return Ok((start + end as u64 + 1, last));
        }
        if start == 0 {
            let last = highest(&bytes);
            return Ok((end.map_or(0, |end| end as u64 + 1), last));
        }
        window *= 32;
    }
}

/// Returns the number a line ends with; the line may be cut at its beginning.
fn last_number(line: &[u8]) -> Option<u64> {
    let text = line.strip_suffix(b"}")?;
    let digits = text.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let (before, digits) = text.split_at(text.len() - digits);
    before.ends_with(END.as_bytes()).then(|| std::str::from_utf8(digits).ok()?.parse().ok())?
}

/// Returns the number of a line, which stands first in it.
fn number(line: &[u8]) -> Option<u64> {
    let digits = line.strip_prefix(b"{\"n\":")?;
    let end = digits.iter().position(|byte| !byte.is_ascii_digit())?;
    std::str::from_utf8(&digits[..end]).ok()?.parse().ok()
}

/// Returns the highest number there is: for a history whose last line is damaged or of the first days.
fn highest(bytes: &[u8]) -> u64 {
    bytes.split(|&byte| byte == b'\n').filter_map(number).max().unwrap_or(0)
}

/// Forgets the oldest entries when too many have gathered, or too large ones.
fn compact(file: &mut File, path: &Path, last: u64) -> Result<(), Error> {
    let first = number(&files::read_part(file, path, 0, 40)?).unwrap_or(last);
    if last - first.min(last) < MOST && files::length(file, path)? <= MOST_BYTES {
        return Ok(());
    }
    let bytes = files::read_part(file, path, 0, u64::MAX)?;
    let mut size = 0;
    let kept = |line: &&[u8]| {
        size += line.len() as u64;
        let n = number(line);
        n == Some(last) || (n.is_none_or(|n| n + KEPT > last) && size <= KEPT_BYTES)
    };
    let lines: Vec<_> = bytes.split_inclusive(|&byte| byte == b'\n').rev().take_while(kept).collect();
    files::write_file(path, &lines.into_iter().rev().collect::<Vec<_>>().concat())
}

#[cfg(test)]
mod tests {
    use super::{Entry, KEPT, MOST, append, next, read, to_redo, to_undo};
    use crate::store::Error;
    use crate::store::scratch::{Scratch, TODAY};

    fn entry(n: u64, undoes: Option<u64>) -> Entry {
        let undoes = undoes.into_iter().collect();
        Entry {
            n,
            at: TODAY,
            words: format!("did {n}"),
            undoes,
            redoes: None,
            changes: Vec::new(),
            files: Vec::new(),
            undone: false,
        }
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
    #[test]
    fn large_entries_push_older_ones_out_but_the_last_stays() {
        let scratch = Scratch::network();
        let large = |n: u64, megabytes: usize| Entry { words: "x".repeat(megabytes << 20), ..entry(n, None) };
        let kept = || read(scratch.folder()).unwrap().iter().map(|it| it.n).collect::<Vec<_>>();
        for n in 1..=4 {
            append(scratch.folder(), &large(n, 7)).unwrap();
        }
        assert_eq!(kept(), [1, 2, 3, 4], "28 MB are within bounds");
        append(scratch.folder(), &large(5, 7)).unwrap();
        assert_eq!(kept(), [3, 4, 5], "cut to 24 MB");
        append(scratch.folder(), &large(6, 40)).unwrap();
        assert_eq!(kept(), [6], "larger than all that is kept");
        assert_eq!(next(scratch.folder()).unwrap(), 7);
    }

    #[test]
    fn undo_and_redo_stand_where_the_entries_left_them() {
        let scratch = Scratch::network();
        let redo = |n, undo| Entry { redoes: Some(undo), ..entry(n, None) };
        let both = Entry { undoes: vec![4, 1], ..entry(5, None) };
        for entry in [entry(1, None), entry(2, Some(1)), redo(3, 2), entry(4, None), both] {
            append(scratch.folder(), &entry).unwrap();
        }
        let folder = scratch.folder();
        let undone: Vec<_> = read(folder).unwrap().iter().filter(|it| it.undone).map(|it| it.n).collect();
        assert_eq!(undone, [1, 4]);
        assert_eq!(to_redo(folder).unwrap().1, ["did 1", "did 4"]);
        append(folder, &redo(6, 5)).unwrap();
        let numbers = |after| to_undo(folder, after).unwrap().iter().map(|it| it.n).collect::<Vec<_>>();
        assert_eq!((numbers(None), numbers(Some(0)), numbers(Some(3))), (vec![4], vec![4, 1], vec![4]));
        assert!(matches!(to_redo(folder), Err(Error::NothingToRedo)));
        assert!(matches!(to_undo(folder, Some(4)), Err(Error::NothingSince(4))));
        assert!(matches!(to_undo(folder, Some(7)), Err(Error::NoEntry { n: 7, first: 0, last: 6 })));
    }

    #[test]
    fn a_history_of_the_first_days_is_read() {
        let scratch = Scratch::network();
        let old = |n: u64, undoes: &str| {
            format!("{{\"n\":{n},\"at\":\"2026-11-21\",\"words\":\"did\"{undoes},\"changes\":[]}}\n")
        };
        scratch.write(".acquaint/history", &format!("{}{}", old(1, ""), old(2, ",\"undoes\":1")));
        assert_eq!(next(scratch.folder()).unwrap(), 3);
        assert!(read(scratch.folder()).unwrap()[0].undone);
    }
}
