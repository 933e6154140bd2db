//! Graphviz as a pen (`neato`, on places that are given) and as a layout: the only processes started for a picture, on a
//! short leash.
//!
//! Fixed arguments, an absolute program, DOT in and a drawing or places out through pipes, an empty environment, a process
//! group of its own that is killed when ten seconds are over for all of them, limits on memory, time and output.

use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use super::picture::Picture;
use super::{Error, Output, Sociogram, dot, pixels, tidy};

const PEN: &str = "neato";
const SECONDS: u64 = 10;
const MEGABYTES: usize = 20;
/// The most memory the child may ask for.
const MEMORY: u64 = 1 << 30;
/// Before that, what lies behind the graph was not drawn.
const OLDEST: (u32, u32) = (2, 30);

/// How long Graphviz may take for one picture, its layout included.
pub(super) struct Leash {
    until: Instant,
}

impl Leash {
    pub(super) fn new() -> Self {
        Self { until: Instant::now() + Duration::from_secs(SECONDS) }
    }
}

/// Returns whether Graphviz is installed.
pub(super) fn is_there() -> bool {
    program(PEN).is_ok()
}

/// Returns the picture as Graphviz draws it.
pub(super) fn drawn(map: &Sociogram, picture: &Picture, output: Output, leash: &Leash) -> Result<Vec<u8>, Error> {
    // Graphviz counts 72 points an inch.
    let dots = format!("-Gdpi={:.3}", 72.0 * pixels::scale(picture.width, picture.height));
    let format: &[&str] = match output {
        Output::Png => &["-Tpng:cairo", &dots],
        Output::Pdf => &["-Tpdf"],
        _ => &["-Tsvg"],
    };
    let bytes = run(PEN, &[&["-n2"], format].concat(), dot::text(map, picture), leash)?;
    match output {
        Output::Png if bytes.starts_with(b"\x89PNG") => Ok(bytes),
        Output::Pdf if bytes.starts_with(b"%PDF") => Ok(bytes),
        Output::Png | Output::Pdf => Err(Error::Unclean(format!("no {output}"))),
        _ => tidy::svg(map, &String::from_utf8_lossy(&bytes)).map(String::into_bytes),
    }
}

