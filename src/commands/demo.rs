//! `demo`: a fictional company, and the three main jobs done on it.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::parts::session::Session;
use crate::error::Error;
use crate::reply::Reply;
use crate::store;

/// The demo's time stands still: its meetings end on this day.
const TODAY: &str = "2026-11-20";

macro_rules! demo_files {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../data/demo/", $name)))),+]
    };
}

/// The demo's network, as it stands in `data/demo`.
const FILES: &[(&str, &str)] = demo_files![
    "network.ron",
    "people.ron",
    "organizations.ron",
    "departments.ron",
    "communities.ron",
    "topics.ron",
    "ties.ron",
    "meetings/2024.ron",
    "meetings/2025.ron",
    "meetings/2026.ron",
];

/// See it work on a fictional company: add somebody, ask whom to meet, draw the map
///
/// Copies the demo into a fresh folder below the current one and runs the real commands on it, each printed before its
/// answer. Its meetings end on 2026-11-20, so that is its today.
///
/// Example: acquaint demo
#[derive(Clone, Debug, Args)]
pub(super) struct Demo {
    /// The folder to make [default: acquaint-demo, or the next that is free]
    folder: Option<PathBuf>,
}

#[derive(Serialize)]
struct Run {
    command: String,
    answer: serde_json::Value,
}

#[derive(Serialize)]
struct Answer {
    folder: String,
    today: &'static str,
    commands: Vec<Run>,
}

impl Demo {
    pub(super) fn run(&self, session: &Session) -> Result<Reply, Error> {
        if session.dry_run {
            return Err(Error::usage(
                "the demo cannot be tried without writing",
                "leave --dry-run out: it makes a folder of its own and touches no other",
            ));
        }
        let folder = self.fresh_folder()?;
        store::make_folder(&folder.join("meetings"))?;
        for (name, text) in FILES {
            store::write_file(&folder.join(name), text.as_bytes())?;
        }
        let shown = folder.display().to_string();
        let mut text = format!("A fictional company, seen by its CTO, now lies in {shown}. Its today is {TODAY}.\n");
        let mut commands = Vec::new();
        for words in jobs(&folder) {
            let command = std::iter::once("acquaint")
                .chain(words.iter().map(String::as_str))
                .map(quoted)
                .collect::<Vec<_>>()
                .join(" ");
            let reply = run(&words, &folder)?;
            text.push_str(&format!("\n$ {command}\n{}", reply.text()));
            let answer = serde_json::from_str(&reply.json()).unwrap_or_default();
            commands.push(Run { command, answer });
        }
        text.push_str(&next(&folder));
        Ok(Reply::new(text, &Answer { folder: shown, today: TODAY, commands }))
    }

    fn fresh_folder(&self) -> Result<PathBuf, Error> {
        match &self.folder {
            Some(folder) if folder.exists() => Err(Error::unfit(
                format!("`{}` is there already", folder.display()),
                "name a folder that is not there yet",
            )),
            Some(folder) => Ok(folder.clone()),
            None => {
                let name = |n: usize| {
                    if n == 1 { "acquaint-demo".to_owned() } else { format!("acquaint-demo-{n}") }
                };
                Ok((1..).map(|n| PathBuf::from(name(n))).find(|it| !it.exists()).expect("numbers never run out"))
            }
        }
    }
}

/// The three main jobs, as one would type them in the folder.
fn jobs(folder: &Path) -> Vec<Vec<String>> {
    let map = |ending: &str| folder.join(format!("influence.{ending}")).display().to_string();
    let (svg, html) = (map("svg"), map("html"));
    let jobs: [&[&str]; 4] = [
        &[
            "add",
            "Grace Okonjo",
            "--title",
            "General Counsel",
            "--at",
            "Havrelund Systems",
            "--note",
            "Starts in January; Solveig knows her from Oslo.",
        ],
        &["suggest"],
        &["map", "influence", "-o", &svg],
        &["map", "influence", "-o", &html],
    ];
    jobs.iter().map(|words| words.iter().map(|&it| it.to_owned()).collect()).collect()
}

fn run(words: &[String], folder: &Path) -> Result<Reply, Error> {
    let line = std::iter::once("acquaint".to_owned()).chain(words.iter().cloned());
    let flags = [
        "--network".to_owned(),
        folder.display().to_string(),
        "--today".to_owned(),
        TODAY.to_owned(),
        "--yes".to_owned(),
    ];
    let cli = super::parse(line.chain(flags).map(Into::into)).map_err(|error| Error::unfit(error.to_string(), ""))?;
    super::run(&cli)
}

fn quoted(word: &str) -> String {
    let plain = |it: char| it.is_alphanumeric() || "-_./:=@".contains(it);
    if !word.is_empty() && word.chars().all(plain) { word.to_owned() } else { format!("\"{word}\"") }
}

fn next(folder: &Path) -> String {
    let shown = folder.display();
    format!(
        "\nThe network lies in {shown}, the map in {shown}/influence.svg and {shown}/influence.html: open the page in a browser.\n\
         Go on, with its today:\n\n  cd {shown}\n  acquaint why gunilla --today {TODAY}\n  acquaint path gunilla --today {TODAY}\n  \
         acquaint show dietmar --today {TODAY}\n  acquaint met dietmar --via lunch --today {TODAY}\n\n\
         Or begin your own network: acquaint init --name \"Ada Lovelace\" --role cto\n"
    )
}
