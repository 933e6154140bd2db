//! Words on lines: where they cover no mark, no name and no other words, on as few other lines as can be.

use super::geometry::{self, Point, Rect};
use super::plan::{self, Label, Plan};
use super::{Sociogram, Tone};

/// Where on a line words are tried, the best first.
const ALONG: [f64; 13] = [0.5, 0.46, 0.54, 0.42, 0.58, 0.38, 0.62, 0.33, 0.67, 0.28, 0.72, 0.23, 0.77];
/// Where a line is looked at.
const STEPS: usize = 48;

/// Returns the words on lines, those that have room, with the number of the line: missing bridges and strong ones first.
pub(super) fn of(map: &Sociogram, plan: &Plan) -> Vec<(usize, Label)> {
    let mut taken: Vec<_> = plan::boxes(map, plan).into_iter().map(|it| it.grown(1.0)).collect();
    let lines: Vec<Vec<Point>> = plan.curves.iter().map(|it| points(it)).collect();
    let mut order: Vec<_> = (0..map.lines.len()).filter(|&it| !map.lines[it].words.is_empty()).collect();
    let rank = |it: usize| (map.lines[it].tone == Tone::Missing, map.lines[it].strength);
    order.sort_by(|&a, &b| rank(b).0.cmp(&rank(a).0).then(rank(b).1.total_cmp(&rank(a).1)).then(a.cmp(&b)));
    let mut labels = Vec::new();
    for line in order {
        let is_free = |it: &Label| !taken.iter().any(|other| other.overlaps(plan::on_line(it).grown(1.0)));
        let tried = ALONG.iter().map(|&t| at(&map.lines[line].words, &plan.curves[line], t)).filter(is_free);
        if let Some(label) = tried.min_by_key(|it| n_crossed(&lines, line, plan::on_line(it))) {
            taken.push(plan::on_line(&label));
            labels.push((line, label));
        }
    }
    labels
}

/// Returns words whose middle is that far along a line.
fn at(words: &[String], curve: &[Point], t: f64) -> Label {
    let label = Label { lines: words.to_vec(), at: Point::default() };
    let (own, at) = (plan::on_line(&label).center(), geometry::at(curve, t));
    Label { at: at.moved(-own.x, -own.y), ..label }
}

fn points(curve: &[Point]) -> Vec<Point> {
    (0..=STEPS).map(|it| geometry::at(curve, it as f64 / STEPS as f64)).collect()
}

/// Returns how many other lines run through a box.
fn n_crossed(lines: &[Vec<Point>], own: usize, around: Rect) -> usize {
    let meets = |line: &[Point]| line.windows(2).any(|ends| geometry::meets([ends[0], ends[1]], around));
    lines.iter().enumerate().filter(|(number, line)| *number != own && meets(line)).count()
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::sociogram::geometry::{self, Point};
    use crate::sociogram::plan::Plan;
    use crate::sociogram::{Kind, Line, Mark, Sociogram, Who};

    #[test]
    fn words_stand_where_no_other_line_runs() {
        let mark = |number: usize| Mark::of(Who::Seat(number), String::new(), 4.0);
        let line = |from: usize, to: usize, words: &[&str]| Line {
            words: words.iter().map(|&it| it.to_owned()).collect(),
            ..Line::of(from, to, 0.5, String::new())
        };
        let marks = (0..4).map(mark).collect();
        let lines = vec![line(0, 1, &["Ann"]), line(2, 3, &[])];
        let map = Sociogram { marks, lines, ..Sociogram::empty(Kind::ALL[3]) };
        let spots = [(0.0, 0.0), (300.0, 0.0), (150.0, -80.0), (150.0, 80.0)].map(|(x, y)| Point::new(x, y)).to_vec();
        let curves = [(0, 1), (2, 3)].map(|(a, b)| geometry::straight(&[spots[a], spots[b]])).to_vec();
        let labels = of(&map, &Plan { spots, curves, ..Plan::default() });
        assert!(labels.len() == 1 && (labels[0].1.at.x - 150.0).abs() > 15.0, "{labels:?}");
    }
}
