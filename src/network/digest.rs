//! Digests: of a person the folded words one is looked for by, of a tie and a meeting who is named in it. A digest tells
//! that a record cannot be meant; whether it is meant, only the record tells.
//!
//! That of a person is the words of the name, a line's end, all other words, a zero, and the ids of what the person belongs
//! to; a space stands before and behind each. That of a tie or meeting is the marks of people, four bytes each;
//! that of a meeting begins with whether ego met them then, a byte, and the day, four.

use std::collections::{BTreeSet, HashSet};

use memchr::memmem;

use super::{Date, Meeting, Network, Person, PersonId, Tie, fold};

/// So many characters of a text are looked at: more than a name or a note may have.
const LOOKED_AT: usize = 100_000;

/// Returns as much of a text as is looked at.
pub(super) fn head(text: &str) -> &str {
    if text.len() <= LOOKED_AT {
        return text;
    }
    text.char_indices().nth(LOOKED_AT).map_or(text, |(end, _)| &text[..end])
}

/// Returns the digest of a person.
pub(super) fn of_person(person: &Person) -> Vec<u8> {
    let mut digest = name_line(&person.name);
    let titles = person.positions.iter().map(|it| &it.title);
    let lists = [&person.aliases, &person.tags, &person.emails, &person.links];
    let texts = lists.into_iter().flatten().chain(titles).chain([&person.note]).map(String::as_str);
    let ids = std::iter::once(&person.id).chain(&person.was).map(PersonId::as_str);
    texts.chain(ids).for_each(|text| put_words(head(text), &mut digest));
    digest.extend(b" \0");
    let held = person.positions.iter();
    let units =
        held.flat_map(|it| it.at.iter().map(|it| it.as_str()).chain(it.department.iter().map(|it| it.as_str())));
    for unit in units.chain(person.communities.iter().map(|it| it.as_str())) {
        digest.push(b' ');
        digest.extend(unit.bytes());
    }
    digest.push(b' ');
    digest
}

fn name_line(name: &str) -> Vec<u8> {
    let mut line = Vec::new();
    put_words(head(name), &mut line);
    line.extend(b" \n");
    line
}

/// Puts the words of a text behind the bytes, folded in both of the ways in which they are compared.
fn put_words(text: &str, bytes: &mut Vec<u8>) {
    let mut put = |folded: &str| {
        for word in folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|it| !it.is_empty()) {
            bytes.push(b' ');
            bytes.extend(word.bytes());
        }
    };
    let folded = fold::ascii(text);
    put(&folded);
    let by_letter = if fold::is_plain(text) { folded.clone() } else { fold::mapped(text).0 };
    if by_letter != folded {
        put(&by_letter);
    }
}

/// Returns the digest of a tie.
pub(super) fn of_tie(tie: &Tie) -> Vec<u8> {
    marks([&tie.from, &tie.to])
}

/// Returns the digest of a meeting.
pub(super) fn of_meeting(meeting: &Meeting) -> Vec<u8> {
    let mut digest = vec![u8::from(!meeting.planned && !meeting.without_ego)];
    digest.extend(day(meeting.on));
    digest.extend(marks(&meeting.with));
    digest
}

/// Returns a day as bytes that come in the order of days.
fn day(date: Date) -> [u8; 4] {
    let (year, month, day) = (i32::from(date.year()), i32::from(date.month()), i32::from(date.day()));
    // Years before Christ come first, too.
    (((year * 16 + month) * 32 + day) ^ i32::MIN).cast_unsigned().to_be_bytes()
}

/// Returns whether ego met them then, the day, and the marks of a meeting's digest.
fn meeting_parts(digest: &[u8]) -> (bool, &[u8], &[u8]) {
    let (head, marks) = digest.split_at_checked(5).unwrap_or((digest, &[]));
    (head.first() == Some(&1), head.get(1..).unwrap_or_default(), marks)
}

fn marks<'p>(people: impl IntoIterator<Item = &'p PersonId>) -> Vec<u8> {
    people.into_iter().flat_map(mark).collect()
}

/// Few share a mark, and who is meant the record tells.
fn mark(id: &PersonId) -> [u8; 4] {
    ((fold::hash(id.as_str().bytes()) >> 32) as u32).to_le_bytes()
}

/// Returns the words of a person's digest, and the ids of what the person belongs to.
pub(super) fn parts(digest: &[u8]) -> (&str, &str) {
    let text = std::str::from_utf8(digest).unwrap_or_default();
    text.split_once('\0').unwrap_or((text, ""))
}

