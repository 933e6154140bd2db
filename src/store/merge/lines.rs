//! Conflicts as text: a comment line above the record that holds the other side's value, for a person to read and for
//! `resolve` to take over. The file stays one that can be read.

use serde_json::Value;

use crate::network::three_way::{Clash, Matter, Path, Side};
use crate::network::{Key, Record, each_kind};
use crate::store::page::Page;
use crate::store::read::Reading;
use crate::store::rewrites::Rewrite;
use crate::store::splice::{indent, newline};
use crate::store::{Error, Place, files, layout, merge::comments, write};

/// What every such line begins with.
const BEGINS: &str = "// conflict: ";
const OTHER: &str = " on the other side";
const THIS: &str = " on this side";
const SETTLE: &str = " (settle with: acquaint resolve ";

/// A conflict that stands in a file and waits to be settled.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsettled {
    /// Where its line stands.
    pub place: Place,
    /// The record below the line.
    pub key: Key,
    /// What is at odds; none if a hand has made the line unreadable.
    pub matter: Option<Matter>,
    /// The line as it is written.
    pub line: String,
}

/// Lines about conflicts that a transaction takes out or puts in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// What has been settled.
    pub struck: Vec<Unsettled>,
    /// What is new.
    pub added: Vec<Clash>,
}

impl Marks {
    /// Returns whether nothing is taken out or put in.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.struck.is_empty() && self.added.is_empty()
    }

    /// Returns whether a line of that file goes.
    pub(in crate::store) fn concern(&self, file: &str) -> bool {
        self.struck.iter().any(|it| it.place.file == file)
    }
}

/// Returns the name by which `resolve` is told of a record: its id, or that of a person it is about.
#[must_use]
pub fn name_of(key: &Key) -> String {
    match key {
        Key::Tie(tie) => tie.from.to_string(),
        Key::Meeting(meeting) => meeting.with.first().map_or_else(|| "network".to_owned(), ToString::to_string),
        key => key.to_string(),
    }
}

/// Returns the line of a conflict.
fn line(clash: &Clash) -> String {
    let what = match &clash.matter {
        Matter::Removed(Side::Theirs) => format!("removed{OTHER}"),
        Matter::Removed(Side::Ours) => format!("removed{THIS}"),
        Matter::Field { path, theirs } => format!("{path}: {}{OTHER}", value_text(theirs.as_ref())),
    };
    format!("{BEGINS}{what}{SETTLE}{})", name_of(&clash.key))
}

/// Returns a value as RON on one line.
#[must_use]
pub fn value_text(value: Option<&Value>) -> String {
    let text = value.map(|it| write::record(it, write::Shape::Line).unwrap_or_default());
    text.map_or_else(|| "nothing".to_owned(), |text| text.replace('\n', "\\n").replace('\r', "\\r"))
}

/// Returns what a comment says of a conflict, none if it is not about one; nothing inside if it cannot be read.
fn matter(comment: &str) -> Option<Option<Matter>> {
    let told = comment.strip_prefix(BEGINS.trim_end())?.trim();
    Some(read_matter(told))
}

fn read_matter(told: &str) -> Option<Matter> {
    let told = told.rfind(SETTLE).map_or(told, |at| &told[..at]);
    if told == "removed on this side" {
        return Some(Matter::Removed(Side::Ours));
    }
    let told = told.strip_suffix(OTHER)?;
    if told == "removed" {
        return Some(Matter::Removed(Side::Theirs));
    }
    let (path, rest) = Path::read(told)?;
    let text = rest.strip_prefix(": ")?;
    if text == "nothing" {
        return Some(Matter::Field { path, theirs: None });
    }
    let value: Value = write::options().from_str(text).ok()?;
    Some(Matter::Field { path, theirs: Some(value) })
}

/// Returns the conflicts that stand in a file, in its order.
pub(in crate::store) fn standing(file: &str, text: &str) -> Result<Vec<Unsettled>, Error> {
    // Most files have none, and need not be read for that.
    if !text.contains(BEGINS.trim_end()) {
        return Ok(Vec::new());
    }
    let reading = Reading::alone(file, text.to_owned())?;
    let mut found = Vec::new();
    for key in keys(&reading) {
        let Some((_, item)) = reading.find(&key) else { continue };
        let page = &reading.pages[0];
        for comment in comments::above(page, item) {
            let Some(matter) = matter(comment) else { continue };
            let at = comment.as_ptr() as usize - page.text.as_ptr() as usize;
            let place = Place::within(file, &text.as_bytes()[..at]);
            found.push(Unsettled { place, key: key.clone(), matter, line: comment.to_owned() });
        }
    }
    found.sort_by_key(|it| (it.place.line, it.place.column));
    Ok(found)
}

/// Returns the keys of all records of a file read by itself.
fn keys(reading: &Reading) -> Vec<Key> {
    let network = &reading.network;
    if reading.pages.first().is_some_and(|page| page.file == layout::HEAD) {
        return vec![Key::Network];
    }
    let mut keys = Vec::new();
    each_kind!(R => keys.extend(R::shelf(network).keys().cloned().map(R::key)));
    keys
}

/// Returns the text with a line above the record of each conflict, unless it stands there already.
pub(in crate::store) fn added(file: &str, text: String, clashes: &[Clash]) -> Result<String, Error> {
    if clashes.is_empty() {
        return Ok(text);
    }
    let reading = Reading::alone(file, text)?;
    let page = &reading.pages[0];
    let mut edits: Vec<(usize, String)> = Vec::new();
    for clash in clashes {
        let Some((_, item)) = reading.find(&clash.key) else { continue };
        let line = line(clash);
        if !comments::above(page, item).contains(&line.as_str()) {
            edits.push((item, line));
        }
    }
    edits.sort_by_key(|(item, _)| *item);
    Ok(inserted(page, edits))
}

