//! Pairs of people by number, brought in order by counting: quicker than comparing where pairs are many and people few.

/// Two people by number, the smaller first, and what is said of them.
pub(super) type Pair<T> = ((u32, u32), T);

/// Returns the pairs by their first, then by their second number; those of the same two stay in their order.
pub(super) fn sorted<T: Copy>(pairs: Vec<Pair<T>>) -> Vec<Pair<T>> {
    if pairs.is_sorted_by_key(|it| it.0) {
        return pairs;
    }
    let by_second = counted(&pairs, |it| it.0.1);
    counted(&by_second, |it| it.0.0)
}

/// Returns the values by one number each: each takes the next place of its number (Knuth 1998, §5.2, algorithm D).
fn counted<T: Copy>(values: &[T], number: impl Fn(&T) -> u32) -> Vec<T> {
    let mut next = starts(values.iter().map(&number));
    let mut sorted = values.to_vec();
    for value in values {
        let place = &mut next[number(value) as usize];
        sorted[*place] = *value;
        *place += 1;
    }
    sorted
}

/// Returns where the values of each number begin, from 0 on, if they are brought in order.
pub(super) fn starts(numbers: impl Iterator<Item = u32>) -> Vec<usize> {
    let mut counts = Vec::new();
    for number in numbers.map(|it| it as usize) {
        if number >= counts.len() {
            counts.resize(number + 1, 0);
        }
        counts[number] += 1;
    }
    let mut so_far = 0;
    for count in &mut counts {
        (*count, so_far) = (so_far, so_far + *count);
    }
    counts
}

/// Returns a number as pairs keep it.
pub(super) fn index(number: usize) -> u32 {
    u32::try_from(number).expect("fewer than four thousand million people")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop, prop_assert_eq, proptest};

    use super::sorted;

    proptest! {
        #[test]
        fn counting_sorts_as_comparing_does(pairs in prop::collection::vec((0..9_u32, 0..9_u32), 0..40)) {
            let pairs: Vec<_> = pairs.into_iter().enumerate().map(|(at, it)| (it, at)).collect();
            let mut expected = pairs.clone();
            expected.sort_by_key(|it| it.0);
            prop_assert_eq!(sorted(pairs), expected);
        }
    }
}
