//! Random commands against a network in memory.

use proptest::prelude::{Strategy, prop, prop_assert_eq, proptest};

use super::size;
use crate::network::{Channel, Meeting, Network, Person, PersonId, Revision, Settings, Tie, TieKind};
use crate::store::scratch::Scratch;
use crate::store::{Error, Store};

#[derive(Clone, Debug)]
enum Act {
    Person(u8, String, Option<u8>),
    Remove(u8),
    Tie(u8, u8, u8),
    Meeting(u8, u8),
}

fn id(n: u8) -> PersonId {
    format!("p{n}").parse().unwrap()
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop::strategy::Union::new([
        (0..9_u8, ".{1,9}", prop::option::of(0..6_u8))
            .prop_map(|(n, name, it)| Act::Person(n, format!("N{name}"), it))
            .boxed(),
        (0..9_u8).prop_map(Act::Remove).boxed(),
        (0..9_u8, 0..9_u8, 0..100_u8).prop_map(|(a, b, it)| Act::Tie(a, b, it)).boxed(),
        (0..9_u8, 0..60_u8).prop_map(|(a, month)| Act::Meeting(a, month)).boxed(),
    ]);
    prop::collection::vec(act, 0..6)
}

fn perform(act: &Act, it: &mut Revision<'_>) {
    let there = |it: &Revision<'_>, n: u8| it.people().contains_key(&id(n));
    match act {
        Act::Person(n, name, closeness) => it.put(Person { closeness: *closeness, ..Person::named(id(*n), name) }),
        Act::Remove(n) => remove(it, &id(*n)),
        Act::Tie(a, b, strength) if a != b && there(it, *a) && there(it, *b) => {
            let strength = Some(f64::from(*strength) / 100.0);
            it.put(Tie { strength, ..Tie::between(id(*a), id(*b), TieKind::Friend) });
        }
        Act::Meeting(a, month) if there(it, *a) => {
            let day = format!("{}-{:02}-01", 2021 + u32::from(month / 12), month % 12 + 1).parse().unwrap();
            it.put(Meeting::on(day, vec![id(*a)], Channel::Chat));
        }
        _ => {}
    }
}

fn remove(it: &mut Revision<'_>, id: &PersonId) {
    let ties: Vec<_> =
        it.ties().iter().filter(|(_, tie)| tie.other(id).is_some()).map(|(key, _)| key.clone()).collect();
    let meetings: Vec<_> =
        it.meetings().iter().filter(|(_, it)| it.with.contains(id)).map(|(key, _)| key.clone()).collect();
    ties.iter().for_each(|key| drop(it.remove::<Tie>(key)));
    meetings.iter().for_each(|key| drop(it.remove::<Meeting>(key)));
    it.remove::<Person>(id);
}

fn records(network: &Network) -> String {
    format!("{:?} {:?} {:?}", network.people(), network.ties(), network.meetings())
}

proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(u32::try_from(size(40, 200_000)).unwrap()))]
    #[test]
    fn reading_again_equals_the_model_and_undo_of_everything_the_start(commands in prop::collection::vec(acts(), 1..6)) {
        let scratch = Scratch::network();
        let mut model = Network::new(Settings::of("me".parse().unwrap()));
        model.load(Person::named("me".parse().unwrap(), "Me"));
        let start = records(&model);
        for acts in &commands {
            acts.iter().for_each(|act| perform(act, &mut model.revise()));
            scratch.commit().run(|it| {
                acts.iter().for_each(|act| perform(act, it));
                Ok::<_, Error>(((), "acts".to_owned()))
            }).unwrap();
            prop_assert_eq!(records(Store::open(scratch.folder()).unwrap().network()), records(&model));
        }
        while scratch.commit().undo().is_ok() {}
        let store = Store::open(scratch.folder()).unwrap();
        prop_assert_eq!(records(store.network()), start);
        prop_assert_eq!(store.history().unwrap().iter().filter(|it| it.undoes.is_none() && !it.undone).count(), 0);
    }
}
