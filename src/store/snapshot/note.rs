//! Notes: what was worked out once and need not be worked out again, under the number of all it was made of. A note that is
//! damaged, of another number or of another version of the program is as good as none.

use std::path::Path;

use super::layout;
use crate::store::files::fingerprint;
use crate::store::stamps;

/// The bytes before the note itself: of which program, of what, how long it is.
const HEAD: usize = 24;

/// Returns the note at that path, if it was made of what has that number.
pub(super) fn read(path: &Path, print: u64) -> Option<Vec<u8>> {
    let file = stamps::open(path)?;
    let head = file.part(0, HEAD as u64)?;
    let word = |n: usize| head[n * 8..].first_chunk().map_or(0, |it| u64::from_le_bytes(*it));
    let known = (word(0), word(1)) == (layout::print(), print);
    let bytes = file.part(HEAD as u64, word(2)).filter(|_| known)?;
    let check = file.part(HEAD as u64 + word(2), 8)?;
    (check == fingerprint(&bytes).to_le_bytes()).then_some(bytes)
}

/// Writes the note; if that fails it is worked out again.
pub(super) fn keep(path: &Path, print: u64, bytes: &[u8]) {
    let head: Vec<u8> = [layout::print(), print, bytes.len() as u64].iter().flat_map(|it| it.to_le_bytes()).collect();
    let _ = stamps::keep(path, &[&head, bytes, &fingerprint(bytes).to_le_bytes()]);
}
