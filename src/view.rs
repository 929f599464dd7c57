//! Paints a laid-out page into cells. It reads only.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::layout::{Page, Piece};
use crate::markup::Face;
use crate::theme::{Role, Theme};

/// Paints `page` into `buffer`, which takes the page's size.
pub fn draw(page: &Page<'_>, theme: &Theme, buffer: &mut Buffer) {
    let area = Rect::from((ratatui::layout::Position::ORIGIN, page.size));
    buffer.resize(area);
    buffer.reset();
    let ground = theme.style(Role::Text);
    if ground.bg.is_some_and(|colour| colour != ratatui::style::Color::Reset) {
        buffer.set_style(area, ground);
    }
    for piece in page.pieces.iter().filter(|piece| piece.y < area.height && piece.x < area.width) {
        let room = usize::from(area.width - piece.x);
        buffer.set_stringn(piece.x, piece.y, &piece.text, room, style(piece, theme));
    }
}

fn style(piece: &Piece<'_>, theme: &Theme) -> Style {
    let style = theme.style(piece.role);
    match piece.face {
        Face { emphasis: false, strong: false, .. } => style,
        Face { strong: true, .. } => style.add_modifier(Modifier::BOLD),
        Face { emphasis: true, .. } => style.patch(theme.emphasis()),
    }
}
