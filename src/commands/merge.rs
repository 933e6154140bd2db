//! `merge`: two records of one person, organization, department, community or topic become one.

use std::collections::BTreeSet;

use clap::Args;

use super::parts::session::Session;
use super::parts::written::{Said, written};
use super::parts::{candidates, told, units, who};
use crate::error::Error;
use crate::network::{
    Choice, Community, Department, Differing, Followed, Found, Key, Kind, Mergeable, Merged, Named, Network,
    Organization, Person, Revision, Topic, United, fold,
};
use crate::reply::Reply;

/// Make one record of two that mean the same
///
/// The first stays, the second goes into it: lists are united, notes joined, single values kept unless they are missing.
/// Ties, meetings and memberships follow, and the old id still finds the person. Where the two differ it is said what was
/// kept; --take lets the second decide. `acquaint undo` parts them again.
///
/// Example: acquaint merge grace-hopper grace-hopper-2 --take name,closeness
#[derive(Clone, Debug, Args)]
pub(super) struct Merge {
    /// The record that stays
    #[arg(value_name = "A", add = candidates::people())]
    kept: String,
    /// The record that goes into it
    #[arg(value_name = "B", add = candidates::people())]
    left: String,
    /// Fields that B decides where both say something else: name, closeness, skills …
    #[arg(long, value_name = "FIELD,…", value_delimiter = ',')]
    take: Vec<String>,
}

impl Merge {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let committed = session.write(|revision| match who::one_thing(session, revision, &self.kept)? {
            Key::Person(id) => self.merge::<Person>(session, revision, &id),
            Key::Organization(id) => self.merge::<Organization>(session, revision, &id),
            Key::Department(id) => self.merge::<Department>(session, revision, &id),
            Key::Community(id) => self.merge::<Community>(session, revision, &id),
            Key::Topic(id) => self.merge::<Topic>(session, revision, &id),
            key => Err(Error::unfit(format!("a {} cannot be merged", key.kind()), "name a person or a unit")),
        })?;
        Ok(written(session, committed))
    }

    fn merge<R: Mergeable + Named>(
        &self,
        session: &Session,
        revision: &mut Revision<'_>,
        kept: &R::Id,
    ) -> Result<(Said, String), Error> {
        let left = self.other::<R>(session, revision)?;
        if left == *kept {
            return Err(Error::unfit(
                format!("`{}` and `{}` are one record already: `{kept}`", self.kept, self.left),
                "name two of them by their ids; `acquaint find NAME` lists them",
            ));
        }
        let (Some(stays), Some(goes)) = (revision.get::<R>(kept).cloned(), revision.get::<R>(&left).cloned()) else {
            return Err(Error::unfit("one of the two is not recorded", "`acquaint check` says more"));
        };
        let choice = Choice { take: self.taken(session, &stays, &goes)?, differing: Vec::new() };
        let notes = domains(revision, &R::key(kept.clone()), &R::key(left.clone()));
        let merged = revision.merge::<R>(kept, &left, choice).unwrap_or_default();
        let text = format!("merged {} into `{kept}` ({})", units::told(&R::key(left)), stays.name());
        let words = format!("{text}{}", moved(&merged.followed));
        Ok((Said { text: words.clone(), notes: notes.into_iter().chain(noted(&merged)).collect() }, words))
    }

    /// Returns the record that goes: of the same kind, whose name may stand before it.
    fn other<R: Named>(&self, session: &Session, network: &Network) -> Result<R::Id, Error> {
        let bare = self.left.trim().split_once(' ').filter(|(kind, _)| *kind == R::KIND.as_str());
        let typed = bare.map_or(self.left.as_str(), |(_, rest)| rest);
        // A likeness must not win over a name: `acme` may begin somebody's e-mail address.
        let elsewhere = who::exactly_one(network, typed).filter(|it| it.kind() != R::KIND);
        if let (Some(key), Found::Nothing(_)) = (elsewhere, network.find_exactly::<R>(typed)) {
            return Err(Error::unfit(
                format!("{} cannot go into a {}", units::told(&key), R::KIND),
                "name two records of one kind",
            ));
        }
        if R::KIND == Kind::Person && typed.trim().eq_ignore_ascii_case("me") {
            return who::named::<R>(session, network, network.ego().as_str());
        }
        who::named::<R>(session, network, typed)
    }

    /// Returns the fields that the record which goes decides: as said, else as answered on a terminal.
    fn taken<R: Mergeable>(&self, session: &Session, stays: &R, goes: &R) -> Result<BTreeSet<String>, Error> {
        let mut choice = Choice::default();
        let _ = R::united(stays, goes, &mut choice);
        let fields: BTreeSet<&str> = choice.differing.iter().map(|it| it.field).collect();
        let mut taken = BTreeSet::new();
        for field in self.take.iter().map(|it| it.trim()).filter(|it| !it.is_empty()) {
            if !fields.contains(field) {
                return Err(Error::usage(
                    format!("the two do not both have a `{field}` that differs"),
                    differ(&fields),
                ));
            }
            taken.insert(field.to_owned());
        }
        if self.take.is_empty() {
            for Differing { field, kept, left } in &choice.differing {
                if session.choose(&format!("Which {field}"), &[kept.clone(), left.clone()])? == Some(1) {
                    taken.insert((*field).to_owned());
                }
            }
        }
        Ok(taken)
    }
}

