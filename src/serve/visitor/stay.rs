//! How a visitor stays: at the door, on a screen or in lines. What is the same for each is asked here.

use std::time::Duration;

use bytes::Bytes;

use crate::player::Player;
use crate::player::state::Message;
use crate::serve::door::Door;
use crate::serve::groups::Told;
use crate::serve::house::House;
use crate::serve::metrics::End;
use crate::serve::visitor::arrival::enter;
use crate::serve::visitor::membership::{Entrance, Membership, tell};
use crate::serve::visitor::reader::Reader;
use crate::serve::visitor::screen::Screen;
use crate::serve::visitor::{Want, goodbye};
use crate::visits::Mode;

/// How far a visitor has come, and how they read.
#[derive(Debug)]
pub(super) enum Stay {
    /// The client still says what it is.
    Door(Box<Door>),
    Screen(Box<Screen>),
    Lines(Box<Reader>),
}

impl Stay {
    /// The visit; nothing before it begins.
    pub(super) fn player(&self) -> Option<&Player> {
        match self {
            Self::Door(_) => None,
            Self::Screen(screen) => Some(screen.player()),
            Self::Lines(lines) => Some(lines.player()),
        }
    }

    /// There is no screen.
    pub(super) fn reads_lines(&self) -> bool {
        matches!(self, Self::Lines(_))
    }

    /// As what the visit is counted.
    pub(super) fn mode(&self) -> Mode {
        if self.reads_lines() {
            Mode::SshPlain
        } else {
            Mode::Ssh
        }
    }

    /// The client's terminal has another size, in cells.
    pub(super) fn resize(&mut self, columns: u32, rows: u32) {
        match self {
            Self::Door(door) => door.resize(columns, rows),
            Self::Screen(screen) => screen.resize(columns, rows),
            Self::Lines(_) => {}
        }
    }

    /// Takes what was typed; gives how many keys or lines it was, and what the visitor wants besides.
    pub(super) fn read(&mut self, bytes: &[u8], house: &House, now: Duration) -> (u64, Vec<Want>) {
        match self {
            Self::Door(_) => (0, Vec::new()),
            Self::Screen(screen) => screen.read(bytes, house, now),
            Self::Lines(lines) => lines.read(bytes),
        }
    }

    /// Nothing more will be typed.
    pub(super) fn end_of_input(&mut self) {
        if let Self::Lines(lines) = self {
            lines.end_of_input();
        }
    }

    /// Does what is due; gives what the visitor wants.
    pub(super) fn wake_up(&mut self, house: &House, now: Duration) -> Vec<Want> {
        match self {
            Self::Door(_) => {}
            Self::Screen(screen) => return screen.wake_up(house, now),
            Self::Lines(lines) => lines.wake_up(now),
        }
        Vec::new()
    }

    /// When something is due.
    pub(super) fn due(&self) -> Option<Duration> {
        match self {
            Self::Door(_) => None,
            Self::Screen(screen) => screen.due(),
            Self::Lines(lines) => lines.due(),
        }
    }

    /// Says that the visit ends so long from now if no key comes.
    pub(super) fn warn(&mut self, ends_in: Duration) {
        match self {
            Self::Door(_) => {}
            Self::Screen(screen) => screen.warn(ends_in),
            Self::Lines(lines) => lines.warn(ends_in),
        }
    }

    /// Nothing is to be said before the visit ends: it has been, or there is nobody who would read it.
    pub(super) fn is_warned(&self) -> bool {
        match self {
            Self::Door(_) => true,
            Self::Screen(screen) => screen.is_warned(),
            Self::Lines(lines) => lines.is_warned(),
        }
    }

    /// Says that the server ends so long from now.
    pub(super) fn tell_closing(&mut self, ends_in: Duration) {
        match self {
            Self::Door(_) => {}
            Self::Screen(screen) => screen.tell_closing(ends_in),
            Self::Lines(lines) => lines.tell_closing(ends_in),
        }
    }

    /// Tells a word of the program.
    pub(super) fn tell(&mut self, message: Message) {
        match self {
            Self::Door(_) => {}
            Self::Screen(screen) => screen.player_mut().tell(message),
            Self::Lines(lines) => lines.tell(message),
        }
    }

    /// To a group, or not.
    pub(super) fn enter(&mut self, entrance: Entrance) -> Option<Membership> {
        match self {
            Self::Door(_) => None,
            Self::Screen(screen) => enter(screen.player_mut(), entrance),
            Self::Lines(lines) => lines.enter(entrance),
        }
    }

    /// Hears what is new in the group.
    pub(super) fn hear(&mut self, told: &Told) {
        match self {
            Self::Door(_) => {}
            Self::Screen(screen) => tell(screen.player_mut(), told),
            Self::Lines(lines) => lines.hear(told),
        }
    }

    /// The group is no more.
    pub(super) fn disband(&mut self) {
        match self {
            Self::Door(_) => {}
            Self::Screen(screen) => screen.player_mut().disband(),
            Self::Lines(lines) => lines.disband(),
        }
    }

    /// The next bytes; none when the visitor has everything.
    pub(super) fn out(&mut self, house: &House) -> Bytes {
        match self {
            Self::Door(_) => Bytes::new(),
            Self::Screen(screen) => screen.out(house),
            Self::Lines(lines) => lines.out(),
        }
    }

    /// Bytes did not go out: the terminal shows something else, and lines are said again.
    pub(super) fn lost(&mut self, bytes: &Bytes) {
        match self {
            Self::Door(_) => {}
            Self::Screen(screen) => screen.repaint(),
            Self::Lines(lines) => lines.take_back(bytes),
        }
    }

    /// Lines are still to be said, which a visitor who has left wants to the last.
    pub(super) fn is_speaking(&self) -> bool {
        matches!(self, Self::Lines(lines) if lines.is_speaking())
    }

    /// The last bytes, with the terminal given back.
    pub(super) fn goodbye(&self, end: End, membership: Option<Membership>) -> Vec<u8> {
        match self {
            Self::Door(_) => Vec::new(),
            Self::Screen(screen) => {
                let words = goodbye::words(end, screen.player(), membership);
                goodbye::to_screen(words, screen.look().profile)
            }
            // What a script keeps is the tour, and nothing else.
            Self::Lines(lines) if lines.is_script() => Vec::new(),
            Self::Lines(lines) => {
                let words = goodbye::words(end, lines.player(), membership);
                goodbye::to_lines(words, lines.form())
            }
        }
    }
}
