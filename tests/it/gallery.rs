//! The maps in the README are what the program draws of the demo today, one of each kind.

use std::fs;
use std::path::Path;
use std::process::Command;

use acquaint::sociogram::{Kind, Named};

const GALLERY: &str = "data/maps";
const HINT: &str = "the map of the demo has changed: run `BLESS=1 cargo test --test it gallery` and look at it";

/// Draws a map of the demo with our own pen, which needs nothing installed.
fn drawn(root: &Path, kind: &Kind) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gallery");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!("{kind}.svg"));
    let mut acquaint = Command::new(env!("CARGO_BIN_EXE_acquaint"));
    acquaint.args(["map", kind.name]).args((kind.named == Named::Must).then_some("gunilla"));
    acquaint.args(["--engine", "builtin", "--today", "2026-11-20", "--network"]).arg(root.join("data/demo"));
    let run = acquaint.arg("-o").arg(&file).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    fs::read(file).unwrap()
}

#[test]
fn every_kind_hangs_there_and_is_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    for kind in Kind::ALL {
        let (name, picture) = (format!("{GALLERY}/{kind}.svg"), drawn(root, kind));
        if std::env::var_os("BLESS").is_some() {
            fs::write(root.join(&name), &picture).unwrap();
        }
        let kept = fs::read(root.join(&name)).unwrap_or_default();
        assert!(kept == picture, "{name}: {HINT}");
        assert!(readme.contains(&format!("src=\"{name}\"")), "the README does not show {name}");
    }
}
