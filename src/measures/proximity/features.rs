//! What is known of a pair, as numbers: the factors of the odds, in one order.

use super::Around;
use super::fit::Fit;
use crate::measures::OneMode;
use crate::measures::mixing::Mixing;
use crate::measures::traits::{APART, Theme, Traits};

/// What no walk reaches is taken to be reached this often, against once by chance.
const UNREACHED: f64 = 1e-3;
/// What is assumed of the factors where nothing is fitted: the logarithm of the odds ratio at value 1 (our defaults).
const CONTACTS: f64 = 0.8;
const MIXING: f64 = 1.0;
const CIRCLE: f64 = 1.4;
const NEARNESS: f64 = 0.5;
const ONCE: f64 = 0.5;

/// How large a view is, for what is counted in it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Size {
    /// How many people are tied to somebody.
    pub(super) n: f64,
    /// To how many, in the mean.
    pub(super) degree: f64,
    /// The mean weight.
    pub(super) weight: f64,
}

impl Size {
    pub(super) fn of(view: &OneMode) -> Self {
        let tied = (0..view.n_people()).filter(|&it| view.degree(it) > 0).count().max(1) as f64;
        let ties = view.n_ties().max(1) as f64;
        let weight: f64 = view.pairs().map(|it| it.2).sum();
        Self { n: tied, degree: 2.0 * ties / tied, weight: if weight > 0.0 { weight / ties } else { 1.0 } }
    }
}

/// The factors of a network's odds.
#[derive(Debug)]
pub(super) struct Features {
    traits: Traits,
    names: Vec<(String, Theme)>,
    assumed: Vec<f64>,
}

impl Features {
    pub(super) fn of(traits: Traits) -> Self {
        let mut all: Vec<(String, Theme, f64)> = vec![
            ("shared contacts".to_owned(), Theme::Contacts, CONTACTS),
            ("paths".to_owned(), Theme::Contacts, 0.0),
            ("walks".to_owned(), Theme::Contacts, 0.0),
            ("standing".to_owned(), Theme::Standing, 0.0),
        ];
        all.extend(traits.groupings.iter().map(|it| (it.name.clone(), it.theme, MIXING)));
        all.extend(traits.circles.iter().map(|it| (it.name.to_owned(), it.theme, CIRCLE)));
        all.extend(traits.scales.iter().map(|it| (it.name.clone(), it.theme, NEARNESS)));
        all.push(("once together".to_owned(), Theme::Circles, ONCE));
        let assumed = all.iter().map(|it| it.2).collect();
        Self { traits, names: all.into_iter().map(|(name, theme, _)| (name, theme)).collect(), assumed }
    }

    /// Tells a hasher all that factors are taken from.
    pub(super) fn feed(&self, hasher: &mut impl std::hash::Hasher) {
        self.traits.feed(hasher);
    }

    pub(super) fn names(&self) -> impl Iterator<Item = (&str, Theme)> {
        self.names.iter().map(|(name, theme)| (name.as_str(), *theme))
    }

    /// Returns the model where nothing is fitted: against a pair that shares nothing.
    pub(super) fn assumed(&self, reference: f64) -> Fit {
        let mut means = vec![0.0; self.names.len()];
        let scales = self.names.len() - 1 - self.traits.scales.len();
        means[scales..scales + self.traits.scales.len()].fill(-APART);
        Fit { means, slopes: self.assumed.clone(), reference, hit: None }
    }

    /// Returns how often ties of the view join the groups of each grouping.
    pub(super) fn mixings(&self, view: &OneMode, numbers: &[usize]) -> Vec<Mixing> {
        self.traits.groupings.iter().map(|it| Mixing::of(it, view, numbers)).collect()
    }

    /// Returns the factors of the person looked from and the one at that number of the view, `u` and `v` in the network.
    pub(super) fn values(
        &self,
        around: &Around<'_>,
        at: usize,
        (u, v): (usize, usize),
        mixings: &[Mixing],
    ) -> Vec<f64> {
        let (near, size) = (&around.vicinity, around.size);
        let known = |person: usize| (1.0 + around.view.degree(person) as f64).ln();
        let mut values = Vec::with_capacity(self.names.len());
        values.push((1.0 + size.degree * near.contacts[at]).ln());
        values.push((1.0 + near.paths[at] / (size.weight * size.weight)).ln());
        values.push((UNREACHED + size.n * near.walks[at]).ln());
        values.push(known(around.person) + known(at));
        let groupings = self.traits.groupings.iter().zip(mixings);
        values.extend(groupings.map(|(it, mixing)| mixing.of_pair(&it.of[u], &it.of[v])));
        values.extend(self.traits.circles.iter().map(|it| it.shared(u, v)));
        values.extend(self.traits.scales.iter().map(|it| it.nearness(u, v)));
        values.push(if self.traits.were_together(u, v) { 1.0 } else { 0.0 });
        values
    }
}
