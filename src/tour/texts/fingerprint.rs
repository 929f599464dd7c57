//! Fingerprints: whether a text is still what it was.

use std::collections::BTreeMap;
use std::fmt;

/// The FNV-1a hash of a text, 32 bits, as eight hexadecimal digits.
///
/// White space at the ends and carriage returns do not count, so that an editor which changes only
/// these changes no fingerprint. Each byte of the UTF-8 text is xored into the hash, which is then
/// multiplied by 16777619; it begins as 2166136261. Two different texts have the same fingerprint
/// once in four thousand million times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Fingerprint(u32);

/// A line of `[originals]`: a text of the tour and its translation as they were when they agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) original: Fingerprint,
    /// `None` where there was no translation yet.
    pub(crate) translation: Option<Fingerprint>,
}

/// The lines of `[originals]`, by the keys of the texts.
pub(crate) type Records = BTreeMap<String, Record>;

impl Fingerprint {
    /// The fingerprint of a text.
    pub(crate) fn of(words: &str) -> Self {
        let bytes = words.trim().bytes().filter(|byte| *byte != b'\r');
        Self(bytes.fold(2_166_136_261, |hash: u32, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(16_777_619)
        }))
    }

    fn parse(digits: &str) -> Option<Self> {
        let is_hash = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let hash = u32::from_str_radix(digits, 16).ok()?;
        is_hash.then_some(Self(hash))
    }
}

impl Record {
    /// Reads `3f2a91c0 77aa01be`, or `3f2a91c0 -` for what was not translated yet.
    pub(crate) fn parse(line: &str) -> Option<Self> {
        let (original, translation) = line.split_once(' ')?;
        let translation = match translation {
            "-" => None,
            digits => Some(Fingerprint::parse(digits)?),
        };
        Some(Self {
            original: Fingerprint::parse(original)?,
            translation,
        })
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:08x}", self.0)
    }
}

impl fmt::Display for Record {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.translation {
            Some(translation) => write!(out, "{} {translation}", self.original),
            None => write!(out, "{} -", self.original),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Fingerprint, Record};

    /// Written in educators' files: it must never change.
    #[test]
    fn fingerprints_stay_what_they_are() {
        for (words, digits) in [
            ("", "811c9dc5"),
            ("a", "e40c292c"),
            ("foobar", "bf9cf968"),
            ("  foobar\r\n", "bf9cf968"),
            ("Қарлаг", "6ef3336c"),
        ] {
            assert_eq!(Fingerprint::of(words).to_string(), digits, "{words:?}");
        }
    }

    #[test]
    fn lines_are_read_as_they_are_written() {
        for line in ["3f2a91c0 77aa01be", "00000001 -"] {
            assert_eq!(Record::parse(line).unwrap().to_string(), line);
        }
        for line in ["", "3f2a91c0", "3f2a91c 77aa01be", "+f2a91c0 -", "x -"] {
            assert_eq!(Record::parse(line), None, "{line}");
        }
    }
}
