//! A person, with what follows from the records.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::commands::parts::due::due;
use crate::commands::parts::strip;
use crate::commands::parts::told::{self, counted, rounded};
use crate::lenses::{Ground, Scene};
use crate::measures::{self, Cadence, Strength, Strengths};
use crate::network::{Meeting, Network, Person, PersonId, Record, Tie};
use crate::reply::marked;
use crate::store::Store;

/// Returns all that is known of a person, with so many meetings in the text, and in JSON if that is wanted.
pub(super) fn person<'n>(
    store: &Store,
    ground: &'n Ground<'n>,
    id: &'n PersonId,
    (most, in_json): (usize, bool),
) -> (String, Value) {
    let network = ground.network;
    let meetings = meetings_of(network, id);
    let strength = if id == network.ego() {
        Strength::default()
    } else {
        Strengths::of_one(network, ground.today, (id, meetings.clone()))
    };
    let subject = Subject {
        person: &network.people()[id],
        strength,
        ties: network.ties_of(id),
        meetings: meetings.into_iter().rev().collect(),
    };
    let mut text = head(network, subject.person, ground);
    text.push_str(&standing(ground, &subject));
    text.push_str(&fields(network, subject.person));
    text.push_str(&told_ties(network, id, &subject.ties, ground));
    text.push_str(&told_meetings(network, id, &subject.meetings, most, ground));
    let value = if in_json { json(store, ground, &subject) } else { json!({}) };
    (text, value)
}

/// The person who is shown.
struct Subject<'n> {
    person: &'n Person,
    /// Ego's tie to the person; ego has none to ego.
    strength: Strength,
    ties: Vec<&'n Tie>,
    /// The last first.
    meetings: Vec<&'n Meeting>,
}

/// Returns the meetings of a person, in order of date; ego is at all but those without.
fn meetings_of<'n>(network: &'n Network, id: &PersonId) -> Vec<&'n Meeting> {
    if id == network.ego() {
        return network.meetings().values().filter(|it| it.with.contains(id) || !it.without_ego).collect();
    }
    network.meetings_naming(&[id])
}

fn head(network: &Network, person: &Person, ground: &Ground<'_>) -> String {
    let place = told::place(network, &person.id, ground.today);
    let place = if place.is_empty() { place } else { format!(", {place}") };
    let mut text = format!("{}{place}  ({})\n", marked(&person.name), person.id);
    for past in person.positions.iter().filter(|it| !it.held_on(ground.today)) {
        let until = past.until.map_or_else(|| "from later on".to_owned(), |it| format!("until {it}"));
        let at = told::organization(network, past).map_or_else(String::new, |it| format!(", {it}"));
        writeln!(text, "  before: {}{at}, {until}", past.title).expect("a string takes all");
    }
    text
}

/// What follows from the records: strength, last contact, cadence; of ego the structure of the network around.
fn standing<'n>(ground: &'n Ground<'n>, subject: &Subject<'_>) -> String {
    let strength = subject.strength;
    if subject.person.id == *ground.network.ego() {
        return around_ego(ground);
    }
    let mut text = format!("  {}  strength {:.2}", strip::bar(strength.value), strength.value);
    if strength.value > 0.0 {
        write!(
            text,
            " (activity {:.2}, closeness {:.0}/5, declared {:.2})",
            strength.activity,
            strength.closeness.0 * 5.0,
            strength.declared
        )
        .expect("a string takes all");
    }
    let last = strength.last.map_or_else(
        || "never met on record".to_owned(),
        |it| format!("last contact {} ({it}), {} in all", told::ago(it, ground.today), strength.n_contacts),
    );
    writeln!(text, " · {last}").expect("a string takes all");
    let days = subject.meetings.iter().filter(|it| !it.without_ego && it.happened_by(ground.today)).map(|it| it.on);
    let weeks = strip::weeks(days, ground.today);
    if weeks.iter().any(|it| *it > 0) {
        writeln!(text, "  {}  a year, one sign a week", strip::strip(&weeks)).expect("a string takes all");
    }
    if let Some((cadence, over)) = overdue(ground, subject) {
        let state = if over > 0 {
            format!("{} overdue", counted(over.unsigned_abs() as usize, "day", "days"))
        } else {
            format!("due in {}", counted(over.unsigned_abs() as usize, "day", "days"))
        };
        writeln!(text, "  cadence {} days: {state}", cadence.days).expect("a string takes all");
    }
    text
}

/// Returns the cadence wished for and the days past it, for who has one of their own or by a slot.
fn overdue<'n>(ground: &'n Ground<'n>, Subject { person, strength, .. }: &Subject<'_>) -> Option<(Cadence, i32)> {
    due(&Scene::of(ground, ground.network.ego()), person, strength.last_qualifying)
}

fn around_ego(ground: &Ground<'_>) -> String {
    let view = ground.strengths().all();
    let Some(ego) = view.number(ground.network.ego()) else { return String::new() };
    let constraint = measures::constraint(view, ego).map_or_else(|| "undefined".to_owned(), |it| format!("{it:.3}"));
    let size = measures::effective_size(view, ego).map_or_else(|| "undefined".to_owned(), |it| format!("{it:.1}"));
    format!(
        "  you are tied to {} · constraint {constraint} · effective size {size} (Burt 1992)\n",
        counted(view.degree(ego), "person", "people")
    )
}

