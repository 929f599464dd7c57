//! The JSON Schema says what `check` says.

use std::fs;
use std::path::Path;

use docent::author::schema;
use docent::tour::{Tour, TourFiles};
use serde_json::Value;

fn parsed() -> Value {
    serde_json::from_str(&schema::text()).expect("JSON")
}

#[test]
fn the_committed_schema_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tours/tour.schema.json");
    let committed = fs::read_to_string(path).expect("the schema");
    assert!(
        committed == schema::text(),
        "make it anew: cargo run -- schema > tours/tour.schema.json"
    );
}

#[test]
fn every_field_is_described_and_every_value_has_an_example() {
    let schema = parsed();
    let tables = schema["definitions"].as_object().expect("definitions");
    let tables = tables
        .iter()
        .map(|(name, table)| (name.as_str(), table))
        .chain([("the root", &schema)]);
    let mut fields = 0;
    for (table, found) in tables {
        for (name, field) in found["properties"].as_object().expect("properties") {
            let described = field["description"].as_str().is_some_and(|it| it.len() > 4);
            assert!(described, "{table}.{name} has no description");
            let text = field.to_string();
            assert!(
                text.contains("\"examples\"") || text.contains("#/definitions/"),
                "{table}.{name} has no example"
            );
            fields += 1;
        }
    }
    assert!(fields > 150, "{fields}");
}

/// `everything.toml` without a key in the first table of a kind.
fn without(table: &str, key: &str) -> String {
    let text = include_str!("everything.toml");
    let start = text.find(table).expect("the table");
    let (before, rest) = text.split_at(start);
    let line = rest
        .split_inclusive('\n')
        .find(|line| line.starts_with(&format!("{key} = ")))
        .unwrap_or_else(|| panic!("{table} has no {key}"));
    format!("{before}{}", rest.replacen(line, "", 1))
}

fn is_missed(text: &str) -> bool {
    let faults = Tour::load(TourFiles::from_text("test", text)).1;
    faults.iter().any(|fault| fault.code == "missing")
}

#[test]
fn what_it_requires_is_what_check_misses() {
    let schema = parsed();
    let complete = &schema["else"]["properties"];
    for (table, header) in [
        ("station", "[[station]]"),
        ("figure", "[[figure]]"),
        ("chart", "[[chart]]"),
        ("event", "[[event]]"),
        ("source", "[[source]]"),
    ] {
        let required = complete[table]["items"]["required"]
            .as_array()
            .expect("a list");
        for key in required.iter().filter_map(Value::as_str) {
            assert!(is_missed(&without(header, key)), "{table}.{key}");
        }
    }
    for (header, key) in [
        ("[[station]]", "place"),
        ("[[figure]]", "credit"),
        ("[[chart]]", "source"),
        ("[[event]]", "station"),
        ("[[source]]", "issued"),
    ] {
        assert!(!is_missed(&without(header, key)), "{header} {key}");
    }
    assert!(is_missed(&without("format", "title")));
}
