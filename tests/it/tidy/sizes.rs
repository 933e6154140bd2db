//! How long files and functions may be; the tests at the end of a file do not count.

use super::{File, files, hold};
use crate::code::{Token, bare, tokens};

const LONGEST_FILE: usize = 300;
const MEDIAN_FILE: usize = 120;
const LONGEST_FUNCTION: usize = 40;
const NINE_IN_TEN_FUNCTIONS: usize = 30;

/// Returns the lines before the test module written out in the file.
fn own_lines(text: &str) -> usize {
    let lines: Vec<&str> = text.lines().collect();
    let opens_tests = |pair: &[&str]| pair[0] == "#[cfg(test)]" && pair[1].contains("mod ") && pair[1].ends_with('{');
    lines.windows(2).position(opens_tests).unwrap_or(lines.len())
}

/// Returns the files of the source that are compiled into the program: not those declared for tests alone.
fn program_files() -> Vec<File> {
    let all = files("src", ".rs");
    let tests: Vec<String> = all.iter().flat_map(test_modules).collect();
    let is_test = |path: &str| tests.iter().any(|it| path == format!("{it}.rs") || path.starts_with(&format!("{it}/")));
    all.into_iter().filter(|it| !is_test(&it.path)).collect()
}

/// Returns the paths, without ending, of the modules a file declares for tests alone.
fn test_modules(file: &File) -> Vec<String> {
    let stem = file.path.trim_end_matches(".rs");
    let folder = stem.strip_suffix("/mod").unwrap_or(stem);
    let lines: Vec<&str> = file.text.lines().collect();
    let declared = lines.windows(2).filter(|pair| pair[0] == "#[cfg(test)]" && pair[1].ends_with(';'));
    let name = |pair: &[&str]| pair[1].split("mod ").nth(1).map(|it| it.trim_end_matches(';').to_owned());
    declared.filter_map(name).map(|it| format!("{folder}/{it}")).collect()
}

/// A function's name, its first line and how many lines it has.
struct Function {
    name: String,
    line: usize,
    length: usize,
}

fn functions(file: &File) -> Vec<Function> {
    let end = own_lines(&file.text);
    let bare = bare(&file.text);
    let tokens: Vec<Token> = tokens(&bare).into_iter().filter(|it| it.line <= end).collect();
    let starts = tokens.windows(2).enumerate().filter(|(_, pair)| pair[0].text == "fn" && pair[1].text != "(");
    starts
        .filter_map(|(at, pair)| {
            let length = last_line(&tokens[at..])? + 1 - pair[0].line;
            Some(Function { name: pair[1].text.to_owned(), line: pair[0].line, length })
        })
        .collect()
}

/// Returns the line of the brace that closes the function's body; none for a function without one.
fn last_line(tokens: &[Token]) -> Option<usize> {
    let (mut braces, mut brackets) = (0, 0);
    for token in tokens {
        match token.text {
            "(" | "[" => brackets += 1,
            ")" | "]" => brackets -= 1,
            "{" => braces += 1,
            "}" => braces -= 1,
            ";" if braces == 0 && brackets == 0 => return None,
            _ => {}
        }
        if token.text == "}" && braces == 0 {
            return Some(token.line);
        }
    }
    None
}

/// Returns the value below which that share of the values lies.
fn quantile(mut values: Vec<usize>, share: f64) -> usize {
    values.sort_unstable();
    let at = (values.len() as f64 * share) as usize;
    values.get(at.min(values.len().saturating_sub(1))).copied().unwrap_or(0)
}

#[test]
fn files_are_short() {
    let sizes: Vec<(String, usize)> = program_files().into_iter().map(|it| (it.path, own_lines(&it.text))).collect();
    let long = sizes.iter().filter(|(_, lines)| *lines > LONGEST_FILE);
    let offenders: Vec<String> = long.map(|(path, lines)| format!("{path}: {lines} lines")).collect();
    hold(&format!("no file is longer than {LONGEST_FILE} lines, its tests aside:"), &offenders);
    let median = quantile(sizes.into_iter().map(|(_, lines)| lines).collect(), 0.5);
    assert!(median < MEDIAN_FILE, "the median file has {median} lines, {MEDIAN_FILE} are too many");
}

#[test]
fn functions_are_short() {
    let (mut offenders, mut lengths) = (Vec::new(), Vec::new());
    for file in program_files() {
        for Function { name, line, length } in functions(&file) {
            lengths.push(length);
            let place = format!("{}:{line}: {name} has {length} lines", file.path);
            offenders.extend((length > LONGEST_FUNCTION).then_some(place));
        }
    }
    hold(&format!("no function is longer than {LONGEST_FUNCTION} lines:"), &offenders);
    let tenth = quantile(lengths, 0.9);
    assert!(
        tenth <= NINE_IN_TEN_FUNCTIONS,
        "nine in ten functions stay within {NINE_IN_TEN_FUNCTIONS} lines, not {tenth}"
    );
}

#[test]
fn a_function_is_measured_to_its_closing_brace() {
    let text = "trait A {\n    fn a(b: [u8; 2]);\n    fn c(d: fn(u8)) -> E where F: G {\n        \"}\";\n        {}\n    }\n}\n#[cfg(test)]\nmod tests {\nfn h() {}\n}";
    let found = functions(&File { path: String::new(), text: text.to_owned() });
    assert_eq!(found.iter().map(|it| (it.name.as_str(), it.line, it.length)).collect::<Vec<_>>(), [("c", 3, 4)]);
}
