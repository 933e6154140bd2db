//! Any CSV of ties: read, and taken in twice.
#![no_main]

use acquaint::formats::csv::{self, Mapping};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(read) = csv::ties("ties.csv", text, &Mapping::default()) {
        ground::imported_twice(read);
    }
});
