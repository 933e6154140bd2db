//! LinkedIn's `Connections.csv`, with and without URLs, whatever notes stand before its header. It must not know the
//! network.
//!
//! A row says that two accounts are linked, not that two people have met: it makes no tie, no meeting and no
//! closeness; the date is kept as the attribute `connected on`.

use std::collections::HashMap;

use super::csv::understood;
use super::table::{Row, Table, no_header};
use super::{Draft, Error, PersonRow, RowFault, cell};
use crate::network::{Date, PartialDate};

/// The attribute that keeps when two accounts were linked.
pub const CONNECTED: &str = "connected on";

/// Reads connections.
///
/// # Errors
/// A file without the header of connections, or rows of which none is understood.
pub fn people(file: &str, text: &str) -> Result<(Draft, Vec<RowFault>), Error> {
    let hint = "export `Connections.csv` from LinkedIn, or read another table with `import csv`";
    let table = Table::read(file, text, worth)
        .ok_or_else(|| no_header(file, text, "columns `First Name` and `Last Name`", hint))?;
    let columns: HashMap<_, _> =
        table.headers.iter().enumerate().rev().map(|(at, name)| (name.to_lowercase(), at)).collect();
    let (mut draft, mut faults) = (Draft::default(), table.faults);
    for row in table.rows {
        match person(&row, &columns) {
            Ok(person) => draft.people.push(person),
            Err(message) => faults.push(row.origin.fault(message)),
        }
    }
    understood(file, draft, faults, 0)
}

fn worth(headers: &[String]) -> usize {
    let has = |name: &str| headers.iter().any(|header| header.eq_ignore_ascii_case(name));
    let others = ["URL", "Email Address", "Company", "Position", "Connected On"];
    match has("First Name") && has("Last Name") {
        true => others.iter().filter(|name| has(name)).count(),
        false => 0,
    }
}

fn person(row: &Row, columns: &HashMap<String, usize>) -> Result<PersonRow, String> {
    let cell = |name: &str| columns.get(name).and_then(|&at| row.cells.get(at)).unwrap_or_default();
    let name = format!("{} {}", cell::line(cell("first name")), cell::line(cell("last name")));
    let mut person = PersonRow::at(row.origin.clone());
    person.name = cell::name(&name, "name")?;
    if person.name.is_empty() {
        return Err("it has no name: likely a member who left LinkedIn".to_owned());
    }
    person.title = cell::name(cell("position"), "title")?;
    person.organization = cell::name(cell("company"), "organization's name")?;
    person.emails = cell::emails(cell("email address"))?;
    person.links = profile(&cell::line(cell("url"))).into_iter().collect();
    let connected = cell::line(cell("connected on"));
    if !connected.is_empty() {
        let date = date(&connected).map(|date| date.to_string());
        person.attributes.insert(CONNECTED.to_owned(), date.unwrap_or(connected));
    }
    Ok(person)
}

/// Returns the address of a profile in its one spelling, any other address as it is.
fn profile(url: &str) -> Option<String> {
    let lower = url.to_lowercase();
    let after = lower.split_once("linkedin.com/in/").map(|(_, rest)| rest);
    let slug = after.and_then(|rest| rest.split(['/', '?', '#']).next());
    match slug {
        Some(slug) if !slug.is_empty() => Some(format!("https://www.linkedin.com/in/{slug}")),
        _ => Some(url.to_owned()).filter(|url| !url.is_empty()),
    }
}

/// Returns the date of `12 Mar 2024`, `7-Feb-22` or `2024-03-12`.
fn date(text: &str) -> Option<PartialDate> {
    if let Ok(date) = text.parse::<PartialDate>() {
        return Some(date);
    }
    let parts: Vec<_> = text.split([' ', '-']).filter(|part| !part.is_empty()).collect();
    let [day, month, year] = parts[..] else { return None };
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let month = month.to_lowercase();
    let month = months.iter().position(|name| month.starts_with(name))?;
    let year: i16 = year.parse().ok().filter(|year| (0..=9999).contains(year))?;
    // LinkedIn is of 2003: two digits can only mean this century.
    let year = if year < 100 { 2000 + year } else { year };
    let month = i8::try_from(month + 1).expect("there are twelve");
    Date::new(year, month, day.parse().ok()?).ok().map(PartialDate::from)
}

#[cfg(test)]
mod tests {
    use super::{date, people, profile};

    const NOTES: &str = "\u{feff}Notes:\r\n\"When exporting your connection data, you may notice that some of the \
                         email addresses are missing. \"\"Why\"\"? …\"\r\n\r\n";

    #[test]
    fn a_file_with_notes_byte_order_mark_and_gaps_is_read() {
        let text = format!(
            "{NOTES}First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n\
             José,Álvarez,https://www.LinkedIn.com/in/Jose-Alvarez/,,\"Acme, Inc. \"\"A\"\"\",CFO,12 Mar 2024\r\n\
             ,,https://www.linkedin.com/in/gone,,,,01 Jan 2020\r\n\
             Cher,,,cher@x.example,,,7-Feb-22\r\n"
        );
        let (draft, faults) = people("Connections.csv", &text).unwrap();
        let [jose, cher] = &draft.people[..] else { panic!("{draft:?}") };
        assert_eq!((jose.name.as_str(), jose.origin.line), ("José Álvarez", 5));
        assert_eq!(jose.links, ["https://www.linkedin.com/in/jose-alvarez"]);
        assert_eq!((jose.organization.as_str(), jose.title.as_str()), ("Acme, Inc. \"A\"", "CFO"));
        assert_eq!(jose.attributes["connected on"], "2024-03-12");
        assert_eq!((cher.name.as_str(), cher.emails[0].as_str()), ("Cher", "cher@x.example"));
        assert_eq!(cher.attributes["connected on"], "2022-02-07");
        let faults: Vec<_> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(faults, ["Connections.csv:6: it has no name: likely a member who left LinkedIn"]);
    }

    #[test]
    fn the_older_header_has_no_url() {
        let text = "First Name,Last Name,Email Address,Company,Position,Connected On\nAnn,Lee,,Acme,CTO,";
        let (draft, faults) = people("c.csv", text).unwrap();
        assert_eq!((draft.people.len(), faults.len()), (1, 0));
        assert!(draft.people[0].attributes.is_empty());
    }

    #[test]
    fn a_file_of_which_nothing_is_understood_is_an_error() {
        let error = |text: &str| people("c.csv", text).unwrap_err().to_string();
        assert_eq!(error("a,b\n1,2"), "c.csv: no header with columns `First Name` and `Last Name`");
        assert_eq!(error("\u{feff}\r\n"), "c.csv: the file is empty");
        let nobody = error("First Name,Last Name,URL\n,,x\n,,y\n");
        assert!(nobody.starts_with("c.csv: none of its 2 rows was understood"), "{nobody}");
    }

    #[test]
    fn dates_and_addresses_have_one_spelling() {
        for (text, expected) in [
            ("12 Mar 2024", Some("2024-03-12")),
            ("7-Feb-22", Some("2022-02-07")),
            ("1 September 2021", Some("2021-09-01")),
            ("2024-03-12", Some("2024-03-12")),
            ("30 Feb 2024", None),
            ("12 März 99999", None),
            ("", None),
        ] {
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
        }
        for (url, expected) in [
            ("http://de.linkedin.com/in/Ann-Lee?x=1", Some("https://www.linkedin.com/in/ann-lee")),
            ("https://ann.example/In/Me", Some("https://ann.example/In/Me")),
            ("", None),
        ] {
            assert_eq!(profile(url).as_deref(), expected, "{url}");
        }
    }
}
