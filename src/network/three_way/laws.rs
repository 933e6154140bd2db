//! Laws of the merge on random tables, and a line for every field there is.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::Value;

use super::fields::object;
use super::policy::{Policy, policy};
use super::{Clash, Followed, Matter, Merged, Moves, Path, Side, merge, merge_heads, settled};
use crate::network::sketch::person;
use crate::network::{Channel, Date, Meeting, Person, PersonId, Position, Record, Settings, Table, Tie, TieKind};

fn id(text: &str) -> PersonId {
    text.parse().unwrap()
}

fn word(letters: &'static str) -> impl Strategy<Value = String> {
    (0..letters.len()).prop_map(move |at| letters[at..=at].to_owned())
}

fn words(letters: &'static str) -> impl Strategy<Value = Vec<String>> {
    let all: Vec<String> = letters.chars().map(String::from).collect();
    proptest::sample::subsequence(all, 0..=letters.len()).prop_shuffle()
}

fn position() -> impl Strategy<Value = Position> {
    (word("xy"), proptest::option::of(2000_u16..2003), proptest::option::of(2004_u16..2006)).prop_map(
        |(title, since, until)| {
            let year = |it: u16| it.to_string().parse().unwrap();
            Position { title, since: since.map(year), until: until.map(year), ..Position::default() }
        },
    )
}

fn somebody() -> impl Strategy<Value = Person> {
    let singles = (proptest::option::of(0_u8..3), word("mn"), word("pq"));
    let skills = proptest::collection::btree_map(word("fg"), 1_u8..4, 0..3);
    // Two spells in one position are told apart by their beginning, which a merge may change: they have a test below.
    let apart = |mut all: Vec<Position>| {
        all.dedup_by(|one, other| one.title == other.title);
        all
    };
    let positions = proptest::collection::vec(position(), 0..3).prop_map(apart);
    (word("abcd"), singles, words("rst"), words("uv"), skills, positions).prop_map(
        |(id, (closeness, name, note), tags, emails, skills, positions)| Person {
            closeness,
            note,
            tags,
            emails,
            positions,
            name,
            skills: skills.into_iter().map(|(topic, level)| (topic.parse().unwrap(), level)).collect(),
            ..person(&id)
        },
    )
}

fn tie() -> impl Strategy<Value = Tie> {
    let ends = (word("ab"), word("cd"), any::<bool>());
    (ends, any::<bool>(), proptest::option::of(0_u8..3), word("mn")).prop_map(
        |((a, b, turned), knows, tenths, note)| {
            let (from, to) = if turned { (b, a) } else { (a, b) };
            let kind = if knows { TieKind::Knows } else { TieKind::Mentors };
            let strength = tenths.map(|it| f64::from(it) / 10.0);
            Tie { strength, note, ..Tie::between(id(&from), id(&to), kind) }
        },
    )
}

fn meeting() -> impl Strategy<Value = Meeting> {
    (1_i8..4, words("abc"), word("mn"), words("fg")).prop_map(|(day, with, note, about)| Meeting {
        note,
        about: about.iter().map(|it| it.parse().unwrap()).collect(),
        ..Meeting::on(Date::constant(2026, 1, day), with.iter().map(|it| id(it)).collect(), Channel::Video)
    })
}

fn table<R: Record>(one: impl Strategy<Value = R>) -> impl Strategy<Value = Table<R>> {
    proptest::collection::vec(one, 0..5).prop_map(|all| all.into_iter().map(|it| (it.id(), it)).collect())
}

/// A version of a table some of whose records are those of a base, so that all cases of the merge come up.
fn versions<R: Record>(one: impl Strategy<Value = R> + Clone) -> impl Strategy<Value = [Table<R>; 3]> {
    let side = || (table(one.clone()), proptest::collection::vec(any::<bool>(), 8));
    (table(one.clone()), side(), side()).prop_map(|(base, ours, theirs)| {
        let side = |(mut side, kept): (Table<R>, Vec<bool>)| {
            for ((key, record), kept) in base.iter().zip(kept) {
                if kept {
                    side.insert(key.clone(), record.clone());
                }
            }
            side
        };
        let (ours, theirs) = (side(ours), side(theirs));
        [base, ours, theirs]
    })
}

