//! Answers that were given before: the same question about the same files on the same day has the same answer, and a large
//! network is asked the same thing more often than it changes.

use super::session::Session;
use crate::reply::Reply;
use crate::store::Store;

/// So many answers are kept at most.
const KEPT: u64 = 16;

/// Longer answers are not kept: those of every seat of a large network would be the largest files of all.
const LONGEST: usize = 1_000_000;

/// Returns the answer to a question about the network, a kept one where there is one.
pub(crate) fn recalled(session: &Session, store: &Store, question: &str, answer: impl FnOnce() -> Reply) -> Reply {
    let question = format!("{question} {}", session.today);
    let number = hash(question.as_bytes());
    let (name, print) = (format!("answer-{}", number % KEPT), store.print() ^ number);
    let kept = store.recall(&name, print).and_then(|it| serde_json::from_slice(&it).ok());
    kept.unwrap_or_else(|| {
        let reply = answer();
        if let Some(bytes) = serde_json::to_vec(&reply).ok().filter(|it| it.len() <= LONGEST) {
            store.remember(&name, print, &bytes);
        }
        reply
    })
}

fn hash(bytes: &[u8]) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}
