//! What a recorded visitor does, as it is typed: `space*3 n down enter wait:5s "camp" enter`.

use std::time::Duration;

use ratatui::layout::Size;
use thiserror::Error;

use super::pace::stretch;
use crate::diagnostic::suggestion::nearest;
use crate::player::key::Key;
use crate::player::keymap;
use crate::words::ENGLISH;

/// What a visitor does, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Script {
    acts: Vec<Act>,
}

/// One thing that a visitor does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Presses a key, and reads.
    Press(Key),
    /// Types a letter or digit of several.
    Type(Key),
    Wait(Duration),
    /// Gives the terminal another size.
    Resize(Size),
}

/// What cannot be understood of a script.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("character {at}: {what}")]
pub struct Fault {
    /// The first character of the word, counted from 1.
    pub at: usize,
    pub what: String,
}

/// The most that a script may do: a slip such as `space*99999999` fills no disk.
const MOST: usize = 10_000;

/// The keys that print has a name for.
const NAMED: [Key; 14] = [
    Key::Char(' '),
    Key::Enter,
    Key::Escape,
    Key::Backspace,
    Key::Tab,
    Key::BackTab,
    Key::Up,
    Key::Down,
    Key::Left,
    Key::Right,
    Key::PageUp,
    Key::PageDown,
    Key::Home,
    Key::End,
];

/// Names for those that print has as signs.
const ARROWS: [(&str, Key); 4] = [
    ("up", Key::Up),
    ("down", Key::Down),
    ("left", Key::Left),
    ("right", Key::Right),
];

/// A word of a script.
struct Word<'a> {
    text: &'a str,
    /// As [`Fault::at`].
    at: usize,
}

impl Script {
    /// Reads a script.
    ///
    /// Words stand with spaces between them: a key by the name that help gives it in English, in any
    /// case, or by its sign, with `*3` for three times; digits; letters in quotation marks;
    /// `wait:5s`; `size:100x30`.
    ///
    /// # Errors
    /// Every word that is none of these, and a script that does more than 10,000 things.
    pub fn parse(text: &str) -> Result<Self, Vec<Fault>> {
        let (mut acts, mut faults) = (Vec::new(), Vec::new());
        for word in words(text) {
            match word.acts() {
                Ok(more) if acts.len() + more.len() <= MOST => acts.extend(more),
                Ok(_) => {
                    let what = format!("no more than {MOST} keys can be pressed");
                    faults.push(word.fault(what));
                    break;
                }
                Err(what) => faults.push(word.fault(what)),
            }
        }
        if faults.is_empty() {
            Ok(Self { acts })
        } else {
            Err(faults)
        }
    }

    /// What is done.
    pub fn acts(&self) -> &[Act] {
        &self.acts
    }
}

/// The words of a script; one in quotation marks has spaces of its own.
fn words(text: &str) -> Vec<Word<'_>> {
    let (mut words, mut start, mut quote) = (Vec::new(), None, None);
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    let mut first = 0;
    for (at, (offset, sign)) in (1..).zip(ends) {
        let is_end = offset == text.len() || (sign.is_whitespace() && quote.is_none());
        match start {
            None if is_end => {}
            None => {
                (start, first) = (Some(offset), at);
                quote = Some(sign).filter(|sign| matches!(sign, '"' | '\''));
            }
            Some(from) if is_end => {
                let text = &text[from..offset];
                words.push(Word { text, at: first });
                (start, quote) = (None, None);
            }
            Some(_) if quote == Some(sign) => quote = None,
            Some(_) => {}
        }
    }
    words
}

impl Word<'_> {
    fn fault(&self, what: String) -> Fault {
        Fault { at: self.at, what }
    }

    fn acts(&self) -> Result<Vec<Act>, String> {
        let text = self.text;
        if let Some(mark @ ('"' | '\'')) = text.chars().next() {
            return quoted(text, mark);
        }
        if let Some(time) = text.strip_prefix("wait:") {
            let time = stretch(time);
            return time.map(|time| vec![Act::Wait(time)]).ok_or_else(|| {
                format!("`{text}` is not a wait; write `wait:5s`, `wait:500ms` or `wait:1m30s`")
            });
        }
        if let Some(size) = text.strip_prefix("size:") {
            return Ok(vec![Act::Resize(self::size(size)?)]);
        }
        let (name, times) = repeated(text)?;
        let acts = one(name)?;
        Ok(acts.repeat(times))
    }
}

/// The letters between two quotation marks.
fn quoted(text: &str, mark: char) -> Result<Vec<Act>, String> {
    let inside = text.strip_prefix(mark).unwrap_or(text);
    let Some(inside) = inside.strip_suffix(mark) else {
        return Err(format!("{text} does not end where its quotation mark does"));
    };
    let letters = inside.chars().filter(|letter| !letter.is_control());
    Ok(letters.map(|letter| Act::Type(Key::Char(letter))).collect())
}

/// A name and how often: `down*3`.
fn repeated(text: &str) -> Result<(&str, usize), String> {
    match text.rsplit_once('*') {
        Some((name, times)) if !name.is_empty() => match times.parse() {
            Ok(times) if (1..=MOST).contains(&times) => Ok((name, times)),
            _ => Err(format!("`{text}` does not say how often; write `{name}*3`")),
        },
        _ => Ok((text, 1)),
    }
}

