//! Layouts of Graphviz: marks go out as boxes that are as large as a mark with its name, places come back.

use std::collections::BTreeMap;

use super::geometry::{self, Point};
use super::graphviz::{self, Leash};
use super::plan::{self, Plan};
use super::{Error, Line, Sociogram, Tone, curves, dot, legend, loose};

/// A layout of Graphviz.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layout {
    /// Springs on many scales, overlaps removed by prism (Hu 2005; Gansner & Hu 2010).
    Sfdp,
    /// Stress majorization, overlaps removed by prism (Gansner, Koren & North 2004).
    Neato,
    /// Layers (Gansner, Koutsofios, North & Vo 1993).
    Dot,
}

impl Layout {
    /// Returns the name of the program.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sfdp => "sfdp",
            Self::Neato => "neato",
            Self::Dot => "dot",
        }
    }
}

/// Returns the map as it can be drawn on a plan of Graphviz, and the plan: departments and rings have no place of their
/// own there.
pub(super) fn of(map: &Sociogram, layout: Layout, leash: &Leash) -> Result<(Sociogram, Plan), Error> {
    if map.kind.is_plane || map.kind.has_ranks && layout != Layout::Dot {
        return Err(Error::Fixed(map.kind.name));
    }
    let map = bare(map);
    let answer = graphviz::laid_out(&text(&map, layout), layout.name(), leash);
    let plan = answer.and_then(|it| read(&map, layout, &it));
    let plan = plan.map_err(|why| Error::Layout { layout: layout.name(), why: Box::new(why) })?;
    Ok((map, plan))
}

/// Returns whether a mark stands in a box of its kind's own, beside all that is tied.
fn is_loose(map: &Sociogram, number: usize) -> bool {
    map.kind.has_ranks && map.marks[number].area.is_some()
}

fn bare(map: &Sociogram) -> Sociogram {
    let mut map = map.clone();
    map.rings.clear();
    legend::drop_part(&mut map.legend, "Rings");
    if !map.kind.has_ranks {
        map.areas.clear();
        legend::drop_part(&mut map.legend, "Areas");
    }
    map
}

/// Returns marks and lines as a graph for a layout; it holds numbers alone, no text of anybody's.
fn text(map: &Sociogram, layout: Layout) -> String {
    let whole = match (layout, map.kind.has_ranks) {
        (Layout::Sfdp, _) => "overlap=prism; sep=\"+8\"; K=0.9; repulsiveforce=1.2; splines=false",
        (Layout::Neato, _) => "overlap=prism; sep=\"+8\"; splines=false",
        (Layout::Dot, true) => "rankdir=TB; nodesep=0.15; ranksep=0.5; splines=false",
        (Layout::Dot, false) => "rankdir=LR; nodesep=0.25; ranksep=0.9; splines=false",
    };
    let mut lines = vec![format!("digraph {{\n{whole};\nnode [shape=box, fixedsize=true, label=\"\"];")];
    let drawn = (0..map.marks.len()).filter(|&it| !is_loose(map, it));
    lines.extend(drawn.map(|it| {
        let extent = plan::extent(&map.marks[it]);
        format!("{} [width={:.4}, height={:.4}];", dot::node(it), extent.w / 72.0, extent.h / 72.0)
    }));
    if !map.kind.has_ranks {
        lines.extend(columns(map));
    }
    lines.extend(map.lines.iter().map(|it| edge(map, it, layout)));
    lines.push("}\n".to_owned());
    lines.join("\n")
}

/// Returns which marks stand in one column, where the kind of map says it.
fn columns(map: &Sociogram) -> Vec<String> {
    let last = map.marks.iter().map(|it| it.rank).max().unwrap_or(0);
    let of = |rank: usize| (0..map.marks.len()).filter(move |&it| map.marks[it].rank == rank).map(dot::node);
    let column = |rank: usize| format!("{{ rank=same; {} }}", of(rank).collect::<Vec<_>>().join("; "));
    if last == 0 { Vec::new() } else { (0..=last).map(column).collect() }
}

