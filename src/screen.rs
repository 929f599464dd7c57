//! Turns the frame a terminal shows into the frame that is wanted, in the fewest bytes its profile allows.
//!
//! [`encode`] is a pure function of two [`Frame`]s and a profile; [`enter`] and [`leave`] bracket a
//! visit. This is also the last barrier: whatever a cell holds, no control, bidi or invisible
//! character leaves. There is no query and no blinking, and no OSC, APC or DCS but those that bear the
//! pixels of a picture, which are made here.

#[cfg(feature = "images")]
mod image;
mod line;
mod pen;
mod scroll;
pub mod shown;
mod tile;
mod writer;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use crate::glyphs::Profile;
use crate::layout::Inset;
#[cfg(feature = "images")]
use image::Images;
use line::Line;
use pen::Pen;
use scroll::Scroll;
use tile::{Palette, Tile};
use writer::Writer;

/// A picture of the whole screen, with the place of the visible cursor; `None` hides it.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    pub buffer: &'a Buffer,
    /// Counted from the buffer's upper left corner; clamped to it.
    pub cursor: Option<Position>,
    /// The pictures that lie on its cells, where the profile has [pixels](crate::glyphs::Pictures::Pixels).
    pub insets: &'a [Inset],
}

/// Whether the terminal reports clicks and touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    /// Clicks stay with the terminal, so that text can be selected.
    Ignored,
    /// Clicks, touches and the wheel are reported in SGR form (modes 1000 and 1006).
    Reported,
}

/// Appends the bytes that make a terminal which shows `shown` show `wanted`.
///
/// With `None`, or a frame of another size, the screen is cleared and painted. Appends nothing when
/// the two frames look alike. The terminal must be as [`enter`] left it; every frame ends with a
/// plain pen, so that what comes after, from whomever, is not coloured.
pub fn encode(shown: Option<Frame<'_>>, wanted: Frame<'_>, profile: &Profile, out: &mut Vec<u8>) {
    let start = out.len();
    if profile.synchronized {
        out.extend_from_slice(b"\x1b[?2026h");
    }
    let opened = out.len();
    let shown = shown.filter(|frame| size(frame) == size(&wanted));
    match shown {
        Some(shown) => update(shown, wanted, *profile, out),
        None => paint(wanted, *profile, out),
    }
    if out.len() == opened {
        out.truncate(start);
    } else if profile.synchronized {
        out.extend_from_slice(b"\x1b[?2026l");
    }
}

/// Appends what readies a terminal for frames: its own screen, hidden cursor, no automatic wrap.
///
/// Automatic wrap is off so that the lower right cell can be written without scrolling. Mouse
/// reports need [`Profile::alternate_screen`]; a Linux console gets none.
pub fn enter(profile: &Profile, mouse: Mouse, out: &mut Vec<u8>) {
    if profile.alternate_screen {
        out.extend_from_slice(b"\x1b[?1049h\x1b[?2004l");
        if mouse == Mouse::Reported {
            out.extend_from_slice(b"\x1b[?1000h\x1b[?1006h");
        }
    }
    out.extend_from_slice(b"\x1b[?25l\x1b[?7l\x1b[m\x1b[H\x1b[2J");
}

/// Appends what gives a terminal back as it was, whatever state the visit left it in; may be sent twice.
pub fn leave(profile: &Profile, out: &mut Vec<u8>) {
    #[cfg(feature = "images")]
    image::forget(profile.pictures, out);
    if profile.synchronized {
        out.extend_from_slice(b"\x1b[?2026l");
    }
    if profile.scroll_regions {
        out.extend_from_slice(b"\x1b[r");
    }
    if profile.alternate_screen {
        out.extend_from_slice(b"\x1b[?1006l\x1b[?1000l\x1b[m\x1b[2J\x1b[?1049l");
    } else {
        out.extend_from_slice(b"\x1b[m\x1b[H\x1b[2J");
    }
    // After the other screen is gone: terminals that save these modes with it bring the old ones back.
    out.extend_from_slice(b"\x1b[m\x1b[?7h\x1b[?25h");
}

