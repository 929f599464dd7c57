//! What a terminal shows in one cell: a symbol that is safe to send and a pen it can draw with.

use ratatui::buffer::Cell;
use ratatui::style::Modifier;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::pen::{Ink, Pen};
use crate::glyphs::{Colours, Glyphs, Profile};
use crate::view::picture::UNDER_PIXELS;

/// A cell as the terminal will show it. Tiles that look alike are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tile<'a> {
    pub(super) symbol: &'a str,
    /// 1 or 2 cells.
    pub(super) width: usize,
    pub(super) pen: Pen,
}

/// What of a cell's style a terminal can show.
#[derive(Debug, Clone, Copy)]
pub(super) struct Palette {
    colours: Colours,
    modifiers: Modifier,
    ascii: bool,
    console: bool,
}

/// The modifiers that show on a blank cell: a picture does, too.
pub(super) const VISIBLE_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT)
    .union(UNDER_PIXELS);

/// More bytes than any letter with two combining marks has.
const LONGEST_SYMBOL: usize = 32;

impl Tile<'static> {
    /// A blank cell in the terminal's own background.
    pub(super) const BLANK: Self = Tile {
        symbol: " ",
        width: 1,
        pen: Pen::PLAIN,
    };
}

impl Tile<'_> {
    /// Nothing of it shows but its background.
    pub(super) fn is_blank(&self) -> bool {
        self.symbol == " " && !self.pen.modifiers.intersects(VISIBLE_ON_BLANK)
    }

    /// A blank that an erasing sequence leaves behind.
    pub(super) fn is_erasable(&self, in_colour: bool) -> bool {
        self.is_blank() && (in_colour || self.pen.ground == Ink::DEFAULT)
    }

    /// The blank cell that an erasing sequence leaves with this tile's background.
    pub(super) fn erased(&self) -> Self {
        Tile {
            pen: Pen {
                ground: self.pen.ground,
                ..Pen::PLAIN
            },
            ..Tile::BLANK
        }
    }

    /// A blank tile may be written with `pen` as well as with its own.
    pub(super) fn is_blank_under(&self, pen: Pen) -> bool {
        pen.ground == self.pen.ground && !pen.modifiers.intersects(VISIBLE_ON_BLANK)
    }

    /// Terminals differ in how far the cursor moves after it: graphemes of several characters, emoji.
    pub(super) fn is_uncertain(&self) -> bool {
        if self.symbol.len() <= 2 {
            return false;
        }
        let mut chars = self.symbol.chars();
        chars
            .next()
            .is_some_and(|first| self.width == 2 && first >= '\u{1F000}')
            || chars.next().is_some()
    }
}

impl Palette {
    pub(super) fn of(profile: Profile) -> Self {
        let plain = Modifier::BOLD | Modifier::REVERSED;
        let all =
            plain | Modifier::DIM | Modifier::ITALIC | Modifier::UNDERLINED | Modifier::CROSSED_OUT;
        Self {
            colours: profile.colours,
            // The console shows the others as colours of its own.
            modifiers: UNDER_PIXELS.union(if profile.glyphs == Glyphs::Console {
                plain
            } else {
                all
            }),
            ascii: profile.glyphs == Glyphs::Ascii,
            console: profile.glyphs == Glyphs::Console,
        }
    }

    pub(super) fn is_ascii(self) -> bool {
        self.ascii
    }

    /// How a cell looks, wherever it stands but at the right margin.
    #[inline]
    pub(super) fn tile(self, cell: &Cell) -> Tile<'_> {
        let (symbol, width) = self.clean(cell.symbol());
        let ground = Ink::background(cell.bg, self.colours);
        let modifiers = cell.modifier & self.modifiers;
        if symbol == " " && !modifiers.intersects(VISIBLE_ON_BLANK) {
            return Tile {
                symbol,
                width,
                pen: Pen {
                    ground,
                    ..Pen::PLAIN
                },
            };
        }
        let pen = Pen {
            ink: Ink::foreground(cell.fg, self.colours),
            ground,
            modifiers,
        };
        let pen = if self.console { pen.on_console() } else { pen };
        Tile { symbol, width, pen }
    }

    /// The symbol as it may be sent, and its width in cells, 1 or 2.
    #[inline]
    fn clean(self, symbol: &str) -> (&str, usize) {
        match symbol.as_bytes() {
            [b' '..=b'~'] => (symbol, 1),
            _ => self.cleaned(symbol),
        }
    }

    fn cleaned(self, symbol: &str) -> (&str, usize) {
        match symbol.as_bytes() {
            [] | [0xC2, 0xA0] => (" ", 1),
            [_] => ("?", 1),
            _ if self.ascii => ("?", 1),
            _ => spread(symbol).map_or(("?", 1), |width| (symbol, width)),
        }
    }
}

/// The width of a symbol of several bytes; `None` if it may not be sent.
fn spread(symbol: &str) -> Option<usize> {
    let mut chars = symbol.chars();
    let first = chars.next()?;
    if symbol.len() > LONGEST_SYMBOL || is_barred(first) {
        return None;
    }
    let width = first.width().filter(|width| (1..=2).contains(width))?;
    if symbol.len() == first.len_utf8() {
        return Some(width);
    }
    // What follows the first character must lie on top of it.
    if chars.any(|mark| is_barred(mark) || mark.width() != Some(0)) {
        return None;
    }
    Some(symbol.width()).filter(|width| (1..=2).contains(width))
}

/// Controls, bidi controls, invisible characters, private use and noncharacters.
fn is_barred(character: char) -> bool {
    matches!(character,
        '\0'..='\x1F' | '\x7F'..='\u{9F}' | '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}'
        | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{E000}'..='\u{F8FF}' | '\u{FDD0}'..='\u{FDEF}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..)
        || u32::from(character) & 0xFFFE == 0xFFFE
}
