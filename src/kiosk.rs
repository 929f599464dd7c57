//! A kiosk: one visit after another on one screen, with nobody to help.
//!
//! [`Kiosk`] knows what is on screen: the card that waits for a visitor, the choice of a language, a
//! visit, the question whether anybody is still reading, the menu of those who look after it. Like
//! everything in the core it has no clock, no file and no terminal: inputs and the time come in, bytes
//! and [`Act`]s go out, and the shell carries them out. Nothing of a visit outlives it.

mod aids;
pub mod config;
mod ending;
pub mod kept;
mod knock;
mod lines;
mod pages;
pub mod pin;
mod presses;
mod staff;

use std::sync::Arc;
use std::time::Duration;

use crate::card::{Card, Part};
use crate::glyphs::Pictures;
use crate::kiosk::aids::Aids;
use crate::kiosk::config::Config;
use crate::kiosk::kept::Kept;
use crate::kiosk::knock::Knock;
use crate::kiosk::lines::Lines;
use crate::kiosk::pages::Page;
use crate::kiosk::presses::Presses;
use crate::library::offer::Renewal;
use crate::plain::{Speaker, Spoken};
use crate::player::key::Key;
use crate::player::keymap::{Command, Hands};
use crate::player::view::{Pane, Place};
use crate::player::{Effect, Player};
use crate::screen;
use crate::session::{Input, Look, Session, Stage};
use crate::theme::Role;
use crate::tour::{Plate, Tour};
use crate::visits::{Count, End, Observer};

/// A kiosk's screen, from one visitor to the next.
#[derive(Debug)]
pub struct Kiosk {
    config: Config,
    kept: Kept,
    tours: Arc<[Arc<Tour>]>,
    /// How the screen is drawn for a visitor who has asked for nothing.
    look: Look,
    session: Session,
    stage: Stage,
    /// What is on screen, on what it covers. The first is always [`Page::Attract`].
    pages: Vec<Page>,
    aids: Aids,
    /// The visit, where it is read line by line.
    lines: Option<Lines>,
    speaker: Speaker,
    observer: Option<Observer>,
    presses: Presses,
    knock: Knock,
    times: Times,
    acts: Vec<Act>,
    /// Bytes that go out before the next frame.
    bytes: Vec<u8>,
}

/// Moments, counted from the start of the program.
#[derive(Debug, Default)]
struct Times {
    now: Duration,
    /// When somebody last pressed a key, or the voice ended.
    touched: Duration,
    /// When the page on screen came up.
    shown: Duration,
    /// How long the page on screen may stay untouched.
    patience: Duration,
    /// When auto-play goes on, if it runs.
    plays: Option<Duration>,
    /// Until when the PIN cannot be typed.
    locked: Duration,
    /// Something is being said.
    speaking: bool,
    /// When that has ended, however slow the voice is.
    spoken: Duration,
}

/// What comes by itself when its time has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Due {
    /// The card of the next tour.
    Card,
    /// The PIN can be typed again.
    Unlock,
    /// The page goes away.
    Close,
    /// A voice that does not end is ended: it is no visitor.
    Silence,
    /// Auto-play goes on.
    Play,
    /// Is anybody still reading?
    Ask,
    /// The visit is given up.
    End,
}

/// Something the shell has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// The notes of this station will be needed soon.
    Prepare {
        station: u16,
    },
    Say(Spoken),
    /// Be silent.
    Hush,
    /// Stop speaking for a while, or go on.
    Pause,
    /// Speak from now on at this rate (words a minute) and volume (per cent).
    Voice {
        rate: u16,
        volume: u16,
    },
    Count(Vec<Count>),
    /// A visit is over: what was typed ahead goes, and the tours are read anew.
    Forget,
    /// Write down what is [kept](Kiosk::kept).
    Keep,
    /// Read the tours anew and [tell](Kiosk::renew) what came of it.
    Reload,
    /// [Tell](Kiosk::tell) how many visits there were.
    Statistics,
    /// [Tell](Kiosk::tell) what the terminal is and can do.
    Selftest,
    /// End the program: those who look after the kiosk want it.
    Leave,
}

impl Kiosk {
    /// A kiosk that waits for its first visitor. There is at least one tour.
    pub fn new(config: Config, kept: Kept, tours: Arc<[Arc<Tour>]>, look: Look) -> Self {
        let player = Player::new(Arc::clone(&tours));
        let mut kiosk = Self {
            aids: Aids::at_first(&config, &kept),
            times: Times {
                patience: config.idle.after,
                locked: pin::wait(kept.mistakes),
                ..Times::default()
            },
            session: Session::new(player, look),
            config,
            kept,
            tours,
            look,
            stage: Stage::default(),
            pages: vec![Page::Attract { card: 0 }],
            lines: None,
            speaker: Speaker::new(),
            observer: None,
            presses: Presses::default(),
            knock: Knock::default(),
            acts: Vec::new(),
            bytes: Vec::new(),
        };
        screen::forget(&mut kiosk.bytes);
        kiosk.begin_anew();
        kiosk
    }

