//! Puts pictures among the cells: as half blocks, or as room for pixels.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

use crate::glyphs::{Cell, Pictures};
use crate::layout::Inset;
use crate::tour::raster::Raster;

/// Of a cell that pixels lie on: it is no cell to write or erase. The sequences never switch it on.
pub(crate) const UNDER_PIXELS: Modifier = Modifier::HIDDEN;

/// Draws `insets`, which stand in cells of `buffer`.
pub(crate) fn draw(insets: &[Inset], pictures: Pictures, buffer: &mut Buffer) {
    for inset in insets {
        match pictures {
            Pictures::None => {}
            Pictures::HalfBlocks => halves(inset, buffer),
            Pictures::Pixels { .. } => reserve(inset, buffer),
        }
    }
}

/// Two dots a cell, as wide as high.
fn halves(inset: &Inset, buffer: &mut Buffer) {
    let Cell { width, height } = Cell::USUAL;
    let (width, height) = inset.pixels(width.into(), u32::from(height));
    let across = u32::from(Cell::USUAL.width);
    let down = u32::from(Cell::USUAL.height / 2);
    let dots = inset
        .picture
        .at(width.div_ceil(across), height.div_ceil(down));
    for at in inset.area.intersection(buffer.area).positions() {
        let (x, row) = (at.x - inset.area.x, at.y - inset.area.y + inset.above);
        cell(&dots, x.into(), u32::from(row) * 2, at, buffer);
    }
}

/// What is past the last dots stays as it is.
fn cell(dots: &Raster, x: u32, y: u32, at: Position, buffer: &mut Buffer) {
    if x >= dots.width() || y >= dots.height() {
        return;
    }
    let colour = |y: u32| {
        let [red, green, blue] = dots.pixel(x, y);
        Color::Rgb(red, green, blue)
    };
    let cell = &mut buffer[at];
    cell.set_char('▀').set_fg(colour(y));
    if y + 1 < dots.height() {
        cell.set_bg(colour(y + 1));
    }
}

fn reserve(inset: &Inset, buffer: &mut Buffer) {
    for at in inset.area.intersection(buffer.area).positions() {
        let cell = &mut buffer[at];
        cell.set_char(' ');
        cell.modifier = UNDER_PIXELS;
    }
}
