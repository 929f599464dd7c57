//! The keys before the first table: what the visitor is told about the whole tour.

use super::{number, required, same_everywhere, words};
use crate::bibliography::{DEFAULT_STYLE, is_style, near_styles};
use crate::diagnostic::suggestion::nearest;
use crate::diagnostic::{Diagnostic, Place};
use crate::markup::clean;
use crate::markup::link::is_address;
use crate::tour::raw::{self, Document, Number};
use crate::tour::report::Report;
use crate::tour::written::Page;
use crate::tour::{Head, Status};

/// Words a minute, where the tour does not say.
const SPEED: u16 = 180;

/// Reads the head of a tour's own file.
pub(crate) fn head<'a>(
    page: Page<'a>,
    raw: &'a Document<'a>,
    id: &str,
    report: &mut Report,
) -> Head {
    let owner = ("this tour", page.head());
    format(page, raw, report);
    if raw.format.is_none() {
        unsaid(
            page,
            "format",
            "this tour has no `format`, and is read as format 1",
            "add a line format = 1",
            report,
        );
    }
    for (key, found) in [("translates", &raw.translates), ("status", &raw.status)] {
        if let Some(found) = found {
            let fault = Diagnostic::error(
                "translation-key",
                page.place(found.span()),
                format!("`{key}` stands in translations only"),
            );
            report.push(
                fault.help(
                    "a translation is a file of its own beside this one, such as tour.ru.toml",
                ),
            );
        }
    }
    Head {
        id: clean::line(id),
        title: required(page, raw.title.as_ref(), owner, "title", report)
            .map(|title| title.line())
            .unwrap_or_default(),
        subtitle: words(page, raw.subtitle.as_ref(), report).map(|words| words.line()),
        language: language(page, raw, "en", report),
        authors: authors(page, raw, report),
        licence: words(page, raw.licence.as_ref(), report).map(|words| words.line()),
        url: url(page, raw, report),
        summary: words(page, raw.summary.as_ref(), report).map(|words| words.prose(None, report)),
        notice: words(page, raw.notice.as_ref(), report).map(|words| words.prose(None, report)),
        closing: words(page, raw.closing.as_ref(), report).map(|words| words.prose(None, report)),
        citation_style: style(page, raw, report),
        reading_speed: speed(page, raw, report),
        translation: None,
    }
}

fn style<'a>(page: Page<'a>, raw: &'a Document<'a>, report: &mut Report) -> String {
    let Some(written) = words(page, raw.citation_style.as_ref(), report) else {
        return DEFAULT_STYLE.to_owned();
    };
    let name = written.line();
    if !is_style(&name) {
        let message = format!("there is no citation style `{name}`");
        let fault = Diagnostic::error("unknown-value", written.whole(), message);
        let near = near_styles(&name);
        report.push(
            fault
                .or_rather(near.first().copied())
                .or_help(format!("the usual one is `{DEFAULT_STYLE}`")),
        );
    }
    name
}

/// Reads the head of a translation over that of the tour.
pub(crate) fn translated<'a>(
    page: Page<'a>,
    raw: &'a Document<'a>,
    own: &Head,
    report: &mut Report,
) -> Head {
    for (key, found) in [
        ("licence", &raw.licence),
        ("citation_style", &raw.citation_style),
        ("sources", &raw.sources),
    ] {
        same_everywhere(page, found.as_ref(), key, report);
    }
    same_everywhere(page, raw.map.as_ref(), "map", report);
    if let Some(found) = raw.authors.as_ref().and_then(|authors| authors.first()) {
        same_everywhere(page, Some(found), "authors", report);
    }
    format(page, raw, report);
    let said = |found: &'a Option<raw::Words<'a>>, report: &mut Report| {
        words(page, found.as_ref(), report).filter(|words| !words.is_blank())
    };
    let prose = |found: &'a Option<raw::Words<'a>>, report: &mut Report| {
        said(found, report).map(|words| words.prose(None, report))
    };
    Head {
        title: said(&raw.title, report).map_or_else(|| own.title.clone(), |words| words.line()),
        subtitle: said(&raw.subtitle, report)
            .map(|words| words.line())
            .or_else(|| own.subtitle.clone()),
        language: language(page, raw, "", report),
        url: url(page, raw, report).or_else(|| own.url.clone()),
        summary: prose(&raw.summary, report).or_else(|| own.summary.clone()),
        notice: prose(&raw.notice, report).or_else(|| own.notice.clone()),
        closing: prose(&raw.closing, report).or_else(|| own.closing.clone()),
        reading_speed: raw
            .reading_speed
            .as_ref()
            .map_or(own.reading_speed, |_| speed(page, raw, report)),
        translation: Some(status(page, raw, report)),
        ..own.clone()
    }
}

