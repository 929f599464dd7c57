//! Every fault in all of a tour's files.
//!
//! Each section is read, resolved and dropped; what is left of it are faults, names and a few facts,
//! which are compared when all have been read. So the order of tables does not matter.

mod claims;
mod names;
pub(super) mod passages;
mod pictures;
pub(super) mod reading;
mod rights;
mod route;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::edition::beside;
use super::files::{AssetError, TourFiles, path_fault};
use super::map;
use super::raw::{Document, Words};
use super::read;
use super::report::{Name, Noun, Report, Uncited};
use super::resolve::{chart, event, figure, head, notes, station, step};
use super::section::{Header, Kind, Section, cut};
use super::source::{import, source};
use super::translation::{self, Facts};
use super::written::{Page, forbidden};
use crate::diagnostic::{Diagnostic, Place, Severity, SourceFile, settle, worst};
use crate::markup::clean;
use crate::words::check as words;
use claims::Claims;
use route::Route;

pub use self::pictures::Inspector;
pub(crate) use self::pictures::is_played_with;

/// Every fault, sorted by file and place, none twice.
pub(super) fn check(files: &TourFiles) -> Vec<Diagnostic> {
    survey(files).0
}

/// Every fault, and what is said without a source in the order of the file.
pub(super) fn survey(files: &TourFiles) -> (Vec<Diagnostic>, Vec<Uncited>) {
    let mut report = Report::default();
    let mut faults = Vec::new();
    characters(&files.main, &mut report);
    let facts = original(files, &mut report);
    report.translation = true;
    let mut languages = vec![facts.head.language.clone()];
    for file in &files.translations {
        characters(file, &mut report);
        translation::check(file, files, &facts, &mut languages, &mut report);
    }
    let texts = std::iter::once(&files.main).chain(&files.translations);
    for (file, language) in texts.zip(&languages) {
        report
            .faults
            .extend(words::lacking(file, &files.words, language));
    }
    for file in &files.words {
        characters(file, &mut report);
        report.faults.extend(words::check(file, &languages));
    }
    names::check(&report, &mut faults);
    faults.append(&mut report.faults);
    sift(files, &mut faults);
    let mut uncited = report.uncited;
    uncited.sort_by_key(|uncited| uncited.place.range.start);
    (faults, uncited)
}

/// Sorts faults and drops those told twice and those that follow from another.
pub(super) fn sift(files: &TourFiles, faults: &mut Vec<Diagnostic>) {
    settle(faults);
    pass_over_spoilt(faults);
    pass_over_foreign(files, faults);
}

/// Drops what is said of ids, dates and other short values that a character spoils which has been told.
fn pass_over_spoilt(faults: &mut Vec<Diagnostic>) {
    let mut spoilt: HashMap<String, Vec<usize>> = HashMap::new();
    let characters = faults.iter().filter(|it| it.code == "forbidden-character");
    for place in characters.filter_map(|fault| fault.place.as_ref()) {
        let places = spoilt.entry(place.file.name.clone()).or_default();
        places.push(place.range.start);
    }
    let is_spoilt = |place: &Place| {
        spoilt.get(&place.file.name).is_some_and(|places| {
            let next = places.partition_point(|at| *at < place.range.start);
            places.get(next).is_some_and(|at| *at < place.range.end)
        })
    };
    let follows = |fault: &Diagnostic| {
        let of_value = ["bad-", "unknown-"]
            .iter()
            .any(|it| fault.code.starts_with(it));
        of_value && fault.place.as_ref().is_some_and(is_spoilt)
    };
    faults.retain(|fault| !follows(fault));
}

/// Drops what is said of a file of another format besides that; and when it is the tour's own, what is
/// said of its translations.
fn pass_over_foreign(files: &TourFiles, faults: &mut Vec<Diagnostic>) {
    let file = |fault: &Diagnostic| fault.place.as_ref().map(|place| place.file.name.clone());
    let foreign: HashSet<_> = faults
        .iter()
        .filter(|fault| tells_all(fault))
        .filter_map(file)
        .collect();
    if foreign.is_empty() {
        return;
    }
    let whole = foreign.contains(&files.main.name);
    let is_told = |fault: &Diagnostic| match file(fault) {
        Some(name) if whole => fault.code == "format" && name == files.main.name,
        Some(name) => tells_all(fault) || !foreign.contains(&name),
        None => !whole,
    };
    faults.retain(is_told);
}

