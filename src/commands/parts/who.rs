//! Who or what is meant by what was typed.

use super::session::Session;
use crate::error::Error;
use crate::network::{
    Community, Department, Found, Key, Kind, Named, Network, Organization, OrganizationId, Person,
    PersonId, Topic,
};

/// Returns the person meant; `me` is ego.
pub(crate) fn person(session: &Session, network: &Network, typed: &str) -> Result<PersonId, Error> {
    if typed.trim().eq_ignore_ascii_case("me") {
        return Ok(network.ego().clone());
    }
    named::<Person>(session, network, typed)
}

/// Returns the people meant by several words: names may be typed without quotes, as long as they are whole.
pub(crate) fn people(
    session: &Session,
    network: &Network,
    words: &[String],
) -> Result<Vec<PersonId>, Error> {
    let mut people = Vec::new();
    let mut rest = words;
    while !rest.is_empty() {
        let whole = |&n: &usize| {
            matches!(network.find_exactly::<Person>(&rest[..n].join(" ")), Found::One(_))
        };
        let taken = (2..=rest.len().min(5)).rev().find(whole).unwrap_or(1);
        people.push(person(session, network, &rest[..taken].join(" "))?);
        rest = &rest[taken..];
    }
    people.sort();
    people.dedup();
    Ok(people)
}

/// Returns the record of one kind meant, asking on a terminal where several are.
pub(crate) fn named<R: Named>(
    session: &Session,
    network: &Network,
    typed: &str,
) -> Result<R::Id, Error> {
    match network.find::<R>(typed) {
        Found::One(id) => Ok(id),
        Found::Several(several) => chosen::<R>(session, network, typed, &several),
        Found::Nothing(near) => {
            Err(Error::Unknown { kind: R::KIND, typed: shortened(typed), near: texts(&near) })
        }
    }
}

/// Returns the record meant, of whatever kind: people first.
pub(crate) fn anything(session: &Session, network: &Network, typed: &str) -> Result<Key, Error> {
    if typed.trim().eq_ignore_ascii_case("me") {
        return Ok(Key::Person(network.ego().clone()));
    }
    let exact = exactly::<Person>(network, typed)
        .or_else(|| exactly::<Organization>(network, typed))
        .or_else(|| exactly::<Department>(network, typed))
        .or_else(|| exactly::<Community>(network, typed))
        .or_else(|| exactly::<Topic>(network, typed));
    if let Some(key) = exact {
        return Ok(key);
    }
    let nobody = match named::<Person>(session, network, typed) {
        Ok(id) => return Ok(Key::Person(id)),
        Err(error @ Error::Ambiguous { .. }) => return Err(error),
        Err(error) => error,
    };
    let unit = named::<Organization>(session, network, typed)
        .map(Key::Organization)
        .or_else(|_| named::<Department>(session, network, typed).map(Key::Department))
        .or_else(|_| named::<Community>(session, network, typed).map(Key::Community))
        .or_else(|_| named::<Topic>(session, network, typed).map(Key::Topic));
    unit.map_err(|_| nobody)
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
    let within = at
        .and_then(|at| crate::network::DepartmentId::within(at, &crate::network::slug(typed)).ok());
    match within.filter(|id| network.departments().contains_key(id)) {
        Some(id) => Ok(id),
        None => named::<Department>(session, network, typed),
    }
}

fn chosen<R: Named>(
    session: &Session,
    network: &Network,
    typed: &str,
    several: &[R::Id],
) -> Result<R::Id, Error> {
    let told: Vec<String> = several.iter().map(|id| told::<R>(network, id, session)).collect();
    match session.choose(&format!("Which {}", R::KIND), &told)? {
        Some(at) => Ok(several[at].clone()),
        None => Err(Error::Ambiguous { typed: shortened(typed), several: texts(several) }),
    }
}

fn told<R: Named>(network: &Network, id: &R::Id, session: &Session) -> String {
    let name = network.get::<R>(id).map_or("", Named::name);
    let place = id
        .to_string()
        .parse()
        .ok()
        .filter(|_| R::KIND == Kind::Person)
        .map(|id| super::told::place(network, &id, session.today));
    format!(
        "{id}  {name}{}",
        place.filter(|it| !it.is_empty()).map_or_else(String::new, |it| format!(", {it}"))
    )
}

fn texts<Id: std::fmt::Display>(ids: &[Id]) -> Vec<String> {
    ids.iter().take(8).map(ToString::to_string).collect()
}

fn shortened(typed: &str) -> String {
    typed.chars().take(60).collect()
}
