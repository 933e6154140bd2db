//! What names a record follows its id: ties, meetings, heads, slots, places, memberships. Where the new id is that of a
//! record there is already, as in a merge, what both had becomes one.

use super::{
    Choice, Community, CommunityId, Department, DepartmentId, Differing, Key, Meeting, Organization, OrganizationId,
    Person, PersonId, Record, Revision, Tie, Topic, TopicId, uniting,
};

mod asked;

/// What became of ties and meetings that followed a person's id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Followed {
    /// How many ties follow.
    pub ties: usize,
    /// The records that were there under the new id already: one is left of two.
    pub united: Vec<United>,
    /// The ties that fell away: their two ends are one person now.
    pub fallen_ties: Vec<Tie>,
    /// How many meetings follow.
    pub meetings: usize,
    /// The meetings that have a number now, since another one of that day differs from them.
    pub numbered_meetings: Vec<Meeting>,
    /// The meetings that fell away: nobody is left whom ego could have met there.
    pub fallen_meetings: Vec<Meeting>,
}

/// A record in which another one went up.
#[derive(Clone, Debug, PartialEq)]
pub struct United {
    /// The record that is left.
    pub key: Key,
    /// The fields in which the two differed.
    pub differing: Vec<Differing>,
}

/// A record whose id others name.
pub trait Followable: Record {
    /// Lets everything that names `old` name `new`; the record itself is the caller's.
    fn follow(revision: &mut Revision<'_>, old: &Self::Id, new: &Self::Id) -> Followed;
}

/// Returns copies of the records of a kind that fit: they can be changed then.
fn those<R: Record>(revision: &Revision<'_>, fits: impl Fn(&R) -> bool) -> Vec<R> {
    revision.all::<R>().values().filter(|it| fits(it)).cloned().collect()
}

/// Changes all records of a kind that `change` makes different; they do no more than follow.
fn follow_all<R: Record>(revision: &mut Revision<'_>, change: impl Fn(&mut R)) {
    let changed = |before: &R| {
        let mut after = before.clone();
        change(&mut after);
        (after != *before).then_some(after)
    };
    let changed: Vec<R> = revision.all::<R>().values().filter_map(changed).collect();
    for record in changed {
        revision.follows(R::key(record.id()));
        revision.put(record);
    }
}

/// Puts `new` in the place of `old`, once.
fn replaced<Id: PartialEq + Clone>(list: &mut Vec<Id>, old: &Id, new: &Id) {
    if !list.contains(old) {
        return;
    }
    list.iter_mut().filter(|it| *it == old).for_each(|it| *it = new.clone());
    let first = list.iter().position(|it| it == new);
    let mut at = 0..;
    list.retain(|it| at.next() == first || it != new);
}

impl Revision<'_> {
    /// Removes what a person who goes was asked and asked for, and what was said of suggesting them; returns how many
    /// records that were.
    pub fn forget_asks(&mut self, id: &PersonId) -> usize {
        asked::without(self, id)
    }

    /// Lets no ask be about a topic that goes.
    pub fn forget_topic(&mut self, id: &TopicId) {
        asked::topic(self, id, None);
    }
}

impl Followable for Person {
    fn follow(revision: &mut Revision<'_>, old: &PersonId, new: &PersonId) -> Followed {
        let mut followed = Followed::default();
        let was_ego = revision.ego() == old;
        settings(revision, old, new);
        ties(revision, old, new, &mut followed);
        let concerned = |it: &Meeting| it.with.contains(old) || (was_ego && it.with.contains(new)) && it.company() >= 2;
        for meeting in those::<Meeting>(revision, concerned) {
            follow_meeting(revision, meeting, (old, new), &mut followed);
        }
        asked::person(revision, old, new);
        follow_all(revision, |it: &mut Department| {
            if it.head.as_ref() == Some(old) {
                it.head = Some(new.clone());
            }
        });
        followed
    }
}

fn settings(revision: &mut Revision<'_>, old: &PersonId, new: &PersonId) {
    let mut settings = revision.settings().clone();
    if settings.ego == *old {
        settings.ego = new.clone();
    }
    let (old, new) = (old.to_string(), new.to_string());
    settings.slots.iter_mut().for_each(|slot| replaced(&mut slot.held_by, &old, &new));
    revision.follows(Key::Network);
    revision.set(settings);
}

fn ties(revision: &mut Revision<'_>, old: &PersonId, new: &PersonId, followed: &mut Followed) {
    for mut tie in those::<Tie>(revision, |tie| tie.other(old).is_some()) {
        let before = revision.remove::<Tie>(&tie.id());
        let was_one = tie.from == tie.to;
        let follow = |end: &mut PersonId| *end = if end == old { new.clone() } else { end.clone() };
        follow(&mut tie.from);
        follow(&mut tie.to);
        if tie.from == tie.to && !was_one {
            followed.fallen_ties.extend(before);
            continue;
        }
        before.iter().for_each(|it| revision.follows(Tie::key(it.id())));
        if let Some(there) = revision.ties().get(&tie.id()).cloned() {
            let mut choice = Choice::default();
            tie = uniting::ties(&there, &tie, &mut choice);
            followed.united.push(United { key: Tie::key(tie.id()), differing: choice.differing });
        } else {
            revision.follows(Tie::key(tie.id()));
            followed.ties += 1;
        }
        revision.put(tie);
    }
}

