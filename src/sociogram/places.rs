//! Layouts of Graphviz: marks go out as boxes that are as large as a mark with its name, places come back.

use super::geometry::Point;
use super::graphviz::{self, Leash};
use super::plan::{self, Plan};
use super::{Error, Line, Sociogram, Tone, dot, families, legend};

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
    if map.kind.is_plane {
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
        (Layout::Dot, true) => "rankdir=TB; nodesep=0.15; ranksep=0.35; splines=true",
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
        Layout::Dot if map.kind.has_ranks => "tailport=s, headport=n".to_owned(),
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
    let mut ways = std::collections::BTreeMap::new();
    for line in plain.lines() {
        let words: Vec<_> = line.split(' ').collect();
        match words[..] {
            ["node", name, x, y, ..] => {
                let (number, middle) = number(name).zip(point(x, y)).ok_or_else(unclean)?;
                let at = plan::extent(map.marks.get(number).ok_or_else(unclean)?).center();
                spots[number] = Some(middle.moved(-at.x, -at.y));
            }
            ["edge", from, to, _, ref more @ ..] => {
                let way: Vec<_> = more.chunks_exact(2).map_while(|it| point(it[0], it[1])).collect();
                ways.entry(number(from).zip(number(to))).or_insert(way);
            }
            _ => {}
        }
    }
    let is_placed = |it: usize| spots[it].is_some() || is_loose(map, it);
    if !(0..spots.len()).all(is_placed) {
        return Err(unclean());
    }
    let spots: Vec<_> = spots.into_iter().map(Option::unwrap_or_default).collect();
    let mut plan = Plan { spots, layout: layout.name(), ..Plan::default() };
    if layout == Layout::Dot && map.kind.has_ranks {
        let way = |from: usize, to: usize| ways.get(&Some((from, to))).filter(|it| it.len() > 3 && it.len() % 3 == 1);
        plan.curves = curves(map, &plan.spots, &way);
    }
    if map.kind.has_ranks {
        families::beside(map, &mut plan);
    }
    Ok(plan)
}

/// Returns the curves Graphviz gives, from report to boss, or ours where it gives none.
fn curves<'a>(
    map: &Sociogram,
    spots: &[Point],
    way: &dyn Fn(usize, usize) -> Option<&'a Vec<Point>>,
) -> Vec<Vec<Point>> {
    let ours = super::curves::of(map, spots);
    let curve = |(line, ours): (&Line, Vec<Point>)| {
        let back = || way(line.to, line.from).map(|it| it.iter().rev().copied().collect());
        way(line.from, line.to).cloned().or_else(back).unwrap_or(ours)
    };
    map.lines.iter().zip(ours).map(curve).collect()
}

fn number(name: &str) -> Option<usize> {
    name.strip_prefix('n')?.parse::<usize>().ok()?.checked_sub(1)
}

/// Returns a place in points; nothing if it is none, or lies far from any picture.
fn point(x: &str, y: &str) -> Option<Point> {
    let points = |it: &str| it.parse::<f64>().ok().map(|it| 72.0 * it).filter(|it| it.abs() < 1e6);
    points(x).zip(points(y)).map(|(x, y)| Point::new(x, -y))
}
