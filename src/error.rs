//! Every failure: its message, its hint, its exit code.

use serde::Serialize;

use crate::network::{Conflict, IdError, Kind, WordError};
use crate::{formats, sociogram, store};

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What was typed cannot be meant.
    #[error("{message}")]
    Usage {
        /// What is wrong with it.
        message: String,
        /// What to type instead.
        hint: String,
    },
    /// Nothing is called what was typed.
    #[error("{} is called `{typed}`", nothing(*.kind))]
    Unknown {
        /// What kind of record was looked for.
        kind: Kind,
        /// What was typed.
        typed: String,
        /// The ids of those called something like it.
        near: Vec<String>,
    },
    /// Several are called what was typed.
    #[error("`{typed}` may be {}", told(several))]
    Ambiguous {
        /// What was typed.
        typed: String,
        /// Their ids, each with words to tell it from the others.
        several: Vec<(String, String)>,
    },
    /// What was asked makes no sense for what is recorded.
    #[error("{message}")]
    Unfit {
        /// Why.
        message: String,
        /// What to do instead.
        hint: String,
    },
    /// The files.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A foreign file.
    #[error(transparent)]
    Format(#[from] formats::Error),
    /// A map.
    #[error(transparent)]
    Map(#[from] sociogram::Error),
    /// A word that is not in its list.
    #[error(transparent)]
    Word(#[from] WordError),
    /// A text that is no id.
    #[error(transparent)]
    Id(#[from] IdError),
    /// A record that is no longer what it was.
    #[error(transparent)]
    Conflict(#[from] Conflict),
}

#[derive(Serialize)]
struct Told<'a> {
    schema: u32,
    error: &'a str,
    hint: Option<String>,
    exit_code: u8,
    /// `unknown` where all is written and may not last.
    #[serde(skip_serializing_if = "Option::is_none")]
    durability: Option<&'static str>,
}

impl Error {
    /// Returns an error about what was typed.
    #[must_use]
    pub fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hint: hint.into() }
    }

    /// Returns an error about what is recorded.
    #[must_use]
    pub fn unfit(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Unfit { message: message.into(), hint: hint.into() }
    }

    /// Returns what to do about it, if there is something to say.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Usage { hint, .. } | Self::Unfit { hint, .. } => Some(hint.clone()).filter(|it| !it.is_empty()),
            Self::Unknown { near, kind, .. } if near.is_empty() => {
                Some(format!("`acquaint list {}` names all", kind.plural()))
            }
            Self::Unknown { near, .. } => Some(format!("did you mean {}?", listed(near))),
            Self::Ambiguous { .. } => Some("type more of the name, or the id".to_owned()),
            Self::Store(error @ store::Error::Text { .. }) => {
                Some(error.hint().unwrap_or_else(|| "mend the file there by hand; nothing was changed".to_owned()))
            }
            Self::Store(error) => error.hint(),
            Self::Format(error) => error.hint(),
            Self::Map(error) => Some(error.hint().to_owned()),
            Self::Word(_) => None,
            Self::Id(_) => Some("an id is like `ann-lee`".to_owned()),
            Self::Conflict(_) => Some("nothing was written; look at the record and try again".to_owned()),
        }
    }

    /// Returns 2 for wrong usage, else 1.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage { .. } | Self::Word(_) | Self::Id(_) => 2,
            _ => 1,
        }
    }

    /// Returns the message and the hint as lines of text.
    #[must_use]
    pub fn text(&self) -> String {
        let hint = self.hint().map_or_else(String::new, |hint| format!("hint: {hint}\n"));
        format!("error: {self}\n{hint}")
    }

    /// Returns the same as a line of JSON.
    #[must_use]
    pub fn json(&self) -> String {
        let durability = matches!(self, Self::Store(store::Error::Unsure(_))).then_some("unknown");
        let told =
            Told { schema: 1, error: &self.to_string(), hint: self.hint(), exit_code: self.exit_code(), durability };
        format!("{}\n", serde_json::to_string(&told).expect("errors are plain data"))
    }
}

fn nothing(kind: Kind) -> String {
    if kind == Kind::Person { "nobody here".to_owned() } else { format!("no {kind} here") }
}

fn listed(ids: &[String]) -> String {
    either(&ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>())
}

fn told(several: &[(String, String)]) -> String {
    let one = |(id, words): &(String, String)| match words.as_str() {
        "" => format!("`{id}`"),
        words => format!("`{id}` ({words})"),
    };
    either(&several.iter().map(one).collect::<Vec<_>>())
}

fn either(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}
