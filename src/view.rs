//! Paints a laid-out page into cells. It reads only.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Color;

use crate::layout::Page;
use crate::theme::{Role, Theme};

/// Paints `page` into `buffer`, which takes the page's size.
pub fn draw(page: &Page<'_>, theme: &Theme, buffer: &mut Buffer) {
    let area = Rect::from((Position::ORIGIN, page.size));
    buffer.resize(area);
    buffer.reset();
    let ground = theme.style(Role::Text);
    if ground.bg.is_some_and(|colour| colour != Color::Reset) {
        buffer.set_style(area, ground);
    }
    for piece in page
        .pieces
        .iter()
        .filter(|piece| piece.y < area.height && piece.x < area.width)
    {
        let room = usize::from(area.width - piece.x);
        buffer.set_stringn(
            piece.x,
            piece.y,
            &piece.text,
            room,
            theme.faced(piece.role, piece.face),
        );
    }
}
