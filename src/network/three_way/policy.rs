//! How a field is merged, seen in its shape: a list of names is a set, a map goes by key, anything else is a single value;
//! lists of parts are in the table below. A field added to a record later is merged sensibly without a line here.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;

/// Lists of parts, and the fields that tell one part from another.
const PARTS: [(&str, &[&str]); 2] = [("positions", &["title", "at", "department"]), ("slots", &["id"])];

/// How the versions of a field are merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Policy {
    /// As a set that keeps an order.
    Set,
    /// Key by key.
    Map,
    /// Part by part, told apart by these fields.
    Parts(&'static [&'static str]),
    /// As one value.
    Single,
}

/// Returns how a field is merged, by its name and by the shape of its versions.
pub(super) fn policy(name: &str, versions: &[&Value]) -> Policy {
    let all = |fits: fn(&Value) -> bool| !versions.is_empty() && versions.iter().all(|it| fits(it));
    let parts = PARTS.iter().find(|(field, _)| *field == name).map(|(_, keys)| *keys);
    match parts {
        Some(keys) if all(|it| items(it).is_some_and(|it| it.iter().all(Value::is_object))) => Policy::Parts(keys),
        _ if all(|it| items(it).is_some_and(|it| it.iter().all(Value::is_string))) => Policy::Set,
        _ if all(Value::is_object) => Policy::Map,
        _ => Policy::Single,
    }
}

pub(super) fn items(value: &Value) -> Option<&Vec<Value>> {
    value.as_array()
}

/// Returns the labels of a field's parts, by which a path names them.
pub(super) fn labelled(name: &str, list: &[Value]) -> Vec<String> {
    let keys = PARTS.iter().find(|(field, _)| *field == name).map_or(&[] as &[&str], |(_, keys)| *keys);
    labels(list, keys, &repeated(list, keys).collect())
}

/// Returns the label of one part as it is where no other part is called the same.
pub(super) fn plain(part: &Value, keys: &[&str]) -> String {
    let texts = keys.iter().filter_map(|key| part.get(key)?.as_str()).filter(|it| !it.is_empty());
    texts.collect::<Vec<_>>().join(", ")
}

/// Returns the fields that tell the parts of a list apart.
pub(super) fn keys_of(name: &str) -> Option<&'static [&'static str]> {
    PARTS.iter().find(|(field, _)| *field == name).map(|(_, keys)| *keys)
}

pub(super) fn repeated<'l>(list: &'l [Value], keys: &'l [&str]) -> impl Iterator<Item = String> + 'l {
    let mut seen = HashSet::new();
    list.iter().map(|part| plain(part, keys)).filter(move |label| !seen.insert(label.clone()))
}

/// Returns a label for each part: its plain one; with its beginning where several are called that; numbered if need be.
pub(super) fn labels(list: &[Value], keys: &[&str], twice: &HashSet<String>) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let label = |part: &Value| {
        let plain = plain(part, keys);
        let since = part.get("since").and_then(Value::as_str).filter(|_| twice.contains(&plain));
        let label = since.map_or(plain.clone(), |since| format!("{plain}, since {since}"));
        let n = seen.entry(label.clone()).or_insert(0);
        *n += 1;
        if *n == 1 { label } else { format!("{label}, no. {n}") }
    };
    list.iter().map(label).collect()
}
