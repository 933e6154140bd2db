//! Three texts of one file merged: ours with the merged records spliced in. Comments and layout of ours stay, what only
//! theirs has comes with its own bytes, and where both cannot be right a line above the record says so. It knows texts and
//! records, no git and no file system.

mod comments;
mod dress;
pub(super) mod lines;

use std::path::Path;

use super::read::Reading;
use super::{Error, Place, files, layout, spans};
use crate::network::three_way::{Clash, Followed, Matter, Merged, Moves, Side, merge, merge_heads};
use crate::network::{Kind, Network, Person, Record, Revision, Settings, Table, each_kind, of_kind};

use lines::Unsettled;

/// A merge removes as many records of ours without a word, or one in five if that is more.
const FEW: usize = 5;

/// A merged text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedText {
    /// The text; it reads back as the merged records.
    pub text: String,
    /// How many conflicts stand in it that the two sides left.
    pub conflicts: usize,
    /// Whether so many records of ours would be gone that each of them is kept as a conflict.
    pub braked: bool,
}

/// Merges two texts of the file of a network by what both were before; the ids that moved between them are followed.
///
/// # Errors
/// What stands in the way of reading one of the texts, by line and column; a name that is no file of a network's records.
pub fn merge_texts(file: &str, base: &str, ours: &str, theirs: &str, moves: &Moves) -> Result<MergedText, Error> {
    let base = if base.trim().is_empty() { nothing(file, ours)? } else { base.to_owned() };
    let read = |text: &str| Reading::alone(file, text.to_owned());
    let three = Three { file, base: read(&base)?, ours: read(ours)?, theirs: read(theirs)? };
    match layout::kind_in(file) {
        Some(Kind::Person) if moves.is_empty() => {
            let [base, ours, theirs] = three.tables::<Person>();
            let moves = Moves::between(base, ours, theirs);
            three.merged::<Person>(&moves)
        }
        Some(kind) => of_kind!(kind, R => three.merged::<R>(moves), head => three.merged_head(moves)),
        None => Err(unmerged(file, "it is no file of a network's records")),
    }
}

/// Returns the name of the network's file at the end of a path, if it is one: `people.ron` of `net/people.ron`.
#[must_use]
pub fn file_at(path: &str) -> Option<&str> {
    let ends = path.rmatch_indices('/').map(|(at, _)| &path[at + 1..]).take(2);
    ends.chain([path]).filter(|end| layout::kind_in(end).is_some()).last()
}

/// The text of a file that was not there before, as both sides have added it.
fn nothing(file: &str, ours: &str) -> Result<String, Error> {
    match layout::kind_in(file) {
        Some(Kind::Network) => Ok(ours.to_owned()),
        Some(_) => Ok("[]".to_owned()),
        None => Err(unmerged(file, "it is no file of a network's records")),
    }
}

fn unmerged(file: &str, because: &str) -> Error {
    Error::Text {
        place: Place { file: file.to_owned(), line: 0, column: 0 },
        message: because.to_owned(),
        hint: Some("it is left to git, which merges it as text".to_owned()),
    }
}

/// One file in three versions.
struct Three<'f> {
    file: &'f str,
    base: Reading,
    ours: Reading,
    theirs: Reading,
}

