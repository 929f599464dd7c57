//! A terminal that is as strict as the profile it plays: it panics at bytes that terminals of that
//! kind may not understand, and at moves from a place that terminals disagree about.

use std::collections::BTreeSet;
use std::fmt::Write;

use unicode_width::UnicodeWidthChar;

use crate::glyphs::{Colours, Glyphs, Profile};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Look {
    pub(super) ink: String,
    pub(super) ground: String,
    pub(super) modifiers: BTreeSet<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) symbol: String,
    pub(super) look: Look,
}

pub(super) struct Terminal {
    profile: Profile,
    width: usize,
    height: usize,
    cells: Vec<Cell>,
    look: Look,
    /// `None` after the last column and after graphemes of disputed width.
    at: Option<(usize, usize)>,
    last: Option<(usize, usize)>,
    repeatable: Option<char>,
    region: (usize, usize),
    pub(super) cursor_shown: bool,
    pub(super) synchronized: bool,
}

/// The second half of a wide character.
pub(super) const HALF: &str = "";
/// What is left of a wide character when its other half is overwritten: anything.
const TORN: &str = "torn";

impl Terminal {
    pub(super) fn new(profile: Profile, width: usize, height: usize) -> Self {
        let torn = Cell {
            symbol: TORN.into(),
            look: Look::default(),
        };
        Self {
            profile,
            width,
            height,
            cells: vec![torn; width * height],
            look: Look {
                modifiers: BTreeSet::from([4]),
                ..Look::default()
            },
            at: None,
            last: None,
            repeatable: None,
            region: (0, height),
            cursor_shown: false,
            synchronized: false,
        }
    }

    pub(super) fn feed(&mut self, bytes: &[u8]) {
        let text = std::str::from_utf8(bytes).expect("frames are UTF-8");
        assert!(
            self.profile.glyphs != Glyphs::Ascii || text.is_ascii(),
            "not ASCII: {text:?}"
        );
        let mut rest = text.chars();
        while let Some(character) = rest.next() {
            match character {
                '\x1b' => {
                    assert_eq!(rest.next(), Some('['), "only control sequences: {text:?}");
                    let end = 1 + rest
                        .as_str()
                        .find(|c: char| c.is_ascii_alphabetic())
                        .expect("an end");
                    self.sequence(&rest.by_ref().take(end).collect::<String>());
                    self.repeatable = None;
                }
                '\r' => self.at = Some((0, self.place().1)),
                '\n' => {
                    let (x, y) = self.place();
                    assert!(
                        x == 0 && y + 1 < self.height,
                        "a line feed in column {x} of row {y}"
                    );
                    self.at = Some((x, y + 1));
                }
                _ => self.print(character),
            }
        }
    }

    pub(super) fn cell(&self, x: usize, y: usize) -> &Cell {
        &self.cells[y * self.width + x]
    }

    pub(super) fn place(&self) -> (usize, usize) {
        self.at.expect("moved from a place that is not known")
    }

    pub(super) fn is_at_rest(&self) -> bool {
        self.look == Look::default() && !self.synchronized && self.region == (0, self.height)
    }

    fn print(&mut self, character: char) {
        let width = character
            .width()
            .unwrap_or_else(|| panic!("{character:?} was sent"));
        if width == 0 {
            let (x, y) = self.last.expect("a mark follows its letter");
            let index = y * self.width + x;
            self.cells[index].symbol.push(character);
            if character == '\u{FE0F}' && self.cells[index + 1].symbol != HALF {
                self.tear(x + 1, y);
                self.cells[index + 1] = Cell {
                    symbol: HALF.into(),
                    look: self.look.clone(),
                };
            }
            self.at = None;
            return;
        }
        let (x, y) = self.place();
        for column in x..x + width {
            self.tear(column, y);
        }
        for column in x..x + width {
            let symbol = if column == x {
                character.to_string()
            } else {
                HALF.into()
            };
            self.cells[y * self.width + column] = Cell {
                symbol,
                look: self.look.clone(),
            };
        }
        let disputed = width == 2 && character >= '\u{1F000}';
        self.last = Some((x, y));
        self.at = Some((x + width, y)).filter(|at| at.0 < self.width && !disputed);
        self.repeatable = Some(character).filter(|_| width == 1);
    }

    /// A cell is about to be overwritten: what becomes of the rest of its wide character is open.
    fn tear(&mut self, x: usize, y: usize) {
        let index = y * self.width + x;
        if self.cells[index].symbol == HALF {
            self.cells[index - 1].symbol = TORN.into();
        }
        if x + 1 < self.width && self.cells[index + 1].symbol == HALF {
            self.cells[index + 1].symbol = TORN.into();
        }
    }

