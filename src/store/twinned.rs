//! From text to twin: the records of a file packed, those whose text an old twin knows taken from there.

use super::layout;
use super::leaf::Leaf;
use super::order::{Source, order};
use super::snapshot::{self, Snapshot, Twin};
use super::split::Item;
use super::{Error, files};
use crate::network::{Kind, Record, of_kind};

impl Leaf<'_> {
    /// Returns the records of the text; those whose text an old twin knows are not parsed again.
    pub(super) fn twin(self, print: u64, old: Option<&Twin>, snapshot: &Snapshot) -> Result<Twin, Error> {
        let Some(kind) = layout::kind_in(self.file) else { return Ok(Twin::default()) };
        of_kind!(kind, R => self.twin_of::<R>(print, old, snapshot), head => Ok(Twin::default()))
    }

    fn twin_of<R: Record>(self, print: u64, old: Option<&Twin>, snapshot: &Snapshot) -> Result<Twin, Error> {
        let prints: Vec<u64> =
            (0..self.list.items.len()).map(|it| files::fingerprint(self.body(it).as_bytes())).collect();
        let known = old.map_or_else(|| vec![None; prints.len()], |old| old.same(&prints));
        let unknown: Vec<usize> = (0..prints.len()).filter(|item| known[*item].is_none()).collect();
        let parsed = self.parsed::<R>(&unknown)?;
        let mut new = parsed.iter();
        let sources: Vec<Source<'_, R>> = known.into_iter().map(|known| known.ok_or_else(|| new.next())).collect();
        let mut bale = snapshot::Bale::of(order::<R>(old, &sources), self.text.len());
        for ((text, (line, column)), source) in prints.into_iter().zip(self.starts()).zip(sources) {
            let entry = |mark| snapshot::Entry { print: text, mark, line, column };
            match (old, source) {
                (Some(old), Ok(item)) => bale.add(entry(old.entry(item).mark), old.digest(item), old.packed(item)),
                (_, Err(Some(new))) => bale.add(entry(new.mark), &new.digest, &new.packed),
                _ => {}
            }
        }
        let twin = snapshot.make(print, self.list, bale);
        match twin.twice() {
            Some((later, earlier)) => Err(twice::<R>(&twin, (self.file, later), (self.file, &twin, earlier))),
            None => Ok(twin),
        }
    }

    /// Returns line and column of every item, in one pass over the text.
    fn starts(self) -> Vec<(u32, u32)> {
        let (mut line, mut from, mut margin) = (1, 0, 0);
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let start = |item: &Item| {
            let step = &self.text.as_bytes()[from..item.start];
            line += memchr::memchr_iter(b'\n', step).count();
            margin = memchr::memrchr(b'\n', step).map_or(margin, |at| from + at + 1);
            from = item.start;
            let left = self.text[margin..from].trim_start_matches(files::BOM);
            (narrow(line), narrow(super::letters(left.as_bytes()) + 1))
        };
        self.list.items.iter().map(start).collect()
    }
}

/// Returns the error of a record that stands twice.
pub(super) fn twice<R: Record>(twin: &Twin, (file, later): (&str, usize), first: (&str, &Twin, usize)) -> Error {
    let key = twin.record::<R>(later).map(|record| R::key(record.id()));
    let hint = match R::KIND {
        Kind::Meeting => "remove one of them, or number the second with `again: 2`",
        _ => "give one of them another id, or remove it",
    };
    let key = key.map_or_else(String::new, |key| format!(" `{key}`"));
    Error::Text {
        place: twin.place(file, later),
        message: format!("the {}{key} stands here and at {}", R::KIND, first.1.place(first.0, first.2)),
        hint: Some(hint.to_owned()),
    }
}
