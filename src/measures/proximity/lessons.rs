//! What a network's own ties teach: each is hidden once, a fifth of them at a time, and looked at from what is left.

use super::Around;
use super::features::{Features, Size};
use super::fit::Fit;
use crate::measures::OneMode;
use crate::measures::logistic::{Logistic, Observation};
use crate::measures::lot::lot;
use crate::measures::together::Together;
use crate::measures::vicinity::weighted_degrees;

/// A fifth of the ties is hidden at a time.
const FOLDS: u64 = 5;
/// From so many people one looks around at most, each time.
const SEATS: usize = 100;
/// So many pairs that are not tied are looked at, each time.
const UNTIED: f64 = 2_000.0;
/// From so many ties on each fold pays for a thread.
const MANY: usize = 1_000;
/// So many pairs are enough to check one fold only.
const ENOUGH: usize = 5_000;
/// How much each slope is drawn to its prior, `1/σ²`, the factor in its standard deviations (our default; between 1 and 20
/// it changed what was found by two hundredths).
const RIDGE: f64 = 5.0;
/// The prior of shared contacts, a standard deviation of them: structure carries where nothing else is known (our default).
const CONTACTS: f64 = 1.0;
/// How much of what is assumed of groups and circles is left beside structure (our default).
const BESIDE: f64 = 0.5;

/// Pairs of people that were looked at, by the fold.
pub(super) struct Lessons {
    folds: Vec<Vec<Observation>>,
}

impl Lessons {
    pub(super) fn of(features: &Features, ties: &OneMode, numbers: &[usize], together: &Together) -> Self {
        let tied: Vec<usize> = (0..ties.n_people()).filter(|&it| ties.degree(it) > 0).collect();
        let folds = folds(&tied, ties, numbers, together);
        let hidden = |fold| hidden(fold, &tied, features, (ties, &folds), numbers);
        if ties.n_ties() < MANY {
            return Self { folds: (0..FOLDS).map(hidden).collect() };
        }
        // Folds know nothing of each other.
        let found = std::thread::scope(|scope| {
            let all: Vec<_> = (0..FOLDS).map(|fold| scope.spawn(move || hidden(fold))).collect();
            all.into_iter().map(|it| it.join().expect("a fold cannot fail")).collect()
        });
        Self { folds: found }
    }

    /// Returns the model that fits, if it finds hidden ties at least as well as what is assumed.
    pub(super) fn learnt(&self, assumed: &Fit) -> Option<Fit> {
        let all: Vec<&Observation> = self.folds.iter().flatten().collect();
        let folds = if all.len() > ENOUGH { 1 } else { self.folds.len() };
        let checked = || (0..folds).filter_map(|fold| self.checked(fold, assumed)).collect();
        let (model, checked): (_, Vec<(f64, f64)>) = if all.len() > ENOUGH {
            std::thread::scope(|scope| {
                let checked = scope.spawn(checked);
                (fit(&all, assumed), checked.join().expect("a check cannot fail"))
            })
        } else {
            (fit(&all, assumed), checked())
        };
        let mut model = model?;
        let mean = |of: fn(&(f64, f64)) -> f64| checked.iter().map(of).sum::<f64>() / checked.len() as f64;
        let (hit, plain) = (mean(|it| it.0), mean(|it| it.1));
        let mut hidden: Vec<f64> = all.iter().filter(|it| it.y).map(|it| model.log_odds(&it.x, &model.means)).collect();
        hidden.sort_by(f64::total_cmp);
        model.reference = hidden[hidden.len() / 2];
        model.hit = Some(hit);
        (hit >= plain).then_some(model)
    }

    /// Returns how often the model of all other folds, and what is assumed, put a hidden tie of this one first.
    fn checked(&self, fold: usize, assumed: &Fit) -> Option<(f64, f64)> {
        let others: Vec<&Observation> =
            self.folds.iter().enumerate().filter(|(at, _)| *at != fold).flat_map(|(_, it)| it).collect();
        let model = fit(&others, assumed)?;
        Some((hit(&model, &self.folds[fold])?, hit(assumed, &self.folds[fold])?))
    }
}

