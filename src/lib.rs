//! Your professional network as a graph, in plain files.
pub mod lenses;
pub mod measures;
pub mod network;
pub mod ranking;
