//! A map as pixels where there is no Graphviz: drawn with the feature `png`, and refused with a hint without it.

use std::path::Path;
use std::process::{Command, Output};

fn map(arguments: &[&str]) -> Output {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("png").join(arguments.len().to_string());
    let _ = std::fs::remove_dir_all(&folder);
    crate::rigs::folder::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/demo"), &folder);
    Command::new(env!("CARGO_BIN_EXE_acquaint"))
        .args(["map", "communities", "-o", "map.png", "--today", "2026-11-20"])
        .args(arguments)
        .current_dir(&folder)
        .env("PATH", "/nowhere")
        .output()
        .unwrap()
}

#[test]
#[cfg(feature = "png")]
fn pixels_need_no_graphviz_and_a_name_without_letters_is_told() {
    for arguments in [&["--json"][..], &["--json", "--engine", "builtin"]] {
        let told = map(arguments);
        assert!(told.status.success(), "{told:?}");
        let json: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
        assert_eq!((&json["engine"], &json["layout"]), (&"builtin".into(), &"circle".into()));
        let warning = json["warnings"][0].as_str().unwrap();
        assert!(warning.contains("`山口 遥`") && warning.contains("SVG"), "{warning}");
        assert!(String::from_utf8_lossy(&told.stderr).starts_with(&format!("warning: {warning}")));
    }
}

#[test]
#[cfg(not(feature = "png"))]
fn without_the_feature_pixels_need_graphviz() {
    for arguments in [&[][..], &["--engine", "builtin"]] {
        let told = map(arguments);
        let words = String::from_utf8_lossy(&told.stderr);
        assert_eq!(told.status.code(), Some(1), "{words}");
        assert!(words.contains("`--features png`") && words.contains("install Graphviz"), "{words}");
    }
}
