//! A hand's bytes stay: comments, order, line ends, layout.

use crate::network::{Channel, Meeting, Person, Revision, Settings, Tie, TieKind};
use crate::store::scratch::Scratch;
use crate::store::{Error, Store};

fn person(id: &str, closeness: Option<u8>) -> Person {
    Person { closeness, ..Person::named(id.parse().unwrap(), id) }
}

fn after(before: &str, op: impl Fn(&mut Revision<'_>)) -> String {
    let scratch = Scratch::network();
    scratch.write("network.ron", "Network(format: 1, ego: \"bob\")");
    scratch.write("people.ron", before);
    let done = scratch.commit().run(|it| {
        op(it);
        Ok::<_, Error>(((), "tried".to_owned()))
    });
    done.unwrap();
    Store::open(scratch.folder()).unwrap();
    scratch.read("people.ron")
}

const HAND: &str = "\u{feff}// People I know.\r
#![enable(implicit_some)]\r
[ // in no order\r
    // Section: z\r
\r
    // The boss.\r
    // Be quick.\r
\tPerson(\r
\t  name: \"zed\", id: \"zed\", // inside\r
\t), // behind zed\r
\r
    Person(id: \"bob\", name: \"bob\") /* own */\r
    , // behind bob\r
    // the end\r
]\r
// tail";

#[test]
fn an_edit_touches_one_record() {
    let text = after(HAND, |it| it.put(person("zed", Some(3))));
    assert_eq!(text, HAND.replace("name: \"zed\",", "name: \"zed\", closeness: 3,"));
    let text = after(HAND, |it| it.put(person("bob", Some(5))));
    assert_eq!(text, HAND.replace("\"bob\")", "\"bob\", closeness: 5)"));
}

#[test]
fn a_new_record_goes_behind_its_neighbour() {
    let text = after(HAND, |it| {
        it.put(person("cem", None));
        it.put(person("dan", None));
    });
    let new = "// behind bob\r\n    Person(id: \"cem\", name: \"cem\"),\r\n    Person(id: \"dan\", name: \"dan\"),\r\n";
    assert_eq!(text, HAND.replace("// behind bob\r\n", new));
    let text = after(HAND, |it| it.put(person("ann", None)));
    let new = "[ // in no order\r\n\tPerson(id: \"ann\", name: \"ann\"),\r\n";
    assert_eq!(text, HAND.replace("[ // in no order\r\n", new));
}

#[test]
fn a_removed_record_takes_its_own_comments_along() {
    let text = after(HAND, |it| drop(it.remove::<Person>(&"zed".parse().unwrap())));
    let start = HAND.find("    // The boss.").unwrap();
    let end = HAND.find("// behind zed\r\n").unwrap() + "// behind zed\r\n".len();
    assert_eq!(text, format!("{}{}", &HAND[..start], &HAND[end..]));
}

#[test]
fn any_layout_takes_any_change() {
    let all = |it: &mut Revision<'_>| {
        it.put(person("ann", None));
        it.put(person("cem", None));
        it.put(person("bob", Some(1)));
        it.remove::<Person>(&"zed".parse().unwrap());
    };
    for (before, expected) in [
        (
            "[(id:\"bob\",name:\"bob\"),(id:\"zed\",name:\"z\")]",
            "[Person(id: \"ann\", name: \"ann\"), (id:\"bob\",name:\"bob\", closeness: 1), Person(id: \"cem\", name: \"cem\")]",
        ),
        (
            "[\n(id:\"bob\",name:\"bob\")]",
            "[\nPerson(id: \"ann\", name: \"ann\"),\n(id:\"bob\",name:\"bob\", closeness: 1), Person(id: \"cem\", name: \"cem\")]",
        ),
        (
            "[\n  (id:\"bob\",name:\"bob\") // last\n  // none\n]",
            "[\n  Person(id: \"ann\", name: \"ann\"),\n  (id:\"bob\",name:\"bob\", closeness: 1), // last\n  Person(id: \"cem\", name: \"cem\")\n  // none\n]",
        ),
    ] {
        assert_eq!(after(before, all), expected, "{before}");
    }
}

#[test]
fn what_changes_nothing_writes_nothing() {
    let scratch = Scratch::network();
    let before = scratch.files();
    let stamp = |name| std::fs::metadata(scratch.path(name)).unwrap().modified().unwrap();
    let stamps = [stamp("people.ron"), stamp(".acquaint")];
    let done = scratch.commit().run(|it| {
        let me = it.get::<Person>(&"me".parse().unwrap()).unwrap().clone();
        it.put(me);
        Ok::<_, Error>(((), "nothing".to_owned()))
    });
    assert_eq!(done.unwrap().n, None);
    assert_eq!(scratch.files(), before);
    assert_eq!([stamp("people.ron"), stamp(".acquaint")], stamps);
    assert!(Store::open(scratch.folder()).unwrap().history().unwrap().is_empty());
}

#[test]
fn records_of_every_kind_come_back() {
    let scratch = Scratch::network();
    let on = "2025-12-31".parse().unwrap();
    let ann: crate::network::PersonId = "ann".parse().unwrap();
    scratch
        .commit()
        .run(|it| {
            it.put(crate::network::Organization::named("acme".parse().unwrap(), "Acme"));
            it.put(crate::network::Department::named("acme/it".parse().unwrap(), "IT"));
            it.put(crate::network::Community::named("c".parse().unwrap(), "C"));
            it.put(crate::network::Topic::named("t".parse().unwrap(), "T"));
            it.put(Person { skills: [("t".parse().unwrap(), 5)].into(), ..person("ann", Some(0)) });
            it.put(Tie { strength: Some(0.1), ..Tie::between(ann.clone(), "me".parse().unwrap(), TieKind::Mentors) });
            it.put(Meeting { note: "é\n\"".to_owned(), ..Meeting::on(on, vec![ann.clone()], Channel::Video) });
            it.put(Meeting { again: 2, ..Meeting::on(on, vec![ann.clone()], Channel::Video) });
            it.set(Settings { capacity_per_month: Some(9), ..it.settings().clone() });
            Ok::<_, Error>(((), "all kinds".to_owned()))
        })
        .unwrap();
    let store = Store::open(scratch.folder()).unwrap();
    let entry = store.history().unwrap().pop().unwrap();
    assert_eq!(entry.changes.len(), 9);
    for change in &entry.changes {
        assert!(store.place(&change.key()).is_some_and(|place| place.line > 0), "{change:?}");
    }
    let mut network = crate::store::Store::open(scratch.folder()).unwrap().network;
    let mut again = network.revise();
    again.apply(entry.changes).unwrap();
    assert!(again.is_empty(), "all is in place");
    let meetings = scratch.read("meetings/2025.ron");
    assert_eq!(meetings.lines().count(), 5, "{meetings}");
    assert!(
        scratch.read("ties.ron").contains("kind: mentors, strength: 0.1"),
        "declared ties are written as they are read"
    );
}

#[test]
fn undo_restores_the_hands_bytes() {
    let scratch = Scratch::network();
    scratch.write("people.ron", HAND);
    scratch.write("network.ron", "Network(format: 1, ego: \"bob\")");
    scratch.commit().run(|it| Ok::<_, Error>((it.put(person("zed", Some(3))), "closeness".to_owned()))).unwrap();
    let middle = scratch.read("people.ron");
    let removed = |it: &mut Revision<'_>| drop(it.remove::<Person>(&"zed".parse().unwrap()));
    scratch.commit().run(|it| Ok::<_, Error>((removed(it), "removed".to_owned()))).unwrap();
    assert!(!scratch.read("people.ron").contains("The boss"));
    scratch.commit().undo().unwrap();
    assert_eq!(scratch.read("people.ron"), middle, "the comment is back");
    scratch.commit().undo().unwrap();
    assert_eq!(scratch.read("people.ron"), HAND);
    scratch.commit().run(|it| Ok::<_, Error>((removed(it), "removed".to_owned()))).unwrap();
    let edited = scratch.read("people.ron").replace("// tail", "// a hand's tail");
    scratch.write("people.ron", &edited);
    scratch.commit().undo().unwrap();
    let text = scratch.read("people.ron");
    assert!(text.contains("a hand's tail") && text.contains("\"zed\""), "elsewhere by record: {text}");
}