/// Appends what makes a terminal forget the lines that were scrolled off it.
pub fn forget(out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[3J");
}

/// Appends what makes an empty screen of its own ready for lines that only append.
pub fn to_lines(profile: &Profile, out: &mut Vec<u8>) {
    if profile.scroll_regions {
        out.extend_from_slice(b"\x1b[r");
    }
    out.extend_from_slice(b"\x1b[m\x1b[H\x1b[2J\x1b[?7h\x1b[?25h");
}

/// Appends what makes it ready for frames again.
pub fn from_lines(profile: &Profile, out: &mut Vec<u8>) {
    to_lines(profile, out);
    out.extend_from_slice(b"\x1b[?7l\x1b[?25l");
}

/// Appends words in a style, with a plain pen behind them: for what is printed line by line.
///
/// As much of the style as the profile has; characters that may not leave become question marks.
pub fn words(words: &str, style: Style, profile: &Profile, out: &mut Vec<u8>) {
    let palette = Palette::of(*profile);
    let mut cell = Cell::EMPTY;
    let mut pen = Pen::PLAIN;
    for sign in words.graphemes(true) {
        cell.set_symbol(sign).set_style(style);
        let tile = palette.tile(&cell);
        if !(tile.is_blank() && tile.is_blank_under(pen)) {
            pen.change(tile.pen, profile.erase_characters, out);
            pen = tile.pen;
        }
        out.extend_from_slice(tile.symbol.as_bytes());
    }
    pen.change(Pen::PLAIN, profile.erase_characters, out);
}

fn size(frame: &Frame<'_>) -> (usize, usize) {
    let area = frame.buffer.area;
    let (width, height) = (usize::from(area.width), usize::from(area.height));
    // A buffer's fields are public: trust only as many rows as there are cells for.
    (
        width,
        frame
            .buffer
            .content
            .len()
            .checked_div(width)
            .unwrap_or(0)
            .min(height),
    )
}

fn paint(wanted: Frame<'_>, profile: Profile, out: &mut Vec<u8>) {
    let (width, height) = size(&wanted);
    let palette = Palette::of(profile);
    let mut writer = Writer::new(palette, profile, None, out);
    let rows = Rows {
        wanted: &wanted.buffer.content,
        shown: None,
        width,
        height,
    };
    let ground = writer.clear(&rows.ground(palette));
    paint_rows(&rows, ground, &mut writer);
    #[cfg(feature = "images")]
    if let Some(images) = Images::of(profile.pictures, None, wanted.insets) {
        images.write(&mut writer);
    }
    writer.cursor(None, place(wanted));
    writer.rest();
}

/// Paints what changed: cells, and the pictures that lie on them.
fn update(shown: Frame<'_>, wanted: Frame<'_>, profile: Profile, out: &mut Vec<u8>) {
    #[cfg(feature = "images")]
    if let Some(images) = Images::of(profile.pictures, Some(shown.insets), wanted.insets) {
        return redraw(shown, wanted, images, profile, out);
    }
    repaint(shown, wanted, profile, out);
}

/// Paints what changed where there are pictures: no rows are moved, and those that stay are not touched.
#[cfg(feature = "images")]
fn redraw(
    shown: Frame<'_>,
    wanted: Frame<'_>,
    images: Images<'_>,
    profile: Profile,
    out: &mut Vec<u8>,
) {
    let (width, height) = size(&wanted);
    let known = images.without_gone(shown.buffer);
    let rows = Rows {
        wanted: &wanted.buffer.content,
        shown: Some(Shown {
            cells: &known.content,
            scroll: None,
        }),
        width,
        height,
    };
    let mut writer = Writer::new(Palette::of(profile), profile, place(shown), out);
    paint_rows(&rows, Tile::BLANK, &mut writer);
    images.write(&mut writer);
    writer.cursor(Some(shown.cursor.is_some()), place(wanted));
    writer.rest();
}

fn repaint(shown: Frame<'_>, wanted: Frame<'_>, profile: Profile, out: &mut Vec<u8>) {
    let (width, height) = size(&wanted);
    let palette = Palette::of(profile);
    let start = out.len();
    let rows = Rows {
        wanted: &wanted.buffer.content,
        shown: Some(Shown {
            cells: &shown.buffer.content,
            scroll: None,
        }),
        width,
        height,
    };
    let scroll = if profile.scroll_regions {
        scroll::find(&rows)
    } else {
        None
    };
    let frame = |rows: &Rows<'_>, out: &mut Vec<u8>| {
        let mut writer = Writer::new(palette, profile, place(shown), out);
        if let Some(scroll) = rows.scroll() {
            writer.scroll(scroll);
        }
        paint_rows(rows, Tile::BLANK, &mut writer);
        writer.cursor(Some(shown.cursor.is_some()), place(wanted));
        writer.rest();
    };
    if let Some(scroll) = scroll
        && scroll.is_worth_it()
    {
        return frame(&rows.scrolled(scroll), out);
    }
    frame(&rows, out);
    let Some(scroll) = scroll else { return };
    let middle = out.len();
    frame(&rows.scrolled(scroll), out);
    if out.len() - middle < middle - start {
        out.drain(start..middle);
    } else {
        out.truncate(middle);
    }
}

