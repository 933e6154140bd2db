//! Who may work on the files: a lock of the system on `.acquaint/lock`, freed when its process ends, however it ends.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use super::layout::OWN;
use super::{Error, files};

/// How long a writer waits.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a reader waits before it reads all the same.
const GLANCE: Duration = Duration::from_millis(200);

/// The right to work on the files, for as long as it is held.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// Waits until nobody else works on the files. Makes the program's own folder if need be.
pub(super) fn exclusive(folder: &Path) -> Result<Lock, Error> {
    let own = folder.join(OWN);
    if !files::exists(&own) {
        files::make_folder(&own)?;
    }
    let path = own.join("lock");
    let Some(mut file) = files::open_own(&path, true)? else { return Err(busy(None)) };
    if !waited(&path, PATIENCE, || file.try_lock())? {
        return Err(busy(files::read_part(&mut file, &path, 0, 20).ok()));
    }
    // Only to tell others whom they wait for.
    let _ = files::note(&mut file, &path, std::process::id().to_string().as_bytes());
    Ok(Lock { _file: file })
}

/// Waits a moment until nobody writes; none if nobody ever did, or if somebody takes long.
pub(super) fn shared(folder: &Path) -> Result<Option<Lock>, Error> {
    let path = folder.join(OWN).join("lock");
    let Some(file) = files::open_own(&path, false)? else { return Ok(None) };
    let free = waited(&path, GLANCE, || file.try_lock_shared())?;
    Ok(free.then_some(Lock { _file: file }))
}

fn waited(path: &Path, patience: Duration, try_lock: impl Fn() -> Result<(), TryLockError>) -> Result<bool, Error> {
    let start = Instant::now();
    let mut pause = Duration::from_millis(1);
    loop {
        match try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::WouldBlock) if start.elapsed() >= patience => return Ok(false),
            Err(TryLockError::WouldBlock) => std::thread::sleep(pause),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(TryLockError::Error(source)) => {
                return Err(Error::System { what: "lock the file", path: path.to_owned(), source });
            }
        }
        pause = (pause * 2).min(Duration::from_millis(20));
    }
}

fn busy(holder: Option<Vec<u8>>) -> Error {
    let pid = holder.and_then(|it| String::from_utf8(it).ok()).filter(|it| it.bytes().all(|b| b.is_ascii_digit()));
    let who = pid.filter(|it| !it.is_empty()).map_or_else(String::new, |pid| format!(", process {pid},"));
    Error::Busy {
        file: format!("{OWN}/lock"),
        because: format!("another acquaint{who} has been at work for {} seconds", PATIENCE.as_secs()),
    }
}

#[cfg(test)]
mod tests {
    use super::{exclusive, shared};
    use crate::store::scratch::Scratch;

    #[test]
    fn readers_share_a_writer_is_alone() {
        let scratch = Scratch::new();
        assert!(shared(scratch.folder()).unwrap().is_none(), "nobody ever wrote");
        let writer = exclusive(scratch.folder()).unwrap();
        assert!(shared(scratch.folder()).unwrap().is_none(), "reads all the same");
        drop(writer);
        let readers = [shared(scratch.folder()).unwrap(), shared(scratch.folder()).unwrap()];
        assert!(readers.iter().all(Option::is_some));
        drop(readers);
        drop(exclusive(scratch.folder()).unwrap());
    }
}
