//! Whether a drawing can be read, from what it says itself: no words on other words, none on a mark, with either pen.

use super::geometry::Rect;
use super::tests::{generated, maps};
use super::{Engine, Output, Sociogram, draw, text};
use crate::network::Network;

/// Words, or a disc, and in which group of the drawing.
#[derive(Debug)]
struct Thing {
    group: usize,
    around: Rect,
    words: String,
}

/// Returns all words of a drawing, a line each, and all discs; the widths are those of the widest face.
fn things(svg: &str) -> (Vec<Thing>, Vec<Thing>) {
    let (mut words, mut discs, mut group) = (Vec::new(), Vec::new(), 0);
    for piece in svg.split('<').skip(1) {
        let (tag, after) = piece.split_once('>').unwrap();
        let number = |name: &str| attribute(tag, name).and_then(|it| it.parse::<f64>().ok()).unwrap_or(0.0);
        match tag.split_whitespace().next().unwrap_or_default() {
            "g" | "/g" => group += 1,
            "text" => {
                let (said, size) = (spoken(after), number("font-size"));
                let bold = if tag.contains("bold") { 1.08 } else { 1.0 };
                let w = bold * text::width(&said, size);
                let x = number("x") - if tag.contains("\"middle\"") { w / 2.0 } else { 0.0 };
                let around = Rect { x, y: number("y") - 0.76 * size, w, h: 0.96 * size };
                if !said.trim().is_empty() {
                    words.push(Thing { group, around, words: said });
                }
            }
            "circle" | "ellipse" if attribute(tag, "fill") != Some("none") => {
                let radius = number("r").max(number("ry"));
                let around = Rect { x: number("cx"), y: number("cy"), w: 0.0, h: 0.0 }.grown(radius);
                discs.push(Thing { group, around, words: String::new() });
            }
            _ => {}
        }
    }
    (words, discs)
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|it| it.0)
}

fn spoken(text: &str) -> String {
    let known = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#45;", "-"),
        ("&#160;", " "),
        ("&amp;", "&"),
    ];
    known.iter().fold(text.to_owned(), |said, (entity, letter)| said.replace(entity, letter))
}

/// Returns what covers what: a disc counts as the disc it is, not as the box around it.
fn covered(svg: &str) -> Vec<String> {
    let (words, discs) = things(svg);
    let mut covered = Vec::new();
    for (at, one) in words.iter().enumerate() {
        let others = words[at + 1..].iter().filter(|it| it.around.grown(-0.3).overlaps(one.around));
        covered.extend(others.map(|it| format!("`{}` and `{}`", one.words, it.words)));
        let on = discs.iter().filter(|it| reaches(it.around, one.around.grown(-0.3)));
        covered
            .extend(on.map(|it| format!("`{}` on a disc of group {}, itself of {}", one.words, it.group, one.group)));
    }
    covered
}

fn reaches(disc: Rect, words: Rect) -> bool {
    let middle = disc.center();
    let (x, y) = (middle.x.clamp(words.x, words.right()), middle.y.clamp(words.y, words.bottom()));
    (middle.x - x).hypot(middle.y - y) < disc.w / 2.0 - 0.01
}

/// Returns the drawing by each pen; Graphviz is installed by tests/run.
fn drawn(map: &Sociogram) -> impl Iterator<Item = (Engine, String)> {
    [Engine::Builtin, Engine::Graphviz]
        .into_iter()
        .map(|engine| (engine, String::from_utf8(draw(map, Output::Svg, Some(engine)).unwrap().bytes).unwrap()))
}

fn assert_legible(network: &Network) {
    for map in maps(network) {
        for (engine, svg) in drawn(&map) {
            let n = network.people().len();
            assert_eq!(covered(&svg), Vec::<String>::new(), "{} of {n} by {engine}", map.kind);
        }
    }
}

#[test]
fn no_words_cover_words_or_marks_in_the_drawing() {
    for (n, departments) in [(10, 3), (50, 8), (200, 12), (10, 0), (200, 0)] {
        assert_legible(&generated(n, departments));
    }
}

#[test]
fn what_covers_something_is_found() {
    let words = |x: u32| format!("<g><text x=\"{x}\" y=\"10\" font-size=\"10\">Ada &amp; Bo</text></g>");
    let disc = |x: u32| format!("<g><circle cx=\"{x}\" cy=\"8\" r=\"4\" fill=\"#ffffff\"/></g>");
    assert_eq!(covered(&format!("<svg>{}{}</svg>", words(0), words(30))).len(), 1);
    assert_eq!(covered(&format!("<svg>{}{}</svg>", words(0), disc(10))).len(), 1);
    assert_eq!(covered(&format!("<svg>{}{}{}</svg>", words(0), words(100), disc(80))).len(), 0);
}
