//! Two records as one: what each kind of record keeps of the other, field by field.
//!
//! A single value is that of the record that stays, unless it has none; a list takes in what it has not, in its order; a
//! note takes in the other note. Nothing is dropped without being named: where two single values differ, the choice is
//! told, and can be made the other way.

use super::{Community, Department, Meeting, Organization, Person, Position, Tie, Topic, fold};

mod choice;

pub use choice::{Choice, Differing};

/// Adds to a list what it does not hold yet; two items are one if their keys are equal.
fn unite<T: Clone, K: PartialEq>(list: &mut Vec<T>, more: &[T], key: impl Fn(&T) -> K) {
    for item in more {
        if !list.iter().any(|it| key(it) == key(item)) {
            list.push(item.clone());
        }
    }
}

/// Returns both notes, unless one holds the other.
fn notes(one: &str, other: &str) -> String {
    match (one.trim(), other.trim()) {
        (a, b) if a.contains(b) => one.to_owned(),
        (a, b) if b.contains(a) => other.to_owned(),
        (a, b) => format!("{a}\n{b}"),
    }
}

/// Returns the first source there is.
fn sources(one: &str, other: &str) -> String {
    if one.is_empty() { other.to_owned() } else { one.to_owned() }
}

/// Returns the person `kept` with what `left` knows besides; the id of `left` still resolves.
pub(super) fn people(kept: &Person, left: &Person, choice: &mut Choice) -> Person {
    let mut person = kept.clone();
    unite(&mut person.aliases, &left.aliases, |it| fold::words(it));
    person.name = choice.name(&kept.name, &left.name, &mut person.aliases);
    unite(&mut person.emails, &left.emails, |it| fold::address(it));
    unite(&mut person.phones, &left.phones, |it| digits(it));
    unite(&mut person.links, &left.links, |it| fold::address(it));
    person.positions = positions(&kept.positions, &left.positions);
    unite(&mut person.communities, &left.communities, Clone::clone);
    unite(&mut person.seeks, &left.seeks, Clone::clone);
    unite(&mut person.offers, &left.offers, Clone::clone);
    unite(&mut person.tags, &left.tags, Clone::clone);
    maps(person.skills.iter_mut(), &left.skills, |pair, other| {
        choice.between("skills", pair, other, |(topic, level)| format!("{topic}:{level}")).1
    });
    maps(person.attributes.iter_mut(), &left.attributes, |pair, other| {
        choice.between("attributes", pair, other, |(name, text)| format!("{name}: {text}")).1.clone()
    });
    left.skills.iter().for_each(|(topic, level)| _ = person.skills.entry(topic.clone()).or_insert(*level));
    left.attributes.iter().for_each(|(name, text)| {
        person.attributes.entry(name.clone()).or_insert_with(|| text.clone());
    });
    person.closeness = choice.option("closeness", &kept.closeness, &left.closeness);
    person.cadence = choice.option("cadence", &kept.cadence, &left.cadence);
    person.note = notes(&kept.note, &left.note);
    person.source = choice.text("source", &kept.source, &left.source);
    unite(&mut person.was, std::slice::from_ref(&left.id), Clone::clone);
    unite(&mut person.was, &left.was, Clone::clone);
    person.was.retain(|it| *it != kept.id);
    person
}

/// Chooses the value of every name that both maps hold, with another value each.
fn maps<'m, N: Ord + Clone + 'm, V: PartialEq + Clone + 'm>(
    kept: impl Iterator<Item = (&'m N, &'m mut V)>,
    left: &std::collections::BTreeMap<N, V>,
    mut choose: impl FnMut(&(N, V), &(N, V)) -> V,
) {
    for (name, value) in kept {
        if let Some(other) = left.get(name).filter(|it| *it != value) {
            *value = choose(&(name.clone(), value.clone()), &(name.clone(), other.clone()));
        }
    }
}

/// Returns a telephone number as it is compared.
fn digits(number: &str) -> String {
    let digits: String = number.chars().filter(|it| it.is_ascii_digit() || *it == '+').collect();
    if digits.is_empty() { number.to_owned() } else { digits }
}

/// Returns all positions, those of one title and place as one if their times do not contradict each other.
pub(super) fn positions(kept: &[Position], left: &[Position]) -> Vec<Position> {
    let mut all: Vec<Position> = Vec::new();
    for position in kept.iter().chain(left) {
        let same = |it: &&mut Position| is_one_position(it, position);
        match all.iter_mut().find(same) {
            Some(it) => {
                it.since = it.since.or(position.since);
                it.until = it.until.or(position.until);
            }
            None => all.push(position.clone()),
        }
    }
    all
}

