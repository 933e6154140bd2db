//! The derived graph: all five kinds of node and every relation between them, as one petgraph graph.
//!
//! Two-mode in the sense of Breiger 1974: people on one side, what they belong to and know on the other. Indices stay
//! inside; callers speak in ids.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use super::{CommunityId, Date, DepartmentId, Network, OrganizationId, Person, PersonId, Quick, Tie, TieKind, TopicId};

/// A node of the network.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// Someone.
    Person(PersonId),
    /// A formal body.
    Organization(OrganizationId),
    /// A formal unit.
    Department(DepartmentId),
    /// An informal circle.
    Community(CommunityId),
    /// Something one can know.
    Topic(TopicId),
}

/// What leads from one node to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Relation {
    /// A declared tie between two people, of this kind, from – until (days that may mean it).
    Tie(TieKind, Option<Date>, Option<Date>),
    /// A person's membership in an organization or department, from – until (days that may mean it).
    Position(Option<Date>, Option<Date>),
    /// A person's membership in a community.
    Member,
    /// A person's skill in a topic, 1 to 5.
    Skill(u8),
    /// A person seeks a topic.
    Seeks,
    /// A person offers a topic.
    Offers,
    /// A department lies in a department or an organization.
    Within,
}

impl Relation {
    fn is_membership_on(self, today: Date) -> bool {
        match self {
            Self::Member => true,
            Self::Position(since, until) => holds(since, until, today),
            _ => false,
        }
    }

    fn is_tie_on(self, kind: TieKind, today: Date) -> bool {
        matches!(self, Self::Tie(it, since, until) if it == kind && holds(since, until, today))
    }
}

fn holds(since: Option<Date>, until: Option<Date>, today: Date) -> bool {
    since.is_none_or(|it| it <= today) && until.is_none_or(|it| it >= today)
}

/// All nodes and relations of a network.
#[derive(Debug)]
pub struct Graph {
    graph: DiGraph<Node, Relation>,
    index: HashMap<Node, NodeIndex, BuildHasherDefault<Quick>>,
}

impl Graph {
    pub(super) fn of(network: &Network) -> Self {
        let mut graph =
            Self { graph: DiGraph::with_capacity(network.people.len(), network.ties.len()), index: HashMap::default() };
        network.people.keys().for_each(|id| graph.node(Node::Person(id.clone())));
        network.organizations.keys().for_each(|id| graph.node(Node::Organization(id.clone())));
        network.departments.keys().for_each(|id| graph.node(Node::Department(id.clone())));
        network.communities.keys().for_each(|id| graph.node(Node::Community(id.clone())));
        network.topics.keys().for_each(|id| graph.node(Node::Topic(id.clone())));
        // People came first: each one's index is their place.
        network.people.values().zip(0..).for_each(|(person, at)| graph.belongings(person, NodeIndex::new(at)));
        for department in network.departments.values() {
            let inner = Node::Department(department.id.clone());
            let outer = match &department.within {
                Some(outer) => Node::Department(outer.clone()),
                None => Node::Organization(department.id.organization()),
            };
            graph.within(&inner, &outer);
        }
        let people: HashMap<_, _, BuildHasherDefault<Quick>> = network.people.keys().zip(0..).collect();
        let ends = |tie: &Tie| Some((*people.get(&tie.from)?, *people.get(&tie.to)?));
        for (tie, (from, to)) in network.ties.values().filter_map(|tie| Some((tie, ends(tie)?))) {
            let (since, until) =
                (tie.since.map(super::PartialDate::first_day), tie.until.map(super::PartialDate::last_day));
            let tie = Relation::Tie(tie.kind, since, until);
            graph.graph.add_edge(NodeIndex::new(from), NodeIndex::new(to), tie);
        }
        graph
    }

    fn belongings(&mut self, person: &Person, me: NodeIndex) {
        for position in &person.positions {
            let held = Relation::Position(
                position.since.map(super::PartialDate::first_day),
                position.until.map(super::PartialDate::last_day),
            );
            let at = position.organization();
            at.into_iter().for_each(|at| self.relate(me, &Node::Organization(at), held));
            position.department.iter().for_each(|it| self.relate(me, &Node::Department(it.clone()), held));
        }
        person.communities.iter().for_each(|it| self.relate(me, &Node::Community(it.clone()), Relation::Member));
        person.skills.iter().for_each(|(it, &n)| self.relate(me, &Node::Topic(it.clone()), Relation::Skill(n)));
        person.seeks.iter().for_each(|it| self.relate(me, &Node::Topic(it.clone()), Relation::Seeks));
        person.offers.iter().for_each(|it| self.relate(me, &Node::Topic(it.clone()), Relation::Offers));
    }

