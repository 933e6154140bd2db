//! Text on a picture: what may stand in it, how wide it is, where it breaks.

use unicode_width::UnicodeWidthChar;

/// The longest text drawn, in characters.
pub(super) const LONGEST: usize = 200;

/// Returns the text without what no picture may hold (controls, marks that turn the direction of what follows, what XML
/// refuses), its spaces made single, at most 200 characters long.
pub(super) fn clean(text: &str) -> String {
    let barred = |letter: &char| {
        matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}' | '\u{2067}'
            | '\u{feff}' | '\u{fff9}'..='\u{ffff}' | '\u{e0000}'..='\u{e007f}')
    };
    let spaced = text.chars().take(10 * LONGEST).map(|it| if it.is_control() || it.is_whitespace() { ' ' } else { it });
    let spaced: String = spaced.filter(|it| !barred(it)).collect();
    let single = paired(spaced).split_whitespace().collect::<Vec<_>>().join(" ");
    // What is set apart may have lost its end.
    paired(shortened(&single, LONGEST)).trim().to_owned()
}

/// Returns the text without what sets apart, unless each such mark has its other one.
fn paired(text: String) -> String {
    if is_balanced(&text) { text } else { text.replace([ISOLATED.0, ISOLATED.1], "") }
}

/// Sets text apart from what stands beside it: its first letter says in which direction it runs, and it turns nothing else
/// (Unicode Standard Annex 9).
const ISOLATED: (char, char) = ('\u{2068}', '\u{2069}');

/// Returns a name as it stands among other words: set apart if any of its letters runs from right to left.
pub(super) fn isolated(name: &str) -> String {
    if name.contains(is_leftward) && !name.contains(ISOLATED.0) {
        return format!("{}{name}{}", ISOLATED.0, ISOLATED.1);
    }
    name.to_owned()
}

/// Returns whether a text that is set apart has more beside it.
pub(super) fn is_mixed(text: &str) -> bool {
    let is_whole = text.starts_with(ISOLATED.0) && text.find(ISOLATED.1) == Some(text.len() - ISOLATED.1.len_utf8());
    text.contains(ISOLATED.0) && !is_whole
}

/// Returns whether every set apart text ends, none within another: what a name of ours may hold.
fn is_balanced(text: &str) -> bool {
    let marks: Vec<_> = text.chars().filter(|it| [ISOLATED.0, ISOLATED.1].contains(it)).collect();
    marks.chunks(2).all(|it| it == [ISOLATED.0, ISOLATED.1])
}

/// Returns whether a letter is of Hebrew, Arabic, Syriac, Thaana, N'Ko, Adlam or another script from right to left.
fn is_leftward(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Returns the text, or its beginning and an ellipsis.
pub(super) fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let letters: Vec<_> = text.chars().take(longest).collect();
    // A letter keeps its marks, and nothing is joined to the ellipsis.
    let splits = |at: usize| letters[at].width() == Some(0) || letters[at - 1] == JOINER;
    let end = (1..longest).rev().find(|&at| !splits(at)).unwrap_or(0);
    let kept: String = letters[..end].iter().collect();
    format!("{}…", kept.trim_end())
}

/// Returns how wide the text is in points: the widths of DejaVu Sans, the widest of the faces a viewer is likely to have.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let before = std::iter::once(' ').chain(text.chars());
    // What is joined to a picture, or colours it, takes no room of its own.
    let is_joined = |(before, letter): &(char, char)| *before == JOINER || matches!(letter, '\u{1f3fb}'..='\u{1f3ff}');
    before.zip(text.chars()).filter(|it| !is_joined(it)).map(|it| em(it.1)).sum::<f64>() * size
}

/// Joins pictures into one.
const JOINER: char = '\u{200d}';

fn em(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '\'' => 0.28,
        ' ' | '.' | ',' | ':' | ';' | '|' | 'I' | '·' => 0.33,
        'f' | 'r' | 't' | '-' | '(' | ')' | '/' => 0.40,
        'm' | 'M' | 'W' | '@' | '%' | '…' | '—' => 1.0,
        'w' | '#' | '<' | '>' | '=' | '+' | '~' | '^' | '→' => 0.85,
        'a'..='z' | '0'..='9' | '–' => 0.63,
        'A'..='Z' | '&' => 0.74,
        _ => match letter.width() {
            Some(0) | None => 0.0,
            Some(1) => 0.72,
            Some(_) => 1.05,
        },
    }
}