/// What two directions of a merge agree on: clashes, and the records with the clashing values struck out.
fn agreed<R: Followed>(merged: &Merged<R>, turned: bool) -> (BTreeMap<String, Value>, BTreeSet<String>) {
    let mut records: BTreeMap<String, R> = merged.records.iter().map(|(id, it)| (id.to_string(), it.clone())).collect();
    let mut told = BTreeSet::new();
    for Clash { key, matter } in &merged.clashes {
        let record = records.get_mut(&key.to_string()).expect("a clash is of a record that is there");
        match matter {
            Matter::Field { path, .. } => {
                let struck = settled(record, path, None).or_else(|| settled(record, path, Some(Value::from("?"))));
                *record = struck.expect("one of the two fits");
                told.insert(format!("{key} {path}"));
            }
            Matter::Removed(side) => {
                told.insert(format!("{key} {}", (*side == Side::Ours) != turned));
            }
        }
    }
    let told_of = |record: &R| {
        let mut fields = object(record);
        // The ends of a symmetric tie, and who was there, may stand in any order.
        if let Some(Value::Array(with)) = fields.get_mut("with") {
            with.sort_by_key(ToString::to_string);
        }
        if fields.get("kind") == Some(&Value::from("knows")) {
            fields.retain(|name, _| name != "from" && name != "to");
        }
        // A part whose value was struck out may be left out or empty.
        Value::from(Value::Object(fields).to_string())
    };
    (records.iter().map(|(id, record)| (id.clone(), told_of(record))).collect(), told)
}

fn laws<R: Followed>([base, ours, theirs]: &[Table<R>; 3]) {
    let none = Moves::default();
    let calm = |base, ours, theirs| {
        let merged = merge(base, ours, theirs, &none);
        assert_eq!(merged.clashes, []);
        merged.records
    };
    assert_eq!(&calm(base, ours, ours), ours, "two alike are that");
    assert_eq!(&calm(base, base, ours), ours, "a change of one side is taken");
    assert_eq!(&calm(base, ours, base), ours, "a change of one side is kept");
    let merged = merge(base, ours, theirs, &none);
    assert_eq!(agreed(&merged, false), agreed(&merge(base, theirs, ours, &none), true), "order does not matter");
    assert_eq!(merge(base, &merged.records, theirs, &none).records, merged.records, "merged again is merged");
    assert_eq!(merge(theirs, &merged.records, theirs, &none).records, merged.records, "merged with what is in it");
    for side in [ours, theirs] {
        nothing_lost(base, side, &merged);
    }
}

/// Every text and number of a record with the way to it, whatever order its lists stand in.
fn leaves(way: &str, value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(name, it)| leaves(&format!("{way}/{name}"), it, found)),
        Value::Array(list) => list.iter().for_each(|it| leaves(way, it, found)),
        leaf => drop(found.insert(format!("{way}: {leaf}"))),
    }
}

