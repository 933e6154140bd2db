//! What others have changed in the files since the snapshot was made, as changes: where nothing was wrong before, only what
//! these can break is to be looked at. It knows no text.

use std::collections::BTreeMap;

use super::layout;
use super::page::{News, Page};
use super::snapshot::Twin;
use crate::network::{Change, Edit, Record, each_kind};

/// Returns the changes that lead from the records the snapshot knew to those that are there.
pub(super) fn changes(pages: &[Page]) -> Vec<Change> {
    let mut changes = Vec::new();
    each_kind!(R => changes.extend(of_kind::<R>(pages)));
    changes
}

fn of_kind<R: Record>(pages: &[Page]) -> Vec<Change> {
    let mut edits: BTreeMap<R::Id, Edit<R>> = BTreeMap::new();
    let nothing = Twin::default();
    let is_changed = |page: &&Page| page.news == News::Text && layout::kind_in(&page.file) == Some(R::KIND);
    for page in pages.iter().filter(is_changed) {
        let before = page.before.as_ref().unwrap_or(&nothing);
        for record in beside::<R>(before, &page.twin) {
            let id = record.id();
            edit(&mut edits, id).before = Some(record);
        }
        for record in beside::<R>(&page.twin, before) {
            let id = record.id();
            edit(&mut edits, id).after = Some(record);
        }
    }
    // A meeting that went from one file to another is what it was.
    edits.into_values().filter(|edit| edit.before != edit.after).map(R::change).collect()
}

fn edit<R: Record>(edits: &mut BTreeMap<R::Id, Edit<R>>, id: R::Id) -> &mut Edit<R> {
    edits.entry(id).or_insert_with(|| Edit { before: None, after: None })
}

/// Returns the records of one twin whose text the other does not know.
fn beside<R: Record>(one: &Twin, other: &Twin) -> Vec<R> {
    let prints: Vec<u64> = (0..one.n()).map(|item| one.entry(item).print).collect();
    let known = other.same(&prints);
    (0..one.n()).filter(|item| known[*item].is_none()).filter_map(|item| one.record(item)).collect()
}
