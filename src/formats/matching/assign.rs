//! Assigning: to each row one of the people it may mean, so that as many rows as possible get one (Kuhn 1955, by
//! augmenting paths). It must not know why somebody may be meant.

use std::collections::{HashMap, HashSet};

/// How many people one row may move to make room: beyond that it goes without, so that assigning stays linear.
const MOST_MOVES: usize = 64;

/// Returns for each row, in the order of `choices`, which of its choices is its own.
pub(super) fn assigned(choices: &[Vec<usize>]) -> Vec<Option<usize>> {
    let mut holders = HashMap::new();
    for row in 0..choices.len() {
        moved(row, choices, &mut holders, &mut HashSet::new());
    }
    let mut own = vec![None; choices.len()];
    holders.into_iter().for_each(|(choice, row)| own[row] = Some(choice));
    own
}

/// Gives the row a choice nobody has, or one whose holder can move on.
fn moved(row: usize, choices: &[Vec<usize>], holders: &mut HashMap<usize, usize>, seen: &mut HashSet<usize>) -> bool {
    for &choice in &choices[row] {
        if seen.len() == MOST_MOVES || !seen.insert(choice) {
            continue;
        }
        let holder = holders.get(&choice).copied();
        if holder.is_none_or(|holder| moved(holder, choices, holders, seen)) {
            holders.insert(choice, row);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::assigned;

    #[test]
    fn rows_make_room_for_each_other() {
        for (choices, expected) in [
            (vec![vec![1, 2], vec![1]], vec![Some(2), Some(1)]),
            (vec![vec![1], vec![1]], vec![Some(1), None]),
            (vec![vec![1, 2], vec![1, 3], vec![1], vec![]], vec![Some(2), Some(3), Some(1), None]),
        ] {
            assert_eq!(assigned(&choices), expected, "{choices:?}");
        }
    }
}
