//! How far everybody moves on the paper when one person comes: little, so that a map stays the map one knows.

use super::geometry::Point;
use super::tests::{generated, id, maps};
use super::{Sociogram, Who, layout};
use crate::network::{Network, Person, Position, Tie, TieKind};
use crate::sociogram::plan::Plan;

/// The network with one more person in department `d0`, who knows two.
fn grown(n: usize, departments: usize) -> Network {
    let mut network = generated(n, departments);
    let mut person = Person::named(id(n + 100), "Newly Come");
    if departments > 0 {
        person.positions.push(Position { department: Some("acme/d0".parse().unwrap()), ..Position::default() });
    }
    network.load(person);
    for other in [1, n / 2] {
        network.load(Tie::between(id(n + 100), id(other), TieKind::Knows));
    }
    network
}

/// Returns how far those on both maps moved in the mean, as a part of the width, once the whole is shifted to fit best.
fn displacement(before: (&Sociogram, &Plan), after: (&Sociogram, &Plan)) -> f64 {
    let at = |(map, plan): (&Sociogram, &Plan), who: &Who| {
        map.marks.iter().position(|it| it.who == *who).map(|it| plan.spots[it])
    };
    let both: Vec<(Point, Point)> =
        before.0.marks.iter().filter_map(|it| Some((at(before, &it.who)?, at(after, &it.who)?))).collect();
    let mean = |of: &dyn Fn(&(Point, Point)) -> f64| both.iter().map(of).sum::<f64>() / both.len() as f64;
    let (x, y) = (mean(&|it| it.1.x - it.0.x), mean(&|it| it.1.y - it.0.y));
    mean(&|it| it.0.moved(x, y).distance(it.1)) / before.1.size.0
}

#[test]
fn one_more_person_moves_the_rest_little() {
    for (n, departments) in [(10, 3), (50, 8), (200, 12), (50, 0), (200, 0)] {
        let (before, after) = (maps(&generated(n, departments)), maps(&grown(n, departments)));
        for (one, other) in before.iter().zip(&after) {
            let moved = displacement((one, &layout::of(one)), (other, &layout::of(other)));
            let far = if one.kind.name == "communities" { 0.001 } else { 1.0 };
            assert!(moved.is_nan() || moved < far, "{} of {n} in {departments}: {:.1} %", one.kind, moved * 100.0);
        }
    }
}
