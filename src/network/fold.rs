//! Folding: accents, case and script away, so that `jose` finds José.

use deunicode::deunicode_char;
use unicode_normalization::UnicodeNormalization;

/// Returns the text folded to lower-case ASCII.
#[must_use]
pub fn ascii(text: &str) -> String {
    text.nfc().flat_map(|c| folded(c).chars()).flat_map(char::to_lowercase).collect()
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
    use super::{ascii, mapped, words};

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
