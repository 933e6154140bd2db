//! What closure says of a factor, in words.

use crate::lenses::Scene;
use crate::measures::Proximity;
use crate::network::PersonId;

pub(super) fn basis(proximity: &Proximity) -> String {
    match (proximity.is_fitted(), proximity.n_ties()) {
        (true, n) => format!("fitted on {n} ties"),
        (false, n) => format!("assumed: only {n} ties recorded"),
    }
}

pub(super) fn words(scene: &Scene<'_>, name: &str, person: &PersonId, value: f64, slope: f64) -> String {
    let ratio = (slope * value).exp();
    match name {
        _ if value <= 0.0 => format!("no {name} in common"),
        "contacts" => format!("shares {} with you (×{ratio:.1})", shared_contacts(scene, person)),
        "department" if value < 1.0 => format!("a department beside yours (×{ratio:.1})"),
        "department" => format!("your department (×{ratio:.1})"),
        "community" => format!("a community of yours (×{ratio:.1})"),
        "organization" if value < 1.0 => format!("once at one organization with you (×{ratio:.1})"),
        "organization" => format!("at your organization (×{ratio:.1})"),
        _ => format!("a position like yours (×{ratio:.1})"),
    }
}

fn shared_contacts(scene: &Scene<'_>, person: &PersonId) -> String {
    match scene.mutual(person).len() {
        1 => "a contact".to_owned(),
        n => format!("{n} contacts"),
    }
}