/// Returns a name on one line, or on two of about equal width.
pub(super) fn broken(name: &str) -> Vec<String> {
    in_two(name, 18)
}

/// Returns a text on one line, or on two of that many letters at most.
pub(super) fn in_two(name: &str, longest: usize) -> Vec<String> {
    const SHORT: f64 = 8.0;
    beyond(name, SHORT, longest)
}

/// Returns a text on one line if it is no wider than that, in em, else on two of that many letters at most.
pub(super) fn beyond(name: &str, short: f64, longest: usize) -> Vec<String> {
    let name = clean(name);
    if width(&name, 1.0) <= short {
        return vec![name];
    }
    let spaces = name.match_indices(' ').map(|(at, _)| at);
    let longer = |at: usize| width(&name[..at], 1.0).max(width(&name[at + 1..], 1.0));
    match spaces.min_by(|&a, &b| longer(a).total_cmp(&longer(b))) {
        Some(at) => vec![shortened(&name[..at], longest), shortened(&name[at + 1..], longest)],
        None => vec![shortened(&name, longest)],
    }
}

#[cfg(test)]
mod tests {
    use super::{broken, clean, is_mixed, isolated, shortened, width};

    #[test]
    fn what_no_picture_may_hold_is_left_out() {
        assert_eq!(clean("a\u{0}b\u{1b}[31m\tc\r\n\u{202e}d\u{ffff}\u{85}"), "a b [31m c d");
        assert_eq!(clean(&"x".repeat(10_000_000)).chars().count(), 200);
        assert_eq!(clean(" \n "), "");
    }

    #[test]
    fn names_break_in_two_about_equal_lines() {
        assert_eq!(broken("Ann Lee"), ["Ann Lee"]);
        assert_eq!(broken("Signe Mortensen Holt"), ["Signe", "Mortensen Holt"]);
        assert_eq!(broken("Wolfeschlegelsteinhausen"), ["Wolfeschlegelstei…"]);
        assert_eq!(broken(""), [""]);
        assert!(width("李小龙", 10.0) > 30.0 && width("e\u{301}", 10.0) < 7.0);
        assert_eq!(width("👩‍💻", 10.0), width("👩", 10.0));
        assert_eq!(width("👋🏽", 10.0), width("👋", 10.0));
    }

    #[test]
    fn a_name_that_runs_to_the_left_is_set_apart_and_nothing_else_is() {
        assert_eq!(isolated("Ann Lee"), "Ann Lee");
        assert_eq!(isolated("דוד (CTO)"), "\u{2068}דוד (CTO)\u{2069}");
        assert_eq!(isolated(&isolated("علي")), isolated("علي"));
        assert_eq!(
            clean(&format!("{} – {}", isolated("דוד"), isolated("משה"))),
            "\u{2068}דוד\u{2069} – \u{2068}משה\u{2069}"
        );
        assert!(!is_mixed("Ann") && !is_mixed(&isolated("דוד")) && is_mixed(&format!("{} –", isolated("דוד"))));
        for hostile in
            ["a\u{2068}b", "a\u{2069}b\u{2068}", "\u{2068}\u{2068}ab", "\u{2067}a\u{2069}b", "\u{202e}a\u{202c}b"]
        {
            assert_eq!(clean(hostile), "ab");
        }
        assert_eq!(clean("דוד \u{2068}"), "דוד");
        assert!(!clean(&isolated(&"א".repeat(300))).contains('\u{2068}'));
    }

    #[test]
    fn letters_keep_their_marks() {
        assert_eq!(shortened("ae\u{301}\u{302}bc", 4), "a…");
        assert_eq!(shortened("a👩‍💻bc", 4), "a…");
        assert_eq!((shortened("abc", 1), shortened("abc", 0)), ("…".to_owned(), "…".to_owned()));
    }
}
