//! Every package built into the program may be passed on under our terms. `deny.toml` says the same to cargo-deny.

use std::process::Command;

use serde_json::Value;

use super::{hold, root};

const ALLOWED: [&str; 13] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Packages that name a file instead of a licence; the file was read, and is MIT.
const READ: [&str; 4] = ["dot-generator", "graphviz-rust", "into-attr", "into-attr-derive"];

/// The platforms acquaint is for; packages of others are not asked for, nor fetched.
const PLATFORMS: [&str; 2] = ["x86_64-unknown-linux-gnu", "aarch64-apple-darwin"];

/// Returns what cargo knows of the packages, without the network.
pub(super) fn metadata(more: &[&str]) -> Value {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--locked", "--offline"]).args(more).current_dir(root());
    let output = cargo.output().expect("cargo starts");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}\n`tests/run` fetches the packages this test reads");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Returns whether the expression can be met with allowed licences. AND binds closer than OR, as SPDX has it.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (allowed, rest) = any_of(&words);
    allowed && rest.is_empty()
}

fn any_of<'a, 'b>(words: &'a [&'b str]) -> (bool, &'a [&'b str]) {
    let (mut allowed, mut rest) = all_of(words);
    while let Some((&"OR", after)) = rest.split_first() {
        let (other, after) = all_of(after);
        (allowed, rest) = (allowed || other, after);
    }
    (allowed, rest)
}

fn all_of<'a, 'b>(words: &'a [&'b str]) -> (bool, &'a [&'b str]) {
    let (mut allowed, mut rest) = one(words);
    while let Some((&"AND", after)) = rest.split_first() {
        let (other, after) = one(after);
        (allowed, rest) = (allowed && other, after);
    }
    (allowed, rest)
}

/// A licence, one with an exception (which only permits more), or an expression in parentheses.
fn one<'a, 'b>(words: &'a [&'b str]) -> (bool, &'a [&'b str]) {
    match words {
        ["(", inside @ ..] => {
            let (allowed, rest) = any_of(inside);
            (allowed && rest.first() == Some(&")"), rest.get(1..).unwrap_or_default())
        }
        [licence, "WITH", _, rest @ ..] | [licence, rest @ ..] => (ALLOWED.contains(licence), rest),
        [] => (false, words),
    }
}

fn offence(package: &Value) -> Option<String> {
    let name = package["name"].as_str()?;
    match package["license"].as_str() {
        Some(licence) => (!is_allowed(licence)).then(|| format!("{name}: {licence}")),
        None => (!READ.contains(&name)).then(|| format!("{name}: names no licence")),
    }
}

#[test]
fn licences_are_among_those_allowed() {
    for platform in PLATFORMS {
        let metadata = metadata(&["--filter-platform", platform]);
        let packages = metadata["packages"].as_array().unwrap();
        assert!(packages.len() > 1, "cargo names no packages for {platform}");
        hold("licences that are not on the list:", &packages.iter().filter_map(offence).collect::<Vec<_>>());
    }
}

#[test]
fn expressions_are_read_as_spdx_means_them() {
    assert!(is_allowed("MIT/Apache-2.0") && is_allowed("(MIT OR GPL-3.0) AND Unicode-3.0"));
    assert!(is_allowed("GPL-3.0 AND ISC OR Apache-2.0 WITH LLVM-exception"));
    assert!(!is_allowed("GPL-3.0") && !is_allowed("MIT AND GPL-3.0") && !is_allowed("(MIT") && !is_allowed(""));
}
