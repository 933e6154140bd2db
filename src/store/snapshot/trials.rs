//! What the snapshot promises: the same answers as without it, whatever has become of it.
#![expect(clippy::disallowed_methods, reason = "tests damage files by hand")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use proptest::prelude::{Strategy, any, prop, prop_assert_eq, proptest};

use super::pack::pack;
use super::unpack::unpack;
use super::{Trust, layout};
use crate::network::{
    By, Channel, Community, CommunityKind, Department, Key, Meeting, Network, Organization, Person, Position, Record,
    Tie, TieKind, Topic,
};
use crate::store::scratch::Scratch;
use crate::store::{Error, Store, write};

fn id<I: std::str::FromStr<Err: std::fmt::Debug>>(id: &str) -> I {
    id.parse().unwrap()
}

/// A person of whom everything is known.
fn person() -> Person {
    let position = Position {
        title: "CFO".to_owned(),
        at: Some(id("acme")),
        department: Some(id("acme/finance")),
        since: Some(id("2023-04")),
        until: Some(id("2025")),
    };
    Person {
        id: id("ann"),
        name: "Ann É 李\n".to_owned(),
        aliases: vec!["A".to_owned()],
        emails: vec!["ann@acme.example".to_owned(), String::new()],
        phones: vec!["+1".to_owned()],
        links: vec!["https://acme.example".to_owned()],
        positions: vec![position, Position::default()],
        communities: vec![id("circle")],
        skills: [(id("finance"), 5)].into(),
        seeks: vec![id("rust")],
        offers: vec![id("finance")],
        closeness: Some(3),
        cadence: Some(1_000_000),
        tags: vec!["t".to_owned()],
        attributes: [("office".to_owned(), "Boston".to_owned())].into(),
        note: "n".to_owned(),
        source: "s".to_owned(),
        was: vec![id("anne")],
    }
}

fn tie() -> Tie {
    Tie {
        strength: Some(0.1),
        since: Some(id("2024-02-29")),
        until: Some(id("2025")),
        source: "s".to_owned(),
        note: "n".to_owned(),
        ..Tie::between(id("ann"), id("me"), TieKind::Introduced)
    }
}

fn meeting() -> Meeting {
    Meeting {
        minutes: Some(45),
        about: vec![id("finance")],
        place: "Rome".to_owned(),
        planned: true,
        without_ego: true,
        by: Some(By::Them),
        again: 2,
        note: "n".to_owned(),
        source: "s".to_owned(),
        ..Meeting::on(id("2026-11-03"), vec![id("ann"), id("ben")], Channel::Reaction)
    }
}

fn units() -> (Organization, Department, Community, Topic) {
    let list = || vec!["x".to_owned()];
    let organization = Organization {
        aliases: list(),
        domains: list(),
        industry: "i".to_owned(),
        size: Some(9),
        links: list(),
        note: "n".to_owned(),
        ..Organization::named(id("acme"), "Acme")
    };
    let department = Department {
        within: Some(id("acme/all")),
        head: Some(id("ann")),
        function: Some(crate::network::title::Function::General),
        note: "n".to_owned(),
        ..Department::named(id("acme/finance"), "Finance")
    };
    let community = Community {
        kind: Some(CommunityKind::Alumni),
        links: list(),
        note: "n".to_owned(),
        ..Community::named(id("circle"), "Circle")
    };
    (organization, department, community, Topic { aliases: list(), ..Topic::named(id("finance"), "Finance") })
}

/// Packs and unpacks a record; every word RON writes of its types must count in the number of the layout.
fn check<R: Record>(record: &R) {
    let mut bytes = Vec::new();
    pack(record, &mut bytes).unwrap();
    assert_eq!(unpack::<R>(&bytes).as_ref(), Ok(record));
    for end in 0..bytes.len() {
        assert!(unpack::<R>(&bytes[..end]).is_err(), "{end} bytes of {record:?}");
    }
    let told = layout::told();
    let text = write::record(record, write::Shape::Line).unwrap();
    let plain = text.split('"').step_by(2).collect::<String>();
    let words = plain.split(|it: char| !it.is_alphanumeric() && it != '_').filter(|it| !it.is_empty());
    for word in words.filter(|it| !matches!(*it, "true" | "false") && it.parse::<f64>().is_err()) {
        assert!(told.split([' ', '(', ')']).any(|it| it == word), "`{word}` of {:?} is not in {told}", R::KIND);
    }
}

#[test]
fn records_of_every_kind_are_packed_with_all_they_hold() {
    check(&person());
    check(&Person::named(id("x"), ""));
    check(&tie());
    check(&Tie::between(id("a"), id("b"), TieKind::Knows));
    check(&meeting());
    check(&Meeting::on(id("0001-01-01"), Vec::new(), Channel::InPerson));
    let (organization, department, community, topic) = units();
    check(&organization);
    check(&department);
    check(&community);
    check(&topic);
}

