//! Your professional network as a graph, in plain files.
pub mod network;
