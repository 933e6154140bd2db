use crate::lenses::trials::made::{TODAY, ago, gate, holds, id, met, network, said, tie, who};
use crate::lenses::{About, Ground, Lens, Scene};
use crate::network::{Ask, Network, PartialDate, Person, Purpose, Tie, TieKind};

fn ann(words: &str) -> Person {
    who("ann", &format!("closeness=5 seek=rust {words}"))
}

fn ben(words: &str) -> Person {
    who("ben", &format!("closeness=4 skill=rust:4 {words}"))
}

fn introduced(network: &mut Network, of: &str, to: &str, days: i32) {
    network.load(Ask { to: Some(id(to)), ..Ask::of(id(of), ago(days), Purpose::Introduction) });
}

fn pairs(network: &Network) -> Vec<(About, f64)> {
    let ground = Ground::of(network, TODAY);
    Lens::named("introduce").unwrap().look(&Scene::of(&ground, network.ego()))
}

#[test]
fn the_factors_are_those_worked_out_by_hand() {
    // Closeness alone: S .8 and .64. One way, different circles, one tag of three shared.
    let network = network([ann("in=guild tag=a tag=b"), ben("in=club tag=b tag=c")]);
    let sighting = said("introduce", &network, "ben").unwrap();
    let tied = (0.8_f64 * 0.64).sqrt();
    let factors = [("ties", tied), ("need", 0.7), ("different circles", 1.0), ("shared tags", 1.0 / 3.0)];
    holds(&sighting, tied * (0.5 * 0.7 + 0.25 + 0.25 / 3.0), &factors);
    assert_eq!(sighting.about, About::Pair(id("ann"), id("ben")), "in the order of the ids, whoever is asked about");
    assert_eq!(sighting.because[0], "ann seeks rust, ben has 4 of 5");
    assert_eq!(pairs(&network), [(sighting.about, sighting.score)]);
}

#[test]
fn need_is_both_ways_or_one_or_shared() {
    let need = |one: Person, other: Person| said("introduce", &network([one, other]), "ann").unwrap().factors[1].value;
    assert_eq!(need(ann("skill=go:3"), ben("seek=go")), 1.0);
    assert_eq!(need(ann(""), ben("seek=rust")), 0.7, "both seek it, and one has it");
    assert_eq!(need(ann(""), who("cyd", "closeness=4 seek=rust")), 0.3);
    assert_eq!(need(ann(""), who("cyd", "closeness=4 offer=rust")), 0.7, "who offers it need not say how well");
}

#[test]
fn who_is_not_ahead_is_no_help() {
    let network = network([ann("skill=rust:4"), ben("")]);
    assert!(gate("introduce", &network, "ann").starts_with("nobody else you know well"));
}

#[test]
fn each_gate_says_why() {
    let mut weak = network([ann(""), who("ben", "skill=rust:4 closeness=2")]);
    assert_eq!(gate("introduce", &weak, "ben"), "the tie's strength is 0.32, below 0.4");
    assert!(gate("introduce", &weak, "ann").starts_with("nobody else you know well"));
    met(&mut weak, &["ben"], 0);
    assert!(said("introduce", &weak, "ann").is_ok());
    let after = |change: &dyn Fn(&mut Network)| {
        let mut network = network([ann(""), ben("")]);
        change(&mut network);
        assert!(pairs(&network).is_empty());
        gate("introduce", &network, "ann")
    };
    assert_eq!(after(&|it| tie(it, "ben-ann:influences")), "ben and they know each other already");
    let ended = Tie { until: Some(PartialDate::from(ago(900))), ..Tie::between(id("ann"), id("ben"), TieKind::Knows) };
    assert_eq!(after(&|it| assert!(it.load(ended.clone()))), "ben and they know each other already");
    assert!(after(&|it| met(it, &["ann", "ben"], 300)).starts_with("ben and they have met"));
    assert!(after(&|it| introduced(it, "ann", "ben", 4000)).starts_with("an introduction to ben was proposed"));
    assert!(after(&|it| introduced(it, "ben", "ann", 4000)).starts_with("an introduction to ben was proposed"));
}

#[test]
fn two_introductions_a_month_are_enough() {
    let asked = |days: [i32; 2]| {
        let mut network = network([ann(""), ben(""), who("cyd", ""), who("dee", "")]);
        introduced(&mut network, "ben", "cyd", days[0]);
        introduced(&mut network, "ben", "dee", days[1]);
        said("introduce", &network, "ann").map(|it| it.score)
    };
    assert!(asked([1, 30]).unwrap_err().contains("ben was asked for 2 introductions in a month"));
    assert!(asked([1, 31]).is_ok());
}

#[test]
fn a_crowd_makes_no_acquaintance() {
    let mut network = network([ann(""), ben("")]);
    let crowd: Vec<String> = (0..10).map(|n| format!("p{n}")).collect();
    let with: Vec<&str> = crowd.iter().map(String::as_str).chain(["ann", "ben"]).collect();
    met(&mut network, &with, 400);
    assert!(said("introduce", &network, "ann").is_ok());
}
