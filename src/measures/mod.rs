//! Measures: numbers computed from a network, one a file, its source cited. Pure; no measure knows a lens or a drawing.

mod logistic;
mod one_mode;
mod overdue;
mod profile;
mod proximity;
mod strength;
mod warm_path;

pub use logistic::{Logistic, Observation};
pub use one_mode::OneMode;
pub use overdue::{Cadence, CadenceSource, layer, overdue};
pub use proximity::{Proximity, Shares};
pub use strength::{Evidence, Strength, Strengths, activity, closeness_decay, combined};
pub use warm_path::{HANDOVER, WarmPath, WarmPaths};
