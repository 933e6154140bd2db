//! Job titles: read into functions and levels, and folded into words with one blank between each two.
#![no_main]

use acquaint::network::title;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = title::read(text);
    let folded = title::fold(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    assert_eq!(words.join(" "), folded, "words with one blank between each two");
});
