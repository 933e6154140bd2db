//! A Graphviz that is missing, hangs, crashes, talks rubbish or too much, or is too old: there is a picture, or a clear
//! sentence, and never a long wait.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

const SAYS_VERSION: &str = "[ \"$1\" = -V ] && { echo 'neato - graphviz version 9.0.0 (0)' >&2; exit 0; }\n";

/// Returns a folder with a copy of the demo and these lines as every program of Graphviz; none, without lines.
fn folder(name: &str, script: Option<&str>) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("graphviz").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("bin")).unwrap();
    for program in ["neato", "dot", "sfdp"].iter().filter(|_| script.is_some()) {
        let file = folder.join("bin").join(program);
        fs::write(&file, format!("#!/bin/sh\n{}", script.unwrap_or_default())).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let told = Command::new("cp").arg("-r").arg(demo()).arg(folder.join("demo")).status().unwrap();
    assert!(told.success());
    folder
}

fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/demo")
}

fn map(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_acquaint"))
        .args(["map", "communities", "--today", "2026-11-20"])
        .args(arguments)
        .current_dir(folder.join("demo"))
        .env("PATH", folder.join("bin"))
        .output()
        .unwrap()
}

/// Holds that a map is drawn by our own pen, and that whoever insists on Graphviz is told why not.
fn check(name: &str, script: Option<&str>, why: &str) {
    let folder = folder(name, script);
    let own = map(&folder, &["-o", "own.svg"]);
    let text = String::from_utf8_lossy(&own.stdout).into_owned();
    assert!(own.status.success() && text.ends_with("drawn by: builtin\n"), "{name}: {own:?}");
    assert!(fs::read(folder.join("demo/own.svg")).unwrap().ends_with(b"</svg>\n"));
    for forced in [["-o", "x.svg", "--engine", "graphviz"], ["-o", "x.pdf", "--size", "degree"]] {
        refused(name, &map(&folder, &forced), why);
    }
    for layout in ["sfdp", "neato", "dot"] {
        let told = map(&folder, &["-o", "x.svg", "--layout", layout]);
        refused(name, &told, &why.replace("`neato`", &format!("`{layout}`")));
        let words = String::from_utf8_lossy(&told.stderr).into_owned();
        assert!(words.contains(&format!("the layout `{layout}` gives no places")), "{name}: {words}");
        assert!(words.contains("leave --layout out"), "{name}: {words}");
    }
    assert!(!folder.join("demo/x.svg").exists() && !folder.join("demo/x.pdf").exists());
}

fn refused(name: &str, told: &Output, why: &str) {
    let words = String::from_utf8_lossy(&told.stderr);
    assert_eq!(told.status.code(), Some(1), "{name}: {words}");
    assert!(words.contains(why) && words.contains("\nhint: "), "{name}: {words}");
}

#[test]
fn a_graphviz_that_is_missing() {
    check("missing", None, "Graphviz is not installed (`neato` is not on the PATH)");
}

#[test]
fn a_graphviz_that_crashes() {
    check("exits", Some("echo oh no >&2; exit 1"), "Graphviz failed: oh no");
    check("killed", Some("kill -9 $$"), "Graphviz failed: signal: 9");
    check("late", Some(&format!("{SAYS_VERSION}cat > /dev/null; echo '<svg>'; kill -11 $$")), "signal: 11");
}

#[test]
fn a_graphviz_that_talks_rubbish() {
    let rubbish = "cat > /dev/null; echo 'lorem ipsum <script>alert(1)</script>'";
    check("rubbish", Some(rubbish), "it does not say which version it is");
    let known = format!("{SAYS_VERSION}{rubbish}");
    let folder = folder("known", Some(&known));
    assert!(map(&folder, &["-o", "own.svg"]).status.success());
    refused("known", &map(&folder, &["-o", "x.svg", "--engine", "graphviz"]), "drawing is not let through");
    refused("known", &map(&folder, &["-o", "x.pdf"]), "drawing is not let through: no PDF");
    refused("known", &map(&folder, &["-o", "x.svg", "--layout", "dot"]), "no places");
    check("silent", Some(&format!("{SAYS_VERSION}cat > /dev/null")), "it wrote nothing");
}

#[test]
fn a_graphviz_that_talks_too_much() {
    let much = "yes '<!-- 0123456789012345678901234567890123456789 -->' | head -c 100000000";
    let much = format!("{SAYS_VERSION}cat > /dev/null; {much}");
    check("much", Some(&much), "Graphviz wrote more than 20 megabytes");
}

#[test]
fn a_graphviz_that_is_too_old() {
    check("old", Some("echo 'dot - graphviz version 2.26.3 (20100126.1600)' >&2"), "Graphviz 2.26 is too old");
    let folder = folder("new", Some(&format!("{SAYS_VERSION}exit 3")));
    refused("new", &map(&folder, &["-o", "x.svg", "--engine", "graphviz"]), "Graphviz failed: exit status: 3");
}

#[test]
fn a_graphviz_that_hangs() {
    let script = "echo $$ >> \"$0.pids\"; sleep 600; exit 0";
    let script = format!("{SAYS_VERSION}{script}");
    let folder = folder("hangs", Some(&script));
    let start = Instant::now();
    let all: [&[&str]; 3] =
        [&["-o", "own.svg"], &["-o", "x.svg", "--engine", "graphviz"], &["-o", "x.svg", "--layout", "sfdp"]];
    let told = std::thread::scope(|scope| {
        let threads = all.map(|arguments| scope.spawn(|| map(&folder, arguments)));
        threads.map(|it| it.join().unwrap())
    });
    assert!(start.elapsed() < Duration::from_secs(25), "{:?}", start.elapsed());
    assert!(String::from_utf8_lossy(&told[0].stdout).ends_with("drawn by: builtin\n"), "{:?}", told[0]);
    refused("hangs", &told[1], "Graphviz did not finish within 10 seconds");
    refused("hangs", &told[2], "the layout `sfdp` gives no places: Graphviz did not finish within 10 seconds");
    for file in ["neato.pids", "sfdp.pids"] {
        let pids = fs::read_to_string(folder.join("bin").join(file)).unwrap();
        let is_left = |pid: &str| Path::new("/proc").join(pid).exists();
        assert!(!pids.lines().any(is_left), "{pids}");
    }
}
