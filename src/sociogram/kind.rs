//! A kind of map: which question it answers, and what it makes of marks and lines. To add one: a file with its constant, and
//! its line in [`Kind::ALL`].

use std::fmt;

use super::picture::Dash;
use super::plan::Plan;
use super::{Entry, Line, Mark, Sociogram, Subject, legend, subtitle, theme};
use super::{communities, departments, ego, field, grid, influence, orgchart, path};
use crate::network::{Network, PersonId};

/// Whether a kind is about somebody by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// It is of everybody.
    No,
    /// It is about whose network it is, unless somebody is named.
    May,
    /// It is about somebody who has to be named.
    Must,
}

/// Which question a map answers, and how it is drawn.
pub struct Kind {
    /// The word for it at the prompt.
    pub name: &'static str,
    /// What it shows, in a few words.
    pub shows: &'static str,
    /// Whether somebody is named.
    pub named: Named,
    /// Says what to draw, around or towards somebody.
    pub draw: fn(&Subject<'_>, &PersonId) -> Sociogram,
    /// Says what a network lacks to be drawn so, and how it is recorded: an empty map says less than a sentence.
    pub lacks: fn(&Network) -> Option<(&'static str, &'static str)>,
    /// Whether it is chosen by their strength which ties are drawn, or count.
    pub chooses_ties: bool,
    /// Whether it marks which ties are new since an earlier day, and which went cold.
    pub marks_changes: bool,
    /// Says where it stands.
    pub(super) layout: fn(&Sociogram) -> Plan,
    /// What one line is and several are: "tie", "ties".
    pub ties: (&'static str, &'static str),
    /// What lines are, lit, plain and pale, with the first name of whom the map is about; those without words are not told.
    pub(super) lines: fn(&str) -> [String; 3],
    /// How wide a line is, points.
    pub(super) width: fn(&Line) -> f64,
    /// Whether the legend says that wide is strong.
    pub(super) is_told_by_width: bool,
    /// How a dashed line is drawn, and what it says.
    pub(super) dashed: (Dash, &'static str),
    /// What else is said of the lines; nothing if empty.
    pub(super) remark: &'static str,
    /// Whether what is told of a line is followed by its strength.
    pub(super) has_strengths: bool,
    /// Whether a line between two marks goes straight.
    pub(super) is_straight: fn(&Line, [&Mark; 2]) -> bool,
    /// How far a line may bend, points.
    pub(super) furthest: f64,
    /// Whether bosses stand above those who report to them, and those without a line in boxes below.
    pub(super) has_ranks: bool,
    /// Whether the places themselves say something, so that no layout may choose them.
    pub(super) is_plane: bool,
    /// What an area is that is neither a department nor an organization.
    pub(super) nowhere: &'static str,
    /// Whether the legend says what the areas are.
    pub(super) tells_areas: bool,
    /// Of what the colour says how warm it is, with the first name of whose network it is; a colour a group, if none.
    pub(super) warmth: Option<fn(&str) -> String>,
    /// What the legend says about sizes, of which the subject has a name.
    pub(super) sizes: fn(&Sociogram, &str) -> Vec<Entry>,
    /// What else the legend says, with the first name of whose network it is.
    pub(super) further: fn(&Sociogram, &str) -> Vec<Entry>,
    /// What is on the map, counted in words for the line below its title.
    pub(super) counts: fn(&Sociogram) -> Vec<String>,
    /// Who was left out: "people".
    pub(super) others: &'static str,
}

/// What most kinds do; what a kind leaves out is this.
pub(super) const PLAIN: Kind = Kind {
    name: "",
    shows: "",
    named: Named::No,
    draw: |subject, _| influence::influence(subject),
    lacks: |_| None,
    chooses_ties: true,
    marks_changes: true,
    layout: field::of,
    ties: ("tie", "ties"),
    lines: |first| [format!("tie of {first}"), "tie of others".to_owned(), "weaker tie".to_owned()],
    width: |line| theme::line_width(line.strength).min(theme::widest(line.tone)),
    is_told_by_width: true,
    dashed: (Dash::Dashed, "inferred: only seen together"),
    remark: "",
    has_strengths: true,
    is_straight: |_, _| false,
    furthest: 80.0,
    has_ranks: false,
    is_plane: false,
    nowhere: "no organization known",
    tells_areas: true,
    warmth: None,
    sizes: legend::sizes,
    further: |_, _| Vec::new(),
    counts: subtitle::counts,
    others: "people",
};

impl Kind {
    /// All kinds, in the order they are told.
    pub const ALL: [&'static Self; 7] = [
        &influence::KIND,
        &ego::KIND,
        &orgchart::KIND,
        &departments::KIND,
        &communities::KIND,
        &path::KIND,
        &grid::KIND,
    ];

    /// Returns the kind of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        Self::ALL.into_iter().find(|it| it.name == name)
    }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name)
    }
}
