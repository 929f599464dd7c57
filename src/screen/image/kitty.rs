//! The kitty graphics protocol: a picture is sent once, shown by its number, and forgotten by it.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::chunks::{base64, chunks};
use super::{Images, put};
use crate::layout::Inset;
use crate::screen::writer::Writer;

/// Forgets every picture.
pub(super) const FORGET: &[u8] = b"\x1b_Ga=d,d=A,q=2\x1b\\";

/// Sends what makes the pictures those that are wanted.
pub(super) fn write(images: Images<'_>, writer: &mut Writer<'_>) {
    if images.shown.is_none() {
        writer.command(FORGET);
    }
    for number in changed(images) {
        let of = |insets: &[Inset]| {
            let first = insets
                .iter()
                .find(|inset| number_of(images, inset) == number);
            first.cloned()
        };
        match (of(images.shown.unwrap_or_default()), of(images.wanted)) {
            (Some(_), None) => writer.command(&take('I', number)),
            (Some(_), Some(_)) => writer.command(&take('i', number)),
            (None, Some(inset)) => writer.command(&send(images, &inset, number)),
            (None, None) => {}
        }
        let wanted = images.wanted.iter().enumerate();
        for (place, inset) in wanted.filter(|(_, inset)| number_of(images, inset) == number) {
            let show = show(images, inset, (number, place + 1));
            put(inset, &show, writer);
        }
    }
}

/// The numbers of pictures that appear, move or go; each once.
fn changed(images: Images<'_>) -> Vec<u32> {
    let insets = images.gone().chain(images.fresh());
    let mut numbers: Vec<u32> = insets.map(|inset| number_of(images, inset)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// A picture in one size has one number, not 0.
fn number_of(images: Images<'_>, inset: &Inset) -> u32 {
    let (width, height) = images.pixels(inset);
    let size = width.wrapping_mul(0x9E37_79B1) ^ height.wrapping_mul(0x85EB_CA6B);
    (inset.picture.sum() ^ size).max(1)
}

/// Takes a picture off the screen; `I` forgets it, too.
fn take(what: char, number: u32) -> Vec<u8> {
    format!("\x1b_Ga=d,d={what},i={number},q=2\x1b\\").into_bytes()
}

/// Sends the pixels of a whole picture; nothing shows yet. Nothing is answered.
fn send(images: Images<'_>, inset: &Inset, number: u32) -> Vec<u8> {
    let (width, height) = images.pixels(inset);
    let packed = packed(inset.picture.at(width, height).bytes());
    let text = base64(&packed);
    let mut out = Vec::with_capacity(text.len() + text.len() / 128 + 64);
    let mut head = format!("a=t,f=24,o=z,t=d,i={number},s={width},v={height},q=2,");
    for (piece, more) in chunks(&text) {
        // Writing to memory does not fail.
        let _ = write!(out, "\x1b_G{head}m={};", u8::from(more));
        out.extend_from_slice(piece);
        out.extend_from_slice(b"\x1b\\");
        head.clear();
    }
    out
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    let written = encoder.write_all(bytes);
    written.and_then(|()| encoder.finish()).unwrap_or_default()
}

/// Shows the part of a picture that is in sight; the cursor stays.
fn show(images: Images<'_>, inset: &Inset, (number, place): (u32, usize)) -> Vec<u8> {
    let (width, _) = images.pixels(inset);
    let (first, count) = images.sight(inset);
    format!("\x1b_Ga=p,i={number},p={place},x=0,y={first},w={width},h={count},C=1,q=2\x1b\\")
        .into_bytes()
}
