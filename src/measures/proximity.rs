//! Proximity: how near two people are for a tie between them, as odds ratios fitted to the network's own ties and drawn
//! towards a prior.
//!
//! `ln Q(u,v) = Σ β_j (x_j − x̄_j)`, `x̄` those of the mean stranger who knows somebody `u` knows: what lies between the two
//! along ties (see `vicinity`), and what they belong to, by the rates at which ties join groups like theirs (see `mixing`).
//! Triadic and focal closure each weaken the other's effect (Kossinets & Watts 2006, *Science* 311:88), so all are fitted
//! together, on ties hidden a fifth at a time (see `lessons`). Ratios and ranks only, never a probability: recorded ties
//! are a part of the real ones.

mod features;
mod fit;
mod lessons;

pub use fit::{Fit, Fits};

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use features::{Features, Size};
use lessons::Lessons;

use super::OneMode;
use super::mixing::Mixing;
use super::together::Together;
use super::traits::{Theme, Traits};
use super::vicinity::{Vicinity, weighted_degrees};
use crate::network::{Date, Network, PersonId, Quick};

/// Fewer recorded ties than this teach nothing; what is assumed stands alone.
const LEAST_TIES: usize = 20;
/// Of fewer strangers who know somebody one knows there is no mean.
const LEAST_STRANGERS: u32 = 5;
/// What tied people are worth where nothing is fitted: one department and a little more (our default).
const REFERENCE: f64 = 12.0;

/// How much nearer somebody is than the mean stranger who knows somebody one knows, under one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// What it is told under.
    pub theme: Theme,
    /// The logarithm of the odds ratio; below 0 where it speaks against a tie.
    pub log_odds: f64,
    /// The name of the factor that counts most in it, the same way.
    pub most: String,
}

/// What lies around one person, from where others are looked at.
#[derive(Debug)]
pub struct Around<'v> {
    view: &'v OneMode,
    person: usize,
    vicinity: Vicinity,
    size: Size,
    /// What the mean stranger has of each factor who knows somebody this person knows; those of the fit where they are few.
    means: Vec<f64>,
}

impl<'v> Around<'v> {
    fn at(view: &'v OneMode, person: usize, (size, degrees): (Size, &[f64])) -> Self {
        Self { view, person, vicinity: Vicinity::of(view, person, degrees), size, means: Vec::new() }
    }

    /// Returns the numbers of strangers who know somebody this person knows.
    fn strangers(&self) -> impl Iterator<Item = usize> {
        let shares = self.vicinity.contacts.iter().enumerate().filter(|(_, it)| **it > 0.0);
        shares.map(|(at, _)| at).filter(|&at| at != self.person && self.view.weight(self.person, at) == 0.0)
    }
}

/// Everybody's number in the order of ids.
type Numbers = HashMap<PersonId, usize, BuildHasherDefault<Quick>>;

/// The odds of a tie in one network.
#[derive(Debug)]
pub struct Proximity {
    features: Features,
    numbers: Numbers,
    mixings: Vec<Mixing>,
    fit: Fit,
    n_ties: usize,
}

impl Proximity {
    /// Fits them to the ties among people other than ego; those first seen at the same meeting are hidden together.
    #[must_use]
    pub fn of(network: &Network, today: Date, (others, together): (&OneMode, &Together)) -> Self {
        Self::known(network, today, (others, together), None)
    }

