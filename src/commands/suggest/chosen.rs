//! Which of the suggestions are asked for: by topic, organization, department, and whether they are new.

use super::Suggest;
use crate::commands::parts::circles::Circles;
use crate::commands::parts::session::Session;
use crate::commands::parts::who;
use crate::error::Error;
use crate::lenses::{About, Scene};
use crate::network::{Network, PersonId, Topic, TopicId};

/// What was asked for.
#[derive(Debug)]
pub(super) struct Chosen {
    pub(super) topic: Option<TopicId>,
    circles: Circles,
}

impl Chosen {
    pub(super) fn of(asked: &Suggest, session: &Session, network: &Network) -> Result<Self, Error> {
        let topic = asked.topic.as_deref().map(|it| who::named::<Topic>(session, network, it)).transpose()?;
        let words = (asked.at.as_deref(), asked.department.as_deref(), None);
        Ok(Self { topic, circles: Circles::meant(session, network, words)? })
    }

    /// Returns whether a suggestion is asked for; of a pair, whether both are.
    pub(super) fn fits(&self, scene: &Scene<'_>, about: &About) -> bool {
        match about {
            About::Person(id) => self.fits_person(scene, id),
            About::Pair(one, other) => self.fits_person(scene, one) && self.fits_person(scene, other),
            About::Slot(id) => self.circles.is_empty() && self.topic.as_ref().is_none_or(|it| is_about(scene, id, it)),
        }
    }

    fn fits_person(&self, scene: &Scene<'_>, id: &PersonId) -> bool {
        let belongs = self.circles.hold(scene.network(), id, scene.today());
        belongs && self.topic.as_ref().is_none_or(|it| concerns(scene, id, it))
    }
}

/// Returns whether the slot names the topic.
fn is_about(scene: &Scene<'_>, slot: &str, topic: &TopicId) -> bool {
    let slots = &scene.network().settings().slots;
    slots.iter().filter(|it| it.id == slot).any(|it| it.topics.iter().any(|it| it == topic.as_str()))
}

/// Returns whether a person knows, offers or seeks a topic, or met about it.
fn concerns(scene: &Scene<'_>, id: &PersonId, topic: &TopicId) -> bool {
    let said = |it: &crate::network::Person| {
        it.skills.contains_key(topic) || it.offers.contains(topic) || it.seeks.contains(topic)
    };
    let met = || scene.ground().strengths().meetings_of(id).iter().any(|it| it.about.contains(topic));
    scene.person(id).is_some_and(said) || met()
}

/// Returns whether it is about somebody the seat has no tie to.
pub(super) fn is_new(scene: &Scene<'_>, about: &About) -> bool {
    matches!(about, About::Person(id) if !scene.is_tied(id))
}
