//! Days of the calendar, and which one it is.

use std::fmt;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

/// Before this year no clock has been set: a board without a battery begins in 1970 or so.
const FIRST_YEAR: i16 = 2020;

const SECONDS_A_DAY: u64 = 24 * 60 * 60;

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// The day on the wall here and now, by the system's time zone; `None` while the clock stands before
/// 2020.
#[expect(
    clippy::disallowed_methods,
    reason = "which day it is only the clock knows"
)]
pub fn today() -> Option<Day> {
    let now = Timestamp::try_from(SystemTime::now()).ok()?;
    let date = TimeZone::system().to_datetime(now).date();
    (date.year() >= FIRST_YEAR).then_some(Day(date))
}

impl Day {
    /// `2026-11-25`; `None` when it is no day or written otherwise.
    pub fn read(text: &str) -> Option<Self> {
        let day = Self(text.parse().ok()?);
        (day.to_string() == text).then_some(day)
    }

    /// The day so many days before; the first of the calendar when there is none.
    #[must_use]
    pub fn before(self, days: u32) -> Self {
        let time = Duration::from_secs(u64::from(days) * SECONDS_A_DAY);
        Self(self.0.saturating_sub(time))
    }

    /// `Mon` to `Sun`.
    pub(super) fn weekday(self) -> &'static str {
        match self.0.weekday() {
            Weekday::Monday => "Mon",
            Weekday::Tuesday => "Tue",
            Weekday::Wednesday => "Wed",
            Weekday::Thursday => "Thu",
            Weekday::Friday => "Fri",
            Weekday::Saturday => "Sat",
            Weekday::Sunday => "Sun",
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn a_day_is_written_in_one_way() {
        for (text, is_day) in [
            ("2026-11-25", true),
            ("2024-02-29", true),
            ("2026-02-29", false),
            ("2026-13-01", false),
            ("20261125", false),
            ("2026-11-25T10:00", false),
            ("2026-1-1", false),
            ("undated", false),
            ("", false),
        ] {
            assert_eq!(Day::read(text).is_some(), is_day, "{text}");
        }
    }

    #[test]
    fn days_are_counted_back_over_months_and_leap_years() {
        let day = Day::read("2028-03-01").expect("a day");
        for (days, expected) in [(0, "2028-03-01"), (1, "2028-02-29"), (400, "2027-01-26")] {
            assert_eq!(day.before(days).to_string(), expected);
        }
        assert_eq!(day.weekday(), "Wed");
        assert!(day.before(u32::MAX) < day);
    }
}
