//! The one table of keys: what they do, what help says of them, what the hint line calls them.

use crate::player::key::Key;
use crate::words::{Commands, Phrase, Words};

/// What a visitor can ask for with a key or a click on a hint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    Next,
    Previous,
    Up,
    Down,
    First,
    Last,
    NextLink,
    PreviousLink,
    Open,
    Back,
    Stations,
    Notes,
    Bibliography,
    Map,
    Timeline,
    Glossary,
    Figures,
    Search,
    AutoPlay,
    Faster,
    Slower,
    Language,
    Help,
    Quit,
    /// What is wrong with the tour's files; for an educator who previews them.
    Faults,
    /// Everything that has a key of its own, as a list; for a keypad.
    Menu,
    /// Large letters, contrast, speech and plain lines; at a kiosk.
    Aids,
    /// Say again what was said last.
    Repeat,
    /// Stop speaking, or go on.
    Pause,
    /// To where the guide of the group is.
    Rejoin,
    /// Offer the lead of the group to another guide, or take it where it is offered.
    HandOver,
    /// Come to a group by its code; over SSH.
    Join,
    /// A screenful up the page. It has no key: a finger asks for it.
    Above,
}

/// A row of the table.
#[derive(Debug)]
pub struct Binding {
    /// The first is the one that hints name.
    pub keys: &'static [(Key, Command)],
    /// Picks its sentence or word from [`Words::commands`] or [`Words::hints`].
    pub phrase: fn(&Commands) -> &Phrase,
}

use Command as C;
use Key as K;

/// A visitor's keys, in the order of the help page.
pub static KEYMAP: &[Binding] = &[
    Binding {
        keys: &[
            (K::Char(' '), C::Next),
            (K::Right, C::Next),
            (K::PageDown, C::Next),
        ],
        phrase: |words| &words.next,
    },
    Binding {
        keys: &[(K::Left, C::Previous), (K::PageUp, C::Previous)],
        phrase: |words| &words.previous,
    },
    Binding {
        keys: &[(K::Up, C::Up), (K::Down, C::Down)],
        phrase: |words| &words.move_or_scroll,
    },
    Binding {
        keys: &[(K::Home, C::First), (K::End, C::Last)],
        phrase: |words| &words.ends,
    },
    Binding {
        keys: &[(K::Tab, C::NextLink), (K::BackTab, C::PreviousLink)],
        phrase: |words| &words.next_link,
    },
    Binding {
        keys: &[(K::Enter, C::Open)],
        phrase: |words| &words.open,
    },
    Binding {
        keys: &[(K::Backspace, C::Back), (K::Escape, C::Back)],
        phrase: |words| &words.back,
    },
    Binding {
        keys: &[],
        phrase: |words| &words.station,
    },
    Binding {
        keys: &[(K::Char('s'), C::Stations)],
        phrase: |words| &words.stations,
    },
    Binding {
        keys: &[(K::Char('n'), C::Notes)],
        phrase: |words| &words.notes,
    },
    Binding {
        keys: &[(K::Char('b'), C::Bibliography)],
        phrase: |words| &words.bibliography,
    },
    Binding {
        keys: &[(K::Char('m'), C::Map)],
        phrase: |words| &words.map,
    },
    Binding {
        keys: &[(K::Char('t'), C::Timeline)],
        phrase: |words| &words.timeline,
    },
    Binding {
        keys: &[(K::Char('g'), C::Glossary)],
        phrase: |words| &words.glossary,
    },
    Binding {
        keys: &[(K::Char('f'), C::Figures)],
        phrase: |words| &words.figures,
    },
    Binding {
        keys: &[(K::Char('/'), C::Search)],
        phrase: |words| &words.search,
    },
    Binding {
        keys: &[(K::Char('p'), C::AutoPlay)],
        phrase: |words| &words.autoplay,
    },
    Binding {
        keys: &[(K::Char('+'), C::Faster), (K::Char('-'), C::Slower)],
        phrase: |words| &words.speed,
    },
    Binding {
        keys: &[(K::Char('l'), C::Language)],
        phrase: |words| &words.language,
    },
    Binding {
        keys: &[(K::Char('?'), C::Help), (K::Function(1), C::Help)],
        phrase: |words| &words.help,
    },
    Binding {
        keys: &[(K::Char('q'), C::Quit)],
        phrase: |words| &words.quit,
    },
];

/// The keys that come after them in a preview.
pub static PREVIEW: &[Binding] = &[Binding {
    keys: &[(K::Char('e'), C::Faults)],
    phrase: |words| &words.faults,
}];

