//! After edits by hand a command is judged alike whether the snapshot knew what there was before or not.
#![expect(clippy::disallowed_methods, reason = "tests remove the snapshot by hand")]

use std::fmt::Write;

use proptest::prelude::{ProptestConfig, Strategy, prop, prop_assert_eq, proptest};

use crate::network::{Channel, Date, Meeting, Person, Revision, Tie, TieKind};
use crate::store::scratch::Scratch;
use crate::store::{Committed, Error, Store};

const N: u8 = 4;

fn id<I: std::str::FromStr<Err: std::fmt::Debug>>(n: u8) -> I {
    format!("p{n}").parse().unwrap()
}

/// Lists as a hand leaves them: people, who belong somewhere or were somebody, ties and meetings of two years.
fn lists() -> impl Strategy<Value = [String; 4]> {
    let some = |most| prop::collection::vec((0..N, 0..N, 0..6_u8), 0..most);
    (some(5), some(6), some(4)).prop_map(|(people, ties, meetings)| {
        let mut texts = ["[Person(id: \"me\", name: \"Me\"),\n", "[\n", "[\n", "[\n"].map(str::to_owned);
        let mut seen = std::collections::BTreeSet::new();
        for (n, other, kind) in people.iter().filter(|it| seen.insert(it.0)) {
            let more = match kind {
                0 => format!(", communities: [\"c{other}\"]"),
                1 => format!(", was: [\"p{other}\"]"),
                _ => format!(", closeness: {kind}"),
            };
            writeln!(texts[0], "Person(id: \"p{n}\", name: \"P\"{more}),").unwrap();
        }
        let mut seen = std::collections::BTreeSet::new();
        for (from, to, kind) in ties.iter().filter(|it| seen.insert((it.0, it.1))) {
            let until = if *kind == 3 { ", until: \"2026-11-01\"" } else { "" };
            writeln!(texts[1], "Tie(from: \"p{from}\", to: \"p{to}\", kind: reports_to{until}),").unwrap();
        }
        let mut seen = std::collections::BTreeSet::new();
        for (who, day, file) in meetings.iter().filter(|it| seen.insert((it.0, it.1))) {
            let file = 2 + usize::from(file % 2);
            writeln!(texts[file], "Meeting(on: \"2026-11-{:02}\", with: [\"p{who}\"], via: chat),", day + 1).unwrap();
        }
        texts.map(|text| text + "]\n")
    })
}

fn act(it: &mut Revision<'_>, (kind, a, b): (u8, u8, u8)) {
    match kind {
        0 => it.put(Person::named(id(a), "New")),
        1 => it.put(Tie::between(id(a), id(b), TieKind::ReportsTo)),
        2 => it.put(Meeting::on(Date::constant(2026, 11, 20), vec![id(a)], Channel::Chat)),
        _ => drop(it.remove::<Person>(&id(a))),
    }
}

fn told(done: Result<Committed<()>, Error>) -> String {
    match done {
        Ok(done) => format!("{:?} {:?}", done.changed, done.warnings),
        Err(error) => error.to_string(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn a_command_is_judged_alike_with_and_without_a_snapshot(
        turns in prop::collection::vec((lists(), prop::collection::vec((0..4_u8, 0..N, 0..N), 1..3)), 1..4),
    ) {
        let (knowing, ignorant) = (Scratch::network(), Scratch::network());
        [&knowing, &ignorant].iter().for_each(|it| std::fs::create_dir_all(it.path("meetings")).unwrap());
        for (texts, acts) in turns {
            for acts in [&acts[..0], &acts] {
                // First the files as they are, then as a hand has left them since.
                for scratch in [&knowing, &ignorant].into_iter().filter(|_| !acts.is_empty()) {
                    for (file, text) in ["people.ron", "ties.ron", "meetings/2025.ron", "meetings/2026.ron"].iter().zip(&texts) {
                        scratch.write(file, text);
                    }
                }
                let _ = std::fs::remove_dir_all(ignorant.path(".acquaint/snapshot"));
                // A reading command that comes first takes note of the hand's edits.
                if acts.len() > 1 {
                    drop(Store::open(knowing.folder()));
                }
                let run = |scratch: &Scratch| told(scratch.commit().run(|it| {
                    it.put(Person::named("witness".parse().unwrap(), "Witness"));
                    acts.iter().for_each(|it_is| act(it, *it_is));
                    Ok::<_, Error>(((), "tried".to_owned()))
                }));
                prop_assert_eq!(run(&knowing), run(&ignorant), "{:?}", texts);
                prop_assert_eq!(knowing.read("people.ron"), ignorant.read("people.ron"));
            }
        }
    }
}
