//! The layout of the organization chart: whoever leads many stands above the middle of them; whoever leads few heads a
//! list, its people indented below.
//!
//! A layered layout after Sugiyama, Tagawa & Toda 1981: ranks by the lines everybody hangs from, order by the mean place
//! of those further bosses pull towards, and places so that no two families share any room.

use super::branches::{Chart, INDENT, Spot, Style, Whole};
use super::geometry::{self, Point};
use super::plan::{self, Plan, Side};
use super::{Line, Sociogram, branches, curves, loose};

/// The wished proportion of the whole.
const ASPECT: f64 = 2.2;
/// How many people a family has at the most that is a list, and how long a column of lists is: ranks read better than
/// lists, short lists better than long ones.
const LISTED: [usize; 4] = [1, 9, 44, 250];
const COLUMNS: [usize; 3] = [8, 22, 60];
/// Families without a common boss stand in up to so many rows.
const MOST_ROWS: usize = 12;
/// A later style, or one row more, has to come out that much smaller.
const BETTER: f64 = 0.7;
const ROUNDS: usize = 2;

/// Returns the places of people, seats and areas, and the lines between.
pub(super) fn of(map: &Sociogram) -> Plan {
    let mut chart = Chart::of(map, below(map));
    let mut whole = best(&chart);
    for _ in 0..ROUNDS {
        if ordered(map, &mut chart, &whole.spots) {
            whole = best(&chart);
        }
    }
    let mut plan = Plan {
        spots: vec![Point::default(); map.marks.len()],
        sides: vec![Side::Below; map.marks.len()],
        layout: "families in ranks and lists",
        ..Plan::default()
    };
    for spot in &whole.spots {
        (plan.spots[spot.who], plan.sides[spot.who]) = (spot.at, spot.side());
    }
    (plan.areas, plan.area_names) = loose::below(map, (whole.w, whole.h), &mut plan.spots);
    plan.curves = lines(map, &plan, &whole.spots);
    plan
}

/// Returns who hangs from each mark; the last are those at the top.
fn below(map: &Sociogram) -> Vec<Vec<usize>> {
    let n = map.marks.len();
    let mut above = vec![n; n];
    map.lines.iter().filter(|it| !it.dashed).for_each(|it| above[it.from] = it.to);
    let mut below = vec![Vec::new(); n + 1];
    let in_tree = (0..n).filter(|&it| map.marks[it].area.is_none());
    in_tree.for_each(|it| below[above[it]].push(it));
    let has_reports: Vec<_> = below.iter().map(|it| !it.is_empty()).collect();
    below.iter_mut().for_each(|it| it.sort_by_key(|&one| (has_reports[one], one)));
    below
}

/// Returns all families in the style that fits a paper of the wished proportion best.
fn best(chart: &Chart) -> Whole {
    let styles = LISTED.iter().flat_map(|&listed| COLUMNS.iter().map(move |&column| Style { listed, column }));
    let most = chart.below.last().map_or(1, Vec::len).clamp(1, MOST_ROWS);
    let in_rows = |style: Style| foremost((1..=most).map(|it| branches::whole(chart, style, it)));
    foremost(styles.map(in_rows))
}

/// Returns the first that fits the paper best; a later one has to fit it much better.
fn foremost(tried: impl Iterator<Item = Whole>) -> Whole {
    let cost = |it: &Whole| (it.w / ASPECT).max(it.h);
    tried.reduce(|a, b| if cost(&b) < BETTER * cost(&a) { b } else { a }).unwrap_or_default()
}

/// Orders families by where they are and where further bosses pull them, and returns whether that changed anything. A
/// large family is held by all its people, so that one line more turns no chart around.
fn ordered(map: &Sociogram, chart: &mut Chart, spots: &[Spot]) -> bool {
    let n = map.marks.len();
    let mut x = vec![0.0; n];
    spots.iter().for_each(|it| x[it.who] = it.at.x);
    let mut above = vec![None; n];
    for (boss, reports) in chart.below.iter().enumerate().take(n) {
        reports.iter().for_each(|&it| above[it] = Some(boss));
    }
    let mut pulls = vec![(0.0, 0.0); n];
    for line in map.lines.iter().filter(|it| it.dashed) {
        for (one, other) in [(line.from, line.to), (line.to, line.from)] {
            for at in std::iter::successors(Some(one), |&it| above[it]) {
                pulls[at] = (pulls[at].0 + x[other], pulls[at].1 + 1.0);
            }
        }
    }
    let wish = |it: usize| {
        let held = chart.sizes[it] as f64;
        (held * x[it] + pulls[it].0) / (held + pulls[it].1)
    };
    let before = chart.below.clone();
    // Whoever is at the top stays where the id says: a line from tree to tree is no reason to move trees.
    for family in chart.below.iter_mut().take(n).filter(|it| it.iter().any(|&one| pulls[one].1 > 0.0)) {
        family.sort_by(|&a, &b| {
            before[b].is_empty().cmp(&before[a].is_empty()).then(wish(a).total_cmp(&wish(b))).then(a.cmp(&b))
        });
    }
    before != chart.below
}

