//! Searching all kinds of record in all their texts, best first, forgiving one typing error a word.

mod looks;
mod offices;

use std::collections::{BTreeSet, HashSet};

use looks::{ERRING, EXACT, Hit, Look, Wanted};
use offices::Office;

use super::vocabulary::vocabulary;
use super::{Key, Named, Network, Person, digest, fold};

vocabulary! {
    /// Where a match stands.
    Field, "field" {
        /// The name.
        Name = "name",
        /// Another name.
        Alias = "alias",
        /// The id.
        Id = "id",
        /// A title.
        Title = "title",
        /// The organization of a position.
        Organization = "organization",
        /// The department of a position.
        Department = "department",
        /// A community.
        Community = "community",
        /// A tag.
        Tag = "tag",
        /// An address.
        Address = "address",
        /// The note.
        Note = "note",
    }
}

impl Field {
    /// Returns what a match in this field counts, 0..1: a name is what people look for.
    fn worth(self) -> f64 {
        match self {
            Self::Name | Self::Alias | Self::Id => 1.0,
            Self::Title | Self::Address => 0.8,
            Self::Organization | Self::Department | Self::Community | Self::Tag => 0.7,
            Self::Note => 0.5,
        }
    }
}

/// A record that matches a search.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The record.
    pub key: Key,
    /// Its name.
    pub name: String,
    /// How well it matches, 0..1.
    pub score: f64,
    /// Where the best match stands.
    pub field: Field,
    /// The text that matches.
    pub text: String,
    /// Which of the text's characters match, counted from 0.
    pub letters: BTreeSet<usize>,
}

impl Network {
    /// Returns what matches all the words of the query, best first; one typing error a word if nothing does exactly. A word
    /// that names an office, as `cfo` does, also matches a title that is read as the same.
    #[must_use]
    pub fn search(&self, query: &str) -> Vec<Match> {
        let words = fold::words(query);
        if words.is_empty() {
            return Vec::new();
        }
        let exact = self.matches(&words, EXACT, &Office::named(&words));
        if exact.is_empty() { self.matches(&words, ERRING, &[]) } else { exact }
    }

    fn matches(&self, words: &[String], look: Look, offices: &[Option<Office>]) -> Vec<Match> {
        let (may, find) = (self.people_who_may(words, look, offices), look.text);
        let look = &|text: &str| find(words, text);
        let person = |it| best(it, self.texts_of(it), look).or_else(|| self.by_office(it, words, find, offices));
        let mut all: Vec<Match> = may.into_iter().filter_map(person).collect();
        all.extend(self.organizations.values().filter_map(|it| best(it, plain_texts(it, &it.note), look)));
        all.extend(self.departments.values().filter_map(|it| best(it, plain_texts(it, &it.note), look)));
        all.extend(self.communities.values().filter_map(|it| best(it, plain_texts(it, &it.note), look)));
        all.extend(self.topics.values().filter_map(|it| best(it, plain_texts(it, ""), look)));
        all.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.key.cmp(&b.key)));
        all
    }

    /// Returns the people each of whose words, or what they belong to, may match one of the query.
    fn people_who_may(&self, words: &[String], look: Look, offices: &[Option<Office>]) -> Vec<&Person> {
        let office = |n: usize| offices.get(n).and_then(Option::as_ref);
        let wanted = words.iter().enumerate();
        let wanted = wanted.map(|(n, word)| (Wanted::of(word, look), self.circles_called(word, look), office(n)));
        let wanted: Vec<_> = wanted.collect();
        self.people.sift(&mut |digest| {
            let (told, belongs) = digest::parts(digest);
            let is_of = |circles: &HashSet<&str>| belongs.split(' ').any(|it| circles.contains(it));
            wanted.iter().all(|(word, circles, office)| {
                word.may_be_in(told)
                    || (!circles.is_empty() && is_of(circles))
                    || office.is_some_and(|it| it.may_be_in(told))
            })
        })
    }

    /// Returns the ids of the organizations, departments and communities whose name matches the word.
    fn circles_called(&self, word: &String, look: Look) -> HashSet<&str> {
        let organizations = self.organizations.values().map(|it| (it.id.as_str(), &it.name));
        let departments = self.departments.values().map(|it| (it.id.as_str(), &it.name));
        let communities = self.communities.values().map(|it| (it.id.as_str(), &it.name));
        let all = organizations.chain(departments).chain(communities);
        all.filter(|(_, name)| (look.text)(std::slice::from_ref(word), name).is_some()).map(|(id, _)| id).collect()
    }

    fn texts_of<'n>(&'n self, person: &'n Person) -> Vec<(Field, &'n str)> {
        let mut texts = vec![(Field::Name, person.name.as_str()), (Field::Id, person.id.as_str())];
        texts.extend(person.aliases.iter().map(|it| (Field::Alias, it.as_str())));
        for position in &person.positions {
            texts.push((Field::Title, position.title.as_str()));
            texts.extend(
                position
                    .at
                    .iter()
                    .filter_map(|id| self.organizations.get(id))
                    .map(|it| (Field::Organization, it.name.as_str())),
            );
            texts.extend(
                position
                    .department
                    .iter()
                    .filter_map(|id| self.departments.get(id))
                    .map(|it| (Field::Department, it.name.as_str())),
            );
        }
        texts.extend(
            person
                .communities
                .iter()
                .filter_map(|id| self.communities.get(id))
                .map(|it| (Field::Community, it.name.as_str())),
        );
        texts.extend(person.tags.iter().map(|it| (Field::Tag, it.as_str())));
        texts.extend(person.emails.iter().chain(&person.links).map(|it| (Field::Address, it.as_str())));
        texts.push((Field::Note, person.note.as_str()));
        texts
    }
}