/// Nothing else need be said of a file with this fault.
fn tells_all(fault: &Diagnostic) -> bool {
    ["format", translation::STRAY].contains(&fault.code)
}

/// Characters that may not stand anywhere in a file, comments included.
fn characters(file: &Arc<SourceFile>, report: &mut Report) {
    // Notepad begins every file with a byte order mark.
    let start = file.text.len() - file.body().len();
    for (range, name) in clean::faults(file.body()) {
        let range = start + range.start..start + range.end;
        report.push(forbidden(Place::new(file, range), &name));
    }
}

/// Reads the tour's own file.
fn original(files: &TourFiles, report: &mut Report) -> Facts {
    let file = &files.main;
    let sections = cut(&file.text);
    let mut facts = Facts::default();
    let mut route = Route::default();
    let mut claims = Claims::default();
    for section in &sections {
        read::section(file, section, report, |raw, page, report| {
            if section.kind == Kind::Root {
                facts.head = head::head(page, raw, &files.id, report);
                facts.inline = inline(raw);
                claims.head(&facts.head);
            }
            if !files.translations.is_empty() {
                facts.texts.add(section.kind, raw, page);
            }
            stations(raw, page, (&mut facts, &mut route, &mut claims), report);
            entries(raw, page, report);
            translation::refuse(raw, page, report);
            images(raw, page, files, report);
            outline(raw, page, files, report);
            sources(raw, page, files, report);
            rights::check(page, raw, files.assets.today(), report);
            claims.section(page, raw, report);
            passages::of_section(page, raw, |passage| {
                claims.look(&passage);
                reading::check(&passage, &facts.head.language, report);
            });
        });
    }
    headers(file, &sections, &facts.inline, report);
    facts.texts.sort();
    let is_station = |section: &Section| section.kind == Kind::Station;
    let lost = report.lost.contains(&Noun::Station);
    if facts.stations == 0 && !lost && !sections.iter().any(is_station) {
        let place = Place::new(file, 0..file.text.find('\n').unwrap_or(file.text.len()));
        report.push(
            Diagnostic::error("no-stations", place, "this tour has no stations")
                .help("add a [[station]] with an id, a title and a text"),
        );
    }
    if !lost {
        route.check(report);
    }
    claims.check(report);
    facts
}

/// The tables among the first keys of a file that could have headers instead.
fn inline(raw: &Document<'_>) -> HashSet<&'static str> {
    let tables = [
        ("station", !raw.station.is_empty()),
        ("notes", !raw.notes.0.is_empty()),
        ("figure", !raw.figure.is_empty()),
        ("chart", !raw.chart.is_empty()),
        ("event", !raw.event.is_empty()),
        ("source", !raw.source.is_empty()),
        ("map", raw.map.is_some()),
        ("glossary", !raw.glossary.0.is_empty()),
    ];
    tables
        .into_iter()
        .filter(|(_, there)| *there)
        .map(|(name, _)| name)
        .collect()
}

fn stations<'d>(
    raw: &'d Document<'d>,
    page: Page<'d>,
    (facts, route, claims): (&mut Facts, &mut Route, &mut Claims),
    report: &mut Report,
) {
    for found in &raw.station {
        let draft = station::draft(page, found, report);
        let index = facts.stations;
        let label = draft.label.clone();
        let choices = matches!(
            draft.steps.last().map(|step| &step.content),
            Some(step::Words::Choose(_))
        );
        claims.station(&draft);
        passages::of_station(&draft, index, |passage| {
            claims.look(&passage);
            reading::check(&passage, &facts.head.language, report);
        });
        facts.stations += 1;
        let before = report.used.len();
        let station = draft.finish(index, report);
        let place = match &found.get_ref().id {
            Some(id) => page.place(id.span()),
            None => page.place(found.span()),
        };
        let links = report.used[before..]
            .iter()
            .filter(|name| name.noun == Noun::Station);
        route.add(
            &station,
            place,
            links.map(|name| name.id.clone()).collect(),
            choices,
        );
        route.label(station.label, label.map(|label| label.whole()), report);
    }
}

