//! Compares a translation with the tour it translates: what is missing, what is too much, and what
//! no longer agrees with its original.

mod absent;
mod gaps;
mod heading;
mod originals;
mod wording;

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use toml::Spanned;

use super::Head;
use super::check::{headers, passages, reading};
use super::files::TourFiles;
use super::raw::{Document, Number};
use super::read;
use super::report::Report;
use super::resolve::{chart, event, figure, notes, same_everywhere, station};
use super::section::{Kind, cut, root};
use super::texts::Texts;
use super::written::Page;
use crate::diagnostic::{Diagnostic, Place, SourceFile};

pub(super) use self::originals::refuse;

/// What is known of a tour when its translations are checked.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) head: Head,
    /// How many stations it has.
    pub(super) stations: usize,
    /// What can be translated; empty for a tour without translations.
    pub(super) texts: Texts,
    /// Tables that are written among the first keys of the file.
    pub(super) inline: HashSet<&'static str>,
}

/// Reads a translation and tells its faults; `report.defined` holds what the tour defines.
pub(super) fn check(
    file: &Arc<SourceFile>,
    files: &TourFiles,
    facts: &Facts,
    languages: &mut Vec<String>,
    report: &mut Report,
) {
    if let Some(fault) = stray(file, &files.main.name) {
        report.push(fault);
        return;
    }
    let sections = cut(&file.text);
    let before = report.translated.len();
    let mut texts = Texts::default();
    for section in &sections {
        read::section(file, section, report, |raw, page, report| {
            if section.kind == Kind::Root {
                heading::check(raw, page, files, facts, languages, report);
            }
            let language = languages.last().map_or("", String::as_str);
            passages::of_section(page, raw, |passage| {
                reading::check(&passage, language, report);
            });
            finish(raw, page, language, report);
            originals::check(raw, page, report);
            if !report.broken {
                texts.add(section.kind, raw, page);
            }
        });
    }
    texts.sort();
    headers(file, &sections, &HashSet::new(), report);
    absent::check(file, before, report);
    gaps::check(file, &facts.texts, &texts, report);
    wording::check(file, &facts.texts, &texts, report);
}

/// Tells the faults that tables have by themselves.
fn finish<'d>(raw: &'d Document<'d>, page: Page<'d>, language: &str, report: &mut Report) {
    for found in &raw.station {
        let draft = station::draft(page, found, report);
        passages::of_station(&draft, 0, |passage| {
            reading::check(&passage, language, report);
        });
        draft.finish(0, report);
    }
    for entry in &raw.notes.0 {
        notes::note(page, entry, report).finish(report);
    }
    for entry in &raw.glossary.0 {
        notes::term(page, entry, report).finish(report);
    }
    for found in &raw.figure {
        figure::draft(page, found, report).finish(report);
    }
    for found in &raw.chart {
        chart::draft(page, found, report).finish(report);
    }
    for found in &raw.event {
        event::draft(page, found, report).finish(report);
    }
    for found in raw.source.iter().take(1) {
        same_everywhere(page, Some(found), "source", report);
    }
}

/// Tells a whole tour under the name of a translation, such as a copy `tour.old.toml`.
fn stray(file: &Arc<SourceFile>, main: &str) -> Option<Diagnostic> {
    let is_tour = read::section(
        file,
        &root(&file.text),
        &mut Report::silent(),
        |raw, _, _| {
            let format = raw.format.as_ref().map(Spanned::get_ref);
            raw.translates.is_none() && (format == Some(&Number(1.0)) || raw.authors.is_some())
        },
    );
    let main = Path::new(main).file_name()?.to_string_lossy().into_owned();
    let message = format!("by its name this file translates `{main}`, and it is a tour of its own");
    let help = format!(
        "move a copy to another folder; for a translation write translates = \"{main}\", and its texts alone"
    );
    is_tour.then(|| Diagnostic::error(STRAY, top(file), message).help(help))
}

/// The code of a file whose other faults say nothing, because it is no translation.
pub(super) const STRAY: &str = "stray-tour";

/// What is said of every text that has not been translated.
const UNTIL_THEN: &str = "until then the words of the tour's own language are shown";

/// Tells a gap.
fn missing(place: Place, message: String) -> Diagnostic {
    Diagnostic::warning("translation-missing", place, message).help(UNTIL_THEN)
}

/// The first line of a file, where faults of all of it are told.
fn top(file: &Arc<SourceFile>) -> Place {
    Place::new(file, 0..file.text.find('\n').unwrap_or(file.text.len()))
}
