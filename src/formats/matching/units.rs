//! Units: which organization, department, community or topic a name in a file means, and making those named for the
//! first time. It must not know people, but for ego's organization.

use std::collections::HashMap;

use super::key;
use crate::network::id::{numbered, numbered_from};
use crate::network::{
    Community, CommunityId, Date, Department, DepartmentId, Key, Kind, Network, Organization, OrganizationId, Position,
    Revision, Topic, TopicId, slug,
};

/// What ego's organization is called as long as nobody said it.
const HOME: &str = "My organization";

/// The units known so far, by the keys of their names.
pub(super) struct Units {
    organizations: HashMap<String, OrganizationId>,
    departments: HashMap<String, DepartmentId>,
    communities: HashMap<String, CommunityId>,
    topics: HashMap<String, TopicId>,
    home: Option<OrganizationId>,
    numbers: Numbers,
    /// What was made.
    pub(super) made: Vec<Key>,
}

/// The last number given to each base of ids, so that ten thousand namesakes do not begin from two each time.
#[derive(Default)]
pub(super) struct Numbers(HashMap<(Kind, String), usize>);

impl Numbers {
    /// Returns the base, or the first number of it that is not taken.
    pub(super) fn id(&mut self, kind: Kind, base: &str, taken: impl Fn(&str) -> bool) -> String {
        if !taken(base) {
            return base.to_owned();
        }
        let last = self.0.entry((kind, base.to_owned())).or_insert(1);
        let (id, number) = numbered_from(*last + 1, base, taken);
        *last = number;
        id
    }
}

fn index<Id: Clone>(texts: &[(&str, &Id)]) -> HashMap<String, Id> {
    let mut index = HashMap::new();
    for (text, id) in texts {
        index.entry(key::unit(text)).or_insert_with(|| (*id).clone());
    }
    index
}

impl Units {
    /// Returns the units of a network.
    pub(super) fn of(network: &Network, today: Date) -> Self {
        let names = network.organizations().values().map(|it| (it.name.as_str(), &it.id));
        let ids = network.organizations().keys().map(|id| (id.as_str(), id));
        let aliases = network
            .organizations()
            .values()
            .flat_map(|it| it.aliases.iter().chain(&it.domains).map(move |alias| (alias.as_str(), &it.id)));
        let organizations = index(&names.chain(ids).chain(aliases).collect::<Vec<_>>());
        let names = network.communities().values().map(|it| (it.name.as_str(), &it.id));
        let ids = network.communities().keys().map(|id| (id.as_str(), id));
        let communities = index(&names.chain(ids).collect::<Vec<_>>());
        let names = network.topics().values().map(|it| (it.name.as_str(), &it.id));
        let ids = network.topics().keys().map(|id| (id.as_str(), id));
        let aliases =
            network.topics().values().flat_map(|it| it.aliases.iter().map(move |alias| (alias.as_str(), &it.id)));
        let topics = index(&names.chain(ids).chain(aliases).collect::<Vec<_>>());
        let departments = departments(network);
        let (numbers, made) = (Numbers::default(), Vec::new());
        let home = None;
        let mut units = Self { organizations, departments, communities, topics, home, numbers, made };
        units.settle(network, today);
        units
    }

    /// Takes ego's present organization as the home of departments of which no organization is said.
    pub(super) fn settle(&mut self, network: &Network, today: Date) {
        let ego = network.people().get(network.ego());
        let present = ego.and_then(|ego| ego.positions_on(today).find_map(Position::organization));
        self.home = present.or_else(|| self.organizations.get(&key::unit(HOME)).cloned());
    }

    /// Returns ego's organization, if there is one yet.
    pub(super) fn home(&self) -> Option<&OrganizationId> {
        self.home.as_ref()
    }

    /// Returns the organization of that name, if it is known.
    pub(super) fn organization(&self, name: &str) -> Option<OrganizationId> {
        self.organizations.get(&key::unit(name)).cloned()
    }

    /// Returns the organization that a row with a department but no organization belongs to, if there is one yet.
    pub(super) fn organization_of(&self, department: &str) -> Option<OrganizationId> {
        self.by_id(department).map(DepartmentId::organization).or_else(|| self.home.clone())
    }

