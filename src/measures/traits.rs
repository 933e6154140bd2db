//! Traits: what people belong to and what they are, in numbers, so that many pairs can be compared quickly.

mod kinds;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};

pub(super) use kinds::{APART, Circles, Grouping, Scale};

use crate::network::title::{self, Reading};
use crate::network::{Date, Network, PartialDate, Person, Position};

/// Words in the names of attributes that are never compared: what the law or decency protects.
const PROTECTED: [&str; 12] = [
    "gender",
    "sex",
    "age",
    "ethnic",
    "race",
    "religion",
    "nationality",
    "disabilit",
    "health",
    "birth",
    "marital",
    "pregnan",
];
/// So many attributes are compared at most, those most often filled.
const MOST_ATTRIBUTES: usize = 12;
/// What one department, one organization, and anything else in common are worth where few ties are recorded, as ratios of
/// odds (our defaults).
const DEPARTMENT: f64 = 4.0;
const ORGANIZATION: f64 = 3.0;
const LIKE: f64 = 1.4;

/// What a factor is told under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Theme {
    /// Whom two people both know, and how near they are through others.
    Contacts,
    /// How many each of them knows.
    Standing,
    /// Where people are: departments, organizations, communities.
    Circles,
    /// What they do: function, level, title.
    Position,
    /// What else is recorded: attributes, tags.
    Likeness,
}

impl Theme {
    /// Returns its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Contacts => "contacts",
            Self::Standing => "standing",
            Self::Circles => "circles",
            Self::Position => "position",
            Self::Likeness => "likeness",
        }
    }
}

/// What each person has of one kind, in order, each once.
type Values<'p> = Vec<Vec<Cow<'p, str>>>;

/// What people belong to and what they are, by number in the order of their ids.
#[derive(Clone, Debug, Default)]
pub(super) struct Traits {
    pub(super) groupings: Vec<Grouping>,
    pub(super) circles: Vec<Circles>,
    pub(super) scales: Vec<Scale>,
    /// Where each person was, and when.
    spells: Vec<Vec<Spell>>,
}

impl Traits {
    pub(super) fn of(network: &Network, today: Date) -> Self {
        let people: Vec<&Person> = network.people().values().collect();
        let mut traits = Self { groupings: positions(&people, today), ..Self::default() };
        for name in attributes(&people) {
            let values = each(&people, |it| it.attributes.get(&name).map(|it| it.trim().into()).into_iter().collect());
            match Scale::of(&name, Theme::Likeness, &values) {
                Some(scale) => traits.scales.push(scale),
                None => traits.groupings.extend(Grouping::of(&name, (Theme::Likeness, LIKE), &values)),
            }
        }
        let communities = each(&people, |it| it.communities.iter().map(|it| it.as_str().into()).collect());
        traits.circles.extend(Circles::of("community", Theme::Circles, &communities));
        let tags = each(&people, |it| it.tags.iter().map(Into::into).collect());
        traits.circles.extend(Circles::of("tag", Theme::Likeness, &tags));
        traits.spells = spells(network, &people);
        traits
    }

    /// Tells a hasher all there is.
    pub(super) fn feed(&self, hasher: &mut impl Hasher) {
        self.groupings.iter().for_each(|it| it.feed(hasher));
        self.circles.iter().for_each(|it| it.feed(hasher));
        self.scales.iter().for_each(|it| it.feed(hasher));
        self.spells.hash(hasher);
    }

    /// Returns whether two people were, or are, at one organization at the same time.
    pub(super) fn were_together(&self, u: usize, v: usize) -> bool {
        self.spells[u].iter().any(|one| self.spells[v].iter().any(|other| one.overlaps(other)))
    }
}

/// Returns what each person has, in order, each once.
fn each<'p>(people: &[&'p Person], has: impl Fn(&'p Person) -> Vec<Cow<'p, str>>) -> Values<'p> {
    let in_order = |it: &&'p Person| {
        let mut values = has(it);
        values.sort_unstable();
        values.dedup();
        values
    };
    people.iter().map(in_order).collect()
}

