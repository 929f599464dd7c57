//! What is wrong with the pictures of figures: each file is read, and decoded as it would be to be shown.
//!
//! That takes its time with every picture. So those who only want to play a tour leave it out, and a
//! picture that cannot be shown leaves its description there.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::markup::clean;
use crate::tour::raster::{FILE_LIMIT, Format};
#[cfg(feature = "images")]
use crate::tour::raster::{PictureFault, decode};
use crate::tour::read;
use crate::tour::report::Report;
use crate::tour::section::{Kind, cut};
use crate::tour::{AssetError, TourFiles};

/// The codes of errors with which a tour is played all the same.
const PLAYED: [&str; 2] = ["bad-picture", "large-picture"];

/// Whether a tour with this fault is played.
pub(crate) fn is_played_with(fault: &Diagnostic) -> bool {
    fault.severity != Severity::Error || PLAYED.contains(&fault.code)
}

/// Looks into pictures, and remembers those that it has looked into: of a tour that is read again only
/// what has changed takes time.
#[derive(Debug, Default)]
pub struct Inspector(HashMap<Box<str>, Seen>);

/// A file as it was, and what came of it.
#[derive(Debug)]
struct Seen {
    length: usize,
    sum: u32,
    trouble: Option<Trouble>,
}

/// Why a picture is not shown, or not everywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Trouble {
    /// Nobody can show it.
    Bad(String),
    /// It is beyond the limits.
    Large(String),
    /// Browsers alone show it.
    Web(Format),
}

impl Inspector {
    /// The faults of all pictures that the tour's own file names, each at its path. That a file is not
    /// there, or not in the tour's folder, is told by [`super::check`].
    pub(in crate::tour) fn inspect(&mut self, files: &TourFiles) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        for (path, place) in named(files) {
            let trouble = self.look(files, &path);
            faults.extend(trouble.map(|trouble| trouble.tell(&path, place)));
        }
        faults
    }

    fn look(&mut self, files: &TourFiles, path: &str) -> Option<Trouble> {
        if !files.assets.exists(path) {
            return None;
        }
        let bytes = match files.assets.read_up_to(path, FILE_LIMIT) {
            Ok(bytes) => bytes,
            Err(AssetError::Missing | AssetError::Outside(_)) => return None,
            Err(error @ AssetError::TooLarge { .. }) => {
                return Some(Trouble::Large(error.to_string()));
            }
            Err(error @ AssetError::Unreadable(_)) => {
                return Some(Trouble::Bad(error.to_string()));
            }
        };
        let mut crc = flate2::Crc::new();
        crc.update(&bytes);
        let (length, sum) = (bytes.len(), crc.sum());
        let known = self.0.get(path);
        if let Some(seen) = known.filter(|seen| (seen.length, seen.sum) == (length, sum)) {
            return seen.trouble.clone();
        }
        let trouble = trouble(&bytes);
        let seen = Seen {
            length,
            sum,
            trouble: trouble.clone(),
        };
        self.0.insert(path.into(), seen);
        trouble
    }
}

/// The paths of pictures in the tour's own file, with their places.
fn named(files: &TourFiles) -> Vec<(String, Place)> {
    let mut named = Vec::new();
    // All else that these sections say is told by others.
    let mut report = Report::default();
    let sections = cut(&files.main.text);
    let may_hold = |kind: &Kind| [Kind::Root, Kind::Figure].contains(kind);
    for section in sections.iter().filter(|section| may_hold(&section.kind)) {
        read::section(&files.main, section, &mut report, |raw, page, _| {
            let images = raw.figure.iter();
            for image in images.filter_map(|found| found.get_ref().image.as_ref()) {
                let path = image.get_ref().as_str().to_owned();
                named.push((path, page.place(image.span())));
            }
        });
    }
    named
}

fn trouble(bytes: &[u8]) -> Option<Trouble> {
    match Format::of(bytes) {
        None => Some(Trouble::Bad(
            "it is in no format that terminals or browsers show".to_owned(),
        )),
        Some(format) if format.is_for_terminals() => undecodable(bytes),
        // A drawing is made for pages: a terminal has the description for it.
        Some(Format::Svg) => None,
        Some(format) => Some(Trouble::Web(format)),
    }
}

#[cfg(feature = "images")]
fn undecodable(bytes: &[u8]) -> Option<Trouble> {
    let fault = decode(bytes).err()?;
    let words = fault.to_string();
    Some(match fault {
        PictureFault::TooLarge { .. } | PictureFault::TooMuch => Trouble::Large(words),
        PictureFault::Unknown | PictureFault::Damaged(_) => Trouble::Bad(words),
    })
}

/// This program was built without what reads pixels.
#[cfg(not(feature = "images"))]
fn undecodable(_bytes: &[u8]) -> Option<Trouble> {
    None
}

impl Trouble {
    fn tell(self, path: &str, place: Place) -> Diagnostic {
        let path = clean::line(path);
        match self {
            Self::Bad(why) => Diagnostic::error(
                "bad-picture",
                place,
                format!("`{path}` cannot be shown: {why}"),
            )
            .help("open it in a picture editor and save it anew as JPEG or PNG"),
            Self::Large(why) => Diagnostic::error(
                "large-picture",
                place,
                format!("`{path}` is too large: {why}"),
            )
            .help("save it smaller: 1600 pixels in its longer side are enough"),
            Self::Web(format) => {
                let name = format.name();
                let message = format!("`{path}` is a {name} file, which browsers alone show");
                Diagnostic::warning("web-picture", place, message)
                    .help("save it as JPEG or PNG, so that terminals show it too")
            }
        }
    }
}
