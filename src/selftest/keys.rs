//! The test of keys: each that is pressed is named, with what it does.

use std::collections::HashSet;
use std::time::Duration;

use super::{Line, Section};
use crate::glyphs::Profile;
use crate::player::key::Key;
use crate::player::keymap::{Command, Hands, binding, name};
use crate::theme::Role;
use crate::words::ENGLISH;

/// The test ends when no key was pressed for so long.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// One key so many times in a row ends the test.
const ENOUGH: u8 = 3;

/// Cells of a key's name.
const NAME: usize = 10;

/// What a keypad has, in the order in which it is told.
const KEYPAD: [Key; 18] = [
    Key::Up,
    Key::Down,
    Key::Left,
    Key::Right,
    Key::Enter,
    Key::Backspace,
    Key::Char('0'),
    Key::Char('1'),
    Key::Char('2'),
    Key::Char('3'),
    Key::Char('4'),
    Key::Char('5'),
    Key::Char('6'),
    Key::Char('7'),
    Key::Char('8'),
    Key::Char('9'),
    Key::Char('*'),
    Key::Char('#'),
];

/// A key that was pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pressed {
    Known(Key),
    /// One that nothing in docent listens to, as the terminal calls it.
    Other(String),
}

/// Whether the test goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    Goes,
    Ends,
}

/// The test of keys on one terminal.
#[derive(Debug)]
pub struct KeyTest {
    profile: Profile,
    last: Option<Pressed>,
    /// How often the last one was pressed without another between.
    times: u8,
    seen: HashSet<Key>,
}

impl KeyTest {
    pub fn new(profile: Profile) -> Self {
        Self {
            profile,
            last: None,
            times: 0,
            seen: HashSet::new(),
        }
    }

    /// What the technician is asked to do.
    pub fn invitation(&self) -> Section {
        let words = format!(
            "Press every key of the keypad; each is named. The same key {ENOUGH} times in a row, \
             or {} seconds without a key, end the test.",
            PATIENCE.as_secs()
        );
        Section::new("Keys", vec![Line::new(Role::Text, &words, self.profile)])
    }

    /// Names a key, and says whether the test goes on.
    pub fn press(&mut self, pressed: Pressed) -> (Line, Flow) {
        let (name, what) = match &pressed {
            Pressed::Known(key) => (name(*key, &ENGLISH), what(*key)),
            Pressed::Other(name) => (name.clone(), "nothing".to_owned()),
        };
        if let Pressed::Known(key) = pressed {
            self.seen.insert(key);
        }
        let again = self.last.as_ref() == Some(&pressed);
        self.times = if again { self.times + 1 } else { 1 };
        self.last = Some(pressed);
        let flow = if self.times < ENOUGH {
            Flow::Goes
        } else {
            Flow::Ends
        };
        let name = Line::new(Role::Key, &name, self.profile).text;
        let line = Line::new(Role::Text, &format!("{name:NAME$} {what}"), self.profile);
        (line, flow)
    }

    /// Which keys of a keypad were not pressed.
    pub fn summary(&self) -> Line {
        let missing = KEYPAD.iter().filter(|key| !self.seen.contains(key));
        let missing: Vec<_> = missing.map(|key| name(*key, &ENGLISH)).collect();
        if missing.is_empty() {
            let words = "Every key of a keypad was pressed.";
            return Line::new(Role::Text, words, self.profile);
        }
        let words = format!(
            "Of a keypad's keys these were not pressed: {}",
            missing.join(" ")
        );
        Line::new(Role::Notice, &words, self.profile)
    }
}

/// What a key does at a kiosk, which has all keys of a visitor.
fn what(key: Key) -> String {
    let commands = &ENGLISH.commands;
    match (key, Hands::Kiosk.command(key)) {
        (Key::Char(digit), _) if digit.is_ascii_digit() => String::from(&commands.station),
        (Key::Interrupt, _) => "leave, but not at a kiosk".to_owned(),
        (_, None) => "nothing".to_owned(),
        (_, Some(command)) => sentence(command),
    }
}

/// The sentence that the help page has for a command.
fn sentence(command: Command) -> String {
    let binding = binding(command);
    binding.map_or_else(String::new, |binding| {
        String::from((binding.phrase)(&ENGLISH.commands))
    })
}
