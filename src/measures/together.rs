//! Together: ties that were first seen at the same meeting. To hide one of them and look at it over the others proves
//! nothing: whoever was there knows everybody there. So they are hidden together.

use super::pairs::{Pair, sorted};

/// Of each two people who met in a company of three or more, the pair that stands for that meeting.
#[derive(Clone, Debug, Default)]
pub struct Together(Vec<Pair<(u32, u32)>>);

impl Together {
    /// Notes everybody who was at a meeting, by ascending number. Meetings come in order of date.
    pub(super) fn met(&mut self, there: &[usize]) {
        let number = |it: usize| u32::try_from(it).unwrap_or(u32::MAX);
        let [one, other, _, ..] = there else { return };
        let stands = (number(*one), number(*other));
        for (at, &u) in there.iter().enumerate() {
            self.0.extend(there[at + 1..].iter().map(|&v| ((number(u), number(v)), stands)));
        }
    }

    /// Keeps of each pair the first meeting.
    pub(super) fn settle(&mut self) {
        self.0 = sorted(std::mem::take(&mut self.0));
        self.0.dedup_by_key(|it| it.0);
    }

    /// Returns the pair that stands for the meeting at which two people first met in company; they themselves if they
    /// never did.
    #[must_use]
    pub fn standing_for(&self, u: usize, v: usize) -> (usize, usize) {
        let pair = (u.min(v), u.max(v));
        let found = self.0.binary_search_by_key(&pair, |it| (it.0.0 as usize, it.0.1 as usize));
        found.map_or(pair, |at| (self.0[at].1.0 as usize, self.0[at].1.1 as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::Together;

    #[test]
    fn who_met_in_company_goes_together() {
        let mut together = Together::default();
        together.met(&[2, 5, 7]);
        together.met(&[5, 7, 9]);
        together.met(&[1, 3]);
        together.settle();
        assert_eq!([together.standing_for(7, 5), together.standing_for(2, 7)], [(2, 5); 2]);
        assert_eq!(together.standing_for(9, 7), (5, 7));
        assert_eq!(together.standing_for(3, 1), (1, 3), "a meeting of two proves nothing of others");
    }
}
