//! Circles: what people belong to and work on, and how well the seat's ties cover it.

use std::collections::BTreeSet;

use super::Scene;
use crate::measures::noisy_or;
use crate::network::title::Function;
use crate::network::{CommunityId, DepartmentId, Node, PersonId, TopicId};

impl<'n> Scene<'n> {
    /// Returns the departments a person works in now.
    #[must_use]
    pub fn departments(&self, id: &PersonId) -> BTreeSet<&'n DepartmentId> {
        let positions = self.person(id).into_iter().flat_map(|it| it.positions_on(self.today()));
        positions.filter_map(|it| it.department.as_ref()).collect()
    }

    /// Returns whether a current title of the person names one of the functions.
    #[must_use]
    pub fn works_on(&self, id: &PersonId, functions: &[Function]) -> bool {
        let titles = self.readings(id);
        titles.iter().flat_map(|it| &it.roles).any(|it| it.function.is_some_and(|it| functions.contains(&it)))
    }

    /// Returns the communities a person belongs to.
    #[must_use]
    pub fn communities(&self, id: &PersonId) -> BTreeSet<&'n CommunityId> {
        self.person(id).into_iter().flat_map(|it| &it.communities).collect()
    }

    /// Returns how well the seat's ties cover a department, organization or community, `1 − Π(1 − S)` over its members; 1 for a
    /// circle of the seat's own.
    #[must_use]
    pub fn coverage_by_ties(&self, circle: &Node) -> f64 {
        let members = self.network().graph().members(circle, self.today());
        let own = members.contains(&self.seat);
        if own { 1.0 } else { noisy_or(members.into_iter().map(|it| self.strength(it))) }
    }

    /// Returns the same if the seat's tie to one of the members had that strength, 0..1.
    pub(in crate::lenses) fn coverage_if(&self, circle: &'n Node, (member, strength): (&PersonId, f64)) -> f64 {
        let members = self.network().graph().members(circle, self.today());
        if members.contains(&self.seat) || !members.contains(&member) {
            return self.circle_coverage(circle);
        }
        let then = |it: &PersonId| if it == member { strength } else { self.strength(it) };
        noisy_or(members.into_iter().map(then))
    }

    /// Returns the same of a circle of the graph, worked out once.
    #[must_use]
    pub fn circle_coverage(&self, circle: &'n Node) -> f64 {
        if let Some(&known) = self.circles.borrow().get(circle) {
            return known;
        }
        let covered = self.coverage_by_ties(circle);
        self.circles.borrow_mut().insert(circle, covered);
        covered
    }

    /// Returns the name of a department or community, or its id.
    #[must_use]
    pub fn circle_name(&self, circle: &Node) -> String {
        let network = self.network();
        match circle {
            Node::Department(id) => network.departments().get(id).map_or_else(|| id.to_string(), |it| it.name.clone()),
            Node::Community(id) => network.communities().get(id).map_or_else(|| id.to_string(), |it| it.name.clone()),
            Node::Organization(id) => {
                network.organizations().get(id).map_or_else(|| id.to_string(), |it| it.name.clone())
            }
            Node::Person(id) => network.name(id).to_owned(),
            Node::Topic(id) => id.to_string(),
        }
    }

    /// Returns the name of a topic, or its id.
    #[must_use]
    pub fn topic_name(&self, topic: &TopicId) -> String {
        self.network().topics().get(topic).map_or_else(|| topic.to_string(), |it| it.name.clone())
    }
}
