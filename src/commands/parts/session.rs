//! What holds for one command whatever it is: the network's folder, today, and how to ask.

use std::io::IsTerminal;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use crate::error::Error;
use crate::network::{Date, Revision};
use crate::store::{self, Commit, Committed, Store, Trust};

/// Flags that every command takes.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Global {
    /// The network's folder [default: $ACQUAINT_NETWORK, else this folder if it holds network.ron, else the data folder]
    #[arg(long, global = true, value_name = "DIR", value_hint = clap::ValueHint::DirPath, help_heading = "Everywhere")]
    pub(crate) network: Option<PathBuf>,
    /// The day to take for today, as YYYY-MM-DD
    #[arg(long, global = true, value_name = "DATE", help_heading = "Everywhere")]
    pub(crate) today: Option<String>,
    /// Answer in JSON
    #[arg(long, global = true, help_heading = "Everywhere")]
    pub(crate) json: bool,
    /// Say what would change, change nothing
    #[arg(long, global = true, help_heading = "Everywhere")]
    pub(crate) dry_run: bool,
    /// Ask nothing: take the defaults, and remove or overwrite however much it is
    #[arg(long, short = 'y', global = true, help_heading = "Everywhere")]
    pub(crate) yes: bool,
}

/// One run of the program.
#[derive(Clone, Debug)]
pub struct Session {
    /// The network's folder.
    pub folder: PathBuf,
    /// Today.
    pub today: Date,
    /// Whether nothing is to be written.
    pub dry_run: bool,
    /// Whether to take defaults instead of asking.
    pub yes: bool,
    /// Whether somebody is there to answer.
    pub interactive: bool,
    /// Whether the answer is wanted in JSON: what is costly and told nowhere else is left out otherwise.
    pub json: bool,
    /// Whether the snapshot was sound.
    pub(crate) trust: Trust,
}

impl Session {
    /// Returns the session of these flags; `clock` is asked for the date where no flag gives it.
    pub(crate) fn of(global: &Global, clock: impl Fn() -> Date) -> Result<Self, Error> {
        let asked = |text: &String| {
            text.parse::<Date>()
                .map_err(|_| Error::usage(format!("`{text}` is no date"), "write --today as YYYY-MM-DD"))
        };
        let today = global.today.as_ref().map(asked).transpose()?.unwrap_or_else(clock);
        let terminal = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        let interactive = terminal && !global.yes && !global.json;
        let folder = super::given::folder(global.network.as_deref())?;
        Ok(Self {
            folder,
            today,
            dry_run: global.dry_run,
            yes: global.yes,
            interactive,
            json: global.json,
            trust: Trust::default(),
        })
    }

    /// Returns the network, read from its folder. It is kept to the end of the process: giving back a hundred thousand
    /// records one by one would take longer than many an answer.
    pub(crate) fn open(&self) -> Result<Opened, Error> {
        Ok(Opened(ManuallyDrop::new(Store::open_lazily(&self.folder, &self.trust)?)))
    }

    /// Returns the transaction of a command that writes.
    pub(crate) fn commit(&self) -> Commit<'_> {
        Commit { folder: &self.folder, today: self.today, dry_run: self.dry_run, sure: self.yes }
    }

    /// Runs an operation on the network and writes what it changes.
    pub(crate) fn write<A>(
        &self,
        mut op: impl FnMut(&mut Revision<'_>) -> Result<(A, String), Error>,
    ) -> Result<Committed<A>, Error> {
        self.braked(|commit| commit.run(&mut op))
    }

    /// Runs a transaction; where it would take away much, it runs again if somebody is there who says so.
    pub(crate) fn braked<A>(
        &self,
        mut run: impl FnMut(&Commit<'_>) -> Result<Committed<A>, Error>,
    ) -> Result<Committed<A>, Error> {
        match run(&self.commit()) {
            Err(Error::Store(store::Error::Brake(toll))) if self.interactive => {
                self.agreed(&format!("This would {toll}. Do it?"))?;
                run(&Commit { sure: true, ..self.commit() })
            }
            done => done,
        }
    }

    /// Asks for a yes.
    fn agreed(&self, question: &str) -> Result<(), Error> {
        let answer = inquire::Confirm::new(&crate::reply::inert(question, false)).with_default(false).prompt();
        match answer {
            Ok(true) => Ok(()),
            Ok(false) => Err(Error::unfit("nothing was done", "look at what it would do with `--dry-run`")),
            Err(_) => Err(unanswered()),
        }
    }

    /// Asks which of several is meant; none where nobody is there to answer.
    pub(crate) fn choose(&self, question: &str, several: &[String]) -> Result<Option<usize>, Error> {
        if !self.interactive {
            return Ok(None);
        }
        let safe: Vec<String> = several.iter().map(|it| crate::reply::inert(it, false)).collect();
        let answer = inquire::Select::new(&format!("{question}?"), safe).raw_prompt();
        answer.map(|it| Some(it.index)).map_err(|_| unanswered())
    }

    /// Asks for a text, with a default.
    pub(crate) fn ask(&self, question: &str, default: &str) -> Result<String, Error> {
        let prompt = inquire::Text::new(question);
        let prompt = if default.is_empty() { prompt } else { prompt.with_default(default) };
        prompt.prompt().map(|it| it.trim().to_owned()).map_err(|_| unanswered())
    }
}

/// A store whose records are not given back one by one when it goes.
#[derive(Debug)]
pub(crate) struct Opened(ManuallyDrop<Store>);

impl std::ops::Deref for Opened {
    type Target = Store;
    fn deref(&self) -> &Store {
        &self.0
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        // Memory ends with the process; files that are open are counted while it runs.
        self.0.close();
    }
}

fn unanswered() -> Error {
    Error::unfit(
        "the question was not answered, so nothing was done",
        "answer it by a flag, or take the defaults with --yes",
    )
}
