//! The power goes at any moment: what was not made durable is lost, torn, or kept in another order. Each state that may be
//! left is exactly before or after, and one that was acknowledged is after.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::dice::Dice;
use super::disk::{Done, recorded};
use super::{size, told};
use crate::network::{Channel, Meeting, Person, PersonId, Revision, Tie, TieKind};
use crate::store::scratch::{Scratch, all, restore};
use crate::store::{Error, Store};

/// The bytes of a file, and what was done to them since they were made durable.
#[derive(Clone, Debug, Default)]
struct Body {
    durable: Vec<u8>,
    pending: Vec<Done>,
}

/// What was done to the names of a folder since they were made durable.
#[derive(Clone, Debug)]
enum Naming {
    Give(PathBuf, usize),
    Move(PathBuf, PathBuf),
    Exchange(PathBuf, PathBuf),
    Remove(PathBuf),
    Folder(PathBuf),
}

/// A disk that remembers what would outlast a power cut.
#[derive(Clone, Debug, Default)]
struct Disk {
    bodies: Vec<Body>,
    /// Names as they are, and as they would be found again.
    names: BTreeMap<PathBuf, usize>,
    durable: BTreeMap<PathBuf, usize>,
    folders: BTreeSet<PathBuf>,
    pending: Vec<Naming>,
}

impl Disk {
    /// Returns the disk of a folder whose files are all durable.
    fn of(files: &BTreeMap<PathBuf, Vec<u8>>, folders: BTreeSet<PathBuf>) -> Self {
        let mut disk = Self { folders, ..Self::default() };
        for (path, bytes) in files {
            disk.names.insert(path.clone(), disk.bodies.len());
            disk.bodies.push(Body { durable: bytes.clone(), pending: Vec::new() });
        }
        disk.durable.clone_from(&disk.names);
        disk
    }

    fn body(&mut self, path: &Path) -> &mut Body {
        let at = self.names[path];
        &mut self.bodies[at]
    }

    fn perform(&mut self, done: &Done) {
        match done {
            Done::Make(path) => {
                self.names.insert(path.clone(), self.bodies.len());
                self.pending.push(Naming::Give(path.clone(), self.bodies.len()));
                self.bodies.push(Body::default());
            }
            Done::Write(path, ..) | Done::Cut(path, _) => self.body(path).pending.push(done.clone()),
            Done::Sync(path) => {
                let body = self.body(path);
                let pending = std::mem::take(&mut body.pending);
                pending.iter().for_each(|it| write(&mut body.durable, it, usize::MAX));
            }
            Done::Rename(from, to) => {
                let body = self.names.remove(from).unwrap();
                self.names.insert(to.clone(), body);
                self.pending.push(Naming::Move(from.clone(), to.clone()));
            }
            Done::Exchange(one, other) => {
                let (first, second) = (self.names[one], self.names[other]);
                self.names.insert(one.clone(), second);
                self.names.insert(other.clone(), first);
                self.pending.push(Naming::Exchange(one.clone(), other.clone()));
            }
            Done::Remove(path) => {
                self.names.remove(path);
                self.pending.push(Naming::Remove(path.clone()));
            }
            Done::MakeFolder(path) => self.pending.push(Naming::Folder(path.clone())),
            Done::SyncFolder(folder) => {
                let (here, elsewhere) =
                    std::mem::take(&mut self.pending).into_iter().partition(|it| within(it, folder));
                self.pending = elsewhere;
                let here: Vec<Naming> = here;
                here.iter().for_each(|it| rename(&mut self.durable, &mut self.folders, it));
            }
        }
    }

    /// Returns the files that may be found after a power cut, by the way `dice` fall.
    fn cut(&self, way: usize, dice: &mut Dice) -> (BTreeMap<PathBuf, Vec<u8>>, BTreeSet<PathBuf>) {
        let (mut names, mut folders) = (self.durable.clone(), self.folders.clone());
        // None, all, all names but no bytes, in order up to a point, or any of them.
        let mut pending = self.pending.as_slice();
        if way == 3 {
            pending = &pending[..dice.below(pending.len() + 1)];
        }
        for naming in pending {
            if way != 0 && (way < 4 || dice.chance(50)) {
                rename(&mut names, &mut folders, naming);
            }
        }
        self.found(&names, &folders, way, dice)
    }

