//! Holds the terminal, and gives it back: at the end, on a signal, on a panic, when nobody reads.

use std::fmt;
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, Once, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use ratatui::crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::process::{Signal, getpid, kill_process};
use rustix::stdio::stdin;
use rustix::termios::{
    OptionalActions, QueueSelector, SpecialCodeIndex, isatty, tcflush, tcgetattr, tcgetwinsize,
    tcsetattr,
};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU};
use signal_hook::flag::register;
use signal_hook::iterator::Signals;

use crate::glyphs::{Cell, Pictures, Profile};
use crate::screen::{self, Mouse};
use crate::session::{Look, Session, Stage};
use crate::shell::ask::pictures::{self, Told, Wish};
use crate::shell::ask::{self, Encoding, Line};
use crate::shell::speech::Silencer;

/// How long the last bytes may wait for a terminal that does not read.
const PATIENCE: Duration = Duration::from_millis(300);

/// The terminal in raw mode. Dropping it gives the terminal back.
#[derive(Debug)]
pub(crate) struct Guard {
    terminal: Arc<Terminal>,
    /// Caught from the beginning, looked at once the first screen is up.
    signals: Option<Signals>,
    /// The bytes of a frame; kept for its allocation.
    bytes: Vec<u8>,
}

/// What is needed to give a terminal back, from any thread.
#[derive(Debug)]
struct Terminal {
    output: File,
    profile: Profile,
    heed: Heed,
    given_back: AtomicBool,
    /// How it turned out to show pictures.
    pictures: Mutex<Option<Pictures>>,
    /// What ends the speech that goes with the screen.
    silencer: OnceLock<Silencer>,
    /// What is done before a signal ends the program.
    ending: Ending,
}

/// Which signals end the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heed {
    /// TERM, HUP, INT and QUIT.
    All,
    /// TERM and HUP alone: nothing that a keyboard can send.
    Orders,
}

impl Heed {
    fn signals(self) -> io::Result<Signals> {
        match self {
            Self::All => Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT]),
            Self::Orders => {
                for signal in [SIGINT, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU] {
                    // Caught and passed over.
                    register(signal, Arc::default())?;
                }
                Signals::new([SIGTERM, SIGHUP])
            }
        }
    }
}

/// The last thing to do.
#[derive(Default)]
struct Ending(Mutex<Option<Box<dyn FnOnce() + Send>>>);

impl Ending {
    fn take(&self) -> Option<Box<dyn FnOnce() + Send>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl fmt::Debug for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ending")
    }
}

impl Guard {
    /// Takes the terminal on standard output, until one of the signals of `heed`.
    pub(crate) fn new(profile: Profile, mouse: Mouse, heed: Heed) -> io::Result<Self> {
        let output = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        let terminal = Arc::new(Terminal {
            output,
            profile,
            heed,
            given_back: AtomicBool::new(false),
            pictures: Mutex::default(),
            silencer: OnceLock::new(),
            ending: Ending::default(),
        });
        let signals = Some(heed.signals()?);
        watch_panics(Arc::clone(&terminal));
        enable_raw_mode()?;
        never_block_reads()?;
        let mut bytes = Vec::with_capacity(8 * 1024);
        screen::enter(&profile, mouse, &mut bytes);
        Ok(Self {
            terminal,
            signals,
            bytes,
        })
    }

    /// Asks the terminal what neither its name nor its user's environment tells; most are not asked.
    ///
    /// This happens on the screen that the visit takes, before its first frame.
    pub(crate) fn ask(&mut self, look: &mut Look, encoding: Encoding) -> io::Result<()> {
        let (profile, size) = (look.profile, look.size);
        if !ask::is_needed(encoding, profile, size) {
            return Ok(());
        }
        let mut output = &self.terminal.output;
        output.write_all(&self.bytes)?;
        self.bytes.clear();
        let (profile, size) = ask::ask(&mut Line::new(output), encoding, profile, size)?;
        (look.profile, look.size) = (profile, size);
        Ok(())
    }

    /// Asks a terminal that shows a screen how it shows pictures.
    pub(crate) fn ask_pictures(&mut self, look: &mut Look, wish: Wish) -> io::Result<Told> {
        let output = &self.terminal.output;
        let mut line = Line::new(output);
        let told = pictures::ask(&mut line, wish, look.profile, cell(output))?;
        if let Some(pictures) = told.pictures {
            look.profile.pictures = pictures;
            *self.terminal.pictures() = Some(pictures);
        }
        Ok(told)
    }

    /// Brings the screen up to date: one write, or none.
    pub(crate) fn show(&mut self, session: &mut Session, stage: &mut Stage) -> io::Result<()> {
        self.send(|out| session.frame(stage, out))
    }

    /// Sends what `draw` appends: one write, or none.
    pub(crate) fn send(&mut self, draw: impl FnOnce(&mut Vec<u8>)) -> io::Result<()> {
        draw(&mut self.bytes);
        // Nothing goes out after the terminal was given back.
        if self.bytes.is_empty() || self.terminal.given_back.load(Ordering::SeqCst) {
            return Ok(());
        }
        let written = (&self.terminal.output).write_all(&self.bytes);
        self.bytes.clear();
        written
    }

