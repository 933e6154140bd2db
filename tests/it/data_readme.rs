//! `data/README.md` shows every file and every field, and its examples are one network without a fault.
//!
//! Each `ron` block is the file that the heading above it names.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use acquaint::network::role::{Importance, Relation, Scope, Slot};
use acquaint::network::title::{Function, Level};
use acquaint::network::{
    Ask, By, Channel, Community, CommunityKind, Department, Meeting, Network, Organization, Outcome, Person, Position,
    Purpose, Record, Settings, Skip, Tie, TieKind, Topic,
};
use acquaint::store::{self, Store};
use serde_json::Value;

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn word() -> String {
    "word".to_owned()
}

fn words() -> Vec<String> {
    vec![word()]
}

/// Returns the examples: the file's name and its text.
fn examples(text: &str) -> Vec<(String, String)> {
    let (mut heading, mut found) = (String::new(), Vec::<(String, String)>::new());
    let mut fence: Option<bool> = None;
    for line in text.lines() {
        match (fence, line.strip_prefix("```")) {
            (None, Some(info)) => {
                fence = Some(info == "ron");
                found.extend((info == "ron").then(|| (heading.clone(), String::new())));
            }
            (Some(_), Some(_)) => fence = None,
            (Some(true), None) => found.last_mut().unwrap().1 += &format!("{line}\n"),
            (None, None) if line.starts_with('#') => {
                heading = line.split('`').nth(1).unwrap_or_default().to_owned();
            }
            _ => {}
        }
    }
    found
}

/// Writes the examples as the files of a network into a fresh folder.
fn network(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("meetings")).unwrap();
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/README.md");
    for (file, text) in examples(&fs::read_to_string(readme).unwrap()) {
        fs::write(folder.join(file), text).unwrap();
    }
    folder
}

fn answer(folder: &Path, words: &[&str]) -> Value {
    let mut program = Command::new(env!("CARGO_BIN_EXE_acquaint"));
    program.arg("--network").arg(folder).args(["--json", "--today", "2026-11-20"]).args(words);
    let output = program.output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{words:?}: {told}{:?}", output.stderr);
    serde_json::from_str(&told).unwrap()
}

/// Adds the fields a value has, those of records within records behind a dot.
fn collect(value: &Value, before: &str, fields: &mut BTreeSet<String>) {
    for (name, value) in value.as_object().unwrap() {
        fields.insert(format!("{before}{name}"));
        let inner = value.as_array().into_iter().flatten().filter(|it| it.is_object());
        inner.for_each(|it| collect(it, &format!("{before}{name}."), fields));
    }
}

fn fields(value: impl serde::Serialize) -> BTreeSet<String> {
    let mut fields = BTreeSet::new();
    collect(&serde_json::to_value(value).unwrap(), "", &mut fields);
    fields
}

/// Holds that every field of a fully filled record stands in some example of its kind.
fn hold_all<R: Record>(network: &Network, filled: R) {
    let shown: BTreeSet<String> = network.all::<R>().values().flat_map(fields).collect();
    let missing: Vec<_> = fields(filled).difference(&shown).cloned().collect();
    assert!(missing.is_empty(), "data/README.md shows no {} with {missing:?}", R::KIND);
}

fn person() -> Person {
    Person {
        id: id("it"),
        name: word(),
        aliases: words(),
        emails: words(),
        phones: words(),
        links: words(),
        positions: vec![Position {
            title: word(),
            at: Some(id("it")),
            department: Some(id("it/it")),
            since: Some(id("2023")),
            until: Some(id("2023")),
        }],
        communities: vec![id("it")],
        skills: [(id("it"), 1)].into(),
        seeks: vec![id("it")],
        offers: vec![id("it")],
        closeness: Some(1),
        cadence: Some(1),
        tags: words(),
        attributes: [(word(), word())].into(),
        note: word(),
        source: word(),
        was: vec![id("it")],
    }
}

fn organization() -> Organization {
    Organization {
        id: id("it"),
        name: word(),
        aliases: words(),
        domains: words(),
        industry: word(),
        size: Some(1),
        links: words(),
        note: word(),
    }
}

fn department() -> Department {
    Department {
        id: id("it/it"),
        name: word(),
        at: Some(id("it")),
        within: Some(id("it/it")),
        head: Some(id("it")),
        function: Some(Function::Finance),
        note: word(),
    }
}

fn community() -> Community {
    let kind = Some(CommunityKind::Other);
    Community { id: id("it"), name: word(), kind, links: words(), note: word() }
}