/// Fits pairs, each factor in its standard deviations, drawn to the prior.
fn fit(pairs: &[&Observation], assumed: &Fit) -> Option<Fit> {
    let k = assumed.slopes.len();
    let all: f64 = pairs.iter().map(|it| it.weight).sum();
    let mean = |of: &dyn Fn(&Observation) -> f64| pairs.iter().map(|it| it.weight * of(it)).sum::<f64>() / all;
    let means: Vec<f64> = (0..k).map(|j| mean(&|it| it.x[j])).collect();
    let spread: Vec<f64> = (0..k).map(|j| mean(&|it| (it.x[j] - means[j]).powi(2)).sqrt()).collect();
    // What is the same for all pairs tells nothing.
    let tells = |j: usize| spread[j] > 1e-9;
    let standard = |it: &Observation, j: usize| if tells(j) { (it.x[j] - means[j]) / spread[j] } else { 0.0 };
    let observe = |it: &&Observation| Observation { x: (0..k).map(|j| standard(it, j)).collect(), ..**it };
    let prior = |j: usize| if j == 0 { CONTACTS } else { BESIDE * assumed.slopes[j] * spread[j] };
    let fit = Logistic::fit(
        &pairs.iter().map(observe).collect::<Vec<_>>(),
        &(0..k).map(|j| (prior(j), RIDGE)).collect::<Vec<_>>(),
    )?;
    let slopes = (0..k).map(|j| if tells(j) { fit.slopes[j] / spread[j] } else { 0.0 }).collect();
    let means = against(pairs).unwrap_or(means);
    Some(Fit { means, slopes, reference: assumed.reference, hit: None })
}

/// Returns what the mean pair has that knows somebody in common and not each other; none if there is no such pair.
fn against(pairs: &[&Observation]) -> Option<Vec<f64>> {
    let strangers: Vec<_> = pairs.iter().filter(|it| !it.y && it.x[0] > 0.0).collect();
    let all: f64 = strangers.iter().map(|it| it.weight).sum();
    let k = strangers.first()?.x.len();
    Some((0..k).map(|j| strangers.iter().map(|it| it.weight * it.x[j]).sum::<f64>() / all).collect())
}

/// Returns how often a tie comes before a pair that is not tied, ties half: the area under the curve (Hanley & McNeil 1982).
fn hit(model: &Fit, pairs: &[Observation]) -> Option<f64> {
    let mut rated: Vec<(f64, bool, f64)> =
        pairs.iter().map(|it| (model.log_odds(&it.x, &model.means), it.y, it.weight)).collect();
    rated.sort_by(|a, b| a.0.total_cmp(&b.0));
    let weight = |of: bool| rated.iter().filter(|it| it.1 == of).map(|it| it.2).sum::<f64>();
    let (tied, untied) = (weight(true), weight(false));
    let (mut below, mut won) = (0.0, 0.0);
    for like in rated.chunk_by(|a, b| a.0 == b.0) {
        let sum = |of: bool| like.iter().filter(|it| it.1 == of).map(|it| it.2).sum::<f64>();
        won += sum(true) * (below + sum(false) / 2.0);
        below += sum(false);
    }
    (tied > 0.0 && untied > 0.0).then(|| won / (tied * untied))
}

/// Returns for each tie of each person, in the order of the view, in which fold it is hidden. People are told apart by their
/// place among those who are tied, so that neither a name nor a stranger changes what is learnt.
fn folds(tied: &[usize], ties: &OneMode, numbers: &[usize], together: &Together) -> Vec<Vec<u8>> {
    let most = numbers.iter().max().map_or(0, |it| it + 1);
    let mut places = vec![usize::MAX >> 32; most];
    tied.iter().enumerate().for_each(|(place, &person)| places[numbers[person]] = place);
    let place = |number: usize| places.get(number).copied().unwrap_or(usize::MAX >> 32);
    let fold = |u: usize, v: usize| {
        let (one, other) = together.standing_for(numbers[u], numbers[v]);
        (lot(place(one), place(other)) % FOLDS) as u8
    };
    (0..ties.n_people()).map(|u| ties.neighbours(u).0.iter().map(|&v| fold(u, v as usize)).collect()).collect()
}

