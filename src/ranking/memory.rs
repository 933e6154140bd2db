//! Memory: how much is left of an answer after ego has put it off or turned it down.
//!
//! Nothing before the day until which it is put off; else `0.5^n`, `n` the declines on record, each of which loses half its
//! weight in 180 days (our default).

use std::collections::HashMap;

use crate::lenses::{About, Scene};
use crate::network::{Date, PersonId, Skip, days_between};

/// Days in which a decline loses half its weight.
const HALF_LIFE: f64 = 180.0;

/// What ego said against suggesting people, as far as it counts from one seat.
#[derive(Debug)]
pub struct Memory<'n> {
    today: Date,
    skips: HashMap<&'n PersonId, Vec<&'n Skip>>,
}

impl<'n> Memory<'n> {
    /// Returns what is remembered at a seat: nothing but at ego's.
    #[must_use]
    pub fn of(scene: &Scene<'n>) -> Self {
        let mut skips: HashMap<&PersonId, Vec<&Skip>> = HashMap::new();
        let said = scene.network().skips().values().filter(|it| scene.is_ego() && it.on <= scene.today());
        said.for_each(|skip| skips.entry(&skip.who).or_default().push(skip));
        Self { today: scene.today(), skips }
    }

    /// Returns how much is left of what a lens says, 0..1; of a pair what is left of the one of whom less is.
    #[must_use]
    pub fn left(&self, about: &About, lens: &str) -> f64 {
        match about {
            About::Person(id) => self.of_person(id, lens),
            About::Pair(one, other) => self.of_person(one, lens).min(self.of_person(other, lens)),
            About::Slot(_) => 1.0,
        }
    }

    /// Returns what was said against suggesting a person and still counts.
    pub fn all(&self, id: &PersonId) -> impl Iterator<Item = &'n Skip> {
        let today = self.today;
        let counts = move |it: &&Skip| it.until.is_none_or(|until| today < until);
        self.skips.get(id).map_or(&[][..], Vec::as_slice).iter().copied().filter(counts)
    }

    fn of_person(&self, id: &PersonId, lens: &str) -> f64 {
        let declines = |skip: &Skip| match skip.until {
            Some(_) => f64::INFINITY,
            None => (-f64::from(days_between(skip.on, self.today)) / HALF_LIFE).exp2(),
        };
        (-self.all(id).filter(|it| it.concerns(lens)).map(declines).sum::<f64>()).exp2()
    }
}

#[cfg(test)]
mod tests {
    use super::Memory;
    use crate::lenses::{About, Ground, Scene};
    use crate::network::sketch::network;
    use crate::network::{Date, Skip};

    fn left(skips: &[(&str, i16, Option<i16>)], lens: &str) -> f64 {
        let mut network = network("me-ada");
        let ada: crate::network::PersonId = "ada".parse().unwrap();
        let day = |n: i16| Date::constant(2026, 1, 1).checked_add(jiff::Span::new().days(n)).unwrap();
        for (lens, on, until) in skips {
            let lens = (*lens).to_owned();
            network.load(Skip { lens, until: until.map(day), ..Skip::of(ada.clone(), day(*on)) });
        }
        let ground = Ground::of(&network, day(180));
        let me = network.ego().clone();
        let scene = Scene::of(&ground, &me);
        Memory::of(&scene).left(&About::Person(ada), lens)
    }

    #[test]
    fn what_is_put_off_comes_back_on_its_day() {
        assert!((left(&[("", 170, Some(181))], "bridge")).abs() < 1e-12);
        assert!((left(&[("", 170, Some(180))], "bridge") - 1.0).abs() < 1e-12);
        assert!((left(&[("closure", 170, Some(190))], "bridge") - 1.0).abs() < 1e-12, "another lens");
    }

    #[test]
    fn a_decline_halves_and_fades() {
        assert!((left(&[("", 180, None)], "bridge") - 0.5).abs() < 1e-12, "today");
        assert!((left(&[("", 0, None)], "bridge") - 0.5_f64.sqrt()).abs() < 1e-12, "half of it after 180 days");
        assert!((left(&[("", 180, None), ("bridge", 0, None)], "bridge") - 0.5_f64.powf(1.5)).abs() < 1e-12);
    }
}
