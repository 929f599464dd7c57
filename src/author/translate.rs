//! `docent translate`: writes a translation's file, or brings it up to date with its tour.
//!
//! The file is changed in place, as text: what an educator wrote stays byte for byte. Only comments
//! that begin with `#|` and the table `[originals]` are the program's, and are made anew. First the
//! file is given the [`shape`] of the tour, then the [`remarks`] are written.

mod align;
mod blank;
mod edits;
mod remarks;
mod shape;
mod sheet;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::de::DeTable;

use self::shape::Draft;
use self::sheet::Sheet;
use crate::diagnostic::{Diagnostic, Place, Severity, SourceFile};
use crate::error::Error;
use crate::file;
use crate::tour::texts::{Form, List, Shape, Texts};
use crate::tour::{Coverage, Tour, TourFiles, is_language};

/// What became of a translation.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// It was left alone, because of these faults.
    Faulty(Vec<Diagnostic>),
    Done(Done),
}

/// A translation that is, or would be, up to date.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) path: PathBuf,
    pub(crate) coverage: Coverage,
    /// The file was not so before.
    pub(crate) is_changed: bool,
    /// What the tour has no more, in words; it was made a comment.
    pub(crate) gone: Vec<String>,
}

/// Whether to write what was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    Replace,
    Nothing,
}

/// Faults of a translation after which nothing in it can be found for certain.
const BREAKING: [&str; 10] = [
    "toml",
    "type",
    "unknown-key",
    "unknown-value",
    "translation-key",
    "two-contents",
    "no-question",
    "duplicate-id",
    "translates",
    "missing",
];

/// Writes the translation of a tour into a language, or brings it up to date.
///
/// # Errors
/// When the language cannot be translated into, or the file not be written.
pub(crate) fn translate(files: TourFiles, tag: &str, writing: Writing) -> Result<Outcome, Error> {
    let main = Arc::clone(&files.main);
    let path = overlay(&main.name, tag);
    let name = path.to_string_lossy().into_owned();
    language_fault(&files, &name, tag)?;
    let mut there = files.translations.iter().filter(|file| file.name == name);
    let there = there.next().cloned();
    let faults = breaking(&Tour::load(files).1, &main.name, &name);
    if !faults.is_empty() {
        return Ok(Outcome::Faulty(faults));
    }
    let made = match &there {
        Some(file) => updated(&main, file),
        None => updated(&main, &SourceFile::new(&name, begun(&main, tag))).map(Made::spaced),
    };
    let made = match made {
        Ok(made) => made,
        Err(faults) => return Ok(Outcome::Faulty(faults)),
    };
    if there.is_none() {
        // A file of this name that was not read as a translation is somebody's work all the same.
        file::refuse_existing(&path)?;
    }
    let is_changed = there.is_none_or(|file| file.text != made.text);
    if is_changed && writing == Writing::Replace {
        file::replace(&path, &made.text)?;
    }
    Ok(Outcome::Done(Done {
        path,
        coverage: made.coverage,
        is_changed,
        gone: made.gone,
    }))
}

/// The file that holds the translation of a tour into a language.
fn overlay(main: &str, tag: &str) -> PathBuf {
    let stem = Path::new(main).file_stem().unwrap_or_default();
    Path::new(main).with_file_name(format!("{}.{tag}.toml", stem.to_string_lossy()))
}

/// Tells what is no language, and one that the tour, or another file, is in already.
fn language_fault(files: &TourFiles, name: &str, tag: &str) -> Result<(), Error> {
    if !is_language(tag) {
        let message = format!("`{tag}` is not the tag of a language; write it as kk, ru or pt-BR");
        return Err(Error::Usage(message));
    }
    let main = &files.main;
    if Texts::of(main).language.as_deref().unwrap_or("en") == tag {
        return Err(Error::Usage(format!("{} is in `{tag}` itself", main.name)));
    }
    for file in &files.translations {
        let language = Texts::of(file).language.unwrap_or_default();
        let is_wrong = if file.name == name {
            !language.is_empty() && *language != *tag
        } else {
            *language == *tag
        };
        if is_wrong {
            let message = format!("{} is in `{language}`", file.name);
            return Err(Error::Usage(message));
        }
    }
    Ok(())
}

