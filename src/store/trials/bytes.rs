//! Random edits of files as hands write them, full of comments: no byte but that of the edited value changes.

use super::dice::Dice;
use super::{size, told};
use crate::network::{Channel, Date, Meeting, Network, Person, PersonId, Position, Revision, Tie, TieKind};
use crate::store::read::{self, Reading};
use crate::store::rewrites::Rewrite;
use crate::store::spans;

/// A file as a hand wrote it: its text in pieces, and which of them are values that are set.
struct Hand {
    pieces: Vec<String>,
    /// Of whom, which field, which piece.
    values: Vec<(usize, &'static str, usize)>,
    comments: usize,
    line_end: &'static str,
}

impl Hand {
    fn push(&mut self, piece: impl Into<String>) {
        self.pieces.push(piece.into().replace('\n', self.line_end));
    }

    /// White space and comments, as a hand strews them.
    fn gap(&mut self, dice: &mut Dice) {
        while dice.chance(40) {
            self.comments += 1;
            let n = self.comments;
            let gap = match dice.below(7) {
                0 => format!("/* c{n} */"),
                1 => format!(" // c{n}, \"(\n"),
                2 => format!("/* c{n} /* ] */ , \n */ "),
                3 => "\n\n    ".to_owned(),
                4 => "\n\t".to_owned(),
                5 => "\n        ".to_owned(),
                _ => " ".to_owned(),
            };
            self.push(gap);
        }
    }

