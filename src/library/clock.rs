//! The machine's clock, for what depends on the day.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::tour::Date;

const SECONDS_A_DAY: u64 = 24 * 60 * 60;

/// Today at Greenwich; `None` while the clock stands before 1970, as on a board without a battery.
pub(super) fn today() -> Option<Date> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    i64::try_from(since.as_secs() / SECONDS_A_DAY)
        .ok()
        .map(Date::of_day)
}
