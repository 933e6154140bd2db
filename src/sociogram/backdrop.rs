//! Areas, rings and spokes behind the graph, in the language of xdot: `neato -n2` draws no clusters.

use std::fmt::Write;

use super::dot::{place, tenth};
use super::geometry::{Point, Rect};
use super::picture::{Picture, Shape};
use super::theme;

/// Returns areas, rings and spokes in the language of xdot; it holds numbers and colours alone, no text of anybody's.
pub(super) fn of(picture: &Picture) -> String {
    let mut xdot = String::new();
    for shape in &picture.shapes {
        // Writing to a string cannot fail.
        let _ = match shape {
            Shape::Area(at, ground) => {
                let (fill, edge) = theme::ground(*ground);
                write!(xdot, "{}{} ", colours(fill, edge), rounded(*at, picture.height))
            }
            Shape::Ring(at, radius) => {
                let middle = place(*at, picture.height).replace(',', " ");
                write!(xdot, "{}e {middle} {r} {r} ", colours(theme::RING, theme::RING), r = tenth(*radius))
            }
            Shape::Spoke(from, to) => {
                let ends = [from, to].map(|it| place(*it, picture.height).replace(',', " "));
                write!(xdot, "S 6 -dotted {}L 2 {} S 5 -solid ", colours(theme::RING, theme::RING), ends.join(" "))
            }
            _ => Ok(()),
        };
    }
    xdot
}

fn colours(fill: &str, edge: &str) -> String {
    format!("C {} -{fill} c {} -{edge} ", fill.len(), edge.len())
}

/// Returns a filled box with round corners as one curve of xdot.
fn rounded(at: Rect, height: f64) -> String {
    let r = (at.h / 4.0).min(10.0);
    let corners = [
        (Point::new(at.x, at.y), (0.0, r), (r, 0.0)),
        (Point::new(at.right(), at.y), (-r, 0.0), (0.0, r)),
        (Point::new(at.right(), at.bottom()), (0.0, -r), (-r, 0.0)),
        (Point::new(at.x, at.bottom()), (r, 0.0), (0.0, -r)),
    ];
    let mut points: Vec<Point> = Vec::new();
    for (corner, before, after) in corners {
        let (start, end) = (corner.moved(before.0, before.1), corner.moved(after.0, after.1));
        if let Some(&last) = points.last() {
            points.extend([last, start, start]);
        } else {
            points.push(start);
        }
        points.extend([corner, corner, end]);
    }
    if let (Some(&first), Some(&last)) = (points.first(), points.last()) {
        points.extend([last, first, first]);
    }
    let places: Vec<_> = points.iter().map(|it| place(*it, height).replace(',', " ")).collect();
    format!("b {} {}", places.len(), places.join(" "))
}
