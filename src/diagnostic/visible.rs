//! Characters that hide in an editor or command a terminal, replaced by signs that can be seen.
//!
//! Each is replaced by one sign of one column, so that columns and carets stay right. What a tour may
//! hold is decided in `markup/clean.rs`; here stands at least what is refused there.

use std::borrow::Cow;

/// Stands for a character that has no picture of its own.
const SIGN: char = '\u{fffd}';

/// A text in one line without any character that cannot be seen.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| sign(c, true).is_none()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| sign(c, true).unwrap_or(c)).collect())
}

/// A piece of a file as it is shown: hidden characters as signs, tabs and line endings as they are.
#[derive(Debug)]
pub(super) struct Shown<'a> {
    pub(super) text: Cow<'a, str>,
    /// Where hidden characters end: their bytes in the file's piece and in what is shown.
    ends: Vec<(usize, usize)>,
}

impl<'a> Shown<'a> {
    pub(super) fn new(piece: &'a str) -> Self {
        let mut text = String::new();
        let (mut ends, mut copied) = (Vec::new(), 0);
        let mut chars = piece.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let ends_line = c == '\r' && chars.peek().is_some_and(|(_, next)| *next == '\n');
            let Some(sign) = sign(c, false).filter(|_| !ends_line) else {
                continue;
            };
            text.push_str(&piece[copied..at]);
            text.push(sign);
            copied = at + c.len_utf8();
            ends.push((copied, text.len()));
        }
        if ends.is_empty() {
            let text = Cow::Borrowed(piece);
            return Self { text, ends };
        }
        text.push_str(&piece[copied..]);
        let text = Cow::Owned(text);
        Self { text, ends }
    }

    /// Where a character boundary of the piece is in what is shown.
    pub(super) fn at(&self, byte: usize) -> usize {
        let before = self.ends.partition_point(|(end, _)| *end <= byte);
        let last = before.checked_sub(1).and_then(|last| self.ends.get(last));
        last.map_or(byte, |(end, shown)| shown + byte - end)
    }
}

/// What is shown for a character that cannot be seen.
fn sign(c: char, whole_line: bool) -> Option<char> {
    match c {
        '\n' | '\t' if !whole_line => None,
        '\t' => Some(' '),
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32),
        '\u{7f}' => Some('\u{2421}'),
        _ if is_hidden(c) => Some(SIGN),
        _ => None,
    }
}

fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}'
        | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{ffa0}'
        | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}'
        | '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{10ffff}')
        || (c as u32) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::{Shown, visible};

    #[test]
    fn hidden_characters_become_signs_and_places_follow() {
        assert_eq!(visible("a\u{202e}b\n\tc\u{1b}[0m"), "a\u{fffd}b␊ c␛[0m");
        assert_eq!(visible("plain «текст»"), "plain «текст»");
        let piece = "я\u{ad}b\u{1}\t\r\n\u{e0041}z";
        let shown = Shown::new(piece);
        assert_eq!(shown.text, "я\u{fffd}b␁\t\r\n\u{fffd}z");
        for (at, c) in piece.char_indices() {
            let there = shown.text[shown.at(at)..].chars().next().unwrap();
            assert!(c == there || !"яb\t\r\nz".contains(c), "{at}");
        }
        assert_eq!(shown.at(piece.len()), shown.text.len());
    }
}
