//! The safe page: what stands on the screen when the kiosk cannot do better. It needs no tour, no
//! catalogue and no layout.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::error::Error;
use crate::glyphs::Glyphs;
use crate::screen::Mouse;
use crate::session::Look;
use crate::shell::guard::{Guard, Heed};
use crate::shell::kiosk::books::Books;
use crate::shell::kiosk::watchdog::Watchdog;
use crate::shell::kiosk::{close, close_at_end};
use crate::shell::now;
use crate::shell::source::terminal;

/// After so many crashes within a minute the kiosk rests.
pub(super) const CRASHES: usize = 3;

/// Why it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    Crashes,
    NoTour,
}

impl Reason {
    /// What staff look up in the guide.
    fn code(self) -> &'static str {
        match self {
            Self::Crashes => "K70",
            Self::NoTour => "K3",
        }
    }

    fn stay(self) -> Duration {
        match self {
            Self::Crashes => Duration::from_secs(300),
            Self::NoTour => Duration::from_secs(60),
        }
    }
}

const LINES: [&str; 3] = [
    "This exhibit is resting. Please ask the museum’s staff.",
    "Экспонат временно не работает. Пожалуйста, обратитесь к сотрудникам музея.",
    "Экспонат уақытша жұмыс істемейді. Музей қызметкерлеріне хабарласыңыз.",
];

/// Shows the safe page for a while; keys do nothing.
///
/// After that, and when it is stopped in order, the crashes before it are forgotten.
pub(super) fn rest(look: &Look, reason: Reason, books: &Arc<Mutex<Books>>) -> Result<(), Error> {
    let page = page(look.profile.glyphs, reason);
    let shown = show(look, &page, reason.stay(), books);
    close(books);
    shown.map_err(Error::Terminal)
}

fn show(look: &Look, page: &str, stay: Duration, books: &Arc<Mutex<Books>>) -> io::Result<()> {
    let mut guard = Guard::new(look.profile, Mouse::Ignored, Heed::Orders)?;
    guard.send(|out| out.extend_from_slice(page.as_bytes()))?;
    close_at_end(&guard, books);
    guard.watch_signals()?;
    let mut watchdog = Watchdog::new();
    Watchdog::ready();
    let end = now() + stay;
    while now() < end {
        watchdog.ping();
        terminal(Some(end.min(watchdog.due())))?;
    }
    Ok(())
}

fn page(glyphs: Glyphs, reason: Reason) -> String {
    let lines = LINES.into_iter().chain([reason.code()]);
    let line = |line| format!("\r\n\r\n  {}", glyphs.text(line));
    lines.map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_safe_page_is_there_in_every_set_of_letters() {
        for glyphs in [Glyphs::Unicode, Glyphs::Console, Glyphs::Ascii] {
            let page = page(glyphs, Reason::Crashes);
            assert!(page.contains("This exhibit is resting") && page.contains("K70"));
            assert_eq!(page.is_ascii(), glyphs == Glyphs::Ascii, "{page}");
        }
    }
}
