//! Keys: what makes two spellings of a name, address or number the same. It must not know records.

use crate::network::fold;

/// Returns the key of a name: folded words in their order.
pub(super) fn name(text: &str) -> String {
    fold::words(text).join(" ").some_or(text)
}

/// Returns the key of an organization's, department's, community's or topic's name; `C`, `C++` and `C#` differ.
pub(super) fn unit(text: &str) -> String {
    let folded = fold::ascii(text);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '+' | '#'));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").some_or(text)
}

/// Returns the key of an e-mail address.
pub(super) fn email(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Returns the key of a telephone number, if it has digits enough to be one.
pub(super) fn phone(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix("00").unwrap_or(&digits).to_owned();
    (digits.len() >= 6).then_some(digits)
}

/// Returns the key of a web address.
pub(super) fn link(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    let bare = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let bare = bare.split(['?', '#']).next().unwrap_or(bare);
    match bare.split_once("linkedin.com/in/") {
        Some((_, slug)) => format!("linkedin.com/in/{}", slug.trim_end_matches('/')),
        None => bare.strip_prefix("www.").unwrap_or(bare).trim_end_matches('/').to_owned(),
    }
}

/// Whether the key of a web address is that of a profile, which only one person has.
pub(super) fn is_profile(link: &str) -> bool {
    link.starts_with("linkedin.com/in/")
}

/// Returns the words of a name in alphabetical order, for names turned round.
pub(super) fn turned(name: &str) -> String {
    let mut words: Vec<_> = name.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

/// Whether two name keys can be the same person's: they share a word, or one has the initial of the other's.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let same = |a: &str, b: &str| {
        a == b
            || (a.len() == 1 && b.starts_with(a))
            || (b.len() == 1 && a.starts_with(b))
            || strsim::jaro_winkler(a, b) >= 0.9
    };
    one.split(' ').take(8).any(|a| other.split(' ').take(8).any(|b| same(a, b)))
}

trait SomeOr {
    fn some_or(self, text: &str) -> String;
}

impl SomeOr for String {
    /// Returns it, or the text in lower case where folding left nothing.
    fn some_or(self, text: &str) -> String {
        if self.is_empty() { text.trim().to_lowercase() } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::{alike, link, name, phone, turned, unit};

    #[test]
    fn spellings_of_one_thing_have_one_key() {
        assert_eq!(name("José  ÁLVAREZ"), name("Jose\u{301} Alvarez"));
        assert_eq!(turned(&name("Lee, Ann")), turned(&name("ann lee")));
        assert_eq!(unit("Acme, Inc."), unit("ACME Inc"));
        let languages = ["C", "C++", "C#"].map(unit);
        assert!(languages[0] != languages[1] && languages[1] != languages[2]);
        assert_eq!((unit("***"), name("→")), ("***".to_owned(), "→".to_owned()));
        assert_eq!(link("https://de.LinkedIn.com/in/Ann/?x=1"), "linkedin.com/in/ann");
        assert_eq!(link("http://www.ann.example/"), "ann.example");
        assert_eq!(phone("+49 (171) 555-12"), phone("0049 171 55512"));
        assert_eq!(phone("n/a 12"), None);
    }

    #[test]
    fn names_that_can_be_one_persons_are_alike() {
        for (one, other, expected) in [
            ("ann lee", "ann roth", true),
            ("a lee", "anna berg", true),
            ("jon smith", "john smyth", true),
            ("ann lee", "bob roth", false),
        ] {
            assert_eq!(alike(one, other), expected, "{one} / {other}");
        }
    }
}
