//! Your professional network as a graph, in plain files: whom to meet next, why, and how to get there.
//!
//! Records are the truth; the graph is derived from them; every suggestion and every picture is derived from the graph
//! and today's date. The modules in reading order:
//!
//! - [`network`]: people, organizations, departments, communities, topics, ties and meetings, and the graph they form
//! - [`measures`]: numbers computed from a network, one a file
//! - [`lenses`]: reasons to meet somebody, one a file
//! - [`ranking`]: what the lenses see, made into suggestions
//! - [`evaluation`]: how well suggestions do on what was hidden from them
//! - [`sociogram`]: the drawing, as data, as DOT, as SVG, as a page
//! - [`formats`]: what other programs write
//! - [`store`]: the network on disk
//! - [`commands`]: what one types

pub mod commands;
pub mod error;
pub mod evaluation;
pub mod formats;
pub mod lenses;
pub mod measures;
pub mod network;
pub mod ranking;
pub mod reply;
pub mod sociogram;
pub mod store;
