//! One command is one transaction.

use std::os::unix::fs::PermissionsExt;

use crate::network::{Key, Network, Person, Settings, Tie, TieKind};
use crate::store::scratch::{Scratch, TODAY, all, restore};
use crate::store::trials::disk::{Fault, Wrong, recorded, with_fault};
use crate::store::{Commit, Committed, Error, Store, history};

fn person(id: &str) -> Person {
    Person::named(id.parse().unwrap(), id)
}

fn add(scratch: &Scratch, id: &str) -> Committed<()> {
    let done = scratch.commit().run(|it| {
        it.put(person(id));
        Ok::<_, Error>(((), format!("added {id}")))
    });
    done.unwrap()
}

fn put(scratch: &Scratch, person: &Person) -> Result<Committed<()>, Error> {
    scratch.commit().run(|it| {
        it.put(person.clone());
        Ok(((), "put".to_owned()))
    })
}

fn people(network: &Network) -> Vec<&str> {
    network.people().keys().map(|id| id.as_str()).collect()
}

#[test]
fn a_new_network_is_its_owners_only_and_made_once() {
    let scratch = Scratch::network();
    assert_eq!(scratch.read("ties.ron"), "#![enable(implicit_some)]\n[]\n");
    let head = "#![enable(implicit_some)]\nNetwork(\n    format: 1,\n    ego: \"me\",\n)\n";
    assert_eq!(scratch.read("network.ron"), head);
    assert_eq!(scratch.read(".gitignore"), "/.acquaint/\n");
    for path in scratch.files().keys() {
        assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600, "{}", path.display());
    }
    let before = scratch.files();
    let settings = Settings::of("eve".parse().unwrap());
    let again = scratch.commit().create(settings, |_| Ok::<_, Error>(((), String::new())));
    assert!(again.unwrap_err().to_string().ends_with("network.ron` is there already"));
    assert_eq!(scratch.files(), before);
}

#[test]
fn a_network_that_would_be_wrong_is_not_made() {
    let scratch = Scratch::new();
    let folder = scratch.path("new");
    let commit = Commit { folder: &folder, today: TODAY, dry_run: false, sure: false };
    let settings = Settings::of("nobody".parse().unwrap());
    let refused = commit.create(settings, |_| Ok::<_, Error>(((), String::new())));
    assert!(matches!(refused.unwrap_err(), Error::Refused(_)));
    assert!(!folder.exists());
    let absent = commit.run(|_| Ok::<_, Error>(((), String::new())));
    assert!(matches!(absent.unwrap_err(), Error::Absent(_)));
    assert!(!folder.exists());
}

#[test]
fn what_is_refused_leaves_all_bytes_alone() {
    let scratch = Scratch::network();
    let before = scratch.files();
    let wrong = Person { closeness: Some(9), ..person("ann") };
    let message = put(&scratch, &wrong).unwrap_err().to_string();
    assert_eq!(message, "person `ann`: `closeness` is 9");
    let tie = |strength| Tie {
        strength: Some(strength),
        ..Tie::between("me".parse().unwrap(), "me".parse().unwrap(), TieKind::Knows)
    };
    for strength in [0.5, f64::NAN] {
        let refused = scratch.commit().run(|it| {
            it.put(tie(strength));
            Ok::<_, Error>(((), String::new()))
        });
        assert!(matches!(refused.unwrap_err(), Error::Refused(_)));
    }
    let failed = scratch.commit().run(|it| {
        it.put(person("ann"));
        Err::<((), String), _>(Error::NothingToUndo)
    });
    assert!(failed.is_err());
    let dry = Commit { dry_run: true, ..scratch.commit() };
    let done = dry.run(|it| {
        it.put(person("ann"));
        Ok::<_, Error>((it.people().len(), String::new()))
    });
    let ann = Key::Person("ann".parse().unwrap());
    assert_eq!(
        done.unwrap(),
        Committed { answer: 2, changed: vec![(ann, "added")], warnings: vec![], n: None, toll: None }
    );
    assert_eq!(scratch.files(), before);
}

#[test]
fn errors_that_were_there_lock_nobody_out() {
    let scratch = Scratch::network();
    scratch.write("ties.ron", "[\n    Tie(from: \"me\", to: \"gone\", kind: knows),\n]\n");
    let done = add(&scratch, "ann");
    assert_eq!(done.warnings.len(), 1);
    let wrong = Person { cadence: Some(0), ..person("ann") };
    let Err(Error::Refused(faults)) = put(&scratch, &wrong) else { panic!("refused") };
    assert_eq!(faults.len(), 1, "only what is new");
    assert_eq!(faults[0].1.as_ref().unwrap().to_string(), "people.ron:3:5");
}

