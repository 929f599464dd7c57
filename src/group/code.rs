//! The spoken name of a group, such as `amber-42`: a word that is easy to say and to spell, and a
//! number of two digits.

use std::fmt;

/// Short words of things that are there in every museum shop: none is sad or grave, none sounds like
/// another, none is spelt in two ways.
const WORDS: [&str; 64] = [
    "amber", "apple", "banana", "basil", "beaver", "birch", "breeze", "button", "canvas", "cedar",
    "cherry", "clover", "cocoa", "coral", "daisy", "dolphin", "falcon", "fennel", "fiddle",
    "flute", "garden", "ginger", "guitar", "hammock", "hazel", "honey", "indigo", "jasper",
    "juniper", "kettle", "lagoon", "lemon", "lilac", "linen", "lotus", "mango", "meadow", "mint",
    "nutmeg", "olive", "orange", "otter", "panda", "papaya", "pebble", "pepper", "piano", "planet",
    "pumpkin", "quartz", "rabbit", "robin", "ruby", "saffron", "silver", "sparrow", "tulip",
    "turtle", "velvet", "violet", "walnut", "window", "yellow", "zebra",
];

/// The smallest number.
const FIRST: u8 = 10;
/// How many numbers there are: 10 to 99.
const NUMBERS: u8 = 90;

/// The spoken name of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code {
    /// The place of its word.
    word: u8,
    /// 10 to 99.
    number: u8,
}

impl Code {
    /// How many there are.
    pub const COUNT: u32 = WORDS.len() as u32 * NUMBERS as u32;

    /// The code of a number; random numbers give random codes, and any [`Self::COUNT`] in a row give
    /// every code once.
    pub const fn from_number(number: u32) -> Self {
        let number = number % Self::COUNT;
        Self {
            word: (number / NUMBERS as u32) as u8,
            number: FIRST + (number % NUMBERS as u32) as u8,
        }
    }

    /// Reads a code as somebody types it: `amber-42`, `Amber 42`, `amber42`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (word, digits) = text.split_at_checked(text.len().checked_sub(2)?)?;
        let word = word.strip_suffix(['-', ' ', '_']).unwrap_or(word);
        let word = WORDS.iter().position(|it| it.eq_ignore_ascii_case(word))?;
        let is_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
        let number = digits.parse().ok().filter(|_| is_digits)?;
        (number >= FIRST).then_some(Self {
            word: word as u8,
            number,
        })
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = WORDS.get(usize::from(self.word)).unwrap_or(&WORDS[0]);
        write!(f, "{word}-{}", self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_code_is_there_once_and_is_read_as_it_is_written() {
        let codes = || (0..Code::COUNT).map(Code::from_number);
        assert_eq!(codes().collect::<HashSet<_>>().len(), 5760);
        for code in codes() {
            assert_eq!(Code::parse(&code.to_string()), Some(code), "{code}");
        }
        assert_eq!(Code::from_number(Code::COUNT + 32), Code::from_number(32));
        assert_eq!(Code::from_number(32).to_string(), "amber-42");
    }

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let amber = Some(Code::from_number(32));
        for typed in ["amber-42", "Amber 42", "AMBER42", " amber_42\n"] {
            assert_eq!(Code::parse(typed), amber, "{typed:?}");
        }
        for other in [
            "",
            "4",
            "42",
            "-42",
            "amber",
            "amber-",
            "amber-4",
            "amber-04",
            "amber-420",
            "amber--42",
            "ember-42",
            "amber-+4",
            "amber-٤٢",
            "янтарь-42",
            "amber-4é",
            "tour+station",
        ] {
            assert_eq!(Code::parse(other), None, "{other:?}");
        }
    }

    #[test]
    fn words_are_short_and_told_apart_by_their_beginnings() {
        for (at, word) in WORDS.iter().enumerate() {
            assert!((4..=7).contains(&word.len()), "{word}");
            assert!(word.bytes().all(|byte| byte.is_ascii_lowercase()), "{word}");
            for other in &WORDS[at + 1..] {
                assert!(word < other, "{word} stands before {other}");
                assert_ne!(word[..3], other[..3], "{word} begins like {other}");
                assert!(strsim::levenshtein(word, other) > 2, "{word}, {other}");
            }
        }
    }
}
