//! The JSON contract of ARCHITECTURE.md, held against every command that reads, on the demo and from every seat.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::rigs::folder::copy;

const TODAY: &str = "2026-11-20";

/// A copy of the demo that a test may write to.
struct Demo {
    folder: PathBuf,
}

impl Demo {
    fn copied(test: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("contract").join(test);
        let _ = fs::remove_dir_all(&folder);
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/demo"), &folder);
        Self { folder }
    }

    fn output(&self, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_acquaint"));
        command.args(["--today", TODAY, "--json", "--network"]).arg(&self.folder).args(words);
        command.env_remove("ACQUAINT_NETWORK").current_dir(&self.folder);
        command.output().expect("the program starts")
    }

    /// Returns the answers, one a line.
    #[track_caller]
    fn answers(&self, words: &[&str]) -> Vec<Value> {
        let output = self.output(words);
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{words:?}: {told}");
        let text = String::from_utf8(output.stdout).expect("JSON is UTF-8");
        text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
    }

    #[track_caller]
    fn answer(&self, words: &[&str]) -> Value {
        let mut answers = self.answers(words);
        assert_eq!(answers.len(), 1, "{words:?}: one object a command");
        assert_eq!(answers[0]["schema"], 1, "{words:?}");
        answers.remove(0)
    }

    fn people(&self) -> Vec<String> {
        let list = self.answer(&["list", "people"]);
        list["people"].as_array().unwrap().iter().map(|it| text(it, "id")).collect()
    }

    /// Returns the text of the record that begins at a place.
    #[track_caller]
    fn record(&self, place: &Value) -> String {
        let file = fs::read_to_string(self.folder.join(text(place, "file"))).unwrap();
        let line = usize::try_from(place["line"].as_u64().unwrap()).unwrap();
        let mut lines = file.lines().skip(line - 1).map(str::trim).peekable();
        let first = lines.next().expect("the line is there").to_owned();
        let rest = lines.take_while(|it| !first.ends_with("),") && *it != "),");
        rest.fold(first.clone(), |all, line| all + line)
    }
}

#[track_caller]
fn text(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_else(|| panic!("`{field}` is no text in {value}")).to_owned()
}

#[track_caller]
fn number(value: &Value, field: &str) -> f64 {
    value[field].as_f64().unwrap_or_else(|| panic!("`{field}` is no number in {value}"))
}

#[track_caller]
fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().unwrap_or_else(|| panic!("`{field}` is no list in {value}"))
}

/// Asserts that each field is there and of its type: `s` text, `n` number, `l` list, `b` yes or no, `o` object;
/// followed by `?` where null is allowed.
#[track_caller]
fn holds(value: &Value, fields: &[(&str, &str)]) {
    for (field, kind) in fields {
        let it = value.get(*field).unwrap_or_else(|| panic!("no `{field}` in {value}"));
        let fits = match kind.as_bytes()[0] {
            b's' => it.is_string(),
            b'n' => it.is_number(),
            b'l' => it.is_array(),
            b'b' => it.is_boolean(),
            _ => it.is_object(),
        };
        assert!(fits || (kind.ends_with('?') && it.is_null()), "`{field}` is {it}, not {kind}");
    }
}

/// Returns the score that the factors give by their rule.
fn recomputed(lens: &Value) -> f64 {
    let factors = list(lens, "factors");
    let weighted = |of: &[Value]| of.iter().map(|it| number(it, "weight") * number(it, "value")).sum::<f64>();
    let mean = |of: &[Value]| weighted(of) / of.iter().map(|it| number(it, "weight")).sum::<f64>();
    match lens["rule"].as_str() {
        Some("product") => factors.iter().map(|it| number(it, "value")).product(),
        Some("mean") => mean(factors),
        Some("odds") => 1.0 / (1.0 + (-weighted(factors)).exp()),
        Some("scaled") => number(&factors[0], "value") * mean(&factors[1..]),
        other => panic!("{other:?} is no rule"),
    }
}

