//! A letter of several bytes in UTF-8.

use crate::shell::keys::{State, Step, Typed, control_of_eight_bits};

/// A letter that is not whole yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    code: u32,
    /// Smaller codes are written in fewer bytes.
    least: u32,
    /// How many bytes are still to come.
    left: u32,
}

impl Letter {
    /// By its first byte; `None` if no letter begins so.
    pub(super) fn begin(byte: u8) -> Option<Self> {
        let length = byte.leading_ones();
        let least = match length {
            2 => 0x80,
            3 => 0x800,
            4 => 0x1_0000,
            // What was once thought of as UTF-8: its bytes belong together, and mean nothing.
            5 | 6 => u32::MAX,
            _ => return None,
        };
        Some(Self {
            code: u32::from(byte) & (0x7f >> length),
            least,
            left: length - 1,
        })
    }

    pub(super) fn step(mut self, byte: u8) -> Option<Step> {
        if !matches!(byte, 0x80..=0xbf) {
            return None;
        }
        self.code = self.code << 6 | u32::from(byte & 0x3f);
        self.left -= 1;
        Some(if self.left > 0 {
            Step::to(State::Letter(self))
        } else {
            self.whole()
        })
    }

    fn whole(self) -> Step {
        match char::from_u32(self.code).filter(|_| self.code >= self.least) {
            Some(char @ '\u{80}'..='\u{9f}') => control_of_eight_bits(char as u8),
            char => Step::done(char.map(Typed::char)),
        }
    }
}
