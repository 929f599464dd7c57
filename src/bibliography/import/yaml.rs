//! The YAML of hayagriva, read by its own reader; here its entries become CSL-JSON items.

mod entry;
mod scan;

use std::ops::Range;
use std::sync::Arc;

use hayagriva::Library;
use hayagriva::io::from_yaml_str;
use serde_json::Value;

use crate::diagnostic::suggestion::nearest;
use crate::diagnostic::{Diagnostic, Place, SourceFile};
use crate::markup::clean;
use crate::markup::link::is_address;

use super::{Import, Imported, ignored, misspelt, unreadable};

/// The fields of an entry.
const FIELDS: [&str; 30] = [
    "type",
    "title",
    "author",
    "date",
    "editor",
    "affiliated",
    "publisher",
    "location",
    "organization",
    "issue",
    "chapter",
    "volume",
    "volume-total",
    "edition",
    "page-range",
    "page-total",
    "time-range",
    "runtime",
    "url",
    "serial-number",
    "serial",
    "language",
    "archive",
    "archive-location",
    "call-number",
    "note",
    "abstract",
    "genre",
    "parent",
    "<<",
];
const TYPES: [&str; 30] = [
    "article",
    "chapter",
    "entry",
    "anthos",
    "report",
    "thesis",
    "web",
    "scene",
    "artwork",
    "patent",
    "case",
    "newspaper",
    "legislation",
    "manuscript",
    "post",
    "misc",
    "performance",
    "periodical",
    "proceedings",
    "book",
    "blog",
    "reference",
    "conference",
    "anthology",
    "repository",
    "thread",
    "video",
    "audio",
    "exhibition",
    "original",
];

/// Reads a file of entries by their keys.
pub(super) fn read(file: &Arc<SourceFile>, import: &mut Import) {
    let entries = scan::scan(&file.text);
    let mut reader = Reader { file, import };
    for entry in &entries {
        reader.tell_unknown(entry);
    }
    let (deep, entries): (Vec<_>, Vec<_>) = entries
        .into_iter()
        .partition(|entry| depth(&file.text[entry.whole.clone()]) > DEEPEST);
    for entry in &deep {
        let fault = unreadable(
            file,
            entry.key.clone(),
            "brackets stand too deep in brackets here",
        );
        let help = "write lists with one - for each line";
        reader.import.faults.push(fault.help(help));
    }
    if deep.is_empty()
        && let Ok(library) = from_yaml_str(file.body())
    {
        for entry in &entries {
            reader.take(entry, &library);
        }
        return;
    }
    // One after the other, so that all faults are found and what is sound is read.
    let before = reader.import.faults.len();
    for entry in &entries {
        reader.read_alone(entry);
    }
    let is_told = before < reader.import.faults.len() || !deep.is_empty();
    if !is_told && !reader.told_twice(&entries) {
        reader.tell_whole();
    }
}

/// Brackets inside brackets go no deeper: the reader's time grows with the square of it.
const DEEPEST: usize = 50;

fn depth(text: &str) -> usize {
    let mut depth = 0_usize;
    let deeper = |byte: u8| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth
    };
    text.bytes().map(deeper).max().unwrap_or_default()
}

struct Reader<'f> {
    file: &'f Arc<SourceFile>,
    import: &'f mut Import,
}

