//! `man`: the manual.

use clap::{Args, CommandFactory};

use super::parts::session::Session;
use crate::error::Error;
use crate::reply::Reply;
use crate::store;

/// Print the manual page, or write one a command into a folder
///
/// Example: acquaint man --into ~/.local/share/man/man1
#[derive(Clone, Debug, Args)]
pub(super) struct Man {
    /// The folder to write acquaint.1, acquaint-add.1 … into
    #[arg(long, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    into: Option<std::path::PathBuf>,
}

#[derive(serde::Serialize)]
struct Answer {
    files: Vec<String>,
    page: Option<String>,
}

impl Man {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        let mut command = super::Cli::command().disable_help_subcommand(true);
        command.build();
        let Some(folder) = &self.into else {
            let page = page(&command);
            return Ok(Reply::new(page.clone(), &Answer { files: Vec::new(), page: Some(page) }));
        };
        if !session.dry_run {
            store::make_folder(folder)?;
        }
        let mut files = Vec::new();
        let pages = command
            .get_subcommands()
            .filter(|it| !it.is_hide_set())
            .map(|it| (format!("acquaint-{}.1", it.get_name()), it));
        for (name, command) in std::iter::once(("acquaint.1".to_owned(), &command)).chain(pages) {
            let file = folder.join(name);
            if !session.dry_run {
                store::write_file(&file, page(command).as_bytes())?;
            }
            files.push(file.display().to_string());
        }
        let wrote = if session.dry_run { "would have written" } else { "wrote" };
        let text = format!("{wrote} {} pages into {}", files.len(), folder.display());
        Ok(Reply::new(text, &Answer { files, page: None }))
    }
}

fn page(command: &clap::Command) -> String {
    let mut roff = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut roff).expect("a vector takes all");
    String::from_utf8_lossy(&roff).into_owned()
}
