//! Pictures in the text column: how large they are, and what of them is in sight.

use std::sync::Arc;

use ratatui::layout::{Rect, Size};

use crate::glyphs::Pictures;
use crate::tour::Plate;
use crate::tour::raster::Picture;

/// How far a picture is set in from the text, as its words are.
pub(crate) const INDENT: u16 = 2;
/// A narrower or lower text column has no room for pictures, in cells.
const LEAST: Size = Size::new(16, 8);

/// A picture on a page, or on the screen, so far as it is in sight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inset {
    pub picture: Arc<Picture>,
    /// The cells of the whole picture.
    pub size: Size,
    /// Those in sight.
    pub area: Rect,
    /// How many rows of it are above what is in sight.
    pub above: u16,
}

/// What a picture is fitted into.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    /// The pixels of a cell of the page.
    width: u32,
    height: u32,
}

impl Frame {
    /// Cells of the page that are blocks of `block` cells of the screen; `None` where pictures are not shown.
    pub(crate) fn of(pictures: Pictures, block: Size) -> Option<Self> {
        let cell = pictures.cell()?;
        Some(Self {
            width: u32::from(cell.width) * u32::from(block.width.max(1)),
            height: u32::from(cell.height) * u32::from(block.height.max(1)),
        })
    }

    /// The cells that a picture takes in a room.
    pub(crate) fn fit(self, plate: &Plate, room: Size) -> Size {
        let (width, height) = plate.fit(
            u32::from(room.width) * self.width,
            u32::from(room.height) * self.height,
        );
        Size::new(
            width.div_ceil(self.width) as u16,
            height.div_ceil(self.height) as u16,
        )
    }
}

/// What a picture may take of a text column of so many cells; `None` where it has no room.
///
/// Three fifths of the height: its words are to be seen with it.
pub(crate) fn room(width: u16, height: u16) -> Option<Size> {
    let fits = width >= LEAST.width && height >= LEAST.height;
    let rows = u32::from(height) * 3 / 5;
    fits.then(|| Size::new(width - INDENT, rows as u16))
}

impl Inset {
    /// The pixels of the whole picture, for cells of so many.
    pub fn pixels(&self, width: u32, height: u32) -> (u32, u32) {
        self.picture.fit(
            u32::from(self.size.width) * width,
            u32::from(self.size.height) * height,
        )
    }

    /// The same with each cell a block of cells, from a corner on.
    #[must_use]
    pub fn enlarged(&self, block: Size, corner: (u16, u16)) -> Self {
        Self {
            picture: Arc::clone(&self.picture),
            size: Size::new(
                self.size.width * block.width,
                self.size.height * block.height,
            ),
            area: Rect::new(
                corner.0,
                corner.1,
                self.area.width * block.width,
                self.area.height * block.height,
            ),
            above: self.above * block.height,
        }
    }
}
