//! Two machines: two clones of a network edited apart and brought together by `sync`, with real git and the real program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;

use acquaint::network::three_way::{Matter, settled};
use acquaint::network::{Key, Meeting, Person, Record, Table, Tie};
use acquaint::store::{Store, Unsettled, unsettled};

use crate::rigs::Dice;
use crate::rigs::folder::copy;

const TODAY: &str = "2026-11-20";

/// Returns how many pairs of clones are tried: a few on every run, all in the nightly one.
fn pairs() -> u64 {
    crate::rigs::size(24, 1_000) as u64
}

/// A folder that is swept before it is used.
fn fresh(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("git").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn environment(command: &mut Command, home: &Path) {
    let programs = Path::new(env!("CARGO_BIN_EXE_acquaint")).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap_or_default());
    command.env_clear().env("PATH", path).env("HOME", home).env("GIT_CONFIG_NOSYSTEM", "1");
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "Ada").env(format!("GIT_{who}_EMAIL"), "ada@acme.example");
        command.env(format!("GIT_{who}_DATE"), "2026-11-20T12:00:00Z");
    }
    command.env("GIT_CEILING_DIRECTORIES", env!("CARGO_TARGET_TMPDIR"));
}

fn acquaint(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acquaint"));
    environment(&mut command, folder.parent().unwrap());
    command.args(["--today", TODAY]).args(words).current_dir(folder).output().unwrap()
}

