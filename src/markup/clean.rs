//! The allow-list: which characters a tour may hold, and a text reduced to them.
//!
//! Control, direction, zero-width and private characters can rewrite what a terminal shows or hide
//! what an educator sees. They are dropped from every value here, once, and named by `check`.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::UnicodeSegmentation;

/// More combining marks than this on one letter are dropped.
const MARKS: usize = 2;

/// The text in Unicode's composed form (NFC) without any character that is not allowed.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let plain = |byte| matches!(byte, b'\n' | b' '..=b'~');
    if text.bytes().all(plain) || text.chars().all(is_ordinary) {
        return Cow::Borrowed(text);
    }
    let sound = !text.contains(['\t', '\r']) && faults(text).next().is_none();
    if sound && is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    let mut marks = 0;
    let kept = text
        .chars()
        .filter(|c| !is_forbidden(*c))
        .map(|c| if c == '\t' { ' ' } else { c });
    let composed = kept.nfc().filter(|c| {
        marks = if is_combining_mark(*c) { marks + 1 } else { 0 };
        marks <= MARKS
    });
    Cow::Owned(composed.collect())
}

/// Characters of most texts that are plainly allowed and composed: a short cut, and no more.
fn is_ordinary(c: char) -> bool {
    matches!(c, '\n' | ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}'
        | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}')
}

/// A title, label or other short text: cleaned, in one line, without white space around it.
pub(crate) fn line(text: &str) -> String {
    let text = clean(text);
    let mut out = String::with_capacity(text.len());
    for word in text.split(['\n', ' ']).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The characters that are not allowed, by place and name, such as `U+202E RIGHT-TO-LEFT OVERRIDE`.
///
/// A joined emoji is told once, and so are characters that stand right behind each other.
pub(crate) fn faults(text: &str) -> impl Iterator<Item = (Range<usize>, String)> + '_ {
    // Where the sign begins that combining marks and joiners belong to.
    let (mut marks, mut sign) = (0, 0);
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (at, c) = rest.next()?;
            if is_ordinary(c) {
                (marks, sign) = (0, at);
                continue;
            }
            if c == '\r' && rest.peek().is_some_and(|(_, next)| *next == '\n') {
                continue;
            }
            if is_forbidden(c) {
                let (range, name) = joined(text, sign, at).unwrap_or_else(|| run(&text[at..], at));
                while rest.next_if(|(next, _)| *next < range.end).is_some() {}
                (marks, sign) = (0, range.end);
                return Some((range, name));
            }
            if !is_combining_mark(c) {
                marks = 0;
                sign = if is_skin(c) { sign } else { at };
                continue;
            }
            marks += 1;
            if marks == MARKS + 1 {
                let name = format!("U+{:04X}, one combining mark too many", c as u32);
                return Some((sign..at + c.len_utf8(), name));
            }
        }
    })
}

/// The whole sign that begins at `sign`, when the character at `at` joins more to it.
fn joined(text: &str, sign: usize, at: usize) -> Option<(Range<usize>, String)> {
    let is_joiner = text[at..].starts_with(JOINER);
    let whole = text[sign..].graphemes(true).next().filter(|_| is_joiner)?;
    let end = sign + whole.len();
    let name = format!("{}, which joins signs to one", name(JOINER));
    (end > at + JOINER.len_utf8()).then_some((sign..end, name))
}

/// The characters that are not allowed with which a text begins that stands at `start`: the name of
/// the first, and how many stand behind it.
fn run(text: &str, start: usize) -> (Range<usize>, String) {
    let mut chars = text.chars().peekable();
    let (mut length, mut names) = (0, Vec::new());
    while let Some(c) = chars.next() {
        if !is_forbidden(c) || (c == '\r' && chars.peek() == Some(&'\n')) {
            break;
        }
        length += c.len_utf8();
        names.push(c);
    }
    let first = names.first().map_or(String::new(), |first| name(*first));
    let name = match names.len() {
        ..=1 => first,
        count => format!("{first} and {} more behind it", count - 1),
    };
    (start..start + length, name)
}

/// What emoji are joined by.
const JOINER: char = '\u{200d}';

/// Changes the colour of the emoji before it.
fn is_skin(c: char) -> bool {
    matches!(c, '\u{1f3fb}'..='\u{1f3ff}')
}

/// Not allowed anywhere in a tour, apart from tabs and line endings where TOML has them.
pub(crate) fn is_forbidden(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control() && c != '\n' && c != '\t';
    }
    matches!(c,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{e007f}'
        | '\u{f0000}'..='\u{10ffff}')
        || (c as u32) & 0xfffe == 0xfffe
}