fn differ(fields: &BTreeSet<&str>) -> String {
    let fields: Vec<_> = fields.iter().map(|it| format!("`{it}`")).collect();
    if fields.is_empty() { "leave --take out".to_owned() } else { format!("they differ in {}", fields.join(", ")) }
}

/// Returns a note of the domains of both people's e-mail addresses: a namesake elsewhere is somebody else.
fn domains(network: &Network, kept: &Key, left: &Key) -> Option<String> {
    let (Key::Person(kept), Key::Person(left)) = (kept, left) else { return None };
    let of = |id| -> Option<Vec<String>> {
        let emails = &network.people().get(id)?.emails;
        let domains: BTreeSet<_> = emails.iter().filter_map(|it| Some(fold::address(it.rsplit_once('@')?.1))).collect();
        Some(domains.into_iter().collect()).filter(|it: &Vec<_>| !it.is_empty())
    };
    let (kept_at, left_at) = (of(kept), of(left));
    if kept_at.is_none() && left_at.is_none() {
        return None;
    }
    let told = |at: Option<Vec<String>>| at.map_or_else(|| "unknown".to_owned(), |at| at.join(", "));
    Some(format!("e-mail of `{kept}`: {}; of `{left}`: {}", told(kept_at), told(left_at)))
}

/// Returns how many ties and meetings went along.
fn moved(followed: &Followed) -> String {
    let united = |kind| followed.united.iter().filter(|it| it.key.kind() == kind).count();
    let ties = followed.ties + united(Kind::Tie);
    let meetings = followed.meetings + united(Kind::Meeting) + followed.numbered_meetings.len();
    match (ties, meetings) {
        (0, 0) => String::new(),
        _ => format!(
            ", with {} and {}",
            told::counted(ties, "tie", "ties"),
            told::counted(meetings, "meeting", "meetings")
        ),
    }
}

/// Returns what should be known of a merge besides.
fn noted(merged: &Merged) -> Vec<String> {
    let Followed { united, fallen_ties, numbered_meetings, fallen_meetings, .. } = &merged.followed;
    let kept = |it: &Differing| format!("kept {} `{}`, not `{}`", it.field, it.kept, it.left);
    let chosen = merged.differing.iter().map(kept);
    let one = united.iter().map(|United { key, differing }| {
        let kept: String = differing.iter().map(|it| format!("; {}", kept(it))).collect();
        match key.kind() {
            Kind::Person => format!("{} had both{kept}", units::told(key)),
            _ => format!("both had {}: it is one now{kept}", units::told(key)),
        }
    });
    let fell = fallen_ties.iter().map(|it| format!("the tie `{}` between the two falls away", id(it)));
    let numbered = numbered_meetings.iter().map(|it| format!("another meeting of that day differs: `{}`", id(it)));
    let nobody = fallen_meetings.iter().map(|it| format!("the meeting `{}` of the two falls away", id(it)));
    chosen.chain(one).chain(fell).chain(numbered).chain(nobody).collect()
}

fn id<R: crate::network::Record>(record: &R) -> String {
    record.id().to_string()
}
