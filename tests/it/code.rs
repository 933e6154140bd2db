//! Rust source as the tidy rules see it: without comments and strings, cut into tokens.

/// A word, a `::` or a single sign, and the line it stands on, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub(crate) line: usize,
    pub(crate) text: &'a str,
}

/// Returns the text with comments, strings and characters blanked, line for line the same.
pub(crate) fn bare(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let blank = blank_length(rest);
        let taken = blank.max(first.len_utf8());
        bare.extend(rest[..taken].chars().map(|it| if blank > 0 && it != '\n' { ' ' } else { it }));
        rest = &rest[taken..];
    }
    bare
}

/// Returns the tokens of a bare text.
pub(crate) fn tokens(bare: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    for (n, line) in bare.lines().enumerate() {
        let mut rest = line.trim_start();
        while !rest.is_empty() {
            let (text, after) = rest.split_at(token_length(rest));
            tokens.push(Token { line: n + 1, text });
            rest = after.trim_start();
        }
    }
    tokens
}

fn token_length(rest: &str) -> usize {
    let is_word = |it: char| it.is_alphanumeric() || it == '_';
    let word = rest.find(|it| !is_word(it)).unwrap_or(rest.len());
    match rest.chars().next() {
        _ if word > 0 => word,
        _ if rest.starts_with("::") => 2,
        first => first.map_or(0, char::len_utf8),
    }
}

/// Returns how many bytes at the start are a comment, a string or a character; 0 where code stands.
fn blank_length(rest: &str) -> usize {
    match rest.as_bytes() {
        [b'/', b'/', ..] => rest.find('\n').unwrap_or(rest.len()),
        [b'/', b'*', ..] => block_comment(rest),
        [b'"', ..] => string(rest),
        [b'r', b'"' | b'#', ..] => raw_string(rest),
        [b'\'', ..] => character(rest),
        _ => 0,
    }
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    for (at, pair) in rest.as_bytes().windows(2).enumerate() {
        match pair {
            b"/*" => depth += 1,
            b"*/" => depth -= 1,
            _ => {}
        }
        if depth == 0 && at > 0 {
            return at + 2;
        }
    }
    rest.len()
}

fn string(rest: &str) -> usize {
    let mut escaped = true; // The opening quote closes nothing.
    for (at, byte) in rest.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// A raw string, or 0 for a raw identifier such as `r#type`.
fn raw_string(rest: &str) -> usize {
    let hashes = rest[1..].find(|it| it != '#').unwrap_or(0);
    let Some(content) = rest[1 + hashes..].strip_prefix('"') else { return 0 };
    let end = format!("\"{}", "#".repeat(hashes));
    content.find(&end).map_or(rest.len(), |at| 2 + hashes + at + end.len())
}

/// A character literal, or 0 for a lifetime.
fn character(rest: &str) -> usize {
    let mut chars = rest.chars().skip(1);
    match (chars.next(), chars.next()) {
        (Some('\\'), Some(_)) => rest[3..].find('\'').map_or(0, |at| at + 4),
        (Some(it), Some('\'')) => it.len_utf8() + 2,
        _ => 0,
    }
}

#[test]
fn comments_and_strings_are_blanked_and_code_is_not() {
    let text = "a /* \" /* b */ */ \"//\\\"\" c r#\"d\"e\"# 'f' '\\'' '\u{e9}' <'g> r#h // i\nj";
    let kept: String = tokens(&bare(text)).iter().map(|it| it.text).collect();
    assert_eq!(kept, "ac<'g>r#hj");
}

#[test]
fn tokens_know_their_lines() {
    let tokens = tokens("use crate::x;\n\nfn");
    assert_eq!(tokens.iter().map(|it| it.text).collect::<Vec<_>>(), ["use", "crate", "::", "x", ";", "fn"]);
    assert_eq!(tokens[5].line, 3);
}
