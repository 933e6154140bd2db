//! The snapshot: a twin of each list file in `.acquaint/snapshot`, its records in a form that is read without parsing. A
//! twin is used only while its file is what it was made of; one that is damaged, foreign or of another version of the
//! program is as good as none. Nothing waits for it, nothing fails without it, no answer depends on it.

mod bale;
mod head;
mod layout;
mod look;
mod note;
mod pack;
mod places;
mod sound;
mod table;
#[cfg(test)]
mod trials;
mod trust;
mod twin;
mod unpack;

use std::path::{Path, PathBuf};

pub(super) use bale::{Bale, packed};
pub(super) use sound::Sound;
pub(super) use table::table;
pub use trust::Trust;
pub(super) use twin::{Entry, Twin};

use super::layout::OWN;
use super::split::List;
use super::stamps;

/// The name of the note that nothing is wrong.
const SOUND: &str = "sound";

/// The twins of a folder.
#[derive(Clone, Debug)]
pub(super) struct Snapshot {
    folder: PathBuf,
    trust: Trust,
    eager: bool,
}

impl Snapshot {
    /// Returns the snapshot of the network in `folder`; damage found late is told to `trust`.
    pub(super) fn of(folder: &Path, trust: &Trust) -> Self {
        Self { folder: folder.join(OWN).join("snapshot"), trust: trust.clone(), eager: false }
    }

    /// Returns the snapshot of the network in `folder`, of which nothing is used before all of it is found sound.
    pub(super) fn sound(folder: &Path) -> Self {
        Self { eager: true, ..Self::of(folder, &Trust::default()) }
    }

    pub(super) fn trust(&self) -> &Trust {
        &self.trust
    }

    fn path(&self, file: &str) -> PathBuf {
        self.folder.join(file.trim_end_matches(".ron").replace('/', "-"))
    }

    /// Returns the twin of a file, if there is one that can be used.
    pub(super) fn twin(&self, file: &str) -> Option<Twin> {
        let twin = Twin::open(&self.path(file), &Trust::default()).filter(|_| self.trust.holds())?;
        (!self.eager || twin.is_whole()).then_some(twin)
    }

    /// Returns the twin, whose damage is from now on told to whoever asked for the network.
    pub(super) fn used(&self, twin: Twin) -> Twin {
        twin.told_to(&self.trust)
    }

    /// Returns the twin of a file of that fingerprint whose records are in the bale and stand in that list.
    pub(super) fn make(&self, print: u64, list: &List, bale: Bale) -> Twin {
        bale.twin(print, list, &self.trust)
    }

    /// Writes the twin of a file, where the program has a folder of its own.
    pub(super) fn keep(&self, file: &str, twin: &Twin) {
        if self.folder.parent().is_some_and(super::files::exists) {
            twin.keep(&self.path(file));
        }
    }

    /// Writes the new stamp into the twin of a file that has only been touched.
    pub(super) fn restate(&self, file: &str, twin: &Twin) {
        twin.restate(&self.path(file));
    }

    /// Returns what was noted of files of that fingerprint when nothing was wrong with them.
    pub(super) fn sound_days(&self, print: u64) -> Option<Sound> {
        Sound::read(&self.folder.join(SOUND), print).filter(|_| self.trust.holds())
    }

    /// Notes that nothing is wrong with the files.
    pub(super) fn note(&self, sound: &Sound) {
        sound.keep(&self.folder.join(SOUND));
    }

    /// Returns what was kept under that name, if it was made of what has that number.
    pub(super) fn recall(&self, name: &str, print: u64) -> Option<Vec<u8>> {
        note::read(&self.folder.join(name), print).filter(|_| self.trust.holds())
    }

    /// Keeps something under a name, where the program has a folder of its own and nothing was found damaged.
    pub(super) fn remember(&self, name: &str, print: u64, bytes: &[u8]) {
        if self.trust.holds() && self.folder.parent().is_some_and(super::files::exists) {
            note::keep(&self.folder.join(name), print, bytes);
        }
    }

    /// Removes what commands left behind which were killed.
    pub(super) fn sweep(&self) {
        stamps::sweep(&self.folder);
    }
}
