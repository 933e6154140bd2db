//! The disk refuses: each file call of each command that writes fails in each way, once and from there on.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::reply::Reply;
use crate::store::scratch::{Scratch, all, restore};
use crate::store::trials::disk::{Fault, Wrong, with_fault};
use crate::store::trials::{size, told};

/// Each command that writes, in one of its ways.
pub(super) const COMMANDS: &[&[&str]] = &[
    &["add", "Cem Oz", "--title", "CFO", "--at", "Newco", "--closeness", "2"],
    &["add", "topic", "Finance"],
    &["met", "ann", "2026-11-20", "--via", "coffee"],
    &["met", "ann", "ben", "2024-01-02"],
    &["tie", "ann", "ben", "--kind", "mentors"],
    &["untie", "me", "ann"],
    &["edit", "ann", "--closeness", "5", "--tag", "x"],
    &["edit", "meeting", "2025-03-04", "ann", "--to", "2024-05-06"],
    &["rename", "ann", "Ann Lee", "--id", "ann-lee"],
    &["remove", "ben"],
    &["import", "csv", "PEOPLE", "--map", "name=Name"],
    &["merge", "ann", "ben"],
    &["undo"],
    &["undo", "--to", "1"],
    &["redo"],
];

const ERRORS: &[(&str, i32)] =
    &[("EIO", 5), ("ENOSPC", 28), ("EDQUOT", 122), ("EROFS", 30), ("EACCES", 13), ("EINTR", 4)];

pub(super) fn run(folder: &Path, words: &[&str]) -> Result<Reply, Error> {
    let people = folder.join("people.csv").display().to_string();
    let folder = folder.display().to_string();
    let told = words.iter().map(|word| if *word == "PEOPLE" { people.as_str() } else { word });
    let all = ["acquaint", "--yes", "--today", "2026-11-21", "--network", &folder].into_iter().chain(told);
    let cli = crate::commands::parse(all.map(OsString::from)).unwrap_or_else(|error| panic!("{words:?}: {error}"));
    crate::commands::run(&cli)
}

pub(super) fn ground() -> Scratch {
    let scratch = Scratch::new();
    let done = |words: &[&str]| drop(run(scratch.folder(), words).unwrap_or_else(|it| panic!("{words:?}: {it}")));
    done(&["init", "--name", "Me", "--role", "none"]);
    done(&["add", "Ann", "--at", "Acme"]);
    done(&["add", "Ben"]);
    done(&["tie", "me", "ann"]);
    done(&["met", "ann", "2025-03-04"]);
    done(&["add", "Gone"]);
    done(&["undo"]);
    scratch.write("people.csv", "Name\nDora\nEmil\n");
    scratch
}

/// The files of the network without the program's own.
pub(super) fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let own = folder.join(".acquaint");
    all(folder).0.into_iter().filter(|(path, _)| !path.starts_with(&own)).collect()
}

/// A command's files before and after.
struct Sides {
    before: BTreeMap<PathBuf, Vec<u8>>,
    after: BTreeMap<PathBuf, Vec<u8>>,
}

impl Sides {
    /// Checks that what is left is one of them, and that the answer says which.
    fn hold(&self, folder: &Path, answer: &Result<Reply, Error>, what: &str) {
        match answer {
            Ok(_) => {
                let mut left = files(folder);
                // A draft that cannot be removed is swept by the next command.
                left.retain(|path, _| path.extension().is_none_or(|it| it != "tmp"));
                assert!(left == self.after, "{what}: it said that it was done");
            }
            Err(error) => {
                let text = error.text();
                assert_eq!(error.exit_code(), 1, "{what}: {text}");
                let names = [&folder.display().to_string(), ".ron", ".acquaint"];
                assert!(names.iter().any(|name| text.contains(*name)), "{what}: no file is named: {text}");
            }
        }
        // The next command settles what was left behind.
        run(folder, &["check"]).unwrap_or_else(|error| panic!("{what}: {answer:?}: {error}"));
        run(folder, &["edit", "me", "--tag", "none"]).unwrap_or_else(|error| panic!("{what}: {answer:?}: {error}"));
        let settled = files(folder);
        let old = answer.is_err() && settled == self.before;
        assert!(old || settled == self.after, "{what}: {answer:?} left neither: {:?}", settled.keys());
    }
}

#[test]
fn a_disk_that_refuses_leaves_the_old_or_the_new() {
    let scratch = ground();
    let folder = scratch.folder();
    let (start, folders) = all(folder);
    let before = files(folder);
    let (mut runs, mut turn, wanted) = (0, 0_usize, size(500, 10_000));
    let kinds: Vec<(&str, Wrong)> =
        ERRORS.iter().map(|(name, number)| (*name, Wrong::Error(*number))).chain([("short", Wrong::Short)]).collect();
    let step = if wanted > 1_000 { 1 } else { 37 };
    for words in COMMANDS {
        restore(folder, &start, &folders);
        let (answer, calls) = with_fault(None, || run(folder, words));
        answer.unwrap_or_else(|error| panic!("{words:?}: {error}"));
        let sides = Sides { before: before.clone(), after: files(folder) };
        for at in 0..calls {
            for (name, wrong) in &kinds {
                for sticky in [false, true] {
                    turn += 1;
                    if !turn.is_multiple_of(step) {
                        continue;
                    }
                    restore(folder, &start, &folders);
                    let fault = Fault { at, wrong: *wrong, sticky };
                    let (answer, _) = with_fault(Some(fault), || run(folder, words));
                    sides.hold(
                        folder,
                        &answer,
                        &format!("{words:?}: {name} at call {at} of {calls}, sticky: {sticky}"),
                    );
                    runs += 1;
                }
            }
        }
    }
    assert!(runs >= wanted, "{runs} runs");
    told("refusals", &format!("{runs} runs, each the old or the new, each refusal with its file"));
}
