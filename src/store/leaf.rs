//! The records of a page, read from its text by several threads where there are many. It knows no other page.

use serde::Deserialize;

use super::split::List;
use super::{Error, explain, layout, snapshot, write};
use crate::network::Record;

/// So many records are parsed by one thread before another one pays.
const SHARE: usize = 200;

/// The text of a page, for several threads to read.
#[derive(Clone, Copy)]
pub(super) struct Leaf<'p> {
    pub(super) file: &'p str,
    pub(super) text: &'p str,
    pub(super) list: &'p List,
}

impl<'p> Leaf<'p> {
    pub(super) fn body(self, item: usize) -> &'p str {
        &self.text[self.list.items[item].start..self.list.items[item].end]
    }

    pub(super) fn parse<R: for<'de> Deserialize<'de>>(self, item: usize) -> Result<R, Error> {
        let record = write::options().from_str(self.body(item));
        record.map_err(|error| explain::record(self.file, self.text, self.list.items[item].start, &error))
    }

    /// Returns what is kept of the records of those items; of several faults the first.
    pub(super) fn parsed<R: Record>(self, items: &[usize]) -> Result<Vec<Parsed<R::Id>>, Error> {
        let each =
            |items: &[usize]| -> Result<Vec<_>, Error> { items.iter().map(|item| self.packed::<R>(*item)).collect() };
        let threads = threads(items.len() / SHARE + 1);
        if threads == 1 {
            return each(items);
        }
        let parts: Result<Vec<Vec<_>>, Error> = std::thread::scope(|scope| {
            let parts: Vec<_> =
                items.chunks(items.len().div_ceil(threads)).map(|part| scope.spawn(move || each(part))).collect();
            parts.into_iter().map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
        });
        parts.map(|parts| parts.into_iter().flatten().collect())
    }

    fn packed<R: Record>(self, item: usize) -> Result<Parsed<R::Id>, Error> {
        let record: R = self.parse(item)?;
        let (id, mark) = (record.id(), layout::mark(&R::key(record.id())));
        Ok(Parsed { id, mark, digest: record.digest(), packed: snapshot::packed(&record) })
    }
}

/// Returns how many threads may run of those that would pay. The system is asked only where it matters: it looks far.
pub(super) fn threads(pay: usize) -> usize {
    if pay == 1 { 1 } else { std::thread::available_parallelism().map_or(1, usize::from).min(pay) }
}

/// What is kept of a record that has been parsed.
pub(super) struct Parsed<Id> {
    pub(super) id: Id,
    pub(super) mark: u64,
    pub(super) digest: Vec<u8>,
    pub(super) packed: Vec<u8>,
}
