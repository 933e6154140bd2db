use crate::lenses::trials::made::{ago, gate, holds, id, met, network, said, tie, who, working};
use crate::network::{Channel, Meeting, Network, Organization};

/// Ego is CTO of a company of 100; Ann is of one of 1,000 in the same trade, Bea VP there, known through Cyd as Ann is.
fn made() -> Network {
    let mut network = network([
        working(who("me", ""), "CTO", "acme/technology"),
        working(who("ann", ""), "CTO", "best"),
        working(who("bea", ""), "VP Engineering", "best"),
        who("cyd", ""),
        working(who("dee", ""), "CFO", "best"),
        working(who("eve", ""), "Software Engineer", "best"),
        working(who("fay", ""), "CTO", "acme"),
        working(who("guy", ""), "VP Engineering", "acme/platform"),
        who("hal", ""),
    ]);
    for (name, size) in [("acme", 100), ("best", 1000)] {
        let organization = Organization::named(name.parse().unwrap(), name);
        network.load(Organization { industry: "Freight".to_owned(), size: Some(size), ..organization });
    }
    tie(&mut network, "me-cyd:friend cyd-ann cyd-bea:knows guy-me:reports_to");
    network
}

#[test]
fn the_factors_are_those_worked_out_by_hand() {
    // Reach .8 · .7 · .4; trade the same and ten times the size: (1 + .5)/2; Ann and Bea share Cyd alike: both have most.
    let (network, reach) = (made(), 0.8 * 0.7 * 0.4);
    let factors = |role| [("new", 1.0), ("role", role), ("context", 0.75), ("reach", reach), ("shared contacts", 1.0)];
    let rest = 0.2 * 0.75 + 0.2 * reach + 0.2;
    holds(&said("peer", &network, "ann").unwrap(), 0.4 + rest, &factors(1.0));
    holds(&said("peer", &network, "bea").unwrap(), 0.2 + rest, &factors(0.5));
}

#[test]
fn who_is_known_well_is_less_new() {
    let mut network = made();
    met(&mut network, &["ann"], 0);
    let sighting = said("peer", &network, "ann").unwrap();
    // S = .2835; the way is direct, or through Cyd, whichever is stronger.
    let mean = 0.4 + 0.2 * 0.75 + 0.2 * 0.2835 + 0.2;
    assert!((sighting.score - (1.0 - 0.2835) * mean).abs() < 0.0005, "{}", sighting.score);
    assert!(sighting.factors[0].records.iter().all(|it| !it.supports()) && !sighting.factors[0].records.is_empty());
}

#[test]
fn each_gate_says_why() {
    let mut network = made();
    assert_eq!(gate("peer", &network, "dee"), "works on something else than you");
    assert_eq!(gate("peer", &network, "eve"), "stands more than one level above or below you");
    assert_eq!(gate("peer", &network, "fay"), "works where you work");
    assert_eq!(gate("peer", &network, "guy"), "reports to you, or you to them");
    assert_eq!(gate("peer", &network, "hal"), "no current title says what they do");
    network.load(Meeting { planned: true, ..Meeting::on(ago(-2), vec![id("ann")], Channel::Coffee) });
    assert!(gate("peer", &network, "ann").starts_with("a meeting is planned"));
    let untitled = crate::lenses::trials::made::network([working(who("ann", ""), "CTO", "best")]);
    assert_eq!(gate("peer", &untitled, "ann"), "no current title of yours says what you do");
}

#[test]
fn what_organizations_do_not_say_is_unknown() {
    let network = network([working(who("me", ""), "CTO", "acme"), working(who("ann", ""), "CTO", "best")]);
    let sighting = said("peer", &network, "ann").unwrap();
    holds(&sighting, 0.4 / 0.8, &[("new", 1.0), ("role", 1.0), ("reach", 0.0), ("shared contacts", 0.0)]);
    assert_eq!(sighting.because.last().unwrap(), "unknown: context");
}
