//! The two faces of large letters, read from their BDF files when the first one is drawn.

use std::sync::LazyLock;

use ratatui::layout::Size;
use unicode_normalization::UnicodeNormalization;

/// Dots in six columns a block.
const COLUMNS: u16 = 6;
/// Dots in the rows of the taller face.
const ROWS: usize = 10;

/// What large letters are drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Face {
    /// misc-fixed 6x10.
    Tall,
    /// misc-fixed 5x8 on six columns.
    Short,
}

/// A letter's dots: rows from the top, in each the highest bit at the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dots {
    rows: [u16; ROWS],
    /// How many of the rows the face has.
    height: u16,
}

/// Letters in the order of their code points.
type Font = Vec<(char, Dots)>;

static TALL: LazyLock<Font> = LazyLock::new(|| read(include_str!("6x10.bdf"), 10));
static SHORT: LazyLock<Font> = LazyLock::new(|| read(include_str!("6x8.bdf"), 8));

impl Face {
    /// The cells that a letter takes; each is two dots high.
    pub(super) const fn block(self) -> Size {
        Size::new(COLUMNS, self.height() / 2)
    }

    const fn height(self) -> u16 {
        match self {
            Self::Tall => 10,
            Self::Short => 8,
        }
    }

    /// The dots of a cell's symbol in one block or two: its letter, else the letter under its
    /// accents, else a box.
    pub(super) fn letter(self, symbol: &str, blocks: u16) -> Dots {
        let composed = symbol.nfc().next();
        let bare = symbol.nfd().next();
        let find = |letter: Option<char>| self.find(letter?);
        find(composed)
            .or_else(|| find(bare))
            .unwrap_or_else(|| Dots::frame(COLUMNS * blocks, self.height()))
    }

    fn find(self, letter: char) -> Option<Dots> {
        let font: &Font = match self {
            Self::Tall => &TALL,
            Self::Short => &SHORT,
        };
        let found = font.binary_search_by_key(&letter, |(letter, _)| *letter);
        let found = found.ok().map(|at| font[at].1);
        found.or_else(|| Dots::braille(letter, self.height()))
    }
}

impl Dots {
    const fn none(height: u16) -> Self {
        Self {
            rows: [0; ROWS],
            height,
        }
    }

    /// Whether the dot `x` from the left and `y` from the top is set.
    pub(super) fn at(&self, x: u16, y: u16) -> bool {
        self.rows
            .get(usize::from(y))
            .is_some_and(|row| row & (0x8000 >> x) != 0)
    }

    fn set(&mut self, x: u16, y: u16) {
        if let Some(row) = self.rows.get_mut(usize::from(y)) {
            *row |= 0x8000 >> x;
        }
    }

    /// Fills the lowest row of so many blocks.
    pub(super) fn underline(&mut self, blocks: u16) {
        (0..COLUMNS * blocks).for_each(|x| self.set(x, self.height - 1));
    }

    /// A box that stands for what the face has not.
    fn frame(width: u16, height: u16) -> Self {
        let mut dots = Self::none(height);
        let (right, bottom) = (width - 2, height - 2);
        for x in 0..=right {
            dots.set(x, 1);
            dots.set(x, bottom);
        }
        for y in 1..=bottom {
            dots.set(0, y);
            dots.set(right, y);
        }
        dots
    }

    /// A braille pattern, as maps are drawn with: each of its points is two dots square.
    fn braille(letter: char, height: u16) -> Option<Self> {
        const POINTS: [(u16, u16); 8] = [
            (0, 0),
            (0, 1),
            (0, 2),
            (1, 0),
            (1, 1),
            (1, 2),
            (0, 3),
            (1, 3),
        ];
        let pattern = u32::from(letter)
            .checked_sub(0x2800)
            .filter(|bits| *bits < 256)?;
        let mut dots = Self::none(height);
        let set = POINTS.iter().enumerate();
        for (_, (x, y)) in set.filter(|(bit, _)| pattern & (1 << bit) != 0) {
            let (left, top) = (x * COLUMNS / 2, y * height / 4);
            for (right, down) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
                dots.set(left + right, top + down);
            }
        }
        Some(dots)
    }
}

/// The letters of a BDF file in a face `height` dots high. What is not understood is left out; a test
/// sees to it that nothing is.
fn read(file: &str, height: u16) -> Font {
    let mut glyphs = file.split("STARTCHAR ");
    let head = glyphs.next().unwrap_or_default();
    let ascent = field(head, "FONT_ASCENT ").and_then(|ascent| ascent.parse().ok());
    let ascent = ascent.unwrap_or_default();
    glyphs
        .filter_map(|glyph| self::glyph(glyph, ascent, height))
        .collect()
}

