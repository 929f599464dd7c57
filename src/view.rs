//! Paints a laid-out page into cells, in the terminal's letters or in [large](large::Letters) ones. It
//! reads only.

mod code;
pub mod large;
pub(crate) mod picture;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::layout::Page;
use crate::theme::{Role, Theme};

/// A cell with neither half, the lower, the upper and both.
const HALVES: [char; 4] = [' ', '▄', '▀', '█'];

/// Paints `page` into `buffer`, which takes the page's size.
pub fn draw(page: &Page<'_>, theme: &Theme, buffer: &mut Buffer) {
    pieces(page, theme, buffer);
    if let Some(scan) = &page.scan {
        code::draw(&scan.code, scan.area.as_position(), theme.scan(), buffer);
    }
}

/// Paints the words of `page` only.
fn pieces(page: &Page<'_>, theme: &Theme, buffer: &mut Buffer) {
    let area = Rect::from((Position::ORIGIN, page.size));
    buffer.resize(area);
    let mut ground = Cell::EMPTY;
    ground.set_style(theme.style(Role::Text));
    buffer.content.fill(ground);
    for piece in page
        .pieces
        .iter()
        .filter(|piece| piece.y < area.height && piece.x < area.width)
    {
        let room = usize::from(area.width - piece.x);
        let at = Position::new(piece.x, piece.y);
        let style = theme.faced(piece.role, piece.face);
        write(buffer, at, &piece.text, room, style);
    }
}

/// Writes `text` into at most `room` cells from `at` on.
///
/// Nearly all text is printable ASCII, a cell for each byte; only what is not is taken apart into
/// graphemes, which takes ten times as long.
fn write(buffer: &mut Buffer, mut at: Position, text: &str, room: usize, style: Style) {
    let right = at.x + room as u16;
    let mut rest = text;
    while !rest.is_empty() && at.x < right {
        let (plain, other) = rest.split_at(plain_length(rest));
        for byte in plain.bytes().take(usize::from(right - at.x)) {
            buffer[at].set_char(char::from(byte)).set_style(style);
            at.x += 1;
        }
        let (joined, after) = other.split_at(other_length(other));
        let room = usize::from(right - at.x);
        if joined.len() > room {
            // It may not fit; what follows a character that does not is not written.
            buffer.set_stringn(at.x, at.y, other, room, style);
            return;
        }
        (at.x, _) = buffer.set_stringn(at.x, at.y, joined, room, style);
        rest = after;
    }
}

/// How many bytes at the beginning of `text` are characters of their own: printable ASCII before
/// printable ASCII. What comes after the last one may join it, as an accent does.
fn plain_length(text: &str) -> usize {
    match text.bytes().position(|byte| !is_plain(byte)) {
        Some(length) => length.saturating_sub(1),
        None => text.len(),
    }
}

/// How many bytes go before the next place between two characters of printable ASCII.
fn other_length(text: &str) -> usize {
    let between = |pair: &[u8]| is_plain(pair[0]) && is_plain(pair[1]);
    text.as_bytes()
        .windows(2)
        .position(between)
        .map_or(text.len(), |before| before + 1)
}

fn is_plain(byte: u8) -> bool {
    (b' '..=b'~').contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_written_as_ratatui_writes_it() {
        let texts = [
            "plain words",
            "“Mothers’ House” — 1938",
            "Қарағанды, қазақ",
            "e\u{301}te\u{301} cafe\u{301}",
            "你好 world 世界",
            "\u{600}12 of",
            "a\tb\nc\r\nd\u{7f}e",
            "👩\u{200d}👧 family",
            "",
        ];
        for (text, room) in texts
            .iter()
            .flat_map(|text| (0..24).map(move |room| (text, room)))
        {
            let area = Rect::new(0, 0, 30, 1);
            let (mut own, mut theirs) = (Buffer::empty(area), Buffer::empty(area));
            let style = Style::new().fg(ratatui::style::Color::Red);
            write(&mut own, Position::new(3, 0), text, room, style);
            theirs.set_stringn(3, 0, text, room, style);
            assert_eq!(own, theirs, "{text:?} in {room} cells");
        }
    }
}
