//! The records of several twins as one table.

use std::rc::Rc;

use super::twin::Twin;
use super::unpack::unpack;
use crate::network::{Record, Table};
use crate::store::leaf::threads;

/// So many records are unpacked by one thread before another one pays.
const SHARE: usize = 2_000;

/// Returns the records of several twins as one table.
pub(in crate::store) fn table<R: Record>(twins: &[Rc<Twin>]) -> Table<R> {
    // In the order of identities, in which a table takes them as they come.
    let packed: Vec<&[u8]> = twins.iter().flat_map(|twin| (0..twin.n()).map(|n| twin.packed(twin.by_id(n)))).collect();
    let mut found: Vec<Option<(R::Id, R)>> = packed.iter().map(|_| None).collect();
    let fill = |found: &mut [Option<(R::Id, R)>], packed: &[&[u8]]| {
        let unpacked = packed.iter().map(|it| unpack::<R>(it).ok().map(|record| (record.id(), record)));
        found.iter_mut().zip(unpacked).for_each(|(place, record)| *place = record);
    };
    match threads(packed.len() / SHARE + 1) {
        1 => fill(&mut found, &packed),
        threads => std::thread::scope(|scope| {
            let share = packed.len().div_ceil(threads);
            let parts = found.chunks_mut(share).zip(packed.chunks(share));
            parts.for_each(|(found, packed)| drop(scope.spawn(move || fill(found, packed))));
        }),
    }
    if found.iter().any(Option::is_none) {
        twins.iter().for_each(|twin| twin.trust.lose());
    }
    found.into_iter().flatten().collect()
}