fn nothing_lost<R: Followed>(base: &Table<R>, side: &Table<R>, merged: &Merged<R>) {
    let all = |record: Option<&R>| {
        let mut found = BTreeSet::new();
        record.into_iter().for_each(|it| leaves("", &Value::Object(object(it)), &mut found));
        found
    };
    for (id, record) in side.iter().filter(|(id, it)| base.get(*id) != Some(*it)) {
        let mut there = all(merged.records.get(id));
        for clash in merged.clashes.iter().filter(|it| it.key == R::key(id.clone())) {
            let Matter::Field { path, theirs: Some(value) } = &clash.matter else { continue };
            let way = path.to_string();
            let names = way.split(['[', '.']).filter(|it| !it.starts_with('"') || way.starts_with("skills"));
            let way: String = names.map(|it| format!("/{}", it.trim_matches(['"', ']']))).collect();
            leaves(&way, value, &mut there);
        }
        let added: Vec<_> = all(Some(record)).difference(&all(base.get(id))).cloned().collect();
        let ends = |it: &String| it.starts_with("/from") || it.starts_with("/to");
        let lost: Vec<_> = added.into_iter().filter(|it| !there.contains(it) && !ends(it)).collect();
        assert!(lost.is_empty(), "{id}: {lost:?} of {record:?} is not in {:?}", merged.records.get(id));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn people_merge_by_the_laws(versions in versions(somebody().boxed())) {
        laws(&versions);
    }

    #[test]
    fn ties_merge_by_the_laws(versions in versions(tie().boxed())) {
        laws(&versions);
    }

    #[test]
    fn meetings_merge_by_the_laws(versions in versions(meeting().boxed())) {
        laws(&versions);
    }
}

fn people(all: &[Person]) -> Table<Person> {
    all.iter().map(|it| (it.id.clone(), it.clone())).collect()
}

fn ties(all: &[Tie]) -> Table<Tie> {
    all.iter().map(|it| (it.id(), it.clone())).collect()
}

fn renamed(old: &str, new: &str) -> Person {
    Person { was: vec![id(old)], ..person(new) }
}

#[test]
fn an_edit_of_the_old_id_goes_to_the_new() {
    let base = people(&[person("ann")]);
    let (ours, theirs) = (people(&[renamed("ann", "anna")]), people(&[Person { closeness: Some(4), ..person("ann") }]));
    let moves = Moves::between(&base, &ours, &theirs);
    for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
        let merged = merge(&base, ours, theirs, &moves);
        let name = if merged.records[&id("anna")].name == "ann" { "ann" } else { "anna" };
        let expected = Person { closeness: Some(4), name: name.to_owned(), ..renamed("ann", "anna") };
        assert_eq!(merged.records, people(&[expected]));
        assert_eq!(merged.clashes, []);
    }
}

#[test]
fn references_follow_a_rename() {
    let tie =
        |from: &str, note: &str| Tie { note: note.to_owned(), ..Tie::between(id(from), id("bob"), TieKind::Knows) };
    let moves =
        Moves::between(&people(&[person("ann")]), &people(&[renamed("ann", "anna")]), &people(&[person("ann")]));
    let (base, ours) = (ties(&[tie("ann", "")]), ties(&[tie("anna", "")]));
    let theirs = ties(&[tie("ann", "old friends"), Tie::between(id("cem"), id("ann"), TieKind::Mentors)]);
    let merged = merge(&base, &ours, &theirs, &moves);
    let added = Tie::between(id("cem"), id("anna"), TieKind::Mentors);
    assert_eq!((merged.records, merged.clashes), (ties(&[tie("anna", "old friends"), added]), vec![]));
    let head = Settings::of(id("ann"));
    assert_eq!(merge_heads(Some(&head), &head, &head, &moves).0.ego, id("anna"));
}

#[test]
fn an_edit_of_one_who_was_merged_into_another_comes_along() {
    let two = people(&[person("ann"), Person { emails: vec!["a@b".to_owned()], ..person("anna") }]);
    let one = people(&[Person { emails: vec!["a@b".to_owned()], name: "ann".to_owned(), ..renamed("anna", "ann") }]);
    let mut edited = two.clone();
    edited.get_mut(&id("anna")).unwrap().emails.push("c@d".to_owned());
    let moves = Moves::between(&two, &one, &edited);
    for (ours, theirs) in [(&one, &edited), (&edited, &one)] {
        let merged = merge(&two, ours, theirs, &moves);
        assert_eq!(merged.records.len(), 1);
        assert_eq!(merged.records[&id("ann")].emails, ["a@b", "c@d"]);
        assert_eq!(merged.clashes, []);
    }
}

#[test]
fn two_names_for_one_are_one_and_circles_end() {
    let base = people(&[person("ann"), person("bob")]);
    let (ours, theirs) =
        (people(&[renamed("ann", "ada"), person("bob")]), people(&[renamed("ann", "eve"), person("bob")]));
    let merged = merge(&base, &ours, &theirs, &Moves::between(&base, &ours, &theirs));
    assert_eq!(merged.records.keys().collect::<Vec<_>>(), [&id("ada"), &id("bob")]);
    assert_eq!(merged.records[&id("ada")].was, [id("ann"), id("eve")]);
    let (ours, theirs) = (people(&[renamed("bob", "ann")]), people(&[renamed("ann", "bob")]));
    let merged = merge(&base, &ours, &theirs, &Moves::between(&base, &ours, &theirs));
    assert_eq!(merged.records.len(), 1, "each side made them one");
}

