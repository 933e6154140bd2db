//! A value of RON taken apart to its fields, entries and items, each by its bytes: what an edit inside a record needs.
//! It knows no record; a text it cannot take apart is left to those who replace it whole.

use std::ops::Range;

use super::scan::Scan;
use super::split::{Item, List};

/// How deep brackets are taken apart; what lies deeper counts as one piece.
const DEEPEST: usize = 32;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Value {
    /// Its bytes, its name included.
    pub(super) span: Range<usize>,
    /// What it holds, if it has brackets.
    pub(super) group: Option<Group>,
}

/// What stands between brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// The opening bracket.
    pub(super) bracket: u8,
    /// Its pieces, keys and commas included.
    pub(super) list: List,
    /// The same pieces taken apart.
    pub(super) pieces: Vec<Piece>,
}

/// A field, an entry of a map or an item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The field's name or the entry's key.
    pub(super) key: Option<Range<usize>>,
    pub(super) value: Value,
}

impl Group {
    /// Returns whether each piece has a key, as fields and entries do.
    pub(super) fn is_keyed(&self) -> bool {
        self.pieces.iter().all(|piece| piece.key.is_some())
    }
}

/// Takes the value between the bytes `span` of a text apart; none if it is no RON.
pub(super) fn value(text: &str, span: Range<usize>) -> Option<Value> {
    let mut scan = Scan::of(&text[..span.end]);
    scan.at = span.start;
    let value = read(&mut scan, 0)?;
    (value.span == span).then_some(value)
}

fn read(scan: &mut Scan<'_>, depth: usize) -> Option<Value> {
    let start = scan.at;
    let (mut end, mut group) = (start, None);
    while let Some(byte) = scan.peek() {
        match byte {
            b',' | b':' | b']' | b')' | b'}' => break,
            b'[' | b'(' | b'{' if depth < DEEPEST && group.is_none() => group = Some(read_group(scan, depth)?),
            b'[' | b'(' | b'{' => scan.brackets().ok()?,
            _ => scan.token().ok()?,
        }
        end = scan.at;
        scan.gap().ok()?;
    }
    (end > start).then_some(Value { span: start..end, group })
}

fn read_group(scan: &mut Scan<'_>, depth: usize) -> Option<Group> {
    let bracket = scan.peek()?;
    scan.at += 1;
    let mut group = Group { bracket, list: List { open: scan.at, ..List::default() }, pieces: Vec::new() };
    loop {
        scan.gap().ok()?;
        if matches!(scan.peek()?, b']' | b')' | b'}') {
            break;
        }
        let (item, piece) = read_piece(scan, depth)?;
        group.list.items.push(item);
        group.pieces.push(piece);
    }
    group.list.close = scan.at;
    scan.at += 1;
    Some(group)
}

fn read_piece(scan: &mut Scan<'_>, depth: usize) -> Option<(Item, Piece)> {
    let first = read(scan, depth + 1)?;
    let start = first.span.start;
    let piece = if scan.peek() == Some(b':') {
        scan.at += 1;
        scan.gap().ok()?;
        Piece { key: Some(first.span), value: read(scan, depth + 1)? }
    } else {
        Piece { key: None, value: first }
    };
    let comma = (scan.peek() == Some(b',')).then_some(scan.at + 1);
    scan.at = comma.unwrap_or(scan.at);
    Some((Item { start, end: piece.value.span.end, comma }, piece))
}

#[cfg(test)]
mod tests {
    use super::{Value, value};

    fn told(text: &str) -> String {
        fn tell(text: &str, it: &Value) -> String {
            let Some(group) = &it.group else { return text[it.span.clone()].to_owned() };
            let pieces = group.pieces.iter().map(|piece| {
                let key = piece.key.clone().map_or_else(String::new, |key| format!("{}=", &text[key]));
                key + &tell(text, &piece.value)
            });
            format!("<{}>", pieces.collect::<Vec<_>>().join("|"))
        }
        value(text, 0..text.len()).map_or_else(|| "none".to_owned(), |it| tell(text, &it))
    }

    #[test]
    fn values_are_taken_apart_whatever_stands_in_them() {
        for (text, expected) in [
            ("3", "3"),
            ("-1.5e3", "-1.5e3"),
            ("\"a, (b\"", "\"a, (b\""),
            ("A(b: 1, c : [2, 3,], // d: 4\n)", "<b=1|c=<2|3>>"),
            ("{\"a\": Some(1), r\"b\": ()}", "<\"a\"=<1>|r\"b\"=<>>"),
            ("P /* ( */ (id:\"x\")", "<id=\"x\">"),
            ("(\"a\", 'b', r#\"\"]\"#)", "<\"a\"|'b'|r#\"\"]\"#>"),
            ("A(b", "none"),
            ("A(b: , c)", "none"),
            ("1, 2", "none"),
            ("", "none"),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(value(&deep, 0..deep.len()).is_some());
    }
}
