//! Whom to meet next, asked from code: `cargo run --example suggest -- data/demo`
//!
//! A network is read, seen from ego's seat on a day, and what all lenses see there is ranked.
#![allow(clippy::print_stdout, reason = "an example shows what it finds")]

use std::path::PathBuf;

use acquaint::lenses::{self, About, Ground, Scene};
use acquaint::network::Date;
use acquaint::ranking;
use acquaint::store::{Error, Store};

/// The demo's meetings end on this day; for a network of your own take today.
const TODAY: Date = Date::constant(2026, 11, 20);

fn main() -> Result<(), Error> {
    let folder = PathBuf::from(std::env::args_os().nth(1).unwrap_or_else(|| "data/demo".into()));
    let store = Store::open(&folder)?;
    let ground = Ground::of(store.network(), TODAY);
    let scene = Scene::of(&ground, store.network().ego());
    let all = ranking::combined(lenses::ALL, &scene);
    let chosen = ranking::diversified(all, &scene, 5).into_iter();
    for suggestion in chosen.filter_map(|it| it.told(&scene)) {
        let who = match &suggestion.about {
            About::Person(id) => store.network().name(id).to_owned(),
            About::Slot(id) => format!("nobody yet ({id})"),
            About::Pair(one, other) => {
                format!("{} and {}", store.network().name(one), store.network().name(other))
            }
        };
        let main = suggestion.main();
        println!("{:.2}  {who}  [{}]", suggestion.score, main.lens.name);
        println!("      {}", main.sighting.because.join(" · "));
    }
    Ok(())
}
