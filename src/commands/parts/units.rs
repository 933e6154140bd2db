//! Organizations, departments, communities and topics named in passing: found, or made and reported.

use crate::error::Error;
use crate::network::{
    Community, CommunityId, Department, DepartmentId, Found, Key, Named, Network, Organization,
    OrganizationId, PersonId, Revision, Topic, TopicId, id, slug,
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
    pub(crate) fn organization(
        &mut self,
        revision: &mut Revision<'_>,
        name: &str,
    ) -> Result<OrganizationId, Error> {
        if let Some(id) = known::<Organization>(revision, name)? {
            return Ok(id);
        }
        let id: OrganizationId =
            id::numbered(&slug(name), |it| taken::<Organization>(revision, it)).parse()?;
        self.note::<Organization>(revision, name, &id);
        revision.put(Organization::named(id.clone(), name.trim()));
        Ok(id)
    }

    /// Returns the department of that name or id in an organization, made if there is none.
    pub(crate) fn department(
        &mut self,
        revision: &mut Revision<'_>,
        name: &str,
        at: &OrganizationId,
    ) -> Result<DepartmentId, Error> {
        let typed = name.trim().to_lowercase().parse::<DepartmentId>();
        if let Ok(id) = typed.as_ref().map_err(drop)
            && revision.departments().contains_key(id)
        {
            return Ok(id.clone());
        }
        let folded = crate::network::fold::words(name);
        let same = |it: &&Department| {
            it.id.organization() == *at && crate::network::fold::words(&it.name) == folded
        };
        if let Some(found) = revision.departments().values().find(same) {
            return Ok(found.id.clone());
        }
        let unit = name.rsplit('/').next().unwrap_or(name);
        let full = |unit: &str| DepartmentId::within(at, unit);
        let unit_slug = id::numbered(&slug(unit), |it| {
            full(it).is_ok_and(|id| revision.departments().contains_key(&id))
        });
        let id = full(&unit_slug)?;
        self.note::<Department>(revision, name, &id);
        revision.put(Department::named(id.clone(), unit.trim()));
        Ok(id)
    }

    /// Returns the community of that name, made if there is none.
    pub(crate) fn community(
        &mut self,
        revision: &mut Revision<'_>,
        name: &str,
    ) -> Result<CommunityId, Error> {
        if let Some(id) = known::<Community>(revision, name)? {
            return Ok(id);
        }
        let id: CommunityId =
            id::numbered(&slug(name), |it| taken::<Community>(revision, it)).parse()?;
        self.note::<Community>(revision, name, &id);
        revision.put(Community::named(id.clone(), name.trim()));
        Ok(id)
    }

    /// Returns the topic of that name, made if there is none.
    pub(crate) fn topic(
        &mut self,
        revision: &mut Revision<'_>,
        name: &str,
    ) -> Result<TopicId, Error> {
        if let Some(id) = known::<Topic>(revision, name)? {
            return Ok(id);
        }
        let id: TopicId = id::numbered(&slug(name), |it| taken::<Topic>(revision, it)).parse()?;
        self.note::<Topic>(revision, name, &id);
        revision.put(Topic::named(id.clone(), name.trim()));
        Ok(id)
    }
}

/// Returns whether a text is the id of a record of that kind.
pub(crate) fn taken<R: Named>(network: &Network, id: &str) -> bool {
    R::table(network).keys().any(|it| it.to_string() == id)
}

fn known<R: Named>(network: &Network, name: &str) -> Result<Option<R::Id>, Error> {
    if name.trim().is_empty() {
        return Err(Error::usage(
            format!("the {} has no name", R::KIND),
            "write a name, or `none` to clear the field",
        ));
    }
    match network.find_exactly::<R>(name) {
        Found::One(id) => Ok(Some(id)),
        Found::Several(several) => Err(Error::Ambiguous {
            typed: name.to_owned(),
            several: several.iter().map(ToString::to_string).collect(),
        }),
        Found::Nothing(_) => Ok(None),
    }
}

/// Returns the organization ego works at today, if it is recorded.
pub(crate) fn home(network: &Network, today: crate::network::Date) -> Option<OrganizationId> {
    workplace(network, network.ego(), today)
}

/// Returns the organization a person works at today.
pub(crate) fn workplace(
    network: &Network,
    id: &PersonId,
    today: crate::network::Date,
) -> Option<OrganizationId> {
    let position = network.people().get(id)?.position_on(today)?;
    position.at.clone().or_else(|| position.department.as_ref().map(DepartmentId::organization))
}

/// Returns a free id for somebody of that name, and those who have the name already.
pub(crate) fn free_person_id(
    network: &Network,
    name: &str,
) -> Result<(PersonId, Vec<PersonId>), Error> {
    let folded = crate::network::fold::words(name);
    let same =
        network.people().values().filter(|it| crate::network::fold::words(&it.name) == folded);
    let namesakes = same.map(|it| it.id.clone()).collect();
    let was =
        |id: &str| network.people().values().any(|it| it.was.iter().any(|old| old.as_str() == id));
    let id =
        id::numbered(&slug(name), |id| taken::<crate::network::Person>(network, id) || was(id));
    Ok((id.parse()?, namesakes))
}

/// Returns the key as a word for people: `the person ann-lee`.
pub(crate) fn told(key: &Key) -> String {
    format!("the {} `{key}`", key.kind())
}
