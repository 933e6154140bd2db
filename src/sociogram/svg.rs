//! Our own pen: one SVG file that needs nothing else, its text escaped, a tooltip on every mark and tie.

use std::fmt::Write;

use super::geometry::Point;
use super::picture::{Anchor, Dash, Disc, Picture, Shape, Stroke, Words};
use super::{Change, Mark, Sociogram, Who, text, theme};

/// What keeps a name legible where lines run underneath.
const HALO: &str = " class=\"name\" stroke=\"#ffffff\" stroke-opacity=\"0.85\" stroke-width=\"3\" \
                    stroke-linejoin=\"round\" paint-order=\"stroke\"";
/// What parts a line for the words on it.
const GROUND: &str =
    " class=\"name\" stroke=\"#ffffff\" stroke-width=\"5\" stroke-linejoin=\"round\" paint-order=\"stroke\"";

/// Returns the drawing as a file.
pub(super) fn file(map: &Sociogram, picture: &Picture) -> String {
    drawing(map, picture, "role=\"img\"")
}

/// Returns the drawing with these attributes on its root besides size and face.
pub(super) fn drawing(map: &Sociogram, picture: &Picture, attributes: &str) -> String {
    let (width, height) = (picture.width, picture.height);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"{}\" {attributes}>\n\
         <title>{}</title>\n<rect class=\"paper\" width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n",
        theme::FACE,
        escaped(&map.title),
        theme::PAPER,
    );
    picture.shapes.iter().for_each(|it| shape(&mut svg, map, it));
    svg.push_str("</svg>\n");
    svg
}

/// Returns text as it may stand in a node or a quoted attribute.
pub(super) fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for letter in text::clean(words).chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            fine => safe.push(fine),
        }
    }
    safe
}

// Writing to a string cannot fail, so what `write!` returns is of no interest here.
fn shape(svg: &mut String, map: &Sociogram, shape: &Shape) {
    let _ = match shape {
        Shape::Area(at, ground) => {
            let (fill, edge) = theme::ground(*ground);
            let (x, y, w, h) = (tenth(at.x), tenth(at.y), tenth(at.w), tenth(at.h));
            let class = format!("{ground:?}").to_lowercase();
            writeln!(
                svg,
                "<rect class=\"area {class}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{}\" fill=\"{fill}\" stroke=\"{edge}\"/>",
                (h / 4.0).min(10.0)
            )
        }
        Shape::Ring(at, radius) => writeln!(
            svg,
            "<circle class=\"ring\" cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"none\" stroke=\"{}\"/>",
            at.x,
            at.y,
            tenth(*radius),
            theme::RING
        ),
        Shape::Spoke(from, to) => writeln!(
            svg,
            "<path class=\"ring\" d=\"M{} {}L{} {}\" fill=\"none\" stroke=\"{}\" stroke-dasharray=\"1 4\"/>",
            from.x,
            from.y,
            to.x,
            to.y,
            theme::RING
        ),
        Shape::Stroke(it) => stroke(svg, it, "class=\"sample\"", ""),
        Shape::Disc(it) => disc(svg, it),
        Shape::Words(it) => words(svg, it, &about(map, it)),
        Shape::Tie(number, it) => tie(svg, map, *number, it),
        Shape::Mark(number, discs, names) => mark(svg, map, *number, discs, names),
    };
}

fn tie(svg: &mut String, map: &Sociogram, number: usize, it: &Stroke) -> std::fmt::Result {
    let Some(line) = map.lines.get(number) else { return Ok(()) };
    let name = |at: usize| map.marks.get(at).map_or_else(String::new, |mark| text::isolated(&mark.text));
    let between = if line.arrow { "→" } else { "–" };
    let has_strength = map.kind.has_strengths && line.strength > 0.0;
    let strength = if has_strength { format!(", strength {:.2}", line.strength) } else { String::new() };
    let title = format!("{} {between} {}: {}{strength}", name(line.from), name(line.to), line.note);
    let tone = format!("{:?}", line.tone).to_lowercase();
    let changed = match line.change {
        Change::Same => "",
        Change::New => " new",
        Change::Cold => " cold",
    };
    let attributes = format!("class=\"tie {tone}{changed}\" data-from=\"{}\" data-to=\"{}\"", line.from, line.to);
    stroke(svg, it, &attributes, &format!("<title>{}</title>", escaped(&title)))
}

