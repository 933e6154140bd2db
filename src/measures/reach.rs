//! Reach: how much of a network is near a person (k-step reach centrality; Borgatti, Everett & Johnson 2013, *Analyzing
//! Social Networks*, chapter 10).

use super::OneMode;

/// Returns the share of all others, 0..1, that each person comes to by so many ties at the most.
#[must_use]
pub fn reach(view: &OneMode, steps: usize) -> Vec<f64> {
    let n = view.n_people();
    let others = n.saturating_sub(1).max(1) as f64;
    let mut seen = vec![usize::MAX; n];
    (0..n).map(|person| (around(view, person, steps, &mut seen) - 1) as f64 / others).collect()
}

/// Returns how many people are that near a person, who is one of them. `seen` says from whom each was seen last.
fn around(view: &OneMode, person: usize, steps: usize, seen: &mut [usize]) -> usize {
    seen[person] = person;
    let (mut edge, mut n) = (vec![person], 1);
    for _ in 0..steps {
        let mut next = Vec::new();
        for at in edge {
            for &to in view.neighbours(at).0 {
                let to = to as usize;
                if seen[to] != person {
                    seen[to] = person;
                    next.push(to);
                }
            }
        }
        n += next.len();
        edge = next;
    }
    n
}

#[cfg(test)]
mod tests {
    use super::reach;
    use crate::measures::OneMode;
    use crate::measures::textbook::numbered;

    fn path(n: usize) -> OneMode {
        numbered(n, (1..n).map(|k| (k - 1, k, 0.5)))
    }

    #[test]
    fn the_ends_of_a_path_reach_two_and_its_middle_all() {
        assert_eq!(reach(&path(5), 2), [0.5, 0.75, 1.0, 0.75, 0.5]);
        assert_eq!(reach(&path(5), 1), [0.25, 0.5, 0.5, 0.5, 0.25]);
        assert_eq!(reach(&path(5), 9), [1.0; 5]);
    }

    #[test]
    fn nobody_reaches_nobody() {
        assert_eq!(reach(&path(1), 2), [0.0]);
        assert!(reach(&path(0), 2).is_empty());
    }
}
