//! The JSON Schema of the format, for editors: made from the tables as serde reads them.
//!
//! Draft 7, which the editors' TOML extensions read. Kinds of value that the tables keep as plain
//! words until they are resolved (ids, names of styles, sources) are described here.

mod field;

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use self::field::describe;
use super::raw::Document;
use crate::bibliography::{csl, styles};

/// The schema of tours and their translations.
pub fn schema() -> Value {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<Document<'static>>();
    schema.insert("title".to_owned(), json!("A tour for docent"));
    schema.insert("if".to_owned(), json!({ "required": ["translates"] }));
    schema.insert("then".to_owned(), json!({ "required": ["language"] }));
    schema.insert("else".to_owned(), complete());
    schema.to_value()
}

/// What a tour must have; a translation may leave any of it out but the ids.
fn complete() -> Value {
    let each = |keys: &[&str]| json!({ "items": { "required": keys } });
    let named = json!({ "additionalProperties": { "required": ["term", "meaning"] } });
    json!({
        "required": ["format", "title", "language", "station"],
        "properties": {
            "station": each(&["id", "title"]),
            "glossary": named,
            "figure": each(&["id", "alt"]),
            "chart": each(&["id", "kind", "title", "values"]),
            "event": each(&["date", "text"]),
            "source": each(&["id", "type", "title"]),
            "map": { "required": ["outline"] },
        },
    })
}

/// The id of something of the tour's own.
pub(super) struct Id;

impl JsonSchema for Id {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" })
    }
}

/// One of a few words.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $words:expr) => {
        $(#[$doc])*
        pub(super) struct $name;

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "enum": $words })
            }
        }
    };
}

words!(
    /// How far a translation has come.
    Status, ["draft", "reviewed"]
);
words!(
    /// How a chart is drawn.
    ChartKind, ["share", "bars", "line"]
);
words!(
    /// A CSL style.
    StyleName, styles()
);

/// A table whose keys are ids.
pub(super) type ById<T> = BTreeMap<String, T>;

/// A table of one entry.
pub(super) fn example(id: &str, text: &str) -> Value {
    json!({ id: text })
}

/// A source: a CSL-JSON item in TOML.
pub(super) struct Source;

impl JsonSchema for Source {
    fn schema_name() -> Cow<'static, str> {
        "Source".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let fields = csl::variables().map(|name| (name.to_owned(), field(name)));
        let fields: serde_json::Map<_, _> = fields.collect();
        json_schema!({
            "description": "A source, in the fields of CSL-JSON.",
            "type": "object",
            "additionalProperties": false,
            "properties": fields,
        })
    }
}

fn field(name: &str) -> Value {
    let (meaning, text) = describe(name);
    let example = match csl::kind(name) {
        csl::Kind::Names => json!([{ "family": "Light", "given": "Ida" }]),
        _ => json!(text),
    };
    let mut field = match (name, csl::kind(name)) {
        ("type", _) => json!({ "type": "string", "enum": csl::TYPES.as_slice() }),
        (_, csl::Kind::Names) => names(),
        (_, csl::Kind::Date) => json!({ "type": ["string", "integer", "object"] }),
        (_, csl::Kind::Text) => json!({ "type": ["string", "integer", "number"] }),
        (_, csl::Kind::Free) => json!({}),
    };
    field["description"] = json!(meaning);
    field["examples"] = json!([example]);
    field
}

fn names() -> Value {
    let parts =
        csl::NAME_PARTS.map(|part| (part.to_owned(), json!({ "type": ["string", "boolean"] })));
    let parts: serde_json::Map<_, _> = parts.into_iter().collect();
    json!({
        "type": "array",
        "items": { "type": "object", "additionalProperties": false, "properties": parts },
    })
}
