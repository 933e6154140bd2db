//! What must hold of a network: faults, each with a suggested mend. Errors block a commit, warnings do not.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Date, Department, DepartmentId, Key, Meeting, Network, Node, Person, PersonId, Position,
    Record, Tie, TieKind, fold,
};

/// The longest name or title, in characters.
const LONGEST_NAME: usize = 300;
/// The longest note, in characters.
const LONGEST_NOTE: usize = 100_000;

/// How bad a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The network says something that cannot be.
    Error,
    /// The network says something that is probably not meant.
    Warning,
}

/// Something wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fault {
    /// How bad.
    pub severity: Severity,
    /// Which record.
    pub key: Key,
    /// What is wrong, lower case, no full stop.
    pub message: String,
    /// What to do about it.
    pub mend: String,
}

impl Network {
    /// Returns all faults: errors first, then by record.
    #[must_use]
    pub fn check(&self, today: Date) -> Vec<Fault> {
        let mut check = Check { network: self, today, faults: Vec::new() };
        check.head();
        self.people.values().for_each(|person| check.person(person));
        self.departments.values().for_each(|department| check.department(department));
        check.names_of_units();
        self.ties.values().for_each(|tie| check.tie(tie));
        self.meetings.values().for_each(|meeting| check.meeting(meeting));
        check.reporting_cycles();
        check.likely_duplicates();
        check.faults.sort();
        check.faults
    }
}

struct Check<'n> {
    network: &'n Network,
    today: Date,
    faults: Vec<Fault>,
}

