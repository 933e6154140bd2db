//! Our own pixels: the SVG of our pen, drawn by resvg with faces of our own. No face of the system's is looked at, so that
//! the same map is the same bytes everywhere.

use std::collections::BTreeSet;
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Group, Node, Options, Text, Tree, fontdb};

use super::{Error, Sociogram, pixels, text};

/// What the faces are, and which texts they hold, says `data/fonts/README.md`.
const FACES: [&[u8]; 3] = [
    include_bytes!("../../data/fonts/sans.ttf"),
    include_bytes!("../../data/fonts/sans-bold.ttf"),
    include_bytes!("../../data/fonts/further.ttf"),
];
const FAMILY: &str = "Acquaint Sans";
/// How many names a warning tells.
const TOLD: usize = 3;

/// Returns the drawing as pixels, and what the reader has to know about it.
pub(super) fn drawn(map: &Sociogram, svg: &str) -> Result<(Vec<u8>, Vec<String>), Error> {
    let unfit = |it: &dyn std::fmt::Display| Error::Unclean(it.to_string());
    let tree = Tree::from_str(svg, &options()).map_err(|it| unfit(&it))?;
    let (size, mut warnings) = (tree.size(), Vec::new());
    let (width, height) = (f64::from(size.width()), f64::from(size.height()));
    let scale = pixels::scale(width, height);
    warnings.extend(pixels::warning(width, height));
    warnings.extend(lacking(map, &tree));
    let side = |it: f64| ((it * scale).floor() as u32).max(1);
    let mut paper = Pixmap::new(side(width), side(height)).ok_or_else(|| unfit(&"no room for so many pixels"))?;
    resvg::render(&tree, Transform::from_scale(scale as f32, scale as f32), &mut paper.as_mut());
    Ok((paper.encode_png().map_err(|it| unfit(&it))?, warnings))
}

fn options() -> Options<'static> {
    let mut faces = fontdb::Database::new();
    FACES.iter().for_each(|it| faces.load_font_source(fontdb::Source::Binary(Arc::new(*it))).truncate(0));
    faces.set_sans_serif_family(FAMILY);
    faces.set_serif_family(FAMILY);
    Options { font_family: FAMILY.to_owned(), fontdb: Arc::new(faces), ..Options::default() }
}

/// Returns which names cannot be read because the faces lack letters of theirs.
fn lacking(map: &Sociogram, tree: &Tree) -> Option<String> {
    let mut found = BTreeSet::new();
    texts(tree.root(), &mut |it| found.extend(missing(it)));
    let names = map.marks.iter().map(|it| &it.text).chain(map.areas.iter().map(|it| &it.text));
    let mut told: Vec<_> = names.filter(|it| it.chars().any(|letter| found.contains(&letter))).collect();
    told.extend((told.is_empty() && !found.is_empty()).then_some(&map.title));
    let mut seen = BTreeSet::new();
    told.retain(|it| seen.insert(it.as_str()));
    let first: Vec<_> = told.iter().take(TOLD).map(|it| format!("`{}`", text::shortened(it, 40))).collect();
    let more = match told.len().saturating_sub(TOLD) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!told.is_empty()).then(|| {
        let first = first.join(", ");
        format!("the faces built in lack letters of {first}{more}; SVG, HTML and --engine graphviz show them")
    })
}

fn texts(group: &Group, each: &mut dyn FnMut(&Text)) {
    for node in group.children() {
        match node {
            Node::Group(it) => texts(it, each),
            Node::Text(it) => each(it),
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

/// Returns the letters of a text that are drawn as an empty box: every face's glyph 0.
fn missing(words: &Text) -> impl Iterator<Item = char> {
    let glyphs = words.layouted().iter().flat_map(|it| &it.positioned_glyphs);
    let boxes = glyphs.filter(|it| it.id == usvg::GlyphId(0));
    boxes.flat_map(|it| it.text.chars()).filter(|it| !it.is_ascii())
}

#[cfg(test)]
mod tests {
    use crate::measures::Strengths;
    use crate::network::{Date, Network, Person, PersonId, Settings, Tie, TieKind};
    use crate::sociogram::{Drawing, Engine, Kind, Output, Subject, draw};

    /// Returns the ego map of somebody who knows people of these names, as pixels.
    fn drawn(names: &[&str]) -> Drawing {
        let id = |name: &str| -> PersonId { name.parse().unwrap() };
        let mut network = Network::new(Settings::of(id("me")));
        network.load(Person::named(id("me"), "Me".to_owned()));
        for (number, name) in names.iter().enumerate() {
            let alter = id(&format!("p{number}"));
            network.load(Person::named(alter.clone(), (*name).to_owned()));
            network.load(Tie::between(id("me"), alter, TieKind::WorksWith));
        }
        let today = Date::constant(2026, 11, 20);
        let strengths = Strengths::of(&network, today);
        let subject = Subject::of(&network, &strengths, today);
        let map = (Kind::named("ego").unwrap().draw)(&subject, network.ego());
        draw(&map, Output::Png, Some(Engine::Builtin)).unwrap()
    }

    #[test]
    fn pixels_are_the_same_twice_and_two_for_a_point() {
        let drawing = drawn(&["Ann Lee", "Łukasz Wieczorek"]);
        assert_eq!(drawing, drawn(&["Ann Lee", "Łukasz Wieczorek"]));
        let side = |at: usize| u32::from_be_bytes(drawing.bytes[at..at + 4].try_into().unwrap());
        assert!(drawing.bytes.starts_with(b"\x89PNG") && side(16) >= 2 * 560 && side(20) > 400);
        assert_eq!((side(16) % 2, side(20) % 2), (0, 0));
        assert_eq!(drawing.warnings, [""; 0]);
    }

    #[test]
    fn letters_that_are_built_in_are_drawn_without_a_warning() {
        for name in
            ["Đỗ Ánh e\u{301} Q\u{308}", "Ελένη Щукина", "דוד כהן (CTO)", "علي حسن, PhD", "გიორგი Հայկ", "→ ½ € “a”"]
        {
            assert_eq!(drawn(&[name]).warnings, [""; 0], "{name}");
        }
    }

    #[test]
    fn names_without_letters_are_told() {
        let drawing = drawn(&["Ann Lee", "山口 遥", "अनिता", "Zoë 🦀", "สมชาย", "김민준"]);
        let [warning] = &drawing.warnings[..] else { panic!("{:?}", drawing.warnings) };
        assert!(warning.contains("lack letters of `") && warning.contains(" and 2 more;"), "{warning}");
        assert!(!warning.contains("Ann"), "{warning}");
        assert!(drawn(&["Ann 山"]).warnings[0].contains("`Ann 山`"));
    }
}
