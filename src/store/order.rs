//! In which order the identities of a file's records come, whatever the order of the file: told from the order they had
//! before, so that one new record costs a few looks. It knows no text.

use std::collections::HashMap;

use super::leaf::Parsed;
use super::snapshot::Twin;
use crate::network::Record;

/// Where a record of a file comes from: its number in the old twin, or what has just been parsed.
pub(super) type Source<'p, R> = Result<usize, Option<&'p Parsed<<R as Record>::Id>>>;

/// Returns the numbers of the records in the order of their identities.
pub(super) fn order<R: Record>(old: Option<&Twin>, sources: &[Source<'_, R>]) -> Vec<u32> {
    let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut places = vec![None; old.map_or(0, Twin::n)];
    let mut new = Vec::new();
    for (item, source) in sources.iter().enumerate() {
        match source {
            Ok(before) => places[*before] = Some(narrow(item)),
            Err(parsed) => new.push((parsed.map(|it| &it.id), narrow(item))),
        }
    }
    new.sort();
    let known = old.map_or_else(Vec::new, |old| (0..old.n()).map(|n| old.by_id(n)).collect());
    let known: Vec<(u32, usize)> = known.into_iter().filter_map(|it| Some((*places.get(it)?.as_ref()?, it))).collect();
    merged::<R>(old, &known, &new)
}

/// Returns both in one order: those known, by their number now and before, and those that are new.
fn merged<R: Record>(old: Option<&Twin>, known: &[(u32, usize)], new: &[(Option<&R::Id>, u32)]) -> Vec<u32> {
    let mut ids: HashMap<usize, Option<R::Id>> = HashMap::new();
    let mut is_before = |n: usize, one: Option<&R::Id>| {
        let read = || old.and_then(|old| old.record::<R>(known[n].1)).map(|record| record.id());
        ids.entry(n).or_insert_with(read).as_ref() < one
    };
    let (mut order, mut from) = (Vec::with_capacity(known.len() + new.len()), 0);
    for (one, item) in new {
        let (mut low, mut high) = (from, known.len());
        while low < high {
            let middle = low.midpoint(high);
            if is_before(middle, *one) { low = middle + 1 } else { high = middle }
        }
        order.extend(known[from..low].iter().map(|it| it.0));
        order.push(*item);
        from = low;
    }
    order.extend(known[from..].iter().map(|it| it.0));
    order
}
