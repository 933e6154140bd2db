//! Which record stands in which file. It knows the names of the files and the kinds of record, not what is in either.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use super::{Error, files as disk};
use crate::network::{Key, Kind};

/// The head of a network.
pub(super) const HEAD: &str = "network.ron";
/// Where people stand: the one list that is always there, since ego stands in it.
pub(super) const PEOPLE: &str = "people.ron";
/// The folder of the meetings, a file a year.
pub(super) const MEETINGS: &str = "meetings";
/// The folder of the program's own files.
pub(super) const OWN: &str = ".acquaint";

const FILES: &[&str] = &[
    HEAD,
    PEOPLE,
    "organizations.ron",
    "departments.ron",
    "communities.ron",
    "topics.ron",
    "ties.ron",
    "asks.ron",
    "skips.ron",
];
/// How many of them a new network begins with: the others come with their first record.
const AT_FIRST: usize = 7;

/// Returns the fixed names of a network's files, its head first; meetings lie in `meetings/`, a file a year.
#[must_use]
pub fn files() -> &'static [&'static str] {
    FILES
}

/// Returns the files a new network begins with.
pub(super) fn at_first() -> &'static [&'static str] {
    &FILES[..AT_FIRST]
}

/// Returns the files of a network's records that are there, its head first.
pub(super) fn present(folder: &Path) -> Result<Vec<String>, Error> {
    let years = disk::names(&folder.join(MEETINGS))?.into_iter().filter(|name| is_year(name));
    let lists = FILES.iter().filter(|name| disk::exists(&folder.join(name))).map(|&name| name.to_owned());
    Ok(lists.chain(years.map(|year| format!("{MEETINGS}/{year}"))).collect())
}

/// Returns the kind of the records in a file of the network, if it is one.
pub(super) fn kind_in(file: &str) -> Option<Kind> {
    if let Some(year) = file.strip_prefix(MEETINGS).and_then(|it| it.strip_prefix('/')) {
        return is_year(year).then_some(Kind::Meeting);
    }
    let mut kinds = Kind::ALL.iter().copied().filter(|it| *it != Kind::Meeting);
    FILES.iter().zip(&mut kinds).find(|(name, _)| **name == file).map(|(_, kind)| kind)
}

/// Returns whether a name in the folder of meetings is that of a year.
pub(super) fn is_year(name: &str) -> bool {
    name.strip_suffix(".ron").is_some_and(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))
}

/// Returns the file a new record goes to.
pub(super) fn file_of(key: &Key) -> String {
    let name = match key {
        Key::Meeting(id) => return format!("{MEETINGS}/{:04}.ron", id.on.year().max(0)),
        Key::Network => HEAD,
        Key::Person(_) => PEOPLE,
        Key::Organization(_) => "organizations.ron",
        Key::Department(_) => "departments.ron",
        Key::Community(_) => "communities.ron",
        Key::Topic(_) => "topics.ron",
        Key::Tie(_) => "ties.ron",
        Key::Ask(_) => "asks.ron",
        Key::Skip(_) => "skips.ron",
    };
    name.to_owned()
}

/// A key in eight bytes, of use within one process: two hundred thousand keys need not be kept to find one.
pub(super) fn mark(key: &Key) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::{file_of, files, is_year, kind_in};
    use crate::network::{Channel, Key, Kind, Meeting, Record};

    #[test]
    fn every_file_holds_one_kind() {
        let kinds: Vec<_> = files().iter().filter_map(|file| kind_in(file)).collect();
        assert_eq!(kinds.len(), files().len());
        assert_eq!(kind_in("meetings/2026.ron"), Some(Kind::Meeting));
        for foreign in
            ["meetings/26.ron", "meetings/2026 2.ron", "people 2.ron", "meetings/2026.sync-conflict-1.ron", "x.ron"]
        {
            assert_eq!(kind_in(foreign), None, "{foreign}");
        }
        assert!(is_year("0999.ron") && !is_year("２026.ron"));
    }

    #[test]
    fn a_meeting_goes_to_its_year() {
        let meeting = Meeting::on("2025-12-31".parse().unwrap(), vec!["ann".parse().unwrap()], Channel::Video);
        assert_eq!(file_of(&Meeting::key(meeting.id())), "meetings/2025.ron");
        assert_eq!(file_of(&Key::Network), "network.ron");
    }
}
