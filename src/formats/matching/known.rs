//! The known: who of the network a row may mean, by address, number, name and organization, and by likeness. Built once;
//! each look-up sees at most a few people, so that matching stays linear.

use std::collections::{HashMap, VecDeque};

use super::PersonRow;
use super::key;
use super::units::Units;
use crate::formats::cell;
use crate::network::{Network, OrganizationId, Person, PersonId};

/// How many people one key is taken to mean at most; a switchboard's number means nobody.
const SHOWN: usize = 16;
/// How alike names are that may be one name, by Jaro and Winkler.
const LIKENESS: f64 = 0.93;

/// By which key a person was found; the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Ground {
    /// A web address.
    Link,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Name and organization.
    Name,
}

type Index<K> = HashMap<K, VecDeque<usize>>;

/// The people of the network before the import, and who of them is taken by a row.
pub(super) struct Known<'n> {
    people: Vec<&'n Person>,
    taken: Vec<bool>,
    ego: &'n PersonId,
    ids: HashMap<&'n PersonId, usize>,
    addresses: Index<(Ground, String)>,
    places: Index<(String, Option<OrganizationId>)>,
    names: Index<String>,
    blocks: Index<String>,
}

/// The keys of a row.
pub(super) struct Keys {
    name: String,
    addresses: Vec<(Ground, String)>,
    /// Where it says the person works; none inside if that is not known yet, none outside if it says nothing.
    place: Option<Option<OrganizationId>>,
}

impl Keys {
    /// Returns the keys of a row.
    pub(super) fn of(row: &PersonRow, units: &Units) -> Self {
        let place = match (row.organization.as_str(), row.department.as_str()) {
            ("", "") => None,
            ("", department) => Some(units.organization_of(department)),
            (organization, _) => Some(units.organization(organization)),
        };
        let name = if row.name.is_empty() { &row.handle } else { &row.name };
        let addresses = addresses(&row.links, &row.emails, &row.phones);
        Self { name: key::name(name), addresses, place }
    }
}

fn addresses(links: &[String], emails: &[String], phones: &[String]) -> Vec<(Ground, String)> {
    let links = links.iter().map(|it| (Ground::Link, key::link(it)));
    let emails = emails.iter().map(|it| (Ground::Email, key::email(it)));
    let phones = phones.iter().filter_map(|it| Some((Ground::Phone, key::phone(it)?)));
    links.chain(emails).chain(phones).collect()
}

/// Returns the keys under which names that are nearly this one stand.
fn blocks(name: &str) -> Vec<String> {
    let words: Vec<_> = name.split(' ').collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    let initial = |word: &str| word.chars().next().unwrap_or(' ');
    vec![format!("{}|{last}", initial(first)), format!("{first}|{}|", initial(last)), format!("={}", key::turned(name))]
}

impl<'n> Known<'n> {
    /// Returns the people of a network.
    pub(super) fn of(network: &'n Network) -> Self {
        let mut people: Vec<_> = network.people().values().collect();
        // In the order the ids were given: `ann-lee-9` before `ann-lee-10`.
        people.sort_by_key(|person| (person.id.as_str().len(), &person.id));
        let mut known = Self {
            taken: vec![false; people.len()],
            ego: network.ego(),
            ids: HashMap::new(),
            addresses: Index::new(),
            places: Index::new(),
            names: Index::new(),
            blocks: Index::new(),
            people,
        };
        (0..known.people.len()).for_each(|at| known.index(at));
        for (at, person) in known.people.iter().enumerate() {
            for id in &person.was {
                known.ids.entry(id).or_insert(at);
            }
        }
        known
    }

    fn index(&mut self, at: usize) {
        let person = self.people[at];
        self.ids.insert(&person.id, at);
        for address in addresses(&person.links, &person.emails, &person.phones) {
            push(&mut self.addresses, address, at);
        }
        let mut places: Vec<_> = person.positions.iter().map(|it| it.organization()).collect();
        places.retain(Option::is_some);
        if places.is_empty() {
            places.push(None);
        }
        for name in names(person) {
            places.iter().for_each(|it| push(&mut self.places, (name.clone(), it.clone()), at));
            blocks(&name).into_iter().for_each(|block| push(&mut self.blocks, block, at));
            push(&mut self.names, name, at);
        }
    }

