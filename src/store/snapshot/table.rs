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
    let packed: Vec<&[u8]> = twins.iter().flat_map(|twin| (0..twin.n()).map(|item| twin.packed(item))).collect();
    let each = |part: &[&[u8]]| -> Option<Vec<(R::Id, R)>> {
        part.iter().map(|packed| unpack::<R>(packed).ok().map(|record| (record.id(), record))).collect()
    };
    let threads = threads(packed.len() / SHARE + 1);
    let parts: Vec<Option<Vec<_>>> = match threads {
        1 => vec![each(&packed)],
        _ => std::thread::scope(|scope| {
            let parts = packed.chunks(packed.len().div_ceil(threads)).map(|part| scope.spawn(move || each(part)));
            parts.collect::<Vec<_>>().into_iter().map(|part| part.join().ok().flatten()).collect()
        }),
    };
    if parts.iter().any(Option::is_none) {
        twins.iter().for_each(|twin| twin.trust.lose());
    }
    parts.into_iter().flatten().flatten().collect()
}