fn tie() -> Tie {
    Tie {
        from: id("it"),
        to: id("it"),
        kind: TieKind::Knows,
        strength: Some(1.0),
        since: Some(id("2023")),
        until: Some(id("2023")),
        source: word(),
        note: word(),
    }
}

fn meeting() -> Meeting {
    Meeting {
        on: id("2026-11-03"),
        with: vec![id("it")],
        via: Channel::Video,
        minutes: Some(1),
        about: vec![id("it")],
        place: word(),
        planned: true,
        without_ego: true,
        by: Some(By::Me),
        again: 2,
        success: word(),
        note: word(),
        source: word(),
    }
}

fn ask() -> Ask {
    Ask {
        of: id("it"),
        on: id("2026-11-03"),
        purpose: Purpose::Favour,
        to: Some(id("it")),
        about: Some(id("it")),
        outcome: Some(Outcome::No),
        note: word(),
    }
}

fn settings() -> Settings {
    let slot = Slot {
        id: word(),
        label: word(),
        functions: vec![Function::Finance],
        levels: vec![Level::CLevel],
        topics: words(),
        relation: Some(Relation::Boss),
        words: words(),
        scope: Scope::Outside,
        count: 2,
        importance: Importance(1.0, 1.0, 1.0),
        cadence: Some(1),
        cadence_at_first: Some(1),
        first_met_by: Some(1),
        held_by: words(),
    };
    let template = Some(word());
    Settings { format: 1, ego: id("it"), template, slots: vec![slot], capacity_per_month: Some(1) }
}

#[test]
fn the_examples_are_one_network_without_a_fault() {
    let folder = network("data-readme");
    let files: BTreeSet<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .filter(|it| it.ends_with(".ron"))
        .collect();
    assert_eq!(files, store::files().iter().map(|&it| it.to_owned()).collect());
    assert_eq!(answer(&folder, &["check"])["faults"], Value::Array(vec![]));
    let listed = answer(&folder, &["list"]);
    for kind in ["people", "organizations", "departments", "communities", "topics", "ties", "asks", "skips"] {
        assert!(!listed[kind].as_array().unwrap().is_empty(), "no {kind} are listed: {listed}");
    }
}

#[test]
fn every_field_stands_in_the_examples() {
    let store = Store::open(&network("data-readme-fields")).unwrap();
    let network = store.network();
    hold_all(network, person());
    hold_all(network, organization());
    hold_all(network, department());
    hold_all(network, community());
    hold_all(network, Topic { id: id("it"), name: word(), aliases: words() });
    hold_all(network, tie());
    hold_all(network, meeting());
    hold_all(network, ask());
    hold_all(
        network,
        Skip { who: id("it"), lens: word(), on: id("2026-11-03"), until: Some(id("2026-11-04")), because: word() },
    );
    let shown = fields(network.settings());
    let missing: Vec<_> = fields(settings()).difference(&shown).cloned().collect();
    assert!(missing.is_empty(), "data/README.md shows no network with {missing:?}");
}

#[test]
fn every_word_stands_in_the_examples() {
    let store = Store::open(&network("data-readme-words")).unwrap();
    let network = store.network();
    let ties: BTreeSet<TieKind> = network.ties().values().map(|it| it.kind).collect();
    let channels: BTreeSet<Channel> = network.meetings().values().map(|it| it.via).collect();
    let sides: BTreeSet<By> = network.meetings().values().filter_map(|it| it.by).collect();
    let circles: BTreeSet<CommunityKind> = network.communities().values().filter_map(|it| it.kind).collect();
    assert!(TieKind::ALL.iter().all(|it| ties.contains(it)), "kinds of tie: {ties:?}");
    assert!(Channel::ALL.iter().all(|it| channels.contains(it)), "channels: {channels:?}");
    assert!(By::ALL.iter().all(|it| sides.contains(it)), "sides: {sides:?}");
    let (purposes, outcomes): (BTreeSet<Purpose>, BTreeSet<Option<Outcome>>) =
        network.asks().values().map(|it| (it.purpose, it.outcome)).unzip();
    assert!(Purpose::ALL.iter().all(|it| purposes.contains(it)), "purposes: {purposes:?}");
    assert!(Outcome::ALL.iter().all(|it| outcomes.contains(&Some(*it))), "outcomes: {outcomes:?}");
    assert!(CommunityKind::ALL.iter().all(|it| circles.contains(it)), "communities: {circles:?}");
}