#[test]
fn removed_here_and_changed_there_is_kept_and_told() {
    let base = people(&[person("ann")]);
    let changed = people(&[Person { closeness: Some(1), ..person("ann") }]);
    for (ours, theirs, side) in [(&changed, &people(&[]), Side::Theirs), (&people(&[]), &changed, Side::Ours)] {
        let merged = merge(&base, ours, theirs, &Moves::default());
        assert_eq!(merged.records, changed);
        assert_eq!(merged.clashes[0].matter, Matter::Removed(side));
    }
}

#[test]
fn two_spells_in_one_position_stay_two() {
    let spell = |since: &str, until: Option<&str>| Position {
        title: "CTO".to_owned(),
        since: Some(since.parse().unwrap()),
        until: until.map(|it| it.parse().unwrap()),
        ..Position::default()
    };
    let with = |positions| people(&[Person { positions, ..person("ann") }]);
    let base = with(vec![spell("2010", None)]);
    let ours = with(vec![spell("2020", None), spell("2010", None)]);
    let theirs = with(vec![spell("2010", Some("2012"))]);
    let merged = merge(&base, &ours, &theirs, &Moves::default());
    assert_eq!(merged.records, with(vec![spell("2020", None), spell("2010", Some("2012"))]));
    assert_eq!(merged.clashes, []);
}

