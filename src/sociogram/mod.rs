//! The sociogram (Moreno 1934): what to draw, where it stands, and the two pens that draw it.
//!
//! A [`Sociogram`] is pure data: marks, lines, areas, a legend. The layout is ours and the same for both pens: our own
//! SVG writer and Graphviz, the only process this program starts for a picture.

mod backbone;
mod backdrop;
mod bosses;
mod branches;
mod bridges;
mod card;
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
#[cfg(test)]
mod eyes;
mod families;
mod field;
mod geometry;
mod graphviz;
mod grid;
mod groups;
mod influence;
mod key;
mod kind;
mod layout;
mod legend;
#[cfg(test)]
mod legibility;
mod line;
mod loose;
mod mark;
mod on_lines;
mod orbits;
mod orgchart;
mod output;
mod overlap;
mod packing;
mod page;
mod path;
mod picture;
mod pixels;
mod place;
mod places;
mod plan;
#[cfg(feature = "png")]
mod png;
mod quadrants;
mod room;
mod seating;
mod springs;
#[cfg(test)]
mod steadiness;
mod subject;
mod subtitle;
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
pub use line::Line;
pub use mark::{Card, Mark, Who};
pub use output::{Drawing, Engine, Output, draw, draw_laid_out};
pub use places::Layout;
pub use subject::{Known, Scale, Stake, Subject, Vacancy, Way};

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
    /// How many people belong there besides those drawn.
    pub more: usize,
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
    /// Somebody with whom contact is overdue.
    Overdue,
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

impl Area {
    /// Returns an area of that name, all of whose people are drawn.
    fn of(text: impl Into<String>, ground: Ground) -> Self {
        Self { text: text.into(), ground, more: 0 }
    }
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
