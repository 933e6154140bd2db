//! Organizations, departments, communities and topics named in passing: found, or made and reported.

use super::typed;
use crate::error::Error;
use crate::network::{
    Community, CommunityId, Department, DepartmentId, Found, Key, Kind, Named, Network, Organization, OrganizationId,
    Person, PersonId, Revision, Topic, TopicId, fold, id, slug,
};

/// What was made on the way, in words.
#[derive(Debug, Default)]
pub(crate) struct Made(pub(crate) Vec<String>);

impl Made {
    fn note<R: Named>(&mut self, network: &Network, typed: &str, id: &R::Id) {
        let near = match network.find::<R>(typed) {
            Found::Nothing(near) => near.first().map(|near| format!(" (not `{near}`?)")),
            _ => None,
        };
        self.0.push(format!("made the {} `{id}`{}", R::KIND, near.unwrap_or_default()));
    }

    /// Returns the organization of that name, made if there is none.
    pub(crate) fn organization(&mut self, revision: &mut Revision<'_>, name: &str) -> Result<OrganizationId, Error> {
        let name = &typed::name(name, Kind::Organization)?;
        if let Some(id) = known::<Organization>(revision, name)? {
            return Ok(id);
        }
        let id: OrganizationId = id::numbered(&slug(name), |it| taken::<Organization>(revision, it)).parse()?;
        self.note::<Organization>(revision, name, &id);
        revision.put(Organization::named(id.clone(), name));
        Ok(id)
    }

    /// Returns the department of that name or id, made if there is none: in the organization its id names, or in the
    /// one given, or else in the other.
    pub(crate) fn department(
        &mut self,
        revision: &mut Revision<'_>,
        typed: &str,
        given: Option<OrganizationId>,
        otherwise: Option<OrganizationId>,
    ) -> Result<DepartmentId, Error> {
        if let (None, Ok(id)) = (&given, typed.trim().parse::<DepartmentId>()) {
            self.organization(revision, id.organization().as_str())?;
        }
        let (at, name) = placed(revision, typed, given, otherwise)?;
        let folded = fold::words(&name);
        let same = |it: &&Department| {
            it.id.organization() == at
                && (it.id.as_str().split_once('/').is_some_and(|(_, unit)| *unit == name)
                    || fold::words(&it.name) == folded)
        };
        if let Some(found) = revision.departments().values().find(same) {
            return Ok(found.id.clone());
        }
        let full = |unit: &str| DepartmentId::within(&at, unit);
        let unit = id::numbered(&slug(&name), |it| full(it).is_ok_and(|id| revision.departments().contains_key(&id)));
        let id = full(&unit)?;
        self.note::<Department>(revision, &name, &id);
        revision.put(Department::named(id.clone(), name));
        Ok(id)
    }

    /// Returns the community of that name, made if there is none.
    pub(crate) fn community(&mut self, revision: &mut Revision<'_>, name: &str) -> Result<CommunityId, Error> {
        let name = &typed::name(name, Kind::Community)?;
        if let Some(id) = known::<Community>(revision, name)? {
            return Ok(id);
        }
        let id: CommunityId = id::numbered(&slug(name), |it| taken::<Community>(revision, it)).parse()?;
        self.note::<Community>(revision, name, &id);
        revision.put(Community::named(id.clone(), name));
        Ok(id)
    }

    /// Returns the topic of that name, made if there is none.
    pub(crate) fn topic(&mut self, revision: &mut Revision<'_>, name: &str) -> Result<TopicId, Error> {
        let name = &typed::name(name, Kind::Topic)?;
        if let Some(id) = known::<Topic>(revision, name)? {
            return Ok(id);
        }
        let id: TopicId = id::numbered(&slug(name), |it| taken::<Topic>(revision, it)).parse()?;
        self.note::<Topic>(revision, name, &id);
        revision.put(Topic::named(id.clone(), name));
        Ok(id)
    }
}

/// Returns whether a text is the id of a record of that kind.
pub(crate) fn taken<R: Named>(network: &Network, id: &str) -> bool {
    network.id_of::<R>(id).is_some()
}