    fn sequence(&mut self, sequence: &str) {
        let (parameters, last) = sequence.split_at(sequence.len() - 1);
        if let Some(mode) = parameters.strip_prefix('?') {
            return self.mode(mode, last);
        }
        let numbers: Vec<usize> = parameters
            .split(';')
            .map(|number| number.parse().unwrap_or(0))
            .collect();
        let count = numbers[0].max(1);
        match last {
            "H" => {
                let column = numbers.get(1).map_or(1, |column| *column.max(&1));
                assert!(count <= self.height && column <= self.width, "{sequence}");
                self.at = Some((column - 1, count - 1));
            }
            "B" => self.at = Some((self.place().0, self.place().1 + count)),
            "C" => {
                let (x, y) = self.place();
                assert!(x + count < self.width, "{sequence} from column {x}");
                self.at = Some((x + count, y));
            }
            "J" if numbers[0] == 2 => self.erase(0, self.cells.len()),
            "J" => self.erase(self.index(), self.cells.len()),
            "K" => self.erase(self.index(), (self.place().1 + 1) * self.width),
            "X" => {
                assert!(self.profile.erase_characters && self.place().0 + count <= self.width);
                self.erase(self.index(), self.index() + count);
            }
            "b" => {
                assert!(self.profile.repeats, "no REP");
                let character = self.repeatable.expect("something to repeat");
                assert!(character.is_ascii(), "tmux repeats only ASCII");
                (0..count).for_each(|_| self.print(character));
            }
            "r" => {
                assert!(self.profile.scroll_regions, "no DECSTBM");
                let bottom = numbers.get(1).copied().unwrap_or(self.height);
                self.region = (count - 1, bottom);
                self.at = Some((0, 0));
            }
            "M" | "L" => self.shift(count, last == "M"),
            "m" => self.style(&numbers),
            _ => panic!("unknown sequence {sequence:?}"),
        }
    }

    fn mode(&mut self, mode: &str, last: &str) {
        match mode {
            "25" => self.cursor_shown = last == "h",
            "2026" => {
                assert!(self.profile.synchronized);
                self.synchronized = last == "h";
            }
            _ => panic!("unknown mode {mode}{last}"),
        }
    }

    fn index(&self) -> usize {
        self.place().1 * self.width + self.place().0
    }

    fn erased(&self) -> Cell {
        assert!(
            !self
                .look
                .modifiers
                .iter()
                .any(|code| [4, 7, 9].contains(code)),
            "erased with a visible pen"
        );
        let ground = if self.profile.erases_in_colour {
            self.look.ground.clone()
        } else {
            String::new()
        };
        Cell {
            symbol: " ".into(),
            look: Look {
                ground,
                ..Look::default()
            },
        }
    }

    fn erase(&mut self, from: usize, to: usize) {
        let erased = self.erased();
        for index in from..to {
            self.tear(index % self.width, index / self.width);
            self.cells[index] = erased.clone();
        }
    }

    fn shift(&mut self, count: usize, up: bool) {
        let (x, y) = self.place();
        let (top, bottom) = self.region;
        assert!(x == 0 && y == top);
        let erased = self.erased();
        let block = &mut self.cells[top * self.width..bottom * self.width];
        let cells = (count * self.width).min(block.len());
        if up {
            block.rotate_left(cells);
            let start = block.len() - cells;
            block[start..].fill(erased);
        } else {
            block.rotate_right(cells);
            block[..cells].fill(erased);
        }
    }

    fn style(&mut self, numbers: &[usize]) {
        self.apply(numbers);
        let both = [1, 7].iter().all(|code| self.look.modifiers.contains(code));
        let console = self.profile.glyphs == Glyphs::Console;
        assert!(
            !(console && both),
            "the console shows bold and reversed as grey on grey"
        );
    }

    fn apply(&mut self, numbers: &[usize]) {
        let mut rest = numbers
            .iter()
            .map(|number| u32::try_from(*number).expect("small"));
        while let Some(code) = rest.next() {
            let colours = self.profile.colours;
            match code {
                0 => self.look = Look::default(),
                1 | 7 => _ = self.look.modifiers.insert(code),
                2 | 3 | 4 | 9 => {
                    assert_ne!(self.profile.glyphs, Glyphs::Console, "SGR {code}");
                    self.look.modifiers.insert(code);
                }
                22 => self.off(&[1, 2]),
                23 | 24 | 27 | 29 => self.off(&[code - 20]),
                39 => self.look.ink.clear(),
                49 => self.look.ground.clear(),
                30..=37 => self.look.ink = colour(code, Colours::Eight, colours),
                40..=47 => self.look.ground = colour(code, Colours::Eight, colours),
                90..=97 if self.profile.glyphs == Glyphs::Console => {
                    panic!("SGR {code} leaves bold on")
                }
                90..=97 => self.look.ink = colour(code, Colours::Sixteen, colours),
                100..=107 => self.look.ground = colour(code, Colours::Indexed, colours),
                38 | 48 => {
                    let text = extended(code, &mut rest, colours);
                    *(if code == 38 {
                        &mut self.look.ink
                    } else {
                        &mut self.look.ground
                    }) = text;
                }
                _ => panic!("SGR {code}"),
            }
        }
    }

    fn off(&mut self, codes: &[u32]) {
        assert!(self.profile.erase_characters, "a VT100 knows only SGR 0");
        self.look.modifiers.retain(|code| !codes.contains(code));
    }
}

fn colour(code: u32, needed: Colours, colours: Colours) -> String {
    assert!(colours >= needed, "SGR {code} with {colours:?}");
    format!("{code};")
}

fn extended(code: u32, rest: &mut impl Iterator<Item = u32>, colours: Colours) -> String {
    let kind = rest.next().expect("a kind");
    let (needed, count) = if kind == 5 {
        (Colours::Indexed, 1)
    } else {
        (Colours::True, 3)
    };
    assert!(colours >= needed, "SGR {code};{kind} with {colours:?}");
    rest.take(count)
        .fold(format!("{code};{kind};"), |mut text, value| {
            let _ = write!(text, "{value};");
            text
        })
}