    /// Does the same, unless these very ties and affiliations were fitted before.
    #[must_use]
    pub fn known(
        network: &Network,
        today: Date,
        (others, together): (&OneMode, &Together),
        fits: Option<&dyn Fits>,
    ) -> Self {
        let features = Features::of(Traits::of(network, today));
        let numbers: Numbers = network.people().keys().cloned().zip(0..).collect();
        let of_view: Vec<usize> = others.people().iter().map(|id| numbers[id]).collect();
        let mixings = features.mixings(others, &of_view);
        let assumed = features.assumed(REFERENCE.ln());
        let fitted = || {
            let lessons = (others.n_ties() >= LEAST_TIES).then(|| Lessons::of(&features, others, &of_view, together));
            lessons.and_then(|it| it.learnt(&assumed)).unwrap_or_else(|| assumed.clone())
        };
        let fit = match fits {
            None => fitted(),
            Some(fits) => {
                let print = fit::print(&features, others, &of_view);
                let known = fits.recall(print).filter(|it| it.slopes.len() == assumed.slopes.len());
                known.unwrap_or_else(|| {
                    let fit = fitted();
                    fits.keep(print, &fit);
                    fit
                })
            }
        };
        Self { features, numbers, mixings, fit, n_ties: others.n_ties() }
    }

    /// Returns what lies around a person of a view; nothing if they are not in it.
    #[must_use]
    pub fn around<'v>(&self, view: &'v OneMode, id: &PersonId) -> Option<Around<'v>> {
        let around = Around::at(view, view.number(id)?, (Size::of(view), &weighted_degrees(view)));
        let (mut n, mut sums) = (0_u32, vec![0.0; self.fit.slopes.len()]);
        for values in around.strangers().filter_map(|at| self.values(&around, at)) {
            sums.iter_mut().zip(values).for_each(|(sum, x)| *sum += x);
            n += 1;
        }
        let means = if n < LEAST_STRANGERS {
            self.fit.means.clone()
        } else {
            sums.into_iter().map(|it| it / f64::from(n)).collect()
        };
        Some(Around { means, ..around })
    }

    /// Returns what two people share, the same themes in the same order for any two.
    #[must_use]
    pub fn shares(&self, around: &Around<'_>, other: &PersonId) -> Vec<Share> {
        let logs = self.log_odds_each(around, other);
        let themes = [Theme::Contacts, Theme::Standing, Theme::Circles, Theme::Position, Theme::Likeness];
        themes.into_iter().map(|theme| self.share(theme, &logs)).collect()
    }

    fn share(&self, theme: Theme, logs: &[f64]) -> Share {
        let of_theme = || self.features.names().zip(logs).filter(|((_, it), _)| *it == theme);
        let log_odds: f64 = of_theme().map(|(_, log)| log).sum();
        let most = of_theme().max_by(|a, b| (a.1 * log_odds).total_cmp(&(b.1 * log_odds)));
        Share { theme, log_odds, most: most.map_or_else(String::new, |((name, _), _)| name.to_owned()) }
    }

    /// Returns the logarithm of the product of all odds ratios.
    #[must_use]
    pub fn log_odds(&self, around: &Around<'_>, other: &PersonId) -> f64 {
        self.log_odds_each(around, other).iter().sum()
    }

    fn log_odds_each(&self, around: &Around<'_>, other: &PersonId) -> Vec<f64> {
        let Some(values) = around.view.number(other).and_then(|at| self.values(around, at)) else {
            return vec![0.0; self.fit.slopes.len()];
        };
        self.fit.each(&values, &around.means).collect()
    }

    fn values(&self, around: &Around<'_>, at: usize) -> Option<Vec<f64>> {
        let number = |at: usize| self.numbers.get(around.view.people().get(at)?).copied();
        Some(self.features.values(around, at, (number(around.person)?, number(at)?), &self.mixings))
    }

    /// Returns the logarithm of what tied people are worth, as if they were not tied yet: the median.
    #[must_use]
    pub fn reference(&self) -> f64 {
        self.fit.reference
    }

    /// Returns how often a tie hidden from the fit came before a pair that is not tied, 0..1; none if nothing is fitted.
    #[must_use]
    pub fn hit(&self) -> Option<f64> {
        self.fit.hit
    }

    /// Returns how many ties were there to learn from.
    #[must_use]
    pub fn n_ties(&self) -> usize {
        self.n_ties
    }
}

