//! Where people are to belong: an organization, a department with those inside it, a community.

use std::collections::BTreeSet;

use super::session::Session;
use super::who;
use crate::error::Error;
use crate::network::{Community, Date, Department, DepartmentId, Network, Node, Organization, PersonId};

/// Circles, of which a person has to belong to one of each; none, if nothing was said.
#[derive(Debug)]
pub(crate) struct Circles(Vec<BTreeSet<Node>>);

impl Circles {
    /// Returns what is meant by the words for organization, department and community; a department is looked for in the
    /// organization first.
    pub(crate) fn meant(
        session: &Session,
        network: &Network,
        (at, within, community): (Option<&str>, Option<&str>, Option<&str>),
    ) -> Result<Self, Error> {
        let at = at.map(|it| who::named::<Organization>(session, network, it)).transpose()?;
        let unit = within.map(|it| who::department(session, network, it, at.as_ref())).transpose()?;
        let community = community.map(|it| who::named::<Community>(session, network, it)).transpose()?;
        let units = unit.map(|it| inside(network, it).into_iter().map(Node::Department).collect());
        let others = [at.map(Node::Organization), community.map(Node::Community)];
        Ok(Self(units.into_iter().chain(others.into_iter().flatten().map(|it| BTreeSet::from([it]))).collect()))
    }

    /// Returns whether nothing was said.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns whether a person belongs there on that day.
    pub(crate) fn hold(&self, network: &Network, id: &PersonId, today: Date) -> bool {
        let there = if self.is_empty() { Vec::new() } else { network.graph().circles(id, today) };
        self.0.iter().all(|any| there.iter().any(|it| any.contains(it)))
    }
}

/// Returns a department and all inside it.
fn inside(network: &Network, department: DepartmentId) -> BTreeSet<DepartmentId> {
    let mut all = BTreeSet::from([department]);
    loop {
        let lies = |it: &&Department| it.within.as_ref().is_some_and(|around| all.contains(around));
        let more: Vec<_> = network.departments().values().filter(lies).map(|it| it.id.clone()).collect();
        let before = all.len();
        all.extend(more);
        if all.len() == before {
            return all;
        }
    }
}
