//! The table of the page: a row for every mark, in the order of the drawing; card, search and filters read it.

use std::fmt::Write;

use super::facets::Facet;
use crate::measures::Grade;
use crate::network::fold;
use crate::sociogram::svg::escaped;
use crate::sociogram::{Mark, Sociogram, Who};

const COLUMNS: [&str; 9] =
    ["Name", "Title", "Where", "Function", "Communities", "Your tie", "Last met", "Due", "Why suggested"];

/// What stands in a cell, and the number it is sorted by if not by its words.
struct Cell {
    words: String,
    sorted_by: Option<f64>,
}

/// Returns the table's head and rows.
pub(super) fn of(map: &Sociogram, facets: &[Facet]) -> String {
    let mut table = "<thead><tr>".to_owned();
    // Writing to a string cannot fail.
    for column in COLUMNS {
        let _ = write!(table, "<th scope=\"col\"><button type=\"button\">{column}</button></th>");
    }
    table.push_str("</tr></thead>\n<tbody>\n");
    for (number, mark) in map.marks.iter().enumerate() {
        row(&mut table, &cells(map, mark), (number, mark.is_ego), facets);
    }
    table.push_str("</tbody>\n");
    table
}

fn row(table: &mut String, cells: &[Cell; 9], (number, is_ego): (usize, bool), facets: &[Facet]) {
    let words: Vec<_> = cells.iter().map(|it| it.words.as_str()).filter(|it| !it.is_empty()).collect();
    let ego = if is_ego { " data-ego=\"\"" } else { "" };
    let _ = write!(table, "<tr{ego} data-find=\"{}\"", escaped(&fold::ascii(&words.join(" "))));
    for facet in facets {
        let options: Vec<_> = facet.of[number].iter().map(usize::to_string).collect();
        let _ = write!(table, " data-{}=\"{}\"", facet.name, options.join(" "));
    }
    let name = escaped(&cells[0].words);
    let _ = write!(table, "><th scope=\"row\" dir=\"auto\"><a href=\"#m{number}\">{name}</a></th>");
    for cell in &cells[1..] {
        let sorted = cell.sorted_by.map(|it| format!(" data-n=\"{it}\"")).unwrap_or_default();
        let _ = write!(table, "<td dir=\"auto\"{sorted}>{}</td>", escaped(&cell.words));
    }
    table.push_str("</tr>\n");
}

fn cells(map: &Sociogram, mark: &Mark) -> [Cell; 9] {
    let plain = |words: String| Cell { words, sorted_by: None };
    let none = || plain(String::new());
    let (name, card) = (plain(mark.text.clone()), &mark.card);
    let nobody = match mark.who {
        Who::Person(_) => None,
        Who::Seat(_) => {
            let place = mark.area.and_then(|it| map.areas.get(it)).map(|it| it.text.clone());
            Some(["empty seat".to_owned(), place.unwrap_or_default()])
        }
        Who::Community(_) | Who::Unit { .. } => Some([card.title.clone(), card.place.clone()]),
    };
    if let Some([title, place]) = nobody.map(|it| it.map(plain)) {
        return [name, title, place, none(), none(), none(), none(), none(), none()];
    }
    [
        name,
        plain(card.title.clone()),
        plain(card.place.clone()),
        plain(card.function.clone().unwrap_or_default()),
        plain(card.communities.join(", ")),
        tie(mark),
        plain(card.last_met.map(|it| it.to_string()).unwrap_or_default()),
        card.overdue.map_or_else(none, due),
        plain(card.suggested.clone().unwrap_or_default()),
    ]
}

fn tie(mark: &Mark) -> Cell {
    let strength = mark.card.strength;
    let grade = Grade::of(strength);
    let words = match grade {
        Grade::None if mark.is_ego => String::new(),
        Grade::None => grade.to_string(),
        _ => format!("{grade}, {strength:.2}"),
    };
    Cell { sorted_by: (!words.is_empty()).then_some((strength * 1e4).round() / 1e4), words }
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
    Cell { words, sorted_by: Some(f64::from(days)) }
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
