//! The picture in the README is what the program draws of the demo today.

use std::fs;
use std::path::Path;
use std::process::Command;

const PICTURE: &str = "data/demo/influence.svg";
const HINT: &str = "the map of the demo has changed: run `BLESS=1 cargo test --test it picture` and look at it";

/// Draws the demo's map with our own pen, which needs nothing installed.
fn drawn(root: &Path) -> Vec<u8> {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("influence.svg");
    let run = Command::new(env!("CARGO_BIN_EXE_acquaint"))
        .args(["map", "influence", "--engine", "builtin", "--today", "2026-11-20"])
        .arg("--network")
        .arg(root.join("data/demo"))
        .arg("-o")
        .arg(&file)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    fs::read(file).unwrap()
}

#[test]
fn the_picture_is_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let picture = drawn(root);
    if std::env::var_os("BLESS").is_some() {
        fs::write(root.join(PICTURE), &picture).unwrap();
    }
    let kept = fs::read(root.join(PICTURE)).unwrap_or_default();
    assert!(kept == picture, "{PICTURE}: {HINT}");
}
