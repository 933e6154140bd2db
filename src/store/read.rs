//! From text to records: the files of a folder as one network, and where each record stands in them. It writes nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::rc::Rc;

use serde::Deserialize;

use super::hunks::Patch;
use super::layout::{self, HEAD, MEETINGS};
use super::page::{News, Page};
use super::snapshot::{self, Snapshot, Sound, Twin};
use super::twinned::twice;
use super::{Error, Place, by_hand, files, stamps, write};
use crate::network::{Change, Date, FORMAT, Key, Kind, Meeting, Network, Record, Settings, Source, Table, each_kind};

/// The files of a network and the records read from them.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) network: Network,
    pub(super) pages: Vec<Page>,
    snapshot: Snapshot,
}

impl Reading {
    /// Returns what is read from a folder without any file once they are made.
    pub(super) fn fresh(folder: &Path, settings: Settings) -> Result<Self, Error> {
        let snapshot = Snapshot::sound(folder);
        let body = write::record(&settings, write::Shape::Head).unwrap_or_default();
        let mut pages = vec![Page::fresh(HEAD, &body)?];
        for file in layout::at_first().iter().filter(|file| **file != HEAD) {
            pages.push(Page::fresh(file, "[]")?);
        }
        Ok(Self { network: Network::new(settings), pages, snapshot })
    }

    /// Returns what one file of a network holds, read by itself.
    pub(super) fn alone(file: &str, text: String) -> Result<Self, Error> {
        let snapshot = Snapshot::sound(Path::new("/nowhere"));
        let (page, settings) = if file == HEAD {
            let page = Page::split(file, text)?;
            check_format(&page)?;
            let settings = page.leaf().parse::<Settings>(0)?;
            (page, settings)
        } else {
            let nobody = Settings::of("nobody".parse().expect("a slug"));
            (Page::of_text(file, text, None, &snapshot)?, nobody)
        };
        let (mut network, pages) = (Network::new(settings), vec![page]);
        supply_all(&mut network, &pages);
        Ok(Self { network, pages, snapshot })
    }

    /// Returns the page and the number on it of the record.
    pub(super) fn find(&self, key: &Key) -> Option<(usize, usize)> {
        find(&self.pages, key)
    }

    /// Returns where the record stands.
    pub(super) fn place(&self, key: &Key) -> Option<Place> {
        place(&self.pages, key)
    }

