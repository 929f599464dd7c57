//! What a tour holds that a console font cannot show.
//!
//! Held against the font is what would be drawn: the text as docent spells it on a Linux console
//! ([`Glyphs::Console`]). What that spelling can only show as `?` is lost with every font.

mod own;
mod tally;

use std::path::{Path, PathBuf};

use self::tally::Tally;
use crate::bibliography::{Bibliography, Form};
use crate::diagnostic::{Diagnostic, settle};
use crate::error::Error;
use crate::glyphs::{FONT_LIMIT, Font, Glyphs};
use crate::library;
use crate::markup::{Citation, Cite, Locator};
use crate::tour::drawn::{each_sign, sources};
use crate::tour::{Inspector, Tour, TourFiles};

pub(crate) use self::own::own_words;

/// A console font and what it is called.
#[derive(Debug, Clone)]
pub struct NamedFont {
    /// The name that `setfont` takes, such as `FullCyrAsia-TerminusBold16`.
    pub name: String,
    pub font: Font,
}

impl NamedFont {
    /// Reads a font's file.
    ///
    /// # Errors
    /// When it cannot be read, or is no console font with a unicode table.
    pub(crate) fn read(path: &Path) -> Result<Self, Error> {
        let bad = |why: String| Error::BadFont {
            path: path.to_owned(),
            why,
        };
        let bytes = match library::bytes(path, FONT_LIMIT) {
            Err(Error::TooLarge { .. }) => Err(bad("it is larger than any font".to_owned())),
            read => read,
        }?;
        Ok(Self {
            name: name(path),
            font: Font::read(&bytes).map_err(|fault| bad(fault.to_string()))?,
        })
    }
}

/// Reads fonts; and why those that could not be read were not.
pub(crate) fn fonts(paths: &[PathBuf]) -> (Vec<NamedFont>, Vec<Error>) {
    let (mut fonts, mut unread) = (Vec::new(), Vec::new());
    for path in paths {
        match NamedFont::read(path) {
            Ok(font) => fonts.push(font),
            Err(error) => unread.push(error),
        }
    }
    (fonts, unread)
}

/// A file's name without what says that it is a font.
fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let bare = [".psfu", ".psf"]
        .iter()
        .find_map(|end| name.strip_suffix(end));
    bare.unwrap_or(name).to_owned()
}

/// Opens a tour and tells every fault in its files, as [`Tour::inspect`] does; and each character that
/// not all of the fonts can show, once, where it first stands.
pub fn load(files: TourFiles, fonts: &[NamedFont]) -> (Option<Tour>, Vec<Diagnostic>) {
    let mut inspector = Inspector::default();
    if fonts.is_empty() {
        return Tour::inspect(files, &mut inspector);
    }
    let mut tally = Tally::new(fonts);
    each_sign(&files, &mut |sign, place| tally.count(sign, place));
    let (tour, mut faults) = Tour::inspect(files, &mut inspector);
    if let Some(tour) = &tour {
        set_sources(tour, &mut tally);
    }
    faults.extend(tally.told());
    settle(&mut faults);
    (tour, faults)
}

/// What the citation style puts between the words of the sources: characters that stand in no file.
fn set_sources(tour: &Tour, tally: &mut Tally<'_>) {
    let places = sources(tour.files());
    for edition in tour.editions() {
        let bibliography = edition.bibliography();
        for (at, source) in edition.sources().iter().enumerate() {
            let Some((_, place)) = places.iter().find(|(id, _)| *id == source.id) else {
                continue;
            };
            for text in set(bibliography, at, &source.id) {
                tally.add_unseen(&text, place);
            }
        }
    }
}

/// A source as it stands in the list, in a note, and in a later one, each with a page.
fn set(bibliography: &Bibliography, at: usize, id: &str) -> Vec<String> {
    let locator = Some(Locator {
        label: "page",
        value: "1".into(),
    });
    let cite = Cite {
        source: id.into(),
        prefix: "".into(),
        locator,
    };
    let citation = Citation { cites: vec![cite] };
    let entries = bibliography.entries().iter();
    let entries = entries.filter(|entry| entry.source == at);
    let notes = [Form::Full, Form::Short].map(|form| bibliography.note(&citation, form));
    entries
        .map(|entry| entry.text.string.clone())
        .chain(notes.iter().map(|note| note.string.clone()))
        .collect()
}

/// How the console shows a character, and whether a font has all that takes.
fn shows(font: &Font, character: char) -> bool {
    let mut buffer = [0; 4];
    let spelled = Glyphs::Console.text(character.encode_utf8(&mut buffer));
    // A no-break space is sent as a space.
    spelled
        .chars()
        .all(|shown| matches!(shown, ' ' | '\n' | '\u{a0}') || font.has(shown))
}

/// No console shows the character, whatever its font: docent has no spelling for it.
fn is_lost(character: char) -> bool {
    let mut buffer = [0; 4];
    character != '?' && Glyphs::Console.text(character.encode_utf8(&mut buffer)) == "?"
}
