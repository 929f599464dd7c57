//! What a terminal shows of a cell, for those who draw it elsewhere than on a terminal.

use ratatui::buffer::Cell;
use ratatui::style::Modifier;

use super::pen;
use super::tile::Palette;
use crate::glyphs::Profile;

/// A colour: red, green, blue.
pub type Rgb = [u8; 3];

/// The sixteen colours of VGA in ANSI order, which terminals are taken to have.
pub const PALETTE: [Rgb; 16] = pen::VGA;

/// A cell as a terminal shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown<'a> {
    /// What stands in it: characters that a terminal may be sent.
    pub symbol: &'a str,
    /// 1 or 2 cells; the cell after a wide one belongs to it.
    pub width: u16,
    /// `None` is the terminal's own colour.
    pub ink: Option<Rgb>,
    /// As `ink`.
    pub ground: Option<Rgb>,
    pub modifiers: Modifier,
}

/// A cell as a terminal with this profile shows it.
pub fn shown<'a>(cell: &'a Cell, profile: &Profile) -> Shown<'a> {
    let tile = Palette::of(*profile).tile(cell);
    Shown {
        symbol: tile.symbol,
        width: tile.width as u16,
        ink: tile.pen.ink.rgb(),
        ground: tile.pen.ground.rgb(),
        modifiers: tile.pen.modifiers,
    }
}
