//! Deserialises a tree that may not fit: tells each misfit, removes it, tries again.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer, Error};

use super::PATIENCE;
use crate::diagnostic::suggestion::nearest;
use crate::diagnostic::{Diagnostic, Place};
use crate::tour::raw::Document;
use crate::tour::report::Report;
use crate::tour::written::Page;

/// Bytes that may be gone over again in search of misfits.
const EFFORT: usize = 50_000_000;

/// The document that a tree holds, without what does not fit.
pub(super) fn fit<'a>(
    tree: Spanned<DeTable<'a>>,
    page: Page<'a>,
    report: &mut Report,
) -> Document<'a> {
    // Nearly every tree fits, so it is parsed again where it does not, rather than cloned before.
    if let Ok(document) = Document::deserialize(Deserializer::from(tree)) {
        return document;
    }
    let mut tree = parse(page.text).0;
    let patience = (EFFORT / page.text.len().max(1)).clamp(5, PATIENCE);
    for _ in 0..patience {
        let misfit = match Document::deserialize(Deserializer::from(tree.clone())) {
            Ok(document) => return document,
            Err(misfit) => misfit,
        };
        let Some(span) = misfit.span() else { break };
        let fault = tell(&misfit, span.clone(), page);
        let Some(removed) = remove(tree.get_mut(), &span) else {
            report.push(fault);
            break;
        };
        report.excused.push(match &fault.fix {
            Some((_, name)) if fault.code == "unknown-key" => name.trim_matches('"').to_owned(),
            _ => removed,
        });
        report.push(fault);
    }
    Document::default()
}

/// The tables of a text, with dates turned into texts: they may be written with or without
/// quotation marks. And what is wrong with it.
pub(super) fn parse(text: &str) -> (Spanned<DeTable<'_>>, Vec<Error>) {
    let (mut tree, faults) = DeTable::parse_recoverable(text);
    for (_, value) in tree.get_mut().iter_mut() {
        quote(value.get_mut());
    }
    (tree, faults)
}

fn quote(value: &mut DeValue<'_>) {
    match value {
        DeValue::Datetime(date) => *value = DeValue::String(date.to_string().into()),
        DeValue::Array(items) => items.iter_mut().for_each(|item| quote(item.get_mut())),
        DeValue::Table(table) => table.iter_mut().for_each(|(_, item)| quote(item.get_mut())),
        _ => {}
    }
}

/// Removes the key, value or element of a list that stands exactly there; the key that lost it.
fn remove(table: &mut DeTable<'_>, at: &Range<usize>) -> Option<String> {
    let here = table
        .iter()
        .find(|(key, value)| key.span() == *at || value.span() == *at)
        .map(|(key, _)| key.clone());
    if let Some(key) = here {
        table.remove(&key);
        return Some(key.into_inner().into_owned());
    }
    table
        .iter_mut()
        .find_map(|(key, value)| remove_inside(key.get_ref(), value.get_mut(), at))
}

fn remove_inside(key: &str, value: &mut DeValue<'_>, at: &Range<usize>) -> Option<String> {
    match value {
        DeValue::Table(table) => remove(table, at),
        DeValue::Array(items) if items.iter().any(|item| item.span() == *at) => {
            *items = items
                .iter()
                .filter(|item| item.span() != *at)
                .cloned()
                .collect();
            Some(key.to_owned())
        }
        DeValue::Array(items) => items
            .iter_mut()
            .find_map(|item| remove_inside(key, item.get_mut(), at)),
        _ => None,
    }
}

fn tell(misfit: &Error, span: Range<usize>, page: Page<'_>) -> Diagnostic {
    let message = misfit.message();
    let place = page.place(span.clone());
    if let Some(rest) = message.strip_prefix("unknown field ") {
        return unknown_key(rest, place);
    }
    let Some((_, expected)) = message.rsplit_once(", expected ") else {
        return Diagnostic::error("type", place, message);
    };
    let expected = match expected {
        "a sequence" => "a list in square brackets",
        "a map" | "map" => "a table",
        other if other.starts_with("struct ") => "a table",
        other => other,
    };
    let fault = Diagnostic::error("type", place, format!("expected {expected}"));
    let written = page.text.get(span.clone()).unwrap_or_default();
    match expected {
        "a text in quotation marks" if is_bare(written) => fault
            .help("put it in quotation marks")
            .fix(page.range(span), format!("\"{written}\"")),
        "a number without quotation marks"
            if written.len() > 2 && is_bare(written.trim_matches('"')) =>
        {
            fault
                .help("remove the quotation marks")
                .fix(page.range(span), written.trim_matches('"'))
        }
        "a list in square brackets" if written.starts_with('[') && !written.starts_with("[[") => {
            fault.help("write this header with two pairs of brackets, such as [[station]]")
        }
        "a table" if written.starts_with("[[") => {
            fault.help("write this header with one pair of brackets, such as [notes]")
        }
        _ => fault,
    }
}

/// A number, a date or a truth value.
fn is_bare(written: &str) -> bool {
    !written.is_empty()
        && written
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-+:".contains(&byte))
}

fn unknown_key(rest: &str, place: Place) -> Diagnostic {
    let mut names = rest.split('`').skip(1).step_by(2);
    let unknown = names.next().unwrap_or_default();
    let known: Vec<&str> = names.collect();
    let fault = Diagnostic::error(
        "unknown-key",
        place,
        format!("there is no key `{unknown}` here"),
    );
    let near = nearest(unknown, known.iter().copied());
    fault
        .or_rather(near)
        .or_help(format!("the keys are {}", known.join(", ")))
}
