//! The tokens of RON, as far as finding records needs them: strings, characters, words, brackets, comments, white space.
//! One pass, no recursion. It knows no record and no file.

use std::ops::Range;

use super::files::BOM;

/// Why a text cannot be split, and at which byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) at: usize,
    pub(super) message: &'static str,
}

/// Returns the comments in a gap between records, each from its first byte to behind its last, the newline not included.
pub(super) fn comments(gap: &str) -> Vec<Range<usize>> {
    let mut scan = Scan::of(gap);
    let mut found = Vec::new();
    while scan.at < gap.len() {
        let start = scan.at;
        if scan.space() {
        } else if scan.peek() == Some(b'/') && scan.comment().is_ok() {
            let comment = gap[start..scan.at].trim_end_matches('\r');
            found.push(start..start + comment.len());
        } else {
            scan.at += 1;
        }
    }
    found
}

/// Returns the comments between the tokens of a record, each from its first byte to behind its last, strings passed over.
pub(super) fn comments_between(record: &str) -> Vec<Range<usize>> {
    let mut scan = Scan::of(record);
    let mut found = Vec::new();
    while scan.at < record.len() {
        let start = scan.at;
        if scan.space() {
        } else if scan.peek() == Some(b'/') && scan.comment().is_ok() {
            let comment = record[start..scan.at].trim_end_matches('\r');
            found.push(start..start + comment.len());
        } else if matches!(scan.peek(), Some(b'(' | b')' | b'[' | b']' | b'{' | b'}')) || scan.token().is_err() {
            scan.at = start + record[start..].chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

/// A place in a text, and the steps from there.
pub(super) struct Scan<'t> {
    text: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) at: usize,
    /// What closes the brackets that are open.
    open: Vec<u8>,
}

impl<'t> Scan<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let start = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
        Self { text, bytes: text.as_bytes(), at: start, open: Vec::new() }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(super) fn broken<T>(&self, message: &'static str) -> Result<T, Broken> {
        Err(Broken { at: self.at, message })
    }

    /// Steps over white space as RON knows it; returns whether there was any.
    fn space(&mut self) -> bool {
        let start = self.at;
        while let Some(byte) = self.peek() {
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => self.at += 1,
                0xc2 | 0xe2 => match self.text[self.at..].chars().next() {
                    Some(wide @ ('\u{85}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')) => {
                        self.at += wide.len_utf8()
                    }
                    _ => break,
                },
                _ => break,
            }
        }
        self.at > start
    }

    /// Steps over white space and comments.
    pub(super) fn gap(&mut self) -> Result<(), Broken> {
        while self.space() || self.peek() == Some(b'/') {
            if self.peek() == Some(b'/') {
                self.comment()?;
            }
        }
        Ok(())
    }

    pub(super) fn comment(&mut self) -> Result<(), Broken> {
        match self.bytes.get(self.at + 1) {
            Some(b'/') => {
                let line = &self.bytes[self.at..];
                self.at += line.iter().position(|&b| b == b'\n').unwrap_or(line.len());
                Ok(())
            }
            Some(b'*') => self.block_comment(),
            _ => self.broken("a `/` stands alone; a comment begins with `//`"),
        }
    }

    fn block_comment(&mut self) -> Result<(), Broken> {
        let (start, mut depth) = (self.at, 0_usize);
        loop {
            match self.bytes.get(self.at..self.at + 2) {
                Some(b"/*") => (depth, self.at) = (depth + 1, self.at + 2),
                Some(b"*/") => (depth, self.at) = (depth - 1, self.at + 2),
                Some(_) => self.at += 1,
                None => return Err(Broken { at: start, message: "this comment is not closed" }),
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }

    /// Steps over a bracket and all up to the one that closes it.
    pub(super) fn brackets(&mut self) -> Result<(), Broken> {
        let start = self.at;
        self.open.clear();
        loop {
            self.at += self.bytes[self.at..].iter().take_while(|&&byte| !MATTERS[usize::from(byte)]).count();
            match self.peek() {
                None => return Err(Broken { at: start, message: "this bracket is not closed" }),
                Some(b'"') => self.string_of_any_kind(start)?,
                Some(b'\'') => self.character()?,
                Some(b'/') => self.comment()?,
                Some(bracket) => {
                    self.bracket(bracket)?;
                    if self.open.is_empty() {
                        return Ok(());
                    }
                }
            }
        }
    }

    fn bracket(&mut self, bracket: u8) -> Result<(), Broken> {
        match bracket {
            b'(' => self.open.push(b')'),
            b'[' => self.open.push(b']'),
            b'{' => self.open.push(b'}'),
            close if self.open.pop() == Some(close) => {}
            _ => return self.broken("this closes a bracket that is not open"),
        }
        self.at += 1;
        Ok(())
    }

    /// Steps over a string from its quote on, which lies behind `from`: what stands before it says of what kind it is.
    fn string_of_any_kind(&mut self, from: usize) -> Result<(), Broken> {
        let before = &self.bytes[from..self.at];
        if !matches!(before.last(), Some(b'r' | b'#')) {
            return self.string();
        }
        let hashes = before.iter().rev().take_while(|&&byte| byte == b'#').count();
        let word = before[..before.len() - hashes].iter().rev().take_while(|&&byte| is_word(byte)).take(3).count();
        let start = self.at - hashes - word;
        if is_raw(&self.bytes[start..start + word]) { self.raw(start, hashes) } else { self.string() }
    }

    /// Steps over a string, a character, a word or anything else that holds no bracket, comma or comment.
    pub(super) fn token(&mut self) -> Result<(), Broken> {
        match self.bytes[self.at] {
            b'"' => self.string(),
            b'\'' => self.character(),
            byte if is_word(byte) => self.word(),
            _ => {
                self.at += self.text[self.at..].chars().next().map_or(1, char::len_utf8);
                Ok(())
            }
        }
    }

    /// Steps over a word; `r"…"`, `r#"…"#` and their kin begin with one.
    fn word(&mut self) -> Result<(), Broken> {
        let start = self.at;
        self.at += self.bytes[start..].iter().take_while(|&&byte| is_word(byte)).count();
        let hashes = self.bytes[self.at..].iter().take_while(|&&byte| byte == b'#').count();
        if is_raw(&self.bytes[start..self.at]) && self.bytes.get(self.at + hashes) == Some(&b'"') {
            self.at += hashes;
            return self.raw(start, hashes);
        }
        Ok(())
    }

    /// Steps over a raw string from its quote on.
    fn raw(&mut self, start: usize, hashes: usize) -> Result<(), Broken> {
        self.at += 1;
        let closing = format!("\"{}", "#".repeat(hashes));
        match self.text[self.at..].find(&closing) {
            Some(length) => self.at += length + closing.len(),
            None => return Err(Broken { at: start, message: "this string is not closed" }),
        }
        Ok(())
    }

    fn string(&mut self) -> Result<(), Broken> {
        let start = self.at;
        self.at += 1;
        while let Some(step) = quote_or_backslash(&self.bytes[self.at..]) {
            let escape = self.bytes[self.at + step] == b'\\';
            self.at += step + 1 + usize::from(escape);
            if !escape {
                return Ok(());
            }
            if self.at > self.bytes.len() {
                break;
            }
        }
        Err(Broken { at: start, message: "this string is not closed" })
    }

    fn character(&mut self) -> Result<(), Broken> {
        let start = self.at;
        let mut letters = self.text[start + 1..].char_indices();
        let skipped = match letters.next() {
            Some((_, '\\')) => letters.next(),
            first => first,
        };
        let end = skipped.and_then(|_| letters.find(|(_, letter)| *letter == '\''));
        match end {
            Some((offset, _)) if offset < 16 => {
                self.at = start + 1 + offset + 1;
                Ok(())
            }
            _ => Err(Broken { at: start, message: "a `'` stands alone; a text stands in `\"`" }),
        }
    }

    pub(super) fn finish(&mut self) -> Result<(), Broken> {
        self.gap()?;
        if self.at < self.bytes.len() { self.broken("expected nothing after the list") } else { Ok(()) }
    }
}

/// Returns the place of the first `"` or `\`, eight bytes looked at in one step.
fn quote_or_backslash(bytes: &[u8]) -> Option<usize> {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    // The lowest zero byte is found exactly; what is above it does not matter.
    let zero = |word: u64| word.wrapping_sub(EACH) & !word & (EACH << 7);
    let (words, rest) = bytes.as_chunks::<8>();
    for (n, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let found = zero(word ^ (EACH * b'"' as u64)) | zero(word ^ (EACH * b'\\' as u64));
        if found != 0 {
            return Some(n * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let last = rest.iter().position(|byte| matches!(byte, b'"' | b'\\'));
    last.map(|at| words.len() * 8 + at)
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Returns whether a quote behind that word and any number of `#` begins a raw string.
fn is_raw(word: &[u8]) -> bool {
    matches!(word, b"r" | b"br")
}

/// Which bytes matter between brackets; all others are stepped over.
static MATTERS: [bool; 256] = {
    let mut matters = [false; 256];
    let bytes = b"\"'/()[]{}";
    let mut n = 0;
    while n < bytes.len() {
        matters[bytes[n] as usize] = true;
        n += 1;
    }
    matters
};