    fn node(&mut self, node: Node) {
        self.index.insert(node.clone(), self.graph.add_node(node));
    }

    // An end that is not recorded leaves no relation: `check` names it, the graph stays whole.
    fn relate(&mut self, from: NodeIndex, to: &Node, relation: Relation) {
        if let Some(&to) = self.index.get(to) {
            self.graph.add_edge(from, to, relation);
        }
    }

    fn within(&mut self, inner: &Node, outer: &Node) {
        if let Some(&inner) = self.index.get(inner) {
            self.relate(inner, outer, Relation::Within);
        }
    }

    /// Returns how many nodes there are.
    #[must_use]
    pub fn n_nodes(&self) -> usize {
        self.graph.node_count()
    }

    /// Returns how many relations there are.
    #[must_use]
    pub fn n_relations(&self) -> usize {
        self.graph.edge_count()
    }

    /// Returns who belongs to an organization, department or community on `today`, each once, in the order of ids.
    #[must_use]
    pub fn members(&self, circle: &Node, today: Date) -> Vec<&PersonId> {
        let Some(&index) = self.index.get(circle) else { return Vec::new() };
        let edges = self.graph.edges_directed(index, Incoming);
        let members = edges.filter(|edge| edge.weight().is_membership_on(today)).map(|edge| edge.source());
        let mut members: Vec<_> = members.filter_map(|it| self.person(it)).collect();
        members.sort();
        members.dedup();
        members
    }

    /// Returns the organizations, departments and communities a person belongs to on `today`, each once, in order.
    #[must_use]
    pub fn circles(&self, person: &PersonId, today: Date) -> Vec<&Node> {
        let Some(&index) = self.index.get(&Node::Person(person.clone())) else { return Vec::new() };
        let edges = self.graph.edges_directed(index, Outgoing);
        let circles = edges.filter(|edge| edge.weight().is_membership_on(today)).map(|edge| edge.target());
        let mut circles: Vec<_> = circles.map(|it| &self.graph[it]).collect();
        circles.sort();
        circles.dedup();
        circles
    }

    /// Returns whom a declared tie of that kind that holds on `today` leads to from `person`, in the order of ids.
    #[must_use]
    pub fn led_to(&self, person: &PersonId, kind: TieKind, today: Date) -> Vec<&PersonId> {
        self.tied(person, kind, Outgoing, today)
    }

    /// Returns from whom a declared tie of that kind that holds on `today` leads to `person`, in the order of ids.
    #[must_use]
    pub fn led_from(&self, person: &PersonId, kind: TieKind, today: Date) -> Vec<&PersonId> {
        self.tied(person, kind, Incoming, today)
    }

    fn tied(&self, person: &PersonId, kind: TieKind, direction: petgraph::Direction, today: Date) -> Vec<&PersonId> {
        let Some(&index) = self.index.get(&Node::Person(person.clone())) else { return Vec::new() };
        let edges = self.graph.edges_directed(index, direction).filter(|edge| edge.weight().is_tie_on(kind, today));
        let other = |edge: petgraph::graph::EdgeReference<'_, _>| match direction {
            Outgoing => edge.target(),
            Incoming => edge.source(),
        };
        let mut people: Vec<_> = edges.map(other).filter_map(|it| self.person(it)).collect();
        people.sort();
        people.dedup();
        people
    }

    fn person(&self, index: NodeIndex) -> Option<&PersonId> {
        match &self.graph[index] {
            Node::Person(id) => Some(id),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Node;
    use crate::network::sketch::{network, person};
    use crate::network::{Community, Date, Person, TieKind};

    #[test]
    fn circles_and_members_mirror_each_other() {
        let mut network = network("me-ada ada-ben:reports_to");
        network.load(Community::named("circle".parse().unwrap(), "Circle"));
        let mut revision = network.revise();
        revision.put(Person { communities: vec!["circle".parse().unwrap()], ..person("ada") });
        drop(revision);
        let (today, circle) = (Date::constant(2026, 1, 1), Node::Community("circle".parse().unwrap()));
        assert_eq!(network.graph().members(&circle, today), [&person("ada").id]);
        assert_eq!(network.graph().circles(&person("ada").id, today), [&circle]);
        assert_eq!(network.graph().led_to(&person("ada").id, TieKind::ReportsTo, today), [&person("ben").id]);
        assert_eq!(network.graph().led_from(&person("ben").id, TieKind::ReportsTo, today), [&person("ada").id]);
    }
}
