//! Measures: numbers computed from a network, one a file, its source cited. Pure; no measure knows a lens or a drawing.

mod attendance;
mod bearing;
mod betweenness;
mod constraint;
mod core_number;
mod detour;
mod effective_size;
mod evidenced;
mod grade;
mod hierarchy;
#[cfg(test)]
mod laws;
mod logistic;
mod lot;
mod mixing;
mod one_mode;
mod overdue;
mod pagerank;
mod pairs;
mod peak;
mod proximity;
mod reach;
mod resource_allocation;
mod strength;
mod strengths;
#[cfg(test)]
mod textbook;
mod together;
mod traits;
mod vicinity;
mod warm_path;
mod weighted_betweenness;

pub use betweenness::{EXACT_UP_TO, N_SAMPLED, betweenness, betweenness_from, sources};
pub use constraint::{constraint, constraints, dyadic_constraints};
pub use core_number::core_numbers;
pub use detour::detour;
pub use effective_size::{
    effective_size, effective_sizes, efficiency, gain_of_new_tie, n_ties_among_contacts, unweighted_effective_size,
};
pub use grade::Grade;
pub use hierarchy::hierarchy;
pub use logistic::{Logistic, Observation};
pub use lot::{drawn, lot};
pub use one_mode::OneMode;
pub use overdue::{Cadence, CadenceSource, layer, overdue};
pub use pagerank::{DAMPING, pagerank, pagerank_from, personalized_pagerank};
pub use proximity::{Around, Fit, Fits, Proximity, Share};
pub use reach::reach;
pub use resource_allocation::{
    Candidate, candidates, common_neighbours, resource_allocation, unweighted_resource_allocation,
};
pub use strength::{Evidence, Strength, activity, closeness_decay, combined, noisy_or, qualifies};
pub(crate) use strength::{FAINTEST, MIDDLING};
pub use strengths::Strengths;
pub use together::Together;
pub use traits::{Theme, is_protected};
pub use warm_path::{BETWEEN, HANDOVER, WarmPath, WarmPaths};
pub use weighted_betweenness::{weighted_betweenness, weighted_betweenness_from};
