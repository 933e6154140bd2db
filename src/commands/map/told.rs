//! What is told of a map that was drawn.

use std::path::Path;

use serde::Serialize;

use crate::commands::parts::session::Session;
use crate::commands::parts::told::counted;
use crate::sociogram::{Drawing, Kind};

#[derive(Serialize)]
struct Hidden {
    people: usize,
    ties: usize,
}

#[derive(Serialize)]
pub(super) struct Answer {
    file: String,
    kind: String,
    engine: String,
    layout: &'static str,
    people: usize,
    ties: usize,
    hidden: Hidden,
    /// What has to be known about the drawing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) warnings: Vec<String>,
}

impl Answer {
    pub(super) fn of(file: &Path, kind: &Kind, drawing: Drawing) -> Self {
        Self {
            file: file.display().to_string(),
            kind: kind.to_string(),
            engine: drawing.engine.to_string(),
            layout: drawing.layout,
            people: drawing.n_people,
            ties: drawing.n_ties,
            hidden: Hidden { people: drawing.hidden.people, ties: drawing.hidden.ties },
            warnings: drawing.warnings,
        }
    }

    /// Returns what is told at the prompt.
    pub(super) fn text(&self, kind: &Kind, session: &Session) -> String {
        let verb = if session.dry_run { "would write" } else { "wrote" };
        let people = counted(self.hidden.people, "person", "people");
        let (one, many) = kind.ties;
        let weaker = |word: &str| if one == "tie" { format!("weaker {word}") } else { word.to_owned() };
        let ties = counted(self.hidden.ties, &weaker(one), &weaker(many));
        let hidden = match (self.hidden.people, self.hidden.ties) {
            (0, 0) => String::new(),
            (0, _) => format!("; left out {ties}"),
            (_, 0) => format!("; left out {people}"),
            _ => format!("; left out {people} and {ties}"),
        };
        let lines = if one.is_empty() { String::new() } else { format!(" and {}", counted(self.ties, one, many)) };
        format!(
            "{verb} {}: {}{lines}{hidden}\nlayout: {}, drawn by: {}",
            self.file,
            counted(self.people, "person", "people"),
            self.layout,
            self.engine
        )
    }
}
