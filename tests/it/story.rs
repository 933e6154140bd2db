//! One story: the commands of a Markdown file, run in order in one fresh folder. `tests/stories/README.md` says how
//! to write one.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A command, and what is expected of it.
#[derive(Debug)]
pub(crate) struct Step {
    /// The lines of the file that hold the command and its answer, counted from 0.
    pub(crate) lines: Range<usize>,
    /// What is handed to the shell.
    pub(crate) command: String,
    /// The exit code.
    pub(crate) status: i32,
    answer: Vec<String>,
}

/// Returns the steps of all `console` blocks.
pub(crate) fn steps(text: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut fence: Option<bool> = None;
    for (n, line) in text.lines().enumerate() {
        match (fence, line.strip_prefix("```")) {
            (Some(_), Some(_)) => fence = None,
            (None, Some(info)) => fence = Some(info.trim() == "console"),
            (Some(true), None) => take(&mut steps, n, line),
            _ => {}
        }
    }
    steps
}

fn take(steps: &mut Vec<Step>, n: usize, line: &str) {
    if let Some(command) = line.strip_prefix("$ ") {
        steps.push(Step { lines: n..n + 1, command: command.to_owned(), status: 0, answer: vec![] });
        return;
    }
    let step = steps.last_mut().filter(|it| it.lines.end == n);
    let step = step.unwrap_or_else(|| panic!("line {}: an answer without a command: {line}", n + 1));
    step.lines.end = n + 1;
    let fresh = step.answer.is_empty();
    if let Some(more) = line.strip_prefix("> ").filter(|_| fresh) {
        step.command = format!("{}\n{more}", step.command);
    } else if let Some(status) = line.strip_prefix("? ").filter(|_| fresh) {
        step.status = status.trim().parse().expect("`? ` is followed by an exit code");
    } else {
        step.answer.push(line.to_owned());
    }
}

impl Step {
    /// Returns whether it calls `acquaint` with that word, as its command or otherwise.
    pub(crate) fn calls(&self, word: &str) -> bool {
        let line = self.command.replace("cargo run --release --", "acquaint");
        let mut words = line.split_whitespace().skip_while(|it| *it != "acquaint");
        words.next().is_some() && words.any(|it| it == word)
    }

    fn holds(&self, answer: &[String], status: i32) -> bool {
        status == self.status && lines_match(without_blank_end(&self.answer), answer)
    }
}

/// A file of steps and the folder they run in.
pub(crate) struct Story {
    file: PathBuf,
    folder: PathBuf,
}

impl Story {
    /// Returns the story of a file below the repository's root.
    pub(crate) fn of(root: &Path, file: &str) -> Self {
        let name = file.replace('/', "-").replace(".md", "");
        Self { file: root.join(file), folder: Path::new(env!("CARGO_TARGET_TMPDIR")).join("stories").join(name) }
    }

    /// Runs every step and returns what differs; with `bless`, writes the true answers into the file instead.
    pub(crate) fn run(&self, bless: bool) -> Vec<String> {
        let text = fs::read_to_string(&self.file).unwrap();
        self.sweep();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let mut differences = Vec::new();
        let told: Vec<(Step, Vec<String>, i32)> = steps(&text).into_iter().map(|step| self.tell(step)).collect();
        for (step, answer, status) in told.iter().rev().filter(|(step, answer, status)| !step.holds(answer, *status)) {
            differences.push(self.difference(step, answer, *status));
            lines.splice(step.lines.clone(), transcript(step, answer, *status));
        }
        if !bless {
            differences.reverse();
            return differences;
        }
        if !differences.is_empty() {
            fs::write(&self.file, lines.join("\n") + "\n").unwrap();
        }
        vec![]
    }

    fn sweep(&self) {
        let _ = fs::remove_dir_all(&self.folder);
        fs::create_dir_all(self.folder.join("home")).unwrap();
        fs::create_dir_all(self.folder.join("work")).unwrap();
    }

    fn tell(&self, step: Step) -> (Step, Vec<String>, i32) {
        let line = step.command.replace("cargo run --release --", "acquaint");
        let output = self.shell(&line).output().expect("the shell starts");
        let answer = self.placed(&String::from_utf8_lossy(&output.stdout));
        (step, answer, output.status.code().unwrap_or(-1))
    }

