//! Who may use whom, and where an effect may live: two tables of ARCHITECTURE.md held against the source.

use std::collections::BTreeMap;

use super::{File, document, files, hold, quoted, table};
use crate::code::{Token, bare, tokens};

/// What each room may use: `None` for everything.
type Permits = BTreeMap<String, Option<Vec<String>>>;

/// A path that leads to the crate's root: the line, and the names it takes from there.
#[derive(Debug, PartialEq)]
struct Step<'a> {
    line: usize,
    to: Vec<&'a str>,
}

fn permits() -> Permits {
    let rows = table(&document("ARCHITECTURE.md").text, "| folder | may use |");
    assert!(!rows.is_empty(), "ARCHITECTURE.md has lost its table `| folder | may use |`");
    let permit = |cell: &str| match cell {
        "everything" => None,
        "—" => Some(vec![]),
        names => Some(names.split(',').map(|it| it.trim().to_owned()).collect()),
    };
    rows.iter().map(|row| (quoted(&row[0])[0].to_owned(), permit(&row[1]))).collect()
}

/// Returns the folder or file directly below `src`, without its ending.
fn room(path: &str) -> &str {
    let inside = path.strip_prefix("src/").unwrap_or(path);
    inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
}

/// Returns how many modules lie between a file's content and the crate's root.
fn depth(path: &str) -> usize {
    let inside = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    if ["lib", "main"].contains(&inside) { 0 } else { inside.split('/').count() }
}

/// Returns every path to the crate's root: `crate::…`, `acquaint::…` and `super::…` as far up.
fn steps<'a>(tokens: &[Token<'a>], depth: usize) -> Vec<Step<'a>> {
    let text = |at: usize| tokens.get(at).map_or("", |it| it.text);
    let mut steps = Vec::new();
    let mut braces: Vec<bool> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token.text {
            "{" => braces.push(at > 1 && text(at - 2) == "mod"),
            "}" => drop(braces.pop()),
            "crate" | "acquaint" if text(at + 1) == "::" => steps.push(step(tokens, at + 2)),
            "super" if at == 0 || text(at - 1) != "::" => {
                let up = (0..).take_while(|n| text(at + 2 * n) == "super").count();
                let inline = braces.iter().filter(|it| **it).count();
                steps.extend((up == depth + inline).then(|| step(tokens, at + 2 * up)));
            }
            _ => {}
        }
    }
    steps
}

/// Returns the names taken there: one, or those of a `{…}` group.
fn step<'a>(tokens: &[Token<'a>], at: usize) -> Step<'a> {
    let mut step = Step { line: tokens[at - 1].line, to: vec![] };
    let mut depth = 0;
    let mut expected = true;
    for token in &tokens[at..] {
        match token.text {
            "{" => depth += 1,
            "}" => depth -= 1,
            "," if depth == 1 => expected = true,
            name if expected && depth < 2 => {
                step.to.push(name);
                expected = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    step
}

/// Returns the names `lib.rs` hands on, each with the room it comes from.
fn exports(lib: &str) -> BTreeMap<String, String> {
    let bare = bare(lib);
    let uses = bare.split(';').filter_map(|it| it.split_once("pub use "));
    let pairs = uses.flat_map(|(_, path)| {
        let words: Vec<&str> = tokens(path).iter().map(|it| it.text).filter(|it| *it != "::").collect();
        words[1..].iter().map(|it| ((*it).to_owned(), words[0].to_owned())).collect::<Vec<_>>()
    });
    pairs.collect()
}

fn offences(file: &File, permits: &Permits, exports: &BTreeMap<String, String>) -> Vec<String> {
    let from = room(&file.path);
    let Some(permit) = permits.get(from) else {
        return vec![format!("{}: `{from}` has no row in the table", file.path)];
    };
    let Some(permitted) = permit else { return vec![] };
    let bare = bare(&file.text);
    let tokens = tokens(&bare);
    let names = steps(&tokens, depth(&file.path)).into_iter();
    let names = names.flat_map(|step| step.to.into_iter().map(move |to| (step.line, to)).collect::<Vec<_>>());
    let is_sketch = |line: usize| file.text.lines().nth(line - 1).is_some_and(|it| it.contains("network::sketch"));
    names
        .filter_map(|(line, to)| {
            let to = exports.get(to).map_or(to, String::as_str);
            let fine = to == from || permitted.iter().any(|it| it == to) || (to == "network" && is_sketch(line));
            (!fine).then(|| format!("{}:{line}: `{from}` may not use `{to}`", file.path))
        })
        .collect()
}

#[test]
fn rooms_use_only_those_they_may() {
    let (permits, source) = (permits(), files("src", ".rs"));
    let lib = source.iter().find(|it| it.path == "src/lib.rs").expect("src/lib.rs");
    let exports = exports(&lib.text);
    let rooms = source.iter().filter(|it| it.path != "src/lib.rs");
    let offenders: Vec<String> = rooms.flat_map(|it| offences(it, &permits, &exports)).collect();
    hold("ARCHITECTURE.md says who may use whom:", &offenders);
}

#[test]
fn effects_live_in_their_homes() {
    let rows = table(&document("ARCHITECTURE.md").text, "| effect | written as | lives only in |");
    assert!(!rows.is_empty(), "ARCHITECTURE.md has lost its table of effects");
    let mut offenders = Vec::new();
    for file in files("src", ".rs") {
        let bare = bare(&file.text);
        let tokens = tokens(&bare);
        let inside = file.path.trim_start_matches("src/");
        for row in rows.iter().filter(|row| !quoted(&row[2]).iter().any(|home| inside.starts_with(home))) {
            let names = quoted(&row[1]);
            let found = tokens.iter().filter(|it| names.contains(&it.text));
            offenders.extend(found.map(|it| format!("{}:{}: {} ({})", file.path, it.line, it.text, row[0])));
        }
    }
    hold("ARCHITECTURE.md says where each effect lives:", &offenders);
}

#[test]
fn a_forbidden_use_is_found_however_it_is_written() {
    let permits = Permits::from([("measures".to_owned(), Some(vec!["network".to_owned()]))]);
    let exports = exports("pub use error::{Error, Result};");
    let offended = |text: &str| {
        let file = File { path: "src/measures/kite.rs".to_owned(), text: text.to_owned() };
        offences(&file, &permits, &exports).len()
    };
    assert_eq!(offended("use crate::network::Person;\n// crate::store"), 0);
    assert_eq!(offended("use crate::store::Store;"), 1);
    assert_eq!(offended("use crate::{network::{self, store}, lenses::{a, b}, Error};"), 2);
    assert_eq!(offended("use super::super::store;"), 1);
    assert_eq!(offended("use super::store;"), 0);
    assert_eq!(offended("mod tests { use super::super::kite; fn f() { super::super::super::store::f() } }"), 1);
}