    fn text(&self) -> String {
        self.pieces.concat()
    }
}

/// Writes people in random layouts; the first is ego.
fn hand(dice: &mut Dice, n: usize) -> Hand {
    let line_end = *dice.pick(&["\n", "\r\n"]);
    let mut hand = Hand { pieces: Vec::new(), values: Vec::new(), comments: 0, line_end };
    hand.push(*dice.pick(&["", "\u{feff}"]));
    hand.gap(dice);
    hand.push(*dice.pick(&["", "#![enable(implicit_some)]\n"]));
    hand.gap(dice);
    hand.push("[");
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_cached_key(|_| dice.throw());
    for (place, who) in order.into_iter().enumerate() {
        person(&mut hand, dice, who);
        hand.gap(dice);
        let last = place + 1 == n;
        hand.push(if last && dice.chance(50) { "" } else { "," });
    }
    hand.gap(dice);
    hand.push("]");
    hand.gap(dice);
    hand
}

fn person(hand: &mut Hand, dice: &mut Dice, who: usize) {
    hand.gap(dice);
    hand.push(*dice.pick(&["Person(", "(", "Person ("]));
    let mut fields: Vec<(&'static str, String)> = vec![
        ("id", format!("\"p{who}\"")),
        ("name", dice.pick(&["\"N, (\"", "r#\"N \"x\"\"#", "\"É\\\"]\""]).to_string()),
    ];
    for field in ["closeness", "cadence", "note", "tags", "aliases", "positions", "skills"] {
        if dice.chance(45) {
            fields.push((field, value(dice, field)));
        }
    }
    fields.sort_by_cached_key(|_| dice.throw());
    let count = fields.len();
    for (place, (field, value)) in fields.into_iter().enumerate() {
        hand.gap(dice);
        hand.push(field);
        hand.gap(dice);
        hand.push(":");
        hand.gap(dice);
        hand.values.push((who, field, hand.pieces.len()));
        hand.push(value);
        hand.gap(dice);
        let last = place + 1 == count;
        hand.push(if last && dice.chance(50) { "" } else { "," });
    }
    hand.gap(dice);
    hand.push(")");
}

fn value(dice: &mut Dice, field: &str) -> String {
    let several = match field {
        "closeness" => &["3", "Some(2)", "0"][..],
        "cadence" => &["14", "Some( /* in */ 7)"],
        "note" => &["\"a note\"", "r\"raw\\\"", "\"\"", "\"two\\nlines\""],
        "tags" | "aliases" => {
            &["[]", "[\"x\"]", "[\"x\", // cx\n \"y\" , \"z\",]", "[\n  \"y\", /* cy */\n  \"x\" // cz\n]"]
        }
        "positions" => &[
            "[Position(title: \"CFO\")]",
            "[ (title: \"CFO\", since: \"2024\" /* cs */), // now\n Position(title:\"VP\", until: \"2023\"),]",
        ],
        _ => &["{}", "{\"t\": 3}", "{ \"z\": 1, // cz\n \"t\" /* k */: 5, }"],
    };
    (*dice.pick(several)).to_owned()
}

fn reading(people: &str) -> Reading {
    let head = "Network(format: 1, ego: \"p0\") // head".to_owned();
    let ties = "[ // ties\n  Tie(from: \"p0\", to: \"p1\", kind: knows), // ct\n]".to_owned();
    let texts = [("network.ron", head), ("people.ron", people.to_owned()), ("ties.ron", ties)];
    read::texts(&texts).unwrap_or_else(|error| panic!("{error}\n{people}"))
}

fn id(who: usize) -> PersonId {
    format!("p{who}").parse().unwrap()
}

fn comments(text: &str) -> Vec<String> {
    // Inside records, too: strings hold nothing that looks like one of ours.
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("c") {
        let digits: String = rest[at + 1..].chars().take_while(char::is_ascii_digit).collect();
        if !digits.is_empty() {
            found.push(digits);
        }
        rest = &rest[at + 1..];
    }
    found
}

/// Runs an operation, checks what every edit must hold, and returns the new text of people.
fn edited(seed: u64, before: &str, op: impl Fn(&mut Revision<'_>)) -> (String, Vec<(String, String)>) {
    let mut reading = reading(before);
    let mut revision = reading.network.revise();
    op(&mut revision);
    let changes = revision.finish();
    let rewrites = spans::rewrite(&reading, &changes).unwrap_or_else(|error| panic!("seed {seed}: {error}\n{before}"));
    let people = rewrites.iter().find(|it| it.file == "people.ron");
    let Some(Rewrite { after: Some(after), patch, .. }) = people else { return (before.to_owned(), Vec::new()) };
    let again = read_people(after);
    assert_eq!(again, **reading.network.people(), "seed {seed}:\n{before}\n---\n{after}");
    let told = |rewrites: &[Rewrite]| rewrites.iter().map(|it| it.after.clone()).collect::<Vec<_>>();
    // All people have been looked at by now: where a new one goes is found another way.
    let rewritten = spans::rewrite(&reading, &changes).map(|it| told(&it)).ok();
    assert_eq!(rewritten, Some(told(&rewrites)), "seed {seed}:\n{before}");
    let back = patch.reversed().applied(Some(after), patch.after);
    assert_eq!(back, Some(Some(before.to_owned())), "seed {seed}: taken back");
    let hunks = patch.hunks.iter().map(|hunk| (hunk.old.clone(), hunk.new.clone()));
    (after.clone(), hunks.collect())
}

fn read_people(text: &str) -> crate::network::Table<Person> {
    let network: Network = reading(text).network;
    (**network.people()).clone()
}

#[test]
fn no_byte_beside_an_edit_changes() {
    let (set, any) = (setting_a_value(size(1_500, 50_000)), any_edit(size(1_500, 50_000)));
    told("bytes", &format!("{} edits of {} files, 0 bytes beside them changed", set + any, any * 2));
}

/// Sets values; the file is the old one with those bytes replaced, and no other.
fn setting_a_value(files: usize) -> usize {
    let mut edits = 0;
    for seed in 0..files as u64 {
        let dice = &mut Dice(seed);
        let hand = hand(dice, 3);
        let values = hand.values.iter().filter(|(_, field, _)| matches!(*field, "closeness" | "cadence" | "note"));
        for &(who, field, piece) in values {
            edits += 1;
            let before = hand.text();
            let (after, _) = edited(seed, &before, |it| {
                let mut person = it.get::<Person>(&id(who)).unwrap().clone();
                match field {
                    "closeness" => person.closeness = Some(5),
                    "cadence" => person.cadence = Some(99),
                    _ => person.note = "other".to_owned(),
                }
                it.put(person);
            });
            let new = match field {
                "closeness" => "5",
                "cadence" => "99",
                _ => "\"other\"",
            };
            let expected = hand.pieces[..piece].concat() + new + &hand.pieces[piece + 1..].concat();
            assert_eq!(after, expected, "seed {seed}: {field} of p{who}");
        }
    }
    edits
}

/// Changes one thing of a person.
fn change(dice: &mut Dice, person: &mut Person) {
    match dice.below(11) {
        0 => person.tags.push(format!("t{}", dice.below(90))),
        1 => drop(person.tags.pop()),
        2 => person.aliases.insert(0, "first".to_owned()),
        3 => person.positions.insert(0, Position { title: "CIO".to_owned(), ..Position::default() }),
        4 => person.positions.iter_mut().for_each(|it| it.until = Some("2025-06".parse().unwrap())),
        5 => drop(person.skills.insert("s".parse().unwrap(), 2)),
        6 => person.closeness = person.closeness.map_or(Some(4), |_| None),
        7 => *person = Person::named(person.id.clone(), &person.name),
        8 => {
            (person.closeness, person.note) = (None, String::new());
            person.tags.clear();
            person.positions.clear();
            person.communities.push("c".parse().unwrap());
        }
        9 => person.note = if person.note.is_empty() { "noted".to_owned() } else { String::new() },
        _ => person.skills.values_mut().for_each(|it| *it = 4),
    }
}

/// Adds, removes, renames and changes people; comments stay but those of what goes.
fn any_edit(files: usize) -> usize {
    for seed in 0..files as u64 {
        let dice = &mut Dice(seed ^ 0x00ed_1700);
        let text = hand(dice, 4).text();
        let kind = dice.below(6);
        let (who, roll) = (1 + dice.below(3), dice.throw());
        let (after, hunks) = edited(seed, &text, |it| match kind {
            0 => it.put(Person::named("p1b".parse().unwrap(), "New")),
            1 => drop(it.remove::<Person>(&id(who))),
            2 => {
                let mut person = it.remove::<Person>(&id(who)).unwrap();
                person.was.push(person.id.clone());
                person.id = "zed".parse().unwrap();
                it.put(person);
            }
            _ => {
                let mut person = it.get::<Person>(&id(who)).unwrap().clone();
                change(&mut Dice(roll), &mut person);
                it.put(person);
            }
        });
        let (was, now) = (comments(&text), comments(&after));
        let removed: String = hunks.iter().map(|(old, _)| old.as_str()).collect();
        let lost = comments(&removed);
        let expected: Vec<_> = was.into_iter().filter(|it| !lost.contains(it)).collect();
        assert_eq!(now, expected, "seed {seed}:\n{text}\n---\n{after}");
        let anew = kind != 1 && removed.contains(&format!("\"p{who}\"")) && kind != 2;
        assert!(!anew, "seed {seed}: a record is written anew: {removed}\n---\n{after}");
        if matches!(kind, 0 | 2) {
            assert!(lost.is_empty(), "seed {seed}: a new record and a new id take no comment\n{text}\n---\n{after}");
        }
    }
    files
}

#[test]
fn a_renamed_person_keeps_the_words_in_ties_and_meetings() {
    let people = "[Person(id: \"p0\", name: \"Me\"), Person(id: \"p1\", name: \"B\"), Person(id: \"p2\", name: \"C\")]";
    let ties = "[\n  // how we met\n  Tie(from: \"p1\", to: \"p0\", // by chance\n  kind: knows),\n  Tie(from: \"p1\", to: \"p2\", kind: mentors),\n]";
    let meetings = "[\n  // rainy\n  Meeting(on: \"2026-02-01\", with: [\"p2\", /* late */ \"p1\"]),\n]";
    let texts = [
        ("network.ron", "Network(format: 1, ego: \"p0\")".to_owned()),
        ("people.ron", people.to_owned()),
        ("ties.ron", ties.to_owned()),
        ("meetings/2026.ron", meetings.to_owned()),
    ];
    let mut reading = read::texts(&texts).unwrap();
    let mut revision = reading.network.revise();
    let mut person = revision.remove::<Person>(&id(1)).unwrap();
    (person.id, person.was) = ("ben".parse().unwrap(), vec![id(1)]);
    let ben = person.id.clone();
    revision.put(person);
    let old: Vec<Tie> = revision.ties().values().cloned().collect();
    for tie in old {
        revision.remove::<Tie>(&crate::network::Record::id(&tie));
        revision.put(Tie { from: ben.clone(), ..tie });
    }
    let on: Date = "2026-02-01".parse().unwrap();
    let meeting = revision.meetings().values().next().unwrap().clone();
    revision.remove::<Meeting>(&crate::network::Record::id(&meeting));
    revision.put(Meeting { with: vec![id(2), ben], ..meeting });
    let changes = revision.finish();
    let rewrites = spans::rewrite(&reading, &changes).unwrap();
    let after = |file: &str| rewrites.iter().find(|it| it.file == file).unwrap().after.clone().unwrap();
    assert_eq!(
        after("people.ron"),
        people.replace("(id: \"p1\", name: \"B\")", "(id: \"ben\", name: \"B\", was: [\"p1\"])")
    );
    assert_eq!(after("ties.ron"), ties.replace("\"p1\"", "\"ben\""));
    assert_eq!(after("meetings/2026.ron"), meetings.replace("\"p1\"", "\"ben\""));
    let moved = moved_meeting(&texts, on);
    assert_eq!(
        moved,
        [
            "[\n]",
            "#![enable(implicit_some)]\n[\n    // rainy\n  Meeting(on: \"2025-02-01\", with: [\"p2\", /* late */ \"p1\"]),\n]\n"
        ]
    );
}

/// Moves the one meeting to the year before, and returns both files.
fn moved_meeting(texts: &[(&str, String)], on: Date) -> [String; 2] {
    let mut reading = read::texts(texts).unwrap();
    let mut revision = reading.network.revise();
    let meeting = revision.meetings().values().find(|it| it.on == on).unwrap().clone();
    revision.remove::<Meeting>(&crate::network::Record::id(&meeting));
    revision.put(Meeting { on: "2025-02-01".parse().unwrap(), via: Channel::InPerson, ..meeting });
    let changes = revision.finish();
    let rewrites = spans::rewrite(&reading, &changes).unwrap();
    ["meetings/2026.ron", "meetings/2025.ron"]
        .map(|file| rewrites.iter().find(|it| it.file == file).unwrap().after.clone().unwrap())
}

#[test]
fn ties_change_by_value_too() {
    let mut reading = reading("[(id: \"p0\", name: \"a\"), (id: \"p1\", name: \"b\")]");
    let mut revision = reading.network.revise();
    revision.put(Tie { strength: Some(0.5), ..Tie::between(id(0), id(1), TieKind::Knows) });
    let changes = revision.finish();
    let rewrites = spans::rewrite(&reading, &changes).unwrap();
    assert_eq!(
        rewrites[0].after.as_deref().unwrap(),
        "[ // ties\n  Tie(from: \"p0\", to: \"p1\", kind: knows, strength: 0.5), // ct\n]"
    );
}