#[test]
fn undo_takes_back_one_after_the_other() {
    let scratch = Scratch::network();
    let start = scratch.files();
    add(&scratch, "ann");
    let middle = scratch.files();
    add(&scratch, "ben");
    let undone = scratch.commit().undo().unwrap();
    assert_eq!((undone.answer.as_slice(), undone.n), (&["added ben".to_owned()][..], Some(3)));
    assert_eq!(scratch.files(), middle);
    assert_eq!(scratch.commit().undo().unwrap().answer, ["added ann"]);
    assert_eq!(scratch.files(), start);
    assert!(matches!(scratch.commit().undo().unwrap_err(), Error::NothingToUndo));
    let store = Store::open(scratch.folder()).unwrap();
    assert_eq!(people(store.network()), ["me"]);
    let entries = history(scratch.folder()).unwrap();
    let found: Vec<_> = entries.iter().map(|it| (it.n, it.undoes.as_slice(), it.undone)).collect();
    assert_eq!(found, [(1, &[][..], true), (2, &[], true), (3, &[2], false), (4, &[1], false)]);
}

#[test]
fn undo_refuses_what_a_hand_has_edited_since() {
    let scratch = Scratch::network();
    add(&scratch, "ann");
    let text = scratch.read("people.ron");
    scratch.write("people.ron", &text.replace("name: \"ann\"", "name: \"Ann Lee\""));
    let before = scratch.files();
    let error = scratch.commit().undo().unwrap_err();
    assert_eq!(error.to_string(), "person `ann` was changed since `added ann`");
    assert_eq!(scratch.files(), before);
    scratch.write("people.ron", &text.replace("    Person(id: \"ann\", name: \"ann\"),\n", ""));
    let done = scratch.commit().undo().unwrap();
    assert_eq!((done.changed.len(), done.n), (0, Some(2)), "the hand has undone it already");
}

#[test]
fn an_edit_meanwhile_is_kept_and_the_operation_run_again() {
    let scratch = Scratch::network();
    let mut runs = 0;
    let done = scratch.commit().run(|it| {
        runs += 1;
        if runs == 1 {
            let text = scratch.read("people.ron");
            scratch.write("people.ron", &text.replace("\"Me\"", "\"Myself\""));
        }
        it.put(person("ann"));
        Ok::<_, Error>(((), "added".to_owned()))
    });
    assert_eq!((done.unwrap().n, runs), (Some(1), 2));
    assert!(scratch.read("people.ron").contains("Myself"));
    let busy = scratch.commit().run(|it| {
        let text = scratch.read("people.ron");
        scratch.write("people.ron", &format!("{text}// again\n"));
        it.put(person("ben"));
        Ok::<_, Error>(((), "added".to_owned()))
    });
    assert!(matches!(busy.unwrap_err(), Error::Busy { .. }));
    assert!(!scratch.read("people.ron").contains("ben"));
}

#[test]
fn two_at_once_both_land() {
    let scratch = Scratch::network();
    std::thread::scope(|threads| {
        for writer in ["a", "b"] {
            let scratch = &scratch;
            threads.spawn(move || (0..20).for_each(|n| drop(add(scratch, &format!("{writer}{n}")))));
        }
        threads.spawn(|| (0..20).for_each(|_| drop(Store::open(scratch.folder()).unwrap())));
    });
    let store = Store::open(scratch.folder()).unwrap();
    assert_eq!(store.network().people().len(), 41);
    let numbers: Vec<_> = history(scratch.folder()).unwrap().iter().map(|it| it.n).collect();
    assert_eq!(numbers, (1..=40).collect::<Vec<_>>());
}

#[test]
fn a_folder_where_a_file_should_be_changes_nothing() {
    let scratch = Scratch::network();
    std::fs::DirBuilder::new().create(scratch.path("meetings")).unwrap();
    std::fs::DirBuilder::new().create(scratch.path("meetings/2026.ron")).unwrap();
    let before = scratch.files();
    let error = put(&scratch, &person("ann")).unwrap_err();
    assert!(error.to_string().ends_with("meetings/2026.ron: cannot read the file: is a directory"));
    assert_eq!(scratch.files(), before);
}

#[test]
fn going_back_far_restores_a_comment_that_went_and_did_not_come_back() {
    let scratch = Scratch::network();
    add(&scratch, "ann");
    let text =
        scratch.read("people.ron").replace("    Person(id: \"ann\"", "    // From the fair.\n    Person(id: \"ann\"");
    scratch.write("people.ron", &text);
    scratch
        .commit()
        .run(|it| {
            it.remove::<Person>(&"ann".parse().unwrap());
            Ok::<_, Error>(((), "removed ann".to_owned()))
        })
        .unwrap();
    add(&scratch, "ann");
    assert!(!scratch.read("people.ron").contains("fair"));
    let undone = scratch.commit().undo_to(1).unwrap();
    assert_eq!((undone.answer.len(), undone.changed.len()), (2, 0), "all records are as they were");
    assert_eq!(scratch.read("people.ron"), text);
    scratch.commit().redo().unwrap();
    assert!(!scratch.read("people.ron").contains("fair"));
    assert_eq!(scratch.commit().undo_to(0).unwrap().changed.len(), 1);
}

