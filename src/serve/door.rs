//! What a client says before its visit begins: its terminal, its size and its language.

use ratatui::layout::Size;

use crate::glyphs::Profile;
use crate::group::GuideId;
use crate::serve::login::Wish;

/// The smallest and the largest screen that is drawn for a client, in cells: it may claim any.
const SMALLEST: Size = Size::new(20, 6);
const LARGEST: Size = Size::new(300, 100);
/// What a client without a size gets.
const USUAL: Size = Size::new(80, 24);

/// Bytes of a value that are looked at; no terminal's name and no locale is longer.
const LONGEST: usize = 64;

/// The variables that say something about a terminal or its user. None of them goes into the process.
const TOLD: [&str; 9] = [
    "LANG",
    "LANGUAGE",
    "LC_ALL",
    "LC_CTYPE",
    "LC_MESSAGES",
    "COLORTERM",
    "NO_COLOR",
    "TERM_PROGRAM",
    "VTE_VERSION",
];

/// What a client has said so far.
#[derive(Debug, Default)]
pub(super) struct Door {
    /// What the user name says.
    pub(super) wish: Wish,
    /// A guide's key was shown.
    pub(super) guide: Option<GuideId>,
    /// The terminal's name and size; `None` for one who reads lines.
    terminal: Option<(String, Size)>,
    told: Vec<(&'static str, String)>,
}

impl Door {
    /// The client has a terminal.
    pub(super) fn terminal(&mut self, name: &str, columns: u32, rows: u32) {
        self.terminal = Some((short(name), size(columns, rows)));
    }

    /// The client's terminal has another size now.
    pub(super) fn resize(&mut self, columns: u32, rows: u32) {
        if let Some((_, known)) = &mut self.terminal {
            *known = size(columns, rows);
        }
    }

    /// The client's environment; true where the variable is one that is looked at.
    pub(super) fn tell(&mut self, name: &str, value: &str) -> bool {
        let Some(known) = TOLD.iter().find(|known| **known == name) else {
            return false;
        };
        self.told.retain(|(told, _)| told != known);
        self.told.push((known, short(value)));
        true
    }

    /// The size of the screen; `None` for one who reads lines.
    pub(super) fn size(&self) -> Option<Size> {
        let (name, size) = self.terminal.as_ref()?;
        (name != "dumb").then_some(*size)
    }

    /// The name of the terminal; empty without one.
    pub(super) fn name(&self) -> &str {
        self.terminal.as_ref().map_or("", |(name, _)| name)
    }

    /// There is a terminal, be it one that only appends.
    pub(super) fn has_terminal(&self) -> bool {
        self.terminal.is_some()
    }

    /// What the terminal can draw, and whether it is known to read UTF-8.
    pub(super) fn profile(&self) -> (Profile, bool) {
        let look = |name: &str| self.look(name);
        if Profile::is_encoding_said(look) {
            (Profile::from_environment(look), true)
        } else {
            (Profile::of_terminal(look), false)
        }
    }

    /// The language of the client's locale, as `ru_RU.UTF-8`; none for the locale of programs.
    pub(super) fn language(&self) -> Option<String> {
        let order = ["LC_ALL", "LC_MESSAGES", "LANG"];
        let set = order.iter().find_map(|name| self.look(name))?;
        let none = set == "POSIX" || set == "C" || set.starts_with("C.");
        (!none).then_some(set)
    }

    fn look(&self, name: &str) -> Option<String> {
        if name == "TERM" {
            return self.terminal.as_ref().map(|(name, _)| name.clone());
        }
        let (_, value) = self.told.iter().find(|(told, _)| *told == name)?;
        Some(value.clone()).filter(|value| !value.is_empty())
    }
}

fn short(text: &str) -> String {
    text.chars()
        .filter(char::is_ascii_graphic)
        .take(LONGEST)
        .collect()
}

/// The size that a client is drawn for.
pub(super) fn size(columns: u32, rows: u32) -> Size {
    if columns == 0 || rows == 0 {
        return USUAL;
    }
    Size::new(
        columns.clamp(SMALLEST.width.into(), LARGEST.width.into()) as u16,
        rows.clamp(SMALLEST.height.into(), LARGEST.height.into()) as u16,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glyphs::Glyphs;

    #[test]
    fn any_claimed_size_becomes_one_that_is_drawn() {
        for (claimed, drawn) in [
            ((0, 0), (80, 24)),
            ((0, 50), (80, 24)),
            ((1, 1), (20, 6)),
            ((100, 30), (100, 30)),
            ((3000, 3000), (300, 100)),
            ((u32::MAX, u32::MAX), (300, 100)),
        ] {
            assert_eq!(size(claimed.0, claimed.1), Size::new(drawn.0, drawn.1));
        }
    }

    #[test]
    fn the_locale_is_the_language_and_the_encoding() {
        let mut door = Door::default();
        door.terminal("xterm", 80, 24);
        assert!(!door.profile().1);
        assert!(door.tell("LANG", "ru_RU.KOI8-R"));
        assert!(!door.tell("LD_PRELOAD", "x"));
        assert_eq!(door.language().as_deref(), Some("ru_RU.KOI8-R"));
        let (profile, said) = door.profile();
        assert!(said && profile.glyphs == Glyphs::Ascii);
        door.tell("LC_ALL", "C.UTF-8");
        assert_eq!(door.language(), None);
        assert_eq!(door.profile().0.glyphs, Glyphs::Unicode);
    }

    #[test]
    fn what_is_told_is_short_and_printable() {
        let mut door = Door::default();
        door.terminal(&"\x1b]0;x\x07é".repeat(1000), 80, 24);
        let (name, _) = door.terminal.expect("a terminal");
        assert!(name.len() <= LONGEST && name.chars().all(|char| char.is_ascii_graphic()));
    }

    #[test]
    fn a_dumb_terminal_and_none_read_lines() {
        let mut door = Door::default();
        assert_eq!(door.size(), None);
        door.terminal("dumb", 80, 24);
        assert_eq!(door.size(), None);
    }
}