/// Returns what current positions tell.
fn positions(people: &[&Person], today: Date) -> Vec<Grouping> {
    let titles = titles(people, today);
    let read = |it: &Position| titles[it.title.as_str()].0.iter();
    let folded = |it: &Position| Some(Cow::from(&titles[it.title.as_str()].1)).filter(|it| !it.is_empty());
    let department = |it: &Position| it.department.as_ref().map(|it| it.as_str().to_owned().into());
    let organization = |it: &Position| it.organization().map(|it| it.as_str().to_owned().into());
    let function = |it: &Position| read(it).filter_map(|it| it.function).map(|it| it.as_str().into()).collect();
    let level = |it: &Position| read(it).map(|it| it.level.as_str().into()).collect();
    let of = |name: &str, of: (Theme, f64), what: &dyn Fn(&Position) -> Vec<Cow<'static, str>>| {
        Grouping::of(name, of, &each(people, |it| it.positions_on(today).flat_map(what).collect()))
    };
    let found = [
        of("department", (Theme::Circles, DEPARTMENT), &|it| department(it).into_iter().collect()),
        of("organization", (Theme::Circles, ORGANIZATION), &|it| organization(it).into_iter().collect()),
        of("function", (Theme::Position, LIKE), &function),
        of("level", (Theme::Position, LIKE), &level),
        Grouping::of(
            "title",
            (Theme::Position, LIKE),
            &each(people, |it| it.positions_on(today).filter_map(folded).collect()),
        ),
    ];
    found.into_iter().flatten().collect()
}

/// Returns what titles held now say, and their words: many people have the same, and each is read once.
fn titles<'p>(people: &[&'p Person], today: Date) -> HashMap<&'p str, (Vec<Reading>, String)> {
    let mut titles = HashMap::new();
    for position in people.iter().flat_map(|it| it.positions_on(today)) {
        titles.entry(position.title.as_str()).or_insert_with_key(|it| (title::read(it), title::fold(it)));
    }
    titles
}

/// Returns the attributes that may be compared, the most often filled first.
fn attributes(people: &[&Person]) -> Vec<String> {
    let mut filled: BTreeMap<&str, usize> = BTreeMap::new();
    people.iter().flat_map(|it| it.attributes.keys()).for_each(|it| *filled.entry(it).or_default() += 1);
    let mut names: Vec<(usize, &str)> = filled.into_iter().map(|(name, n)| (n, name)).collect();
    names.retain(|(_, name)| !is_protected(name));
    names.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    names.into_iter().take(MOST_ATTRIBUTES).map(|(_, name)| name.to_owned()).collect()
}

/// Returns whether an attribute or tag tells what the law or decency protects: `sex`, `Age band`, `ethnicity`.
#[must_use]
pub fn is_protected(name: &str) -> bool {
    let folded = name.to_lowercase();
    let mut words = folded.split(|it: char| !it.is_alphanumeric());
    words.any(|word| PROTECTED.iter().any(|it| word == *it || (it.len() > 3 && word.starts_with(it))))
}

/// Time at an organization, known by its number, from the first day to the last as far as they are known.
#[derive(Clone, Copy, Debug, Hash)]
struct Spell {
    at: usize,
    from: Option<Date>,
    to: Option<Date>,
}

impl Spell {
    fn overlaps(&self, other: &Self) -> bool {
        let before = |end: Option<Date>, start: Option<Date>| end.zip(start).is_some_and(|(end, start)| end < start);
        self.at == other.at && !before(self.to, other.from) && !before(other.to, self.from)
    }
}

fn spells(network: &Network, people: &[&Person]) -> Vec<Vec<Spell>> {
    let numbers: BTreeMap<_, usize> = network.organizations().keys().zip(0..).collect();
    let spell = |it: &Position| {
        let at = it.organization().and_then(|it| numbers.get(&it).copied())?;
        Some(Spell { at, from: it.since.map(PartialDate::first_day), to: it.until.map(PartialDate::last_day) })
    };
    people.iter().map(|it| it.positions.iter().filter_map(spell).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::is_protected;

    #[test]
    fn what_decency_protects_is_never_compared() {
        for name in ["sex", "Gender", "Age band", "age", "ethnicity", "Birthday", "date-of-birth", "religion", "Race"] {
            assert!(is_protected(name), "{name}");
        }
        for name in ["office", "stage", "language", "racing club", "tenure", "message", "Essex"] {
            assert!(!is_protected(name), "{name}");
        }
    }
}
