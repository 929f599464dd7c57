//! iTerm2's inline images: a PNG file in an OSC sequence.

use std::io::Write;

use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};

use super::chunks::base64;
use crate::tour::raster::Raster;

/// What shows a picture from the cursor on; nothing, should it not be encoded.
pub(super) fn bytes(raster: &Raster) -> Vec<u8> {
    let (width, height) = (raster.width(), raster.height());
    let mut png = Vec::new();
    let encoder = PngEncoder::new(&mut png);
    let written = encoder.write_image(raster.bytes(), width, height, ExtendedColorType::Rgb8);
    let mut out = Vec::new();
    if written.is_err() {
        return out;
    }
    // Writing to memory does not fail.
    let _ = write!(
        out,
        "\x1b]1337;File=inline=1;size={};width={width}px;height={height}px;preserveAspectRatio=0;doNotMoveCursor=1:{}\x07",
        png.len(),
        base64(&png),
    );
    out
}
