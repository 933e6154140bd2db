//! A sociogram being put together: what all kinds of map share.

use std::collections::BTreeMap;

use super::groups::{self, Group};
use super::{
    Area, Card, Change, Hidden, Kind, Line, Mark, Scale, Sociogram, Subject, Tone, Who, card, legend, subtitle, text,
    warmth,
};
use crate::network::{CommunityId, DepartmentId, OrganizationId, PersonId, TieKind};

const SMALLEST: f64 = 4.5;
const LARGEST: f64 = 17.0;
const SEAT: f64 = 8.0;

/// Marks and lines so far.
pub(super) struct Draft<'a> {
    subject: &'a Subject<'a>,
    center: &'a PersonId,
    largest: f64,
    index: BTreeMap<PersonId, usize>,
    pub(super) groups: Vec<Option<String>>,
    /// The groups in the order of their colours; those of the whole network, if nothing is said.
    pub(super) order: Option<Vec<String>>,
    pub(super) marks: Vec<Mark>,
    pub(super) lines: Vec<Line>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(subject: &'a Subject<'a>, center: &'a PersonId) -> Self {
        let largest = subject.people().map(|id| size(subject, id)).fold(0.0, f64::max);
        let (marks, lines, groups) = (Vec::new(), Vec::new(), Vec::new());
        Self { subject, center, largest, index: BTreeMap::new(), groups, order: None, marks, lines }
    }

    /// Adds a person once and returns the number of the mark.
    pub(super) fn person(&mut self, id: &PersonId, tone: Tone) -> usize {
        if let Some(&known) = self.index.get(id) {
            return known;
        }
        self.index.insert(id.clone(), self.marks.len());
        self.groups.push((self.subject.group)(id).map(|it| text::clean(&it)));
        let radius = radius(size(self.subject, id), self.largest);
        let mark = Mark::of(Who::Person(id.clone()), bare_name(self.subject, id), radius);
        self.marks.push(Mark { tone, is_ego: id == self.center, card: card::of(self.subject, id), ..mark });
        self.marks.len() - 1
    }

    /// Adds a community, drawn as a plate with a note below the name, and returns the number of the mark.
    pub(super) fn plate(&mut self, id: &CommunityId, card: Card, colour: Option<usize>) -> usize {
        let known = self.subject.network.communities().get(id).map(|it| text::clean(&it.name));
        self.groups.push(None);
        let text = known.filter(|it| !it.is_empty()).unwrap_or_else(|| id.to_string());
        self.marks.push(Mark { colour, tone: Tone::Lit, card, ..Mark::of(Who::Community(id.clone()), text, LARGEST) });
        self.marks.len() - 1
    }

    /// Adds an empty seat of that number and returns the number of the mark.
    pub(super) fn seat(&mut self, number: usize, label: &str, area: Option<usize>) -> usize {
        self.groups.push(None);
        self.marks.push(Mark { area, ..Mark::of(Who::Seat(number), text::clean(label), SEAT) });
        self.marks.len() - 1
    }

    /// Returns who is drawn so far, in the order of ids.
    pub(super) fn people(&self) -> impl Iterator<Item = &PersonId> {
        self.index.keys()
    }

    /// Returns the number of a person's mark.
    pub(super) fn number(&self, id: &PersonId) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// Adds an empty seat for every vacancy, in the area of its department.
    pub(super) fn seats(&mut self, area: impl Fn(Option<&DepartmentId>) -> Option<usize>) {
        for (number, vacancy) in self.subject.vacancies.iter().enumerate() {
            self.seat(number, &vacancy.label, area(vacancy.department.as_ref()));
        }
    }

    /// Adds the tie of two people who are drawn.
    pub(super) fn line(&mut self, one: &PersonId, other: &PersonId, strength: f64, tone: Tone) {
        let (Some(u), Some(v)) = (self.number(one), self.number(other)) else { return };
        let declared = self.subject.strengths.declared_between(one, other);
        let leads = |from: &PersonId, fits: &dyn Fn(TieKind) -> bool| {
            declared.iter().any(|it| fits(it.kind) && it.from == *from)
        };
        let both = |fits: &dyn Fn(TieKind) -> bool| (leads(one, fits), leads(other, fits));
        // Where two lead to each other, who reports says which way influence runs.
        let (reports, directed) = (both(&|it| it == TieKind::ReportsTo), both(&|it| !it.is_symmetric()));
        let (there, back) = if reports.0 != reports.1 { reports } else { directed };
        let (from, to) = if back && !there { (v, u) } else { (u, v) };
        let mut kinds: Vec<_> = declared.iter().map(|tie| tie.kind.to_string().replace('-', " ")).collect();
        kinds.dedup();
        let dashed = declared.is_empty() && !self.is_close(one, other);
        let unsaid = if dashed { "seen together" } else { "known to each other" };
        let note = if kinds.is_empty() { unsaid.to_owned() } else { kinds.join(", ") };
        let change = Change::between(self.subject, one, other);
        let line = Line::of(from, to, strength, note);
        self.lines.push(Line { arrow: there != back, dashed, tone, change, ..line });
    }

    /// Adds the tie of two people who are drawn, if it is not there yet.
    pub(super) fn missing_line(&mut self, one: &PersonId, other: &PersonId, strength: f64) {
        let Some((u, v)) = self.number(one).zip(self.number(other)) else { return };
        if !self.lines.iter().any(|it| [(u, v), (v, u)].contains(&(it.from, it.to))) {
            self.line(one, other, strength, Tone::Plain);
        }
    }

    /// Returns whether ego says they are close: that, too, is declared.
    fn is_close(&self, one: &PersonId, other: &PersonId) -> bool {
        let ego = self.subject.network.ego();
        let alter = if one == ego { other } else { one };
        let closeness = self.subject.network.people().get(alter).and_then(|it| it.closeness);
        (one == ego || other == ego) && closeness.unwrap_or(0) > 0
    }

    /// Returns the sociogram with its colours, title and legend.
    pub(super) fn finish(
        mut self,
        kind: &'static Kind,
        title: String,
        areas: Vec<Area>,
        rings: Vec<String>,
        hidden: Hidden,
    ) -> Sociogram {
        // Where the colour says how warm a tie is, the kind has given it.
        let groups = if kind.warmth.is_some() { Vec::new() } else { self.colours() };
        let areas: Vec<_> = areas.into_iter().map(|it| Area { text: text::clean(&it.text), ..it }).collect();
        let mut sociogram = Sociogram {
            kind,
            title: text::clean(&title),
            subtitle: String::new(),
            marks: self.marks,
            lines: self.lines,
            areas,
            rings,
            legend: Vec::new(),
            hidden,
        };
        tell_apart(&mut sociogram.marks);
        if self.subject.alias.is_some() {
            sorted(&mut sociogram);
        }
        sociogram.subtitle = subtitle::of(&sociogram, self.subject);
        sociogram.legend = legend::of(&sociogram, self.subject, self.center, &groups);
        sociogram
    }

    /// Colours everybody by ego's tie; there are no groups then.
    fn coldness(&mut self) -> Vec<Group> {
        for mark in self.marks.iter_mut().filter(|it| !it.is_ego) {
            if let Who::Person(id) = &mark.who {
                mark.colour = warmth::colour(self.subject.strengths.of_ego(id).value);
            }
        }
        Vec::new()
    }

    /// Gives everybody the colour of their group, and returns the groups by name.
    fn colours(&mut self) -> Vec<Group> {
        if self.subject.scale == Scale::Coldness {
            return self.coldness();
        }
        let ordered = |it: Vec<String>| it.into_iter().enumerate().map(|(colour, group)| (group, colour)).collect();
        let groups = self.order.take().map_or_else(|| groups::of(self.subject), ordered);
        let colour = |it: &String| groups.iter().find(|known| known.0 == *it).map(|it| it.1);
        for (mark, group) in self.marks.iter_mut().zip(&self.groups) {
            mark.colour = group.as_ref().and_then(colour);
        }
        groups
    }
}