/// Tells what a tour does not say of itself and is taken for granted, unless another fault hides it.
fn unsaid(page: Page<'_>, key: &str, message: &str, help: &str, report: &mut Report) {
    if !(report.broken || report.excuses(key)) {
        let place = Place::new(page.file, page.head());
        report.push(Diagnostic::warning("missing", place, message).help(help));
    }
}

fn format(page: Page<'_>, raw: &Document<'_>, report: &mut Report) {
    let Some(found) = &raw.format else { return };
    if *found.get_ref() != Number(1.0) {
        let Number(format) = found.get_ref();
        let fault = Diagnostic::error(
            "format",
            page.place(found.span()),
            format!("this program reads tours of format 1, not of format {format}"),
        );
        report.push(fault.help("a newer docent may read it; otherwise write format = 1"));
    }
}

fn language<'a>(
    page: Page<'a>,
    raw: &'a Document<'a>,
    default: &str,
    report: &mut Report,
) -> String {
    let help = "write the language as a tag, such as language = \"en\", \"ru\" or \"kk\"";
    let Some(written) = words(page, raw.language.as_ref(), report) else {
        if !default.is_empty() {
            unsaid(
                page,
                "language",
                "this tour has no `language`, and is taken to be in English",
                help,
                report,
            );
        } else if !report.broken {
            let place = Place::new(page.file, page.head());
            let fault = Diagnostic::error("missing", place, "this translation has no `language`");
            report.push(fault.help(help));
        }
        return default.to_owned();
    };
    let tag = written.as_str();
    if !is_language(tag) {
        report.push(
            Diagnostic::error(
                "bad-language",
                written.whole(),
                format!("`{tag}` is not the tag of a language"),
            )
            .help(help),
        );
    }
    written.line()
}

/// A BCP 47 tag by its shape: two or three letters, then parts of letters and digits; 35 characters
/// are enough for every one (RFC 5646, 4.4.1).
pub(crate) fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    tag.len() <= 35
        && (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

fn authors<'a>(page: Page<'a>, raw: &'a Document<'a>, report: &mut Report) -> Vec<String> {
    raw.authors
        .iter()
        .flatten()
        .map(|author| page.written(author, report).line())
        .collect()
}

/// Where the tour can be read on the web.
fn url<'a>(page: Page<'a>, raw: &'a Document<'a>, report: &mut Report) -> Option<String> {
    let written = words(page, raw.url.as_ref(), report)?;
    let is_web = |found: &str| found.starts_with("https://") || found.starts_with("http://");
    let found = written.line();
    if is_web(&found) && is_address(&found) {
        return Some(found);
    }
    let message = "this is not a web address";
    let fault = Diagnostic::error("bad-link", written.whole(), message);
    report.push(fault.help("addresses begin with https:// and have no spaces"));
    None
}

fn speed(page: Page<'_>, raw: &Document<'_>, report: &mut Report) -> u16 {
    let message = "the reading speed is a number of words a minute, from 60 to 600";
    let speed = number(
        page,
        raw.reading_speed.as_ref(),
        60.0..=600.0,
        "bad-number",
        message,
        report,
    );
    #[expect(clippy::cast_sign_loss, reason = "the number is between 60 and 600")]
    speed.map_or(SPEED, |speed| speed as u16)
}

fn status<'a>(page: Page<'a>, raw: &'a Document<'a>, report: &mut Report) -> Status {
    let Some(written) = words(page, raw.status.as_ref(), report) else {
        return Status::Draft;
    };
    match written.as_str() {
        "draft" => Status::Draft,
        "reviewed" => Status::Reviewed,
        other => {
            let fault = Diagnostic::error(
                "unknown-value",
                written.whole(),
                format!("there is no status `{other}`"),
            );
            let near = nearest(other, ["draft", "reviewed"]);
            report.push(
                fault
                    .or_rather(near)
                    .or_help("a translation is a \"draft\" or \"reviewed\""),
            );
            Status::Draft
        }
    }
}
