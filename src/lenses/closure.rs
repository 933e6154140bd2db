//! Closure: who is around ego that ego has not met?
//!
//! Whom both know and how near they are through others, how many each knows, the circles they move in, their positions
//! and what else is recorded of them, each with the odds ratio that the network's own ties give it (see
//! `measures::Proximity`), against the mean of those who know somebody one knows. Blind to people of whom nothing is
//! recorded. The score holds the product of the ratios against that of the median tie: .5 is "as near as people come who
//! know each other".

mod words;

use words::{basis, words};

use super::sighting::{About, Citation, Factor, Rule, Sighting};
use super::{Lens, Scene};
use crate::measures::{Share, Theme};
use crate::network::{Key, Person, PersonId};

pub(super) const LENS: Lens = Lens {
    name: "closure",
    asks: "Who is around me that I have not met?",
    source: "Kossinets & Watts 2006; Zhou, Lü & Zhang 2009; le Cessie & van Houwelingen 1992",
    weight: 0.6,
    gate,
    rate,
    sight,
    least,
    ..super::PLAIN
};

/// Below these odds a stranger is no suggestion for the mixed list.
const LEAST_ODDS: f64 = 2.0;
/// What changes the odds by less than a twentieth is not told.
const LEAST_TOLD: f64 = 0.05;

fn gate(scene: &Scene<'_>, person: &PersonId) -> Option<String> {
    if scene.is_tied(person) {
        return Some(match scene.last_meeting(person) {
            Some(meeting) => format!("you have met, last on {}", meeting.on),
            None => "you are tied already".to_owned(),
        });
    }
    let blank = "nothing is on record that you could share: no tie, position, community, tag or attribute of theirs";
    is_blank(scene, person).then(|| blank.to_owned())
}

/// Of whom nothing is known that ties could follow, the odds are those of far outside what they were learnt from.
fn is_blank(scene: &Scene<'_>, person: &PersonId) -> bool {
    let strengths = scene.ground().strengths();
    let untied = strengths.number(person).is_none_or(|it| strengths.all().degree(it) == 0);
    let unplaced = |it: &Person| {
        it.positions.is_empty() && it.communities.is_empty() && it.attributes.is_empty() && it.tags.is_empty()
    };
    untied && scene.person(person).is_none_or(unplaced)
}

fn score(scene: &Scene<'_>, log_odds: f64) -> f64 {
    1.0 / (1.0 + (scene.ground().proximity().reference() - log_odds).exp())
}

fn rate(scene: &Scene<'_>, person: &PersonId) -> f64 {
    let log_odds = scene.around().map_or(0.0, |it| scene.ground().proximity().log_odds(it, person));
    score(scene, log_odds)
}

fn sight(scene: &Scene<'_>, person: &PersonId) -> Sighting {
    let proximity = scene.ground().proximity();
    let shares = scene.around().map_or_else(Vec::new, |it| proximity.shares(it, person));
    let factor = |share: &Share| {
        Factor::new(share.theme.as_str(), share.log_odds, 1.0, words(scene, share, person))
            .from(records(scene, person, share))
    };
    let mut factors: Vec<Factor> = shares.iter().map(factor).collect();
    let mut told: Vec<&Factor> = factors.iter().filter(|it| it.value.abs() > LEAST_TOLD).collect();
    told.sort_by(|a, b| b.value.total_cmp(&a.value));
    let mut because: Vec<String> = told.into_iter().take(3).map(|it| it.text.clone()).collect();
    let (all, known) = (shares.iter().map(|it| it.log_odds).sum::<f64>(), proximity.reference());
    let basis = basis(proximity);
    because.push(format!("×{:.1} in all, those who know each other ×{:.1} ({basis})", all.exp(), known.exp()));
    let text = format!("those who know each other ×{:.1}; {basis}", known.exp());
    factors.push(Factor::new("reference", 1.0, -known, text));
    let step = "be where they are once: their review, their circle's next meeting";
    Sighting::new(About::Person(person.clone()), Rule::Odds, factors).because(because).step(step)
}

fn records(scene: &Scene<'_>, person: &PersonId, share: &Share) -> Vec<Citation> {
    match share.theme {
        _ if share.log_odds.abs() <= LEAST_TOLD => Vec::new(),
        Theme::Contacts => {
            // What somebody has to give who knows nobody else is the same however strong the tie.
            let view = scene.ground().strengths().all();
            let shares = |z: &&PersonId| view.number(z).is_some_and(|it| view.degree(it) > 2);
            let ties = scene.mutual(person).into_iter().filter(shares).flat_map(|z| scene.records_of_tie(z, person));
            // The odds are learnt from these, too, and held against those of the mean stranger.
            ties.filter(|it| scene.is_of_two(it)).take(5).map(Citation::bearing).collect()
        }
        Theme::Standing => Vec::new(),
        // Also where it speaks against a tie: without it there is nobody to suggest.
        Theme::Circles | Theme::Position | Theme::Likeness => vec![Citation::supporting(Key::Person(person.clone()))],
    }
}

/// A stranger whose odds are not even doubled is no suggestion for the mixed list.
fn least(scene: &Scene<'_>) -> f64 {
    score(scene, LEAST_ODDS.ln())
}

#[cfg(test)]
mod tests {
    use crate::lenses::trials::made::{gate, network, said, tie, who};

    #[test]
    fn of_whom_nothing_is_on_record_nothing_is_said() {
        let mut network = network([who("ann", ""), who("ben", "in=guild"), who("cyd", ""), who("dee", "")]);
        tie(&mut network, "me-cyd cyd-dee");
        assert!(gate("closure", &network, "ann").starts_with("nothing is on record that you could share"));
        assert!(said("closure", &network, "ben").is_ok(), "a circle is something");
        assert!(said("closure", &network, "dee").is_ok(), "so is a tie");
        assert_eq!(gate("closure", &network, "cyd"), "you are tied already");
    }
}
