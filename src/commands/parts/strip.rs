//! Small drawings in text: counts over time as a strip, a share as a bar.

use crate::network::{Date, days_between};

/// Nothing, and little to much.
const SIGNS: [char; 6] = ['·', '▁', '▂', '▄', '▆', '█'];
const WIDTH: usize = 20;
/// The weeks of a year.
pub(crate) const WEEKS: usize = 52;

/// Returns a bar of twenty signs of which that share, 0..1, is filled.
pub(crate) fn bar(share: f64) -> String {
    let filled = (share.clamp(0.0, 1.0) * WIDTH as f64).round() as usize;
    let filled = if share > 0.0 { filled.max(1) } else { filled };
    format!("{}{}", "█".repeat(filled), "░".repeat(WIDTH - filled))
}

/// Returns a sign a count; the most is as high as can be, but one or two are never much.
pub(crate) fn strip(counts: &[usize]) -> String {
    let most = counts.iter().copied().max().unwrap_or(0).max(SIGNS.len() - 1);
    let sign = |n: &usize| SIGNS[(n * (SIGNS.len() - 1)).div_ceil(most)];
    counts.iter().map(sign).collect()
}

/// Returns how many of the days lie in each of the last 52 weeks, the one that ends today last.
pub(crate) fn weeks(days: impl IntoIterator<Item = Date>, today: Date) -> Vec<usize> {
    let mut counts = vec![0; WEEKS];
    for day in days {
        if let Some(week) = week(day, today) {
            counts[week] += 1;
        }
    }
    counts
}

/// Returns which of the last 52 weeks a day lies in, the one that ends today being the last.
pub(crate) fn week(day: Date, today: Date) -> Option<usize> {
    let ago = usize::try_from(days_between(day, today)).ok()? / 7;
    (WEEKS - 1).checked_sub(ago)
}

#[cfg(test)]
mod tests {
    use super::{bar, strip, weeks};
    use crate::network::Date;

    #[test]
    fn a_bar_is_as_full_as_the_share() {
        assert_eq!(bar(0.0), "░".repeat(20));
        assert_eq!(bar(1.0), "█".repeat(20));
        assert_eq!(bar(0.5), format!("{}{}", "█".repeat(10), "░".repeat(10)));
        assert!(bar(0.001).starts_with('█'));
    }

    #[test]
    fn a_strip_rises_with_its_counts() {
        assert_eq!(strip(&[0, 1, 2, 3, 4, 5]), "·▁▂▄▆█");
        assert_eq!(strip(&[0, 1, 50, 100]), "·▁▄█");
        assert_eq!(strip(&[]), "");
    }

    #[test]
    fn a_week_is_seven_days_and_the_year_ends_today() {
        let today = Date::constant(2026, 11, 20);
        let days = [(2026, 11, 20), (2026, 11, 14), (2026, 11, 13), (2025, 11, 22), (2025, 11, 21), (2026, 11, 21)];
        let counts = weeks(days.map(|(y, m, d)| Date::constant(y, m, d)), today);
        assert_eq!((counts.len(), counts[51], counts[50], counts[0]), (52, 2, 1, 1));
        assert_eq!(counts.iter().sum::<usize>(), 4);
    }
}
