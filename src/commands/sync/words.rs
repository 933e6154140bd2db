//! What a sync says: the words of its commit, what came in, and how it ended.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{Answer, Came};
use crate::commands::parts::told::counted;
use crate::network::three_way::{Followed, Moves};
use crate::network::{Key, Kind, Network, Record, each_kind};
use crate::store::Entry;

/// How many are named before the others are counted.
const NAMED: usize = 3;

/// Returns the records that differ, each with `added`, `changed`, `removed` or `renamed`; what names somebody who was
/// renamed is no change.
fn differing(before: &Network, after: &Network) -> Vec<(Key, &'static str)> {
    let moves = Moves::between(before.people(), after.people(), after.people());
    let mut found: Vec<_> = moves.iter().map(|(_, new)| (Key::Person(new.clone()), "renamed")).collect();
    if before.settings() != after.settings() && moves.get(before.ego()).is_none() {
        found.push((Key::Network, "changed"));
    }
    each_kind!(R => of::<R>(before, after, &moves, &mut found));
    let renamed: BTreeSet<Key> = moves.iter().map(|(_, new)| Key::Person(new.clone())).collect();
    found.retain(|(key, action)| *action == "renamed" || !renamed.contains(key));
    found
}

fn of<R: Followed>(before: &Network, after: &Network, moves: &Moves, found: &mut Vec<(Key, &'static str)>) {
    let followed = R::shelf(before).values().filter_map(|it| it.clone().followed(moves));
    let before: BTreeMap<R::Id, R> = followed.map(|it| (it.id(), it)).collect();
    let after = R::shelf(after);
    for (id, record) in after {
        match before.get(id) {
            None => found.push((R::key(id.clone()), "added")),
            Some(was) if was != record => found.push((R::key(id.clone()), "changed")),
            Some(_) => {}
        }
    }
    let gone = before.keys().filter(|id| !after.contains_key(id));
    found.extend(gone.map(|id| (R::key(id.clone()), "removed")));
}

/// Returns how many records a network has.
pub(super) fn records(network: &Network) -> usize {
    let mut n = 0;
    each_kind!(R => n += R::shelf(network).len());
    n
}

/// Returns what came in.
pub(super) fn came(before: &Network, after: &Network) -> Vec<Came> {
    let came = |(key, action): (Key, &'static str)| Came { kind: key.kind().to_string(), id: key.to_string(), action };
    differing(before, after).into_iter().map(came).collect()
}

/// Returns the words of a commit: what the commands since the last one did, and what a hand did besides.
pub(super) fn message(before: Option<&Network>, now: &Network, entries: &[&Entry]) -> String {
    let Some(before) = before else {
        return format!(
            "the network of {}, {}\n",
            now.name(now.ego()),
            counted(now.people().len(), "person", "people")
        );
    };
    let done: Vec<&Entry> = entries.iter().copied().filter(|it| !it.undone && it.undoes.is_empty()).collect();
    let by_command: BTreeSet<Key> = entries.iter().flat_map(|it| it.changes.iter().map(|it| it.key())).collect();
    let differing = differing(before, now);
    let by_hand = differing.iter().filter(|(key, _)| !by_command.contains(key));
    let by_hand: Vec<String> = by_hand.map(|(key, action)| format!("{action} {}", name(now, key))).collect();
    let words: Vec<String> = done.iter().map(|it| one_line(&it.words)).collect();
    let mut parts = Vec::new();
    if !words.is_empty() {
        parts.push(shortened(&words));
    }
    if !by_hand.is_empty() {
        parts.push(format!("by hand: {}", shortened(&by_hand)));
    }
    let subject = if parts.is_empty() { "edited by hand".to_owned() } else { parts.join("; ") };
    let body: String = words.iter().map(|it| format!("- {it}\n")).collect();
    if words.len() > NAMED { format!("{subject}\n\n{body}") } else { format!("{subject}\n") }
}

fn name(network: &Network, key: &Key) -> String {
    match key {
        Key::Network => "the head of the network".to_owned(),
        Key::Person(id) => network.name(id).to_owned(),
        key => format!("the {} {key}", key.kind()),
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shortened(words: &[String]) -> String {
    let named = words.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    match words.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named}, {more} more"),
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let waits = self.conflicts > 0 || !self.broken.is_empty();
        match (&self.committed, self.dry_run) {
            (Some(words), true) => writeln!(f, "would have committed: {}", words.lines().next().unwrap_or_default())?,
            (Some(words), false) => writeln!(f, "committed: {words}")?,
            (None, _) if waits => {}
            (None, _) => f.write_str("nothing new here\n")?,
        }
        self.came(f)?;
        if self.conflicts > 0 {
            let open = counted(self.conflicts, "conflict is", "conflicts are");
            return write!(f, "{open} open, so nothing was pushed: `acquaint resolve` lists, then sync again");
        }
        if waits {
            self.broken.iter().try_for_each(|it| writeln!(f, "broken: {it}"))?;
            return f.write_str("a broken network is not pushed: mend it, then sync again");
        }
        self.ended(f)
    }
}

impl Answer {
    fn ended(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.remote, &self.unreached) {
            (None, _) => f.write_str("there is no remote yet: `git remote add origin URL` names one, then sync again"),
            (Some(remote), _) if self.dry_run => {
                write!(f, "would have fetched from {remote}, merged, checked and pushed")
            }
            (Some(remote), Some(because)) => {
                write!(f, "{remote} cannot be reached, so nothing was fetched or pushed: {because}")
            }
            (Some(remote), None) if self.pushed => write!(f, "pushed to {remote}"),
            (Some(remote), None) => write!(f, "{remote} has all of it already"),
        }
    }

    fn came(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(remote) = self.remote.as_ref().filter(|_| !self.came.is_empty()) else { return Ok(()) };
        let mut sorted: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
        for it in &self.came {
            sorted.entry((it.action, it.kind.as_str())).or_default().push(&it.id);
        }
        let by = if self.by.is_empty() { String::new() } else { format!(", by {}", self.by.join(", ")) };
        writeln!(f, "came from {remote}{by}:")?;
        for ((action, kind), ids) in sorted {
            let plural = kind.parse::<Kind>().map_or_else(|_| kind.to_owned(), |it| it.plural().to_owned());
            let ids: Vec<String> = ids.into_iter().map(str::to_owned).collect();
            writeln!(f, "  {action} {}: {}", counted(ids.len(), kind, &plural), shortened(&ids))?;
        }
        Ok(())
    }
}
