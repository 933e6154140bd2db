//! Tables: text of comma-separated values as rows under a header, wherever the header stands and whatever divides the
//! cells. It must not know what the columns mean.

use std::rc::Rc;

use ::csv::{Position, Reader, ReaderBuilder, StringRecord};

use super::{Error, Origin, RowFault, cell};

/// How many lines are looked at for the header: exports put notes before it.
const HEADER_WITHIN: usize = 40;
/// How much of the text may be one header.
const LONGEST_HEADER: usize = 1 << 16;
/// How often reading begins anew after a quote nobody closed: more would not be linear.
const MOST_RESTARTS: usize = 16;

/// A header and the rows under it.
#[derive(Debug)]
pub(super) struct Table {
    /// The names of the columns, as they are written.
    pub(super) headers: Vec<String>,
    /// The rows that are not empty.
    pub(super) rows: Vec<Row>,
    /// The rows that could not be taken apart.
    pub(super) faults: Vec<RowFault>,
}

/// One row.
#[derive(Debug)]
pub(super) struct Row {
    /// Where it stands.
    pub(super) origin: Origin,
    /// Its cells; there may be more or fewer than columns.
    pub(super) cells: StringRecord,
}

impl Table {
    /// Reads the text; `worth` says how many columns of a line are known, 0 if it is no header.
    ///
    /// Returns none if no line is a header.
    pub(super) fn read(file: &str, text: &str, worth: impl Fn(&[String]) -> usize) -> Option<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (at, divider) = header(text, worth)?;
        let mut reading = Reading { text, divider, at, counted: (0, 1), file: file.into() };
        let mut table = Self { headers: Vec::new(), rows: Vec::new(), faults: Vec::new() };
        reading.run(&mut table);
        Some(table)
    }
}

/// Returns the header's first byte and what divides its cells.
fn header(text: &str, worth: impl Fn(&[String]) -> usize) -> Option<(usize, u8)> {
    let mut at = 0;
    for _ in 0..HEADER_WITHIN {
        let end = text.floor_char_boundary(at + LONGEST_HEADER);
        let mut best = (0, b',');
        for divider in *b",;\t" {
            let worth = worth(&first_row(&text[at..end], divider));
            best = if worth > best.0 { (worth, divider) } else { best };
        }
        if best.0 > 0 {
            return Some((at, best.1));
        }
        at = next_line(text, at)?;
    }
    None
}

fn first_row(text: &str, divider: u8) -> Vec<String> {
    let mut record = StringRecord::new();
    match reader(text, divider).read_record(&mut record) {
        Ok(true) => record.iter().map(cell::line).collect(),
        _ => Vec::new(),
    }
}

fn reader(text: &str, divider: u8) -> Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(divider);
    builder.from_reader(text.as_bytes())
}

/// Returns where the next line begins, if there is one.
fn next_line(text: &str, at: usize) -> Option<usize> {
    let end = at + text[at..].find(['\n', '\r'])?;
    let length = if text[end..].starts_with("\r\n") { 2 } else { 1 };
    Some(end + length).filter(|&next| next < text.len())
}

struct Reading<'t> {
    text: &'t str,
    divider: u8,
    at: usize,
    /// A byte, and the line it stands on: lines are counted onwards from here.
    counted: (usize, usize),
    file: Rc<str>,
}

impl Reading<'_> {
    fn run(&mut self, table: &mut Table) {
        for _ in 0..=MOST_RESTARTS {
            match self.rows(table) {
                Some(restart) => self.at = restart,
                None => return,
            }
        }
    }

    /// Reads rows to the end; returns where to begin anew, if a quote that nobody closes swallowed the rest.
    fn rows(&mut self, table: &mut Table) -> Option<usize> {
        let mut reader = reader(&self.text[self.at..], self.divider);
        let mut record = StringRecord::new();
        while let Ok(true) = reader.read_record(&mut record) {
            let begin = self.at + record.position().map_or(0, byte);
            let raw = self.text[begin..self.at + byte(reader.position())].trim_matches(['\r', '\n']);
            let begin = begin + self.text[begin..].len() - self.text[begin..].trim_start_matches(['\r', '\n']).len();
            let origin = self.origin(begin);
            let is_header = table.headers.is_empty();
            match quotes(raw, self.divider) {
                Quotes::Closed | Quotes::Stray if is_header => {
                    table.headers = record.iter().map(cell::line).collect();
                }
                Quotes::Open if is_header => {
                    table.faults.push(origin.fault("a quote in the header is never closed"));
                    return None;
                }
                Quotes::Open => {
                    table.faults.push(origin.fault("a quote is opened and never closed"));
                    return next_line(self.text, begin);
                }
                Quotes::Stray if raw.contains(['\n', '\r']) => table.faults.push(stray(&origin, raw)),
                _ => table.take(origin, &record),
            }
        }
        None
    }

    fn origin(&mut self, at: usize) -> Origin {
        let (from, line) = self.counted;
        // A `\r\n` is one end of a line, and so is a `\r` or a `\n` alone.
        let passed = &self.text.as_bytes()[from..at];
        let ends = passed
            .iter()
            .enumerate()
            .filter(|&(i, &b)| b == b'\n' || (b == b'\r' && self.text.as_bytes().get(from + i + 1) != Some(&b'\n')));
        self.counted = (at, line + ends.count());
        Origin { file: Rc::clone(&self.file), line: self.counted.1 }
    }
}

