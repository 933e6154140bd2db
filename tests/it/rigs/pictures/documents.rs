//! Every picture of every network is a whole document, and holds nothing that was not put there.

use acquaint::sociogram::{Engine, Output, Sociogram, draw};
use roxmltree::{Document, Node};

use super::super::{Dice, size, told};
use super::{maps, network};
use crate::maps::read_all;

const OF_DRAWINGS: &str = "svg title rect circle path text g";
const OF_PAGES: &str = "html head meta title style body a header h1 label input div button p main aside section form \
    fieldset legend span i details summary dl dt dd table caption thead tbody tr th td script";

/// Returns the page as XML: what script and style say is theirs, and XML knows no HTML doctype.
fn as_xml(page: &str) -> String {
    let mut xml = page.strip_prefix("<!DOCTYPE html>\n").expect("a page says what it is").to_owned();
    for name in ["style", "script"] {
        let (start, end) = (xml.find(&format!("<{name}>")).unwrap(), xml.find(&format!("</{name}>")).unwrap());
        xml.replace_range(start + name.len() + 2..end, "");
    }
    xml
}

/// Holds that a document nests and has none but these elements; that nothing in it runs or leads away.
fn hold(text: &str, elements: &str) -> usize {
    let document = Document::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let allowed = |it: &Node| elements.split_whitespace().any(|name| name == it.tag_name().name());
    for element in document.descendants().filter(Node::is_element) {
        assert!(allowed(&element), "<{}>", element.tag_name().name());
        for attribute in element.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert!(!name.starts_with("on") && !["style", "src", "action"].contains(&name), "{name}={value}");
            assert!(name != "href" || value == "#data" || value.starts_with("#m"), "{name}={value}");
            assert!(
                !value.contains("NaN") && !value.contains("inf") || name.starts_with("aria") || name == "data-find",
                "{name}={value}"
            );
        }
    }
    document.descendants().filter(|it| it.attribute("class") == Some("mark")).count()
}

fn all_of_a(map: &Sociogram) {
    let text = |output| String::from_utf8(draw(map, output, Some(Engine::Builtin)).unwrap().bytes).unwrap();
    let n_marks = map.marks.len();
    assert_eq!(hold(&text(Output::Svg), OF_DRAWINGS), n_marks, "{}", map.kind);
    let page = as_xml(&text(Output::Html));
    assert_eq!(hold(&page, &format!("{OF_DRAWINGS} {OF_PAGES}")), n_marks, "{}", map.kind);
    let page = Document::parse(&page).unwrap();
    let rows = page.descendants().filter(|it| it.attribute("scope") == Some("row"));
    let names: Vec<String> =
        rows.map(|it| it.descendants().filter_map(|it| it.text().filter(|_| it.is_text())).collect()).collect();
    let meant: Vec<_> = map.marks.iter().map(|it| it.text.clone()).collect();
    assert_eq!(names, meant, "{}", map.kind);
}

#[test]
fn every_picture_is_well_formed() {
    let wanted = size(300, 10_000);
    let (mut pictures, mut read) = (0, 0);
    for n in 0..wanted {
        let dice = &mut Dice(n as u64);
        // Nobody at all, one, two, and as many as say something.
        let n_people = if dice.chance(10) { dice.below(3) } else { dice.below(40) };
        let network = network(dice, n_people);
        let maps = maps(dice, &network);
        maps.iter().for_each(all_of_a);
        pictures += maps.len();
        // What Graphviz reads is held by the rig of labels; here it reads the strangest networks too.
        if n % 10 == 0 {
            let dot = maps.iter().flat_map(|it| draw(it, Output::Dot, None).unwrap().bytes).collect::<Vec<_>>();
            read += read_all(&dot).len();
        }
    }
    assert_eq!(read, wanted.div_ceil(10) * 7);
    told(
        "every_picture_is_well_formed",
        &format!("{pictures} maps of {wanted} networks, each a whole SVG and page; Graphviz read {read}"),
    );
}
