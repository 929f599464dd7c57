//! Work beside the screen: checking a tour while its title is shown, reading the pictures in sight, setting
//! notes and reading pictures before they are needed.
//!
//! Reading a picture can take a second, on a small machine several; the loop that takes keys only waits
//! a moment for those in sight, and looks again later. They are read one at a time, those in sight first, and
//! what was wished before and is not wanted any more is left out.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;
use std::time::Duration;

use crate::diagnostic::{Diagnostic, Severity, worst};
use crate::glyphs::Pictures;
use crate::player::Player;
use crate::player::scene::Block;
use crate::tour::Plate;

/// How many stations ahead notes are set.
const AHEAD: usize = 1;
/// How long a page waits for its pictures before it is shown without: most are read in that time, and
/// then no empty room flashes up.
const MOMENT: Duration = Duration::from_millis(100);
/// How often it is looked whether they have been read since.
pub(crate) const GLANCE: Duration = Duration::from_millis(40);

/// A check that runs.
#[derive(Debug)]
pub struct Check(Receiver<Vec<Diagnostic>>);

impl Check {
    /// Runs `check` on a thread of its own.
    pub fn start(check: impl FnOnce() -> Vec<Diagnostic> + Send + 'static) -> Self {
        let (sender, receiver) = channel();
        thread::spawn(move || {
            let _ = sender.send(check());
        });
        Self(receiver)
    }

    /// Waits for the end; all faults, if there are errors among them.
    pub fn errors(self) -> Option<Vec<Diagnostic>> {
        let faults = self.0.recv().ok()?;
        (worst(&faults) == Some(Severity::Error)).then_some(faults)
    }
}

/// Does this work on a thread that starts with the first wish and then sleeps.
#[derive(Debug, Default)]
pub(crate) struct Background {
    wishes: Option<Sender<Wish>>,
    reading: Option<Reading>,
}

/// Pictures in sight that were wished for.
#[derive(Debug)]
struct Reading {
    awaited: Vec<Arc<Plate>>,
    /// Closed when they have been read.
    done: Receiver<()>,
}

/// What the thread is to do; each takes the place of one of its kind before it.
enum Wish {
    /// To read these, and then to let go of the other end.
    Sight(Vec<Arc<Plate>>, Sender<()>),
    /// To set the notes of these scenes, and where pictures are shown to read those.
    Ahead(VecDeque<Player>, Pictures),
}

impl Background {
    /// The notes of a station and the next ones will be wanted; their pictures, if they are shown.
    pub(crate) fn prepare(&mut self, player: &Player, station: u16, pictures: Pictures) {
        let ahead = (0..=AHEAD).map(|ahead| player.at_end_of(usize::from(station) + ahead));
        self.wish(Wish::Ahead(ahead.collect(), pictures));
    }

    /// Has these pictures read, which are in sight, and waits a moment for them, unless they are being read
    /// already. Whether it is to be looked for them again.
    pub(crate) fn read(&mut self, awaited: Vec<Arc<Plate>>) -> bool {
        if awaited.is_empty() {
            self.reading = None;
            return false;
        }
        let going_on = self.reading.take();
        self.reading = going_on.filter(|reading| reading.goes_on_with(&awaited));
        if self.reading.is_none() {
            let (sender, done) = channel();
            self.wish(Wish::Sight(awaited.clone(), sender));
            // Either way the page is laid out anew: with what has been read.
            let _ = done.recv_timeout(MOMENT);
            self.reading = Some(Reading { awaited, done });
        }
        true
    }

    fn wish(&mut self, wish: Wish) {
        let wishes = self.wishes.get_or_insert_with(start);
        // The thread only ends with the program.
        let _ = wishes.send(wish);
    }
}

impl Reading {
    /// These are being read. When they have been, and are awaited all the same, they had to make room for
    /// others, and are to be read again.
    fn goes_on_with(&self, awaited: &[Arc<Plate>]) -> bool {
        let pairs = || self.awaited.iter().zip(awaited);
        self.awaited.len() == awaited.len()
            && pairs().all(|(before, now)| before.is_same(now))
            && self.done.try_recv() == Err(TryRecvError::Empty)
    }
}

fn start() -> Sender<Wish> {
    let (sender, wishes) = channel();
    thread::spawn(move || {
        let mut work = Work::default();
        while work.take(&wishes) {
            work.go_on();
        }
    });
    sender
}

/// What is left to do, the first thing first.
#[derive(Default)]
struct Work {
    sight: VecDeque<Arc<Plate>>,
    /// Somebody waits at the other end until those have been read.
    waiting: Option<Sender<()>>,
    /// Pictures of what lies ahead.
    plates: VecDeque<Arc<Plate>>,
    ahead: VecDeque<Player>,
    pictures: bool,
}

impl Work {
    /// Takes up all wishes, and waits for one where nothing is left to do. False when none can come.
    fn take(&mut self, wishes: &Receiver<Wish>) -> bool {
        if self.is_done() {
            match wishes.recv() {
                Ok(wish) => self.hear(wish),
                Err(_) => return false,
            }
        }
        while let Ok(wish) = wishes.try_recv() {
            self.hear(wish);
        }
        true
    }

    fn is_done(&self) -> bool {
        self.sight.is_empty() && self.plates.is_empty() && self.ahead.is_empty()
    }

    fn hear(&mut self, wish: Wish) {
        match wish {
            Wish::Sight(plates, waiting) => {
                self.sight = plates.into();
                self.waiting = Some(waiting);
            }
            Wish::Ahead(players, pictures) => {
                self.ahead = players;
                self.plates.clear();
                self.pictures = pictures != Pictures::None;
            }
        }
    }

    /// Does one thing.
    fn go_on(&mut self) {
        if let Some(plate) = self.sight.pop_front() {
            plate.read();
            if self.sight.is_empty() {
                self.waiting = None;
            }
        } else if let Some(plate) = self.plates.pop_front() {
            plate.read();
        } else if let Some(player) = self.ahead.pop_front() {
            // Making the scene sets every note in it.
            let scene = player.scene();
            if self.pictures {
                self.plates.extend(scene.blocks.iter().filter_map(plate));
            }
        }
    }
}

/// The picture of a block.
fn plate(block: &Block<'_>) -> Option<Arc<Plate>> {
    match block {
        Block::Picture { edition, figure } => edition.plate(figure),
        _ => None,
    }
}

#[cfg(all(test, feature = "images"))]
mod tests;
