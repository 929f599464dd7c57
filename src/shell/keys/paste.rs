//! A pasted text between brackets: it is no key, and is swallowed.

use crate::shell::keys::{ESCAPE, State, Step};

const END: &[u8] = b"\x1b[201~";
/// Control-C: whoever is in a text without end can still leave.
const INTERRUPT: u8 = 0x03;
/// A longer text is given up.
const LONGEST: u32 = 1 << 20;

/// A text so far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paste {
    left: u32,
    /// How much of the end has come.
    matched: u8,
}

impl Default for Paste {
    fn default() -> Self {
        Self {
            left: LONGEST,
            matched: 0,
        }
    }
}

impl Paste {
    /// Terminals paste no Escape: a lone one is the key.
    pub(super) fn is_waiting(self) -> bool {
        self.matched == 1
    }

    pub(super) fn step(mut self, byte: u8) -> Option<Step> {
        if byte == INTERRUPT {
            return None;
        }
        self.matched = match END.get(usize::from(self.matched)) {
            Some(expected) if *expected == byte => self.matched + 1,
            _ => u8::from(byte == ESCAPE),
        };
        self.left -= 1;
        let is_over = usize::from(self.matched) == END.len() || self.left == 0;
        let next = if is_over {
            State::Ground
        } else {
            State::Paste(self)
        };
        Some(Step::to(next))
    }
}
