//! `spread`: staggers what is overdue, so that a week holds no more than one can do.

use clap::Args;
use jiff::Span;

use super::parts::session::Session;
use super::parts::told;
use super::parts::written::{Said, written};
use super::skip;
use crate::error::Error;
use crate::lenses::{About, Capacity, Ground, Lens, Scene};
use crate::network::{Date, Network, PersonId};
use crate::ranking::{self, Memory};
use crate::reply::Reply;

/// Stagger what is overdue over the weeks to come
///
/// After an import much is overdue at once. The most overdue stay, so many a week; the others are put off week by week,
/// by the lens overdue alone. Without --per-week it is a quarter of the `capacity_per_month` of network.ron, else your
/// pace of the last 90 days. `acquaint undo` takes it back.
///
/// Example: acquaint spread --per-week 4 --dry-run
#[derive(Clone, Debug, Args)]
pub(super) struct Spread {
    /// How many contacts a week
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=100))]
    per_week: Option<u16>,
}

/// So many a week where nothing tells how many one can do.
const A_WEEK: usize = 3;
/// How many of those put off are named.
const NAMED: usize = 3;

impl Spread {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let committed = session.write(|revision| {
            let (due, per_week) = self.due(revision, session.today);
            let week = |at: usize| i64::try_from(at / per_week).unwrap_or(i64::MAX);
            let mut last = session.today;
            for (at, id) in due.iter().enumerate().skip(per_week) {
                let Ok(until) = session.today.checked_add(Span::new().weeks(week(at))) else { break };
                skip::put_off(revision, id, (session.today, until));
                last = until;
            }
            let names: Vec<&str> = due.iter().skip(per_week).take(NAMED).map(|it| revision.name(it)).collect();
            let text = said(due.len(), per_week, &names, last);
            Ok((Said { text: text.clone(), notes: Vec::new() }, text))
        })?;
        Ok(written(session, committed))
    }

    /// Returns who is overdue, the most first, without those put off already, and how many a week can hold.
    fn due(&self, network: &Network, today: Date) -> (Vec<PersonId>, usize) {
        let ground = Ground::of(network, today);
        let scene = Scene::of(&ground, network.ego());
        let lens = Lens::named("overdue").expect("the lens is on its shelf");
        let memory = Memory::of(&scene);
        let seen = ranking::by_lens(lens, &scene).into_iter();
        let open = seen.filter(|it| memory.left(&it.about, lens.name) > 0.0);
        let people = open.filter_map(|it| match it.about {
            About::Person(id) => Some(id),
            _ => None,
        });
        let by_month = network.settings().capacity_per_month.map(|it| it as usize / 4);
        let by_pace = || Capacity::of(&scene).map(|it| (it.pace / 52.0).round() as usize);
        let asked = self.per_week.map(usize::from).or(by_month).or_else(by_pace).unwrap_or(A_WEEK);
        (people.collect(), asked.max(1))
    }
}

fn said(due: usize, per_week: usize, names: &[&str], last: Date) -> String {
    if due <= per_week {
        return format!("{} overdue, a week holds {per_week}", told::counted(due, "tie is", "ties are"));
    }
    let more = due - per_week - names.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("spread {due} overdue ties, {per_week} a week: put off {}{more}, the last until {last}", names.join(", "))
}