fn glyph(glyph: &str, ascent: usize, height: u16) -> Option<(char, Dots)> {
    let letter = char::from_u32(field(glyph, "ENCODING ")?.parse().ok()?)?;
    let mut bounds = field(glyph, "BBX ")?.split(' ').skip(1);
    let rows: isize = bounds.next()?.parse().ok()?;
    let above_base: isize = bounds.nth(1)?.parse().ok()?;
    let top = ascent.checked_add_signed(-(rows + above_base))?;
    let mut dots = Dots::none(height);
    let bitmap = glyph.split("BITMAP\n").nth(1)?.lines();
    let bitmap = bitmap.take_while(|line| *line != "ENDCHAR");
    for (row, bits) in dots.rows.get_mut(top..)?.iter_mut().zip(bitmap) {
        *row = u16::from_str_radix(bits, 16).ok()? << 8;
    }
    Some((letter, dots))
}

/// What follows `name` at the beginning of a line.
fn field<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.lines().find_map(|line| line.strip_prefix(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glyphs::{Glyph, Glyphs};

    const FACES: [Face; 2] = [Face::Tall, Face::Short];

    #[test]
    fn every_letter_of_the_files_is_read_and_they_stand_in_order() {
        for (font, file) in [
            (&TALL, include_str!("6x10.bdf")),
            (&SHORT, include_str!("6x8.bdf")),
        ] {
            assert_eq!(field(file, "CHARS ").map(str::parse), Some(Ok(font.len())));
            assert!(font.is_sorted_by(|one, next| one.0 < next.0));
        }
    }

    #[test]
    fn both_faces_have_the_letters_of_the_three_languages_and_the_programs_own_signs() {
        let letters = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ ӘҒҚҢӨҰҮҺІ äöüßéèñçşğıūŞĞIŪ";
        let signs = "–—‘’“”„«»…•№₸×√✓✗←↑→↓▲▼▶◀●○─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬▀▄█";
        let ascii: String = (' '..='~').collect();
        let own: String = Glyph::ALL
            .iter()
            .flat_map(|glyph| [Glyphs::Unicode, Glyphs::Console].map(|set| set.of(*glyph)))
            .collect();
        let bars: String = (1..8)
            .map(|eighth| Glyphs::Unicode.bar(f64::from(eighth) / 8.0, 1))
            .collect();
        let lower = letters.to_lowercase();
        for letter in [letters, &lower, signs, &ascii, &own, &bars]
            .concat()
            .chars()
        {
            for face in FACES {
                assert!(face.find(letter).is_some(), "{letter} in {face:?}");
            }
        }
    }

    #[test]
    fn letters_that_say_different_things_differ() {
        let alike = [
            "УҮҰЎYV",
            "уүұўyv",
            "КҚK",
            "кқk",
            "НҢH",
            "нңh",
            "ГҒ",
            "гғ",
            "ОӨ0",
            "оө",
            "ЕЁ",
            "её",
            "ИЙ",
            "ий",
            "ШЩ",
            "шщ",
            "ЬЪЫ",
            "ьъы",
            "Іl1",
            "іi",
            "✓✗",
            "●○",
        ];
        // These are the same letter in two alphabets.
        let same = ["KК", "HН", "YҮ", "iі"];
        for (face, group) in FACES
            .iter()
            .flat_map(|face| alike.map(|group| (face, group)))
        {
            for (one, other) in group
                .chars()
                .flat_map(|one| group.chars().map(move |other| (one, other)))
            {
                let pair = |pair: &str| pair.contains(one) && pair.contains(other);
                if one != other && !same.iter().any(|same| pair(same)) {
                    assert_ne!(
                        face.find(one),
                        face.find(other),
                        "{one} {other} in {face:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_a_face_has_not_is_its_bare_letter_or_a_box() {
        for face in FACES {
            assert_eq!(face.letter("e\u{301}", 1), face.letter("é", 1));
            assert_eq!(face.letter("ж\u{301}", 1), face.letter("ж", 1));
            assert_eq!(face.letter("ӑ", 1), face.letter("а", 1));
            assert_eq!(face.letter("א", 1), Dots::frame(6, face.height()));
            assert_eq!(face.letter("漢", 2), Dots::frame(12, face.height()));
            assert_eq!(face.letter("", 1), Dots::frame(6, face.height()));
        }
    }

    #[test]
    fn a_letter_is_where_the_file_has_it() {
        let picture = |letter: &str| {
            let dots = Face::Short.letter(letter, 1);
            let row = |y| {
                (0..6)
                    .map(|x| if dots.at(x, y) { '#' } else { '.' })
                    .collect::<String>()
            };
            (0..8).map(row).collect::<Vec<_>>()
        };
        let expected = [
            "......", "#..#..", "#..#..", "####..", "#..#..", "#..#..", "#..#..", "....#.",
        ];
        assert_eq!(picture("Ң"), expected);
    }
}
