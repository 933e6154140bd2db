//! What records say, as text: each change as the program would write its record before and after, on one line. It lets
//! edits of all kinds of record be told apart by their texts alone.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::write::{self, Shape};
use crate::network::change::each;
use crate::network::{Change, Edit, Key, Kind, Settings, of_kind};

/// A change in texts.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) key: Key,
    /// What the record says before; none if it is new.
    pub(super) before: Option<String>,
    /// What it says after; none if it goes.
    pub(super) after: Option<String>,
}

impl Said {
    pub(super) fn of(change: &Change) -> Self {
        let (before, after) = each!(change, edit => sides(edit), head => sides(head));
        Self { key: change.key(), before, after }
    }
}

fn sides<R: Serialize>(edit: &Edit<R>) -> (Option<String>, Option<String>) {
    let line = |it: &Option<R>| it.as_ref().and_then(|it| write::record(it, Shape::Line).ok());
    (line(&edit.before), line(&edit.after))
}

/// Returns what a text of a record says in another layout; none if it is no record of that kind.
pub(super) fn relaid(kind: Kind, text: &str, shape: Shape) -> Option<String> {
    fn again<R: Serialize + DeserializeOwned>(text: &str, shape: Shape) -> Option<String> {
        let record = write::options().from_str::<R>(text).ok()?;
        write::record(&record, shape).ok()
    }
    of_kind!(kind, R => again::<R>(text, shape), head => again::<Settings>(text, shape))
}
