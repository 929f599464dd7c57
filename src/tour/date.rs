//! Dates as EDTF (ISO 8601-2) writes them, so far as museums need it.

use super::written::Written;
use super::{Date, Period};
use crate::diagnostic::Diagnostic;

/// `1938-04-09`, `1941/1952`, `1938~`; `None` when it is none.
///
/// The end of a stretch is not before its beginning.
pub(crate) fn period(text: &str) -> Option<Period> {
    let (from, to) = match text.trim().split_once('/') {
        Some((from, to)) => (from, Some(to)),
        None => (text.trim(), None),
    };
    let (from, about) = approximate(from);
    let (to, about_to) = to.map_or((None, false), |to| {
        let (to, about) = approximate(to);
        (Some(to), about)
    });
    let from = date(from)?;
    let to = match to {
        Some(to) => Some(date(to)?),
        None => None,
    };
    let ordered = to.is_none_or(|to| last_day(to) >= first_day(from));
    ordered.then_some(Period {
        from,
        to,
        approximate: about || about_to,
    })
}

/// `1938-04-09`, `1938-04`, `1938`, also before the common era; `None` when it is none.
pub(crate) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let mut parts = digits.split('-');
    let year = sign * number(parts.next()?, 4)?;
    let month = parts
        .next()
        .map(|month| number(month, 2))
        .map_or(Some(None), |month| month.map(Some))?;
    let day = parts
        .next()
        .map(|day| number(day, 2))
        .map_or(Some(None), |day| day.map(Some))?;
    if parts.next().is_some() || month.is_some_and(|month| !(1..=12).contains(&month)) {
        return None;
    }
    if day.is_some_and(|day| day < 1 || day > days_in(year, month.unwrap_or(1))) {
        return None;
    }
    Some(Date {
        year,
        month: month.and_then(|month| u8::try_from(month).ok()),
        day: day.and_then(|day| u8::try_from(day).ok()),
    })
}

/// The fault of words that are not a date.
pub(crate) fn fault(written: &Written<'_>) -> Diagnostic {
    let message = format!("`{}` is not a date", written.line());
    Diagnostic::error("bad-date", written.whole(), message).help(
        "write 1938, 1938-04, 1938-04-09, 1938~ for about then, or 1941/1952 for a stretch of time",
    )
}

fn approximate(text: &str) -> (&str, bool) {
    text.trim()
        .strip_suffix('~')
        .map_or((text, false), |text| (text, true))
}

fn number(text: &str, digits: usize) -> Option<i32> {
    let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// The days of a month, counted from 1, in the Gregorian calendar.
pub(crate) fn days_in(year: i32, month: i32) -> i32 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + i32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn first_day(date: Date) -> (i32, u8, u8) {
    (date.year, date.month.unwrap_or(1), date.day.unwrap_or(1))
}

fn last_day(date: Date) -> (i32, u8, u8) {
    (date.year, date.month.unwrap_or(12), date.day.unwrap_or(31))
}

/// The number of the last day a date may mean, counted from 1 January 1970.
pub(crate) fn last_day_number(date: Date) -> i64 {
    let month = date.month.unwrap_or(12);
    let day = date
        .day
        .map_or_else(|| days_in(date.year, i32::from(month)), i32::from);
    day_number(date.year, month, day)
}

/// Days since 1 January 1970 in the Gregorian calendar, whose years begin in March here so that the
/// leap day is their last: Howard Hinnant, “chrono-Compatible Low-Level Date Algorithms”,
/// `days_from_civil`.
fn day_number(year: i32, month: u8, day: i32) -> i64 {
    let year = i64::from(year) - i64::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((i64::from(month) + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

impl Date {
    /// The day so many days after 1 January 1970: the same source, `civil_from_days`.
    pub fn of_day(number: i64) -> Self {
        let (era, of_era) = (
            (number + 719_468).div_euclid(146_097),
            (number + 719_468).rem_euclid(146_097),
        );
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        Self {
            year: i32::try_from(year + era * 400 + i64::from(month <= 2)).unwrap_or(i32::MAX),
            month: u8::try_from(month).ok(),
            day: u8::try_from(day).ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{date, last_day_number, period};
    use crate::tour::Date;

    #[test]
    fn days_are_counted_from_1970() {
        for (text, number) in [
            ("1970-01-01", 0),
            ("1970", 364),
            ("1969-12-31", -1),
            ("2000-02-29", 11_016),
            ("2000-03-01", 11_017),
            ("2024-02", 19_782),
            ("2038-01-19", 24_855),
        ] {
            assert_eq!(date(text).map(last_day_number), Some(number), "{text}");
        }
        for number in (-1_000_000..1_000_000).step_by(37) {
            assert_eq!(last_day_number(Date::of_day(number)), number);
        }
    }

    #[test]
    fn reads_dates_and_stretches_of_time() {
        for (text, expected) in [
            ("1938", "1938"),
            ("1938-04-09", "1938-04-09"),
            ("1938~", "~1938"),
            ("1941/1952", "1941/1952"),
            ("1941-05~/1952", "~1941-05/1952"),
            ("1940-02-29", "1940-02-29"),
            ("-0044-03-15", "-44-03-15"),
            ("1939-02-29", "none"),
            ("1938-13", "none"),
            ("38", "none"),
            ("9 April 1938", "none"),
            ("1952/1941", "none"),
            ("1938-1-1", "none"),
            ("1938-01-01-01", "none"),
            ("", "none"),
            ("/", "none"),
        ] {
            let show = |date: crate::tour::Date| {
                let part =
                    |part: Option<u8>| part.map_or(String::new(), |part| format!("-{part:02}"));
                format!("{}{}{}", date.year, part(date.month), part(date.day))
            };
            let shown = period(text).map_or("none".to_owned(), |period| {
                let to = period
                    .to
                    .map_or(String::new(), |to| format!("/{}", show(to)));
                format!(
                    "{}{}{to}",
                    if period.approximate { "~" } else { "" },
                    show(period.from)
                )
            });
            assert_eq!(shown, expected, "{text}");
        }
        assert_eq!(date("1938~"), None);
    }
}
