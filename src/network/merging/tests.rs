//! Two become one, and nothing is lost.

use super::{Choice, Merged};
use crate::network::sketch::{network, person};
use crate::network::{
    Channel, Department, Found, Kind, Meeting, Network, Organization, Person, PersonId, Position, Tie, TieKind, Topic,
};

fn id<I: std::str::FromStr<Err: std::fmt::Debug>>(id: &str) -> I {
    id.parse().unwrap()
}

fn merge(network: &mut Network, kept: &str, left: &str) -> Merged {
    network.revise().merge::<Person>(&id(kept), &id(left), Choice::default()).unwrap()
}

fn ties(network: &Network) -> Vec<String> {
    network.ties().keys().map(ToString::to_string).collect()
}

#[test]
fn fields_are_chosen_and_lists_united() {
    let mut network = network("me-ann me-ann2");
    let position = |title: &str, since| Position { title: title.to_owned(), since, ..Position::default() };
    let text = |it: &str| it.to_owned();
    let mut one = Person { name: text("Ann Lee"), closeness: Some(3), note: text("Numbers."), ..person("ann") };
    one.emails = vec![text("ann@acme.example")];
    one.positions = vec![position("CFO", None)];
    one.skills = [(id("finance"), 5)].into();
    one.tags = vec![text("board")];
    let mut other = Person { name: text("Ann B. Lee"), closeness: Some(4), cadence: Some(14), ..person("ann2") };
    other.note = text("Likes tea.");
    other.emails = vec![text("Ann@acme.example"), text("ann@home.example")];
    other.positions = vec![position("cfo", Some(id("2024"))), position("Controller", None)];
    other.skills = [(id("finance"), 4), (id("tax"), 2)].into();
    other.tags = vec![text("tea"), text("board")];
    other.was = vec![id("a-lee"), id("ann")];
    let mut revision = network.revise();
    revision.put(one);
    revision.put(other);
    let merged = revision.merge::<Person>(&id("ann"), &id("ann2"), Choice::taking(&[text("closeness")])).unwrap();
    let told: Vec<_> = merged.differing.iter().map(|it| (it.field, it.kept.as_str(), it.left.as_str())).collect();
    let expected = [("name", "Ann Lee", "Ann B. Lee"), ("skills", "finance:5", "finance:4"), ("closeness", "4", "3")];
    assert_eq!(told, expected);
    let ann = network.get::<Person>(&id("ann")).unwrap();
    assert_eq!((ann.name.as_str(), &ann.aliases[..]), ("Ann Lee", &[text("Ann B. Lee")][..]));
    assert_eq!(ann.emails, ["ann@acme.example", "ann@home.example"]);
    assert_eq!(ann.positions, [position("CFO", Some(id("2024"))), position("Controller", None)]);
    assert_eq!((ann.closeness, ann.cadence, ann.note.as_str()), (Some(4), Some(14), "Numbers.\nLikes tea."));
    assert_eq!((&ann.tags[..], ann.skills.len()), (&[text("board"), text("tea")][..], 2));
    assert_eq!(ann.was, [id::<PersonId>("ann2"), id("a-lee")]);
    assert!(!network.people().contains_key(&id::<PersonId>("ann2")));
}

#[test]
fn ties_move_unite_or_fall() {
    let mut network = network("ann-ben:friend ann2-ben:friend ann2-cem:mentors ann-ann2 ann2-me");
    let mut revision = network.revise();
    for (who, strength, note) in [("ann", 0.5, ""), ("ann2", 0.75, "school")] {
        let tie = Tie::between(id(who), id("ben"), TieKind::Friend);
        revision.put(Tie { note: note.to_owned(), strength: Some(strength), ..tie });
    }
    let merged = revision.merge::<Person>(&id("ann"), &id("ann2"), Choice::default()).unwrap();
    assert_eq!(ties(&network), ["ann – ben (friend)", "ann → cem (mentors)", "ann – me (knows)"]);
    let count = (merged.followed.ties, merged.followed.united.len(), merged.followed.fallen_ties.len());
    assert_eq!(count, (2, 1, 1));
    let told = &merged.followed.united[0].differing[0];
    assert_eq!((told.field, told.kept.as_str(), told.left.as_str()), ("strength", "0.5", "0.75"));
    assert_eq!(network.ties().values().next().unwrap().note, "school");
}

