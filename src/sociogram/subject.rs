//! What a map is drawn from: the network on a day, and the numbers and labels the caller chose.

use std::collections::BTreeSet;

use crate::measures::Strengths;
use crate::network::{Date, DepartmentId, Network, PersonId};

/// The network on a day, and what decides about sizes and colours.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The network.
    pub network: &'a Network,
    /// Its ties' strengths.
    pub strengths: &'a Strengths<'a>,
    /// The day.
    pub today: Date,
    /// How much weight a person carries; any scale, what is not finite counts 0.
    pub sizes: &'a dyn Fn(&PersonId) -> f64,
    /// What the sizes are: "weighted betweenness".
    pub size_name: &'a str,
    /// What a person's colour stands for: a function, read from the title.
    pub group: &'a dyn Fn(&PersonId) -> Option<String>,
    /// What the groups are: "function".
    pub group_name: &'a str,
    /// The warm paths to whom the map leads, the best first; none, if it leads to nobody.
    pub ways: &'a [Way],
    /// Slots nobody fills.
    pub vacancies: &'a [Vacancy],
    /// What is at stake with whom, and with slots nobody fills.
    pub stakes: &'a [Stake],
    /// What else the caller knows of a person, for a page.
    pub known: &'a dyn Fn(&PersonId) -> Known,
    /// Who may be on the map; everybody, if nothing is said.
    pub chosen: Option<&'a BTreeSet<PersonId>>,
    /// Who was asked for, in words; nothing, if that is everybody.
    pub choice: &'a str,
    /// Ties below this strength are not drawn, 0..1.
    pub least: f64,
    /// The strengths of an earlier day: ties that began since, and those that went cold, are marked.
    pub then: Option<&'a Strengths<'a>>,
    /// What stands for a person's name where names are not to be shown.
    pub alias: Option<&'a dyn Fn(&PersonId) -> String>,
    /// What colours stand for.
    pub scale: Scale,
}

impl<'a> Subject<'a> {
    /// Returns a subject of everybody, of whom nothing but the network is known: each as large as the other, uncoloured.
    #[must_use]
    pub fn of(network: &'a Network, strengths: &'a Strengths<'a>, today: Date) -> Self {
        Self {
            network,
            strengths,
            today,
            sizes: &|_| 1.0,
            size_name: "",
            group: &|_| None,
            group_name: "",
            ways: &[],
            vacancies: &[],
            stakes: &[],
            known: &|_| Known::default(),
            chosen: None,
            choice: "",
            least: 0.0,
            then: None,
            alias: None,
            scale: Scale::Groups,
        }
    }

    /// Returns who may be on the map, in the order of ids; whose network it is always.
    pub fn people(&self) -> impl Iterator<Item = &'a PersonId> + use<'a> {
        let Self { network, chosen, .. } = *self;
        let ego = network.ego();
        network.people().keys().filter(move |it| *it == ego || chosen.is_none_or(|chosen| chosen.contains(*it)))
    }

    /// Returns whether somebody may be on the map.
    #[must_use]
    pub fn shows(&self, id: &PersonId) -> bool {
        id == self.network.ego() || self.chosen.is_none_or(|it| it.contains(id))
    }
}

/// What the caller knows of a person beside the network: shown on a card, drawn nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// What the person works on: "finance".
    pub function: Option<String>,
    /// The days past the interval wished for, below 0 while contact is not due.
    pub overdue: Option<i32>,
    /// Why ego should meet the person, in a line.
    pub suggested: Option<String>,
}

/// What colours stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// A person's group.
    Groups,
    /// How cold the tie is between whose network it is and a person.
    Coldness,
}

/// A slot nobody fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vacancy {
    /// What ego needs covered: "Head of Legal".
    pub label: String,
    /// The department it belongs to, if any.
    pub department: Option<DepartmentId>,
}

/// A slot and one of its holders, or nobody.
#[derive(Clone, Debug, PartialEq)]
pub struct Stake {
    /// Who holds the slot, if anybody does.
    pub who: Option<PersonId>,
    /// What ego needs covered: "CFO".
    pub label: String,
    /// How much power the slot has, 0..1.
    pub power: f64,
    /// How much interest there is, 0..1.
    pub interest: f64,
    /// How well ego's tie covers the holder, 0..1.
    pub coverage: f64,
}

/// A warm path as ids, the asker first.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// The people, the asker first.
    pub people: Vec<PersonId>,
    /// The strengths of the ties between each and the next, 0..1.
    pub steps: Vec<f64>,
    /// Its strength, 0..1.
    pub strength: f64,
}
