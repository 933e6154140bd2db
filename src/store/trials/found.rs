//! What fuzzing found on its way, run again: each text is read or refused, and what is read survives that somebody is added.
#![expect(clippy::disallowed_methods, reason = "tests read their inputs by hand")]

use std::fs;
use std::path::Path;

use crate::network::{Network, Person};
use crate::store::{layout, read, spans};

fn newcomer() -> Person {
    Person::named("zzz-newcomer".parse().unwrap(), "New")
}

/// Returns the files of the smallest network, one of them as it was found.
fn files(found: &[u8]) -> Option<Vec<(&'static str, String)>> {
    let (which, text) = found.split_first()?;
    // The files of a new network, as the fuzz target names them: the first byte is a number among these.
    let names: Vec<&str> = layout::at_first().iter().copied().chain(["meetings/2026.ron"]).collect();
    let file = names[usize::from(*which) % names.len()];
    let text = String::from_utf8(text.to_vec()).ok()?;
    let people = "[Person(id: \"ada\", name: \"Ada\"), Person(id: \"ann\", name: \"Ann\")]\n";
    let mut files =
        vec![("network.ron", "Network(format: 1, ego: \"ada\")\n".to_owned()), ("people.ron", people.to_owned())];
    match files.iter_mut().find(|it| it.0 == file) {
        Some(it) => it.1 = text,
        None => files.push((file, text)),
    }
    Some(files)
}

/// Returns all people but the newcomer as text, in which a number that is none equals itself.
fn told(network: &Network) -> String {
    let people: Vec<_> = network.people().values().filter(|it| it.id != newcomer().id).collect();
    format!("{people:?}")
}

#[test]
fn what_was_found_is_read_or_refused() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let folders = ["seeds/ron_network", "found/ron_network"].map(|it| fs::read_dir(root.join(it)).unwrap());
    let (mut read, mut refused) = (0, 0);
    for path in folders.into_iter().flatten().map(|it| it.unwrap().path()) {
        let Some(files) = files(&fs::read(&path).unwrap()) else { continue };
        let mut reading = match read::texts(&files) {
            Ok(reading) => reading,
            Err(error) => {
                refused += 1;
                assert!(!error.to_string().is_empty(), "{}", path.display());
                continue;
            }
        };
        read += 1;
        let before = told(&reading.network);
        let mut revision = reading.network.revise();
        revision.put(newcomer());
        let changes = revision.finish();
        let rewrites = spans::rewrite(&reading, &changes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let after = rewrites.iter().find_map(|it| it.after.clone().filter(|_| it.file == "people.ron")).unwrap();
        let files: Vec<_> = files
            .into_iter()
            .map(|(file, text)| (file, if file == "people.ron" { after.clone() } else { text }))
            .collect();
        let again = read::texts(&files).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(told(&again.network), before, "{}", path.display());
        assert!(again.network.people().contains_key(&newcomer().id));
    }
    assert!(read > 100 && refused > 1000, "{read} were read, {refused} refused");
}
