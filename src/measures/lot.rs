//! Lots: numbers that look drawn and are always the same.

/// Returns a fixed number for two numbers below 2³², whichever comes first.
#[must_use]
pub fn lot(one: usize, other: usize) -> u64 {
    mixed((one.min(other) as u64) << 32 | one.max(other) as u64)
}

/// Returns the number drawn for something the `n`-th time.
#[must_use]
pub fn drawn(n: usize, of: u64) -> u64 {
    mixed(of ^ mixed(n as u64))
}

/// The generator SplitMix64 and its finaliser (Steele, Lea & Flood 2014, OOPSLA 453).
fn mixed(number: u64) -> u64 {
    let mut it = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    it = (it ^ it >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    it = (it ^ it >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    it ^ it >> 31
}

#[cfg(test)]
mod tests {
    use super::{drawn, lot};

    #[test]
    fn lots_are_as_many_as_they_should_be() {
        let share = |n: usize| (0..10_000).filter(|&it| drawn(n, lot(it, it + 7)).is_multiple_of(5)).count();
        assert!((1_880..2_120).contains(&share(0)) && (1_880..2_120).contains(&share(1)));
        let both = |it: &usize| (0..2).all(|n| drawn(n, lot(*it, *it + 7)).is_multiple_of(5));
        assert!((340..460).contains(&(0..10_000).filter(both).count()), "one draw says nothing of the next");
    }
}
