//! Measures: numbers computed from a network, one a file, its source cited. Pure; no measure knows a lens or a drawing.

mod one_mode;
mod overdue;
mod strength;
mod warm_path;

pub use one_mode::OneMode;
pub use overdue::{Cadence, layer, overdue};
pub use strength::{Evidence, Strength, Strengths, activity, closeness_decay, combined};
pub use warm_path::{HANDOVER, WarmPath, WarmPaths};
