//! What the targets stand on: a day, a small network, and a folder to keep it in.

use std::fs;
use std::path::{Path, PathBuf};

use acquaint::formats::matching::{self, Terms};
use acquaint::formats::{Draft, RowFault};
use acquaint::network::{Date, Network, Person, PersonId, Settings, Tie, TieKind};

/// The day all targets take for today.
#[must_use]
pub fn today() -> Date {
    "2026-11-20".parse().expect("a day")
}

fn id(text: &str) -> PersonId {
    text.parse().expect("an id")
}

/// Returns a network of three people, one of them with an accent, and a tie.
#[must_use]
pub fn network() -> Network {
    let mut network = Network::new(Settings::of(id("ada")));
    for (slug, name) in [("ada", "Ada Lovelace"), ("jose", "José Łukasz"), ("ann-lee", "Ann Lee")]
    {
        network.load(Person::named(id(slug), name));
    }
    network.load(Tie::between(id("ada"), id("ann-lee"), TieKind::Knows));
    network
}

/// Takes a draft into a network, and holds that taking it a second time changes nothing.
pub fn imported_twice(read: (Draft, Vec<RowFault>)) {
    let (draft, faults) = read;
    assert!(faults.iter().all(|it| it.line > 0 && !it.message.is_empty()), "a fault has a place");
    let mut network = network();
    let terms = Terms { today: today(), yes: true, source: "csv" };
    let mut import = || {
        let mut revision = network.revise();
        matching::apply(&draft, &mut revision, &terms);
        revision.finish()
    };
    import();
    let again = import();
    assert!(again.is_empty(), "a second import changes {again:?}");
}

/// Returns a folder of this process, made anew.
#[must_use]
pub fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("acquaint-fuzz-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("meetings")).expect("the temporary folder can be written");
    folder
}

/// The head and the people every folder starts with.
const START: [(&str, &str); 2] = [
    ("network.ron", "Network(format: 1, ego: \"ada\")\n"),
    ("people.ron", "[Person(id: \"ada\", name: \"Ada\"), Person(id: \"ann\", name: \"Ann\")]\n"),
];

/// Puts the smallest network into a folder.
pub fn settle(folder: &Path) {
    for (file, text) in START {
        fs::write(folder.join(file), text).expect("the temporary folder can be written");
    }
}
