//! Where a network lies, and where a note comes from when it is not typed.

use std::io::Read;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::error::Error;

/// Returns a note as typed, or standard input for `-`.
pub(crate) fn note(typed: &str) -> Result<String, Error> {
    if typed != "-" {
        return Ok(typed.to_owned());
    }
    let mut text = String::new();
    let read = std::io::stdin().take(1 << 20).read_to_string(&mut text);
    read.map_err(|_| Error::usage("what standard input gave is no text", "write the note in UTF-8"))?;
    Ok(text.trim().to_owned())
}

/// Returns the network's folder: as asked, else by the environment, else here, else where the platform keeps data.
pub(crate) fn folder(asked: Option<&Path>) -> Result<PathBuf, Error> {
    let named = std::env::var_os("ACQUAINT_NETWORK").filter(|it| !it.is_empty()).map(PathBuf::from);
    let here = Path::new("network.ron").exists().then(|| PathBuf::from("."));
    let data = || etcetera::choose_base_strategy().ok().map(|it| it.data_dir().join("acquaint"));
    let found = asked.map(Path::to_owned).or(named).or(here).or_else(data);
    found.ok_or_else(|| Error::usage("there is no home folder to keep a network in", "name a folder with --network"))
}
