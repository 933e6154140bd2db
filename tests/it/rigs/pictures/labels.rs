//! What Graphviz reads of a map: the marks and ties that were meant, their names, and no attribute besides ours.

use std::collections::{BTreeMap, BTreeSet};

use acquaint::sociogram::{Output, Sociogram, draw};
use serde_json::Value;

use super::super::{Dice, size, told};
use super::{maps, network};
use crate::maps::read_back;

/// What a node, a tie and the whole carry: what we give them, and what is drawn.
const OF_NODES: &str = "_gvid name pos shape fixedsize width height style fillcolor color penwidth label comment margin \
    fontname fontsize fontcolor _draw_ _ldraw_";
const OF_EDGES: &str = "_gvid tail head pos color penwidth style dir arrowsize _draw_ _hdraw_ _tdraw_";
const OF_ALL: &str = "name directed strict label comment charset outputorder splines pad bgcolor _background bb xdotversion \
    _draw_ _ldraw_ _subgraph_cnt objects edges";

fn attributes<'a>(of: &'a Value, allowed: &str) -> Vec<&'a str> {
    let allowed: BTreeSet<_> = allowed.split_whitespace().collect();
    of.as_object().unwrap().keys().map(String::as_str).filter(|it| !allowed.contains(it)).collect()
}

/// Returns a text as it stands in DOT's own spelling, in which Graphviz keeps it.
fn spelled(text: &str) -> String {
    text.replace('\\', "\\\\").replace('&', "&amp;")
}

fn drawn(node: &Value) -> String {
    let lines = node["_ldraw_"].as_array().into_iter().flatten().filter_map(|it| it["text"].as_str());
    lines.collect::<Vec<_>>().join(" ")
}

/// Holds that what was read is the map, and returns how many names were compared.
fn hold(map: &Sociogram, read: &Value) -> usize {
    assert_eq!(attributes(read, OF_ALL), [""; 0], "{}", map.kind);
    assert_eq!(read["_subgraph_cnt"], 0);
    let nodes: BTreeMap<_, _> =
        read["objects"].as_array().unwrap().iter().map(|it| (it["name"].as_str().unwrap(), it)).collect();
    for (name, node) in &nodes {
        assert_eq!(attributes(node, OF_NODES), [""; 0], "{name} of {}", map.kind);
        let (letter, number) = name.split_at(1);
        assert!("nrludtkc".contains(letter) && number.trim_end_matches(['a', 'b']).parse::<usize>().is_ok(), "{name}");
    }
    assert_eq!(nodes.keys().filter(|it| it.starts_with('n')).count(), map.marks.len());
    for (number, mark) in map.marks.iter().enumerate() {
        let node = nodes[format!("n{:04}", number + 1).as_str()];
        assert_eq!(node["comment"].as_str().unwrap_or_default(), spelled(&mark.text), "{}", map.kind);
        assert_eq!(node["label"], "", "the disc itself bears no words");
        let shown = nodes.get(format!("l{:04}", number + 1).as_str()).map(|it| drawn(it)).unwrap_or_default();
        let meant = if mark.is_plate() { format!("{} {}", mark.text, mark.card.title) } else { mark.text.clone() };
        // Which way a name runs is said by signs that are not of the name.
        let [shown, meant] = [shown, meant].map(|it| it.replace(['\u{2068}', '\u{2069}', '\u{200e}'], ""));
        // A long word and a long line are cut, and say so.
        let mut parts = shown.split('…');
        let begins = meant.starts_with(parts.next().unwrap_or_default());
        let is_part = |it: &str| meant.contains(it.trim());
        assert!(shown == meant || (shown.contains('…') && begins && parts.all(is_part)), "{shown:?} {meant:?}");
    }
    let names: Vec<_> = read["objects"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    let edges = read["edges"].as_array().into_iter().flatten();
    let mut read_ties = Vec::new();
    for edge in edges {
        assert_eq!(attributes(edge, OF_EDGES), [""; 0], "{}", map.kind);
        let end = |it: &str| names[usize::try_from(edge[it].as_u64().unwrap()).unwrap()];
        read_ties.extend(end("tail").starts_with('n').then(|| [end("tail"), end("head")].map(str::to_owned)));
    }
    let end = |it: usize| format!("n{:04}", it + 1);
    let mut meant: Vec<_> = map.lines.iter().map(|it| [end(it.from), end(it.to)]).collect();
    meant.sort();
    read_ties.sort();
    assert_eq!(read_ties, meant, "{}", map.kind);
    map.marks.len()
}

#[test]
fn labels_come_back_from_graphviz_as_they_were_meant() {
    let wanted = size(3_000, 100_000);
    let (mut labels, mut n) = (0, 0);
    while labels < wanted {
        n += 1;
        let dice = &mut Dice(n);
        let network = network(dice, 60);
        for map in maps(dice, &network) {
            labels += hold(&map, &read_back(&draw(&map, Output::Dot, None).unwrap().bytes));
        }
    }
    told(
        "labels_come_back_from_graphviz_as_they_were_meant",
        &format!("{labels} labels of {n} networks, each as it was meant"),
    );
}
