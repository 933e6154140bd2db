//! What is wrong with a text, in the words of the person who wrote it: ron's errors made friendly, conflict markers
//! recognized. It knows texts and places, no record.

use ron::error::{Error as Ron, SpannedError};

use super::scan::Broken;
use super::{Error, Place};

/// The longest message, in characters: what was typed may be megabytes.
const LONGEST: usize = 400;

/// Returns why a record that begins at byte `start` of the text could not be read.
pub(super) fn record(file: &str, text: &str, start: usize, error: &SpannedError) -> Error {
    let mut place = Place::within(file, &text.as_bytes()[..start]);
    let at = match error.code {
        // ron stands behind the word it does not know; before the value it expected otherwise.
        Ron::MissingStructField { .. } => ron::error::Position { line: 1, col: 1 },
        _ => error.span.start,
    };
    place.column = if at.line == 1 { place.column + at.col - 1 } else { at.col };
    place.line += at.line - 1;
    let (message, hint) = words(&error.code);
    marked(file, text, place.line).unwrap_or(Error::Text { place, message: cut(&message), hint })
}

/// Returns why a text could not be split into records.
pub(super) fn broken(file: &str, text: &str, broken: &Broken) -> Error {
    let at = broken.at.min(text.len());
    let (message, hint) = match text.trim_start_matches(super::files::BOM).trim() {
        "" => ("the file is empty", Some("bring it back from git or a copy; a list of nothing is `[]`")),
        _ => (broken.message, None),
    };
    let place = Place::within(file, &text.as_bytes()[..at]);
    let line = place.line;
    let fault = Error::Text { place, message: message.to_owned(), hint: hint.map(str::to_owned) };
    marked(file, text, line).unwrap_or(fault)
}

/// Returns the error of a text in which git has left its marks, of which a hand may have removed some; `at` is the line
/// that could not be read.
fn marked(file: &str, text: &str, at: usize) -> Option<Error> {
    let mut lines = text.trim_start_matches(super::files::BOM).lines().enumerate();
    let (line, mark) = lines.find_map(|(line, text)| Some((line + 1, mark(text, line + 1 == at)?)))?;
    let (message, hint) = match mark {
        "<<<<<<<" => (
            "git has left two versions side by side here".to_owned(),
            "keep what holds of both and remove the lines `<<<<<<<`, `|||||||`, `=======` and `>>>>>>>`",
        ),
        mark => (
            format!("`{mark}` is a mark that git has left between two versions"),
            "keep what holds of both versions and remove all lines of marks",
        ),
    };
    let place = Place { file: file.to_owned(), line, column: 1 };
    Some(Error::Text { place, message, hint: Some(hint.to_owned()) })
}

/// Returns the mark of git a line begins with. One of `=` may be a line under a heading in a note, unless nothing else can
/// be wrong.
fn mark(line: &str, is_wrong: bool) -> Option<&'static str> {
    let whole = |mark: &&&str| line.strip_prefix(**mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let mark = ["<<<<<<<", "|||||||", ">>>>>>>", "======="].iter().find(whole)?;
    (*mark != "=======" || is_wrong).then_some(mark)
}

/// Returns what ron found wrong and what may have been meant.
fn words(error: &Ron) -> (String, Option<String>) {
    let inside = |outer: &Option<String>| outer.as_ref().map_or_else(String::new, |outer| format!(" in `{outer}`"));
    let message = match error {
        Ron::NoSuchStructField { expected, found, outer } => {
            return choice(&format!("unexpected field `{}`{}", cut(found), inside(outer)), found, expected);
        }
        Ron::NoSuchEnumVariant { expected, found, outer } => {
            return choice(&format!("unexpected word `{}`{}", cut(found), inside(outer)), found, expected);
        }
        Ron::MissingStructField { field, outer } => {
            format!("the field `{field}` is missing{}", inside(outer))
        }
        Ron::DuplicateStructField { field, outer } => {
            format!("the field `{field}` stands twice{}", inside(outer))
        }
        Ron::ExpectedDifferentStructName { expected, found } => {
            format!("expected `{expected}`, found `{}`", cut(found))
        }
        Ron::ExpectedNamedStructLike(name) => format!("expected `{name}(…)`"),
        Ron::InvalidValueForType { expected, found } => {
            format!("expected {expected}, found {}", cut(found))
        }
        Ron::ExceededRecursionLimit => "brackets are nested too deep".to_owned(),
        Ron::TrailingCharacters => "expected a comma here".to_owned(),
        Ron::Message(text) => text.clone(),
        other => lower_first(&other.to_string()),
    };
    (message, None)
}

fn choice(fault: &str, found: &str, expected: &[&str]) -> (String, Option<String>) {
    let all: Vec<_> = expected.iter().map(|word| format!("`{word}`")).collect();
    let near = |word: &&&str| strsim::damerau_levenshtein(&cut(found), word) <= 2;
    let meant = expected.iter().filter(near).min_by_key(|word| strsim::damerau_levenshtein(&cut(found), word));
    (format!("{fault}, expected one of {}", all.join(", ")), meant.map(|word| format!("did you mean `{word}`?")))
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
