//! `docent schema`: the JSON Schema of the format as a file's text.

use crate::tour;

/// The name under which tours call it in their first line.
pub const FILE: &str = "tour.schema.json";

/// The schema, indented, with a newline at its end.
pub fn text() -> String {
    format!("{:#}\n", tour::schema::schema())
}
