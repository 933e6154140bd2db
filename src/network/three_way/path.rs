//! Which value of a record is meant: `closeness`, `skills["finance"]`, `positions["CFO, acme"].until`.

use std::fmt;

use serde_json::{Map, Value};

use super::fields::object;
use super::policy::{keys_of, labelled, plain};

/// The way to a value in a record.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Step {
    Field(String),
    Key(String),
}

impl Path {
    pub(super) fn field(&self, name: &str) -> Self {
        self.with(Step::Field(name.to_owned()))
    }

    pub(super) fn key(&self, key: &str) -> Self {
        self.with(Step::Key(key.to_owned()))
    }

    fn with(&self, step: Step) -> Self {
        Self(self.0.iter().cloned().chain([step]).collect())
    }

    /// Returns whether the path is that, or leads to a value inside of it: `positions` fits all that is in one.
    #[must_use]
    pub fn lies_in(&self, outer: &str) -> bool {
        let own = self.to_string();
        own == outer || own.strip_prefix(outer).is_some_and(|rest| rest.starts_with(['[', '.']))
    }

    /// Reads a path from the beginning of a text and returns what follows it.
    #[must_use]
    pub fn read(text: &str) -> Option<(Self, &str)> {
        let (name, mut rest) = word(text)?;
        let mut steps = vec![Step::Field(name)];
        loop {
            if let Some(after) = rest.strip_prefix('.') {
                let (name, after) = word(after)?;
                steps.push(Step::Field(name));
                rest = after;
            } else if let Some(after) = rest.strip_prefix('[') {
                let (key, after) = quoted(after)?;
                steps.push(Step::Key(key));
                rest = after.strip_prefix(']')?;
            } else {
                return Some((Self(steps), rest));
            }
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, step) in self.0.iter().enumerate() {
            match step {
                Step::Field(name) if n == 0 => f.write_str(name)?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Key(key) => write!(f, "[{key:?}]")?,
            }
        }
        Ok(())
    }
}

fn word(text: &str) -> Option<(String, &str)> {
    let end = text.find(|it: char| !it.is_ascii_alphanumeric() && it != '_').unwrap_or(text.len());
    (end > 0).then(|| (text[..end].to_owned(), &text[end..]))
}

/// Reads a text in quotation marks and returns what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut escaped = false;
    let inside = text.strip_prefix('"')?;
    let end = inside.char_indices().find(|(_, letter)| {
        let ends = *letter == '"' && !escaped;
        escaped = *letter == '\\' && !escaped;
        ends
    });
    let (end, _) = end?;
    let key = ron::from_str(&text[..end + 2]).ok()?;
    Some((key, &text[end + 2..]))
}

/// Returns the record with another value there, or with none; nothing if the value cannot stand there.
#[must_use]
pub fn settled<R>(record: &R, path: &Path, value: Option<Value>) -> Option<R>
where
    R: serde::Serialize + serde::de::DeserializeOwned,
{
    let mut fields = object(record);
    let (Step::Field(name), rest) = path.0.split_first()? else { return None };
    put(&mut fields, name, rest, value)?;
    serde_json::from_value(Value::Object(fields)).ok()
}

fn put(fields: &mut Map<String, Value>, name: &str, rest: &[Step], value: Option<Value>) -> Option<()> {
    let Some((step, rest)) = rest.split_first() else {
        match value {
            Some(value) => drop(fields.insert(name.to_owned(), value)),
            None => drop(fields.remove(name)),
        }
        return Some(());
    };
    match (step, keys_of(name)) {
        (Step::Key(label), Some(keys)) => {
            let list = fields.entry(name).or_insert_with(|| Value::Array(Vec::new())).as_array_mut()?;
            put_part(list, name, keys, label, rest, value)?;
            if list.is_empty() {
                fields.remove(name);
            }
            Some(())
        }
        (Step::Key(key) | Step::Field(key), _) => {
            let map = fields.entry(name).or_insert_with(|| Value::Object(Map::new())).as_object_mut()?;
            put(map, key, rest, value)?;
            if map.is_empty() {
                fields.remove(name);
            }
            Some(())
        }
    }
}

fn put_part(
    list: &mut Vec<Value>,
    name: &str,
    keys: &[&str],
    label: &str,
    rest: &[Step],
    value: Option<Value>,
) -> Option<()> {
    // Labels may have grown longer while there were two versions of the list.
    let at = labelled(name, list).iter().position(|it| it == label);
    let at = at.or_else(|| list.iter().position(|part| label.starts_with(&plain(part, keys)) && rest.is_empty()));
    match (at, rest.split_first(), value) {
        (Some(at), Some((Step::Field(field), rest)), value) => put(list[at].as_object_mut()?, field, rest, value),
        (Some(at), None, Some(value)) => {
            list[at] = value;
            Some(())
        }
        (Some(at), None, None) => {
            list.remove(at);
            Some(())
        }
        (None, None, Some(value)) => {
            list.push(value);
            Some(())
        }
        (None, None, None) => Some(()),
        _ => None,
    }
}
