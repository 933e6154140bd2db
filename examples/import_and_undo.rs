//! Takes a CSV in and takes it back: `cp -r data/demo mine; cargo run --example import_and_undo -- mine`
//!
//! One commit is one entry of the history, however many records it changes, and one undo takes it back whole.
#![allow(clippy::print_stdout, reason = "an example shows what it does")]

use std::error::Error;
use std::path::PathBuf;

use acquaint::formats::csv::{self, Mapping};
use acquaint::formats::matching::{self, Terms};
use acquaint::network::Date;
use acquaint::store::{self, Commit, Store};

const PEOPLE: &str = "\
name,title,organization,email
Grace Okonjo,General Counsel,Havrelund Systems,grace@havrelund.example
Göran Wiklund,Principal Engineer,Havrelund Systems,
";

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("name a folder with a network")?);
    let today = Date::constant(2026, 11, 20);
    let commit = Commit { folder: &folder, today, dry_run: false, sure: false };
    let (draft, faults) = csv::people("people.csv", PEOPLE, &Mapping::default())?;
    println!("{} rows read, {} left out", draft.people.len(), faults.len());

    let done = commit.run(|revision| {
        let terms = Terms { today, yes: false, source: "csv" };
        let report = matching::apply(&draft, revision, &terms);
        Ok::<_, store::Error>((report, "imported people.csv".to_owned()))
    })?;
    println!("{} new, {} changed, {} unsure", done.answer.new, done.answer.changed, done.answer.unsure);
    println!("{} people now", Store::open(&folder)?.network().people().len());
    println!("undone: {}", commit.undo()?.answer.join(", "));
    println!("{} people again", Store::open(&folder)?.network().people().len());
    Ok(())
}
