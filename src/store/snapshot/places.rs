//! Where the records stand in the text a twin was made of, so that nobody has to split it again.

use super::head::u32_at;
use super::twin::Twin;
use crate::store::split::{Item, List};

/// So many bytes tell of the list, and so many of each of its items.
const LIST: usize = 16;
const ITEM: usize = 12;
/// Stands for the comma that does not follow.
const NONE: u32 = u32::MAX;

/// Returns how many bytes tell of a list of so many items.
pub(super) fn length(n: u64) -> u64 {
    n.saturating_mul(ITEM as u64).saturating_add(LIST as u64)
}

/// Returns what tells of a list of a file, whose text is shorter than 4 GB.
pub(super) fn packed(list: &List) -> Vec<u8> {
    let narrow = |n: usize| u32::try_from(n).unwrap_or(NONE).to_le_bytes();
    let mut bytes = Vec::with_capacity(LIST + list.items.len() * ITEM);
    [list.header.start, list.header.end, list.open, list.close].iter().for_each(|it| bytes.extend(narrow(*it)));
    for Item { start, end, comma } in &list.items {
        let numbers = [narrow(*start), narrow(*end), comma.map_or(NONE.to_le_bytes(), narrow)];
        numbers.iter().for_each(|it| bytes.extend(it));
    }
    bytes
}

impl Twin {
    /// Returns where the records stand in the text, if that can be read.
    pub(in crate::store) fn list(&self) -> Option<List> {
        let (head, items) = self.places().split_at_checked(LIST)?;
        let item = |it: &[u8]| {
            let comma = u32_at(it, 8);
            Item { start: u32_at(it, 0), end: u32_at(it, 4), comma: (comma != NONE as usize).then_some(comma) }
        };
        let items = items.chunks_exact(ITEM).map(item).collect();
        let header = u32_at(head, 0)..u32_at(head, 4);
        Some(List { header, open: u32_at(head, 8), items, close: u32_at(head, 12), outermost: true })
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::store::page::Page;
    use crate::store::snapshot::Snapshot;
    use crate::store::split;

    #[test]
    fn a_twin_tells_what_splitting_would() {
        for text in [
            "[]",
            "\u{feff}#![enable(implicit_some)]\r\n[\r\n    // Aña\r\n    Person(id: \"ann\", name: \"Aña\"), // ß\r\n]\r\n",
            "[Person(id: \"ann\", name: \"Ann\") /* , */ , Person(id: \"ben\", name: \"Ben\")]// [",
            "#![enable(unwrap_newtypes)]\n#![enable(implicit_some)] [ ( id : \"ann\" , name : r#\"]\"# ) ]",
        ] {
            let snapshot = Snapshot::sound(Path::new("/nowhere"));
            let page = Page::of_text("people.ron", text.to_owned(), None, &snapshot).unwrap();
            assert_eq!(page.twin.list(), split::list(text).ok(), "{text}");
        }
    }
}
