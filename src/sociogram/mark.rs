//! A mark on the map: whom or what it stands for, and how it stands out.

use super::Tone;
use crate::network::{CommunityId, Date, PersonId};

/// What a mark stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// A person.
    Person(PersonId),
    /// The slot of that number, which nobody fills.
    Seat(usize),
    /// A community: drawn as a plate, its name inside.
    Community(CommunityId),
    /// All of a department or an organization.
    Unit {
        /// What tells it from others: its id.
        id: String,
        /// How many people it stands for.
        people: usize,
    },
}

/// What is known about a person besides the drawing: shown on a card and in the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// The title held today.
    pub title: String,
    /// What else the person is called: a page finds it.
    pub aliases: Vec<String>,
    /// Department and organization.
    pub place: String,
    /// The department alone, if one is known.
    pub department: Option<String>,
    /// What the person works on: "finance".
    pub function: Option<String>,
    /// The names of the communities the person belongs to.
    pub communities: Vec<String>,
    /// The strength of ego's tie, 0..1.
    pub strength: f64,
    /// The day of the last contact with ego.
    pub last_met: Option<Date>,
    /// The days past the interval wished for, below 0 while contact is not due; none where none is wished for.
    pub overdue: Option<i32>,
    /// Why ego should meet the person, in a line.
    pub suggested: Option<String>,
    /// Of a department or a community: the names of its people, those who weigh most first.
    pub people: Vec<String>,
    /// Of a department: how many ties there are among its people, in words.
    pub among: String,
}

/// A person, an empty seat, a department or a community.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Whom it stands for.
    pub who: Who,
    /// The name.
    pub text: String,
    /// What stands under the name: a title; nothing if empty.
    pub under: String,
    /// The radius, in points.
    pub radius: f64,
    /// The place of its colour in the palette; none is grey.
    pub colour: Option<usize>,
    /// The number of the area it lies in.
    pub area: Option<usize>,
    /// How much it stands out.
    pub tone: Tone,
    /// Whether it is the person the map is about: drawn with a ring.
    pub is_ego: bool,
    /// Whether contact with the person is overdue, and the map says so.
    pub is_overdue: bool,
    /// Where a map has rings or columns: the number of its own.
    pub rank: usize,
    /// Where a map has axes: how far to the right and how far up, each 0..1.
    pub place: (f64, f64),
    /// What else is known.
    pub card: Card,
}

impl Mark {
    /// Returns a mark of that radius, in points, of which nothing else is known.
    pub(super) fn of(who: Who, text: String, radius: f64) -> Self {
        Self {
            who,
            text,
            under: String::new(),
            radius,
            colour: None,
            area: None,
            tone: Tone::Plain,
            is_ego: false,
            is_overdue: false,
            rank: 0,
            place: (0.0, 0.0),
            card: Card::default(),
        }
    }

    /// Returns what tells it from other marks of its sort.
    pub(super) fn key(&self) -> &str {
        match &self.who {
            Who::Person(id) => id.as_str(),
            Who::Community(id) => id.as_str(),
            Who::Unit { id, .. } => id,
            Who::Seat(_) => &self.text,
        }
    }

    /// Returns whether it stands for one person.
    #[must_use]
    pub fn is_person(&self) -> bool {
        matches!(self.who, Who::Person(_))
    }

    /// Returns whether it is an empty seat.
    #[must_use]
    pub fn is_seat(&self) -> bool {
        matches!(self.who, Who::Seat(_))
    }

    /// Returns whether it is drawn as a plate, its name inside.
    #[must_use]
    pub fn is_plate(&self) -> bool {
        matches!(self.who, Who::Community(_))
    }
}
