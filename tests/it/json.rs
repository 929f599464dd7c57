//! `docent export json`: what other programs get, held against its own schema.

use docent::export::json::{schema, text};
use docent::export::reader::Reader;
use docent::tour::Tour;
use serde_json::Value;

use crate::program;
use crate::properties::EVERYTHING;
use crate::visit::tour;

/// A word of a guide's note.
const GUIDE: &str = "zqguideonly";

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// The faults of a document by the schema that docent prints.
fn faults(document: &Value) -> Vec<String> {
    let validator = jsonschema::draft202012::new(&parsed(&schema())).expect("a schema");
    let told =
        |fault: jsonschema::ValidationError<'_>| format!("{}: {fault}", fault.instance_path());
    validator.iter_errors(document).map(told).collect()
}

fn exported(arguments: &[&str]) -> String {
    let output = program::docent(&[&["export", "json"], arguments].concat());
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{errors}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn everything() -> std::sync::Arc<Tour> {
    tour(EVERYTHING)
}

#[test]
fn the_schema_is_one_and_has_no_holes() {
    let schema = parsed(&schema());
    assert!(jsonschema::meta::is_valid(&schema));
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    assert_eq!(exported(&["--schema"]), docent::export::json::schema());
    for bad in [
        r"{}",
        r#"{"format":2,"id":"a","editions":[],"sources":[]}"#,
        r#"{"format":1,"id":"a","editions":[],"sources":[{"id":"b"}]}"#,
    ] {
        assert_ne!(faults(&parsed(bad)), Vec::<String>::new(), "{bad}");
    }
}

#[test]
fn what_is_exported_keeps_to_the_schema() {
    for name in ["karlag", "handbook"] {
        let document = parsed(&exported(&[name]));
        assert_eq!(faults(&document), Vec::<String>::new(), "{name}");
    }
    for reader in [Reader::Visitor, Reader::Teacher] {
        let document = parsed(&text(&everything(), reader));
        assert_eq!(faults(&document), Vec::<String>::new(), "{reader:?}");
    }
}

/// The ids in a list of an exported edition.
fn ids<'d>(edition: &'d Value, list: &str) -> Vec<&'d str> {
    let list = edition[list].as_array().expect("a list");
    list.iter()
        .map(|one| one["id"].as_str().expect("an id"))
        .collect()
}

#[test]
fn everything_with_an_id_is_there_in_every_language() {
    let document = parsed(&exported(&["karlag"]));
    let written: toml::Value =
        toml::from_str(include_str!("../../tours/karlag/tour.toml")).unwrap();
    let listed = |key: &str| -> Vec<&str> {
        let tables = written.get(key).and_then(toml::Value::as_array);
        let tables = tables.into_iter().flatten();
        tables.map(|table| table["id"].as_str().unwrap()).collect()
    };
    let editions = document["editions"].as_array().unwrap();
    assert_eq!(editions.len(), 3);
    for edition in editions {
        for (key, list) in [
            ("station", "stations"),
            ("figure", "figures"),
            ("chart", "charts"),
        ] {
            assert_eq!(ids(edition, list), listed(key), "{list}");
        }
        let mut notes = ids(edition, "notes");
        notes.sort_unstable();
        let mut own: Vec<_> = written["notes"].as_table().unwrap().keys().collect();
        own.sort();
        assert_eq!(notes, own);
        let glossary = written["glossary"].as_table().unwrap();
        assert_eq!(ids(edition, "glossary").len(), glossary.len());
    }
    assert_eq!(ids(&document, "sources"), listed("source"));
}

#[test]
fn the_guides_notes_are_there_for_teachers_only() {
    let written = EVERYTHING.replacen(
        "[[station]]",
        &format!("[[station]]\nguide = \"The {GUIDE} *word*.\""),
        1,
    );
    let written = if EVERYTHING.contains("\nguide = ") {
        let start = EVERYTHING.find("\nguide = \"").expect("a plain guide note") + 10;
        format!("{}{GUIDE} {}", &EVERYTHING[..start], &EVERYTHING[start..])
    } else {
        written
    };
    let tour = tour(&written);
    assert!(!text(&tour, Reader::Visitor).contains(GUIDE));
    assert!(!text(&tour, Reader::Visitor).contains("\"guide\""));
    assert!(text(&tour, Reader::Teacher).contains(GUIDE));
}

#[test]
fn spans_are_the_whole_text_and_citations_come_in_words() {
    let document = parsed(&text(&everything(), Reader::Visitor));
    let edition = &document["editions"][0];
    let station = &edition["stations"][0];
    let spans = station["steps"][0]["text"][0]["spans"].as_array().unwrap();
    let words: String = spans
        .iter()
        .map(|span| span["text"].as_str().unwrap())
        .collect();
    assert!(words.contains("firstword"), "{words}");
    let marks = edition["stations"].as_array().unwrap().iter();
    let marks: Vec<_> = marks
        .flat_map(|station| station["marks"].as_array().unwrap())
        .collect();
    let cited: Vec<_> = marks
        .iter()
        .filter(|mark| mark.get("citation").is_some())
        .collect();
    assert!(!cited.is_empty() && cited.len() < marks.len());
    for mark in cited {
        assert!(mark["citation"]["cites"][0]["source"].is_string());
        assert!(!mark["citation"]["full"].as_array().unwrap().is_empty());
    }
}

#[test]
fn sources_keep_to_csl_json() {
    let own = "\n[[source]]\nid = \"own\"\ntype = \"book\"\ntitle = \"Қарлаг\"\ntranslated-title = \"Karlag\"\nvolume = 2\nissued = 1994\n";
    let tour = tour(&(EVERYTHING.to_owned() + own));
    let document = parsed(&text(&tour, Reader::Visitor));
    let sources = document["sources"].as_array().unwrap();
    let source = sources.iter().find(|source| source["id"] == "own").unwrap();
    let expected = serde_json::json!({
        "id": "own", "type": "book", "title": "Қарлаг", "volume": "2", "issued": { "date-parts": [[1994]] },
        "custom": { "translated-title": "Karlag" },
    });
    assert_eq!(source, &expected);
    assert_eq!(faults(&document), Vec::<String>::new());
}

#[test]
fn the_same_tour_gives_the_same_bytes() {
    let once = text(&everything(), Reader::Teacher);
    assert_eq!(once, text(&everything(), Reader::Teacher));
    assert!(once.ends_with("}\n") && once.starts_with("{\n  \"format\": 1,\n"));
}
