//! A record as RON text: one line where it fits, else one field a line with the values inline. It knows no file.

use ron::Options;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::Serialize;

/// The longest record on one line, in characters, without its indentation and its comma.
const LONGEST_LINE: usize = 105;

/// What the program puts first in a file it makes.
pub(super) const HEADER: &str = "#![enable(implicit_some)]\n";

/// Returns what a file begins with that is still to be made.
pub(super) fn fresh(body: &str) -> String {
    format!("{HEADER}{body}\n")
}

/// How a record is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// On one line, however long.
    Line,
    /// On one line if it fits.
    Fitting,
    /// One field a line.
    Fields,
    /// One field a line, and the items of its lists one a line: for the head of the network.
    Head,
}

/// Returns how RON is read and written here.
pub(super) fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// Returns the record as RON, lines ended by `\n` and indented as if it stood at the margin; no comma.
pub(super) fn record<R: Serialize>(record: &R, shape: Shape) -> Result<String, ron::Error> {
    match shape {
        Shape::Line => laid_out(record, 0),
        Shape::Fields => laid_out(record, 1),
        Shape::Head => laid_out(record, 2),
        Shape::Fitting => match laid_out(record, 0)? {
            line if line.chars().take(LONGEST_LINE + 1).count() <= LONGEST_LINE => Ok(line),
            _ => laid_out(record, 1),
        },
    }
}

fn laid_out<R: Serialize>(record: &R, depth: usize) -> Result<String, ron::Error> {
    let config = PrettyConfig::new().depth_limit(depth).new_line("\n").indentor("    ").struct_names(true);
    options().to_string_pretty(record, config).map(|text| readable(&text))
}

/// Takes back the escapes nobody needs: `\'`, and the marks of scripts that join the letter before them.
fn readable(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        plain.push_str(before);
        let (letter, length) = unescaped(escape);
        match letter {
            Some(letter) => plain.push(letter),
            None => plain.push_str(&escape[..length]),
        }
        rest = &escape[length..];
    }
    plain.push_str(rest);
    plain
}

/// Returns the letter an escape may as well be written as, if it may, and the length of the escape.
fn unescaped(escape: &str) -> (Option<char>, usize) {
    if escape.starts_with("\\'") {
        return (Some('\''), 2);
    }
    let Some((code, _)) = escape.strip_prefix("\\u{").and_then(|it| it.split_once('}')) else {
        return (None, 2.min(escape.len()));
    };
    let letter = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
    (letter.filter(|&it| joins(it)), code.len() + 4)
}

/// Returns whether a letter is one that joins the letter before it and is safe to see; Rust escapes all of these.
fn joins(letter: char) -> bool {
    let invisible = matches!(
        letter,
        '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{8e2}' | '\u{115f}' | '\u{1160}' | '\u{17b4}'
            | '\u{17b5}' | '\u{180b}'..='\u{180e}' | '\u{34f}'
    );
    let marks = matches!(
        letter,
        '\u{300}'..='\u{1fff}' | '\u{20d0}'..='\u{20ff}' | '\u{302a}'..='\u{309a}' | '\u{a66f}'..='\u{abed}' | '\u{fe0f}'
            | '\u{fe20}'..='\u{fe2f}'
    );
    marks && !invisible && !letter.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_LINE, Shape, options, record};
    use crate::network::{Channel, Meeting, Person, Position, Settings, Tie, TieKind};

    fn id<I: std::str::FromStr<Err: std::fmt::Debug>>(id: &str) -> I {
        id.parse().unwrap()
    }

    #[test]
    fn short_records_are_lines() {
        let tie = Tie::between(id("a"), id("b"), TieKind::Knows);
        assert_eq!(record(&tie, Shape::Fitting).unwrap(), r#"Tie(from: "a", to: "b", kind: knows)"#);
        let tie = Tie { strength: Some(0.5), since: Some(id("2024-02")), ..tie };
        let expected = r#"Tie(from: "a", to: "b", kind: knows, strength: 0.5, since: "2024-02")"#;
        assert_eq!(record(&tie, Shape::Fitting).unwrap(), expected);
        let meeting = Meeting::on(id("2026-11-03"), vec![id("a"), id("b")], Channel::InPerson);
        let meeting = Meeting { note: "x".repeat(LONGEST_LINE), ..meeting };
        assert!(!record(&meeting, Shape::Line).unwrap().contains('\n'));
    }

    #[test]
    fn long_records_have_a_field_a_line() {
        let position = Position { title: "CFO".to_owned(), at: Some(id("acme")), ..Position::default() };
        let mut person = Person::named(id("ann-lee"), "Ann Lee");
        person.positions = vec![position];
        person.skills = [(id("finance"), 5)].into();
        person.note = "Wants numbers before opinions, in writing, and a day before the meeting.".to_owned();
        let expected = r#"Person(
    id: "ann-lee",
    name: "Ann Lee",
    positions: [Position(title: "CFO", at: "acme")],
    skills: {"finance": 5},
    note: "Wants numbers before opinions, in writing, and a day before the meeting.",
)"#;
        assert_eq!(record(&person, Shape::Fitting).unwrap(), expected);
    }

    #[test]
    fn the_head_has_a_slot_a_line() {
        let head = record(&Settings::of(id("me")), Shape::Head).unwrap();
        assert_eq!(head, "Network(\n    format: 1,\n    ego: \"me\",\n)");
    }

    #[test]
    fn names_stay_readable_and_come_back_whatever_they_are() {
        for (name, written) in [
            ("Conan O'Neil", "Conan O'Neil"),
            ("Ame\u{301}lie", "Ame\u{301}lie"),
            ("अनुष्का", "अनुष्का"),
            ("李小龙 👩\u{200d}💻", "李小龙 👩\\u{200d}💻"),
            ("a\\'b\"c\n\t\0\u{202e}", "a\\\\'b\\\"c\\n\\t\\0\\u{202e}"),
            ("C:\\u{301}", "C:\\\\u{301}"),
        ] {
            let person = Person::named(id("x"), name);
            let text = record(&person, Shape::Line).unwrap();
            assert_eq!(text, format!("Person(id: \"x\", name: \"{written}\")"));
            assert_eq!(options().from_str::<Person>(&text).unwrap(), person);
        }
    }
}
