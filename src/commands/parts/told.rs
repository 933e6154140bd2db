//! How people, ties, paths and factors are told, to people and to programs, with the file and line of each record.

use serde::Serialize;

use crate::lenses::{Citation, Factor, Ground, Reach, Scene, Without};
use crate::network::role::{Relation, Slot};
use crate::network::{Date, Key, Meeting, Network, PersonId, Position, Record, TieKind, days_between};
use crate::store::Store;

/// Returns the command that logs a first meeting with somebody, or the next.
pub(crate) fn next_for_person(scene: &Scene<'_>, id: &PersonId) -> String {
    format!("acquaint met {id} --via {}", if scene.last_meeting(id).is_some() { "coffee" } else { "video" })
}

/// Returns whom to ask, with title and strength; nothing where there is nobody.
pub(crate) fn askers(scene: &Scene<'_>, askers: &[PersonId]) -> Option<String> {
    let title = |id: &PersonId| scene.position(id).map_or("", |it| it.title.as_str());
    let asker = |id: &PersonId| {
        let title = match title(id) {
            "" => String::new(),
            title => format!("{title}, "),
        };
        format!("{} ({title}{:.2})", scene.network().name(id), scene.strength(id))
    };
    let askers: Vec<String> = askers.iter().map(asker).collect();
    (!askers.is_empty()).then(|| format!("ask {}", askers.join(" or ")))
}

/// Returns a number rounded to four decimals, as JSON tells it.
pub(crate) fn rounded(value: f64) -> f64 {
    // Adding nothing turns −0 into 0.
    (value * 10_000.0).round() / 10_000.0 + 0.0
}

/// Returns title and place of a person in a few words: `CFO, Finance, Acme`.
pub(crate) fn place(network: &Network, id: &PersonId, today: Date) -> String {
    let position = network.people().get(id).and_then(|it| it.position_on(today));
    let Some(position) = position else { return String::new() };
    let parts = [Some(position.title.clone()), department(network, position), organization(network, position)];
    let parts: Vec<_> = parts.into_iter().flatten().filter(|it| !it.is_empty()).collect();
    parts.join(", ")
}

/// Returns a person's name, title and place: `Ann Lee, CFO, Finance, Acme`.
pub(crate) fn named_place(network: &Network, id: &PersonId, today: Date) -> String {
    let (name, place) = (network.name(id), place(network, id, today));
    if place.is_empty() { name.to_owned() } else { format!("{name}, {place}") }
}

/// Returns the name of a position's organization.
pub(crate) fn organization(network: &Network, position: &Position) -> Option<String> {
    let at = position.organization()?;
    Some(network.organizations().get(&at).map_or_else(|| at.to_string(), |it| it.name.clone()))
}

/// Returns the name of a position's department.
pub(crate) fn department(network: &Network, position: &Position) -> Option<String> {
    let id = position.department.as_ref()?;
    Some(network.departments().get(id).map_or_else(|| id.to_string(), |it| it.name.clone()))
}

/// Returns how long ago a day is: `today`, `yesterday`, `12 days ago`.
pub(crate) fn ago(date: Date, today: Date) -> String {
    match days_between(date, today) {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days @ 2.. => format!("{days} days ago"),
        -1 => "tomorrow".to_owned(),
        days => format!("in {} days", -days),
    }
}

/// Returns a count with its noun: `1 tie`, `3 ties`, `0 people`.
pub(crate) fn counted(n: usize, one: &str, several: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { several })
}

/// A tie of a path, and what shows it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Step {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) kind: Option<String>,
    pub(crate) strength: f64,
    pub(crate) evidence: Evidence,
    /// What was asked lately of whom the step leads to, where they are to hand a request on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) asked: Option<AskedTold>,
    #[serde(skip)]
    pub(crate) names: (String, String),
}

/// The freshest record of a tie.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Evidence {
    pub(crate) text: String,
    pub(crate) date: Option<String>,
    pub(crate) file: Option<String>,
    pub(crate) line: Option<usize>,
}

/// What ego asked of somebody lately.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct AskedTold {
    pub(crate) times: u32,
    pub(crate) last: String,
    /// By how much it weakens a path, in words.
    #[serde(skip)]
    pub(crate) text: String,
}

/// Returns the steps of a chain of people.
pub(crate) fn steps(store: &Store, ground: &Ground<'_>, people: &[PersonId]) -> Vec<Step> {
    let mut steps: Vec<Step> = people.windows(2).map(|ends| step(store, ground, &ends[0], &ends[1])).collect();
    if people.first() == Some(ground.network.ego()) {
        let between = people.iter().skip(1).take(people.len().saturating_sub(2));
        steps.iter_mut().zip(between).for_each(|(step, id)| step.asked = asked(ground, id));
    }
    steps
}

fn asked(ground: &Ground<'_>, id: &PersonId) -> Option<AskedTold> {
    let asked = ground.asked(id)?;
    let (ago, part) = (ago(asked.last, ground.today), asked.times.saturating_add(1));
    let text = match asked.times {
        1 => format!("asked {ago} (÷{part})"),
        times => format!("asked {times} times, last {ago} (÷{part})"),
    };
    Some(AskedTold { times: asked.times, last: asked.last.to_string(), text })
}

