//! `skip`: puts a suggestion off, or turns it down.

use clap::Args;

use super::parts::session::Session;
use super::parts::when::{self, Tense};
use super::parts::written::{Said, written};
use super::parts::{candidates, who};
use super::suggest::lens_names;
use crate::error::Error;
use crate::network::{self, Date, PersonId, Record, Revision};
use crate::reply::Reply;

/// Put somebody off until a day, or turn the suggestion down
///
/// With --until they come back on that day. Without it the suggestion is declined: it weighs half, twice declined a
/// quarter, and that fades by half in 180 days. `acquaint list skips` shows what is skipped.
///
/// Example: acquaint skip grace --until "in 6 weeks" --because "on parental leave"
///
/// Example: acquaint skip grace --take-back
#[derive(Clone, Debug, Args)]
pub(super) struct Skip {
    /// Whom not to suggest
    #[arg(required = true, value_name = "NAME", add = candidates::people())]
    name: Vec<String>,
    /// The day they may be suggested again
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// Why, in your words
    #[arg(long, value_name = "WORDS")]
    because: Option<String>,
    /// Only by this lens
    #[arg(long, value_parser = lens_names())]
    lens: Option<String>,
    /// Suggest them again, as if nothing had been said
    #[arg(long, conflicts_with_all = ["until", "because"])]
    take_back: bool,
}

impl Skip {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let committed = session.write(|revision| {
            let id = who::person(session, revision, &self.name.join(" "))?;
            if id == *revision.ego() {
                return Err(Error::unfit("you are suggested to nobody", "name somebody else"));
            }
            let text =
                if self.take_back { self.taken_back(revision, &id)? } else { self.skipped(session, revision, id)? };
            Ok((Said { text: text.clone(), notes: Vec::new() }, text))
        })?;
        Ok(written(session, committed))
    }

    fn skipped(&self, session: &Session, revision: &mut Revision<'_>, who: PersonId) -> Result<String, Error> {
        let until = self.until.as_deref().map(|it| ahead(session, it)).transpose()?;
        let skip = network::Skip {
            lens: self.lens.clone().unwrap_or_default(),
            until,
            because: self.because.clone().unwrap_or_default(),
            ..network::Skip::of(who, session.today)
        };
        let name = revision.name(&skip.who).to_owned();
        let text = told(&skip, &name);
        revision.put(skip);
        Ok(text)
    }

    fn taken_back(&self, revision: &mut Revision<'_>, who: &PersonId) -> Result<String, Error> {
        let meant = |it: &&network::Skip| it.who == *who && self.lens.as_ref().is_none_or(|lens| *lens == it.lens);
        let meant: Vec<_> = revision.skips().values().filter(meant).map(Record::id).collect();
        let name = revision.name(who).to_owned();
        if meant.is_empty() {
            return Err(Error::unfit(
                format!("nothing was said against suggesting {name}"),
                "`acquaint list skips` shows what was",
            ));
        }
        meant.iter().for_each(|id| drop(revision.remove::<network::Skip>(id)));
        Ok(format!("taken back: {name} may be suggested again"))
    }
}

/// Returns a day that lies ahead.
fn ahead(session: &Session, typed: &str) -> Result<Date, Error> {
    let is_past = |_: &Error| when::day(typed, session.today, Tense::Past).is_ok();
    match when::day(typed, session.today, Tense::Future) {
        Ok(day) if day > session.today => Ok(day),
        Err(error) if !is_past(&error) => Err(error),
        _ => Err(Error::usage(
            format!("`{typed}` does not lie ahead"),
            "name a later day, such as `--until \"in 6 weeks\"`",
        )),
    }
}

/// Returns a skip in words that stay true.
fn told(skip: &network::Skip, name: &str) -> String {
    let by = if skip.lens.is_empty() { String::new() } else { format!(" by {}", skip.lens) };
    let because = if skip.because.is_empty() { String::new() } else { format!(": {}", skip.because) };
    match skip.until {
        Some(until) => format!("skipped: {name}{by}, until {until}{because}"),
        None => format!("declined: {name}{by}{because}"),
    }
}

/// Puts off what is overdue until a day, in the words of `spread`.
pub(super) fn put_off(revision: &mut Revision<'_>, who: &PersonId, (today, until): (Date, Date)) {
    let because = "spread".to_owned();
    let lens = "overdue".to_owned();
    revision.put(network::Skip { lens, until: Some(until), because, ..network::Skip::of(who.clone(), today) });
}