fn is_one_position(one: &Position, other: &Position) -> bool {
    let agree = |one: Option<super::PartialDate>, other: Option<super::PartialDate>| {
        one.is_none() || other.is_none() || one == other
    };
    fold::words(&one.title) == fold::words(&other.title)
        && one.at == other.at
        && one.department == other.department
        && agree(one.since, other.since)
        && agree(one.until, other.until)
}

/// Returns the organization `kept` with what `left` knows besides.
pub(super) fn organizations(kept: &Organization, left: &Organization, choice: &mut Choice) -> Organization {
    let mut it = kept.clone();
    unite(&mut it.aliases, &left.aliases, |it| fold::words(it));
    it.name = choice.name(&kept.name, &left.name, &mut it.aliases);
    remember(&mut it.aliases, &it.name, left.id.as_str());
    unite(&mut it.domains, &left.domains, |it| fold::address(it));
    it.industry = choice.text("industry", &kept.industry, &left.industry);
    it.size = choice.option("size", &kept.size, &left.size);
    unite(&mut it.links, &left.links, |it| fold::address(it));
    it.note = notes(&kept.note, &left.note);
    it
}

/// Lets the old id resolve: it becomes an alias unless the name or an alias reads like it.
fn remember(aliases: &mut Vec<String>, name: &str, id: &str) {
    let words = fold::words(id);
    if fold::words(name) != words && !aliases.iter().any(|it| fold::words(it) == words) {
        aliases.push(id.to_owned());
    }
}

/// Returns the department `kept` with what `left` knows besides.
pub(super) fn departments(kept: &Department, left: &Department, choice: &mut Choice) -> Department {
    let mut it = kept.clone();
    it.name = choice.text("name", &kept.name, &left.name);
    let outer =
        |within: &Option<super::DepartmentId>| within.clone().filter(|outer| *outer != kept.id && *outer != left.id);
    it.within = choice.option("within", &outer(&kept.within), &outer(&left.within));
    it.head = choice.option("head", &kept.head, &left.head);
    it.function = choice.option("function", &kept.function, &left.function);
    it.note = notes(&kept.note, &left.note);
    it
}

/// Returns the community `kept` with what `left` knows besides.
pub(super) fn communities(kept: &Community, left: &Community, choice: &mut Choice) -> Community {
    let mut it = kept.clone();
    it.name = choice.text("name", &kept.name, &left.name);
    it.kind = choice.option("kind", &kept.kind, &left.kind);
    unite(&mut it.links, &left.links, |it| fold::address(it));
    it.note = notes(&kept.note, &left.note);
    it
}

/// Returns the topic `kept` with the names of `left`.
pub(super) fn topics(kept: &Topic, left: &Topic, choice: &mut Choice) -> Topic {
    let mut it = kept.clone();
    unite(&mut it.aliases, &left.aliases, |it| fold::words(it));
    it.name = choice.name(&kept.name, &left.name, &mut it.aliases);
    remember(&mut it.aliases, &it.name, left.id.as_str());
    it
}

/// Returns the tie `kept` with what `left` knows besides; it goes on if one of them does.
pub(super) fn ties(kept: &Tie, left: &Tie, choice: &mut Choice) -> Tie {
    Tie {
        strength: choice.option("strength", &kept.strength, &left.strength),
        since: choice.option("since", &kept.since, &left.since),
        until: kept
            .until
            .zip(left.until)
            .map(|(one, other)| if other.last_day() > one.last_day() { other } else { one }),
        source: sources(&kept.source, &left.source),
        note: notes(&kept.note, &left.note),
        ..kept.clone()
    }
}

/// Returns whether two records of the same people, day and channel say nothing that contradicts the other.
pub(super) fn is_one_event(one: &Meeting, other: &Meeting) -> bool {
    let agree = |one: &str, other: &str| one.is_empty() || other.is_empty() || fold::words(one) == fold::words(other);
    let long = one.minutes.zip(other.minutes).is_none_or(|(one, other)| one == other);
    long && agree(&one.place, &other.place) && one.by == other.by && one.without_ego == other.without_ego
}

/// Returns the meeting `kept` with what `left` knows besides; it took place if one of them did.
pub(super) fn meetings(kept: &Meeting, left: &Meeting) -> Meeting {
    let mut it = kept.clone();
    it.minutes = kept.minutes.or(left.minutes);
    unite(&mut it.about, &left.about, Clone::clone);
    it.place = sources(&kept.place, &left.place);
    it.planned = kept.planned && left.planned;
    it.success = notes(&kept.success, &left.success);
    it.note = notes(&kept.note, &left.note);
    it.source = sources(&kept.source, &left.source);
    it
}
