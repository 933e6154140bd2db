//! Dates and intervals as people say them: `yesterday`, `3d`, `last friday`, `2 weeks ago`, `2026-11-03`.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::error::Error;
use crate::network::PartialDate;

/// Whether a date lies behind or ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    /// Today or before.
    Past,
    /// Today or before, where nothing can be planned.
    Gone,
    /// Today or later.
    Future,
}

/// Returns the day that is meant, seen from `today`.
pub(crate) fn day(text: &str, today: Date, tense: Tense) -> Result<Date, Error> {
    let date = understood(text, today, tense).ok_or_else(|| unknown(text))?;
    let told = if text.trim() == date.to_string() { format!("`{date}`") } else { format!("`{text}` is {date}, which") };
    match tense {
        Tense::Past if date > today => {
            Err(Error::usage(format!("{told} lies ahead"), "add --planned for a meeting to come"))
        }
        Tense::Gone if date > today => {
            Err(Error::usage(format!("{told} lies after {today}"), format!("say {today} or an earlier day")))
        }
        Tense::Future if date < today => {
            Err(Error::usage(format!("{told} has passed"), "leave --planned out for a meeting that took place"))
        }
        _ => Ok(date),
    }
}

/// Returns the date that is meant, which may be known in part.
pub(crate) fn partial(text: &str, today: Date) -> Result<PartialDate, Error> {
    let said = || understood(text, today, Tense::Past).map(PartialDate::from);
    text.trim().parse().ok().or_else(said).ok_or_else(|| unknown(text))
}

/// Returns whether the text says a day at all.
pub(crate) fn is_day(text: &str, today: Date) -> bool {
    understood(text, today, Tense::Past).is_some()
}

/// Returns an interval in days: `14`, `14d`, `2w`, `1m`, `1q`, `1y`, `weekly` …
pub(crate) fn interval(text: &str) -> Result<u32, Error> {
    let folded = text.trim().to_lowercase();
    let named = match folded.as_str() {
        "daily" => Some(1),
        "weekly" => Some(7),
        "fortnightly" | "biweekly" => Some(14),
        "monthly" => Some(30),
        "quarterly" => Some(90),
        "yearly" => Some(365),
        _ => None,
    };
    let counted = || {
        let digits = folded.bytes().take_while(u8::is_ascii_digit).count();
        let n: u32 = folded[..digits].parse().ok()?;
        n.checked_mul(days_in(folded[digits..].trim())?).filter(|days| (1..=3650).contains(days))
    };
    named
        .or_else(counted)
        .ok_or_else(|| Error::usage(format!("`{text}` is no interval"), "write days, `2w`, `1m`, `1q` or `monthly`"))
}

fn days_in(unit: &str) -> Option<u32> {
    match unit {
        "" | "d" | "day" | "days" => Some(1),
        "w" | "week" | "weeks" => Some(7),
        "m" | "month" | "months" => Some(30),
        "q" | "quarter" | "quarters" => Some(90),
        "y" | "year" | "years" => Some(365),
        _ => None,
    }
}

fn unknown(text: &str) -> Error {
    let text: String = text.chars().take(40).collect();
    Error::usage(
        format!("`{text}` is no date"),
        "write `2026-11-03`, `yesterday`, `3d`, `last friday` or `2 weeks ago`",
    )
}

fn understood(text: &str, today: Date, tense: Tense) -> Option<Date> {
    let folded = text.trim().to_lowercase();
    if folded.is_empty() || folded.len() > 40 {
        return None;
    }
    let iso = || folded.parse::<PartialDate>().ok();
    match iso() {
        Some(partial) => partial.exact(),
        None => named(&folded, today, tense)
            .or_else(|| spanned(&folded, today, tense))
            .or_else(|| written(&folded, today, tense)),
    }
}

fn named(text: &str, today: Date, tense: Tense) -> Option<Date> {
    match text {
        "today" | "now" => return Some(today),
        "yesterday" => return today.yesterday().ok(),
        "tomorrow" => return today.tomorrow().ok(),
        _ => {}
    }
    let (asked, name) = text.split_once(' ').unwrap_or(("", text));
    let weekday = weekday(name)?;
    let nth = match (asked, tense) {
        ("last", _) | ("" | "on" | "this", Tense::Past) => -1,
        ("next", _) | ("" | "on" | "this", Tense::Future) => 1,
        _ => return None,
    };
    today.nth_weekday(nth, weekday).ok()
}

fn weekday(name: &str) -> Option<Weekday> {
    let days = [
        (Weekday::Monday, "monday"),
        (Weekday::Tuesday, "tuesday"),
        (Weekday::Wednesday, "wednesday"),
        (Weekday::Thursday, "thursday"),
        (Weekday::Friday, "friday"),
        (Weekday::Saturday, "saturday"),
        (Weekday::Sunday, "sunday"),
    ];
    let begins = |full: &str| name.len() >= 3 && full.starts_with(name);
    days.into_iter().find(|(_, full)| begins(full)).map(|(day, _)| day)
}

/// `3d`, `2 weeks`, `a month ago`, `last week`, `in 3 days`: a bare span lies in the past unless the tense says otherwise.
fn spanned(text: &str, today: Date, tense: Tense) -> Option<Date> {
    let (bare, behind) = match () {
        () if text.ends_with(" ago") => (text.trim_end_matches(" ago"), true),
        () if text.starts_with("last ") => (text.trim_start_matches("last "), true),
        () if text.starts_with("in ") => (text.trim_start_matches("in "), false),
        () if text.starts_with("next ") => (text.trim_start_matches("next "), false),
        () => (text, tense == Tense::Past),
    };
    let span = span(bare)?;
    if behind { today.checked_sub(span).ok() } else { today.checked_add(span).ok() }
}

