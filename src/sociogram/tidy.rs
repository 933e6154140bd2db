//! Graphviz's SVG, read and written anew: only elements and attributes of a plain drawing come through, nodes get the
//! names of their people, and what is not known is refused rather than guessed at.

use super::svg::{escaped, tooltip};
use super::{Error, Sociogram};

const ELEMENTS: [&str; 9] = ["svg", "g", "title", "text", "path", "polygon", "polyline", "ellipse", "circle"];
const ATTRIBUTES: [&str; 28] = [
    "width",
    "height",
    "viewBox",
    "xmlns",
    "id",
    "class",
    "transform",
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "fill-opacity",
    "stroke-opacity",
    "points",
    "d",
    "cx",
    "cy",
    "rx",
    "ry",
    "r",
    "x",
    "y",
    "text-anchor",
    "font-family",
    "font-size",
    "font-weight",
    "font-style",
    "textLength",
];

/// Returns the drawing without prologue, comments, links and scripts.
pub(super) fn svg(map: &Sociogram, drawn: &str) -> Result<String, Error> {
    let mut tidy = String::with_capacity(drawn.len());
    let mut rest = drawn.get(drawn.find("<svg").unwrap_or(drawn.len())..).unwrap_or_default();
    let mut in_title = false;
    while let Some(start) = rest.find('<') {
        words(&mut tidy, map, &rest[..start], in_title)?;
        if let Some(comment) = rest[start..].strip_prefix("<!--") {
            let end = comment.find("-->").ok_or_else(|| unclean("a comment without an end"))?;
            rest = &comment[end + 3..];
            continue;
        }
        let length = tag_length(&rest[start..]).ok_or_else(|| unclean("a tag without an end"))?;
        let tag = &rest[start + 1..start + length - 1];
        in_title = tag == "title";
        tidy.push_str(&element(tag)?);
        rest = &rest[start + length..];
    }
    if tidy.ends_with("</svg>") {
        return Ok(tidy + "\n");
    }
    Err(unclean("no whole drawing"))
}

fn unclean(what: &str) -> Error {
    Error::Unclean(super::text::shortened(&super::text::clean(what), 60))
}

/// Returns how long the tag is with its brackets; a bracket in a quoted attribute does not end it.
fn tag_length(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, letter) in tag.char_indices() {
        match (quote, letter) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
    }
    None
}

/// Adds the text between two tags: in a title, the name of the person whose node it is.
fn words(tidy: &mut String, map: &Sociogram, words: &str, in_title: bool) -> Result<(), Error> {
    if words.contains('>') {
        return Err(unclean("a stray bracket"));
    }
    let number = |it: &str| it.strip_prefix('n').and_then(|it| it.parse::<usize>().ok());
    let mark = |it: &str| number(it).and_then(|it| map.marks.get(it.checked_sub(1)?));
    if !in_title {
        tidy.push_str(words);
        return Ok(());
    }
    let words = words.replace("&#45;", "-").replace("&gt;", ">");
    let title = match (mark(&words), words.split_once("->")) {
        (Some(mark), _) => tooltip(mark),
        (None, Some((from, to))) => match (mark(from), mark(to)) {
            (Some(from), Some(to)) => format!("{} – {}", from.text, to.text),
            _ => String::new(),
        },
        _ if words == "sociogram" => map.title.clone(),
        _ => String::new(),
    };
    tidy.push_str(&escaped(&title));
    Ok(())
}

/// Returns a tag with the attributes that are let through.
fn element(tag: &str) -> Result<String, Error> {
    if let Some(name) = tag.strip_prefix('/') {
        return known(name.trim()).map(|name| format!("</{name}>"));
    }
    let (tag, end) = tag.strip_suffix('/').map_or((tag, ""), |tag| (tag, "/"));
    let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    let mut kept = format!("<{}", known(name)?);
    while let Some((attribute, after)) = rest.trim_start().split_once('=') {
        let quote = after.chars().next().filter(|it| matches!(it, '"' | '\''));
        let quote = quote.ok_or_else(|| unclean("an attribute without quotes"))?;
        let (value, after) = after[1..].split_once(quote).ok_or_else(|| unclean("an attribute without an end"))?;
        if ATTRIBUTES.contains(&attribute) && !value.contains(['<', '"']) && !value.contains("url(") {
            kept.push_str(&format!(" {attribute}=\"{value}\""));
        }
        rest = after;
    }
    kept.push_str(end);
    kept.push('>');
    Ok(kept)
}

fn known(name: &str) -> Result<&str, Error> {
    if ELEMENTS.contains(&name) { Ok(name) } else { Err(unclean(&format!("an element `{name}`"))) }
}

#[cfg(test)]
mod tests {
    use super::svg;
    use crate::sociogram::{Error, Kind, Sociogram};

    fn tidied(drawn: &str) -> Result<String, Error> {
        svg(&Sociogram::empty(Kind::named("path").unwrap()), drawn)
    }

    #[test]
    fn a_drawing_loses_its_prologue_and_comments() {
        let drawn = "<?xml version=\"1.0\"?>\n<!DOCTYPE svg [<!ENTITY x \"y\">]>\n<svg width=\"8pt\" onload=\"x()\" \
                     xlink:href=\"javascript:x\"><!-- a > b --><g id='n1'><title>t</title><text x=\"1\">a &lt; b</text></g></svg>\n";
        let expected = "<svg width=\"8pt\"><g id=\"n1\"><title></title><text x=\"1\">a &lt; b</text></g></svg>\n";
        assert_eq!(tidied(drawn).unwrap(), expected);
    }

    #[test]
    fn what_is_not_known_is_refused() {
        for drawn in [
            "",
            "<svg>",
            "<svg><script>x</script></svg>",
            "<svg><a xlink:href=\"javascript:x\"></a></svg>",
            "<svg><foreignObject/></svg>",
            "<svg><g a=b></g></svg>",
            "<svg><!-- </svg>",
            "<svg a=\"</svg>",
            "<svg>&<!ENTITY x></svg>",
            "<svg>a > b</svg>",
        ] {
            assert!(matches!(tidied(drawn), Err(Error::Unclean(_))), "{drawn}");
        }
    }
}