impl Table {
    fn take(&mut self, origin: Origin, record: &StringRecord) {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        match record.iter().try_for_each(cell::fits) {
            Ok(()) => self.rows.push(Row { origin, cells: record.clone() }),
            Err(message) => self.faults.push(origin.fault(message)),
        }
    }
}

fn byte(position: &Position) -> usize {
    usize::try_from(position.byte()).expect("a place in a text that is in memory")
}

fn stray(origin: &Origin, raw: &str) -> RowFault {
    let last = origin.line + raw.lines().count().max(1) - 1;
    origin.fault(format!("a quote inside a quoted cell is not doubled; lines {} to {last} are left out", origin.line))
}

/// What holds of the quotes of a row.
#[derive(Debug, PartialEq, Eq)]
enum Quotes {
    /// Each is closed before the cell ends.
    Closed,
    /// Text follows a closing quote: likely it was not meant to close.
    Stray,
    /// One is never closed.
    Open,
}

fn quotes(raw: &str, divider: u8) -> Quotes {
    let mut rest = raw.as_bytes();
    let mut stray = false;
    while !rest.is_empty() {
        if rest[0] == b'"' {
            let Some(closing) = closing_quote(rest) else { return Quotes::Open };
            rest = &rest[closing + 1..];
            stray |= rest.first().is_some_and(|&next| next != divider);
        }
        let next = rest.iter().position(|&b| b == divider).map_or(rest.len(), |it| it + 1);
        rest = &rest[next..];
    }
    if stray { Quotes::Stray } else { Quotes::Closed }
}

/// Returns where the quote that opens the text is closed; doubled ones stand for themselves.
fn closing_quote(text: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        at += text.get(at..)?.iter().position(|&b| b == b'"')?;
        match text.get(at + 1) {
            Some(b'"') => at += 2,
            _ => return Some(at),
        }
    }
}

/// Returns the error of a text without a header.
pub(super) fn no_header(file: &str, text: &str, wanted: &'static str, hint: &str) -> Error {
    match text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}') {
        "" => Error::Empty { file: file.to_owned() },
        _ => Error::NoHeader { file: file.to_owned(), wanted, hint: hint.to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use super::{Quotes, Table, quotes};

    fn table(text: &str) -> Table {
        let worth = |cells: &[String]| cells.iter().filter(|it| matches!(it.as_str(), "id" | "name")).count();
        Table::read("f.csv", text, worth).unwrap()
    }

    fn lines(text: &str) -> Vec<(usize, String)> {
        let row = |row: &super::Row| (row.origin.line, row.cells.iter().collect::<Vec<_>>().join("|"));
        table(text).rows.iter().map(row).collect()
    }

    fn check(text: &str, expected: &[(usize, &str)]) {
        let expected: Vec<_> = expected.iter().map(|(line, row)| (*line, (*row).to_owned())).collect();
        assert_eq!(lines(text), expected, "{text:?}");
    }

    #[test]
    fn rows_know_the_line_they_begin_on() {
        for end in ["\n", "\r\n", "\r"] {
            let text = "id,name\n1,\"a\nb\"\n\n\n2,c\n ,\n3,d".replace('\n', end);
            check(&text, &[(2, &format!("1|a{end}b")), (6, "2|c"), (8, "3|d")]);
        }
    }

    #[test]
    fn the_header_is_found_by_its_names() {
        check("\u{feff}Notes:\r\n\"x \"\"y\"\", z\"\r\n\r\nid,name\r\n1,a\r\n", &[(5, "1|a")]);
        check("sep=;\nid;name\n1;a,b\n", &[(3, "1|a,b")]);
        check("id\tname\n1\ta;b\n", &[(2, "1|a;b")]);
        check("Notes: \"never closed\nid,name\n1,a", &[(3, "1|a")]);
        let none = |text: &str| Table::read("f", text, |_: &[String]| 0).is_none();
        assert!(none("") && none("a,b\n1,2") && none(&"x".repeat(1 << 20)));
    }

    #[test]
    fn a_quote_nobody_closes_spoils_one_row() {
        let text = "id,name\n1,a\n2,\"b\n3,c\n4,\"d\"\n5,\"e\n6,f\n";
        let table = table(text);
        let faults: Vec<_> = table.faults.iter().map(ToString::to_string).collect();
        let expected = [
            "f.csv:3: a quote inside a quoted cell is not doubled; lines 3 to 5 are left out",
            "f.csv:6: a quote is opened and never closed",
        ];
        assert_eq!(faults, expected);
        check(text, &[(2, "1|a"), (7, "6|f")]);
        check("id,name\n1,Ann 6\" tall\n2,\"Ann \"Bob\" Lee\"\n", &[(2, "1|Ann 6\" tall"), (3, "2|Ann Bob\" Lee\"")]);
    }

    #[test]
    fn quotes_are_told_apart() {
        assert_eq!(quotes("a,\"b,\"\"c\"\"\",\"\"", b','), Quotes::Closed);
        assert_eq!(quotes("a,\"b\"c", b','), Quotes::Stray);
        assert_eq!(quotes("a,\"b\"\"", b','), Quotes::Open);
    }
}
