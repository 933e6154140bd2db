use super::{Deed, ascents, place};
use crate::lenses::{Ground, Scene};
use crate::network::role::Slot;
use crate::network::sketch::{network, person};
use crate::network::{Change, Date, Network, Person, PersonId, Position, Settings};

const TODAY: Date = Date::constant(2026, 11, 20);

fn id(text: &str) -> PersonId {
    text.parse().unwrap()
}

/// Ego with slots that no title can tell, each held by somebody.
fn wished(holders: &[(&str, f64)]) -> Network {
    let mut network = network("me-ada:friend me-ben:friend");
    let slot = |(n, (who, weight)): (usize, &(&str, f64))| -> Slot {
        let held = if who.is_empty() { String::new() } else { format!("held_by: [\"{who}\"], ") };
        let text = format!("(id: \"s{n}\", label: \"S{n}\", {held}importance: ({weight}, {weight}, {weight}))");
        ron::from_str(&text).unwrap()
    };
    let slots = holders.iter().enumerate().map(slot).collect();
    network.revise().set(Settings { slots, ..Settings::of(id("me")) });
    holders.iter().filter(|it| !it.0.is_empty()).for_each(|it| assert!(network.load(person(it.0))));
    network
}

fn ways(network: &Network, who: &str) -> (super::Place, Vec<super::Ascent>) {
    let ground = Ground::of(network, TODAY);
    let scene = Scene::of(&ground, network.ego());
    (place(&scene, &id(who)), ascents(&scene, &id(who)))
}

#[test]
fn a_deed_that_is_done_brings_what_was_said() {
    let mut network = wished(&[("p0", 0.9), ("p1", 0.9), ("p2", 0.9), ("p3", 0.85), ("", 0.95)]);
    let (before, found) = ways(&network, "p3");
    assert!(!before.is_first() && before.of == 5, "{before:?}");
    assert!(found.iter().any(|it| it.deed == Deed::Tie(id("ada"))), "{found:?}");
    for ascent in found {
        let changes = {
            let copy = network.copied();
            let ground = Ground::of(&copy, TODAY);
            let scene = Scene::of(&ground, copy.ego());
            ascent.deed.done(&mut network, &scene, &id("p3"))
        };
        assert_eq!(ways(&network, "p3").0.rank, ascent.place.rank, "{:?}", ascent.deed);
        network.apply(changes.into_iter().map(Change::reversed).collect()).unwrap();
    }
}

#[test]
fn who_is_first_already_stands_there_and_the_network_stays_as_it_was() {
    let network = wished(&[("p0", 0.9), ("p1", 0.5)]);
    let before = format!("{network:?}");
    let (first, _) = ways(&network, "p0");
    assert_eq!((first.rank, first.of, first.third), (Some(1), 2, None));
    assert!(first.is_first());
    assert_eq!(format!("{network:?}"), before);
}

#[test]
fn where_nothing_single_would_nothing_is_said() {
    let mut network = wished(&[("p0", 1.0), ("p1", 1.0), ("p2", 1.0), ("p3", 1.0)]);
    network.load(Person::named(id("stranger"), "Stranger"));
    let (before, found) = ways(&network, "stranger");
    assert_eq!((before.rank, before.score), (None, 0.0));
    assert!(found.is_empty(), "{found:?}");
    assert!(ways(&network, "nobody").1.is_empty());
}

#[test]
fn what_a_deed_leaves_as_it_was_is_as_if_made_anew() {
    let mut network = wished(&[("p0", 0.9), ("", 0.95)]);
    let positions = vec![Position { title: "CFO".to_owned(), at: "acme".parse().ok(), ..Position::default() }];
    network.revise().put(Person { positions, ..person("p0") });
    let deeds = [
        Deed::Tie(id("ada")),
        Deed::Department("acme/data".parse().unwrap()),
        Deed::Community("guild".parse().unwrap()),
        Deed::Closeness(5),
        Deed::Holds("s1".to_owned()),
        Deed::Seeks("go".parse().unwrap()),
    ];
    for deed in deeds {
        let before = network.copied();
        let ground = Ground::of(&before, TODAY);
        let scene = Scene::of(&ground, before.ego());
        let changes = deed.done(&mut network, &scene, &id("p0"));
        assert!(!changes.is_empty(), "{deed:?}");
        let (like, anew) = (deed.ground(&network, &scene), Ground::of(&network, TODAY));
        let placed = |ground| place(&Scene::of(ground, network.ego()), &id("p0"));
        assert_eq!(placed(&like), placed(&anew), "{deed:?}");
    }
}
