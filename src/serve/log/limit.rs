//! So many lines a minute.

use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

/// Counts the lines of a minute, which begins with its first line.
#[derive(Debug)]
pub(super) struct Limit {
    /// Lines a minute.
    most: u32,
    /// When the minute began.
    since: Option<Duration>,
    written: u32,
    /// How many were not written in it.
    passed_over: u64,
}

impl Limit {
    pub(super) fn new(most: u32) -> Self {
        Self {
            most,
            since: None,
            written: 0,
            passed_over: 0,
        }
    }

    /// Begins another minute when this one is over; returns how many lines were passed over in it.
    pub(super) fn renew(&mut self, now: Duration) -> Option<u64> {
        if self.since.is_some_and(|since| now < since + MINUTE) {
            return None;
        }
        self.since = Some(now);
        self.written = 0;
        let passed_over = std::mem::take(&mut self.passed_over);
        (passed_over > 0).then_some(passed_over)
    }

    /// Whether a line may be written now.
    pub(super) fn take(&mut self) -> bool {
        if self.written < self.most {
            self.written += 1;
            return true;
        }
        self.passed_over += 1;
        false
    }
}
