use crate::lenses::trials::made::{ago, asked, gate, holds, id, met, network, said, tie, who};
use crate::network::{Channel, Meeting, Network, Outcome, Purpose};

/// Ego seeks rust, at 1 of 5, and go; Ann has rust at 4 and go at 3, and one circle of three marks shared beside.
fn made() -> Network {
    let ann = who("ann", "skill=rust:4 skill=go:3 in=guild closeness=5");
    network([who("me", "seek=rust seek=go skill=rust:1 in=guild"), ann])
}

#[test]
fn the_factors_are_those_worked_out_by_hand() {
    // Marks: guild, rust, go are shared, all of them; reach is closeness alone, .8.
    let sighting = said("mentor", &made(), "ann").unwrap();
    let factors = [("expertise", 0.8), ("likeness", 1.0), ("reach", 0.8), ("availability", 1.0)];
    holds(&sighting, 0.4 * 0.8 + 0.25 + 0.2 * 0.8 + 0.15, &factors);
    assert_eq!(sighting.because[0], "rust, which you seek: 4 of 5, you 1", "the topic of the greatest skill");
    assert_eq!(sighting.asks, Some(Purpose::Mentoring));
}

#[test]
fn an_open_ask_halves_the_availability_for_ninety_days() {
    let value = |days| {
        let mut network = made();
        asked(&mut network, "ann", Purpose::Mentoring, days, None);
        said("mentor", &network, "ann").unwrap().factors[3].value
    };
    assert_eq!((value(90), value(91)), (0.5, 1.0));
}

#[test]
fn what_decency_protects_is_never_shared() {
    let tagged = |tag: &str| {
        let network =
            network([who("me", &format!("seek=rust tag={tag}")), who("ann", &format!("skill=rust:5 tag={tag}"))]);
        said("mentor", &network, "ann").unwrap().because[1].clone()
    };
    assert!(tagged("sailing").starts_with("2 of 2 circles"));
    assert!(tagged("age-50").starts_with("1 of 1 circles"), "the topic alone");
}

#[test]
fn each_gate_says_why() {
    let mut network = network([
        who("me", "seek=rust skill=rust:2"),
        who("level", "skill=rust:3"),
        who("none", "skill=go:5"),
        who("weak", "skill=rust:2"),
        who("ahead", "skill=rust:4"),
        who("mentor", "skill=rust:5"),
        who("no", "skill=rust:5"),
        who("yes", "skill=rust:5"),
        who("soon", "skill=rust:5"),
    ]);
    tie(&mut network, "mentor-me:mentors");
    asked(&mut network, "no", Purpose::Mentoring, 180, Some(Outcome::No));
    asked(&mut network, "yes", Purpose::Mentoring, 10, Some(Outcome::Yes));
    network.load(Meeting { planned: true, ..Meeting::on(ago(-3), vec![id("soon")], Channel::Coffee) });
    for name in ["level", "none", "weak"] {
        assert!(gate("mentor", &network, name).starts_with("no skill on record"), "{name}");
    }
    assert!(said("mentor", &network, "ahead").is_ok());
    assert_eq!(gate("mentor", &network, "mentor"), "mentors you already");
    assert!(gate("mentor", &network, "no").ends_with("they said no"));
    assert!(gate("mentor", &network, "yes").contains("`acquaint tie`"));
    assert!(gate("mentor", &network, "soon").starts_with("a meeting is planned"));
}

#[test]
fn a_no_is_forgotten_after_half_a_year_and_other_asks_are_no_matter() {
    let mut network = made();
    asked(&mut network, "ann", Purpose::Mentoring, 181, Some(Outcome::No));
    asked(&mut network, "ann", Purpose::Favour, 5, None);
    assert_eq!(said("mentor", &network, "ann").unwrap().factors[3].value, 1.0);
}

#[test]
fn who_seeks_nothing_is_told_how_to_say_it() {
    let mut network = network([who("ann", "skill=rust:5")]);
    met(&mut network, &["ann"], 3);
    assert!(gate("mentor", &network, "ann").contains("--seeks"));
}