    /// Returns the person.
    pub(super) fn person(&self, at: usize) -> &'n Person {
        self.people[at]
    }

    /// Returns who has, or had, this id.
    pub(super) fn by_id(&self, id: &PersonId) -> Option<usize> {
        self.ids.get(id).copied()
    }

    /// Whether a row means this person already.
    pub(super) fn is_taken(&self, at: usize) -> bool {
        self.taken[at]
    }

    /// Lets a row mean this person, and no other row any more.
    pub(super) fn take(&mut self, at: usize) {
        self.taken[at] = true;
    }

    /// Returns who has one of the keys and is not taken, the best keys first; who has several may come several times.
    pub(super) fn candidates(&mut self, keys: &Keys) -> Vec<(Ground, usize)> {
        let mut found: Vec<(Ground, usize)> = Vec::new();
        for address in &keys.addresses {
            let few = few(&mut self.addresses, &self.taken, address);
            if few.len() < SHOWN {
                found.extend(few.into_iter().map(|at| (address.0, at)));
            }
        }
        if keys.place != Some(None) {
            let place = (keys.name.clone(), keys.place.clone().flatten());
            let few = few(&mut self.places, &self.taken, &place);
            found.extend(few.into_iter().map(|at| (Ground::Name, at)));
        }
        found.sort_by_key(|(ground, _)| *ground);
        found
    }

    /// Returns why it is not certain that the person found on this ground is meant; nothing if it is certain.
    pub(super) fn doubt(&self, keys: &Keys, ground: Ground, at: usize) -> Option<String> {
        let person = self.people[at];
        let alike = || names(person).iter().any(|name| key::alike(name, &keys.name));
        let shared = |what: &str| Some(format!("the same {what}, but another name"));
        match ground {
            Ground::Link if self.same_profile(keys, person) || alike() => None,
            Ground::Link => shared("web address"),
            // Ego's own address is ego's, whatever name a file gives.
            Ground::Email if person.id == *self.ego => None,
            Ground::Email => {
                if alike() {
                    None
                } else {
                    shared("e-mail address")
                }
            }
            Ground::Phone => {
                if alike() {
                    None
                } else {
                    shared("telephone number")
                }
            }
            Ground::Name if other_profile(keys, person) => {
                Some("the same name and organization, but another profile".to_owned())
            }
            Ground::Name => None,
        }
    }

    fn same_profile(&self, keys: &Keys, person: &Person) -> bool {
        let of_row = |link: &String| keys.addresses.iter().any(|(_, it)| it == link);
        profiles(person).iter().any(of_row)
    }

    /// Returns who is called the same or nearly the same, and why it is not certain that he or she is meant.
    pub(super) fn resembling(&mut self, keys: &Keys) -> Option<(usize, String)> {
        for at in few(&mut self.names, &self.taken, &keys.name) {
            if !other_profile(keys, self.people[at]) {
                return Some((at, self.same_name(keys, at)));
            }
        }
        let blocks = blocks(&keys.name).into_iter();
        let near: Vec<_> = blocks.flat_map(|it| few(&mut self.blocks, &self.taken, &it)).collect();
        let person = |at: &usize| self.people[*at];
        let near = near.into_iter().find(|at| {
            !other_profile(keys, person(at)) && may_be_at(keys, person(at)) && near_name(keys, person(at))
        })?;
        Some((near, format!("called nearly the same: `{}`", cell::short(&self.people[near].name))))
    }

    fn same_name(&self, keys: &Keys, at: usize) -> String {
        let unplaced = !self.people[at].positions.iter().any(|it| it.organization().is_some());
        match (&keys.place, unplaced) {
            (None, _) => "the same name, but the row names no organization",
            (_, true) => "the same name, but no organization is recorded",
            _ => "the same name, but another organization",
        }
        .to_owned()
    }
}

fn push<K: std::hash::Hash + Eq>(index: &mut Index<K>, key: K, at: usize) {
    let people = index.entry(key).or_default();
    if people.back() != Some(&at) {
        people.push_back(at);
    }
}

/// Returns a few of those who stand under the key and are not taken.
fn few<K: std::hash::Hash + Eq>(index: &mut Index<K>, taken: &[bool], key: &K) -> Vec<usize> {
    let Some(people) = index.get_mut(key) else { return Vec::new() };
    // Those taken leave for good: a thousand namesakes are not gone through a thousand times.
    while people.front().is_some_and(|&at| taken[at]) {
        people.pop_front();
    }
    people.iter().copied().take(4 * SHOWN).filter(|&at| !taken[at]).take(SHOWN).collect()
}

fn names(person: &Person) -> Vec<String> {
    std::iter::once(&person.name).chain(&person.aliases).map(|name| key::name(name)).collect()
}

fn profiles(person: &Person) -> Vec<String> {
    person.links.iter().map(|it| key::link(it)).filter(|it| key::is_profile(it)).collect()
}

/// Whether both have a profile, and not the same.
fn other_profile(keys: &Keys, person: &Person) -> bool {
    let theirs = profiles(person);
    let mut ours = keys.addresses.iter().filter(|(_, it)| key::is_profile(it)).peekable();
    ours.peek().is_some() && !theirs.is_empty() && !ours.any(|(_, it)| theirs.contains(it))
}

fn may_be_at(keys: &Keys, person: &Person) -> bool {
    let mut places = person.positions.iter().filter_map(|it| it.organization()).peekable();
    match &keys.place {
        None => true,
        Some(place) => places.peek().is_none() || places.any(|it| Some(&it) == place.as_ref()),
    }
}

fn near_name(keys: &Keys, person: &Person) -> bool {
    let turned = key::turned(&keys.name);
    names(person).iter().any(|name| strsim::jaro_winkler(name, &keys.name) >= LIKENESS || key::turned(name) == turned)
}
