//! Dates in EDTF (ISO 8601-2).

use crate::tour::{Date, Period};

/// A day, month or year, or from one to another; `~` behind those that are only about right.
pub(super) fn period(period: Period) -> String {
    let about = if period.approximate { "~" } else { "" };
    let dates = [Some(period.from), period.to];
    let dates = dates.into_iter().flatten();
    let dates: Vec<_> = dates.map(|day| format!("{}{about}", date(day))).collect();
    dates.join("/")
}

/// `1938`, `1938-04` or `1938-04-09`.
pub(super) fn date(date: Date) -> String {
    let sign = if date.year < 0 { "-" } else { "" };
    let year = format!("{sign}{:04}", date.year.unsigned_abs());
    let parts = [date.month, date.day].into_iter().flatten();
    let parts = parts.map(|part| format!("-{part:02}"));
    std::iter::once(year).chain(parts).collect()
}
