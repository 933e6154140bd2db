//! Lists of names merged as sets that keep an order.

use std::collections::HashSet;

use serde_json::Value;

/// Merges lists as sets: what one side took out is out, what either put in is in. The order is that of the side which has
/// all of it, or which changed what stands first; else one of the two told by its content, whichever is ours.
pub(super) fn set(lists: [&[Value]; 3]) -> Vec<Value> {
    let [base, ours, theirs] = lists;
    let [was, our, their] = lists.map(|list| list.iter().collect::<HashSet<_>>());
    let kept = |it: &&Value| (our.contains(it) && their.contains(it)) || !was.contains(it);
    let from = |list: &[Value]| {
        let mut seen = HashSet::new();
        list.iter().filter(kept).filter(|it| seen.insert(*it)).cloned().collect::<Vec<_>>()
    };
    let (here, there) = (from(ours), from(theirs));
    let whole = [theirs.iter().filter(kept).all(|it| our.contains(it)), here.iter().all(|it| their.contains(it))];
    let leads = [&here, &there].map(|list| list.first().is_some_and(|it| base.first() != Some(it)));
    let ours_first = match (whole, leads) {
        ([true, false], _) => true,
        ([false, true], _) => false,
        (_, [true, false]) => true,
        (_, [false, true]) => false,
        _ => text(&here) <= text(&there),
    };
    let (first, second) = if ours_first { (here, there) } else { (there, here) };
    let held: HashSet<Value> = first.iter().cloned().collect();
    first.into_iter().chain(second.into_iter().filter(|it| !held.contains(it))).collect()
}

fn text(list: &[Value]) -> String {
    serde_json::to_string(list).unwrap_or_default()
}
