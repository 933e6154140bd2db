//! Deeds: single records that might bring somebody up the list, the likeliest to be so of each kind.

use crate::lenses::{Coverage, Ground, Scene, can_teach};
use crate::network::role::Scope;
use crate::network::{Change, CommunityId, DepartmentId, Network, Node, Person, PersonId, Tie, TieKind, TopicId};

/// A tie of this strength on is strong enough to carry a request.
const STRONG: f64 = 0.5;
/// From this coverage on a circle is no new one.
const COVERED: f64 = 0.5;
/// At most so many of one kind are tried.
const TRIED: usize = 2;

/// A single record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Somebody the seat knows well knows them.
    Tie(PersonId),
    /// They work in a department.
    Department(DepartmentId),
    /// They belong to a community.
    Community(CommunityId),
    /// The seat seeks a topic they know.
    Seeks(TopicId),
    /// Ego is so close to them, 1..5.
    Closeness(u8),
    /// They hold a slot by ego's word.
    Holds(String),
}

/// Returns the deeds to try by kind; within a kind the smallest or likeliest first.
pub(super) fn deeds(scene: &Scene<'_>, id: &PersonId) -> Vec<Vec<Deed>> {
    let Some(person) = scene.person(id) else { return Vec::new() };
    let mut all = vec![ties(scene, id), departments(scene, person), communities(scene, person), topics(scene, person)];
    if scene.is_ego() {
        let closer = [3, 5].into_iter().filter(|it| person.closeness.unwrap_or(0) < *it);
        all.push(closer.map(Deed::Closeness).collect());
        all.push(slots(scene, id));
    }
    all.into_iter().map(|kind| kind.into_iter().take(TRIED).collect()).collect()
}

fn ties(scene: &Scene<'_>, id: &PersonId) -> Vec<Deed> {
    let view = scene.ground().acquainted();
    let knows = |it: &PersonId| view.between(it, id);
    let strangers = |it: &&PersonId| *it != id && knows(it) < TieKind::Knows.default_strength();
    let strong = scene.candidates().filter(strangers).map(|it| (scene.strength(it), it));
    let mut strong: Vec<_> = strong.filter(|it| it.0 >= STRONG).collect();
    strong.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    strong.into_iter().map(|(_, it)| Deed::Tie(it.clone())).collect()
}

/// Returns the least covered of some circles that are not covered.
fn least<I: Ord + Clone>(scene: &Scene<'_>, circles: impl Iterator<Item = I>, node: fn(I) -> Node) -> Option<I> {
    let open = circles.map(|it| (scene.coverage_by_ties(&node(it.clone())), it)).filter(|it| it.0 < COVERED);
    open.min_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(&b.1))).map(|(_, it)| it)
}

fn departments(scene: &Scene<'_>, person: &Person) -> Vec<Deed> {
    let position = person.position_on(scene.today()).filter(|it| it.department.is_none());
    let Some(at) = position.and_then(|it| it.at.as_ref()) else { return Vec::new() };
    let all = scene.network().departments().keys().filter(|it| it.organization() == *at).cloned();
    least(scene, all, Node::Department).into_iter().map(Deed::Department).collect()
}

fn communities(scene: &Scene<'_>, person: &Person) -> Vec<Deed> {
    if !person.communities.is_empty() {
        return Vec::new();
    }
    let all = scene.network().communities().keys().cloned();
    least(scene, all, Node::Community).into_iter().map(Deed::Community).collect()
}

fn topics(scene: &Scene<'_>, person: &Person) -> Vec<Deed> {
    let Some(seat) = scene.person(scene.seat()) else { return Vec::new() };
    let yours = |topic: &TopicId| seat.skills.get(topic).copied().unwrap_or(0);
    let could = |it: &(&TopicId, &u8)| can_teach(*it.1, yours(it.0)) && !seat.seeks.contains(it.0);
    let mut known: Vec<_> = person.skills.iter().filter(could).collect();
    known.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
    known.into_iter().map(|(topic, _)| Deed::Seeks(topic.clone())).collect()
}

/// Slots no title can tell, and those of the person's own function: nobody else would be named in one.
fn slots(scene: &Scene<'_>, id: &PersonId) -> Vec<Deed> {
    let inside = scene.organization(id).is_some() && scene.organization(id) == scene.organization(scene.seat());
    let mut open: Vec<&Coverage> = scene.slots().iter().filter(|it| !it.each && !it.holders.contains(id)).collect();
    open.sort_by(|a, b| b.open().total_cmp(&a.open()).then_with(|| a.slot.cmp(&b.slot)));
    let fits = |it: &&Coverage| {
        let slots = &scene.network().settings().slots;
        slots.iter().find(|slot| slot.id == it.slot).is_some_and(|slot| {
            (slot.scope == Scope::Inside) == inside && (slot.is_held_by_word() || scene.works_on(id, &it.functions))
        })
    };
    open.into_iter().filter(fits).map(|it| Deed::Holds(it.slot.clone())).collect()
}

impl Deed {
    /// Returns the ground of the copy on which it was done, with all of the scene's ground that it leaves as it was.
    pub(super) fn ground<'c, 'n: 'c>(&self, copy: &'c Network, scene: &Scene<'n>) -> Ground<'c> {
        let (before, mut ground) = (scene.ground(), Ground::of(copy, scene.today()));
        if !matches!(self, Self::Tie(_) | Self::Closeness(_)) {
            ground = ground.with_strengths_of(before);
        }
        if matches!(self, Self::Seeks(_) | Self::Holds(_) | Self::Community(_)) {
            ground = ground.with_teams_of(before);
        }
        if matches!(self, Self::Seeks(_) | Self::Holds(_) | Self::Closeness(_)) {
            ground = ground.with_odds_of(before);
        }
        ground
    }

    /// Does it on a copy of the scene's network and returns what changed.
    pub(super) fn done(&self, copy: &mut Network, scene: &Scene<'_>, id: &PersonId) -> Vec<Change> {
        let mut revision = copy.revise();
        let of = |id: &PersonId| scene.person(id).cloned();
        match self {
            Self::Tie(alter) => revision.put(Tie::between(alter.clone(), id.clone(), TieKind::Knows)),
            Self::Holds(slot) => {
                let mut settings = scene.network().settings().clone();
                let held = settings.slots.iter_mut().filter(|it| it.id == *slot);
                held.for_each(|it| it.held_by.push(id.to_string()));
                revision.set(settings);
            }
            Self::Seeks(topic) => of(scene.seat()).into_iter().for_each(|mut seat| {
                seat.seeks.push(topic.clone());
                revision.put(seat);
            }),
            other => of(id).into_iter().for_each(|mut person| {
                other.told(&mut person, scene);
                revision.put(person);
            }),
        }
        revision.finish()
    }

    /// Writes into the person's record what is theirs.
    fn told(&self, person: &mut Person, scene: &Scene<'_>) {
        match self {
            Self::Department(department) => {
                let held = person.positions.iter_mut().find(|it| it.held_on(scene.today()));
                held.into_iter().for_each(|it| it.department = Some(department.clone()));
            }
            Self::Community(community) => person.communities.push(community.clone()),
            Self::Closeness(closeness) => person.closeness = Some(*closeness),
            Self::Tie(_) | Self::Seeks(_) | Self::Holds(_) => {}
        }
    }
}