/// The faults because of which a translation cannot be written: all errors of the tour, and those of
/// the translation after which nothing in it can be found.
fn breaking(faults: &[Diagnostic], main: &str, name: &str) -> Vec<Diagnostic> {
    let is_breaking = |fault: &&Diagnostic| {
        let file = fault.place.as_ref().map_or(main, |place| &place.file.name);
        let is_error = fault.severity == Severity::Error;
        is_error && (file == name && BREAKING.contains(&fault.code) || file == main)
    };
    faults.iter().filter(is_breaking).cloned().collect()
}

/// A translation brought up to date.
struct Made {
    text: String,
    coverage: Coverage,
    gone: Vec<String>,
}

impl Made {
    /// With a blank line before the first text.
    fn spaced(mut self) -> Self {
        self.text = self.text.replacen(STATUS, &format!("{STATUS}\n"), 1);
        self
    }
}

/// The translation brought up to date, or why it cannot be.
fn updated(main: &Arc<SourceFile>, file: &Arc<SourceFile>) -> Result<Made, Vec<Diagnostic>> {
    let (own, other) = (Texts::of(main), Texts::of(file));
    let faults = unusual(file, &other);
    if !faults.is_empty() {
        return Err(faults);
    }
    let draft = Draft {
        text: sheet::stripped(&file.text),
        records: other.records,
        gone: Vec::new(),
    };
    let draft = shape::shaped(&own, draft);
    let (text, coverage) = remarks::remarked(&own, &draft.text, draft.records);
    if DeTable::parse(text.trim_start_matches('\u{feff}')).is_err() {
        return Err(vec![refusal(file, 0..0)]);
    }
    Ok(Made {
        text,
        coverage,
        gone: draft.gone,
    })
}

/// The last line of a new translation's head.
const STATUS: &str = "status = \"draft\"\n";

/// A translation with nothing in it yet.
fn begun(main: &SourceFile, tag: &str) -> String {
    let first = main.body().lines().next().unwrap_or_default().trim_end();
    let schema = first.starts_with("#:schema").then(|| format!("{first}\n"));
    let name = Path::new(&main.name).file_name().unwrap_or_default();
    format!(
        "{}translates = \"{}\"\nlanguage = \"{tag}\"\n{STATUS}",
        schema.unwrap_or_default(),
        name.to_string_lossy()
    )
}

/// Tells tables that are written in a form to which nothing can be added in place.
fn unusual(file: &Arc<SourceFile>, texts: &Texts) -> Vec<Diagnostic> {
    let sheet = Sheet::new(&file.text);
    let tables = texts.tables.iter().chain(&texts.events.items);
    let odd = tables.filter(|table| {
        let at = table.place.start;
        let is_below = at >= sheet.root_end();
        let is_inline = file.text[at..].starts_with('{');
        table.form != Form::Head && !(is_below && (is_inline || sheet.is_header(at)))
            || table.lists.iter().any(|list| is_odd(&sheet, list))
    });
    odd.map(|table| refusal(file, table.place.clone()))
        .collect()
}

fn refusal(file: &Arc<SourceFile>, place: Range<usize>) -> Diagnostic {
    let message = "`docent translate` cannot add to what is written like this";
    Diagnostic::error("translate-form", Place::new(file, place), message)
        .help("write tables under headers of their own, such as [[station]], and lists in brackets")
}

fn is_odd(sheet: &Sheet<'_>, list: &List) -> bool {
    let value = sheet.get(list.place.clone());
    let is_list = value.starts_with('[') && !value.starts_with("[[");
    let mut items = list.items.iter();
    match list.shape {
        Shape::Bracketed => !is_list,
        Shape::Headed => !items.all(|item| sheet.is_header(item.place.start)),
        Shape::Cut => false,
    }
}

#[cfg(test)]
mod tests {
    use super::BREAKING;
    use crate::diagnostic::codes;

    #[test]
    fn every_breaking_code_is_in_the_catalogue() {
        let lost = BREAKING.iter().find(|code| codes::page(code).is_none());
        assert_eq!(lost, None);
    }
}
