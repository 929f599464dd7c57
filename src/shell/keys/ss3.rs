//! `SS3` and a letter: function keys, and arrows and the keypad of a terminal in application mode.

use crate::player::key::Key;
use crate::shell::keys::csi::lettered;
use crate::shell::keys::held::Held;
use crate::shell::keys::numbers::Numbers;
use crate::shell::keys::{State, Step, Typed};

/// The keypad's characters stand so far above those they mean.
const KEYPAD: u8 = 0x40;

/// A sequence so far: some terminals say what is held in its last number.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ss3(Numbers);

impl Ss3 {
    pub(super) fn step(mut self, byte: u8) -> Option<Step> {
        if self.0.take(byte) {
            return Some(Step::to(State::Ss3(self)));
        }
        if !matches!(byte, b' '..=b'~') {
            return None;
        }
        let field = usize::from(self.0.count() > 1);
        let held = Held::new(self.0.first(field));
        let key = key(byte).and_then(|key| held.with(key));
        Some(Step::done(key.map(Typed::key)))
    }
}

fn key(letter: u8) -> Option<Key> {
    Some(match letter {
        b' ' => Key::Char(' '),
        b'I' => Key::Tab,
        b'M' => Key::Enter,
        // A VT100 has four of them; PuTTY goes on as far as F12.
        b'P'..=b'[' => Key::Function(letter - b'P' + 1),
        b'j'..=b'y' => Key::Char((letter - KEYPAD).into()),
        // With Control, in rxvt.
        b'a'..=b'd' => return None,
        letter => return lettered(letter),
    })
}
