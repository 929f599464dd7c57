//! The writing end of a terminal: where its cursor stands, which pen it holds, and the cheapest way on.

use super::line::Line;
use super::pen::Pen;
use super::scroll::Scroll;
use super::tile::{Palette, Tile};
use crate::glyphs::Profile;

/// Appends bytes to a frame and keeps what they do to the terminal.
pub(super) struct Writer<'o> {
    out: &'o mut Vec<u8>,
    palette: Palette,
    erase_characters: bool,
    erases_in_colour: bool,
    repeats: bool,
    pen: Pen,
    /// Column and row; `None` where it is not known, as after the last column.
    at: Option<(usize, usize)>,
}

/// A state of the writer to come back to when another way proves shorter.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    length: usize,
    pen: Pen,
    at: Option<(usize, usize)>,
}

/// Text written on trial, with the pen that is held, from the cursor on.
pub(super) struct Draft<'w, 'o> {
    writer: &'w mut Writer<'o>,
    kept: usize,
}

impl Draft<'_, '_> {
    pub(super) fn push(&mut self, symbol: &[u8]) {
        match symbol {
            [byte] => self.writer.out.push(*byte),
            bytes => self.writer.out.extend_from_slice(bytes),
        }
    }

    /// What was written so far stays.
    pub(super) fn keep(&mut self) {
        self.kept = self.writer.out.len();
    }

    /// So much was written since then that a move costs no more.
    pub(super) fn is_long(&self) -> bool {
        self.writer.out.len() - self.kept > SHORT_GAP
    }

    /// Drops what was not kept; what was fills so many cells.
    pub(super) fn finish(self, cells: usize, width: usize) {
        self.writer.out.truncate(self.kept);
        self.writer.advance(cells, width);
    }
}

/// Reprinting so many cells, or bytes, may be shorter than any move over them.
const SHORT_GAP: usize = 4;

impl<'o> Writer<'o> {
    /// `at` is where the cursor stands, if that is known.
    pub(super) fn new(
        palette: Palette,
        profile: Profile,
        at: Option<(usize, usize)>,
        out: &'o mut Vec<u8>,
    ) -> Self {
        Self {
            out,
            palette,
            erase_characters: profile.erase_characters,
            erases_in_colour: profile.erases_in_colour,
            repeats: profile.repeats,
            pen: Pen::PLAIN,
            at,
        }
    }

    pub(super) fn palette(&self) -> Palette {
        self.palette
    }

    pub(super) fn erases_in_colour(&self) -> bool {
        self.erases_in_colour
    }

    pub(super) fn repeats(&self) -> bool {
        self.repeats
    }

    /// The terminal can erase cells so that they look like this blank tile, without moving on.
    pub(super) fn can_erase_characters(&self, tile: &Tile<'_>) -> bool {
        self.erase_characters && tile.is_erasable(self.erases_in_colour)
    }

