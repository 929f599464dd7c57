//! Pictures in pixels: what is sent when one appears, moves or goes.
//!
//! These bytes are made here, of pixels and numbers alone: nothing that a tour says is among them.

mod chunks;
mod iterm2;
mod kitty;
mod sixel;

use ratatui::buffer::{Buffer, Cell as Square};

use super::writer::Writer;
use crate::glyphs::{Cell, Pictures, Protocol};
use crate::layout::Inset;
use crate::tour::raster::Raster;

/// The pictures of two frames on a terminal that shows pixels.
#[derive(Clone, Copy)]
pub(super) struct Images<'a> {
    protocol: Protocol,
    cell: Cell,
    /// `None` where what is shown is not known.
    shown: Option<&'a [Inset]>,
    wanted: &'a [Inset],
}

impl<'a> Images<'a> {
    /// `None` where there are no pixels, before or after.
    pub(super) fn of(
        pictures: Pictures,
        shown: Option<&'a [Inset]>,
        wanted: &'a [Inset],
    ) -> Option<Self> {
        let Pictures::Pixels { protocol, cell } = pictures else {
            return None;
        };
        let some = !wanted.is_empty() || shown.is_some_and(|shown| !shown.is_empty());
        some.then_some(Self {
            protocol,
            cell,
            shown,
            wanted,
        })
    }

    /// What is shown, where pictures that go or move leave cells behind of which nothing is known.
    pub(super) fn without_gone(self, shown: &Buffer) -> Buffer {
        let mut shown = shown.clone();
        for inset in self.gone() {
            for at in inset.area.intersection(shown.area).positions() {
                shown[at] = unknown();
            }
        }
        shown
    }

    /// Sends what makes the pictures those that are wanted, when the cells are as wanted.
    pub(super) fn write(self, writer: &mut Writer<'_>) {
        if self.protocol == Protocol::Kitty {
            return kitty::write(self, writer);
        }
        for inset in self.fresh() {
            let bytes = match self.protocol {
                Protocol::Sixel => sixel::bytes(&self.seen(inset)),
                Protocol::Kitty | Protocol::Iterm2 => iterm2::bytes(&self.seen(inset)),
            };
            put(inset, &bytes, writer);
        }
    }

    /// Those that were there, and are no more, or elsewhere.
    fn gone(self) -> impl Iterator<Item = &'a Inset> {
        let shown = self.shown.unwrap_or_default().iter();
        shown.filter(move |inset| !self.wanted.contains(inset))
    }

    /// Those that were not there.
    fn fresh(self) -> impl Iterator<Item = &'a Inset> {
        let shown = self.shown.unwrap_or_default();
        self.wanted.iter().filter(|inset| !shown.contains(inset))
    }

    /// The pixels of a whole picture.
    fn pixels(self, inset: &Inset) -> (u32, u32) {
        inset.pixels(self.cell.width.into(), self.cell.height.into())
    }

    /// Which rows of its pixels are in sight: the first, and how many.
    fn sight(self, inset: &Inset) -> (u32, u32) {
        let height = u32::from(self.cell.height);
        let first = u32::from(inset.above) * height;
        let last = first + u32::from(inset.area.height) * height;
        let (_, all) = self.pixels(inset);
        let first = first.min(all.saturating_sub(1));
        (first, last.clamp(first + 1, all) - first)
    }

    /// The pixels in sight.
    fn seen(self, inset: &Inset) -> Raster {
        let (width, height) = self.pixels(inset);
        let (first, count) = self.sight(inset);
        let whole = inset.picture.at(width, height);
        if count == height {
            return whole;
        }
        whole.rows(first..first + count)
    }
}

/// Sends bytes from the upper left cell of a picture on.
fn put(inset: &Inset, bytes: &[u8], writer: &mut Writer<'_>) {
    writer.image((inset.area.x.into(), inset.area.y.into()), bytes);
}

/// Looks like no cell that is ever wanted.
fn unknown() -> Square {
    let mut square = Square::new("?");
    square.modifier = crate::view::picture::UNDER_PIXELS;
    square
}

/// Takes all pictures off a terminal that keeps them.
pub(super) fn forget(pictures: Pictures, out: &mut Vec<u8>) {
    if pictures.protocol() == Some(Protocol::Kitty) {
        out.extend_from_slice(kitty::FORGET);
    }
}
