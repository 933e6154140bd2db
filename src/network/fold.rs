//! Folding: accents, case and script away, so that `jose` finds José.

use deunicode::deunicode_char;
use unicode_normalization::UnicodeNormalization;

/// Returns the text folded to lower-case ASCII.
#[must_use]
pub fn ascii(text: &str) -> String {
    if is_plain(text) {
        return text.to_ascii_lowercase();
    }
    text.nfc().flat_map(|c| folded(c).chars()).flat_map(char::to_lowercase).collect()
}

/// Returns whether a text is letters, digits and marks of ASCII alone: then folding changes nothing but the case.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

/// Returns whether the words of a text are these, which are folded.
#[must_use]
pub fn words_are(text: &str, folded: &[String]) -> bool {
    if !is_plain(text) {
        return words(text) == folded;
    }
    let mut words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut left = folded.iter();
    words.all(|word| left.next().is_some_and(|it| it.eq_ignore_ascii_case(word))) && left.next().is_none()
}

/// Returns whether a text is compared like this address.
#[must_use]
pub fn address_is(text: &str, folded: &str) -> bool {
    let bare = text.trim().trim_end_matches('/');
    let end = bare.len().checked_sub(folded.len()).and_then(|at| bare.get(at..));
    let may_be = !text.is_ascii() || end.is_some_and(|end| end.eq_ignore_ascii_case(folded));
    may_be && address(text) == folded
}

/// Returns the folded text, and for each of its characters the index of the source's character it came from.
#[must_use]
pub fn mapped(text: &str) -> (String, Vec<usize>) {
    let mut folded_text = String::with_capacity(text.len());
    let mut sources = Vec::with_capacity(text.len());
    for (source, letter) in text.chars().enumerate() {
        for folded_letter in folded(letter).chars().flat_map(char::to_lowercase) {
            folded_text.push(folded_letter);
            sources.push(source);
        }
    }
    (folded_text, sources)
}

/// Returns the words of a folded text, in their order.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let folded = ascii(text);
    folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// Returns an address as it is compared: lower case, no scheme, no `www.`, no stroke at the end.
#[must_use]
pub fn address(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    let bare = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")).unwrap_or(&lower);
    bare.strip_prefix("www.").unwrap_or(bare).trim_end_matches('/').to_owned()
}

/// Returns a number for a text that is the same on every machine and in every version: FNV-1a of 64 bits.
#[must_use]
pub fn hash(bytes: impl IntoIterator<Item = u8>) -> u64 {
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, fold)
}

fn folded(letter: char) -> &'static str {
    // Combining marks vanish: a decomposed é and a composed one must fold alike.
    if unicode_normalization::char::is_combining_mark(letter) { "" } else { deunicode_char(letter).unwrap_or("") }
}

#[cfg(test)]
mod tests {
    use super::{address, address_is, ascii, folded, is_plain, mapped, words, words_are};

    #[test]
    fn short_ways_lead_to_the_same() {
        for letter in (' '..='~').map(|it| it.to_string()) {
            assert_eq!(folded(letter.chars().next().unwrap()), letter, "folding changes nothing but the case");
        }
        let texts =
            ["Lee, Ann-Marie", "lee ann marie", "", "José", "jose", "a\tb", "https://www.X.org/", "x.org", "X.ORG//"];
        for text in texts {
            assert_eq!(is_plain(text), text.is_ascii() && !text.contains('\t'));
            for other in texts {
                assert_eq!(words_are(text, &words(other)), words(text) == words(other), "{text} {other}");
                assert_eq!(address_is(text, &address(other)), address(text) == address(other), "{text} {other}");
            }
        }
    }

    #[test]
    fn accents_case_and_composition_fold_away() {
        assert_eq!(ascii("GARCÍA"), "garcia");
        assert_eq!(ascii("Jose\u{301}"), ascii("José"));
        assert_eq!(ascii("Straße Łódź"), "strasse lodz");
    }

    #[test]
    fn folded_letters_know_their_source() {
        let (text, sources) = mapped("aßc");
        assert_eq!(text, "assc");
        assert_eq!(sources, [0, 1, 1, 2]);
    }

    #[test]
    fn words_come_apart_at_anything_else() {
        assert_eq!(words("Lee, Ann-Marie"), ["lee", "ann", "marie"]);
    }
}
