//! Draws a map from code: `cargo run --example sociogram -- data/demo map.svg`
//!
//! The caller says what a size means; here it is PageRank, and colours are left out.
#![allow(clippy::print_stdout, reason = "an example says what it wrote")]

use std::collections::HashMap;
use std::error::Error;
use std::path::PathBuf;

use acquaint::measures::{Strengths, pagerank};
use acquaint::network::{Date, PersonId};
use acquaint::sociogram::{self, Kind, Output, Subject};
use acquaint::store::{Store, write_file};

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args_os().skip(1).map(PathBuf::from);
    let (folder, file) = words.next().zip(words.next()).ok_or("say FOLDER and FILE")?;
    let (store, today) = (Store::open(&folder)?, Date::constant(2026, 11, 20));
    let strengths = Strengths::of(store.network(), today);
    let view = strengths.others();
    let ranks: HashMap<_, _> = view.people().iter().zip(pagerank(view)).collect();
    let subject = Subject {
        sizes: &|id: &PersonId| ranks.get(id).copied().unwrap_or_default(),
        size_name: "PageRank",
        ..Subject::of(store.network(), &strengths, today)
    };
    let kind = Kind::named("influence").ok_or("it is one of the kinds")?;
    let map = (kind.draw)(&subject, store.network().ego());
    let drawing = sociogram::draw(&map, Output::of_path(&file)?, None)?;
    write_file(&file, &drawing.bytes)?;
    println!("{}: {} people, by {}", file.display(), drawing.n_people, drawing.engine);
    Ok(())
}
