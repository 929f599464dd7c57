//! The colours of terminals in pictures and recordings of their screens.

use crate::screen::shown::Rgb;

/// What a terminal's own colours are taken to be, where a theme paints none.
pub(super) const INK: Rgb = [0xE6, 0xE6, 0xE2];
pub(super) const GROUND: Rgb = [0x12, 0x14, 0x18];

/// A colour as web pages have it: `#e6e6e2`.
pub(super) fn hex([r, g, b]: Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}
