//! Laws of import: twice is once, the order of rows does not matter, and it stays linear.

use proptest::prelude::{Strategy, prop, proptest};
use proptest::sample::select;

use super::tests::{TERMS, ada, import};
use super::{Terms, apply};
use crate::formats::linkedin;
use crate::network::Network;

/// Returns rows in which people, addresses and places come back in all combinations.
fn rows() -> impl Strategy<Value = Vec<String>> {
    let name = select(vec!["Ann Lee", "ann lee", "Anne Lee", "Lee Ann", "José Ø", "Ada Lovelace", "\"B\nC\"", "***"]);
    let title = select(vec!["", "CFO", "cto", "'=x"]);
    let place = select(vec![",", "Acme,", ",Sales", "ACME,Sales", "acme,\"R,D\"", "C++,", "C#,C", "***,+"]);
    let email = select(vec!["", "", "a@x", "A@x;b@y", "ada@acme.example", "info@x", "n/a"]);
    let phone = select(vec!["", "", "+49 171 555", "0049171555"]);
    let link =
        select(vec!["", "", "linkedin.com/in/ann", "https://www.linkedin.com/in/Ann/", "x.y", "linkedin.com/in/b"]);
    let rest = select(vec!["", "finance:4;C++", "c#;finance"]);
    let row = (name, title, place, email, phone, link, rest);
    let row = row.prop_map(|(a, b, c, d, e, f, g)| format!("{a},{b},{c},{d},{e},{f},{g}"));
    prop::collection::vec(row, 1..9)
}

fn table(rows: &[String]) -> String {
    format!("name,title,organization,department,email,phone,link,skills\nZed,,,,,,,\n{}", rows.join("\n"))
}

fn records(network: &Network) -> String {
    let _ = network.graph();
    format!("{:?} {:?} {:?}", network.people(), network.departments(), network.organizations())
}

proptest! {
    #[test]
    fn importing_twice_is_importing_once(first in rows(), second in rows(), yes: bool) {
        let terms = Terms { yes, ..TERMS };
        let mut network = ada();
        import(&mut network, &table(&first), "", &Terms { source: "hand", ..terms });
        import(&mut network, &table(&second), "", &terms);
        let once = records(&network);
        let again = import(&mut network, &table(&second), "", &terms);
        assert!(records(&network) == once, "{again:?}");
        assert_eq!((again.new, again.changed), (0, 0));
        assert!(!yes || again.unsure == 0);
    }

    #[test]
    fn the_order_of_rows_does_not_matter(first in rows(), (rows, shuffled) in rows().prop_flat_map(|rows| {
        let shuffled = proptest::strategy::Just(rows.clone()).prop_shuffle();
        (proptest::strategy::Just(rows), shuffled)
    })) {
        let imported = |rows: &[String]| {
            let mut network = ada();
            import(&mut network, &table(&first), "", &Terms { source: "hand", ..TERMS });
            import(&mut network, &table(rows), "", &Terms { yes: true, ..TERMS });
            records(&network)
        };
        assert!(imported(&rows) == imported(&shuffled));
    }

    #[test]
    fn no_text_makes_it_panic(text in "(name|id|from|to|kind|[,;\"\n\r\t':=]|[^x]){0,60}") {
        let mapping = crate::formats::csv::Mapping::default();
        for text in [text.clone(), format!("id,name,skills\n{text}"), format!("from,to,since\n{text}")] {
            let mut network = ada();
            let drafts = [crate::formats::csv::people("p", &text, &mapping), crate::formats::csv::ties("t", &text, &mapping), linkedin::people("l", &text)];
            for (draft, _) in drafts.into_iter().flatten() {
                apply(&draft, &mut network.revise(), &TERMS);
            }
        }
    }
}

fn connections(rows: usize, same: bool) -> String {
    let mut text = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n".to_owned();
    for n in 0..rows {
        let (name, slug) = if same {
            ("Ann,Lee".to_owned(), String::new())
        } else {
            (format!("Ann{},Lee{}", n % 97, n % 89), format!("https://www.linkedin.com/in/ann-{n}"))
        };
        text.push_str(&format!("{name},{slug},,Acme {},CFO,12 Mar 2024\n", if same { 0 } else { n % 700 }));
    }
    text
}

#[test]
fn thousands_of_rows_are_taken_once_namesakes_or_not() {
    const ROWS: usize = 3_000;
    for same in [false, true] {
        let mut network = ada();
        for expected in [(ROWS, 0), (0, ROWS)] {
            let (draft, _) = linkedin::people("c.csv", &connections(ROWS, same)).unwrap();
            let mut revision = network.revise();
            let report = apply(&draft, &mut revision, &Terms { source: "linkedin", ..TERMS });
            assert_eq!((report.new, report.same), expected);
        }
    }
}
