//! Values as they are typed: names tidied, `none` clears a field, `-x` takes one off a list.

use super::units;
use crate::error::Error;
use crate::network::{Kind, Named, PartialDate, Revision};

/// Returns whether the text asks for nothing to stand there.
pub(crate) fn is_none(text: &str) -> bool {
    text.trim().eq_ignore_ascii_case("none")
}

/// Returns a name as it is recorded: on one line, with single spaces.
pub(crate) fn name(typed: &str, kind: Kind) -> Result<String, Error> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(Error::usage(format!("the {kind} has no name"), "write a name"));
    }
    if name.chars().any(char::is_control) {
        return Err(Error::usage("a name cannot hold control characters", "leave them out"));
    }
    Ok(name)
}

/// Sets a field, or clears it.
pub(crate) fn cleared<T>(
    field: &mut Option<T>,
    typed: Option<&str>,
    read: impl Fn(&str) -> Result<T, Error>,
) -> Result<(), Error> {
    match typed {
        None => {}
        Some(text) if is_none(text) => *field = None,
        Some(text) => *field = Some(read(text)?),
    }
    Ok(())
}

/// Sets a text, or clears it.
pub(crate) fn text(field: &mut String, typed: Option<&str>) {
    match typed.map(str::trim) {
        None => {}
        Some(text) if is_none(text) => field.clear(),
        Some(text) => text.clone_into(field),
    }
}

/// Adds to a list of texts, takes off it, or clears it.
pub(crate) fn edited(list: &mut Vec<String>, typed: &[String]) {
    for text in typed.iter().map(|it| it.trim()) {
        match text.strip_prefix('-') {
            _ if is_none(text) => list.clear(),
            Some(off) => list.retain(|it| it != off),
            None if text.is_empty() || list.iter().any(|it| it == text) => {}
            None => list.push(text.to_owned()),
        }
    }
}

/// Adds to a list of ids, takes off it, or clears it; what is added may be made, what is taken off must be known.
pub(crate) fn listed<R: Named>(
    list: &mut Vec<R::Id>,
    typed: &[String],
    revision: &mut Revision<'_>,
    mut find: impl FnMut(&mut Revision<'_>, &str) -> Result<R::Id, Error>,
) -> Result<(), Error> {
    for text in typed.iter().map(|it| it.trim()) {
        if is_none(text) {
            list.clear();
        } else if let Some(off) = text.strip_prefix('-') {
            let id = units::named::<R>(revision, off)?;
            list.retain(|it| *it != id);
        } else {
            let id = find(revision, text)?;
            if !list.contains(&id) {
                list.push(id);
            }
        }
    }
    Ok(())
}

/// Refuses what is no e-mail address.
pub(crate) fn addresses(typed: &[String]) -> Result<(), Error> {
    let is_one = |it: &str| {
        let ends = it.split_once('@');
        is_none(it)
            || it.starts_with('-')
            || it.trim().is_empty()
            || ends.is_some_and(|(user, host)| !user.is_empty() && !host.is_empty())
                && !it.trim().contains(char::is_whitespace)
    };
    match typed.iter().find(|it| !is_one(it)) {
        None => Ok(()),
        Some(text) => Err(Error::usage(format!("`{text}` is no e-mail address"), "write it as `grace@acme.example`")),
    }
}

/// Returns closeness as typed.
pub(crate) fn closeness(text: &str) -> Result<u8, Error> {
    let number = text.trim().parse().ok().filter(|it| *it <= 5);
    number.ok_or_else(|| {
        Error::usage(format!("`{text}` is no closeness"), "closeness goes from 0 (met once) to 5 (confides in you)")
    })
}

/// Returns the strength of a tie as typed.
pub(crate) fn strength(text: &str) -> Result<f64, Error> {
    let number = text.trim().parse().ok().filter(|it| (0.0..=1.0).contains(it));
    number.ok_or_else(|| Error::usage(format!("`{text}` is no strength"), "a strength goes from 0 to 1"))
}

/// Returns minutes as typed.
pub(crate) fn minutes(text: &str) -> Result<u32, Error> {
    let number = text.trim().parse().ok().filter(|it| (1..=1440).contains(it));
    number.ok_or_else(|| Error::usage(format!("`{text}` is no number of minutes"), "write `45`; a day has 1440"))
}

/// Returns a number of people as typed.
pub(crate) fn size(text: &str) -> Result<u32, Error> {
    text.trim()
        .parse()
        .map_err(|_| Error::usage(format!("`{text}` is no number of people"), "write a whole number such as `400`"))
}

/// Refuses an end before the beginning.
pub(crate) fn in_order(since: Option<PartialDate>, until: Option<PartialDate>) -> Result<(), Error> {
    match since.zip(until) {
        Some((since, until)) if until.last_day() < since.first_day() => {
            Err(Error::usage(format!("it would end ({until}) before it begins ({since})"), "mend --since or --until"))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{addresses, name};
    use crate::network::Kind;

    #[test]
    fn names_stand_on_one_line() {
        assert_eq!(name(" Ann\n Lee\t", Kind::Person).ok().as_deref(), Some("Ann Lee"));
        for text in ["", " \n ", "Ann\u{7}", "\u{1b}[31mAnn"] {
            assert!(name(text, Kind::Person).is_err(), "{text:?}");
        }
    }

    #[test]
    fn an_address_has_two_sides() {
        let fits = |text: &str| addresses(&[text.to_owned()]).is_ok();
        assert!(fits("a@b") && fits("none") && fits("-old"));
        assert!(!fits("ab") && !fits("@b") && !fits("a@") && !fits("a b@c"));
    }
}
