//! One transaction a command: lock, recover, read, compute, check, replace, remember. It knows no kind of record.

use std::path::Path;

use super::admit::{self, Admission};
use super::hunks::Patch;
use super::layout::{self, MEETINGS, OWN};
use super::lock::{self, Lock};
use super::merge::lines::{self, Marks};
use super::read::{self, Reading};
use super::rewrites::{self, Rewrite};
use super::snapshot::{Snapshot, Trust};
use super::spans;
use super::{Entry, Error, Place, Toll, files, history, journal, upkeep};
use crate::network::{Change, Date, Fault, Key, Network, Revision, Settings};

/// How often an operation is run again because somebody else has changed the files meanwhile.
const TRIES: usize = 8;

/// A command's transaction on the network in `folder`.
#[derive(Clone, Copy, Debug)]
pub struct Commit<'a> {
    /// The folder of the network.
    pub folder: &'a Path,
    /// The day faults are judged by and the history is written with.
    pub today: Date,
    /// True if nothing is to be written.
    pub dry_run: bool,
    /// True if it may take away as much as it likes: the brake is off.
    pub sure: bool,
}

/// What a transaction did, or would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Committed<A> {
    /// What the operation answered.
    pub answer: A,
    /// The records touched, each with `added`, `changed` or `removed`.
    pub changed: Vec<(Key, &'static str)>,
    /// Errors that were there before and do not stand in the way.
    pub warnings: Vec<Fault>,
    /// The number in the history; none if nothing changed or nothing was to be written.
    pub n: Option<u64>,
    /// Where nothing was to be written: what it would take away, if it would stop and ask.
    pub toll: Option<Toll>,
}

/// What an operation made of the network.
pub(super) struct Outcome<A> {
    pub(super) answer: A,
    pub(super) words: String,
    pub(super) undoes: Vec<u64>,
    pub(super) redoes: Option<u64>,
    pub(super) changes: Vec<Change>,
    /// What it would take away, if that is more than it may unasked.
    pub(super) toll: Option<Toll>,
    /// The very bytes to restore in files that nobody has edited since; elsewhere the changes say what is to be done.
    pub(super) patches: Vec<Patch>,
    /// Lines about conflicts that go or come with the changes.
    pub(super) marks: Marks,
}

impl<A> Outcome<A> {
    fn committed(self, warnings: Vec<Fault>, n: Option<u64>) -> Committed<A> {
        let changed = self.changes.iter().map(|change| (change.key(), change.action())).collect();
        Committed { answer: self.answer, changed, warnings, n, toll: None }
    }

    /// Returns whether there is anything to write: an undo is an entry also where a hand has done it already.
    fn is_nothing(&self) -> bool {
        self.changes.is_empty() && self.undoes.is_empty() && self.redoes.is_none() && self.marks.is_empty()
    }
}

