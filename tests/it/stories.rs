//! Every story of `tests/stories` and of the README happens as told.
//!
//! How to add and bless one: `tests/stories/README.md`, itself a story.

use std::fs;
use std::num::NonZero;
use std::path::Path;
use std::thread;

use crate::story::Story;

/// Returns the Markdown files that tell stories, from the repository's root.
pub(crate) fn files(root: &Path) -> Vec<String> {
    let folder = fs::read_dir(root.join("tests/stories")).expect("tests/stories holds the stories");
    let names = folder.map(|it| it.unwrap().file_name().into_string().unwrap());
    let mut files: Vec<String> =
        names.filter(|it| it.ends_with(".md")).map(|it| format!("tests/stories/{it}")).collect();
    files.extend(root.join("README.md").exists().then(|| "README.md".to_owned()));
    files.sort();
    files
}

fn differences(root: &Path, files: &[String]) -> Vec<String> {
    let bless = std::env::var_os("BLESS").is_some();
    files.iter().flat_map(|file| Story::of(root, file).run(bless)).collect()
}

#[test]
fn every_story_happens_as_told() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = files(root);
    let seats = thread::available_parallelism().map_or(1, NonZero::get);
    let found: Vec<String> = thread::scope(|scope| {
        let shares = files.chunks(files.len().div_ceil(seats).max(1));
        let running: Vec<_> = shares.map(|share| scope.spawn(move || differences(root, share))).collect();
        running.into_iter().flat_map(|it| it.join().expect("a story can be read")).collect()
    });
    let hint = "Where the new answer is right, run `BLESS=1 cargo test --test it stories` and read the diff.";
    assert!(found.is_empty(), "{} steps differ:\n\n{}\n{hint}", found.len(), found.join("\n"));
}
