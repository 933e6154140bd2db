//! Kinds of traits: groups, circles, scales.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use super::{Theme, Values};

/// An attribute of numbers with fewer values than this is a list of groups.
const LEAST_VALUES: usize = 9;
/// How far two random ranks lie apart, in the mean.
pub(in crate::measures) const APART: f64 = 1.0 / 3.0;

/// Groups of which each person is in some, often one.
#[derive(Clone, Debug)]
pub(in crate::measures) struct Grouping {
    pub(in crate::measures) name: String,
    pub(in crate::measures) theme: Theme,
    /// The groups of each person, by number.
    pub(in crate::measures) of: Vec<Vec<u32>>,
    pub(in crate::measures) n_groups: usize,
    /// What one group is taken to be worth where few ties are recorded: a ratio of odds.
    pub(in crate::measures) assumed: f64,
}

impl Grouping {
    /// Returns the groups that tell people apart: at least two, and not one for each person.
    pub(super) fn of(name: &str, (theme, assumed): (Theme, f64), values: &Values<'_>) -> Option<Self> {
        let (of, members) = numbered(values);
        let known = values.iter().filter(|it| !it.is_empty()).count();
        let tells = members.len() >= 2 && members.len() * 2 <= known;
        tells.then(|| Self { name: name.to_owned(), theme, of, n_groups: members.len(), assumed })
    }

    pub(super) fn feed(&self, hasher: &mut impl Hasher) {
        (&self.name, &self.of, self.n_groups).hash(hasher);
    }
}

/// Circles people share, the small ones worth more: `Σ 1/log₂ n` over those of `n` members, at most 1.
#[derive(Clone, Debug)]
pub(in crate::measures) struct Circles {
    pub(in crate::measures) name: &'static str,
    pub(in crate::measures) theme: Theme,
    of: Vec<Vec<u32>>,
    worth: Vec<f64>,
}

impl Circles {
    /// Returns the circles, if there are any.
    pub(super) fn of(name: &'static str, theme: Theme, values: &Values<'_>) -> Option<Self> {
        let (of, members) = numbered(values);
        let worth: Vec<f64> = members.into_iter().map(|n| if n < 2 { 0.0 } else { 1.0 / (n as f64).log2() }).collect();
        (!worth.is_empty()).then_some(Self { name, theme, of, worth })
    }

    pub(super) fn feed(&self, hasher: &mut impl Hasher) {
        (self.name, &self.of).hash(hasher);
    }

    pub(in crate::measures) fn shared(&self, u: usize, v: usize) -> f64 {
        let shared = self.of[u].iter().filter(|it| self.of[v].contains(it));
        shared.map(|&it| self.worth[it as usize]).sum::<f64>().min(1.0)
    }
}

/// Returns the values of each person by their numbers, in the order of the values, and how many people have each.
fn numbered(values: &Values<'_>) -> (Vec<Vec<u32>>, Vec<usize>) {
    let mut all: Vec<(&Cow<'_, str>, usize)> = Vec::new();
    values.iter().zip(0..).for_each(|(held, person)| all.extend(held.iter().map(|it| (it, person))));
    all.sort_unstable();
    let (mut of, mut members) = (vec![Vec::new(); values.len()], Vec::new());
    for (like, number) in all.chunk_by(|a, b| a.0 == b.0).zip(0..) {
        like.iter().for_each(|(_, person)| of[*person].push(number));
        members.push(like.len());
    }
    (of, members)
}

/// A number of each person, as its rank among all, 0..1.
#[derive(Clone, Debug)]
pub(in crate::measures) struct Scale {
    pub(in crate::measures) name: String,
    pub(in crate::measures) theme: Theme,
    of: Vec<Option<f64>>,
}

impl Scale {
    /// Returns the scale, if all values are numbers and there are many.
    pub(super) fn of(name: &str, theme: Theme, values: &Values<'_>) -> Option<Self> {
        let number = |it: &Cow<'_, str>| it.parse::<f64>().ok().filter(|it| it.is_finite());
        let numbers: Vec<Option<f64>> = values.iter().map(|it| it.first().and_then(number)).collect();
        let are_numbers = values.iter().zip(&numbers).all(|(text, number)| text.is_empty() != number.is_some());
        let mut sorted: Vec<f64> = numbers.iter().flatten().copied().collect();
        sorted.sort_by(f64::total_cmp);
        let n_values = 1 + sorted.windows(2).filter(|it| it[0] < it[1]).count();
        if !are_numbers || n_values < LEAST_VALUES {
            return None;
        }
        let below = |it: f64| sorted.partition_point(|other| *other < it);
        let up_to = |it: f64| sorted.partition_point(|other| *other <= it);
        let rank = |it: f64| (below(it) + up_to(it)) as f64 / 2.0 / sorted.len() as f64;
        let of = numbers.into_iter().map(|it| it.map(rank)).collect();
        Some(Self { name: name.to_owned(), theme, of })
    }

    pub(super) fn feed(&self, hasher: &mut impl Hasher) {
        self.name.hash(hasher);
        self.of.iter().for_each(|it| it.map(f64::to_bits).hash(hasher));
    }

    /// Returns how near two people are, 0 for the same and −1 for the ends; as near as any two where it is unknown.
    pub(in crate::measures) fn nearness(&self, u: usize, v: usize) -> f64 {
        self.of[u].zip(self.of[v]).map_or(-APART, |(one, other)| -(one - other).abs())
    }
}

#[cfg(test)]
mod tests {
    use super::{APART, Circles, Grouping, Scale, Values};
    use crate::measures::Theme;

    fn values<'t>(texts: &[&'t str]) -> Values<'t> {
        texts.iter().map(|it| it.split_whitespace().map(Into::into).collect()).collect()
    }

    #[test]
    fn what_tells_nobody_apart_is_no_grouping() {
        let groups = |texts: &[&str]| Grouping::of("office", (Theme::Likeness, 1.4), &values(texts)).map(|it| it.of);
        assert_eq!(groups(&["b", "a", "a", "b", ""]), Some(vec![vec![1], vec![0], vec![0], vec![1], vec![]]));
        assert_eq!(groups(&["a", "a", "a"]), None, "all the same");
        assert_eq!(groups(&["a", "b", "c"]), None, "one each");
    }

    #[test]
    fn small_circles_are_worth_more() {
        let circles = Circles::of("community", Theme::Circles, &values(&["x y", "x y", "x", "x", "z"])).unwrap();
        assert!((circles.shared(0, 2) - 0.5).abs() < 1e-12 && (circles.shared(0, 1) - 1.0).abs() < 1e-12);
        assert!(circles.shared(0, 4).abs() < 1e-12);
    }

    #[test]
    fn numbers_are_a_scale_where_there_are_many() {
        let texts = ["9", "1", "2", "3", "4", "5", "6", "7", "8", ""];
        let scale = Scale::of("tenure", Theme::Likeness, &values(&texts)).unwrap();
        assert!((scale.nearness(1, 0) + 8.0 / 9.0).abs() < 1e-12 && (scale.nearness(0, 9) + APART).abs() < 1e-12);
        assert!(Scale::of("floor", Theme::Likeness, &values(&["1", "2", "1", "2"])).is_none());
        assert!(
            Scale::of("code", Theme::Likeness, &values(&["9", "1", "2", "3", "4", "5", "6", "7", "8", "x"])).is_none()
        );
    }
}
