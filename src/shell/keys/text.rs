//! Strings that are meant for programs: DCS, SOS, OSC, PM and APC. They are swallowed.

use crate::shell::keys::{ESCAPE, State, Step};

/// No terminal answers so many bytes; what is longer is given up.
const LONGEST: u16 = 4096;
const BELL: u8 = 0x07;
/// `ST` in one byte.
const END: u8 = 0x9c;
/// The byte before `END` where controls of eight bits are written in UTF-8.
const BEFORE_END: u8 = 0xc2;

/// A string so far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text {
    left: u16,
    /// Bytes of a letter that are to come: one of them may look like the end.
    letter: u8,
}

impl Default for Text {
    fn default() -> Self {
        Self {
            left: LONGEST,
            letter: 0,
        }
    }
}

impl Text {
    /// A key that is no letter ends it: whoever opened one by accident is not left without keys.
    pub(super) fn step(mut self, byte: u8) -> Option<Step> {
        match byte {
            ESCAPE => return Some(Step::to(State::Escape)),
            BELL => return Some(Step::done(None)),
            END if self.letter == 0 => return Some(Step::done(None)),
            ..0x20 | 0x7f => return None,
            _ => {}
        }
        self.letter = match byte {
            0x80..=0xbf => self.letter.saturating_sub(1),
            BEFORE_END => 0,
            0xc0..=0xf7 => byte.leading_ones() as u8 - 1,
            _ => 0,
        };
        self.left -= 1;
        let next = if self.left > 0 {
            State::Text(self)
        } else {
            State::Ground
        };
        Some(Step::to(next))
    }
}
