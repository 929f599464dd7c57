//! A tour as it is understood, for other programs: every language, every text as spans, sources as
//! CSL-JSON. Keys are added and never renamed or removed; the schema is derived from what is written.

mod chart;
mod date;
mod edition;
mod event;
mod figure;
mod note;
mod source;
mod span;
mod station;
mod term;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

use crate::export::reader::Reader;
use crate::tour::{self, Tour};

use self::edition::Edition;
use self::source::Item;
use self::station::Point;

/// The number of this form; another one would break programs that read it.
const FORMAT: u8 = 1;

/// A tour as docent understands it. Keys may be added; they are never renamed or removed. What stands
/// behind a content notice is here like the rest: show the notice first.
#[derive(Serialize, JsonSchema)]
struct Document<'t> {
    /// The number of this form: 1.
    #[schemars(range(min = 1, max = 1))]
    format: u8,
    /// The name the tour is called by.
    id: &'t str,
    /// The tour in each of its languages; the one it was written in is first.
    editions: Vec<Edition<'t>>,
    /// The bibliography as CSL-JSON, in the order of the tour's files.
    sources: Vec<Item>,
    /// The outline of the route map, as lines of points.
    #[serde(skip_serializing_if = "Option::is_none")]
    outline: Option<Vec<Vec<Point>>>,
}

/// The tour as one JSON document, indented, with a line break behind it.
pub fn text(tour: &Tour, reader: Reader) -> String {
    // Strings and numbers always can be written.
    serde_json::to_string_pretty(&document(tour, reader)).unwrap_or_default() + "\n"
}

/// The JSON Schema (2020-12) of what [`text`] writes, indented, with a line break behind it.
pub fn schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings
        .into_generator()
        .into_root_schema_for::<Document<'static>>();
    schema.insert("title".to_owned(), "A tour, exported by docent".into());
    format!("{:#}\n", schema.to_value())
}

fn document(tour: &Tour, reader: Reader) -> Document<'_> {
    let editions = tour.editions();
    let own = &editions[0];
    let lines = |map: &tour::Map| {
        let lines = map.outline.iter();
        lines
            .map(|line| line.iter().map(Point::of).collect())
            .collect()
    };
    Document {
        format: FORMAT,
        id: &own.head().id,
        editions: editions
            .iter()
            .map(|edition| Edition::of(edition, reader))
            .collect(),
        sources: own.sources().iter().map(Item::of).collect(),
        outline: own.map().map(lines),
    }
}
