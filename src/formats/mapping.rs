//! Mappings: which column means which field, and which word means which kind of tie. It must not know any file.

use std::collections::{BTreeMap, BTreeSet};

use super::Error;
use crate::network::TieKind;

/// The fields of a person, as columns are called.
pub(super) const PERSON: &[&str] = &[
    "id",
    "name",
    "title",
    "organization",
    "department",
    "email",
    "phone",
    "link",
    "communities",
    "skills",
    "tags",
    "closeness",
    "cadence",
    "note",
];
/// The fields of a tie, as columns are called.
pub(super) const TIE: &[&str] = &["from", "to", "kind", "strength", "since", "note"];
/// The fields that several columns may give: lists are united, the parts of a name joined.
const MANY: &[&str] = &["name", "email", "phone", "link", "communities", "skills", "tags"];
/// What leaves a column, or the ties of a kind, out.
const NONE: &str = "none";

/// What the columns of a CSV and the kinds of its ties mean, where their names do not say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    columns: BTreeMap<String, &'static str>,
    kinds: BTreeMap<String, Option<TieKind>>,
}

/// What a column is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It gives this field.
    Field(&'static str),
    /// It is kept under this name.
    Other(String),
    /// It is left out.
    Dropped,
}

/// What the word in the kind column of a tie means.
pub(super) enum Word {
    /// This kind.
    Kind(TieKind),
    /// Ties that are not wanted.
    Dropped,
    /// Nothing known.
    Unknown,
}

impl Mapping {
    /// Reads the values of `--map` (`source=from,target=to`) and `--kind` (`friendship=friend`); either may be empty.
    ///
    /// The field or kind `none` leaves the column, or the ties of that kind, out.
    ///
    /// # Errors
    /// What is not written as `column=field`, or names no field or kind there is.
    pub fn parse(columns: &str, kinds: &str) -> Result<Self, Error> {
        let mut mapping = Self::default();
        for (typed, column, field) in pairs(columns)? {
            mapping.column(typed, column, field)?;
        }
        for (typed, word, kind) in pairs(kinds)? {
            let kind = match kind {
                NONE => None,
                kind => Some(kind.parse().map_err(|error| fault(typed, format!("{error}")))?),
            };
            mapping.kinds.insert(folded(word), kind);
        }
        Ok(mapping)
    }

    fn column(&mut self, typed: &str, column: &str, field: &str) -> Result<(), Error> {
        let mut known = PERSON.iter().chain(TIE).chain([&NONE]).copied();
        let field = folded(field);
        let Some(field) = known.find(|it| *it == field) else {
            return Err(fault(typed, format!("`{field}` is no field; choose one of {}", choices())));
        };
        let single = field != NONE && !MANY.contains(&field);
        if single && self.columns.values().any(|it| *it == field) {
            return Err(fault(typed, format!("`{field}` is mapped twice")));
        }
        match self.columns.insert(folded(column), field) {
            Some(_) => Err(fault(typed, format!("`{column}` is mapped twice"))),
            None => Ok(()),
        }
    }

    /// Returns what the word in a kind column means.
    pub(super) fn kind(&self, word: &str) -> Word {
        match self.kinds.get(&folded(word)) {
            Some(Some(kind)) => Word::Kind(*kind),
            Some(None) => Word::Dropped,
            None if word.is_empty() => Word::Kind(TieKind::Knows),
            None => word.parse().map_or(Word::Unknown, Word::Kind),
        }
    }

