//! One row of the screen: which cells changed, and how to write them.

use std::ops::ControlFlow;

use ratatui::buffer::Cell;

use super::tile::{Palette, Tile, VISIBLE_ON_BLANK};
use super::writer::{Writer, erase_length, forward_length, repeat_length};

/// A row as it is shown and as it is wanted.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// `None` where the row is blank `ground` throughout.
    pub(super) shown: Option<&'a [Cell]>,
    pub(super) ground: Tile<'a>,
    pub(super) wanted: &'a [Cell],
    pub(super) palette: Palette,
    pub(super) y: usize,
}

/// Writes what changed; breaks if that finished the rows below as well.
///
/// `below` is the blank that is to fill every row further down, if there are any and one does.
pub(super) fn write(
    line: &Line<'_>,
    below: Option<Tile<'_>>,
    writer: &mut Writer<'_>,
) -> ControlFlow<()> {
    let mut walk = Walk::default();
    let Some(mut change) = walk.next(line) else {
        return ControlFlow::Continue(());
    };
    let tail = line.tail(writer.erases_in_colour());
    loop {
        let (x, tile) = change;
        if x >= tail {
            let of_screen = below == Some(tile);
            if line.blank_tail(x, of_screen, tail, writer) {
                return if of_screen {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                };
            }
        }
        let next = if tile.is_blank() {
            line.blanks(&mut walk, x, &tile, tail, writer)
        } else {
            line.glyphs(&mut walk, x, &tile, writer)
        };
        match next {
            Some(next) => change = next,
            None => return ControlFlow::Continue(()),
        }
    }
}

type Change<'a> = (usize, Tile<'a>);

