use std::collections::BTreeSet;

use ron::extensions::Extensions;

use super::*;
use crate::network::title::{fold, read};

fn cto(id: &str) -> &'static Slot {
    let slots = template("cto").expect("a template");
    slots.iter().find(|slot| slot.id == id).expect(id)
}

fn fits(slot: &Slot, title: &str) -> bool {
    read(title).iter().any(|reading| slot.fits(reading, &fold(title)))
}

#[test]
fn every_template_parses_and_its_slots_can_be_held() {
    for name in names() {
        let slots = template(name).expect(name);
        let ids: BTreeSet<_> = slots.iter().map(|slot| slot.id.as_str()).collect();
        assert_eq!(ids.len(), slots.len(), "{name}: ids are unique");
        assert!((8..=20).contains(&slots.len()), "{name}: {} slots", slots.len());
        slots.iter().for_each(|slot| check(name, slot));
    }
    assert_eq!(template("cook"), None);
}

fn check(name: &str, slot: &Slot) {
    let Importance(power, legitimacy, urgency) = slot.importance;
    assert!([power, legitimacy, urgency].iter().all(|part| (0.0..=1.0).contains(part)), "{name}: {}", slot.id);
    assert!(slot.importance.value() >= 0.3 - 1e-9, "{name}: {} would never be suggested", slot.id);
    assert!(!slot.label.is_empty() && slot.count > 0 && slot.held_by.is_empty(), "{name}: {}", slot.id);
    assert!(slot.first_met_by.is_some_and(|day| (1..=90).contains(&day)), "{name}: {}", slot.id);
    assert!(slot.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{name}: {}", slot.id);
    assert!(slot.words.iter().all(|word| fold(word) == *word && !word.contains(' ')), "{name}: {}", slot.id);
    let by_hand = ["key-customers", "key-vendors", "predecessor", "investors", "candidates", "mentees"];
    let is_told = slot.is_told_by_title() || slot.relation.is_some() || by_hand.contains(&slot.id.as_str());
    assert!(is_told, "{name}: who could hold {}?", slot.id);
}

#[test]
fn the_cto_template_is_the_published_one() {
    let published = "ceo .97 7 1, head-of-product .90 7 5, cfo .87 30 10, direct-reports .80 7 5, ciso .77 14 10, coo .73 14 15, \
        head-of-sales .73 30 15, board .73 90 60, chro .67 30 15, customer-success .67 30 20, key-customers .67 90 60, \
        general-counsel .63 30 20, architects .60 30 20, skip-levels .53 90 45, audit .53 90 60, cmo .50 30 30, \
        key-vendors .43 90 60, predecessor .43 once 30, mentor .40 30 60, peer-ctos .30 60 60";
    let number = |n: Option<u32>| n.map_or("once".to_owned(), |n| n.to_string());
    let told = |slot: &Slot| {
        let value = format!("{:.2}", slot.importance.value());
        format!("{} {} {} {}", slot.id, &value[1..], number(slot.cadence), number(slot.first_met_by))
    };
    let slots = template("cto").expect("a template");
    assert_eq!(slots.iter().map(told).collect::<Vec<_>>().join(", "), published);
}

#[test]
fn titles_fill_the_slots_they_should() {
    for (id, title, expected) in [
        ("ceo", "Interim co-CEO", true),
        ("ceo", "Chief of Staff", false),
        ("cfo", "CFO", true),
        ("cfo", "Head of FP&A", false),
        ("cfo", "Assistant to the CFO", false),
        ("cfo", "Former CFO", false),
        ("head-of-product", "VP Product", true),
        ("head-of-product", "Product Manager", false),
        ("head-of-sales", "Chief Revenue Officer", true),
        ("board", "Non-Executive Director", true),
        ("chro", "VP People", true),
        ("architects", "Staff Engineer", true),
        ("architects", "Chief Architect", true),
        ("architects", "Software Engineer", false),
        ("architects", "Chief of Staff", false),
        ("audit", "Data Protection Officer", true),
        ("peer-ctos", "Chief Technology Officer", true),
        ("mentor", "Executive Coach", false),
        ("key-customers", "CEO", false),
    ] {
        assert_eq!(fits(cto(id), title), expected, "{title} as {id}");
    }
}

#[test]
fn a_slot_is_written_without_its_defaults_and_read_again() {
    let pretty =
        ron::ser::PrettyConfig::new().struct_names(true).compact_structs(true).extensions(Extensions::IMPLICIT_SOME);
    let text = ron::ser::to_string_pretty(cto("predecessor"), pretty).expect("a slot can be written");
    assert!(
        text.contains(
            r#"Slot(id: "predecessor", label: "Predecessor", importance: (0.2, 0.5, 0.6), first_met_by: 30)"#
        ),
        "{text}"
    );
    assert_eq!(ron::from_str::<Slot>(&text).expect("what was written parses"), *cto("predecessor"));
    assert!(ron::from_str::<Slot>(r#"Slot(id: "a", levles: [])"#).is_err());
}

#[test]
fn a_slot_a_title_can_tell_has_a_title_that_fills_it() {
    let titles = |name: &str| -> Vec<String> {
        let slots = template(name).expect(name).iter();
        slots.map(|it| it.title().unwrap_or_else(|| format!("({})", it.id))).collect()
    };
    for slot in names().flat_map(|it| template(it).expect("a template")) {
        assert_eq!(slot.title().is_some(), slot.is_told_by_title(), "{}", slot.id);
    }
    assert_eq!(
        titles("cto").join(", "),
        "CEO, CPO, CFO, (direct-reports), CISO, COO, CRO, Board chair, CHRO, Head of customer success, (key-customers), \
        General counsel, Staff engineer, (skip-levels), Internal audit, CMO, (key-vendors), (predecessor), (mentor), CTO"
    );
    assert_eq!(
        titles("founder-cto").join(", "),
        "Co-founder, (team), (key-customers), (investors), Board, (candidates), Designer, Account executive, Lawyer, \
        Accountant, Security engineer, (key-vendors), (mentor), CTO"
    );
}