/// Returns the pairs of one fold: its ties, hidden, and some that are not tied.
fn hidden(
    fold: u64,
    tied: &[usize],
    features: &Features,
    (ties, folds): (&OneMode, &[Vec<u8>]),
    numbers: &[usize],
) -> Vec<Observation> {
    let is_hidden = |it: u8| u64::from(it) == fold;
    let left = (0..ties.n_people()).flat_map(|u| {
        let open = ties.ties(u).zip(&folds[u]).filter(move |(tie, it)| !is_hidden(**it) && tie.0 > u);
        open.map(move |((v, weight), _)| (u, v, weight))
    });
    let known = OneMode::of_numbers(ties.people().to_vec(), left);
    let (mixings, size, degrees) = (features.mixings(&known, numbers), Size::of(&known), weighted_degrees(&known));
    let lots = Lots::of(fold, tied.len());
    let mut found = Vec::new();
    // Whether each is tied to the seat, and if so, whether that is hidden.
    let mut tie: Vec<Option<bool>> = vec![None; ties.n_people()];
    for place in (0..tied.len()).filter(|&it| lots.is_seat(it)) {
        let u = tied[place];
        ties.ties(u).zip(&folds[u]).for_each(|((v, _), it)| tie[v] = Some(is_hidden(*it)));
        let around = Around::at(&known, u, (size, &degrees));
        for (at, &v) in tied.iter().enumerate().filter(|(at, _)| lots.is_paired(place, *at)) {
            if tie[v].unwrap_or_else(|| lots.draws(place, at)) {
                let x = features.values(&around, v, (numbers[u], numbers[v]), &mixings);
                let (y, weight) = if tie[v].is_some() { (true, 1.0) } else { (false, 1.0 / lots.share / FOLDS as f64) };
                found.push(Observation { x, y, weight });
            }
        }
        ties.ties(u).for_each(|(v, _)| tie[v] = None);
    }
    found
}

/// Returns below which number a fifth part of a lot has to be, to be among this share of all.
fn drawn(share: f64) -> u64 {
    let all = u64::MAX / FOLDS;
    let (mut low, mut high) = (0, all + 1);
    while low < high {
        let middle = low.midpoint(high);
        if middle as f64 / all as f64 <= share { low = middle + 1 } else { high = middle }
    }
    low
}

/// From whom one looks around in a fold, and at which of the pairs that are not tied. People are told by their place.
struct Lots {
    /// Who is a seat: every so many-th, another one each time.
    seats: Vec<bool>,
    /// This share of the pairs is looked at.
    share: f64,
    /// The lots below this: so many.
    drawn: u64,
}

impl Lots {
    fn of(fold: u64, n: usize) -> Self {
        let step = n.div_ceil(SEATS).max(1);
        let pairs = if step == 1 { n * n.saturating_sub(1) / 2 } else { n * n / step } as f64;
        let seats = (0..n).map(|place| (place + fold as usize).is_multiple_of(step)).collect();
        let share = (UNTIED / pairs.max(1.0)).min(1.0);
        Self { seats, share, drawn: drawn(share) }
    }

    fn is_seat(&self, place: usize) -> bool {
        self.seats[place]
    }

    /// Returns whether a pair is looked at from this seat: one of two seats is looked at once.
    fn is_paired(&self, seat: usize, place: usize) -> bool {
        place != seat && (place > seat || !self.is_seat(place))
    }

    fn draws(&self, one: usize, other: usize) -> bool {
        lot(one, other) / FOLDS < self.drawn
    }
}
