//! What a trial does to the calls of the operating system: records them, or makes some of them fail. It holds for the
//! thread that asks for it alone.

use std::cell::{Cell, RefCell};
use std::io;
use std::path::{Path, PathBuf};

use crate::store::disk::Call;

/// A call that changed something, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    Make(PathBuf),
    Write(PathBuf, u64, Vec<u8>),
    Cut(PathBuf, u64),
    Sync(PathBuf),
    SyncFolder(PathBuf),
    Rename(PathBuf, PathBuf),
    Exchange(PathBuf, PathBuf),
    Remove(PathBuf),
    MakeFolder(PathBuf),
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// The call fails with this number of the system.
    Error(i32),
    /// A write takes only a part of the bytes.
    Short,
    /// A write is said to be done, and is not.
    Forgotten,
    /// Files cannot be exchanged here.
    NoExchange,
}

/// Which call goes wrong, counted from 0, and whether all behind it do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fault {
    pub(crate) at: usize,
    pub(crate) wrong: Wrong,
    pub(crate) sticky: bool,
}

#[derive(Debug, Default)]
struct Trial {
    calls: usize,
    fault: Option<Fault>,
    /// The same for what nothing depends on: the snapshot.
    aside: usize,
    fault_aside: Option<Fault>,
    record: Option<Vec<Done>>,
}

thread_local! {
    static TRIAL: RefCell<Trial> = RefCell::default();
    static LATER: Cell<i64> = const { Cell::new(0) };
}

/// Runs `work` with a fault, and returns what it answered and how many calls it made.
pub(crate) fn with_fault<A>(fault: Option<Fault>, work: impl FnOnce() -> A) -> (A, usize) {
    TRIAL.set(Trial { fault, ..Trial::default() });
    let answer = work();
    (answer, TRIAL.take().calls)
}

/// Runs `work` with a fault in what it does with the snapshot, and returns what it answered and how many such calls it made.
pub(crate) fn with_fault_aside<A>(fault_aside: Option<Fault>, work: impl FnOnce() -> A) -> (A, usize) {
    TRIAL.set(Trial { fault_aside, ..Trial::default() });
    let answer = work();
    (answer, TRIAL.take().aside)
}

/// Runs `work`, where files can be exchanged or not, and returns what it answered and the calls that changed something.
pub(crate) fn recorded<A>(exchange: bool, work: impl FnOnce() -> A) -> (A, Vec<Done>) {
    let fault = (!exchange).then_some(Fault { at: 0, wrong: Wrong::NoExchange, sticky: true });
    TRIAL.set(Trial { fault, record: Some(Vec::new()), ..Trial::default() });
    let answer = work();
    (answer, TRIAL.take().record.unwrap_or_default())
}

fn hit(fault: &Fault, call: usize) -> bool {
    call == fault.at || (fault.sticky && call > fault.at)
}

/// Is told each call before it is made, and may refuse it.
pub(in crate::store) fn step(call: Call<'_>) -> io::Result<()> {
    TRIAL.with_borrow_mut(|trial| {
        let number = trial.calls;
        trial.calls += 1;
        if let Some(Fault { wrong: Wrong::Error(error), .. }) = trial.fault.filter(|fault| hit(fault, number)) {
            return Err(io::Error::from_raw_os_error(error));
        }
        if matches!((trial.fault, call), (Some(Fault { wrong: Wrong::NoExchange, .. }), Call::Exchange(..))) {
            return Err(rustix::io::Errno::INVAL.into());
        }
        if let (Some(record), Some(done)) = (&mut trial.record, done(call)) {
            record.push(done);
        }
        Ok(())
    })
}

/// Lets the clock by which files are beyond doubt go a minute ahead.
pub(crate) fn a_minute_later() {
    LATER.set(60_000_000_000);
}

pub(in crate::store) fn later() -> i64 {
    LATER.get()
}

/// Is told that the snapshot is about to be read or written, and may refuse it.
pub(in crate::store) fn aside() -> io::Result<()> {
    TRIAL.with_borrow_mut(|trial| {
        let number = trial.aside;
        trial.aside += 1;
        match trial.fault_aside.filter(|fault| hit(fault, number)) {
            Some(Fault { wrong: Wrong::Error(error), .. }) => Err(io::Error::from_raw_os_error(error)),
            _ => Ok(()),
        }
    })
}

/// Returns whether the write that comes next is forgotten.
pub(in crate::store) fn forgets() -> bool {
    TRIAL.with_borrow(|trial| {
        trial.fault.is_some_and(|fault| fault.wrong == Wrong::Forgotten && hit(&fault, trial.calls))
    })
}

/// Returns how many of the bytes of a write the system takes.
pub(in crate::store) fn accepted(length: usize) -> usize {
    TRIAL.with_borrow(|trial| match trial.fault {
        Some(fault) if fault.wrong == Wrong::Short && hit(&fault, trial.calls) => length.div_ceil(2),
        _ => length,
    })
}

fn done(call: Call<'_>) -> Option<Done> {
    let own = Path::to_owned;
    Some(match call {
        Call::Look(_) | Call::Mark(_) => return None,
        Call::Make(path) => Done::Make(own(path)),
        Call::Write(path, at, bytes) => Done::Write(own(path), at, bytes.to_vec()),
        Call::Cut(path, length) => Done::Cut(own(path), length),
        Call::Sync(path) => Done::Sync(own(path)),
        Call::SyncFolder(path) => Done::SyncFolder(own(path)),
        Call::Rename(from, to) => Done::Rename(own(from), own(to)),
        Call::Exchange(one, other) => Done::Exchange(own(one), own(other)),
        Call::Remove(path) => Done::Remove(own(path)),
        Call::MakeFolder(path) => Done::MakeFolder(own(path)),
    })
}
