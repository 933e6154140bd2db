//! Tables that read well without colour or frames.

use comfy_table::{ContentArrangement, Table};

/// A cell longer than this is cut: a name of megabytes must not hold up the rest.
const LONGEST: usize = 300;

/// Returns a table of columns under headings, no wider than the terminal.
pub(crate) fn table(headings: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width());
    table.set_header(headings.iter().copied());
    rows.into_iter().for_each(|row| {
        // One record a line: a line break in a name must not look like a record.
        table.add_row(row.iter().map(|cell| told(cell)));
    });
    table.column_iter_mut().for_each(|column| _ = column.set_padding((0, 2)));
    let lines: Vec<_> = table.lines().map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n")
}

fn told(cell: &str) -> String {
    match cell.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &cell[..end]),
        None => cell.to_owned(),
    }
    .replace(['\n', '\r', '\t'], " ")
}

fn width() -> u16 {
    let asked = std::env::var("COLUMNS").ok().and_then(|it| it.parse().ok());
    let terminal = || rustix::termios::tcgetwinsize(std::io::stdout()).ok().map(|it| it.ws_col).filter(|&it| it > 0);
    asked.or_else(terminal).unwrap_or(120).clamp(40, 400)
}
