use crate::lenses::trials::made::{ago, asked, gate, holds, id, network, said, who, working};
use crate::network::{By, Channel, Meeting, Network, Outcome, Purpose};

/// Ann is a head at closeness 5; a success with her was `days` ago.
fn made(days: i32) -> Network {
    let mut network = network([working(who("ann", "closeness=5"), "Head of Sales", "acme"), who("ben", "closeness=2")]);
    let success = "billing went live\non time".to_owned();
    network.load(Meeting { success, ..Meeting::on(ago(days), vec![id("ann")], Channel::Lunch) });
    network
}

fn wrote(network: &mut Network, by: By, days: i32) {
    network.load(Meeting { by: Some(by), ..Meeting::on(ago(days), vec![id("ann")], Channel::Reaction) });
}

#[test]
fn the_factors_are_those_worked_out_by_hand() {
    // S = 1 − e^(−1/3)·(1 − .8): .8567 on the day itself.
    let sighting = said("testimonial", &made(0), "ann").unwrap();
    let factors = [("strength", 0.8567), ("freshness", 1.0), ("authority", 0.7)];
    holds(&sighting, (0.35 * 0.8567 + 0.25 + 0.2 * 0.7) / 0.8, &factors);
    assert_eq!(sighting.because[0], "\"billing went live on time\", 0 days ago");
    assert_eq!(sighting.because.last().unwrap(), "unknown: reciprocity");
    assert!(sighting.step.contains("more often than one expects"));
    assert_eq!(said("testimonial", &made(90), "ann").unwrap().factors[1].value, 0.5);
}

#[test]
fn given_is_held_against_taken() {
    let value = |given: i32, left: i32, favours: i32| {
        let mut network = made(0);
        (0..given).for_each(|n| wrote(&mut network, By::Me, 100 + n));
        (0..left).for_each(|n| wrote(&mut network, By::Them, 200 + n));
        (0..favours).for_each(|n| asked(&mut network, "ann", Purpose::Favour, 91 + n, None));
        let sighting = said("testimonial", &network, "ann").unwrap();
        sighting.factors.into_iter().find(|it| it.name == "reciprocity").map(|it| it.value)
    };
    assert_eq!(value(0, 0, 0), None);
    assert_eq!(
        (value(3, 0, 0), value(0, 1, 1), value(1, 1, 1), value(4, 1, 1)),
        (Some(1.0), Some(0.0), Some(0.5), Some(1.0))
    );
}

#[test]
fn each_gate_says_why() {
    let mut weak = made(0);
    let success = "shipped".to_owned();
    weak.load(Meeting { success, ..Meeting::on(ago(0), vec![id("ben")], Channel::Reaction) });
    assert_eq!(gate("testimonial", &weak, "ben"), "the tie's strength is 0.33, below 0.45");
    assert!(said("testimonial", &made(365), "ann").is_ok());
    assert!(gate("testimonial", &made(366), "ann").contains("--success"));
    let after = |purpose, days, outcome| {
        let mut network = made(0);
        asked(&mut network, "ann", purpose, days, outcome);
        said("testimonial", &network, "ann").map(|it| it.score)
    };
    assert!(after(Purpose::Testimonial, 365, Some(Outcome::No)).unwrap_err().ends_with("once a year is enough"));
    assert!(after(Purpose::Testimonial, 366, None).is_ok());
    assert!(after(Purpose::Favour, 90, None).unwrap_err().contains("one favour in 90 days"));
    assert!(after(Purpose::Favour, 91, None).is_ok());
}

#[test]
fn a_success_without_ego_is_not_ego_s() {
    let mut network = network([who("ann", "closeness=5")]);
    let meeting = Meeting::on(ago(5), vec![id("ann")], Channel::Lunch);
    network.load(Meeting { success: "shipped".to_owned(), without_ego: true, ..meeting });
    assert!(gate("testimonial", &network, "ann").contains("no success"));
}
