//! A kiosk on its terminal: one loop that waits for keys, draws, speaks, counts, and tells the service
//! manager that all of this still works.
//!
//! There is no thread but that of the signals (and of the voice, while it is wanted), and no timer
//! where nothing is due: a kiosk that nobody touches wakes only for the watchdog.

mod books;
mod journal;
mod rest;
mod voice;
mod watchdog;

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use ratatui::crossterm::event;
use rustix::stdio;
use rustix::termios::{Action, QueueSelector, tcflow, tcflush};

use crate::card::Part;
use crate::error::Error;
use crate::kiosk::config::Config;
use crate::kiosk::{Act, Kiosk};
use crate::library::offer::Offer;
use crate::screen::Mouse;
use crate::selftest::{self, Machine, Section};
use crate::session::{Input, Look};
use crate::shell::ask::Encoding;
use crate::shell::ask::pictures::Wish;
use crate::shell::background::{Background, GLANCE};
use crate::shell::guard::{Guard, Heed};
use crate::shell::kiosk::books::Books;
use crate::shell::kiosk::journal::Journal;
use crate::shell::kiosk::rest::Reason;
use crate::shell::kiosk::voice::Voice;
use crate::shell::kiosk::watchdog::Watchdog;
use crate::shell::source::{is_more, terminal};
use crate::shell::speech::Synthesizer;
use crate::shell::{input, now};
use crate::theme::Role;
use crate::tour::Tour;
use crate::visits;
use crate::visits::report::{Report, text};

/// Everything a kiosk is started with.
#[derive(Debug)]
pub struct Service {
    pub config: Config,
    pub look: Look,
    pub encoding: Encoding,
    /// How pictures are to be shown.
    pub pictures: Wish,
    /// Where counters and staff's settings are kept, if anywhere.
    pub state: Option<PathBuf>,
    /// What speaks, if anything.
    pub synthesizer: Option<Synthesizer>,
    /// What the self-test tells of the machine.
    pub machine: Machine,
}

/// How a kiosk came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Those who look after it left it.
    Left,
    /// It rested after several crashes and is to be started afresh.
    Rested,
}

/// Days that the staff's page of statistics tells of.
const DAYS: u32 = 7;
/// The widest line of that page, in cells.
const PAPER: usize = 70;
/// A narrower screen breaks its lines.
const NARROWEST: usize = 36;
/// So many keys were typed ahead at most: one that is stuck sends for ever.
const AHEAD: usize = 4096;

/// Runs a kiosk until staff leave it.
///
/// # Errors
///
/// When no tour can be shown (the safe page is on screen for a minute first), or the terminal cannot
/// be taken, read or written.
pub fn run(service: Service) -> Result<Ending, Error> {
    let mut journal = Journal::default();
    let books = Books::open(service.state.clone(), service.config.counts);
    let crashes = books.crashes();
    let books = Arc::new(Mutex::new(books));
    // Whoever stopped the terminal, it goes on.
    let _ = tcflow(stdio::stdout(), Action::OOn);
    if crashes >= rest::CRASHES {
        journal
            .tell("crashed several times within a minute; the safe page is shown for five minutes");
        rest::rest(&service.look, Reason::Crashes, &books)?;
        return Ok(Ending::Rested);
    }
    let mut tours = Offer::new([service.config.tours.as_str()]);
    let first = match tours.first() {
        Ok(first) => first,
        Err(error) => {
            journal.tell(&error.to_string());
            rest::rest(&service.look, Reason::NoTour, &books)?;
            return Err(error);
        }
    };
    for told in tours.told() {
        journal.tell(&told);
    }
    let running = Running::start(service, &books, journal, tours, first);
    let ended = running.and_then(|mut running| running.run());
    close(&books);
    ended.map_err(Error::Terminal)?;
    Ok(Ending::Left)
}

/// The kiosk ends in order: everything is written down.
fn close(books: &Mutex<Books>) {
    Watchdog::stopping();
    locked(books).close();
}

/// Does so too when a signal ends the program.
fn close_at_end(guard: &Guard, books: &Arc<Mutex<Books>>) {
    let books = Arc::clone(books);
    guard.before_the_end(move || close(&books));
}

fn locked(books: &Mutex<Books>) -> MutexGuard<'_, Books> {
    books.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether the same visit goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    On,
    Anew,
}

