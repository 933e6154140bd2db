//! Records are found in any text, however hostile.

use crate::store::scan::{Broken, comments};
use crate::store::split::{list, list_anew, single};

fn items(text: &str) -> Vec<&str> {
    list(text).unwrap().items.iter().map(|item| &text[item.start..item.end]).collect()
}

#[test]
fn records_are_found_whatever_stands_in_them() {
    for (text, expected) in [
        ("[]", vec![]),
        ("\u{feff}#![enable(implicit_some)]\r\n[ // none\r\n]\r\n", vec![]),
        ("[A, B(c: 1),]", vec!["A", "B(c: 1)"]),
        ("[A(x: \"],\\\"\"), /* ] /* , */ ] */ B // ]\n]", vec!["A(x: \"],\\\"\")", "B"]),
        (
            "[A(r#\"\"]\"#), r\"\\\", b\"]\", ']', '\\'', ''', r#type]",
            vec!["A(r#\"\"]\"#)", "r\"\\\"", "b\"]\"", "']'", "'\\''", "'''", "r#type"],
        ),
        ("[\u{2028}A\u{200e} , {\"ö\": [1, (2)]}]", vec!["A", "{\"ö\": [1, (2)]}"]),
        ("[A /* own */ (b)]", vec!["A /* own */ (b)"]),
    ] {
        assert_eq!(items(text), expected, "{text}");
    }
    let text = "// head\n#![enable(implicit_some)]\nNetwork(format: 1) // tail";
    let (header, item) = single(text).unwrap();
    assert_eq!((&text[header], &text[item.start..item.end]), ("#![enable(implicit_some)]", "Network(format: 1)"));
}

#[test]
fn what_is_broken_is_placed() {
    for (text, at) in [
        ("", 0),
        ("  ", 2),
        ("{}", 0),
        ("[", 1),
        ("[A", 2),
        ("[A(b]", 4),
        ("[A(", 2),
        ("[\"a\\", 1),
        ("[\"", 1),
        ("[r#\"a\"", 1),
        ("[/* /* */", 1),
        ("[A / B]", 3),
        ("[,]", 1),
        ("[A,,]", 3),
        ("[A] B", 4),
        ("[A)", 2),
        ("[it's]", 3),
        ("#![enable(", 2),
        ("#", 1),
    ] {
        assert_eq!(list(text).map_err(|Broken { at, .. }| at), Err(at), "{text}");
    }
}

#[test]
fn a_million_brackets_are_no_trouble() {
    let open = "(".repeat(1_000_000);
    assert!(list(&format!("[{open}")).is_err());
    assert_eq!(items(&format!("[{open}{}]", ")".repeat(1_000_000))).len(), 1);
    assert!(list(&"[".repeat(1_000_000)).is_err());
    assert!(list(&format!("[{}", "/*".repeat(1_000_000))).is_err());
}

#[test]
fn comments_in_a_gap() {
    let gap = ", // a\n  /* b\n */ // c";
    let found: Vec<_> = comments(gap).into_iter().map(|it| &gap[it]).collect();
    assert_eq!(found, ["// a", "/* b\n */", "// c"]);
}

proptest::proptest! {
    #[test]
    fn any_text_is_split_or_refused(text in "[\\[\\](){}\"'\\\\/*#!r,aé \n]{0,60}") {
        for text in [text.clone(), format!("[{text}]")] {
            if let Ok(list) = list(&text) {
                for item in &list.items {
                    proptest::prop_assert!(!text[item.start..item.end].is_empty());
                }
            }
            let _ = (single(&text), comments(&text));
        }
    }
    #[test]
    fn splitting_what_changed_is_splitting_all(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..12),
        new in proptest::collection::vec(proptest::sample::select(PIECES), 0..4),
        (from, to) in (0.0..1.0, 0.0..1.0),
    ) {
        let old = format!("\u{feff}#![enable(implicit_some)] [{}]// ]", pieces.concat());
        let at = |share: f64| old.ceil_char_boundary((share * old.len() as f64) as usize);
        let changed = at(from).min(at(to))..at(from).max(at(to));
        let text = [&old[..changed.start], &new.concat(), &old[changed.end..]].concat();
        if let Ok(known) = list(&old) {
            proptest::prop_assert_eq!(list_anew(&text, &known, old.len(), &changed), list(&text), "{} {}", old, text);
        }
    }
}

const PIECES: &[&str] =
    &["A(b: [1])", ",", ", ", "\n", "// c\n", "/* , */", "\"]\"", "'\\''", "ä", "{", ")", "]", "/", "*"];
