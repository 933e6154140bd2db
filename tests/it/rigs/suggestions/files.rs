//! Suggestions as the program prints them, of networks written to files: their order changes no byte, the factors come to
//! the scores, and several seats say what each says alone.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::super::folder::Folder;
use super::super::{Dice, size, told};
use super::company::Company;
use super::village::{self, TODAY};
use acquaint::lenses::ALL;
use acquaint::network::role::names;
use acquaint::network::{Ask, Community, Department, Meeting, Network, Organization, Person, Record, Skip, Tie, Topic};
use acquaint::store::Store;

/// Writes the records that fit as the list of a file, in an order of chance.
fn write<R: Record>(path: &Path, network: &Network, dice: &mut Dice, fits: impl Fn(&R) -> bool) {
    let mut records: Vec<&R> = network.all::<R>().values().filter(|it| fits(it)).collect();
    if records.is_empty() {
        return;
    }
    dice.shuffle(&mut records);
    fs::write(path, in_ron(&records)).unwrap();
}

fn in_ron(value: &impl serde::Serialize) -> String {
    let shape = ron::ser::PrettyConfig::new().struct_names(true).extensions(ron::extensions::Extensions::IMPLICIT_SOME);
    ron::ser::to_string_pretty(value, shape).unwrap()
}

/// Returns a folder of the network's files, the records of each in an order of chance.
fn written(network: &Network, dice: &mut Dice) -> Folder {
    let folder = Folder::new("suggestions");
    let path = |name: &str| folder.0.join(name);
    fs::write(path("network.ron"), in_ron(network.settings())).unwrap();
    write::<Person>(&path("people.ron"), network, dice, |_| true);
    write::<Organization>(&path("organizations.ron"), network, dice, |_| true);
    write::<Department>(&path("departments.ron"), network, dice, |_| true);
    write::<Community>(&path("communities.ron"), network, dice, |_| true);
    write::<Topic>(&path("topics.ron"), network, dice, |_| true);
    write::<Tie>(&path("ties.ron"), network, dice, |_| true);
    write::<Ask>(&path("asks.ron"), network, dice, |_| true);
    write::<Skip>(&path("skips.ron"), network, dice, |_| true);
    fs::create_dir(path("meetings")).unwrap();
    for year in 2020..2028 {
        write::<Meeting>(&path(&format!("meetings/{year}.ron")), network, dice, |it| it.on.year() == year);
    }
    folder
}

/// Returns the demo's records, as read from its files.
pub(super) fn demo() -> Network {
    let folder = Folder::new("demo");
    super::super::folder::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/demo"), &folder.0);
    Store::open(&folder.0).unwrap().network().copied()
}

/// Returns the text without the numbers of lines.
fn lineless(text: &str) -> String {
    let mut parts = text.split("\"line\":");
    let mut without = parts.next().unwrap().to_owned();
    parts.for_each(|it| write!(without, "\"line\":{}", it.trim_start_matches(|c: char| c.is_ascii_digit())).unwrap());
    without
}

#[test]
fn the_order_in_the_files_changes_no_byte() {
    const WORDS: [&str; 6] = ["suggest", "--as", "@all", "--top", "50", "--json"];
    let (mut dice, mut bytes) = (Dice(7), 0);
    let demo = demo();
    let villages = (0..size(5, 200)).map(village::of);
    for (n, network) in villages.chain((0..size(1, 20)).map(|_| demo.copied())).enumerate() {
        let (one, other) = (written(&network, &mut dice), written(&network, &mut dice));
        let before = lineless(&one.done(&WORDS));
        assert!(before == lineless(&other.done(&WORDS)), "{n}");
        bytes += before.len();
    }
    told(
        "the_order_in_the_files_changes_no_byte",
        &format!("{} networks, {bytes} bytes of answers the same", size(6, 220)),
    );
    assert!(bytes > size(6, 220) * 1_000, "{bytes}");
}

/// Returns the score that the printed factors give by the printed rule.
fn recomputed(lens: &Value) -> f64 {
    let number = |it: &Value, field: &str| it[field].as_f64().unwrap();
    let factors: Vec<(f64, f64)> =
        lens["factors"].as_array().unwrap().iter().map(|it| (number(it, "weight"), number(it, "value"))).collect();
    let sum = |of: &[(f64, f64)]| of.iter().map(|(weight, value)| weight * value).sum::<f64>();
    let mean = |of: &[(f64, f64)]| sum(of) / of.iter().map(|it| it.0).sum::<f64>();
    match lens["rule"].as_str().unwrap() {
        "product" => factors.iter().map(|it| it.1).product(),
        "mean" => mean(&factors),
        "odds" => 1.0 / (1.0 + (-sum(&factors)).exp()),
        "scaled" => factors[0].1 * mean(&factors[1..]),
        other => panic!("{other} is no rule"),
    }
}

/// Returns how many lenses' scores an answer prints, each held against its factors.
fn held(answer: &str) -> usize {
    let mut n = 0;
    for line in answer.lines().map(|it| serde_json::from_str::<Value>(it).unwrap()) {
        let suggestions = line["suggestions"].as_array().unwrap();
        for lens in suggestions.iter().flat_map(|it| it["lenses"].as_array().unwrap()) {
            let (printed, again) = (lens["score"].as_f64().unwrap(), recomputed(lens));
            assert!((printed - again).abs() <= 0.005, "{again}: {lens}");
            n += 1;
        }
    }
    n
}

#[test]
fn the_printed_factors_come_to_the_printed_scores() {
    let mut n = 0;
    let companies = (0..size(1, 20)).flat_map(|seed| names().map(move |it| Company::of(it, seed, TODAY).network));
    for network in companies.take(size(2, 200)).chain((0..size(5, 200)).map(village::of)) {
        let folder = written(&network, &mut Dice(1));
        n += held(&folder.done(&["suggest", "--as", "@all", "--top", "50", "--json"]));
        for lens in ALL {
            n += held(&folder.done(&["suggest", "--lens", lens.name, "--top", "50", "--json"]));
        }
    }
    told(
        "the_printed_factors_come_to_the_printed_scores",
        &format!("{n} printed scores, each what its factors come to"),
    );
    assert!(n > size(500, 10_000), "{n}");
}

#[test]
fn several_seats_say_what_each_says_alone() {
    let mut seats = 0;
    for seed in 0..size(4, 100) {
        let network = village::of(seed);
        let folder = written(&network, &mut Dice(1));
        let all = folder.done(&["suggest", "--as", "@all", "--json"]);
        let people: Vec<&str> = network.people().keys().map(|it| it.as_str()).collect();
        assert_eq!(all.lines().count(), people.len());
        for (line, person) in all.lines().zip(&people) {
            assert_eq!(format!("{line}\n"), folder.done(&["suggest", "--as", person, "--json"]), "{seed}: {person}");
        }
        let (first, last) = (people[0], people[people.len() - 1]);
        let two = folder.done(&["suggest", "--as", last, "--as", first, "--json"]);
        let expected: Vec<_> = [people.len() - 1, 0].map(|at| all.lines().nth(at).unwrap()).to_vec();
        assert_eq!(two.lines().collect::<Vec<_>>(), expected, "{seed}: {last} and {first}");
        assert_eq!(folder.done(&["suggest", "--json"]).lines().next(), all.lines().next(), "{seed}: ego's");
        seats += people.len();
    }
    told("several_seats_say_what_each_says_alone", &format!("{seats} seats, each line what the seat says alone"));
}
