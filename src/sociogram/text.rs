//! Text on a picture: what may stand in it, how wide it is, where it breaks.

use unicode_width::UnicodeWidthChar;

/// The longest text drawn, in characters.
pub(super) const LONGEST: usize = 200;

/// Returns the text without what no picture may hold (controls, marks that turn the direction of what follows, what XML
/// refuses), its spaces made single, at most 200 characters long.
pub(super) fn clean(text: &str) -> String {
    let barred = |letter: &char| {
        matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{feff}' | '\u{fff9}'..='\u{ffff}' | '\u{e0000}'..='\u{e007f}')
    };
    let spaced = text.chars().take(10 * LONGEST).map(|it| if it.is_control() || it.is_whitespace() { ' ' } else { it });
    let spaced: String = spaced.filter(|it| !barred(it)).collect();
    let single = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    shortened(&single, LONGEST)
}

/// Returns the text, or its beginning and an ellipsis.
pub(super) fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let kept: String = text.chars().take(longest.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Returns how wide the text is in points: the widths of DejaVu Sans, the widest of the faces a viewer is likely to have.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

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
    let name = clean(name);
    if width(&name, 1.0) <= SHORT {
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
    use super::{broken, clean, width};

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
    }
}
