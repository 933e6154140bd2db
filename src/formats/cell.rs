//! Cells: what one cell of a table says. It must not know which format the table has.

use crate::network::PartialDate;

/// The longest name or title, in characters.
const LONGEST_NAME: usize = 300;
/// The longest cell, in characters.
const LONGEST_CELL: usize = 100_000;
/// The longest cadence, in days: a hundred years.
const LONGEST_CADENCE: u32 = 36_500;

/// Returns the text on one line: trimmed, blanks as one, without what cannot be seen.
pub(super) fn line(cell: &str) -> String {
    let visible: String = unprefixed(cell).chars().filter(|&c| !is_hidden(c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the text with its lines: trimmed, line ends as `\n`, without what cannot be seen.
pub(super) fn lines(cell: &str) -> String {
    let unix = unprefixed(cell).replace("\r\n", "\n").replace('\r', "\n");
    let visible: String = unix.chars().filter(|&c| c == '\n' || c == '\t' || !is_hidden(c)).collect();
    visible.trim().to_owned()
}

/// Takes away the mark that spreadsheets and exports put before what could be read as a formula.
fn unprefixed(cell: &str) -> &str {
    let cell = cell.trim();
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    }
}

/// Whether it is a control, a mark of byte order, a blank without width or a turn of the writing direction.
fn is_hidden(c: char) -> bool {
    let is_control = c.is_control() && !c.is_whitespace();
    is_control
        || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

/// Returns the parts of a cell that `;` divides, each once.
pub(super) fn list(cell: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for part in unprefixed(cell).split(';').map(line).filter(|part| !part.is_empty()) {
        if seen.insert(part.clone()) {
            parts.push(part);
        }
    }
    parts
}

/// Returns a name or title, if it is not too long.
pub(super) fn name(cell: &str, what: &str) -> Result<String, String> {
    let name = line(cell);
    match name.chars().nth(LONGEST_NAME) {
        Some(_) => Err(format!("the {what} is longer than {LONGEST_NAME} characters")),
        None => Ok(name),
    }
}

/// Returns names, if none is too long.
pub(super) fn names(cell: &str, what: &str) -> Result<Vec<String>, String> {
    list(cell).iter().map(|part| name(part, what)).collect()
}

/// Checks that the cell is not longer than any cell may be.
pub(super) fn fits(cell: &str) -> Result<(), String> {
    if cell.len() > LONGEST_CELL && cell.chars().nth(LONGEST_CELL).is_some() {
        return Err(format!("a cell is longer than {LONGEST_CELL} characters"));
    }
    Ok(())
}

/// Returns the e-mail addresses.
pub(super) fn emails(cell: &str) -> Result<Vec<String>, String> {
    let is_address = |text: &String| {
        matches!(text.split_once('@'), Some((user, host)) if !user.is_empty() && !host.is_empty())
            && !text.contains(' ')
    };
    let addresses = list(cell);
    match addresses.iter().find(|address| !is_address(address)) {
        Some(other) => Err(format!("`{}` is no e-mail address", short(other))),
        None => Ok(addresses),
    }
}

/// Returns topics with their level, if one is said: `finance` or `finance:4`.
pub(super) fn skills(cell: &str) -> Result<Vec<(String, Option<u8>)>, String> {
    let skill = |part: String| match part.rsplit_once(':') {
        Some((topic, level)) if is_number(level.trim()) && !topic.trim().is_empty() => {
            let level = level.trim().parse().ok().filter(|level| (1..=5).contains(level));
            let level = level.ok_or_else(|| format!("`{}`: a skill goes from 1 to 5", short(&part)))?;
            Ok((name(topic, "topic")?, Some(level)))
        }
        _ => Ok((name(&part, "topic")?, None)),
    };
    list(cell).into_iter().map(skill).collect()
}

/// Returns closeness, 0 to 5.
pub(super) fn closeness(cell: &str) -> Result<Option<u8>, String> {
    optional(cell, |text| text.parse().ok().filter(|it| *it <= 5), "closeness goes from 0 to 5")
}

/// Returns days: `14`, `14d`, `2w`, `1m` (30 days) or `1y` (365).
pub(super) fn cadence(cell: &str) -> Result<Option<u32>, String> {
    let days = |text: &str| {
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let unit = match text[end..].trim() {
            "" | "d" | "day" | "days" => 1,
            "w" | "week" | "weeks" => 7,
            "m" | "month" | "months" => 30,
            "y" | "year" | "years" => 365,
            _ => return None,
        };
        let days = text[..end].parse::<u32>().ok()?.checked_mul(unit)?;
        (1..=LONGEST_CADENCE).contains(&days).then_some(days)
    };
    optional(&cell.to_lowercase(), days, "a cadence is written `14`, `2w` or `1m`")
}

/// Returns a strength, 0..1, with a point or a comma.
pub(super) fn strength(cell: &str) -> Result<Option<f64>, String> {
    let number = |text: &str| {
        let plain = text.bytes().all(|b| b.is_ascii_digit() || b"+-.,eE".contains(&b));
        let number = text.replace(',', ".").parse::<f64>().ok().filter(|_| plain)?;
        (0.0..=1.0).contains(&number).then_some(number.abs())
    };
    optional(cell, number, "a strength goes from 0 to 1")
}

/// Returns a date of which day and month may be unknown.
pub(super) fn date(cell: &str) -> Result<Option<PartialDate>, String> {
    optional(cell, |text| text.parse().ok(), "a date is written `2023`, `2023-04` or `2023-04-17`")
}

fn optional<T>(cell: &str, read: impl Fn(&str) -> Option<T>, rule: &str) -> Result<Option<T>, String> {
    match line(cell).as_str() {
        "" => Ok(None),
        text => read(text).map(Some).ok_or_else(|| format!("`{}`: {rule}", short(text))),
    }
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Returns the beginning of a text, for a message.
pub(super) fn short(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{cadence, closeness, emails, fits, line, lines, list, name, skills, strength};

    #[test]
    fn texts_are_trimmed_and_freed_of_what_cannot_be_seen() {
        for (cell, expected) in [
            ("  Ann \u{a0} Lee\r\n", "Ann Lee"),
            ("A\u{0}n\u{1b}[31mn", "An[31mn"),
            ("\u{feff}Ann\u{202e}", "Ann"),
            ("'=SUM(A1)", "=SUM(A1)"),
            ("'+49 171", "+49 171"),
            ("'tis Ann", "'tis Ann"),
            ("نیلوفر\u{200c}ها", "نیلوفر\u{200c}ها"),
        ] {
            assert_eq!(line(cell), expected, "{cell:?}");
        }
        assert_eq!(lines(" one\r\ntwo\u{7}\rthree\t3 "), "one\ntwo\nthree\t3");
        assert_eq!(list(" a; b;;a ;c "), ["a", "b", "c"]);
    }

    #[test]
    fn numbers_are_read_within_their_range() {
        let days = |cell| cadence(cell).ok().flatten();
        let read = ["14", "2w", " 1M ", "3 weeks", "0", "w", "99999999999", "10y", "2x", "-3"];
        let expected = [Some(14), Some(14), Some(30), Some(21), None, None, None, Some(3650)];
        assert_eq!(read.map(days)[..8], expected);
        assert_eq!((days("2x"), days("-3")), (None, None));
        assert_eq!(closeness("6").unwrap_err(), "`6`: closeness goes from 0 to 5");
        assert_eq!(closeness(" "), Ok(None));
        assert_eq!(strength("0,5"), Ok(Some(0.5)));
        for text in ["NaN", "inf", "1.5", "-0.1", "1e9"] {
            assert!(strength(text).is_err(), "{text}");
        }
    }

    #[test]
    fn skills_may_have_a_level() {
        let read = skills("finance; rust:5 ;C: the language;a:b:2").unwrap();
        let expected = [("finance", None), ("rust", Some(5)), ("C: the language", None), ("a:b", Some(2))];
        assert_eq!(read, expected.map(|(topic, level)| (topic.to_owned(), level)));
        assert_eq!(skills("rust:6").unwrap_err(), "`rust:6`: a skill goes from 1 to 5");
    }

    #[test]
    fn what_is_too_long_or_no_address_is_told() {
        assert!(name(&"x".repeat(10_000_000), "name").unwrap_err().contains("longer than 300"));
        assert!(fits(&"ä".repeat(100_000)).is_ok());
        assert!(fits(&"ä".repeat(100_001)).is_err());
        assert_eq!(emails("a@b; c@d").unwrap(), ["a@b", "c@d"]);
        for text in ["n/a", "@x", "ann lee@x", "ann@"] {
            assert!(emails(text).is_err(), "{text}");
        }
    }
}
