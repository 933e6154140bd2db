//! Fits, kept beside the network's snapshot.

use crate::measures::{Fit, Fits};
use crate::store::Store;

/// Under this name.
const NAME: &str = "fit";

/// The fits of a network.
#[derive(Debug)]
pub(crate) struct Kept<'s>(pub(crate) &'s Store);

impl Fits for Kept<'_> {
    fn recall(&self, print: u64) -> Option<Fit> {
        serde_json::from_slice(&self.0.recall(NAME, print)?).ok()
    }

    fn keep(&self, print: u64, fit: &Fit) {
        if let Ok(bytes) = serde_json::to_vec(fit) {
            self.0.remember(NAME, print, &bytes);
        }
    }
}
