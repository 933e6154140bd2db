//! The bytes of theirs in the merged text: records that only theirs added or changed come as they were written there, and
//! the comments theirs added to any other come along.

use super::Three;
use super::comments::{self, find, news, region};
use crate::network::three_way::Followed;
use crate::network::{Key, Settings, Table};
use crate::store::page::Page;
use crate::store::read::Reading;
use crate::store::splice::{indent, leading, newline};

/// Returns the text with the bytes of theirs in it; nothing if it would not read back as the same records.
pub(super) fn dressed<R: Followed>(three: &Three<'_>, text: &str, records: &Table<R>) -> Option<String> {
    let reading = Reading::alone(three.file, text.to_owned()).ok()?;
    let mut edits = Edits::default();
    let mut orphans = Vec::new();
    for (id, record) in R::shelf(&three.theirs.network) {
        let key = R::key(id.clone());
        match reading.find(&key) {
            Some((_, item)) => {
                let same = records.get(id) == Some(record);
                edits.dress(three, &reading.pages[0], item, &key, same);
            }
            None => orphans.extend(news(three, &key, &[])),
        }
    }
    let mut left = comments::left_behind(three, records);
    left.retain(|it| !orphans.contains(it));
    orphans.extend(left);
    edits.ends(three, &reading.pages[0], orphans);
    let text = edits.applied(text);
    let back = Reading::alone(three.file, text.clone()).ok()?;
    (**R::shelf(&back.network) == *records).then_some(text)
}

/// The same for the head of the network.
pub(super) fn dressed_head(three: &Three<'_>, text: &str, head: &Settings) -> Option<String> {
    let reading = Reading::alone(three.file, text.to_owned()).ok()?;
    let mut edits = Edits::default();
    edits.dress(three, &reading.pages[0], 0, &Key::Network, three.theirs.network.settings() == head);
    let text = edits.applied(text);
    let back = Reading::alone(three.file, text.clone()).ok()?;
    (back.network.settings() == head).then_some(text)
}

/// Replacements in a text, by byte.
#[derive(Default)]
struct Edits(Vec<(usize, usize, String)>);

impl Edits {
    fn dress(&mut self, three: &Three<'_>, page: &Page, item: usize, key: &Key, same: bool) {
        let [base, ours, theirs] = [&three.base, &three.ours, &three.theirs].map(|it| find(it, key).map(region));
        let Some(theirs) = theirs else { return };
        let span = &page.list.items[item];
        let line_end = newline(&page.text);
        let plain = theirs.replace("\r\n", "\n").replace('\n', line_end);
        if same && ours != Some(theirs) && (ours.is_none() || ours == base) {
            // What was added has no comment yet; the one above belongs to somebody else.
            let start = if ours.is_some() { leading(&page.text, &page.list, item) } else { span.start };
            self.0.push((start, span.end, plain.clone()));
            let stray = news(three, key, &[]).into_iter().filter(|it| !theirs.contains(it.as_str()));
            return self.above(page, item, start, stray.collect());
        }
        let there = comments::own(page, item);
        let ours = find(&three.ours, key).map(|(page, item)| comments::own(page, item)).unwrap_or_default();
        // One that stood inside a value that is written anew has its place above the record.
        let fallen = ours.into_iter().filter(|it| !there.contains(it)).map(str::to_owned);
        self.above(page, item, span.start, fallen.chain(news(three, key, &there)).collect());
    }

    fn above(&mut self, page: &Page, item: usize, at: usize, lines: Vec<String>) {
        let break_line = format!("{}{}", newline(&page.text), indent(&page.text, &page.list, Some(item)));
        let begins = page.text[..at].rsplit('\n').next().is_some_and(|it| it.trim().is_empty());
        for (n, line) in lines.into_iter().enumerate() {
            let before = if n == 0 && !begins { break_line.as_str() } else { "" };
            self.0.push((at, at, format!("{before}{line}{break_line}")));
        }
    }

    /// Adds the comments of theirs that belong to no record: at the top, at the end, and of records that are gone.
    fn ends(&mut self, three: &Three<'_>, page: &Page, orphans: Vec<String>) {
        let pages = |of: fn(&Page) -> Vec<&str>| {
            let [base, ours, theirs] = [&three.base, &three.ours, &three.theirs].map(|it| of(&it.pages[0]));
            let new = theirs.into_iter().filter(|it| !base.contains(it) && !ours.contains(it));
            new.map(str::to_owned).collect::<Vec<_>>()
        };
        let line_end = newline(&page.text);
        for comment in pages(comments::at_the_top) {
            let at = page.list.open - 1;
            self.0.push((at, at, format!("{comment}{line_end}")));
        }
        let end = page.list.close;
        let begins = page.text[..end].rsplit('\n').next().is_some_and(|it| it.trim().is_empty());
        for (n, comment) in pages(comments::at_the_end).into_iter().chain(orphans).enumerate() {
            let before = if n == 0 && !begins { line_end } else { "" };
            self.0.push((end, end, format!("{before}    {comment}{line_end}")));
        }
    }

    fn applied(mut self, text: &str) -> String {
        // Lines put above a record come before the record that replaces another one there.
        self.0.sort_by_key(|(start, end, _)| (*start, *end));
        let (mut new, mut from) = (String::with_capacity(text.len()), 0);
        for (start, end, replacement) in &self.0 {
            if *start >= from {
                new.push_str(&text[from..*start]);
                new.push_str(replacement);
                from = *end;
            }
        }
        new.push_str(&text[from..]);
        new
    }
}
