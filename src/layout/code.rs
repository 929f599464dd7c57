//! A QR code beside the text, or below it: room is kept for the largest that the page may show, so that
//! the text never moves because of it.

use ratatui::layout::{Rect, Size};

use crate::glyphs::Glyphs;
use crate::layout::Paper;
use crate::layout::columns::{Columns, GUTTER, MEASURE, margin};
use crate::player::scene::Scene;
use crate::player::view::NotesState;
use crate::qr::Code;

/// Rows that the text keeps above a code.
const ROWS: u16 = 12;
/// Columns that the text keeps beside one on a wide screen; on a narrow one it keeps nine in twenty.
const COLUMNS: u16 = 45;

/// A QR code on a page.
#[derive(Debug)]
pub struct Scan {
    /// Where it stands, in cells of the page. It is drawn in half blocks from the upper left corner on.
    pub area: Rect,
    pub code: Code,
}

/// Takes the room for a page's codes from its text; `None` where it shows none, or there is no room.
pub(crate) fn divide(columns: &mut Columns, scene: &Scene<'_>, paper: Paper) -> Option<Rect> {
    let phone = scene.phone.as_ref()?;
    if paper.glyphs == Glyphs::Ascii || scene.notes.state != NotesState::Absent {
        return None;
    }
    let codes: Vec<Size> = phone
        .sides
        .iter()
        .map(|side| cells(*side, paper.block))
        .collect();
    beside(columns, &codes, paper.size.width).or_else(|| below(columns, &codes))
}

/// The code of what has the focus, at the upper left of the room that was kept.
pub(crate) fn scan(scene: &Scene<'_>, room: Rect, block: Size) -> Option<Scan> {
    let code = Code::of(scene.phone.as_ref()?.address?)?;
    let size = cells(code.side(), block);
    let area = Rect::from((room.as_position(), size));
    (area.intersection(room) == area).then_some(Scan { area, code })
}

/// The cells of a page that so many modules take on each side.
fn cells(side: u16, block: Size) -> Size {
    let halves = side.div_ceil(2);
    Size::new(side.div_ceil(block.width), halves.div_ceil(block.height))
}

fn beside(columns: &mut Columns, codes: &[Size], width: u16) -> Option<Rect> {
    let text = columns.text;
    let least = COLUMNS.min(width * 9 / 20);
    let whole = width.saturating_sub(margin(width) + GUTTER);
    let fits = |code: &&Size| code.height <= text.height && code.width + least <= whole;
    let code = codes.iter().filter(fits).map(|code| code.width).max()?;
    let kept = MEASURE.min(whole - code);
    let left = (width - kept - GUTTER - code) / 2;
    columns.text = Rect {
        x: left,
        width: kept,
        ..text
    };
    Some(Rect {
        x: left + kept + GUTTER,
        width: code,
        ..text
    })
}

fn below(columns: &mut Columns, codes: &[Size]) -> Option<Rect> {
    let text = columns.text;
    let whole = text.height.saturating_sub(ROWS + 1);
    let fits = |code: &&Size| code.height <= whole && code.width <= text.width;
    let code = codes.iter().filter(fits).map(|code| code.height).max()?;
    columns.text.height -= code + 1;
    Some(Rect {
        y: columns.text.bottom() + 1,
        height: code,
        ..text
    })
}
