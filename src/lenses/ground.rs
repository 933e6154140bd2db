//! The ground: what all seats have in common, computed once for a network and a day.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::rc::Rc;

use crate::measures::{Fits, OneMode, Proximity, Strengths, noisy_or};
use crate::network::title::{self, Reading};
use crate::network::{Date, Network, Node, PersonId, Quick, Tie, TieId, TieKind};

use super::asked::Asks;
use super::talents::Talents;

/// What one department is worth as a tie nobody declared, in a team of up to eight recorded members (our default).
pub(super) const SAME_TEAM: f64 = 0.6;
/// The largest team whose members all know each other.
pub(super) const TEAM: usize = 8;

/// What all seats have in common: strengths, teams and the odds of a tie, computed once for a network and a day.
#[derive(Debug)]
pub struct Ground<'n> {
    /// The network.
    pub network: &'n Network,
    /// The day.
    pub today: Date,
    strengths: OnceCell<Rc<Strengths<'n>>>,
    acquainted: OnceCell<Rc<OneMode>>,
    proximity: OnceCell<Rc<Proximity>>,
    fits: Option<&'n dyn Fits>,
    talents: OnceCell<Talents<'n>>,
    asks: OnceCell<Asks<'n>>,
    titles: RefCell<HashMap<String, Rc<Titled>, BuildHasherDefault<Quick>>>,
}

/// A title and what it says; many people have the same, and each is read once.
#[derive(Debug)]
pub struct Titled {
    /// Its words, folded.
    pub words: String,
    /// The roles it names.
    pub roles: Vec<Reading>,
}

impl<'n> Ground<'n> {
    /// Returns the ground of a network on one day.
    #[must_use]
    pub fn of(network: &'n Network, today: Date) -> Self {
        Self {
            network,
            today,
            strengths: OnceCell::new(),
            acquainted: OnceCell::new(),
            proximity: OnceCell::new(),
            fits: None,
            talents: OnceCell::new(),
            asks: OnceCell::new(),
            titles: RefCell::default(),
        }
    }

    /// Returns the ground whose fits are kept there and looked up there.
    #[must_use]
    pub fn keeping(self, fits: &'n dyn Fits) -> Self {
        Self { fits: Some(fits), ..self }
    }

    /// Returns the strengths of all ties.
    #[must_use]
    pub fn strengths(&self) -> &Strengths<'n> {
        self.shared_strengths()
    }

    fn shared_strengths(&self) -> &Rc<Strengths<'n>> {
        self.strengths.get_or_init(|| Rc::new(Strengths::of(self.network, self.today)))
    }

    /// Returns who knows whom well enough to be asked: the ties, and those who share a small team.
    pub fn acquainted(&self) -> &OneMode {
        self.shared_acquainted()
    }

    fn shared_acquainted(&self) -> &Rc<OneMode> {
        self.acquainted.get_or_init(|| {
            let ties = self.strengths().all();
            Rc::new(OneMode::of_numbers(ties.people().to_vec(), ties.pairs().chain(self.team_pairs(ties))))
        })
    }

    /// Returns pairs of one team, as strong as team and tie together: a tie on record must not make two people further
    /// apart than none. Ego is in no such pair: ego knows whom ego knows.
    fn team_pairs<'a>(&'a self, ties: &'a OneMode) -> impl Iterator<Item = (usize, usize, f64)> + 'a {
        let departments = self.network.departments().keys().cloned().map(Node::Department);
        departments.flat_map(move |department| {
            let members = self.network.graph().members(&department, self.today);
            let strength = team_strength(members.len());
            let members = members.into_iter().filter(|it| *it != self.network.ego() && strength >= 0.1);
            let numbers: Vec<_> = members.filter_map(|it| ties.number(it)).collect();
            let mut pairs = Vec::new();
            for (at, &u) in numbers.iter().enumerate() {
                pairs.extend(numbers[at + 1..].iter().map(|&v| (u, v, strength)));
            }
            pairs.into_iter().map(|(u, v, team)| (u, v, noisy_or([ties.weight(u, v), team].into_iter())))
        })
    }

    /// Returns what a title says.
    #[must_use]
    pub fn titled(&self, title: &str) -> Rc<Titled> {
        if let Some(known) = self.titles.borrow().get(title) {
            return Rc::clone(known);
        }
        let titled = Rc::new(Titled { words: title::fold(title), roles: title::read(title) });
        self.titles.borrow_mut().insert(title.to_owned(), Rc::clone(&titled));
        titled
    }

    /// Returns who can do, seeks and offers what.
    pub(super) fn talents(&self) -> &Talents<'n> {
        self.talents.get_or_init(|| Talents::of(self.network))
    }

    /// Returns what ego asked of whom.
    pub(super) fn asks(&self) -> &Asks<'n> {
        self.asks.get_or_init(|| Asks::of(self.network, self.today))
    }

    /// Returns the declared ties between two people, also those that ended or lie ahead.
    pub(super) fn ties_ever(&self, one: &PersonId, other: &PersonId) -> Vec<&'n Tie> {
        let id = |from: &PersonId, to: &PersonId, kind| TieId { from: from.clone(), to: to.clone(), kind };
        let (first, last) = (TieKind::ALL[0], TieKind::ALL[TieKind::ALL.len() - 1]);
        let led = |from, to| self.network.ties().range(id(from, to, first)..=id(from, to, last)).map(|(_, tie)| tie);
        led(one, other).chain(led(other, one)).collect()
    }

    /// Returns the odds of a tie as the network's own ties teach them.
    pub fn proximity(&self) -> &Proximity {
        self.fit()
    }

    fn fit(&self) -> &Rc<Proximity> {
        let ties = (self.strengths().others(), self.strengths().together());
        let fit = || Proximity::known(self.network, self.today, ties, self.fits);
        self.proximity.get_or_init(|| Rc::new(fit()))
    }

    /// Returns the ground with the strengths of another one, whose network has the same ties, meetings, tags and closeness.
    #[must_use]
    pub fn with_strengths_of<'o: 'n>(self, other: &Ground<'o>) -> Self {
        let strengths: Rc<Strengths<'n>> = Rc::clone(other.shared_strengths()) as _;
        Self { strengths: OnceCell::from(strengths), ..self }
    }

    /// Returns the ground with the acquaintance of another one, whose network has the same strengths and departments.
    #[must_use]
    pub fn with_teams_of(self, other: &Ground<'_>) -> Self {
        Self { acquainted: OnceCell::from(Rc::clone(other.shared_acquainted())), ..self }
    }

    /// Returns the ground with the odds of another one, whose network differs in nothing that odds are learnt from: ties
    /// among others, meetings, positions, communities, attributes.
    #[must_use]
    pub fn with_odds_of(self, other: &Ground<'_>) -> Self {
        Self { proximity: OnceCell::from(Rc::clone(other.fit())), ..self }
    }
}

/// Returns what it is worth to be in a team of `n` recorded members, 0..1: less the larger the team.
fn team_strength(n: usize) -> f64 {
    SAME_TEAM * (TEAM as f64 / n.max(TEAM) as f64)
}
