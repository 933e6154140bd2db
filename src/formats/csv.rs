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
    let table = Table::read(file, text, worth)
        .ok_or_else(|| no_header(file, text, "a column `id` or `name`", HINT))?;
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
    let table = Table::read(file, text, worth)
        .ok_or_else(|| no_header(file, text, "columns `from` and `to`", hint))?;
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
fn unrepeated(
    person: PersonRow,
    seen: &mut HashMap<PersonId, (usize, String)>,
) -> Result<PersonRow, String> {
    let Some(id) = &person.id else { return Ok(person) };
    if let Some((line, handle)) = seen.get(id) {
        let (id, first) = (cell::short(&person.handle), cell::short(handle));
        return Err(match id == first {
            true => format!("the id `{id}` stands in line {line} already"),
            false => format!(
                "the id `{id}` and `{first}` in line {line} would both be `{}`",
                person_id(handle)
            ),
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
