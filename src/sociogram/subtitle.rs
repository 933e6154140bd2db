//! The line below the title: when it is, what is on the map, and what is not.

use super::draft::counted;
use super::{Change, Hidden, Sociogram, Subject, text};

/// Returns when it is, what is on it, who was asked for, and what is left out.
pub(super) fn of(map: &Sociogram, subject: &Subject<'_>) -> String {
    let mut parts = vec![subject.today.to_string()];
    parts.extend((map.kind.counts)(map));
    parts.extend(changes(map, subject));
    parts.extend((!subject.choice.is_empty()).then(|| format!("only: {}", text::clean(subject.choice))));
    parts.extend(left_out(map));
    parts.join(" · ")
}

/// Returns how many people and lines a limit left out, if any.
fn left_out(map: &Sociogram) -> Option<String> {
    let (Hidden { people, ties }, (tie, of_ties)) = (map.hidden, map.kind.ties);
    let mut parts = Vec::new();
    parts.extend((people > 0).then(|| counted(people, "person", "people")));
    parts.extend((ties > 0).then(|| counted(ties, tie, of_ties)));
    (!parts.is_empty()).then(|| format!("left out: {}", parts.join(", ")))
}

/// Returns how many people, communities, lines and empty seats are on a map, in words.
pub(super) fn counts(map: &Sociogram) -> Vec<String> {
    let plates = map.marks.iter().filter(|it| it.is_plate()).count();
    let mut counts = vec![counted(map.n_people(), "person", "people")];
    counts.extend((plates > 0).then(|| counted(plates, "community", "communities")));
    counts.extend((!map.kind.ties.0.is_empty()).then(|| counted(map.n_ties(), map.kind.ties.0, map.kind.ties.1)));
    counts.extend(seats(map));
    counts
}

/// Returns how many empty seats are on a map, in words, if any.
pub(super) fn seats(map: &Sociogram) -> Option<String> {
    let n = map.marks.iter().filter(|it| it.is_seat()).count();
    (n > 0).then(|| counted(n, "empty seat", "empty seats"))
}

/// Returns what became of the ties drawn since the earlier day, if one is looked at.
fn changes(map: &Sociogram, subject: &Subject<'_>) -> Option<String> {
    let then = subject.then.filter(|_| map.kind.marks_changes)?.today();
    let count = |change: Change| map.lines.iter().filter(|it| it.change == change).count();
    Some(format!("since {then}: {} new, {} gone cold", count(Change::New), count(Change::Cold)))
}