fn inserted(page: &Page, edits: Vec<(usize, String)>) -> String {
    let (text, mut new, mut from) = (&page.text, String::new(), 0);
    for (item, line) in edits {
        let start = page.list.items[item].start;
        let break_line = format!("{}{}", newline(text), indent(text, &page.list, Some(item)));
        new.push_str(&text[from..start]);
        let begins = new.rsplit('\n').next().is_some_and(|it| it.trim_start_matches('\u{feff}').trim().is_empty());
        if !begins {
            new.push_str(&break_line);
        }
        new.extend([line.as_str(), break_line.as_str()]);
        from = start;
    }
    new + &text[from..]
}

/// Returns the text without the lines of conflicts that have been settled; one whose record is gone is gone with it.
fn struck(file: &str, text: String, settled: &[&Unsettled]) -> Result<String, Error> {
    if settled.is_empty() {
        return Ok(text);
    }
    let reading = Reading::alone(file, text)?;
    let page = &reading.pages[0];
    let mut gone: Vec<(usize, usize)> = Vec::new();
    for unsettled in settled {
        let Some((_, item)) = reading.find(&unsettled.key) else { continue };
        let here = comments::above(page, item).into_iter().find(|it| *it == unsettled.line);
        let Some(comment) = here else { continue };
        let at = comment.as_ptr() as usize - page.text.as_ptr() as usize;
        gone.push(whole_line(&page.text, at, at + comment.len()));
    }
    gone.sort_unstable();
    gone.dedup();
    let (mut new, mut from) = (String::with_capacity(page.text.len()), 0);
    for (start, end) in gone {
        new.push_str(&page.text[from..start.max(from)]);
        from = end;
    }
    Ok(new + &page.text[from..])
}

fn whole_line(text: &str, start: usize, end: usize) -> (usize, usize) {
    let margin = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    let alone = text[margin..start].trim().is_empty() && text[end..line_end].trim().is_empty();
    if alone { (margin, line_end) } else { (start, end) }
}

/// Returns the rewrites of a transaction with its marks in them.
pub(in crate::store) fn marked(
    reading: &Reading,
    mut rewrites: Vec<Rewrite>,
    marks: &Marks,
) -> Result<Vec<Rewrite>, Error> {
    if marks.is_empty() {
        return Ok(rewrites);
    }
    let settled = |file: &str| marks.struck.iter().filter(|it| it.place.file == file).collect::<Vec<_>>();
    let there = |file: &str| reading.pages.iter().find(|page| page.file == file && !page.new);
    for page in reading.pages.iter().filter(|page| !settled(&page.file).is_empty()) {
        if !rewrites.iter().any(|it| it.file == page.file) {
            rewrites.push(Rewrite::differing(page, page.text.clone(), page.print()));
        }
    }
    for rewrite in &mut rewrites {
        let Some(text) = rewrite.after.clone() else { continue };
        let text = struck(&rewrite.file, text, &settled(&rewrite.file))?;
        let text = added(&rewrite.file, text, &marks.added)?;
        *rewrite = match there(&rewrite.file) {
            Some(page) => {
                let print = files::fingerprint(text.as_bytes());
                Rewrite::differing(page, text, print)
            }
            None => Rewrite::whole(&rewrite.file, None, Some(text)),
        };
    }
    Ok(rewrites)
}

#[cfg(test)]
mod tests {
    use super::{line, matter, value_text};
    use crate::network::Key;
    use crate::network::three_way::{Clash, Matter, Path, Side};
    use serde_json::{Value, json};

    fn clash(path: &str, theirs: Option<Value>) -> Clash {
        let path = Path::read(path).unwrap().0;
        Clash { key: Key::Person("ann-lee".parse().unwrap()), matter: Matter::Field { path, theirs } }
    }

    #[test]
    fn a_line_is_read_back() {
        let told = line(&clash("closeness", Some(json!(4))));
        assert_eq!(told, "// conflict: closeness: 4 on the other side (settle with: acquaint resolve ann-lee)");
        let hostile = "a\n*/ // \"x\" on the other side (settle with: acquaint resolve bob)\u{2028}\r\u{202e}\\";
        for value in [json!(hostile), json!({"title": hostile, "since": "2020"}), json!([1, 2.5, true]), json!("")] {
            for path in ["note", r#"attributes["a\"]: 4 on"]"#] {
                let clash = clash(path, Some(value.clone()));
                let told = line(&clash);
                assert_eq!(told.lines().count(), 1, "{told}");
                assert_eq!(matter(&told), Some(Some(clash.matter)), "{told}");
            }
        }
        for clash in [clash("closeness", None), Clash { matter: Matter::Removed(Side::Ours), ..clash("x", None) }] {
            assert_eq!(matter(&line(&clash)), Some(Some(clash.matter)));
        }
    }

    #[test]
    fn a_line_a_hand_has_spoilt_is_still_one() {
        assert_eq!(matter("// conflict: closeness: 4"), Some(None));
        assert_eq!(matter("// conflict: note: \"x on the other side (settle with: acquaint resolve a)"), Some(None));
        assert_eq!(matter("// conflicting"), None);
        assert_eq!(value_text(None), "nothing");
    }
}
