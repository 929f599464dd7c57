//! The characters of a Linux console font: the unicode table of a PSF file, plain or gzip.
//!
//! The pictures are not looked at. A file from anybody is safe to read: nothing is longer than
//! [`FONT_LIMIT`], and every length in it is held against what is there.

use std::collections::HashSet;
use std::io::Read;

use flate2::read::MultiGzDecoder;
use thiserror::Error;

/// The largest font that is read, packed or unpacked, in bytes: sixteen times the largest that a
/// console takes.
pub const FONT_LIMIT: u64 = 1024 * 1024;

/// The most pictures that the Linux console takes (`con_font_set` refuses more).
const CONSOLE_GLYPHS: u32 = 512;

/// A console font, as far as it matters which characters it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Font {
    characters: HashSet<char>,
}

/// Why a file cannot tell which characters a console font has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FontFault {
    #[error("it is neither PSF1 nor PSF2, the formats of console fonts")]
    NotPsf,
    #[error("its gzip packing is broken")]
    Packing,
    #[error("it is larger than 1 MB, far beyond any console font")]
    TooLarge,
    #[error("it is cut off, or its header names lengths that are not there")]
    Cut,
    /// How many pictures it has.
    #[error("it has {0} glyphs, and a console takes {CONSOLE_GLYPHS} at most")]
    TooManyGlyphs(u32),
    #[error("it has no unicode table, so that nothing says which characters it has")]
    NoTable,
    #[error("its unicode table holds bytes that are no characters")]
    BadTable,
}

impl Font {
    /// Reads a PSF1 or PSF2 file, plain or packed with gzip.
    ///
    /// # Errors
    /// When it is no such file, is cut off or too large, has no unicode table, or has more glyphs
    /// than a console takes.
    pub fn read(bytes: &[u8]) -> Result<Self, FontFault> {
        let unpacked;
        let bytes = if bytes.starts_with(&[0x1F, 0x8B]) {
            unpacked = unpack(bytes)?;
            &unpacked
        } else {
            bytes
        };
        if bytes.len() as u64 > FONT_LIMIT {
            return Err(FontFault::TooLarge);
        }
        if let Some(rest) = bytes.strip_prefix(&[0x36, 0x04]) {
            psf1(rest)
        } else if bytes.starts_with(&[0x72, 0xB5, 0x4A, 0x86]) {
            psf2(bytes)
        } else {
            Err(FontFault::NotPsf)
        }
    }

    /// It has a picture for the character alone; one for a sequence of characters does not count,
    /// as the console does not put them together.
    pub fn has(&self, character: char) -> bool {
        self.characters.contains(&character)
    }
}

fn unpack(bytes: &[u8]) -> Result<Vec<u8>, FontFault> {
    let mut unpacked = Vec::new();
    MultiGzDecoder::new(bytes)
        .take(FONT_LIMIT + 1)
        .read_to_end(&mut unpacked)
        .map_err(|_| FontFault::Packing)?;
    Ok(unpacked)
}

/// What stands behind the two bytes of the magic number: the mode, the bytes of a picture, the
/// pictures, the table.
fn psf1(rest: &[u8]) -> Result<Font, FontFault> {
    const MANY: u8 = 1;
    const TABLE: u8 = 2 | 4;
    let &[mode, size, ref rest @ ..] = rest else {
        return Err(FontFault::Cut);
    };
    let glyphs = if mode & MANY == 0 { 256 } else { 512 };
    let table = rest.get(glyphs * usize::from(size)..);
    let table = table.ok_or(FontFault::Cut)?;
    if mode & TABLE == 0 {
        return Err(FontFault::NoTable);
    }
    psf1_table(table, glyphs)
}

/// For each picture its characters in UTF-16, then FFFE and sequences, closed by FFFF.
fn psf1_table(table: &[u8], glyphs: usize) -> Result<Font, FontFault> {
    let mut units = table
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let mut characters = HashSet::new();
    for _ in 0..glyphs {
        let mut is_sequence = false;
        loop {
            match units.next().ok_or(FontFault::Cut)? {
                0xFFFF => break,
                0xFFFE => is_sequence = true,
                _ if is_sequence => {}
                unit => {
                    let character = char::from_u32(u32::from(unit));
                    characters.insert(character.ok_or(FontFault::BadTable)?);
                }
            }
        }
    }
    Ok(Font { characters })
}

/// Eight numbers of four bytes: the magic number, the version, the header's length, flags, how many
/// pictures, the bytes of one, its height and width; then the pictures and the table.
fn psf2(bytes: &[u8]) -> Result<Font, FontFault> {
    const TABLE: u32 = 1;
    let number = |place: usize| {
        let four = bytes.get(4 * place..)?.first_chunk()?;
        Some(u32::from_le_bytes(*four))
    };
    let numbers = [2, 3, 4, 5].map(number);
    let [Some(header), Some(flags), Some(glyphs), Some(size)] = numbers else {
        return Err(FontFault::Cut);
    };
    if glyphs > CONSOLE_GLYPHS {
        return Err(FontFault::TooManyGlyphs(glyphs));
    }
    let start = u64::from(header) + u64::from(glyphs) * u64::from(size);
    let start = usize::try_from(start).map_err(|_| FontFault::Cut)?;
    let table = bytes.get(start..).ok_or(FontFault::Cut)?;
    if flags & TABLE == 0 {
        return Err(FontFault::NoTable);
    }
    psf2_table(table, glyphs)
}