    fn found(
        &self,
        names: &BTreeMap<PathBuf, usize>,
        folders: &BTreeSet<PathBuf>,
        way: usize,
        dice: &mut Dice,
    ) -> (BTreeMap<PathBuf, Vec<u8>>, BTreeSet<PathBuf>) {
        let there = names.iter().filter(|(path, _)| folders.contains(path.parent().unwrap()));
        let bytes = |body: &Body, dice: &mut Dice| {
            let mut bytes = body.durable.clone();
            for pending in &body.pending {
                match way {
                    0 | 2 => {}
                    1 => write(&mut bytes, pending, usize::MAX),
                    3 => write(&mut bytes, pending, dice.below(5_000)),
                    _ if dice.chance(50) => write(&mut bytes, pending, if dice.chance(50) { usize::MAX } else { 7 }),
                    _ => {}
                }
            }
            bytes
        };
        (there.map(|(path, body)| (path.clone(), bytes(&self.bodies[*body], dice))).collect(), folders.clone())
    }
}

fn within(naming: &Naming, folder: &Path) -> bool {
    let (Naming::Give(path, _) | Naming::Move(path, _) | Naming::Exchange(path, _)) = naming else {
        let (Naming::Remove(path) | Naming::Folder(path)) = naming else { return false };
        return path.parent() == Some(folder);
    };
    path.parent() == Some(folder)
}

fn rename(names: &mut BTreeMap<PathBuf, usize>, folders: &mut BTreeSet<PathBuf>, naming: &Naming) {
    match naming {
        Naming::Give(path, body) => drop(names.insert(path.clone(), *body)),
        Naming::Move(from, to) => {
            if let Some(body) = names.remove(from) {
                names.insert(to.clone(), body);
            }
        }
        Naming::Exchange(one, other) => {
            if let (Some(&first), Some(&second)) = (names.get(one), names.get(other)) {
                names.insert(one.clone(), second);
                names.insert(other.clone(), first);
            }
        }
        Naming::Remove(path) => drop(names.remove(path)),
        Naming::Folder(path) => drop(folders.insert(path.clone())),
    }
}

/// Does what was asked of the bytes of a file, as far as the disk has come with it.
fn write(bytes: &mut Vec<u8>, done: &Done, torn: usize) {
    match done {
        Done::Write(_, at, new) => {
            let (at, new) = (usize::try_from(*at).unwrap(), &new[..new.len().min(torn)]);
            if bytes.len() < at + new.len() {
                bytes.resize(at + new.len(), 0);
            }
            bytes[at..at + new.len()].copy_from_slice(new);
        }
        Done::Cut(_, length) => bytes.resize(usize::try_from(*length).unwrap(), 0),
        _ => {}
    }
}

fn id(text: &str) -> PersonId {
    text.parse().unwrap()
}

/// A network with something in every file a command may touch.
fn ground() -> Scratch {
    let scratch = Scratch::network();
    let all = |it: &mut Revision<'_>| {
        it.put(Person::named(id("ann"), "Ann"));
        it.put(Person::named(id("ben"), "Ben"));
        it.put(Tie::between(id("ann"), id("ben"), TieKind::Friend));
        it.put(Meeting::on("2025-01-02".parse().unwrap(), vec![id("ann")], Channel::Chat));
    };
    scratch.commit().run(|it| Ok::<_, Error>((all(it), "ground".to_owned()))).unwrap();
    scratch
}