    /// Brings the texts of the files the changes and patches touch; false if one is no longer what was read.
    pub(super) fn load(&mut self, folder: &Path, changes: &[Change], patches: &[Patch]) -> Result<bool, Error> {
        let named = |file: &str| self.pages.iter().position(|page| page.file == file);
        let mut touched: BTreeSet<usize> = patches.iter().filter_map(|patch| named(&patch.file)).collect();
        for key in changes.iter().map(Change::key) {
            touched.extend(self.find(&key).map(|(page, _)| page));
            touched.extend(named(&layout::file_of(&key)));
        }
        for page in touched {
            if !self.pages[page].load(folder)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Returns what was noted of these very files when nothing was wrong with them.
    pub(super) fn sound(&self) -> Option<Sound> {
        self.snapshot.sound_days(self.print(&[]))
    }

    /// Returns what was noted of the files when nothing was wrong with them, and what others have changed since.
    pub(super) fn sound_before(&self) -> Option<(Sound, Vec<Change>)> {
        let before = |page: &Page| match page.news {
            News::Text => page.before.as_ref().map(Twin::print),
            _ => Some(page.print()),
        };
        let sound = self.snapshot.sound_days(self.print_of(before, &[]))?;
        Some((sound, by_hand::changes(&self.pages)))
    }

    /// Returns whether the snapshot did not know the text of a file.
    pub(super) fn is_news(&self) -> bool {
        self.pages.iter().any(|page| page.news == News::Text)
    }

    /// Notes that nothing is wrong once texts of those fingerprints are written and files without one gone, from the first
    /// day to the last.
    pub(super) fn note_sound(&self, written: &[(&str, Option<u64>)], days: (Date, Date)) {
        if !self.snapshot.trust().holds() {
            return;
        }
        self.snapshot.note(&Sound { print: self.print(written), days });
    }

    /// Returns the fingerprint of all files, some of them with a new text.
    fn print(&self, written: &[(&str, Option<u64>)]) -> u64 {
        self.print_of(|page| Some(page.print()), written)
    }

    fn print_of(&self, print: impl Fn(&Page) -> Option<u64>, written: &[(&str, Option<u64>)]) -> u64 {
        print_of(&self.pages, print, written)
    }

    /// Tells the snapshot what it does not know yet, as far as it can be told.
    pub(super) fn keep(&self) {
        for page in &self.pages {
            match page.news {
                News::Nothing => {}
                News::Rest | News::Stamp => self.snapshot.restate(&page.file, &page.twin),
                News::Text => self.snapshot.keep(&page.file, &page.twin),
            }
        }
    }

    /// Returns whether a file is no longer what it was when it was read, as far as its stamp says.
    pub(super) fn is_outdated(&self, folder: &Path) -> bool {
        let lists = self.pages.iter().skip(1).filter(|page| !page.new);
        lists.into_iter().any(|page| stamps::stamp(&folder.join(&page.file)) != Some(page.twin.stamp()))
    }

    /// Returns the snapshot it was read with.
    pub(super) fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }
}

/// Returns the fingerprint of all files, as those pages have them and some with a new text.
fn print_of(pages: &[Page], print: impl Fn(&Page) -> Option<u64>, written: &[(&str, Option<u64>)]) -> u64 {
    let old = pages.iter().filter(|page| !page.new).map(|page| (page.file.as_str(), print(page)));
    let prints: BTreeMap<&str, Option<u64>> = old.chain(written.iter().copied()).collect();
    let there = prints.into_iter().filter_map(|(file, print)| Some((file, print?)));
    let bytes = there.flat_map(|(file, print)| [file.as_bytes(), &print.to_le_bytes()].concat());
    files::fingerprint(&bytes.collect::<Vec<u8>>())
}

/// Returns the fingerprint of all files.
pub(super) fn print(pages: &[Page]) -> u64 {
    print_of(pages, |page| Some(page.print()), &[])
}

/// Returns the page and the number on it of the record.
fn find(pages: &[Page], key: &Key) -> Option<(usize, usize)> {
    if *key == Key::Network {
        return Some((0, 0));
    }
    let (mark, home) = (layout::mark(key), layout::file_of(key));
    let on = |n: usize| pages[n].twin.find(mark).map(|item| (n, item));
    let likely = pages.iter().position(|page| page.file == home).and_then(on);
    likely.or_else(|| {
        let alike = |n: &usize| layout::kind_in(&pages[*n].file) == Some(key.kind());
        (0..pages.len()).filter(alike).find_map(on)
    })
}

/// Returns where the record stands.
pub(super) fn place(pages: &[Page], key: &Key) -> Option<Place> {
    let (page, item) = find(pages, key)?;
    Some(if page == 0 { pages[0].place(0) } else { pages[page].known_place(item) })
}

/// Reads the network in `folder`.
pub(super) fn folder(folder: &Path, snapshot: &Snapshot) -> Result<Reading, Error> {
    if !files::exists(&folder.join(HEAD)) {
        return Err(Error::Absent(folder.to_owned()));
    }
    let Some(bytes) = files::read(&folder.join(HEAD))? else { return Err(Error::Absent(folder.to_owned())) };
    let head = Page::split(HEAD, files::text(bytes, HEAD)?)?;
    check_format(&head)?;
    let mut network = Network::new(head.leaf().parse::<Settings>(0)?);
    let mut pages = vec![head];
    for file in files_in(folder)? {
        pages.push(Page::of(folder, &file, snapshot)?);
    }
    check_years(&pages)?;
    supply_all(&mut network, &pages);
    Ok(Reading { network, pages, snapshot: snapshot.clone() })
}

/// Reads a network from texts instead of files.
#[cfg(test)]
pub(super) fn texts(texts: &[(&str, String)]) -> Result<Reading, Error> {
    let snapshot = Snapshot::sound(Path::new("/nowhere"));
    let page = |(file, text): &(&str, String)| Page::of_text(file, text.clone(), None, &snapshot);
    let pages: Vec<Page> = texts.iter().map(page).collect::<Result<_, _>>()?;
    let mut network = Network::new(pages[0].leaf().parse::<Settings>(0)?);
    check_years(&pages)?;
    supply_all(&mut network, &pages);
    Ok(Reading { network, pages, snapshot })
}

/// Returns the names of all list files, those that are always there first.
fn files_in(folder: &Path) -> Result<Vec<String>, Error> {
    let years = files::names(&folder.join(MEETINGS))?.into_iter().filter(|name| layout::is_year(name));
    let lists = layout::files().iter().filter(|name| **name != HEAD).map(|&name| name.to_owned());
    Ok(lists.chain(years.map(|year| format!("{MEETINGS}/{year}"))).collect())
}

/// Refuses a format this program does not know, before anything else of the file is judged.
fn check_format(head: &Page) -> Result<(), Error> {
    #[derive(Deserialize)]
    #[serde(rename = "Network")]
    struct Format {
        format: u32,
    }
    match head.leaf().parse::<Format>(0) {
        Ok(Format { format }) if format > FORMAT => Err(Error::Text {
            place: head.place(0),
            message: format!("the network is of format {format}, this program knows {FORMAT}"),
            hint: Some("install a newer acquaint".to_owned()),
        }),
        Ok(Format { format: 0 }) => Err(Error::Text {
            place: head.place(0),
            message: "there is no format 0".to_owned(),
            hint: Some(format!("write `format: {FORMAT}`")),
        }),
        // What else is wrong is told when the whole head is read.
        _ => Ok(()),
    }
}

/// Refuses a meeting that stands in two files. Where all twins are old, it was looked for when they were made.
fn check_years(pages: &[Page]) -> Result<(), Error> {
    let years: Vec<_> = pages.iter().filter(|page| layout::kind_in(&page.file) == Some(Kind::Meeting)).collect();
    if years.iter().all(|page| matches!(page.news, News::Nothing | News::Rest)) {
        return Ok(());
    }
    let mut seen: HashMap<u64, (&Page, usize)> = HashMap::new();
    for page in years {
        for item in 0..page.twin.n() {
            if let Some((first, earlier)) = seen.insert(page.twin.entry(item).mark, (page, item)) {
                return Err(twice::<Meeting>(&page.twin, (&page.file, item), (&first.file, &first.twin, earlier)));
            }
        }
    }
    Ok(())
}

fn supply_all(network: &mut Network, pages: &[Page]) {
    each_kind!(R => supply::<R>(network, pages));
}

fn supply<R: Record>(network: &mut Network, pages: &[Page]) {
    let pages = pages.iter().filter(|page| layout::kind_in(&page.file) == Some(R::KIND) && !page.twin.is_empty());
    network.supply::<R>(Twins(pages.map(|page| Rc::clone(&page.twin)).collect()));
}

/// The twins of all files of one kind.
struct Twins(Vec<Rc<Twin>>);

impl<R: Record> Source<R> for Twins {
    fn all(&self) -> Table<R> {
        snapshot::table(&self.0)
    }

    fn one(&self, id: &R::Id) -> Option<R> {
        let mark = layout::mark(&R::key(id.clone()));
        // The last year is the likeliest.
        let found = self.0.iter().rev().find_map(|twin| Some((twin, twin.find(mark)?)));
        found.and_then(|(twin, item)| twin.record(item))
    }

    fn sift(&self, fits: &mut dyn FnMut(&[u8]) -> bool) -> Vec<R> {
        self.0.iter().flat_map(|twin| twin.sift(fits)).collect()
    }
}