    /// Takes one input at a time counted from the start of the program.
    pub fn handle(&mut self, input: Input, now: Duration) {
        self.times.now = now;
        if let Input::Resize(size) = input {
            self.look.size = size;
            self.session.handle(input, &mut self.stage);
            if let Page::Attract { .. } = self.page() {
                // A smaller screen has a shorter card.
                self.lay(None);
            }
            return;
        }
        let staff = &self.config.staff;
        if self.knock.hear(input, staff, now) && !staff.pin.is_empty() {
            self.hush();
            self.ask_pin();
            self.follow();
        } else if self.counts(input) {
            self.times.touched = now;
            if !self.pauses(input) {
                self.hush();
            }
            self.take(input);
            self.follow();
        }
    }

    /// Whether an input does anything: not a key that is held down, nor one that would end a program.
    fn counts(&mut self, input: Input) -> bool {
        match input {
            Input::Key(Key::Interrupt | Key::Knock) => false,
            Input::Key(key) => {
                let repeat = self.config.keys.repeat;
                self.presses.count(key, repeat, self.times.now) || self.is_typed(key)
            }
            _ => true,
        }
    }

    /// Whether an input stops the voice for a while, or lets it go on.
    fn pauses(&self, input: Input) -> bool {
        let typing = self.lines.is_some() || self.session.card().is_none() && self.searches();
        let pause = |key| Hands::Kiosk.command(key) == Some(Command::Pause);
        !typing && matches!(input, Input::Key(key) if pause(key))
    }

    fn searches(&self) -> bool {
        matches!(self.player().state().view.pane, Some(Pane::Search(_)))
    }

    /// Whether a key is a sign of a text, in which the same one may stand twice.
    fn is_typed(&self, key: Key) -> bool {
        let types = matches!(self.page(), Page::Visit) && (self.searches() || self.lines.is_some());
        types && matches!(key, Key::Char(_))
    }