/// A kiosk that runs.
struct Running {
    kiosk: Kiosk,
    guard: Guard,
    books: Arc<Mutex<Books>>,
    tours: Offer,
    voice: Option<Voice>,
    background: Background,
    watchdog: Watchdog,
    journal: Journal,
    machine: Machine,
    start: Instant,
    pictures: Wish,
    /// The terminal has said all that it knows of pictures.
    has_told: bool,
    /// Pictures in sight are being read.
    awaiting: bool,
    left: bool,
}

impl Running {
    fn start(
        service: Service,
        books: &Arc<Mutex<Books>>,
        journal: Journal,
        tours: Offer,
        first: Arc<[Arc<Tour>]>,
    ) -> io::Result<Self> {
        let mouse = if service.config.screen.touch {
            Mouse::Reported
        } else {
            Mouse::Ignored
        };
        let mut look = service.look;
        let mut guard = Guard::new(look.profile, mouse, Heed::Orders)?;
        guard.ask(&mut look, service.encoding)?;
        let kept = locked(books).kept();
        let mut kiosk = Kiosk::new(service.config, kept, first, look);
        kiosk.read_beside();
        let voice = service.synthesizer.map(Voice::new).transpose()?;
        if let Some(voice) = &voice {
            guard.silence_at_end(voice.silencer());
        }
        close_at_end(&guard, books);
        guard.watch_signals()?;
        Ok(Self {
            kiosk,
            guard,
            books: Arc::clone(books),
            tours,
            voice,
            background: Background::default(),
            watchdog: Watchdog::new(),
            journal,
            machine: Machine {
                size: Some(look.size),
                profile: look.profile,
                ..service.machine
            },
            start: now(),
            pictures: service.pictures,
            has_told: false,
            awaiting: false,
            left: false,
        })
    }

    /// Until staff leave the kiosk.
    fn run(&mut self) -> io::Result<()> {
        self.show()?;
        self.ask_pictures()?;
        Watchdog::ready();
        if let Some(size) = input::listen()? {
            self.kiosk.handle(size, self.now());
        }
        self.keep_books(Books::begin);
        while !self.left {
            self.show()?;
            self.watchdog.ping();
            let inputs = terminal(Some(self.deadline()))?;
            self.take(inputs.unwrap_or_default());
        }
        Ok(())
    }

    /// Asks the terminal how it shows pictures, if there are any, until it has answered once: one that was
    /// only just opened may be late. What was typed meanwhile is nobody's.
    fn ask_pictures(&mut self) -> io::Result<()> {
        if self.has_told || !self.kiosk.player().has_pictures() {
            return Ok(());
        }
        let mut look = *self.kiosk.look();
        let told = self.guard.ask_pictures(&mut look, self.pictures)?;
        self.has_told = told.is_all;
        self.kiosk.show_pictures(look.profile.pictures);
        Ok(())
    }

    /// Since the start of the program.
    fn now(&self) -> Duration {
        now().duration_since(self.start)
    }

    fn take(&mut self, inputs: Vec<Input>) {
        let now = self.now();
        let speaking = self.voice.as_mut().is_some_and(Voice::is_speaking);
        self.kiosk.speaks(speaking, now);
        for input in inputs {
            self.kiosk.handle(input, now);
            if self.carry_out() == Flow::Anew {
                // What was typed ahead is not the next visitor's.
                break;
            }
        }
        self.kiosk.wake_up(now);
        self.carry_out();
        self.keep_books(Books::tick);
        if let Some(failure) = self.voice.as_mut().and_then(Voice::failure) {
            self.journal.tell(&failure.to_string());
        }
    }

    /// Brings the screen up to date.
    fn show(&mut self) -> io::Result<()> {
        self.awaiting = self.background.read(self.kiosk.awaited());
        let kiosk = &mut self.kiosk;
        self.guard.send(|out| kiosk.frame(out))
    }

    /// When the loop has to go on though nothing was pressed.
    fn deadline(&self) -> Instant {
        let books = locked(&self.books);
        let voice = self.voice.as_ref().and_then(Voice::look_again);
        let due = [
            self.kiosk.deadline(),
            books.due(),
            voice.map(|after| self.now() + after),
        ];
        let due = due.into_iter().flatten().map(|due| self.start + due);
        let glance = self.awaiting.then(|| now() + GLANCE);
        due.chain(glance)
            .chain([self.watchdog.due()])
            .min()
            .unwrap_or_else(now)
    }