/// Returns a graph as the layout of that name places it, in the plain format.
pub(super) fn laid_out(graph: &str, layout: &'static str, leash: &Leash) -> Result<String, Error> {
    let bytes = run(layout, &["-Tplain"], graph.to_owned(), leash)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Returns where a program lies: the first of that name on the PATH that can be run.
fn program(name: &'static str) -> Result<PathBuf, Error> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let runs = |it: &PathBuf| it.metadata().is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o111 != 0);
    // A relative folder on the PATH would make the current folder decide what is run.
    let mut all = std::env::split_paths(&path).filter(|it| it.is_absolute()).map(|it| it.join(name));
    all.find(runs).ok_or(Error::Missing(name))
}

/// Returns what a program of Graphviz writes about a graph, if it is no older than it may be.
fn run(name: &'static str, arguments: &[&str], graph: String, leash: &Leash) -> Result<Vec<u8>, Error> {
    let program = program(name)?;
    let (_, words) = answer(&program, &["-V"], String::new(), leash)?;
    let words = super::text::clean(&String::from_utf8_lossy(&words));
    let version = version(&words).ok_or_else(|| Error::Failed("it does not say which version it is".to_owned()))?;
    if version < OLDEST {
        return Err(Error::Old(format!("{}.{}", version.0, version.1)));
    }
    let (bytes, words) = answer(&program, &[&["-q"], arguments].concat(), graph, leash)?;
    if bytes.is_empty() {
        let words = super::text::clean(&String::from_utf8_lossy(&words));
        return Err(Error::Failed(if words.is_empty() { "it wrote nothing".to_owned() } else { words }));
    }
    Ok(bytes)
}

/// Returns the first two numbers of the version a program says.
fn version(words: &str) -> Option<(u32, u32)> {
    let mut numbers = words.split("version ").nth(1)?.split(|it: char| !it.is_ascii_digit());
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// Returns what a program writes, and what it says beside it.
fn answer(program: &Path, arguments: &[&str], input: String, leash: &Leash) -> Result<(Vec<u8>, Vec<u8>), Error> {
    let until = leash.until;
    let mut child = started(program, arguments)?;
    limit(&child);
    let written = child.stdin.take().map(|mut stdin| {
        // A child that ends early closes the pipe; its own words then say why.
        thread::spawn(move || stdin.write_all(input.as_bytes()).is_ok())
    });
    let out = child.stdout.take().map(|it| reading(it, MEGABYTES * 1_000_000 + 1));
    let err = child.stderr.take().map(|it| reading(it, 10_000));
    let result = (|| {
        let bytes = awaited(out, until)?;
        if bytes.len() > MEGABYTES * 1_000_000 {
            return Err(Error::Large(MEGABYTES));
        }
        Ok((bytes, ended(&mut child, until)?))
    })();
    if result.is_err() {
        end(&mut child);
    }
    let (bytes, status) = result?;
    let words = awaited(err, until).unwrap_or_default();
    let whole = written.is_some_and(|it| it.join().unwrap_or(false));
    if status.success() && whole {
        return Ok((bytes, words));
    }
    Err(Error::Failed(complaint(&words, status)))
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that starts a process")]
fn started(program: &Path, arguments: &[&str]) -> Result<Child, Error> {
    let mut command = Command::new(program);
    command.args(arguments).env_clear().current_dir("/").process_group(0);
    command.env("HOME", "/nonexistent").env("LC_ALL", "C.UTF-8");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().map_err(|error| Error::Failed(format!("it does not start: {error}")))
}

/// Limits memory and time before the child has read anything.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn limit(child: &Child) {
    use rustix::process::{Resource, Rlimit, prlimit};
    let limits = [(Resource::As, MEMORY), (Resource::Cpu, SECONDS), (Resource::Core, 0)];
    for (resource, most) in limits {
        // Where the system refuses, the clock and the cap on the output still hold.
        let _ = prlimit(pid(child), resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn limit(_: &Child) {}

fn pid(child: &Child) -> Option<Pid> {
    i32::try_from(child.id()).ok().and_then(Pid::from_raw)
}

fn reading(source: impl Read + Send + 'static, most: usize) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // What was read before a failure is looked at like any other answer.
        let _ = source.take(most as u64).read_to_end(&mut bytes);
        let _ = sender.send(bytes);
    });
    receiver
}

fn awaited(read: Option<Receiver<Vec<u8>>>, until: Instant) -> Result<Vec<u8>, Error> {
    let Some(read) = read else { return Ok(Vec::new()) };
    match read.recv_timeout(until.saturating_duration_since(Instant::now())) {
        Ok(bytes) => Ok(bytes),
        Err(RecvTimeoutError::Timeout) => Err(Error::Slow(SECONDS)),
        Err(RecvTimeoutError::Disconnected) => Ok(Vec::new()),
    }
}

fn ended(child: &mut Child, until: Instant) -> Result<ExitStatus, Error> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status),
            Ok(None) if Instant::now() < until => thread::sleep(Duration::from_millis(1)),
            Ok(None) => return Err(Error::Slow(SECONDS)),
            Err(error) => return Err(Error::Failed(error.to_string())),
        }
    }
}

/// Kills the child with all it started, and waits, so that no zombie is left.
fn end(child: &mut Child) {
    if let Some(pid) = pid(child) {
        let _ = kill_process_group(pid, Signal::KILL);
    }
    let _ = child.kill();
    let _ = child.wait();
}

fn complaint(words: &[u8], status: ExitStatus) -> String {
    let words = super::text::clean(&String::from_utf8_lossy(words));
    if words.is_empty() { status.to_string() } else { words }
}