impl Check<'_> {
    fn fault(&mut self, severity: Severity, key: &Key, message: String, mend: impl Into<String>) {
        self.faults.push(Fault { severity, key: key.clone(), message, mend: mend.into() });
    }

    fn error(&mut self, key: &Key, message: String, mend: impl Into<String>) {
        self.fault(Severity::Error, key, message, mend);
    }

    fn warn(&mut self, key: &Key, message: String, mend: impl Into<String>) {
        self.fault(Severity::Warning, key, message, mend);
    }

    fn must_exist<R: Record>(&mut self, key: &Key, field: &str, id: &R::Id) {
        if self.network.get::<R>(id).is_none() {
            let kind = R::KIND;
            self.error(
                key,
                format!("`{field}` names the {kind} `{id}`, which is not recorded"),
                format!("add the {kind} `{id}`, or take it out of `{field}`"),
            );
        }
    }

    fn name(&mut self, key: &Key, name: &str) {
        let length = name.chars().take(LONGEST_NAME + 1).count();
        if name.trim().is_empty() {
            self.error(key, "the name is empty".to_owned(), "write a name");
        } else if length > LONGEST_NAME {
            self.error(
                key,
                format!("a name is longer than {LONGEST_NAME} characters"),
                "shorten it, keep the rest in `note`",
            );
        }
    }

    fn note(&mut self, key: &Key, note: &str) {
        if note.chars().take(LONGEST_NOTE + 1).count() > LONGEST_NOTE {
            self.error(
                key,
                format!("`note` is longer than {LONGEST_NOTE} characters"),
                "keep long texts in files of their own",
            );
        }
    }

    fn head(&mut self) {
        let settings = &self.network.settings;
        self.must_exist::<Person>(&Key::Network, "ego", &settings.ego);
        for slot in &settings.slots {
            for holder in &slot.held_by {
                match holder.parse::<PersonId>() {
                    Ok(id) => self.must_exist::<Person>(&Key::Network, "held_by", &id),
                    Err(error) => self.error(
                        &Key::Network,
                        error.to_string(),
                        "name a person's id in `held_by`",
                    ),
                }
            }
        }
    }

    fn person(&mut self, person: &Person) {
        let key = Key::Person(person.id.clone());
        self.name(&key, &person.name);
        person.aliases.iter().for_each(|alias| self.name(&key, alias));
        self.note(&key, &person.note);
        person.positions.iter().for_each(|position| self.position(&key, position));
        person
            .communities
            .iter()
            .for_each(|id| self.must_exist::<super::Community>(&key, "communities", id));
        person.skills.keys().for_each(|id| self.must_exist::<super::Topic>(&key, "skills", id));
        person.seeks.iter().for_each(|id| self.must_exist::<super::Topic>(&key, "seeks", id));
        person.offers.iter().for_each(|id| self.must_exist::<super::Topic>(&key, "offers", id));
        if let Some(closeness) = person.closeness.filter(|&it| it > 5) {
            self.error(&key, format!("`closeness` is {closeness}"), "closeness goes from 0 to 5");
        }
        if person.cadence == Some(0) {
            self.error(&key, "`cadence` is 0 days".to_owned(), "a cadence is at least one day");
        }
        if let Some((topic, level)) =
            person.skills.iter().find(|(_, level)| !(1..=5).contains(*level))
        {
            self.error(&key, format!("the skill `{topic}` is {level}"), "a skill goes from 1 to 5");
        }
        if let Some(old) = person.was.iter().find(|old| self.network.people.contains_key(*old)) {
            self.error(
                &key,
                format!("`was` names `{old}`, who is somebody else"),
                "take the id out of `was`",
            );
        }
    }

    fn position(&mut self, key: &Key, position: &Position) {
        if position.title.chars().take(LONGEST_NAME + 1).count() > LONGEST_NAME {
            self.error(
                key,
                format!("a title is longer than {LONGEST_NAME} characters"),
                "shorten it",
            );
        }
        if let Some(at) = &position.at {
            self.must_exist::<super::Organization>(key, "at", at);
        }
        let Some(department) = &position.department else { return };
        self.must_exist::<Department>(key, "department", department);
        if position.at.as_ref().is_some_and(|at| *at != department.organization()) {
            self.error(
                key,
                format!("`{department}` is no department of the organization in `at`"),
                "make `at` and `department` agree",
            );
        }
        if position
            .since
            .zip(position.until)
            .is_some_and(|(since, until)| until.last_day() < since.first_day())
        {
            self.error(
                key,
                "a position ends before it begins".to_owned(),
                "swap `since` and `until`",
            );
        }
    }

    fn department(&mut self, department: &Department) {
        let key = Key::Department(department.id.clone());
        self.name(&key, &department.name);
        self.note(&key, &department.note);
        self.must_exist::<super::Organization>(&key, "id", &department.id.organization());
        if department.at.as_ref().is_some_and(|at| *at != department.id.organization()) {
            self.error(
                &key,
                "`at` and the id name different organizations".to_owned(),
                "leave `at` out",
            );
        }
        if let Some(outer) = &department.within {
            self.must_exist::<Department>(&key, "within", outer);
        }
        if self.lies_in_itself(department) {
            self.error(&key, "the department lies inside itself".to_owned(), "change `within`");
        }
        if let Some(head) = &department.head {
            self.must_exist::<Person>(&key, "head", head);
            self.head_works_there(&key, department, head);
        }
    }

    fn lies_in_itself(&self, department: &Department) -> bool {
        let mut seen = BTreeSet::from([&department.id]);
        let outer =
            |id: &DepartmentId| self.network.departments.get(id).and_then(|it| it.within.as_ref());
        let mut next = department.within.as_ref();
        while let Some(id) = next {
            if *id == department.id {
                return true;
            }
            next = if seen.insert(id) { outer(id) } else { None };
        }
        false
    }

    fn head_works_there(&mut self, key: &Key, department: &Department, head: &PersonId) {
        let Some(person) = self.network.people.get(head) else { return };
        let organization = department.id.organization();
        let works = |it: &Position| {
            it.at.as_ref() == Some(&organization)
                || it.department.as_ref().is_some_and(|d| d.organization() == organization)
        };
        if !person.positions_on(self.today).any(works) {
            self.warn(
                key,
                format!("its head `{head}` holds no position at `{organization}`"),
                format!("`acquaint edit {head} --at {organization}`, or change `head`"),
            );
        }
    }

    fn names_of_units(&mut self) {
        for organization in self.network.organizations.values() {
            let key = Key::Organization(organization.id.clone());
            self.name(&key, &organization.name);
            self.note(&key, &organization.note);
        }
        for community in self.network.communities.values() {
            let key = Key::Community(community.id.clone());
            self.name(&key, &community.name);
            self.note(&key, &community.note);
        }
        for topic in self.network.topics.values() {
            self.name(&Key::Topic(topic.id.clone()), &topic.name);
        }
    }

    fn tie(&mut self, tie: &Tie) {
        let key = Key::Tie(tie.id());
        self.must_exist::<Person>(&key, "from", &tie.from);
        self.must_exist::<Person>(&key, "to", &tie.to);
        self.note(&key, &tie.note);
        if tie.from == tie.to {
            self.error(&key, format!("`{}` is tied to itself", tie.from), "remove the tie");
        }
        if tie.strength.is_some_and(|strength| !(0.0..=1.0).contains(&strength)) {
            self.error(
                &key,
                "`strength` is not within 0 and 1".to_owned(),
                "a strength goes from 0 to 1",
            );
        }
    }

    fn meeting(&mut self, meeting: &Meeting) {
        let key = Key::Meeting(meeting.id());
        meeting.with.iter().for_each(|id| self.must_exist::<Person>(&key, "with", id));
        meeting.about.iter().for_each(|id| self.must_exist::<super::Topic>(&key, "about", id));
        self.note(&key, &meeting.note);
        let repeated = meeting.with.iter().collect::<BTreeSet<_>>().len() < meeting.with.len();
        if repeated || meeting.company() < 2 {
            self.error(
                &key,
                "a meeting needs two different people".to_owned(),
                "name each person in `with` once",
            );
        }
        if meeting.with.contains(self.network.ego()) {
            self.error(
                &key,
                "`with` names ego, who is there anyway".to_owned(),
                "take ego out of `with`",
            );
        }
        if !meeting.planned && meeting.on > self.today {
            self.warn(
                &key,
                "the meeting lies in the future".to_owned(),
                "mark it `planned: true`, or mend its date",
            );
        }
    }

    fn reporting_cycles(&mut self) {
        let bosses = |id: &PersonId| {
            self.network
                .graph()
                .led_to(id, TieKind::ReportsTo)
                .into_iter()
                .cloned()
                .collect::<Vec<_>>()
        };
        let mut cleared = BTreeSet::new();
        let reporting = self.network.ties.values().filter(|tie| tie.kind == TieKind::ReportsTo);
        let starts: BTreeSet<_> = reporting.map(|tie| tie.from.clone()).collect();
        for start in starts {
            if let Some(cycle) = cycle_from(&start, &bosses, &mut cleared) {
                let names: Vec<_> = cycle.iter().map(PersonId::as_str).collect();
                let message = format!("{} report to each other in a circle", names.join(", "));
                self.error(&Key::Person(start), message, "remove one of these reports-to ties");
            }
        }
    }

    fn likely_duplicates(&mut self) {
        let mut seen: BTreeMap<String, &PersonId> = BTreeMap::new();
        let mut pairs = Vec::new();
        for person in self.network.people.values() {
            let keys = person.emails.iter().chain(&person.links).map(|it| normal_address(it));
            for key in keys.filter(|key| !key.is_empty()).collect::<BTreeSet<_>>() {
                match seen.get(&key) {
                    Some(first) => pairs.push((person.id.clone(), (*first).clone(), key)),
                    None => drop(seen.insert(key, &person.id)),
                }
            }
        }
        for (second, first, address) in pairs {
            self.warn(
                &Key::Person(second.clone()),
                format!("`{second}` and `{first}` share `{address}`"),
                format!("if they are one person, keep one of them: `acquaint remove {second}`"),
            );
        }
        self.namesakes_in_one_place();
    }

    fn namesakes_in_one_place(&mut self) {
        let mut seen: BTreeMap<(String, Vec<&Node>), &PersonId> = BTreeMap::new();
        let mut pairs = Vec::new();
        for person in self.network.people.values() {
            let circles = self.network.graph().circles(&person.id, self.today);
            let places: Vec<_> = circles
                .into_iter()
                .filter(|it| matches!(it, Node::Organization(_) | Node::Department(_)))
                .collect();
            if let Some(first) =
                seen.insert((fold::words(&person.name).join(" "), places), &person.id)
            {
                pairs.push((person.id.clone(), first.clone()));
            }
        }
        for (second, first) in pairs {
            self.warn(
                &Key::Person(second.clone()),
                format!("`{second}` and `{first}` have one name and one place"),
                format!("if they are one person, keep one of them: `acquaint remove {second}`"),
            );
        }
    }
}

