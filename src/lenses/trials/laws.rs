//! What holds for every lens on any network.

use super::made::TODAY;
use super::rigs::company;
use crate::lenses::{ALL, About, Citation, Ground, Lens, Scene, Sighting, Without};
use crate::network::sketch::dice::Dice;
use crate::network::{Key, Network, PersonId, Record};

/// Calls with everything these lenses see, and its score.
fn each<'l>(network: &Network, lenses: &'l [Lens], mut with: impl FnMut(&'l Lens, &Scene<'_>, f64, Sighting)) {
    let ground = Ground::of(network, TODAY);
    let seats = network.people().keys().step_by(9).chain([network.ego()]);
    for seat in seats {
        let scene = Scene::of(&ground, seat);
        for lens in lenses {
            for (about, score) in lens.look(&scene) {
                with(lens, &scene, score, lens.tell(&scene, &about).expect("what is seen can be told"));
            }
        }
    }
}

#[test]
fn what_is_told_comes_to_what_was_rated() {
    let mut n = 0;
    for seed in 0..6 {
        each(&company(&mut Dice(seed)), ALL, |lens, scene, score, sighting| {
            assert!((score - sighting.score).abs() < 1e-12, "{}: {:?}", lens.name, sighting.about);
            assert!((sighting.rule.score(&sighting.factors) - score).abs() < 0.005, "{}", lens.name);
            assert!((0.0..=1.0).contains(&score) && sighting.factors.len() <= 6, "{}", lens.name);
            if let About::Person(id) = &sighting.about {
                assert_eq!((lens.rate)(scene, id), score, "{}", lens.name);
            }
            n += 1;
        });
    }
    assert!(n > 1000, "{n}");
}

#[test]
fn nobody_tied_is_introduced() {
    let at = ALL.iter().position(|it| it.name == "introduce").unwrap();
    let (introduce, mut n) = (&ALL[at..=at], 0);
    for seed in 0..40 {
        let network = company(&mut Dice(seed));
        each(&network, introduce, |_, scene, _, sighting| {
            let About::Pair(one, other) = &sighting.about else { return };
            let strengths = scene.ground().strengths();
            assert!(one < other && one != scene.seat() && other != scene.seat());
            assert!(strengths.between(one, other) < 0.1, "{one} {other}");
            assert!(!network.ties().values().any(|it| it.other(one) == Some(other)), "{one} {other}, ended or not");
            let is_pair = |of: &PersonId, to: &PersonId| (of, to) == (one, other) || (to, of) == (one, other);
            assert!(!network.asks().values().any(|it| it.to.as_ref().is_some_and(|to| is_pair(&it.of, to))));
            n += 1;
        });
    }
    assert!(n > 200, "{n}");
}

/// Returns the network without a record.
fn without(network: &Network, key: &Key) -> Network {
    let mut rest = Network::new(network.settings().clone());
    fn copy<R: Record>(from: &Network, to: &mut Network, key: &Key) {
        let records = from.all::<R>().values().filter(|it| R::key(it.id()) != *key);
        records.for_each(|it| assert!(to.load(it.clone())));
    }
    copy::<crate::network::Person>(network, &mut rest, key);
    copy::<crate::network::Organization>(network, &mut rest, key);
    copy::<crate::network::Department>(network, &mut rest, key);
    copy::<crate::network::Community>(network, &mut rest, key);
    copy::<crate::network::Topic>(network, &mut rest, key);
    copy::<crate::network::Tie>(network, &mut rest, key);
    copy::<crate::network::Meeting>(network, &mut rest, key);
    copy::<crate::network::Ask>(network, &mut rest, key);
    rest
}

/// Returns what a lens would score in the network without the record; nothing if it would not see it.
fn score_without(network: &Network, lens: &Lens, about: &About, record: &Citation) -> f64 {
    let rest = without(network, &record.key);
    let ground = Ground::of(&rest, TODAY);
    lens.tell(&Scene::of(&ground, rest.ego()), about).map_or(0.0, |it| it.score)
}

#[test]
fn what_supports_a_score_lowers_it_when_it_goes() {
    let mut n = 0;
    for seed in 0..4 {
        let network = company(&mut Dice(seed));
        let ground = Ground::of(&network, TODAY);
        let scene = Scene::of(&ground, network.ego());
        for lens in ALL {
            for (about, score) in lens.look(&scene).into_iter().step_by(3) {
                let sighting = lens.tell(&scene, &about).unwrap();
                for record in sighting.factors.iter().flat_map(|it| &it.records) {
                    let rest = score_without(&network, lens, &about, record);
                    let fits = match record.without {
                        Without::Lower => rest < score,
                        Without::Higher => rest > score,
                        Without::Another => rest != score,
                    };
                    assert!(fits, "{seed} {} {about:?}: {score} {rest} {record:?}", lens.name);
                    n += 1;
                }
            }
        }
    }
    assert!(n > 100, "{n}");
}
