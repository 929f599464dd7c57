//! Finds out whether a part of the screen moved up or down.

use ratatui::buffer::Cell;

use super::Rows;

/// Rows `top..bottom` move up by `by` rows, or down if it is negative; blank ones come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scroll {
    pub(super) top: usize,
    pub(super) bottom: usize,
    pub(super) by: isize,
    /// How many changed rows it brings to their places.
    pub(super) repaired: usize,
}

impl Scroll {
    /// It need not be compared with the frame without it.
    pub(super) fn is_worth_it(&self) -> bool {
        self.repaired >= ENOUGH_ROWS
    }

    /// Which row of the former screen row `y` shows after the scroll; `None` if it came in blank.
    pub(super) fn source(&self, y: usize) -> Option<usize> {
        if !(self.top..self.bottom).contains(&y) {
            return Some(y);
        }
        y.checked_add_signed(self.by)
            .filter(|source| (self.top..self.bottom).contains(source))
    }
}

/// Taller screens are painted without scrolling.
const MOST_ROWS: usize = 128;
/// Fewer rows than this are not worth the sequences.
const FEWEST_ROWS: usize = 3;
/// So many rows are worth them without a trial.
const ENOUGH_ROWS: usize = 8;

/// The scroll that brings most rows to their places, if any is worth a try.
///
/// Rows are compared by samples of their left part, where the text stands: notes beside it may stay.
/// A wrong guess costs time, not truth: the caller keeps the shorter of the frames with and without it.
pub(super) fn find(rows: &Rows<'_>) -> Option<Scroll> {
    let shown = rows.shown?;
    let height = rows.height;
    let mut old = [BLANK; MOST_ROWS];
    let mut new = [BLANK; MOST_ROWS];
    let (old, new) = (old.get_mut(..height)?, new.get_mut(..height)?);
    for (y, (old, new)) in old.iter_mut().zip(new.iter_mut()).enumerate() {
        *old = sample(shown.cells.get(y * rows.width..(y + 1) * rows.width)?);
        *new = sample(rows.wanted_row(y));
    }
    let changed = old
        .iter()
        .zip(new.iter())
        .filter(|(old, new)| old != new)
        .count();
    if changed < FEWEST_ROWS {
        return None;
    }
    let scroll = longest(old, new, favourite(old, new)?);
    (scroll.repaired >= FEWEST_ROWS).then_some(scroll)
}

/// The shift that most changed rows agree on.
fn favourite(old: &[u32], new: &[u32]) -> Option<isize> {
    let mut votes = [0_u8; 2 * MOST_ROWS];
    for (y, row) in new.iter().enumerate() {
        if *row == BLANK || *row == old[y] {
            continue;
        }
        for (source, _) in old.iter().enumerate().filter(|other| other.1 == row) {
            votes[MOST_ROWS + source - y] += 1;
        }
    }
    let (place, most) = votes.iter().enumerate().max_by_key(|vote| vote.1)?;
    (usize::from(*most) >= FEWEST_ROWS).then_some(place.cast_signed() - MOST_ROWS.cast_signed())
}

/// The sample of a blank row.
const BLANK: u32 = 0;

fn sample(row: &[Cell]) -> u32 {
    row.iter().take(64).step_by(5).fold(BLANK, |sum, cell| {
        let letter = match cell.symbol().as_bytes() {
            [b' '] => 0,
            [byte] => u32::from(*byte),
            bytes => bytes
                .iter()
                .fold(256, |sum, byte| sum ^ (u32::from(*byte) << 1)),
        };
        sum.wrapping_mul(0x01_00_01_93).wrapping_add(letter)
    })
}

/// The longest run of rows that a shift brings to their places.
fn longest(old: &[u32], new: &[u32], by: isize) -> Scroll {
    let height = new.len();
    let mut best = Scroll {
        top: 0,
        bottom: 0,
        by,
        repaired: 0,
    };
    let (mut start, mut repaired) = (0, 0);
    for y in 0..height {
        let source = y.checked_add_signed(by).filter(|source| *source < height);
        if source.is_none_or(|source| old[source] != new[y]) {
            (start, repaired) = (y + 1, 0);
            continue;
        }
        repaired += usize::from(new[y] != old[y] && new[y] != BLANK);
        if repaired > best.repaired {
            let (from, to) = (
                start.saturating_add_signed(by),
                (y + 1).saturating_add_signed(by),
            );
            best = Scroll {
                top: start.min(from),
                bottom: (y + 1).max(to),
                by,
                repaired,
            };
        }
    }
    best
}