#[test]
fn one_hand_edit_in_the_way_and_nothing_is_taken_back() {
    let scratch = Scratch::network();
    ["ann", "ben", "cem"].iter().for_each(|id| drop(add(&scratch, id)));
    let text = scratch.read("people.ron");
    scratch.write("people.ron", &text.replace("name: \"ben\"", "name: \"Ben Roth\""));
    let before = scratch.files();
    let error = scratch.commit().undo_to(1).unwrap_err().to_string();
    assert_eq!(error, "person `ben` was changed since `added ben`");
    assert_eq!(scratch.files(), before);
    assert_eq!(scratch.commit().undo_to(2).unwrap().answer, ["added cem"]);
    add(&scratch, "dan");
    assert!(matches!(scratch.commit().redo().unwrap_err(), Error::NothingToRedo));
}

#[test]
fn what_takes_much_away_stops_unless_it_is_sure() {
    let scratch = Scratch::network();
    let all: Vec<String> = (0..9).map(|n| format!("p{n}")).collect();
    let import = scratch.commit().run(|it| {
        all.iter().for_each(|id| it.put(person(id)));
        Ok::<_, Error>(((), "imported".to_owned()))
    });
    assert_eq!(import.unwrap().changed.len(), 9);
    let before = scratch.files();
    let clear = |commit: Commit<'_>| {
        commit.run(|it| {
            all.iter().for_each(|id| drop(it.remove::<Person>(&id.parse().unwrap())));
            Ok::<_, Error>(((), "cleared".to_owned()))
        })
    };
    assert_eq!(clear(scratch.commit()).unwrap_err().to_string(), "this would remove 9 people, of 10 records");
    assert_eq!(scratch.files(), before);
    assert!(clear(Commit { dry_run: true, ..scratch.commit() }).is_ok(), "looking is free");
    assert!(clear(Commit { sure: true, ..scratch.commit() }).is_ok());
    scratch.commit().undo().unwrap();
    assert!(scratch.commit().undo().is_ok(), "an undo right after an import is what was asked for");
    scratch.commit().redo().unwrap();
    assert!(matches!(scratch.commit().undo_to(0).unwrap_err(), Error::Brake(_)));
}

#[test]
fn where_files_cannot_be_exchanged_an_edit_meanwhile_is_kept_too() {
    let scratch = Scratch::network();
    let mut runs = 0;
    let work = || {
        scratch.commit().run(|it| {
            runs += 1;
            if runs == 1 {
                scratch.write("people.ron", &scratch.read("people.ron").replace("\"Me\"", "\"Myself\""));
            }
            it.put(person("ann"));
            Ok::<_, Error>(((), "added".to_owned()))
        })
    };
    let (done, _) = recorded(false, work);
    assert_eq!((done.unwrap().n, runs), (Some(1), 2));
    assert!(scratch.read("people.ron").contains("Myself") && scratch.read("people.ron").contains("ann"));
}

#[test]
fn a_disk_that_forgets_what_it_took_is_told() {
    let scratch = Scratch::network();
    let (folder, (start, folders)) = (scratch.folder(), all(scratch.folder()));
    let before = scratch.files();
    let (answer, calls) = with_fault(None, || put(&scratch, &person("ann")));
    answer.unwrap();
    let (after, mut refused) = (scratch.files(), 0);
    for (at, sticky) in (0..calls).flat_map(|at| [(at, false), (at, true)]) {
        restore(folder, &start, &folders);
        let fault = Fault { at, wrong: Wrong::Forgotten, sticky };
        let (answer, _) = with_fault(Some(fault), || put(&scratch, &person("ann")));
        match answer {
            Ok(_) => {
                assert!(scratch.files() == after, "call {at}, {sticky}: said to be done");
                assert_eq!(Store::open(folder).unwrap().history().unwrap().len(), 1, "call {at}, {sticky}");
            }
            Err(error) => {
                refused += 1;
                assert!(error.to_string().contains("does not read back"), "call {at}, {sticky}: {error}");
                drop(Store::open(folder).unwrap_or_else(|error| panic!("call {at}, {sticky}: {error}")));
                let mut left = scratch.files();
                // A draft is swept by the next command.
                left.retain(|path, _| path.extension().is_none_or(|it| it != "tmp"));
                assert!(left == before || left == after, "call {at}, {sticky}: {:?}", left.keys());
            }
        }
        add(&scratch, "ben");
    }
    assert!(refused > 1, "{refused} writes were missed");
}

#[test]
fn what_killed_commands_left_is_swept_and_nothing_else() {
    let scratch = Scratch::network();
    let drafts = [".people.ron.1.2.tmp", "..gitignore.1.2.tmp", ".acquaint/.history.1.2.tmp"];
    let others = [".notes.1.2.tmp", ".acquaint/mine.tmp"];
    drafts.iter().chain(&others).for_each(|name| scratch.write(name, "half"));
    add(&scratch, "ann");
    for name in drafts {
        assert!(!scratch.path(name).exists(), "{name}");
    }
    for name in others {
        assert_eq!(scratch.read(name), "half");
    }
}
