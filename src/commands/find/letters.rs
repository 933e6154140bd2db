//! The letters of a match, marked in their surroundings.

use crate::network::Match;
use crate::reply::marked;

/// Returns the text with the matching letters marked, shortened to their surroundings.
pub(super) fn with_letters(hit: &Match) -> String {
    const AROUND: usize = 40;
    let first = hit.letters.first().copied().unwrap_or(0);
    let from = first.saturating_sub(AROUND);
    let mut shown = if from > 0 { "…".to_owned() } else { String::new() };
    let mut run = String::new();
    for (at, letter) in hit.text.chars().enumerate().skip(from) {
        if at > first + 2 * AROUND {
            shown.push('…');
            break;
        }
        if hit.letters.contains(&at) {
            run.push(letter);
        } else {
            flush(&mut shown, &mut run);
            shown.push(letter);
        }
    }
    flush(&mut shown, &mut run);
    shown
}

fn flush(shown: &mut String, run: &mut String) {
    if !run.is_empty() {
        shown.push_str(&marked(&std::mem::take(run)));
    }
}
