//! Who may read the files, what becomes of links, and what reading leaves alone.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::folder::Folder;

/// Returns everything in a folder with its mode, links not followed.
fn modes(folder: &Path) -> BTreeMap<PathBuf, u32> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let meta = fs::symlink_metadata(&path).unwrap();
            found.insert(path.clone(), meta.permissions().mode() & 0o777);
            if meta.is_dir() {
                open.push(path);
            }
        }
    }
    found
}

fn under(mask: &str, folder: &Path, words: &str) {
    let program = env!("CARGO_BIN_EXE_acquaint");
    let line = format!("umask {mask} && '{program}' --network '{}' --yes --today 2026-11-21 {words}", folder.display());
    let output = Command::new("sh").args(["-c", &line]).output().unwrap();
    assert!(output.status.success(), "{words}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn files_are_for_their_owner_whatever_the_umask() {
    for mask in ["000", "022", "077"] {
        let home = Folder::new("modes");
        let folder = home.0.join("net");
        under(mask, &folder, "init --name Me --role none");
        for words in ["add Ann --at Acme", "met ann", "tie me ann", "rename ann 'Ann Lee'", "undo", "find ann"] {
            under(mask, &folder, words);
        }
        under(mask, &folder, &format!("map ego -o '{}'", folder.join("map.svg").display()));
        for (path, mode) in modes(&folder) {
            let wanted = if path.is_dir() { 0o700 } else { 0o600 };
            assert_eq!(mode, wanted, "umask {mask}: {} is {mode:o}", path.display());
        }
    }
}

#[test]
fn a_mode_a_hand_gave_stays() {
    for mask in ["000", "077"] {
        for given in [0o400, 0o600, 0o640, 0o644] {
            let folder = Folder::network("given");
            let people = folder.0.join("people.ron");
            fs::set_permissions(&people, Permissions::from_mode(given)).unwrap();
            under(mask, &folder.0, "add Ann");
            assert!(fs::read_to_string(&people).unwrap().contains("Ann"));
            assert_eq!(modes(&folder.0)[&people], given, "umask {mask}, {given:o}");
        }
    }
}

#[test]
fn links_stay_links_and_lead_to_the_new_bytes() {
    let folder = Folder::network("links");
    let elsewhere = Folder::new("elsewhere");
    let (people, ties) = (folder.0.join("people.ron"), folder.0.join("ties.ron"));
    fs::rename(&people, elsewhere.0.join("people.ron")).unwrap();
    symlink(elsewhere.0.join("people.ron"), elsewhere.0.join("second")).unwrap();
    symlink(elsewhere.0.join("second"), &people).unwrap();
    fs::rename(&ties, folder.0.join("real-ties")).unwrap();
    symlink("real-ties", &ties).unwrap();
    fs::create_dir(elsewhere.0.join("meetings")).unwrap();
    symlink(elsewhere.0.join("meetings"), folder.0.join("meetings")).unwrap();
    symlink(elsewhere.0.join("nowhere-yet"), elsewhere.0.join("meetings/2026.ron")).unwrap();
    folder.done(&["add", "Ann"]);
    folder.done(&["tie", "me", "ann"]);
    folder.done(&["met", "ann", "2026-02-03"]);
    for link in [&people, &ties, &folder.0.join("meetings"), &elsewhere.0.join("meetings/2026.ron")] {
        assert!(fs::symlink_metadata(link).unwrap().is_symlink(), "{} is a link no more", link.display());
    }
    for (real, text) in [("people.ron", "\"ann\""), ("nowhere-yet", "2026-02-03")] {
        assert!(fs::read_to_string(elsewhere.0.join(real)).unwrap().contains(text), "{real}");
    }
    assert!(fs::read_to_string(folder.0.join("real-ties")).unwrap().contains("ann"));
    assert!(folder.drafts().is_empty() && elsewhere.drafts().is_empty());
    let linked = elsewhere.0.join("net");
    symlink(&folder.0, &linked).unwrap();
    under("022", &linked, "add Ben");
    assert!(folder.records().contains("\"ben\""));
    fs::remove_file(&ties).unwrap();
    symlink("ties.ron", &ties).unwrap();
    let output = folder.run(&["add", "Cem"]);
    assert!(!output.status.success() && String::from_utf8_lossy(&output.stderr).contains("ties.ron"));
}

#[test]
fn who_reads_or_changes_nothing_writes_nothing() {
    let folder = Folder::network("reads");
    for words in [&["add", "Ann", "--at", "Acme", "--closeness", "3"][..], &["met", "ann", "2026-02-03"]] {
        folder.done(words);
    }
    let state = || -> Vec<(PathBuf, u64, i64, i64, Vec<u8>)> {
        let files = modes(&folder.0).into_keys().filter(|it| it.extension().is_some_and(|end| end == "ron"));
        let state = |path: PathBuf| {
            let meta = fs::metadata(&path).unwrap();
            let bytes = fs::read(&path).unwrap();
            (path, meta.ino(), meta.mtime(), meta.mtime_nsec(), bytes)
        };
        files.map(state).collect()
    };
    let before = state();
    let history = folder.done(&["history", "--json"]);
    for words in [
        &["find", "ann"][..],
        &["show", "ann"],
        &["list"],
        &["suggest"],
        &["why", "ann"],
        &["path", "ann"],
        &["check"],
        &["history"],
        &["map", "ego", "-o", "-", "--format", "svg"],
        &["edit", "ann", "--closeness", "3"],
        &["met", "ann", "2026-02-03"],
        &["add", "Zoe", "--dry-run"],
        &["undo", "--dry-run"],
    ] {
        folder.run(words);
        assert_eq!(state(), before, "{words:?}");
    }
    assert_eq!(folder.done(&["history", "--json"]), history);
}
