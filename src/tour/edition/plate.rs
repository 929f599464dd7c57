//! A picture whose size is known, and whose pixels are there when somebody has read them.

use std::fmt;
use std::sync::Arc;

use super::Original;
use crate::tour::TourFiles;
#[cfg(feature = "images")]
use crate::tour::raster::{FILE_LIMIT, decode, measure};
use crate::tour::raster::{Picture, fit};

/// So much of a file mostly says how large its picture is, in bytes.
#[cfg(feature = "images")]
const HEAD: u64 = 64 * 1024;

/// A picture in a file of a tour.
pub struct Plate {
    original: Arc<Original>,
    path: Box<str>,
    width: u32,
    height: u32,
}

/// What is known of a picture's pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pixels {
    /// Nobody has read them yet, or they had to make room since.
    Unread,
    Read(Arc<Picture>),
    /// They cannot be read.
    Lost,
}

impl Plate {
    /// The picture at a path, if its file begins as one.
    pub(super) fn find(original: &Arc<Original>, path: &str) -> Option<Self> {
        let measure = || size(&original.files, path);
        let (width, height) = original.album.size(path, measure)?;
        Some(Self {
            original: Arc::clone(original),
            path: path.into(),
            width,
            height,
        })
    }

    /// The largest size of its shape in a room of so many pixels, of at most its own size; at least one
    /// pixel each way.
    pub(crate) fn fit(&self, width: u32, height: u32) -> (u32, u32) {
        fit((self.width, self.height), (width, height))
    }

    /// What is known now. Waits for nothing.
    pub(crate) fn pixels(&self) -> Pixels {
        self.original.album.pixels(&self.path)
    }

    /// Reads its pixels, unless they are there or known to be lost; waits for whoever reads others.
    pub(crate) fn read(&self) -> Option<Arc<Picture>> {
        let files = &self.original.files;
        self.original
            .album
            .read(&self.path, || pixels(files, &self.path))
    }

    /// It is the same file of the same tour, as it was read once.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.original, &other.original) && self.path == other.path
    }
}

impl fmt::Debug for Plate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Plate")
            .field("path", &self.path)
            .field("width", &self.width)
            .field("height", &self.height)
            .finish_non_exhaustive()
    }
}

/// Cameras may put more before the size than usual: then the whole file is read.
#[cfg(feature = "images")]
fn size(files: &TourFiles, path: &str) -> Option<(u32, u32)> {
    let start = |count| files.assets.read_start(path, count, FILE_LIMIT).ok();
    let head = start(HEAD)?;
    let is_all = (head.len() as u64) < HEAD;
    match measure(&head) {
        Ok(size) => Some(size),
        Err(_) if is_all => None,
        Err(_) => measure(&start(FILE_LIMIT)?).ok(),
    }
}

#[cfg(feature = "images")]
fn pixels(files: &TourFiles, path: &str) -> Option<Picture> {
    let bytes = files.assets.read_up_to(path, FILE_LIMIT).ok()?;
    decode(&bytes).ok()
}

/// This program was built without them.
#[cfg(not(feature = "images"))]
fn size(_files: &TourFiles, _path: &str) -> Option<(u32, u32)> {
    None
}

/// As [`size`].
#[cfg(not(feature = "images"))]
fn pixels(_files: &TourFiles, _path: &str) -> Option<Picture> {
    None
}