/// The keys that come after the visitor's at a kiosk: two of a keypad, two of a keyboard.
pub static KIOSK: &[Binding] = &[
    Binding {
        keys: &[(K::Char('#'), C::Menu)],
        phrase: |words| &words.menu,
    },
    Binding {
        keys: &[(K::Char('*'), C::Aids)],
        phrase: |words| &words.aids,
    },
    Binding {
        keys: &[(K::Char('r'), C::Repeat), (K::Char('v'), C::Pause)],
        phrase: |words| &words.speech,
    },
];

/// The key that comes after the visitor's over SSH, where there are groups.
pub static REMOTE: &[Binding] = &[Binding {
    keys: &[(K::Char('j'), C::Join)],
    phrase: |words| &words.join,
}];

/// The key that comes after the visitor's in a group.
pub static GROUP: &[Binding] = &[Binding {
    keys: &[(K::Char('F'), C::Rejoin)],
    phrase: |words| &words.rejoin,
}];

/// The key that guides have besides.
pub static GUIDE: &[Binding] = &[Binding {
    keys: &[(K::Char('h'), C::HandOver)],
    phrase: |words| &words.hand_over,
}];

/// Who is at the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hands {
    Visitor,
    /// An educator, who previews a tour.
    Educator,
    /// A visitor at a kiosk, who may have a keypad and no letters.
    Kiosk,
    /// A visitor over SSH, who can join a group.
    Remote,
    /// A visitor who goes with a group.
    Follower,
    /// A guide of a group, who alone sees what a tour says to guides.
    Guide,
}

/// Every table there is.
static TABLES: [&[Binding]; 6] = [KEYMAP, PREVIEW, KIOSK, REMOTE, GROUP, GUIDE];

impl Hands {
    /// The keys there are for them.
    pub fn bindings(self) -> impl Iterator<Item = &'static Binding> {
        let (more, most): (&[Binding], &[Binding]) = match self {
            Self::Visitor => (&[], &[]),
            Self::Educator => (PREVIEW, &[]),
            Self::Kiosk => (KIOSK, &[]),
            Self::Remote => (REMOTE, &[]),
            Self::Follower => (GROUP, &[]),
            Self::Guide => (GROUP, GUIDE),
        };
        KEYMAP.iter().chain(more).chain(most)
    }

    /// The command of a key, if it has one: by its own sign, or by the one it has on a Latin keyboard.
    pub fn command(self, key: Key) -> Option<Command> {
        let on_latin = |key| match key {
            Key::Char(sign) => self.bound(Key::Char(latin(sign)?)),
            _ => None,
        };
        self.bound(key).or_else(|| on_latin(key))
    }

    /// The key of a command that hints name: at a kiosk one of a keypad, where it has one.
    pub fn key(self, command: Command) -> Option<Key> {
        let mut keys = binding(command)?.keys.iter().filter(|key| key.1 == command);
        let first = keys.clone().next();
        let chosen = match self {
            Self::Kiosk => keys.find(|key| is_on_keypad(key.0)).or(first),
            Self::Visitor | Self::Educator | Self::Remote | Self::Follower | Self::Guide => first,
        };
        chosen.map(|(key, _)| *key)
    }

    fn bound(self, key: Key) -> Option<Command> {
        self.bindings()
            .flat_map(|binding| binding.keys)
            .find(|(bound, _)| *bound == key)
            .map(|(_, command)| *command)
    }
}

/// The signs of the Russian and the Kazakh keyboard, row by row, with those that the same keys bear on
/// a Latin one. `.` is where Russian has the key of `/`, `№` where Kazakh has it.
const CYRILLIC: [(&str, &str); 4] = [
    ("йцукенгшщзхъ", "qwertyuiop[]"),
    ("фывапролджэ", "asdfghjkl;'"),
    ("ячсмитьбю.", "zxcvbnm,./"),
    ("өһ№", "-+/"),
];

/// What the key of a Cyrillic sign bears on a Latin keyboard.
pub(crate) fn latin(sign: char) -> Option<char> {
    let small = sign.to_lowercase().next()?;
    let mut keys = CYRILLIC
        .iter()
        .flat_map(|(cyrillic, latin)| cyrillic.chars().zip(latin.chars()));
    let (_, found) = keys.find(|(cyrillic, _)| *cyrillic == small)?;
    Some(if small == sign {
        found
    } else {
        found.to_ascii_uppercase()
    })
}