impl Three<'_> {
    fn tables<R: Record>(&self) -> [&Table<R>; 3] {
        [&self.base, &self.ours, &self.theirs].map(|it| &**R::shelf(&it.network))
    }

    fn merged<R: Followed>(mut self, moves: &Moves) -> Result<MergedText, Error> {
        let [base, ours, theirs] = self.tables::<R>();
        let mut merged = merge(base, ours, theirs, moves);
        let braked = brake(ours, &mut merged, moves);
        let text = self.written(|revision| replace(revision, &merged.records))?;
        let text = dress::dressed(&self, &text, &merged.records).unwrap_or(text);
        self.told(text, &merged.clashes, braked, |network| **R::shelf(network) == merged.records)
    }

    fn merged_head(mut self, moves: &Moves) -> Result<MergedText, Error> {
        let [base, ours, theirs] = [&self.base, &self.ours, &self.theirs].map(|it| it.network.settings());
        let (head, clashes) = merge_heads(Some(base), ours, theirs, moves);
        let text = self.written(|revision| revision.set(head.clone()))?;
        let text = dress::dressed_head(&self, &text, &head).unwrap_or(text);
        self.told(text, &clashes, false, |network| *network.settings() == head)
    }

    /// Returns the text of ours with what `change` makes of its records.
    fn written(&mut self, change: impl Fn(&mut Revision<'_>)) -> Result<String, Error> {
        let mut revision = self.ours.network.revise();
        change(&mut revision);
        let changes = revision.finish();
        let rewrites = spans::rewrite(&self.ours, &changes)?;
        if let Some(other) = rewrites.iter().find(|it| it.file != self.file) {
            return Err(unmerged(self.file, &format!("a record of it belongs into `{}`", other.file)));
        }
        let before = self.ours.pages.first().map(|page| page.text.clone()).unwrap_or_default();
        let text = rewrites.into_iter().next().and_then(|it| it.after).unwrap_or(before);
        let back = changes.into_iter().map(crate::network::Change::reversed).collect();
        // The records of ours are needed as they were, to tell which comments are whose.
        drop(self.ours.network.apply(back));
        Ok(text)
    }

    fn told(
        self,
        text: String,
        clashes: &[Clash],
        braked: bool,
        holds: impl Fn(&Network) -> bool,
    ) -> Result<MergedText, Error> {
        let text = lines::added(self.file, text, clashes)?;
        let back = Reading::alone(self.file, text.clone())?;
        if !holds(&back.network) {
            return Err(unmerged(self.file, "what would be written does not read back as what was meant"));
        }
        Ok(MergedText { text, conflicts: clashes.len(), braked })
    }
}

fn replace<R: Record>(revision: &mut Revision<'_>, records: &Table<R>) {
    let gone: Vec<R::Id> = R::shelf(revision).keys().filter(|id| !records.contains_key(id)).cloned().collect();
    gone.iter().for_each(|id| drop(revision.remove::<R>(id)));
    for record in records.values() {
        if revision.get::<R>(&record.id()) != Some(record) {
            revision.put(record.clone());
        }
    }
}

/// Keeps the records of ours that the other side removed if they are many, each as a conflict; returns whether they are.
fn brake<R: Followed>(ours: &Table<R>, merged: &mut Merged<R>, moves: &Moves) -> bool {
    let followed = ours.values().filter_map(|it| it.clone().followed(moves));
    let gone: Vec<R> = followed.filter(|it| !merged.records.contains_key(&it.id())).collect();
    if gone.len() <= FEW.max(ours.len() / 5) {
        return false;
    }
    for record in gone {
        merged.clashes.push(Clash { key: R::key(record.id()), matter: Matter::Removed(Side::Theirs) });
        merged.records.insert(record.id(), record);
    }
    true
}

/// Reads a whole network from the texts of its files, which need not lie on disk.
///
/// # Errors
/// What stands in the way of reading one of them, by file, line and column.
pub fn network_of(texts: &[(String, String)]) -> Result<Network, Error> {
    let read = |(file, text): &(String, String)| Reading::alone(file, text.clone());
    let head = texts.iter().find(|(file, _)| layout::kind_in(file) == Some(Kind::Network)).map(read).transpose()?;
    let settings = head.map(|it| it.network.settings().clone());
    let mut network = Network::new(settings.unwrap_or_else(|| Settings::of("nobody".parse().expect("a slug"))));
    for part in texts.iter().filter(|(file, _)| !matches!(layout::kind_in(file), None | Some(Kind::Network))) {
        let one = read(part)?.network;
        each_kind!(R => load::<R>(&one, &mut network));
    }
    Ok(network)
}

fn load<R: Record>(from: &Network, into: &mut Network) {
    for record in R::shelf(from).values() {
        into.load(record.clone());
    }
}

/// Returns the conflicts that stand in the files of a network and wait to be settled, file by file.
///
/// # Errors
/// What stands in the way of reading them.
pub fn unsettled(folder: &Path) -> Result<Vec<Unsettled>, Error> {
    let mut found = Vec::new();
    for file in layout::present(folder)? {
        let bytes = files::read(&folder.join(&file))?.unwrap_or_default();
        found.extend(lines::standing(&file, &files::text(bytes, &file)?)?);
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