    /// Ends a voice too when the terminal is given back, however that comes. There is one at most.
    pub(crate) fn silence_at_end(&self, silencer: Silencer) {
        let _ = self.terminal.silencer.set(silencer);
    }

    /// Does this before a signal ends the program, when the terminal has been given back.
    pub(crate) fn before_the_end(&self, act: impl FnOnce() + Send + 'static) {
        let ending = self.terminal.ending.0.lock();
        *ending.unwrap_or_else(PoisonError::into_inner) = Some(Box::new(act));
    }

    /// Ends the program on TERM, HUP, INT and QUIT from now on, and for those that came before; and when
    /// the terminal is hung up, of which only its own session is told by HUP.
    pub(crate) fn watch_signals(&mut self) -> io::Result<()> {
        if let Some(signals) = self.signals.take() {
            let terminal = Arc::clone(&self.terminal);
            watcher("signals").spawn(move || obey(signals, &terminal))?;
            watcher("line").spawn(watch_line)?;
        }
        Ok(())
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.terminal.give_back();
    }
}

impl Terminal {
    fn pictures(&self) -> MutexGuard<'_, Option<Pictures>> {
        self.pictures.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Restores the modes, then the screen. Only the first call does anything.
    fn give_back(&self) {
        if self.given_back.swap(true, Ordering::SeqCst) {
            return;
        }
        // What is being said ends even where the terminal takes nothing any more.
        if let Some(silencer) = self.silencer.get() {
            silencer.close();
        }
        let mut bytes = Vec::new();
        let pictures = *self.pictures();
        let profile = Profile {
            pictures: pictures.unwrap_or(self.profile.pictures),
            ..self.profile
        };
        screen::leave(&profile, &mut bytes);
        if self.heed == Heed::Orders {
            // Whoever comes next does not scroll back to what visitors read.
            screen::forget(&mut bytes);
        }
        // A failure here leaves nothing else to try.
        let _ = (&self.output).write_all(&bytes);
        let _ = disable_raw_mode();
        if let Some(silencer) = self.silencer.get() {
            silencer.silence();
        }
    }

    /// The same for a terminal that may not read: what waits in its queue is thrown away.
    fn give_back_now(self: Arc<Self>) {
        let _ = tcflush(&self.output, QueueSelector::OFlush);
        let terminal = Arc::clone(&self);
        let (done, ended) = std::sync::mpsc::channel();
        thread::spawn(move || {
            terminal.give_back();
            let _ = done.send(());
        });
        if ended.recv_timeout(PATIENCE).is_err() {
            let _ = disable_raw_mode();
        }
    }
}

/// The pixels of a cell, where the terminal's driver knows how many the screen has.
fn cell(output: &File) -> Option<Cell> {
    let size = tcgetwinsize(output).ok()?;
    let each = |pixels: u16, cells: u16| pixels.checked_div(cells).filter(|each| *each > 0);
    Some(Cell {
        width: each(size.ws_xpixel, size.ws_col)?,
        height: each(size.ws_ypixel, size.ws_row)?,
    })
}

/// crossterm reads on while a sequence is not complete: after Alt-[ (`ESC [`) it would sleep until the
/// next key, and neither the clock nor a new size would wake it. Raw mode's end restores this too.
pub(super) fn never_block_reads() -> io::Result<()> {
    if !isatty(stdin()) {
        return Ok(());
    }
    let mut modes = tcgetattr(stdin())?;
    modes.special_codes[SpecialCodeIndex::VMIN] = 0;
    modes.special_codes[SpecialCodeIndex::VTIME] = 0;
    Ok(tcsetattr(stdin(), OptionalActions::Now, &modes)?)
}

/// A thread that waits for one thing and ends the program.
fn watcher(name: &str) -> thread::Builder {
    thread::Builder::new()
        .name(name.into())
        .stack_size(512 * 1024)
}

/// Waits until the terminal is hung up, and then says so to this program. Whoever read on would read
/// nothing for ever, without a pause.
fn watch_line() {
    if !isatty(stdin()) {
        return;
    }
    // Nothing is asked for: only a line that is gone ends the wait.
    let mut line = [PollFd::from_borrowed_fd(stdin(), PollFlags::empty())];
    while let Err(Errno::INTR) = poll(&mut line, None) {}
    if line[0].revents().contains(PollFlags::HUP) {
        // Signals to oneself are allowed.
        let _ = kill_process(getpid(), Signal::HUP);
    }
}

/// Waits for a signal; leaves with the code that a shell expects after it.
fn obey(mut signals: Signals, terminal: &Arc<Terminal>) {
    if let Some(signal) = signals.forever().next() {
        Arc::clone(terminal).give_back_now();
        if let Some(act) = terminal.ending.take() {
            act();
        }
        std::process::exit(128 + signal);
    }
}

/// A bug ends the program with code 70, the terminal whole and the message readable.
fn watch_panics(terminal: Arc<Terminal>) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            terminal.give_back();
            before(info);
            std::process::exit(crate::error::exit::BUG.into());
        }));
    });
}