/// Arrows, Enter, Back, digits, star and hash.
pub(crate) fn is_on_keypad(key: Key) -> bool {
    match key {
        Key::Up | Key::Down | Key::Left | Key::Right | Key::Enter | Key::Backspace => true,
        Key::Char(sign) => sign.is_ascii_digit() || matches!(sign, '*' | '#'),
        _ => false,
    }
}

/// The row of a command.
pub fn binding(command: Command) -> Option<&'static Binding> {
    TABLES
        .into_iter()
        .flatten()
        .find(|binding| binding.keys.iter().any(|(_, bound)| *bound == command))
}

impl Binding {
    /// The names of its keys, such as `Space → PgDn`; the row without keys is the digits'.
    pub fn names(&self, words: &Words) -> String {
        if self.keys.is_empty() {
            return words.keys.digits.to_string();
        }
        self.keys
            .iter()
            .map(|(key, _)| name(*key, words))
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// A key's name as print has it.
pub fn name(key: Key, words: &Words) -> String {
    let keys = &words.keys;
    match key {
        Key::Char(' ') => (&keys.space).into(),
        Key::Char(char) => char.to_string(),
        Key::Enter => (&keys.enter).into(),
        Key::Escape => (&keys.escape).into(),
        Key::Backspace => (&keys.backspace).into(),
        Key::Tab => (&keys.tab).into(),
        Key::BackTab => (&keys.back_tab).into(),
        Key::Up => "↑".into(),
        Key::Down => "↓".into(),
        Key::Left => "←".into(),
        Key::Right => "→".into(),
        Key::PageUp => (&keys.page_up).into(),
        Key::PageDown => (&keys.page_down).into(),
        Key::Home => (&keys.home).into(),
        Key::End => (&keys.end).into(),
        Key::Knock => "Ctrl-]".into(),
        Key::Interrupt => "Ctrl-C".into(),
        Key::Function(number) => format!("F{number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_key_is_bound_twice() {
        let mut seen = HashSet::new();
        for (key, _) in TABLES
            .into_iter()
            .flatten()
            .flat_map(|binding| binding.keys)
        {
            assert!(seen.insert(*key), "{key:?} is bound twice");
        }
    }

    #[test]
    fn a_cyrillic_keyboard_has_the_commands_on_the_same_keys() {
        for (cyrillic, latin) in "йыитьепазд.өһ№".chars().zip("qsbnmtgfpl/-+/".chars())
        {
            assert_eq!(
                Hands::Visitor.command(Key::Char(cyrillic)),
                Hands::Visitor.command(Key::Char(latin)),
                "{cyrillic}"
            );
            assert!(
                Hands::Visitor.command(Key::Char(cyrillic)).is_some(),
                "{cyrillic}"
            );
        }
        for without in "цукнгшхъвролжэячсмбюіңғүұқЫ,".chars() {
            assert_eq!(
                Hands::Visitor.command(Key::Char(without)),
                None,
                "{without}"
            );
        }
    }

    #[test]
    fn no_sign_of_a_cyrillic_keyboard_hides_another() {
        let mut seen = HashSet::new();
        for (cyrillic, latin) in CYRILLIC {
            assert_eq!(cyrillic.chars().count(), latin.chars().count());
            for sign in cyrillic.chars() {
                assert!(
                    seen.insert(sign) && Hands::Visitor.bound(Key::Char(sign)).is_none(),
                    "{sign}"
                );
            }
        }
    }

    #[test]
    fn digits_are_left_to_station_numbers() {
        for digit in '0'..='9' {
            assert_eq!(Hands::Educator.command(Key::Char(digit)), None);
        }
    }

    #[test]
    fn a_group_has_its_keys_on_a_cyrillic_keyboard_too() {
        for hands in [Hands::Follower, Hands::Guide] {
            for key in ['F', 'А'] {
                assert_eq!(hands.command(Key::Char(key)), Some(Command::Rejoin));
            }
            assert_eq!(hands.command(Key::Char('f')), Some(Command::Figures));
        }
        for key in ['h', 'р'] {
            assert_eq!(Hands::Follower.command(Key::Char(key)), None);
            assert_eq!(
                Hands::Guide.command(Key::Char(key)),
                Some(Command::HandOver)
            );
        }
        for key in ['F', 'А', 'h', 'р'] {
            assert_eq!(Hands::Visitor.command(Key::Char(key)), None);
            assert_eq!(Hands::Kiosk.command(Key::Char(key)), None);
        }
    }

    #[test]
    fn visitors_have_no_key_to_the_faults() {
        assert_eq!(Hands::Visitor.command(Key::Char('e')), None);
        assert_eq!(
            Hands::Educator.command(Key::Char('e')),
            Some(Command::Faults)
        );
    }
}
