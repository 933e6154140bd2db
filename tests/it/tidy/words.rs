//! Words that do not stand in the source: unfinished work, and names that say nothing.

use super::{File, files, hold};
use crate::code::{bare, tokens};

/// Written in two halves, so that this file does not offend.
const UNFINISHED: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
const MACROS: [&str; 3] = ["dbg", "todo", "unimplemented"];
const EMPTY_NAMES: [&str; 11] =
    ["util", "utils", "helper", "helpers", "common", "misc", "manager", "handler", "handlers", "service", "processor"];

fn code() -> Vec<File> {
    ["src", "benches", "examples", "fuzz", "tests/it"].iter().flat_map(|it| files(it, ".rs")).collect()
}

fn is_empty_name(name: &str) -> bool {
    name.split('_').any(|it| EMPTY_NAMES.contains(&it))
}

#[test]
fn no_work_is_left_lying() {
    let mut offenders = Vec::new();
    for file in code() {
        for (n, line) in file.text.lines().enumerate() {
            let mut words = line.split(|it: char| !it.is_alphanumeric());
            let found = words.find(|it| UNFINISHED.contains(it));
            offenders.extend(found.map(|it| format!("{}:{}: {it}", file.path, n + 1)));
        }
        let bare = bare(&file.text);
        let tokens = tokens(&bare);
        let calls = tokens.windows(2).filter(|pair| MACROS.contains(&pair[0].text) && pair[1].text == "!");
        offenders.extend(calls.map(|pair| format!("{}:{}: {}!", file.path, pair[0].line, pair[0].text)));
    }
    hold("work is an issue, not a mark in the code:", &offenders);
}

#[test]
fn modules_have_names_that_say_something() {
    let mut offenders = Vec::new();
    for file in code() {
        let parts = file.path.trim_end_matches(".rs").split('/');
        offenders.extend(parts.filter(|it| is_empty_name(it)).map(|it| format!("{}: `{it}`", file.path)));
        let bare = bare(&file.text);
        let tokens = tokens(&bare);
        let modules = tokens.windows(2).filter(|pair| pair[0].text == "mod" && is_empty_name(pair[1].text));
        offenders.extend(modules.map(|pair| format!("{}:{}: `{}`", file.path, pair[0].line, pair[1].text)));
    }
    hold("a module is named for what it holds:", &offenders);
}
