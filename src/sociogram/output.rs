//! What is written, by which pen, and the drawing itself.

use std::fmt;
use std::path::Path;

use super::graphviz::{self, Leash};
use super::picture::Picture;
use super::{Error, Hidden, Layout, Sociogram, dot, layout, page, picture, places, svg};

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Output {
    /// The language of Graphviz.
    Dot,
    /// A vector drawing.
    Svg,
    /// A pixel drawing, by Graphviz, or by our own pen with the feature `png`.
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
    /// What the reader has to know: names that cannot be read, fewer pixels than usual.
    pub warnings: Vec<String>,
}

/// Draws a sociogram on our own layout. Without an `engine` Graphviz draws an SVG or PNG where it is installed and able to,
/// our own pen where not; a page is always drawn by ours, a PDF by Graphviz alone, and so is a PNG without the feature `png`.
pub fn draw(sociogram: &Sociogram, output: Output, engine: Option<Engine>) -> Result<Drawing, Error> {
    draw_laid_out(sociogram, output, engine, None)
}

/// Draws a sociogram as [`draw`] does, on a layout of Graphviz if one is named.
pub fn draw_laid_out(
    sociogram: &Sociogram,
    output: Output,
    engine: Option<Engine>,
    asked: Option<Layout>,
) -> Result<Drawing, Error> {
    let (pen, leash) = (pen(output, engine)?, Leash::new());
    let foreign = asked.map(|it| places::of(sociogram, it, &leash)).transpose()?;
    let (sociogram, plan) = match &foreign {
        Some((bare, plan)) => (bare, layout::settled(bare, plan.clone())),
        None => (sociogram, layout::of(sociogram)),
    };
    let picture = picture::of(sociogram, &plan);
    let by_graphviz = || graphviz::drawn(sociogram, &picture, output, &leash).map(|it| (it, Vec::new()));
    let own = || own(sociogram, &picture, output);
    let ((bytes, warnings), engine) = match pen {
        Engine::Graphviz if matches!(output, Output::Svg | Output::Png | Output::Pdf) => match by_graphviz() {
            Err(why) if engine.is_none() && is_ours(output) => {
                let (bytes, mut warnings) = own()?;
                warnings.push(format!("{why}; our own pen drew instead"));
                ((bytes, warnings), Engine::Builtin)
            }
            drawn => (drawn?, Engine::Graphviz),
        },
        pen => (own()?, pen),
    };
    let (n_people, n_ties) = (sociogram.n_people(), sociogram.n_ties());
    Ok(Drawing { bytes, engine, layout: plan.layout, n_people, n_ties, hidden: sociogram.hidden, warnings })
}

/// Returns what our own pen writes, and what has to be said about it.
fn own(map: &Sociogram, picture: &Picture, output: Output) -> Result<(Vec<u8>, Vec<String>), Error> {
    let text = match output {
        Output::Dot => dot::text(map, picture),
        Output::Html => page::text(map, picture),
        #[cfg(feature = "png")]
        Output::Png => return super::png::drawn(map, &svg::file(map, picture)),
        _ => svg::file(map, picture),
    };
    Ok((text.into_bytes(), Vec::new()))
}

/// Returns whether our own pen writes that.
fn is_ours(output: Output) -> bool {
    match output {
        Output::Dot | Output::Svg | Output::Html => true,
        Output::Png => cfg!(feature = "png"),
        Output::Pdf => false,
    }
}

/// Returns the pen that is to draw.
fn pen(output: Output, asked: Option<Engine>) -> Result<Engine, Error> {
    match (output, asked) {
        (Output::Html, Some(Engine::Graphviz)) => Err(Error::NotGraphviz),
        (Output::Html | Output::Dot, asked) => Ok(asked.unwrap_or(Engine::Builtin)),
        (_, Some(Engine::Builtin)) if !is_ours(output) => Err(Error::NotBuiltin(output)),
        (_, Some(asked)) => Ok(asked),
        (_, None) if graphviz::is_there() || !is_ours(output) => Ok(Engine::Graphviz),
        (_, None) => Ok(Engine::Builtin),
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
