//! What an edit changed, field by field: `closeness 3 → 4`, `tags +board −old`.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::network::Record;

/// Returns what differs between a record before and after, in words.
pub(crate) fn differences<R: Record>(before: &R, after: &R) -> String {
    let value = |it: &R| serde_json::to_value(it).unwrap_or_default();
    between(&value(before), &value(after))
}

/// Returns what differs between two records as JSON, in words.
pub(crate) fn between(before: &Value, after: &Value) -> String {
    let none = Map::new();
    let (before, after) = (before.as_object().unwrap_or(&none), after.as_object().unwrap_or(&none));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let told = names.into_iter().filter_map(|it| difference(it, before.get(it), after.get(it)));
    told.collect::<Vec<_>>().join("; ")
}

fn difference(name: &str, before: Option<&Value>, after: Option<&Value>) -> Option<String> {
    if before == after {
        return None;
    }
    let is_list = |it: Option<&Value>| it.is_some_and(|it| it.is_array() || it.is_object());
    Some(if name == "note" {
        if after.is_none() { "note cleared".to_owned() } else { "note written".to_owned() }
    } else if is_list(before) || is_list(after) {
        let (before, after) = (items(before), items(after));
        let added = after.iter().filter(|it| !before.contains(it)).map(|it| format!(" +{it}"));
        let taken = before.iter().filter(|it| !after.contains(it)).map(|it| format!(" −{it}"));
        format!("{name}{}", added.chain(taken).collect::<String>())
    } else {
        format!("{name} {} → {}", told(before), told(after))
    })
}

fn items(list: Option<&Value>) -> Vec<String> {
    match list {
        Some(Value::Array(items)) => items.iter().map(item).collect(),
        Some(Value::Object(map)) => map.iter().map(|(name, value)| format!("{name}:{}", told(Some(value)))).collect(),
        _ => Vec::new(),
    }
}

/// A text is told as it is; a position as title, place and time.
fn item(value: &Value) -> String {
    let Value::Object(position) = value else { return told(Some(value)) };
    let words = [("title", ""), ("at", ""), ("department", ""), ("since", "since "), ("until", "until ")];
    let told = words.iter().filter_map(|(name, before)| {
        let text = position.get(*name)?.as_str().filter(|it| !it.is_empty())?;
        Some(format!("{before}{text}"))
    });
    format!("({})", told.collect::<Vec<_>>().join(", "))
}

fn told(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "none".to_owned(),
        Some(Value::String(text)) if text.chars().count() > 60 => {
            format!("{}…", text.chars().take(60).collect::<String>())
        }
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::differences;
    use crate::network::Person;

    #[test]
    fn fields_that_differ_are_told() -> Result<(), crate::network::IdError> {
        let mut before = Person::named("ann-lee".parse()?, "Ann Lee");
        before.tags = vec!["old".to_owned(), "kept".to_owned()];
        before.closeness = Some(3);
        let mut after = before.clone();
        after.tags = vec!["kept".to_owned(), "board".to_owned()];
        (after.closeness, after.cadence) = (None, Some(14));
        after.note = "Likes numbers.".to_owned();
        let told = "cadence none → 14; closeness 3 → none; note written; tags +board −old";
        assert_eq!(differences(&before, &after), told);
        assert_eq!(differences(&after, &after), "");
        Ok(())
    }
}