    fn take(&mut self, input: Input) {
        match self.page() {
            Page::Attract { .. } => self.wake(input),
            Page::StillThere => self.close(),
            Page::Pin { .. } => self.type_pin(input),
            Page::Visit if self.lines.is_some() => self.read_line(input),
            _ => {
                let effects = self.session.handle(input, &mut self.stage);
                self.carry_out(effects);
            }
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Quit => self.quit(),
                Effect::Prepare { station } => self.acts.push(Act::Prepare { station }),
                Effect::Asked(command) => self.asked(command),
                Effect::Chose(choice) => self.chose(choice),
                Effect::Declined => self.close(),
                Effect::Pressed(key) => self.pressed(key),
            }
        }
    }

    /// A key on a card that means nothing there.
    fn pressed(&mut self, key: Key) {
        if let Some(command) = Hands::Kiosk.command(key) {
            self.asked(command);
        }
    }

    fn asked(&mut self, command: Command) {
        match (command, self.page()) {
            (Command::Menu, Page::Menu) | (Command::Aids, Page::Aids) => self.close(),
            (Command::Menu, Page::Visit) => self.open(Page::Menu),
            (Command::Aids, Page::Visit | Page::Welcome | Page::Menu) => self.open(Page::Aids),
            (Command::Repeat, _) => self.say_again(),
            (Command::Pause, _) => self.acts.push(Act::Pause),
            _ => {}
        }
    }

    /// Leaving ends the visit at once where nothing would be lost by it, and is asked for elsewhere.
    fn quit(&mut self) {
        let place = self.player().state().view.place;
        let is_early = matches!(place, Place::Lobby | Place::Title | Place::Closing);
        if is_early || self.lines.is_some() {
            self.end(End::Left);
        } else {
            self.open(Page::End);
        }
    }

    /// The moment at which [`Kiosk::wake_up`] has to be called, if nothing comes before it.
    pub fn deadline(&self) -> Option<Duration> {
        self.due().map(|(due, _)| due)
    }

    /// What comes by itself on this page, and when.
    fn due(&self) -> Option<(Duration, Due)> {
        let times = &self.times;
        Some(match self.page() {
            Page::Attract { .. } if self.tours.len() < 2 => return None,
            Page::Attract { .. } => (times.shown + self.config.attract.card, Due::Card),
            Page::StillThere => (times.shown + self.config.idle.warning, Due::End),
            Page::Pin { .. } => {
                let close = times.shown + staff::TYPING;
                let waits = times.locked > times.now && times.locked < close;
                if waits {
                    (times.locked, Due::Unlock)
                } else {
                    (close, Due::Close)
                }
            }
            _ if times.speaking => (times.spoken, Due::Silence),
            Page::Staff | Page::Told { .. } => (times.touched + staff::STAY, Due::End),
            _ => match times.plays {
                Some(plays) => (plays, Due::Play),
                None => (times.touched + times.patience, Due::Ask),
            },
        })
    }

    /// Does what is due at a time.
    pub fn wake_up(&mut self, now: Duration) {
        // As it was before: what is due by now must not count as past.
        let due = self.due().filter(|(due, _)| *due <= now);
        self.times.now = now;
        let Some((_, due)) = due else { return };
        match due {
            Due::Card => self.next_card(),
            Due::Unlock => self.lay(None),
            Due::Close => self.close(),
            Due::Silence => {
                self.hush();
                self.speaks(false, now);
            }
            Due::Play => {
                let effects = self.session.handle(Input::Tick, &mut self.stage);
                self.carry_out(effects);
                self.times.touched = now;
            }
            Due::Ask => self.open(Page::StillThere),
            Due::End => self.end(End::Idle),
        }
        self.follow();
    }

    fn next_card(&mut self) {
        if let Page::Attract { card } = self.page() {
            let card = (card + 1) % self.tours.len();
            self.pages.clear();
            self.open(Page::Attract { card });
        }
    }

    /// Whether something is being said; the time without a key begins when it ends.
    pub fn speaks(&mut self, speaking: bool, now: Duration) {
        if self.times.speaking && !speaking {
            self.times.touched = now;
            self.times.plays = self.times.plays.map(|_| now + aids::BREATH);
        }
        self.times.speaking = speaking;
    }

    /// What is to be done, in this order; each is given once.
    pub fn acts(&mut self) -> Vec<Act> {
        std::mem::take(&mut self.acts)
    }

    /// Appends the bytes that bring the terminal up to date; nothing if it is.
    pub fn frame(&mut self, out: &mut Vec<u8>) {
        out.append(&mut self.bytes);
        if !self.is_read_by_lines() {
            self.session.frame(&mut self.stage, out);
        }
    }

    /// Somebody else reads the pictures that are [awaited](Self::awaited) from now on.
    pub(crate) fn read_beside(&mut self) {
        self.session.read_beside();
    }

    /// The pictures in sight that have not been read.
    pub(crate) fn awaited(&mut self) -> Vec<Arc<Plate>> {
        if self.is_read_by_lines() {
            return Vec::new();
        }
        self.session.awaited(&mut self.stage)
    }

    /// What has to be there again after the program has been started anew.
    pub fn kept(&self) -> &Kept {
        &self.kept
    }

    /// The visit that goes on, or would begin.
    pub fn player(&self) -> &Player {
        match &self.lines {
            Some(lines) => lines.player(),
            None => self.session.player(),
        }
    }

    /// How the screen is drawn now.
    pub fn look(&self) -> &Look {
        self.session.look()
    }

    /// Shows pictures in this way from now on.
    pub fn show_pictures(&mut self, pictures: Pictures) {
        self.look.profile.pictures = pictures;
        let mut look = *self.session.look();
        look.profile.pictures = pictures;
        self.session.look_as(look);
    }

    /// Takes the tours as they are on disk now. A visit that has begun ends with those it began with.
    pub fn renew(&mut self, renewal: Renewal) {
        let words = &self.player().words().kiosk;
        let told = if renewal.faulty {
            words.not_reloaded.to_string()
        } else {
            words.reloaded.to_string()
        };
        if let Some(tours) = renewal.tours {
            self.tours = tours;
            if self.observer.is_none() {
                self.begin_anew();
            }
        }
        if let Page::Staff = self.page() {
            self.tell(vec![Part::Line(Role::Text, told)]);
        }
    }

    /// Shows those who look after the kiosk what they asked for.
    pub fn tell(&mut self, parts: Vec<Part>) {
        self.open(Page::Told { parts });
        self.speak();
    }

    fn page(&self) -> &Page {
        self.pages.last().unwrap_or(&Page::Attract { card: 0 })
    }

    fn open(&mut self, page: Page) {
        self.pages.push(page);
        self.times.shown = self.times.now;
        self.lay(None);
    }

    /// Back to the page below; below a choice of language nobody visits.
    fn close(&mut self) {
        self.pages.pop();
        if self.pages.len() < 2 {
            return self.end(End::Left);
        }
        self.times.shown = self.times.now;
        self.lay(None);
    }

    /// Lays the card of the page on screen over the visit, with this choice focused.
    fn lay(&mut self, focus: Option<u16>) {
        self.turn_sheet();
        if self.is_read_by_lines() {
            return self.tell_lines();
        }
        let card = self.card();
        self.session.lay(match focus {
            Some(choice) => card.map(|card: Card| card.focused(choice)),
            None => card,
        });
    }

    /// After each input: how long the page may stay, what is counted, what is said.
    fn follow(&mut self) {
        self.times.patience = self.patience();
        let times = &mut self.times;
        if self.lines.is_none() {
            let stay = self.session.timer(&mut self.stage);
            let visiting = matches!(self.pages.last(), Some(Page::Visit));
            times.plays = stay.filter(|_| visiting).map(|stay| times.now + stay);
        }
        if let (Some(observer), Some(Page::Visit)) = (&mut self.observer, self.pages.last()) {
            let player = self
                .lines
                .as_ref()
                .map_or(self.session.player(), Lines::player);
            let counts = observer.observe(player, self.times.now);
            if !counts.is_empty() {
                self.acts.push(Act::Count(counts));
            }
        }
        self.speak();
    }
}

#[cfg(test)]
mod tests;
