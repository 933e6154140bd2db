//! What lenses work out once a seat: each is the work of one lens, and made when that lens first asks.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use crate::lenses::dormancy::Peak;
use crate::lenses::introduce::Introductions;
use crate::lenses::peer::Peers;
use crate::lenses::talents::Lessons;
use crate::network::{Meeting, PersonId};

/// What lenses work out once a seat.
#[derive(Debug, Default)]
pub(in crate::lenses) struct Kept<'n> {
    /// What others can teach the seat.
    pub(in crate::lenses) teachers: OnceCell<Lessons<'n>>,
    /// What the seat can teach others.
    pub(in crate::lenses) learners: OnceCell<Lessons<'n>>,
    /// Whom the seat mentors.
    pub(in crate::lenses) mentees: OnceCell<Vec<&'n PersonId>>,
    /// The last success of the last year with each person.
    pub(in crate::lenses) successes: OnceCell<HashMap<&'n PersonId, &'n Meeting>>,
    /// Who does what the seat does, and who does not.
    pub(in crate::lenses) peers: OnceCell<Peers<'n>>,
    /// Who could be introduced to whom, and who not.
    pub(in crate::lenses) introductions: OnceCell<Introductions<'n>>,
    /// How strong ties were at their best, as far as anybody asked.
    pub(in crate::lenses) peaks: RefCell<HashMap<&'n PersonId, Option<Peak<'n>>>>,
}