/// Returns the lines: at right angles from each report to the boss's trunk, curved to further bosses.
fn lines(map: &Sociogram, plan: &Plan, spots: &[Spot]) -> Vec<Vec<Point>> {
    let mut lines = curves::of(map, plan);
    let mut hangs = vec![false; map.marks.len()];
    spots.iter().for_each(|it| hangs[it.who] = it.hangs);
    for (line, way) in map.lines.iter().zip(&mut lines).filter(|it| !it.0.dashed) {
        *way = geometry::straight(&way_of(map, plan, line, hangs[line.from]));
    }
    lines
}

/// Returns the corners of a line: to the trunk beside a list or along the rank, and up to the boss.
fn way_of(map: &Sociogram, plan: &Plan, line: &Line, hangs: bool) -> Vec<Point> {
    let (report, boss) = (plan.spots[line.from], plan.spots[line.to]);
    let reach = plan::reach(&map.marks[line.from]) + 0.5;
    let bottom = match plan.side(line.to) {
        Side::Below => plan::extent(&map.marks[line.to]).bottom(),
        Side::Right => plan::reach(&map.marks[line.to]),
    };
    let end = boss.moved(0.0, bottom + 1.5);
    let bus = end.y - 1.5 + branches::DROP - branches::BUS;
    let (start, trunk) = match hangs {
        true => (report.moved(-reach, 0.0), report.x - INDENT),
        false => (report.moved(0.0, -reach), report.x),
    };
    if (trunk - boss.x).abs() < 0.01 {
        return vec![start, Point::new(trunk, start.y), end];
    }
    vec![start, Point::new(trunk, start.y), Point::new(trunk, bus), Point::new(boss.x, bus), end]
}

#[cfg(test)]
mod tests {
    use crate::measures::Strengths;
    use crate::network::{Date, sketch};
    use crate::sociogram::{Kind, Sociogram, Subject, geometry, layout, plan};

    fn chart(sketched: &str) -> Sociogram {
        let network = sketch::network(sketched);
        let today = Date::constant(2026, 11, 20);
        let strengths = Strengths::of(&network, today);
        let subject = Subject::of(&network, &strengths, today);
        (Kind::named("orgchart").unwrap().draw)(&subject, network.ego())
    }

    /// Returns a firm where the nth person reports to one of those before, and some to one more.
    fn firm(n: usize, span: usize) -> String {
        let line = |it: usize| format!("p{it}-p{}:reports_to ", (it - 1) / span);
        let more = |it: usize| format!("p{it}-p{}:reports_to ", it * 7 % (it - 1));
        (1..n).map(line).chain((9..n).step_by(9).map(more)).collect()
    }

    #[test]
    fn no_line_down_the_ranks_passes_through_anybody() {
        for (n, span) in [(2, 1), (12, 3), (60, 4), (120, 30), (200, 2), (200, 6), (90, 1), (200, 199)] {
            let map = chart(&firm(n, span));
            let plan = layout::of(&map);
            let boxes = plan::boxes(&map, &plan);
            for (line, curve) in map.lines.iter().zip(&plan.curves).filter(|it| !it.0.dashed) {
                let points = (0..=300).map(|it| geometry::at(curve, f64::from(it) / 300.0));
                let others = || boxes.iter().enumerate().filter(|it| ![line.from, line.to].contains(&it.0));
                let mut crossed = points.filter(|at| others().any(|it| it.1.contains(*at)));
                assert_eq!(crossed.next(), None, "{n} of {span}");
            }
        }
    }

    #[test]
    fn whoever_stands_in_a_rank_stands_as_high_as_the_others_there() {
        for span in [3, 6] {
            let map = chart(&firm(60, span));
            let plan = layout::of(&map);
            let mut heights = std::collections::BTreeMap::<_, Vec<_>>::new();
            let lines = map.lines.iter().zip(&plan.curves).filter(|it| !it.0.dashed);
            // A line that comes from the left leads to somebody in a list.
            for (line, way) in lines.filter(|(line, way)| (way[0].x - plan.spots[line.from].x).abs() < 0.1) {
                assert!(way[0].y < plan.spots[line.from].y);
                heights.entry(line.to).or_default().push(plan.spots[line.from].y);
            }
            assert!(heights.values().any(|it| it.len() > 1));
            assert!(heights.values().all(|it| it.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 0.1)), "{span}");
        }
    }

    #[test]
    fn bosses_stand_above_and_the_whole_is_well_proportioned() {
        for span in [3, 6, 30, 199] {
            let map = chart(&firm(200, span));
            let plan = layout::of(&map);
            let below = |it: &&crate::sociogram::Line| plan.spots[it.from].y > plan.spots[it.to].y;
            assert!(map.lines.iter().filter(|it| !it.dashed).all(|it| below(&it)), "{span}");
            let proportion = plan.size.0 / plan.size.1;
            assert!((0.6..3.5).contains(&proportion), "{proportion:.2} of {span}");
        }
    }
}
