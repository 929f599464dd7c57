//! The sources of a tour: those of another program's file sign by sign, and where each source stands.

use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation;

use super::fields::{UNPRINTED, id};
use super::{Look, within};
use crate::diagnostic::Place;
use crate::tour::Source;
use crate::tour::edition::beside;
use crate::tour::files::TourFiles;
use crate::tour::read;
use crate::tour::report::Report;
use crate::tour::section::cut;
use crate::tour::source::import;

/// Every source of a tour by its id, with the place of the id.
pub(crate) fn sources(files: &TourFiles) -> Vec<(Box<str>, Place)> {
    let mut found = Vec::new();
    for section in &cut(&files.main.text) {
        read::section(
            &files.main,
            section,
            &mut Report::silent(),
            |raw, page, _| {
                let ids = raw.source.iter().filter_map(|source| id(source.get_ref()));
                found.extend(ids.map(|(id, span)| (id.into(), page.place(span))));
            },
        );
    }
    let lent = lent(files).into_iter();
    found.extend(lent.map(|(source, place)| (source.id, place)));
    found
}

/// Tells every sign of the sources of another program's file.
pub(super) fn each_sign(files: &TourFiles, look: &mut Look<'_>) {
    let sources = lent(files);
    for (at, (source, place)) in sources.iter().enumerate() {
        let text = &place.file.text;
        let next = sources
            .get(at + 1)
            .map_or(text.len(), |(_, next)| next.range.start);
        let entry = place.range.start..next.max(place.range.end);
        for sign in printed(source)
            .iter()
            .flat_map(|words| words.graphemes(true))
        {
            look(sign, &|| {
                let range = within(text, entry.clone(), sign);
                // Written otherwise, as `\u00e9` or `{\'e}`, it is told at the id.
                let range = if range == entry {
                    place.range.clone()
                } else {
                    range
                };
                Place::new(&place.file, range)
            });
        }
    }
}

fn lent(files: &TourFiles) -> Vec<(Source, Place)> {
    let mut path = None;
    for section in &cut(&files.main.text) {
        read::section(&files.main, section, &mut Report::silent(), |raw, _, _| {
            let found = raw.sources.as_ref();
            path = path
                .take()
                .or(found.map(|path| path.get_ref().as_str().to_owned()));
        });
    }
    let Some(path) = path else { return Vec::new() };
    let shown = beside(&files.main.name, &path);
    import(&path, &shown, &*files.assets).map_or_else(|_| Vec::new(), |read| read.0)
}

/// The words of a source that styles may print.
fn printed(source: &Source) -> Vec<&str> {
    let mut found = Vec::new();
    for (key, value) in &source.item {
        if !UNPRINTED.contains(&key.as_str()) {
            texts(value, &mut found);
        }
    }
    found
}

fn texts<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| texts(field, found)),
        _ => {}
    }
}