proptest! {
    #[test]
    fn any_bytes_are_a_record_or_none(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        if let Ok(person) = unpack::<Person>(&bytes) {
            let mut again = Vec::new();
            pack(&person, &mut again).unwrap();
            prop_assert_eq!(unpack::<Person>(&again), Ok(person));
        }
    }
}

/// A network of a few records of every kind, in a folder.
fn scene() -> Scratch {
    let scratch = Scratch::network();
    let done = scratch.commit().run(|it| {
        let (organization, department, community, topic) = units();
        let ann = Person { seeks: Vec::new(), was: Vec::new(), ..person() };
        it.put(ann);
        it.put(Person::named(id("ben"), "Ben"));
        it.put(organization);
        it.put(Department { within: None, ..department });
        it.put(community);
        it.put(topic);
        it.put(tie());
        it.put(Tie::between(id("ben"), id("ann"), TieKind::ReportsTo));
        it.put(meeting());
        it.put(Meeting::on(id("2025-01-01"), vec![id("ben")], Channel::Chat));
        Ok::<_, Error>(((), "scene".to_owned()))
    });
    done.unwrap();
    scratch
}

/// All that is known of a network and where it stands.
fn told(store: &Store) -> String {
    fn of<R: Record>(store: &Store) -> String {
        let records = store.network().all::<R>().values();
        records.map(|it| format!("{it:?} {:?}\n", store.place(&R::key(it.id())))).collect()
    }
    let all =
        [of::<Person>, of::<Organization>, of::<Department>, of::<Community>, of::<Topic>, of::<Tie>, of::<Meeting>];
    all.map(|of| of(store)).concat()
}

/// What is read with the snapshot, eagerly and lazily; a lost trust is used again, as commands do.
fn both(folder: &Path) -> [String; 2] {
    let trust = Trust::default();
    let lazily = || told(&Store::open_lazily(folder, &trust).unwrap());
    let first = lazily();
    [told(&Store::open(folder).unwrap()), if trust.holds() { first } else { lazily() }]
}

/// What is read without any snapshot.
fn plain(folder: &Path) -> String {
    let trust = Trust::default();
    trust.lose();
    told(&Store::open_lazily(folder, &trust).unwrap())
}

fn twins(scratch: &Scratch) -> Vec<PathBuf> {
    let entries = fs::read_dir(scratch.path(".acquaint/snapshot")).unwrap();
    let mut paths: Vec<_> = entries.map(|it| it.unwrap().path()).filter(|it| !it.ends_with("sound")).collect();
    paths.sort();
    paths
}

#[test]
fn a_damaged_twin_never_answers() {
    let scratch = scene();
    let whole = plain(scratch.folder());
    assert_eq!(both(scratch.folder()), [whole.clone(), whole.clone()]);
    assert_eq!(twins(&scratch).len(), 8);
    for path in twins(&scratch) {
        let bytes = fs::read(&path).unwrap();
        let mut tried = Vec::new();
        // Every byte of one, some of the others: they are laid out alike.
        let step = if path.ends_with("ties") { 1 } else { 5 };
        for at in (0..bytes.len()).step_by(step) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1 << (at % 8);
            tried.push(damaged);
            // Not each length: a hundred thousand readings would tell no more.
            if at % 15 == 0 {
                tried.push(bytes[..at].to_vec());
            }
        }
        tried.push([bytes.as_slice(), b"x"].concat());
        for damaged in tried {
            fs::write(&path, &damaged).unwrap();
            assert_eq!(both(scratch.folder()), [whole.clone(), whole.clone()], "{}", path.display());
        }
        fs::write(&path, &bytes).unwrap();
    }
}

#[test]
fn a_twin_of_another_file_or_program_never_answers() {
    let scratch = scene();
    let whole = plain(scratch.folder());
    let (people, ties) = (scratch.path(".acquaint/snapshot/people"), scratch.path(".acquaint/snapshot/ties"));
    fs::copy(&ties, &people).unwrap();
    assert_eq!(both(scratch.folder()), [whole.clone(), whole.clone()]);
    fs::remove_dir_all(scratch.path(".acquaint/snapshot")).unwrap();
    assert_eq!(both(scratch.folder()), [whole.clone(), whole.clone()]);
    assert_eq!(twins(&scratch).len(), 8, "made again by a reader");
    // What cannot be written is done without.
    fs::remove_dir_all(scratch.path(".acquaint/snapshot")).unwrap();
    fs::write(scratch.path(".acquaint/snapshot"), "in the way").unwrap();
    assert_eq!(both(scratch.folder()), [whole.clone(), whole]);
    let done = scratch.commit().run(|it| {
        it.put(Person::named(id("eve"), "Eve"));
        Ok::<_, Error>(((), "added".to_owned()))
    });
    assert!(done.unwrap().n.is_some());
    assert!(both(scratch.folder())[0].contains("Eve"));
}