#[test]
fn a_tie_goes_on_if_one_of_the_two_does() {
    for (one, other, expected) in
        [(None, Some("2024"), None), (Some("2023"), Some("2024"), Some("2024")), (Some("2024"), None, None)]
    {
        let mut network = network("ann-ben ann2-ben");
        let mut revision = network.revise();
        for (who, until) in [("ann", one), ("ann2", other)] {
            revision.put(Tie { until: until.map(id), ..Tie::between(id(who), id("ben"), TieKind::Knows) });
        }
        drop(revision);
        merge(&mut network, "ann", "ann2");
        assert_eq!(network.ties().values().next().unwrap().until, expected.map(id));
    }
}

#[test]
fn meetings_move_unite_or_are_numbered() {
    let mut network = network("me-ann me-ann2 me-ben");
    let on = |day: &str, with: &[&str]| Meeting::on(id(day), with.iter().map(|it| id(it)).collect(), Channel::Chat);
    let mut revision = network.revise();
    revision.put(on("2026-01-01", &["ann2"]));
    revision.put(on("2026-01-02", &["ann2", "ben", "ann"]));
    revision.put(Meeting { note: "one".to_owned(), ..on("2026-01-03", &["ann"]) });
    revision.put(Meeting { minutes: Some(30), ..on("2026-01-03", &["ann2"]) });
    revision.put(Meeting { minutes: Some(20), ..on("2026-01-04", &["ann"]) });
    revision.put(Meeting { minutes: Some(30), ..on("2026-01-04", &["ann2"]) });
    let merged = revision.merge::<Person>(&id("ann"), &id("ann2"), Choice::default()).unwrap().followed;
    let united = merged.united.iter().filter(|it| it.key.kind() == Kind::Meeting).count();
    let count = (merged.meetings, united, merged.numbered_meetings.len());
    assert_eq!(count, (2, 1, 1));
    let told: Vec<_> = network.meetings().keys().map(ToString::to_string).collect();
    let expected = [
        "2026-01-01 ann (chat)",
        "2026-01-02 ann ben (chat)",
        "2026-01-03 ann (chat)",
        "2026-01-04 ann (chat)",
        "2026-01-04 ann (chat) no. 2",
    ];
    assert_eq!(told, expected);
    let both = network.meetings().values().nth(2).unwrap();
    assert_eq!((both.minutes, both.note.as_str()), (Some(30), "one"));
}

#[test]
fn ego_goes_into_another_record_and_stays_ego() {
    let mut network = network("me-ann me-ben");
    let mut revision = network.revise();
    let on = |with: &[&str]| Meeting::on(id("2026-01-02"), with.iter().map(|it| id(it)).collect(), Channel::Chat);
    revision.put(on(&["ann"]));
    revision.put(on(&["ann", "ben"]));
    revision
        .put(Meeting { without_ego: true, ..Meeting::on(id("2026-01-03"), vec![id("ann"), id("ben")], Channel::Chat) });
    drop(revision);
    let merged = merge(&mut network, "ann", "me");
    assert_eq!((network.ego().as_str(), merged.followed.fallen_meetings.len()), ("ann", 1));
    let told: Vec<_> = network.meetings().iter().map(|(id, it)| (id.to_string(), it.without_ego)).collect();
    let expected = [("2026-01-02 ben (chat)".to_owned(), false), ("2026-01-03 ben (chat)".to_owned(), false)];
    assert_eq!(told, expected);
    assert!(network.check(id("2026-11-22")).is_empty());
}

