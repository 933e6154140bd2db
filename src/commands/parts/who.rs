//! Who or what is meant by what was typed.

use super::session::Session;
use crate::error::Error;
use crate::network::{
    Community, Department, Found, Key, Kind, Named, Network, Organization, OrganizationId, Person, PersonId, Topic,
};

/// Returns the person meant; `me` is ego.
pub(crate) fn person(session: &Session, network: &Network, typed: &str) -> Result<PersonId, Error> {
    if typed.trim().eq_ignore_ascii_case("me") {
        return Ok(network.ego().clone());
    }
    named::<Person>(session, network, typed)
}

/// Returns the people meant by several words: names may be typed without quotes, as long as they are whole.
pub(crate) fn people(session: &Session, network: &Network, words: &[String]) -> Result<Vec<PersonId>, Error> {
    let mut people = Vec::new();
    let mut rest = words;
    while !rest.is_empty() {
        let whole = |&n: &usize| matches!(network.find_exactly::<Person>(&rest[..n].join(" ")), Found::One(_));
        let taken = (2..=rest.len().min(5)).rev().find(whole).unwrap_or(1);
        if taken == 1 && !people.is_empty() && matches!(rest[0].as_str(), "and" | "&" | ",") {
            rest = &rest[1..];
            continue;
        }
        people.push(person(session, network, &rest[..taken].join(" "))?);
        rest = &rest[taken..];
    }
    people.sort();
    people.dedup();
    Ok(people)
}

/// Returns the record of one kind meant, asking on a terminal where several are.
pub(crate) fn named<R: Named>(session: &Session, network: &Network, typed: &str) -> Result<R::Id, Error> {
    if typed.trim().is_empty() {
        return Err(Error::usage(format!("no {} is named", R::KIND), "write a name or an id"));
    }
    match network.find::<R>(typed) {
        Found::One(id) => Ok(id),
        Found::Several(several) => chosen::<R>(session, network, typed, &several),
        Found::Nothing(near) => Err(Error::Unknown { kind: R::KIND, typed: shortened(typed), near: texts(&near) }),
    }
}

/// Returns the record that has exactly this id, name, alias or address, of whatever kind: people first.
pub(crate) fn exactly_one(network: &Network, typed: &str) -> Option<Key> {
    if typed.trim().eq_ignore_ascii_case("me") {
        return Some(Key::Person(network.ego().clone()));
    }
    // An id is the surest name: the topic `finance` before a department called Finance.
    any_by_id(network, typed).or_else(|| exactly_any(network, typed).into_iter().next())
}

/// Returns the record meant, of whatever kind: people first.
pub(crate) fn anything(session: &Session, network: &Network, typed: &str) -> Result<Key, Error> {
    if let Some(key) = exactly_one(network, typed) {
        return Ok(key);
    }
    if let Some((kind, rest)) = typed.trim().split_once(' ')
        && let Ok(kind) = kind.parse::<Kind>()
        && let Some(key) = of_kind(session, network, kind, rest)?
    {
        return Ok(key);
    }
    let mut near = Vec::new();
    let looks: [Look; 5] = [look::<Person>, look::<Organization>, look::<Department>, look::<Community>, look::<Topic>];
    for look in looks {
        match look(session, network, typed) {
            Err(Error::Unknown { near: more, .. }) => near.extend(more),
            found => return found,
        }
    }
    let kinds = "`acquaint find WORD` looks in notes and titles, too";
    let hint = near.first().map_or_else(|| kinds.to_owned(), |it| format!("did you mean `{it}`?"));
    Err(Error::unfit(format!("nobody and nothing here is called `{}`", shortened(typed)), hint))
}

/// Looks for a record of one kind.
type Look = fn(&Session, &Network, &str) -> Result<Key, Error>;

fn look<R: Named>(session: &Session, network: &Network, typed: &str) -> Result<Key, Error> {
    named::<R>(session, network, typed).map(R::key)
}

