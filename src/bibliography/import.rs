//! Sources from the files of other programs, as CSL-JSON items, and everything that is wrong in them.
//!
//! A broken entry hides no other: each file is cut at its entries before they are read.

mod bib;
mod csl_json;
mod date;
mod yaml;

use std::ops::Range;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Place, SourceFile};

/// A CSL-JSON item.
type Item = Map<String, Value>;

/// What a file of sources is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// BibTeX or BibLaTeX.
    Bib,
    /// CSL-JSON, as Zotero exports it.
    CslJson,
    /// The YAML of hayagriva.
    Yaml,
}

/// A source that was read.
#[derive(Debug, Clone)]
pub struct Imported {
    pub id: Box<str>,
    pub item: Map<String, Value>,
    /// Where its id stands.
    pub place: Place,
}

/// What a file held.
#[derive(Debug, Default)]
pub struct Import {
    /// In the order of the file.
    pub sources: Vec<Imported>,
    pub faults: Vec<Diagnostic>,
}

impl Format {
    /// The format of a file, by the end of its name: `.bib`, `.json`, `.yaml` or `.yml`.
    pub fn of(path: &str) -> Option<Self> {
        let (_, extension) = path.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "bib" => Some(Self::Bib),
            "json" => Some(Self::CslJson),
            "yaml" | "yml" => Some(Self::Yaml),
            _ => None,
        }
    }
}

/// Reads a file of sources.
pub fn import(format: Format, file: &Arc<SourceFile>) -> Import {
    let mut import = Import::default();
    match format {
        Format::Bib => bib::read(file, &mut import),
        Format::CslJson => csl_json::read(file, &mut import),
        Format::Yaml => yaml::read(file, &mut import),
    }
    import
}

/// A fault of the file's syntax: what stands there cannot be read.
fn unreadable(
    file: &Arc<SourceFile>,
    range: Range<usize>,
    message: impl Into<String>,
) -> Diagnostic {
    Diagnostic::error("bad-sources", Place::new(file, range), message)
}

/// Tells a field whose information is not used.
fn ignored(file: &Arc<SourceFile>, range: Range<usize>, name: &str) -> Diagnostic {
    let message = format!("the field `{name}` is not used: no style prints it");
    Diagnostic::advice("ignored-field", Place::new(file, range), message)
        .help("move what readers need into another field, such as note, or remove this one")
}

/// Tells a field that no source has and that is one letter or two from one that exists.
fn misspelt(file: &Arc<SourceFile>, range: Range<usize>, name: &str, near: &str) -> Diagnostic {
    let message = format!("the field `{name}` is not known, so it is not used");
    Diagnostic::warning("misspelt-field", Place::new(file, range), message).or_rather(Some(near))
}

/// A value that cannot be a date.
fn bad_date(file: &Arc<SourceFile>, range: Range<usize>, words: &str) -> Diagnostic {
    let message = format!("`{words}` is not a date");
    Diagnostic::error("bad-date", Place::new(file, range), message).help(
        "write 2025-02-16, 2026-11, 2024, 1938~ for about then, or 1941/1952 for a stretch of time",
    )
}
