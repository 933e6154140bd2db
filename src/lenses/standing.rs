//! Standing: what the level of a title counts.

use super::Scene;
use crate::network::PersonId;
use crate::network::title::Level;

/// Returns what a level counts, 0..1 (our defaults, no published value).
pub(super) fn standing(level: Level) -> f64 {
    match level {
        Level::Board | Level::CLevel => 1.0,
        Level::Vp => 0.85,
        Level::Head => 0.7,
        Level::Manager => 0.5,
        Level::Individual => 0.3,
    }
}

/// Returns the highest level a person's current titles name, if any can be read.
pub(super) fn highest(scene: &Scene<'_>, person: &PersonId) -> Option<Level> {
    let titles = scene.readings(person);
    titles.iter().flat_map(|it| &it.roles).map(|it| it.level).min()
}