#[track_caller]
fn done(folder: &Path, words: &[&str]) -> String {
    let output = acquaint(folder, words);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{words:?} in {}: {told}{}", folder.display(), said(&output));
    said(&output)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn git(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new("git");
    environment(&mut command, folder.parent().unwrap());
    command.args(words).current_dir(folder).output().unwrap()
}

#[track_caller]
fn git_done(folder: &Path, words: &[&str]) {
    let output = git(folder, words);
    assert!(output.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

const PEOPLE: usize = 16;

/// A network with comments everywhere, kept in git, and the place it is shared through.
fn template(root: &Path) {
    let one = root.join("one");
    fs::create_dir_all(one.join("meetings")).unwrap();
    let people: String = (0..PEOPLE)
        .map(|n| format!("    // Above {n}.\n    Person(\n        id: \"p{n:02}\",\n        name: \"P{n:02}\", // as on the card\n        tags: [\"all\"],\n        closeness: 1,\n    ),\n"))
        .collect();
    let ties: String =
        (1..PEOPLE).map(|n| format!("    Tie(from: \"p00\", to: \"p{n:02}\", kind: knows), // {n}\n")).collect();
    let meetings: String = (1..PEOPLE)
        .map(|n| format!("    Meeting(on: \"2026-01-{n:02}\", with: [\"p{n:02}\"], via: video),\n"))
        .collect();
    for (file, text) in [("people.ron", people), ("ties.ron", ties), ("meetings/2026.ron", meetings)] {
        fs::write(one.join(file), format!("#![enable(implicit_some)]\n// All of them.\n[\n{text}]\n")).unwrap();
    }
    fs::write(one.join("network.ron"), "Network(\n    format: 1,\n    ego: \"p00\",\n)\n").unwrap();
    git_done(root, &["init", "-q", "--bare", "-b", "main", "hub"]);
    git_done(&one, &["init", "-q", "-b", "main"]);
    git_done(&one, &["remote", "add", "origin", "../hub"]);
    done(&one, &["sync", "--yes"]);
}

/// What the edits of a pair may touch.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Game {
    /// Each side its own people.
    People,
    /// Both the same people, each its own fields.
    Fields,
    /// Anything.
    Any,
}

/// Edits one side at random; every value added is a word of its own, and all of them are returned.
fn edit(folder: &Path, dice: &mut Dice, game: Game, side: usize) -> Vec<String> {
    let mut words = Vec::new();
    let mut who: Vec<usize> = (1..PEOPLE).collect();
    if game == Game::People {
        who.retain(|n| n % 2 == side);
    }
    let pool = if game == Game::Any { 5 } else { who.len() };
    for n in 0..5 {
        let at = dice.below(pool.min(who.len()));
        let person = format!("p{:02}", if game == Game::Fields { 1 + n % 2 } else { who.remove(at) });
        let word = format!("w{side}x{n}x{}", dice.below(1_000_000));
        let number = format!("{}", 2 + dice.below(4));
        match game {
            Game::Fields => fields(folder, side, n, &person, &word),
            _ => any(folder, dice, game, [&person, &word, &number], &who, &mut words),
        }
        // The last edit is of a number, which is no word of its own.
        words.extend((game == Game::Fields && n < 4).then_some(word));
    }
    words
}

fn fields(folder: &Path, side: usize, n: usize, person: &str, word: &str) {
    let flags = [
        ["--note", "--email", "--tag", "--phone", "--cadence"],
        ["--name", "--alias", "--tag", "--link", "--closeness"],
    ];
    match flags[side][n] {
        "--cadence" => drop(done(folder, &["edit", person, "--cadence", "30"])),
        "--closeness" => drop(done(folder, &["edit", person, "--closeness", "4"])),
        "--name" => drop(done(folder, &["rename", person, word])),
        "--email" => drop(done(folder, &["edit", person, "--email", &format!("{word}@acme.example")])),
        flag => drop(done(folder, &["edit", person, flag, word])),
    }
}

fn any(
    folder: &Path,
    dice: &mut Dice,
    game: Game,
    [person, word, number]: [&str; 3],
    who: &[usize],
    words: &mut Vec<String>,
) {
    let kinds = if game == Game::People { 7 } else { 10 };
    let mut added = true;
    match dice.below(kinds) {
        0 => drop(done(folder, &["edit", person, "--note", word])),
        1 => drop(done(folder, &["edit", person, "--tag", word])),
        2 => drop(done(folder, &["edit", person, "--email", &format!("{word}@acme.example")])),
        3 => drop(done(folder, &["add", word])),
        4 => drop(done(folder, &["met", person, "2026-02-03", "--via", "phone", "--note", word])),
        5 => {
            let path = folder.join("people.ron");
            let text = fs::read_to_string(&path).unwrap();
            let id = format!("id: \"{person}\",");
            fs::write(&path, text.replacen(&id, &format!("{id} // {word}"), 1)).unwrap();
        }
        6 => {
            added = false;
            drop(done(folder, &["edit", person, "--closeness", number]));
        }
        7 => drop(done(folder, &["rename", person, &format!("Q {word}"), "--id", word])),
        8 => {
            added = false;
            let ties = fs::read_to_string(folder.join("ties.ron")).unwrap();
            let theirs: Vec<&str> = ties.lines().filter(|it| it.contains(&format!("\"{person}\""))).collect();
            drop(done(folder, &["remove", person]));
            // A tie this side recorded to them before goes with them, and nothing else.
            words.retain(|word| !theirs.iter().any(|tie| tie.contains(word.as_str())));
        }
        _ => {
            let other = format!("p{:02}", who[dice.below(who.len())]);
            drop(acquaint(folder, &["tie", person, &other, "--kind", "works-with", "--note", word]));
            added = fs::read_to_string(folder.join("ties.ron")).unwrap().contains(word);
        }
    }
    words.extend(added.then(|| word.to_owned()));
}

/// Brings `second` what `first` has pushed; returns what the sync of the second said and whether it ended well.
fn brought_together(root: &Path, name: &str, first: &Path, second: &Path) -> (PathBuf, bool) {
    let home = root.join(name);
    copy(&root.join("hub"), &home.join("hub"));
    copy(first, &home.join("first"));
    copy(second, &home.join("second"));
    done(&home.join("first"), &["sync"]);
    let output = acquaint(&home.join("second"), &["sync"]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.is_empty(), "{}: {told}{}", home.display(), said(&output));
    (home.join("second"), output.status.success())
}

/// All text of a network's files.
fn texts(folder: &Path) -> String {
    let names = ["people.ron", "ties.ron", "meetings/2026.ron", "network.ron"];
    names.iter().map(|it| fs::read_to_string(folder.join(it)).unwrap()).collect()
}

/// Records as JSON, the values at odds struck out, lists of names in any order.
fn agreed<R: Record>(table: &Table<R>, open: &[Unsettled]) -> BTreeMap<String, serde_json::Value> {
    let told = |record: &R| {
        let mut record = record.clone();
        let key = R::key(record.id());
        for it in open.iter().filter(|it| it.key == key) {
            let Some(Matter::Field { path, .. }) = &it.matter else { continue };
            let struck = settled(&record, path, None).or_else(|| settled(&record, path, Some("?".into())));
            record = struck.unwrap_or(record);
        }
        serde_json::to_value(record).unwrap()
    };
    table.iter().map(|(id, record)| (id.to_string(), told(record))).collect()
}

fn compare(root: &Path, [one, two]: [&Path; 2]) {
    let open = [one, two].map(|it| unsettled(it).unwrap());
    let told = |open: &[Unsettled]| -> BTreeSet<String> {
        let field = |it: &Unsettled| match &it.matter {
            Some(Matter::Field { path, .. }) => path.to_string(),
            Some(Matter::Removed(_)) => "removed".to_owned(),
            None => panic!("a line that cannot be read: {}", it.line),
        };
        open.iter().map(|it| format!("{} {}", it.key, field(it))).collect()
    };
    assert_eq!(told(&open[0]), told(&open[1]), "the same is at odds whichever side is ours: {}", root.display());
    let stores = [one, two].map(|it| Store::open(it).unwrap());
    let [one, two] = stores.each_ref().map(Store::network);
    assert_eq!(one.settings(), two.settings());
    assert_eq!(
        agreed::<Person>(one.people(), &open[0]),
        agreed::<Person>(two.people(), &open[1]),
        "{}",
        root.display()
    );
    assert_eq!(agreed::<Tie>(one.ties(), &open[0]), agreed::<Tie>(two.ties(), &open[1]), "{}", root.display());
    let meetings = [agreed::<Meeting>(one.meetings(), &open[0]), agreed::<Meeting>(two.meetings(), &open[1])];
    assert_eq!(meetings[0], meetings[1], "{}", root.display());
}

/// Plays one pair; returns how many conflicts it left.
fn play(template: &Path, root: &Path, game: Game, seed: u64) -> usize {
    let mut dice = Dice(seed);
    copy(&template.join("hub"), &root.join("hub"));
    let sides = ["left", "right"].map(|it| root.join(it));
    let mut words = Vec::new();
    for (n, side) in sides.iter().enumerate() {
        copy(&template.join("one"), side);
        words.extend(edit(side, &mut dice, game, n));
    }
    let [left, right] = &sides;
    let (one, clean) = brought_together(root, "one", right, left);
    let (two, clean_too) = brought_together(root, "two", left, right);
    assert_eq!(clean, clean_too, "{}", root.display());
    compare(root, [&one, &two]);
    let open = unsettled(&one).unwrap();
    for folder in [&one, &two] {
        let text = texts(folder);
        let lost: Vec<_> = words.iter().filter(|it| !text.contains(*it)).collect();
        assert!(lost.is_empty(), "{lost:?} is lost in {}", folder.display());
        for comment in ["// All of them.", "// as on the card"] {
            assert!(text.contains(comment), "{comment} is lost in {}", folder.display());
        }
    }
    if open.is_empty() && clean {
        let again = done(&one, &["sync"]);
        assert!(again.contains("nothing new here"), "{again}");
    } else if open.iter().all(|it| matches!(it.matter, Some(Matter::Field { .. }))) && !open.is_empty() {
        done(&one, &["resolve", "--all", "--theirs"]);
        assert_eq!(unsettled(&one).unwrap(), []);
    }
    if seed.is_multiple_of(8) {
        without_driver(root, left, right);
    }
    let _ = fs::remove_dir_all(root);
    open.len()
}

/// What plain git makes of the same pair: where it leaves both versions, the line is told.
fn without_driver(root: &Path, left: &Path, right: &Path) {
    let home = root.join("plain");
    copy(left, &home.join("left"));
    copy(right, &home.join("right"));
    for side in ["left", "right"] {
        git_done(&home.join(side), &["config", "--remove-section", "merge.acquaint"]);
        git(&home.join(side), &["commit", "-qam", "edited"]);
    }
    let left = home.join("left");
    let told = said(&acquaint(&left, &["check"]));
    assert!(told.contains("acquaint sync --setup"), "a clone without the driver is told: {told}");
    git_done(&left, &["fetch", "-q", "../right", "main"]);
    git(&left, &["merge", "-q", "FETCH_HEAD"]);
    let marked = ["people.ron", "ties.ron", "meetings/2026.ron"].into_iter().find_map(|it| {
        let text = fs::read_to_string(left.join(it)).unwrap();
        text.lines().position(|line| line.starts_with("<<<<<<<")).map(|line| format!("{it}:{}:", line + 1))
    });
    let Some(place) = marked else { return };
    let output = acquaint(&left, &["check"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(told.contains(&place) && told.contains("git has left two versions"), "{place} is not in {told}");
}

fn tournament(game: Game, share: u64) -> Vec<usize> {
    let name = format!("{game:?}").to_lowercase();
    let root = fresh(&name);
    let base = root.join("template");
    fs::create_dir_all(&base).unwrap();
    template(&base);
    let seeds: Vec<u64> = (0..pairs().div_ceil(share)).collect();
    let play_all = |seeds: &[u64]| -> Vec<usize> {
        seeds.iter().map(|seed| play(&base, &root.join(seed.to_string()), game, *seed)).collect()
    };
    let half = seeds.len().div_ceil(2);
    let open = thread::scope(|scope| {
        let running: Vec<_> = seeds.chunks(half).map(|share| scope.spawn(move || play_all(share))).collect();
        running.into_iter().flat_map(|it| it.join().unwrap()).collect()
    });
    let _ = fs::remove_dir_all(&root);
    open
}

#[test]
fn different_people_merge_without_a_conflict() {
    assert!(tournament(Game::People, 4).iter().all(|it| *it == 0));
}

#[test]
fn different_fields_of_one_person_merge_without_a_conflict() {
    let open = tournament(Game::Fields, 4);
    let clean = open.iter().filter(|it| **it == 0).count();
    assert!(clean * 100 >= open.len() * 95, "{clean} of {} are clean", open.len());
}

#[test]
fn anything_converges_and_nothing_is_lost() {
    let open = tournament(Game::Any, 2);
    assert!(open.iter().any(|it| *it > 0), "some pairs must be at odds, or nothing was tried");
    crate::rigs::told("git", &format!("{} pairs, both directions, 0 values lost", pairs()));
}

#[test]
fn reading_runs_nothing_a_hostile_repository_names() {
    let root = fresh("canary");
    template(&root);
    let one = root.join("one");
    let canary = root.join("canary");
    let touch = format!("touch {}", canary.display());
    let hooks = one.join("hooks");
    fs::create_dir_all(&hooks).unwrap();
    for hook in ["post-index-change", "reference-transaction", "pre-commit", "post-checkout"] {
        fs::write(hooks.join(hook), format!("#!/bin/sh\n{touch}\n")).unwrap();
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        fs::set_permissions(hooks.join(hook), mode).unwrap();
    }
    let settings = [
        ("core.hooksPath", hooks.to_str().unwrap()),
        ("core.fsmonitor", &touch),
        ("core.pager", &touch),
        ("core.editor", &touch),
        ("diff.external", &touch),
        ("diff.acquaint.textconv", &touch),
        ("filter.acquaint.clean", &touch),
    ];
    for (name, value) in settings {
        git_done(&one, &["config", name, value]);
    }
    let _ = fs::remove_file(&canary);
    for words in [&["find", "p01"][..], &["check"], &["history"], &["resolve"], &["sync", "--dry-run"]] {
        done(&one, words);
        assert!(!canary.exists(), "{words:?} ran what the repository names");
    }
    let mut astray = Command::new(env!("CARGO_BIN_EXE_acquaint"));
    environment(&mut astray, &root);
    astray.env("GIT_DIR", root.join("hub")).env("GIT_WORK_TREE", "/").env("GIT_INDEX_FILE", root.join("index"));
    let output = astray.args(["sync", "--dry-run"]).current_dir(&one).output().unwrap();
    assert!(said(&output).contains("nothing new here"), "{}", String::from_utf8_lossy(&output.stderr));
    git(&one, &["status"]);
    assert!(canary.exists(), "the canary would have sung");
}

#[test]
fn a_sync_that_would_empty_the_network_stops() {
    let root = fresh("emptied");
    template(&root);
    git_done(&root, &["clone", "-q", "hub", "two"]);
    let (one, two) = (root.join("one"), root.join("two"));
    fs::write(two.join("ties.ron"), "[]\n").unwrap();
    fs::write(two.join("meetings/2026.ron"), "[]\n").unwrap();
    git_done(&two, &["commit", "-qam", "emptied"]);
    git_done(&two, &["push", "-q"]);
    let before = texts(&one);
    let output = acquaint(&one, &["sync"]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(told.contains("would remove 30 of 46 records"), "{told}");
    assert_eq!(texts(&one), before);
    fs::write(two.join("people.ron"), "[Person(\n").unwrap();
    git_done(&two, &["commit", "-qam", "broken"]);
    git_done(&two, &["push", "-q"]);
    let output = acquaint(&one, &["sync"]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("cannot be read: people.ron:"), "{told}");
    assert_eq!(texts(&one), before);
}

#[test]
fn a_network_in_a_folder_of_a_repository_is_shared_alone() {
    let root = fresh("below");
    let (one, net) = (root.join("one"), root.join("one/notes/net"));
    git_done(&root, &["init", "-q", "--bare", "-b", "main", "hub"]);
    fs::create_dir_all(&one).unwrap();
    git_done(&one, &["init", "-q", "-b", "main"]);
    git_done(&one, &["remote", "add", "origin", "../hub"]);
    fs::write(one.join("diary.txt"), "mine\n").unwrap();
    fs::create_dir_all(&net).unwrap();
    done(&net, &["init", "--network", ".", "--name", "Ada Lovelace", "--role", "none", "--git"]);
    done(&net, &["sync"]);
    git_done(&root, &["clone", "-q", "hub", "two"]);
    let two = root.join("two/notes/net");
    assert!(two.join("people.ron").exists() && !root.join("two/diary.txt").exists(), "only the network is committed");
    done(&two, &["sync", "--setup"]);
    done(&two, &["add", "Ann Lee"]);
    done(&two, &["sync"]);
    fs::write(net.join("map.svg"), "a picture\n").unwrap();
    done(&net, &["add", "Bob Roth"]);
    let told = done(&net, &["sync"]);
    assert!(told.contains("added 1 person: ann-lee") && told.contains("pushed"), "{told}");
    let modes = ["people.ron", "network.ron"]
        .map(|it| std::os::unix::fs::PermissionsExt::mode(&fs::metadata(net.join(it)).unwrap().permissions()) & 0o777);
    assert_eq!(modes, [0o600, 0o600], "what git writes is for its owner only");
    let store = Store::open(&net).unwrap();
    assert!(store.place(&Key::Person("ann-lee".parse().unwrap())).is_some());
    let tracked = said(&git(&one, &["ls-files"]));
    assert!(!tracked.contains("map.svg") && !tracked.contains(".acquaint/") && !tracked.contains("diary"), "{tracked}");
}
