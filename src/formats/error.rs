//! Why a foreign file could not be read at all. It must not know what becomes of a single bad row: that is a fault.

use super::RowFault;

/// A file, or what was said about it, that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There is nothing in it.
    #[error("{file}: the file is empty")]
    Empty {
        /// The file.
        file: String,
    },
    /// No line among the first ones names the columns.
    #[error("{file}: no header with {wanted}")]
    NoHeader {
        /// The file.
        file: String,
        /// The columns that were looked for, in words.
        wanted: &'static str,
        /// How to go on.
        hint: String,
    },
    /// It has rows, and each of them is faulty.
    #[error("{file}: none of its {} rows was understood; the first: line {}: {}", faults.len(), first(faults).0, first(faults).1)]
    NothingUnderstood {
        /// The file.
        file: String,
        /// The faults, one a row.
        faults: Vec<RowFault>,
    },
    /// A mapping names a column the file has not.
    #[error("{file}: there is no column `{column}`")]
    NoColumn {
        /// The file.
        file: String,
        /// The column.
        column: String,
        /// The columns there are.
        columns: Vec<String>,
    },
    /// A mapping is not written as `column=field`.
    #[error("`{text}` is no mapping: {because}")]
    Mapping {
        /// What was typed.
        text: String,
        /// What is wrong with it.
        because: String,
    },
}

fn first(faults: &[RowFault]) -> (usize, &str) {
    faults.first().map_or((0, ""), |fault| (fault.line, &fault.message))
}

impl Error {
    /// Returns what to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Empty { .. } => None,
            Self::NoHeader { hint, .. } => Some(hint.clone()),
            Self::NothingUnderstood { .. } => Some("name the columns with `--map column=field`".to_owned()),
            Self::NoColumn { columns, .. } => Some(format!("it has {}", listed(columns))),
            Self::Mapping { .. } => {
                Some("write `--map \"Full name=name,Firm=organization\"` or `--kind advice=advises`".to_owned())
            }
        }
    }
}

fn listed(names: &[String]) -> String {
    let quoted: Vec<_> = names.iter().take(20).map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
