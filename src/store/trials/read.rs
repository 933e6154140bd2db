//! What a hand may write is read; what it may not is placed and explained.

use crate::network::{Key, Person};
use crate::store::read;
use crate::store::scratch::Scratch;
use crate::store::snapshot::Snapshot;

fn folder(path: &std::path::Path) -> Result<read::Reading, crate::store::Error> {
    read::folder(path, &Snapshot::sound(path))
}

fn refusal(file: &str, text: &str) -> String {
    let scratch = Scratch::network();
    if file.starts_with("meetings/") {
        std::fs::DirBuilder::new().create(scratch.path("meetings")).unwrap();
    }
    scratch.write(file, text);
    let error = folder(scratch.folder()).unwrap_err();
    match error.hint() {
        Some(hint) => format!("{error} | {hint}"),
        None => error.to_string(),
    }
}

#[test]
fn a_hand_may_write_as_it_likes() {
    let scratch = Scratch::network();
    scratch.write(
        "people.ron",
        "\u{feff}// mine\r\n#![enable(implicit_some)]\r\n[\r\n    (id: \"me\", name: r#\"M \"E\" \\\"#, closeness: Some(3)),\r\n\
         \t/* a */ Person(cadence: 7, // weekly\r\n name: \"Ann\", id: \"ann\",) // no comma\r\n]\r\n",
    );
    let reading = folder(scratch.folder()).unwrap();
    let network = &reading.network;
    assert_eq!(network.name(network.ego()), "M \"E\" \\");
    assert_eq!(network.get::<Person>(network.ego()).unwrap().closeness, Some(3));
    let ann = Key::Person("ann".parse().unwrap());
    assert_eq!(reading.place(&ann).unwrap().to_string(), "people.ron:5:10");
}

