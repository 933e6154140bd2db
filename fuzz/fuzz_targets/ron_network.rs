//! A network's files as a hand might leave them: read, checked, and, where they can be read, written by a command
//! without losing anything. The first byte says which file.
#![no_main]

use std::cell::OnceCell;
use std::fs;
use std::path::{Path, PathBuf};

use acquaint::network::{Network, Person, PersonId};
use acquaint::store::{Commit, Error, Store};
use ground::{folder, settle, today};
use libfuzzer_sys::fuzz_target;

const FILES: [&str; 8] = [
    "network.ron",
    "people.ron",
    "organizations.ron",
    "departments.ron",
    "communities.ron",
    "topics.ron",
    "ties.ron",
    "meetings/2026.ron",
];

thread_local!(static FOLDER: OnceCell<PathBuf> = const { OnceCell::new() });

fn opened(folder: &Path) -> Option<Store> {
    match Store::open(folder) {
        Ok(store) => Some(store),
        Err(error) => {
            assert!(!error.to_string().is_empty());
            None
        }
    }
}

fn newcomer() -> PersonId {
    "zzz-newcomer".parse().expect("an id")
}

/// Returns all records but the newcomer's as text, in which a strength that is no number equals itself.
fn told(network: &Network) -> String {
    let people: Vec<_> = network.people().values().filter(|it| it.id != newcomer()).collect();
    let units = (network.organizations(), network.departments(), network.communities());
    format!("{people:?}{units:?}{:?}{:?}", network.ties(), network.meetings())
}

/// Adds somebody, or is refused; either way all that was there is there.
fn add_somebody(folder: &Path, before: &Network, text: &[u8], path: &Path) {
    let commit = Commit { folder, today: today(), dry_run: false, sure: false };
    let done = commit.run(|revision| {
        revision.put(Person::named(newcomer(), "New"));
        Ok::<_, Error>(((), "added".to_owned()))
    });
    match done {
        Err(_) => assert_eq!(fs::read(path).expect("it is there"), text, "refused, yet written"),
        Ok(_) => {
            let after = Store::open(folder).expect("what was written can be read");
            assert!(after.network().people().contains_key(&newcomer()));
            assert_eq!(told(before), told(after.network()), "somebody else was changed");
        }
    }
}

fuzz_target!(|data: &[u8]| {
    let Some((which, text)) = data.split_first() else { return };
    let file = FILES[usize::from(*which) % FILES.len()];
    FOLDER.with(|it| {
        let folder = it.get_or_init(folder);
        settle(folder);
        let path = folder.join(file);
        fs::write(&path, text).expect("the temporary folder can be written");
        if let Some(store) = opened(folder) {
            let _ = store.network().check(today());
            add_somebody(folder, store.network(), text, &path);
        }
        let _ = fs::remove_file(&path);
        let _ = fs::remove_dir_all(folder.join(".acquaint"));
    });
});
