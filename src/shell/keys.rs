//! What a terminal sends, as keys: bytes in pieces of any length in, [`Typed`] out.
//!
//! [`Keys`] is a few words of memory a session and stores nothing whose length a client chooses. It knows
//! no time: somebody with a clock calls [`Keys::rest`] when nothing came for a while.

mod csi;
mod held;
mod letter;
mod mouse;
mod numbers;
mod paste;
mod ss3;
mod text;

use crate::player::key::Key;
use crate::session::Input;
use crate::shell::keys::csi::Csi;
use crate::shell::keys::letter::Letter;
use crate::shell::keys::mouse::Mouse;
use crate::shell::keys::paste::Paste;
use crate::shell::keys::ss3::Ss3;
use crate::shell::keys::text::Text;

const ESCAPE: u8 = 0x1b;

/// What somebody typed, or their terminal answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// A key, a click or the wheel; never another input.
    Input(Input),
    /// Where the cursor stands, the answer to `CSI 6n`; both count from 1 if the terminal knows them.
    ///
    /// xterm says F3 with a modifier in the same way, at row 1. Who asked takes it for an answer, and who
    /// did not can leave it: no key of a visitor needs it.
    Place { row: u16, column: u16 },
}

impl Typed {
    fn key(key: Key) -> Self {
        Self::Input(Input::Key(key))
    }

    fn char(char: char) -> Self {
        Self::key(Key::Char(char))
    }
}

/// Reads what one terminal sends. What has begun is kept from call to call, so it is the same however
/// the bytes are cut.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    state: State,
}

impl Keys {
    /// Gives what these bytes complete to `each`, in order; never more than there are bytes.
    pub fn read(&mut self, bytes: &[u8], mut each: impl FnMut(Typed)) {
        for byte in bytes {
            let step = self.state.step(*byte).unwrap_or_else(|| fresh(*byte));
            self.state = step.next;
            if let Some(typed) = step.typed {
                each(typed);
            }
        }
    }

    /// Something has begun that a pause ends: Escape is also the first byte of most sequences.
    pub fn is_waiting(&self) -> bool {
        match self.state {
            State::Ground | State::Return | State::Letter(_) => false,
            State::Paste(paste) => paste.is_waiting(),
            _ => true,
        }
    }

    /// Ends what has begun, when nothing came for a while (100 to 200 ms): a lone Escape is the key, and
    /// Escape with a letter that opens sequences is that letter with Alt. Terminals send sequences in one
    /// piece, so the rest of any other is not waited for. Without something begun it does nothing.
    pub fn rest(&mut self) -> Option<Typed> {
        if !self.is_waiting() {
            return None;
        }
        match std::mem::take(&mut self.state) {
            State::Escape | State::Paste(_) => Some(Typed::key(Key::Escape)),
            State::Opened(opener) => Some(Typed::char(opener.into())),
            _ => None,
        }
    }
}

/// What has begun.
#[derive(Debug, Clone, Copy, Default)]
enum State {
    #[default]
    Ground,
    /// Enter, as CR; an LF after it is the same Enter.
    Return,
    /// A letter of several bytes.
    Letter(Letter),
    Escape,
    /// Escape and a letter that opens a sequence; it may be that letter with Alt.
    Opened(u8),
    Csi(Csi),
    /// `CSI [`: the Linux console's F1 to F5.
    Console,
    Ss3(Ss3),
    /// `CSI M`: a mouse of old.
    Mouse(Mouse),
    /// A string for programs. An Escape ends it, and `\` after that means nothing.
    Text(Text),
    Paste(Paste),
}

/// What one byte does.
#[derive(Debug)]
struct Step {
    typed: Option<Typed>,
    next: State,
}

impl Step {
    fn to(next: State) -> Self {
        Self { typed: None, next }
    }

    fn done(typed: Option<Typed>) -> Self {
        let next = State::Ground;
        Self { typed, next }
    }
}

impl State {
    /// `None` if this byte does not go on with what has begun; that is dropped, and the byte read afresh.
    fn step(self, byte: u8) -> Option<Step> {
        match self {
            Self::Ground => None,
            Self::Return => (byte == b'\n').then(|| Step::done(None)),
            Self::Letter(letter) => letter.step(byte),
            Self::Escape => escaped(byte),
            Self::Opened(opener) => Self::opened_by(opener)?.step(byte),
            Self::Csi(csi) => csi.step(byte),
            Self::Console => console(byte),
            Self::Ss3(ss3) => ss3.step(byte),
            Self::Mouse(mouse) => mouse.step(byte),
            Self::Text(text) => text.step(byte),
            Self::Paste(paste) => paste.step(byte),
        }
    }

    /// What Escape and this byte open.
    fn opened_by(opener: u8) -> Option<Self> {
        match opener {
            b'[' => Some(Self::Csi(Csi::default())),
            b'O' => Some(Self::Ss3(Ss3::default())),
            // DCS, SOS, OSC, PM and APC.
            b'P' | b'X' | b']' | b'^' | b'_' => Some(Self::Text(Text::default())),
            _ => None,
        }
    }
}

/// A byte with nothing before it.
fn fresh(byte: u8) -> Step {
    match byte {
        ESCAPE => Step::to(State::Escape),
        b'\r' => Step {
            typed: Some(Typed::key(Key::Enter)),
            next: State::Return,
        },
        0x80..=0x9f => control_of_eight_bits(byte),
        0xa0.. => {
            Letter::begin(byte).map_or(Step::done(None), |letter| Step::to(State::Letter(letter)))
        }
        _ => Step::done(ascii(byte).map(Typed::key)),
    }
}

/// A control of 0x80 to 0x9f: Escape and a letter in one.
fn control_of_eight_bits(byte: u8) -> Step {
    State::opened_by(byte - 0x40).map_or(Step::done(None), Step::to)
}

fn ascii(byte: u8) -> Option<Key> {
    match byte {
        // Control-C and Control-D.
        0x03 | 0x04 => Some(Key::Interrupt),
        0x08 | 0x7f => Some(Key::Backspace),
        b'\t' => Some(Key::Tab),
        b'\n' => Some(Key::Enter),
        // Control-5 and Control-].
        0x1d => Some(Key::Knock),
        b' '..=b'~' => Some(Key::Char(byte.into())),
        _ => None,
    }
}

/// What follows Escape. Any key may: then it was typed with Alt, which changes nothing.
fn escaped(byte: u8) -> Option<Step> {
    match byte {
        // Keys that were typed fast come together, and Escape is one of them.
        ESCAPE => Some(Step {
            typed: Some(Typed::key(Key::Escape)),
            next: State::Escape,
        }),
        // The end of a string.
        b'\\' => Some(Step::done(None)),
        _ => State::opened_by(byte).map(|_| Step::to(State::Opened(byte))),
    }
}

fn console(byte: u8) -> Option<Step> {
    match byte {
        b'A'..=b'E' => Some(Step::done(Some(Typed::key(Key::Function(byte - b'A' + 1))))),
        b' '..=b'~' => Some(Step::done(None)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
