//! Copies of the network's files that sync services, editors, git and this program leave beside them when two versions met.
//! They are recognised by their names, listed by `check`, and never read as part of the network.
//!
//! | left by | name |
//! |---|---|
//! | Syncthing | `people.sync-conflict-20260101-120000-ABCDEFG.ron`; of older versions `~syncthing~people.ron.tmp` |
//! | Dropbox | `people (Ann's conflicted copy 2026-01-01).ron`, `people (Case Conflict).ron`, `(Selective Sync Conflict)` |
//! | Nextcloud, ownCloud | `people (conflicted copy 2026-01-01 120000).ron`, `people_conflict-20260101-120000.ron` |
//! | Seafile | `people (SFConflict ann@acme.example 2026-01-01-12-00-00).ron` |
//! | OneDrive | `people-LAPTOP.ron`, `people-LAPTOP-2.ron` |
//! | iCloud, Finder, Google Drive | `people 2.ron`, `people copy.ron`, `people (1).ron`, `people(1).ron`, `Copy of people.ron` |
//! | iCloud, not here yet | `.people.ron.icloud` |
//! | Google Drive, rclone | `people_conf(1).ron`, `people.ron.conflict1` |
//! | Resilio, Unison | `people.Conflict.ron`, `people.ron.!sync`, `people (ann's conflict on 2026-01-01).ron` |
//! | Windows, Explorer | `people - Copy.ron`, `people - Copy (2).ron` |
//! | git, patch, merge tools | `people.ron.orig`, `people.ron.rej`, `people_LOCAL_1234.ron`, `people_REMOTE_1234.ron`, `_BASE_`, `_BACKUP_` |
//! | editors | `people.ron~`, `people.ron.bak`, `#people.ron#` |
//! | this program | `people.conflict-7.ron` |

use std::path::Path;

use super::layout::{self, MEETINGS};
use super::{Error, files};

/// A file that looks like a copy of one of the network's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// The copy, relative to the network's folder.
    pub file: String,
    /// The file of the network it is a copy of.
    pub of: String,
    /// What left it there, in words: `a sync service`.
    pub by: &'static str,
}

/// Returns the copies that lie in the network's folder and among its meetings, in the order of their names.
///
/// # Errors
/// What stands in the way of listing the folders.
pub fn duplicates(folder: &Path) -> Result<Vec<Duplicate>, Error> {
    let mut found = Vec::new();
    for (home, prefix) in [(folder.to_owned(), String::new()), (folder.join(MEETINGS), format!("{MEETINGS}/"))] {
        for name in files::names(&home)? {
            if let Some((of, by)) = recognised(&name, prefix.is_empty()) {
                found.push(Duplicate { file: format!("{prefix}{name}"), of: format!("{prefix}{of}"), by });
            }
        }
    }
    Ok(found)
}

/// What stands around a file's own name, and who puts it there.
const AROUND: &[(&str, &str, &str)] = &[
    (".", ".icloud", "iCloud, which has not fetched it yet"),
    ("~syncthing~", ".tmp", "Syncthing"),
    (".syncthing.", ".tmp", "Syncthing"),
    ("", ".!sync", "Resilio Sync"),
    ("", ".orig", "git or a merge tool"),
    ("", ".rej", "patch"),
    ("", ".bak", "an editor"),
    ("", "~", "an editor"),
    ("#", "#", "an editor"),
    ("copy of ", "", "somebody who copied it"),
];

/// What stands between a file's name and `.ron`, and who puts it there; the first that fits.
const WITHIN: &[(&str, &str)] = &[
    (".sync-conflict-", "Syncthing"),
    (".conflict-", "a command that was interrupted"),
    ("_local_", "a merge tool"),
    ("_remote_", "a merge tool"),
    ("_base_", "a merge tool"),
    ("_backup_", "a merge tool"),
    (" - copy", "somebody who copied it"),
    (" copy", "somebody who copied it"),
];

/// Returns which file the name is a copy of, and by whom it was left; `top` in the network's folder, else among meetings.
fn recognised(name: &str, top: bool) -> Option<(String, &'static str)> {
    let lower = name.to_lowercase();
    if is_ours(name, top) {
        return None;
    }
    if is_ours(&lower, top) {
        return Some((lower, "a system that does not tell `A` from `a`"));
    }
    let around = |(before, after, by): &(&str, &str, &'static str)| {
        let file = lower.strip_prefix(before)?.strip_suffix(after)?;
        is_ours(file, top).then(|| (file.to_owned(), *by))
    };
    if let Some(found) = AROUND.iter().find_map(around) {
        return Some(found);
    }
    // A conflict may be told behind the ending: `people.ron.conflict1`.
    let (stem, rest) = match lower.strip_suffix(".ron") {
        Some(stem) => stem_of(stem, top)?,
        None => lower.split_once(".ron").filter(|(_, rest)| rest.starts_with(".conflict"))?,
    };
    let file = format!("{stem}.ron");
    is_ours(&file, top).then_some(())?;
    Some((file, mark(rest)?))
}

