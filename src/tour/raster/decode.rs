//! Reads PNG and JPEG files.

use std::io::Cursor;

use image::error::LimitErrorKind;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

use super::{Format, LARGE, MEMORY_LIMIT, Picture, PictureFault, Raster, SIDE_LIMIT, fit};

/// A copy that was cut short.
const NO_END: &str = "its end is missing";

/// The picture in a file's bytes, whatever the file is called.
///
/// # Errors
/// When it is none, is damaged, or is beyond the limits.
pub(in crate::tour) fn decode(bytes: &[u8]) -> Result<Picture, PictureFault> {
    let (decoder, orientation) = open(bytes)?;
    if format(bytes)? == ImageFormat::Jpeg && !has_end(bytes) {
        return Err(PictureFault::Damaged(NO_END.into()));
    }
    let whole = DynamicImage::from_decoder(decoder).map_err(fault)?;
    smaller(whole, orientation)
}

/// The width and height that [`decode`] makes of a file with this beginning. Reads no pixels.
///
/// # Errors
/// As [`decode`], and when the beginning is too short to say.
pub(in crate::tour) fn measure(start: &[u8]) -> Result<(u32, u32), PictureFault> {
    let (decoder, orientation) = open(start)?;
    let (width, height) = first_size(decoder.dimensions());
    let is_turned = matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let upright = if is_turned {
        (height, width)
    } else {
        (width, height)
    };
    Ok(fit(upright, LARGE))
}

/// What reads the pixels, of a file whose head is sound and within the limits; and how it is to be turned.
fn open(bytes: &[u8]) -> Result<(impl ImageDecoder, Orientation), PictureFault> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format(bytes)?);
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
    Ok((decoder, orientation))
}

fn format(bytes: &[u8]) -> Result<ImageFormat, PictureFault> {
    match Format::of(bytes) {
        Some(Format::Png) => Ok(ImageFormat::Png),
        Some(Format::Jpeg) => Ok(ImageFormat::Jpeg),
        _ => Err(PictureFault::Unknown),
    }
}

/// The library fills what is missing at the end of a JPEG with grey. Behind the last start of a scan
/// stands the end of the picture; what a camera puts into the head has both before.
fn has_end(jpeg: &[u8]) -> bool {
    let scan = memchr::memmem::rfind(jpeg, b"\xff\xda");
    let end = memchr::memmem::rfind(jpeg, b"\xff\xd9");
    end > scan
}

/// The size to which a picture is made smaller at once, before it is turned.
fn first_size(own: (u32, u32)) -> (u32, u32) {
    fit(own, (LARGE.0, LARGE.0))
}

/// Makes it smaller before anything else: nothing but the file's own pixels is large at any time.
fn smaller(mut image: DynamicImage, orientation: Orientation) -> Result<Picture, PictureFault> {
    let own = (image.width(), image.height());
    let (width, height) = first_size(own);
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
        ImageError::Unsupported(_) => PictureFault::Damaged("it is of a rare kind".into()),
        ImageError::IoError(_) => PictureFault::Damaged(NO_END.into()),
        _ => PictureFault::Damaged("its bytes make no sense".into()),
    }
}
