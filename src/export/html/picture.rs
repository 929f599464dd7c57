//! The pictures of figures, as files of a site or inside its pages.

use std::collections::BTreeMap;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::error::Error;
use crate::export::html::Form;
use crate::export::html::name::name;
use crate::tour::raster::Format;
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
    format: Format,
    bytes: Vec<u8>,
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
        let format = Format::of(&bytes).ok_or_else(|| failed(UNKNOWN.to_owned()))?;
        // A drawing that was opened by itself could run what is written in it; inside a page it cannot.
        let is_file = form == Form::Pages && format != Format::Svg;
        let path = is_file.then(|| format!("{FOLDER}/{name}.{}", format.extension()));
        Ok(Self {
            path,
            format,
            bytes,
        })
    }

    /// The picture as an address that holds it.
    fn data(&self) -> String {
        let mime = self.format.mime();
        format!("data:{mime};base64,{}", BASE64_STANDARD.encode(&self.bytes))
    }
}
