//! `import`: takes in what other programs wrote.

use std::fmt::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;
use std::collections::BTreeMap;

use super::parts::session::Session;
use super::parts::told::counted;
use super::parts::written::braked;
use crate::error::Error;
use crate::formats::matching::{self, Report, Terms};
use crate::formats::{Draft, RowFault, csv, linkedin};
use crate::network::Kind;
use crate::reply::Reply;
use crate::store;

/// The largest file taken in, bytes.
const LARGEST: u64 = 64 << 20;

/// Take in people and ties that another program wrote
///
/// Who is known already is matched and completed, never doubled: importing twice is importing once. What a hand wrote is
/// not overwritten. A bad row is named by its line and spoils no other. One undo takes all of it back.
///
/// Example: acquaint import csv people.csv --ties ties.csv --map source=from,target=to --kind advice=advises
#[derive(Clone, Debug, Args)]
pub(super) struct Import {
    #[command(subcommand)]
    format: Format,
}

#[derive(Clone, Debug, Subcommand)]
enum Format {
    /// Any CSV with a header
    ///
    /// Columns: id, name, title, organization, department, email, phone, link, communities, skills, tags, closeness,
    /// cadence, note; lists are split at `;`, a skill is `topic` or `topic:4`. All other columns are kept as attributes.
    /// Ties: from, to, kind, strength, since, note.
    ///
    /// Example: acquaint import csv people.csv --map "Full name=name,Firm=organization"
    Csv(Csv),
    /// LinkedIn's Connections.csv, from "Get a copy of your data"
    ///
    /// Example: acquaint import linkedin Connections.csv --dry-run
    Linkedin(LinkedIn),
}

#[derive(Clone, Debug, Args)]
struct Csv {
    /// The people
    #[arg(value_hint = clap::ValueHint::FilePath)]
    people: PathBuf,
    /// The ties among them
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    ties: Option<PathBuf>,
    /// Which column means which field: source=from,target=to
    #[arg(long = "map", value_name = "COLUMN=FIELD,…", default_value = "")]
    columns: String,
    /// Which kind of theirs is which of ours: advice=advises,friendship=friend
    #[arg(long = "kind", value_name = "THEIRS=OURS,…", default_value = "")]
    kinds: String,
    /// Take a bad row for an error: all or nothing
    #[arg(long)]
    strict: bool,
}

#[derive(Clone, Debug, Args)]
struct LinkedIn {
    /// Connections.csv
    #[arg(value_hint = clap::ValueHint::FilePath)]
    file: PathBuf,
    /// Take a bad row for an error: all or nothing
    #[arg(long)]
    strict: bool,
}

#[derive(Serialize)]
struct Answer {
    new: usize,
    changed: usize,
    same: usize,
    unsure: usize,
    ties: matching::Tally,
    records: BTreeMap<&'static str, usize>,
    #[serde(skip)]
    kinds: BTreeMap<Kind, usize>,
    faults: Vec<RowFault>,
    unsure_rows: Vec<matching::Unsure>,
    durable: bool,
    dry_run: bool,
}

impl Import {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let (read, source, strict) = match &self.format {
            Format::Csv(it) => (it.read()?, "csv", it.strict),
            Format::Linkedin(it) => {
                (linkedin::people(&shown(&it.file), &store::read_text(&it.file, LARGEST)?)?, "linkedin", it.strict)
            }
        };
        let (draft, faults) = read;
        let committed = session.write(|revision| {
            let terms = Terms { today: session.today, yes: session.yes, source };
            let mut report = matching::apply(&draft, revision, &terms);
            report.faults = faults.iter().cloned().chain(report.faults).collect();
            report.faults.sort_by_key(|it| self.place(it));
            refused(&report.faults, strict)?;
            let people = counted(report.new + report.changed, "person", "people");
            Ok((report, format!("imported {people} ({source})")))
        })?;
        let mut kinds: BTreeMap<Kind, usize> = BTreeMap::new();
        committed.changed.iter().for_each(|(key, _)| *kinds.entry(key.kind()).or_default() += 1);
        let warnings = committed.warnings.iter().map(|it| format!("there before: `{}`: {}", it.key, it.message));
        let notes = warnings.chain(committed.toll.as_ref().map(braked)).map(|it| format!("note: {it}")).collect();
        Ok(Reply::of(&answer(committed.answer, kinds, session)).with_notes(notes))
    }

    /// Returns where a fault stands among the files as they were named.
    fn place(&self, fault: &RowFault) -> (bool, usize) {
        let is_second = match &self.format {
            Format::Csv(it) => fault.file != shown(&it.people),
            Format::Linkedin(_) => false,
        };
        (is_second, fault.line)
    }
}

