//! `evaluate`: how well suggestions do on this very network.

use std::fmt::{self, Write};

use clap::Args;
use serde::Serialize;

use super::parts::session::Session;
use super::parts::table::table;
use super::parts::told::rounded;
use crate::error::Error;
use crate::evaluation::{Interval, Method, Protocol, hidden_ties, role_hold_out, temporal_hold_out};
use crate::lenses::Ground;
use crate::reply::Reply;

/// Measure how well suggestions do on your own network
///
/// Part of what you recorded is hidden, and asked for: ties (hidden), the holders of slots (roles), whom you met next
/// (temporal). Each answer stands beside those of simple methods, with the 95 % interval of the mean and of the
/// difference. Nothing is recorded and nothing leaves this machine. Measures go from 0 to 1, higher is better.
///
/// Example: acquaint evaluate --protocol hidden --seeds 10
#[derive(Clone, Debug, Args)]
pub(super) struct Evaluate {
    /// Only this one; may be repeated
    #[arg(long, value_name = "PROTOCOL", value_parser = ["hidden", "roles", "temporal"])]
    protocol: Vec<String>,
    /// How many times ties are hidden
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=100))]
    seeds: u16,
}

#[derive(Serialize)]
struct Answer {
    protocols: Vec<Told>,
}

#[derive(Serialize)]
struct Told {
    protocol: &'static str,
    done: String,
    unit: &'static str,
    methods: Vec<MethodTold>,
}

#[derive(Serialize)]
struct MethodTold {
    method: &'static str,
    measures: Vec<MeasureTold>,
}

#[derive(Serialize)]
struct MeasureTold {
    measure: &'static str,
    n: usize,
    mean: f64,
    interval: (f64, f64),
    /// By how much ours is better, unit by unit.
    behind: Option<Difference>,
}

#[derive(Serialize)]
struct Difference {
    mean: f64,
    interval: (f64, f64),
}

impl Evaluate {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let store = session.open()?;
        let network = store.network();
        let asked = |name: &str| self.protocol.is_empty() || self.protocol.iter().any(|it| it == name);
        let mut protocols = Vec::new();
        if asked("hidden") {
            let ground = Ground::of(network, session.today);
            protocols.push(hidden_ties(network, session.today, ground.strengths(), usize::from(self.seeds)));
        }
        if asked("roles") {
            protocols.push(role_hold_out(network, session.today));
        }
        if asked("temporal") {
            protocols.push(temporal_hold_out(network, session.today));
        }
        Ok(Reply::of(&Answer { protocols: protocols.iter().map(told).collect() }))
    }
}

fn told(protocol: &Protocol) -> Told {
    Told {
        protocol: protocol.name,
        done: protocol.done.clone(),
        unit: protocol.unit,
        methods: protocol.methods.iter().map(|it| method(protocol, it)).collect(),
    }
}

fn method(protocol: &Protocol, method: &Method) -> MethodTold {
    let ends = |it: &Interval| (rounded(it.low), rounded(it.high));
    let measure = |(at, name): (usize, &&'static str)| MeasureTold {
        measure: name,
        n: method.means[at].n,
        mean: rounded(method.means[at].mean),
        interval: ends(&method.means[at]),
        behind: method.behind.get(at).map(|it| Difference { mean: rounded(it.mean), interval: ends(it) }),
    };
    MethodTold { method: method.name, measures: protocol.measures.iter().enumerate().map(measure).collect() }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.protocols.iter().enumerate().try_for_each(|(at, it)| {
            let gap = if at > 0 { "\n\n" } else { "" };
            write!(f, "{gap}{}: {}\n{}", it.protocol, it.done, it.text())
        })
    }
}

impl Told {
    fn text(&self) -> String {
        let n = self.methods.iter().flat_map(|it| &it.measures).map(|it| it.n).max().unwrap_or(0);
        if n == 0 {
            return format!("too little is recorded for that: no {} to ask", self.unit);
        }
        let measures = self.methods[0].measures.iter();
        let headings: Vec<String> =
            std::iter::once(format!("{n} {}", self.unit)).chain(measures.map(|it| it.measure.to_owned())).collect();
        let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
        let row = |it: &MethodTold| std::iter::once(it.method.to_owned()).chain(it.measures.iter().map(cell)).collect();
        let mut text = table(&headings, self.methods.iter().map(row));
        self.methods.iter().skip(1).for_each(|it| text.push_str(&it.behind(self.methods[0].method)));
        text
    }
}

fn cell(it: &MeasureTold) -> String {
    match it.n {
        0 => "–".to_owned(),
        _ => format!("{:.2} ({:.2}–{:.2})", it.mean, it.interval.0, it.interval.1),
    }
}

impl MethodTold {
    /// Says in words by how much ours is better than this one, by the first measure.
    fn behind(&self, ours: &str) -> String {
        let mut text = String::new();
        let first = self.measures.first().and_then(|it| Some((it.measure, it.behind.as_ref()?)));
        if let Some((measure, it)) = first {
            let sure = if it.interval.0 > 0.0 || it.interval.1 < 0.0 { "" } else { ", which may be chance" };
            let sign = if it.mean < 0.0 { "" } else { "+" };
            let (low, high) = it.interval;
            let words = format!("{sign}{:.2} ({low:.2} to {high:.2}){sure}", it.mean);
            write!(text, "\n{ours} over {}, {measure}: {words}", self.method).expect("a string takes all");
        }
        text
    }
}
