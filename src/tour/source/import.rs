//! Sources from the file of another program.

use std::sync::Arc;

use serde_json::Value;

use crate::bibliography::import::{Format, Imported, import as read};
use crate::bibliography::needs;
use crate::diagnostic::{Diagnostic, Place, SourceFile};
use crate::markup::clean;
use crate::tour::Source;
use crate::tour::files::{AssetError, Assets};

use super::{incomplete, kind_of};

/// Sources with the places of their ids.
type Placed = Vec<(Source, Place)>;

/// Reads `refs.bib`, `refs.json` or `refs.yaml`; `shown` is the path as an educator would type it.
///
/// What can be read is returned, each source with the place of its id, beside the faults.
pub(crate) fn import(
    path: &str,
    shown: &str,
    assets: &dyn Assets,
) -> Result<(Placed, Vec<Diagnostic>), AssetError> {
    let bytes = assets.read(path)?;
    let format = Format::of(path).ok_or_else(|| {
        AssetError::Unreadable(
            "sources are read from .bib, .json (CSL-JSON) and .yaml (hayagriva) files".to_owned(),
        )
    })?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Ok((Vec::new(), vec![bad_bytes(shown, error.as_bytes())])),
    };
    let read = read(format, &SourceFile::new(shown, text));
    let sources: Placed = read.sources.into_iter().map(source).collect();
    let mut faults = read.faults;
    for (source, place) in &sources {
        let has = |key: &str| source.item.contains_key(key);
        let missing = needs::missing(kind_of(&source.item), has);
        faults.extend(missing.map(|key| incomplete(place.clone(), &source.item, key)));
    }
    Ok((sources, faults))
}

/// The place of the first byte that is no character; older editors save in the encoding of their country.
fn bad_bytes(shown: &str, bytes: &[u8]) -> Diagnostic {
    let good = bytes
        .utf8_chunks()
        .next()
        .map_or(0, |chunk| chunk.valid().len());
    let file: Arc<SourceFile> = SourceFile::new(shown, String::from_utf8_lossy(bytes).into_owned());
    let place = Place::new(&file, good..good + 1);
    let message = "this byte is no character: the file is not UTF-8";
    Diagnostic::error("bad-encoding", place, message)
        .help("save the file as UTF-8 in the program that made it")
}

fn source(imported: Imported) -> (Source, Place) {
    let Imported {
        id,
        mut item,
        place,
    } = imported;
    item.values_mut().for_each(clean_value);
    (Source { id, item }, place)
}

fn clean_value(value: &mut Value) {
    match value {
        Value::String(text) => *text = clean::line(text),
        Value::Array(items) => items.iter_mut().for_each(clean_value),
        Value::Object(fields) => fields.values_mut().for_each(clean_value),
        _ => {}
    }
}
