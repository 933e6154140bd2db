//! Asks and skips in lists.

use serde_json::{Value, json};

use crate::commands::parts::table::table;
use crate::lenses::Ground;

pub(super) fn asks(ground: &Ground<'_>) -> (String, Vec<Value>) {
    let (network, all) = (ground.network, ground.network.asks().values());
    let (rows, values) = all
        .map(|it| {
            let outcome = it.outcome.map(|outcome| outcome.to_string());
            let to = it.to.as_ref().map_or("", |to| network.name(to));
            let about = it.about.as_ref().map_or("", |about| about.as_str());
            let row = vec![
                it.on.to_string(),
                network.name(&it.of).to_owned(),
                it.purpose.to_string(),
                [to, about].join(" ").trim().to_owned(),
                outcome.clone().unwrap_or_else(|| "open".to_owned()),
            ];
            let value = json!({
                "on": it.on.to_string(), "of": it.of, "for": it.purpose.to_string(), "to": it.to, "about": it.about,
                "outcome": outcome, "note": it.note,
            });
            (row, value)
        })
        .unzip::<_, _, Vec<_>, Vec<_>>();
    (table(&["day", "asked", "for", "to or about", "outcome"], rows), values)
}

pub(super) fn skips(ground: &Ground<'_>) -> (String, Vec<Value>) {
    let all = ground.network.skips().values();
    let (rows, values) = all
        .map(|it| {
            let until = it.until.map(|until| until.to_string());
            let row = vec![
                it.on.to_string(),
                ground.network.name(&it.who).to_owned(),
                it.lens.clone(),
                until.clone().unwrap_or_else(|| "declined".to_owned()),
                it.because.clone(),
            ];
            let value = json!({
                "on": it.on.to_string(), "who": it.who, "lens": it.lens, "until": until, "because": it.because,
            });
            (row, value)
        })
        .unzip::<_, _, Vec<_>, Vec<_>>();
    (table(&["day", "who", "lens", "until", "because"], rows), values)
}
