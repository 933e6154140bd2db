//! What is promised of digests and shelves: they never hide a record that is meant.

use proptest::prelude::{Strategy, prop, prop_assert_eq, proptest};

use super::sketch::lying;
use super::{Community, Found, Network, Organization, Person, Position, Settings, slug};

const WORDS: [&str; 16] = [
    "Ann",
    "Anna",
    "José",
    "Jose\u{301}",
    "Ünal",
    "Weiß",
    "李小龙",
    "O'Brien",
    "CFO",
    "Chief Financial Officer",
    "Acme",
    "ann@acme.example",
    "https://www.acme.example/ann/",
    "a",
    "Müller-Lüdenscheidt",
    "…",
];

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&WORDS), 1..3).prop_map(|it| it.join(" "))
}

fn person() -> impl Strategy<Value = Person> {
    let texts = || prop::collection::vec(words(), 0..3);
    (words(), texts(), texts(), texts(), 0..3_usize, words()).prop_map(
        |(name, aliases, emails, titles, circle, note)| {
            let at = (circle == 1).then(|| "acme".parse().unwrap());
            let positions = titles.into_iter().map(|title| Position { title, at: at.clone(), ..Position::default() });
            let communities = (circle == 2).then(|| "ring".parse().unwrap()).into_iter().collect();
            let positions = positions.collect();
            Person {
                aliases,
                emails,
                positions,
                communities,
                note,
                ..Person::named(slug(&name).parse().unwrap(), name)
            }
        },
    )
}

fn network(people: Vec<Person>) -> Network {
    let mut network = Network::new(Settings::of("me".parse().unwrap()));
    network.load(Organization::named("acme".parse().unwrap(), "Łódź Logistics"));
    network.load(Community::named("ring".parse().unwrap(), "Ring of Riders"));
    for person in people {
        network.load(person);
    }
    network
}

const QUERIES: [&str; 11] = [
    "cfo",
    "ann cfo",
    "jose",
    "lodz",
    "riders ann",
    "obrien",
    "fincial",
    "an",
    "an jo",
    "acme.example/ann",
    "ANN@acme.example",
];

fn typed() -> impl Strategy<Value = String> {
    let slip = (words(), 0..20_usize)
        .prop_map(|(text, at)| text.chars().enumerate().filter(|it| it.0 != at).map(|it| it.1).collect());
    proptest::prop_oneof![words(), prop::sample::select(&QUERIES).prop_map(str::to_owned), slip]
}

proptest! {
    #[test]
    fn a_digest_hides_nobody(people in prop::collection::vec(person(), 0..8), typed in typed()) {
        let network = network(people);
        prop_assert_eq!(lying(&network).search(&typed), network.search(&typed), "{}", typed);
        prop_assert_eq!(lying(&network).find::<Person>(&typed), network.find::<Person>(&typed), "{}", typed);
        for person in network.people().values() {
            let namesakes = network.people().values().filter(|it| it.name == person.name).count();
            prop_assert_eq!(lying(&network).with_namesakes([&person.id]).len(), usize::from(namesakes > 1));
            let by_name = lying(&network).find_exactly::<Person>(&person.name);
            prop_assert_eq!(by_name, network.find_exactly::<Person>(&person.name));
        }
    }

    #[test]
    fn a_shelf_is_a_table(before in prop::collection::vec(person(), 0..6), acts in prop::collection::vec((0..4_u8, person()), 0..12)) {
        let mut table = network(before);
        let mut shelf = lying(&table);
        for (act, person) in acts {
            match act {
                0 => prop_assert_eq!(shelf.get::<Person>(&person.id), table.get::<Person>(&person.id)),
                1 => {
                    let (one, other) = (shelf.revise().remove::<Person>(&person.id), table.revise().remove::<Person>(&person.id));
                    prop_assert_eq!(one, other);
                }
                2 => prop_assert_eq!(shelf.find::<Person>(&person.name), table.find::<Person>(&person.name)),
                _ => {
                    shelf.revise().put(person.clone());
                    table.revise().put(person);
                }
            }
        }
        prop_assert_eq!(&**shelf.people(), &**table.people());
    }
}

#[test]
fn nobody_is_found_in_nothing() {
    let network = lying(&network(Vec::new()));
    assert_eq!(network.find::<Person>("ann"), Found::Nothing(Vec::new()));
}