impl<'a> Line<'a> {
    /// The wanted tiles of the columns `from..to`, where `from` is the start of a tile.
    pub(super) fn tiles(&self, from: usize, to: usize) -> impl Iterator<Item = Tile<'a>> {
        let mut x = from;
        std::iter::from_fn(move || {
            let tile = (x < to).then(|| self.wanted_tile(x))?;
            x += tile.width;
            Some(tile)
        })
    }

    /// Column `x` may be in the middle of a wide character that is wanted.
    pub(super) fn may_split_at(&self, x: usize) -> bool {
        x > 0 && self.wanted_tile(x - 1).width == 2
    }

    fn wanted_tile(&self, x: usize) -> Tile<'a> {
        self.fit(self.palette.tile(&self.wanted[x]), x)
    }

    fn shown_tile(&self, x: usize) -> Tile<'a> {
        self.shown.map_or(self.ground, |shown| {
            self.fit(self.palette.tile(&shown[x]), x)
        })
    }

    /// A wide character does not fit the last column.
    fn fit(&self, tile: Tile<'a>, x: usize) -> Tile<'a> {
        if x + tile.width > self.wanted.len() {
            Tile {
                symbol: "?",
                width: 1,
                ..tile
            }
        } else {
            tile
        }
    }

    /// Where the blank end of the row that can be erased at once begins.
    fn tail(&self, in_colour: bool) -> usize {
        let width = self.wanted.len();
        let Some(last) = self.wanted.last().map(|cell| self.palette.tile(cell)) else {
            return 0;
        };
        if !last.is_erasable(in_colour) {
            return width;
        }
        let blank =
            |cell: &&Cell| same(cell, &self.wanted[width - 1]) || self.palette.tile(cell) == last;
        let tail = width - self.wanted.iter().rev().take_while(blank).count();
        // The second half of a wide character is no blank.
        if tail > 0 && self.wanted_tile(tail - 1).width == 2 {
            tail + 1
        } else {
            tail
        }
    }

    /// Erases the blank end of the row, where `x` is the first cell of it that changed, if that is
    /// shorter than writing blanks.
    fn blank_tail(&self, x: usize, of_screen: bool, tail: usize, writer: &mut Writer<'_>) -> bool {
        let mut walk = Walk::at(x);
        // Erasing takes three bytes.
        let is_long = std::iter::from_fn(|| walk.next(self)).any(|change| change.0 > x + 1);
        if !is_long && !of_screen {
            return false;
        }
        let blank = self.wanted_tile(x);
        if writer
            .column(self.y)
            .is_none_or(|column| !(tail..=x).contains(&column))
        {
            writer.go(self, tail, blank.pen);
        }
        writer.erase_rest(of_screen, &blank);
        true
    }

    /// Writes the blank cells from `x` on that changed; returns the next change.
    fn blanks(
        &self,
        walk: &mut Walk,
        x: usize,
        tile: &Tile<'a>,
        tail: usize,
        writer: &mut Writer<'_>,
    ) -> Option<Change<'a>> {
        let mut end = self.alike_end(walk, x, tail);
        let next = loop {
            match walk.next(self) {
                Some((at, other))
                    if at < tail
                        && other == *tile
                        && self.tiles(end, at).all(|gap| gap == *tile) =>
                {
                    end = at + 1;
                }
                other => break other,
            }
        };
        let width = self.wanted.len();
        let count = end - x;
        let printed = count.min(if writer.repeats() {
            1 + repeat_length(count - 1)
        } else {
            count
        });
        // What comes after: the move from the end of the blanks, or from their start if they are erased.
        let (after_print, after_erase) = next.map_or((0, 0), |(at, _)| {
            let gap = at.min(tail.max(end)) - end;
            (gap.min(forward_length(gap)), forward_length(gap + count))
        });
        writer.go(self, x, tile.pen);
        if writer.can_erase_characters(tile)
            && erase_length(count) + after_erase < printed + after_print
        {
            writer.erase(count, tile);
        } else {
            writer.print(tile, width);
            writer.repeat(tile, count - 1, width);
        }
        next
    }

    /// Where the last change among the cells that follow `x` and are the same ends; the walk goes on there.
    fn alike_end(&self, walk: &mut Walk, x: usize, tail: usize) -> usize {
        let mut end = x + 1;
        let Some(shown) = self.shown.filter(|_| walk.shown_end <= end) else {
            return end;
        };
        let cells = self.wanted.iter().zip(shown).enumerate();
        for (at, (wanted, shown)) in cells.take(tail).skip(end) {
            if !same(wanted, &self.wanted[x]) || !is_narrow(shown.symbol().as_bytes()) {
                break;
            }
            if !same(shown, wanted) {
                end = at + 1;
            }
        }
        *walk = Walk::at(end);
        end
    }

    /// Writes the tile at `x` and what follows it closely; returns the next change.
    fn glyphs(
        &self,
        walk: &mut Walk,
        x: usize,
        tile: &Tile<'a>,
        writer: &mut Writer<'_>,
    ) -> Option<Change<'a>> {
        writer.go(self, x, tile.pen);
        writer.print(tile, self.wanted.len());
        if tile.width != 1 || tile.is_uncertain() {
            return walk.next(self);
        }
        if writer.repeats() && tile.symbol.len() == 1 && self.is_repeated(x) {
            return self.repeats(walk, x, tile, writer);
        }
        self.text(walk, x, writer);
        walk.next(self)
    }

    /// Repeated so often that REP may pay. Only ASCII is repeated so: terminfo's users send no other
    /// character, and tmux repeats no other.
    fn is_repeated(&self, x: usize) -> bool {
        self.wanted
            .get(x + 1..x + 3)
            .is_some_and(|next| next.iter().all(|cell| same(cell, &self.wanted[x])))
    }

    /// Writes those of the cells after `x`, an ASCII character, that are like it and changed; returns the next change.
    fn repeats(
        &self,
        walk: &mut Walk,
        x: usize,
        tile: &Tile<'a>,
        writer: &mut Writer<'_>,
    ) -> Option<Change<'a>> {
        let alike = self.wanted[x + 1..]
            .iter()
            .take_while(|cell| same(cell, &self.wanted[x]))
            .count();
        let mut ahead = *walk;
        let mut count = 0;
        let next = loop {
            match ahead.next(self) {
                Some((at, _)) if at <= x + alike => count = at - x,
                other => break other,
            }
        };
        if count * tile.symbol.len() <= repeat_length(count) {
            return walk.next(self);
        }
        *walk = ahead;
        writer.repeat(tile, count, self.wanted.len());
        next
    }

    /// Goes on after the cell at `x` through simple letters in the same style, over short gaps.
    ///
    /// Most of a page is written here: nothing is resolved, only copied. It ends after the last
    /// changed letter before a longer gap or anything that is not simple.
    fn text(&self, walk: &mut Walk, x: usize, writer: &mut Writer<'_>) {
        if walk.shown_end > x + 1 {
            return;
        }
        let first = &self.wanted[x];
        let mut end = x + 1;
        let mut before = first.symbol().as_bytes();
        let repeats = writer.repeats();
        let mut draft = writer.draft();
        for (at, cell) in self.wanted.iter().enumerate().skip(end) {
            let bytes = cell.symbol().as_bytes();
            let blank = matches!(bytes, [b' ']);
            let fits = if blank {
                is_blank_beside(cell, first)
            } else {
                same_style(cell, first)
            };
            if !fits || !is_simple(bytes, self.palette) {
                break;
            }
            let changed = match self.shown.map(|shown| &shown[at]) {
                None => true,
                Some(shown) => match (shown.symbol().as_bytes(), bytes) {
                    ([a], [b]) => a != b || !same_style(shown, cell),
                    (a, _) if !is_narrow(a) => break,
                    (a, b) => a != b || !same_style(shown, cell),
                },
            };
            if repeats && !blank && bytes.len() == 1 && alike(bytes, before) && self.is_repeated(at)
            {
                break;
            }
            before = bytes;
            draft.push(bytes);
            if changed && !blank {
                end = at + 1;
                draft.keep();
            } else if draft.is_long() {
                break;
            }
        }
        draft.finish(end - x - 1, self.wanted.len());
        *walk = Walk::at(end);
    }
}

