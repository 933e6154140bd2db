//! The page in a real browser, driven over the DevTools protocol: what it does, what hostile text does to it, how fast it is.

mod chromium;
mod hands;
mod hostile;
mod kinds;
mod looks;
mod thousand;
mod tour;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use acquaint::network::Network;
use acquaint::sociogram::{Kind, Known, Named, Sociogram, Subject, Vacancy};

/// Returns an empty folder of that name for a page.
fn fresh(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Draws the demo's page of influence with the program.
fn demo(name: &str) -> PathBuf {
    page(name, &["influence"])
}

/// Returns all kinds of maps of the demo, as they are asked for.
fn kinds() -> impl Iterator<Item = Vec<&'static str>> {
    let whom = |it: &Kind| (it.named == Named::Must).then_some("Gunilla Ståhlnacke");
    Kind::ALL.into_iter().map(move |it| std::iter::once(it.name).chain(whom(it)).collect())
}

/// Draws a page of the demo with the program.
fn page(name: &str, words: &[&str]) -> PathBuf {
    let folder = fresh(name);
    let network = folder.join("network");
    crate::rigs::folder::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/demo"), &network);
    let file = folder.join("map.html");
    let mut acquaint = Command::new(env!("CARGO_BIN_EXE_acquaint"));
    acquaint.arg("map").args(words).args(["--today", "2026-11-20", "--network"]).arg(&network).arg("-o").arg(&file);
    let run = acquaint.output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    file
}

/// Returns a map of a network whose people are all known alike.
fn map_of(kind: &str, network: &Network, known: &Known, vacancies: &[Vacancy]) -> Sociogram {
    let kind = Kind::named(kind).unwrap();
    crate::maps::with_subject(network, |subject| {
        (kind.draw)(&Subject { vacancies, known: &|_| known.clone(), ..*subject }, network.ego())
    })
}