impl Commit<'_> {
    /// Runs `op` on the network and writes what it changed, all or nothing; `op` answers, and says in words what it did.
    /// It is run again on what is there then if somebody else has changed the files meanwhile.
    ///
    /// # Errors
    /// Whatever `op` fails with; [`Error::Refused`] if errors would come in; what reading and writing can fail with.
    pub fn run<A, E: From<Error>>(
        &self,
        mut op: impl FnMut(&mut Revision<'_>) -> Result<(A, String), E>,
    ) -> Result<Committed<A>, E> {
        self.transact(&mut |network| revised(network, &mut op))
    }

    /// Makes a network of `settings` and what `op` adds, in a folder that holds no file of ours yet. It is no command of
    /// the history: what was there before cannot come back.
    ///
    /// # Errors
    /// [`Error::Taken`] if it does; whatever [`Commit::run`] fails with.
    pub fn create<A, E: From<Error>>(
        &self,
        settings: Settings,
        mut op: impl FnMut(&mut Revision<'_>) -> Result<(A, String), E>,
    ) -> Result<Committed<A>, E> {
        vacant(self.folder)?;
        let mut reading = Reading::fresh(self.folder, settings)?;
        let outcome = revised(&mut reading.network, &mut op)?;
        let admission = admit::admit_anew(&mut reading, &outcome.changes, self.today)?;
        if !admission.warnings.is_empty() {
            let nowhere = admission.warnings.into_iter().map(|fault| (fault, None));
            return Err(Error::Refused(nowhere.collect()).into());
        }
        let rewrites = all_pages(&reading, &outcome.changes)?;
        if !self.dry_run {
            let (_, twins) = upkeep::beside(self.folder, &rewrites, || self.make(&rewrites).map(|()| true))?;
            upkeep::remember(&reading, self.folder, (&rewrites, twins), admission.days);
        }
        Ok(outcome.committed(Vec::new(), None))
    }

    fn make(&self, rewrites: &[Rewrite]) -> Result<(), Error> {
        files::make_folder(self.folder)?;
        let lock = lock::exclusive(self.folder)?;
        journal::recover(self.folder, &lock)?;
        vacant(self.folder)?;
        ignore_own(self.folder)?;
        match journal::commit(self.folder, &lock, None, rewrites)? {
            true => Ok(()),
            false => vacant(self.folder),
        }
    }

    pub(super) fn transact<A, E: From<Error>>(
        &self,
        op: &mut dyn FnMut(&mut Network) -> Result<Outcome<A>, E>,
    ) -> Result<Committed<A>, E> {
        if self.dry_run {
            return self.rehearse(op);
        }
        if !files::exists(&self.folder.join(OWN)) && !files::exists(&self.folder.join(layout::HEAD)) {
            return Err(Error::Absent(self.folder.to_owned()).into());
        }
        let lock = lock::exclusive(self.folder)?;
        journal::recover(self.folder, &lock)?;
        let snapshot = Snapshot::of(self.folder, &Trust::default());
        snapshot.sweep();
        for _ in 0..TRIES {
            if let Some(done) = self.attempt(&lock, &snapshot, op)? {
                return Ok(done);
            }
        }
        Err(contended(self.folder).into())
    }

    /// Runs the operation and writes nothing.
    fn rehearse<A, E: From<Error>>(
        &self,
        op: &mut dyn FnMut(&mut Network) -> Result<Outcome<A>, E>,
    ) -> Result<Committed<A>, E> {
        let _lock = journal::quiet(self.folder)?;
        let snapshot = Snapshot::of(self.folder, &Trust::default());
        for _ in 0..TRIES {
            let trusted = snapshot.trust().holds();
            let mut reading = read::folder(self.folder, &snapshot)?;
            let computed = self.compute(&mut reading, op);
            if let Some((mut outcome, Admission { warnings, .. })) = sound(trusted, &snapshot, computed)? {
                // Looking is free: what it would take away is listed.
                let rewrites = rewrites::restored(&reading, &outcome.changes, &outcome.patches)?;
                lines::marked(&reading, rewrites, &outcome.marks)?;
                let toll = outcome.toll.take().filter(|_| !self.sure);
                return Ok(Committed { toll, ..outcome.committed(warnings, None) });
            }
        }
        Err(contended(self.folder).into())
    }

    /// Runs the operation once; none if somebody has changed the files meanwhile.
    fn attempt<A, E: From<Error>>(
        &self,
        lock: &Lock,
        snapshot: &Snapshot,
        op: &mut dyn FnMut(&mut Network) -> Result<Outcome<A>, E>,
    ) -> Result<Option<Committed<A>>, E> {
        let trusted = snapshot.trust().holds();
        let mut reading = read::folder(self.folder, snapshot)?;
        reading.keep();
        let computed = self.compute(&mut reading, op);
        let Some((mut outcome, admission)) = sound(trusted, snapshot, computed)? else { return Ok(None) };
        let rewrites = rewrites::restored(&reading, &outcome.changes, &outcome.patches)
            .and_then(|rewrites| lines::marked(&reading, rewrites, &outcome.marks));
        // Where a new record belongs is looked up in the snapshot, too.
        let Some(rewrites) = sound(trusted, snapshot, rewrites.map(Some))? else { return Ok(None) };
        if let Some(toll) = outcome.toll.take().filter(|_| !self.sure) {
            return Err(Error::Brake(toll).into());
        }
        if outcome.is_nothing() {
            return Ok(Some(outcome.committed(admission.warnings, None)));
        }
        let n = history::next(self.folder)?;
        let entry = Entry {
            n,
            at: self.today,
            words: std::mem::take(&mut outcome.words),
            undoes: std::mem::take(&mut outcome.undoes),
            redoes: outcome.redoes,
            changes: outcome.changes.clone(),
            files: rewrites.iter().map(|it| it.patch.clone()).collect(),
            undone: false,
        };
        let commit = || journal::commit(self.folder, lock, Some(entry), &rewrites);
        let (done, twins) = upkeep::beside(self.folder, &rewrites, commit)?;
        if done {
            upkeep::remember(&reading, self.folder, (&rewrites, twins), admission.days);
        }
        Ok(done.then(|| outcome.committed(admission.warnings, Some(n))))
    }

    /// Runs the operation on what was read; none if a file it touches is no longer what was read.
    fn compute<A, E: From<Error>>(
        &self,
        reading: &mut Reading,
        op: &mut dyn FnMut(&mut Network) -> Result<Outcome<A>, E>,
    ) -> Result<Option<(Outcome<A>, Admission)>, E> {
        let outcome = op(&mut reading.network)?;
        let admission = admit::admit(reading, &outcome.changes, self.today)?;
        for page in reading.pages.iter_mut().filter(|page| outcome.marks.concern(&page.file)) {
            if !page.load(self.folder)? {
                return Ok(None);
            }
        }
        let unchanged = reading.load(self.folder, &outcome.changes, &outcome.patches)?;
        Ok(unchanged.then_some((outcome, admission)))
    }
}

/// Returns what was computed; none if some of it came from a damaged snapshot. One that was not trusted to begin with was
/// left aside.
fn sound<T, E>(trusted: bool, snapshot: &Snapshot, computed: Result<Option<T>, E>) -> Result<Option<T>, E> {
    if trusted && !snapshot.trust().holds() { Ok(None) } else { computed }
}

pub(super) fn revised<A, E>(
    network: &mut Network,
    op: &mut impl FnMut(&mut Revision<'_>) -> Result<(A, String), E>,
) -> Result<Outcome<A>, E> {
    let mut revision = network.revise();
    let (answer, words) = op(&mut revision)?;
    let toll = Toll::of(&revision);
    Ok(Outcome {
        answer,
        words,
        undoes: Vec::new(),
        redoes: None,
        changes: revision.finish(),
        toll,
        patches: Vec::new(),
        marks: Marks::default(),
    })
}

/// Refuses a folder that holds a file of ours.
fn vacant(folder: &Path) -> Result<(), Error> {
    let mut ours = layout::files().iter().copied().chain([MEETINGS]).map(|name| folder.join(name));
    ours.find(|path| files::exists(path)).map_or(Ok(()), |path| Err(Error::Taken(path)))
}

/// Returns all files of a new network, those without a record too.
fn all_pages(reading: &Reading, changes: &[Change]) -> Result<Vec<Rewrite>, Error> {
    let mut rewrites = spans::rewrite(reading, changes)?;
    for page in &reading.pages {
        if !rewrites.iter().any(|it| it.file == page.file) {
            rewrites.push(Rewrite::whole(&page.file, None, Some(page.text.clone())));
        }
    }
    Ok(rewrites)
}

/// Keeps the program's own files out of git.
fn ignore_own(folder: &Path) -> Result<(), Error> {
    let (path, line) = (folder.join(".gitignore"), format!("/{OWN}/"));
    let mut text = String::from_utf8_lossy(&files::read(&path)?.unwrap_or_default()).into_owned();
    if text.lines().any(|it| it.trim() == line) {
        return Ok(());
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    files::write_file(&path, format!("{text}{line}\n").as_bytes())
}

fn contended(folder: &Path) -> Error {
    Error::Busy {
        file: Place { file: folder.display().to_string(), line: 0, column: 0 }.to_string(),
        because: format!("another program has changed its files {TRIES} times meanwhile"),
    }
}
