//! Two versions of one record merged field by field; how each is merged is for `policy` to say.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::path::Path;
use super::policy::{Policy, items, labels, policy, repeated};
use super::sets::set;

/// A value that clashes, and what the other side has.
pub(super) type Other = (Path, Option<Value>);

/// Merges two versions of a record by what both were before.
pub(super) fn merged<R: Clone + Serialize + DeserializeOwned>(
    base: Option<&R>,
    ours: &R,
    theirs: &R,
) -> (R, Vec<Other>) {
    let base = base.map(object).unwrap_or_default();
    let mut clashes = Vec::new();
    let all = objects(&Path::default(), &base, &object(ours), &object(theirs), &mut clashes);
    match serde_json::from_value(Value::Object(all)) {
        Ok(record) => (record, clashes),
        // Each field comes from a record that was read; should they not fit together, ours stays.
        Err(_) => (ours.clone(), clashes),
    }
}

/// Returns the fields of a record that are not left out.
pub(super) fn object<R: Serialize>(record: &R) -> Map<String, Value> {
    match serde_json::to_value(record) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

fn objects(
    path: &Path,
    base: &Map<String, Value>,
    ours: &Map<String, Value>,
    theirs: &Map<String, Value>,
    clashes: &mut Vec<Other>,
) -> Map<String, Value> {
    let names: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
    let each = names.into_iter().filter_map(|name| {
        let versions = [base.get(name), ours.get(name), theirs.get(name)];
        Some((name.clone(), field(&path.field(name), name, versions, clashes)?))
    });
    each.collect()
}

fn field(path: &Path, name: &str, versions: [Option<&Value>; 3], clashes: &mut Vec<Other>) -> Option<Value> {
    let [base, ours, theirs] = versions;
    if ours == theirs || theirs == base {
        return ours.cloned();
    }
    if ours == base {
        return theirs.cloned();
    }
    let there: Vec<&Value> = versions.into_iter().flatten().collect();
    let lists = versions.map(|it| it.and_then(items).map_or(&[] as &[Value], Vec::as_slice));
    let value = match policy(name, &there) {
        Policy::Set => Value::Array(set(lists)),
        Policy::Map => Value::Object(keyed(path, versions.map(entries), clashes).into_iter().collect()),
        Policy::Parts(keys) => Value::Array(parts(path, lists, keys, clashes)),
        Policy::Single => return single(path, versions, clashes),
    };
    let empty = value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(Map::is_empty);
    (!empty).then_some(value)
}

fn single(path: &Path, [base, ours, theirs]: [Option<&Value>; 3], clashes: &mut Vec<Other>) -> Option<Value> {
    if ours == base {
        return theirs.cloned();
    }
    if ours != theirs && theirs != base {
        clashes.push((path.clone(), theirs.cloned()));
    }
    ours.cloned()
}

/// A list of named values in its order.
type Entries = Vec<(String, Value)>;

fn entries(map: Option<&Value>) -> Entries {
    let map = map.and_then(Value::as_object);
    map.map(|map| map.iter().map(|(key, value)| (key.clone(), value.clone())).collect()).unwrap_or_default()
}

/// Merges values by key; one that is there on both sides is taken apart further.
fn keyed(path: &Path, versions: [Entries; 3], clashes: &mut Vec<Other>) -> Entries {
    let names = versions.each_ref().map(|it| it.iter().map(|(key, _)| Value::from(key.as_str())).collect::<Vec<_>>());
    let order = set(names.each_ref().map(Vec::as_slice));
    let found: [BTreeMap<&str, &Value>; 3] =
        versions.each_ref().map(|it| it.iter().map(|(key, value)| (key.as_str(), value)).collect());
    // One removed here and changed there is no longer in the order, but is at odds.
    let all = order.iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>();
    let gone: BTreeSet<String> = found[1].keys().chain(found[2].keys()).map(|key| (*key).to_owned()).collect();
    let gone = gone.into_iter().filter(|key| !all.contains(key)).collect::<Vec<_>>();
    let each = all.into_iter().chain(gone).filter_map(|key| {
        let values = found.each_ref().map(|it| it.get(key.as_str()).copied());
        let value = part(&path.key(&key), values, clashes)?;
        Some((key, value))
    });
    each.collect()
}

fn part(path: &Path, values: [Option<&Value>; 3], clashes: &mut Vec<Other>) -> Option<Value> {
    let [base, ours, theirs] = values;
    match (ours, theirs) {
        (Some(Value::Object(our)), Some(Value::Object(their))) => {
            let empty = Map::new();
            let base = base.and_then(Value::as_object).unwrap_or(&empty);
            Some(Value::Object(objects(path, base, our, their, clashes)))
        }
        (Some(_), Some(_)) => field(path, "", values, clashes),
        // What is there on one side only is taken or left whole.
        _ => single(path, values, clashes),
    }
}

/// Merges lists of parts, each told from the others by a label made of its fields.
fn parts(path: &Path, lists: [&[Value]; 3], keys: &[&str], clashes: &mut Vec<Other>) -> Vec<Value> {
    let twice = lists.iter().flat_map(|list| repeated(list, keys)).collect();
    let named = lists.map(|list| {
        let labels = labels(list, keys, &twice);
        labels.into_iter().zip(list.iter().cloned()).collect::<Entries>()
    });
    keyed(path, named, clashes).into_iter().map(|(_, part)| part).collect()
}
