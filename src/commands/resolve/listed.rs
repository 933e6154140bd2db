//! What `resolve` lists: conflicts that are open, and ids of before that something still names.

use std::fmt;

use serde::Serialize;

use super::moved;
use crate::commands::parts::told::counted;
use crate::network::three_way::{Matter, Side};
use crate::network::{Key, Network};
use crate::reply::Reply;
use crate::store::{self, Unsettled, value_text};

#[derive(Serialize)]
struct Open {
    file: String,
    line: usize,
    kind: String,
    id: String,
    field: Option<String>,
    theirs: Option<serde_json::Value>,
    removed: Option<&'static str>,
    #[serde(skip)]
    words: String,
}

#[derive(Serialize)]
struct Listed {
    conflicts: Vec<Open>,
    moved: Vec<(String, String)>,
}

/// Returns whether a record is the one of that id, or a tie or meeting of it.
pub(super) fn concerns(key: &Key, id: &str) -> bool {
    match key {
        Key::Tie(tie) => tie.from.as_str() == id || tie.to.as_str() == id || key.to_string() == id,
        Key::Meeting(meeting) => meeting.with.iter().any(|it| it.as_str() == id) || store::name_of(key) == id,
        key => key.to_string() == id,
    }
}

/// Returns what is at odds, in words.
pub(super) fn told(open: &Unsettled) -> String {
    match &open.matter {
        Some(Matter::Field { path, theirs }) => format!("{path} is {} on the other side", value_text(theirs.as_ref())),
        Some(Matter::Removed(Side::Theirs)) => "removed on the other side".to_owned(),
        Some(Matter::Removed(Side::Ours)) => "removed on this side, changed on the other".to_owned(),
        None => "the line cannot be read: take over by hand what it says, then remove it".to_owned(),
    }
}

/// Returns the list as a reply.
pub(super) fn listed(network: &Network, open: Vec<Unsettled>) -> Reply {
    let conflict = |it: Unsettled| Open {
        words: told(&it),
        file: it.place.file,
        line: it.place.line,
        kind: it.key.kind().to_string(),
        id: it.key.to_string(),
        field: match &it.matter {
            Some(Matter::Field { path, .. }) => Some(path.to_string()),
            _ => None,
        },
        removed: match &it.matter {
            Some(Matter::Removed(side)) => Some(if *side == Side::Ours { "ours" } else { "theirs" }),
            _ => None,
        },
        theirs: match it.matter {
            Some(Matter::Field { theirs, .. }) => theirs,
            _ => None,
        },
    };
    let conflicts: Vec<Open> = open.into_iter().map(conflict).collect();
    let moved = moved(network).iter().map(|(old, new)| (old.to_string(), new.to_string())).collect();
    let answer = Listed { conflicts, moved };
    let faults = !answer.conflicts.is_empty() || !answer.moved.is_empty();
    Reply::of(&answer).with_faults(faults)
}

impl fmt::Display for Listed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for it in &self.conflicts {
            writeln!(f, "{}:{}: {} `{}`: {}", it.file, it.line, it.kind, it.id, it.words)?;
        }
        for (old, new) in &self.moved {
            writeln!(f, "`{old}` is `{new}` now, and is still named: `acquaint resolve {old}` follows")?;
        }
        match self.conflicts.len() {
            0 if self.moved.is_empty() => f.write_str("no conflict is open"),
            0 => Ok(()),
            n => write!(
                f,
                "{} open: settle with `acquaint resolve NAME [FIELD] --ours` or `--theirs`",
                counted(n, "conflict", "conflicts")
            ),
        }
    }
}
