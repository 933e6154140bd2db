//! What one types: one file a command, with its help, its arguments, its work and its answer.

mod add;
mod check;
mod completions;
mod demo;
mod edit;
mod find;
mod history;
mod import;
mod init;
mod list;
mod man;
mod map;
mod merge;
mod merge_driver;
mod met;
mod parts;
mod path;
mod redo;
mod remove;
mod rename;
mod resolve;
mod show;
mod suggest;
mod sync;
mod tie;
mod undo;
mod untie;
mod why;

use std::ffi::OsString;

use clap::{CommandFactory, Parser, Subcommand};

pub use parts::session::Session;

use crate::error::Error;
use crate::network::{Date, FORMAT};
use crate::reply::Reply;
use parts::session::Global;

/// Your professional network as a graph, in plain files
///
/// Records people, departments, communities, ties and meetings; tells you whom to meet next, why, and how to get there;
/// draws the map. Nothing leaves this machine.
#[derive(Clone, Debug, Parser)]
#[command(name = "acquaint", version = VERSION, max_term_width = 100, subcommand_help_heading = "Commands")]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Clone, Debug, Subcommand)]
enum Command {
    Init(init::Init),
    Demo(demo::Demo),
    Add(Box<add::Add>),
    Met(met::Met),
    Suggest(suggest::Suggest),
    Why(why::Why),
    Path(path::Path),
    Map(map::Map),
    Find(find::Find),
    Show(show::Show),
    List(list::List),
    Tie(tie::Tie),
    Untie(untie::Untie),
    Edit(Box<edit::Edit>),
    Rename(rename::Rename),
    Merge(merge::Merge),
    Remove(remove::Remove),
    Import(import::Import),
    Sync(sync::Sync),
    Resolve(resolve::Resolve),
    MergeDriver(merge_driver::MergeDriver),
    Check(check::Check),
    Undo(undo::Undo),
    Redo(redo::Redo),
    History(history::History),
    Completions(completions::Completions),
    Man(man::Man),
}

/// The program's version and the number of the format it writes.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (format 1)");
const _: () = assert!(FORMAT == 1, "the version names the format");

impl Cli {
    /// Returns whether the answer is wanted in JSON.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.global.json
    }
}

/// Answers the shell's question for completions and ends the program, if that is what it was started for.
pub fn complete() {
    clap_complete::CompleteEnv::with_factory(Cli::command).complete();
}

/// Reads the command line.
///
/// # Errors
/// What cannot be meant; help and version are told the same way.
pub fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    Cli::try_parse_from(words)
}

/// Runs the command and returns its answer.
///
/// # Errors
/// Why there is none.
pub fn run(cli: &Cli) -> Result<Reply, Error> {
    let session = Session::of(&cli.global, clock)?;
    let answer = answered(cli, &session);
    // What came from a damaged snapshot is no answer; the second time it is left aside.
    if session.trust.holds() { answer } else { answered(cli, &session) }
}

fn answered(cli: &Cli, session: &Session) -> Result<Reply, Error> {
    match &cli.command {
        None => guide(session),
        Some(command) => dispatch(command, session),
    }
}

fn dispatch(command: &Command, session: &Session) -> Result<Reply, Error> {
    match command {
        Command::Init(init) => init.run(session),
        Command::Demo(demo) => demo.run(session),
        Command::Add(add) => add.run(session),
        Command::Met(met) => met.run(session),
        Command::Suggest(suggest) => suggest.run(session),
        Command::Why(why) => why.run(session),
        Command::Path(path) => path.run(session),
        Command::Map(map) => map.run(session),
        Command::Find(find) => find.run(session),
        Command::Show(show) => show.run(session),
        Command::List(list) => list.run(session),
        Command::Tie(tie) => tie.run(session),
        Command::Untie(untie) => untie.run(session),
        Command::Edit(edit) => edit.run(session),
        Command::Rename(rename) => rename.run(session),
        Command::Merge(merge) => merge.run(session),
        Command::Remove(remove) => remove.run(session),
        Command::Import(import) => import.run(session),
        Command::Sync(sync) => sync.run(session),
        Command::Resolve(resolve) => resolve.run(session),
        Command::MergeDriver(driver) => driver.run(),
        Command::Check(check) => check.run(session),
        Command::Undo(undo) => undo.run(session),
        Command::Redo(redo) => redo.run(session),
        Command::History(history) => history.run(session),
        Command::Completions(completions) => completions.run(),
        Command::Man(man) => man.run(session),
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one line that asks for today's date")]
fn clock() -> Date {
    jiff::Zoned::now().date()
}

/// `acquaint` alone: today's page where there is a network, a short guide where there is none.
fn guide(session: &Session) -> Result<Reply, Error> {
    match suggest::today(session) {
        Err(Error::Store(crate::store::Error::Absent(_))) => Ok(Reply::new(GUIDE.to_owned(), &())),
        answer => answer,
    }
}

const GUIDE: &str = "\
Your professional network as a graph, in plain files.

  acquaint demo                                     see it work on a fictional company
  acquaint init --name \"Ada Lovelace\" --role cto    begin your own network
  acquaint add \"Grace Hopper\" --title CFO           record somebody
  acquaint met grace yesterday --via coffee         log a meeting
  acquaint suggest                                  ask whom to meet next
  acquaint map influence -o map.html                draw the map

`acquaint help` names all commands, `acquaint help add` explains one.";
