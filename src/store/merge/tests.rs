//! Texts merged: whose bytes stand in the result.

use super::{file_at, merge_texts};
use crate::network::three_way::Moves;
use crate::store::Error;

const BASE: &str = r#"#![enable(implicit_some)]
// Everybody.
[
    // Met at the offsite.
    Person(id: "ann", name: "Ann", closeness: 3, tags: ["a"]), // old friend
    Person(
        id: "bob",
        name: "Bob", // as on the card
    ),
    Person(id: "cem", name: "Cem"),
]
"#;

fn merged(base: &str, ours: &str, theirs: &str) -> (String, usize) {
    let merged = merge_texts("people.ron", base, ours, theirs, &Moves::default()).unwrap();
    (merged.text, merged.conflicts)
}

#[test]
fn one_side_alone_gives_its_bytes() {
    let theirs = BASE.replace("closeness: 3", "closeness:4").replace("// Met at", "// We met at");
    assert_eq!(merged(BASE, BASE, &theirs), (theirs.clone(), 0));
    assert_eq!(merged(BASE, &theirs, BASE), (theirs, 0));
}

#[test]
fn two_sides_at_two_people() {
    let ours = BASE.replace("name: \"Bob\", // as", "name: \"Bobby\", // not as");
    let bea = "    // New here.\n    Person(id: \"bea\",  name: \"Bea\"),\n    Person(\n";
    let theirs = BASE.replace("    Person(\n", bea);
    let (text, conflicts) = merged(BASE, &ours, &theirs);
    assert_eq!(conflicts, 0);
    assert_eq!(text, ours.replace("    Person(\n", bea));
    assert_eq!(merged(BASE, &theirs, &ours).0, text, "here both directions give the same bytes");
}

#[test]
fn comments_of_both_sides_are_kept() {
    let ours = BASE
        .replace("// Met at the offsite.", "// Met at the offsite in Rome.")
        .replace("closeness: 3", "closeness: 2");
    let theirs = BASE
        .replace("// Met at the offsite.", "// Likes numbers.\n    // Met at the offsite.")
        .replace("[\"a\"]", "[\"a\", /* mine */ \"b\"]")
        .replace("// Everybody.", "// Everybody there is.")
        .replace("\n]", "\n    // The end.\n]");
    for text in [merged(BASE, &ours, &theirs).0, merged(BASE, &theirs, &ours).0] {
        for comment in [
            "in Rome.",
            "// Likes numbers.",
            "/* mine */",
            "Everybody there is.",
            "// The end.",
            "// old friend",
            "// as on",
        ] {
            assert_eq!(text.matches(comment).count(), 1, "{comment} in {text}");
        }
        assert!(text.contains("closeness: 2") && text.contains("\"b\""), "{text}");
    }
}

#[test]
fn comments_stay_where_the_other_side_gives_another_id() {
    let renamed = BASE.replace("id: \"bob\",", "id: \"rob\", was: [\"bob\"],");
    let noted = BASE.replace("id: \"bob\",", "id: \"bob\", // his own word");
    for text in [merged(BASE, &renamed, &noted).0, merged(BASE, &noted, &renamed).0] {
        assert!(text.contains("\"rob\"") && !text.contains("id: \"bob\""), "{text}");
        assert_eq!(text.matches("// his own word").count(), 1, "{text}");
    }
    let both = renamed.replace("was: [\"bob\"],", "was: [\"bob\"], // his own word");
    assert_eq!(merged(BASE, &noted, &both).0.matches("// his own word").count(), 1);
}

#[test]
fn a_conflict_is_a_line_above_the_record_and_stands_once() {
    let (ours, theirs) = (BASE.replace("closeness: 3", "closeness: 2"), BASE.replace("closeness: 3", "closeness: 5"));
    let (text, conflicts) = merged(BASE, &ours, &theirs);
    let line = "    // conflict: closeness: 5 on the other side (settle with: acquaint resolve ann)\n";
    assert_eq!(conflicts, 1);
    assert_eq!(text, ours.replace("    Person(id: \"ann\"", &format!("{line}    Person(id: \"ann\"")));
    assert_eq!(merged(BASE, &text, &theirs).0, text, "merged again it stands once");
    let dense = "[Person(id: \"ann\", name: \"Ann\"), Person(id: \"bob\", name: \"Bob\")]";
    let (text, conflicts) = merged(dense, &dense.replace("Bob", "Bo"), &dense.replace("\"Bob", "\"Bert"));
    assert!(conflicts == 1 && text.contains("// conflict: name: \"Bert\" on the other side"), "{text}");
    assert_eq!(super::lines::standing("people.ron", &text).unwrap().len(), 1);
}

