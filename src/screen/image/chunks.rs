//! Base64, in pieces.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The characters of a piece at most; a multiple of four.
const LENGTH: usize = 4096;

/// These bytes in base64.
pub(super) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// A text of base64 in pieces, each with whether more come.
pub(super) fn chunks(base64: &str) -> impl Iterator<Item = (&[u8], bool)> {
    let pieces = base64.as_bytes().chunks(LENGTH);
    let last = pieces.len().saturating_sub(1);
    pieces
        .enumerate()
        .map(move |(at, piece)| (piece, at < last))
}
