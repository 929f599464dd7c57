//! Sources as CSL-JSON, strictly: what CSL does not know goes into `custom`.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::bibliography::csl;
use crate::tour::Source;

/// The field in which CSL-JSON keeps what it has no name for.
const CUSTOM: &str = "custom";

/// An item of CSL-JSON.
#[derive(Serialize)]
pub(super) struct Item(Map<String, Value>);

impl Item {
    pub(super) fn of(source: &Source) -> Self {
        let mut item = source.item.clone();
        let mut custom = match item.remove(CUSTOM) {
            Some(Value::Object(custom)) => custom,
            _ => Map::new(),
        };
        for key in csl::OWN {
            custom.extend(item.remove(key).map(|value| (key.to_owned(), value)));
        }
        for (key, value) in &mut item {
            strict(key, value);
        }
        if !custom.is_empty() {
            item.insert(CUSTOM.to_owned(), custom.into());
        }
        Self(item)
    }
}

/// Numbers as words, which CSL-JSON takes in every text; of a year alone as EDTF.
fn strict(key: &str, value: &mut Value) {
    let Some(number) = value.as_i64() else {
        return;
    };
    match csl::kind(key) {
        csl::Kind::Date => *value = format!("{number:04}").into(),
        csl::Kind::Text => *value = number.to_string().into(),
        csl::Kind::Names | csl::Kind::Free => {}
    }
}

impl JsonSchema for Item {
    fn schema_name() -> Cow<'static, str> {
        "Item".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names = csl::variables().filter(|name| !csl::OWN.contains(name));
        let fields = names.map(|name| (name.to_owned(), field(name)));
        let fields: Map<_, _> = fields.collect();
        json_schema!({
            "description": "A source: an item of CSL-JSON (csl-data.json 1.0.2).",
            "type": "object",
            "additionalProperties": false,
            "required": ["id", "type"],
            "properties": fields,
        })
    }
}

fn field(name: &str) -> Value {
    match (name, csl::kind(name)) {
        ("type", _) => json!({ "enum": csl::TYPES.as_slice() }),
        ("categories", _) => json!({ "type": "array", "items": { "type": "string" } }),
        (_, csl::Kind::Names) => json!({ "type": "array", "items": person() }),
        (_, csl::Kind::Date) => json!({ "type": ["string", "object"] }),
        (_, csl::Kind::Text) => json!({ "type": "string" }),
        (_, csl::Kind::Free) => json!({ "type": "object" }),
    }
}

fn person() -> Value {
    let part = |part: &str| {
        (
            part.to_owned(),
            json!({ "type": ["string", "number", "boolean"] }),
        )
    };
    let parts: Map<_, _> = csl::NAME_PARTS.into_iter().map(part).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": parts })
}