/// Returns an address as it is compared: lower case, no scheme, no `www.`, no stroke at the end.
pub(crate) fn normal_address(address: &str) -> String {
    let lower = address.trim().to_lowercase();
    let bare =
        lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")).unwrap_or(&lower);
    bare.strip_prefix("www.").unwrap_or(bare).trim_end_matches('/').to_owned()
}

/// Follows the bosses of `start`, without recursion; returns the circle `start` stands in, once for each circle.
fn cycle_from(
    start: &PersonId,
    bosses: &impl Fn(&PersonId) -> Vec<PersonId>,
    cleared: &mut BTreeSet<PersonId>,
) -> Option<Vec<PersonId>> {
    let mut path: Vec<(PersonId, Vec<PersonId>)> = vec![(start.clone(), bosses(start))];
    while let Some((_, open)) = path.last_mut() {
        match open.pop() {
            Some(next) if next == *start => {
                let cycle: Vec<_> = path.into_iter().map(|(id, _)| id).collect();
                cleared.extend(cycle.iter().cloned());
                return Some(cycle);
            }
            Some(next) if cleared.contains(&next) || path.iter().any(|(id, _)| *id == next) => {}
            Some(next) => {
                let above = bosses(&next);
                path.push((next, above));
            }
            None => {
                let (done, _) = path.pop().expect("the loop's condition");
                cleared.insert(done);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Severity;
    use crate::network::sketch::{network, person};
    use crate::network::{Date, Network, Person};

    const TODAY: Date = Date::constant(2026, 11, 21);

    fn messages(network: &Network) -> Vec<(Severity, String)> {
        network.check(TODAY).into_iter().map(|fault| (fault.severity, fault.message)).collect()
    }

    #[test]
    fn a_circle_of_reports_is_named_once() {
        let network =
            network("ann-ben:reports_to ben-cem:reports_to cem-ann:reports_to dan-ann:reports_to");
        let found = messages(&network);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            found[0],
            (Severity::Error, "ann, ben, cem report to each other in a circle".to_owned())
        );
    }

    #[test]
    fn several_bosses_are_no_circle() {
        assert!(
            messages(&network(
                "ann-ben:reports_to ann-cem:reports_to ben-dan:reports_to cem-dan:reports_to"
            ))
            .is_empty()
        );
    }

    #[test]
    fn one_address_two_people_is_a_warning() {
        let mut network = network("me-ada me-ben");
        let mut revision = network.revise();
        for id in ["ada", "ben"] {
            revision.put(Person {
                links: vec!["https://www.Example.org/Ada/".to_owned()],
                ..person(id)
            });
        }
        drop(revision);
        let found = messages(&network);
        assert_eq!(
            found,
            [(Severity::Warning, "`ben` and `ada` share `example.org/ada`".to_owned())]
        );
    }

    #[test]
    fn numbers_out_of_range_are_errors() {
        let mut network = network("me-ada");
        let mut revision = network.revise();
        revision.put(Person { closeness: Some(6), cadence: Some(0), ..person("ada") });
        drop(revision);
        assert_eq!(messages(&network).len(), 2);
    }
}
