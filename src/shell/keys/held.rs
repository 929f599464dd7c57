//! Keys that are held down with another.

use crate::player::key::Key;

/// Shift, Alt, Control and others, as terminals say them: 1, and 1, 2, 4 … more for each.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held(u32);

impl Held {
    /// By its number; 0 where none is said.
    pub(super) fn new(number: u32) -> Self {
        Self(number.saturating_sub(1))
    }

    pub(super) fn is_shift(self) -> bool {
        self.0 & 1 != 0
    }

    fn is_control(self) -> bool {
        self.0 & 4 != 0
    }

    /// What `key` is with these: Control makes another of a few and none of all others.
    pub(super) fn with(self, key: Key) -> Option<Key> {
        if self.is_control() {
            return match key {
                Key::Char('c' | 'd') => Some(Key::Interrupt),
                Key::Char('5' | ']') => Some(Key::Knock),
                _ => None,
            };
        }
        match key {
            Key::Tab if self.is_shift() => Some(Key::BackTab),
            key => Some(key),
        }
    }
}
