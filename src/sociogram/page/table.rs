//! The table of the page: a row for every mark, in the order of the drawing; card, search and filters read it.

use std::fmt::Write;

use super::facets::Facet;
use crate::measures::Grade;
use crate::network::fold;
use crate::sociogram::svg::escaped;
use crate::sociogram::{Line, Mark, Sociogram, Tone, Who};

const COLUMNS: [&str; 13] = [
    "Name",
    "Title",
    "Where",
    "Function",
    "Communities",
    "Your tie",
    "Last met",
    "Due",
    "Why suggested",
    "Among them",
    "Tied to",
    "No bridge to",
    "People",
];
/// So many columns are there whatever is in them: the card's head.
const ALWAYS: usize = 2;
/// So many names of a department's people are told.
const TOLD: usize = 30;

/// What stands in a cell, and the number it is sorted by if not by its words.
struct Cell {
    words: String,
    sorted_by: Option<f64>,
    /// Whether it is not to be broken: a number or a date.
    is_whole: bool,
    /// Whether it tells of others: nobody is found by it.
    is_around: bool,
}

/// Returns the table's head and rows.
pub(super) fn of(map: &Sociogram, facets: &[Facet]) -> String {
    let rows: Vec<_> = (0..map.marks.len()).map(|it| cells(map, it)).collect();
    let is_told = |column: usize| column < ALWAYS || rows.iter().any(|row| !row[column].words.is_empty());
    let told: Vec<_> = (0..COLUMNS.len()).filter(|it| is_told(*it)).collect();
    let mut table = "<thead><tr>".to_owned();
    // Writing to a string cannot fail.
    for &column in &told {
        let _ = write!(table, "<th scope=\"col\"><button type=\"button\">{}</button></th>", head(map, column));
    }
    table.push_str("</tr></thead>\n<tbody>\n");
    for (number, (mark, cells)) in map.marks.iter().zip(&rows).enumerate() {
        let cells: Vec<_> = told.iter().map(|&it| &cells[it]).collect();
        row(&mut table, &cells, (number, mark), facets);
    }
    table.push_str("</tbody>\n");
    table
}

/// Returns the words above a column: a department has no title, but a size.
fn head(map: &Sociogram, column: usize) -> &'static str {
    let is_of_units = map.marks.iter().any(|it| matches!(it.who, Who::Unit { .. }));
    if is_of_units && column == 1 { "Size" } else { COLUMNS[column] }
}

fn row(table: &mut String, cells: &[&Cell], (number, mark): (usize, &Mark), facets: &[Facet]) {
    let own = cells.iter().filter(|it| !it.is_around);
    let also = mark.card.aliases.iter().map(String::as_str);
    let words: Vec<_> = also.chain(own.map(|it| it.words.as_str())).filter(|it| !it.is_empty()).collect();
    let ego = if mark.is_ego { " data-ego=\"\"" } else { "" };
    let _ = write!(table, "<tr{ego} data-find=\"{}\"", escaped(&fold::ascii(&words.join(" "))));
    for facet in facets {
        let options: Vec<_> = facet.of[number].iter().map(usize::to_string).collect();
        let _ = write!(table, " data-{}=\"{}\"", facet.name, options.join(" "));
    }
    let name = escaped(&cells[0].words);
    let _ = write!(table, "><th scope=\"row\" dir=\"auto\"><a href=\"#m{number}\">{name}</a></th>");
    for cell in &cells[1..] {
        let sorted = cell.sorted_by.map(|it| format!(" data-n=\"{it}\"")).unwrap_or_default();
        // In pieces: a list of names may be longer than one name.
        let words: Vec<_> = cell.words.split(", ").map(escaped).collect();
        let class = match (cell.is_whole, cell.is_around) {
            (true, _) => " class=\"whole\"",
            (_, true) => " class=\"around\"",
            _ => "",
        };
        let _ = write!(table, "<td dir=\"auto\"{class}{sorted}>{}</td>", words.join(", "));
    }
    table.push_str("</tr>\n");
}

