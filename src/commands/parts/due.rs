//! When contact with somebody is due: by the interval ego wishes for, or one a role asks for.

use crate::lenses::Scene;
use crate::measures::Cadence;
use crate::network::{Date, Person};

/// Returns the interval that holds for a person and the days past it since `last`, below 0 while contact is not due; none
/// where neither ego nor a slot asks for one.
pub(crate) fn due(scene: &Scene<'_>, person: &Person, last: Option<Date>) -> Option<(Cadence, i32)> {
    let slot = if person.cadence.is_none() { Some(scene.cadence_by_slot(&person.id)?) } else { None };
    let cadence = Cadence::of(person, slot, usize::MAX);
    Some((cadence, cadence.days_over(last?, scene.today())))
}