fn check_lens(demo: &Demo, lens: &Value) {
    holds(lens, &[("lens", "s"), ("score", "n"), ("weight", "n"), ("memory", "n"), ("rule", "s")]);
    let again = recomputed(lens);
    assert!((again - number(lens, "score")).abs() <= 0.005, "{again}: {lens}");
    for factor in list(lens, "factors") {
        holds(factor, &[("name", "s"), ("value", "n"), ("weight", "n"), ("text", "s")]);
        for record in list(factor, "records") {
            holds(record, &[("file", "s"), ("line", "n"), ("supports", "b"), ("without", "s")]);
            let supports = text(record, "without") == "lower";
            assert_eq!(record["supports"].as_bool(), Some(supports), "{record}");
            let _ = demo.record(record);
        }
    }
}

fn check_steps(demo: &Demo, from: &str, steps: &[Value]) {
    let mut at = from.to_owned();
    for step in steps {
        holds(step, &[("from", "s"), ("to", "s"), ("kind", "s?"), ("strength", "n")]);
        assert_eq!(text(step, "from"), at, "a path is a chain");
        at = text(step, "to");
        let evidence = &step["evidence"];
        holds(evidence, &[("text", "s"), ("date", "s?"), ("file", "s"), ("line", "n")]);
        let line = demo.record(evidence);
        match text(evidence, "file").split('/').next().unwrap() {
            "meetings" => assert!(line.starts_with("Meeting("), "{line}"),
            "ties.ron" => assert!(line.contains(&at) && line.starts_with("Tie("), "{line}"),
            _ => assert!(line.starts_with("Person("), "{line}"),
        }
    }
}

fn check_suggestion(demo: &Demo, seat: &str, suggestion: &Value, lens: Option<&str>) {
    holds(suggestion, &[("rank", "n"), ("id", "s?"), ("slot", "s?"), ("name", "s"), ("title", "s?")]);
    holds(suggestion, &[("other", "s?")]);
    assert!(suggestion["other"].is_null() || text(suggestion, "id") < text(suggestion, "other"), "a pair in order");
    assert_ne!(suggestion["other"], seat, "nobody is introduced to themself");
    holds(suggestion, &[("at", "s?"), ("department", "s?"), ("lens", "s"), ("score", "n"), ("next", "s")]);
    assert_ne!(suggestion["id"].is_null(), suggestion["slot"].is_null(), "a person or a slot");
    assert_ne!(suggestion["id"], seat, "nobody is suggested to themself");
    let lenses = list(suggestion, "lenses");
    lenses.iter().for_each(|it| check_lens(demo, it));
    let main = lenses.iter().find(|it| it["lens"] == suggestion["lens"]).expect("the main lens");
    assert_eq!(main["factors"], suggestion["factors"]);
    let share = |it: &Value| number(it, "weight") * number(it, "memory") * number(it, "score");
    let expected = match lens {
        Some(_) => number(main, "score"),
        None => 1.0 - lenses.iter().map(|it| 1.0 - share(it)).product::<f64>(),
    };
    assert!((number(suggestion, "score") - expected).abs() <= 0.0005, "{expected}: {suggestion}");
    check_steps(demo, seat, list(suggestion, "path"));
    assert!(text(suggestion, "next").starts_with("acquaint "));
}

#[test]
fn every_suggestion_of_every_seat_keeps_the_contract_and_recomputes() {
    let demo = Demo::copied("suggest");
    let people = demo.people();
    let mut n_suggestions = 0;
    let lenses = ["stakeholder", "overdue", "mentor", "peer", "bridge", "introduce", "reconnect", "closure", "mentee"];
    for lens in [None].into_iter().chain(lenses.map(Some)) {
        let mut words = vec!["suggest", "--as", "@all", "--top", "50"];
        words.extend(lens.iter().flat_map(|it| ["--lens", it]));
        let answers = demo.answers(&words);
        let seats: Vec<_> = answers.iter().map(|it| text(it, "ego")).collect();
        assert_eq!(seats, people, "one object a line, one line a person");
        for answer in &answers {
            holds(answer, &[("schema", "n"), ("today", "s"), ("ego", "s"), ("suggestions", "l")]);
            assert_eq!(answer["today"], TODAY);
            for (n, it) in list(answer, "suggestions").iter().enumerate() {
                assert_eq!(it["rank"], n + 1);
                check_suggestion(&demo, &text(answer, "ego"), it, lens);
                n_suggestions += 1;
            }
        }
    }
    assert!(n_suggestions > 5_000, "{n_suggestions}");
}

