//! A hand that replaces a file, as editors do, while commands write it: each edit is in the file or in a copy beside it.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::folder::Folder;
use super::{Dice, size, told};

#[test]
fn no_edit_of_a_hand_is_lost() {
    let edits = size(60, 1_000);
    let folder = Folder::network("hands");
    for n in 0..6 {
        folder.done(&["add", &format!("P{n}")]);
    }
    let done = AtomicBool::new(false);
    let mut written = 0;
    std::thread::scope(|threads| {
        let commands = threads.spawn(|| {
            let (mut dice, mut written) = (Dice(7), 0);
            while !done.load(Ordering::Relaxed) {
                let (who, closeness) = (format!("p{}", dice.below(6)), dice.below(6).to_string());
                let output = folder.run(&["edit", &who, "--closeness", &closeness]);
                let said = String::from_utf8_lossy(&output.stderr);
                assert!(output.status.success() || said.contains("meanwhile"), "{said}");
                written += usize::from(output.status.success());
            }
            written
        });
        let mut dice = Dice(8);
        for n in 0..edits {
            edit(&folder.0.join("people.ron"), n);
            std::thread::sleep(Duration::from_micros(dice.below(80_000) as u64));
        }
        done.store(true, Ordering::Relaxed);
        written = commands.join().unwrap();
    });
    folder.records();
    let texts = texts(&folder.0);
    let lost: Vec<_> = (0..edits).filter(|n| !texts.contains(&format!("// edit {n}.\n"))).collect();
    assert!(lost.is_empty(), "{} of {edits} edits are lost: {lost:?}", lost.len());
    assert!(written > edits / 20, "only {written} commands came through");
    told("hands", &format!("{edits} edits against {written} commands, 0 lost"));
}

/// Adds a line to the file and puts the new one in its place, as an editor that saves.
fn edit(path: &Path, n: usize) {
    let text = fs::read_to_string(path).unwrap();
    let draft = path.with_extension("swp");
    fs::write(&draft, format!("{text}// edit {n}.\n")).unwrap();
    fs::rename(&draft, path).unwrap();
}

/// Returns the text of the people and of all copies kept beside them.
fn texts(folder: &Path) -> String {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let people = names.filter(|it| it.file_name().unwrap().to_string_lossy().starts_with("people"));
    people.map(|it| fs::read_to_string(it).unwrap()).collect()
}
