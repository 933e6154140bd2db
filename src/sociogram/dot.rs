//! The picture in the language of Graphviz, for `neato -n2`: every place is given, nothing is left to its layout.
//!
//! graphviz-rust prints what it is given, so every text goes through [`quoted`]. Areas and rings have no node: they are
//! the graph's `_background`.

use graphviz_rust::dot_structures::{Attribute, Edge, EdgeTy, Graph, Id, Node, NodeId, Stmt, Vertex};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use super::geometry::Point;
use super::picture::{Anchor, Dash, Disc, Picture, Shape, Stroke, Words};
use super::{Sociogram, backdrop, text, theme};

/// Returns the picture as DOT.
pub(super) fn text(map: &Sociogram, picture: &Picture) -> String {
    let mut writer = Writer { map, height: picture.height, stmts: Vec::new(), edges: Vec::new(), n: 0 };
    writer.stmts.extend(whole(map, picture));
    picture.shapes.iter().for_each(|it| writer.shape(it));
    writer.corner("c1", Point::default());
    writer.corner("c2", Point::new(picture.width, picture.height));
    writer.stmts.append(&mut writer.edges);
    let graph = Graph::DiGraph { id: plain("sociogram"), strict: false, stmts: writer.stmts };
    let mut printed = graph.print(PrinterContext::default().with_semi());
    printed.push('\n');
    printed
}

/// Returns a text as a quoted string of DOT, as it is meant to be read in a label: at most 200 characters, controls left
/// out; what Graphviz would take for an escape or an entity is escaped.
pub(super) fn quoted(label: &str) -> String {
    let mut safe = String::from("\"");
    for letter in text::clean(label).chars() {
        match letter {
            '"' => safe.push_str("\\\""),
            '\\' => safe.push_str("\\\\"),
            '&' => safe.push_str("&amp;"),
            fine => safe.push(fine),
        }
    }
    safe.push('"');
    safe
}

fn plain(word: &str) -> Id {
    Id::Plain(word.to_owned())
}

fn given(name: &str, value: impl std::fmt::Display) -> Attribute {
    Attribute(plain(name), Id::Escaped(format!("\"{value}\"")))
}

fn whole(map: &Sociogram, picture: &Picture) -> Vec<Stmt> {
    [
        Attribute(plain("label"), Id::Escaped("\"\"".to_owned())),
        Attribute(plain("comment"), Id::Escaped(quoted(&map.title))),
        given("charset", "UTF-8"),
        given("outputorder", "edgesfirst"),
        given("splines", "true"),
        given("pad", 0),
        given("bgcolor", theme::PAPER),
        given("_background", backdrop::of(picture)),
    ]
    .map(Stmt::Attribute)
    .into()
}

struct Writer<'a> {
    map: &'a Sociogram,
    height: f64,
    stmts: Vec<Stmt>,
    /// They come last: an edge would create its nodes, and what is created first is drawn first.
    edges: Vec<Stmt>,
    n: usize,
}

