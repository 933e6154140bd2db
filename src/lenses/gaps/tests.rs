use super::{SlotGap, State, slots, topics};
use crate::lenses::{Ground, Scene};
use crate::network::role::{Relation, Scope, Slot, template};
use crate::network::sketch::{network, person};
use crate::network::{Channel, Date, Department, Meeting, Network, Organization, Person, PersonId, Position, Settings};

const TODAY: Date = Date::constant(2026, 11, 20);

fn id(text: &str) -> PersonId {
    text.parse().unwrap()
}

fn at_work(who: &str, title: &str, department: Option<&str>, since: &str) -> Person {
    let department = department.map(|it| format!("acme/{it}").parse().unwrap());
    let since = (!since.is_empty()).then(|| since.parse().unwrap());
    let at = Some("acme".parse().unwrap());
    Person { positions: vec![Position { title: title.to_owned(), at, department, since, until: None }], ..person(who) }
}

/// A company of which ego is the CTO since a day, with these slots of the template.
fn company(since: &str, wanted: &[&str]) -> Network {
    let all = template("cto").unwrap().iter();
    let slots = all.filter(|it| wanted.contains(&it.id.as_str())).cloned().collect();
    let mut network = Network::new(Settings { slots, ..Settings::of(id("me")) });
    network.load(Organization::named("acme".parse().unwrap(), "Acme"));
    network.load(Department::named("acme/finance".parse().unwrap(), "Finance"));
    network.load(at_work("me", "CTO", None, since));
    network.load(at_work("ann", "CFO", Some("finance"), ""));
    network
}

fn met(network: &mut Network, who: &str, days: i64, planned: bool) {
    let on = TODAY.checked_sub(jiff::Span::new().days(days)).unwrap();
    network.load(Meeting { planned, ..Meeting::on(on, vec![id(who)], Channel::Lunch) });
}

fn close(network: &mut Network, who: &str, closeness: u8) {
    let person = network.people()[&id(who)].clone();
    network.revise().put(Person { closeness: Some(closeness), ..person });
}

fn told<T>(network: &Network, look: impl Fn(&[SlotGap<'_>]) -> T) -> T {
    let ground = Ground::of(network, TODAY);
    let scene = Scene::of(&ground, network.ego());
    look(&slots(&scene))
}

fn state(network: &Network) -> String {
    told(network, |gaps| gaps[0].state.as_str().to_owned())
}

#[test]
fn a_slot_goes_through_all_its_states() {
    let mut network = company("2020-01-01", &["cfo"]);
    assert_eq!(state(&company("2020-01-01", &["ciso"])), "unknown");
    assert_eq!(state(&network), "cold", "never met");
    met(&mut network, "ann", 40, false);
    close(&mut network, "ann", 4);
    assert_eq!(state(&network), "overdue");
    met(&mut network, "ann", -5, true);
    assert_eq!(state(&network), "single-threaded", "a meeting is planned");
    network.load(at_work("bob", "Controller", Some("finance"), ""));
    told(&network, |gaps| {
        let State::SingleThreaded(thread) = &gaps[0].state else { panic!("{gaps:?}") };
        assert_eq!((thread.unit.as_deref(), thread.other.clone()), (Some("Finance"), Some(id("bob"))));
    });
    close(&mut network, "bob", 3);
    assert_eq!(state(&network), "covered");
}

#[test]
fn what_matters_most_and_is_covered_least_comes_first() {
    let network = company("2020-01-01", &["cfo", "ciso", "cmo", "mentor"]);
    told(&network, |gaps| {
        let names: Vec<&str> = gaps.iter().map(|it| it.slot.slot.as_str()).collect();
        assert_eq!(names, ["cfo", "ciso", "cmo", "mentor"]);
    });
}

#[test]
fn a_slot_for_three_is_short_with_one() {
    let mut network = company("2020-01-01", &[]);
    let slots = vec![Slot {
        held_by: vec!["ann".to_owned()],
        count: 3,
        cadence: None,
        scope: Scope::Outside,
        ..template("cto").unwrap()[0].clone()
    }];
    network.revise().set(Settings { slots, ..Settings::of(id("me")) });
    close(&mut network, "ann", 5);
    met(&mut network, "ann", 400, false);
    told(&network, |gaps| {
        let State::SingleThreaded(thread) = &gaps[0].state else { panic!("{gaps:?}") };
        assert_eq!((&thread.unit, thread.filled), (&None, (1, 3)));
    });
}

#[test]
fn in_the_first_quarter_what_is_late_is_told_and_the_interval_is_shorter() {
    let network = company("2026-11-01", &["cfo", "ciso", "board"]);
    told(&network, |gaps| {
        let late: Vec<_> = gaps.iter().map(|it| (it.slot.slot.as_str(), it.late, it.slot.cadence)).collect();
        let expected = [("cfo", Some(9), Some(14)), ("ciso", Some(9), Some(14)), ("board", None, Some(90))];
        assert_eq!(late, expected);
    });
    told(&company("2026-08-01", &["cfo"]), |gaps| assert_eq!((gaps[0].late, gaps[0].slot.cadence), (None, Some(30))));
}

#[test]
fn nobody_recorded_reports_to_ego() {
    let network = company("2020-01-01", &["direct-reports"]);
    told(&network, |gaps| assert_eq!((gaps[0].state.as_str(), gaps[0].askers.len()), ("unknown", 0)));
    assert_eq!(template("cto").unwrap()[3].relation, Some(Relation::DirectReport));
}

#[test]
fn a_topic_is_a_gap_until_one_can_do_it() {
    let mut network = network("me-ada ada-eve");
    let knows = |who: &str, level: u8| Person { skills: [("go".parse().unwrap(), level)].into(), ..person(who) };
    let seeker = |level: u8| Person { seeks: vec!["go".parse().unwrap()], ..knows("me", level) };
    let mut told = |changed: Person| {
        network.revise().put(changed);
        let ground = Ground::of(&network, TODAY);
        let gaps = topics(&Scene::of(&ground, network.ego()));
        gaps.into_iter().next().map(|it| (it.state.as_str(), it.teacher.map(|(id, level)| (id.to_string(), level))))
    };
    assert_eq!(told(seeker(1)), Some(("unknown", None)));
    assert_eq!(told(knows("ada", 2)), Some(("unknown", Some(("ada".to_owned(), 2)))));
    assert_eq!(told(knows("eve", 3)), Some(("cold", Some(("eve".to_owned(), 3)))));
    assert_eq!(told(knows("ada", 3)), Some(("covered", Some(("ada".to_owned(), 3)))));
    assert_eq!(told(seeker(2)), Some(("unknown", Some(("ada".to_owned(), 3)))), "hardly above ego");
    assert_eq!(told(seeker(3)), None);
}
