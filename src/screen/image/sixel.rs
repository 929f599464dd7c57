//! DEC's sixels.

use icy_sixel::SixelImage;

use crate::tour::raster::Raster;

/// A sixel is so many pixels high.
const BAND: u32 = 6;

/// What shows a picture from the cursor on; nothing, should it not be encoded.
///
/// Its height is made up of whole sixels: what they would add at the lower edge could touch the line below.
pub(super) fn bytes(raster: &Raster) -> Vec<u8> {
    let height = raster.height();
    let whole = match height - height % BAND {
        0 => return Vec::new(),
        same if same == height => raster.clone(),
        less => raster.scaled(raster.width(), less),
    };
    let (width, height) = (whole.width() as usize, whole.height() as usize);
    let pixels = whole.bytes().chunks_exact(3);
    let opaque = pixels.flat_map(|pixel| [pixel[0], pixel[1], pixel[2], 255]);
    let image = SixelImage::from_rgba(opaque.collect(), width, height);
    image.encode().map(String::into_bytes).unwrap_or_default()
}
