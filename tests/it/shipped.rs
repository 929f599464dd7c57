//! The shipped tour: without faults, and with the figures its README and issue promise.

use std::path::Path;

use docent::library::{self, Found};
use docent::tour::{Content, Tour};

#[test]
fn every_tour_in_tours_is_without_errors_and_warnings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tours");
    let Found::Lobby { tours, unreadable } =
        library::find(Some(&folder)).expect("the tours are there")
    else {
        panic!("tours/ is not a folder of tours");
    };
    assert!(!tours.is_empty() && unreadable.is_empty());
    for files in tours {
        let (_, faults) = Tour::load(files);
        let lines: Vec<_> = faults
            .iter()
            .map(|fault| format!("{}: {}", fault.code, fault.message))
            .collect();
        assert!(lines.is_empty(), "{}", lines.join("\n"));
    }
}

#[test]
fn the_karlag_tour_has_ten_stations_with_a_note_for_every_paragraph() {
    let Found::BuiltIn(files) = library::find(None).expect("built in") else {
        panic!("not built in")
    };
    let tour = Tour::open(files).0.expect("without errors");
    let edition = &tour.editions()[0];
    assert_eq!(edition.station_count(), 10);
    for index in 0..edition.station_count() {
        let station = edition.station(index).expect("a station");
        for step in &station.steps {
            let Content::Text(prose) = &step.content else {
                continue;
            };
            let words: usize = prose
                .paragraphs
                .iter()
                .map(|paragraph| paragraph.text.words())
                .sum();
            assert!((15..=85).contains(&words), "{}: {words} words", station.id);
            for paragraph in &prose.paragraphs {
                let marked = paragraph
                    .text
                    .runs
                    .iter()
                    .any(|run| matches!(run.link, Some(docent::markup::Link::Mark(_))));
                assert!(marked, "no note: {}", paragraph.text.string);
            }
        }
    }
    assert!(edition.map().is_some_and(|map| !map.outline.is_empty()));
    assert!(edition.chart("mothers-1938").is_some() && edition.figure("mamochkino").is_some());
}

#[test]
fn the_handbook_explains_every_key_of_the_format() {
    let text = include_str!("../../tours/handbook/tour.toml");
    let schema: serde_json::Value =
        serde_json::from_str(&docent::author::schema::text()).expect("JSON");
    let tables = schema["definitions"].as_object().expect("definitions");
    let tables = tables.iter().filter(|(name, _)| *name != "Source");
    let keys = tables
        .map(|(_, table)| table)
        .chain([&schema])
        .flat_map(|table| table["properties"].as_object().expect("properties").keys());
    let is_said = |key: &String| {
        let forms = [
            format!("`{key}`"),
            format!("`{key} = "),
            format!("`[{key}"),
            format!("[{key}"),
            format!(".{key}]"),
            format!("{{ {key} = "),
            format!(", {key} = "),
            format!("\n{key} = "),
        ];
        forms.iter().any(|form| text.contains(form))
    };
    let missing: Vec<_> = keys.filter(|key| !is_said(key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
