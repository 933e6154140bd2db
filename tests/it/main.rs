//! The one integration binary: stories told on the command line, and the tidy rules of this repository.
//!
//! A test uses no internet, no clock and no home directory; Graphviz, git and Chromium are real, and `tests/run` installs
//! them.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "tests read files, run programs and stop at the first surprise"
)]

mod browser;
mod code;
mod contract;
mod data_readme;
mod gallery;
mod git;
mod graphviz;
mod maps;
mod png;
mod rigs;
mod stories;
mod story;
mod tidy;