/// Puts marks in the order of their texts: that of ids would tell who is who.
fn sorted(map: &mut Sociogram) {
    let mut order: Vec<_> = (0..map.marks.len()).collect();
    order.sort_by(|&a, &b| map.marks[a].text.cmp(&map.marks[b].text).then(a.cmp(&b)));
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(at, &number)| place[number] = at);
    map.marks = order.iter().map(|&it| map.marks[it].clone()).collect();
    map.lines.iter_mut().for_each(|it| (it.from, it.to) = (place[it.from], place[it.to]));
}

/// Puts the title, or the place, under the names of those who share one.
fn tell_apart(marks: &mut [Mark]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    marks.iter().filter(|it| it.is_person()).for_each(|it| *counts.entry(it.text.clone()).or_default() += 1);
    for mark in marks.iter_mut().filter(|it| it.is_person() && it.under.is_empty() && counts[&it.text] > 1) {
        let told = if mark.card.title.is_empty() { &mark.card.place } else { &mark.card.title };
        mark.under.clone_from(told);
    }
}

/// Returns a title: what is shown of the organization that is drawn, or around ego where there is not one.
pub(super) fn title(subject: &Subject<'_>, of_body: &str, of_ego: &str) -> String {
    let name = name(subject, subject.network.ego());
    match body(subject).and_then(|it| organization_named(subject, &it)) {
        Some(body) => format!("{of_body} {}, seen by {name}", text::isolated(&body)),
        None => format!("{of_ego} around {name}"),
    }
}

