//! Any CSV of people: read, and taken in twice.
#![no_main]

use acquaint::formats::csv::{self, Mapping};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(read) = csv::people("people.csv", text, &Mapping::default()) {
        ground::imported_twice(read);
    }
});
