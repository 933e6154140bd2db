//! One HTML page: the drawing, a search, a card, and a table of the same data. It needs no network and allows none.
//!
//! Script and style are constant, so the policy names them by their hashes; no data stands in either.

use std::fmt::Write;

use super::picture::Picture;
use super::svg::{self, escaped};
use super::{Mark, Sociogram, Who};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
const STYLE_HASH: &str = "sha256-YI7ZqJPKr1EV3IuTcUSahWC4YbV085lV74zsZ5HjIAs=";
const SCRIPT_HASH: &str = "sha256-bmvj8UzZ0rkJdPOt8IhSd/mjj4D5ZrVBKWVzExsnZjU=";

/// Returns the page.
pub(super) fn text(map: &Sociogram, picture: &Picture) -> String {
    let title = escaped(&map.title);
    let subtitle = escaped(&map.subtitle);
    let drawing = svg::drawing(map, picture, " aria-describedby=\"data\"");
    let rows = rows(map);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{STYLE_HASH}'; \
         script-src '{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"referrer\" content=\"no-referrer\"/>\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <header><label>Search <input type=\"search\" autocomplete=\"off\" placeholder=\"name, title, department\"/></label>\
         <div id=\"card\" aria-live=\"polite\"></div><a href=\"#data\">Table</a></header>\n\
         <main>\n{drawing}</main>\n<section id=\"data\">\n<table>\n<caption>{title} ({subtitle})</caption>\n\
         <thead><tr><th>Name</th><th>Title</th><th>Where</th><th class=\"n\">Strength of tie</th><th>Last met</th></tr></thead>\n\
         <tbody>\n{rows}</tbody>\n</table>\n</section>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"
    )
}

/// Returns a row for every mark, in the order of the drawing: the script counts on it.
fn rows(map: &Sociogram) -> String {
    let mut rows = String::new();
    for mark in &map.marks {
        let [name, title, place, strength, met] = cells(mark).map(|it| escaped(&it));
        // Writing to a string cannot fail.
        let _ = writeln!(
            rows,
            "<tr><td>{name}</td><td>{title}</td><td>{place}</td><td class=\"n\">{strength}</td><td>{met}</td></tr>"
        );
    }
    rows
}

fn cells(mark: &Mark) -> [String; 5] {
    if let Who::Seat(_) = mark.who {
        return [
            mark.text.clone(),
            "empty seat".to_owned(),
            String::new(),
            String::new(),
            String::new(),
        ];
    }
    let card = &mark.card;
    let strength = if mark.is_ego || card.strength <= 0.0 {
        String::new()
    } else {
        format!("{:.2}", card.strength)
    };
    let met = card.last_met.map(|it| it.to_string()).unwrap_or_default();
    [mark.text.clone(), card.title.clone(), card.place.clone(), strength, met]
}
