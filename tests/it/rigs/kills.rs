//! Killed at random moments during a mix of commands: what was acknowledged is there, what was not is whole or not there.

use std::fs;
use std::time::Instant;

use super::folder::Folder;
use super::{Dice, size, told};

/// Returns a command of the mix; `n` makes it differ from those before.
fn words(dice: &mut Dice, n: usize) -> Vec<String> {
    let someone = format!("p{}", dice.below(12));
    let other = format!("p{}", dice.below(12));
    let day = format!("202{}-0{}-1{}", 3 + dice.below(3), 1 + dice.below(9), dice.below(9));
    let line = match dice.below(12) {
        0 | 1 => format!("add P{} --at Org{} --closeness {}", dice.below(12), dice.below(3), dice.below(6)),
        2 | 3 => format!("met {someone} {day}"),
        4 => format!("edit {someone} --tag t{n} --closeness {}", dice.below(6)),
        5 => format!("tie {someone} {other} --kind friend"),
        6 => "import csv people.csv --map name=Name,title=Title".to_owned(),
        7 => format!("merge {someone} {other}"),
        8 => format!("rename {someone} Q{n} --id p{}", dice.below(12)),
        9 => format!("remove {someone}"),
        10 => "undo".to_owned(),
        _ => "redo".to_owned(),
    };
    line.split(' ').map(str::to_owned).collect()
}

#[test]
fn a_killed_command_is_whole_or_never_was() {
    let (real, shadow) = (Folder::network("kills"), Folder::new("kills-shadow"));
    let wanted = size(250, 10_000);
    let (mut kills, mut acknowledged, mut n) = (0, 0, 0);
    let mut before = real.records();
    while kills < wanted {
        n += 1;
        let dice = &mut Dice(n as u64);
        fs::write(real.0.join("people.csv"), format!("Name,Title\nI{0},T{1}\nI{1},T{0}\n", n % 5, n % 7)).unwrap();
        let line = words(dice, n);
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        shadow.copy_of(&real);
        let start = Instant::now();
        let allowed = shadow.run(&line).status.success();
        let takes = start.elapsed();
        assert!(shadow.drafts().is_empty() || !allowed, "{n}: drafts are left: {:?}", shadow.drafts());
        let after = shadow.records();
        let mut child = real.start(&line);
        std::thread::sleep(takes * u32::try_from(dice.below(120)).unwrap() / 100);
        let killed = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        let said = child.wait_with_output().unwrap();
        let done = said.status.success() || !said.stdout.is_empty();
        kills += usize::from(killed);
        acknowledged += usize::from(done);
        let found = real.records();
        assert!(found == after || (!done && found == before), "{n}: {line:?} ({}):\n{found}", said.status);
        before = found;
    }
    real.done(&["edit", "me", "--tag", "last"]);
    assert!(real.drafts().is_empty(), "{:?}", real.drafts());
    assert!(
        acknowledged > wanted / 50,
        "only {acknowledged} of {n} commands came to their end before they were killed"
    );
    told("kills", &format!("{kills} kills, {acknowledged} commands acknowledged, 0 lost"));
}
