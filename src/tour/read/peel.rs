//! Deserialises a tree that may not fit: tells each misfit, removes it, tries again.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer, Error};

use super::PATIENCE;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::suggestion::nearest;
use crate::tour::raw::Document;
use crate::tour::report::Report;
use crate::tour::written::Page;

/// The document that a text holds, without what does not fit.
pub(super) fn deserialize<'a>(page: Page<'a>, report: &mut Report) -> Document<'a> {
    // Nearly every tree fits, so it is parsed again where it does not, rather than cloned before.
    if let Ok(document) = Document::deserialize(Deserializer::from(tree(page.text))) {
        return document;
    }
    let mut tree = tree(page.text);
    for _ in 0..PATIENCE {
        let misfit = match Document::deserialize(Deserializer::from(tree.clone())) {
            Ok(document) => return document,
            Err(misfit) => misfit,
        };
        let Some(span) = misfit.span() else { break };
        report.push(tell(&misfit, span.clone(), page));
        if !remove(tree.get_mut(), &span) {
            break;
        }
    }
    Document::default()
}

/// The tables of a text, with dates turned into texts: they may be written with or without quotation marks.
fn tree(text: &str) -> Spanned<DeTable<'_>> {
    let mut tree = DeTable::parse_recoverable(text).0;
    tree.get_mut().iter_mut().for_each(|(_, value)| quote(value.get_mut()));
    tree
}

fn quote(value: &mut DeValue<'_>) {
    match value {
        DeValue::Datetime(date) => *value = DeValue::String(date.to_string().into()),
        DeValue::Array(items) => items.iter_mut().for_each(|item| quote(item.get_mut())),
        DeValue::Table(table) => table.iter_mut().for_each(|(_, item)| quote(item.get_mut())),
        _ => {}
    }
}

/// Removes the key, value or element of a list that stands exactly there.
fn remove(table: &mut DeTable<'_>, at: &Range<usize>) -> bool {
    let here = table.iter().find(|(key, value)| key.span() == *at || value.span() == *at).map(|(key, _)| key.clone());
    match here {
        Some(key) => table.remove(&key).is_some(),
        None => table.iter_mut().any(|(_, value)| remove_inside(value.get_mut(), at)),
    }
}

fn remove_inside(value: &mut DeValue<'_>, at: &Range<usize>) -> bool {
    match value {
        DeValue::Table(table) => remove(table, at),
        DeValue::Array(items) if items.iter().any(|item| item.span() == *at) => {
            *items = items.iter().filter(|item| item.span() != *at).cloned().collect();
            true
        }
        DeValue::Array(items) => items.iter_mut().any(|item| remove_inside(item.get_mut(), at)),
        _ => false,
    }
}

fn tell(misfit: &Error, span: Range<usize>, page: Page<'_>) -> Diagnostic {
    let message = misfit.message();
    let place = page.place(span.clone());
    if let Some(rest) = message.strip_prefix("unknown field ") {
        return unknown_key(rest, place, page.range(span));
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
        "a text in quotation marks" if is_bare(written) => fault.help("put it in quotation marks").fix(page.range(span), format!("\"{written}\"")),
        "a number without quotation marks" if written.len() > 2 && is_bare(written.trim_matches('"')) => {
            fault.help("remove the quotation marks").fix(page.range(span), written.trim_matches('"'))
        }
        "a list in square brackets" if written.starts_with('[') && !written.starts_with("[[") => fault.help("write this header with two pairs of brackets, such as [[station]]"),
        "a table" if written.starts_with("[[") => fault.help("write this header with one pair of brackets, such as [notes]"),
        _ => fault,
    }
}

/// A number, a date or a truth value.
fn is_bare(written: &str) -> bool {
    !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-+:".contains(&byte))
}

fn unknown_key(rest: &str, place: crate::diagnostic::Place, range: Range<usize>) -> Diagnostic {
    let mut names = rest.split('`').skip(1).step_by(2);
    let unknown = names.next().unwrap_or_default();
    let known: Vec<&str> = names.collect();
    let fault = Diagnostic::error("unknown-key", place, format!("there is no key `{unknown}` here"));
    match nearest(unknown, known.iter().copied()) {
        Some(name) => fault.or_rather(range, Some(name)),
        None => fault.help(format!("the keys are {}", known.join(", "))),
    }
}
