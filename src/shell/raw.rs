//! Raw mode for what prints lines and no screens: given back at the end, on a signal, on a panic.

use std::io;
use std::sync::Once;
use std::thread;

use ratatui::crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::error::exit;
use crate::shell::guard::never_block_reads;

/// A terminal that gives every key as it is pressed. Dropping it gives the terminal back.
#[derive(Debug)]
pub(crate) struct Raw(());

impl Raw {
    /// Takes the terminal on standard input.
    pub(crate) fn new() -> io::Result<Self> {
        let signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT])?;
        watch_panics();
        enable_raw_mode()?;
        never_block_reads()?;
        let raw = Self(());
        let thread = thread::Builder::new().name("signals".into());
        thread.stack_size(64 * 1024).spawn(move || obey(signals))?;
        Ok(raw)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // A failure here leaves nothing else to try.
        let _ = disable_raw_mode();
    }
}

/// Waits for a signal; leaves with the code that a shell expects after it.
fn obey(mut signals: Signals) {
    if let Some(signal) = signals.forever().next() {
        let _ = disable_raw_mode();
        std::process::exit(128 + signal);
    }
}

/// A bug ends the program with code 70, the terminal whole and the message readable.
fn watch_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let _ = disable_raw_mode();
            before(info);
            std::process::exit(exit::BUG.into());
        }));
    });
}
