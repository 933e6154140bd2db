//! The roster: which record is meant by what was typed.

use std::str::FromStr;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::{Community, Department, Network, Organization, Person, Record, Topic, fold};

/// How many names are shown when several are meant, or as hints.
const SHOWN: usize = 5;

/// What a typed text means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<Id> {
    /// This one.
    One(Id),
    /// One of these, the likeliest first.
    Several(Vec<Id>),
    /// Nobody; these are called something like it.
    Nothing(Vec<Id>),
}

/// A record that can be called by name.
pub trait Named: Record<Id: FromStr> {
    /// Returns the name as it is shown.
    fn name(&self) -> &str;
    /// Returns all it answers to besides its id: name, aliases, addresses, ids it had.
    fn answers_to(&self) -> Vec<&str>;
    /// Returns the records that may answer to a text with these words.
    #[must_use]
    fn of_words<'n>(network: &'n Network, _words: &[String]) -> Vec<&'n Self> {
        Self::shelf(network).values().collect()
    }
    /// Returns the records that may answer to a text with words that begin so.
    #[must_use]
    fn of_beginnings<'n>(network: &'n Network, _words: &[String]) -> Vec<&'n Self> {
        Self::shelf(network).values().collect()
    }
}

impl Named for Person {
    fn name(&self) -> &str {
        &self.name
    }
    fn answers_to(&self) -> Vec<&str> {
        let texts = self.aliases.iter().chain(&self.emails).chain(&self.links).map(String::as_str);
        std::iter::once(self.name.as_str()).chain(texts).chain(self.was.iter().map(super::PersonId::as_str)).collect()
    }
    fn of_words<'n>(network: &'n Network, words: &[String]) -> Vec<&'n Self> {
        network.people_of_words(words)
    }
    fn of_beginnings<'n>(network: &'n Network, words: &[String]) -> Vec<&'n Self> {
        network.people_of_beginnings(words)
    }
}

impl Named for Organization {
    fn name(&self) -> &str {
        &self.name
    }
    fn answers_to(&self) -> Vec<&str> {
        std::iter::once(&self.name).chain(&self.aliases).chain(&self.domains).map(String::as_str).collect()
    }
}

impl Named for Department {
    fn name(&self) -> &str {
        &self.name
    }
    fn answers_to(&self) -> Vec<&str> {
        vec![&self.name]
    }
}

impl Named for Community {
    fn name(&self) -> &str {
        &self.name
    }
    fn answers_to(&self) -> Vec<&str> {
        vec![&self.name]
    }
}

impl Named for Topic {
    fn name(&self) -> &str {
        &self.name
    }
    fn answers_to(&self) -> Vec<&str> {
        std::iter::once(&self.name).chain(&self.aliases).map(String::as_str).collect()
    }
}

impl Network {
    /// Returns which record of that kind is meant: by id, then by name, alias or address, then by likeness.
    #[must_use]
    pub fn find<R: Named>(&self, typed: &str) -> Found<R::Id> {
        match self.find_exactly::<R>(typed) {
            Found::Nothing(_) => self.find_alike::<R>(typed),
            found => found,
        }
    }

    /// Returns which record of that kind has this id, name, alias or address, accents and case aside.
    #[must_use]
    pub fn find_exactly<R: Named>(&self, typed: &str) -> Found<R::Id> {
        let (plain, address) = (fold::words(typed), fold::address(typed));
        if let Some(id) = self.id_of::<R>(&address) {
            return Found::One(id);
        }
        let answers =
            |text: &str| !plain.is_empty() && (fold::address_is(text, &address) || fold::words_are(text, &plain));
        let may = R::of_words(self, &fold::words(&address)).into_iter();
        let records = may.filter(|record| record.answers_to().into_iter().any(answers));
        gathered(records.map(Record::id).collect())
    }

    /// Returns the identity written so, if a record of that kind has it.
    #[must_use]
    pub fn id_of<R: Named>(&self, text: &str) -> Option<R::Id> {
        text.parse().ok().filter(|id| R::shelf(self).contains_key(id))
    }

    fn find_alike<R: Named>(&self, typed: &str) -> Found<R::Id> {
        let wanted = fold::words(typed);
        let begun = self.begun::<R>(&wanted);
        if !begun.is_empty() {
            return gathered(begun);
        }
        let mut near = if wanted.is_empty() { Vec::new() } else { self.nearest::<R>(typed) };
        let alike: Vec<_> = self.alike::<R>(&wanted).into_iter().filter(|id| !near.contains(id)).collect();
        near.extend(alike);
        near.truncate(SHOWN);
        Found::Nothing(near)
    }

