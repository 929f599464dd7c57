//! What an educator reads.

use std::fmt::Write;

use docent::diagnostic::Diagnostic;
use docent::tour::{Tour, TourFiles};

fn check(text: &str) -> Vec<Diagnostic> {
    Tour::load(TourFiles::from_text("test", text)).1
}

fn place(fault: &Diagnostic) -> String {
    let Some(place) = &fault.place else {
        return "-".into();
    };
    let before = &place.file.text[..place.range.start];
    let line = before.matches('\n').count() + 1;
    let column = before
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .chars()
        .count()
        + 1;
    format!("{line}:{column} {}", fault.code)
}

#[test]
fn twelve_faults_are_found_in_one_run_each_in_its_place() {
    let text = include_str!("faults.toml");
    let found: Vec<_> = check(text).iter().map(place).collect();
    insta::assert_snapshot!(found.join("\n"));
    assert!(found.len() >= 12);
}

#[test]
fn characters_that_could_harm_a_terminal_are_refused_by_name() {
    for (escape, name) in [
        ("\\u001B", "U+001B"),
        ("\\u202E", "U+202E"),
        ("\\u200B", "U+200B"),
        ("\\u009B", "U+009B"),
    ] {
        let text = format!(
            "format = 1\ntitle = \"T\"\nlanguage = \"en\"\n[[station]]\nid = \"a\"\ntitle = \"A\"\ntext = \"before {escape} after\"\n"
        );
        let faults = check(&text);
        assert!(
            faults.iter().any(|fault| fault.message.contains(name)),
            "{name}: {faults:#?}"
        );
    }
}

#[test]
fn a_tour_of_more_stations_than_anybody_walks_is_refused() {
    let mut stations = String::new();
    for at in 0..10_001 {
        let _ = write!(
            stations,
            "[[station]]\nid = \"s{at}\"\ntitle = \"S\"\ntext = \"One.\"\n"
        );
    }
    let text = format!("format = 1\ntitle = \"T\"\nlanguage = \"en\"\n{stations}");
    let (tour, faults) = Tour::open(TourFiles::from_text("test", text));
    assert!(tour.is_none());
    assert!(
        faults.iter().any(|fault| fault.code == "too-many-stations"),
        "{faults:#?}"
    );
}

#[test]
fn a_copy_beside_a_tour_is_told_in_one_line() {
    let text = include_str!("everything.toml");
    let files = TourFiles::from_text("test", text).with_translation("tour.old.toml", text);
    let faults = Tour::load(files).1;
    let of_copy = faults.iter().filter(|fault| {
        let place = fault.place.as_ref();
        place.is_some_and(|place| place.file.name == "tour.old.toml")
    });
    let codes: Vec<_> = of_copy.map(|fault| fault.code).collect();
    assert_eq!(codes, ["stray-tour"]);
}
