//! The documents say what is so: version, links and dependencies.

use std::collections::BTreeSet;

use super::licences::metadata;
use super::{File, document, files, hold, quoted, root, section};

/// Returns the Markdown files a reader of the repository meets.
fn documents() -> Vec<File> {
    let names = std::fs::read_dir(root()).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
    let mut documents: Vec<File> = names.filter(|it| it.ends_with(".md")).map(|it| document(&it)).collect();
    documents.extend(["data", "benches", "examples", "tests/stories"].iter().flat_map(|it| files(it, ".md")));
    documents
}

/// Returns the targets of links and pictures outside of code blocks.
fn targets(text: &str) -> Vec<&str> {
    let prose = text.split("\n```").step_by(2);
    let after = |text: &'_ str, sign: &str, end: char| -> Vec<(usize, usize)> {
        let starts = text.match_indices(sign).map(|(at, _)| at + sign.len());
        starts.filter_map(|at| text[at..].find(end).map(|length| (at, at + length))).collect()
    };
    prose
        .flat_map(|it| {
            let spans = [after(it, "](", ')'), after(it, "src=\"", '"'), after(it, "href=\"", '"')].concat();
            spans.into_iter().map(|(start, end)| &it[start..end]).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn links_lead_to_files_that_exist() {
    let mut offenders = Vec::new();
    for file in documents() {
        let folder = root().join(&file.path).parent().unwrap().to_owned();
        let local = targets(&file.text).into_iter().filter(|it| !it.contains("://") && !it.starts_with("mailto:"));
        let paths = local.map(|it| it.split(['#', ' ']).next().unwrap_or_default());
        let broken = paths.filter(|it| !it.is_empty() && !folder.join(it).exists());
        offenders.extend(broken.map(|it| format!("{}: {it}", file.path)));
    }
    hold("links lead to files that exist:", &offenders);
}

#[test]
fn the_changelog_tells_this_version() {
    let heading = format!("## [{}]", env!("CARGO_PKG_VERSION"));
    let told = document("CHANGELOG.md").text.lines().any(|it| it.starts_with(&heading));
    assert!(told, "CHANGELOG.md has no section `{heading}`");
}

#[test]
fn every_dependency_has_its_line() {
    let metadata = metadata(&["--no-deps"]);
    let listed = metadata["packages"][0]["dependencies"].as_array().unwrap();
    let used: BTreeSet<&str> = listed.iter().map(|it| it["name"].as_str().unwrap()).collect();
    let architecture = document("ARCHITECTURE.md").text;
    let lines = section(&architecture, "## Dependencies").lines().filter(|it| it.starts_with("- "));
    let told: BTreeSet<&str> = lines.filter_map(|it| quoted(it).first().copied()).collect();
    let missing = used.difference(&told).map(|it| format!("{it}: no line"));
    let stale = told.difference(&used).map(|it| format!("{it}: no longer used"));
    hold("ARCHITECTURE.md says why each dependency is there:", &missing.chain(stale).collect::<Vec<_>>());
}

#[test]
fn targets_of_links_are_found_and_code_is_not_read() {
    let text = "[a](b.md#c) ![d](e.svg)\n```sh\n[f](g)\n```\n<img src=\"h.svg\">";
    assert_eq!(targets(text), ["b.md#c", "e.svg", "h.svg"]);
}
