//! Detour: the strongest warm path that leaves out one tie, found from its end backwards: only who lies near the end is
//! looked at. Steps count as those of [`WarmPaths`](super::WarmPaths).

use super::strength::FAINTEST;
use super::{HANDOVER, OneMode};

/// Returns how strong the strongest path is, 0..1, with at most `between` people between and without the tie `barred`; 0
/// if there is none. `asks` says how many favours a person was asked in the last 90 days.
#[must_use]
pub fn detour(
    view: &OneMode,
    (from, to): (usize, usize),
    between: usize,
    asks: &dyn Fn(usize) -> u32,
    barred: (usize, usize),
) -> f64 {
    let open = |u: usize, v: usize| (u, v) != barred && (v, u) != barred;
    let direct = if open(from, to) { view.weight(from, to) } else { 0.0 };
    let direct = if direct >= FAINTEST { direct } else { 0.0 };
    if between == 0 {
        return direct;
    }
    let last = view.ties(to).filter(|&(by, tie)| by != from && tie >= FAINTEST && open(by, to));
    let handed = |by| detour(view, (from, by), between - 1, asks, barred) * HANDOVER / (1.0 + f64::from(asks(by)));
    last.map(|(by, tie)| handed(by) * tie).fold(direct, f64::max)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop, prop_assert_eq, proptest};

    use super::detour;
    use crate::measures::WarmPaths;
    use crate::measures::textbook::numbered;

    proptest! {
        #[test]
        fn it_is_the_warm_path_without_the_tie(
            pairs in prop::collection::btree_map((0..7_usize, 0..7_usize), 1..11_u32, 1..16),
            barred in (0..7_usize, 0..7_usize),
            asked in prop::collection::vec(0..3_u32, 7),
        ) {
            let ties = pairs.into_iter().filter(|((u, v), _)| u < v).map(|((u, v), tie)| (u, v, f64::from(tie) / 10.0));
            let (view, asks) = (numbered(7, ties), |it: usize| asked[it]);
            let ends = (barred.0.min(barred.1), barred.0.max(barred.1));
            for between in 0..3 {
                let paths = WarmPaths::from(&view, 0, between, &asks, &[ends]);
                for to in 1..7 {
                    let expected = paths.to(to).map_or(0.0, |it| it.strength);
                    let found = Some(detour(&view, (0, to), between, &asks, barred)).filter(|it| *it >= 0.05);
                    prop_assert_eq!(found.unwrap_or(0.0), expected);
                }
            }
        }
    }
}