#[test]
fn what_cannot_be_read_is_placed_and_explained() {
    let mut wrong = Vec::new();
    for (file, text, expected) in [
        (
            "people.ron",
            "",
            "people.ron:1:1: the file is empty | bring it back from git or a copy; a list of nothing is `[]`",
        ),
        (
            "people.ron",
            "[\n  Person(id: \"me\", name: \"Me\"),\n  Person(\n    nme: \"Ann\"),\n]",
            "people.ron:4:5: unexpected field `nme` in `Person`, \
         expected one of `id`, `name`, `aliases`, `emails`, `phones`, `links`, `positions`, `communities`, `skills`, `seeks`, \
         `offers`, `closeness`, `cadence`, `tags`, `attributes`, `note`, `source`, `was` | did you mean `name`?",
        ),
        (
            "people.ron",
            "[Person(id: \"me\", name: \"é\"), Person(id: \"me\", name: \"\")]",
            "people.ron:1:31: the person `me` stands here \
         and at people.ron:1:2 | give one of them another id, or remove it",
        ),
        (
            "people.ron",
            "[Person(id: \"Ann\", name: \"\")]",
            "people.ron:1:14: `Ann` is no id: it must begin with a-z or 0-9",
        ),
        ("people.ron", "[Person(name: \"Ann\")]", "people.ron:1:2: the field `id` is missing in `Person`"),
        (
            "people.ron",
            "[\n<<<<<<< HEAD\n  Person(id: \"me\", name: \"Me\"),\n=======\n>>>>>>> theirs\n]",
            "people.ron:2:1: git has left two \
         versions side by side here | keep what holds of both and remove the lines `<<<<<<<`, `|||||||`, `=======` and `>>>>>>>`",
        ),
        (
            "meetings/2026.ron",
            "[\n  Meeting(on: \"2026-11-03\", with: [\"ann\"]),\n<<<<<<< HEAD\n]",
            "meetings/2026.ron:3:1: git has left two versions side by side here | keep what holds of both and remove the \
             lines `<<<<<<<`, `|||||||`, `=======` and `>>>>>>>`",
        ),
        (
            "people.ron",
            "[\n  Person(id: \"me\", name: \"Me\"),\n||||||| base\r\n=======\n]",
            "people.ron:3:1: `|||||||` is a mark that git has left between two versions | keep what holds of both versions \
             and remove all lines of marks",
        ),
        (
            "people.ron",
            "[\n  Person(id: \"me\", name: \"Me\"),\n=======\n]",
            "people.ron:3:1: `=======` is a mark that git has left between two versions | keep what holds of both versions \
             and remove all lines of marks",
        ),
        (
            "people.ron",
            "[\n  Person(id: \"me\", name: \"Me\"),\n>>>>>>> theirs\n]",
            "people.ron:3:1: `>>>>>>>` is a mark that git has left between two versions | keep what holds of both versions \
             and remove all lines of marks",
        ),
        (
            "people.ron",
            "[\n  Person(id: \"me\", name: \"Me\", note: \"Offsite\n=======\nwent well\", closeness: true),\n]",
            "people.ron:4:23: expected integer",
        ),
        (
            "people.ron",
            "[Person(id: \"me\", name: \"Me\") Person(id: \"a\", name: \"\")]",
            "people.ron:1:30: expected a comma here",
        ),
        ("people.ron", "[Person(id: \"me\", name: \"Me\")", "people.ron:1:30: expected the closing `]` of the list"),
        (
            "ties.ron",
            "[\nTie(from: \"me\", to: \"ann\", kind: know)]",
            "ties.ron:2:34: unexpected word `know` in `TieKind`, expected one of \
         `knows`, `works_with`, `friend`, `reports_to`, `mentors`, `advises`, `influences`, `introduced` | did you mean `knows`?",
        ),
        ("ties.ron", "[Meeting()]", "ties.ron:1:2: expected `Tie`, found `Meeting`"),
        ("people.ron", "#![enable(magic)][]", "people.ron:1:11: no RON extension named `magic`"),
        (
            "people.ron",
            "[Person(id: \"me\", name: \"Me\", skills: {\"a\": 1, \"a\": 2})]",
            "people.ron:1:49: `a` stands twice in this map",
        ),
        (
            "network.ron",
            "Network(format: 2, ego: \"me\", magic: [1])",
            "network.ron:1:1: the network is of format 2, this program knows 1 | \
         install a newer acquaint",
        ),
        ("network.ron", "Network(format: 0)", "network.ron:1:1: there is no format 0 | write `format: 1`"),
        ("network.ron", "Network(format: 1)", "network.ron:1:1: the field `ego` is missing in `Network`"),
    ] {
        let found = refusal(file, text);
        if found != expected {
            wrong.push(format!("{text}\n  found    {found}\n  expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let deep = format!("[Person(id: {})]", "[".repeat(1_000_000));
    assert!(refusal("people.ron", &deep).contains("closes a bracket"));
    let deep = format!("[Person(skills: {}{})]", "{".repeat(10_000), "}".repeat(10_000));
    assert!(refusal("people.ron", &deep).starts_with("people.ron:1:"));
    let long = format!("[Person({}: 1)]", "n".repeat(10_000_000));
    assert!(refusal("people.ron", &long).len() < 2_000);
}

#[test]
fn a_meeting_twice_in_two_files_names_both() {
    let scratch = Scratch::network();
    std::os::unix::fs::symlink(".", scratch.path("meetings")).unwrap();
    let meeting = "[\n    Meeting(on: \"2026-11-03\", with: [\"ann\"]),\n]";
    scratch.write("2025.ron", meeting);
    scratch.write("2026.ron", meeting);
    let message = folder(scratch.folder()).unwrap_err().to_string();
    assert_eq!(
        message,
        "meetings/2026.ron:2:5: the meeting `2026-11-03 ann (in-person)` stands here and at meetings/2025.ron:2:5"
    );
}

#[test]
fn a_missing_list_is_empty_but_people_are_never_missing() {
    let scratch = Scratch::new();
    assert!(folder(scratch.folder()).unwrap_err().to_string().starts_with("there is no network in `"));
    scratch.write("network.ron", "Network(format: 1, ego: \"me\")");
    assert_eq!(folder(scratch.folder()).unwrap_err().to_string(), "people.ron: the file is missing");
    scratch.write("people.ron", "[]");
    assert!(folder(scratch.folder()).unwrap().network.ties().is_empty());
    std::fs::DirBuilder::new().create(scratch.path("ties.ron")).unwrap();
    assert!(
        folder(scratch.folder()).unwrap_err().to_string().ends_with("ties.ron: cannot read the file: is a directory")
    );
}
