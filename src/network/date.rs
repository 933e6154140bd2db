//! Dates that may be known in part: a year, a month, or a day.

use std::fmt;
use std::str::FromStr;

pub use jiff::civil::Date;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// A date of which the day, or the month and the day, may be unknown: `2023`, `2023-04` or `2023-04-17`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no date; write `2023`, `2023-04` or `2023-04-17`")]
pub struct DateError(String);

impl PartialDate {
    /// Returns the first day this date may mean.
    #[must_use]
    pub fn first_day(self) -> Date {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).expect("checked when it was made")
    }

    /// Returns the last day this date may mean.
    #[must_use]
    pub fn last_day(self) -> Date {
        match (self.month, self.day) {
            (None, _) => self.first_day().last_of_year(),
            (_, None) => self.first_day().last_of_month(),
            _ => self.first_day(),
        }
    }

    /// Returns the day itself, if it is known.
    #[must_use]
    pub fn exact(self) -> Option<Date> {
        self.day.map(|_| self.first_day())
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()) }
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let fault = || DateError(text.chars().take(40).collect());
        let digits = |part: &str, len: usize| {
            (part.len() == len && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<i16>().ok()).flatten()
        };
        let mut parts = text.split('-');
        let year = parts.next().and_then(|part| digits(part, 4)).ok_or_else(fault)?;
        let mut next = || parts.next().map(|part| digits(part, 2).ok_or_else(fault)).transpose();
        let (month, day) = (next()?, next()?);
        let narrow = |n: Option<i16>| n.map(|n| i8::try_from(n).expect("two digits"));
        let date = Self { year, month: narrow(month), day: narrow(day) };
        let valid = Date::new(year, date.month.unwrap_or(1), date.day.unwrap_or(1)).is_ok();
        if valid && parts.next().is_none() { Ok(date) } else { Err(fault()) }
    }
}

impl TryFrom<String> for PartialDate {
    type Error = DateError;
    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> String {
        date.to_string()
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(f, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

/// Reads a day: as jiff does, more quickly where it is written as the program writes it, for there are many.
pub(crate) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    struct Day;
    impl Visitor<'_> for Day {
        type Value = Date;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a date string")
        }
        fn visit_str<E: de::Error>(self, text: &str) -> Result<Date, E> {
            plain(text.as_bytes()).map_or_else(|| text.parse().map_err(E::custom), Ok)
        }
    }
    deserializer.deserialize_str(Day)
}

/// Returns the day of `2026-11-03`; none where it is written in another way, or is none.
fn plain(text: &[u8]) -> Option<Date> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| i16::from(byte - b'0'));
    let year = digit(y1)? * 1_000 + digit(y2)? * 100 + digit(y3)? * 10 + digit(y4)?;
    let two = |tens: &u8, ones: &u8| Some((digit(tens)? * 10 + digit(ones)?) as i8);
    Date::new(year, two(m1, m2)?, two(d1, d2)?).ok()
}

/// Returns the civil days from `earlier` to `later`, negative if they stand the other way round.
#[must_use]
pub fn days_between(earlier: Date, later: Date) -> i32 {
    earlier.until(later).expect("both are within jiff's years").get_days()
}

#[cfg(test)]
mod tests {
    use super::{Date, PartialDate, days_between};

    #[test]
    fn a_partial_date_is_read_and_written_alike() {
        for text in ["2023", "2023-04", "2023-04-17", "0001", "2024-02-29"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        for text in ["", "23", "2023-4", "2023-02-30", "2023-13", "2023-04-17-1", "+023", "2023-04-", "20２3"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text}");
        }
    }

    #[test]
    fn days_are_read_as_jiff_reads_them() {
        for text in [
            "2026-11-03",
            "2024-02-29",
            "2023-02-29",
            "0000-01-01",
            "2026-13-01",
            "20261103",
            "2026-11-03T10:00",
            "+002026-11-03",
            "2026-1-3",
            "",
            "2026-11-0x",
            "２026-11-03",
        ] {
            let written = format!("{text:?}");
            let read = super::day(&mut serde_json::Deserializer::from_str(&written)).map_err(|it| it.to_string());
            assert_eq!(read, serde_json::from_str::<Date>(&written).map_err(|it| it.to_string()), "{text}");
        }
    }

    #[test]
    fn what_is_unknown_is_a_span() {
        let april: PartialDate = "2023-04".parse().unwrap();
        assert_eq!(april.first_day(), Date::constant(2023, 4, 1));
        assert_eq!(april.last_day(), Date::constant(2023, 4, 30));
        assert_eq!(april.exact(), None);
    }

    #[test]
    fn days_are_civil_days() {
        assert_eq!(days_between(Date::constant(2026, 3, 28), Date::constant(2026, 3, 30)), 2);
        assert_eq!(days_between(Date::constant(2026, 3, 30), Date::constant(2026, 3, 28)), -2);
    }
}
