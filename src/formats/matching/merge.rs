//! Merging: what becomes of a known person when a row says more. It must not know how the person was recognised.
//!
//! The rule of today, field by field (which field an import wrote is not recorded yet):
//!
//! | field | empty | filled and different |
//! |---|---|---|
//! | e-mails, phones, links, communities, tags, topics of skills | filled | united |
//! | closeness, cadence, note, the level of a skill | filled | kept: they are ego's own word |
//! | name | filled (a person called by the id has none) | kept; the other one becomes an alias |
//! | title and department at the same organization, attributes | filled | replaced in one's own, else kept |
//! | position at another organization | added | put first in one's own, else last; no position ends |
//!
//! *One's own* are people whose `source` is that of this import.

use super::key;
use super::sketch::{phone, unite};
use crate::network::{Person, Position};

/// Returns the person with all that is said; `handle` is what the file calls a person without a name.
pub(super) fn merged(known: &Person, said: &Person, source: &str, handle: &str) -> Person {
    let own = !source.is_empty() && known.source == source;
    let mut person = known.clone();
    name(&mut person, &said.name, handle);
    unite(&mut person.emails, &said.emails, |it| key::email(it));
    unite(&mut person.phones, &said.phones, |it| phone(it));
    unite(&mut person.links, &said.links, |it| key::link(it));
    unite(&mut person.communities, &said.communities, Clone::clone);
    unite(&mut person.tags, &said.tags, |it| it.to_lowercase());
    for (topic, level) in &said.skills {
        person.skills.entry(topic.clone()).or_insert(*level);
    }
    for (name, text) in &said.attributes {
        if own || !person.attributes.contains_key(name) {
            person.attributes.insert(name.clone(), text.clone());
        }
    }
    person.closeness = person.closeness.or(said.closeness);
    person.cadence = person.cadence.or(said.cadence);
    if person.note.is_empty() {
        person.note = said.note.clone();
    }
    said.positions.iter().for_each(|position| hold(&mut person.positions, position, own));
    person
}

fn name(person: &mut Person, said: &str, handle: &str) {
    if said == handle || key::name(said) == key::name(&person.name) {
        return;
    }
    let nameless = !handle.is_empty() && person.name == handle;
    if nameless {
        person.name = said.to_owned();
    } else {
        unite(&mut person.aliases, &[said.to_owned()], |it| key::name(it));
    }
}

/// Puts the position in its place among those held.
fn hold(positions: &mut Vec<Position>, said: &Position, own: bool) {
    match same_place(positions, said) {
        Some(at) => adjust(&mut positions[at], said, own),
        None if said.organization().is_none() && !positions.is_empty() => {}
        None if own => positions.insert(0, said.clone()),
        None => positions.push(said.clone()),
    }
}

/// Returns which of the positions the said one is: that with its title, else one that has not ended.
fn same_place(positions: &[Position], said: &Position) -> Option<usize> {
    let organization = said.organization();
    let title = key::name(&said.title);
    let here = |it: &&Position| it.organization() == organization;
    let titled = |it: &Position| key::name(&it.title) == title;
    let exact = |it: &Position| titled(it) && (here(&it) || organization.is_none());
    let open = |it: &Position| here(&it) && it.until.is_none();
    let any = |it: &Position| here(&it) && title.is_empty();
    let first = |wanted: &dyn Fn(&Position) -> bool| positions.iter().position(wanted);
    first(&exact).or_else(|| first(&open)).or_else(|| first(&any))
}

fn adjust(known: &mut Position, said: &Position, own: bool) {
    let other_title = key::name(&known.title) != key::name(&said.title);
    if !said.title.is_empty() && (known.title.is_empty() || (own && other_title)) {
        known.title = said.title.clone();
    }
    if said.department.is_some() && (known.department.is_none() || own) {
        known.department = said.department.clone();
    }
    if known.at.is_none() && known.department.is_none() {
        known.at = said.at.clone();
    }
}

#[cfg(test)]
mod tests {
    use super::merged;
    use crate::network::sketch::person;
    use crate::network::{Person, Position};

    fn position(text: &str) -> Position {
        let (title, at) = text.split_once('@').unwrap();
        let (at, department) = at.split_once('/').map_or((at, None), |(at, _)| (at, Some(&text[title.len() + 1..])));
        Position {
            title: title.to_owned(),
            at: at.parse().ok(),
            department: department.map(|it| it.parse().unwrap()),
            ..Position::default()
        }
    }

    fn holding(positions: &str, source: &str) -> Person {
        let positions = positions.split_whitespace().map(position).collect();
        Person { positions, source: source.to_owned(), ..person("ann") }
    }

    fn text(person: &Person) -> String {
        let text = |it: &Position| {
            let place = it.department.as_ref().map(ToString::to_string);
            let place = place.or(it.at.as_ref().map(ToString::to_string)).unwrap_or_default();
            format!("{}@{place}", it.title)
        };
        person.positions.iter().map(text).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn positions_are_filled_replaced_or_added() {
        for (known, said, own, other) in [
            ("", "CFO@acme", "CFO@acme", "CFO@acme"),
            ("CFO@acme", "cfo@acme", "CFO@acme", "CFO@acme"),
            ("@acme", "CFO@acme/finance", "CFO@acme/finance", "CFO@acme/finance"),
            ("CFO@acme/finance", "CEO@acme/board", "CEO@acme/board", "CFO@acme/finance"),
            ("CFO@acme", "CTO@globex", "CTO@globex CFO@acme", "CFO@acme CTO@globex"),
            ("CFO@acme", "CEO@", "CFO@acme", "CFO@acme"),
            ("CFO@acme CEO@globex", "CEO@globex", "CFO@acme CEO@globex", "CFO@acme CEO@globex"),
        ] {
            let said = holding(said, "");
            for (source, expected) in [("csv", own), ("", other)] {
                let once = merged(&holding(known, source), &said, "csv", "");
                assert_eq!(text(&once), expected, "{known} + {} from `{source}`", text(&said));
                assert_eq!(merged(&once, &said, "csv", ""), once, "twice is once");
            }
        }
    }

    #[test]
    fn what_a_hand_wrote_is_kept() {
        let known = Person { closeness: Some(4), note: "mine".to_owned(), source: "csv".to_owned(), ..person("ann") };
        let said = Person {
            closeness: Some(1),
            cadence: Some(14),
            note: "theirs".to_owned(),
            emails: vec!["ann@x".to_owned()],
            ..Person::named(known.id.clone(), "Ann Roth")
        };
        let after = merged(&known, &said, "csv", "");
        assert_eq!((after.closeness, after.note.as_str(), after.cadence), (Some(4), "mine", Some(14)));
        assert_eq!((after.name.as_str(), &after.aliases[..]), ("ann", &["Ann Roth".to_owned()][..]));
        let placeholder = Person::named(known.id.clone(), "A-1");
        assert_eq!(merged(&placeholder, &said, "csv", "A-1").name, "Ann Roth");
    }
}