/// A symbol that may be sent as it is and is one cell wide: the letters of Europe and Kazakhstan,
/// their punctuation, lines and blocks. A quick look that spares most of a page a slow one.
fn is_simple(symbol: &[u8], palette: Palette) -> bool {
    match symbol {
        [b' '..=b'~'] => true,
        // U+00C0–027F, U+0400–0481, U+048A–04FF, U+2010–2027, U+2500–25BF.
        [0xC3..=0xC9 | 0xD0 | 0xD3, _]
        | [0xD1, 0x80..=0xBF]
        | [0xD2, 0x80 | 0x81 | 0x8A..=0xBF]
        | [0xE2, 0x80, 0x90..=0xA7]
        | [0xE2, 0x94..=0x96, _] => !palette.is_ascii(),
        _ => false,
    }
}

/// A symbol that is one cell wide, or is replaced by one that is; true for most.
fn is_narrow(symbol: &[u8]) -> bool {
    symbol.len() <= 2 || matches!(symbol, [0xE2, 0x94..=0x96, _] | [0xE2, 0x80, 0x90..=0xA7])
}

fn alike(one: &[u8], other: &[u8]) -> bool {
    match (one, other) {
        ([a], [b]) => a == b,
        _ => one == other,
    }
}

/// A space shows nothing but the background, and the pen of `first` has the same.
fn is_blank_beside(cell: &Cell, first: &Cell) -> bool {
    cell.bg == first.bg && !(cell.modifier | first.modifier).intersects(VISIBLE_ON_BLANK)
}

/// Two cells that are the same whatever the palette.
fn same(one: &Cell, other: &Cell) -> bool {
    alike(one.symbol().as_bytes(), other.symbol().as_bytes()) && same_style(one, other)
}

fn same_style(one: &Cell, other: &Cell) -> bool {
    one.modifier == other.modifier && one.fg == other.fg && one.bg == other.bg
}

/// Finds the changed cells of a line from left to right.
///
/// The second half of a wide character counts as another thing than any cell of its own: so both
/// cells are written anew wherever half of one is overwritten.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Walk {
    x: usize,
    /// Where the last character shown ends.
    shown_end: usize,
    /// Where the last character wanted ends.
    wanted_end: usize,
}

impl Walk {
    /// From a column on where a wanted character starts.
    fn at(x: usize) -> Self {
        Self {
            x,
            shown_end: x,
            wanted_end: x,
        }
    }

    fn next<'a>(&mut self, line: &Line<'a>) -> Option<Change<'a>> {
        while self.x < line.wanted.len() {
            let x = self.x;
            self.x += 1;
            match self.glance(line, x) {
                Glance::Same => continue,
                Glance::Different => {
                    (self.shown_end, self.wanted_end) = (x + 1, x + 1);
                    return Some((x, line.palette.tile(&line.wanted[x])));
                }
                Glance::Unclear => {}
            }
            let shown = (x >= self.shown_end).then(|| line.shown_tile(x));
            self.shown_end = shown.map_or(self.shown_end, |tile| x + tile.width);
            if x < self.wanted_end {
                continue;
            }
            let wanted = line.wanted_tile(x);
            self.wanted_end = x + wanted.width;
            if shown != Some(wanted) {
                return Some((x, wanted));
            }
        }
        None
    }

    /// Settles the common cases without regard to the palette: the same, or another narrow character.
    fn glance(&self, line: &Line<'_>, x: usize) -> Glance {
        let Some(shown) = line.shown.and_then(|shown| shown.get(x)) else {
            return Glance::Unclear;
        };
        if x < self.shown_end || x < self.wanted_end {
            return Glance::Unclear;
        }
        let wanted = &line.wanted[x];
        match (shown.symbol().as_bytes(), wanted.symbol().as_bytes()) {
            ([a], [b]) if a != b => Glance::Different,
            (a, b) if is_narrow(a) && alike(a, b) && same_style(shown, wanted) => Glance::Same,
            _ => Glance::Unclear,
        }
    }
}

/// What one look at a cell tells.
enum Glance {
    Same,
    Different,
    Unclear,
}
