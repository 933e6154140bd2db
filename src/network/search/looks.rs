//! Ways to compare the words of a query with a text: exactly, or forgiving one typing error a word.

use std::collections::BTreeSet;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::memmem;

use crate::network::digest::head;
use crate::network::fold;

/// How well a text matches, 0..1, and by which letters.
pub(super) type Hit = (f64, BTreeSet<usize>);

/// A way to compare.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// How a text matches the words.
    pub(super) text: fn(&[String], &str) -> Option<Hit>,
    /// From how many letters on a word also matches as part of another, if ever.
    part: Option<usize>,
    /// Whether another word may match a word, as a part of it aside.
    word: fn(&str, &str) -> bool,
}

/// A word that is looked for in digests.
pub(super) struct Wanted<'q> {
    word: &'q str,
    look: Look,
    part: memmem::Finder<'q>,
}

impl<'q> Wanted<'q> {
    pub(super) fn of(word: &'q str, look: Look) -> Self {
        Self { word, look, part: memmem::Finder::new(word) }
    }

    /// Returns whether one of the words, a space behind each, may match.
    pub(super) fn may_be_in(&self, words: &str) -> bool {
        let is_part = || self.part.find(words.as_bytes()).is_some();
        self.look.part.is_some_and(|from| self.word.len() >= from && is_part())
            || parted(words).any(|it| (self.look.word)(self.word, it))
    }
}

/// Returns the words before each space.
fn parted(words: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    memchr::memchr_iter(b' ', words.as_bytes()).map(move |end| {
        let word = &words[start..end];
        start = end + 1;
        word
    })
}

/// A word, its beginning or a part of it, or (within one word) its letters in order.
pub(super) const EXACT: Look = Look { text: exact, part: Some(2), word: is_like };

/// Within one typing error a word (optimal string alignment).
pub(super) const ERRING: Look = Look { text: erring, part: None, word: errs };

/// Returns the folded text and the letters its letters came from; none if each came from itself.
fn folded(text: &str) -> (String, Option<Vec<usize>>) {
    if fold::is_plain(text) {
        return (text.to_ascii_lowercase(), None);
    }
    let (folded, sources) = fold::mapped(text);
    (folded, Some(sources))
}

fn source(sources: Option<&Vec<usize>>, at: usize) -> usize {
    sources.map_or(at, |sources| sources[at])
}

fn exact(words: &[String], text: &str) -> Option<Hit> {
    let (folded, sources) = folded(head(text));
    let spans = word_spans(&folded);
    let mut letters = BTreeSet::new();
    let mut total = 0.0;
    for word in words {
        let hits = spans.iter().filter_map(|&(start, end)| in_word(word, &folded[start..end], start));
        let (score, found) = hits.max_by(|a, b| a.0.total_cmp(&b.0))?;
        letters.extend(found.into_iter().map(|at| source(sources.as_ref(), at)));
        total += score;
    }
    // Of two equal matches the shorter text is the likelier: less of it is unexplained.
    let coverage = letters.len() as f64 / text.chars().count().max(1) as f64;
    Some((total / words.len() as f64 * 0.9 + 0.1 * coverage.min(1.0), letters))
}

fn is_like(word: &str, candidate: &str) -> bool {
    candidate.starts_with(word) || may_scatter(word, candidate)
}

fn in_word(word: &str, candidate: &str, start: usize) -> Option<(f64, Vec<usize>)> {
    let run = |at: usize| (start + at..start + at + word.len()).collect();
    match memmem::find(candidate.as_bytes(), word.as_bytes()) {
        Some(0) if candidate.len() == word.len() => Some((1.0, run(0))),
        Some(0) => Some((0.9, run(0))),
        Some(at) if word.len() >= 2 => Some((0.6, run(at))),
        Some(_) => None,
        None => scattered(word, candidate, start),
    }
}

fn may_scatter(word: &str, candidate: &str) -> bool {
    let mut rest = candidate.bytes();
    let alike = candidate.bytes().next() == word.bytes().next();
    alike
        && word.len() >= 4
        && word.len() * 5 >= candidate.len() * 3
        && word.bytes().all(|letter| rest.any(|it| it == letter))
}

/// Letters in order with gaps, as `mlndqvst`: only words long enough to mean something, only dense matches.
fn scattered(word: &str, candidate: &str, start: usize) -> Option<(f64, Vec<usize>)> {
    // The matcher would find nothing else, more slowly.
    if !may_scatter(word, candidate) {
        return None;
    }
    let (_, at) = SkimMatcherV2::default().fuzzy_indices(candidate, word)?;
    let dense = at.len() as f64 / candidate.len() as f64;
    (dense >= 0.6).then(|| (0.4 * dense, at.into_iter().map(|it| start + it).collect()))
}

fn erring(words: &[String], text: &str) -> Option<Hit> {
    let (folded, sources) = folded(head(text));
    let spans = word_spans(&folded);
    let mut letters = BTreeSet::new();
    let mut total = 0.0;
    for word in words {
        let hits = spans.iter().filter_map(|&(start, end)| {
            let candidate = &folded[start..end];
            let begin = &candidate[..candidate.len().min(word.len())];
            let errors = strsim::osa_distance(word, candidate).min(strsim::osa_distance(word, begin) + 1);
            errs(word, candidate).then(|| (0.7 / (1.0 + errors as f64), start..end))
        });
        let (score, span) = hits.max_by(|a, b| a.0.total_cmp(&b.0))?;
        letters.extend(span.map(|at| source(sources.as_ref(), at)));
        total += score;
    }
    Some((total / words.len() as f64, letters))
}

fn errs(word: &str, candidate: &str) -> bool {
    let allowed = usize::from(word.len() >= 3);
    // A word that is longer or shorter by more cannot be so close.
    if candidate.len() + allowed < word.len() {
        return false;
    }
    let is_close = |it: &str| it.len() <= word.len() + allowed && strsim::osa_distance(word, it) <= allowed;
    is_close(candidate) || (word.len() >= 5 && is_close(&candidate[..candidate.len().min(word.len())]))
}

/// Returns where the words of a folded (ASCII) text begin and end.
fn word_spans(folded: &str) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut start = None;
    for (at, byte) in folded.bytes().enumerate() {
        match (byte.is_ascii_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(begun)) => {
                spans.push((begun, at));
                start = None;
            }
            _ => {}
        }
    }
    spans.extend(start.map(|begun| (begun, folded.len())));
    spans
}
