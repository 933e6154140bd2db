//! Colours as eyes see them that lack one of three sorts of cones: those that mean different things stay apart.

use super::theme::{self, GREY, PALETTE, WARMTH};
use super::{Change, Tone};

/// What is seen of linear red, green and blue, by rows.
type Eyes = [[f64; 3]; 3];

/// Machado, Oliveira & Fernandes 2009, table 1, severity 1: protanopia, deuteranopia, tritanopia; and everybody else.
const EYES: [(&str, Eyes); 4] = [
    ("all cones", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    ("protanopia", [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    (
        "deuteranopia",
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ),
    ("tritanopia", [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
];
/// To linear red, green and blue of sRGB belong these X, Y, Z of CIE 1931, each as a part of the white of D65.
const TO_XYZ: Eyes = [
    [0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047],
    [0.2126729, 0.7151522, 0.0721750],
    [0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883],
];

fn times(matrix: &Eyes, colour: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(colour).map(|(a, b)| a * b).sum())
}

fn linear(colour: &str) -> [f64; 3] {
    [1, 3, 5].map(|at| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    })
}

/// Returns lightness, green to red and blue to yellow (CIELAB, ISO 11664-4).
fn lab(colour: &str, eyes: &Eyes) -> [f64; 3] {
    let seen = times(eyes, linear(colour)).map(|it| it.clamp(0.0, 1.0));
    let f = |it: f64| if it > 0.008856 { it.cbrt() } else { 7.787 * it + 16.0 / 116.0 };
    let [x, y, z] = times(&TO_XYZ, seen).map(f);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// Returns how far apart two colours are for those eyes; below 2.3 few see a difference (Mahy et al. 1994).
fn apart(one: &str, other: &str, eyes: &Eyes) -> f64 {
    let (one, other) = (lab(one, eyes), lab(other, eyes));
    one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

/// Holds that all of these are at least so far apart for all eyes.
fn assert_apart(colours: &[&str], least: f64) {
    for (whose, eyes) in &EYES {
        for (at, one) in colours.iter().enumerate() {
            for other in &colours[at + 1..] {
                let far = apart(one, other, eyes);
                assert!(far >= least, "{one} and {other}, {whose}: {far:.1}");
            }
        }
    }
}

#[test]
fn groups_are_told_apart() {
    assert_apart(&PALETTE.into_iter().chain([GREY]).collect::<Vec<_>>(), 10.0);
}

#[test]
fn steps_of_warmth_are_told_apart() {
    assert_apart(&WARMTH, 8.0);
}

#[test]
fn lines_are_told_apart() {
    let tones = [Tone::Plain, Tone::Lit, Tone::Missing].map(theme::line);
    assert_apart(&tones, 20.0);
    let changes = [Change::New, Change::Cold].map(|it| theme::changed(it).unwrap());
    assert_apart(&changes.into_iter().chain([theme::line(Tone::Plain)]).collect::<Vec<_>>(), 20.0);
}

#[test]
fn distances_are_those_of_the_textbook() {
    let [(_, all), ..] = EYES;
    // White against black is the whole of lightness.
    assert!((apart("#ffffff", "#000000", &all) - 100.0).abs() < 0.1);
    assert!(lab("#ff0000", &all).iter().zip([53.24, 80.09, 67.20]).all(|(a, b)| (a - b).abs() < 0.1));
}
