//! `asked`: remembers what was asked of somebody, and what came of it.

use clap::Args;

use super::parts::session::Session;
use super::parts::units::Made;
use super::parts::when::{self, Tense};
use super::parts::written::{Said, written};
use super::parts::{candidates, given, typed, who};
use crate::error::Error;
use crate::network::{Ask, Date, Network, Outcome, PersonId, Purpose, Record, Revision};
use crate::reply::Reply;

/// Remember what you asked of somebody, and what came of it
///
/// An ask weighs on the next: who was asked in the last 90 days stands less in the middle of a warm path. With
/// --outcome the last open ask that fits is closed, or a new one is recorded with it.
///
/// Example: acquaint asked grace for an introduction to ada
///
/// Example: acquaint asked grace for mentoring on finance --on yesterday
///
/// Example: acquaint asked grace --outcome yes
#[derive(Clone, Debug, Args)]
pub(super) struct Asked {
    /// Whom, and what for: an introduction to somebody, a testimonial, mentoring on a topic, a favour
    #[arg(required = true, value_name = "NAME [for WHAT [to NAME | on TOPIC]]", add = candidates::people())]
    words: Vec<String>,
    /// When, if not today
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// What came of it
    #[arg(long, value_name = "yes|no")]
    outcome: Option<Outcome>,
    /// Your words; - reads them from standard input
    #[arg(long, allow_hyphen_values = true)]
    note: Option<String>,
}

/// What the words say.
struct Wording<'w> {
    of: String,
    purpose: Option<Purpose>,
    to: Option<String>,
    about: Option<String>,
    words: &'w [String],
}

impl Asked {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let note = self.note.as_deref().map(given::note).transpose()?;
        let wording = Wording::of(&self.words)?;
        let on = self.on.as_deref().map(|it| when::day(it, session.today, Tense::Past)).transpose()?;
        let committed = session.write(|revision| {
            let mut made = Made::default();
            let ask = self.meant(session, revision, &wording, (on, &mut made))?;
            let mut ask = revision.get::<Ask>(&ask.id()).cloned().unwrap_or(ask);
            ask.outcome = self.outcome.or(ask.outcome);
            typed::text(&mut ask.note, note.as_deref());
            let text = format!("recorded: {}", told(revision, &ask));
            revision.put(ask);
            Ok((Said { text: text.clone(), notes: made.0 }, text))
        })?;
        Ok(written(session, committed))
    }

    /// Returns the ask that is meant: with an outcome the last open one that fits, else a new one.
    fn meant(
        &self,
        session: &Session,
        revision: &mut Revision<'_>,
        wording: &Wording<'_>,
        (on, made): (Option<Date>, &mut Made),
    ) -> Result<Ask, Error> {
        let of = who::person(session, revision, &wording.of)?;
        let to = wording.to.as_deref().map(|it| who::person(session, revision, it)).transpose()?;
        if of == *revision.ego() || to.as_ref() == Some(&of) {
            return Err(Error::unfit("an ask needs somebody else", "name whom you asked, and for whom"));
        }
        if let Some(open) = self.outcome.and_then(|_| open(revision, &of, wording.purpose, to.as_ref(), on)) {
            return Ok(open);
        }
        let purpose = wording.purpose.ok_or_else(|| self.nothing(revision, &of, wording))?;
        let about = wording.about.as_deref().map(|it| made.topic(revision, it)).transpose()?;
        Ok(Ask { to, about, ..Ask::of(of, on.unwrap_or(session.today), purpose) })
    }

    fn nothing(&self, network: &Network, of: &PersonId, wording: &Wording<'_>) -> Error {
        if self.outcome.is_some() {
            let name = network.name(of);
            return Error::unfit(
                format!("no ask of {name} is open"),
                "say what for: `acquaint asked NAME for a favour`",
            );
        }
        let hint = "`for an introduction to NAME`, `for a testimonial`, `for mentoring on TOPIC` or `for a favour`";
        Error::usage(format!("`{}` does not say what was asked for", wording.words.join(" ")), hint)
    }
}

/// Returns the last ask of a person that fits and has no outcome yet.
fn open(
    network: &Network,
    of: &PersonId,
    purpose: Option<Purpose>,
    to: Option<&PersonId>,
    on: Option<Date>,
) -> Option<Ask> {
    let fits = |it: &&Ask| {
        it.of == *of
            && it.outcome.is_none()
            && purpose.is_none_or(|purpose| purpose == it.purpose)
            && (to.is_none() || to == it.to.as_ref())
            && on.is_none_or(|on| on == it.on)
    };
    network.asks().values().rev().find(fits).cloned()
}

impl<'w> Wording<'w> {
    fn of(words: &'w [String]) -> Result<Self, Error> {
        let at = words.iter().position(|it| it == "for").unwrap_or(words.len());
        let (of, what) = (words[..at].join(" "), words.get(at + 1..).unwrap_or_default());
        let what: Vec<&str> = what.iter().flat_map(|it| it.split_whitespace()).collect();
        let what = if matches!(what.first(), Some(&("a" | "an" | "the"))) { &what[1..] } else { &what };
        let mut wording = Self { of, purpose: None, to: None, about: None, words };
        let Some((purpose, rest)) = what.split_first() else { return Ok(wording) };
        wording.purpose = Some(self::purpose(purpose)?);
        match rest.split_first() {
            None => {}
            Some((&("to" | "with"), name)) if !name.is_empty() => wording.to = Some(name.join(" ")),
            Some((&("on" | "about" | "in"), topic)) if !topic.is_empty() => wording.about = Some(topic.join(" ")),
            Some((word, _)) => {
                let hint = "`to NAME` says with whom, `on TOPIC` what about; --note takes any words";
                return Err(Error::usage(format!("`{word}` is not understood there"), hint));
            }
        }
        Ok(wording)
    }
}

/// Returns what is asked for, as people call it.
fn purpose(word: &str) -> Result<Purpose, Error> {
    match word.to_lowercase().as_str() {
        "intro" => Ok(Purpose::Introduction),
        "recommendation" | "reference" => Ok(Purpose::Testimonial),
        "advice" | "mentorship" => Ok(Purpose::Mentoring),
        "favor" | "help" => Ok(Purpose::Favour),
        word => Ok(word.parse()?),
    }
}

/// Returns an ask in words that stay true.
fn told(network: &Network, ask: &Ask) -> String {
    let to = ask.to.as_ref().map_or_else(String::new, |it| format!(" to {}", network.name(it)));
    let about = ask.about.as_ref().map_or_else(String::new, |it| format!(" on {it}"));
    let what = match ask.purpose {
        Purpose::Introduction => "an introduction",
        Purpose::Testimonial => "a testimonial",
        Purpose::Mentoring => "mentoring",
        Purpose::Favour => "a favour",
    };
    let outcome = match ask.outcome {
        Some(Outcome::Yes) => ": they did",
        Some(Outcome::No) => ": they would not",
        None => "",
    };
    format!("asked {} for {what}{to}{about} on {}{outcome}", network.name(&ask.of), ask.on)
}