#[test]
fn organizations_take_departments_and_people_along() {
    let mut network = network("me-ann me-ben");
    let mut revision = network.revise();
    revision.put(Organization::named(id("acme"), "Acme"));
    revision.put(Organization {
        domains: vec!["acme.example".to_owned()],
        ..Organization::named(id("old-co"), "Acme Inc.")
    });
    for department in ["acme/finance", "old-co/finance", "old-co/sales"] {
        revision.put(Department::named(id(department), "Some"));
    }
    revision.put(Department {
        head: Some(id("ann")),
        within: Some(id("old-co/sales")),
        ..Department::named(id("old-co/finance"), "Finance")
    });
    let at = |at: &str, department: &str| Position {
        at: Some(id(at)),
        department: Some(id(department)),
        ..Position::default()
    };
    revision
        .put(Person { positions: vec![at("acme", "acme/finance"), at("old-co", "old-co/finance")], ..person("ann") });
    revision.merge::<Organization>(&id("acme"), &id("old-co"), Choice::default()).unwrap();
    assert!(revision.followed().len() >= 4, "{:?}", revision.followed());
    let acme = network.get::<Organization>(&id("acme")).unwrap();
    assert_eq!(
        (&acme.aliases[..], &acme.domains[..]),
        (&["Acme Inc.".to_owned(), "old-co".to_owned()][..], &["acme.example".to_owned()][..])
    );
    assert_eq!(network.find_exactly::<Organization>("old-co"), Found::One(id("acme")));
    let departments: Vec<_> = network.departments().keys().map(ToString::to_string).collect();
    assert_eq!(departments, ["acme/finance", "acme/sales"]);
    let finance = network.departments().values().next().unwrap();
    assert_eq!((finance.head.clone(), finance.within.clone()), (Some(id("ann")), Some(id("acme/sales"))));
    assert_eq!(network.get::<Person>(&id("ann")).unwrap().positions, [at("acme", "acme/finance")]);
    assert!(network.check(id("2026-11-22")).iter().all(|it| it.severity != crate::network::Severity::Error));
}

#[test]
fn topics_unite_and_levels_that_differ_are_told() {
    let mut network = network("me-ann");
    let mut revision = network.revise();
    revision.put(Topic::named(id("ml"), "ML"));
    revision.put(Topic::named(id("machine-learning"), "Machine learning"));
    let skills = [(id("ml"), 3), (id("machine-learning"), 5)].into();
    revision.put(Person { skills, seeks: vec![id("machine-learning"), id("ml")], ..person("ann") });
    let merged = revision.merge::<Topic>(&id("ml"), &id("machine-learning"), Choice::default()).unwrap();
    assert_eq!(merged.followed.united[0].differing[0].left, "5");
    let ann = network.get::<Person>(&id("ann")).unwrap();
    assert_eq!((ann.skills.clone(), ann.seeks.len()), ([(id("ml"), 3)].into(), 1));
    assert_eq!(network.find_exactly::<Topic>("machine-learning"), Found::One(id("ml")));
}

#[test]
fn old_ids_resolve_through_chains() {
    let mut network = network("me-a me-b me-c");
    merge(&mut network, "b", "a");
    merge(&mut network, "c", "b");
    let mut revision = network.revise();
    let mut renamed = revision.remove::<Person>(&id("c")).unwrap();
    renamed.was.push(id("c"));
    renamed.id = id("d");
    revision.put(renamed);
    <Person as crate::network::Followable>::follow(&mut revision, &id("c"), &id("d"));
    for old in ["a", "b", "c", "d"] {
        assert_eq!(network.find_exactly::<Person>(old), Found::One(id("d")), "{old}");
    }
}

#[test]
fn a_merge_taken_back_parts_the_two() {
    let mut network = network("ann-ben:friend ann2-ben:friend ann2-cem:mentors ann-ann2 ann2-me");
    let before = format!("{network:?}");
    let mut revision = network.revise();
    revision.merge::<Person>(&id("ann"), &id("ann2"), Choice::default()).unwrap();
    let back: Vec<_> = revision.finish().into_iter().map(crate::network::Change::reversed).collect();
    network.apply(back).unwrap();
    assert_eq!(format!("{network:?}"), before);
    assert!(network.revise().merge::<Person>(&id("ann"), &id("ann"), Choice::default()).is_none());
}