fn plain(words: String) -> Cell {
    Cell { words, sorted_by: None, is_whole: false, is_around: false }
}

fn cells(map: &Sociogram, number: usize) -> [Cell; COLUMNS.len()] {
    let mark = &map.marks[number];
    let card = &mark.card;
    let none = || plain(String::new());
    let is_unit = matches!(mark.who, Who::Unit { .. });
    let (title, place) = match mark.who {
        Who::Seat(_) => ("empty seat", mark.area.and_then(|it| map.areas.get(it)).map_or("", |it| &it.text)),
        _ => (card.title.as_str(), card.place.as_str()),
    };
    let [tied, apart] = if is_unit { around(map, number) } else { [String::new(), String::new()] };
    [
        plain(mark.text.clone()),
        Cell { is_whole: is_unit, ..plain(title.to_owned()) },
        plain(place.to_owned()),
        plain(card.function.clone().unwrap_or_default()),
        plain(card.communities.join(", ")),
        if mark.is_person() { tie(mark) } else { none() },
        Cell { is_whole: true, ..plain(card.last_met.map(|it| it.to_string()).unwrap_or_default()) },
        card.overdue.map_or_else(none, due),
        plain(card.suggested.clone().unwrap_or_default()),
        Cell { is_whole: true, ..plain(card.among.clone()) },
        Cell { is_around: true, ..plain(tied) },
        Cell { is_around: true, ..plain(apart) },
        plain(names(&card.people)),
    ]
}

/// Returns to what a unit is tied, most strongly first, and to what it ought to be and is not.
fn around(map: &Sociogram, number: usize) -> [String; 2] {
    let touches = |line: &&Line| line.from == number || line.to == number;
    let mut lines: Vec<_> = map.lines.iter().filter(touches).collect();
    lines.sort_by(|a, b| b.strength.total_cmp(&a.strength));
    [false, true].map(|is_missing| {
        let lines = lines.iter().filter(|it| (it.tone == Tone::Missing) == is_missing);
        let other = |it: &&Line| map.marks.get(if it.from == number { it.to } else { it.from });
        lines.filter_map(other).map(|it| it.text.as_str()).collect::<Vec<_>>().join(", ")
    })
}

fn names(people: &[String]) -> String {
    let named = people.iter().take(TOLD).map(String::as_str).collect::<Vec<_>>().join(", ");
    match people.len().saturating_sub(TOLD) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

fn tie(mark: &Mark) -> Cell {
    let strength = mark.card.strength;
    let grade = Grade::of(strength);
    let words = match grade {
        Grade::None if mark.is_ego => String::new(),
        Grade::None => grade.to_string(),
        _ => format!("{grade}, {strength:.2}"),
    };
    let sorted_by = (!words.is_empty()).then_some((strength * 1e4).round() / 1e4);
    Cell { sorted_by, is_whole: true, ..plain(words) }
}

/// Returns in words how far past the interval wished for contact is; sorted backwards it begins with the latest.
fn due(days: i32) -> Cell {
    let n = days.unsigned_abs();
    let unit = if n == 1 { "day" } else { "days" };
    let words = match days {
        1.. => format!("{n} {unit} overdue"),
        0 => "due today".to_owned(),
        _ => format!("in {n} {unit}"),
    };
    Cell { sorted_by: Some(f64::from(days)), is_whole: true, ..plain(words) }
}

#[cfg(test)]
mod tests {
    use super::due;

    #[test]
    fn days_are_told_in_words() {
        let words = [12, 1, 0, -1, -30, i32::MIN].map(|it| due(it).words);
        let said = ["12 days overdue", "1 day overdue", "due today", "in 1 day", "in 30 days", "in 2147483648 days"];
        assert_eq!(words, said);
    }
}
