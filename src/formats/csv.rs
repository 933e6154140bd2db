//! Any CSV with a header: people and ties, with columns known by their names or by a mapping. It must not know the
//! network: who is meant is the matching's business.
//!
//! A row that says something that cannot be is left out whole and named by its line.

use std::collections::HashMap;

pub use super::mapping::Mapping;
use super::mapping::{PERSON, Role, TIE, Word};
use super::table::{Row, Table, no_header};
use super::{Draft, Error, PersonRow, RowFault, TieRow, cell};
use crate::network::{PersonId, TieKind, slug};

/// What to do about a file without a header.
const HINT: &str = "say which column is which: `--map \"Full name=name,Firm=organization\"`";

/// Reads people: `id, name, title, organization, department, email, phone, link, communities, skills, tags, closeness,
/// cadence, note`; other columns become attributes.
///
/// # Errors
/// A file without a column `id` or `name`, a mapped column it has not, or rows of which none is understood.
pub fn people(file: &str, text: &str, mapping: &Mapping) -> Result<(Draft, Vec<RowFault>), Error> {
    let worth = |headers: &[String]| match known(headers, PERSON, mapping) {
        known if known.contains(&"id") || known.contains(&"name") => known.len(),
        _ => 0,
    };
    let table = Table::read(file, text, worth).ok_or_else(|| no_header(file, text, "a column `id` or `name`", HINT))?;
    mapping.check(file, &table.headers, PERSON)?;
    let roles = mapping.roles(&table.headers, PERSON);
    let (mut draft, mut faults) = (Draft::default(), table.faults);
    let mut seen = HashMap::new();
    for row in table.rows {
        match person(&row, &roles).and_then(|person| unrepeated(person, &mut seen)) {
            Ok(person) => draft.people.push(person),
            Err(message) => faults.push(row.origin.fault(message)),
        }
    }
    understood(file, draft, faults, 0)
}

/// Reads ties: `from, to, kind, strength, since, note`; other columns are left out.
///
/// # Errors
/// A file without the columns `from` and `to`, a mapped column it has not, or rows of which none is understood.
pub fn ties(file: &str, text: &str, mapping: &Mapping) -> Result<(Draft, Vec<RowFault>), Error> {
    let worth = |headers: &[String]| match known(headers, TIE, mapping) {
        known if known.contains(&"from") && known.contains(&"to") => known.len(),
        _ => 0,
    };
    let hint = "say which column is which: `--map source=from,target=to`";
    let table = Table::read(file, text, worth).ok_or_else(|| no_header(file, text, "columns `from` and `to`", hint))?;
    mapping.check(file, &table.headers, TIE)?;
    let roles = mapping.roles(&table.headers, TIE);
    let (mut draft, mut faults, mut unwanted) = (Draft::default(), table.faults, 0);
    for row in table.rows {
        match tie(&row, &roles, mapping) {
            Ok(Some(tie)) => draft.ties.push(tie),
            Ok(None) => unwanted += 1,
            Err(message) => faults.push(row.origin.fault(message)),
        }
    }
    understood(file, draft, faults, unwanted)
}

