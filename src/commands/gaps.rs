//! `gaps`: which roles and topics are not covered.

mod words;

use std::collections::BTreeMap;
use std::fmt;

use clap::Args;
use serde::Serialize;

use super::parts::session::Session;
use super::parts::told::{self, Step, rounded};
use crate::error::Error;
use crate::lenses::gaps::{self, SlotGap, State, TopicGap};
use crate::lenses::{Ground, Scene};
use crate::network::PersonId;
use crate::reply::Reply;
use crate::store::Store;

/// Say how each role you need covered stands, and which topics you seek in vain
///
/// A role is unknown (nobody recorded holds it), cold (you hardly know its holders), overdue (nobody met within the
/// wished interval), single-threaded (it hangs by one tie, or has fewer holders than it needs) or covered. What matters
/// most and is covered least comes first. In the first 90 days of a position, what should have been met by now is told.
///
/// Example: acquaint gaps --all
#[derive(Clone, Debug, Args)]
pub(super) struct Gaps {
    /// Also what is covered
    #[arg(long)]
    all: bool,
}

#[derive(Serialize)]
struct SlotTold {
    slot: String,
    label: String,
    state: &'static str,
    importance: f64,
    covered: f64,
    open: f64,
    holders: Vec<String>,
    whom: Option<String>,
    askers: Vec<String>,
    cadence: Option<u32>,
    last_contact: Option<String>,
    planned: Option<String>,
    late: Option<i32>,
    why: String,
    path: Vec<Step>,
    next: Option<String>,
    #[serde(skip)]
    how: String,
}

#[derive(Serialize)]
struct TopicTold {
    topic: String,
    name: String,
    state: &'static str,
    skill: u8,
    teacher: Option<String>,
    teacher_skill: Option<u8>,
    why: String,
    path: Vec<Step>,
    next: Option<String>,
    #[serde(skip)]
    how: String,
}

#[derive(Serialize)]
struct Answer {
    today: String,
    ego: String,
    day: Option<i32>,
    counts: BTreeMap<&'static str, usize>,
    slots: Vec<SlotTold>,
    topics: Vec<TopicTold>,
    #[serde(skip)]
    heading: String,
}

impl Gaps {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let store = session.open()?;
        let ground = Ground::of(store.network(), session.today);
        let scene = Scene::of(&ground, store.network().ego());
        let (slots, topics) = (gaps::slots(&scene), gaps::topics(&scene));
        let shown = |state: &State| self.all || *state != State::Covered;
        Ok(Reply::of(&Answer {
            today: session.today.to_string(),
            ego: store.network().ego().to_string(),
            day: gaps::day(&scene),
            heading: words::heading(&scene, &slots, self.all),
            counts: words::counts(&slots).into_iter().collect(),
            slots: slots.iter().filter(|it| shown(&it.state)).map(|it| slot(&store, &scene, it)).collect(),
            topics: topics.iter().filter(|it| shown(&it.state)).map(|it| topic(&store, &scene, it)).collect(),
        }))
    }
}

fn path(store: &Store, scene: &Scene<'_>, to: Option<&PersonId>) -> (Vec<Step>, String) {
    let Some(reach) = to.and_then(|it| scene.reach(it)) else {
        return (Vec::new(), if to.is_some() { "no warm path is on record".to_owned() } else { String::new() });
    };
    let steps = told::steps(store, scene.ground(), &reach.people);
    let way = told::way(&steps, &reach);
    (steps, way)
}

fn slot(store: &Store, scene: &Scene<'_>, gap: &SlotGap<'_>) -> SlotTold {
    let (path, way) = path(store, scene, gap.whom.as_ref());
    let slot = gap.slot;
    let ids = |people: &[PersonId]| people.iter().map(ToString::to_string).collect();
    SlotTold {
        slot: slot.slot.clone(),
        label: slot.label.clone(),
        state: gap.state.as_str(),
        importance: rounded(slot.importance),
        covered: rounded(slot.covered),
        open: rounded(slot.open()),
        holders: ids(&slot.holders),
        whom: gap.whom.as_ref().map(ToString::to_string),
        askers: ids(&gap.askers),
        cadence: slot.cadence,
        last_contact: gap.last.map(|it| it.to_string()),
        planned: gap.planned.map(|it| it.to_string()),
        late: gap.late,
        why: words::why(scene, gap),
        path,
        next: words::next(store, scene, gap),
        how: words::how(scene, gap, way),
    }
}

fn topic(store: &Store, scene: &Scene<'_>, gap: &TopicGap) -> TopicTold {
    let could = gap.teacher.as_ref().filter(|_| gap.state != State::Unknown).map(|(id, _)| id);
    let (path, how) = path(store, scene, could);
    TopicTold {
        topic: gap.topic.to_string(),
        name: scene.topic_name(&gap.topic),
        state: gap.state.as_str(),
        skill: gap.skill,
        teacher: gap.teacher.as_ref().map(|(id, _)| id.to_string()),
        teacher_skill: gap.teacher.as_ref().map(|(_, level)| *level),
        why: words::why_topic(scene, gap),
        path,
        next: Some(words::next_for_topic(scene, gap)),
        how,
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.heading)?;
        for it in &self.slots {
            let open = format!("{:.2}", it.open);
            words::paragraph(
                f,
                &it.label,
                &open,
                it.state,
                [&it.why, &it.how, it.next.as_deref().unwrap_or_default()],
            )?;
        }
        for it in &self.topics {
            let level = format!("{} of 5", it.skill);
            words::paragraph(
                f,
                &it.name,
                &level,
                it.state,
                [&it.why, &it.how, it.next.as_deref().unwrap_or_default()],
            )?;
        }
        Ok(())
    }
}
