//! Folders for tests, gone when the test ends.
#![expect(clippy::disallowed_methods, reason = "tests set the scene by hand")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Commit, Error};
use crate::network::{Date, Person, Settings};

pub(crate) const TODAY: Date = Date::constant(2026, 11, 21);

#[derive(Debug)]
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("acquaint-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        // In memory where there is such a place: what is tried here is not the disk.
        let memory = Path::new("/dev/shm");
        let home = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let folder = home.join(name);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// A folder with a network of ego `me`.
    pub(crate) fn network() -> Self {
        let scratch = Self::new();
        scratch
            .commit()
            .create(Settings::of("me".parse().unwrap()), |it| {
                it.put(Person::named("me".parse().unwrap(), "Me"));
                Ok::<_, Error>(((), "made".to_owned()))
            })
            .unwrap();
        scratch
    }

    pub(crate) fn commit(&self) -> Commit<'_> {
        Commit { folder: &self.0, today: TODAY, dry_run: false, sure: false }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.0
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// All files but the program's own, with their bytes.
    pub(crate) fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        let mut open = vec![self.0.clone()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true if path.ends_with(".acquaint") => {}
                    true => open.push(path),
                    false => drop(found.insert(path.clone(), fs::read(&path).unwrap())),
                }
            }
        }
        found
    }
}

/// What lies in a folder.
fn inside(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// Everything in a folder, the program's own files too: the files with their bytes, and the folders.
pub(crate) fn all(folder: &Path) -> (BTreeMap<PathBuf, Vec<u8>>, BTreeSet<PathBuf>) {
    let (mut files, mut folders, mut open) = (BTreeMap::new(), BTreeSet::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        for path in inside(&folder) {
            if path.is_dir() {
                open.push(path);
            } else {
                files.insert(path.clone(), fs::read(&path).unwrap());
            }
        }
        folders.insert(folder);
    }
    (files, folders)
}

/// Makes a folder hold what `all` found, and nothing else.
pub(crate) fn restore(folder: &Path, files: &BTreeMap<PathBuf, Vec<u8>>, folders: &BTreeSet<PathBuf>) {
    for path in inside(folder) {
        if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
    }
    folders.iter().for_each(|folder| fs::create_dir_all(folder).unwrap());
    files.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
}

/// Keeps what a rig found at its full size, for the table of promises in the README: `tests/run --full` puts it there.
pub(crate) fn told(promise: &str, result: &str) {
    if std::env::var("ACQUAINT_RIGS").is_ok_and(|it| it == "full") {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/promises");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(promise), result).unwrap();
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}
