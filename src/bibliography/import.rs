//! Reference files of other programs as CSL-JSON items.

use serde_json::{Map, Value};
use std::ops::Range;

pub(crate) fn items_from_bib(
    _text: &str,
) -> Result<Vec<Map<String, Value>>, Vec<(Range<usize>, String)>> {
    Ok(Vec::new())
}
pub(crate) fn items_from_yaml(
    _text: &str,
) -> Result<Vec<Map<String, Value>>, Vec<(Range<usize>, String)>> {
    Ok(Vec::new())
}
