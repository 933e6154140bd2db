//! Sketches: what a row says, as a person's record with the ids of its units. It must not know who that person is.

use super::PersonRow;
use super::key;
use super::units::Maker;
use crate::network::{CommunityId, Person, Position, TopicId};

/// The level of a skill nobody gave a level: it is known, no more.
const SKILL: u8 = 3;

impl Maker<'_, '_, '_> {
    /// Returns what the row says; none if it names a unit that is not known and may not be made.
    pub(super) fn sketch(&mut self, row: &PersonRow) -> Option<Person> {
        let id = row.id.clone().or_else(|| "unnamed".parse().ok()).expect("a slug is an id");
        let name = if row.name.is_empty() { &row.handle } else { &row.name };
        let mut said = Person::named(id, name.as_str());
        said.positions = self.positions(row)?;
        said.communities = self.communities(row)?;
        for (topic, level) in self.skills(row)? {
            said.skills.entry(topic).or_insert(level);
        }
        unite(&mut said.emails, &row.emails, |it| key::email(it));
        unite(&mut said.phones, &row.phones, |it| phone(it));
        unite(&mut said.links, &row.links, |it| key::link(it));
        unite(&mut said.tags, &row.tags, |it| it.to_lowercase());
        (said.closeness, said.cadence) = (row.closeness, row.cadence);
        said.note = row.note.clone();
        said.attributes = row.attributes.clone();
        Some(said)
    }

    fn positions(&mut self, row: &PersonRow) -> Option<Vec<Position>> {
        if row.title.is_empty() && row.organization.is_empty() && row.department.is_empty() {
            return Some(Vec::new());
        }
        let mut position = Position { title: row.title.clone(), ..Position::default() };
        if !row.department.is_empty() {
            let department = self.department(&row.organization, &row.department)?;
            position.at = Some(department.organization());
            position.department = Some(department);
        } else if !row.organization.is_empty() {
            position.at = Some(self.organization(&row.organization)?);
        }
        Some(vec![position])
    }

    fn communities(&mut self, row: &PersonRow) -> Option<Vec<CommunityId>> {
        let mut communities: Vec<CommunityId> = Vec::new();
        for name in &row.communities {
            let community = self.community(name)?;
            unite(&mut communities, &[community], Clone::clone);
        }
        Some(communities)
    }

    fn skills(&mut self, row: &PersonRow) -> Option<Vec<(TopicId, u8)>> {
        let skill = |(topic, level): &(String, Option<u8>)| Some((self.topic(topic)?, level.unwrap_or(SKILL)));
        row.skills.iter().map(skill).collect()
    }
}

/// Returns what makes two spellings of a number the same, or the text of one that has too few digits.
pub(super) fn phone(text: &str) -> String {
    key::phone(text).unwrap_or_else(|| text.to_owned())
}

/// Adds what is not in the list yet.
pub(super) fn unite<T: Clone, K: Ord>(list: &mut Vec<T>, more: &[T], key: impl Fn(&T) -> K) {
    let mut there: std::collections::BTreeSet<K> = list.iter().map(&key).collect();
    for item in more {
        if there.insert(key(item)) {
            list.push(item.clone());
        }
    }
}
