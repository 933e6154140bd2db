//! The program: parse, run, print, exit code. The only file that prints.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use acquaint::commands;
use acquaint::error::Error;
use acquaint::reply::{Reply, inert};

fn main() -> ExitCode {
    commands::complete();
    let cli = match commands::parse(std::env::args_os()) {
        Ok(cli) => cli,
        Err(usage) => return usage_told(&usage, std::env::args_os().any(|it| it == "--json")),
    };
    match commands::run(&cli) {
        Ok(reply) => told(&reply, cli.is_json()),
        Err(error) => failed(&error, cli.is_json()),
    }
}

fn colour(stream: &impl IsTerminal) -> bool {
    let asked = |name: &str| std::env::var_os(name).is_some_and(|it| !it.is_empty());
    stream.is_terminal() && !asked("NO_COLOR") && std::env::var_os("TERM").is_none_or(|it| it != "dumb")
}

fn told(reply: &Reply, json: bool) -> ExitCode {
    let notes: String = reply.notes().iter().map(|note| format!("{note}\n")).collect();
    let text = if json { reply.json() } else { inert(&reply.text(), colour(&io::stdout())) };
    let ended = print(&mut io::stderr(), &inert(&notes, false)).and_then(|()| print(&mut io::stdout(), &text));
    match ended {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let _ = print(&mut io::stderr(), &format!("error: cannot write the answer: {error}\n"));
            ExitCode::FAILURE
        }
        _ => ExitCode::from(reply.exit_code()),
    }
}

fn failed(error: &Error, json: bool) -> ExitCode {
    let text = if json { error.json() } else { inert(&error.text(), false) };
    // A reader who has gone away cannot be told anything.
    let _ = print(&mut io::stderr(), &text);
    ExitCode::from(error.exit_code())
}

fn usage_told(usage: &clap::Error, json: bool) -> ExitCode {
    if json && usage.use_stderr() {
        return failed(&usage_error(&usage.render().to_string()), true);
    }
    let _ = usage.print();
    ExitCode::from(if usage.use_stderr() { 2 } else { 0 })
}

/// Returns the usage error of the parser's words: the first line is the message, all others are the hint.
fn usage_error(words: &str) -> Error {
    let (message, hint) = words.split_once('\n').unwrap_or((words, ""));
    let hint: Vec<_> = hint.split_whitespace().collect();
    Error::usage(message.trim_start_matches("error: "), hint.join(" "))
}

fn print(stream: &mut impl Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}
