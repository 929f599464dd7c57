//! Finds out whether a part of the screen moved up or down.

use super::Rows;

/// Rows `top..bottom` move up by `by` rows, or down if it is negative; blank ones come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scroll {
    pub(super) top: usize,
    pub(super) bottom: usize,
    pub(super) by: isize,
}

impl Scroll {
    /// Which row of the former screen row `y` shows after the scroll; `None` if it came in blank.
    pub(super) fn source(&self, y: usize) -> Option<usize> {
        if !(self.top..self.bottom).contains(&y) {
            return Some(y);
        }
        y.checked_add_signed(self.by)
            .filter(|source| (self.top..self.bottom).contains(source))
    }
}

pub(super) fn find(_rows: &Rows<'_>) -> Option<Scroll> {
    None
}
