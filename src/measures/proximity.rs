//! Proximity: what shared contacts, department, community, organization and position say about a tie, as odds ratios
//! fitted to the network's own ties and drawn towards a prior.
//!
//! `ln odds(u,v) = β₀ + Σ β_j x_j`. Triadic and focal closure each weaken the other's effect (Kossinets & Watts 2006), so
//! all are fitted together. Ratios and ranks only, never a probability: recorded ties are a part of the real ones.

use std::collections::{BTreeSet, HashMap};

use super::OneMode;
use super::logistic::{Logistic, Observation};
use super::profile::{Profile, Profiles};
use super::resource_allocation::{adjusted_allocation, resource_allocation};
use super::strength::seen;
use crate::network::{Date, Meeting, Network, PersonId, fold};

/// The prior odds ratios at value 1: contacts, department, community, organization, position (our defaults).
const PRIOR: [f64; 5] = [5.0, 4.0, 4.0, 3.0, 2.0];
/// Fewer recorded ties than this teach nothing; the prior stands alone.
const LEAST_TIES: usize = 50;
/// More pairs than this are sampled.
const MOST_PAIRS: usize = 40_000;

/// What two people share, five factors in 0..1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shares {
    /// `1 − e^(−RA)`, weighted resource allocation over shared contacts (Zhou, Lü & Zhang 2009).
    pub contacts: f64,
    /// 1 the same department, ½ one inside the other or both inside the same.
    pub department: f64,
    /// `min(1, Σ 1/log₂ n)` over shared communities of `n` members.
    pub community: f64,
    /// 1 the same organization now, ½ at one time before.
    pub organization: f64,
    /// ½ for the same function, ½ for the same level.
    pub position: f64,
}

impl Shares {
    /// Returns the factors with their names.
    #[must_use]
    pub fn values(&self) -> [(&'static str, f64); 5] {
        [
            ("contacts", self.contacts),
            ("department", self.department),
            ("community", self.community),
            ("organization", self.organization),
            ("position", self.position),
        ]
    }

    fn array(&self) -> [f64; 5] {
        self.values().map(|(_, value)| value)
    }
}

/// The odds of a tie in one network.
#[derive(Debug)]
pub struct Proximity {
    profiles: Profiles,
    slopes: [f64; 5],
    errors: Option<[f64; 5]>,
    n_ties: usize,
}

impl Proximity {
    /// Fits them to the ties among people other than ego.
    #[must_use]
    pub fn of(network: &Network, today: Date, others: &OneMode) -> Self {
        let mut proximity = Self {
            profiles: Profiles::of(network, today),
            slopes: PRIOR.map(f64::ln),
            errors: None,
            n_ties: others.n_ties(),
        };
        if proximity.n_ties >= LEAST_TIES {
            let observations = proximity.observations(network, today, others);
            if let Some(fit) = Logistic::fit(&observations, PRIOR.map(f64::ln), 1.0) {
                proximity.slopes = fit.slopes;
                proximity.errors = Some(fit.errors);
            }
        }
        proximity
    }

    /// Returns what two people share, contacts by the ties of `view`.
    #[must_use]
    pub fn shares(&self, view: &OneMode, one: &PersonId, other: &PersonId) -> Shares {
        let contacts = match (view.number(one), view.number(other)) {
            (Some(u), Some(v)) => resource_allocation(view, u, v),
            _ => 0.0,
        };
        self.attributes(self.profiles.get(one), self.profiles.get(other), contacts)
    }

    fn attributes(&self, one: &Profile, other: &Profile, allocation: f64) -> Shares {
        Shares {
            contacts: 1.0 - (-allocation).exp(),
            department: self.profiles.department(one, other),
            community: self.profiles.community(one, other),
            organization: Profiles::organization(one, other),
            position: Profiles::position(one, other),
        }
    }

    /// Returns the logarithm of the product of the odds ratios.
    #[must_use]
    pub fn odds(&self, shares: &Shares) -> f64 {
        shares.array().iter().zip(self.slopes).map(|(x, slope)| x * slope).sum()
    }

    /// Returns the logarithm of each factor's odds ratio at value 1.
    #[must_use]
    pub fn slopes(&self) -> [f64; 5] {
        self.slopes
    }

    /// Returns the standard errors of the slopes, if they were fitted.
    #[must_use]
    pub fn errors(&self) -> Option<[f64; 5]> {
        self.errors
    }

    /// Returns whether the ratios are fitted; else they are the prior's.
    #[must_use]
    pub fn is_fitted(&self) -> bool {
        self.errors.is_some()
    }

    /// Returns how many ties were there to learn from.
    #[must_use]
    pub fn n_ties(&self) -> usize {
        self.n_ties
    }

