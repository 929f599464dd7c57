//! CSL-JSON as Zotero and others export it.

mod extra;
mod scan;

use std::ops::Range;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::bibliography::csl::{self, Kind};
use crate::diagnostic::suggestion::nearest;
use crate::diagnostic::{Diagnostic, Place, SourceFile};
use crate::markup::clean;
use crate::markup::link::is_address;

use super::{Import, Imported, Item, bad_date, date, ignored, misspelt, unreadable};

/// A part of a name that only Zotero writes.
const ZOTERO: &str = "isInstitution";
/// What programs note for themselves.
const QUIET: [&str; 8] = [
    "abstract",
    "system_id",
    "license",
    "_graph",
    "itemID",
    "uri",
    "key",
    "attachment",
];

/// Reads a list of items.
pub(super) fn read(file: &Arc<SourceFile>, import: &mut Import) {
    let Some(items) = scan::items(&file.text) else {
        let start = file.text.len() - file.body().len();
        let fault = unreadable(file, start..start + 1, "this is not CSL-JSON");
        import.faults.push(
            fault.help("CSL-JSON is a list of items in square brackets: [{\"id\": \"…\", …}]"),
        );
        return;
    };
    let mut reader = Reader {
        file,
        faults: &mut import.faults,
    };
    for range in items {
        import.sources.extend(reader.source(range));
    }
    reader.check_end();
}

struct Reader<'f> {
    file: &'f Arc<SourceFile>,
    faults: &'f mut Vec<Diagnostic>,
}