#[test]
fn two_runs_give_the_same_bytes() {
    let demo = Demo::copied("twice");
    for words in [
        &["suggest", "--as", "@all", "--top", "50"][..],
        &["list"],
        &["find", "finance"],
        &["path", "gunilla"],
        &["why", "gunilla"],
    ] {
        assert_eq!(demo.output(words).stdout, demo.output(words).stdout, "{words:?}");
    }
}

/// Asserts that the place's score is that of the lenses, those too low for the mixed list left out.
fn check_place(why: &Value) {
    let place = &why["place"];
    holds(place, &[("rank", "n?"), ("of", "n"), ("score", "n"), ("third", "n?")]);
    let scored: Vec<&Value> = list(why, "lenses").iter().filter(|it| it.get("gate").is_none()).collect();
    // Pairs have places of their own.
    let mixed = |left_out: &[&str]| {
        let counts = |it: &&&Value| it["lens"] != "introduce" && left_out.iter().all(|lens| it["lens"] != *lens);
        let share = |it: &&Value| 1.0 - number(it, "weight") * number(it, "memory") * number(it, "score");
        1.0 - scored.iter().filter(counts).map(share).product::<f64>()
    };
    let told = number(place, "score");
    let fits = |left_out: &&[&str]| (mixed(left_out) - told).abs() < 0.0005;
    let lenses: [&[&str]; 4] = [&[], &["closure"], &["peer"], &["closure", "peer"]];
    assert!(lenses.iter().any(fits), "{why}");
    for ascent in list(why, "ascents") {
        holds(ascent, &[("do", "s"), ("rank", "n"), ("score", "n")]);
        assert!(number(ascent, "rank") <= 3.0 && place["rank"].as_u64().is_none_or(|it| it > 3), "{why}");
    }
}

#[test]
fn why_and_path_keep_the_contract() {
    let demo = Demo::copied("why");
    for id in demo.people().iter().filter(|it| *it != "mara-lindqvist") {
        let why = demo.answer(&["why", id]);
        assert_eq!(why["id"], id.as_str());
        check_place(&why);
        for lens in list(&why, "lenses") {
            if lens.get("gate").is_some() {
                holds(lens, &[("lens", "s"), ("gate", "s")]);
            } else {
                check_lens(&demo, lens);
            }
        }
    }
    let path = demo.answer(&["path", "gunilla"]);
    holds(&path, &[("from", "s"), ("to", "s"), ("strength", "n"), ("alternatives", "l")]);
    let mut ties = BTreeSet::new();
    let ways = list(&path, "alternatives").iter().chain([&path]);
    for way in ways {
        check_steps(&demo, "mara-lindqvist", list(way, "steps"));
        assert!(number(way, "strength") <= number(&path, "strength"));
        for step in list(way, "steps") {
            assert!(ties.insert((text(step, "from"), text(step, "to"))), "no tie is shared");
        }
    }
}

#[test]
fn gaps_keep_the_contract() {
    let demo = Demo::copied("gaps");
    let (some, all) = (demo.answer(&["gaps"]), demo.answer(&["gaps", "--all"]));
    holds(&all, &[("today", "s"), ("ego", "s"), ("day", "n?"), ("counts", "o"), ("slots", "l"), ("topics", "l")]);
    assert!(list(&some, "slots").iter().chain(list(&some, "topics")).all(|it| it["state"] != "covered"));
    assert_eq!(
        list(&all, "slots").len() as u64,
        all["counts"].as_object().unwrap().values().filter_map(Value::as_u64).sum::<u64>()
    );
    for slot in list(&all, "slots") {
        holds(
            slot,
            &[("slot", "s"), ("label", "s"), ("state", "s"), ("importance", "n"), ("covered", "n"), ("open", "n")],
        );
        holds(slot, &[("holders", "l"), ("whom", "s?"), ("askers", "l"), ("cadence", "n?"), ("last_contact", "s?")]);
        holds(slot, &[("planned", "s?"), ("late", "n?"), ("why", "s"), ("path", "l"), ("next", "s?")]);
        let open = number(slot, "importance") * (1.0 - number(slot, "covered"));
        assert!((open - number(slot, "open")).abs() < 0.0005, "{slot}");
        check_steps(&demo, "mara-lindqvist", list(slot, "path"));
    }
    let open: Vec<f64> = list(&all, "slots").iter().map(|it| number(it, "open")).collect();
    assert!(open.is_sorted_by(|a, b| a >= b));
    for topic in list(&all, "topics") {
        holds(topic, &[("topic", "s"), ("name", "s"), ("state", "s"), ("skill", "n"), ("teacher", "s?")]);
        holds(topic, &[("teacher_skill", "n?"), ("why", "s"), ("path", "l"), ("next", "s?")]);
    }
}