/// Returns whether every one of the words stands in the digest of a person, from its beginning on or as a whole.
fn holds(digest: &[u8], finders: &[memmem::Finder<'_>]) -> bool {
    finders.iter().all(|finder| finder.find(digest).is_some())
}

impl Network {
    /// Returns the people among whose words all of these may be, in the order of their ids.
    #[must_use]
    pub fn people_of_words(&self, words: &[String]) -> Vec<&Person> {
        self.people_holding(words.iter().map(|word| format!(" {word} ")).collect())
    }

    /// Returns the people among whose words each of these may begin one, in the order of their ids.
    #[must_use]
    pub fn people_of_beginnings(&self, words: &[String]) -> Vec<&Person> {
        self.people_holding(words.iter().map(|word| format!(" {word}")).collect())
    }

    fn people_holding(&self, parts: Vec<String>) -> Vec<&Person> {
        let finders: Vec<_> = parts.iter().map(memmem::Finder::new).collect();
        self.people.sift(&mut |digest| holds(digest, &finders))
    }

    /// Returns those of these people whose very name somebody else has, too.
    #[must_use]
    pub fn with_namesakes<'p>(&self, ids: impl IntoIterator<Item = &'p PersonId>) -> BTreeSet<&'p PersonId> {
        let ids: Vec<&PersonId> = ids.into_iter().collect();
        let lines: HashSet<Vec<u8>> = ids.iter().map(|id| name_line(self.name(id))).collect();
        let line = |digest: &[u8]| memchr::memchr(b'\n', digest).map_or(0, |end| end + 1);
        let alike = self.people.sift(&mut |digest| lines.contains(&digest[..line(digest)]));
        let is_shared = |id: &&PersonId| alike.iter().any(|it| it.id != **id && it.name == self.name(id));
        ids.into_iter().filter(is_shared).collect()
    }

    /// Returns the ties of a person, in the order of their identities.
    #[must_use]
    pub fn ties_of(&self, person: &PersonId) -> Vec<&Tie> {
        self.ties_naming(&[person])
    }

    /// Returns the ties that name any of these people, in the order of their identities.
    #[must_use]
    pub fn ties_naming(&self, people: &[&PersonId]) -> Vec<&Tie> {
        let (marks, named) = (Marks::of(people), people.iter().copied().collect::<BTreeSet<_>>());
        let ties = self.ties.sift(&mut |digest| marks.are_in(digest));
        ties.into_iter().filter(|tie| [&tie.from, &tie.to].into_iter().any(|id| named.contains(id))).collect()
    }

    /// Returns the meetings that name any of these people, in order of date. Ego is named by few of ego's own.
    #[must_use]
    pub fn meetings_naming(&self, people: &[&PersonId]) -> Vec<&Meeting> {
        self.meetings_of(people, |_| true)
    }

    /// Returns the meetings that are planned and name any of these people, in order of date.
    #[must_use]
    pub fn planned_naming(&self, people: &[&PersonId]) -> Vec<&Meeting> {
        // Ego has met nobody at one that is planned.
        let meetings = self.meetings_of(people, |with_ego| !with_ego);
        meetings.into_iter().filter(|it| it.planned).collect()
    }

    fn meetings_of(&self, people: &[&PersonId], may: impl Fn(bool) -> bool) -> Vec<&Meeting> {
        let (marks, named) = (Marks::of(people), people.iter().copied().collect::<BTreeSet<_>>());
        let meetings = self.meetings.sift(&mut |digest| {
            let (with_ego, _, all) = meeting_parts(digest);
            may(with_ego) && marks.are_in(all)
        });
        meetings.into_iter().filter(|it| it.with.iter().any(|id| named.contains(id))).collect()
    }

    /// Returns, for each of these people whom ego has met by that day, one of the meetings at least.
    #[must_use]
    pub fn meetings_with_ego(&self, people: &BTreeSet<&PersonId>, today: Date) -> Vec<&Meeting> {
        let (mut unmet, last) = (Marks::of(&people.iter().copied().collect::<Vec<_>>()), day(today));
        let meetings = self.meetings.sift(&mut |digest| {
            let (with_ego, day, marks) = meeting_parts(digest);
            let is_new = with_ego && day <= &last[..] && unmet.are_in(marks);
            if is_new {
                marks.as_chunks::<4>().0.iter().for_each(|mark| unmet.forget(mark));
            }
            is_new
        });
        let counts = |it: &&Meeting| it.happened_by(today) && !it.without_ego;
        let mut meetings: Vec<&Meeting> = meetings.into_iter().filter(counts).collect();
        let met: BTreeSet<&PersonId> = meetings.iter().flat_map(|it| &it.with).collect();
        // Where somebody else has the same mark, the meeting that was taken may be that one's.
        let doubtful: Vec<&PersonId> =
            people.iter().copied().filter(|id| !met.contains(id) && !unmet.all.contains(&mark(id))).collect();
        if !doubtful.is_empty() {
            meetings.extend(self.meetings_naming(&doubtful).into_iter().filter(counts));
        }
        meetings.retain(|it| it.with.iter().any(|id| people.contains(id)));
        meetings
    }
}

/// The marks of some people.
struct Marks {
    /// Which first two bytes there are: nearly all other marks are told from these by them.
    firsts: Vec<bool>,
    all: BTreeSet<[u8; 4]>,
}

impl Marks {
    fn of(people: &[&PersonId]) -> Self {
        let all: BTreeSet<[u8; 4]> = people.iter().map(|id| mark(id)).collect();
        let mut firsts = vec![false; 1 << 16];
        all.iter().for_each(|mark| firsts[Self::first(mark)] = true);
        Self { firsts, all }
    }

    fn first(mark: &[u8; 4]) -> usize {
        usize::from(u16::from_le_bytes([mark[0], mark[1]]))
    }

    fn forget(&mut self, mark: &[u8; 4]) {
        self.all.remove(mark);
    }

    /// Returns whether one of them is among those marks.
    fn are_in(&self, marks: &[u8]) -> bool {
        let mut marks = marks.as_chunks::<4>().0.iter();
        marks.any(|mark| self.firsts[Self::first(mark)] && self.all.contains(mark))
    }
}
