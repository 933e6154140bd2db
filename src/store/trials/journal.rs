//! Interrupted anywhere, a command is whole or never was.

use crate::network::Date;
use crate::store::journal::{Journal, path, write};
use crate::store::replace;
use crate::store::rewrites::Rewrite;
use crate::store::scratch::{Scratch, TODAY};
use crate::store::{Entry, Store, files, lock};
use std::path::Path;

const PEOPLE: &str = "[Person(id: \"me\", name: \"Me\"), Person(id: \"ann\", name: \"Ann\")]";
const TIES: &str = "[Tie(from: \"me\", to: \"ann\", kind: knows)]";

/// Interrupts a command on two files at a step, lets a hand do something, and returns what opening the network says.
fn after(step: Step, hand: impl Fn(&Scratch)) -> (Scratch, Result<Store, crate::store::Error>) {
    let scratch = Scratch::network();
    let old = [scratch.read("people.ron"), scratch.read("ties.ron")];
    let rewrites = [
        Rewrite::whole("people.ron", Some(&old[0]), Some(PEOPLE.to_owned())),
        Rewrite::whole("ties.ron", Some(&old[1]), Some(TIES.to_owned())),
    ];
    let at: Date = TODAY;
    let entry = Entry {
        n: 1,
        at,
        words: "two files".to_owned(),
        undoes: vec![],
        redoes: None,
        changes: vec![],
        files: vec![],
        undone: false,
    };
    interrupted(scratch.folder(), entry, &rewrites, step);
    hand(&scratch);
    let opened = Store::open(scratch.folder());
    (scratch, opened)
}

fn left_over(scratch: &Scratch) -> Vec<String> {
    let names = scratch.files().into_keys().map(|it| it.file_name().unwrap().to_string_lossy().into_owned());
    names.filter(|name| name.ends_with(".tmp") || name.contains("conflict")).collect()
}

#[test]
fn a_command_is_brought_to_its_end_or_never_was() {
    for (step, whole) in [
        (Step::Drafts, false),
        (Step::TornJournal, false),
        (Step::Journal, true),
        (Step::FirstRename, true),
        (Step::FirstExchange, true),
        (Step::AllRenames, true),
    ] {
        let (scratch, opened) = after(step, |_| {});
        let store = opened.unwrap();
        let there = (store.network().people().len(), store.network().ties().len(), store.history().unwrap().len());
        assert_eq!(there, if whole { (2, 1, 1) } else { (1, 0, 0) }, "{step:?}");
        scratch.commit().run(|_| Ok::<_, crate::store::Error>(((), String::new()))).unwrap();
        assert_eq!(left_over(&scratch), [""; 0], "{step:?}");
        assert_eq!(scratch.read(".acquaint/journal"), "", "{step:?}");
    }
}

#[test]
fn a_hand_that_edits_meanwhile_loses_nothing() {
    let edit =
        |name: &'static str| move |scratch: &Scratch| scratch.write(name, "[Person(id: \"me\", name: \"Hand\")]");
    let (scratch, opened) = after(Step::Journal, edit("people.ron"));
    assert_eq!(opened.unwrap().network().people().len(), 1, "nothing was replaced: it never was");
    assert!(scratch.read("people.ron").contains("Hand"));
    let (scratch, opened) = after(Step::FirstRename, edit("people.ron"));
    assert_eq!(opened.unwrap().network().ties().len(), 1, "replaced, then edited");
    assert!(scratch.read("people.ron").contains("Hand"));
    let (scratch, opened) = after(Step::FirstExchange, |scratch| scratch.write("ties.ron", "[] // hand"));
    assert_eq!(opened.unwrap().network().people().len(), 1, "all of it is taken back");
    assert_eq!((scratch.read("ties.ron").as_str(), left_over(&scratch).len()), ("[] // hand", 0));
    let (scratch, opened) = after(Step::FirstRename, |scratch| scratch.write("ties.ron", "[] // hand"));
    let error = opened.unwrap_err();
    assert!(error.to_string().starts_with("ties.ron: it was edited while"), "{error}");
    assert_eq!(left_over(&scratch), ["ties.conflict-1.ron"]);
    assert_eq!((scratch.read("ties.ron").as_str(), scratch.read("ties.conflict-1.ron").as_str()), ("[] // hand", TIES));
    assert!(Store::open(scratch.folder()).is_ok(), "told once");
}

/// Where a trial kills a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Drafts,
    TornJournal,
    Journal,
    /// On a file system that cannot exchange files.
    FirstRename,
    FirstExchange,
    AllRenames,
}

/// Does what a commit does, up to a step.
fn interrupted(folder: &Path, entry: Entry, rewrites: &[Rewrite], step: Step) {
    let _lock = lock::exclusive(folder).unwrap();
    let journal = Journal { entry: Some(entry), targets: replace::drafts(folder, rewrites).unwrap() };
    if step >= Step::TornJournal {
        write(folder, &journal).unwrap();
    }
    if step == Step::TornJournal {
        let file = files::open_own(&path(folder), true).unwrap().unwrap();
        files::cut(&file, &path(folder), files::length(&file, &path(folder)).unwrap() / 2).unwrap();
    }
    let renamed = match step {
        Step::FirstRename | Step::FirstExchange => 1,
        Step::AllRenames => journal.targets.len(),
        _ => 0,
    };
    for target in &journal.targets[..renamed] {
        let (draft, file) = (target.draft(folder).unwrap(), folder.join(&target.file));
        match step {
            Step::FirstRename => files::rename(&draft, &file).unwrap(),
            _ => assert!(files::exchange(&draft, &file).unwrap()),
        }
    }
}