    fn shell(&self, line: &str) -> Command {
        let programs = Path::new(env!("CARGO_BIN_EXE_acquaint")).parent().unwrap();
        let path = std::env::var("PATH").unwrap_or_default();
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("exec 2>&1\n{line}")).current_dir(self.folder.join("work"));
        shell.env_clear().env("PATH", format!("{}:{path}", programs.display())).env("HOME", self.folder.join("home"));
        shell.env("DATA", data()).env("NO_COLOR", "1").env("COLUMNS", "100").env("TZ", "UTC").env("LANG", "C.UTF-8");
        shell.env("GIT_CEILING_DIRECTORIES", &self.folder).env("GIT_CONFIG_NOSYSTEM", "1");
        shell.stdin(Stdio::null());
        shell
    }

    /// Returns the lines of an answer with the folders of this machine named by their places.
    fn placed(&self, answer: &str) -> Vec<String> {
        let places = [("work", "[CWD]"), ("home", "[HOME]")].map(|(it, name)| (self.folder.join(it), name));
        let text = places.iter().fold(answer.to_owned(), |text, (it, name)| text.replace(it.to_str().unwrap(), name));
        let lines: Vec<String> = text.replace(data().to_str().unwrap(), "[DATA]").lines().map(escaped).collect();
        without_blank_end(&lines).to_vec()
    }

    fn difference(&self, step: &Step, answer: &[String], status: i32) -> String {
        let place = format!("{}:{}", self.file.display(), step.lines.start + 1);
        let mut text = format!("{place}: $ {}\n", step.command);
        if status != step.status {
            text += &format!("    exit code {status}, expected {}\n", step.status);
        }
        let same = step.answer.iter().zip(answer).take_while(|(old, new)| line_matches(old, new)).count();
        let marked =
            |mark: &str, lines: &[String]| lines.iter().map(|it| format!("  {mark} {it}\n")).collect::<String>();
        text += &marked(" ", &answer[..same]);
        text += &marked("-", without_blank_end(&step.answer).get(same..).unwrap_or_default());
        text + &marked("+", &answer[same..])
    }
}

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

/// Returns the step as it would be written had it been told just now.
fn transcript(step: &Step, answer: &[String], status: i32) -> Vec<String> {
    let mut lines = vec![format!("$ {}", step.command.replace('\n', "\n> "))];
    if status != 0 {
        lines.push(format!("? {status}"));
    }
    let kept = lines_match(without_blank_end(&step.answer), answer);
    lines.extend_from_slice(if kept { without_blank_end(&step.answer) } else { answer });
    let blank = step.answer.len() - without_blank_end(&step.answer).len();
    lines.extend(vec![String::new(); blank]);
    lines
}

/// Returns a line of an answer, marked by a backslash where it would read as part of the transcript.
fn escaped(line: &str) -> String {
    let reads_as_ours = ["$ ", "> ", "? ", "```", "\\"].iter().any(|it| line.starts_with(it));
    if reads_as_ours { format!("\\{line}") } else { line.to_owned() }
}

fn without_blank_end(lines: &[String]) -> &[String] {
    let end = lines.iter().rposition(|it| !it.is_empty()).map_or(0, |at| at + 1);
    &lines[..end]
}

/// Returns whether the answer is as expected; a line `...` stands for any number of lines.
fn lines_match(expected: &[String], answer: &[String]) -> bool {
    match expected.split_first() {
        None => answer.is_empty(),
        Some((line, rest)) if line == "..." => (0..=answer.len()).any(|n| lines_match(rest, &answer[n..])),
        Some((line, rest)) => {
            answer.split_first().is_some_and(|(first, after)| line_matches(line, first) && lines_match(rest, after))
        }
    }
}

/// Returns whether one line is as expected; `[..]` stands for any text within a line.
fn line_matches(expected: &str, line: &str) -> bool {
    let Some((start, tail)) = expected.split_once("[..]") else { return expected == line };
    let (middle, end) = tail.rsplit_once("[..]").unwrap_or(("", tail));
    let Some(mut rest) = line.strip_prefix(start) else { return false };
    for part in middle.split("[..]") {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(end)
}

#[test]
fn dots_stand_for_any_text_and_any_lines() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    assert!(lines_match(&lines("a\n...\nb [..] of [..]"), &lines("a\nx\ny\nb 1 of 2")));
    assert!(lines_match(&lines("a\n...\nb"), &lines("a\nb")));
    assert!(!lines_match(&lines("a\n...\nb"), &lines("a\nx")));
    assert!(!line_matches("a [..] b [..]!", "a 1 c 2!"));
    assert!(!line_matches("aa[..]aa", "aaa"));
}

#[test]
fn a_blessed_step_is_read_back_as_it_was_told() {
    let told = steps("```console\n$ one\n> two\n? 3\nold\n\n$ four\n```\n");
    let text = transcript(&told[0], &[escaped("$ new"), escaped("..")], 4).join("\n");
    assert_eq!(text, "$ one\n> two\n? 4\n\\$ new\n..\n");
    assert!(told[0].lines == (1..6) && told[1].command == "four");
}