    /// Returns the records of which a name is like the words, the likest first.
    fn alike<R: Named>(&self, wanted: &[String]) -> Vec<R::Id> {
        let matcher = SkimMatcherV2::default();
        let mut all: Vec<(i64, R::Id)> = Vec::new();
        for record in R::shelf(self).values() {
            let scores = record.answers_to().into_iter().filter_map(|text| likeness(&matcher, wanted, text));
            all.extend(scores.max().map(|score| (score, record.id())));
        }
        all.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        all.into_iter().map(|(_, id)| id).collect()
    }

    /// Returns the records of which a name has, for every word typed, a word that begins with it.
    fn begun<R: Named>(&self, wanted: &[String]) -> Vec<R::Id> {
        let begins = |text: &str| {
            let words = fold::words(text);
            !wanted.is_empty() && wanted.iter().all(|typed| words.iter().any(|word| word.starts_with(typed.as_str())))
        };
        let named = |record: &&R| record.answers_to().into_iter().any(begins);
        let whole = |record: &&R| fold::words(record.name()).iter().any(|word| wanted.contains(word));
        let begun: Vec<&R> = R::of_beginnings(self, wanted).into_iter().filter(named).collect();
        let whole: Vec<_> = begun.iter().copied().filter(|it| whole(it)).map(Record::id).collect();
        // A whole word beats a beginning: `jo` is Jo Ek before it is Joanna.
        if whole.is_empty() { begun.into_iter().map(Record::id).collect() } else { whole }
    }

    fn nearest<R: Named>(&self, typed: &str) -> Vec<R::Id> {
        let wanted = fold::ascii(typed);
        let mut near: Vec<(f64, R::Id)> = Vec::new();
        for record in R::shelf(self).values() {
            let texts = record.answers_to().into_iter().map(fold::ascii);
            let words = texts.flat_map(|text| [text.split(' ').map(str::to_owned).collect(), vec![text]]).flatten();
            let best = words.map(|text| strsim::jaro_winkler(&text, &wanted)).fold(0.0, f64::max);
            near.extend((best > 0.8).then(|| (best, record.id())));
        }
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        near.into_iter().map(|(_, id)| id).take(SHOWN).collect()
    }
}

fn gathered<Id>(mut ids: Vec<Id>) -> Found<Id> {
    match ids.len() {
        0 => Found::Nothing(Vec::new()),
        1 => Found::One(ids.remove(0)),
        _ => Found::Several(ids),
    }
}

/// Returns how well all the words match the text, in any order; none if one does not.
pub(super) fn likeness(matcher: &SkimMatcherV2, words: &[String], text: &str) -> Option<i64> {
    let folded = fold::ascii(text);
    let dense = |word: &String| {
        // One letter is in every name.
        if word.len() < 2 {
            return None;
        }
        let (score, at) = matcher.fuzzy_indices(&folded, word)?;
        // Letters strewn over the whole text are no likeness.
        let span = at.last()? - at.first()? + 1;
        (span <= 2 * at.len()).then_some(score)
    };
    words.iter().map(dense).sum::<Option<i64>>().filter(|_| !words.is_empty())
}

#[cfg(test)]
mod tests {
    use super::Found;
    use crate::network::{Network, Person, PersonId, Settings};

    fn people(names: &[&str]) -> Network {
        let mut network = Network::new(Settings::of("me".parse().unwrap()));
        for name in names {
            network.load(Person::named(crate::network::slug(name).parse().unwrap(), *name));
        }
        network
    }

    fn check(typed: &str, expected: &[&str]) {
        let network = people(&["Grace Hopper", "José Łukasz", "Ann Lee", "Ann Leeds", "Jo Ek", "Joanna Roth"]);
        let id = |it: &str| it.parse::<PersonId>().unwrap();
        let found = match network.find::<Person>(typed) {
            Found::One(one) => vec![one],
            Found::Several(several) => several,
            Found::Nothing(near) => std::iter::once(id("nobody")).chain(near).collect(),
        };
        assert_eq!(found, expected.iter().map(|it| id(it)).collect::<Vec<_>>(), "{typed}");
    }

    #[test]
    fn a_name_is_found_by_id_name_and_parts_of_it() {
        check("grace-hopper", &["grace-hopper"]);
        check("GRACE", &["grace-hopper"]);
        check("hopper grace", &["grace-hopper"]);
        check("jose lukasz", &["jose-lukasz"]);
        check("ann lee", &["ann-lee"]);
        check("ann", &["ann-lee", "ann-leeds"]);
        check("jo", &["jo-ek"]);
        check("joa", &["joanna-roth"]);
    }

    #[test]
    fn who_is_unknown_comes_with_the_nearest() {
        check("grase", &["nobody", "grace-hopper"]);
        check("xyzzy", &["nobody"]);
        check("", &["nobody"]);
    }
}
