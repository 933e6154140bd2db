//! What all kinds of record have in common.

use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::vocabulary::vocabulary;
use super::{
    Ask, AskId, Change, Community, CommunityId, Department, DepartmentId, Edit, Meeting, MeetingId, Network,
    Organization, OrganizationId, Person, PersonId, Shelf, Skip, SkipId, Tie, TieId, Topic, TopicId,
};

vocabulary! {
    /// The kinds of record.
    Kind, "kind of record" {
        /// The head of the network, `network.ron`.
        Network = "network",
        /// Someone.
        Person = "person",
        /// A formal body.
        Organization = "organization",
        /// A formal unit of an organization.
        Department = "department",
        /// An informal circle.
        Community = "community",
        /// Something one can know.
        Topic = "topic",
        /// Who knows whom.
        Tie = "tie",
        /// An event with people.
        Meeting = "meeting",
        /// What ego asked of somebody.
        Ask = "ask",
        /// Whom ego does not want to be suggested.
        Skip = "skip",
    }
}

impl Kind {
    /// Returns the word for several of it.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Self::Network => "networks",
            Self::Person => "people",
            Self::Organization => "organizations",
            Self::Department => "departments",
            Self::Community => "communities",
            Self::Topic => "topics",
            Self::Tie => "ties",
            Self::Meeting => "meetings",
            Self::Ask => "asks",
            Self::Skip => "skips",
        }
    }
}

/// Which record: its kind and its identity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// The head of the network.
    Network,
    /// A person.
    Person(PersonId),
    /// An organization.
    Organization(OrganizationId),
    /// A department.
    Department(DepartmentId),
    /// A community.
    Community(CommunityId),
    /// A topic.
    Topic(TopicId),
    /// A tie.
    Tie(TieId),
    /// A meeting.
    Meeting(MeetingId),
    /// An ask.
    Ask(AskId),
    /// A skip.
    Skip(SkipId),
}

/// Runs an expression for every kind of record but the head, one after the other; `$record` names its type.
macro_rules! each_kind {
    ($record:ident => $do:expr) => {
        $crate::network::each_kind!(@ $record => $do;
            Person Organization Department Community Topic Tie Meeting Ask Skip)
    };
    (@ $record:ident => $do:expr; $($kind:ident)+) => {
        $({ type $record = $crate::network::$kind; $do; })+
    };
}
pub(crate) use each_kind;

/// Runs one expression for the kind of record that is meant, `$record` naming its type; the head is told apart.
macro_rules! of_kind {
    ($kind:expr, $record:ident => $do:expr, head => $head:expr) => {
        $crate::network::of_kind!(@ $kind, $record => $do, head => $head;
            Person Organization Department Community Topic Tie Meeting Ask Skip)
    };
    (@ $kind:expr, $record:ident => $do:expr, head => $head:expr; $($each:ident)+) => {
        match $kind {
            $crate::network::Kind::Network => $head,
            $($crate::network::Kind::$each => { type $record = $crate::network::$each; $do })+
        }
    };
}
pub(crate) use of_kind;

/// Runs one expression for the record a key names, `$record` naming its type and `$id` its identity; the head is told apart.
macro_rules! of_key {
    ($key:expr, $record:ident($id:ident) => $do:expr, head => $head:expr) => {
        $crate::network::of_key!(@ $key, $record($id) => $do, head => $head;
            Person Organization Department Community Topic Tie Meeting Ask Skip)
    };
    (@ $key:expr, $record:ident($id:ident) => $do:expr, head => $head:expr; $($each:ident)+) => {
        match $key {
            $crate::network::Key::Network => $head,
            $($crate::network::Key::$each($id) => { type $record = $crate::network::$each; $do })+
        }
    };
}
pub(crate) use of_key;

impl Key {
    /// Returns the kind of the record.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Network => Kind::Network,
            Self::Person(_) => Kind::Person,
            Self::Organization(_) => Kind::Organization,
            Self::Department(_) => Kind::Department,
            Self::Community(_) => Kind::Community,
            Self::Topic(_) => Kind::Topic,
            Self::Tie(_) => Kind::Tie,
            Self::Meeting(_) => Kind::Meeting,
            Self::Ask(_) => Kind::Ask,
            Self::Skip(_) => Kind::Skip,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Network => f.write_str("network"),
            Self::Person(id) => id.fmt(f),
            Self::Organization(id) => id.fmt(f),
            Self::Department(id) => id.fmt(f),
            Self::Community(id) => id.fmt(f),
            Self::Topic(id) => id.fmt(f),
            Self::Tie(id) => id.fmt(f),
            Self::Meeting(id) => id.fmt(f),
            Self::Ask(id) => id.fmt(f),
            Self::Skip(id) => id.fmt(f),
        }
    }
}

/// A kind of record: where the network keeps it and how it is told from others.
pub trait Record: Clone + PartialEq + fmt::Debug + Serialize + DeserializeOwned + Send + 'static {
    /// What tells one from another.
    type Id: Ord + Clone + fmt::Debug + fmt::Display + Send;
    /// The kind.
    const KIND: Kind;
    /// Returns the identity.
    fn id(&self) -> Self::Id;
    /// Returns the key of a record of that identity.
    fn key(id: Self::Id) -> Key;
    /// Returns where the network keeps records of this kind.
    fn shelf(network: &Network) -> &Shelf<Self>;
    /// Returns where the network keeps records of this kind, to change them.
    #[doc(hidden)]
    fn shelf_mut(network: &mut Network) -> &mut Shelf<Self>;
    /// Returns what tells whether the record may be meant without reading it; nothing if only the record tells.
    fn digest(&self) -> Vec<u8> {
        Vec::new()
    }
    /// Returns the edit as a change.
    fn change(edit: Edit<Self>) -> Change;
}

macro_rules! record {
    ($record:ident, $id:ty, $table:ident, |$it:ident| $identity:expr $(, $digest:ident)?) => {
        impl Record for $record {
            type Id = $id;
            const KIND: Kind = Kind::$record;
            fn id(&self) -> $id {
                let $it = self;
                $identity
            }
            fn key(id: $id) -> Key {
                Key::$record(id)
            }
            fn shelf(network: &Network) -> &Shelf<Self> {
                &network.$table
            }
            fn shelf_mut(network: &mut Network) -> &mut Shelf<Self> {
                &mut network.$table
            }
            $(fn digest(&self) -> Vec<u8> {
                super::digest::$digest(self)
            })?
            fn change(edit: Edit<Self>) -> Change {
                Change::$record(Box::new(edit))
            }
        }
    };
}

record!(Person, PersonId, people, |it| it.id.clone(), of_person);
record!(Organization, OrganizationId, organizations, |it| it.id.clone());
record!(Department, DepartmentId, departments, |it| it.id.clone());
record!(Community, CommunityId, communities, |it| it.id.clone());
record!(Topic, TopicId, topics, |it| it.id.clone());
record!(Tie, TieId, ties, |it| TieId::new(it.from.clone(), it.to.clone(), it.kind), of_tie);
record!(Ask, AskId, asks, |it| AskId {
    on: it.on,
    of: it.of.clone(),
    purpose: it.purpose,
    to: it.to.clone(),
    about: it.about.clone(),
});
record!(Skip, SkipId, skips, |it| SkipId { who: it.who.clone(), lens: it.lens.clone(), on: it.on });
record!(
    Meeting,
    MeetingId,
    meetings,
    |it| {
        let mut with = it.with.clone();
        with.sort();
        MeetingId { on: it.on, with, via: it.via, again: it.again }
    },
    of_meeting
);
