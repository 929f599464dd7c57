//! Pictures as pixels: read from files within limits, and made smaller.
//!
//! A file is hostile until it is read: its size, its width and height and the memory that its pixels take
//! are bounded, and with them the work. No clock is: the same file is always read to the same pixels.

#[cfg(feature = "images")]
mod decode;
mod format;

use std::ops::Range;

use thiserror::Error;

use crate::error::megabytes;

#[cfg(feature = "images")]
pub(super) use self::decode::{decode, measure};
pub use self::format::Format;

/// The largest file of a picture, in bytes.
pub const FILE_LIMIT: u64 = 8 * 1024 * 1024;
/// The most pixels that a picture may have in a row, and rows.
pub const SIDE_LIMIT: u32 = 4096;
/// The most bytes that its pixels may take.
pub const MEMORY_LIMIT: u64 = 64 * 1024 * 1024;

/// What is kept of a picture: as much as the widest column of the finest screens shows.
const LARGE: (u32, u32) = (1440, 1080);
/// What is enough to draw it in half blocks.
const SMALL: (u32, u32) = (288, 216);

/// Why a file was not made into a picture.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PictureFault {
    #[error("it is neither a PNG nor a JPEG file")]
    Unknown,
    /// Pixels.
    #[error("it has {width}×{height} pixels, and the limit is {SIDE_LIMIT}×{SIDE_LIMIT}")]
    TooLarge { width: u32, height: u32 },
    #[error("its pixels take more than {} of memory", megabytes(MEMORY_LIMIT))]
    TooMuch,
    #[error("it is damaged: {0}")]
    Damaged(String),
}

/// Opaque pixels in rows, three bytes each: red, green, blue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raster {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

/// A picture as it is kept, in two sizes. It is never empty.
#[derive(Debug)]
pub struct Picture {
    large: Raster,
    small: Raster,
    /// What its pixels add up to.
    sum: u32,
}

impl PartialEq for Picture {
    fn eq(&self, other: &Self) -> bool {
        self.sum == other.sum && self.large == other.large
    }
}

impl Eq for Picture {}

impl Raster {
    /// Rows of pixels; `None` if there are none, or not as many as `width` times `height`.
    pub fn new(width: u32, height: u32, pixels: Vec<u8>) -> Option<Self> {
        let bytes = (u64::from(width) * u64::from(height)).saturating_mul(3);
        (bytes > 0 && pixels.len() as u64 == bytes).then_some(Self {
            width,
            height,
            pixels,
        })
    }

    pub fn width(&self) -> u32 {
        self.width
    }

    pub fn height(&self) -> u32 {
        self.height
    }

    /// All bytes, row by row.
    pub fn bytes(&self) -> &[u8] {
        &self.pixels
    }

    /// The colour at a place, the nearest one outside.
    pub fn pixel(&self, x: u32, y: u32) -> [u8; 3] {
        let (x, y) = (x.min(self.width - 1), y.min(self.height - 1));
        let at = (y as usize * self.width as usize + x as usize) * 3;
        [self.pixels[at], self.pixels[at + 1], self.pixels[at + 2]]
    }

    /// Some of its rows, at least one.
    #[must_use]
    pub fn rows(&self, rows: Range<u32>) -> Self {
        let first = rows.start.min(self.height - 1);
        let end = rows.end.clamp(first + 1, self.height);
        let row = self.width as usize * 3;
        Self {
            width: self.width,
            height: end - first,
            pixels: self.pixels[first as usize * row..end as usize * row].to_vec(),
        }
    }

    /// The same in so many pixels, each the mean of those it stands for.
    #[must_use]
    pub fn scaled(&self, width: u32, height: u32) -> Self {
        let (width, height) = (width.max(1), height.max(1));
        let mut pixels = Vec::with_capacity(width as usize * height as usize * 3);
        for y in 0..height {
            let rows = span(y, height, self.height);
            for x in 0..width {
                let mean = self.mean(span(x, width, self.width), rows.clone());
                pixels.extend_from_slice(&mean);
            }
        }
        Self {
            width,
            height,
            pixels,
        }
    }

    fn mean(&self, columns: Range<u32>, rows: Range<u32>) -> [u8; 3] {
        let mut sum = [0_u32; 3];
        let row = self.width as usize * 3;
        for y in rows.clone() {
            let start = y as usize * row + columns.start as usize * 3;
            let part = &self.pixels[start..start + columns.len() * 3];
            for pixel in part.chunks_exact(3) {
                for (sum, value) in sum.iter_mut().zip(pixel) {
                    *sum += u32::from(*value);
                }
            }
        }
        let count = (columns.len() * rows.len()) as u32;
        sum.map(|sum| ((sum + count / 2) / count) as u8)
    }
}

/// The pixels of `from` that pixel `at` of `to` stands for; at least one.
fn span(at: u32, to: u32, from: u32) -> Range<u32> {
    let place = |at: u32| (u64::from(at) * u64::from(from) / u64::from(to)) as u32;
    let start = place(at);
    start..place(at + 1).max(start + 1)
}

impl Picture {
    pub fn new(raster: &Raster) -> Self {
        let large = shrunk(raster, LARGE);
        let mut crc = flate2::Crc::new();
        crc.update(&large.pixels);
        Self {
            small: shrunk(&large, SMALL),
            sum: crc.sum() ^ large.width.rotate_left(16) ^ large.height,
            large,
        }
    }

    pub fn width(&self) -> u32 {
        self.large.width
    }

    pub fn height(&self) -> u32 {
        self.large.height
    }

    /// The same for pictures that are the same, and nearly never for others.
    pub fn sum(&self) -> u32 {
        self.sum
    }

    /// How many bytes it takes.
    pub fn weight(&self) -> usize {
        self.large.pixels.len() + self.small.pixels.len()
    }

    /// The picture in so many pixels.
    pub fn at(&self, width: u32, height: u32) -> Raster {
        let is_enough = width <= self.small.width && height <= self.small.height;
        let raster = if is_enough { &self.small } else { &self.large };
        raster.scaled(width, height)
    }

    /// The largest size of its shape in a room, of at most its own size; at least one pixel each way.
    pub fn fit(&self, width: u32, height: u32) -> (u32, u32) {
        fit((self.large.width, self.large.height), (width, height))
    }
}

fn shrunk(raster: &Raster, room: (u32, u32)) -> Raster {
    let (width, height) = fit((raster.width, raster.height), room);
    if (width, height) == (raster.width, raster.height) {
        return raster.clone();
    }
    raster.scaled(width, height)
}

/// The largest size with the shape of `own` that is in `room`, and no larger than `own`; at least one
/// pixel each way.
pub(crate) fn fit(own: (u32, u32), room: (u32, u32)) -> (u32, u32) {
    let wide = u64::from(own.0);
    let high = u64::from(own.1);
    let (width, height) = (u64::from(room.0.min(own.0)), u64::from(room.1.min(own.1)));
    let fitted = if width * high <= height * wide {
        (width, (width * high + wide / 2) / wide)
    } else {
        ((height * wide + high / 2) / high, height)
    };
    (fitted.0.max(1) as u32, fitted.1.max(1) as u32)
}

#[cfg(test)]
mod tests;
