//! What must hold of each record by itself, and of those it names.

use std::collections::BTreeSet;

use super::{Check, LONGEST_NAME};
use crate::network::{
    Ask, Community, Department, DepartmentId, Key, Meeting, Organization, PartialDate, Person, PersonId, Position,
    Record, Skip, Tie, Topic,
};

impl Check<'_> {
    pub(super) fn head(&mut self) {
        let settings = &self.network.settings;
        self.must_exist::<Person>(&Key::Network, "ego", &settings.ego);
        for slot in &settings.slots {
            for holder in &slot.held_by {
                match holder.parse::<PersonId>() {
                    Ok(id) => self.must_exist::<Person>(&Key::Network, "held_by", &id),
                    Err(error) => self.error(&Key::Network, error.to_string(), "name a person's id in `held_by`"),
                }
            }
        }
    }

    pub(super) fn person(&mut self, person: &Person) {
        let key = Key::Person(person.id.clone());
        self.name(&key, &person.name);
        person.aliases.iter().for_each(|alias| self.name(&key, alias));
        self.note(&key, &person.note);
        person.positions.iter().for_each(|position| self.position(&key, position));
        person.communities.iter().for_each(|id| self.must_exist::<Community>(&key, "communities", id));
        person.skills.keys().for_each(|id| self.must_exist::<Topic>(&key, "skills", id));
        person.seeks.iter().for_each(|id| self.must_exist::<Topic>(&key, "seeks", id));
        person.offers.iter().for_each(|id| self.must_exist::<Topic>(&key, "offers", id));
        if let Some(closeness) = person.closeness.filter(|&it| it > 5) {
            self.error(&key, format!("`closeness` is {closeness}"), "closeness goes from 0 to 5");
        }
        if person.cadence == Some(0) {
            self.error(&key, "`cadence` is 0 days".to_owned(), "a cadence is at least one day");
        }
        if let Some((topic, level)) = person.skills.iter().find(|(_, level)| !(1..=5).contains(*level)) {
            self.error(&key, format!("the skill `{topic}` is {level}"), "a skill goes from 1 to 5");
        }
        if let Some(old) = person.was.iter().find(|old| self.network.people.contains_key(*old)) {
            self.error(&key, format!("`was` names `{old}`, who is somebody else"), "take the id out of `was`");
        }
    }

    pub(super) fn position(&mut self, key: &Key, position: &Position) {
        if position.title.chars().take(LONGEST_NAME + 1).count() > LONGEST_NAME {
            self.error(key, format!("a title is longer than {LONGEST_NAME} characters"), "shorten it");
        }
        if let Some(at) = &position.at {
            self.must_exist::<Organization>(key, "at", at);
        }
        self.span(key, position.since, position.until);
        let Some(department) = &position.department else { return };
        self.must_exist::<Department>(key, "department", department);
        if position.at.as_ref().is_some_and(|at| *at != department.organization()) {
            self.error(
                key,
                format!("`{department}` is no department of the organization in `at`"),
                "make `at` and `department` agree",
            );
        }
    }

    fn span(&mut self, key: &Key, since: Option<PartialDate>, until: Option<PartialDate>) {
        if since.zip(until).is_some_and(|(since, until)| until.last_day() < since.first_day()) {
            self.error(key, "`until` lies before `since`".to_owned(), "swap `since` and `until`");
        }
    }

    pub(super) fn department(&mut self, department: &Department) {
        let key = Key::Department(department.id.clone());
        self.name(&key, &department.name);
        self.note(&key, &department.note);
        self.must_exist::<Organization>(&key, "id", &department.id.organization());
        if department.at.as_ref().is_some_and(|at| *at != department.id.organization()) {
            self.error(&key, "`at` and the id name different organizations".to_owned(), "leave `at` out");
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

    pub(super) fn lies_in_itself(&self, department: &Department) -> bool {
        let mut seen = BTreeSet::from([&department.id]);
        let outer = |id: &DepartmentId| self.network.departments.get(id).and_then(|it| it.within.as_ref());
        let mut next = department.within.as_ref();
        while let Some(id) = next {
            if *id == department.id {
                return true;
            }
            next = if seen.insert(id) { outer(id) } else { None };
        }
        false
    }

    pub(super) fn head_works_there(&mut self, key: &Key, department: &Department, head: &PersonId) {
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

    pub(super) fn organization(&mut self, organization: &Organization) {
        let key = Key::Organization(organization.id.clone());
        self.name(&key, &organization.name);
        self.note(&key, &organization.note);
    }

    pub(super) fn community(&mut self, community: &Community) {
        let key = Key::Community(community.id.clone());
        self.name(&key, &community.name);
        self.note(&key, &community.note);
    }

    pub(super) fn topic(&mut self, topic: &Topic) {
        self.name(&Key::Topic(topic.id.clone()), &topic.name);
    }

    pub(super) fn tie(&mut self, tie: &Tie) {
        let key = Key::Tie(tie.id());
        self.must_exist::<Person>(&key, "from", &tie.from);
        self.must_exist::<Person>(&key, "to", &tie.to);
        self.note(&key, &tie.note);
        self.span(&key, tie.since, tie.until);
        if tie.from == tie.to {
            self.error(&key, format!("`{}` is tied to itself", tie.from), "remove the tie");
        }
        if tie.strength.is_some_and(|strength| !(0.0..=1.0).contains(&strength)) {
            self.error(&key, "`strength` is not within 0 and 1".to_owned(), "a strength goes from 0 to 1");
        }
    }

    pub(super) fn meeting(&mut self, meeting: &Meeting) {
        let key = Key::Meeting(meeting.id());
        meeting.with.iter().for_each(|id| self.must_exist::<Person>(&key, "with", id));
        meeting.about.iter().for_each(|id| self.must_exist::<Topic>(&key, "about", id));
        self.note(&key, &meeting.note);
        let repeated = meeting.with.iter().collect::<BTreeSet<_>>().len() < meeting.with.len();
        if repeated || meeting.company() < 2 {
            self.error(&key, "a meeting needs two different people".to_owned(), "name each person in `with` once");
        }
        if meeting.with.contains(self.network.ego()) {
            self.error(&key, "`with` names ego, who is there anyway".to_owned(), "take ego out of `with`");
        }
        if !meeting.planned && meeting.on > self.today {
            self.warn(&key, "the meeting lies in the future".to_owned(), "mark it `planned: true`, or mend its date");
        }
    }

    pub(super) fn ask(&mut self, ask: &Ask) {
        let key = Key::Ask(ask.id());
        self.must_exist::<Person>(&key, "of", &ask.of);
        ask.to.iter().for_each(|id| self.must_exist::<Person>(&key, "to", id));
        ask.about.iter().for_each(|id| self.must_exist::<Topic>(&key, "about", id));
        self.note(&key, &ask.note);
        if ask.to.as_ref() == Some(&ask.of) {
            self.error(&key, format!("`{}` is asked for a way to themself", ask.of), "change `of` or `to`");
        }
    }

    pub(super) fn skip(&mut self, skip: &Skip) {
        let key = Key::Skip(skip.id());
        self.must_exist::<Person>(&key, "who", &skip.who);
        self.note(&key, &skip.because);
    }
}