    /// Returns which of `fields` the column is mapped to, or called.
    pub(super) fn field(&self, header: &str, fields: &[&'static str]) -> Option<&'static str> {
        let header = folded(header);
        match self.columns.get(&header) {
            Some(&field) => fields.contains(&field).then_some(field),
            None => fields.iter().copied().find(|field| *field == header),
        }
    }

    /// Returns what each column is for: the mapped ones first, then those called like a field nobody gave yet.
    pub(super) fn roles(&self, headers: &[String], fields: &[&'static str]) -> Vec<Role> {
        let mapped = |header: &String| self.columns.get(&folded(header));
        let mut given: BTreeSet<_> = headers.iter().filter_map(mapped).copied().collect();
        let mut labels = BTreeSet::new();
        let mut role = |(at, header): (usize, &String)| {
            if mapped(header) == Some(&NONE) {
                return Role::Dropped;
            }
            match self.field(header, fields) {
                Some(field) if mapped(header).is_some() => Role::Field(field),
                Some(field) if given.insert(field) || MANY.contains(&field) => Role::Field(field),
                _ => Role::Other(label(header, at, &mut labels)),
            }
        };
        headers.iter().enumerate().map(&mut role).collect()
    }

    /// Checks that the columns mapped to a field that only such a file has are there.
    ///
    /// # Errors
    /// The first column that is not.
    pub(super) fn check(&self, file: &str, headers: &[String], fields: &[&str]) -> Result<(), Error> {
        let both = |field: &&str| PERSON.contains(field) && TIE.contains(field);
        let there: BTreeSet<_> = headers.iter().map(|header| folded(header)).collect();
        let mut wanted = self.columns.iter().filter(|(_, field)| fields.contains(*field) && !both(field));
        match wanted.find(|(column, _)| !there.contains(*column)) {
            None => Ok(()),
            Some((column, _)) => {
                Err(Error::NoColumn { file: file.to_owned(), column: column.clone(), columns: headers.to_vec() })
            }
        }
    }
}

/// Returns a name for a column of no field, each name once.
fn label(header: &str, at: usize, labels: &mut BTreeSet<String>) -> String {
    let base = match header {
        "" => format!("column {}", at + 1),
        header => header.to_owned(),
    };
    let mut names = (1..).map(|n| if n == 1 { base.clone() } else { format!("{base} {n}") });
    let label = names.find(|name| !labels.contains(name)).expect("numbers never run out");
    labels.insert(label.clone());
    label
}

/// Returns the header or word without case and surrounding blanks.
fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

fn choices() -> String {
    let fields: BTreeSet<_> = PERSON.iter().chain(TIE).map(|field| format!("`{field}`")).collect();
    let fields: Vec<_> = fields.into_iter().collect();
    format!("{} and `{NONE}`", fields.join(", "))
}

fn fault(typed: &str, because: String) -> Error {
    Error::Mapping { text: typed.chars().take(60).collect(), because }
}

/// Takes `a=b,c=d` apart; a column's name may hold `=`, a field's never does.
fn pairs(text: &str) -> Result<Vec<(&str, &str, &str)>, Error> {
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let pair = |part| match str::rsplit_once(part, '=') {
        Some((left, right)) if !left.trim().is_empty() && !right.trim().is_empty() => {
            Ok((part, left.trim(), right.trim()))
        }
        _ => Err(fault(part, "it wants something on both sides of one `=`".to_owned())),
    };
    parts.map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::{Mapping, PERSON, Role};

    fn roles(map: &str, header: &str) -> Vec<String> {
        let headers: Vec<_> = header.split(',').map(str::to_owned).collect();
        let roles = Mapping::parse(map, "").unwrap().roles(&headers, PERSON);
        let text = |role| match role {
            Role::Field(field) => field.to_owned(),
            Role::Other(label) => format!("+{label}"),
            Role::Dropped => "-".to_owned(),
        };
        roles.into_iter().map(text).collect()
    }

    #[test]
    fn columns_get_their_role_by_name_and_mapping() {
        for (map, header, expected) in [
            ("", " ID ,Name,eMail,office", "id name email +office"),
            ("full name=name,sex=none", "Full Name,name,Sex", "name name -"),
            ("role=title", "title,Role", "+title title"),
            ("First=name,Last=name", "Last,First", "name name"),
            ("", "id,email,email,id,x,x", "id email email +id +x +x 2"),
        ] {
            assert_eq!(roles(map, header).join(" "), expected, "{map} on {header}");
        }
        assert_eq!(roles("", "id,,"), ["id", "+column 2", "+column 3"]);
    }

    #[test]
    fn what_is_no_mapping_is_refused_with_the_choices() {
        for (map, kinds, expected) in [
            ("a", "", "`a` is no mapping: it wants something on both sides of one `=`"),
            ("=name", "", "`=name` is no mapping: it wants something on both sides of one `=`"),
            ("a=name,a=title", "", "`a=title` is no mapping: `a` is mapped twice"),
            ("a=id,b=id", "", "`b=id` is no mapping: `id` is mapped twice"),
        ] {
            assert_eq!(Mapping::parse(map, kinds).unwrap_err().to_string(), expected);
        }
        let field = Mapping::parse("a=nmae", "").unwrap_err().to_string();
        assert!(field.contains("`nmae` is no field; choose one of `cadence`"), "{field}");
        let kind = Mapping::parse("", "a=friendly").unwrap_err().to_string();
        assert!(kind.contains("`friendly` is no kind of tie; choose one of `knows`"), "{kind}");
    }
}
