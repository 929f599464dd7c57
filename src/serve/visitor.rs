//! One visitor of a server: what they type and the time go in, what their terminal is to get comes out.
//!
//! There is no socket, no clock and no task here. [`Visitor::out`] is asked for bytes only when the
//! visitor's line can take them: a slow one gets the newest page, and the pages between are never made.

mod goodbye;
mod reader;
mod screen;

use std::time::Duration;

use bytes::Bytes;

use crate::player::Player;
use crate::serve::door::Door;
use crate::serve::house::House;
use crate::serve::login::Wish;
use crate::serve::metrics::End;
use crate::serve::visitor::reader::{Form, Reader};
use crate::serve::visitor::screen::Screen;
use crate::visits::{self, Count, Mode, Observer};

/// One visitor, from the login on.
#[derive(Debug)]
pub(super) struct Visitor {
    wish: Wish,
    stay: Stay,
    /// When the login was.
    since: Duration,
    /// When the last key was pressed.
    touched: Duration,
    observer: Option<Box<Observer>>,
    counted: Vec<Count>,
    /// How the visit ended, if it has.
    ended: Option<End>,
}

/// How far a visitor has come, and how they read.
#[derive(Debug)]
enum Stay {
    /// The client still says what it is.
    Door(Box<Door>),
    Screen(Box<Screen>),
    Lines(Box<Reader>),
}

impl Visitor {
    /// Somebody at the door.
    pub(super) fn new(now: Duration) -> Self {
        Self {
            wish: Wish::visit("", "", ""),
            stay: Stay::Door(Box::default()),
            since: now,
            touched: now,
            observer: None,
            counted: Vec::new(),
            ended: None,
        }
    }

    /// They have logged in with this wish.
    pub(super) fn wish(&mut self, wish: Wish) {
        self.wish = wish;
    }

    /// What the client says before the visit begins; nothing once it has.
    pub(super) fn door(&mut self) -> Option<&mut Door> {
        match &mut self.stay {
            Stay::Door(door) => Some(door),
            _ => None,
        }
    }

    /// Begins the visit.
    pub(super) fn start(&mut self, house: &House, now: Duration) {
        let Stay::Door(door) = &self.stay else { return };
        let player = self.player(door, house);
        let (observer, counts) = Observer::begin(&player, now);
        self.observer = Some(Box::new(observer));
        self.counted.extend(counts);
        self.touched = now;
        self.stay = if let Some(size) = door.size() {
            let (profile, is_said) = door.profile();
            let screen = Screen::new(player, size, profile, house.config().mouse);
            Stay::Screen(Box::new(screen.asking(!is_said, now)))
        } else {
            let form = if door.has_terminal() {
                Form::Terminal
            } else {
                Form::Pipe
            };
            Stay::Lines(Box::new(Reader::new(player, form, now)))
        };
    }

    /// The visit that was wished for.
    fn player(&self, door: &Door, house: &House) -> Player {
        let (tour, station, language) = match &self.wish {
            Wish::Visit {
                tour,
                station,
                language,
            } => (tour.as_deref(), station.as_deref(), language.clone()),
            Wish::Group(code) => (Some(code.as_str()), None, None),
            Wish::Guide => (None, None, None),
        };
        let language = language.or_else(|| door.language());
        let first = house.config().language.clone();
        let player = Player::new(house.tours()).in_language(&language.unwrap_or(first));
        let player = match tour {
            Some(tour) => player.visiting(tour),
            None => player,
        };
        match station {
            Some(station) if player.is_in_tour() => player.at_station(station),
            _ => player,
        }
    }

    /// The client's terminal has another size.
    pub(super) fn resize(&mut self, columns: u32, rows: u32) {
        match &mut self.stay {
            Stay::Door(door) => door.resize(columns, rows),
            Stay::Screen(screen) => screen.resize(columns, rows),
            Stay::Lines(_) => {}
        }
    }

    /// Takes what was typed; gives how many keys or lines it was.
    pub(super) fn read(&mut self, bytes: &[u8], house: &House, now: Duration) -> u64 {
        if self.ended.is_some() {
            return 0;
        }
        self.touched = now;
        let (keys, left) = match &mut self.stay {
            Stay::Door(_) => return 0,
            Stay::Screen(screen) => screen.read(bytes, house, now),
            Stay::Lines(lines) => lines.read(bytes),
        };
        self.follow(left.then_some(End::Left), now);
        keys
    }

    /// Nothing more will be typed.
    pub(super) fn end_of_input(&mut self, now: Duration) {
        if let Stay::Lines(lines) = &mut self.stay {
            lines.end_of_input();
        }
        self.follow(Some(End::Left), now);
    }