fn span(text: &str) -> Option<Span> {
    let text = text
        .strip_prefix("a ")
        .or_else(|| text.strip_prefix("one "))
        .map_or_else(|| text.to_owned(), |rest| format!("1 {rest}"));
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let unit = text[digits..].trim();
    let n: i32 =
        if digits == 0 && ["week", "month", "year"].contains(&unit) { 1 } else { text[..digits].parse().ok()? };
    // Beyond this no span means a meeting, and jiff's spans have bounds.
    let n = Some(n).filter(|n| (0..=10_000).contains(n))?;
    match unit {
        "d" | "day" | "days" => Some(n.days()),
        "w" | "week" | "weeks" => Some(n.weeks()),
        "m" | "mo" | "month" | "months" => Some(n.months()),
        "y" | "year" | "years" => Span::new().try_years(n).ok(),
        _ => None,
    }
}

/// `5 march 2025`, `march 5`, `1st of may`: by the library; without a year it is the nearest of that tense. Dates in
/// strokes are refused, since 05/03 is read both ways.
fn written(text: &str, today: Date, tense: Tense) -> Option<Date> {
    let words: Vec<&str> =
        text.split([' ', ',', '.']).filter(|it| !it.is_empty() && *it != "of").map(cardinal).collect();
    let has_month = words.iter().any(|word| word.len() >= 3 && MONTHS.iter().any(|month| month.starts_with(word)));
    let has_number = text.bytes().any(|byte| byte.is_ascii_digit());
    if !has_month || !has_number || text.contains(['/', ':']) {
        return None;
    }
    let noon = today.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    let date = interim::parse_date_string(&words.join(" "), noon, interim::Dialect::Uk).ok()?.date();
    let has_year = words.iter().any(|word| word.len() == 4 && word.parse::<u16>().is_ok());
    match tense {
        Tense::Past if date > today && !has_year => date.checked_sub(1.year()).ok(),
        Tense::Future if date < today && !has_year => date.checked_add(1.year()).ok(),
        _ => Some(date),
    }
}

/// Returns `1` for `1st`.
fn cardinal(word: &str) -> &str {
    let number = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending));
    number.filter(|it| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit())).unwrap_or(word)
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

#[cfg(test)]
mod tests {
    use super::{Date, Tense, day, interval, partial};

    // A Saturday.
    const TODAY: Date = Date::constant(2026, 11, 21);

    #[test]
    fn the_past_as_people_say_it() {
        for (text, expected) in [
            ("today", "2026-11-21"),
            ("Yesterday", "2026-11-20"),
            ("3d", "2026-11-18"),
            ("3 days ago", "2026-11-18"),
            ("2 weeks ago", "2026-11-07"),
            ("2w", "2026-11-07"),
            ("last friday", "2026-11-20"),
            ("friday", "2026-11-20"),
            ("last sat", "2026-11-14"),
            ("a month ago", "2026-10-21"),
            ("last week", "2026-11-14"),
            ("1y", "2025-11-21"),
            ("2026-11-03", "2026-11-03"),
            ("5 march 2025", "2025-03-05"),
            ("1st of may", "2026-05-01"),
            ("24 december", "2025-12-24"),
            ("dec 24", "2025-12-24"),
        ] {
            assert_eq!(day(text, TODAY, Tense::Past).unwrap().to_string(), expected, "{text}");
        }
    }

    #[test]
    fn the_future_needs_to_be_meant() {
        assert_eq!(day("next friday", TODAY, Tense::Future).unwrap().to_string(), "2026-11-27");
        assert_eq!(day("in 3 days", TODAY, Tense::Future).unwrap().to_string(), "2026-11-24");
        assert_eq!(day("3d", TODAY, Tense::Future).unwrap().to_string(), "2026-11-24");
        assert_eq!(day("5 march", TODAY, Tense::Future).unwrap().to_string(), "2027-03-05");
        for text in ["tomorrow", "2026-12-01", "next friday"] {
            assert!(day(text, TODAY, Tense::Past).is_err(), "{text}");
        }
        assert!(day("yesterday", TODAY, Tense::Future).is_err());
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "soon",
            "2026-11",
            "05/03/2025",
            "100000000 weeks ago",
            "grace",
            "2026-02-30",
            "99999999999d",
            "may",
            &"x".repeat(1_000_000),
        ] {
            assert!(day(text, TODAY, Tense::Past).is_err(), "{text:.40}");
        }
        assert_eq!(partial("2026-11", TODAY).unwrap().to_string(), "2026-11");
        assert_eq!(partial("yesterday", TODAY).unwrap().to_string(), "2026-11-20");
    }

    #[test]
    fn intervals_are_days() {
        for (text, days) in [("14", 14), ("2w", 14), ("1m", 30), ("monthly", 30), ("1 year", 365), ("1q", 90)] {
            assert_eq!(interval(text).unwrap(), days, "{text}");
        }
        for text in ["", "0", "2x", "-3", "99999999", "w"] {
            assert!(interval(text).is_err(), "{text}");
        }
    }
}
