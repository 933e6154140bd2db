//! What `resolve` does: the value chosen is set and its line goes, in one transaction.

use serde::Serialize;

use crate::commands::parts::session::Session;
use crate::commands::parts::told::counted;
use crate::error::Error;
use crate::network::three_way::{Matter, Moves, Path, Side, follow as follow_moves, settled};
use crate::network::{Key, PersonId, Record, Revision, of_key};
use crate::reply::Reply;
use crate::store::{self, Committed, Marks, Unfinished, Unsettled, value_text};

/// A conflict and the side that is right.
pub(super) struct Settled {
    pub(super) open: Unsettled,
    pub(super) side: Side,
}

#[derive(Serialize)]
struct Touched {
    kind: String,
    id: String,
    action: &'static str,
}

#[derive(Serialize)]
struct Answer {
    changed: Vec<Touched>,
    durable: bool,
    dry_run: bool,
    settled: usize,
    open: usize,
}

/// Settles the conflicts as one command.
pub(super) fn settle(session: &Session, all: Vec<Settled>) -> Result<Reply, Error> {
    let committed = session.commit().settle(|revision| {
        all.iter().try_for_each(|it| apply(revision, it))?;
        let words: Vec<String> = all.iter().map(words).collect();
        let struck = all.iter().map(|it| it.open.clone()).collect();
        Ok::<_, Error>((words.clone(), format!("settled {}", words.join("; ")), Marks { struck, ..Marks::default() }))
    })?;
    let lines: String = committed.answer.iter().map(|it| format!("settled {it}\n")).collect();
    told(session, &lines, all.len(), &committed)
}

/// Makes all that names an id somebody bore before name the one of today.
pub(super) fn follow(session: &Session, old: &PersonId) -> Result<Reply, Error> {
    let committed = session.commit().settle(|revision| {
        let moves = Moves::standing(revision.people()).of(old);
        let new = moves.get(old).cloned().unwrap_or_else(|| old.clone());
        let added = follow_moves(revision, &moves);
        let words = format!("followed `{old}` to `{new}`");
        Ok::<_, Error>((words.clone(), words, Marks { added, ..Marks::default() }))
    })?;
    let left = committed.changed.iter().filter(|(_, action)| *action != "removed").count();
    let text = format!("{} in {}\n", committed.answer, counted(left, "record", "records"));
    told(session, &text, 0, &committed)
}

fn told<A>(session: &Session, text: &str, settled: usize, committed: &Committed<A>) -> Result<Reply, Error> {
    let touched =
        |(key, action): &(Key, &'static str)| Touched { kind: key.kind().to_string(), id: key.to_string(), action };
    let open = store::unsettled(&session.folder)?.len();
    let changed = committed.changed.iter().map(touched).collect();
    let dry_run = session.dry_run;
    let answer = Answer { changed, durable: !dry_run, dry_run, settled, open };
    let merging = store::unfinished(&session.folder) == Some(Unfinished::Merge);
    let next = match open {
        _ if dry_run => String::new(),
        0 if merging => "all is settled: `acquaint sync` concludes the merge".to_owned(),
        0 => String::new(),
        n => format!("{} still open: `acquaint resolve` lists", counted(n, "conflict is", "conflicts are")),
    };
    let text = if dry_run { text.replace("settled ", "would have settled ") } else { text.to_owned() };
    Ok(Reply::new(format!("{text}{next}"), &answer))
}

fn words(settled: &Settled) -> String {
    let Settled { open, side } = settled;
    let whose = if *side == Side::Ours { "this side's" } else { "the other side's" };
    match &open.matter {
        Some(Matter::Field { path, theirs }) if *side == Side::Theirs => {
            format!("{path} of `{}`: {}, {whose}", open.key, value_text(theirs.as_ref()))
        }
        Some(Matter::Field { path, .. }) => format!("{path} of `{}`: {whose} stays", open.key),
        Some(Matter::Removed(by)) if by == side => format!("`{}`: removed", open.key),
        _ => format!("`{}`: kept", open.key),
    }
}

fn apply(revision: &mut Revision<'_>, settled: &Settled) -> Result<(), Error> {
    let Settled { open, side } = settled;
    match (&open.matter, side) {
        (None, Side::Theirs) => Err(Error::unfit(
            format!("{}: what the other side has cannot be read", open.place),
            "take over by hand what the line says, then remove it",
        )),
        (None, Side::Ours) => Ok(()),
        (Some(Matter::Removed(by)), side) if by == side => {
            remove(revision, &open.key);
            Ok(())
        }
        (Some(Matter::Removed(_)), _) | (Some(Matter::Field { .. }), Side::Ours) => Ok(()),
        (Some(Matter::Field { path, theirs }), Side::Theirs) => set(revision, &open.key, path, theirs.clone())
            .ok_or_else(|| {
                let value = value_text(theirs.as_ref());
                Error::unfit(
                    format!("{}: {value} cannot stand in `{path}`", open.place),
                    "take over by hand what the line says, then remove it",
                )
            }),
    }
}

fn remove(revision: &mut Revision<'_>, key: &Key) {
    of_key!(key, R(id) => drop(revision.remove::<R>(id)), head => ());
}

fn set(revision: &mut Revision<'_>, key: &Key, path: &Path, value: Option<serde_json::Value>) -> Option<()> {
    fn put<R: Record>(
        revision: &mut Revision<'_>,
        id: &R::Id,
        path: &Path,
        value: Option<serde_json::Value>,
    ) -> Option<()> {
        let record = settled(revision.get::<R>(id)?, path, value)?;
        // Another identity would be another record: the file has to be mended by hand.
        (record.id() == *id).then(|| revision.put(record))
    }
    of_key!(key, R(id) => put::<R>(revision, id, path, value), head => {
        let head = settled(revision.settings(), path, value)?;
        revision.set(head);
        Some(())
    })
}
