//! What programs find in a page.

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::{coins, json_ld};
use crate::tour::{Source, Tour, TourFiles};

const TOUR: &str = include_str!("../../../../tests/it/everything.toml");

fn edition_of(text: &str) -> Tour {
    let (tour, faults) = Tour::open(TourFiles::from_text("made", text));
    tour.unwrap_or_else(|| panic!("{faults:?}"))
}

/// What stands in the script element.
fn script(text: &str) -> String {
    let tour = edition_of(text);
    let markup = json_ld(&tour.editions()[0]).into_string();
    let start = markup.find('>').expect("a tag") + 1;
    let end = markup.rfind("</script>").expect("an end");
    markup[start..end].to_owned()
}

/// The tour without its notice.
fn open() -> String {
    TOUR.replace("notice = \"This tour speaks of hard things.\"", "")
}

#[test]
fn a_tour_is_a_work_with_its_stations_and_sources() {
    let work: Value = serde_json::from_str(&script(&open())).expect("JSON");
    assert_snapshot!(serde_json::to_string_pretty(&work).expect("JSON"));
}

#[test]
fn the_guide_s_words_and_what_is_behind_the_notice_are_not_told() {
    let script = script(TOUR);
    assert!(!script.contains("secret words"), "{script}");
    assert!(!script.contains("What this tour is about"), "{script}");
    assert!(!script.contains("hasPart") && !script.contains("citation"));
    assert!(self::script(&open()).contains("\"abstract\":\"What this tour is about.\""));
}

#[test]
fn nothing_in_a_tour_ends_the_script() {
    let hostile = TOUR.replace(
        "title = \"Everything\"",
        "title = \"</script><script>alert('1')</script> & <!-- \"",
    );
    let script = script(&hostile);
    assert!(!script.contains(['<', '>', '&']), "{script}");
    let work: Value = serde_json::from_str(&script).expect("JSON");
    assert_eq!(work["name"], "</script><script>alert('1')</script> & <!--");
}

fn source(item: Value) -> Source {
    let Value::Object(item) = item else {
        panic!("not an item: {item}");
    };
    Source {
        id: "made".into(),
        item,
    }
}

/// What a citation program reads, a key a line.
fn read(item: Value) -> String {
    let markup = coins(&source(item)).into_string();
    let title = markup.split('"').nth(3).expect("a title");
    let title = title.replace("&amp;", "&");
    let pairs = form_urlencoded::parse(title.as_bytes());
    let lines = pairs.skip(3).map(|(key, value)| format!("{key} {value}"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn coins_hold_what_each_kind_of_source_has() {
    let ann = json!([{ "family": "Author", "given": "Ann" }, { "literal": "The Museum" }]);
    let items = [
        json!({ "type": "book", "title": "A & B", "author": ann, "publisher": "Press", "ISBN": "1",
            "publisher-place": "London", "issued": { "date-parts": [[1999]] } }),
        json!({ "type": "chapter", "title": "Part", "container-title": "Whole", "page": "1–9" }),
        json!({ "type": "article-journal", "title": "О лагере", "container-title": "Журнал",
            "volume": 2, "issue": "3", "DOI": "https://doi.org/10.1/x", "URL": "https://example.org/a?b=c&d",
            "issued": { "date-parts": [[1938, 4, 9], [1939]] } }),
        json!({ "type": "thesis", "title": "T", "publisher": "University", "genre": "PhD" }),
        json!({ "type": "webpage", "title": "\"'<script>", "author": [{ "literal": "Museum" }],
            "container-title": "Site", "URL": "javascript:alert(1)", "language": "ru" }),
        json!({ "type": "motion_picture", "title": "Film", "URL": "https://example.org/" }),
        json!({}),
    ];
    assert_snapshot!(items.map(read).join("\n\n"));
}

#[test]
fn coins_are_one_empty_element() {
    let markup = coins(&source(json!({ "title": "\"><script>" }))).into_string();
    assert!(
        markup.starts_with("<span class=\"Z3988\" title=\"ctx_ver=Z39.88-2004&amp;rft_val_fmt=")
    );
    assert_eq!(markup.matches('<').count(), 2, "{markup}");
}
