//! What closure says of a share, in words.

use crate::lenses::Scene;
use crate::measures::{Proximity, Share, Theme};
use crate::network::{Node, PersonId};

pub(super) fn basis(proximity: &Proximity) -> String {
    match (proximity.hit(), proximity.n_ties()) {
        (Some(hit), n) => format!("fitted on {n} ties, {:.0} % right on hidden ones", hit * 100.0),
        (None, n) => format!("assumed: only {n} ties recorded"),
    }
}

pub(super) fn words(scene: &Scene<'_>, share: &Share, person: &PersonId) -> String {
    let speaks_for = share.log_odds >= 0.0;
    let said = match share.theme {
        Theme::Contacts => contacts(scene, person),
        Theme::Standing if speaks_for => "well connected".to_owned(),
        Theme::Standing => "few ties on record".to_owned(),
        Theme::Circles => circles(scene, person).unwrap_or_else(|| goes("circles", speaks_for)),
        Theme::Position => position(scene, person, speaks_for),
        Theme::Likeness => likeness(scene, share, person),
    };
    format!("{said} (×{:.1})", share.log_odds.exp())
}

/// Ties between groups like theirs are more, or fewer, than their numbers would make them.
fn goes(what: &str, together: bool) -> String {
    format!("{what} that {} go together", if together { "often" } else { "seldom" })
}

fn contacts(scene: &Scene<'_>, person: &PersonId) -> String {
    match scene.mutual(person).len() {
        0 => "no contact shared with you".to_owned(),
        1 => "shares a contact with you".to_owned(),
        n => format!("shares {n} contacts with you"),
    }
}

fn circles(scene: &Scene<'_>, person: &PersonId) -> Option<String> {
    let seat = scene.seat();
    let (departments, communities) = (scene.departments(seat), scene.communities(seat));
    let department = scene.departments(person).into_iter().find(|it| departments.contains(it));
    let community = scene.communities(person).into_iter().find(|it| communities.contains(it));
    let circle = department.map(|it| Node::Department(it.clone())).or(community.map(|it| Node::Community(it.clone())));
    if let Some(circle) = circle {
        return Some(format!("in {} like you", scene.circle_name(&circle)));
    }
    let organization = scene.organization(seat);
    (organization.is_some() && organization == scene.organization(person)).then(|| "at your organization".to_owned())
}

fn position(scene: &Scene<'_>, person: &PersonId, speaks_for: bool) -> String {
    let functions = |id: &PersonId| -> Vec<_> {
        scene.readings(id).iter().flat_map(|it| it.roles.iter().filter_map(|it| it.function)).collect()
    };
    let yours = functions(scene.seat());
    match functions(person).into_iter().find(|it| yours.contains(it)) {
        Some(function) => format!("works on {function} like you"),
        None => goes("positions", speaks_for),
    }
}

fn likeness(scene: &Scene<'_>, share: &Share, person: &PersonId) -> String {
    let value = |id: &PersonId| scene.person(id).and_then(|it| it.attributes.get(&share.most));
    match (value(person), value(scene.seat())) {
        (Some(theirs), Some(yours)) if theirs == yours => format!("{}: {theirs}, like you", share.most),
        (Some(theirs), Some(yours)) if are_numbers([theirs, yours]) => {
            let how = if share.log_odds >= 0.0 { "near" } else { "far from" };
            format!("{}: {theirs}, {how} your {yours}", share.most)
        }
        (Some(theirs), Some(yours)) => format!("{}: {theirs}, yours {yours}", share.most),
        (Some(theirs), None) => format!("{}: {theirs}", share.most),
        (None, _) if share.log_odds >= 0.0 => "marks like yours".to_owned(),
        (None, _) => "no mark in common".to_owned(),
    }
}

fn are_numbers(texts: [&String; 2]) -> bool {
    texts.iter().all(|it| it.trim().parse::<f64>().is_ok())
}
