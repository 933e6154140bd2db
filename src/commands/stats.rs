//! `stats`: the network in numbers.

use std::collections::BTreeMap;
use std::fmt;

use clap::Args;
use serde::Serialize;

use super::parts::session::Session;
use super::parts::strip;
use super::parts::told::{counted, rounded};
use crate::error::Error;
use crate::lenses::Ground;
use crate::measures::{self, Grade};
use crate::network::{Date, Meeting, Network, PersonId};
use crate::reply::{Reply, marked};

/// Tell the network in numbers: how much is recorded, how strong your ties are, and a year of contact
///
/// A tie is strong at 0.6 and more, middling at 0.3 and more, weak below. Constraint and effective size are
/// Burt's (1992): low constraint means many who do not know each other.
///
/// Example: acquaint stats
#[derive(Clone, Debug, Args)]
pub(super) struct Stats {}

/// How many ties of ego's are how strong.
#[derive(Serialize)]
struct Ties {
    strong: usize,
    middling: usize,
    weak: usize,
    none: usize,
}

#[derive(Serialize)]
struct Answer {
    today: String,
    ego: PersonId,
    #[serde(skip)]
    name: String,
    people: usize,
    organizations: usize,
    departments: usize,
    communities: usize,
    topics: usize,
    declared_ties: usize,
    meetings: usize,
    ties: Ties,
    constraint: Option<f64>,
    effective_size: Option<f64>,
    /// Meetings in each of the last 52 weeks, this one last.
    weeks: Vec<usize>,
    /// People first met in each of the last 52 weeks.
    first_met: Vec<usize>,
    channels: BTreeMap<String, usize>,
}

impl Stats {
    #[expect(clippy::unused_self, reason = "every command is run the same way")]
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let store = session.open()?;
        let ground = Ground::of(store.network(), session.today);
        let answer = Answer::of(&ground);
        Ok(Reply::new(answer.to_string(), &answer))
    }
}

impl Answer {
    fn of(ground: &Ground<'_>) -> Self {
        let (network, today) = (ground.network, ground.today);
        let met = met(network, today);
        let view = ground.strengths().all();
        let ego = view.number(network.ego());
        let mut channels = BTreeMap::new();
        let this_year = |it: &&&Meeting| strip::week(it.on, today).is_some();
        met.iter().filter(this_year).for_each(|it| *channels.entry(it.via.to_string()).or_default() += 1);
        Self {
            today: today.to_string(),
            ego: network.ego().clone(),
            name: network.name(network.ego()).to_owned(),
            people: network.people().len(),
            organizations: network.organizations().len(),
            departments: network.departments().len(),
            communities: network.communities().len(),
            topics: network.topics().len(),
            declared_ties: network.ties().len(),
            meetings: network.meetings().len(),
            ties: Ties::of(ground),
            constraint: ego.and_then(|it| measures::constraint(view, it)).map(rounded),
            effective_size: ego.and_then(|it| measures::effective_size(view, it)).map(rounded),
            weeks: strip::weeks(met.iter().map(|it| it.on), today),
            first_met: strip::weeks(firsts(network, &met), today),
            channels,
        }
    }
}

impl Ties {
    fn of(ground: &Ground<'_>) -> Self {
        let mut ties = Self { strong: 0, middling: 0, weak: 0, none: 0 };
        let alters = ground.network.people().keys().filter(|it| *it != ground.network.ego());
        for strength in alters.map(|it| ground.strengths().of_ego(it).value) {
            *match Grade::of(strength) {
                Grade::Strong => &mut ties.strong,
                Grade::Middling => &mut ties.middling,
                Grade::Weak => &mut ties.weak,
                Grade::None => &mut ties.none,
            } += 1;
        }
        ties
    }
}

/// Returns the meetings ego was at, in order of date.
fn met(network: &Network, today: Date) -> Vec<&Meeting> {
    network.meetings().values().filter(|it| !it.without_ego && it.happened_by(today)).collect()
}

/// Returns the day on which each person was first met.
fn firsts(network: &Network, met: &[&Meeting]) -> Vec<Date> {
    let mut first: BTreeMap<&PersonId, Date> = BTreeMap::new();
    for meeting in met {
        for id in meeting.with.iter().filter(|it| *it != network.ego()) {
            first.entry(id).or_insert(meeting.on);
        }
    }
    first.into_values().collect()
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} on {}", marked(&self.name), self.today)?;
        let kinds = [
            counted(self.people, "person", "people"),
            counted(self.organizations, "organization", "organizations"),
            counted(self.departments, "department", "departments"),
            counted(self.communities, "community", "communities"),
            counted(self.topics, "topic", "topics"),
        ];
        writeln!(f, "  {}", kinds.join(" · "))?;
        let meetings = counted(self.meetings, "meeting", "meetings");
        writeln!(f, "  {} · {meetings}", counted(self.declared_ties, "declared tie", "declared ties"))?;
        self.ties(f)?;
        let sum = |counts: &[usize]| counts.iter().sum::<usize>();
        writeln!(f, "\na year, one sign a week, this week last")?;
        writeln!(f, "  met        {}  {}", strip::strip(&self.weeks), sum(&self.weeks))?;
        writeln!(f, "  first met  {}  {}", strip::strip(&self.first_met), sum(&self.first_met))?;
        let mut channels: Vec<_> = self.channels.iter().collect();
        channels.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        let most = channels.first().map_or(1, |it| *it.1);
        for (channel, n) in channels {
            writeln!(f, "  {channel:<9}  {}  {n}", strip::bar(*n as f64 / most as f64))?;
        }
        Ok(())
    }
}

impl Answer {
    fn ties(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Ties { strong, middling, weak, none } = self.ties;
        let all = (strong + middling + weak + none).max(1);
        writeln!(f, "\nyour ties")?;
        for (words, n) in [("strong", strong), ("middling", middling), ("weak", weak), ("none", none)] {
            writeln!(f, "  {words:<9}  {}  {n}", strip::bar(n as f64 / all as f64))?;
        }
        let number = |it: Option<f64>| it.map_or_else(|| "undefined".to_owned(), |it| format!("{it:.3}"));
        writeln!(f, "  constraint {} · effective size {}", number(self.constraint), number(self.effective_size))
    }
}