/// Returns ego's organization, or the one of all who were asked for.
fn body(subject: &Subject<'_>) -> Option<OrganizationId> {
    let ego = subject.network.ego();
    let Some(chosen) = subject.chosen.filter(|_| !subject.choice.is_empty()) else { return organization(subject, ego) };
    let mut bodies = chosen.iter().map(|it| organization(subject, it));
    let first = bodies.next()??;
    bodies.all(|it| it.as_ref() == Some(&first)).then_some(first)
}

/// Returns a number with its word.
pub(super) fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Returns a size that can be drawn: what is not finite or below 0 is 0.
pub(super) fn size(subject: &Subject<'_>, id: &PersonId) -> f64 {
    let size = (subject.sizes)(id);
    if size.is_finite() { size.max(0.0) } else { 0.0 }
}

/// Returns the radius whose disc is as large as the size.
fn radius(size: f64, largest: f64) -> f64 {
    let part = if largest > 0.0 { (size / largest).sqrt() } else { 0.25 };
    ((SMALLEST + (LARGEST - SMALLEST) * part) * 10.0).round() / 10.0
}

/// Returns a person's name as it stands among other words.
pub(super) fn name(subject: &Subject<'_>, id: &PersonId) -> String {
    text::isolated(&bare_name(subject, id))
}

/// Returns a person's name as it can be drawn by itself.
pub(super) fn bare_name(subject: &Subject<'_>, id: &PersonId) -> String {
    if let Some(alias) = subject.alias {
        return text::clean(&alias(id));
    }
    let name = text::clean(subject.network.name(id));
    if name.is_empty() { id.to_string() } else { name }
}

/// Returns what a person is called for short; a role is never shortened.
pub(super) fn first_name(subject: &Subject<'_>, id: &PersonId) -> String {
    let name = bare_name(subject, id);
    text::isolated(if subject.alias.is_some() { &name } else { name.split(' ').next().unwrap_or_default() })
}

/// Returns the department a person works in today.
pub(super) fn unit(subject: &Subject<'_>, id: &PersonId) -> Option<DepartmentId> {
    subject.network.people().get(id)?.positions_on(subject.today).find_map(|it| it.department.clone())
}

/// Returns where a person works today.
pub(super) fn organization(subject: &Subject<'_>, id: &PersonId) -> Option<OrganizationId> {
    let person = subject.network.people().get(id)?;
    person.positions_on(subject.today).find_map(|position| {
        let of_unit = || position.department.as_ref().map(DepartmentId::organization);
        position.at.clone().or_else(of_unit)
    })
}

/// Returns the department a person works in today, or else the organization, by name.
pub(super) fn unit_name(subject: &Subject<'_>, id: &PersonId) -> Option<String> {
    department_name(subject, id).or_else(|| organization_name(subject, id))
}

pub(super) fn department_name(subject: &Subject<'_>, id: &PersonId) -> Option<String> {
    let network = subject.network;
    let named = |it| network.departments().get(it).map_or_else(|| it.to_string(), |it| text::clean(&it.name));
    unit(subject, id).as_ref().map(named)
}

/// Returns the name of the organization a person works at today.
pub(super) fn organization_name(subject: &Subject<'_>, id: &PersonId) -> Option<String> {
    organization_named(subject, &organization(subject, id)?)
}

fn organization_named(subject: &Subject<'_>, body: &OrganizationId) -> Option<String> {
    let known = subject.network.organizations().get(body);
    Some(known.map_or_else(|| body.to_string(), |it| text::clean(&it.name)))
}