/// Returns the record meant by a command that changes it: a name that fits records of two kinds is not guessed at.
pub(crate) fn one_thing(session: &Session, network: &Network, typed: &str) -> Result<Key, Error> {
    let keys = exactly_any(network, typed);
    if keys.len() < 2 {
        return anything(session, network, typed);
    }
    let told = |key: &Key| (format!("{} {key}", key.kind()), String::new());
    Err(Error::Ambiguous { typed: shortened(typed), several: keys.iter().map(told).collect() })
}

/// Returns the record of a kind that was typed before its name.
fn of_kind(session: &Session, network: &Network, kind: Kind, typed: &str) -> Result<Option<Key>, Error> {
    Ok(Some(match kind {
        Kind::Person => Key::Person(person(session, network, typed)?),
        Kind::Organization => Key::Organization(named::<Organization>(session, network, typed)?),
        Kind::Department => Key::Department(named::<Department>(session, network, typed)?),
        Kind::Community => Key::Community(named::<Community>(session, network, typed)?),
        Kind::Topic => Key::Topic(named::<Topic>(session, network, typed)?),
        _ => return Ok(None),
    }))
}

fn by_id<R: Named>(network: &Network, typed: &str) -> Option<Key> {
    network.id_of::<R>(&typed.trim().to_lowercase()).map(R::key)
}

fn any_by_id(network: &Network, typed: &str) -> Option<Key> {
    by_id::<Person>(network, typed)
        .or_else(|| by_id::<Organization>(network, typed))
        .or_else(|| by_id::<Department>(network, typed))
        .or_else(|| by_id::<Community>(network, typed))
        .or_else(|| by_id::<Topic>(network, typed))
}

/// Returns the records of every kind that answer to exactly what was typed, people first.
fn exactly_any(network: &Network, typed: &str) -> Vec<Key> {
    let keys = [
        exactly::<Person>(network, typed),
        exactly::<Organization>(network, typed),
        exactly::<Department>(network, typed),
        exactly::<Community>(network, typed),
        exactly::<Topic>(network, typed),
    ];
    keys.into_iter().flatten().collect()
}

fn exactly<R: Named>(network: &Network, typed: &str) -> Option<Key> {
    match network.find_exactly::<R>(typed) {
        Found::One(id) => Some(R::key(id)),
        _ => None,
    }
}

/// Returns the department meant: an id, or a name within an organization, or a name alone where it is the only one.
pub(crate) fn department(
    session: &Session,
    network: &Network,
    typed: &str,
    at: Option<&OrganizationId>,
) -> Result<crate::network::DepartmentId, Error> {
    let within = at.and_then(|at| crate::network::DepartmentId::within(at, &crate::network::slug(typed)).ok());
    match within.filter(|id| network.departments().contains_key(id)) {
        Some(id) => Ok(id),
        None => named::<Department>(session, network, typed),
    }
}

fn chosen<R: Named>(session: &Session, network: &Network, typed: &str, several: &[R::Id]) -> Result<R::Id, Error> {
    let told: Vec<String> = several.iter().map(|id| told::<R>(network, id, session)).collect();
    match session.choose(&format!("Which {}", R::KIND), &told)? {
        Some(at) => Ok(several[at].clone()),
        None => {
            let told = |id: &R::Id| (id.to_string(), word::<R>(network, id, session));
            let several = several.iter().take(8).map(told).collect();
            Err(Error::Ambiguous { typed: shortened(typed), several })
        }
    }
}

fn told<R: Named>(network: &Network, id: &R::Id, session: &Session) -> String {
    format!("{id}  {}", word::<R>(network, id, session))
}

/// Returns the name of a record, and the place of a person, to tell it from its namesakes.
fn word<R: Named>(network: &Network, id: &R::Id, session: &Session) -> String {
    let name = network.get::<R>(id).map_or("", Named::name);
    let person = id.to_string().parse().ok().filter(|_| R::KIND == Kind::Person);
    let place = person.map(|id| super::told::place(network, &id, session.today));
    match place.filter(|it| !it.is_empty()) {
        Some(place) => format!("{name}, {place}"),
        None => name.to_owned(),
    }
}

fn texts<Id: std::fmt::Display>(ids: &[Id]) -> Vec<String> {
    ids.iter().take(8).map(ToString::to_string).collect()
}

fn shortened(typed: &str) -> String {
    typed.chars().take(60).collect()
}
