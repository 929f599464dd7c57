//! Sources from the file of another program: CSL-JSON as Zotero writes it, or BibTeX.

use std::ops::Range;
use std::sync::Arc;

use serde_json::{Map, Value};

use crate::bibliography::items_from_bib;
use crate::diagnostic::{Diagnostic, Place, SourceFile};
use crate::markup::clean;
use crate::tour::Source;
use crate::tour::files::{AssetError, Assets};

/// Reads `refs.json` or `refs.bib`; `shown` is the path as an educator would type it.
///
/// What can be read is returned beside the faults.
pub(crate) fn import(
    path: &str,
    shown: &str,
    assets: &dyn Assets,
) -> Result<(Vec<Source>, Vec<Diagnostic>), AssetError> {
    let bytes = assets.read(path)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| AssetError::Unreadable("it is not UTF-8".to_owned()))?;
    let file = SourceFile::new(shown, text.strip_prefix('\u{feff}').unwrap_or(&text));
    let has_extension = |wanted| {
        std::path::Path::new(path)
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case(wanted))
    };
    let items = if has_extension("json") {
        items_from_json(&file.text)
    } else if has_extension("bib") {
        items_from_bib(&file.text)
    } else {
        return Err(AssetError::Unreadable(
            "sources are read from .json (CSL-JSON) and .bib files".to_owned(),
        ));
    };
    Ok(match items {
        Ok(items) => sources(items, &file),
        Err(faults) => (
            Vec::new(),
            faults.into_iter().map(|fault| tell(&file, fault)).collect(),
        ),
    })
}

type Fault = (Range<usize>, String);

fn items_from_json(text: &str) -> Result<Vec<Map<String, Value>>, Vec<Fault>> {
    serde_json::from_str(text).map_err(|error| {
        let start = offset(text, error.line(), error.column());
        vec![(start..start + 1, format!("this is not CSL-JSON: {error}"))]
    })
}

/// The byte at a line, from 1, and a column, in bytes.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    (before + column.saturating_sub(1)).min(text.len())
}

fn sources(
    items: Vec<Map<String, Value>>,
    file: &Arc<SourceFile>,
) -> (Vec<Source>, Vec<Diagnostic>) {
    let (mut sources, mut faults) = (Vec::new(), Vec::new());
    for (index, mut item) in items.into_iter().enumerate() {
        item.values_mut().for_each(clean_value);
        let id = match item.get("id") {
            Some(Value::String(id)) if !id.is_empty() => id.clone(),
            Some(Value::Number(id)) => id.to_string(),
            _ => {
                let message = format!("{}: item {} has no `id`", file.name, index + 1);
                faults.push(
                    Diagnostic::error("missing", None, message)
                        .help("every item of CSL-JSON has an id"),
                );
                continue;
            }
        };
        item.insert("id".to_owned(), Value::from(id.as_str()));
        sources.push(Source {
            id: id.into(),
            item,
        });
    }
    (sources, faults)
}

fn tell(file: &Arc<SourceFile>, (range, message): Fault) -> Diagnostic {
    Diagnostic::error("bad-sources", Place::new(file, range), message)
}

fn clean_value(value: &mut Value) {
    match value {
        Value::String(text) => *text = clean::line(text),
        Value::Array(items) => items.iter_mut().for_each(clean_value),
        Value::Object(fields) => fields.values_mut().for_each(clean_value),
        _ => {}
    }
}
