//! What words and phrases of titles mean, from the table shipped with the program. Knows nothing of how they combine.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{Function, Level};

/// What a word or phrase says.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sense {
    /// A whole role: CFO, general counsel, engineer.
    Role(Function, Level),
    /// A function and nothing else.
    Function(Function),
    /// A level and nothing else.
    Level(Level),
    /// Stands at the first level for the whole organization, at the second where a function is named.
    Alone(Level, Level),
    /// Says how the words around it are to be taken.
    Mark(Mark),
}

impl Sense {
    /// Whether it may be what gives a role this function.
    fn names(self, function: Function) -> bool {
        match self {
            Self::Role(it, _) | Self::Function(it) => it == function,
            Self::Alone(..) => function == Function::General,
            Self::Level(_) | Self::Mark(_) => false,
        }
    }
}

/// How the words around are to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Mark {
    /// Two of one kind: "and", a slash.
    And,
    /// A new role or a qualifier begins: comma, bracket, dash.
    Break,
    /// Something else begins.
    Bar,
    /// What follows names a place or a superior, no role: "at", "to".
    At,
    /// What follows was once.
    Former,
    /// What stands before was once.
    Emeritus,
    /// What follows is now again.
    Now,
    /// Works for those who are named.
    Aide,
    /// The role that follows tells the function only: "office of the CTO".
    Office,
    /// One step below.
    Deputy,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table<'a> {
    #[serde(borrow)]
    marks: BTreeMap<Mark, Vec<&'a str>>,
    #[serde(borrow)]
    levels: BTreeMap<Level, Vec<&'a str>>,
    #[serde(borrow)]
    alone: Vec<(Level, Level, Vec<&'a str>)>,
    #[serde(borrow)]
    roles: Vec<(Function, Level, Vec<&'a str>)>,
    #[serde(borrow)]
    functions: BTreeMap<Function, Vec<&'a str>>,
}

struct Phrase {
    /// What it is filed under: the first word, or the start of a stem.
    key: &'static str,
    first: &'static str,
    rest: &'static str,
    sense: Sense,
}

/// Phrases by their first word: `word`, `stem*` and `*tail`. Sorted lists, not maps, because most commands start,
/// read a few titles and end.
#[derive(Default)]
struct Lexicon {
    exact: Vec<Phrase>,
    stems: Vec<Phrase>,
    tails: Vec<Phrase>,
}

/// The shortest stem that the table may hold.
const SHORTEST: usize = 3;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let table = ron::from_str::<Table>(include_str!("../titles.ron"));
    Lexicon::from(table.expect("the table shipped with the program parses"))
});

/// What the longest phrase at the start of these words means, and how many words it takes (one, if it means nothing).
pub(super) fn look_up(words: &[String]) -> (usize, Vec<Sense>) {
    let Some(first) = words.first() else { return (1, Vec::new()) };
    if let Some(found) = longest(alike(&LEXICON.exact, first), words) {
        return found;
    }
    let stem = first.get(..SHORTEST).and_then(|start| {
        let stems = alike(&LEXICON.stems, start);
        longest(stems.filter(|phrase| first.starts_with(phrase.first)), words)
    });
    let is_tail = |phrase: &&Phrase| first.len() > phrase.first.len() && first.ends_with(phrase.first);
    let tail = longest(LEXICON.tails.iter().filter(is_tail), words);
    let (taken, mut senses) = stem.unwrap_or((1, Vec::new()));
    senses.extend(tail.into_iter().flat_map(|(_, senses)| senses));
    (taken, senses)
}

/// Whether a phrase that begins with this word names the function.
pub(super) fn may_name(function: Function, word: &str) -> bool {
    let names = |it: &&Phrase| it.sense.names(function);
    let stems = word.get(..SHORTEST).into_iter().flat_map(|start| alike(&LEXICON.stems, start));
    alike(&LEXICON.exact, word).any(|it| names(&it))
        || stems.filter(names).any(|it| word.starts_with(it.first))
        || LEXICON.tails.iter().filter(names).any(|it| word.ends_with(it.first))
}

/// The phrases of a sorted shelf that are filed under this.
fn alike<'a>(shelf: &'a [Phrase], key: &'a str) -> impl Iterator<Item = &'a Phrase> + Clone {
    let start = shelf.partition_point(|phrase| phrase.key < key);
    shelf[start..].iter().take_while(move |phrase| phrase.key == key)
}

fn longest<'a>(phrases: impl Iterator<Item = &'a Phrase> + Clone, words: &[String]) -> Option<(usize, Vec<Sense>)> {
    let fitting = phrases.filter(|phrase| phrase.fits(words));
    let best = fitting.clone().max_by_key(|phrase| (phrase.first.len(), phrase.length()))?;
    let same = fitting.filter(|phrase| (phrase.first, phrase.rest) == (best.first, best.rest));
    Some((best.length(), same.map(|phrase| phrase.sense).collect()))
}

impl Phrase {
    fn patterns(&self) -> impl Iterator<Item = &'static str> {
        self.rest.split(' ').filter(|pattern| !pattern.is_empty())
    }

    fn length(&self) -> usize {
        1 + self.patterns().count()
    }

    fn fits(&self, words: &[String]) -> bool {
        let mut words = words[1..].iter();
        self.patterns().all(|pattern| words.next().is_some_and(|word| matches(pattern, word)))
    }
}

fn matches(pattern: &str, word: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == word, |stem| word.starts_with(stem))
}

impl From<Table<'static>> for Lexicon {
    fn from(table: Table<'static>) -> Self {
        let mut lexicon = Self::default();
        table.marks.iter().for_each(|(mark, phrases)| lexicon.add(phrases, Sense::Mark(*mark)));
        table.levels.iter().for_each(|(level, phrases)| lexicon.add(phrases, Sense::Level(*level)));
        table.alone.iter().for_each(|(alone, level, phrases)| lexicon.add(phrases, Sense::Alone(*alone, *level)));
        table.roles.iter().for_each(|(function, level, phrases)| lexicon.add(phrases, Sense::Role(*function, *level)));
        table.functions.iter().for_each(|(function, phrases)| lexicon.add(phrases, Sense::Function(*function)));
        for shelf in [&mut lexicon.exact, &mut lexicon.stems, &mut lexicon.tails] {
            // Stable, so that the senses of one phrase stay in the table's order.
            shelf.sort_by_key(|phrase| phrase.key);
        }
        lexicon
    }
}

impl Lexicon {
    fn add(&mut self, phrases: &[&'static str], sense: Sense) {
        for phrase in phrases {
            let (first, rest) = phrase.split_once(' ').unwrap_or((phrase, ""));
            let (shelf, key, first) = match (first.strip_suffix('*'), first.strip_prefix('*')) {
                (Some(stem), _) => (&mut self.stems, &stem[..SHORTEST], stem),
                (_, Some(tail)) => (&mut self.tails, tail, tail),
                _ => (&mut self.exact, first, first),
            };
            shelf.push(Phrase { key, first, rest, sense });
        }
    }
}
