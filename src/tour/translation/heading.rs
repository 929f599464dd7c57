//! What a translation says of itself: what it translates, into which language.

use std::path::Path;

use super::Facts;
use crate::diagnostic::{Diagnostic, Place};
use crate::tour::files::TourFiles;
use crate::tour::raw::Document;
use crate::tour::report::Report;
use crate::tour::resolve::head;
use crate::tour::written::Page;

/// Tells what is wrong with the first keys of a translation.
pub(super) fn check<'d>(
    raw: &'d Document<'d>,
    page: Page<'d>,
    files: &TourFiles,
    facts: &Facts,
    languages: &mut Vec<String>,
    report: &mut Report,
) {
    let head = head::translated(page, raw, &facts.head, report);
    translates(raw, page, &files.main.name, report);
    if languages.contains(&head.language) {
        report.push(twice(raw, page, &head.language));
    }
    languages.push(head.language);
}

fn translates<'d>(raw: &'d Document<'d>, page: Page<'d>, main: &str, report: &mut Report) {
    let main = Path::new(main)
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    match &raw.translates {
        None if !report.broken => {
            let place = Place::new(page.file, page.head());
            let message = "this translation has no `translates`";
            let fault = Diagnostic::error("missing", place, message);
            report.push(fault.help(format!("add a line translates = \"{main}\"")));
        }
        Some(written) if written.get_ref().as_str() != main => {
            let place = page.place(written.span());
            let message = format!("this file stands beside `{main}` and translates it");
            let fault = Diagnostic::error("translates", place, message).help("name that file");
            report.push(fault.fix(page.range(written.span()), format!("\"{main}\"")));
        }
        _ => {}
    }
}

fn twice<'d>(raw: &'d Document<'d>, page: Page<'d>, language: &str) -> Diagnostic {
    let place = raw.language.as_ref().map_or_else(
        || Place::new(page.file, page.head()),
        |written| page.place(written.span()),
    );
    let message = format!("the tour is there in `{language}` already");
    Diagnostic::error("duplicate-language", place, message).help("every language has one file")
}
