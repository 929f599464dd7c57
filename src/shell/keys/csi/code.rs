//! Keys by the code of their letter, as in kitty's `CSI u` and xterm's `CSI 27`.

use crate::player::key::Key;
use crate::shell::keys::held::Held;

/// The key with this code; `shifted` is the code that Shift makes of it, or 0 where that is not said.
pub(super) fn coded(code: u32, shifted: u32, held: Held) -> Option<Key> {
    let key = named(code).or_else(|| keypad(code)).or_else(|| {
        let code = if held.is_shift() && shifted > 0 {
            shifted
        } else {
            code
        };
        char::from_u32(code).and_then(letter)
    });
    match held.with(key?)? {
        Key::Char(char) if held.is_shift() && shifted == 0 => Some(Key::Char(upper(char))),
        key => Some(key),
    }
}

fn named(code: u32) -> Option<Key> {
    match code {
        8 | 127 => Some(Key::Backspace),
        9 => Some(Key::Tab),
        13 => Some(Key::Enter),
        27 => Some(Key::Escape),
        _ => None,
    }
}

/// kitty's codes for keys that have no letter.
fn keypad(code: u32) -> Option<Key> {
    const PUNCTUATION: [char; 5] = ['.', '/', '*', '-', '+'];
    Some(match code {
        57376..=57398 => Key::Function((code - 57376) as u8 + 13),
        57399..=57408 => Key::Char(char::from_digit(code - 57399, 10)?),
        57409..=57413 => Key::Char(*PUNCTUATION.get((code - 57409) as usize)?),
        57414 => Key::Enter,
        57415 => Key::Char('='),
        57416 => Key::Char(','),
        57417 => Key::Left,
        57418 => Key::Right,
        57419 => Key::Up,
        57420 => Key::Down,
        57421 => Key::PageUp,
        57422 => Key::PageDown,
        57423 => Key::Home,
        57424 => Key::End,
        _ => return None,
    })
}

/// Nothing for a control, and for a code that kitty gave to a key without a letter.
fn letter(char: char) -> Option<Key> {
    let is_none = char.is_control() || matches!(char, '\u{e000}'..='\u{f8ff}');
    (!is_none).then_some(Key::Char(char))
}

/// What Shift makes of a letter; of the few that would become two, nothing.
fn upper(char: char) -> char {
    let mut letters = char.to_uppercase();
    match (letters.next(), letters.next()) {
        (Some(upper), None) => upper,
        _ => char,
    }
}
