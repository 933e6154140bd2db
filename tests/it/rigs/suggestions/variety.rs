//! Variety: the first five show several reasons to meet somebody, and cost little of what the best five would score.

use std::collections::BTreeSet;

use super::super::{size, told};
use super::{TODAY, files, firm};
use acquaint::lenses::{ALL, Ground, Scene};
use acquaint::network::{Date, Network};
use acquaint::ranking::{self, Candidate};

const FEW: usize = 5;

/// Returns how many lenses are the main one of the first five, and the share of the best five's mean score that is lost.
fn five(network: &Network, day: Date) -> (usize, f64) {
    let ground = Ground::of(network, day);
    let scene = Scene::of(&ground, network.ego());
    let all = ranking::combined(ALL, &scene);
    let mean = |it: &[Candidate]| it.iter().map(|it| it.score).sum::<f64>();
    let best = mean(&all[..FEW]);
    let chosen = ranking::diversified(all, &scene, FEW);
    let loss = 1.0 - mean(&chosen) / best;
    let told = chosen.into_iter().map(|it| it.told(&scene).unwrap().main().lens.name);
    (told.collect::<BTreeSet<_>>().len(), loss)
}

fn hold(name: &str, found: &[(usize, f64)]) {
    let n = found.len() as f64;
    let lenses = found.iter().map(|it| it.0).min().unwrap();
    let loss = found.iter().map(|it| it.1).sum::<f64>() / n;
    told(
        name,
        &format!("{n} lists: {lenses} lenses or more in the first five, {:.1} % of the score lost", loss * 100.0),
    );
    assert!(lenses >= 3 && loss <= 0.1, "{name}: {lenses} {loss}");
}

#[test]
fn the_first_five_of_the_demo_have_three_lenses_at_least() {
    let network = files::demo();
    let days = std::iter::successors(Some(Date::constant(2026, 11, 20)), |it| it.yesterday().ok()).step_by(7);
    let found: Vec<_> = days.take(size(3, 52)).map(|day| five(&network, day)).collect();
    hold("variety_of_the_demo", &found);
}

#[test]
fn the_first_five_of_firms_have_three_lenses_at_least() {
    let found: Vec<_> = (0..size(2, 50)).map(|seed| five(&firm::of(seed, TODAY), TODAY)).collect();
    hold("variety_of_firms", &found);
}