#[test]
fn removed_and_changed_is_kept_with_a_line() {
    let gone = BASE.replace("    Person(id: \"cem\", name: \"Cem\"),\n", "");
    let changed = BASE.replace("name: \"Cem\"", "name: \"Cem\", cadence: 7");
    let (text, conflicts) = merged(BASE, &gone, &changed);
    assert_eq!(conflicts, 1);
    assert!(
        text.contains(
            "    // conflict: removed on this side (settle with: acquaint resolve cem)\n    Person(id: \"cem\""
        ),
        "{text}"
    );
    assert!(merged(BASE, &changed, &gone).0.contains("// conflict: removed on the other side (settle"), "told");
}

#[test]
fn many_removals_are_braked() {
    let many = |n: usize| {
        let people: String = (0..n).map(|n| format!("    Person(id: \"p{n}\", name: \"P\"),\n")).collect();
        format!("[\n{people}]\n")
    };
    let merged = |left: usize| merge_texts("people.ron", &many(40), &many(40), &many(left), &Moves::default()).unwrap();
    assert!(!merged(32).braked);
    let braked = merged(31);
    assert!(braked.braked && braked.conflicts == 9);
    assert_eq!(braked.text.matches("Person(").count(), 40);
}

#[test]
fn line_ends_and_marks_of_ours_stay() {
    let ours = format!("\u{feff}{}", BASE.replace('\n', "\r\n"));
    let theirs = BASE.replace("name: \"Bob\", // as on", "name: \"Bobby\", // as on");
    let (text, _) = merged(BASE, &ours, &theirs);
    assert!(text.starts_with('\u{feff}') && text.contains("Bobby"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

#[test]
fn the_head_is_merged_too() {
    let base = "Network(\n    format: 1,\n    ego: \"me\",\n    slots: [Slot(id: \"cfo\", cadence: 30)],\n)\n";
    let (ours, theirs) =
        (base.replace("30", "20"), base.replace("\"me\",", "\"me\", // I\n    capacity_per_month: 8,"));
    let text = merge_texts("network.ron", base, &ours, &theirs, &Moves::default()).unwrap().text;
    assert!(text.contains("cadence: 20") && text.contains("capacity_per_month: 8") && text.contains("// I"), "{text}");
    let theirs = base.replace("30", "10");
    let text = merge_texts("network.ron", base, &ours, &theirs, &Moves::default()).unwrap().text;
    assert!(text.starts_with("// conflict: slots[\"cfo\"].cadence: 10 on the other side"), "{text}");
}

#[test]
fn what_cannot_be_read_is_refused() {
    for bad in ["<<<<<<< HEAD\n[]\n=======\n[]\n>>>>>>> x\n", "", "[Person(id: \"a\")]", "[Person(", "\u{1}"] {
        for [base, ours, theirs] in [[bad, BASE, BASE], [BASE, bad, BASE], [BASE, BASE, bad]] {
            let merged = merge_texts("people.ron", base, ours, theirs, &Moves::default());
            assert!(matches!(merged, Err(Error::Text { .. })) || base.is_empty(), "{bad:?}");
        }
    }
    assert!(merge_texts("notes.ron", "[]", "[]", "[]", &Moves::default()).is_err());
    assert!(
        merge_texts(
            "network.ron",
            "",
            "Network(format: 2, ego: \"a\")",
            "Network(format: 1, ego: \"a\")",
            &Moves::default()
        )
        .is_err()
    );
    assert_eq!(file_at("a/b/meetings/2026.ron"), Some("meetings/2026.ron"));
    assert_eq!(file_at("people.ron"), Some("people.ron"));
    assert_eq!(file_at("net/people.ron"), Some("people.ron"));
    assert_eq!((file_at("2026.ron"), file_at("a/x.ron")), (None, None));
}
