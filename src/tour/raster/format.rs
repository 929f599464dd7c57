//! The formats that pictures come in, told by the first bytes of a file and not by its name.

/// A format that browsers show; terminals are shown two of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Png,
    Jpeg,
    Gif,
    Webp,
    Avif,
    Svg,
}

impl Format {
    /// The format of a file with these bytes, if it is one of them.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        let at =
            |start: usize, sign: &[u8]| bytes.get(start..).is_some_and(|it| it.starts_with(sign));
        match bytes {
            _ if at(0, b"\x89PNG\r\n\x1a\n") => Some(Self::Png),
            _ if at(0, b"\xff\xd8\xff") => Some(Self::Jpeg),
            _ if at(0, b"GIF8") => Some(Self::Gif),
            _ if at(0, b"RIFF") && at(8, b"WEBP") => Some(Self::Webp),
            _ if at(4, b"ftypavif") || at(4, b"ftypavis") => Some(Self::Avif),
            _ if is_svg(bytes) => Some(Self::Svg),
            _ => None,
        }
    }

    /// docent draws it on a terminal.
    pub(crate) fn is_for_terminals(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg)
    }

    /// What it is called.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Gif => "GIF",
            Self::Webp => "WebP",
            Self::Avif => "AVIF",
            Self::Svg => "SVG",
        }
    }

    /// What the names of such files end in.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Avif => "avif",
            Self::Svg => "svg",
        }
    }

    /// Its media type.
    pub(crate) fn mime(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Avif => "image/avif",
            Self::Svg => "image/svg+xml",
        }
    }
}

/// A text that begins as XML does, with a drawing in it.
fn is_svg(bytes: &[u8]) -> bool {
    let text = bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .trim_ascii_start();
    let begins = text.starts_with(b"<?xml") || text.starts_with(b"<!") || text.starts_with(b"<svg");
    begins && memchr::memmem::find(text, b"<svg").is_some()
}