    /// Returns the department written as its whole id.
    fn by_id(&self, text: &str) -> Option<&DepartmentId> {
        self.departments.get(text).filter(|id| id.as_str() == text)
    }
}

fn departments(network: &Network) -> HashMap<String, DepartmentId> {
    let mut departments = HashMap::new();
    for it in network.departments().values() {
        let organization = it.id.organization();
        departments.entry(department_key(&organization, &it.name)).or_insert(it.id.clone());
    }
    for id in network.departments().keys() {
        departments.insert(id.as_str().to_owned(), id.clone());
        let unit = id.as_str().rsplit('/').next().unwrap_or_default();
        departments.entry(department_key(&id.organization(), unit)).or_insert(id.clone());
    }
    departments
}

/// Returns a key that no id is: it holds a blank.
fn department_key(organization: &OrganizationId, name: &str) -> String {
    format!("{organization} {}", key::unit(name))
}

/// The units while rows are resolved: with a revision those named for the first time are made, without one nothing is.
pub(super) struct Maker<'u, 'r, 'n> {
    /// The units.
    pub(super) units: &'u mut Units,
    /// Where new ones are made.
    pub(super) revision: Option<&'r mut Revision<'n>>,
}

/// Writes a method that finds a unit by name or makes it.
macro_rules! found_or_made {
    ($(#[$doc:meta])* $method:ident, $table:ident, $record:ident, $id:ident) => {
        $(#[$doc])*
        pub(super) fn $method(&mut self, name: &str) -> Option<$id> {
            let key = key::unit(name);
            if let Some(id) = self.units.$table.get(&key) {
                return Some(id.clone());
            }
            let revision = self.revision.as_deref_mut()?;
            let taken = |id: &str| id.parse().is_ok_and(|id| revision.get::<$record>(&id).is_some());
            let id: $id = self.units.numbers.id(Kind::$record, &slug(name), taken).parse().expect("a slug is an id");
            self.units.$table.insert(key, id.clone());
            self.units.made.push(Key::$record(id.clone()));
            revision.put($record::named(id.clone(), name));
            Some(id)
        }
    };
}

impl Maker<'_, '_, '_> {
    found_or_made!(
        /// Returns the organization of that name.
        organization, organizations, Organization, OrganizationId
    );
    found_or_made!(
        /// Returns the community of that name.
        community, communities, Community, CommunityId
    );
    found_or_made!(
        /// Returns the topic of that name.
        topic, topics, Topic, TopicId
    );

    /// Returns ego's organization.
    fn home(&mut self) -> Option<OrganizationId> {
        if self.units.home.is_none() {
            self.units.home = Some(self.organization(HOME)?);
        }
        self.units.home.clone()
    }

    /// Returns the department of that name or id, at the organization named or at ego's.
    pub(super) fn department(&mut self, organization: &str, name: &str) -> Option<DepartmentId> {
        let at = match (organization, self.units.by_id(name)) {
            ("", Some(id)) => return Some(id.clone()),
            ("", None) => self.home()?,
            (organization, _) => self.organization(organization)?,
        };
        let key = department_key(&at, name);
        let whole = self.units.by_id(name).filter(|id| id.organization() == at);
        if let Some(id) = whole.or_else(|| self.units.departments.get(&key)) {
            return Some(id.clone());
        }
        self.make_department(&at, name, key)
    }

    fn make_department(&mut self, at: &OrganizationId, name: &str, key: String) -> Option<DepartmentId> {
        let revision = self.revision.as_deref_mut()?;
        let there = |id: DepartmentId| revision.get::<Department>(&id).is_some();
        let taken = |unit: &str| DepartmentId::within(at, unit).is_ok_and(there);
        let unit = numbered(&slug(name), taken);
        let id = DepartmentId::within(at, &unit).expect("both are slugs");
        self.units.departments.insert(key, id.clone());
        self.units.departments.insert(id.to_string(), id.clone());
        self.units.made.push(Key::Department(id.clone()));
        revision.put(Department::named(id.clone(), name));
        Some(id)
    }
}
