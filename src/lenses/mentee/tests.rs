use crate::lenses::trials::made::{gate, holds, network, said, tie, who};
use crate::network::Network;

/// Ego has rust at 4 and go at 5; Ann seeks both and has go at 4.
fn made() -> Network {
    let ann = who("ann", "seek=rust seek=go skill=go:4 in=guild closeness=3");
    network([
        who("me", "skill=rust:4 skill=go:5 in=guild"),
        ann,
        who("bea", "seek=ada"),
        who("cyd", ""),
        who("dee", ""),
    ])
}

#[test]
fn the_factors_are_those_worked_out_by_hand() {
    let mut network = made();
    tie(&mut network, "me-cyd:mentors");
    // Rust: 4 − 0 of 5. Closeness 3 of 5 alone: .8 · .6. Guild, rust, go: 3 of 3 shared. One mentee of three.
    let factors = [("match", 0.8), ("strength", 0.48), ("likeness", 1.0), ("free time", 2.0 / 3.0)];
    let score = 0.45 * 0.8 + 0.2 * 0.48 + 0.2 + 0.15 * 2.0 / 3.0;
    holds(&said("mentee", &network, "ann").unwrap(), score, &factors);
}

#[test]
fn each_gate_says_why() {
    let mut network = made();
    assert!(gate("mentee", &network, "bea").starts_with("seeks no topic"));
    assert!(gate("mentee", &network, "cyd").starts_with("seeks no topic"));
    tie(&mut network, "me-cyd:mentors me-ann:mentors");
    assert_eq!(gate("mentee", &network, "ann"), "you mentor them already");
    let mut network = made();
    tie(&mut network, "me-bea:mentors me-cyd:mentors me-dee:mentors");
    assert_eq!(gate("mentee", &network, "ann"), "you mentor 3 already, 3 are enough");
}

#[test]
fn one_level_ahead_is_not_enough() {
    let network = network([
        who("me", "skill=rust:3"),
        who("ann", "seek=rust skill=rust:2"),
        who("ben", "seek=rust skill=rust:1"),
    ]);
    assert!(gate("mentee", &network, "ann").starts_with("seeks no topic"));
    assert!(said("mentee", &network, "ben").is_ok());
}
