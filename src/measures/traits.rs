//! Traits: what people belong to and what they are, in numbers, so that many pairs can be compared quickly.

mod kinds;

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

pub(super) use kinds::{APART, Circles, Grouping, Scale};

use crate::network::title;
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
        let each = |of: &dyn Fn(&Person) -> BTreeSet<String>| people.iter().map(|it| of(it)).collect::<Vec<_>>();
        let mut traits = Self { groupings: positions(&people, today), ..Self::default() };
        for name in attributes(&people) {
            let values = each(&|it| it.attributes.get(&name).map(|it| it.trim().to_owned()).into_iter().collect());
            match Scale::of(&name, Theme::Likeness, &values) {
                Some(scale) => traits.scales.push(scale),
                None => traits.groupings.extend(Grouping::of(&name, (Theme::Likeness, LIKE), &values)),
            }
        }
        let communities = each(&|it| it.communities.iter().map(ToString::to_string).collect());
        traits.circles.extend(Circles::of("community", Theme::Circles, &communities));
        traits.circles.extend(Circles::of("tag", Theme::Likeness, &each(&|it| it.tags.iter().cloned().collect())));
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

/// Returns what current positions tell.
fn positions(people: &[&Person], today: Date) -> Vec<Grouping> {
    let of = |name: &str, of: (Theme, f64), what: &dyn Fn(&Position) -> Vec<String>| {
        let held = |it: &&Person| it.positions_on(today).flat_map(what).collect::<BTreeSet<String>>();
        Grouping::of(name, of, &people.iter().map(held).collect::<Vec<_>>())
    };
    let read = |it: &Position| title::read(&it.title).into_iter();
    let found = [
        of("department", (Theme::Circles, DEPARTMENT), &|it| words(it.department.iter())),
        of("organization", (Theme::Circles, ORGANIZATION), &|it| words(it.organization().into_iter())),
        of("function", (Theme::Position, LIKE), &|it| words(read(it).filter_map(|it| it.function))),
        of("level", (Theme::Position, LIKE), &|it| words(read(it).map(|it| it.level))),
        of("title", (Theme::Position, LIKE), &|it| words([title::fold(&it.title)].iter().filter(|it| !it.is_empty()))),
    ];
    found.into_iter().flatten().collect()
}

fn words<T: ToString>(of: impl Iterator<Item = T>) -> Vec<String> {
    of.map(|it| it.to_string()).collect()
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