#[test]
fn show_list_find_check_and_map_keep_the_contract() {
    let demo = Demo::copied("read");
    let kinds = ["people", "organizations", "departments", "communities", "topics", "ties", "meetings"];
    let all = demo.answer(&["list"]);
    kinds.iter().for_each(|kind| holds(&all, &[(kind, "l")]));
    for (kind, one) in kinds.iter().zip(["person", "organization", "department", "community", "topic"]) {
        for record in list(&demo.answer(&["list", kind]), kind).iter().take(8) {
            let shown = demo.answer(&["show", &text(record, "id")]);
            assert_eq!((&shown["id"], text(&shown, "kind")), (&record["id"], one.to_owned()));
            assert!(demo.record(&shown).starts_with(|it: char| it.is_ascii_uppercase()));
        }
    }
    let person = demo.answer(&["show", "gunilla"]);
    holds(&person, &[("strength", "n"), ("last_met", "s?"), ("overdue_days", "n?")]);
    holds(&person, &[("ties", "l"), ("meetings", "l"), ("name", "s"), ("positions", "l")]);
    let found = demo.answer(&["find", "weber"]);
    assert_eq!(found["query"], "weber");
    for hit in list(&found, "matches") {
        holds(hit, &[("id", "s"), ("kind", "s"), ("name", "s"), ("score", "n"), ("field", "s")]);
    }
    assert_eq!(demo.answer(&["check"])["faults"], Value::Array(vec![]));
    holds(&demo.answer(&["history"]), &[("entries", "l")]);
    let map = demo.answer(&["map", "influence", "-o", "map.svg", "--engine", "builtin"]);
    holds(&map, &[("file", "s"), ("kind", "s"), ("engine", "s"), ("layout", "s")]);
    holds(&map, &[("people", "n"), ("ties", "n"), ("hidden", "o")]);
    holds(&map["hidden"], &[("people", "n"), ("ties", "n")]);
}

#[test]
fn import_and_what_else_writes_keep_the_contract() {
    let demo = Demo::copied("write");
    fs::write(demo.folder.join("new.csv"), "name,title,closeness\nIda Holm,CFO,3\nBo,CEO,9\n").unwrap();
    let first = demo.answer(&["import", "csv", "new.csv"]);
    holds(&first, &[("new", "n"), ("changed", "n"), ("same", "n"), ("unsure", "n"), ("records", "o")]);
    assert_eq!((&first["new"], &first["records"]["people"]), (&1.into(), &1.into()));
    let fault = &list(&first, "faults")[0];
    holds(fault, &[("file", "s"), ("line", "n"), ("message", "s")]);
    assert_eq!((text(fault, "file").as_str(), &fault["line"]), ("new.csv", &3.into()));
    let second = demo.answer(&["import", "csv", "new.csv"]);
    assert_eq!((&second["new"], &second["same"]), (&0.into(), &1.into()));
    let met = demo.answer(&["met", "ida-holm", "--via", "coffee"]);
    assert_eq!(met["durable"], true);
    for changed in list(&met, "changed") {
        holds(changed, &[("kind", "s"), ("id", "s"), ("action", "s")]);
    }
    let entry = &list(&demo.answer(&["history"]), "entries")[0].clone();
    holds(entry, &[("n", "n"), ("at", "s"), ("words", "s")]);
    assert!(entry.get("changes").is_some());
}

#[test]
fn an_error_in_json_is_one_line_on_standard_error() {
    let demo = Demo::copied("errors");
    for (words, code) in [
        (&["show", "nobody-at-all"][..], 1),
        (&["suggest", "--lens", "nope"], 2),
        (&["list", "topcs"], 2),
        (&["sugest"], 2),
    ] {
        let output = demo.output(words);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(code), 0), "{words:?}");
        let error: Value = serde_json::from_slice(&output.stderr).expect("one object");
        holds(&error, &[("schema", "n"), ("error", "s"), ("hint", "s?"), ("exit_code", "n")]);
        assert_eq!(error["exit_code"], code);
    }
}