    /// What comes with the time: a key that waited for more, auto-play, a warning, the end.
    pub(super) fn wake_up(&mut self, house: &House, now: Duration) {
        if self.ended.is_some() {
            return;
        }
        let limits = &house.config().limits;
        let end = if now >= self.touched + limits.idle {
            Some(End::Idle)
        } else if now >= self.since + limits.longest {
            Some(End::Longest)
        } else {
            None
        };
        if end.is_some() {
            return self.follow(end, now);
        }
        let warns = now >= self.touched + limits.idle.saturating_sub(limits.warning);
        let left = match &mut self.stay {
            Stay::Door(_) => false,
            Stay::Screen(screen) => {
                if warns {
                    screen.warn(limits.warning);
                }
                screen.wake_up(house, now)
            }
            Stay::Lines(lines) => {
                if warns {
                    lines.warn(limits.warning);
                }
                lines.wake_up(now);
                false
            }
        };
        self.follow(left.then_some(End::Left), now);
    }

    /// When [`Self::wake_up`] has to be called, if nothing comes before.
    pub(super) fn due(&self, house: &House) -> Duration {
        let limits = &house.config().limits;
        let warning = self.touched + limits.idle.saturating_sub(limits.warning);
        let (own, warned) = match &self.stay {
            Stay::Door(_) => (None, true),
            Stay::Screen(screen) => (screen.due(), screen.is_warned()),
            Stay::Lines(lines) => (lines.due(), lines.is_warned()),
        };
        let idle = if warned {
            self.touched + limits.idle
        } else {
            warning
        };
        let ends = idle.min(self.since + limits.longest);
        own.map_or(ends, |own| own.min(ends))
    }

    /// Says that the server ends so long from now.
    pub(super) fn tell_closing(&mut self, ends_in: Duration) {
        match &mut self.stay {
            Stay::Door(_) => {}
            Stay::Screen(screen) => screen.tell_closing(ends_in),
            Stay::Lines(lines) => lines.tell_closing(ends_in),
        }
    }

    /// The visit ends, for a reason that is not the visitor's.
    pub(super) fn end(&mut self, end: End, now: Duration) {
        self.follow(Some(end), now);
    }

    /// After each input: what is to be counted, and whether that was the end.
    fn follow(&mut self, end: Option<End>, now: Duration) {
        let player = match &self.stay {
            Stay::Door(_) => None,
            Stay::Screen(screen) => Some(screen.player()),
            Stay::Lines(lines) => Some(lines.player()),
        };
        if let (Some(observer), Some(player)) = (&mut self.observer, player) {
            self.counted.extend(observer.observe(player, now));
        }
        if self.ended.is_none() && end.is_some() {
            self.ended = end;
        }
        if let Some(ended) = self.ended
            && let Some(observer) = self.observer.take()
        {
            let counts = observer.end(visits_end(ended), self.mode(), now);
            self.counted.extend(counts);
        }
    }

    fn mode(&self) -> Mode {
        match &self.stay {
            Stay::Lines(_) => Mode::SshPlain,
            _ => Mode::Ssh,
        }
    }

    /// They have no screen.
    pub(super) fn reads_lines(&self) -> bool {
        matches!(self.stay, Stay::Lines(_))
    }

    /// What is to be counted since the last time.
    pub(super) fn counted(&mut self) -> Vec<Count> {
        std::mem::take(&mut self.counted)
    }

    /// How the visit ended, if it has.
    pub(super) fn ended(&self) -> Option<End> {
        self.ended
    }

    /// The next bytes for the visitor; none when they have everything. To be asked for until then, as
    /// far as their line takes bytes.
    pub(super) fn out(&mut self, house: &House) -> Bytes {
        if self.ended.is_some() && !self.is_speaking() {
            return Bytes::new();
        }
        match &mut self.stay {
            Stay::Door(_) => Bytes::new(),
            Stay::Screen(screen) => screen.out(house),
            Stay::Lines(lines) => lines.out(),
        }
    }

    /// Lines are still to be said, which a visitor who has left wants to the last.
    fn is_speaking(&self) -> bool {
        matches!(&self.stay, Stay::Lines(lines) if lines.is_speaking())
    }

    /// The last bytes, once the visit has ended and everything was said.
    pub(super) fn goodbye(&self) -> Option<Vec<u8>> {
        let end = self.ended.filter(|_| !self.is_speaking())?;
        Some(match &self.stay {
            Stay::Door(_) => Vec::new(),
            Stay::Screen(screen) => goodbye::to_screen(end, screen.player(), screen.look().profile),
            Stay::Lines(lines) => goodbye::to_lines(end, lines),
        })
    }
}

fn visits_end(end: End) -> visits::End {
    match end {
        End::Idle | End::Longest => visits::End::Idle,
        _ => visits::End::Left,
    }
}
