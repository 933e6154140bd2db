//! What is written, by which pen, and the drawing itself.

use std::fmt;
use std::path::Path;

use super::{Error, Hidden, Sociogram, dot, graphviz, layout, page, picture, svg};

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Output {
    /// The language of Graphviz.
    Dot,
    /// A vector drawing.
    Svg,
    /// A pixel drawing, by Graphviz alone.
    Png,
    /// A document, by Graphviz alone.
    Pdf,
    /// One page to look around in.
    Html,
}

impl Output {
    /// Returns what a file's ending asks for.
    pub fn of_path(path: &Path) -> Result<Self, Error> {
        let ending = path.extension().map(|it| it.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("dot" | "gv") => Ok(Self::Dot),
            Some("svg") => Ok(Self::Svg),
            Some("png") => Ok(Self::Png),
            Some("pdf") => Ok(Self::Pdf),
            Some("html" | "htm") => Ok(Self::Html),
            other => Err(Error::Ending(other.unwrap_or_default().chars().take(20).collect())),
        }
    }
}

/// Which pen draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Engine {
    /// Our own.
    Builtin,
    /// Graphviz's `neato`, on positions of ours.
    Graphviz,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Builtin => "builtin",
            Self::Graphviz => "graphviz",
        })
    }
}

/// A finished drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// Which pen drew it.
    pub engine: Engine,
    /// What placed the marks.
    pub layout: &'static str,
    /// How many people are on it.
    pub n_people: usize,
    /// How many ties are on it.
    pub n_ties: usize,
    /// What is not on it.
    pub hidden: Hidden,
}

/// Draws a sociogram. Without an `engine` Graphviz draws an SVG where it is installed and able to, our own pen where
/// not; a page is always drawn by ours, PNG and PDF by Graphviz alone.
pub fn draw(sociogram: &Sociogram, output: Output, engine: Option<Engine>) -> Result<Drawing, Error> {
    let chosen = pen(output, engine)?;
    let plan = layout::of(sociogram);
    let picture = picture::of(sociogram, &plan);
    let own = || match output {
        Output::Dot => dot::text(sociogram, &picture),
        Output::Html => page::text(sociogram, &picture),
        _ => svg::file(sociogram, &picture),
    };
    let (bytes, engine) = match (chosen, output) {
        (Engine::Graphviz, Output::Svg | Output::Png | Output::Pdf) => {
            match graphviz::drawn(sociogram, &picture, output) {
                Err(_) if engine.is_none() && output == Output::Svg => (own().into_bytes(), Engine::Builtin),
                drawn => (drawn?, Engine::Graphviz),
            }
        }
        _ => (own().into_bytes(), chosen),
    };
    let (n_people, n_ties) = (sociogram.n_people(), sociogram.n_ties());
    Ok(Drawing { bytes, engine, layout: plan.layout, n_people, n_ties, hidden: sociogram.hidden })
}

/// Returns the pen that is to draw.
fn pen(output: Output, asked: Option<Engine>) -> Result<Engine, Error> {
    match (output, asked) {
        (Output::Html, Some(Engine::Graphviz)) => Err(Error::NotGraphviz),
        (Output::Html | Output::Dot, asked) => Ok(asked.unwrap_or(Engine::Builtin)),
        (Output::Png | Output::Pdf, Some(Engine::Builtin)) => Err(Error::NotBuiltin(output)),
        (Output::Png | Output::Pdf, _) => Ok(Engine::Graphviz),
        (Output::Svg, Some(asked)) => Ok(asked),
        (Output::Svg, None) if graphviz::is_there() => Ok(Engine::Graphviz),
        (Output::Svg, None) => Ok(Engine::Builtin),
    }
}

impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Dot => "DOT",
            Self::Svg => "SVG",
            Self::Png => "PNG",
            Self::Pdf => "PDF",
            Self::Html => "HTML",
        })
    }
}
