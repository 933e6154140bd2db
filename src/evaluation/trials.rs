//! Rigs of roles: companies are made for every template, all contact with the holders of a slot is taken away, and they are
//! to come back; and a slot nobody fills is to be named.

mod company;
mod history;

use company::Company;

use super::roles::without_contact;
use super::temporal_hold_out;
use crate::lenses::{About, Ground, Lens, Scene};
use crate::network::role::names;
use crate::network::sketch::size;
use crate::network::{Date, Network, PersonId};
use crate::ranking;

const TODAY: Date = Date::constant(2026, 11, 21);

/// Returns the best of the lens of slots.
fn seen(network: &Network) -> Vec<About> {
    let ground = Ground::of(network, TODAY);
    let scene = Scene::of(&ground, network.ego());
    let lens = Lens::named("stakeholder").unwrap();
    ranking::by_lens(lens, &scene).into_iter().map(|it| it.about).collect()
}

fn comes_back(network: &Network, holders: &[PersonId]) -> bool {
    let strange = without_contact(network, holders);
    seen(&strange).iter().take(3).any(|it| matches!(it, About::Person(id) if holders.contains(id)))
}

#[test]
fn whoever_holds_a_slot_and_was_never_met_is_among_the_first_three() {
    let (mut asked, mut found, mut missed) = (0, 0, Vec::new());
    for seed in 0..size(3, 200) {
        for template in names() {
            let company = Company::of(template, seed, TODAY);
            for (slot, holders) in &company.holders {
                asked += 1;
                if comes_back(&company.network, holders) {
                    found += 1;
                } else {
                    missed.push(format!("{template} {seed}: {slot}"));
                }
            }
        }
    }
    println!("{found} of {asked} came back");
    assert!(found * 100 >= asked * 95, "{found} of {asked}: {missed:#?}");
}

#[test]
fn a_slot_nobody_fills_is_named() {
    for seed in 0..size(3, 200) {
        for template in names() {
            let company = Company::of(template, seed, TODAY);
            for slot in company.holders.keys() {
                let empty = company.without(slot);
                let named = seen(&empty).iter().any(|it| matches!(it, About::Slot(id) if id == slot));
                assert!(named, "{template} {seed}: {slot}");
            }
        }
    }
}

#[test]
fn strength_foretells_whom_one_meets_and_hardly_worse_than_recency() {
    let mut sums = [0.0; 3];
    let histories = size(4, 100);
    for seed in 0..histories {
        let found = temporal_hold_out(&history::of(seed, TODAY), TODAY);
        (0..3).for_each(|at| sums[at] += found.methods[at].means[0].mean / histories as f64);
    }
    let [strength, recency, count] = sums;
    println!("strength {strength:.3}, recency {recency:.3}, count {count:.3} of {histories} histories");
    assert!(strength >= 0.8 && strength >= recency - 0.02, "strength {strength:.3}, recency {recency:.3}");
}
