//! Searching all kinds of record in all their texts, best first, forgiving one typing error a word.

use std::collections::BTreeSet;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::vocabulary::vocabulary;
use super::{Key, Named, Network, Person, fold};

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
    /// Returns what matches all the words of the query, best first; one typing error a word if nothing does exactly.
    #[must_use]
    pub fn search(&self, query: &str) -> Vec<Match> {
        let words = fold::words(query);
        if words.is_empty() {
            return Vec::new();
        }
        let exact = self.matches(&|text| exact(&words, text));
        if exact.is_empty() { self.matches(&|text| erring(&words, text)) } else { exact }
    }

    fn matches(&self, look: &Look<'_>) -> Vec<Match> {
        let mut all = Vec::new();
        all.extend(self.people.values().filter_map(|it| best(it, self.texts_of(it), look)));
        all.extend(self.organizations.values().filter_map(|it| best(it, plain_texts(it, &it.note), look)));
        all.extend(self.departments.values().filter_map(|it| best(it, plain_texts(it, &it.note), look)));
        all.extend(self.communities.values().filter_map(|it| best(it, plain_texts(it, &it.note), look)));
        all.extend(self.topics.values().filter_map(|it| best(it, plain_texts(it, ""), look)));
        all.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.key.cmp(&b.key)));
        all
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

/// A way to compare: how well a text matches, 0..1, and by which letters.
type Look<'a> = dyn Fn(&str) -> Option<(f64, BTreeSet<usize>)> + 'a;

/// Returns the best match among the texts of a record; words may also be spread over several of them.
fn best<R: Named>(record: &R, texts: Vec<(Field, &str)>, look: &Look<'_>) -> Option<Match> {
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

/// So many characters of a text are looked at: more than a name or a note may have.
const LOOKED_AT: usize = 100_000;

fn head(text: &str) -> &str {
    if text.len() <= LOOKED_AT {
        return text;
    }
    text.char_indices().nth(LOOKED_AT).map_or(text, |(end, _)| &text[..end])
}

/// Returns the folded text and the letters its letters came from; none if each came from itself.
fn folded(text: &str) -> (String, Option<Vec<usize>>) {
    if fold::is_plain(text) {
        return (text.to_ascii_lowercase(), None);
    }
    let (folded, sources) = fold::mapped(text);
    (folded, Some(sources))
}

fn source(sources: Option<&Vec<usize>>, at: usize) -> usize {
    sources.map_or(at, |sources| sources[at])
}

/// Looks for every query word as a word, a beginning, a part, or (within one word) its letters in order.
fn exact(words: &[String], text: &str) -> Option<(f64, BTreeSet<usize>)> {
    let (folded, sources) = folded(head(text));
    let spans = word_spans(&folded);
    let mut letters = BTreeSet::new();
    let mut total = 0.0;
    for word in words {
        let hits = spans.iter().filter_map(|&(start, end)| in_word(word, &folded[start..end], start));
        let (score, found) = hits.max_by(|a, b| a.0.total_cmp(&b.0))?;
        letters.extend(found.into_iter().map(|at| source(sources.as_ref(), at)));
        total += score;
    }
    // Of two equal matches the shorter text is the likelier: less of it is unexplained.
    let coverage = letters.len() as f64 / text.chars().count().max(1) as f64;
    Some((total / words.len() as f64 * 0.9 + 0.1 * coverage.min(1.0), letters))
}

fn in_word(word: &str, candidate: &str, start: usize) -> Option<(f64, Vec<usize>)> {
    let run = |at: usize| (start + at..start + at + word.len()).collect();
    match candidate.find(word) {
        Some(0) if candidate.len() == word.len() => Some((1.0, run(0))),
        Some(0) => Some((0.9, run(0))),
        Some(at) if word.len() >= 2 => Some((0.6, run(at))),
        Some(_) => None,
        None => scattered(word, candidate, start),
    }
}

/// Letters in order with gaps, as `mlndqvst`: only words long enough to mean something, only dense matches.
fn scattered(word: &str, candidate: &str, start: usize) -> Option<(f64, Vec<usize>)> {
    if word.len() < 4 || !candidate.starts_with(&word[..1]) || word.len() * 5 < candidate.len() * 3 {
        return None;
    }
    let mut rest = candidate.bytes();
    // The matcher would find nothing else, more slowly.
    if !word.bytes().all(|letter| rest.any(|it| it == letter)) {
        return None;
    }
    let (_, at) = SkimMatcherV2::default().fuzzy_indices(candidate, word)?;
    let dense = at.len() as f64 / candidate.len() as f64;
    (dense >= 0.6).then(|| (0.4 * dense, at.into_iter().map(|it| start + it).collect()))
}

/// Looks for every query word within one typing error (optimal string alignment; two from nine letters on).
fn erring(words: &[String], text: &str) -> Option<(f64, BTreeSet<usize>)> {
    let (folded, sources) = folded(head(text));
    let spans = word_spans(&folded);
    let mut letters = BTreeSet::new();
    let mut total = 0.0;
    for word in words {
        let hits = spans.iter().filter_map(|&(start, end)| {
            let candidate = &folded[start..end];
            let begin = &candidate[..candidate.len().min(word.len())];
            let errors = strsim::osa_distance(word, candidate).min(strsim::osa_distance(word, begin) + 1);
            let allowed = if word.len() < 3 { 0 } else { 1 };
            let close = strsim::osa_distance(word, candidate) <= allowed
                || (word.len() >= 5 && strsim::osa_distance(word, begin) <= allowed);
            close.then(|| (0.7 / (1.0 + errors as f64), start..end))
        });
        let (score, span) = hits.max_by(|a, b| a.0.total_cmp(&b.0))?;
        letters.extend(span.map(|at| source(sources.as_ref(), at)));
        total += score;
    }
    Some((total / words.len() as f64, letters))
}

/// Returns where the words of a folded (ASCII) text begin and end.
fn word_spans(folded: &str) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut start = None;
    for (at, byte) in folded.bytes().enumerate() {
        match (byte.is_ascii_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(begun)) => {
                spans.push((begun, at));
                start = None;
            }
            _ => {}
        }
    }
    spans.extend(start.map(|begun| (begun, folded.len())));
    spans
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
    fn one_typing_error_a_word_is_forgiven() {
        assert_eq!(found("alvares"), ["José Álvarez"]);
        assert_eq!(found("jsoe alvarez"), ["José Álvarez"]);
        assert_eq!(found("prodcut"), ["Ann Lee"]);
        assert!(found("zzz").is_empty());
        assert!(found("").is_empty());
    }
}