#[cfg(test)]
mod tests {
    use super::{Proximity, Share, Theme, Together};
    use crate::measures::OneMode;
    use crate::network::sketch::person;
    use crate::network::{Date, Network, Person, Position, Settings, Tie, TieKind};

    const TODAY: Date = Date::constant(2026, 11, 21);

    fn name(prefix: &str, n: usize) -> String {
        format!("{prefix}{n:02}")
    }

    /// Two departments of twelve; everybody is tied to the next few inside, and some to somebody outside.
    fn two_departments(prefix: &str, reach: usize) -> (Network, OneMode) {
        let mut network = Network::new(Settings::of("me".parse().unwrap()));
        network.load(person("me"));
        for n in 0..24 {
            let department = if n < 12 { "acme/finance" } else { "acme/data" };
            let position = Position { department: Some(department.parse().unwrap()), ..Position::default() };
            network.load(Person { positions: vec![position], ..person(&name(prefix, n)) });
        }
        let mut pairs = Vec::new();
        for n in 0..24 {
            pairs.extend((1..=reach).map(|step| (n, n / 12 * 12 + (n + step) % 12)));
            pairs.extend((n % 4 == 0 && n < 12 && reach > 0).then_some((n, n + 12)));
        }
        for &(u, v) in &pairs {
            let id = |n: usize| name(prefix, n).parse().unwrap();
            network.load(Tie::between(id(u), id(v), TieKind::Knows));
        }
        let view = view(&network);
        (network, view)
    }

    fn view(network: &Network) -> OneMode {
        let people = network.people().keys().filter(|it| *it != network.ego()).cloned();
        let ties = network.ties().values().map(|it| (it.from.clone(), it.to.clone(), it.declared_strength()));
        OneMode::new(people, ties)
    }

    fn shares(network: &Network, view: &OneMode, (one, other): (String, String)) -> (Proximity, Vec<Share>) {
        let proximity = Proximity::of(network, TODAY, (view, &Together::default()));
        let around = proximity.around(view, &one.parse().unwrap()).unwrap();
        let shares = proximity.shares(&around, &other.parse().unwrap());
        drop(around);
        (proximity, shares)
    }

    fn of(shares: &[Share], theme: Theme) -> f64 {
        shares.iter().find(|it| it.theme == theme).unwrap().log_odds
    }

    #[test]
    fn what_ties_follow_is_found() {
        let (network, view) = two_departments("p", 3);
        let (proximity, inside) = shares(&network, &view, (name("p", 1), name("p", 6)));
        let (_, outside) = shares(&network, &view, (name("p", 1), name("p", 18)));
        assert!(proximity.hit().is_some_and(|it| it > 0.8), "{:?}", proximity.hit());
        assert!(of(&inside, Theme::Circles) > of(&outside, Theme::Circles) + 0.3, "{inside:?} {outside:?}");
        assert!(of(&inside, Theme::Contacts) > of(&outside, Theme::Contacts), "{inside:?} {outside:?}");
    }

    #[test]
    fn no_ties_teach_nothing() {
        let (network, view) = two_departments("p", 0);
        let (proximity, inside) = shares(&network, &view, (name("p", 1), name("p", 6)));
        assert_eq!((proximity.hit(), proximity.n_ties()), (None, 0));
        assert!((of(&inside, Theme::Circles) - 4.0_f64.ln()).abs() < 1e-12, "one department is worth what is assumed");
    }

    #[test]
    fn neither_names_nor_strangers_change_what_is_learnt() {
        let (network, view) = two_departments("p", 3);
        let expected = shares(&network, &view, (name("p", 1), name("p", 6))).1;
        let (renamed, again) = two_departments("q", 3);
        assert_eq!(shares(&renamed, &again, (name("q", 1), name("q", 6))).1, expected);
        let (mut joined, _) = two_departments("p", 3);
        joined.load(person("a-stranger"));
        let seen = self::view(&joined);
        assert_eq!(shares(&joined, &seen, (name("p", 1), name("p", 6))).1, expected);
    }
}