#[test]
fn a_hand_is_seen_at_once_even_if_it_leaves_size_and_time_alone() {
    let scratch = scene();
    for name in ["Bea", "Bob", "Bix"] {
        let path = scratch.path("people.ron");
        let (before, text) = (fs::metadata(&path).unwrap().modified().unwrap(), scratch.read("people.ron"));
        let ben = text.find("name: \"B").unwrap() + 7;
        let edited = format!("{}{name}{}", &text[..ben], &text[ben + 3..]);
        fs::write(&path, edited).unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(before).unwrap();
        let plain = plain(scratch.folder());
        assert!(plain.contains(name));
        assert_eq!(both(scratch.folder()), [plain.clone(), plain]);
    }
}

#[test]
fn files_come_and_go_and_move() {
    let scratch = scene();
    let moved = |from: &str, to: &str| fs::rename(scratch.path(from), scratch.path(to)).unwrap();
    moved("meetings/2025.ron", "meetings/2024.ron");
    assert_eq!(both(scratch.folder())[0], plain(scratch.folder()));
    assert!(both(scratch.folder())[1].contains("meetings/2024.ron"));
    fs::copy(scratch.path("meetings/2024.ron"), scratch.path("meetings/2025.ron")).unwrap();
    let refused = Store::open(scratch.folder()).unwrap_err().to_string();
    assert!(refused.starts_with("meetings/2025.ron:3:5: the meeting `2025-01-01 ben (chat)` stands here"), "{refused}");
    fs::remove_file(scratch.path("meetings/2024.ron")).unwrap();
    fs::remove_file(scratch.path("ties.ron")).unwrap();
    assert_eq!(both(scratch.folder())[1], plain(scratch.folder()));
    assert!(Store::open(scratch.folder()).unwrap().network().ties().is_empty());
}

#[test]
fn a_settled_twin_is_used_without_a_look_at_its_file() {
    let scratch = scene();
    std::thread::sleep(Duration::from_millis(2_100));
    let whole = plain(scratch.folder());
    assert_eq!(both(scratch.folder()), [whole.clone(), whole.clone()]);
    for file in ["people.ron", "ties.ron", "meetings/2026.ron"] {
        let snapshot = super::Snapshot::sound(scratch.folder());
        let stamp = crate::store::stamps::stamp(&scratch.path(file)).unwrap();
        assert!(snapshot.twin(file).unwrap().stands_for(&stamp), "{file} was stated again");
    }
    let text = scratch.read("people.ron").replace("Ben", "Bea");
    scratch.write("people.ron", &text);
    assert_eq!(both(scratch.folder())[1], plain(scratch.folder()));
    assert_ne!(plain(scratch.folder()), whole);
}

/// What a hand does to a list of people: it writes some anew, in any order.
fn hands() -> impl Strategy<Value = Vec<Vec<(u8, String)>>> {
    prop::collection::vec(prop::collection::vec((0..12_u8, ".{0,5}"), 0..12), 1..5)
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(40))]
    #[test]
    fn after_any_edits_by_hand_the_snapshot_tells_what_the_files_do(edits in hands()) {
        let scratch = Scratch::network();
        for people in edits {
            let mut text = "// mine\n[Person(id: \"me\", name: \"Me\"),\n".to_owned();
            let mut seen = std::collections::BTreeSet::new();
            for (n, name) in people.iter().filter(|(n, _)| seen.insert(*n)) {
                let person = Person::named(id(&format!("p{n}")), name);
                text += &format!("{},\n", write::record(&person, write::Shape::Line).unwrap());
            }
            scratch.write("people.ron", &(text + "]\n"));
            let whole = plain(scratch.folder());
            prop_assert_eq!(both(scratch.folder()), [whole.clone(), whole]);
        }
    }
}

#[test]
fn the_demo_is_read_alike() {
    let scratch = Scratch::new();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/demo");
    copy(&from, scratch.folder());
    fs::create_dir_all(scratch.path(".acquaint")).unwrap();
    let whole = plain(scratch.folder());
    assert_eq!(both(scratch.folder()), [whole.clone(), whole.clone()]);
    assert_eq!(both(scratch.folder()), [whole.clone(), whole]);
    let network: Network = Store::open(scratch.folder()).unwrap().network;
    assert!(network.people().len() > 50 && network.get::<Person>(network.ego()).is_some());
    assert_eq!(Key::Person(network.ego().clone()).kind(), Person::KIND);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        match entry.path().is_dir() {
            true => copy(&entry.path(), &to.join(entry.file_name())),
            false => drop(fs::copy(entry.path(), to.join(entry.file_name())).unwrap()),
        }
    }
}