/// Splits `acme/finance` where `acme` is an organization; a name with a stroke of its own stays whole.
fn placed(
    network: &Network,
    typed: &str,
    given: Option<OrganizationId>,
    otherwise: Option<OrganizationId>,
) -> Result<(OrganizationId, String), Error> {
    let name = typed::name(typed, Kind::Department)?;
    let split = name.split_once('/').and_then(|(at, unit)| {
        let unit = Some(unit.trim().to_owned()).filter(|it| !it.is_empty())?;
        match network.find_exactly::<Organization>(at) {
            Found::One(at) => Some((at, unit)),
            _ => None,
        }
    });
    match (split, given) {
        (Some((of, _)), Some(at)) if of != at => Err(Error::usage(
            format!("`{name}` is a department of `{of}`, not of `{at}`"),
            "leave --at out, or write the department's name alone",
        )),
        (Some(split), _) => Ok(split),
        (None, given) => match given.or(otherwise) {
            Some(at) => Ok((at, name)),
            None => Err(Error::usage(format!("`{name}` is a department of which organization?"), "name it with --at")),
        },
    }
}

fn known<R: Named>(network: &Network, name: &str) -> Result<Option<R::Id>, Error> {
    let told = |id: &R::Id| (id.to_string(), network.get::<R>(id).map_or("", Named::name).to_owned());
    match network.find_exactly::<R>(name) {
        Found::One(id) => Ok(Some(id)),
        Found::Several(several) => {
            Err(Error::Ambiguous { typed: name.to_owned(), several: several.iter().map(told).collect() })
        }
        Found::Nothing(_) => Ok(None),
    }
}

/// Returns the record of exactly that name or id; one that is not there is an error.
pub(crate) fn named<R: Named>(network: &Network, name: &str) -> Result<R::Id, Error> {
    let unknown = || Error::Unknown { kind: R::KIND, typed: name.to_owned(), near: Vec::new() };
    known::<R>(network, name)?.ok_or_else(unknown)
}

/// A bare word close to a kind is a slip, not a name.
pub(crate) fn refuse_slip(words: &[String], command: &str, kinds: &[Kind]) -> Result<(), Error> {
    let Some(first) = words.first().map(|it| it.trim()) else { return Ok(()) };
    let close = |kind: &&Kind| {
        let words = [kind.to_string(), kind.plural().to_owned()];
        words.iter().any(|word| strsim::osa_distance(word, &first.to_lowercase()) <= 1)
    };
    // `Persson Anna` is a name; `persn anna` is not.
    let is_name = words.len() > 1 && first.starts_with(char::is_uppercase);
    match kinds.iter().find(close).filter(|_| !is_name) {
        None => Ok(()),
        Some(kind) => Err(Error::usage(
            format!("`{first}` is close to a kind of record, but is none"),
            format!(
                "write `acquaint {command} {kind} …`, or `acquaint {command} person \"{}\"` if it is a name",
                words.join(" ")
            ),
        )),
    }
}

/// Returns the organization ego works at today, if it is recorded.
pub(crate) fn home(network: &Network, today: crate::network::Date) -> Option<OrganizationId> {
    workplace(network, network.ego(), today)
}

/// Returns the organization a person works at today.
pub(crate) fn workplace(network: &Network, id: &PersonId, today: crate::network::Date) -> Option<OrganizationId> {
    let position = network.people().get(id)?.position_on(today)?;
    position.organization()
}

/// Returns a free id for somebody of that name, and those who have the name already.
pub(crate) fn free_person_id(network: &Network, name: &str) -> Result<(PersonId, Vec<PersonId>), Error> {
    let folded = fold::words(name);
    let same = network.people_of_words(&folded).into_iter().filter(|it| fold::words_are(&it.name, &folded));
    let namesakes = same.map(|it| it.id.clone()).collect();
    let had = |it: &&Person, id: &str| it.was.iter().any(|old| old.as_str() == id);
    let was = |id: &str| network.people_of_words(&fold::words(id)).iter().any(|it| had(it, id));
    // `me` is ego at the prompt and `none` nobody: as ids they could not be typed.
    let reserved = |id: &str| id == "me" || id == "none";
    let id = id::numbered(&slug(name), |id| reserved(id) || taken::<Person>(network, id) || was(id));
    Ok((id.parse()?, namesakes))
}

/// Returns the key as a word for people: `the person ann-lee`.
pub(crate) fn told(key: &Key) -> String {
    format!("the {} `{key}`", key.kind())
}
