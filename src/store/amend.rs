//! What to replace in a hand's record so that it says something else: the values that changed, and nothing beside them.
//! A record is known three times: as the hand wrote it, and as the program would write it before and after. It knows
//! texts, no record.

use std::ops::Range;

use super::splice::{Added, Sheet, Splice};
use super::syntax::{self, Group, Value};
use super::write;

/// How many comparisons of items two lists are worth; longer ones are replaced whole.
const MOST_COMPARISONS: usize = 4_000_000;

/// Returns the splices of `hand` that turn the value at `span`, which says what `before` says, into one that says what
/// `after` says; none if one of them cannot be taken apart.
pub(super) fn splices(hand: &str, span: Range<usize>, before: &str, after: &str) -> Option<Vec<Splice>> {
    let mut amend = Amend { hand, before, after, splices: Vec::new() };
    let was = syntax::value(before, 0..before.len())?;
    let now = syntax::value(after, 0..after.len())?;
    amend.value(&syntax::value(hand, span)?, &was, &now);
    amend.splices.sort_by_key(|(range, _)| (range.start, range.end));
    Some(amend.splices)
}

struct Amend<'t> {
    hand: &'t str,
    before: &'t str,
    after: &'t str,
    splices: Vec<Splice>,
}

impl Amend<'_> {
    fn value(&mut self, hand: &Value, before: &Value, after: &Value) {
        if self.before[before.span.clone()] == self.after[after.span.clone()] {
            return;
        }
        if let (Some(hand), Some(before), Some(after)) = (&hand.group, &before.group, &after.group)
            && hand.bracket == before.bracket
            && before.bracket == after.bracket
        {
            let keyed = [hand, before, after].into_iter().all(Group::is_keyed) && after.bracket != b'[';
            if keyed {
                return self.keyed(hand, before, after);
            }
            if hand.pieces.len() == before.pieces.len()
                && before.pieces.len().saturating_mul(after.pieces.len()) <= MOST_COMPARISONS
            {
                return self.listed(hand, before, after);
            }
        }
        self.splices.push((hand.span.clone(), self.after[after.span.clone()].to_owned()));
    }

    /// Fields of a struct or entries of a map: found by their keys, in whatever order the hand put them.
    fn keyed(&mut self, hand: &Group, before: &Group, after: &Group) {
        let mut sheet = Sheet::default();
        let mut behind = None;
        for piece in &after.pieces {
            let key = key_of(self.after, piece.key.as_ref());
            let was = find(self.before, before, &key).map(|at| &before.pieces[at].value);
            let text = &self.after[piece.value.span.clone()];
            if let Some(at) = find(self.hand, hand, &key) {
                match was {
                    Some(was) => self.value(&hand.pieces[at].value, was, &piece.value),
                    None => self.splices.push((hand.pieces[at].value.span.clone(), text.to_owned())),
                }
                behind = Some(at);
            } else if was.is_none_or(|was| self.before[was.span.clone()] != *text) {
                let start = piece.key.as_ref().map_or(piece.value.span.start, |key| key.start);
                let text = self.after[start..piece.value.span.end].to_owned();
                sheet.added.entry(behind).or_default().push(Added { text, ..Added::default() });
            }
        }
        for (at, piece) in hand.pieces.iter().enumerate() {
            let key = key_of(self.hand, piece.key.as_ref());
            // What the hand wrote and the program would have left out stays.
            if find(self.after, after, &key).is_none() && find(self.before, before, &key).is_some() {
                sheet.removed.insert(at);
            }
        }
        self.splices.extend(sheet.splices(self.hand, &hand.list));
    }

    /// Items of a list: those that stay, and those nearest to what they become, keep their place.
    fn listed(&mut self, hand: &Group, before: &Group, after: &Group) {
        let mut sheet = Sheet::default();
        let mut behind = None;
        let pairs = self.aligned(before, after);
        let mut at = 0;
        for (item, piece) in after.pieces.iter().enumerate() {
            if let Some((was, _)) = pairs.iter().find(|(_, now)| *now == item) {
                sheet.removed.extend(at..*was);
                at = was + 1;
                behind = Some(*was);
                self.value(&hand.pieces[*was].value, &before.pieces[*was].value, &piece.value);
            } else {
                let text = self.after[piece.value.span.clone()].to_owned();
                sheet.added.entry(behind).or_default().push(Added { text, ..Added::default() });
            }
        }
        sheet.removed.extend(at..hand.pieces.len());
        self.splices.extend(sheet.splices(self.hand, &hand.list));
    }

    /// Returns which item becomes which, in order, so that as much as can be stays (Needleman & Wunsch 1970, without a
    /// cost for gaps).
    fn aligned(&self, before: &Group, after: &Group) -> Vec<(usize, usize)> {
        let (rows, columns) = (before.pieces.len(), after.pieces.len());
        let alike = |row: usize, column: usize| self.likeness(&before.pieces[row].value, &after.pieces[column].value);
        let mut best = vec![vec![0_u32; columns + 1]; rows + 1];
        for row in (0..rows).rev() {
            for column in (0..columns).rev() {
                let paired = best[row + 1][column + 1] + alike(row, column);
                best[row][column] = paired.max(best[row + 1][column]).max(best[row][column + 1]);
            }
        }
        let (mut row, mut column, mut pairs) = (0, 0, Vec::new());
        while row < rows && column < columns {
            if best[row][column] == best[row + 1][column + 1] + alike(row, column) {
                pairs.push((row, column));
                (row, column) = (row + 1, column + 1);
            } else if best[row][column] == best[row + 1][column] {
                row += 1;
            } else {
                column += 1;
            }
        }
        pairs
    }

    /// Returns how much of one item is left in another: all, so many fields, or only the place.
    fn likeness(&self, before: &Value, after: &Value) -> u32 {
        if self.before[before.span.clone()] == self.after[after.span.clone()] {
            return 1_000;
        }
        let (Some(was), Some(now)) = (&before.group, &after.group) else { return 1 };
        let same = |piece: &&syntax::Piece| {
            let at = find(self.before, was, &key_of(self.after, piece.key.as_ref()));
            at.is_some_and(|at| self.before[was.pieces[at].value.span.clone()] == self.after[piece.value.span.clone()])
        };
        let fields = now.pieces.iter().filter(|piece| piece.key.is_some()).filter(same).count();
        1 + 10 * u32::try_from(fields.min(90)).unwrap_or(90)
    }
}

fn find(text: &str, group: &Group, key: &str) -> Option<usize> {
    group.pieces.iter().position(|piece| key_of(text, piece.key.as_ref()) == key)
}

/// Returns what a key says, however it is spelled.
fn key_of(text: &str, key: Option<&Range<usize>>) -> String {
    let key = key.map_or("", |key| &text[key.clone()]);
    let plain = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let spelled = if plain { None } else { write::options().from_str::<String>(key).ok() };
    spelled.map_or_else(|| key.to_owned(), |it| format!("\"{it}\""))
}
