//! Tables that read well without colour or frames.

use comfy_table::{ContentArrangement, Table};

/// Returns a table of columns under headings, no wider than the terminal.
pub(crate) fn table(headings: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width());
    table.set_header(headings.iter().copied());
    rows.into_iter().for_each(|row| {
        // One record a line: a line break in a name must not look like a record.
        table.add_row(row.into_iter().map(|cell| cell.replace(['\n', '\r', '\t'], " ")));
    });
    let lines: Vec<_> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n")
}

fn width() -> u16 {
    let asked = std::env::var("COLUMNS").ok().and_then(|it| it.parse().ok());
    let terminal = || {
        rustix::termios::tcgetwinsize(std::io::stdout())
            .ok()
            .map(|it| it.ws_col)
            .filter(|&it| it > 0)
    };
    asked.or_else(terminal).unwrap_or(120).clamp(40, 400)
}