fn edge(map: &Sociogram, line: &Line, layout: Layout) -> String {
    let rank = |it: usize| map.marks[it].rank;
    let is_down = if map.kind.has_ranks { line.dashed } else { rank(line.from) <= rank(line.to) };
    let (from, to) = if is_down { (line.from, line.to) } else { (line.to, line.from) };
    let strength = if line.strength.is_finite() { line.strength.clamp(0.0, 1.0) } else { 0.0 };
    let attributes = match layout {
        Layout::Dot if line.dashed && map.kind.has_ranks => "constraint=false, weight=0".to_owned(),
        Layout::Dot if map.kind.has_ranks => "weight=1".to_owned(),
        Layout::Dot if line.tone == Tone::Pale => "weight=0".to_owned(),
        Layout::Dot if line.tone == Tone::Lit => "weight=40".to_owned(),
        Layout::Dot => format!("weight={}", 1 + (8.0 * strength).round() as u32),
        Layout::Sfdp | Layout::Neato => format!("len={:.2}, weight={:.2}", 2.2 - strength, 1.0 + strength),
    };
    format!("{} -> {} [{attributes}];", dot::node(from), dot::node(to))
}

/// Reads places in Graphviz's plain format: inches, counted upwards.
fn read(map: &Sociogram, layout: Layout, plain: &str) -> Result<Plan, Error> {
    let unclean = || Error::Unclean("no places".to_owned());
    let mut spots = vec![None; map.marks.len()];
    for line in plain.lines() {
        let words: Vec<_> = line.split(' ').collect();
        if let ["node", name, x, y, ..] = words[..] {
            let (number, middle) = number(name).zip(point(x, y)).ok_or_else(unclean)?;
            let at = plan::extent(map.marks.get(number).ok_or_else(unclean)?).center();
            spots[number] = Some(middle.moved(-at.x, -at.y));
        }
    }
    let is_placed = |it: usize| spots[it].is_some() || is_loose(map, it);
    if !(0..spots.len()).all(is_placed) {
        return Err(unclean());
    }
    let spots: Vec<_> = spots.into_iter().map(Option::unwrap_or_default).collect();
    let mut plan = Plan { spots, layout: layout.name(), ..Plan::default() };
    if layout == Layout::Dot && map.kind.has_ranks {
        align(map, &mut plan.spots);
        plan.curves = fans(map, &plan);
    }
    if map.kind.has_ranks {
        loose::beside(map, &mut plan);
    }
    Ok(plan)
}

/// Moves everybody to the top of their layer, where lines along it end alike: `dot` centres boxes of unlike height.
fn align(map: &Sociogram, spots: &mut [Point]) {
    let middle = |it: usize, at: Point| (10.0 * (at.y + plan::extent(&map.marks[it]).center().y)).round() as i64;
    let mut tops = BTreeMap::new();
    for (number, at) in spots.iter().enumerate() {
        let top = tops.entry(middle(number, *at)).or_insert(at.y);
        *top = top.min(at.y);
    }
    for (number, at) in spots.iter_mut().enumerate() {
        at.y = tops.get(&middle(number, *at)).copied().unwrap_or(at.y);
    }
}

/// Returns the lines: from under the boss's layer straight to each report, so that those of neighbours stay apart.
fn fans(map: &Sociogram, plan: &Plan) -> Vec<Vec<Point>> {
    let spots = &plan.spots;
    let bottom = |it: usize| spots[it].y + plan::extent(&map.marks[it]).bottom();
    let mut floors = BTreeMap::new();
    let layer = |it: usize| (10.0 * spots[it].y).round() as i64;
    for number in 0..spots.len() {
        let floor = floors.entry(layer(number)).or_insert(f64::MIN);
        *floor = floor.max(bottom(number));
    }
    let mut lines = curves::of(map, plan);
    for (line, way) in map.lines.iter().zip(&mut lines).filter(|it| !it.0.dashed) {
        let (report, boss) = (spots[line.from], spots[line.to]);
        let top = report.moved(0.0, -plan::reach(&map.marks[line.from]) - 0.5);
        let floor = floors.get(&layer(line.to)).copied().unwrap_or_default() + 2.0;
        let end = Point::new(boss.x, bottom(line.to) + 1.5);
        *way = geometry::straight(&[top, Point::new(boss.x, floor), end]);
    }
    lines
}

fn number(name: &str) -> Option<usize> {
    name.strip_prefix('n')?.parse::<usize>().ok()?.checked_sub(1)
}

/// Returns a place in points; nothing if it is none, or lies far from any picture.
fn point(x: &str, y: &str) -> Option<Point> {
    let points = |it: &str| it.parse::<f64>().ok().map(|it| 72.0 * it).filter(|it| it.abs() < 1e6);
    points(x).zip(points(y)).map(|(x, y)| Point::new(x, -y))
}
