use proptest::prelude::{ProptestConfig, prop, prop_assert, prop_assert_eq, proptest};

use crate::measures::Strengths;
use crate::network::sketch::{network, person};
use crate::network::{Channel, Date, Key, Meeting, Network, Person, PersonId, Record, Settings, Tie, TieKind};

const TODAY: Date = Date::constant(2026, 11, 20);

fn rest(all: &Network, key: &Key) -> Network {
    let mut rest = all.copied();
    let mut revision = rest.revise();
    match key {
        Key::Tie(id) => drop(revision.remove::<Tie>(id)),
        Key::Meeting(id) => drop(revision.remove::<Meeting>(id)),
        Key::Person(id) => drop(revision.remove::<Person>(id)),
        _ => {}
    }
    drop(revision);
    rest
}

#[test]
fn it_is_what_the_rest_says() {
    let mut all = network("me-ada ada-ben:works_with ada-ben:mentors");
    all.load(Person { closeness: Some(4), ..person("cyd") });
    let days = [Date::constant(2024, 3, 1), Date::constant(2026, 6, 1)];
    for (on, with) in days.into_iter().flat_map(|it| [(it, vec!["ada"]), (it, vec!["ada", "ben"])]) {
        all.load(Meeting::on(on, with.iter().map(|it| person(it).id).collect(), Channel::Lunch));
    }
    all.load(Meeting::on(days[0], vec![person("cyd").id], Channel::Email));
    let strengths = Strengths::of(&all, TODAY);
    let meetings = all.meetings().keys().map(|it| Meeting::key(it.clone()));
    for key in meetings.chain(all.ties().keys().map(|it| Tie::key(it.clone()))) {
        let rest = rest(&all, &key);
        let after = Strengths::of(&rest, TODAY);
        for (one, other) in [("me", "ada"), ("ada", "ben"), ("me", "ben"), ("cyd", "me")] {
            let (one, other) = (person(one).id, person(other).id);
            let (told, is) = (strengths.without((&one, &other), &key), after.between(&one, &other));
            assert!((told - is).abs() < 1e-12, "{one} {other} without {key:?}: {told} {is}");
        }
    }
}

fn id(n: usize) -> PersonId {
    person(&format!("p{n}")).id
}

/// Returns ego's network of eight, in which ego's word on some is old.
fn made(closeness: Vec<u8>, ties: Vec<(usize, usize, usize)>, meetings: Vec<(i16, Vec<usize>, bool)>) -> Network {
    let mut network = Network::new(Settings::of(id(0)));
    for (n, closeness) in closeness.into_iter().enumerate() {
        network.load(Person { closeness: (closeness > 0 && n > 0).then_some(closeness), ..person(&format!("p{n}")) });
    }
    for (from, to, kind) in ties {
        network.load(Tie::between(id(from), id(to), TieKind::ALL[kind]));
    }
    for (year, with, without_ego) in meetings {
        let with = with.into_iter().map(id).collect();
        network.load(Meeting { without_ego, ..Meeting::on(Date::constant(year, 11, 3), with, Channel::Email) });
    }
    network
}

/// Returns the pairs whose tie is another without the record, and whether any is stronger.
fn moved((now, then): (&Strengths<'_>, &Strengths<'_>), but: &[usize]) -> (Vec<(usize, usize)>, bool) {
    let pairs =
        (0..8).flat_map(|u| (u + 1..8).map(move |v| (u, v))).filter(|(u, v)| !but.contains(u) && !but.contains(v));
    let change = |&(u, v): &(usize, usize)| then.between(&id(u), &id(v)) - now.between(&id(u), &id(v));
    let moved: Vec<_> = pairs.filter(|it| change(it).abs() > 1e-12).collect();
    let stronger = moved.iter().any(|it| change(it) > 0.0);
    (moved, stronger)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn a_record_changes_no_tie_but_those_it_is_said_to(
        closeness in prop::collection::vec(0..3_u8, 8),
        ties in prop::collection::btree_set((0..8_usize, 0..8_usize, 0..2_usize), 4..24),
        meetings in prop::collection::btree_map((2020..2027_i16, prop::collection::btree_set(1..8_usize, 1..5)), 0..4_u8, 0..12),
    ) {
        let ties = ties.into_iter().filter(|it| it.0 != it.1).collect();
        let meetings = meetings.into_iter().filter(|((_, with), kind)| *kind > 0 || with.len() > 1);
        let meetings = meetings.map(|((year, with), kind)| (year, with.into_iter().collect(), kind == 0)).collect();
        let all = made(closeness, ties, meetings);
        let now = Strengths::of(&all, TODAY);
        for tie in all.ties().values() {
            let (key, ends) = (Tie::key(tie.id()), (&tie.from, &tie.to));
            let rest = rest(&all, &key);
            let (moved, stronger) = moved((&now, &Strengths::of(&rest, TODAY)), &[]);
            let own = |it: &&(usize, usize)| [ends, (ends.1, ends.0)].contains(&(&id(it.0), &id(it.1)));
            prop_assert!(now.embeds(ends, &key) || moved.iter().all(|it| own(&it)), "{key:?} {moved:?}");
            prop_assert!(!stronger || own(&&moved[0]), "{key:?} {moved:?}");
        }
        for meeting in all.meetings().values() {
            let rest = rest(&all, &Meeting::key(meeting.id()));
            let (_, stronger) = moved((&now, &Strengths::of(&rest, TODAY)), &[]);
            prop_assert_eq!(stronger, !now.only_strengthens(meeting), "{:?}", meeting);
        }
        for n in 1..8 {
            let rest = rest(&all, &Person::key(id(n)));
            let (moved, stronger) = moved((&now, &Strengths::of(&rest, TODAY)), &[n]);
            prop_assert!(!stronger && (now.holds_up(&id(n)) || moved.is_empty()), "{n} {moved:?}");
        }
    }
}
