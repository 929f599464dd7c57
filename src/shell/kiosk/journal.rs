//! What a kiosk tells those who look after it: lines for the service manager's journal, no more than
//! one a minute, and nothing of what visitors do.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::shell::now;

/// Between two lines.
const PAUSE: Duration = Duration::from_secs(60);

/// The journal, on standard error.
#[derive(Debug, Default)]
pub(super) struct Journal {
    last: Option<Instant>,
    /// How many lines were not written since the last one.
    passed_over: usize,
}

impl Journal {
    /// Writes a line, unless one was written within the last minute, or standard error is the screen.
    pub(super) fn tell(&mut self, what: &str) {
        if io::stderr().is_terminal() {
            return;
        }
        if self
            .last
            .is_some_and(|last| now().duration_since(last) < PAUSE)
        {
            self.passed_over += 1;
            return;
        }
        let more = match self.passed_over {
            0 => String::new(),
            more => format!(" ({more} more in the last minutes)"),
        };
        let what = what.replace('\n', " ");
        // A journal that has gone misses nothing.
        let _ = writeln!(io::stderr(), "docent: {what}{more}");
        (self.last, self.passed_over) = (Some(now()), 0);
    }
}
