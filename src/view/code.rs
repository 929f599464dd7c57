//! A QR code in half blocks: a module is about as wide as high.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::Style;

use crate::qr::Code;
use crate::view::HALVES;

/// Paints `code` from `corner` on, the white around it included. What does not fit is left out.
pub(super) fn draw(code: &Code, corner: Position, style: Style, buffer: &mut Buffer) {
    let size = Size::new(code.side(), code.side().div_ceil(2));
    let room = Rect::from((corner, size)).intersection(buffer.area);
    for on in room.positions() {
        let (column, row) = (on.x - corner.x, (on.y - corner.y) * 2);
        let upper = code.is_dark(column, row);
        let lower = code.is_dark(column, row + 1);
        let half = usize::from(upper) * 2 + usize::from(lower);
        buffer[on].reset();
        buffer[on].set_char(HALVES[half]).set_style(style);
    }
}