/// Fails with the first bad row where none is allowed.
fn refused(faults: &[RowFault], strict: bool) -> Result<(), Error> {
    let Some(fault) = faults.first().filter(|_| strict) else { return Ok(()) };
    Err(Error::unfit(
        format!("{fault} ({} in all)", counted(faults.len(), "bad row", "bad rows")),
        "mend the rows, or leave --strict out to take the others",
    ))
}

fn answer(report: Report, kinds: BTreeMap<Kind, usize>, session: &Session) -> Answer {
    let records = kinds.iter().map(|(kind, n)| (kind.plural(), *n)).collect();
    Answer {
        kinds,
        new: report.new,
        changed: report.changed,
        same: report.same,
        unsure: report.unsure,
        ties: report.ties,
        records,
        faults: report.faults,
        unsure_rows: report.unsure_rows,
        durable: !session.dry_run,
        dry_run: session.dry_run,
    }
}

impl Csv {
    fn read(&self) -> Result<(Draft, Vec<RowFault>), Error> {
        let mapping = csv::Mapping::parse(&self.columns, &self.kinds)?;
        let (people, mut faults) =
            csv::people(&shown(&self.people), &store::read_text(&self.people, LARGEST)?, &mapping)?;
        let Some(file) = &self.ties else { return Ok((people, faults)) };
        let (ties, more) = csv::ties(&shown(file), &store::read_text(file, LARGEST)?, &mapping)?;
        faults.extend(more);
        Ok((people.and(ties), faults))
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let would = if self.dry_run { "would import: " } else { "" };
        writeln!(
            f,
            "{would}people: {} new, {} changed, {} the same, {} unsure",
            self.new, self.changed, self.same, self.unsure
        )?;
        if self.ties != matching::Tally::default() {
            writeln!(
                f,
                "{would}ties: {} new, {} changed, {} the same",
                self.ties.new, self.ties.changed, self.ties.same
            )?;
        }
        let made = |(kind, n): (&Kind, &usize)| counted(*n, &kind.to_string(), kind.plural());
        let written: Vec<_> = self.kinds.iter().map(made).collect();
        if !written.is_empty() {
            let label = if self.dry_run { "records to write" } else { "records written" };
            writeln!(f, "{label}: {}", written.join(", "))?;
        }
        f.write_str(&listed(&self.faults, &self.unsure_rows, self.dry_run))
    }
}

fn listed(faults: &[RowFault], unsure: &[matching::Unsure], dry_run: bool) -> String {
    const SHOWN: usize = 20;
    let mut text = String::new();
    for fault in faults.iter().take(SHOWN) {
        writeln!(text, "left out {fault}").expect("a string takes all");
    }
    if faults.len() > SHOWN {
        writeln!(text, "left out … and {} more: --json names all", faults.len() - SHOWN).expect("a string takes all");
    }
    for row in unsure.iter().take(SHOWN) {
        writeln!(text, "unsure {}:{}: {} resembles `{}`: {}", row.file, row.line, row.name, row.resembles, row.why)
            .expect("a string takes all");
    }
    if !unsure.is_empty() && !dry_run {
        text.push_str("unsure rows are left out, unless --yes takes them as new people\n");
    }
    text
}
