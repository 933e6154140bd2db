//! Closed lists of words: snake_case in RON, kebab-case on the command line, in CSV and in JSON, both read everywhere.

/// Why a word is not in its list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is no {list}; choose one of {choices}")]
pub struct WordError {
    /// What was read.
    pub word: String,
    /// What it should have been.
    pub list: &'static str,
    /// All words of the list.
    pub choices: String,
}

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident, $list:literal { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// All of the list, in its order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Returns the word as RON writes it, in snake_case.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.as_str().replace('_', "-"))
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::network::vocabulary::WordError;
            fn from_str(word: &str) -> Result<Self, Self::Err> {
                let folded = word.trim().to_lowercase().replace(['-', ' '], "_");
                Self::ALL.iter().copied().find(|it| it.as_str() == folded).ok_or_else(|| {
                    let choices: Vec<_> = Self::ALL.iter().map(|it| format!("`{it}`")).collect();
                    let word = word.chars().take(60).collect();
                    $crate::network::vocabulary::WordError { word, list: $list, choices: choices.join(", ") }
                })
            }
        }
    };
}

pub(crate) use vocabulary;
