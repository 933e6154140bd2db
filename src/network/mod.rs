//! The domain: records of people, organizations, departments, communities, topics, ties, meetings, asks and skips, and the graph
//! they form. Pure: it knows no files, no clock, no terminal, and cannot fail on records it has accepted.

mod ask;
pub mod change;
mod check;
mod community;
pub mod date;
mod digest;
pub mod fold;
mod following;
mod graph;
pub mod id;
mod maps;
mod meeting;
mod merging;
mod organization;
mod person;
mod quick;
mod record;
pub mod role;
mod roster;
mod search;
mod settings;
mod shelf;
#[cfg(test)]
pub(crate) mod sketch;
mod skip;
pub mod three_way;
mod tie;
pub mod title;
#[cfg(test)]
mod trials;
mod uniting;
mod vocabulary;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::fmt;

pub use ask::{Ask, AskId, Outcome, Purpose};
pub use change::{Change, Conflict, Edit, Revision};
pub use check::{Fault, Severity, leaves_reports};
pub use community::{Community, CommunityKind, Topic};
pub use date::{Date, PartialDate, days_between};
pub use following::{Followable, Followed, United};
pub use graph::{Graph, Node, Relation};
pub use id::{CommunityId, DepartmentId, IdError, OrganizationId, PersonId, TopicId, slug};
pub use meeting::{By, Channel, Meeting, MeetingId};
pub use merging::{Mergeable, Merged};
pub use organization::{Department, Organization};
pub use person::{Person, Position};
pub(crate) use quick::Quick;
pub use record::{Key, Kind, Record};
pub(crate) use record::{each_kind, of_key, of_kind};
pub use roster::{Found, Named};
pub use search::{Field, Match};
pub use settings::{FORMAT, Settings};
pub use shelf::{Shelf, Source};
pub use skip::{Skip, SkipId};
pub use tie::{Tie, TieId, TieKind};
pub use uniting::{Choice, Differing};
pub use vocabulary::WordError;

/// Records of one kind by their identity.
pub type Table<R> = BTreeMap<<R as Record>::Id, R>;

/// The records of a network, and what is derived from them when first asked.
///
/// Changing it goes through [`Network::revise`] and [`Network::apply`], so that every change is known as a pair of
/// before and after.
pub struct Network {
    settings: Settings,
    people: Shelf<Person>,
    organizations: Shelf<Organization>,
    departments: Shelf<Department>,
    communities: Shelf<Community>,
    topics: Shelf<Topic>,
    ties: Shelf<Tie>,
    meetings: Shelf<Meeting>,
    asks: Shelf<Ask>,
    skips: Shelf<Skip>,
    graph: OnceCell<Graph>,
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (people, units) =
            (self.people(), (self.organizations(), self.departments(), self.communities(), self.topics()));
        let records = (&self.settings, people, units, self.ties(), self.meetings(), (self.asks(), self.skips()));
        f.debug_tuple("Network").field(&records).finish()
    }
}

impl Network {
    /// Returns a network with a head and no records.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            people: Shelf::default(),
            organizations: Shelf::default(),
            departments: Shelf::default(),
            communities: Shelf::default(),
            topics: Shelf::default(),
            ties: Shelf::default(),
            meetings: Shelf::default(),
            asks: Shelf::default(),
            skips: Shelf::default(),
            graph: OnceCell::new(),
        }
    }

    /// Returns what `network.ron` says.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Returns whose network it is.
    #[must_use]
    pub fn ego(&self) -> &PersonId {
        &self.settings.ego
    }

    /// Returns all records of one kind, in the order of their identities.
    #[must_use]
    pub fn all<R: Record>(&self) -> &Shelf<R> {
        R::shelf(self)
    }

    /// Returns the record of that identity.
    #[must_use]
    pub fn get<R: Record>(&self, id: &R::Id) -> Option<&R> {
        R::shelf(self).get(id)
    }

    /// Returns the people, ego included.
    #[must_use]
    pub fn people(&self) -> &Shelf<Person> {
        &self.people
    }

    /// Returns the organizations.
    #[must_use]
    pub fn organizations(&self) -> &Shelf<Organization> {
        &self.organizations
    }

    /// Returns the departments.
    #[must_use]
    pub fn departments(&self) -> &Shelf<Department> {
        &self.departments
    }

    /// Returns the communities.
    #[must_use]
    pub fn communities(&self) -> &Shelf<Community> {
        &self.communities
    }

    /// Returns the topics.
    #[must_use]
    pub fn topics(&self) -> &Shelf<Topic> {
        &self.topics
    }

    /// Returns the declared ties.
    #[must_use]
    pub fn ties(&self) -> &Shelf<Tie> {
        &self.ties
    }

    /// Returns the meetings, in order of date.
    #[must_use]
    pub fn meetings(&self) -> &Shelf<Meeting> {
        &self.meetings
    }

    /// Returns what ego asked of people, in order of date.
    #[must_use]
    pub fn asks(&self) -> &Shelf<Ask> {
        &self.asks
    }

    /// Returns whom ego does not want to be suggested.
    #[must_use]
    pub fn skips(&self) -> &Shelf<Skip> {
        &self.skips
    }

    /// Returns a copy to try changes on, all of its records at hand.
    #[must_use]
    pub fn copied(&self) -> Self {
        let mut copy = Self::new(self.settings.clone());
        each_kind!(R => *R::shelf_mut(&mut copy) = R::shelf(self).copied());
        copy
    }

    /// Returns the person's name, or the id where no such person is recorded.
    #[must_use]
    pub fn name<'a>(&'a self, id: &'a PersonId) -> &'a str {
        self.people.get(id).map_or(id.as_str(), |person| &person.name)
    }

    /// Returns all nodes and relations as one petgraph graph, built on first use and dropped on every change.
    #[must_use]
    pub fn graph(&self) -> &Graph {
        self.graph.get_or_init(|| Graph::of(self))
    }

    /// Returns a revision: the way to change records one after the other and know each change as before and after.
    pub fn revise(&mut self) -> Revision<'_> {
        Revision::of(self)
    }

    /// Names where the records of one kind lie, in the place of those that are there.
    pub fn supply<R: Record>(&mut self, source: impl Source<R> + 'static) {
        self.graph.take();
        *R::shelf_mut(self) = Shelf::of(source);
    }

    /// Puts a record in place without keeping what was there: for reading files.
    ///
    /// Returns false, and changes nothing, if its identity is taken.
    pub fn load<R: Record>(&mut self, record: R) -> bool {
        self.graph.take();
        let is_new = !R::shelf(self).contains_key(&record.id());
        if is_new {
            R::shelf_mut(self).put(record);
        }
        is_new
    }
}
