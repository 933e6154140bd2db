//! The sociogram (Moreno 1934): what to draw, where it stands, and the two pens that draw it.
//!
//! A [`Sociogram`] is pure data: marks, lines, areas, a legend. The layout is ours and the same for both pens: our own
//! SVG writer and Graphviz, the only process this program starts for a picture.

use crate::network::{CommunityId, Date, PersonId};

mod backbone;
mod backdrop;
mod bosses;
mod bridges;
mod cells;
mod change;
mod circle;
mod clearing;
mod columns;
mod communities;
mod curves;
mod departments;
mod dot;
mod draft;
mod ego;
mod error;
mod families;
mod field;
mod geometry;
mod graphviz;
mod grid;
mod influence;
mod key;
mod kind;
mod layout;
mod legend;
mod orbits;
mod orgchart;
mod output;
mod overlap;
mod packing;
mod page;
mod path;
mod picture;
mod place;
mod plan;
mod quadrants;
mod room;
mod seating;
mod springs;
#[cfg(test)]
mod steadiness;
mod subject;
mod svg;
#[cfg(test)]
mod tests;
mod text;
mod theme;
mod tidy;
mod units;
mod warmth;

pub use change::Change;
pub use error::Error;
pub use kind::{Kind, Named};
pub use output::{Drawing, Engine, Output, draw};
pub use subject::{Scale, Stake, Subject, Vacancy, Way};

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
    /// Department and organization.
    pub place: String,
    /// The strength of ego's tie, 0..1.
    pub strength: f64,
    /// The day of the last contact with ego.
    pub last_met: Option<Date>,
}

/// How much a mark or line stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// It recedes.
    Pale,
    /// It is drawn as usual.
    Plain,
    /// It is what the map is about.
    Lit,
    /// It is not there, and ought to be.
    Missing,
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
    /// Where a map has rings or columns: the number of its own.
    pub rank: usize,
    /// Where a map has axes: how far to the right and how far up, each 0..1.
    pub place: (f64, f64),
    /// What else is known.
    pub card: Card,
}

/// A tie, or what stands for several.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The number of the mark it starts from.
    pub from: usize,
    /// The number of the mark it leads to.
    pub to: usize,
    /// The strength, 0..1; 0 of what has none, such as a membership.
    pub strength: f64,
    /// Whether it has a direction.
    pub arrow: bool,
    /// Whether it is of the lesser sort: inferred, from having been seen together, unless the kind says otherwise.
    pub dashed: bool,
    /// Whether it is a tie, and does not only say where somebody belongs.
    pub is_tie: bool,
    /// How much it stands out.
    pub tone: Tone,
    /// What became of it since an earlier day.
    pub change: Change,
    /// What holds the two together, in words.
    pub note: String,
    /// The words on it, by lines; none if empty.
    pub words: Vec<String>,
}

/// What an area stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// The part of a plane that matters most.
    Foremost,
    /// Any other part of a plane.
    Plain,
    /// A department of ego's organization.
    Home,
    /// Another organization.
    Away,
    /// People of whom no organization is known.
    Unknown,
}

/// A department, an organization or a part of a plane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// The name.
    pub text: String,
    /// What it stands for.
    pub ground: Ground,
}

/// What an entry of the legend shows beside its words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sample {
    /// A mark of that colour.
    Colour(Option<usize>),
    /// A mark of that radius.
    Size(f64),
    /// Ego's mark.
    Ego,
    /// An empty seat.
    Seat,
    /// A community's plate.
    Plate,
    /// A line of that strength.
    Tie(f64, Tone),
    /// A tie that changed.
    Changed(Change),
    /// An arrow.
    Arrow,
    /// A dashed line.
    Dashed,
    /// A dotted line.
    Dotted,
    /// A line that is not there, and ought to be.
    Missing,
    /// An area.
    Area(Ground),
    /// A mark of the surroundings.
    Pale,
    /// Nothing: it begins a row.
    Heading,
    /// Nothing: a remark.
    Words,
}

/// One entry of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What is explained.
    pub sample: Sample,
    /// The words.
    pub text: String,
}

/// What a limit left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// How many people.
    pub people: usize,
    /// How many ties.
    pub ties: usize,
}

/// What to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Sociogram {
    /// Which question it answers.
    pub kind: &'static Kind,
    /// Whose network, and what.
    pub title: String,
    /// When, and how to read it.
    pub subtitle: String,
    /// People, empty seats and communities.
    pub marks: Vec<Mark>,
    /// Ties.
    pub lines: Vec<Line>,
    /// Departments, organizations and parts of a plane.
    pub areas: Vec<Area>,
    /// The names of the rings of an ego map, from the inside.
    pub rings: Vec<String>,
    /// What explains the marks used.
    pub legend: Vec<Entry>,
    /// What is not on it.
    pub hidden: Hidden,
}

impl Sociogram {
    #[cfg(test)]
    fn empty(kind: &'static Kind) -> Self {
        let (marks, lines, areas, rings, legend) = Default::default();
        let (title, subtitle, hidden) = Default::default();
        Self { kind, title, subtitle, marks, lines, areas, rings, legend, hidden }
    }

    /// Returns how many people are drawn, or stood for by a department; an empty seat or a community is none.
    #[must_use]
    pub fn n_people(&self) -> usize {
        let people = |mark: &Mark| match mark.who {
            Who::Person(_) => 1,
            Who::Seat(_) | Who::Community(_) => 0,
            Who::Unit { people, .. } => people,
        };
        self.marks.iter().map(people).sum()
    }

    /// Returns how many ties are drawn.
    #[must_use]
    pub fn n_ties(&self) -> usize {
        self.lines.iter().filter(|it| it.is_tie).count()
    }
}

impl Line {
    /// Returns the line of a tie between two marks, of that strength and in those words, of which nothing else is known.
    fn of(from: usize, to: usize, strength: f64, note: String) -> Self {
        let (tone, change, words) = (Tone::Plain, Change::Same, Vec::new());
        Self { from, to, strength, arrow: false, dashed: false, is_tie: true, tone, change, note, words }
    }
}

impl Mark {
    /// Returns a mark of that radius, in points, of which nothing else is known.
    fn of(who: Who, text: String, radius: f64) -> Self {
        Self {
            who,
            text,
            under: String::new(),
            radius,
            colour: None,
            area: None,
            tone: Tone::Plain,
            is_ego: false,
            rank: 0,
            place: (0.0, 0.0),
            card: Card::default(),
        }
    }

    /// Returns what tells it from other marks of its sort.
    fn key(&self) -> &str {
        match &self.who {
            Who::Person(id) => id.as_str(),
            Who::Community(id) => id.as_str(),
            Who::Unit { id, .. } => id,
            Who::Seat(_) => &self.text,
        }
    }

    /// Returns whether it is drawn as a plate, its name inside.
    #[must_use]
    pub fn is_plate(&self) -> bool {
        matches!(self.who, Who::Community(_))
    }
}
