//! The pictures of figures, as files of a site or inside its pages.

use std::collections::BTreeMap;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::error::Error;
use crate::export::html::Form;
use crate::export::html::name::name;
use crate::tour::{Figure, Tour};

/// The folder of a site that pictures lie in.
const FOLDER: &str = "pictures";
const UNKNOWN: &str =
    "it is in no format that browsers show, which are PNG, JPEG, GIF, WebP, AVIF and SVG";

/// The pictures that may be shown, by the ids of their figures.
#[derive(Debug, Default)]
pub(crate) struct Pictures(BTreeMap<Box<str>, Picture>);

#[derive(Debug)]
struct Picture {
    /// Its path in the site; nothing for one that stands in the pages themselves.
    path: Option<String>,
    kind: Kind,
    bytes: Vec<u8>,
}

/// A format that browsers show, told by the first bytes of a file and not by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Png,
    Jpeg,
    Gif,
    Webp,
    Avif,
    Svg,
}

impl Pictures {
    /// Reads all pictures whose rights have not expired.
    ///
    /// # Errors
    /// When a file cannot be read, or is in no format that browsers show.
    pub(crate) fn read(tour: &Tour, form: Form) -> Result<Self, Error> {
        let mut pictures = BTreeMap::new();
        let figures = tour
            .editions()
            .first()
            .map_or(&[][..], |edition| edition.figures());
        for (place, figure) in figures.iter().enumerate() {
            if let Some(image) = figure
                .image
                .as_deref()
                .filter(|_| may_be_shown(tour, figure))
            {
                let picture = Picture::read(tour, image, &name("figure", &figure.id, place), form)?;
                pictures.insert(figure.id.clone(), picture);
            }
        }
        Ok(Self(pictures))
    }

    /// Where the picture of a figure is, from a page that is `root` away from the site's folder.
    pub(crate) fn source(&self, figure: &str, root: &str) -> Option<String> {
        let picture = self.0.get(figure)?;
        Some(match &picture.path {
            Some(path) => format!("{root}{path}"),
            None => picture.data(),
        })
    }

    /// The files of a site that hold them: paths and bytes.
    pub(crate) fn files(self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let pictures = self.0.into_values();
        pictures.filter_map(|picture| Some((picture.path?, picture.bytes)))
    }
}

/// A picture that must not be shown any more has its description, caption and credit all the same.
fn may_be_shown(tour: &Tour, figure: &Figure) -> bool {
    let today = tour.files().assets.today();
    let rights = figure.rights.as_ref();
    !rights.is_some_and(|rights| rights.have_expired(today))
}

impl Picture {
    fn read(tour: &Tour, image: &str, name: &str, form: Form) -> Result<Self, Error> {
        let failed = |why: String| Error::Picture {
            path: image.to_owned(),
            why,
        };
        let bytes = tour.files().assets.read(image);
        let bytes = bytes.map_err(|error| failed(error.to_string()))?;
        let kind = Kind::of(&bytes).ok_or_else(|| failed(UNKNOWN.to_owned()))?;
        // A drawing that was opened by itself could run what is written in it; inside a page it cannot.
        let is_file = form == Form::Pages && kind != Kind::Svg;
        let path = is_file.then(|| format!("{FOLDER}/{name}.{}", kind.extension()));
        Ok(Self { path, kind, bytes })
    }

    /// The picture as an address that holds it.
    fn data(&self) -> String {
        let mime = self.kind.mime();
        format!("data:{mime};base64,{}", BASE64_STANDARD.encode(&self.bytes))
    }
}

impl Kind {
    fn of(bytes: &[u8]) -> Option<Self> {
        let at =
            |start: usize, sign: &[u8]| bytes.get(start..).is_some_and(|it| it.starts_with(sign));
        let is_drawing = || {
            let text = bytes
                .strip_prefix(b"\xef\xbb\xbf")
                .unwrap_or(bytes)
                .trim_ascii_start();
            let begins =
                text.starts_with(b"<?xml") || text.starts_with(b"<!") || text.starts_with(b"<svg");
            begins && memchr::memmem::find(text, b"<svg").is_some()
        };
        match bytes {
            _ if at(0, b"\x89PNG\r\n\x1a\n") => Some(Self::Png),
            _ if at(0, b"\xff\xd8\xff") => Some(Self::Jpeg),
            _ if at(0, b"GIF8") => Some(Self::Gif),
            _ if at(0, b"RIFF") && at(8, b"WEBP") => Some(Self::Webp),
            _ if at(4, b"ftypavif") || at(4, b"ftypavis") => Some(Self::Avif),
            _ if is_drawing() => Some(Self::Svg),
            _ => None,
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Gif => "gif",
            Self::Webp => "webp",
            Self::Avif => "avif",
            Self::Svg => "svg",
        }
    }

    fn mime(self) -> &'static str {
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