    /// Clears the screen, in the background of `ground` if the terminal can; returns what it shows then.
    pub(super) fn clear<'a>(&mut self, ground: &Tile<'a>) -> Tile<'a> {
        let ground = if self.erases_in_colour {
            *ground
        } else {
            Tile::BLANK
        };
        // The pen is not known: this may be the first frame after anything.
        self.out.extend_from_slice(b"\x1b[m");
        self.pen_for_blank(&ground);
        self.out.extend_from_slice(b"\x1b[H\x1b[2J");
        self.at = Some((0, 0));
        ground
    }

    /// Moves the rows of a part of the screen up or down.
    ///
    /// Lines are deleted and inserted rather than scrolled: the Linux console has no SU, and what
    /// is deleted does not go to its scrollback.
    pub(super) fn scroll(&mut self, scroll: Scroll) {
        let Scroll {
            top, bottom, by, ..
        } = scroll;
        self.sequence(&[top + 1, bottom], b'r');
        self.go_to_row(top);
        self.sequence(&[by.unsigned_abs()], if by > 0 { b'M' } else { b'L' });
        self.out.extend_from_slice(b"\x1b[r");
        self.at = Some((0, 0));
    }

    /// Ends a frame: shows the cursor at `place` or hides it, if it is not so already.
    pub(super) fn cursor(&mut self, is_shown: Option<bool>, place: Option<(usize, usize)>) {
        if let Some((x, y)) = place {
            self.jump(x, y);
        }
        if is_shown != Some(place.is_some()) {
            self.out.extend_from_slice(if place.is_some() {
                b"\x1b[?25h"
            } else {
                b"\x1b[?25l"
            });
        }
    }

    /// Sends the bytes of a picture with the cursor in a cell; where it is then is not known.
    #[cfg(feature = "images")]
    pub(super) fn image(&mut self, (x, y): (usize, usize), bytes: &[u8]) {
        self.rest();
        self.jump(x, y);
        self.out.extend_from_slice(bytes);
        self.at = None;
    }

    /// Sends what neither writes nor moves.
    #[cfg(feature = "images")]
    pub(super) fn command(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    /// Puts the pen down plain.
    pub(super) fn rest(&mut self) {
        self.take(Pen::PLAIN);
    }

    /// Brings the cursor to the cell in column `x` of a line that is to be written with `pen` next.
    pub(super) fn go(&mut self, line: &Line<'_>, x: usize, pen: Pen) {
        let y = line.y;
        match self.at {
            Some(at) if at == (x, y) => {}
            Some((from, row)) if row == y && from < x => self.along(line, from, x, pen),
            Some((from, row)) if row < y => self.down(line, (from, row), x, pen),
            _ => self.jump(x, y),
        }
    }

    /// Writes a tile where the cursor stands.
    pub(super) fn print(&mut self, tile: &Tile<'_>, width: usize) {
        if tile.is_blank() {
            self.pen_for_blank(tile);
        } else {
            self.take(tile.pen);
        }
        match tile.symbol.as_bytes() {
            [byte] => self.out.push(*byte),
            bytes => self.out.extend_from_slice(bytes),
        }
        self.advance(tile.width, width);
        if tile.is_uncertain() {
            self.at = None;
        }
    }

    pub(super) fn draft(&mut self) -> Draft<'_, 'o> {
        let kept = self.out.len();
        Draft { writer: self, kept }
    }

    /// Writes the tile just written `count` times more.
    pub(super) fn repeat(&mut self, tile: &Tile<'_>, count: usize, width: usize) {
        if self.repeats && repeat_length(count) < count * tile.symbol.len() {
            self.sequence(&[count], b'b');
            self.advance(count, width);
        } else {
            (0..count).for_each(|_| self.print(tile, width));
        }
    }

    /// Erases `count` cells from the cursor on; it stays where it is.
    pub(super) fn erase(&mut self, count: usize, blank: &Tile<'_>) {
        self.pen_for_blank(blank);
        self.sequence(&[count], b'X');
    }

    /// Erases the rest of the line, or of the screen; the cursor stays where it is.
    pub(super) fn erase_rest(&mut self, of_screen: bool, blank: &Tile<'_>) {
        self.pen_for_blank(blank);
        self.out
            .extend_from_slice(if of_screen { b"\x1b[J" } else { b"\x1b[K" });
    }

    pub(super) fn column(&self, y: usize) -> Option<usize> {
        self.at.filter(|at| at.1 == y).map(|at| at.0)
    }

    fn along(&mut self, line: &Line<'_>, from: usize, x: usize, pen: Pen) {
        let mark = self.mark();
        // The last frame may have left the cursor on the second half of a wide character.
        if x - from <= SHORT_GAP && !line.may_split_at(from) {
            line.tiles(from, x)
                .for_each(|tile| self.print(&tile, line.wanted.len()));
            let reached = self.at == Some((x, line.y));
            let walked = self.out.len() - mark.length + self.pen_length(self.pen, pen);
            if reached && walked <= forward_length(x - from) + self.pen_length(mark.pen, pen) {
                return;
            }
            self.back_to(mark);
        }
        self.forward(x - from);
        self.at = Some((x, line.y));
    }

    fn down(&mut self, line: &Line<'_>, (from, row): (usize, usize), x: usize, pen: Pen) {
        let y = line.y;
        let mark = self.mark();
        let absolute = jump_length(x, y);
        if from == x && x > 0 && vertical_length(y - row) < absolute {
            self.steps(y - row, b'B');
            self.at = Some((x, y));
            return;
        }
        let lines = y - row;
        if lines + 1 < absolute {
            // A line feed is only sent after a return: some terminals make it go to the first column.
            self.out.push(b'\r');
            self.out.resize(self.out.len() + lines, b'\n');
            self.at = Some((0, y));
            if x > 0 {
                self.along(line, 0, x, pen);
            }
            let walked = self.out.len() - mark.length + self.pen_length(self.pen, pen);
            if walked <= absolute + self.pen_length(mark.pen, pen) {
                return;
            }
            self.back_to(mark);
        }
        self.jump(x, y);
    }

    /// Absolute, from wherever.
    fn jump(&mut self, x: usize, y: usize) {
        if self.at == Some((x, y)) {
            return;
        }
        match (x, y) {
            (0, _) => self.go_to_row(y),
            _ => self.sequence(&[y + 1, x + 1], b'H'),
        }
        self.at = Some((x, y));
    }

    fn go_to_row(&mut self, y: usize) {
        if y == 0 {
            self.out.extend_from_slice(b"\x1b[H");
        } else {
            self.sequence(&[y + 1], b'H');
        }
    }

    fn forward(&mut self, cells: usize) {
        self.steps(cells, b'C');
    }

    /// A move whose count is left out when it is one.
    fn steps(&mut self, count: usize, last: u8) {
        if count == 1 {
            self.out.extend_from_slice(&[0x1B, b'[', last]);
        } else {
            self.sequence(&[count], last);
        }
    }

    fn sequence(&mut self, parameters: &[usize], last: u8) {
        self.out.extend_from_slice(b"\x1b[");
        for (index, parameter) in parameters.iter().enumerate() {
            if index > 0 {
                self.out.push(b';');
            }
            number(*parameter, self.out);
        }
        self.out.push(last);
    }

    fn advance(&mut self, cells: usize, width: usize) {
        // After the last column terminals wait, wrap or stay: the place is not known.
        self.at = self
            .at
            .map(|(x, y)| (x + cells, y))
            .filter(|at| at.0 < width);
    }

    fn pen_for_blank(&mut self, blank: &Tile<'_>) {
        if !blank.is_blank_under(self.pen) {
            self.take(blank.pen);
        }
    }

    fn take(&mut self, pen: Pen) {
        if self.pen != pen {
            self.pen.change(pen, self.erase_characters, self.out);
            self.pen = pen;
        }
    }

    /// How many bytes the change of a pen takes.
    fn pen_length(&mut self, from: Pen, to: Pen) -> usize {
        if from == to {
            return 0;
        }
        let start = self.out.len();
        from.change(to, self.erase_characters, self.out);
        let length = self.out.len() - start;
        self.out.truncate(start);
        length
    }

    fn mark(&self) -> Mark {
        Mark {
            length: self.out.len(),
            pen: self.pen,
            at: self.at,
        }
    }

    fn back_to(&mut self, mark: Mark) {
        self.out.truncate(mark.length);
        self.pen = mark.pen;
        self.at = mark.at;
    }
}

/// Appends a number in decimal.
pub(super) fn number(value: usize, out: &mut Vec<u8>) {
    if value >= 10 {
        number(value / 10, out);
    }
    out.push(b'0' + (value % 10) as u8);
}

/// The bytes of a move `cells` to the right.
pub(super) fn forward_length(cells: usize) -> usize {
    if cells == 1 { 3 } else { 3 + digits(cells) }
}

/// The bytes of an erasure of `cells`.
pub(super) fn erase_length(cells: usize) -> usize {
    3 + digits(cells)
}

/// The bytes of a repetition, `count` times.
pub(super) fn repeat_length(count: usize) -> usize {
    3 + digits(count)
}

fn vertical_length(rows: usize) -> usize {
    if rows == 1 { 3 } else { 3 + digits(rows) }
}

fn jump_length(x: usize, y: usize) -> usize {
    match (x, y) {
        (0, 0) => 3,
        (0, _) => 3 + digits(y + 1),
        _ => 4 + digits(x + 1) + digits(y + 1),
    }
}

fn digits(value: usize) -> usize {
    match value {
        0..10 => 1,
        10..100 => 2,
        100..1000 => 3,
        _ => 5,
    }
}
