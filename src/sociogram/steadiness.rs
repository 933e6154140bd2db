//! How far everybody moves on the paper when one person comes: little, so that a map stays the map one knows.

use std::collections::BTreeMap;

use super::geometry::Point;
use super::tests::{generated, id, maps};
use super::{Sociogram, Who, layout};
use crate::network::{Network, Person, Position, Tie, TieKind};
use crate::sociogram::plan::Plan;

/// How many arrivals the mean is of.
const ARRIVALS: usize = 12;

/// Returns how much of the width everybody may move in the mean. Of ten people one is a tenth: those of no department
/// share an area that one more may widen, and one more in a family may make a rank of a list.
fn bar(kind: &str, n: usize) -> f64 {
    if ["influence", "orgchart"].contains(&kind) && n < 20 { 0.055 } else { 0.05 }
}

/// The network with one more person, in one of the departments, who knows one to four.
fn grown(n: usize, departments: usize, arrival: usize) -> Network {
    let mut network = generated(n, departments);
    let mut person =
        Person::named(id(n + 100 + arrival), ["Newly Come", "Bo Li", "Maximiliane Oberhuber"][arrival % 3]);
    if departments > 0 {
        let department = Some(format!("acme/d{}", arrival * 5 % departments).parse().unwrap());
        person.positions.push(Position { department, ..Position::default() });
    }
    if arrival.is_multiple_of(2) {
        person.communities =
            (0..=arrival % 3).map(|it| format!("circle-{}", (arrival + it) % 7).parse().unwrap()).collect();
    }
    network.load(person);
    for other in 0..=arrival % 4 {
        let other = id((arrival * 37 + other * 101) % n);
        network.load(Tie::between(id(n + 100 + arrival), other, TieKind::ALL[arrival % 8]));
    }
    network
}

/// Returns how far those on both maps moved in the mean, as a part of the width: both shown as wide, and shifted to fit
/// best.
fn displacement(before: (&Sociogram, &Plan), after: (&Sociogram, &Plan)) -> f64 {
    let at = |(map, plan): (&Sociogram, &Plan), who: &Who| {
        map.marks.iter().position(|it| it.who == *who).map(|it| plan.spots[it])
    };
    let scale = before.1.size.0 / after.1.size.0;
    let scaled = |it: Point| Point::new(it.x * scale, it.y * scale);
    let both: Vec<(Point, Point)> =
        before.0.marks.iter().filter_map(|it| Some((at(before, &it.who)?, scaled(at(after, &it.who)?)))).collect();
    let mean = |of: &dyn Fn(&(Point, Point)) -> f64| both.iter().map(of).sum::<f64>() / both.len() as f64;
    let (x, y) = (mean(&|it| it.1.x - it.0.x), mean(&|it| it.1.y - it.0.y));
    mean(&|it| it.0.moved(x, y).distance(it.1)) / before.1.size.0
}

#[test]
fn one_more_person_moves_the_rest_little() {
    let mut far = Vec::new();
    for (n, departments) in [(10, 3), (50, 8), (200, 12), (10, 0), (50, 0), (200, 0)] {
        let mut moved: BTreeMap<(usize, &str), Vec<f64>> = BTreeMap::new();
        for arrival in 0..if n > 100 { ARRIVALS / 3 } else { ARRIVALS } {
            // Room comes in steps: some sizes are just below one.
            let n = n + arrival % 5;
            let (before, after) = (maps(&generated(n, departments)), maps(&grown(n, departments, arrival)));
            for (number, (one, other)) in before.iter().zip(&after).enumerate() {
                let (plan, then) = (layout::of(one), layout::of(other));
                let far = displacement((one, &plan), (other, &then));
                moved.entry((number, one.kind.name)).or_default().extend(Some(far).filter(|it| !it.is_nan()));
            }
        }
        for ((_, kind), moved) in moved {
            let mean = moved.iter().sum::<f64>() / moved.len().max(1) as f64;
            let bar = bar(kind, n);
            if mean > bar {
                far.push(format!("{kind} of {n} in {departments}: {:.1} %", mean * 100.0));
            }
        }
    }
    assert_eq!(far, Vec::<String>::new());
}