fn is_ours(file: &str, top: bool) -> bool {
    if top { layout::files().contains(&file) } else { layout::is_year(file) }
}

/// Splits a name without its ending into that of a file of ours and what stands behind.
fn stem_of(name: &str, top: bool) -> Option<(&str, &str)> {
    let end = |it: &usize| name.is_char_boundary(*it) && is_ours(&format!("{}.ron", &name[..*it]), top);
    let end = (1..name.len()).rev().find(end)?;
    Some(name.split_at(end))
}

/// Returns who puts such a mark behind a file's name, if it is one.
fn mark(rest: &str) -> Option<&'static str> {
    if let Some((_, by)) = WITHIN.iter().find(|(before, _)| rest.starts_with(before)) {
        return Some(by);
    }
    let inner = rest.trim().trim_start_matches("_conf").trim_start_matches('(').trim_end_matches(')');
    let is_number = !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit());
    match rest.as_bytes().first()? {
        _ if rest.contains("conflict") => Some("a sync service"),
        b' ' | b'(' | b'_' if is_number => Some("a sync service, or somebody who copied it"),
        b'-' if rest.len() > 1 => Some("OneDrive, or somebody who copied it"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Duplicate, duplicates, recognised};
    use crate::store::Store;
    use crate::store::scratch::Scratch;

    /// The marks of all schemes; `@` stands for the name without `.ron`.
    const SCHEMES: &[&str] = &[
        "@.sync-conflict-20260101-120000-ABCDEFG.ron",
        "~syncthing~@.ron.tmp",
        ".syncthing.@.ron.tmp",
        "@ (Ann's conflicted copy 2026-01-01).ron",
        "@ (Ann Lee's conflicted copy 2026-01-01 (1)).ron",
        "@ (Case Conflict).ron",
        "@ (Case Conflict 2).ron",
        "@ (Selective Sync Conflict).ron",
        "@ (conflicted copy 2026-01-01 120000).ron",
        "@ (Konfliktkopie, conflict).ron",
        "@_conflict-20260101-120000.ron",
        "@ (SFConflict ann@acme.example 2026-01-01-12-00-00).ron",
        "@-LAPTOP.ron",
        "@-Anns-MacBook-2.ron",
        "@ 2.ron",
        "@ (1).ron",
        "@(1).ron",
        "@ copy.ron",
        "@ copy 3.ron",
        "Copy of @.ron",
        "@ - Copy.ron",
        "@ - Copy (2).ron",
        ".@.ron.icloud",
        "@_conf(1).ron",
        "@.ron.conflict1",
        "@.Conflict.ron",
        "@.ron.!sync",
        "@ (ann's conflict on 2026-01-01).ron",
        "@.ron.orig",
        "@.ron.rej",
        "@.ron~",
        "@.ron.bak",
        "#@.ron#",
        "@_LOCAL_1234.ron",
        "@_REMOTE_1234.ron",
        "@_BASE_1234.ron",
        "@_BACKUP_1234.ron",
        "@.conflict-7.ron",
    ];

    #[test]
    fn all_schemes_are_recognised_none_is_loaded() {
        let scratch = Scratch::network();
        std::fs::DirBuilder::new().create(scratch.path("meetings")).unwrap();
        for scheme in SCHEMES {
            scratch.write(&scheme.replace('@', "people"), "not even RON");
            scratch.write(&format!("meetings/{}", scheme.replace('@', "2026")), "not even RON");
        }
        let store = Store::open(scratch.folder()).unwrap();
        assert_eq!((store.network().people().len(), store.network().meetings().len()), (1, 0));
        let found = store.duplicates().unwrap();
        assert_eq!(found.len(), 2 * SCHEMES.len());
        for Duplicate { file, of, .. } in found {
            assert_eq!(of, if file.starts_with("meetings/") { "meetings/2026.ron" } else { "people.ron" }, "{file}");
        }
    }

    #[test]
    fn what_is_ours_or_nobodys_is_no_copy() {
        for name in
            ["people.ron", "practice.ron", "notes.ron", "people", ".people.ron.12.0.tmp", "peoples.ron", "é.ron"]
        {
            assert_eq!(recognised(name, true), None, "{name}");
        }
        for name in ["2026.ron", "2026.txt", "20261.ron", "people 2.ron"] {
            assert_eq!(recognised(name, false), None, "{name}");
        }
        assert_eq!(recognised("People.ron", true).map(|it| it.0).as_deref(), Some("people.ron"));
        assert!(duplicates(Scratch::new().folder()).unwrap().is_empty());
    }
}