fn place(frame: Frame<'_>) -> Option<(usize, usize)> {
    let (width, height) = size(&frame);
    let at = frame.cursor?;
    Some((
        usize::from(at.x).min(width.saturating_sub(1)),
        usize::from(at.y).min(height.saturating_sub(1)),
    ))
}

fn paint_rows(rows: &Rows<'_>, ground: Tile<'_>, writer: &mut Writer<'_>) {
    let palette = writer.palette();
    let blank_from = rows.blank_from(palette, writer.erases_in_colour());
    for y in 0..rows.height {
        let line = Line {
            shown: rows.shown_row(y),
            ground,
            wanted: rows.wanted_row(y),
            palette,
            y,
        };
        let below = (y + 1 >= blank_from && y + 1 < rows.height)
            .then_some(rows.corner(palette))
            .flatten();
        if line::write(&line, below, writer).is_break() {
            return;
        }
    }
}

/// The cells of both frames, row by row.
#[derive(Clone, Copy)]
struct Rows<'a> {
    wanted: &'a [Cell],
    shown: Option<Shown<'a>>,
    width: usize,
    height: usize,
}

#[derive(Clone, Copy)]
struct Shown<'a> {
    cells: &'a [Cell],
    scroll: Option<Scroll>,
}

impl<'a> Rows<'a> {
    fn wanted_row(&self, y: usize) -> &'a [Cell] {
        self.wanted
            .get(y * self.width..(y + 1) * self.width)
            .unwrap_or_default()
    }

    /// What row `y` shows; `None` is a row of blank ground.
    fn shown_row(&self, y: usize) -> Option<&'a [Cell]> {
        let shown = self.shown?;
        let y = shown.scroll.map_or(Some(y), |scroll| scroll.source(y))?;
        shown.cells.get(y * self.width..(y + 1) * self.width)
    }

    fn scroll(&self) -> Option<Scroll> {
        self.shown.and_then(|shown| shown.scroll)
    }

    fn scrolled(self, scroll: Scroll) -> Self {
        Self {
            shown: self.shown.map(|shown| Shown {
                scroll: Some(scroll),
                ..shown
            }),
            ..self
        }
    }

    /// The background that most of the screen is likely to have: that at the end of its middle row.
    fn ground(&self, palette: Palette) -> Tile<'a> {
        let row = self.wanted_row(self.height / 2);
        row.last()
            .map_or(Tile::BLANK, |cell| palette.tile(cell).erased())
    }

    /// The lower right tile.
    fn corner(&self, palette: Palette) -> Option<Tile<'a>> {
        self.wanted_row(self.height.checked_sub(1)?)
            .last()
            .map(|cell| palette.tile(cell))
    }

    /// The first of the rows at the bottom that are all blank, and blank alike.
    fn blank_from(&self, palette: Palette, in_colour: bool) -> usize {
        let Some(last) = self.corner(palette) else {
            return self.height;
        };
        if !last.is_erasable(in_colour) {
            return self.height;
        }
        let blank = |y: &usize| {
            self.wanted_row(*y)
                .iter()
                .all(|cell| palette.tile(cell) == last)
        };
        self.height - (0..self.height).rev().take_while(blank).count()
    }
}

#[cfg(test)]
mod tests;