impl Writer<'_> {
    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Area(..) | Shape::Ring(..) | Shape::Spoke(..) => {}
            Shape::Disc(it) => self.further("d", |name, writer| writer.disc(name, it, "")),
            Shape::Words(it) => self.further("t", |name, writer| writer.words(name, it)),
            Shape::Stroke(it) => self.sample(it),
            Shape::Tie(number, it) => {
                if let Some(line) = self.map.lines.get(*number) {
                    self.edge(&node(line.from), &node(line.to), it);
                }
            }
            Shape::Mark(number, discs, names) => self.mark(*number, discs, names),
        }
    }

    fn mark(&mut self, number: usize, discs: &[Disc], names: &[Words]) {
        let who = self.map.marks.get(number).map_or("", |it| &it.text);
        let (outer, inner) = discs.split_at(discs.len().saturating_sub(1));
        for it in outer {
            self.disc(&format!("r{:04}", number + 1), it, "");
        }
        inner.iter().for_each(|it| self.disc(&node(number), it, who));
        for (letter, name) in ['l', 'u'].into_iter().zip(names) {
            self.words(&format!("{letter}{:04}", number + 1), name);
        }
    }

    fn further(&mut self, letter: &str, draw: impl FnOnce(&str, &mut Self)) {
        self.n += 1;
        let name = format!("{letter}{:04}", self.n);
        draw(&name, self);
    }

    fn node(&mut self, name: &str, attributes: Vec<Attribute>) {
        self.stmts.push(Stmt::Node(Node { id: NodeId(plain(name), None), attributes }));
    }

    fn at(&self, point: Point) -> Attribute {
        given("pos", format!("{}!", self.place(point)))
    }

    fn place(&self, point: Point) -> String {
        place(point, self.height)
    }

    fn corner(&mut self, name: &str, at: Point) {
        let at = self.at(at);
        let size = ["width", "height"].map(|it| given(it, 0.01));
        let mut attributes = vec![at, given("shape", "point"), given("style", "invis")];
        attributes.extend(size);
        self.node(name, attributes);
    }

    fn disc(&mut self, name: &str, it: &Disc, who: &str) {
        let high = 2.0 * it.radius;
        let (shape, style) = match (it.plate(), it.dashed) {
            (Some(_), _) => ("box", "filled,rounded"),
            (None, true) => ("circle", "filled,dashed"),
            (None, false) => ("circle", "filled"),
        };
        let mut attributes = vec![
            self.at(it.at),
            given("shape", shape),
            given("fixedsize", true),
            given("width", inches(high + it.wide)),
            given("height", inches(high)),
            given("style", style),
            given("fillcolor", it.fill),
            given("color", it.edge),
            given("penwidth", it.edge_width),
            given("label", ""),
        ];
        if !who.is_empty() {
            // The name stands beside the disc; here it says which node this is.
            attributes.push(Attribute(plain("comment"), Id::Escaped(quoted(who))));
        }
        self.node(name, attributes);
    }

    fn words(&mut self, name: &str, it: &Words) {
        let wide = it.lines.iter().map(|line| text::width(line, it.size)).fold(0.0, f64::max);
        let wide = if it.bold { wide * 1.1 } else { wide } + 2.0;
        let (high, above) = (it.size * 1.2 * it.lines.len() as f64, it.size * 0.98);
        let middle = match it.anchor {
            Anchor::Middle => it.at.moved(0.0, high / 2.0 - above),
            Anchor::Start => it.at.moved(wide / 2.0, high / 2.0 - above),
        };
        let face = if it.bold { format!("{}-Bold", theme::ONE_FACE) } else { theme::ONE_FACE.to_owned() };
        let mut attributes = vec![
            self.at(middle),
            given("shape", "plaintext"),
            given("fixedsize", true),
            given("width", inches(wide)),
            given("height", inches(high)),
            given("margin", 0),
            given("fontname", face),
            given("fontsize", it.size),
            given("fontcolor", it.ink),
            given("label", label(it)),
        ];
        if it.halo {
            let ground = if it.line.is_some() { theme::PAPER } else { theme::HALO };
            attributes.extend([given("style", "filled"), given("fillcolor", ground), given("color", "none")]);
        }
        self.node(name, attributes);
    }

    fn sample(&mut self, it: &Stroke) {
        self.n += 1;
        let names = ["a", "b"].map(|end| format!("k{:04}{end}", self.n));
        self.corner(&names[0], it.curves.first().copied().unwrap_or_default());
        self.corner(&names[1], it.tip()[1]);
        self.edge(&names[0], &names[1], it);
    }

    fn edge(&mut self, from: &str, to: &str, it: &Stroke) {
        let length = 6.0 + it.width;
        let [pull, tip] = it.tip();
        let end = if it.arrow { tip.towards(pull, length) } else { tip };
        let inner = it.curves.iter().take(it.curves.len().saturating_sub(1)).chain([&end]);
        let curve = inner.map(|point| self.place(*point)).collect::<Vec<_>>().join(" ");
        let curve = if it.arrow { format!("e,{} {curve}", self.place(tip)) } else { curve };
        let style = match it.dash {
            Dash::Solid => "solid",
            Dash::Dashed => "dashed",
            Dash::Dotted => "dotted",
        };
        let attributes = vec![
            given("pos", curve),
            given("color", it.colour),
            given("penwidth", it.width),
            given("style", style),
            given("dir", if it.arrow { "forward" } else { "none" }),
            given("arrowsize", tenth(length / 12.0 + 0.1)),
        ];
        let ends = [from, to].map(|it| Vertex::N(NodeId(plain(it), None)));
        let [from, to] = ends;
        self.edges.push(Stmt::Edge(Edge { ty: EdgeTy::Pair(from, to), attributes }));
    }
}

/// Returns words as one label; our own line ends are the only escapes in it.
fn label(it: &Words) -> String {
    let (end, last) = match it.anchor {
        Anchor::Start => ("\\l", "\\l"),
        Anchor::Middle => ("\\n", ""),
    };
    let bare = |line: &String| {
        let line = quoted(&text::isolated(line));
        // Graphviz lets the first letter of a line say where it runs, even of one that begins with a name set apart.
        let sign = if text::is_mixed(&line[1..line.len() - 1]) { "\u{200e}" } else { "" };
        format!("{sign}{}", &line[1..line.len() - 1])
    };
    it.lines.iter().map(bare).collect::<Vec<_>>().join(end) + last
}

/// Returns the name of a mark of that number.
pub(super) fn node(number: usize) -> String {
    format!("n{:04}", number + 1)
}

/// Returns a place as Graphviz counts: upwards.
pub(super) fn place(point: Point, height: f64) -> String {
    format!("{},{}", tenth(point.x), tenth(height - point.y))
}

fn inches(points: f64) -> String {
    format!("{:.4}", points / 72.0)
}

pub(super) fn tenth(it: f64) -> f64 {
    (it * 10.0).round() / 10.0 + 0.0
}
