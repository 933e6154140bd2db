//! What one types: one file a command, with its help, its arguments, its work and its answer.

mod add;
mod asked;
mod check;
mod completions;
mod demo;
mod edit;
mod evaluate;
mod find;
mod gaps;
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
mod skip;
mod spread;
mod stats;
mod suggest;
mod sync;
mod tie;
mod undo;
mod untie;
mod why;

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

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

/// Names the commands: a file and a struct each, in the order of the help.
macro_rules! commands {
    ($($file:ident::$name:ident),* $(,)?) => {
        #[derive(Clone, Debug, Subcommand)]
        enum Command {
            $($name(Box<$file::$name>)),*
        }

        impl Command {
            fn run(&self, session: &Session) -> Result<Reply, Error> {
                match self {
                    $(Self::$name(command) => command.run(session)),*
                }
            }

            /// Adds all commands, each defined no further before it is the one that is asked for.
            fn deferred(root: clap::Command) -> clap::Command {
                let named = |file: &str| clap::Command::new(file.replace('_', "-"));
                root$(.subcommand(named(stringify!($file)).defer(<$file::$name as clap::Args>::augment_args)))*
            }
        }
    };
}

commands! {
    init::Init,
    demo::Demo,
    add::Add,
    met::Met,
    suggest::Suggest,
    skip::Skip,
    spread::Spread,
    asked::Asked,
    why::Why,
    evaluate::Evaluate,
    path::Path,
    map::Map,
    gaps::Gaps,
    stats::Stats,
    find::Find,
    show::Show,
    list::List,
    tie::Tie,
    untie::Untie,
    edit::Edit,
    rename::Rename,
    merge::Merge,
    remove::Remove,
    import::Import,
    sync::Sync,
    resolve::Resolve,
    merge_driver::MergeDriver,
    check::Check,
    undo::Undo,
    redo::Redo,
    history::History,
    completions::Completions,
    man::Man,
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
    let words: Vec<OsString> = words.into_iter().collect();
    // Most definitions are of commands nobody asked for. Help and errors tell of all of them.
    match quickly(&words) {
        Err(told) if told.kind() != ErrorKind::DisplayVersion => Cli::try_parse_from(words),
        done => done,
    }
}

/// Reads a command line in which nothing is wrong.
fn quickly(words: &[OsString]) -> Result<Cli, clap::Error> {
    Cli::from_arg_matches(&deferred().try_get_matches_from(words)?)
}

fn deferred() -> clap::Command {
    Command::deferred(Global::augment_args(clap::Command::new("acquaint").version(VERSION)))
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
        Some(command) => command.run(session),
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_command_is_the_same_however_late_it_is_defined() {
        let told = |mut command: clap::Command| -> Vec<(String, BTreeSet<String>)> {
            command.build();
            let ids = |it: &clap::Command| -> BTreeSet<String> {
                it.get_arguments().map(|it| it.get_id().to_string()).collect()
            };
            command.get_subcommands().map(|it| (it.get_name().to_owned(), ids(it))).collect()
        };
        assert_eq!(told(Cli::command()), told(deferred()));
    }
}
