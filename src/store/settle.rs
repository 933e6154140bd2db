//! Transactions that settle what a merge left open: lines about conflicts go and come with the changes.

use super::commit::{Commit, Committed, Outcome, revised};
use super::{Error, Marks};
use crate::network::Revision;

impl Commit<'_> {
    /// Runs `op` as [`Commit::run`] does; it says, too, which lines about conflicts go or come with what it changes.
    ///
    /// # Errors
    /// Whatever [`Commit::run`] fails with.
    pub fn settle<A, E: From<Error>>(
        &self,
        mut op: impl FnMut(&mut Revision<'_>) -> Result<(A, String, Marks), E>,
    ) -> Result<Committed<A>, E> {
        self.transact(&mut |network| {
            let mut marks = Marks::default();
            let outcome = revised(network, &mut |revision: &mut Revision<'_>| {
                let (answer, words, told) = op(revision)?;
                marks = told;
                Ok::<_, E>((answer, words))
            })?;
            Ok(Outcome { marks, ..outcome })
        })
    }
}