    /// Does something with the counters, and tells what went wrong.
    fn keep_books(&mut self, act: impl FnOnce(&mut Books, Duration) -> Vec<Error>) {
        let now = self.now();
        let mut books = locked(&self.books);
        for trouble in act(&mut books, now) {
            self.journal.tell(&trouble.to_string());
        }
    }

    /// Does what the kiosk asks for.
    fn carry_out(&mut self) -> Flow {
        let mut flow = Flow::On;
        for act in self.kiosk.acts() {
            match act {
                Act::Prepare { station } => {
                    let pictures = self.kiosk.look().profile.pictures;
                    self.background
                        .prepare(self.kiosk.player(), station, pictures);
                }
                Act::Say(spoken) => self.speak(|voice| voice.say(&spoken)),
                Act::Hush => self.speak(Voice::hush),
                Act::Pause => self.speak(Voice::pause),
                Act::Voice { rate, volume } => self.speak(|voice| voice.set(rate, volume)),
                Act::Count(counts) => self.keep_books(|books, now| books.count(counts, now)),
                Act::Keep => {
                    let kept = self.kiosk.kept().clone();
                    self.keep_books(|books, _| books.keep(&kept));
                }
                Act::Forget => {
                    self.forget();
                    flow = Flow::Anew;
                }
                Act::Reload => self.reload(),
                Act::Statistics => {
                    let lines = self.statistics();
                    self.kiosk.tell(lines);
                }
                Act::Selftest => self.kiosk.tell(parts(&selftest::report(&self.machine))),
                Act::Leave => self.left = true,
            }
        }
        flow
    }

    fn speak(&mut self, act: impl FnOnce(&mut Voice)) {
        if let Some(voice) = &mut self.voice {
            act(voice);
        }
    }

    /// Throws away what was typed ahead, but no new size.
    fn forget(&mut self) {
        // Reading the tours takes its time, in which more is typed.
        self.reload();
        let _ = tcflush(stdio::stdin(), QueueSelector::IFlush);
        for _ in 0..AHEAD {
            if !is_more().unwrap_or(false) || event::read().is_err() {
                break;
            }
        }
        // A new size may have been among it, and the rest of what was read is dropped as well.
        if let Ok(Some(size)) = input::listen() {
            self.kiosk.handle(size, self.now());
        }
    }

    fn reload(&mut self) {
        let renewal = self.tours.renew();
        for told in self.tours.told() {
            self.journal.tell(&told);
        }
        self.kiosk.renew(renewal);
        // These tours may be the first with pictures. A terminal that cannot be asked cannot be drawn on,
        // which ends the loop.
        let _ = self.ask_pictures();
    }

    /// The counters of the last days, today's with them.
    fn statistics(&mut self) -> Vec<Part> {
        self.keep_books(Books::write);
        let dailies = locked(&self.books)
            .folder()
            .map(|folder| visits::store::read(&folder, DAYS));
        let Some(Ok((dailies, _))) = dailies else {
            let words = &self.kiosk.player().words().kiosk;
            return vec![Part::Line(Role::Text, words.not_counted.to_string())];
        };
        let width = usize::from(self.kiosk.look().scale().page().width);
        let paper = text::Paper {
            width: width.saturating_sub(4).clamp(NARROWEST, PAPER),
            glyphs: self.kiosk.look().profile.glyphs,
        };
        let report = text::render(&Report::of(&dailies), paper);
        let line = |line: &str| match line {
            "" => Part::Gap,
            line => Part::Line(Role::Text, line.to_owned()),
        };
        report.lines().map(line).collect()
    }
}

/// Sections of a report as the parts of a card.
fn parts(sections: &[Section]) -> Vec<Part> {
    let mut parts = Vec::new();
    for section in sections {
        parts.push(Part::Heading(section.heading.clone()));
        let line = |line: &selftest::Line| Part::Line(line.role, line.text.clone());
        parts.extend(section.lines.iter().map(line));
        parts.push(Part::Gap);
    }
    parts
}