fn entries<'d>(raw: &'d Document<'d>, page: Page<'d>, report: &mut Report) {
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
    for found in &raw.source {
        source(page, found, report);
    }
}

/// The pictures of figures are there. What they are like is looked at by an [`Inspector`].
fn images<'d>(raw: &'d Document<'d>, page: Page<'d>, files: &TourFiles, report: &mut Report) {
    let figures = raw.figure.iter();
    for image in figures.filter_map(|found| found.get_ref().image.as_ref()) {
        let path = image.get_ref().as_str();
        if path_fault(path).is_none() && !files.assets.exists(path) {
            report.push(missing_file(page, image, &AssetError::Missing));
        }
    }
}

/// The outline of the map can be drawn.
fn outline<'d>(raw: &'d Document<'d>, page: Page<'d>, files: &TourFiles, report: &mut Report) {
    let Some(table) = &raw.map else { return };
    let Some(path) = &table.get_ref().outline else {
        report.missing(
            page.place(table.span()),
            "outline",
            "this map has no `outline`".to_owned(),
            "add outline = and the name of a GeoJSON file",
        );
        return;
    };
    let written = page.written(path, report);
    let bytes = files.assets.read(written.as_str());
    match bytes.map(|bytes| map::read(&bytes)) {
        Ok(Ok(_)) => {}
        Ok(Err(words)) => report.push(Diagnostic::error(
            "bad-outline",
            written.whole(),
            format!("this outline cannot be drawn: {words}"),
        )),
        Err(error) => report.push(missing_file(page, path, &error)),
    }
}

/// The sources of a file beside the tour.
fn sources<'d>(raw: &'d Document<'d>, page: Page<'d>, files: &TourFiles, report: &mut Report) {
    let Some(path) = &raw.sources else { return };
    let shown = beside(&files.main.name, path.get_ref().as_str());
    match import(path.get_ref().as_str(), &shown, &*files.assets) {
        Err(error) => {
            report.lost.push(Noun::Source);
            report.push(missing_file(page, path, &error));
        }
        Ok((sources, faults)) => {
            if worst(&faults) == Some(Severity::Error) {
                report.lost.push(Noun::Source);
            }
            report.faults.extend(faults);
            let names = sources.into_iter().map(|(source, place)| Name {
                noun: Noun::Source,
                id: source.id,
                place,
            });
            report.lent.extend(names);
        }
    }
}

fn missing_file(page: Page<'_>, path: &Words<'_>, error: &AssetError) -> Diagnostic {
    let place = page.place(path.span());
    let name = clean::line(path.get_ref().as_str());
    let (code, help) = match error {
        AssetError::Outside(_) => (
            "outside-folder",
            "name a file inside the tour's folder, such as media/gate.jpg",
        ),
        _ => (
            "missing-file",
            "paths are read from the tour's folder, and capital letters matter",
        ),
    };
    Diagnostic::error(code, place, format!("`{name}`: {error}")).help(help)
}

/// Tells tables that stand twice: TOML forbids it, but each section is read alone.
pub(super) fn headers(
    file: &Arc<SourceFile>,
    sections: &[Section],
    inline: &HashSet<&'static str>,
    report: &mut Report,
) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for section in sections
        .iter()
        .filter(|section| section.kind != Kind::Root && section.kind != Kind::Unknown)
    {
        let header = Header::parse(&file.text[section.header.clone()]);
        let place = || Place::new(file, section.header.clone());
        if inline.contains(header.first()) {
            let fault = Diagnostic::error(
                "toml",
                place(),
                format!(
                    "`{}` stands among the first keys of the file too",
                    header.first()
                ),
            );
            report.push(fault.help("keep one of the two"));
        } else if !header.array {
            let line = file.line_column(section.header.start).0;
            if let Some(first) = seen.get(&header.name()) {
                let fault = Diagnostic::error(
                    "toml",
                    place(),
                    format!("the table [{}] stands here twice", header.name()),
                );
                report.push(fault.help(format!(
                    "put these keys under the first one, in line {first}"
                )));
            } else {
                seen.insert(header.name(), line);
            }
        }
    }
}
