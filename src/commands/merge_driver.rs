//! `merge-driver`: what git runs to merge a file of a network.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::parts::session::Session;
use super::parts::told::counted;
use crate::error::Error;
use crate::reply::Reply;
use crate::store::{self, Driven};

/// Merge three versions of a network's file by record and field; git runs this
///
/// Writes the result to the second file. Exits with 1 where the two sides left a conflict: each stands as a comment line
/// above its record, which `acquaint resolve` lists and settles. What cannot be read as a network's file is merged as
/// text. `acquaint sync --setup` tells git to use it: merge.acquaint.driver = acquaint merge-driver %O %A %B %P
///
/// Example: acquaint merge-driver base.ron ours.ron theirs.ron people.ron
#[derive(Clone, Debug, Args)]
#[command(hide = true)]
pub(super) struct MergeDriver {
    /// What both sides were before (%O)
    base: PathBuf,
    /// This side; the result is written here (%A)
    ours: PathBuf,
    /// The other side (%B)
    theirs: PathBuf,
    /// The file's path in the repository (%P)
    path: String,
}

#[derive(Serialize)]
struct Answer {
    file: String,
    by: &'static str,
    conflicts: Option<usize>,
}

impl MergeDriver {
    pub(super) fn run(&self, _: &Session) -> Result<Reply, Error> {
        let file = self.path.clone();
        let driven = store::drive(&self.base, &self.ours, &self.theirs, &self.path)?;
        Ok(match driven {
            Driven::Records { conflicts, braked } => {
                let mut notes = Vec::new();
                if braked {
                    notes.push(format!(
                        "{file}: the other side removed so many records that each of them is a conflict"
                    ));
                }
                if conflicts > 0 {
                    let told = counted(conflicts, "conflict stands", "conflicts stand");
                    notes.push(format!("{file}: {told} above the records: `acquaint resolve` lists and settles"));
                }
                let answer = Answer { file, by: "records", conflicts: Some(conflicts) };
                Reply::new(String::new(), &answer).with_notes(notes).with_faults(conflicts > 0)
            }
            Driven::Text { because, conflicts } => {
                let notes = vec![format!("{file} is merged as text: {because}")];
                let answer = Answer { file, by: "text", conflicts: None };
                Reply::new(String::new(), &answer).with_notes(notes).with_faults(conflicts)
            }
        })
    }
}
