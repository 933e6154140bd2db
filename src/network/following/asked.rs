//! Asks and skips follow the ids they name. What they name is what tells one from another, so each is taken out and put
//! back; where its like stands there already, one is left of two.

use crate::network::{Ask, PersonId, Record, Revision, Skip, TopicId};

/// Lets the asks of a person, those for a way to them and their skips name `new`.
pub(super) fn person(revision: &mut Revision<'_>, old: &PersonId, new: &PersonId) {
    let now = |id: &PersonId| if id == old { new.clone() } else { id.clone() };
    let named = |it: &Ask| it.of == *old || it.to.as_ref() == Some(old);
    moved(revision, named, |ask| {
        let moved = Ask { of: now(&ask.of), to: ask.to.as_ref().map(now), ..ask };
        // Nobody is asked for a way to themself.
        (moved.to.as_ref() != Some(&moved.of)).then_some(moved)
    });
    moved(revision, |it: &Skip| it.who == *old, |skip| Some(Skip { who: new.clone(), ..skip }));
}

/// Lets the asks about a topic name `new`, or none.
pub(super) fn topic(revision: &mut Revision<'_>, old: &TopicId, new: Option<&TopicId>) {
    let about = |it: &Ask| it.about.as_ref() == Some(old);
    moved(revision, about, |ask| Some(Ask { about: new.cloned(), ..ask }));
}

/// Takes out what a person who goes was asked and is asked for, and what was said of suggesting them; returns how many.
pub(super) fn without(revision: &mut Revision<'_>, id: &PersonId) -> usize {
    let asks = super::those(revision, |it: &Ask| it.of == *id || it.to.as_ref() == Some(id));
    let skips = super::those(revision, |it: &Skip| it.who == *id);
    asks.iter().for_each(|it| drop(revision.remove::<Ask>(&it.id())));
    skips.iter().for_each(|it| drop(revision.remove::<Skip>(&it.id())));
    asks.len() + skips.len()
}

fn moved<R: Record>(revision: &mut Revision<'_>, named: impl Fn(&R) -> bool, change: impl Fn(R) -> Option<R>) {
    for record in super::those(revision, named) {
        revision.remove::<R>(&record.id());
        revision.follows(R::key(record.id()));
        let Some(record) = change(record).filter(|it| revision.get::<R>(&it.id()).is_none()) else { continue };
        revision.follows(R::key(record.id()));
        revision.put(record);
    }
}
