//! What a command answers: text for people, JSON for programs, notes beside it. Nothing here prints.

use std::fmt::{self, Write};

use serde::{Deserialize, Serialize};

/// The number of the JSON contract; fields are added within a number, never renamed.
const SCHEMA: u32 = 1;
/// Begins and ends what stands out; control characters, so that no name can hold them unseen.
const MARK: (char, char) = ('\u{e}', '\u{f}');

/// A command's answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    text: String,
    json: String,
    notes: Vec<String>,
    faults: bool,
}

#[derive(Serialize)]
struct Envelope<'a, T> {
    schema: u32,
    #[serde(flatten)]
    answer: &'a T,
}

impl Reply {
    /// Returns the reply that says the same to people and to programs.
    #[must_use]
    pub fn of<T: fmt::Display + Serialize>(answer: &T) -> Self {
        Self::new(answer.to_string(), answer)
    }

    /// Returns the reply of a text for people and an answer for programs.
    #[must_use]
    pub fn new<T: Serialize>(text: String, answer: &T) -> Self {
        let json = serde_json::to_string(&Envelope { schema: SCHEMA, answer }).expect("replies are plain data");
        Self { text, json, ..Self::default() }
    }

    /// Returns several replies as one, the JSON of each on a line of its own.
    #[must_use]
    pub fn joined(replies: Vec<Self>) -> Self {
        let text = replies.iter().map(|it| it.text.trim_end()).collect::<Vec<_>>().join("\n\n");
        let json = replies.iter().map(|it| it.json.as_str()).collect::<Vec<_>>().join("\n");
        let faults = replies.iter().any(|it| it.faults);
        Self { text, json, faults, notes: replies.into_iter().flat_map(|it| it.notes).collect() }
    }

    /// Returns the reply with notes, which go to standard error.
    #[must_use]
    pub fn with_notes(self, notes: Vec<String>) -> Self {
        Self { notes: self.notes.into_iter().chain(notes).collect(), ..self }
    }

    /// Returns the reply with a heading over its text.
    #[must_use]
    pub fn headed(self, heading: &str) -> Self {
        Self { text: format!("{heading}{}", self.text), ..self }
    }

    /// Returns the reply with exit code 1 if faults were found.
    #[must_use]
    pub fn with_faults(self, faults: bool) -> Self {
        Self { faults, ..self }
    }

    /// Returns the text for people, ended by a line break if there is any.
    #[must_use]
    pub fn text(&self) -> String {
        let text = self.text.trim_end_matches('\n');
        if text.is_empty() { String::new() } else { format!("{text}\n") }
    }

    /// Returns the JSON, ended by a line break.
    #[must_use]
    pub fn json(&self) -> String {
        format!("{}\n", self.json)
    }

    /// Returns what is told beside the answer.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Returns 0 if the question is answered, 1 if faults were found.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        u8::from(self.faults)
    }
}

/// Returns the text marked to stand out where the terminal can show it.
#[must_use]
pub fn marked(text: &str) -> String {
    format!("{}{text}{}", MARK.0, MARK.1)
}

/// Returns text that does nothing to a terminal but show: control, bidirectional and invisible characters are written
/// out (CWE-150). Marks become bold, or nothing without colour.
#[must_use]
pub fn inert(text: &str, colour: bool) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => safe.push('\n'),
            it if it == MARK.0 => safe.push_str(if colour { "\u{1b}[1m" } else { "" }),
            it if it == MARK.1 => safe.push_str(if colour { "\u{1b}[0m" } else { "" }),
            it if is_hostile(it) => write!(safe, "\\u{{{:x}}}", u32::from(it)).expect("a string takes all"),
            it => safe.push(it),
        }
    }
    safe
}

fn is_hostile(letter: char) -> bool {
    let invisible =
        matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}');
    let ranges = [
        '\u{202a}'..='\u{202e}',
        '\u{2028}'..='\u{2029}',
        '\u{2060}'..='\u{206f}',
        '\u{fff9}'..='\u{fffb}',
        '\u{e0000}'..='\u{e007f}',
    ];
    letter.is_control() || invisible || ranges.iter().any(|range| range.contains(&letter))
}

#[cfg(test)]
mod tests {
    use super::{Reply, inert, marked};

    #[test]
    fn no_code_point_reaches_the_terminal_as_a_command() {
        let all: String = (0..=0x0010_ffff).filter_map(char::from_u32).collect();
        let safe = inert(&all, false);
        assert!(safe.chars().all(|it| it == '\n' || !it.is_control()));
        assert!(!safe.contains(['\u{202e}', '\u{2066}', '\u{feff}', '\u{e0041}']));
    }

    #[test]
    fn marks_are_bold_or_nothing() {
        assert_eq!(inert(&marked("Ann"), true), "\u{1b}[1mAnn\u{1b}[0m");
        assert_eq!(inert(&marked("Ann"), false), "Ann");
        assert_eq!(inert("\u{1b}]52;c;x\u{7}", false), "\\u{1b}]52;c;x\\u{7}");
    }

    #[test]
    fn json_carries_the_schema() {
        #[derive(serde::Serialize)]
        struct Answer {
            n: u32,
        }
        assert_eq!(Reply::new(String::new(), &Answer { n: 1 }).json(), "{\"schema\":1,\"n\":1}\n");
    }
}
