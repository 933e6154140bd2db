//! Dates as people say them, by the way a user's words take: `met ann --on PHRASE`, without writing.
#![no_main]

use std::cell::OnceCell;
use std::ffi::OsString;
use std::path::PathBuf;

use acquaint::commands;
use acquaint::network::PartialDate;
use ground::{folder, settle};
use libfuzzer_sys::fuzz_target;

thread_local!(static FOLDER: OnceCell<PathBuf> = const { OnceCell::new() });

fn settled() -> PathBuf {
    let folder = folder();
    settle(&folder);
    folder
}

fn line(phrase: &str, planned: bool, folder: &PathBuf) -> Vec<OsString> {
    let mut line: Vec<OsString> =
        ["acquaint", "met", "ann", "--dry-run", "--today", "2026-11-20", "--network"]
            .map(OsString::from)
            .to_vec();
    line.extend([folder.into(), format!("--on={phrase}").into()]);
    line.extend(planned.then(|| OsString::from("--planned")));
    line
}

fuzz_target!(|text: &str| {
    if let Ok(date) = text.parse::<PartialDate>() {
        assert_eq!(date.to_string(), text, "a date is written as it was read");
        assert!(date.first_day() <= date.last_day());
    }
    FOLDER.with(|it| {
        let folder = it.get_or_init(settled);
        for planned in [false, true] {
            if let Ok(cli) = commands::parse(line(text, planned, folder)) {
                let _ = commands::run(&cli);
            }
        }
    });
});