fn stroke(svg: &mut String, it: &Stroke, attributes: &str, inside: &str) -> std::fmt::Result {
    let [pull, d] = it.tip();
    let end = if it.arrow { d.towards(pull, head(it)) } else { d };
    let dash = match it.dash {
        Dash::Solid => "",
        Dash::Dashed => " stroke-dasharray=\"4 3\"",
        Dash::Dotted => " stroke-dasharray=\"0.1 4\" stroke-linecap=\"round\"",
    };
    write!(
        svg,
        "<g {attributes}>{inside}<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"{dash}/>",
        way(&it.curves, end),
        it.colour,
        it.width
    )?;
    if it.arrow {
        let [left, right] = it.barbs(head(it));
        write!(
            svg,
            "<path class=\"head\" d=\"M{} {}L{} {}L{} {}Z\" fill=\"{}\"/>",
            d.x, d.y, left.x, left.y, right.x, right.y, it.colour
        )?;
    }
    svg.push_str("</g>\n");
    Ok(())
}

/// Returns curves that follow each other as a path that ends there.
fn way(curves: &[Point], end: Point) -> String {
    let pair = |it: &Point| format!("{} {}", it.x, it.y);
    let (first, rest) = curves.split_first().map_or((end, curves), |(first, rest)| (*first, rest));
    let inner = rest.iter().take(rest.len().saturating_sub(1)).chain([&end]);
    format!("M{}C{}", pair(&first), inner.map(pair).collect::<Vec<_>>().join(" "))
}

fn head(it: &Stroke) -> f64 {
    6.0 + it.width
}

fn disc(svg: &mut String, it: &Disc) -> std::fmt::Result {
    let dash = if it.dashed { " stroke-dasharray=\"3 2.4\"" } else { "" };
    if let Some(around) = it.plate() {
        return writeln!(
            svg,
            "<rect class=\"plate\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" fill=\"{}\" stroke=\"{}\" \
             stroke-width=\"{}\"/>",
            tenth(around.x),
            tenth(around.y),
            tenth(around.w),
            tenth(around.h),
            // As round as those of Graphviz.
            tenth((around.h / 3.0).min(12.0)),
            it.fill,
            it.edge,
            it.edge_width
        );
    }
    writeln!(
        svg,
        "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"{}\"{dash}/>",
        tenth(it.at.x),
        tenth(it.at.y),
        tenth(it.radius),
        it.fill,
        it.edge,
        it.edge_width
    )
}

/// Returns between which marks the line leads that words are about.
fn about(map: &Sociogram, it: &Words) -> String {
    let line = it.line.and_then(|it| map.lines.get(it));
    line.map(|it| format!(" data-from=\"{}\" data-to=\"{}\"", it.from, it.to)).unwrap_or_default()
}

fn words(svg: &mut String, it: &Words, about: &str) -> std::fmt::Result {
    let anchor = if it.anchor == Anchor::Middle { " text-anchor=\"middle\"" } else { "" };
    let weight = if it.bold { " font-weight=\"bold\"" } else { "" };
    let halo = match it.line {
        Some(_) => GROUND,
        None if it.halo => HALO,
        None => "",
    };
    for (row, line) in it.lines.iter().enumerate() {
        let y = tenth(it.at.y + 1.2 * it.size * row as f64);
        writeln!(
            svg,
            "<text{halo}{about} x=\"{}\" y=\"{y}\"{anchor} font-size=\"{}\"{weight} fill=\"{}\">{}</text>",
            tenth(it.at.x),
            it.size,
            it.ink,
            escaped(&text::isolated(line))
        )?;
    }
    Ok(())
}

fn mark(svg: &mut String, map: &Sociogram, number: usize, discs: &[Disc], names: &[Words]) -> std::fmt::Result {
    let Some(mark) = map.marks.get(number) else { return Ok(()) };
    writeln!(svg, "<g class=\"mark\" id=\"m{number}\"><title>{}</title>", escaped(&tooltip(mark)))?;
    for it in discs {
        disc(svg, it)?;
    }
    for it in names {
        words(svg, it, "")?;
    }
    svg.push_str("</g>\n");
    Ok(())
}

/// Returns what is known about a mark, on one line.
pub(super) fn tooltip(mark: &Mark) -> String {
    if let Who::Seat(_) = mark.who {
        return format!("Empty seat: {}", mark.text);
    }
    let card = &mark.card;
    let met = card.last_met.map(|it| format!("last met {it}")).unwrap_or_default();
    let strength = if card.strength > 0.0 { format!("strength {:.2}", card.strength) } else { String::new() };
    let parts = [&mark.text, &card.title, &card.place, &strength, &met].map(|it| text::isolated(it));
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn tenth(it: f64) -> f64 {
    (it * 10.0).round() / 10.0 + 0.0
}
