//! Reads a section's TOML into its raw tables, telling every fault and keeping what is sound.
//!
//! A sound section is parsed once. In a faulty one each faulty statement is told, blanked out with
//! its place kept, and the rest read again; so is each key that no table has or that holds a value
//! of the wrong kind.

mod peel;

use std::ops::Range;
use std::sync::Arc;

use toml::de::{DeTable, Error};

use super::raw::Document;
use super::report::{Noun, Report};
use super::section::{Header, Kind, Piece, Section, pieces};
use super::written::Page;
use crate::diagnostic::suggestion::nearest;
use crate::diagnostic::{Diagnostic, Place, SourceFile};

/// More faults than this in one section are not looked for.
const PATIENCE: usize = 200;

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
    let mended = match syntax(page, section, report) {
        Soundness::Sound => None,
        Soundness::Mended(text) => Some(text),
    };
    let page = Page {
        text: mended.as_deref().unwrap_or(page.text),
        ..page
    };
    report.broken = mended.is_some() || longer > 0;
    let document = peel::deserialize(page, report);
    if report.faults.len() > before {
        lose(section, file, &document, report);
    }
    let taken = take(&document, page, report);
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
        .map(|page| (peel::deserialize(page, &mut report), page))
        .collect();
    take(&documents)
}

/// What is left of a section to read.
enum Soundness {
    Sound,
    /// Statements that are not TOML have been told and blanked out.
    Mended(String),
}

fn syntax(page: Page<'_>, section: &Section, report: &mut Report) -> Soundness {
    if !is_readable(page.file, section, report) {
        return Soundness::Mended(String::new());
    }
    // What was opened and played needs no second look.
    if report.silent || DeTable::parse_recoverable(page.text).1.is_empty() {
        return Soundness::Sound;
    }
    Soundness::Mended(mend(page.text, |range, message| {
        report.push(Diagnostic::error("toml", page.place(range), message));
    }))
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
        let first = header.first();
        let message = format!("this table stands behind no [[{first}]] that it could belong to");
        report.push(
            Diagnostic::error("toml", Place::new(file, section.header.clone()), message)
                .help(format!("move it under its [[{first}]]")),
        );
        return false;
    }
    if header.sound {
        return true;
    }
    let place = Place::new(file, section.header.clone());
    let help = "write [[station]], [[figure]] and the like, or [notes], [map] and [glossary.some-id], alone on a line";
    report.push(Diagnostic::error("toml", place, "this is not the header of a table").help(help));
    section.kind != Kind::Unknown && super::section::is_plain(header)
}

/// The text with every statement that is not TOML blanked out, its bytes kept in number.
fn mend(text: &str, mut tell: impl FnMut(Range<usize>, String)) -> String {
    let mut mended = text.to_owned();
    for piece in pieces(text) {
        if let Piece::Statement {
            range,
            open: Some(open),
        } = piece
        {
            let what = match &text[open.clone()] {
                "[" | "{" => "this bracket is not closed",
                marks if marks.len() == 3 => "this text has no closing quotation marks",
                _ => "this text has no closing quotation mark on its line",
            };
            tell(open, what.to_owned());
            blank(&mut mended, range);
        }
    }
    for _ in 0..PATIENCE {
        let Some(fault) = DeTable::parse_recoverable(&mended).1.into_iter().next() else {
            return mended;
        };
        let at = fault.span().unwrap_or(mended.len()..mended.len());
        let Some(statement) = statement_at(&mended, at.start) else {
            break;
        };
        tell(at, words(&fault));
        blank(&mut mended, statement);
    }
    String::new()
}

/// The statement or header that a fault stands in.
fn statement_at(text: &str, at: usize) -> Option<Range<usize>> {
    let ranges = pieces(text).map(|piece| match piece {
        Piece::Header(range) | Piece::Statement { range, .. } => range,
    });
    let mut last = None;
    for range in ranges {
        if range.start > at {
            break;
        }
        last = Some(range);
    }
    last.or_else(|| {
        pieces(text).next().map(|piece| match piece {
            Piece::Header(range) | Piece::Statement { range, .. } => range,
        })
    })
}

fn blank(text: &mut String, range: Range<usize>) {
    let blanks: String = text[range.clone()]
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    text.replace_range(range, &blanks);
}

/// The parser's words, with those an educator cannot know said plainly.
fn words(fault: &Error) -> String {
    let message = fault.message();
    let plain = match message {
        "duplicate key" => "this key stands here twice",
        _ if message.starts_with("string values must be quoted") => {
            "a text stands in quotation marks"
        }
        _ if message.starts_with("invalid basic string") => {
            "this text has no closing quotation mark on its line, or holds a character that needs a backslash"
        }
        _ if message.starts_with("key with no value") => {
            "this key has no value; write key = \"value\""
        }
        _ => message,
    };
    plain.to_owned()
}
