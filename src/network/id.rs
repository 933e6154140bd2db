//! Readable ids: ASCII slugs, one type a kind, so that a department's id never stands for a person's.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt;
use std::hash::BuildHasherDefault;
use std::str::FromStr;
use std::sync::Arc;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Quick;

/// The longest slug, in bytes. A department's id may hold two, with a `/` between.
pub const LONGEST: usize = 63;

/// File names Windows keeps for itself: an id may become a file name on export.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Why a text cannot be an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is no id: {because}")]
pub struct IdError {
    text: String,
    because: &'static str,
}

fn refuse(text: &str, because: &'static str) -> IdError {
    IdError { text: text.chars().take(LONGEST + 1).collect(), because }
}

fn slug_fault(text: &str) -> Option<&'static str> {
    let ok = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    match text.as_bytes() {
        [] => Some("it is empty"),
        bytes if bytes.len() > LONGEST => Some("it is longer than 63 characters"),
        [first, ..] if !ok(*first) => Some("it must begin with a-z or 0-9"),
        bytes if !bytes.iter().all(|&b| ok(b) || b == b'-') => Some("only a-z, 0-9 and - may stand in it"),
        _ if text.len() <= 4 && RESERVED.contains(&text) => Some("it is a reserved file name"),
        _ => None,
    }
}

/// Returns the slug of a name: folded to ASCII, words joined by `-`, at most 63 characters; `unnamed` if nothing is left.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in super::fold::ascii(name).chars() {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            '\'' | '’' | '.' => {}
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
        if slug.len() == LONGEST {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    match slug {
        "" => "unnamed".to_owned(),
        reserved if RESERVED.contains(&reserved) => format!("{reserved}-1"),
        fine => fine.to_owned(),
    }
}

/// Returns `base`, or `base-2`, `base-3` … : the first that is not `taken`, never longer than 63 characters.
pub(crate) fn numbered(base: &str, taken: impl Fn(&str) -> bool) -> String {
    if taken(base) { numbered_from(2, base, taken).0 } else { base.to_owned() }
}

/// Returns the first of `base-first` … that is not `taken`, and its number, from which a next one can go on.
pub(crate) fn numbered_from(first: usize, base: &str, taken: impl Fn(&str) -> bool) -> (String, usize) {
    let candidate = |n: usize| {
        let number = format!("-{n}");
        let stem: String = base.chars().take(LONGEST - number.len()).collect();
        (format!("{}{number}", stem.trim_end_matches('-')), n)
    };
    (first..).map(candidate).find(|(id, _)| !taken(id)).expect("numbers never run out")
}

/// Reads an id without a copy of its text in between: most of a large network is ids.
struct Parsed<I>(fn(&str) -> Result<I, IdError>);

impl<I> Visitor<'_> for Parsed<I> {
    type Value = I;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<I, E> {
        (self.0)(text).map_err(E::custom)
    }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $fault:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(Parsed(Self::shared))
            }
        }

        impl $name {
            /// Returns the id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Returns the id of that text, its letters shared with the same id read before: a large network names each
            /// of its people many times.
            fn shared(text: &str) -> Result<Self, IdError> {
                thread_local! {
                    static KNOWN: RefCell<HashSet<Arc<str>, BuildHasherDefault<Quick>>> = RefCell::default();
                }
                KNOWN.with_borrow_mut(|known| match known.get(text) {
                    Some(letters) => Ok(Self(Arc::clone(letters))),
                    None => text.parse().inspect(|id: &Self| {
                        known.insert(Arc::clone(&id.0));
                    }),
                })
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                let fault: fn(&str) -> Option<&'static str> = $fault;
                match fault(text) {
                    Some(because) => Err(refuse(text, because)),
                    None => Ok(Self(text.into())),
                }
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.as_str().to_owned()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}

id!(
    /// A person's id: `ann-lee`.
    PersonId,
    slug_fault
);
id!(
    /// An organization's id: `acme`.
    OrganizationId,
    slug_fault
);
id!(
    /// A department's id, its organization before the stroke: `acme/finance`.
    DepartmentId,
    department_fault
);
id!(
    /// A community's id: `cfo-circle`.
    CommunityId,
    slug_fault
);
id!(
    /// A topic's id: `machine-learning`.
    TopicId,
    slug_fault
);

fn department_fault(text: &str) -> Option<&'static str> {
    match text.split_once('/') {
        Some((organization, unit)) => slug_fault(organization).or_else(|| slug_fault(unit)),
        None => Some("a department's id is `organization/department`"),
    }
}

impl DepartmentId {
    /// Returns the id of `unit` in `organization`, both slugs.
    pub fn within(organization: &OrganizationId, unit: &str) -> Result<Self, IdError> {
        format!("{organization}/{unit}").parse()
    }

    /// Returns the organization's part: `acme` of `acme/finance`.
    #[must_use]
    pub fn organization(&self) -> OrganizationId {
        let (organization, _) = self.0.split_once('/').expect("a department's id has a stroke");
        OrganizationId(organization.into())
    }
}

#[cfg(test)]
mod tests {
    use super::{DepartmentId, PersonId, numbered, slug};

    #[test]
    fn slugs_are_ascii_and_short() {
        for (name, expected) in [
            ("Grace Hopper", "grace-hopper"),
            ("José Łukasz Ødegård", "jose-lukasz-odegard"),
            ("  O'Neil, Jr. ", "oneil-jr"),
            ("李小龙", "li-xiao-long"),
            ("NUL", "nul-1"),
            ("--", "unnamed"),
            ("", "unnamed"),
        ] {
            assert_eq!(slug(name), expected, "{name}");
        }
        assert!(slug(&"x".repeat(10_000_000)).len() <= 63);
    }

    #[test]
    fn a_namesake_gets_a_number() {
        assert_eq!(numbered("ann-lee", |id| id == "ann-lee" || id == "ann-lee-2"), "ann-lee-3");
        let long = "a".repeat(63);
        assert_eq!(numbered(&long, |id| id == long).len(), 63);
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in ["", "Ann", "ann lee", "-ann", "ann_lee", "ännchen", "con", &"a".repeat(64), "../x"] {
            assert!(text.parse::<PersonId>().is_err(), "{text}");
        }
        assert!("finance".parse::<DepartmentId>().is_err());
        assert!("acme/finance/x".parse::<DepartmentId>().is_err());
        assert_eq!("acme/finance".parse::<DepartmentId>().unwrap().organization().as_str(), "acme");
    }
}
