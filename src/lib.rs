//! Your professional network as a graph, in plain files.
pub mod measures;
pub mod network;
