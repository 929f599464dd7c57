//! Large letters: a page is laid out for few cells, and each of them becomes a block of cells, drawn
//! in half blocks from a bitmap font.
//!
//! A half block is about as wide as high, so a letter keeps its shape; every terminal in UTF-8 and
//! every `FullCyrAsia` console font has it, and no other drawing sign is used. The letters are those
//! of X11's misc-fixed, in two heights that both take six columns: 6x10, whose Cyrillic and Kazakh
//! read best, where it leaves ten rows or more, else 5x8. Narrower ones do not do: 4x6 has no Kazakh,
//! and on five columns ж, ш and ю run into their neighbours.
//!
//! | screen | a letter in | letters |
//! |---|---|---|
//! | 240×67 | 6×5 cells | 40×13 |
//! | 192×54 | 6×5 | 32×10 |
//! | 160×45 | 6×4 | 26×11 |
//! | 120×33 | 6×4 | 20×8 |
//! | 100×30 | 6×4 | 16×7 |
//! | 80×24 | 6×4 | 13×6 |
//!
//! On a smaller screen letters stay as they are.

mod font;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

use crate::glyphs::{Glyphs, Pictures, Profile};
use crate::layout::{Inset, Page};
use crate::theme::Theme;
use crate::view::{self, HALVES, code, picture};
use font::Face;

/// How large letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Letters {
    /// The terminal's own.
    Normal,
    /// A block of cells for each, where the screen has half blocks and room.
    Large,
}

impl Letters {
    /// Whether this terminal can show large letters at all; if not, they are drawn as normal ones.
    pub fn available(profile: &Profile) -> bool {
        profile.glyphs != Glyphs::Ascii
    }
}

/// How the cells of a page stand on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    screen: Size,
    /// What the letters are drawn from; `None` for the terminal's own.
    face: Option<Face>,
}

/// The least page in large letters.
const LEAST: Size = Size::new(12, 6);
/// From so many rows on the taller letters are taken.
const TALL: u16 = 10;

/// What shows in the pixels, or would slant half blocks.
const DRAWN: Modifier = Modifier::UNDERLINED.union(Modifier::ITALIC);

impl Scale {
    /// How `letters` stand on a screen of `screen` cells.
    pub fn of(letters: Letters, profile: &Profile, screen: Size) -> Self {
        let large = letters == Letters::Large && Letters::available(profile);
        let face = large.then(|| fitting(screen)).flatten();
        Self { screen, face }
    }

    /// The cells that a letter takes.
    pub fn block(self) -> Size {
        self.face.map_or(Size::new(1, 1), Face::block)
    }

    /// The size to lay a page out for.
    pub fn page(self) -> Size {
        divided(self.screen, self.block())
    }

    /// The cell of the page that a cell of the screen belongs to, the nearest one at the margins.
    pub fn cell(self, at: Position) -> Position {
        let (block, page, margin) = (self.block(), self.page(), self.margin());
        let along = |at: u16, margin: u16, block: u16, cells: u16| {
            (at.saturating_sub(margin) / block).min(cells.saturating_sub(1))
        };
        Position::new(
            along(at.x, margin.x, block.width, page.width),
            along(at.y, margin.y, block.height, page.height),
        )
    }

    /// Where the cursor stands for a cell of the page: at the lower left of its block, where least of
    /// the letter is covered.
    pub fn cursor(self, cell: Position) -> Position {
        let corner = self.corner(cell);
        Position::new(corner.x, corner.y + self.block().height - 1)
    }

    /// Paints `page`, which was laid out for [`Scale::page`], into `buffer`, which takes the
    /// screen's size.
    pub fn draw(self, page: &Page<'_>, theme: &Theme, pictures: Pictures, buffer: &mut Buffer) {
        let Some(face) = self.face else {
            view::draw(page, theme, buffer);
            picture::draw(&page.insets, pictures, buffer);
            return;
        };
        let mut cells = Buffer::default();
        view::pieces(page, theme, &mut cells);
        self.ground(&cells, buffer);
        for at in cells.area.positions() {
            self.letter(face, at, &cells[at], buffer);
        }
        // A code in large modules would have no room; a phone reads small ones.
        if let Some(scan) = &page.scan {
            let corner = self.corner(scan.area.as_position());
            code::draw(&scan.code, corner, theme.scan(), buffer);
        }
        picture::draw(&self.insets(page), pictures, buffer);
    }

    /// The pictures of a page, in cells of the screen.
    pub fn insets(self, page: &Page<'_>) -> Vec<Inset> {
        let block = self.block();
        let enlarged = |inset: &Inset| {
            let corner = self.corner(Position::new(inset.area.x, inset.area.y));
            inset.enlarged(block, (corner.x, corner.y))
        };
        page.insets.iter().map(enlarged).collect()
    }

    /// Half of what blocks leave of the screen.
    fn margin(self) -> Position {
        let (block, page) = (self.block(), self.page());
        Position::new(
            (self.screen.width - page.width * block.width) / 2,
            (self.screen.height - page.height * block.height) / 2,
        )
    }

    /// The upper left cell of a block.
    fn corner(self, cell: Position) -> Position {
        let (block, margin) = (self.block(), self.margin());
        Position::new(
            margin.x + cell.x * block.width,
            margin.y + cell.y * block.height,
        )
    }

    /// Every cell of the screen in the colours of its cell of the page.
    fn ground(self, cells: &Buffer, buffer: &mut Buffer) {
        let area = Rect::from((Position::ORIGIN, self.screen));
        buffer.resize(area);
        for at in area.positions() {
            buffer[at] = blank(&cells[self.cell(at)]);
        }
    }

    fn letter(self, face: Face, at: Position, cell: &Cell, buffer: &mut Buffer) {
        let underlined = cell.modifier.contains(Modifier::UNDERLINED);
        if cell.symbol() == " " && !underlined {
            return;
        }
        let blocks = (cell.symbol().width() as u16).clamp(1, 2);
        let mut dots = face.letter(cell.symbol(), blocks);
        if underlined {
            dots.underline(blocks);
        }
        let (corner, block) = (self.corner(at), face.block());
        let room = Rect::from((corner, Size::new(block.width * blocks, block.height)));
        for on in room.intersection(buffer.area).positions() {
            let (x, row) = (on.x - corner.x, (on.y - corner.y) * 2);
            let half = usize::from(dots.at(x, row)) * 2 + usize::from(dots.at(x, row + 1));
            buffer[on] = blank(cell);
            buffer[on].set_char(HALVES[half]);
        }
    }
}

/// The face for a screen: the taller one where it leaves rows enough.
fn fitting(screen: Size) -> Option<Face> {
    let page = |face: Face| divided(screen, face.block());
    let fits = |face: &Face| {
        let page = page(*face);
        page.width >= LEAST.width && page.height >= LEAST.height
    };
    let tall = page(Face::Tall).height >= TALL;
    let face = if tall { Face::Tall } else { Face::Short };
    Some(face).filter(fits)
}

fn divided(screen: Size, block: Size) -> Size {
    Size::new(screen.width / block.width, screen.height / block.height)
}

/// A cell's colours without its letter.
fn blank(cell: &Cell) -> Cell {
    let mut blank = cell.clone();
    blank.set_char(' ');
    blank.modifier -= DRAWN;
    blank
}

#[cfg(test)]
mod tests;