    fn observations(&self, network: &Network, today: Date, others: &OneMode) -> Vec<Observation<5>> {
        let together = Together::of(network, today, others);
        let profiles: Vec<&Profile> = others.people().iter().map(|id| self.profiles.get(id)).collect();
        let observe = |(u, v): (usize, usize)| {
            let contacts = together.allocation_apart(others, u, v);
            let shares = self.attributes(profiles[u], profiles[v], contacts);
            (shares.array(), others.weight(u, v) > 0.0)
        };
        sampled_pairs(others).into_iter().map(observe).collect()
    }
}

/// Who was at meetings together: what a meeting of both shows must not be evidence for their tie.
struct Together {
    /// For two people, for each third who was there as well: what those meetings add to the evidence of each pair.
    meetings: HashMap<(usize, usize), Vec<(usize, f64)>>,
}

impl Together {
    fn of(network: &Network, today: Date, others: &OneMode) -> Self {
        let mut meetings: HashMap<(usize, usize), Vec<(usize, f64)>> = HashMap::new();
        let small = |it: &&Meeting| it.happened_by(today) && (3..=20).contains(&it.with.len());
        for meeting in network.meetings().values().filter(small) {
            let mut there: Vec<_> = meeting.with.iter().filter_map(|id| others.number(id)).collect();
            there.sort_unstable();
            for (at, &u) in there.iter().enumerate() {
                for &v in &there[at + 1..] {
                    let thirds = there.iter().filter(|&&z| z != u && z != v);
                    meetings.entry((u, v)).or_default().extend(thirds.map(|&z| (z, seen(meeting, today))));
                }
            }
        }
        Self { meetings }
    }

    /// Resource allocation without the meetings both attended. Taking evidence `r` away multiplies `1 − a` by `e^(r/3)`.
    fn allocation_apart(&self, view: &OneMode, u: usize, v: usize) -> f64 {
        let Some(shared) = self.meetings.get(&(u.min(v), u.max(v))) else {
            return resource_allocation(view, u, v);
        };
        let mut evidence: HashMap<usize, f64> = HashMap::new();
        shared.iter().for_each(|(z, r)| *evidence.entry(*z).or_default() += r);
        let adjust = |z: usize, weight: f64| match evidence.get(&z) {
            Some(r) => (1.0 - (1.0 - weight) * (r / 3.0).exp()).max(0.0),
            None => weight,
        };
        adjusted_allocation(view, u, v, &adjust)
    }
}

/// Returns all pairs; of many people those near each other on a ring by a fixed hash, and all that are tied.
///
/// A ring, because one more person changes few pairs of the sample and the answers stay put.
fn sampled_pairs(view: &OneMode) -> BTreeSet<(usize, usize)> {
    let n = view.n_people();
    if n * n.saturating_sub(1) / 2 <= MOST_PAIRS {
        return (0..n).flat_map(|u| (u + 1..n).map(move |v| (u, v))).collect();
    }
    let mut ring: Vec<usize> = (0..n).collect();
    ring.sort_by_cached_key(|&u| (fold::hash(view.people()[u].as_str().bytes()), u));
    let near = MOST_PAIRS.div_ceil(n);
    let untied = (0..n).flat_map(|at| (1..=near).map(move |step| (at, (at + step) % n)));
    let mut pairs: BTreeSet<_> = untied.map(|(a, b)| (ring[a].min(ring[b]), ring[a].max(ring[b]))).collect();
    let mut tied: Vec<_> = view.pairs().map(|(u, v, _)| (u, v)).collect();
    if tied.len() > MOST_PAIRS {
        let both = |&(u, v): &(usize, usize)| {
            view.people()[u].as_str().bytes().chain(*b"/").chain(view.people()[v].as_str().bytes())
        };
        tied.sort_by_cached_key(|pair| (fold::hash(both(pair)), *pair));
        tied.truncate(MOST_PAIRS);
    }
    pairs.extend(tied);
    pairs
}

#[cfg(test)]
mod tests {
    use super::{PRIOR, Shares, resource_allocation};
    use crate::measures::OneMode;
    use crate::network::PersonId;

    #[test]
    fn resource_allocation_gives_the_vectors() {
        let people: Vec<PersonId> = ["u", "v", "y", "z", "zz"].iter().map(|it| it.parse().unwrap()).collect();
        let view =
            OneMode::of_numbers(people, [(0, 3, 0.6), (3, 1, 0.4), (3, 2, 1.0), (0, 4, 0.3), (4, 1, 0.3), (4, 2, 0.6)]);
        assert!((resource_allocation(&view, 0, 1) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn the_example_of_the_engine() {
        let shares = Shares { contacts: 0.6321, department: 0.0, community: 0.5, organization: 1.0, position: 0.5 };
        let odds: f64 = shares.array().iter().zip(PRIOR).map(|(x, ratio)| ratio.powf(*x)).product();
        assert!((odds - 23.469).abs() < 0.005, "{odds}");
        assert!((odds / (odds + 12.0) - 0.6617).abs() < 0.0005);
    }
}
