//! Offices: a word such as `cfo` also finds who holds that office by another title.

use std::collections::BTreeSet;

use super::looks::Hit;
use super::{Field, Match, best};
use crate::network::title::{self, Function, Level, Reading};
use crate::network::{Key, Network, Person, digest};

/// What a match of meanings counts beside one of letters, 0..1.
const WORTH: f64 = 0.9;

/// Words as long as this may be short for an office: ceo.
const ABBREVIATION: usize = 4;

/// The office a word of a query names.
pub(super) struct Office(Reading);

impl Office {
    /// Returns, for each word, the office it names; one below a manager is none, or `engineer` would find half of a company.
    pub(super) fn named(words: &[String]) -> Vec<Option<Self>> {
        let office = |word: &String| match title::read(word)[..] {
            [Reading { function: None, .. } | Reading { level: Level::Individual, .. }] => None,
            // A founder, an owner and a president lead the whole as a CEO does, and are none.
            [Reading { function: Some(Function::General), .. }] if word.len() > ABBREVIATION => None,
            [reading] => Some(Self(reading)),
            _ => None,
        };
        words.iter().map(office).collect()
    }

    /// Returns whether the words of a digest may hold a title that is read so. A title in points, `C.F.O.`, may not.
    pub(super) fn may_be_in(&self, told: &str) -> bool {
        let titles = told.split_once('\n').map_or(told, |(_, rest)| rest);
        let function = self.0.function;
        function.is_some_and(|it| titles.split(' ').any(|word| !word.is_empty() && title::may_name(it, word)))
    }

    fn is_held_by<'p>(&self, person: &'p Person) -> Option<&'p str> {
        let told = digest::of_person(person);
        let mut titles = person.positions.iter().map(|it| it.title.as_str());
        titles.find(|it| title::read(it).contains(&self.0)).filter(|_| self.may_be_in(digest::parts(&told).0))
    }
}

impl Network {
    /// Returns the match of a person whose titles are read as some of the words, and whose texts hold all others.
    pub(super) fn by_office(
        &self,
        person: &Person,
        words: &[String],
        find: fn(&[String], &str) -> Option<Hit>,
        offices: &[Option<Office>],
    ) -> Option<Match> {
        let held: Vec<Option<&str>> =
            offices.iter().map(|it| it.as_ref().and_then(|office| office.is_held_by(person))).collect();
        let title = held.iter().find_map(|it| *it)?;
        let open = words.iter().zip(&held).filter(|(_, title)| title.is_none()).map(|(word, _)| word.clone());
        let open: Vec<String> = open.collect();
        if open.is_empty() {
            let (key, name) = (Key::Person(person.id.clone()), person.name.clone());
            let (score, field) = (WORTH * Field::Title.worth(), Field::Title);
            return Some(Match { key, name, score, field, text: title.to_owned(), letters: BTreeSet::new() });
        }
        let found = best(person, self.texts_of(person), |text| find(&open, text))?;
        Some(Match { score: found.score * WORTH, ..found })
    }
}
