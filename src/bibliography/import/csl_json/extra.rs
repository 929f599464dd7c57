//! What Zotero has no field for and keeps in its Extra field, which CSL-JSON has as `note`: lines such
//! as `original-date: 1941` or `Director: Baigazin || Emir`.

use serde_json::{Value, json};

use crate::bibliography::csl::{self, Kind};
use crate::bibliography::import::{Item, date};

/// Moves the lines that name a variable out of the note. They count more than the item's own fields,
/// as in Zotero.
pub(super) fn read(item: &mut Item) {
    let Some(Value::String(note)) = item.get("note") else {
        return;
    };
    let mut rest = Vec::new();
    let mut found: Vec<(&'static str, String)> = Vec::new();
    for line in note.lines() {
        match variable(line) {
            Some(pair) => found.push(pair),
            None => rest.push(line.trim()),
        }
    }
    if found.is_empty() {
        return;
    }
    let rest = rest.join(" ").trim().to_owned();
    if rest.is_empty() {
        item.remove("note");
    } else {
        item.insert("note".to_owned(), Value::from(rest));
    }
    let mut names: Vec<&str> = Vec::new();
    for (key, value) in found {
        match csl::kind(key) {
            Kind::Names => {
                // Several lines with one key are several people.
                if !names.contains(&key) {
                    names.push(key);
                    item.insert(key.to_owned(), json!([]));
                }
                if let Some(Value::Array(people)) = item.get_mut(key) {
                    people.push(person(&value));
                }
            }
            Kind::Date => drop(item.insert(
                key.to_owned(),
                date::edtf(&value).unwrap_or_else(|| json!({ "literal": value })),
            )),
            _ => drop(item.insert(key.to_owned(), Value::from(value))),
        }
    }
}

/// `Original Title: …`, `original-title: …` and the older `{:original-title: …}`.
fn variable(line: &str) -> Option<(&'static str, String)> {
    let line = line.trim();
    let line = line
        .strip_prefix("{:")
        .and_then(|line| line.strip_suffix('}'))
        .unwrap_or(line);
    let (label, value) = line.split_once(':')?;
    let value = value.trim();
    let plain = |name: &str| name.trim().to_lowercase().replace([' ', '_'], "-");
    let label = plain(label);
    let known = csl::variables().find(|name| plain(name) == label);
    let key = known.filter(|name| !matches!(*name, "id" | "note" | "custom" | "categories"))?;
    (!value.is_empty()).then(|| (key, value.to_owned()))
}

fn person(name: &str) -> Value {
    match name.split_once("||") {
        Some((family, given)) => json!({ "family": family.trim(), "given": given.trim() }),
        None => json!({ "literal": name }),
    }
}
