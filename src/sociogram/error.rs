//! Why a map cannot be drawn, and what to do about it.

use super::Output;

/// Why a map cannot be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The file's ending names no output.
    #[error("no map is written as `.{0}`")]
    Ending(String),
    /// Graphviz is not there.
    #[error("Graphviz is not installed (`neato` is not on the PATH)")]
    Missing,
    /// Our own pen does not write that.
    #[error("the built-in engine writes no {0}")]
    NotBuiltin(Output),
    /// A page is drawn by our own pen alone.
    #[error("Graphviz writes no page")]
    NotGraphviz,
    /// Graphviz did not end in time.
    #[error("Graphviz did not finish within {0} seconds")]
    Slow(u64),
    /// Graphviz wrote too much.
    #[error("Graphviz wrote more than {0} megabytes")]
    Large(usize),
    /// Graphviz failed, in its own words.
    #[error("Graphviz failed: {0}")]
    Failed(String),
    /// Graphviz's drawing is no drawing, or holds what a drawing of ours must not hold.
    #[error("Graphviz's drawing is not let through: {0}")]
    Unclean(String),
}

impl Error {
    /// Returns what to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Ending(_) => "use a file that ends in .svg, .html, .png, .pdf or .dot",
            Self::Missing | Self::NotBuiltin(_) => "install Graphviz, or use --engine builtin for SVG and HTML",
            Self::NotGraphviz => "leave --engine out, or use --engine builtin for HTML",
            Self::Slow(_) | Self::Large(_) | Self::Failed(_) | Self::Unclean(_) => {
                "use --engine builtin for SVG and HTML"
            }
        }
    }
}
