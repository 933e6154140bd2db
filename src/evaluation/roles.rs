//! Role hold-out: all contact with the holders of a slot is taken away, and the lens of slots is asked whom to meet.

use super::ranked::{Rated, ranked, reciprocal_rank};
use super::{Protocol, Sheet};
use crate::lenses::{About, Coverage, Ground, Lens, Scene};
use crate::measures::drawn;
use crate::network::{Date, Meeting, Network, Person, PersonId, Tie};
use crate::ranking;

const MEASURES: [&str; 2] = ["hit@3", "MRR"];
const METHODS: [&str; 4] = ["stakeholder", "common neighbours", "degree", "random"];

/// Takes away all contact with the holders of each slot that ego's ties cover, one slot at a time, and asks the lens
/// stakeholder: is a holder among the first three? Who reports to whom stays: it tells who holds what.
#[must_use]
pub fn role_hold_out(network: &Network, today: Date) -> Protocol {
    let ground = Ground::of(network, today);
    let scene = Scene::of(&ground, network.ego());
    let covered = scene.slots().iter().filter(|it| it.covered > 0.0);
    let sheet: Sheet = covered.filter_map(|slot| asked(network, today, slot)).collect();
    let done = format!("all contact with the holders of {} slots taken away, one slot at a time", sheet.len());
    Protocol::of(("roles", "slots", done), &MEASURES, &METHODS, &sheet)
}

fn asked(network: &Network, today: Date, slot: &Coverage) -> Option<Vec<Vec<Option<f64>>>> {
    let strange = without_contact(network, &slot.holders);
    let ground = Ground::of(&strange, today);
    let scene = Scene::of(&ground, strange.ego());
    let lens = Lens::named("stakeholder")?;
    let ranked_people = ranking::by_lens(lens, &scene).into_iter().filter_map(|it| match it.about {
        About::Person(id) => Some((it.score, id)),
        _ => None,
    });
    let ours: Vec<Rated> = ranked_people.map(|(score, id)| (score, slot.holders.contains(&id))).collect();
    let view = ground.strengths().all();
    let degree = |id: &PersonId| view.number(id).map_or(0.0, |it| view.degree(it) as f64);
    let shared = |id: &PersonId| scene.mutual(id).len() as f64;
    let by_lot = |id: &PersonId| view.number(id).map_or(0.0, |it| drawn(slot.slot.len(), it as u64) as f64);
    let others: [&dyn Fn(&PersonId) -> f64; 3] = [&shared, &degree, &by_lot];
    let rated = |score: &&dyn Fn(&PersonId) -> f64| -> Vec<Rated> {
        let strangers = scene.candidates().filter(|id| scene.strength(id) < 0.2);
        strangers.map(|id| (score(id), slot.holders.contains(id))).collect()
    };
    let lists = std::iter::once(ours).chain(others.iter().map(rated));
    let measured = |list: Vec<Rated>| {
        let list = ranked(&list);
        let hit = list.iter().take(3).any(|it| *it);
        vec![Some(f64::from(u8::from(hit))), Some(reciprocal_rank(&list).unwrap_or(0.0))]
    };
    Some(lists.map(measured).collect())
}

/// Returns the network as if ego had never met these people.
fn without_contact(network: &Network, people: &[PersonId]) -> Network {
    let mut strange = network.copied();
    let ego = network.ego();
    let mut revision = strange.revise();
    for id in people {
        if let Some(person) = network.get::<Person>(id) {
            revision.put(Person { closeness: None, ..person.clone() });
        }
        let tied = network.ties_of(id).into_iter().filter(|tie| tie.other(id) == Some(ego) && tie.kind.is_symmetric());
        tied.for_each(|tie| drop(revision.remove::<Tie>(&crate::network::Record::id(tie))));
    }
    for meeting in network.meetings_naming(&people.iter().collect::<Vec<_>>()) {
        revision.remove::<Meeting>(&crate::network::Record::id(meeting));
        let with: Vec<PersonId> = meeting.with.iter().filter(|it| !people.contains(it)).cloned().collect();
        let left = Meeting { with, ..meeting.clone() };
        if left.company() >= 2 {
            revision.put(left);
        }
    }
    drop(revision);
    strange
}