/// For each picture its characters in UTF-8, then FE and sequences, closed by FF.
fn psf2_table(table: &[u8], glyphs: u32) -> Result<Font, FontFault> {
    let mut rest = table;
    let mut characters = HashSet::new();
    for _ in 0..glyphs {
        let end = memchr::memchr(0xFF, rest).ok_or(FontFault::Cut)?;
        let entry = rest[..end].split(|byte| *byte == 0xFE).next();
        let entry = str::from_utf8(entry.unwrap_or_default());
        characters.extend(entry.map_err(|_| FontFault::BadTable)?.chars());
        rest = &rest[end + 1..];
    }
    Ok(Font { characters })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::{Strategy, any, prop, proptest};

    use super::*;

    fn small_psf1(mode: u8) -> Vec<u8> {
        let mut bytes = vec![0x36, 0x04, mode, 1];
        bytes.extend([0; 256]);
        for glyph in 0..256_u16 {
            bytes.extend((0x400 + glyph).to_le_bytes());
            if glyph == 0 {
                // A sequence: it is not drawn by itself.
                bytes.extend([0xFE, 0xFF, b'Z', 0, 0x01, 0x03]);
            }
            bytes.extend([0xFF, 0xFF]);
        }
        bytes
    }

    fn small_psf2(flags: u32, glyphs: u32, table: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0x72, 0xB5, 0x4A, 0x86];
        for number in [0, 32, flags, glyphs, 2, 2, 8] {
            bytes.extend(u32::to_le_bytes(number));
        }
        bytes.extend(vec![0; 2 * glyphs.min(1000) as usize]);
        bytes.extend(table);
        bytes
    }

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn both_formats_are_read_packed_and_plain() {
        let table = [
            "aá".as_bytes(),
            b"\xFE",
            "e\u{301}".as_bytes(),
            b"\xFFb\xFF",
        ]
        .concat();
        let psf2 = small_psf2(1, 2, &table);
        let cases = [
            (small_psf1(2), "ЀѿЯ", "Za"),
            (small_psf1(4), "ЀѿЯ", "Za"),
            (psf2, "aáb", "e\u{301}c"),
        ];
        for (bytes, there, absent) in cases {
            for bytes in [packed(&bytes), bytes] {
                let font = Font::read(&bytes).unwrap();
                assert!(there.chars().all(|it| font.has(it)), "{there}");
                assert!(!absent.chars().any(|it| font.has(it)), "{absent}");
            }
        }
    }

    #[test]
    fn what_is_no_font_is_refused_with_the_reason() {
        let sound = small_psf1(2);
        let cases = [
            (Vec::new(), FontFault::NotPsf),
            (b"BDF font".to_vec(), FontFault::NotPsf),
            (vec![0x36, 0x04], FontFault::Cut),
            (sound[..200].to_vec(), FontFault::Cut),
            (sound[..sound.len() - 1].to_vec(), FontFault::Cut),
            (small_psf1(0), FontFault::NoTable),
            (small_psf2(0, 2, b""), FontFault::NoTable),
            (small_psf2(1, 513, b""), FontFault::TooManyGlyphs(513)),
            (
                small_psf2(1, u32::MAX, b""),
                FontFault::TooManyGlyphs(u32::MAX),
            ),
            (small_psf2(1, 1, b"\xC3\xFF"), FontFault::BadTable),
            (small_psf2(1, 1, b"a"), FontFault::Cut),
            (vec![0x1F, 0x8B, 8, 0], FontFault::Packing),
            (packed(&vec![0x36; 3 << 20]), FontFault::TooLarge),
            (vec![0x36; 2 << 20], FontFault::TooLarge),
        ];
        for (bytes, fault) in cases {
            assert_eq!(Font::read(&bytes), Err(fault));
        }
    }

    /// A sound font of either format with bytes of it changed and its end cut off, perhaps packed.
    fn harmed() -> impl Strategy<Value = Vec<u8>> {
        let sound = any::<bool>().prop_map(|one| {
            let table = b"a\xFF\xC3\xA1\xFEe\xFF";
            if one {
                small_psf1(2)
            } else {
                small_psf2(1, 2, table)
            }
        });
        let harms = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8);
        let end = any::<prop::sample::Index>();
        (sound, harms, end, any::<bool>()).prop_map(|(mut bytes, harms, end, pack)| {
            for (at, byte) in harms {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            bytes.truncate(end.index(2 * bytes.len()).max(2));
            if pack { packed(&bytes) } else { bytes }
        })
    }

    proptest! {
        #[test]
        fn hostile_fonts_are_read_or_refused(bytes in harmed()) {
            let _ = Font::read(&bytes);
        }

        #[test]
        fn random_bytes_are_read_or_refused(
            magic in prop::sample::select(vec![&[][..], &[0x36, 0x04], &[0x72, 0xB5, 0x4A, 0x86], &[0x1F, 0x8B, 8]]),
            bytes in prop::collection::vec(any::<u8>(), 0..2000),
        ) {
            let _ = Font::read(&[magic, &bytes].concat());
        }
    }
}
