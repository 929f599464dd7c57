//! What a terminal answers when it is asked about pictures, among whatever else comes from it.

use memchr::memmem::find;

use crate::glyphs::Cell;

/// What has been answered so far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Answers {
    /// It knows the kitty graphics protocol.
    pub(super) kitty: bool,
    /// Its name and version, as it says them.
    version: String,
    pub(super) cell: Option<Cell>,
    /// The last answer.
    pub(super) attributes: Option<Attributes>,
}

/// What a terminal says it is and has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Attributes {
    pub(super) sixel: bool,
}

/// What the attribute of sixel graphics is called.
const SIXEL: &[u8] = b"4";
/// A cell with more pixels, across or down, is none.
const LARGEST_CELL: u16 = 200;

impl Answers {
    /// The answers in these bytes, so far as they have come whole.
    pub(super) fn in_bytes(mut bytes: &[u8]) -> Self {
        let mut answers = Self::default();
        while let Some(start) = memchr::memchr(0x1B, bytes) {
            bytes = &bytes[start + 1..];
            answers.take(bytes);
        }
        answers
    }

    /// Takes what stands behind an Escape.
    fn take(&mut self, bytes: &[u8]) {
        if let Some(rest) = bytes.strip_prefix(b"_G") {
            self.kitty |= string(rest).is_some_and(|text| text == b"i=31;OK");
        } else if let Some(rest) = bytes.strip_prefix(b"P>|") {
            let version = string(rest).unwrap_or_default();
            self.version = String::from_utf8_lossy(version).into_owned();
        } else if let Some(rest) = bytes.strip_prefix(b"[6;") {
            self.cell = self.cell.or(cell(rest));
        } else if let Some(rest) = bytes.strip_prefix(b"[?") {
            self.attributes = self.attributes.or(attributes(rest));
        }
    }

    /// It shows iTerm2's inline images. `WezTerm` does, too.
    pub(super) fn is_iterm2(&self) -> bool {
        ["iTerm2", "WezTerm"]
            .iter()
            .any(|name| self.version.starts_with(name))
    }
}

/// What comes before the end of a string for programs.
fn string(bytes: &[u8]) -> Option<&[u8]> {
    find(bytes, b"\x1b\\").map(|end| &bytes[..end])
}

/// Height and width, `16;8t`.
fn cell(bytes: &[u8]) -> Option<Cell> {
    let text = std::str::from_utf8(&bytes[..memchr::memchr(b't', bytes)?]).ok()?;
    let (height, width) = text.split_once(';')?;
    let side = |text: &str| {
        let pixels = text.parse().ok()?;
        (1..=LARGEST_CELL).contains(&pixels).then_some(pixels)
    };
    Some(Cell {
        width: side(width)?,
        height: side(height)?,
    })
}

/// `62;4;22c`.
fn attributes(bytes: &[u8]) -> Option<Attributes> {
    let is_parameter = |byte: &u8| matches!(byte, b'0'..=b'9' | b';');
    let end = bytes.iter().take_while(|byte| is_parameter(byte)).count();
    if bytes.get(end) != Some(&b'c') {
        return None;
    }
    let mut parameters = bytes[..end].split(|byte| *byte == b';');
    // The first says what it is.
    let sixel = parameters
        .by_ref()
        .skip(1)
        .any(|parameter| parameter == SIXEL);
    Some(Attributes { sixel })
}