fn known(headers: &[String], fields: &[&'static str], mapping: &Mapping) -> Vec<&'static str> {
    headers.iter().filter_map(|header| mapping.field(header, fields)).collect()
}

/// Returns what was read, unless there were rows and none was understood.
pub(super) fn understood(
    file: &str,
    draft: Draft,
    mut faults: Vec<RowFault>,
    unwanted: usize,
) -> Result<(Draft, Vec<RowFault>), Error> {
    faults.sort();
    if draft.people.len() + draft.ties.len() + unwanted == 0 && !faults.is_empty() {
        return Err(Error::NothingUnderstood { file: file.to_owned(), faults });
    }
    Ok((draft, faults))
}

fn person(row: &Row, roles: &[Role]) -> Result<PersonRow, String> {
    let mut person = PersonRow::at(row.origin.clone());
    for (at, text) in row.cells.iter().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
        match roles.get(at) {
            Some(Role::Field(field)) => say(&mut person, field, text)?,
            Some(Role::Other(label)) => keep(&mut person, label.clone(), text),
            Some(Role::Dropped) => {}
            None => keep(&mut person, format!("column {}", at + 1), text),
        }
    }
    match person.name.is_empty() && person.id.is_none() {
        true => Err("it gives neither a name nor an id".to_owned()),
        false => Ok(person),
    }
}

fn keep(person: &mut PersonRow, label: String, text: &str) {
    let text = cell::line(text);
    if !text.is_empty() {
        person.attributes.insert(label, text);
    }
}

fn say(person: &mut PersonRow, field: &str, text: &str) -> Result<(), String> {
    match field {
        "id" => identify(person, cell::line(text)),
        "name" => person.name = cell::name(&format!("{} {text}", person.name), "name")?,
        "title" => person.title = cell::name(text, "title")?,
        "organization" => person.organization = cell::name(text, "organization's name")?,
        "department" => person.department = cell::name(text, "department's name")?,
        "email" => person.emails.extend(cell::emails(text)?),
        "phone" => person.phones.extend(cell::list(text)),
        "link" => person.links.extend(cell::list(text)),
        "communities" => person.communities.extend(cell::names(text, "community's name")?),
        "skills" => person.skills.extend(cell::skills(text)?),
        "tags" => person.tags.extend(cell::list(text)),
        "closeness" => person.closeness = cell::closeness(text)?,
        "cadence" => person.cadence = cell::cadence(text)?,
        _ => person.note = cell::lines(text),
    }
    Ok(())
}

fn identify(person: &mut PersonRow, handle: String) {
    if !handle.is_empty() {
        person.id = Some(person_id(&handle));
        person.handle = handle;
    }
}

/// Returns the id a file's own id becomes.
pub(super) fn person_id(handle: &str) -> PersonId {
    let lower = handle.to_lowercase();
    let legal = lower.parse().or_else(|_| slug(handle).parse());
    legal.expect("a slug is an id")
}

/// Refuses an id that an earlier row has, whatever its spelling.
fn unrepeated(person: PersonRow, seen: &mut HashMap<PersonId, (usize, String)>) -> Result<PersonRow, String> {
    let Some(id) = &person.id else { return Ok(person) };
    if let Some((line, handle)) = seen.get(id) {
        let (id, first) = (cell::short(&person.handle), cell::short(handle));
        return Err(match id == first {
            true => format!("the id `{id}` stands in line {line} already"),
            false => format!("the id `{id}` and `{first}` in line {line} would both be `{}`", person_id(handle)),
        });
    }
    seen.insert(id.clone(), (person.origin.line, person.handle.clone()));
    Ok(person)
}

fn tie(row: &Row, roles: &[Role], mapping: &Mapping) -> Result<Option<TieRow>, String> {
    let cell = |field: &str| {
        let at = roles.iter().position(|role| matches!(role, Role::Field(it) if *it == field));
        at.and_then(|at| row.cells.get(at)).unwrap_or_default()
    };
    let end = |field: &str| match cell::line(cell(field)) {
        end if end.is_empty() => Err(format!("`{field}` is missing")),
        end => Ok(end),
    };
    let Some(kind) = kind(&cell::line(cell("kind")), mapping)? else { return Ok(None) };
    Ok(Some(TieRow {
        origin: row.origin.clone(),
        from: end("from")?,
        to: end("to")?,
        kind,
        strength: cell::strength(cell("strength"))?,
        since: cell::date(cell("since"))?,
        note: cell::lines(cell("note")),
    }))
}

fn kind(word: &str, mapping: &Mapping) -> Result<Option<TieKind>, String> {
    match mapping.kind(word) {
        Word::Kind(kind) => Ok(Some(kind)),
        Word::Dropped => Ok(None),
        Word::Unknown => {
            let word = cell::short(word);
            Err(format!("`{word}` is no kind of tie; say what it means with `--kind {word}=knows`"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Draft, Error, Mapping, people, ties};

    fn faults(table: &str) -> (usize, Vec<String>) {
        let (draft, faults) = people("p.csv", table, &Mapping::default()).unwrap();
        (draft.people.len(), faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn bad_rows_are_named_and_do_not_spoil_the_rest() {
        for (row, message) in [
            ("P1,again", "the id `P1` stands in line 2 already"),
            ("p1,again", "the id `p1` and `P1` in line 2 would both be `p1`"),
            ("P-1,x\np 1,y", "the id `p 1` and `P-1` in line 3 would both be `p-1`"),
            (",", ""),
            (",,a@b", "it gives neither a name nor an id"),
            ("x,y,n/a", "`n/a` is no e-mail address"),
            ("x,y,,7", "`7`: closeness goes from 0 to 5"),
            ("x,y,,,soon", "`soon`: a cadence is written `14`, `2w` or `1m`"),
            ("x,y,,,,a:9", "`a:9`: a skill goes from 1 to 5"),
        ] {
            let table = format!("id,name,email,closeness,cadence,skills\nP1,a\n{row}\nz\n");
            let (understood, faults) = faults(&table);
            let fault = faults.first().map_or("", |it| it.split_once(": ").unwrap().1);
            assert_eq!(fault, message, "{row}");
            assert!(understood >= 2 && faults.len() <= 1, "{row}");
        }
        let table = format!("id,name\n1,{}\n2,{}\n3,fine\n", "x".repeat(10_000_000), "y".repeat(301));
        let (understood, faults) = faults(&table);
        assert_eq!((understood, faults.len()), (1, 2));
        assert_eq!(faults[1], "p.csv:3: the name is longer than 300 characters");
    }

    #[test]
    fn ragged_rows_and_unknown_columns_are_kept() {
        let table = "id,office,Note,\n1\n2,Boston,\"a\r\nb\",,,extra\n";
        let (draft, faults) = people("p", table, &Mapping::default()).unwrap();
        assert!(faults.is_empty());
        let [_, two] = &draft.people[..] else { panic!("{draft:?}") };
        assert_eq!(two.note, "a\nb");
        let kept: Vec<_> = two.attributes.iter().map(|(name, text)| format!("{name}={text}")).collect();
        assert_eq!(kept, ["column 6=extra", "office=Boston"]);
    }

    #[test]
    fn mappings_name_columns_and_kinds() {
        let mapping = Mapping::parse("source=from,target=to,First=name,Last=name", "advice=advises,cowork=none");
        let mapping = mapping.unwrap();
        let table = "source,target,kind,weight\na,b,Advice,7\nb,a,cowork,1\na,b,reports-to,1\na,b,x,1\n";
        let (Draft { ties: read, .. }, faults) = ties("t", table, &mapping).unwrap();
        let kinds: Vec<_> = read.iter().map(|tie| tie.kind.to_string()).collect();
        assert_eq!((kinds.join(" ").as_str(), faults.len()), ("advises reports-to", 1));
        let (draft, _) = people("p", "First,Last\nAnn,Lee\n", &mapping).unwrap();
        assert_eq!(draft.people[0].name, "Ann Lee");
        let error = people("p", "First,Second\nAnn,Lee\n", &mapping).unwrap_err();
        assert_eq!(error.to_string(), "p: there is no column `last`");
        assert_eq!(error.hint().unwrap(), "it has `First`, `Second`");
    }

    #[test]
    fn a_file_without_header_or_sense_is_an_error() {
        let error = |table: &str| people("p", table, &Mapping::default()).unwrap_err();
        assert_eq!(error("").to_string(), "p: the file is empty");
        assert_eq!(error("a,b\n1,2\n").to_string(), "p: no header with a column `id` or `name`");
        assert!(matches!(error("id,email\n1,x\n2,y\n"), Error::NothingUnderstood { faults, .. } if faults.len() == 2));
        assert!(matches!(error("id,\"name\n1,x\n2,y\n"), Error::NothingUnderstood { .. }));
        let (draft, faults) = people("p", "id,name\n", &Mapping::default()).unwrap();
        assert!(draft.people.is_empty() && faults.is_empty(), "no rows, nothing to misunderstand");
        assert!(ties("t", "from,x\n", &Mapping::default()).is_err());
    }
}
