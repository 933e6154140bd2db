//! Which colour stands for which group: the same on every map of a network, whoever is drawn, so that maps can hang side
//! by side and somebody who comes recolours nobody.

use std::collections::BTreeMap;

use super::{Subject, text, theme};
use crate::network::fold;

/// A group, and the place of its colour in the palette.
pub(super) type Group = (String, usize);

/// What each colour of the palette is for before others, where it is a function.
const WISHED: [&[&str]; theme::PALETTE.len()] = [
    &["data"],
    &["customer"],
    &["finance", "procurement"],
    &["operations"],
    &["technology"],
    &["people"],
    &["product", "design"],
    &["sales"],
    &["general", "strategy"],
    &["security", "research"],
    &["legal", "audit"],
    &["marketing", "communications"],
];

/// Returns the groups of the whole network that have a colour, by name: the most frequent ones choose first.
pub(super) fn of(subject: &Subject<'_>) -> Vec<Group> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let groups = subject.network.people().keys().filter_map(|it| (subject.group)(it));
    groups.for_each(|it| *counts.entry(text::clean(&it)).or_default() += 1);
    let mut groups: Vec<_> = counts.into_iter().collect();
    groups.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    coloured(groups.into_iter().map(|it| it.0))
}

/// Gives each group, the first before the others, the colour it is to have or the next that is free.
fn coloured(groups: impl Iterator<Item = String>) -> Vec<Group> {
    let n = theme::PALETTE.len();
    let mut is_taken = [false; theme::PALETTE.len()];
    let mut coloured = Vec::new();
    for group in groups.take(n) {
        let free = (0..n).map(|it| (wished(&group) + it) % n).find(|&it| !is_taken[it]);
        let Some(colour) = free else { break };
        is_taken[colour] = true;
        coloured.push((group, colour));
    }
    coloured.sort();
    coloured
}

fn wished(group: &str) -> usize {
    let known = WISHED.iter().position(|it| it.contains(&group));
    known.unwrap_or_else(|| (fold::hash(group.bytes()) % theme::PALETTE.len() as u64) as usize)
}

#[cfg(test)]
mod tests {
    use super::{WISHED, coloured};

    fn groups(names: &str) -> Vec<(String, usize)> {
        coloured(names.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn a_group_more_recolours_none() {
        let all = "technology sales data general research audit strategy poets smiths cooks bakers tailors weavers";
        for n in 1..all.split(' ').count() {
            let first = all.split(' ').take(n).collect::<Vec<_>>().join(" ");
            let (before, after) = (groups(&first), groups(all));
            assert!(before.iter().all(|it| after.contains(it)), "{first}");
        }
        assert_eq!(groups(all).len(), WISHED.len());
    }

    #[test]
    fn every_colour_is_given_once() {
        let mut colours: Vec<_> =
            groups("data audit customer legal security sales").into_iter().map(|it| it.1).collect();
        colours.sort_unstable();
        colours.dedup();
        assert_eq!(colours.len(), 6);
    }
}
