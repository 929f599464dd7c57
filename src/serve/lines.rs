//! Lines from a visitor who has no screen: typed at a terminal, piped by a script, or sent by a program.

use std::mem;

use crate::player::key::Key;
use crate::session::Input;
use crate::shell::keys::{Keys, Typed};

/// As many bytes of a line are kept.
const LONGEST: usize = 1000;

/// What somebody who types lines did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// A letter came into the line; a terminal in raw mode has to be shown it.
    Letter(char),
    /// The last letter of the line was taken back.
    Erased(char),
    /// The line is whole; without its end, and without what was too long for it.
    Line(String),
    /// Control-C or Control-D: whoever typed it wants to leave.
    End,
}

/// Makes lines of bytes. CR, LF and both together end a line; arrows, clicks and answers are left out, so
/// a line holds letters alone. Between lines it owns no memory.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    keys: Keys,
    line: String,
}

impl Lines {
    /// Gives what these bytes say to `each`, in order; never more than there are bytes.
    pub fn read(&mut self, bytes: &[u8], mut each: impl FnMut(Heard)) {
        let Self { keys, line } = self;
        keys.read(bytes, |typed| {
            if let Some(heard) = hear(line, typed) {
                each(heard);
            }
        });
    }

    /// What came after the last line, when nothing more will; `None` if nothing did.
    pub fn rest(&mut self) -> Option<String> {
        let line = mem::take(self).line;
        (!line.is_empty()).then_some(line)
    }
}

fn hear(line: &mut String, typed: Typed) -> Option<Heard> {
    let Typed::Input(Input::Key(key)) = typed else {
        return None;
    };
    match key {
        Key::Char(char) => add(line, char),
        Key::Tab => add(line, ' '),
        Key::Backspace => erase(line),
        Key::Enter => Some(Heard::Line(mem::take(line))),
        Key::Interrupt => {
            mem::take(line);
            Some(Heard::End)
        }
        _ => None,
    }
}

fn add(line: &mut String, char: char) -> Option<Heard> {
    if line.len() + char.len_utf8() > LONGEST {
        return None;
    }
    line.push(char);
    Some(Heard::Letter(char))
}

fn erase(line: &mut String) -> Option<Heard> {
    let char = line.pop()?;
    if line.is_empty() {
        mem::take(line);
    }
    Some(Heard::Erased(char))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn heard<'b>(pieces: impl IntoIterator<Item = &'b [u8]>) -> (Vec<Heard>, Option<String>) {
        let mut lines = Lines::default();
        let mut heard = Vec::new();
        for piece in pieces {
            lines.read(piece, |one| heard.push(one));
        }
        (heard, lines.rest())
    }

    /// Without the letters.
    fn lines(bytes: &[u8]) -> Vec<String> {
        let (heard, rest) = heard([bytes]);
        let mut lines = Vec::new();
        for one in heard {
            match one {
                Heard::Line(line) => lines.push(line),
                Heard::End => lines.push("^C".to_owned()),
                Heard::Letter(_) | Heard::Erased(_) => {}
            }
        }
        lines.extend(rest.map(|rest| format!("{rest}…")));
        lines
    }

    #[test]
    fn lines_end_in_every_way() {
        for (bytes, expected) in [
            (&b"1\n2\r3\r\n\n4"[..], &["1", "2", "3", "", "4…"][..]),
            (b"", &[]),
            (b"n\x04", &["^C"]),
            (b"\x03n\n", &["^C", "n"]),
            ("/ лагерь\n".as_bytes(), &["/ лагерь"]),
            (b"a\tb\n", &["a b"]),
            (b"ab\x7f\x08\x7fc\n", &["c"]),
            (b"\x1b[Aa\x1b[<0;1;1M\x1b[1;2Rb\n", &["ab"]),
            (b"\xffa\xd0\nb\0\n", &["a", "b"]),
        ] {
            assert_eq!(lines(bytes), expected, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn letters_are_told_as_they_come_and_go() {
        let (heard, _) = heard([&b"a\xd0"[..], b"\xb6\x7f", b"\r"]);
        let expected = [
            Heard::Letter('a'),
            Heard::Letter('ж'),
            Heard::Erased('ж'),
            Heard::Line("a".to_owned()),
        ];
        assert_eq!(heard, expected);
    }

    #[test]
    fn a_long_line_is_cut_and_the_next_is_whole() {
        let bytes = format!("{}\nq\n", "ж".repeat(9999));
        assert_eq!(
            lines(bytes.as_bytes()),
            ["ж".repeat(LONGEST / 2).as_str(), "q"]
        );
    }

    #[test]
    fn between_lines_it_owns_nothing() {
        let mut lines = Lines::default();
        for bytes in [&b"a long line\n"[..], b"ab\x7f\x7f", b"c\x7f\r"] {
            lines.read(bytes, |_| {});
            assert_eq!(lines.line.capacity(), 0, "{}", bytes.escape_ascii());
        }
    }

    proptest! {
        #[test]
        fn however_it_is_cut_it_is_the_same(
            bytes in prop::collection::vec(any::<u8>(), 0..60),
            cut in any::<prop::sample::Index>(),
        ) {
            let (one, two) = bytes.split_at(cut.index(bytes.len() + 1));
            let whole = heard([&bytes[..]]);
            prop_assert!(whole.0.len() <= bytes.len());
            prop_assert_eq!(&whole, &heard([one, two]));
            prop_assert_eq!(&whole, &heard(bytes.chunks(1)));
        }
    }
}
