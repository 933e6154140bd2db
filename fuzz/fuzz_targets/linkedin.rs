//! LinkedIn's Connections.csv: read, and taken in twice.
#![no_main]

use acquaint::formats::linkedin;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(read) = linkedin::people("Connections.csv", text) {
        ground::imported_twice(read);
    }
});