impl<'f> Reader<'f> {
    fn text(&self, range: &Range<usize>) -> &'f str {
        &self.file.text[range.clone()]
    }

    fn push(&mut self, code: &'static str, range: Range<usize>, message: &str, help: &str) {
        let fault = Diagnostic::error(code, Place::new(self.file, range), message);
        self.faults.push(fault.help(help));
    }

    /// The list as a whole, where all items are sound: a bracket or comma between them may not be.
    fn check_end(&mut self) {
        if self.faults.iter().any(|fault| fault.code == "bad-sources") {
            return;
        }
        if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(self.file.body()) {
            let base = self.file.text.len() - self.file.body().len();
            self.tell_syntax(base, self.file.body(), &error);
        }
    }

    fn source(&mut self, range: Range<usize>) -> Option<Imported> {
        let text = self.text(&range);
        let mut item: Item = match serde_json::from_str(text) {
            Ok(item) => item,
            Err(_) if !text.starts_with('{') => {
                self.push(
                    "bad-sources",
                    range,
                    "this is not an item",
                    "items stand in curly brackets: {\"id\": \"…\", \"type\": \"book\", …}",
                );
                return None;
            }
            Err(error) => {
                self.tell_syntax(range.start, text, &error);
                return None;
            }
        };
        let members = scan::members(&self.file.text, range.clone());
        for (name, value) in &members {
            self.check(name, value, &mut item);
        }
        extra::read(&mut item);
        let start = range.start..range.start + 1;
        let id = members.iter().find(|(name, _)| self.text(name) == "id");
        let place = id.map_or(start.clone(), |(_, value)| value.clone());
        let Some(id) = id_of(&item) else {
            self.push(
                "missing",
                place,
                "this item has no `id`",
                "every item of CSL-JSON has an id",
            );
            return None;
        };
        if !item.contains_key("type") {
            self.push(
                "missing",
                start,
                "this item has no `type`",
                "add \"type\": \"book\", \"webpage\" or another type of CSL",
            );
        }
        item.insert("id".to_owned(), json!(id));
        Some(Imported {
            id: id.into(),
            item,
            place: Place::new(self.file, place),
        })
    }

    fn tell_syntax(&mut self, base: usize, text: &str, error: &serde_json::Error) {
        let words = error.to_string();
        let words = words
            .split(" at line ")
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let at = (base + offset(text, error.line(), error.column())).min(self.file.text.len());
        let (message, help) = match words.as_str() {
            "expected `,` or `}`" | "expected `,` or `]`" => (
                "there is no comma before this",
                "members and items are divided by commas",
            ),
            "trailing comma" => (
                "there is a comma too many before this",
                "no comma stands behind the last member",
            ),
            "eof while parsing an object"
            | "eof while parsing a list"
            | "eof while parsing a value" => (
                "a bracket is not closed before here",
                "close every { with } and every [ with ]",
            ),
            words
                if words.starts_with("control character")
                    || words.starts_with("eof while parsing a string") =>
            {
                (
                    "this text is not closed",
                    "texts stand between quotation marks, on one line",
                )
            }
            _ => (
                "this is not JSON",
                "names and texts stand in quotation marks, with a colon between them",
            ),
        };
        self.push("bad-sources", at..at + 1, message, help);
    }

    /// Tells what is wrong with a member, and takes out what cannot be used.
    fn check(&mut self, name: &Range<usize>, value: &Range<usize>, item: &mut Item) {
        let key = self.text(name);
        if !csl::is_variable(key) {
            if !QUIET.contains(&key) {
                let shown = clean::line(key);
                self.faults.push(match nearest(key, csl::variables()) {
                    Some(near) => misspelt(self.file, name.clone(), &shown, near),
                    None => ignored(self.file, name.clone(), &shown),
                });
            }
            return;
        }
        let keep = match (key, csl::kind(key)) {
            ("type", _) => {
                self.check_type(value, item);
                true
            }
            ("URL", _) => self.check_address(value, item),
            (_, Kind::Names) => self.check_names(value),
            (_, Kind::Date) => self.check_date(key, value, item),
            (_, Kind::Text) => self.check_text(key, value, item),
            (_, Kind::Free) => true,
        };
        if !keep {
            item.remove(key);
        }
    }

    fn check_type(&mut self, value: &Range<usize>, item: &Item) {
        let name = item.get("type").and_then(Value::as_str).unwrap_or_default();
        if !csl::TYPES.contains(&name) {
            let message = format!("there is no type of source `{}`", clean::line(name));
            let fault = Diagnostic::error(
                "unknown-value",
                Place::new(self.file, value.clone()),
                message,
            );
            let help = format!("the types of CSL are {}", csl::TYPES.join(", "));
            self.faults
                .push(fault.or_rather(nearest(name, csl::TYPES)).or_help(help));
        }
    }

    fn check_address(&mut self, value: &Range<usize>, item: &Item) -> bool {
        let sound = item
            .get("URL")
            .and_then(Value::as_str)
            .is_some_and(is_address);
        if !sound {
            let place = Place::new(self.file, value.clone());
            let fault = Diagnostic::warning("bad-link", place, "this is not a web address");
            self.faults
                .push(fault.help("addresses begin with https:// and have no spaces"));
        }
        sound
    }

    fn check_text(&mut self, key: &str, value: &Range<usize>, item: &Item) -> bool {
        match item.get(key) {
            Some(Value::String(_) | Value::Number(_)) => true,
            Some(Value::Null) | None => false,
            // Zotero's older lists of keywords, and ISSN and ISBN of Crossref.
            Some(Value::Array(_)) if matches!(key, "keyword" | "ISSN" | "ISBN") => false,
            Some(_) => {
                self.push(
                    "type",
                    value.clone(),
                    "expected a text in quotation marks",
                    "write it as \"…\"",
                );
                false
            }
        }
    }

    fn check_names(&mut self, value: &Range<usize>) -> bool {
        if !self.text(value).starts_with('[') {
            self.push("type", value.clone(), "expected a list of names", NAME_HELP);
            return false;
        }
        for name in scan::list(&self.file.text, value.clone()) {
            if !self.text(&name).starts_with('{') {
                self.push("type", name, "expected a name in curly brackets", NAME_HELP);
                continue;
            }
            let parts = scan::members(&self.file.text, name.clone());
            for (part, _) in &parts {
                let word = self.text(part);
                if !name_parts().any(|part| part == word) {
                    let place = Place::new(self.file, part.clone());
                    let message = format!("names have no part `{}`", clean::line(word));
                    let fault = Diagnostic::warning("misspelt-field", place, message);
                    let help = "the parts are family, given, literal, suffix and the particles";
                    self.faults
                        .push(fault.or_rather(nearest(word, name_parts())).or_help(help));
                }
            }
            let named = |(part, value): &(Range<usize>, Range<usize>)| {
                ["family", "given", "literal"].contains(&self.text(part))
                    && self.text(value) != "\"\""
            };
            if !parts.iter().any(named) {
                self.push("missing", name, "this name is empty", NAME_HELP);
            }
        }
        true
    }

    /// Checks a date and makes date parts of the words that Zotero leaves as they are.
    fn check_date(&mut self, key: &str, value: &Range<usize>, item: &mut Item) -> bool {
        let Some(found) = item.get(key).cloned() else {
            return false;
        };
        match read_date(&found) {
            Ok(date) => {
                item.insert(key.to_owned(), date);
                true
            }
            Err(words) if key == "issued" && date::is_words(&words) => {
                item.entry("status").or_insert(Value::from(words));
                false
            }
            Err(words) => {
                self.faults
                    .push(bad_date(self.file, value.clone(), &clean::line(&words)));
                false
            }
        }
    }
}