fn plain_texts<'n, R: Named>(record: &'n R, note: &'n str) -> Vec<(Field, &'n str)> {
    let names = record.answers_to().into_iter().enumerate();
    let field = |n| if n == 0 { Field::Name } else { Field::Alias };
    names.map(|(n, text)| (field(n), text)).chain(std::iter::once((Field::Note, note))).collect()
}

/// Returns the best match among the texts of a record; words may also be spread over several of them.
fn best<R: Named>(record: &R, texts: Vec<(Field, &str)>, look: impl Fn(&str) -> Option<Hit>) -> Option<Match> {
    let hit = |(field, text): &(Field, &str)| {
        look(text).map(|(score, letters)| (score * field.worth(), *field, (*text).to_owned(), letters))
    };
    let joined = || {
        let all: Vec<_> = texts.iter().map(|(_, text)| *text).collect();
        look(&all.join(" · ")).map(|(score, _)| (score * 0.6, Field::Name, record.name().to_owned(), BTreeSet::new()))
    };
    let single = texts.iter().filter_map(hit).max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(&a.1)));
    let (score, field, text, letters) = single.or_else(joined)?;
    Some(Match { key: R::key(record.id()), name: record.name().to_owned(), score, field, text, letters })
}

#[cfg(test)]
mod tests {
    use crate::network::{Network, Person, Position, Settings};

    fn found(query: &str) -> Vec<String> {
        let mut network = Network::new(Settings::of("me".parse().unwrap()));
        for (name, title) in
            [("José Álvarez", "Chief Financial Officer"), ("Ann Lee", "Head of Product"), ("Lee Marsh", "")]
        {
            let mut person = Person::named(crate::network::slug(name).parse().unwrap(), name);
            person.positions.push(Position { title: title.to_owned(), ..Position::default() });
            network.load(person);
        }
        network.search(query).into_iter().map(|it| it.name).collect()
    }

    #[test]
    fn accents_case_and_order_do_not_matter() {
        assert_eq!(found("ALVAREZ jose"), ["José Álvarez"]);
        assert_eq!(found("financial"), ["José Álvarez"]);
        assert_eq!(found("lee ann"), ["Ann Lee"]);
        assert_eq!(found("ann product"), ["Ann Lee"], "words from two fields");
        assert_eq!(found("lee").len(), 2);
    }

    #[test]
    fn an_office_is_found_by_whatever_title() {
        assert_eq!(found("cfo"), ["José Álvarez"]);
        assert_eq!(found("cfo alvarez"), ["José Álvarez"]);
        assert!(found("cfo ann").is_empty(), "her title is another");
        assert!(found("cto").is_empty() && found("founder").is_empty());
    }

    #[test]
    fn one_typing_error_a_word_is_forgiven() {
        assert_eq!(found("alvares"), ["José Álvarez"]);
        assert_eq!(found("jsoe alvarez"), ["José Álvarez"]);
        assert_eq!(found("prodcut"), ["Ann Lee"]);
        assert!(found("zzz").is_empty());
        assert!(found("").is_empty());
    }
}
