//! Reads PNG and JPEG files.

use std::io::Cursor;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use image::error::LimitErrorKind;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

use super::{LARGE, MEMORY_LIMIT, Picture, PictureFault, Raster, SIDE_LIMIT, fit};

/// How long a picture may take to be read.
const PATIENCE: Duration = Duration::from_secs(2);

/// The picture in a file's bytes, whatever the file is called.
///
/// # Errors
/// When it is none, is damaged, or is beyond the limits.
pub(in crate::tour) fn decode(bytes: Vec<u8>) -> Result<Picture, PictureFault> {
    let (sender, receiver) = channel();
    let reading = thread::Builder::new().name("picture".into());
    let reading = reading.spawn(move || {
        // Who waited may have given up.
        let _ = sender.send(read(&bytes));
    });
    reading.map_err(|error| PictureFault::Damaged(error.to_string()))?;
    match receiver.recv_timeout(PATIENCE) {
        Ok(read) => read,
        Err(RecvTimeoutError::Timeout) => Err(PictureFault::TooLong),
        // The library broke over it.
        Err(RecvTimeoutError::Disconnected) => Err(PictureFault::Damaged("no pixels".into())),
    }
}

fn read(bytes: &[u8]) -> Result<Picture, PictureFault> {
    let format = image::guess_format(bytes).map_err(|_| PictureFault::Unknown)?;
    if !matches!(format, ImageFormat::Png | ImageFormat::Jpeg) {
        return Err(PictureFault::Unknown);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(fault)?;
    let (width, height) = decoder.dimensions();
    if width > SIDE_LIMIT || height > SIDE_LIMIT {
        return Err(PictureFault::TooLarge { width, height });
    }
    if decoder.total_bytes() > MEMORY_LIMIT {
        return Err(PictureFault::TooMuch);
    }
    // Cameras lay a picture on its side and say so.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let whole = DynamicImage::from_decoder(decoder).map_err(fault)?;
    smaller(whole, orientation)
}

/// Makes it smaller before anything else: nothing but the file's own pixels is large at any time.
fn smaller(mut image: DynamicImage, orientation: Orientation) -> Result<Picture, PictureFault> {
    let own = (image.width(), image.height());
    let (width, height) = fit(own, (LARGE.0, LARGE.0));
    if (width, height) != own {
        image = image.thumbnail_exact(width, height);
    }
    image.apply_orientation(orientation);
    let pixels = on_white(&image);
    let raster = Raster::new(image.width(), image.height(), pixels);
    let raster = raster.ok_or_else(|| PictureFault::Damaged("no pixels".into()))?;
    Ok(Picture::new(&raster))
}

/// What shows through is paper.
fn on_white(image: &DynamicImage) -> Vec<u8> {
    if !image.color().has_alpha() {
        return image.to_rgb8().into_raw();
    }
    let rgba = image.to_rgba8();
    let over = |value: u8, alpha: u8| {
        let (value, alpha) = (u32::from(value), u32::from(alpha));
        ((value * alpha + 255 * (255 - alpha) + 127) / 255) as u8
    };
    let pixels = rgba.as_raw().chunks_exact(4);
    pixels
        .flat_map(|pixel| [0, 1, 2].map(|at| over(pixel[at], pixel[3])))
        .collect()
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY_LIMIT);
    limits
}

fn fault(error: ImageError) -> PictureFault {
    match error {
        ImageError::Limits(limit) if matches!(limit.kind(), LimitErrorKind::InsufficientMemory) => {
            PictureFault::TooMuch
        }
        other => PictureFault::Damaged(other.to_string()),
    }
}