fn name(c: char) -> String {
    let words = match c {
        '\0' => "NULL",
        '\u{1b}' => "ESCAPE",
        '\r' => "CARRIAGE RETURN",
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => "a control character",
        '\u{ad}' => "SOFT HYPHEN",
        '\u{34f}' => "COMBINING GRAPHEME JOINER",
        '\u{61c}' => "ARABIC LETTER MARK",
        '\u{200b}' => "ZERO WIDTH SPACE",
        '\u{200c}' => "ZERO WIDTH NON-JOINER",
        '\u{200d}' => "ZERO WIDTH JOINER",
        '\u{200e}' => "LEFT-TO-RIGHT MARK",
        '\u{200f}' => "RIGHT-TO-LEFT MARK",
        '\u{2028}' => "LINE SEPARATOR",
        '\u{2029}' => "PARAGRAPH SEPARATOR",
        '\u{202a}' => "LEFT-TO-RIGHT EMBEDDING",
        '\u{202b}' => "RIGHT-TO-LEFT EMBEDDING",
        '\u{202c}' => "POP DIRECTIONAL FORMATTING",
        '\u{202d}' => "LEFT-TO-RIGHT OVERRIDE",
        '\u{202e}' => "RIGHT-TO-LEFT OVERRIDE",
        '\u{2060}' => "WORD JOINER",
        '\u{2066}' => "LEFT-TO-RIGHT ISOLATE",
        '\u{2067}' => "RIGHT-TO-LEFT ISOLATE",
        '\u{2068}' => "FIRST STRONG ISOLATE",
        '\u{2069}' => "POP DIRECTIONAL ISOLATE",
        '\u{feff}' => "BYTE ORDER MARK",
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => "a private-use character",
        '\u{e0000}'..='\u{e007f}' => "a tag character",
        _ => "an invisible or unassigned character",
    };
    format!("U+{:04X} {words}", c as u32)
}

#[cfg(test)]
mod tests {
    use super::{clean, faults, is_forbidden, is_ordinary, line};
    use crate::diagnostic::visible::visible;
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    #[test]
    fn only_what_is_allowed_is_left() {
        for (text, expected) in [
            ("plain — «текст» ә ✓ 👍", "plain — «текст» ә ✓ 👍"),
            ("a\tb\r\nc", "a b\nc"),
            ("и\u{306}", "й"),
            (
                "x\u{1b}[31m\u{202e}y\u{200b}\u{e001}\u{fffe}\u{e0041}\u{9b}z",
                "x[31myz",
            ),
            ("a\u{301}\u{302}\u{303}\u{304}b", "á\u{302}\u{303}b"),
        ] {
            assert_eq!(clean(text), expected, "{text:?}");
        }
        assert_eq!(line("  two\n words "), "two words");
    }

    #[test]
    fn the_short_cut_takes_no_wrong_turn() {
        for c in ('\0'..=char::MAX).filter(|c| is_ordinary(*c)) {
            let text = c.to_string();
            assert!(!is_forbidden(c) && !is_combining_mark(c), "{c:?}");
            assert_eq!(text.nfc().collect::<String>(), text);
        }
    }

    #[test]
    fn what_is_dropped_is_named_with_its_place() {
        let found: Vec<_> = faults("я\u{202e}\r\n\0")
            .map(|(range, name)| format!("{range:?} {name}"))
            .collect();
        assert_eq!(
            found,
            ["2..5 U+202E RIGHT-TO-LEFT OVERRIDE", "7..8 U+0000 NULL"]
        );
    }

    #[test]
    fn one_cause_is_told_once() {
        for (text, expected) in [
            ("x👩\u{200d}👩\u{200d}👧y", &["👩\u{200d}👩\u{200d}👧"][..]),
            ("👩🏽\u{200d}🚀", &["👩🏽\u{200d}🚀"]),
            (
                "❤\u{fe0f}\u{200d}🔥 👩\u{200d}",
                &["❤\u{fe0f}\u{200d}🔥", "\u{200d}"],
            ),
            (
                "a\u{200b}\u{200b}\u{202e}b\u{200b}\r\n",
                &["\u{200b}\u{200b}\u{202e}", "\u{200b}"],
            ),
            (
                "🏴\u{e0067}\u{e0062}\u{e007f}",
                &["\u{e0067}\u{e0062}\u{e007f}"],
            ),
            (
                "ae\u{301}\u{302}\u{303}\u{304}b",
                &["e\u{301}\u{302}\u{303}"],
            ),
        ] {
            let found: Vec<_> = faults(text).map(|(range, _)| &text[range]).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_not_allowed_is_never_printed_as_it_is() {
        for c in ('\0'..=char::MAX).filter(|c| is_forbidden(*c)) {
            assert_ne!(visible(&c.to_string()), c.to_string(), "{c:?}");
        }
    }
}
