//! Who sits beside whom around a table: those that share most are near each other.

const SWEEPS: usize = 12;
/// What a change of seats has to save at least, as a part of the whole: one person more is to unseat nobody.
const WORTHWHILE: f64 = 0.04;

/// Returns the numbers 0..n in an order in which what two share, times the seats between them, is little. The first keeps its
/// seat, and of the two ways round the one in which the second number comes early.
pub(super) fn order(n: usize, shared: &dyn Fn(usize, usize) -> f64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    let mut best = stretch(&order, shared);
    for _ in 0..SWEEPS {
        let before = best;
        for i in 1..n {
            for j in i + 1..n {
                order[i..=j].reverse();
                let now = stretch(&order, shared);
                if now < (1.0 - WORTHWHILE) * best - 1e-9 {
                    best = now;
                } else {
                    order[i..=j].reverse();
                }
            }
        }
        if best >= before {
            break;
        }
    }
    if n > 2 && order[1] > order[n - 1] {
        order[1..].reverse();
    }
    order
}

fn stretch(order: &[usize], shared: &dyn Fn(usize, usize) -> f64) -> f64 {
    let n = order.len();
    let pull = |i: usize, j: usize| {
        let seats = j - i;
        shared(order[i], order[j]) * seats.min(n - seats) as f64
    };
    (0..n).map(|i| (i + 1..n).map(|j| pull(i, j)).sum::<f64>()).sum()
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn those_that_share_sit_side_by_side() {
        let ring = |a: usize, b: usize| {
            if [(0, 3), (3, 1), (1, 4), (4, 2), (2, 0)].contains(&(a.min(b), a.max(b))) { 1.0 } else { 0.0 }
        };
        let either = |a: usize, b: usize| {
            f64::max(ring(a, b), f64::from([(3, 1), (4, 2), (2, 0)].contains(&(a.max(b), a.min(b)))))
        };
        assert_eq!(order(5, &either), [0, 2, 4, 1, 3]);
        assert_eq!((order(0, &either), order(1, &either)), (vec![], vec![0]));
    }
}