const NAME_HELP: &str = "write [{\"family\": \"Ashcroft\", \"given\": \"Alice\"}] or [{\"literal\": \"Karlag Museum\"}]";

fn name_parts() -> impl Iterator<Item = &'static str> {
    csl::NAME_PARTS.into_iter().chain([ZOTERO])
}

/// A date that is sound, in date parts; otherwise its words.
fn read_date(found: &Value) -> Result<Value, String> {
    let words = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let fields = match found {
        Value::Object(fields) => fields,
        other => {
            let text = words(other);
            return date::edtf(&text)
                .or_else(|| date::loose_year(&text))
                .ok_or(text);
        }
    };
    if let Some(parts) = fields.get("date-parts") {
        return match parts_as_edtf(parts).and_then(|text| date::edtf(&text)) {
            Some(_) => Ok(found.clone()),
            None => Err(parts.to_string()),
        };
    }
    let text = ["raw", "edtf", "literal"]
        .iter()
        .find_map(|key| fields.get(*key))
        .map_or_else(|| found.to_string(), words);
    let read = date::edtf(&text)
        .or_else(|| date::loose_year(&text))
        .ok_or(text)?;
    Ok(match (read, fields.get("season")) {
        (Value::Object(mut read), Some(season)) => {
            read.insert("season".to_owned(), season.clone());
            Value::Object(read)
        }
        (read, _) => read,
    })
}

/// `[[1941, 6], ["1952"]]` as `1941-6/1952`.
fn parts_as_edtf(parts: &Value) -> Option<String> {
    let number = |part: &Value| match part {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.trim().to_owned()),
        _ => None,
    };
    let day = |day: &Value| {
        let parts: Option<Vec<String>> = day.as_array()?.iter().map(number).collect();
        Some(parts?.join("-"))
    };
    let days: Option<Vec<String>> = parts.as_array()?.iter().map(day).collect();
    // Zotero closes an open stretch of time with a zero.
    let days = days?.into_iter().filter(|day| day != "0");
    Some(days.collect::<Vec<_>>().join("/"))
}

/// The id; of an address as Zotero writes it the citation key, or else its last part.
fn id_of(item: &Item) -> Option<String> {
    let text = |key: &str| match item.get(key)? {
        Value::String(id) if !id.trim().is_empty() => Some(clean::line(id)),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    };
    let id = text("id")?;
    if !id.contains("://") {
        return Some(id);
    }
    let last = || {
        id.rsplit('/')
            .find(|part| !part.is_empty())
            .map(str::to_owned)
    };
    text("citation-key").or_else(last)
}

/// The byte at a line, from 1, and a column, in bytes from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let lines = text.split_inclusive('\n').take(line.saturating_sub(1));
    let before: usize = lines.map(str::len).sum();
    (before + column.saturating_sub(1)).min(text.len())
}
