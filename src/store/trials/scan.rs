//! Stepping over brackets against the textbook: token by token, no table, no look behind.
#![expect(clippy::disallowed_methods, reason = "the texts of ours are read as they lie there")]

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use crate::store::scan::{Broken, Scan};
use crate::store::split::{Item, List, list};

struct Textbook<'t> {
    scan: Scan<'t>,
}

impl Textbook<'_> {
    fn list(text: &str) -> Result<List, Broken> {
        let mut book = Textbook { scan: Scan::of(text) };
        let header = book.header()?;
        if book.scan.peek() != Some(b'[') {
            return book.scan.broken("expected the opening `[` of a list");
        }
        book.scan.at += 1;
        let mut list = List { header, open: book.scan.at, outermost: true, ..List::default() };
        loop {
            book.scan.gap()?;
            match book.scan.peek() {
                Some(b']') => break,
                None => return book.scan.broken("expected the closing `]` of the list"),
                Some(_) => list.items.push(book.item()?),
            }
        }
        list.close = book.scan.at;
        book.scan.at += 1;
        book.scan.finish().map(|()| list)
    }

    fn header(&mut self) -> Result<std::ops::Range<usize>, Broken> {
        self.scan.gap()?;
        let (start, mut end) = (self.scan.at, self.scan.at);
        while self.scan.peek() == Some(b'#') {
            while matches!(self.scan.peek(), Some(b'#' | b'!' | b' ')) {
                self.scan.at += 1;
            }
            self.brackets()?;
            end = self.scan.at;
            self.scan.gap()?;
        }
        Ok(start..end)
    }

    fn item(&mut self) -> Result<Item, Broken> {
        let start = self.scan.at;
        let mut end = start;
        let comma = loop {
            match self.scan.peek() {
                None | Some(b']' | b')' | b'}') => break None,
                Some(b',') => {
                    self.scan.at += 1;
                    break Some(self.scan.at);
                }
                Some(b'[' | b'(' | b'{') => self.brackets()?,
                Some(_) => self.token()?,
            }
            end = self.scan.at;
            self.scan.gap()?;
        };
        if end > start {
            Ok(Item { start, end, comma })
        } else {
            Err(Broken { at: start, message: "expected a record" })
        }
    }

    fn brackets(&mut self) -> Result<(), Broken> {
        let start = self.scan.at;
        let mut open = Vec::new();
        loop {
            match self.scan.peek() {
                None => return Err(Broken { at: start, message: "this bracket is not closed" }),
                Some(b'(') => open.push(b')'),
                Some(b'[') => open.push(b']'),
                Some(b'{') => open.push(b'}'),
                Some(close @ (b')' | b']' | b'}')) => {
                    if open.pop() != Some(close) {
                        return self.scan.broken("this closes a bracket that is not open");
                    }
                }
                Some(b'/') => {
                    self.scan.comment()?;
                    continue;
                }
                Some(_) => {
                    self.token()?;
                    continue;
                }
            }
            self.scan.at += 1;
            if open.is_empty() {
                return Ok(());
            }
        }
    }

    fn token(&mut self) -> Result<(), Broken> {
        match self.scan.bytes[self.scan.at] {
            b'"' => self.string(),
            byte if is_word(byte) => self.word(),
            _ => self.scan.token(),
        }
    }

    fn word(&mut self) -> Result<(), Broken> {
        let start = self.scan.at;
        while self.scan.peek().is_some_and(is_word) {
            self.scan.at += 1;
        }
        if !matches!(&self.scan.bytes[start..self.scan.at], b"r" | b"br") {
            return Ok(());
        }
        let rest = &self.scan.bytes[self.scan.at..];
        let hashes = rest.iter().take_while(|&&byte| byte == b'#').count();
        if rest.get(hashes) != Some(&b'"') {
            return Ok(());
        }
        let closing = format!("\"{}", "#".repeat(hashes));
        let inside = &rest[hashes + 1..];
        match (0..inside.len()).find(|at| inside[*at..].starts_with(closing.as_bytes())) {
            Some(length) => self.scan.at += hashes + 1 + length + closing.len(),
            None => return Err(Broken { at: start, message: "this string is not closed" }),
        }
        Ok(())
    }

    fn string(&mut self) -> Result<(), Broken> {
        let start = self.scan.at;
        loop {
            self.scan.at += 1;
            match self.scan.peek() {
                Some(b'\\') => self.scan.at += 1,
                Some(b'"') => break,
                Some(_) => {}
                None => return Err(Broken { at: start, message: "this string is not closed" }),
            }
        }
        self.scan.at += 1;
        Ok(())
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Returns the files below the folder.
fn below(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] }).collect()
}

#[test]
fn every_text_of_ours_is_split_as_the_textbook_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut split = 0;
    for path in
        ["data", "fuzz/seeds/ron_network", "fuzz/found/ron_network"].iter().flat_map(|folder| below(&root.join(folder)))
    {
        let bytes = fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for text in
            [text.clone().into_owned(), format!("[({text})]"), format!("[{}", text.trim_end().trim_end_matches(']'))]
        {
            let found = list(&text);
            split += usize::from(found.is_ok());
            assert_eq!(found, Textbook::list(&text), "{}", path.display());
        }
    }
    assert!(split > 20, "only {split} texts hold a list");
}

/// Pieces that are told apart only by what stands beside them, between dots.
const TRICKY: &str = "(·)·[·]·{·}·\"·\\·'·/·//·/*·*/·#·##·r·br·b·_·0·r\"·r#\"·br##\"·_br\"·rr#\"·\"#·\"##·\\\"·'\"'·'('·'\\''·,·\n·\r\n· \
    ·é·\"¢¢¢¢ \u{700}\u{700}\u{700}\u{700}\"·\u{2028}·\u{feff}·\"twelve bytes, [(\"·(a: \"b\")·r\"\\\"·r#\"\"]\"#·{\"k\": [1, (2)]}·// ]\n·/* [ */";

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(TRICKY.split('·').collect::<Vec<_>>())
}

proptest! {
    #[test]
    fn any_text_is_split_as_the_textbook_says(pieces in prop::collection::vec(piece(), 0..24)) {
        let text = pieces.concat();
        for text in [text.clone(), format!("[{text}]"), format!("[({text})]"), format!("[A(x: [{text}]), B({text})]")] {
            prop_assert_eq!(list(&text), Textbook::list(&text), "{}", text);
        }
    }
}
