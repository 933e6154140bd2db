//! Where everything stands: the layout is ours and the same for both pens.

use super::geometry::{self, Point, Rect};
use super::plan::{self, Plan};
use super::{Sociogram, curves, on_lines};

/// Returns the places of everything on the map.
pub(super) fn of(map: &Sociogram) -> Plan {
    settled(map, (map.kind.layout)(map))
}

/// Returns a plan with a curve for every line and the words on them, as it is drawn.
pub(super) fn settled(map: &Sociogram, mut plan: Plan) -> Plan {
    if plan.curves.is_empty() {
        plan.curves = curves::of(map, &plan);
    }
    if plan.labels.is_empty() {
        plan.labels = on_lines::of(map, &plan);
    }
    settle(map, &mut plan);
    plan
}

/// Moves everything so that the paper begins at the origin, and rounds it.
fn settle(map: &Sociogram, plan: &mut Plan) {
    let marks = plan::boxes(map, plan).into_iter();
    let rings = plan.rings.iter().map(|it| Rect::around(it.0, 2.0 * it.1, 2.0 * it.1));
    let names = map.areas.iter().zip(&plan.area_names);
    let names = names.map(|(area, at)| plan::name_box(area, *at));
    let points = plan.curves.iter().flat_map(|it| [0.3, 0.5, 0.7].map(|t| geometry::at(it, t)));
    let curves = points.map(|it| Rect::around(it, 6.0, 6.0));
    let labels = plan.labels.iter().map(|it| plan::on_line(&it.1));
    let all = marks.chain(labels).chain(curves).chain(rings).chain(names).chain(plan.areas.iter().copied());
    let whole = all.reduce(Rect::with).unwrap_or_default();
    let moved = |it: Point| it.moved(-whole.x, -whole.y).rounded();
    plan.spots.iter_mut().for_each(|it| *it = moved(*it));
    plan.curves.iter_mut().flatten().for_each(|it| *it = moved(*it));
    plan.labels.iter_mut().for_each(|it| it.1.at = moved(it.1.at));
    plan.rings.iter_mut().for_each(|it| it.0 = moved(it.0));
    plan.area_names.iter_mut().for_each(|it| *it = moved(*it));
    plan.spokes.iter_mut().for_each(|it| *it = (moved(it.0), moved(it.1)));
    for area in &mut plan.areas {
        let (at, far) = (moved(Point::new(area.x, area.y)), moved(Point::new(area.right(), area.bottom())));
        *area = Rect { x: at.x, y: at.y, w: far.x - at.x, h: far.y - at.y };
    }
    plan.size = (whole.w.ceil(), whole.h.ceil());
}
