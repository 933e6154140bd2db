//! What several commands share: the session, who and when is meant, and how answers are told.

#[cfg(test)]
mod asides;
pub(crate) mod candidates;
pub(crate) mod circles;
pub(crate) mod differences;
pub(crate) mod due;
pub(crate) mod fields;
pub(crate) mod fits;
pub(crate) mod given;
pub(crate) mod meetings;
pub(crate) mod past;
pub(crate) mod position;
pub(crate) mod recalled;
#[cfg(test)]
mod refusals;
pub(crate) mod scored;
pub(crate) mod session;
pub(crate) mod strip;
pub(crate) mod table;
pub(crate) mod told;
pub(crate) mod typed;
pub(crate) mod unit_fields;
pub(crate) mod units;
pub(crate) mod when;
pub(crate) mod who;
pub(crate) mod written;
