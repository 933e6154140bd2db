//! An organization, department or community with its people; a topic with who knows, offers and seeks it.

use std::fmt::Write;

use serde::Serialize;
use serde_json::{Value, json};

use crate::commands::parts::told::{self, counted};
use crate::lenses::Ground;
use crate::network::{Named, Node, Person, PersonId, TopicId};
use crate::reply::marked;

/// Returns an organization, department or community, the lines about itself and its people.
pub(super) fn circle<R: Serialize + Named>(
    ground: &Ground<'_>,
    node: &Node,
    record: &R,
    lines: &[(&str, &str)],
) -> (String, Value) {
    let members = ground.network.graph().members(node, ground.today);
    let mut text = format!("{}  ({} {})\n", marked(record.name()), R::KIND, record.id());
    for (label, line) in lines.iter().filter(|(_, line)| !line.is_empty()) {
        writeln!(text, "  {label}: {line}").expect("a string takes all");
    }
    writeln!(text, "  {}", counted(members.len(), "person", "people")).expect("a string takes all");
    members.iter().for_each(|id| text.push_str(&member(ground, id)));
    let mut value = serde_json::to_value(record).expect("records are plain data");
    if let Value::Object(object) = &mut value {
        // The envelope carries the id and says what kind of record it is.
        object.remove("id");
        if let Some(kind) = object.remove("kind") {
            object.insert(format!("{}_kind", R::KIND), kind);
        }
        object.insert("people".to_owned(), json!(members));
    }
    (text, value)
}

fn member(ground: &Ground<'_>, id: &PersonId) -> String {
    let who = told::named_place(ground.network, id, ground.today);
    if id == ground.network.ego() {
        format!("    {who}  you\n")
    } else {
        format!("    {who}  {:.2}\n", ground.strengths().of_ego(id).value)
    }
}

/// Returns a topic and who knows, offers and seeks it.
pub(super) fn topic(ground: &Ground<'_>, id: &TopicId) -> (String, Value) {
    let network = ground.network;
    let name = network.topics().get(id).map_or_else(|| id.to_string(), |it| it.name.clone());
    let aliases = network.topics().get(id).map_or_else(Vec::new, |it| it.aliases.clone());
    let people = |is: &dyn Fn(&&Person) -> bool| network.people().values().filter(is).collect::<Vec<_>>();
    let who = |list: &[&Person]| list.iter().map(|it| it.id.to_string()).collect::<Vec<_>>();
    let know = people(&|it| it.skills.contains_key(id));
    let offer = people(&|it| it.offers.contains(id));
    let seek = people(&|it| it.seeks.contains(id));
    let level =
        |it: &&Person| it.skills.get(id).map_or_else(|| it.name.clone(), |level| format!("{} {level}/5", it.name));
    let names = |list: &[&Person]| list.iter().map(|it| it.name.clone()).collect::<Vec<_>>().join(", ");
    let lines = [
        ("also called", aliases.join(", ")),
        ("know it", know.iter().map(level).collect::<Vec<_>>().join(", ")),
        ("offer it", names(&offer)),
        ("seek it", names(&seek)),
    ];
    let lines = lines.iter().filter(|(_, line)| !line.is_empty());
    let lines: String = lines.map(|(label, line)| format!("  {label}: {line}\n")).collect();
    let text = format!("{}  (topic {id})\n{lines}", marked(&name));
    let value = json!({
        "name": name, "aliases": aliases, "know": who(&know), "offer": who(&offer), "seek": who(&seek),
    });
    (text, value)
}
