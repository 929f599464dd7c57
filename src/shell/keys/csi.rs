//! Control sequences: `CSI`, numbers, and a last byte.

mod code;

use crate::player::key::Key;
use crate::shell::keys::csi::code::coded;
use crate::shell::keys::held::Held;
use crate::shell::keys::mouse::{self, Mouse};
use crate::shell::keys::numbers::Numbers;
use crate::shell::keys::paste::Paste;
use crate::shell::keys::{State, Step, Typed};

/// A key that was let go of, where a terminal says so.
const RELEASE: u32 = 3;
/// The number of a pasted text's beginning.
const PASTE: u32 = 200;
/// The number of any key, where xterm says which in the third field.
const OTHER_KEY: u32 = 27;

/// A sequence so far.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Csi {
    kind: Kind,
    numbers: Numbers,
}

/// Whose sequence it is, by the byte before or after its numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    /// A key's, a place's or an old mouse's.
    #[default]
    Plain,
    /// A mouse's, in SGR form.
    Mouse,
    /// An answer to what is never asked here.
    Foreign,
}

impl Csi {
    pub(super) fn step(mut self, byte: u8) -> Option<Step> {
        if self.numbers.take(byte) {
            return Some(Step::to(State::Csi(self)));
        }
        match byte {
            b'[' if self.is_bare() => Some(Step::to(State::Console)),
            b'M' if self.is_bare() => Some(Step::to(State::Mouse(Mouse::default()))),
            // rxvt says Shift so, against the standard.
            b'$' if self.kind == Kind::Plain && self.numbers.count() == 1 => {
                Some(Step::done(self.numbered().map(Typed::key)))
            }
            b'<' if self.is_bare() => Some(self.becomes(Kind::Mouse)),
            b' '..=b'?' => Some(self.becomes(Kind::Foreign)),
            b'~' if self.opens_paste() => Some(Step::to(State::Paste(Paste::default()))),
            b'@'..=b'~' => Some(Step::done(self.ended(byte))),
            _ => None,
        }
    }

    fn is_bare(&self) -> bool {
        self.kind == Kind::Plain && self.numbers.count() == 0
    }

    fn opens_paste(&self) -> bool {
        self.kind == Kind::Plain && self.numbers.first(0) == PASTE
    }

    fn becomes(mut self, kind: Kind) -> Step {
        self.kind = kind;
        Step::to(State::Csi(self))
    }

    fn ended(&self, last: u8) -> Option<Typed> {
        match self.kind {
            Kind::Plain => self.plain(last),
            Kind::Mouse if last == b'M' => self.pressed(self.numbers.first(0)),
            Kind::Mouse | Kind::Foreign => None,
        }
    }

    fn pressed(&self, button: u32) -> Option<Typed> {
        mouse::pressed(button, self.numbers.first(1), self.numbers.first(2))
    }

    fn plain(&self, last: u8) -> Option<Typed> {
        let numbers = &self.numbers;
        match last {
            // rxvt's own mouse.
            b'M' => self.pressed(numbers.first(0).checked_sub(mouse::OFFSET)?),
            b'R' if numbers.count() > 1 => self.place(),
            _ if numbers.second(1) == RELEASE => None,
            last => self.key(last).map(Typed::key),
        }
    }

    fn key(&self, last: u8) -> Option<Key> {
        let numbers = &self.numbers;
        match last {
            b'u' => coded(numbers.first(0), numbers.second(0), self.held(1)),
            b'~' if numbers.first(0) == OTHER_KEY => coded(numbers.first(2), 0, self.held(1)),
            b'~' => self.held(1).with(self.numbered()?),
            // Old xterms say what is held in the only field.
            last => self
                .held(usize::from(numbers.count() > 1))
                .with(lettered(last)?),
        }
    }

    fn place(&self) -> Option<Typed> {
        if self.numbers.count() > 2 {
            return None;
        }
        Some(Typed::Place {
            row: self.numbers.first(0).try_into().ok()?,
            column: self.numbers.first(1).try_into().ok()?,
        })
    }

    fn held(&self, field: usize) -> Held {
        Held::new(self.numbers.first(field))
    }

    fn numbered(&self) -> Option<Key> {
        let number = u8::try_from(self.numbers.first(0)).ok()?;
        Some(match number {
            1 | 7 => Key::Home,
            4 | 8 => Key::End,
            5 => Key::PageUp,
            6 => Key::PageDown,
            11..=15 => Key::Function(number - 10),
            17..=21 => Key::Function(number - 11),
            23..=26 => Key::Function(number - 12),
            28 | 29 => Key::Function(number - 13),
            31..=34 => Key::Function(number - 14),
            _ => return None,
        })
    }
}

/// Keys that have a letter.
pub(super) fn lettered(letter: u8) -> Option<Key> {
    Some(match letter {
        // rxvt writes small letters for Shift.
        b'A' | b'a' => Key::Up,
        b'B' | b'b' => Key::Down,
        b'C' | b'c' => Key::Right,
        b'D' | b'd' => Key::Left,
        b'F' => Key::End,
        b'H' => Key::Home,
        b'P'..=b'S' => Key::Function(letter - b'P' + 1),
        b'Z' => Key::BackTab,
        _ => return None,
    })
}
