//! Cuts a title into folded words and the marks between them. Knows nothing of what a word means.

/// No title says anything after this many characters.
const LONGEST: usize = 300;

/// A new role or a qualifier begins: comma, bracket, dash, colon.
pub(super) const BREAK: &str = ",";
/// Two things of one kind.
pub(super) const SLASH: &str = "/";
/// Something else altogether begins.
pub(super) const BAR: &str = "|";

/// Whether this is a mark between words and no word.
pub(super) fn is_mark(word: &str) -> bool {
    [BREAK, SLASH, BAR].contains(&word)
}

/// The words of a title, folded, and its marks; always closed by a break.
pub(super) fn cut(title: &str) -> Vec<String> {
    let mut cutter = Cutter::default();
    let mut characters = title.chars().take(LONGEST).peekable();
    let mut before = ' ';
    while let Some(c) = characters.next() {
        cutter.take(before, c, characters.peek().copied().unwrap_or(' '));
        before = c;
    }
    cutter.mark(BREAK);
    cutter.words
}

#[derive(Default)]
struct Cutter {
    words: Vec<String>,
    word: String,
    initials: bool,
}

impl Cutter {
    fn take(&mut self, before: char, c: char, after: char) {
        match c {
            _ if is_silent(c) => {}
            _ if c.is_alphanumeric() => self.letter(c),
            // V.P. is one word, Sr. Manager two.
            '.' if self.is_initial(after) => self.initials = true,
            '&' | '+' => self.mark("and"),
            '@' => self.mark("at"),
            '/' | '\\' => self.mark(SLASH),
            '|' | ';' | '•' | '\n' => self.mark(BAR),
            ',' | '(' | ')' | '[' | ']' | ':' | '–' | '—' => self.mark(BREAK),
            '-' if before.is_whitespace() || after.is_whitespace() => self.mark(BREAK),
            _ => self.end(),
        }
    }

    fn is_initial(&self, after: char) -> bool {
        after.is_alphabetic() && (self.word.len() == 1 || self.initials)
    }

    fn letter(&mut self, c: char) {
        let folded = deunicode::deunicode_char(c).filter(|_| is_read(c)).unwrap_or(" ");
        for letter in folded.chars() {
            if letter.is_ascii_alphanumeric() {
                self.word.push(letter.to_ascii_lowercase());
            } else {
                self.end();
            }
        }
    }

    fn end(&mut self) {
        self.initials = false;
        if !self.word.is_empty() {
            self.words.push(std::mem::take(&mut self.word));
        }
    }

    fn mark(&mut self, mark: &str) {
        self.end();
        self.words.push(mark.to_owned());
    }
}

/// Accents set apart from their letter, soft hyphens, joiners and direction marks.
fn is_silent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}')
}

/// Latin, Greek and Cyrillic, plain or in fancy type. Syllables spelled out from other scripts would only look like words we know.
fn is_read(c: char) -> bool {
    matches!(c, '\0'..'\u{530}' | '\u{1e00}'..'\u{2000}' | '\u{2100}'..'\u{2150}' | '\u{24b6}'..'\u{24ea}' | '\u{ff00}'..'\u{fff0}' | '\u{1d400}'..'\u{1d800}')
}
