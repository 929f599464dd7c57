//! Counts the characters that fonts lack, and remembers where each first stands.

use std::collections::{HashMap, HashSet};

use unicode_segmentation::UnicodeSegmentation;

use super::{NamedFont, is_lost, shows};
use crate::diagnostic::{Diagnostic, Place};
use crate::glyphs::Glyphs;

/// The characters of one tour, held against fonts.
pub(super) struct Tally<'f> {
    fonts: &'f [NamedFont],
    /// What has been met and is not missing: nearly everything, many times over.
    fine: HashSet<char>,
    missing: HashMap<char, Missing>,
    /// The files, in the order in which they were met.
    files: Vec<String>,
}

/// A character that not all fonts can show.
struct Missing {
    /// The letter with its accents, as it first stands.
    sign: String,
    times: usize,
    /// The first of its places, with the number of the file.
    first: (usize, Place),
}

impl<'f> Tally<'f> {
    pub(super) fn new(fonts: &'f [NamedFont]) -> Self {
        Self {
            fonts,
            fine: HashSet::new(),
            missing: HashMap::new(),
            files: Vec::new(),
        }
    }

    /// Takes a sign that stands in a file.
    pub(super) fn count(&mut self, sign: &str, place: &dyn Fn() -> Place) {
        for character in sign.chars() {
            if self.is_missing(character) {
                self.add(character, sign, place());
            }
        }
    }

    /// Takes a text that was made from what stands at a place: only what stands in no file counts.
    pub(super) fn add_unseen(&mut self, text: &str, place: &Place) {
        let before: HashSet<char> = self.missing.keys().copied().collect();
        for sign in text.graphemes(true) {
            for character in sign.chars() {
                if !before.contains(&character) && self.is_missing(character) {
                    self.add(character, sign, place.clone());
                }
            }
        }
    }

    fn is_missing(&mut self, character: char) -> bool {
        if self.fine.contains(&character) {
            return false;
        }
        let fonts = self.fonts;
        let missing =
            is_lost(character) || !fonts.iter().all(|named| shows(&named.font, character));
        if !missing {
            self.fine.insert(character);
        }
        missing
    }

    fn add(&mut self, character: char, sign: &str, place: Place) {
        let first = (self.file(&place.file.name), place);
        let order = |(file, place): &(usize, Place)| (*file, place.range.start);
        match self.missing.get_mut(&character) {
            None => {
                let (sign, times) = (sign.to_owned(), 1);
                self.missing
                    .insert(character, Missing { sign, times, first });
            }
            Some(known) => {
                known.times += 1;
                if order(&first) < order(&known.first) {
                    known.first = first;
                }
            }
        }
    }

    fn file(&mut self, name: &str) -> usize {
        let known = self.files.iter().position(|file| file == name);
        known.unwrap_or_else(|| {
            self.files.push(name.to_owned());
            self.files.len() - 1
        })
    }

    /// A fault for each character, in no order.
    pub(super) fn told(self) -> Vec<Diagnostic> {
        let fonts = self.fonts;
        let missing = self.missing.into_iter();
        missing
            .map(|(character, found)| found.told(character, fonts))
            .collect()
    }
}

impl Missing {
    fn told(self, character: char, fonts: &[NamedFont]) -> Diagnostic {
        let name = format!("U+{:04X} {}", character as u32, self.sign);
        let times = match self.times {
            1 => "once".to_owned(),
            times => format!("{times} times"),
        };
        let times = format!("it stands {times} in this tour");
        let place = self.first.1;
        if is_lost(character) {
            let message = format!("a console shows {name} as ?, whatever its font; {times}");
            return Diagnostic::warning("missing-glyph", place, message)
                .help("write it with other characters, or in words");
        }
        let lacking = fonts.iter().filter(|named| !shows(&named.font, character));
        let lacking: Vec<_> = lacking.map(|named| named.name.as_str()).collect();
        let message = format!("{name} is not in {}; {times}", named(&lacking));
        Diagnostic::warning("missing-glyph", place, message).help(help(character))
    }
}

/// Fonts by their names: `the font a`, `the fonts a and b`.
fn named(fonts: &[&str]) -> String {
    match fonts {
        [] | [_] => format!("the font {}", fonts.concat()),
        [before @ .., last] => format!("the fonts {} and {last}", before.join(", ")),
    }
}

/// What to do about a character that a font lacks.
fn help(character: char) -> &'static str {
    let mut buffer = [0; 4];
    let text: &str = character.encode_utf8(&mut buffer);
    if Glyphs::Console.text(text) == text {
        "load another font, such as FullCyrAsia-TerminusBold32x16, or write it with other characters"
    } else {
        "write it with other characters"
    }
}
