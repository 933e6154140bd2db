//! Every command has a story and an error story; every lens stands in a story.

use std::collections::BTreeSet;

use super::{File, document, files, hold, root};
use crate::stories;
use crate::story::{Step, steps};

/// Files of `src/commands` that are no command: the list of them, and what they share.
const NOT_COMMANDS: [&str; 2] = ["mod", "parts"];

/// Returns the names of the commands as they are typed.
fn commands() -> BTreeSet<String> {
    let files = files("src/commands", ".rs").into_iter();
    let names = files.map(|it| it.path.split('/').nth(2).unwrap().trim_end_matches(".rs").replace('_', "-"));
    names.filter(|it| !NOT_COMMANDS.contains(&it.as_str())).collect()
}

/// Returns the steps that call the command in its own story, and in `errors.md`.
fn steps_of(command: &str) -> (Vec<Step>, Vec<Step>) {
    let calls = |file: &str| -> Vec<Step> {
        let text = std::fs::read_to_string(root().join(file)).unwrap_or_default();
        steps(&text).into_iter().filter(|it| it.calls(command)).collect()
    };
    (calls(&format!("tests/stories/{command}.md")), calls("tests/stories/errors.md"))
}

#[test]
fn every_command_has_a_story_and_an_error_story() {
    let mut offenders = Vec::new();
    for command in commands() {
        let (own, errors) = steps_of(&command);
        let untold = own.iter().all(|it| it.status != 0);
        offenders.extend(untold.then(|| format!("tests/stories/{command}.md: no step where `{command}` succeeds")));
        let unfailed = own.iter().chain(&errors).all(|it| it.status == 0);
        let places = format!("tests/stories/{command}.md, errors.md");
        offenders.extend(unfailed.then(|| format!("{places}: no step where `{command}` fails (`? 1` or `? 2`)")));
    }
    hold("every command is shown working and failing:", &offenders);
}

fn is_lens(file: &File) -> bool {
    file.text.contains("pub const LENS")
        || file.text.contains("pub(crate) const LENS")
        || file.text.contains("pub(super) const LENS")
}

#[test]
fn every_lens_stands_in_a_story() {
    let shelf = files("src/lenses", ".rs");
    let lenses: Vec<&File> = shelf.iter().filter(|it| is_lens(it)).collect();
    assert!(shelf.is_empty() || !lenses.is_empty(), "no file of src/lenses has a constant `LENS`");
    let told: String = stories::files(root()).iter().map(|it| document(it).text).collect();
    let words: BTreeSet<&str> = told.split(|it: char| !it.is_alphanumeric() && it != '-').collect();
    let names = lenses.iter().map(|it| it.path["src/lenses/".len()..].trim_end_matches(".rs").replace('_', "-"));
    let offenders: Vec<String> = names.filter(|it| !words.contains(it.as_str())).collect();
    hold("every lens is named in a story:", &offenders);
}
