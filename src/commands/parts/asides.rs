//! The snapshot refuses: each call that reads or writes it fails in each command, once and from there on, and nobody is
//! the wiser.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::refusals::{COMMANDS, files, ground, run};
use crate::error::Error;
use crate::reply::Reply;
use crate::store::Store;
use crate::store::scratch::{Scratch, all, restore};
use crate::store::trials::disk::{Fault, Wrong, a_minute_later, with_fault_aside};
use crate::store::trials::{size, told};

const READERS: &[&[&str]] =
    &[&["find", "an"], &["list"], &["show", "ann"], &["suggest"], &["path", "ann"], &["check"], &["history"]];

const ERRORS: [i32; 3] = [5, 13, 28];

/// What a command said, what it left, and what is read then.
struct Outcome {
    said: (u8, String, Vec<String>),
    files: BTreeMap<PathBuf, Vec<u8>>,
    read: String,
}

impl Outcome {
    fn of(folder: &Path, answer: &Result<Reply, Error>) -> Self {
        let said = match answer {
            Ok(reply) => (reply.exit_code(), reply.json(), reply.notes().to_vec()),
            Err(error) => (error.exit_code(), error.text(), Vec::new()),
        };
        let network = Store::open(folder).map(|store| format!("{:?}", store.network().people()));
        let listed = run(folder, &["list"]).map(|reply| reply.json());
        Self { said, files: files(folder), read: format!("{network:?} {listed:?}") }
    }
}

impl Outcome {
    fn hold(&self, expected: &Self, what: &str) {
        assert_eq!(self.said, expected.said, "{what}");
        assert_eq!(self.read, expected.read, "{what}");
        assert!(self.files == expected.files, "{what}: other files are left");
    }
}

/// What became of the files since the snapshot was written.
#[derive(Clone, Copy, Debug)]
enum Since {
    /// They were written anew with the same bytes.
    Copied,
    /// Nothing, and long enough ago to be beyond doubt.
    Nothing,
    /// One was edited.
    Edited,
}

/// Brings the network back to where it began.
fn set(scratch: &Scratch, (files, folders): &(BTreeMap<PathBuf, Vec<u8>>, BTreeSet<PathBuf>), since: Since) {
    restore(scratch.folder(), files, folders);
    match since {
        Since::Copied => {}
        Since::Nothing => drop(run(scratch.folder(), &["find", "an"]).unwrap()),
        Since::Edited => {
            scratch.write("people.ron", &scratch.read("people.ron").replace("Ann", "Anna"));
        }
    }
}

#[test]
fn a_snapshot_that_cannot_be_used_changes_no_answer() {
    let (mut runs, mut turn, wanted) = (0, 0_usize, size(400, 5_000));
    let step = if wanted > 1_000 { 1 } else { 31 };
    let scratch = ground();
    a_minute_later();
    let (folder, start) = (scratch.folder(), all(scratch.folder()));
    for since in [Since::Copied, Since::Nothing, Since::Edited] {
        for words in COMMANDS.iter().chain(READERS) {
            set(&scratch, &start, since);
            let (answer, calls) = with_fault_aside(None, || run(folder, words));
            let expected = Outcome::of(folder, &answer);
            for (at, error) in (0..calls).flat_map(|at| ERRORS.map(|error| (at, error))) {
                for sticky in [false, true] {
                    turn += 1;
                    if !turn.is_multiple_of(step) {
                        continue;
                    }
                    set(&scratch, &start, since);
                    let fault = Fault { at, wrong: Wrong::Error(error), sticky };
                    let (answer, _) = with_fault_aside(Some(fault), || run(folder, words));
                    let what = format!("{since:?}, {words:?}: error {error} at call {at} of {calls}, sticky: {sticky}");
                    Outcome::of(folder, &answer).hold(&expected, &what);
                    runs += 1;
                }
            }
        }
    }
    assert!(runs >= wanted, "{runs} runs");
    told("asides", &format!("{runs} runs, each with the answer and the files of a snapshot that works"));
}
