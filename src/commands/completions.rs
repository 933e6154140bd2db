//! `completions`: the shell's completion.

use clap::{Args, ValueEnum};

use super::parts::session::Session;
use crate::error::Error;
use crate::reply::Reply;

/// Print what makes the shell complete commands, flags and ids
///
/// Example: source <(acquaint completions bash)
#[derive(Clone, Debug, Args)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Shell {
    Bash,
    Elvish,
    Fish,
    Powershell,
    Zsh,
}

#[derive(serde::Serialize)]
struct Answer {
    script: String,
}

impl Completions {
    pub(super) fn run(&self, _: &Session) -> Result<Reply, Error> {
        use clap_complete::env::{Bash, Elvish, EnvCompleter, Fish, Powershell, Zsh};
        let shell: &dyn EnvCompleter = match self.shell {
            Shell::Bash => &Bash,
            Shell::Elvish => &Elvish,
            Shell::Fish => &Fish,
            Shell::Powershell => &Powershell,
            Shell::Zsh => &Zsh,
        };
        let mut script = Vec::new();
        shell
            .write_registration("COMPLETE", "acquaint", "acquaint", "acquaint", &mut script)
            .expect("a vector takes all");
        let script = String::from_utf8_lossy(&script).into_owned();
        Ok(Reply::new(script.clone(), &Answer { script }))
    }
}
