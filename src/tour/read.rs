//! Reads a section's TOML into its raw tables, telling every fault and keeping what is sound.
//!
//! A sound section is parsed once. In a faulty one each faulty statement is told, blanked out with
//! its place kept, and the rest read again; so is each key that no table has or that holds a value
//! of the wrong kind.

mod fault;
mod peel;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::raw::Document;
use super::report::{Noun, Report};
use super::section::{Header, Kind, Piece, Section, pieces};
use super::written::Page;
use crate::diagnostic::suggestion::nearest;
use crate::diagnostic::{Diagnostic, Place, SourceFile};

/// More misfits than this in one section are not looked for.
const PATIENCE: usize = 200;

/// A section that is not TOML after so many mendings is not read.
const PASSES: usize = 10;

/// Reads a section and hands its tables over, with the page they stand on.
///
/// `report.broken` is set while the tables of a section that is not sound TOML are handed over.
pub(crate) fn section<R>(
    file: &Arc<SourceFile>,
    section: &Section,
    report: &mut Report,
    take: impl for<'d> FnOnce(&'d Document<'d>, Page<'d>, &mut Report) -> R,
) -> R {
    let before = report.faults.len();
    let (text, longer) = section.document(&file.text);
    let page = Page {
        file,
        text: &text,
        start: section.range.start,
        longer,
        header: head(file, section),
    };
    let readable = is_readable(page.file, section, report);
    if readable {
        let (tree, faults) = peel::parse(page.text);
        if report.silent || faults.is_empty() {
            report.broken = longer > 0;
            let document = peel::fit(tree, page, report);
            return hand_over(section, &document, page, report, before, take);
        }
    }
    let mended = if readable {
        mend(page, report)
    } else {
        String::new()
    };
    let page = Page {
        text: &mended,
        ..page
    };
    report.broken = true;
    let document = peel::fit(peel::parse(page.text).0, page, report);
    hand_over(section, &document, page, report, before, take)
}

/// Hands a section's tables over; `before` is how many faults were known before it was read.
fn hand_over<'d, R>(
    section: &Section,
    document: &'d Document<'d>,
    page: Page<'d>,
    report: &mut Report,
    before: usize,
    take: impl FnOnce(&'d Document<'d>, Page<'d>, &mut Report) -> R,
) -> R {
    if report.faults.len() > before {
        lose(section, page.file, document, report);
    }
    let taken = take(document, page, report);
    report.broken = false;
    report.excused.clear();
    taken
}

/// Reads sections that have been checked before, all at once and without telling anything.
pub(crate) fn quietly<'s, R>(
    file: &Arc<SourceFile>,
    sections: impl Iterator<Item = &'s Section>,
    take: impl for<'d> FnOnce(&'d [(Document<'d>, Page<'d>)]) -> R,
) -> R {
    let texts: Vec<_> = sections
        .map(|section| (section, section.document(&file.text)))
        .collect();
    let mut report = Report::silent();
    let pages = texts.iter().map(|(section, (text, longer))| Page {
        file,
        text,
        start: section.range.start,
        longer: *longer,
        header: head(file, section),
    });
    let documents: Vec<_> = pages
        .map(|page| (peel::fit(peel::parse(page.text).0, page, &mut report), page))
        .collect();
    take(&documents)
}

/// Notes what kind of thing a section was meant to hold when nothing of it could be read.
fn lose(section: &Section, file: &SourceFile, document: &Document<'_>, report: &mut Report) {
    let kind = match section.kind {
        Kind::Unknown => nearest(
            Header::parse(&file.text[section.header.clone()]).first(),
            Kind::NAMES,
        )
        .and_then(Kind::of),
        kind => Some(kind),
    };
    let lost = match kind {
        Some(Kind::Station) if document.station.is_empty() => Noun::Station,
        Some(Kind::Notes) if document.notes.0.is_empty() => Noun::Note,
        Some(Kind::Glossary) if document.glossary.0.is_empty() => Noun::Term,
        Some(Kind::Figure) if document.figure.is_empty() => Noun::Figure,
        Some(Kind::Chart) if document.chart.is_empty() => Noun::Chart,
        Some(Kind::Source) if document.source.is_empty() => Noun::Source,
        _ => return,
    };
    report.lost.push(lost);
}

/// Where faults of the whole section are told: its header, or the first line of the file.
fn head(file: &SourceFile, section: &Section) -> (usize, usize) {
    match section.kind {
        Kind::Root => (0, file.text.find('\n').unwrap_or(file.text.len())),
        _ => (section.header.start, section.header.end),
    }
}

/// Tells a header that is not closed; the section of an unknown one is not read any further.
fn is_readable(file: &Arc<SourceFile>, section: &Section, report: &mut Report) -> bool {
    let header = Header::parse(&file.text[section.header.clone()]);
    if section.kind == Kind::Root {
        return true;
    }
    if header.is_orphan() {
        if report.lost.contains(&Noun::Station) {
            // It belongs to the misspelt header before it, which has been told.
            return false;
        }
        let first = header.first();
        let message = format!("this table stands behind no [[{first}]] that it could belong to");
        report.push(
            Diagnostic::error("toml", Place::new(file, section.header.clone()), message)
                .help(format!("move it under its [[{first}]]")),
        );
        return false;
    }
    if header.is_sound() {
        return true;
    }
    let place = Place::new(file, section.header.clone());
    if section.kind == Kind::Unknown || !header.is_plain() {
        let help = "write [[station]], [[figure]] and the like, or [notes], [map] and [glossary.some-id], alone on a line";
        let message = "this is not the header of a table";
        report.push(Diagnostic::error("toml", place, message).help(help));
        return false;
    }
    let mended = section.document(&file.text).0;
    let mended = mended.lines().next().unwrap_or_default().trim_end();
    let fault = Diagnostic::error("toml", place, "this header is not closed as it is opened");
    let range = section.header.clone();
    report.push(
        fault
            .help(format!("write {mended} alone on a line"))
            .fix(range, mended),
    );
    true
}

/// The text with every statement that is not TOML told and blanked out, its bytes kept in number.
fn mend(page: Page<'_>, report: &mut Report) -> String {
    let mut mended = page.text.to_owned();
    for piece in pieces(page.text) {
        if let Piece::Statement {
            range,
            open: Some(open),
        } = piece
        {
            let what = match &page.text[open.clone()] {
                "[" | "{" => "this bracket is not closed",
                marks if marks.len() == 3 => "this text has no closing quotation marks",
                _ => "this text has no closing quotation mark on its line",
            };
            report.push(Diagnostic::error("toml", page.place(open), what));
            blank(&mut mended, range);
        }
    }
    let statements: Vec<_> = pieces(page.text).map(Piece::range).collect();
    for _ in 0..PASSES {
        let faults = peel::parse(&mended).1;
        if faults.is_empty() {
            return mended;
        }
        let mut told = HashSet::new();
        for fault in faults {
            let at = fault.span().unwrap_or(mended.len()..mended.len());
            let after = statements.partition_point(|statement| statement.start <= at.start);
            let place = after.saturating_sub(1);
            // Of several faults in one statement the later ones mostly follow from the first.
            if let Some(statement) = statements.get(place)
                && told.insert(place)
            {
                let written = &mended[statement.clone()];
                report.faults.extend(fault::tell(&fault, at, page, written));
                blank(&mut mended, statement.clone());
            }
        }
    }
    String::new()
}

fn blank(text: &mut String, range: Range<usize>) {
    let blanks: String = text[range.clone()]
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    text.replace_range(range, &blanks);
}