fn follow_meeting(
    revision: &mut Revision<'_>,
    mut meeting: Meeting,
    (old, new): (&PersonId, &PersonId),
    followed: &mut Followed,
) {
    let before = meeting.clone();
    revision.remove::<Meeting>(&before.id());
    replaced(&mut meeting.with, old, new);
    if revision.ego() == new && meeting.with.contains(new) {
        meeting.with.retain(|it| it != new);
        meeting.without_ego = false;
    }
    if meeting.company() < 2 && before.company() >= 2 {
        followed.fallen_meetings.push(before);
        return;
    }
    revision.follows(Meeting::key(before.id()));
    match revision.meetings().get(&meeting.id()).cloned() {
        None => followed.meetings += 1,
        Some(there) if uniting::is_one_event(&there, &meeting) => {
            meeting = uniting::meetings(&there, &meeting);
            followed.united.push(United { key: Meeting::key(meeting.id()), differing: Vec::new() });
        }
        Some(_) => {
            let free = (2..).find(|&n| {
                let numbered = Meeting { again: n, ..meeting.clone() };
                !revision.meetings().contains_key(&numbered.id())
            });
            meeting.again = free.unwrap_or(u32::MAX);
            followed.numbered_meetings.push(meeting.clone());
        }
    }
    revision.follows(Meeting::key(meeting.id()));
    revision.put(meeting);
}

impl Followable for Organization {
    fn follow(revision: &mut Revision<'_>, old: &OrganizationId, new: &OrganizationId) -> Followed {
        let mut followed = Followed::default();
        for department in those::<Department>(revision, |it| it.id.organization() == *old) {
            let unit = department.id.as_str().split_once('/').map_or("", |(_, unit)| unit);
            // Both parts are of ids, so that the whole is one.
            let Ok(to) = DepartmentId::within(new, unit) else { continue };
            followed.united.extend(move_department(revision, department, &to));
        }
        follow_all(revision, |it: &mut Department| {
            if it.at.as_ref() == Some(old) {
                it.at = Some(new.clone());
            }
        });
        follow_all(revision, |person: &mut Person| {
            person.positions.iter_mut().filter(|it| it.at.as_ref() == Some(old)).for_each(|it| {
                it.at = Some(new.clone());
            });
            person.positions = uniting::positions(&person.positions, &[]);
        });
        followed
    }
}

/// Moves a department to another id, or into the one that has it, which is returned then.
fn move_department(revision: &mut Revision<'_>, department: Department, to: &DepartmentId) -> Option<United> {
    let from = department.id.clone();
    let at = department.at.as_ref().map(|_| to.organization());
    let mut moved = Department { id: to.clone(), at, ..department };
    revision.remove::<Department>(&from);
    let mut united = None;
    if let Some(there) = revision.departments().get(to) {
        let mut choice = Choice::default();
        moved = uniting::departments(there, &Department { id: from.clone(), ..moved }, &mut choice);
        united = Some(United { key: Key::Department(to.clone()), differing: choice.differing });
    }
    for id in [&from, to] {
        revision.follows(Key::Department(id.clone()));
    }
    revision.put(moved);
    Department::follow(revision, &from, to);
    united
}

impl Followable for Department {
    fn follow(revision: &mut Revision<'_>, old: &DepartmentId, new: &DepartmentId) -> Followed {
        follow_all(revision, |it: &mut Department| {
            if it.within.as_ref() == Some(old) && it.id != *new {
                it.within = Some(new.clone());
            }
        });
        follow_all(revision, |person: &mut Person| {
            let there = |it: &&mut super::Position| it.department.as_ref() == Some(old);
            person.positions.iter_mut().filter(there).for_each(|it| {
                it.department = Some(new.clone());
                it.at =
                    it.at.as_ref().map(|at| if *at == old.organization() { new.organization() } else { at.clone() });
            });
            person.positions = uniting::positions(&person.positions, &[]);
        });
        Followed::default()
    }
}

impl Followable for Community {
    fn follow(revision: &mut Revision<'_>, old: &CommunityId, new: &CommunityId) -> Followed {
        follow_all(revision, |person: &mut Person| replaced(&mut person.communities, old, new));
        Followed::default()
    }
}

impl Followable for Topic {
    fn follow(revision: &mut Revision<'_>, old: &TopicId, new: &TopicId) -> Followed {
        let levels = revision.people().values().filter_map(|person| {
            let (kept, left) =
                (person.skills.get(new)?, person.skills.get(old).filter(|it| person.skills[new] != **it)?);
            let differing = Differing { field: "skills", kept: kept.to_string(), left: left.to_string() };
            Some(United { key: Key::Person(person.id.clone()), differing: vec![differing] })
        });
        let followed = Followed { united: levels.collect(), ..Followed::default() };
        follow_all(revision, |person: &mut Person| {
            replaced(&mut person.seeks, old, new);
            replaced(&mut person.offers, old, new);
            if let Some(level) = person.skills.remove(old) {
                person.skills.entry(new.clone()).or_insert(level);
            }
        });
        follow_all(revision, |meeting: &mut Meeting| replaced(&mut meeting.about, old, new));
        asked::topic(revision, old, Some(new));
        followed
    }
}
