//! A tour played by a clock that nobody waits for: what a terminal is sent, and when.
//!
//! The visitor is [`Script`]ed, or walks through the whole tour at reading speed. What is recorded is
//! what a real visit on the same screen sends, from the first byte to the last.

mod pace;
mod route;
mod script;

use std::collections::HashSet;
use std::time::Duration;

use ratatui::layout::Size;

use crate::glyphs::{Colours, Profile};
use crate::player::Effect;
use crate::player::key::Key;
use crate::player::view::{NotesState, Place};
use crate::screen::{self, Mouse};
use crate::session::{Input, Look, Session, Stage};

pub use self::pace::{Pace, stretch};
pub(crate) use self::script::size;
pub use self::script::{Act, Fault, Script};

/// What is known of the terminals that a recording is played in: little, so that it uses what all have.
pub const ANYWHERE: Profile = Profile {
    colours: Colours::True,
    ..Profile::TMUX
};

/// What happens on a screen while a tour is played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recording {
    /// The title of the tour.
    pub title: String,
    /// How the screen is drawn, at the beginning.
    pub look: Look,
    /// In the order of their times.
    pub events: Vec<Event>,
}

/// Something that happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// After the beginning, in whole milliseconds.
    pub at: Duration,
    pub what: What,
}

/// What happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The terminal is sent this.
    Output(String),
    /// A station is entered: its label and title.
    Station(String),
    /// The terminal has another size.
    Resize(Size),
}

/// Whether the visitor is still there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Visit {
    GoesOn,
    IsOver,
}

/// Plays the whole tour at reading speed, from where the session is to the closing.
///
/// Notices are accepted after they were read. Where a tour branches, the way is taken that leads to
/// stations not seen yet, and when there are none, to the end.
pub fn tour(session: Session, pace: Pace) -> Recording {
    let mut recorder = Recorder::new(session, pace);
    recorder.walk();
    recorder.finish()
}

/// Plays a script.
pub fn keys(session: Session, script: &Script, pace: Pace) -> Recording {
    let mut recorder = Recorder::new(session, pace);
    recorder.rest();
    for act in script.acts() {
        if recorder.act(*act) == Visit::IsOver {
            break;
        }
    }
    recorder.finish()
}

/// Leads a session to where a script ends, at once. A visitor who leaves stays where they were.
pub fn lead(session: &mut Session, script: &Script, stage: &mut Stage) {
    for act in script.acts() {
        let effects = match act {
            Act::Press(key) | Act::Type(key) => session.handle(Input::Key(*key), stage),
            Act::Resize(size) => session.handle(Input::Resize(*size), stage),
            Act::Wait(_) => Vec::new(),
        };
        if effects.contains(&Effect::Quit) {
            return;
        }
    }
}

/// A visit that is being recorded.
struct Recorder {
    session: Session,
    stage: Stage,
    pace: Pace,
    recording: Recording,
    clock: Duration,
    /// The station that was entered last.
    station: Option<u16>,
    /// Where the visitor was when time passed last.
    rested: Option<Place>,
    /// What was to be read there.
    read: HashSet<String>,
}

impl Recorder {
    /// The first screen.
    fn new(session: Session, pace: Pace) -> Self {
        let look = *session.look();
        let mut recorder = Self {
            recording: Recording {
                title: session.player().edition().head().title.clone(),
                look,
                events: Vec::new(),
            },
            session,
            stage: Stage::default(),
            pace,
            clock: Duration::ZERO,
            station: None,
            rested: None,
            read: HashSet::new(),
        };
        let mut out = Vec::new();
        screen::enter(&look.profile, Mouse::Ignored, &mut out);
        recorder.session.frame(&mut recorder.stage, &mut out);
        recorder.output(&out);
        recorder.mark();
        recorder
    }

    fn act(&mut self, act: Act) -> Visit {
        match act {
            Act::Press(key) => {
                let visit = self.press(key);
                self.rest();
                return visit;
            }
            Act::Type(key) => {
                let visit = self.press(key);
                self.clock += pace::LETTER;
                return visit;
            }
            Act::Wait(time) => self.clock += time,
            Act::Resize(size) => {
                self.take(Input::Resize(size));
                self.rest();
            }
        }
        Visit::GoesOn
    }

    fn press(&mut self, key: Key) -> Visit {
        self.take(Input::Key(key))
    }

    fn take(&mut self, input: Input) -> Visit {
        let effects = self.session.handle(input, &mut self.stage);
        if effects.contains(&Effect::Quit) {
            return Visit::IsOver;
        }
        if let Input::Resize(_) = input {
            self.happen(What::Resize(self.session.look().size));
        }
        let frame = self.session.turn(&mut self.stage);
        self.output(&frame);
        self.mark();
        Visit::GoesOn
    }

    /// Marks that another station was entered.
    fn mark(&mut self) {
        let player = self.session.player();
        let Place::Station { station, .. } = player.state().view.place else {
            return;
        };
        if self.station.replace(station) == Some(station) {
            return;
        }
        if let Some(entered) = player.edition().station(station.into()) {
            let mark = format!("{}. {}", entered.label, entered.title);
            self.happen(What::Station(mark));
        }
    }

    /// Lets the time pass that what is new on screen takes to read.
    fn rest(&mut self) {
        let place = self.session.player().state().view.place;
        let texts: HashSet<String> = self.session.texts().into_iter().collect();
        let new = texts.difference(&self.read);
        let words = new.map(|text| text.split_whitespace().count()).sum();
        let reading = self.reading(place);
        self.clock += match reading {
            Some(reading) => self.pace.step(reading),
            None => self.pace.words(words, self.speed()),
        };
        (self.rested, self.read) = (Some(place), texts);
    }

    /// How long the step is read, if it is new on screen and the notes were not asked for.
    fn reading(&mut self, place: Place) -> Option<Duration> {
        let notes = &self.session.player().state().view.notes;
        let is_new = self.rested != Some(place) && !matches!(notes, NotesState::Open { .. });
        is_new.then(|| self.session.reading(&mut self.stage))?
    }

    /// Words a minute.
    fn speed(&self) -> u16 {
        self.session.player().edition().head().reading_speed
    }

    fn output(&mut self, bytes: &[u8]) {
        if !bytes.is_empty() {
            let text = String::from_utf8_lossy(bytes).into_owned();
            self.happen(What::Output(text));
        }
    }

    fn happen(&mut self, what: What) {
        let at = Duration::from_millis(self.clock.as_millis() as u64);
        self.recording.events.push(Event { at, what });
    }

    /// Gives the terminal back.
    fn finish(mut self) -> Recording {
        let mut out = Vec::new();
        screen::leave(&self.session.look().profile, &mut out);
        self.output(&out);
        self.recording
    }
}
