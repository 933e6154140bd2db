//! Searching and naming people: the first line is a name that is recorded, the rest is what is typed.
#![no_main]

use acquaint::network::{Person, PersonId};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (name, query) = text.split_once('\n').unwrap_or(("Zoë", text));
    let mut network = ground::network();
    let id: PersonId = "recorded".parse().expect("an id");
    network.load(Person::named(id, name));
    let found = network.search(query);
    assert!(found.windows(2).all(|it| it[0].score >= it[1].score), "best first");
    for it in &found {
        let n_letters = it.text.chars().count();
        assert!(
            it.letters.iter().all(|at| *at < n_letters.max(it.text.len())),
            "letters of the text"
        );
    }
    let _ = network.find::<Person>(query);
    let _ = network.find_exactly::<Person>(query);
});
