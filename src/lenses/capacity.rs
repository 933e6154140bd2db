//! Capacity: how much contact ego's wishes ask for, against ego's pace.
//!
//! `Σ 365/T` over the ties that have an interval, against the contacts of the last 90 days made a year. People have room
//! for so many ties at a time and no more (Miritello et al. 2013, *Sci. Rep.* 3:1950).

use super::{Scene, overdue};
use crate::network::days_between;

/// The pace is that of so many days.
const DAYS: i32 = 90;
/// From so much more than the pace on, wishes are too many (our default).
const STRAINED: f64 = 1.2;
/// Of fewer contacts than this the pace is not known.
const LEAST: usize = 5;

/// How much contact is wished for, and how much there is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Capacity {
    /// Contacts a year that the intervals ask for.
    pub wished: f64,
    /// Contacts a year at the pace of the last 90 days.
    pub pace: f64,
    /// How many ties have an interval.
    pub n: usize,
}

impl Capacity {
    /// Returns ego's; nothing from another seat, or where hardly any contact is on record.
    #[must_use]
    pub fn of(scene: &Scene<'_>) -> Option<Self> {
        let late = |it: &&&crate::network::Meeting| days_between(it.on, scene.today()) < DAYS;
        let met = scene.ground().strengths().meetings_of(scene.seat()).iter().filter(late);
        let contacts: usize = met.filter(|it| it.by.is_none()).map(|it| it.with.len()).sum();
        if !scene.is_ego() || contacts < LEAST {
            return None;
        }
        let intervals: Vec<u32> = scene.candidates().filter_map(|it| overdue::interval(scene, it)).collect();
        Some(Self {
            wished: intervals.iter().map(|&it| 365.0 / f64::from(it.max(1))).sum(),
            pace: contacts as f64 * 365.0 / f64::from(DAYS),
            n: intervals.len(),
        })
    }

    /// Returns whether the wishes go beyond the pace.
    #[must_use]
    pub fn is_strained(&self) -> bool {
        self.wished > STRAINED * self.pace
    }
}

#[cfg(test)]
mod tests {
    use super::Capacity;
    use crate::lenses::{Ground, Scene};
    use crate::network::sketch::person;
    use crate::network::{Channel, Date, Meeting, Network, Person, Settings};

    const TODAY: Date = Date::constant(2026, 11, 20);

    #[test]
    fn wishes_are_held_against_the_pace() {
        let mut network = Network::new(Settings::of("me".parse().unwrap()));
        network.load(person("me"));
        for n in 0..10_i8 {
            let id = format!("p{n}");
            network.load(Person { cadence: Some(73), ..person(&id) });
            network.load(Meeting::on(Date::constant(2026, 11, n + 1), vec![id.parse().unwrap()], Channel::Coffee));
        }
        let ground = Ground::of(&network, TODAY);
        let scene = Scene::of(&ground, network.ego());
        let found = Capacity::of(&scene).unwrap();
        assert!((found.wished - 50.0).abs() < 1e-9 && found.n == 10, "{found:?}");
        assert!((found.pace - 10.0 * 365.0 / 90.0).abs() < 1e-9, "{found:?}");
        assert!(found.is_strained(), "50 are more than 1.2 times 40.6");
    }
}
