//! A lens's answer in full, so that a reader can do the sum.

use std::fmt::Write;

use crate::commands::suggest::LensTold;
use crate::lenses::{Lens, Rule, Scene};

/// Returns what of a score goes into the mixed list.
fn part(told: &LensTold, scene: &Scene<'_>) -> String {
    match Lens::named(told.lens) {
        Some(lens) if told.score < (lens.least)(scene) => "too little for the mixed list".to_owned(),
        Some(lens) if lens.pairs.is_some() => format!("weight {:.1}, as a pair in a place of its own", told.weight),
        _ if told.memory < 1.0 => format!("weight {:.1}, memory ×{:.2}", told.weight, told.memory),
        _ => format!("weight {:.1}", told.weight),
    }
}

/// Returns the factors of a lens's answer, each with its value, weight and records, and how they give the score.
pub(crate) fn words(told: &LensTold, scene: &Scene<'_>) -> String {
    let mut text = String::new();
    let rule = [Rule::Product, Rule::Mean, Rule::Odds, Rule::Scaled].into_iter().find(|it| it.as_str() == told.rule);
    let how = match rule {
        Some(Rule::Mean) => "the mean of its factors by weight",
        Some(Rule::Scaled) => "the first of its factors times the mean of the others by weight",
        Some(Rule::Odds) => "1 / (1 + e^-Σ weight·value)",
        _ => "the product of its factors",
    };
    let part = part(told, scene);
    write!(text, "\n{}: {:.3}, {how}; {part}\n", told.lens, told.score).expect("a string takes all");
    for (at, factor) in told.factors.iter().enumerate() {
        let value = serde_json::to_value(factor).expect("factors are plain data");
        let number = |name: &str| value[name].as_f64().unwrap_or_default();
        let weightless = rule == Some(Rule::Product) || (rule == Some(Rule::Scaled) && at == 0);
        let weight = if weightless { String::new() } else { format!(" × {:+.3}", number("weight")) };
        let name = value["name"].as_str().unwrap_or_default();
        let places = factor.places();
        let places = if places.is_empty() { places } else { format!("  [{places}]") };
        writeln!(
            text,
            "  {name:<16} {:.3}{weight}  {}{places}",
            number("value"),
            value["text"].as_str().unwrap_or_default()
        )
        .expect("a string takes all");
    }
    text
}
