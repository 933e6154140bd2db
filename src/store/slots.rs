//! Where in the head of the network each slot stands, so that a reason can cite it.

use std::collections::BTreeMap;

use super::Place;
use super::page::Page;
use crate::network::role::Slot;

/// Returns the place of each slot's id in the text of the head.
pub(super) fn places(head: &Page, slots: &[Slot]) -> BTreeMap<String, Place> {
    let place = |slot: &Slot| {
        Some((slot.id.clone(), Place::within(&head.file, &head.text.as_bytes()[..find(&head.text, &slot.id)?])))
    };
    slots.iter().filter_map(place).collect()
}

/// Returns where `id: "…"` of that id begins: the same word may stand elsewhere, as the template's name does.
fn find(text: &str, id: &str) -> Option<usize> {
    let quoted = format!("\"{id}\"");
    let names_it = |at: &usize| {
        let before = text[..*at].trim_end().strip_suffix(':').map(str::trim_end);
        before.is_some_and(|it| it.ends_with("id") && !it.ends_with("_id"))
    };
    text.match_indices(&quoted).map(|(at, _)| at).find(names_it)
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn a_slot_is_found_by_its_id_and_no_other_word() {
        let text = "Network(template: \"cto\", slots: [\n  Slot(label: \"cfo\", id : \"cto\"),\n  Slot(id: \"cfo\")])";
        assert_eq!(find(text, "cto").map(|at| &text[..at]).map(|it| it.lines().count()), Some(2));
        assert_eq!(find(text, "cfo").map(|at| &text[..at]).map(|it| it.lines().count()), Some(3));
        assert_eq!(find(text, "coo"), None);
    }
}