fn fields(network: &Network, person: &Person) -> String {
    let communities: Vec<_> =
        person.communities.iter().map(|id| network.communities().get(id).map_or(id.as_str(), |it| &it.name)).collect();
    let topic =
        |id: &crate::network::TopicId| network.topics().get(id).map_or_else(|| id.to_string(), |it| it.name.clone());
    let skills: Vec<_> = person.skills.iter().map(|(id, level)| format!("{} {level}/5", topic(id))).collect();
    let attributes: Vec<_> = person.attributes.iter().map(|(name, text)| format!("{name}: {text}")).collect();
    let lines = [
        ("also called", person.aliases.join(", ")),
        ("e-mail", person.emails.join(", ")),
        ("phone", person.phones.join(", ")),
        ("links", person.links.join(", ")),
        ("communities", communities.join(", ")),
        ("skills", skills.join(", ")),
        ("seeks", person.seeks.iter().map(topic).collect::<Vec<_>>().join(", ")),
        ("offers", person.offers.iter().map(topic).collect::<Vec<_>>().join(", ")),
        ("tags", person.tags.join(", ")),
        ("attributes", attributes.join(", ")),
        ("note", person.note.clone()),
    ];
    lines.iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| format!("  {label}: {text}\n")).collect()
}

fn told_ties(network: &Network, id: &PersonId, ties: &[&Tie], ground: &Ground<'_>) -> String {
    let namesakes = network.with_namesakes(ties.iter().filter_map(|tie| tie.other(id)));
    let called = |it: &PersonId| {
        let name = network.name(it);
        if namesakes.contains(it) { format!("{name} ({it})") } else { name.to_owned() }
    };
    let line = |tie: &&Tie| {
        let other = tie.other(id).map_or_else(String::new, called);
        let ended = if tie.holds_on(ground.today) { String::new() } else { " (ended)".to_owned() };
        let note = if tie.note.is_empty() { String::new() } else { format!(": {}", tie.note) };
        format!(
            "    {} {other}  {:.2}{ended}{note}\n",
            told::tie_words(tie.kind, tie.from == *id),
            tie.declared_strength()
        )
    };
    if ties.is_empty() {
        String::new()
    } else {
        format!("  ties ({})\n{}", ties.len(), ties.iter().map(line).collect::<String>())
    }
}

fn told_meetings(network: &Network, id: &PersonId, meetings: &[&Meeting], most: usize, ground: &Ground<'_>) -> String {
    let line = |meeting: &&Meeting| {
        let others: Vec<_> = meeting.with.iter().filter(|it| *it != id).map(|it| network.name(it)).collect();
        let with = if others.is_empty() { String::new() } else { format!(", with {}", others.join(", ")) };
        let note = if meeting.note.is_empty() { String::new() } else { format!(": {}", meeting.note) };
        let planned = if meeting.planned { "planned, " } else { "" };
        format!("    {}  {planned}{}{with}{note}\n", meeting.on, told::met_words(meeting, ground.today))
    };
    let more = if meetings.len() > most {
        format!("    … and {} more: --meetings {}\n", meetings.len() - most, meetings.len())
    } else {
        String::new()
    };
    if meetings.is_empty() {
        String::new()
    } else {
        format!("  meetings ({})\n{}{more}", meetings.len(), meetings.iter().take(most).map(line).collect::<String>())
    }
}

fn json<'n>(store: &Store, ground: &'n Ground<'n>, subject: &Subject<'_>) -> Value {
    let Subject { person, strength, ties, meetings } = subject;
    let mut record = serde_json::to_value(person).expect("records are plain data");
    let tie = |it: &&Tie| {
        let place = store.place(&Tie::key(it.id()));
        json!({
            "from": it.from, "to": it.to, "kind": it.kind.to_string(),
            "strength": rounded(it.declared_strength()), "holds": it.holds_on(ground.today),
            "note": it.note, "line": place.map(|it| it.line),
        })
    };
    let meeting = |it: &&Meeting| {
        json!({
            "on": it.on.to_string(), "with": it.with, "via": it.via.to_string(),
            "minutes": it.minutes, "about": it.about, "planned": it.planned,
            "without_ego": it.without_ego, "note": it.note,
        })
    };
    let derived = json!({
        "strength": rounded(strength.value),
        "last_met": strength.last.map(|it| it.to_string()),
        "overdue_days": overdue(ground, subject).map(|(_, over)| over.max(0)),
        "ties": ties.iter().map(tie).collect::<Vec<_>>(),
        "meetings": meetings.iter().map(meeting).collect::<Vec<_>>(),
    });
    if let (Value::Object(record), Value::Object(derived)) = (&mut record, derived) {
        // The envelope carries the id.
        record.remove("id");
        record.extend(derived);
    }
    record
}