/// One key, or the digits of a number.
fn one(name: &str) -> Result<Vec<Act>, String> {
    if name.bytes().all(|byte| byte.is_ascii_digit()) {
        let digits = name.chars().map(|digit| Act::Type(Key::Char(digit)));
        return Ok(digits.collect());
    }
    let mut signs = name.chars();
    let key = match (by_name(name), signs.next(), signs.next()) {
        (Some(key), _, _) => key,
        (None, Some(sign), None) => Key::Char(sign),
        _ => return Err(unknown(name)),
    };
    Ok(vec![Act::Press(key)])
}

fn names() -> impl Iterator<Item = (String, Key)> {
    let named = NAMED.map(|key| (keymap::name(key, &ENGLISH), key));
    let arrows = ARROWS.map(|(name, key)| (name.to_owned(), key));
    let functions = (1..=12).map(|number| (format!("F{number}"), Key::Function(number)));
    named.into_iter().chain(arrows).chain(functions)
}

fn by_name(name: &str) -> Option<Key> {
    let mut names = names();
    let found = names.find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, key)| key)
}

fn unknown(name: &str) -> String {
    let names: Vec<String> = names().map(|(name, _)| name.to_lowercase()).collect();
    match nearest(name, names.iter().map(String::as_str)) {
        Some(near) => format!("`{name}` is no key; did you mean `{near}`?"),
        None => format!("`{name}` is no key; what is to be typed stands in quotation marks"),
    }
}

/// A size in cells, such as `80x24`.
///
/// # Errors
/// What is wrong with it: docent needs 40×12 cells, and a recording has no more than 300×100.
pub(crate) fn size(text: &str) -> Result<Size, String> {
    let numbers = text.split_once(['x', '×', 'X']);
    let numbers = numbers.map(|(width, height)| (width.parse(), height.parse()));
    match numbers {
        Some((Ok(width), Ok(height))) if is_fine(width, height) => Ok(Size::new(width, height)),
        Some((Ok(_), Ok(_))) => Err(format!(
            "`{text}` is not from 40x12 to 300x100 columns and rows"
        )),
        _ => Err(format!("`{text}` is no size; write it as 80x24")),
    }
}

fn is_fine(width: u16, height: u16) -> bool {
    (40..=300).contains(&width) && (12..=100).contains(&height)
}

#[cfg(test)]
mod tests {
    use super::{Act, Key, Script};
    use ratatui::layout::Size;
    use std::time::Duration;

    fn check(text: &str, expected: &[Act]) {
        let script = Script::parse(text);
        let acts = script.as_ref().map(Script::acts);
        assert_eq!(acts, Ok(expected), "{text}");
    }

    #[test]
    fn keys_have_the_names_that_help_gives_them_and_their_signs() {
        let press = |key| [Act::Press(key)];
        for (text, key) in [
            ("space", Key::Char(' ')),
            ("Space", Key::Char(' ')),
            ("shift-tab", Key::BackTab),
            ("PgUp", Key::PageUp),
            ("ESC", Key::Escape),
            ("up", Key::Up),
            ("↑", Key::Up),
            ("→", Key::Right),
            ("F1", Key::Function(1)),
            ("f12", Key::Function(12)),
            ("f", Key::Char('f')),
            ("F", Key::Char('F')),
            ("/", Key::Char('/')),
            ("*", Key::Char('*')),
            ("?", Key::Char('?')),
            ("ы", Key::Char('ы')),
        ] {
            check(text, &press(key));
        }
    }

    #[test]
    fn a_script_repeats_types_waits_and_resizes() {
        let (down, star) = (Act::Press(Key::Down), Act::Press(Key::Char('*')));
        let typed = |sign| Act::Type(Key::Char(sign));
        check("", &[]);
        check("  \n ", &[]);
        check("down*2", &[down, down]);
        check("**2 *", &[star, star, star]);
        check("12", &[typed('1'), typed('2')]);
        check("'a b' down", &[typed('a'), typed(' '), typed('b'), down]);
        check("\"it's\"", &"it's".chars().map(typed).collect::<Vec<_>>());
        check("''", &[]);
        check("wait:1.5s", &[Act::Wait(Duration::from_millis(1500))]);
        check("size:100x30", &[Act::Resize(Size::new(100, 30))]);
        check("size:40×12", &[Act::Resize(Size::new(40, 12))]);
    }

    #[test]
    fn every_word_that_is_not_understood_is_told_with_its_place() {
        for (text, expected) in [
            ("ж spcae", &["3"][..]),
            ("dwn enetr", &["1", "5"]),
            ("n \"open", &["3"]),
            ("\"", &["1"]),
            ("'a'b", &["1"]),
            ("down*x down*0 down*", &["1", "8", "15"]),
            ("wait:5 wait: wait:-1s", &["1", "8", "14"]),
            ("size:39x24 size:80 size:", &["1", "12", "20"]),
            ("space*10000 space*1", &["13"]),
            ("words", &["1"]),
        ] {
            let faults = Script::parse(text).expect_err(text);
            let places: Vec<_> = faults.iter().map(|fault| fault.at.to_string()).collect();
            let expected: Vec<_> = expected.iter().map(ToString::to_string).collect();
            assert_eq!(places, expected, "{text}: {faults:?}");
        }
    }
}