fn step(store: &Store, ground: &Ground<'_>, from: &PersonId, to: &PersonId) -> Step {
    let strength = ground.acquainted().between(from, to);
    let declared = ground.strengths().declared_between(from, to);
    let meeting = ground.strengths().last_meeting_of(from, to);
    let kind = declared.first().map(|tie| tie.kind);
    let (text, date, key) = match (meeting, declared.first()) {
        (Some(met), _) => (met_words(met, ground.today), Some(met.on.to_string()), Some(Key::Meeting(met.id()))),
        (None, Some(tie)) => {
            (tie_words(tie.kind, *from == tie.from), tie.since.map(|it| it.to_string()), Some(Key::Tie(tie.id())))
        }
        (None, None) => ("same team".to_owned(), None, Some(Key::Person(to.clone()))),
    };
    let place = key.and_then(|key| store.place(&key));
    let evidence = Evidence { text, date, line: place.as_ref().map(|it| it.line), file: place.map(|it| it.file) };
    let network = ground.network;
    Step {
        from: from.to_string(),
        to: to.to_string(),
        kind: kind.map(|it| it.to_string()),
        strength: rounded(strength),
        evidence,
        asked: None,
        names: (network.name(from).to_owned(), network.name(to).to_owned()),
    }
}

/// Returns a meeting in a few words: `lunch 12 days ago`.
pub(crate) fn met_words(meeting: &Meeting, today: Date) -> String {
    format!("{} {}", meeting.via.to_string().replace('-', " "), ago(meeting.on, today))
}

/// Returns a tie in a few words, seen from one of its ends.
pub(crate) fn tie_words(kind: TieKind, forward: bool) -> String {
    let words = match (kind, forward) {
        (TieKind::Knows, _) => "know each other",
        (TieKind::WorksWith, _) => "work together",
        (TieKind::Friend, _) => "friends",
        (TieKind::ReportsTo, true) => "reports to",
        (TieKind::ReportsTo, false) => "boss of",
        (TieKind::Mentors, true) => "mentor of",
        (TieKind::Mentors, false) => "mentored by",
        (TieKind::Advises, true) => "advises",
        (TieKind::Advises, false) => "advised by",
        (TieKind::Influences, true) => "influences",
        (TieKind::Influences, false) => "influenced by",
        (TieKind::Introduced, true) => "introduced",
        (TieKind::Introduced, false) => "introduced by",
    };
    words.to_owned()
}

/// Returns the way to somebody in one line: `ask Priya Rao (0.71, lunch 12 days ago) → Dana (0.60, same team): path 0.30`.
pub(crate) fn way(steps: &[Step], reach: &Reach) -> String {
    let asked = |step: &Step| step.asked.as_ref().map_or_else(String::new, |it| format!(", {}", it.text));
    let told = |step: &Step| format!("{} ({:.2}, {}{})", step.names.1, step.strength, step.evidence.text, asked(step));
    match steps {
        [] => "no warm path".to_owned(),
        [direct] => format!("directly: strength {:.2}, {}", direct.strength, direct.evidence.text),
        several => {
            format!("ask {}: path {:.2}", several.iter().map(told).collect::<Vec<_>>().join(" → "), reach.strength)
        }
    }
}

/// Returns the command that records somebody for an empty slot: with a title that fills it, or the tie that does.
pub(crate) fn next_for_slot(slot: Option<&Slot>) -> String {
    match slot.map(|it| (it.title(), it.relation)) {
        Some((Some(title), _)) if title.contains(' ') => format!("acquaint add NAME --title \"{title}\""),
        Some((Some(title), _)) => format!("acquaint add NAME --title {title}"),
        Some((None, Some(Relation::Boss))) => "acquaint tie me NAME --kind reports-to".to_owned(),
        Some((None, Some(Relation::DirectReport))) => "acquaint tie NAME me --kind reports-to".to_owned(),
        Some((None, Some(Relation::SkipLevel))) => "acquaint tie NAME REPORT --kind reports-to".to_owned(),
        Some((None, Some(Relation::Mentor))) => "acquaint tie NAME me --kind mentors".to_owned(),
        _ => "acquaint add NAME".to_owned(),
    }
}

/// A factor as JSON tells it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct FactorTold {
    name: &'static str,
    value: f64,
    weight: f64,
    text: String,
    records: Vec<RecordTold>,
}

/// A record behind a factor: where it stands, and whether without it the score is lower, higher or another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct RecordTold {
    file: String,
    line: usize,
    supports: bool,
    without: &'static str,
}

/// Returns factors with the places of their records.
pub(crate) fn factors(store: &Store, factors: &[Factor]) -> Vec<FactorTold> {
    let told = |it: &Factor| FactorTold {
        name: it.name,
        value: rounded(it.value),
        weight: rounded(it.weight),
        text: it.text.clone(),
        records: it.records.iter().filter_map(|citation| record(store, citation)).collect(),
    };
    factors.iter().map(told).collect()
}

fn record(store: &Store, citation: &Citation) -> Option<RecordTold> {
    let place = match &citation.slot {
        Some(slot) => store.place_of_slot(slot),
        None => store.place(&citation.key),
    }?;
    Some(RecordTold {
        file: place.file,
        line: place.line,
        supports: citation.supports(),
        without: citation.without.as_str(),
    })
}

impl FactorTold {
    /// Returns the places of the records in a few words: those that support the score, then the others, as what they are.
    pub(crate) fn places(&self) -> String {
        let all = [(Without::Lower, ""), (Without::Higher, "against: "), (Without::Another, "either way: ")];
        let places = |(without, word): (Without, &str)| {
            let of = self.records.iter().filter(|it| it.without == without.as_str());
            let places: Vec<_> = of.map(|it| format!("{}:{}", it.file, it.line)).collect();
            (!places.is_empty()).then(|| format!("{word}{}", places.join(", ")))
        };
        let told: Vec<_> = all.into_iter().filter_map(places).collect();
        told.join("; ")
    }
}
