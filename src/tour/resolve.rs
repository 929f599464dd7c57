//! From raw tables to the values of the model, telling every fault and never stopping at one.
//!
//! One file for each noun. What is missing is told and replaced by something empty.

pub(crate) mod chart;
pub(crate) mod event;
pub(crate) mod figure;
pub(crate) mod head;
pub(crate) mod marks;
pub(crate) mod notes;
pub(crate) mod station;
pub(crate) mod step;

use std::ops::Range;

use toml::Spanned;

use super::raw::{Number, Words};
use super::report::{Name, Noun, Report};
use super::written::{Page, Written};
use crate::diagnostic::{Diagnostic, Place};
use crate::markup::clean;

/// The key of a value, or nothing.
pub(crate) fn words<'a>(
    page: Page<'a>,
    words: Option<&'a Words<'a>>,
    report: &mut Report,
) -> Option<Written<'a>> {
    words.map(|words| page.written(words, report))
}

/// A value that must be there and not be empty.
pub(crate) fn required<'a>(
    page: Page<'a>,
    found: Option<&'a Words<'a>>,
    owner: (&str, Range<usize>),
    key: &str,
    report: &mut Report,
) -> Option<Written<'a>> {
    let written = words(page, found, report);
    let (owner, span) = owner;
    match &written {
        None => report.missing(
            Place::new(page.file, span),
            key,
            format!("{owner} has no `{key}`"),
            &format!("add a line {key} = \"…\""),
        ),
        Some(written) if written.is_blank() && !report.translation => {
            report.push(
                Diagnostic::error("missing", written.whole(), format!("`{key}` is empty"))
                    .help("write it between the quotation marks"),
            );
        }
        Some(_) => {}
    }
    written
}

/// The words of a translation over a tour's own, where there are any; whether none were missing.
///
/// An empty text of a translation stands for one that has not been translated yet.
pub(crate) fn over<'a>(
    own: Option<Written<'a>>,
    other: Option<Written<'a>>,
) -> (Option<Written<'a>>, bool) {
    match (own, other) {
        (None, _) => (None, true),
        (Some(_), Some(other)) if !other.is_blank() => (Some(other), true),
        (own, _) => (own, false),
    }
}

/// The id under which something is defined; in a translation, the id of what it translates.
pub(crate) fn id<'a>(
    page: Page<'a>,
    found: Option<&'a Words<'a>>,
    noun: Noun,
    span: Range<usize>,
    report: &mut Report,
) -> Box<str> {
    let Some(written) = words(page, found, report) else {
        report.lost.push(noun);
        if !(report.broken || report.excuses("id")) {
            let message = format!("this {} has no `id`", noun.word());
            report.push(
                Diagnostic::error("missing", Place::new(page.file, span), message)
                    .help("add a line id = \"some-id\""),
            );
        }
        return "".into();
    };
    define(&written, noun, report);
    written.as_str().into()
}

/// Records a definition; in a translation, a reference to what it translates.
pub(crate) fn define(written: &Written<'_>, noun: Noun, report: &mut Report) {
    if report.silent {
        return;
    }
    let (id, place) = (written.as_str(), written.whole());
    if id.contains(clean::is_forbidden) {
        report.lost.push(noun);
    }
    if !report.translation && !is_kebab(id) {
        let message = format!("the id `{id}` is not in kebab-case");
        report
            .push(Diagnostic::error("bad-id", place.clone(), message).help(
                "ids are small Latin letters, digits and single hyphens, such as women-camp",
            ));
    }
    let name = Name {
        noun,
        id: id.into(),
        place,
    };
    if report.translation {
        report.translated.push(name);
    } else {
        report.defined.push(name);
    }
}

/// Tells a key that a translation may not hold, because it is the same in every language.
pub(crate) fn same_everywhere<T>(
    page: Page<'_>,
    found: Option<&Spanned<T>>,
    key: &str,
    report: &mut Report,
) {
    if let (true, Some(found)) = (report.translation, found) {
        let message = format!("`{key}` is the same in every language");
        report.push(
            Diagnostic::error("translation-key", page.place(found.span()), message)
                .help("remove it here; it stands in the tour's own file"),
        );
    }
}

/// A number inside limits.
pub(crate) fn number(
    page: Page<'_>,
    found: Option<&Spanned<Number>>,
    limits: std::ops::RangeInclusive<f64>,
    code: &'static str,
    message: &str,
    report: &mut Report,
) -> Option<f64> {
    let found = found?;
    let Number(number) = *found.get_ref();
    if limits.contains(&number) {
        return Some(number);
    }
    report.push(Diagnostic::error(code, page.place(found.span()), message));
    None
}

/// Small Latin letters and digits, joined by single hyphens.
pub(crate) fn is_kebab(id: &str) -> bool {
    !id.is_empty()
        && id.split('-').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}