#[test]
fn a_path_is_read_as_it_is_written() {
    for text in ["closeness", r#"skills["finance"]"#, r#"positions["CFO \"x\"]. \\ \n\u{202e}, acme"].until"#] {
        let (path, rest) = Path::read(text).unwrap();
        assert_eq!((path.to_string().as_str(), rest), (text, ""));
    }
    assert_eq!(Path::read(r#"skills["finance"#), None);
    assert_eq!(Path::read(""), None);
}

#[test]
fn every_field_was_thought_of() {
    use Policy::{Map, Parts, Set, Single};
    let parts = |name: &str| policy(name, &[&serde_json::json!([{}])]);
    let (positions, slots) = (parts("positions"), parts("slots"));
    assert!(matches!((positions, slots), (Parts(_), Parts(_))));
    let expected: [(&str, Policy); 58] = [
        ("id", Single),
        ("name", Single),
        ("aliases", Set),
        ("emails", Set),
        ("phones", Set),
        ("links", Set),
        ("positions", positions),
        ("communities", Set),
        ("skills", Map),
        ("seeks", Set),
        ("offers", Set),
        ("closeness", Single),
        ("cadence", Single),
        ("tags", Set),
        ("attributes", Map),
        ("note", Single),
        ("source", Single),
        ("was", Set),
        ("domains", Set),
        ("industry", Single),
        ("size", Single),
        ("at", Single),
        ("within", Single),
        ("head", Single),
        ("function", Single),
        ("kind", Single),
        ("from", Single),
        ("to", Single),
        ("strength", Single),
        ("since", Single),
        ("until", Single),
        ("on", Single),
        ("with", Set),
        ("via", Single),
        ("minutes", Single),
        ("about", Set),
        // An ask is about one topic.
        ("about", Single),
        ("success", Single),
        ("of", Single),
        ("for", Single),
        ("outcome", Single),
        ("who", Single),
        ("lens", Single),
        ("because", Single),
        ("where", Single),
        ("planned", Single),
        ("without_ego", Single),
        ("by", Single),
        ("again", Single),
        ("format", Single),
        ("ego", Single),
        ("template", Single),
        ("slots", slots),
        ("capacity_per_month", Single),
        ("title", Single),
        ("department", Single),
        ("importance", Single),
        ("held_by", Set),
    ];
    for (name, value) in super::laws::whole::records() {
        let told = policy(&name, &[&value]);
        assert!(expected.contains(&(name.as_str(), told)), "how is `{name}` merged? {told:?}: {value}");
    }
}

/// One record of each kind with every field filled in: a field added to a record does not compile here.
mod whole {
    use serde_json::{Map, Value};

    use super::super::fields::object;
    use crate::network::{
        Ask, By, Channel, Community, CommunityKind, Department, Meeting, Organization, Outcome, Person, Position,
        Purpose, Settings, Skip, Tie, TieKind, Topic, title,
    };

    fn id<I: std::str::FromStr<Err: std::fmt::Debug>>(id: &str) -> I {
        id.parse().unwrap()
    }

    fn text() -> String {
        "x".to_owned()
    }

    fn texts() -> Vec<String> {
        vec![text()]
    }

    fn position() -> Position {
        Position {
            title: text(),
            at: Some(id("acme")),
            department: Some(id("acme/finance")),
            since: Some(id("2020")),
            until: Some(id("2021")),
        }
    }

    fn person() -> Person {
        Person {
            id: id("ann"),
            name: text(),
            aliases: texts(),
            emails: texts(),
            phones: texts(),
            links: texts(),
            positions: vec![position()],
            communities: vec![id("club")],
            skills: [(id("go"), 3)].into(),
            seeks: vec![id("go")],
            offers: vec![id("go")],
            closeness: Some(3),
            cadence: Some(30),
            tags: texts(),
            attributes: [(text(), text())].into(),
            note: text(),
            source: text(),
            was: vec![id("anna")],
        }
    }

    fn units() -> [Map<String, Value>; 4] {
        let (name, note, links) = (text(), text(), texts());
        let organization = Organization {
            id: id("acme"),
            name: name.clone(),
            aliases: texts(),
            domains: texts(),
            industry: text(),
            size: Some(3),
            links: links.clone(),
            note: note.clone(),
        };
        let department = Department {
            id: id("acme/finance"),
            name: name.clone(),
            at: Some(id("acme")),
            within: Some(id("acme/board")),
            head: Some(id("ann")),
            function: Some(title::Function::Finance),
            note: note.clone(),
        };
        let kind = Some(CommunityKind::Forum);
        let community = Community { id: id("club"), name: name.clone(), kind, links, note };
        let topic = Topic { id: id("go"), name, aliases: texts() };
        [object(&organization), object(&department), object(&community), object(&topic)]
    }

    fn meeting() -> Meeting {
        Meeting {
            on: id("2026-01-01"),
            with: vec![id("ann")],
            via: Channel::Video,
            minutes: Some(30),
            about: vec![id("go")],
            place: text(),
            planned: true,
            without_ego: true,
            by: Some(By::Me),
            again: 2,
            success: text(),
            note: text(),
            source: text(),
        }
    }

    fn tie() -> Tie {
        Tie {
            from: id("ann"),
            to: id("bob"),
            kind: TieKind::Knows,
            strength: Some(0.5),
            since: Some(id("2020")),
            until: Some(id("2021")),
            source: text(),
            note: text(),
        }
    }

    fn asked() -> [Map<String, Value>; 2] {
        let ask = Ask {
            of: id("ann"),
            on: id("2026-01-01"),
            purpose: Purpose::Introduction,
            to: Some(id("bob")),
            about: Some(id("go")),
            outcome: Some(Outcome::Yes),
            note: text(),
        };
        let (lens, until) = (text(), Some(id("2026-02-01")));
        let skip = Skip { who: id("ann"), lens, on: id("2026-01-01"), until, because: text() };
        [object(&ask), object(&skip)]
    }

    fn head() -> Settings {
        Settings {
            format: 1,
            ego: id("ann"),
            template: Some(text()),
            slots: crate::network::role::template("cto").unwrap().to_vec(),
            capacity_per_month: Some(8),
        }
    }

    pub(super) fn records() -> Vec<(String, Value)> {
        let slots = head().slots.iter().map(object).collect::<Vec<_>>();
        let slots = slots.into_iter().flatten().filter(|(name, _)| {
            // What a slot has of its own is told by its shape; importance is three numbers of one value.
            matches!(name.as_str(), "importance" | "topics" | "count" | "held_by" | "id")
        });
        let slots = slots.filter(|(name, _)| name != "topics" && name != "count");
        let all = [object(&person()), object(&position()), object(&meeting()), object(&tie()), object(&head())];
        all.into_iter().chain(units()).chain(asked()).flatten().chain(slots).collect()
    }
}