impl<'f> Reader<'f> {
    fn text(&self, range: &Range<usize>) -> &'f str {
        &self.file.text[range.clone()]
    }

    fn take(&mut self, found: &scan::Entry, library: &Library) {
        let key = self.text(&found.key);
        let Some(entry) = library.get(key) else {
            return;
        };
        let id = clean::line(key);
        let mut item = entry::item(&id, entry);
        let url = item.get("URL").and_then(Value::as_str);
        if url.is_some_and(|url| !is_address(url)) {
            item.remove("URL");
            self.tell_address(found);
        }
        self.import.sources.push(Imported {
            item,
            id: id.into(),
            place: Place::new(self.file, found.key.clone()),
        });
    }

    /// Reads an entry by itself; each field that cannot be read is told and left out.
    fn read_alone(&mut self, entry: &scan::Entry) {
        let mut text = self.text(&entry.whole).to_owned();
        for _ in 0..=entry.fields.len() {
            let error = match from_yaml_str(&text) {
                Ok(library) => return self.take(entry, &library),
                Err(error) => error,
            };
            let at = error.location().map_or(0, |location| location.index());
            let at = entry.whole.start + at;
            if error.to_string().contains("no entry type") {
                return self.tell(entry.key.clone(), &error.to_string());
            }
            let field = |field: &&scan::Field| field.lines.contains(&at);
            let field = entry
                .fields
                .iter()
                .rfind(field)
                .or_else(|| self.named(entry, &error.to_string()));
            let Some(field) = field else {
                self.tell(entry.key.clone(), &error.to_string());
                return;
            };
            self.tell(field.place(), &error.to_string());
            let lines = field.lines.start - entry.whole.start..field.lines.end - entry.whole.start;
            let Some(blank) = text.get(lines.clone()).map(blank) else {
                return;
            };
            if text[lines.clone()] == blank || self.text(&field.name) == "type" {
                return;
            }
            text.replace_range(lines, &blank);
        }
    }

    fn tell_address(&mut self, entry: &scan::Entry) {
        let is_url = |field: &&scan::Field| self.text(&field.name) == "url";
        let place = entry.fields.iter().find(is_url);
        let range = place.map_or(entry.key.clone(), scan::Field::place);
        let place = Place::new(self.file, range);
        let fault = Diagnostic::warning("bad-link", place, "this is not a web address");
        let help = "addresses begin with https:// and have no spaces";
        self.import.faults.push(fault.help(help));
    }

    /// The field whose name an error message gives.
    fn named<'e>(&self, entry: &'e scan::Entry, message: &str) -> Option<&'e scan::Field> {
        let named =
            |field: &&scan::Field| message.starts_with(&format!("{}: ", self.text(&field.name)));
        entry.fields.iter().find(named)
    }

    fn tell(&mut self, range: Range<usize>, error: &str) {
        let (message, help) = words(error, self.text(&range));
        let fault = unreadable(self.file, range.clone(), message);
        let word = self.text(&range).to_lowercase();
        let near = error
            .contains("unknown variant")
            .then(|| nearest(&word, TYPES))
            .flatten();
        self.import.faults.push(fault.or_rather(near).or_help(help));
    }

    /// Keys that stand twice: the reader refuses the file for them, and they are told as ids.
    fn told_twice(&self, entries: &[scan::Entry]) -> bool {
        let mut keys: Vec<_> = entries.iter().map(|entry| self.text(&entry.key)).collect();
        keys.sort_unstable();
        keys.windows(2).any(|pair| pair[0] == pair[1])
    }

    /// A fault of the file as a whole.
    fn tell_whole(&mut self) {
        let Err(error) = from_yaml_str(self.file.body()) else {
            return;
        };
        let base = self.file.text.len() - self.file.body().len();
        if error.to_string().starts_with("invalid type: ") {
            let start = base..(base + 1).min(self.file.text.len());
            let fault = unreadable(self.file, start, "this file holds no entries");
            let help = "an entry is a key with a colon, and its fields indented below it";
            self.import.faults.push(fault.help(help));
            return;
        }
        let at = base + error.location().map_or(0, |location| location.index());
        let at = at.min(self.file.text.len());
        self.tell(at..(at + 1).min(self.file.text.len()), &error.to_string());
    }

    fn tell_unknown(&mut self, entry: &scan::Entry) {
        for field in &entry.fields {
            let is_entry = field.inside.iter().all(|name| self.text(name) == "parent");
            let name = self.text(&field.name);
            if !is_entry || FIELDS.contains(&name) {
                continue;
            }
            let shown = clean::line(name);
            let fault = match nearest(name, FIELDS) {
                Some(near) => misspelt(self.file, field.name.clone(), &shown, near),
                None => ignored(self.file, field.name.clone(), &shown),
            };
            self.import.faults.push(fault);
        }
    }
}

/// As many lines with nothing in them, so that what follows keeps its place.
fn blank(lines: &str) -> String {
    let space = |c: char| match c {
        '\n' => "\n".to_owned(),
        c => " ".repeat(c.len_utf8()),
    };
    lines.chars().map(space).collect()
}

/// The reader's words in ours.
fn words(error: &str, value: &str) -> (String, &'static str) {
    let value = clean::line(value);
    match error {
        _ if error.contains("unknown variant") => (
            format!("`{value}` is not known here"),
            "the types are article, book, chapter, web, video, thesis, report, manuscript, misc and others",
        ),
        _ if error.contains("no entry type") => (
            format!("the entry `{value}` has no type"),
            "add a line type: book, article, web or another type",
        ),
        _ if error.contains("date") || error.contains("year") => (
            format!("`{value}` is not a date"),
            "write 2025-02-16, 2026-11, 2024, or ~1938 for about then",
        ),
        _ if error.contains("URL") || error.contains("url") || error.contains("relative") => (
            format!("`{value}` is not a web address"),
            "addresses begin with https:// and have no spaces",
        ),
        _ if error.contains("duration") => (
            format!("`{value}` is not a running time"),
            "write hours, minutes and seconds in quotation marks: \"01:34:00\"",
        ),
        _ if error.contains("mapping values") => (
            "there is a colon in this value".to_owned(),
            "put a value with a colon in it in quotation marks",
        ),
        _ if error.contains("invalid type") => (
            format!("`{value}` is of another kind than this field"),
            "texts stand in quotation marks where they look like numbers; lists have one - for each line",
        ),
        _ => (
            "this is not YAML that can be read".to_owned(),
            "indent with spaces, not tabs; put values with : # [ or { in quotation marks",
        ),
    }
}
