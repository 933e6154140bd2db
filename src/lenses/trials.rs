//! The lenses on networks made for them: small ones by hand, and rigs of many where one person is clearly right.

mod laws;
pub(super) mod made;
mod rigs;
