//! Why a map cannot be drawn, and what to do about it.

use super::Output;

/// Why a map cannot be drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The file's ending names no output.
    #[error("no map is written as `.{0}`")]
    Ending(String),
    /// A program of Graphviz is not there.
    #[error("Graphviz is not installed (`{0}` is not on the PATH)")]
    Missing(&'static str),
    /// Graphviz is too old to be told of areas.
    #[error("Graphviz {0} is too old")]
    Old(String),
    /// The places of that kind of map mean something.
    #[error("the places on a map of {0} say something themselves: that layout would not keep them")]
    Fixed(&'static str),
    /// A layout of Graphviz gives no places.
    #[error("the layout `{layout}` gives no places: {why}")]
    Layout {
        /// Its program.
        layout: &'static str,
        /// Why not.
        why: Box<Self>,
    },
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

/// What our own pen is for, where PNG is built in and where not.
const OWN: &str = if cfg!(feature = "png") {
    "use --engine builtin for SVG, HTML and PNG"
} else {
    "use --engine builtin for SVG and HTML"
};
const INSTALL: &str = if cfg!(feature = "png") {
    "install Graphviz, or use --engine builtin for SVG, HTML and PNG"
} else {
    "install Graphviz, or use --engine builtin for SVG and HTML; PNG without it takes a build with `--features png`"
};
const NO_PNG: &str = "install Graphviz and leave --engine out, or build acquaint with `--features png`";

impl Error {
    /// Returns what to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Ending(_) => "use a file that ends in .svg, .html, .png, .pdf or .dot",
            Self::NotBuiltin(Output::Png) => NO_PNG,
            Self::NotBuiltin(_) => "install Graphviz, and leave --engine out",
            Self::Missing(_) => INSTALL,
            Self::Fixed(_) => "leave --layout out",
            Self::Layout { why, .. } => match **why {
                Self::Missing(_) => "install Graphviz, or leave --layout out",
                Self::Old(_) => "install Graphviz 2.30 or later, or leave --layout out",
                _ => "leave --layout out, or draw fewer people with --top or --department",
            },
            Self::Old(_) => "install Graphviz 2.30 or later, or use --engine builtin",
            Self::NotGraphviz => "leave --engine out, or use --engine builtin for HTML",
            Self::Slow(_) | Self::Large(_) | Self::Failed(_) | Self::Unclean(_) => OWN,
        }
    }
}
