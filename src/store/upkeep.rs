//! What the snapshot is to know of files that are being written: worked out while the disk is busy with them.

use std::borrow::Cow;
use std::panic::resume_unwind;
use std::path::Path;
use std::thread;

use super::layout::HEAD;
use super::leaf::{Leaf, threads};
use super::read::Reading;
use super::rewrites::Rewrite;
use super::snapshot::{Snapshot, Twin};
use super::{Error, split, stamps};
use crate::network::Date;

/// So many bytes of text keep two threads busy; for fewer a second one takes longer than it spares.
const LARGE: usize = 1 << 20;

/// Runs what writes the files; returns whether they are written, and their twins.
pub(super) fn beside(
    folder: &Path,
    rewrites: &[Rewrite],
    write: impl FnOnce() -> Result<bool, Error>,
) -> Result<(bool, Vec<Option<Twin>>), Error> {
    let twins = || rewrites.iter().map(|it| twin(folder, it)).collect();
    let size: usize = rewrites.iter().filter_map(|it| it.after.as_ref()).map(String::len).sum();
    if threads(size / LARGE + 1) == 1 {
        let done = write()?;
        return Ok((done, if done { twins() } else { Vec::new() }));
    }
    thread::scope(|scope| {
        let twins = scope.spawn(twins);
        let done = write();
        let twins = twins.join().unwrap_or_else(|panic| resume_unwind(panic));
        Ok((done?, twins))
    })
}

/// Returns the twin of a file that is to be written, without a stamp; none if it needs none or none can be made.
fn twin(folder: &Path, rewrite: &Rewrite) -> Option<Twin> {
    let (text, print, file) = (rewrite.after.as_ref()?, rewrite.patch.after?, rewrite.file.as_str());
    if file == HEAD {
        return None;
    }
    let list = match &rewrite.list {
        Some(list) => Cow::Borrowed(list),
        None => Cow::Owned(split::list(text).ok()?),
    };
    // What cannot be read of the old one now must not be kept as if nothing stood there.
    let snapshot = Snapshot::sound(folder);
    let old = snapshot.twin(file);
    Leaf { file, text, list: &list }.twin(print, old.as_ref(), &snapshot).ok()
}

/// Tells the snapshot what has been written, and from which day to which nothing is wrong with it.
pub(super) fn remember(
    reading: &Reading,
    folder: &Path,
    (rewrites, twins): (&[Rewrite], Vec<Option<Twin>>),
    days: Option<(Date, Date)>,
) {
    if let Some(days) = days {
        let written: Vec<_> = rewrites.iter().map(|it| (it.file.as_str(), it.patch.after)).collect();
        reading.note_sound(&written, days);
    }
    for (rewrite, twin) in rewrites.iter().zip(twins) {
        let (stamp, taken) = (stamps::stamp(&folder.join(&rewrite.file)), stamps::now());
        if let (Some(twin), Some(stamp)) = (twin, stamp) {
            twin.note(stamp, taken);
            reading.snapshot().keep(&rewrite.file, &twin);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::LARGE;
    use crate::network::{Person, Record};
    use crate::store::page::News;
    use crate::store::scratch::Scratch;
    use crate::store::snapshot::Snapshot;
    use crate::store::{Error, Store, read};

    #[test]
    fn a_large_file_and_its_twin_are_of_one_mind() {
        let scratch = Scratch::network();
        let put = |ids: &[String], note: &str| {
            let done = scratch.commit().run(|it| {
                for id in ids {
                    let person = Person { note: note.to_owned(), ..Person::named(id.parse().unwrap(), id) };
                    it.put(person);
                }
                Ok::<_, Error>(((), "put".to_owned()))
            });
            done.unwrap();
        };
        let many: Vec<String> = (0..12).map(|n| format!("ann-{n:02}")).collect();
        put(&many, &"x".repeat(LARGE / 11));
        put(&["ann-05-and-a-half".to_owned()], "y");
        let told = || {
            let store = Store::open(scratch.folder()).unwrap();
            let place = |it: &Person| store.place(&Person::key(it.id.clone()));
            let people = store.network().people().values();
            people.map(|it| format!("{} {} {:?}", it.id, it.note.len(), place(it))).collect::<Vec<_>>()
        };
        let reading = read::folder(scratch.folder(), &Snapshot::sound(scratch.folder())).unwrap();
        assert_eq!(reading.pages.iter().filter(|page| page.news == News::Text).count(), 0, "all twins are kept");
        let by_snapshot = told();
        std::fs::remove_dir_all(scratch.folder().join(".acquaint/snapshot")).unwrap();
        assert_eq!(by_snapshot, told());
        assert_eq!(by_snapshot.len(), 14, "{by_snapshot:?}");
    }
}