type Op = (&'static str, fn(&Scratch) -> Result<(), Error>);

fn run(scratch: &Scratch, op: impl Fn(&mut Revision<'_>)) -> Result<(), Error> {
    scratch.commit().run(|it| Ok::<_, Error>((op(it), "tried".to_owned()))).map(drop)
}

/// What a command may do to the files: one, several, a new one, one that goes, none but the history.
const OPS: &[Op] = &[
    ("add", |scratch| run(scratch, |it| it.put(Person::named(id("cem"), "Cem")))),
    ("edit", |scratch| run(scratch, |it| it.put(Person { closeness: Some(4), ..Person::named(id("ann"), "Ann") }))),
    ("met in a new year", |scratch| {
        run(scratch, |it| it.put(Meeting::on("2026-03-04".parse().unwrap(), vec![id("ben")], Channel::Video)))
    }),
    ("rename", |scratch| {
        run(scratch, |it| {
            let mut ann = it.remove::<Person>(&id("ann")).unwrap();
            (ann.id, ann.was) = (id("ann-lee"), vec![id("ann")]);
            it.put(ann);
            it.change_all(|_: &mut Tie| {});
            let tie = it.ties().values().next().unwrap().clone();
            it.remove::<Tie>(&crate::network::Record::id(&tie));
            it.put(Tie { from: id("ann-lee"), ..tie });
            let meeting = it.meetings().values().next().unwrap().clone();
            it.remove::<Meeting>(&crate::network::Record::id(&meeting));
            it.put(Meeting { with: vec![id("ann-lee")], ..meeting });
        })
    }),
    ("a meeting's change of year", |scratch| {
        run(scratch, |it| {
            let meeting = it.meetings().values().next().unwrap().clone();
            it.remove::<Meeting>(&crate::network::Record::id(&meeting));
            it.put(Meeting { on: "2024-05-06".parse().unwrap(), ..meeting });
        })
    }),
    ("undo", |scratch| scratch.commit().undo().map(drop)),
];

/// The records of a network as one text, and how many commands its history has.
fn state(scratch: &Scratch) -> (String, usize) {
    let store = Store::open(scratch.folder()).unwrap_or_else(|error| panic!("cannot be opened: {error}"));
    let it = store.network();
    let records = format!("{:?} {:?} {:?} {:?}", it.settings(), it.people(), it.ties(), it.meetings());
    (records, store.history().unwrap().len())
}

/// What one command may be found as after a power cut.
struct Trial<'t> {
    name: &'static str,
    scratch: &'t Scratch,
    exchange: bool,
    before: (String, usize),
    after: (String, usize),
}

impl Trial<'_> {
    fn holds(&self, acknowledged: bool, what: &str) {
        let found = state(self.scratch);
        let name = self.name;
        assert!(found == self.after || (found == self.before && !acknowledged), "{name}, {what}: {found:?}");
        run(self.scratch, |_| {}).unwrap();
        let (files, _) = all(self.scratch.folder());
        let left: Vec<_> = files.keys().filter(|it| it.to_string_lossy().ends_with(".tmp")).collect();
        assert!(left.is_empty(), "{name}, {what}: {left:?}");
        assert_eq!(state(self.scratch), found, "{name}, {what}: it stays so");
    }
}

#[test]
fn a_power_cut_leaves_a_command_whole_or_undone() {
    let mut states = 0;
    let wanted = size(1_500, 20_000);
    let mut seed = 0;
    while states < wanted {
        for (name, op) in OPS {
            let scratch = ground();
            // Every third round on a file system that cannot exchange files.
            let exchange = seed % 3 != 2;
            let (files, folders) = all(scratch.folder());
            let before = state(&scratch);
            let (answer, record) = recorded(exchange, || op(&scratch));
            answer.unwrap_or_else(|error| panic!("{name}: {error}"));
            let after = state(&scratch);
            let trial = Trial { name, scratch: &scratch, exchange, before, after };
            states += cuts(&trial, &Disk::of(&files, folders), &record, seed);
        }
        seed += 1;
    }
    told("power", &format!("{states} states, each before or after"));
}

/// Cuts the power behind each call, in each way, and once more while the next command recovers.
fn cuts(trial: &Trial<'_>, disk: &Disk, record: &[Done], seed: u64) -> usize {
    let mut disk = disk.clone();
    let mut states = 0;
    for done in 0..=record.len() {
        // One way a round: the first five rounds take them in turn.
        let way = usize::try_from(seed).unwrap() % 5;
        let dice = &mut Dice(seed ^ (done as u64) << 32);
        let (files, folders) = disk.cut(way, dice);
        let what = format!("seed {seed}, way {way}, behind call {done} of {}", record.len());
        restore(trial.scratch.folder(), &files, &folders);
        trial.holds(done == record.len(), &what);
        restore(trial.scratch.folder(), &files, &folders);
        let (_, recovery) = recorded(trial.exchange, || state(trial.scratch));
        let mut second = Disk::of(&files, folders);
        let until = dice.below(recovery.len() + 1);
        recovery[..until].iter().for_each(|it| second.perform(it));
        let (files, folders) = second.cut(dice.below(5), dice);
        restore(trial.scratch.folder(), &files, &folders);
        trial.holds(done == record.len(), &format!("{what}, and again behind call {until} of {}", recovery.len()));
        states += 2;
        if let Some(next) = record.get(done) {
            disk.perform(next);
        }
    }
    states
}
