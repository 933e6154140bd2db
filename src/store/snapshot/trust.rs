//! Whether the snapshot can be relied on, as far as it has been looked at.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether all that was taken from the snapshot so far was sound: records are looked at when they are asked for, and
/// what is damaged is found only then.
///
/// Once it is lost, what was answered is not to be used; reading again with the lost trust leaves the snapshot aside.
#[derive(Clone, Debug, Default)]
pub struct Trust {
    lost: Arc<AtomicBool>,
}

impl Trust {
    /// Returns whether nothing damaged was found.
    #[must_use]
    pub fn holds(&self) -> bool {
        !self.lost.load(Ordering::Relaxed)
    }

    /// Notes that something was damaged.
    pub(super) fn lose(&self) {
        self.lost.store(true, Ordering::Relaxed);
    }
}
