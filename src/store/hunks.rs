//! The bytes of a file that a command replaced, kept in the history: taking a command back restores a hand's very bytes
//! as long as nobody has edited the file since.

use serde::{Deserialize, Serialize};

use super::splice::{self, Splice};
use super::{files, write};

/// Bytes replaced by others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Hunk {
    /// Where they begin in the old text.
    at: usize,
    pub(super) old: String,
    pub(super) new: String,
}

/// What a command replaced in one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Patch {
    /// The file, relative to the network's folder.
    pub(super) file: String,
    /// The fingerprint of its bytes before; none if there was no file.
    pub(super) before: Option<u64>,
    /// The fingerprint of its bytes after; none if there is no file then.
    pub(super) after: Option<u64>,
    pub(super) hunks: Vec<Hunk>,
}

impl Patch {
    /// Returns the patch of splices, which are in order and do not overlap, by the fingerprints before and after.
    pub(super) fn of(file: &str, prints: (Option<u64>, Option<u64>), text: &str, splices: &[Splice]) -> Self {
        let hunk =
            |(range, new): &Splice| Hunk { at: range.start, old: text[range.clone()].to_owned(), new: new.clone() };
        let hunks = splices.iter().map(hunk).filter(|hunk| hunk.old != hunk.new).collect();
        Self { file: file.to_owned(), before: prints.0, after: prints.1, hunks }
    }

    /// Returns the patch that takes this one back.
    pub(super) fn reversed(&self) -> Self {
        let mut shift = 0_isize;
        let back = |hunk: &Hunk| {
            let at = hunk.at.saturating_add_signed(shift);
            shift += hunk.new.len().cast_signed() - hunk.old.len().cast_signed();
            Hunk { at, old: hunk.new.clone(), new: hunk.old.clone() }
        };
        let hunks = self.hunks.iter().map(back).collect();
        Self { file: self.file.clone(), before: self.after, after: self.before, hunks }
    }

    /// Returns what stands in the file after the patch, none if it goes, where a text of that fingerprint is what it was
    /// made for; a file that was not there begins as an empty list. A damaged patch fits nowhere.
    pub(super) fn applied(&self, text: Option<&str>, print: Option<u64>) -> Option<Option<String>> {
        if self.before != print {
            return None;
        }
        let fresh = write::fresh("[]");
        let text = text.unwrap_or(&fresh);
        let fits = |hunk: &Hunk| text.get(hunk.at..hunk.at + hunk.old.len()) == Some(&hunk.old);
        let splice = |hunk: &Hunk| fits(hunk).then(|| (hunk.at..hunk.at + hunk.old.len(), hunk.new.clone()));
        let splices = self.hunks.iter().map(splice).collect::<Option<Vec<Splice>>>()?;
        let in_order = splices.is_sorted_by(|(one, _), (next, _)| one.end <= next.start);
        let after = self.after.filter(|_| in_order).map(|_| splice::splice(text, &splices));
        let print = after.as_ref().map(|text| files::fingerprint(text.as_bytes()));
        (print == self.after).then_some(after)
    }
}

#[cfg(test)]
mod tests {
    use crate::store::files::fingerprint;
    use crate::store::hunks::Patch;
    use crate::store::rewrites::Rewrite;

    fn applied(patch: &Patch, text: Option<&str>) -> Option<Option<String>> {
        patch.applied(text, text.map(|text| fingerprint(text.as_bytes())))
    }

    #[test]
    fn a_patch_taken_back_is_the_file_before() {
        let text = "[\n    A, // é\n]\n".to_owned();
        for (before, after) in
            [(Some(text.clone()), Some("[]".to_owned())), (None, Some(text.clone())), (Some(text.clone()), None)]
        {
            let patch = Rewrite::whole("ties.ron", before.as_deref(), after.clone()).patch;
            assert_eq!(applied(&patch, before.as_deref()), Some(after.clone()));
            assert_eq!(applied(&patch.reversed(), after.as_deref()), Some(before.clone()));
            assert_eq!(patch.reversed().reversed(), patch);
            assert_eq!(applied(&patch, Some("another text")), None);
        }
    }

    #[test]
    fn a_damaged_patch_fits_nowhere() {
        let (before, after) = ("[A, B]", "[A, C, D]");
        let patch = Rewrite::whole("ties.ron", Some(before), Some(after.to_owned())).patch;
        assert_eq!(applied(&patch, Some(before)), Some(Some(after.to_owned())));
        let damaged = |change: fn(&mut Patch)| {
            let mut patch = patch.clone();
            change(&mut patch);
            patch
        };
        for patch in [
            damaged(|it| it.hunks[0].new.push(' ')),
            damaged(|it| it.hunks.clear()),
            damaged(|it| it.hunks[0].at = 3),
            damaged(|it| it.hunks.push(it.hunks[0].clone())),
        ] {
            assert_eq!(applied(&patch, Some(before)), None, "{patch:?}");
        }
    }
}
