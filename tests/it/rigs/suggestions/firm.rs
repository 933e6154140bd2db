//! Firms: three hundred people in ten departments and twenty communities, of whom a technology chief has met half over three
//! years, as `history` draws it.

use super::history;
use super::village::id;
use crate::rigs::Dice;
use acquaint::network::role::template;
use acquaint::network::{
    Community, Date, Department, Network, Organization, Person, PersonId, Position, Settings, Tie, TieKind, Topic,
};

/// What ten departments are called, and what those who lead one and those who work there are.
const DEPARTMENTS: [(&str, &str, &str); 10] = [
    ("finance", "Chief Financial Officer", "Financial Analyst"),
    ("product", "Chief Product Officer", "Product Manager"),
    ("platform", "Head of Platform", "Staff Engineer"),
    ("apps", "Engineering Manager", "Software Engineer"),
    ("data", "Head of Data", "Data Scientist"),
    ("security", "Chief Information Security Officer", "Security Engineer"),
    ("sales", "Chief Revenue Officer", "Account Executive"),
    ("marketing", "Chief Marketing Officer", "Brand Manager"),
    ("people", "Chief Human Resources Officer", "Recruiter"),
    ("legal", "General Counsel", "Legal Counsel"),
];
const OUTSIDE: [(&str, [&str; 3]); 2] = [
    ("north", ["CTO", "VP Engineering", "Head of Sales"]),
    ("south", ["CTO", "Chief Executive Officer", "Staff Engineer"]),
];
const TOPICS: [&str; 6] = ["budgeting", "hiring", "kubernetes", "negotiation", "privacy", "pricing"];
const COMMUNITIES: usize = 20;
const STRANGERS: usize = 150;

/// Returns a firm and what its technology chief had to do with people.
pub(super) fn of(seed: usize, today: Date) -> Network {
    let (mut dice, mut network) = (Dice(seed as u64 ^ 0xf1), history::of(seed, today));
    let slots = template("cto").unwrap().to_vec();
    network.revise().set(Settings { slots, ..Settings::of(id("me")) });
    units(&mut network);
    for n in 0..STRANGERS {
        let name = format!("q{n:03}");
        network.load(Person::named(id(&name), name));
    }
    let people: Vec<PersonId> = network.people().keys().filter(|it| it.as_str() != "me").cloned().collect();
    let me = Position {
        title: "CTO".to_owned(),
        at: Some(id("acme")),
        since: Some(id("2019-01-01")),
        ..Position::default()
    };
    dress(&mut network, &id("me"), me, &mut dice);
    let homes: Vec<usize> = people.iter().map(|_| dice.below(15)).collect();
    let mut led = [false; 10];
    for (person, &home) in people.iter().zip(&homes) {
        let position = position(home, &mut led, &mut dice);
        dress(&mut network, person, position, &mut dice);
    }
    ties(&mut network, (&people, &homes), &mut dice);
    network
}

fn units(network: &mut Network) {
    network.load(Organization { size: Some(300), ..Organization::named(id("acme"), "Acme") });
    OUTSIDE.iter().for_each(|(at, _)| _ = network.load(Organization::named(id(at), *at)));
    DEPARTMENTS.iter().for_each(|(it, ..)| _ = network.load(Department::named(id(&format!("acme/{it}")), *it)));
    TOPICS.iter().for_each(|it| _ = network.load(Topic::named(id(it), *it)));
    (0..COMMUNITIES).map(circle).for_each(|it| _ = network.load(Community::named(id(&it), it)));
}

fn circle(n: usize) -> String {
    format!("circle-{n:02}")
}

/// Returns a position in one of the ten departments, whose first is who leads it, or outside.
fn position(home: usize, led: &mut [bool; 10], dice: &mut Dice) -> Position {
    let Some((department, leads, works)) = DEPARTMENTS.get(home) else {
        let (at, titles) = dice.pick(&OUTSIDE);
        return Position { title: (*dice.pick(titles)).to_owned(), at: Some(id(at)), ..Position::default() };
    };
    let title = if std::mem::replace(&mut led[home], true) { works } else { leads };
    let department = Some(id(&format!("acme/{department}")));
    Position { title: (*title).to_owned(), at: Some(id("acme")), department, ..Position::default() }
}

fn dress(network: &mut Network, who: &PersonId, position: Position, dice: &mut Dice) {
    let mut person = network.people()[who].clone();
    person.positions = vec![position];
    person.communities = (0..COMMUNITIES).filter(|_| dice.chance(6)).map(|it| id(&circle(it))).collect();
    let known: Vec<_> = TOPICS.iter().filter(|_| dice.chance(20)).collect();
    person.skills = known.into_iter().map(|it| (id(it), 1 + dice.below(5) as u8)).collect();
    person.seeks = TOPICS.iter().filter(|_| dice.chance(10)).map(|it| id(it)).collect();
    network.revise().put(person);
}

/// Reporting lines in each department, ties inside it, and some across.
fn ties(network: &mut Network, (people, homes): (&[PersonId], &[usize]), dice: &mut Dice) {
    for (at, (one, home)) in people.iter().zip(homes).enumerate() {
        for (other, its) in people[..at].iter().zip(homes) {
            let same = home == its && *home < DEPARTMENTS.len();
            if dice.below(1_000) < if same { 200 } else { 8 } {
                let kind = if same { TieKind::WorksWith } else { TieKind::Knows };
                network.load(Tie::between(one.clone(), other.clone(), kind));
            }
        }
        let boss = people[..at].iter().zip(homes).find(|(_, its)| *its == home).map(|(it, _)| it);
        if let Some(boss) = boss.filter(|_| *home < DEPARTMENTS.len()) {
            network.load(Tie::between(one.clone(), boss.clone(), TieKind::ReportsTo));
        }
    }
}
