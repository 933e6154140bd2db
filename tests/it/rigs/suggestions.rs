//! What suggestions promise, tried on companies and histories made for it.

mod citations;
mod company;
mod files;
mod firm;
mod history;
mod names;
mod stability;
mod strengths;
mod variety;
mod village;

use acquaint::evaluation::{role_hold_out, temporal_hold_out};
use acquaint::lenses::{About, Ground, Lens, Scene};
use acquaint::network::Date;
use acquaint::network::role::names;
use acquaint::ranking;

use super::{size, told};
use company::Company;

const TODAY: Date = Date::constant(2026, 11, 21);

#[test]
fn whoever_holds_a_slot_and_was_never_met_is_among_the_first_three() {
    let (mut asked, mut found) = (0, 0.0);
    for seed in 0..size(3, 200) {
        for template in names() {
            let network = Company::of(template, seed, TODAY).network;
            let hit = role_hold_out(&network, TODAY).methods[0].means[0];
            asked += hit.n;
            found += hit.mean * hit.n as f64;
        }
    }
    let share = found / asked as f64;
    told("roles", &format!("{asked} slots: {:.1} % among the first three", share * 100.0));
    assert!(share >= 0.95, "{share} of {asked}");
}

#[test]
fn a_slot_nobody_fills_is_named() {
    let mut n = 0;
    for seed in 0..size(3, 200) {
        for template in names() {
            let company = Company::of(template, seed, TODAY);
            for slot in company.holders.keys() {
                let empty = company.without(slot);
                let ground = Ground::of(&empty, TODAY);
                let scene = Scene::of(&ground, empty.ego());
                let seen = ranking::by_lens(Lens::named("stakeholder").unwrap(), &scene);
                let named = seen.iter().any(|it| matches!(&it.about, About::Slot(id) if id == slot));
                assert!(named, "{template} {seed}: {slot}");
                n += 1;
            }
        }
    }
    told("vacancies", &format!("{n} empty slots, each named"));
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
    let words = format!("AUC {strength:.3} on {histories} histories, recency {recency:.3}, count {count:.3}");
    told("foretelling", &words);
    assert!(strength >= 0.8 && strength >= recency - 0.02, "{words}");
}
