//! The rules of this repository that no compiler holds.
//!
//! Each rule returns its offenders as text, `file:line: what is wrong`, and a test fails with all of them.

mod coverage;
mod documents;
mod licences;
mod rooms;
mod sizes;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

/// A text file and its path from the repository's root, with `/` between folders.
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the files below a folder whose names end so, in order of path; none where the folder does not exist.
fn files(folder: &str, ending: &str) -> Vec<File> {
    let mut files: Vec<File> =
        paths(&root().join(folder)).filter(|it| it.to_string_lossy().ends_with(ending)).map(read).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn paths(folder: &Path) -> Box<dyn Iterator<Item = PathBuf>> {
    let Ok(entries) = fs::read_dir(folder) else { return Box::new(std::iter::empty()) };
    let paths = entries.map(|it| it.unwrap().path());
    Box::new(paths.flat_map(|it| if it.is_dir() { paths_below(&it) } else { vec![it] }))
}

fn paths_below(folder: &Path) -> Vec<PathBuf> {
    paths(folder).collect()
}

fn read(path: PathBuf) -> File {
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let path = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
    File { path, text }
}

/// Returns a file of the repository's root that must be there.
fn document(name: &str) -> File {
    read(root().join(name))
}

/// Returns the cells of the rows of the Markdown table below that header.
fn table(text: &str, header: &str) -> Vec<Vec<String>> {
    let rows = text.lines().skip_while(|it| *it != header).skip(2).take_while(|it| it.starts_with('|'));
    let cells = |row: &str| row.trim_matches('|').split('|').map(|it| it.trim().to_owned()).collect();
    rows.map(cells).collect()
}

/// Returns the text from a heading to the next of its level.
fn section<'a>(text: &'a str, heading: &str) -> &'a str {
    let start = text.find(&format!("\n{heading}\n")).map_or(text.len(), |at| at + heading.len() + 1);
    let end = text[start..].find("\n## ").map_or(text.len(), |at| start + at);
    &text[start..end]
}

/// Returns the texts between backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[track_caller]
fn hold(rule: &str, offenders: &[String]) {
    assert!(offenders.is_empty(), "{rule}\n  {}\n", offenders.join("\n  "));
}
