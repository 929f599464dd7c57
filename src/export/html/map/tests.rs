//! Maps as they are written: where places, labels and lines stand.

use insta::assert_snapshot;

use super::*;
use crate::tour::{AssetError, Assets, Tour, TourFiles};

/// A folder with an outline.
struct Outline(&'static str);

impl Assets for Outline {
    fn read(&self, path: &str) -> Result<Vec<u8>, AssetError> {
        if self.exists(path) {
            Ok(self.0.into())
        } else {
            Err(AssetError::Missing)
        }
    }

    fn exists(&self, path: &str) -> bool {
        path == "outline.geojson"
    }
}

const SQUARE: &str =
    r#"{"type":"Polygon","coordinates":[[[60,45],[80,45],[80,55],[60,55],[60,45]]]}"#;

/// Two halves of an island on the 180th meridian.
const HALVES: &str = r#"{"type":"MultiPolygon","coordinates":[
    [[[178,-18],[180,-18],[180,-16],[178,-16],[178,-18]]],
    [[[-180,-18],[-179,-18],[-179,-16],[-180,-16],[-180,-18]]]]}"#;

/// Stations with the name of their place and where it is.
type Stations<'a> = &'a [(&'a str, f64, f64)];

fn tour(outline: &'static str, stations: Stations<'_>) -> Tour {
    let head = "format = 1\ntitle = \"A \\\"tour\\\" <of>\"\nlanguage = \"en\"\n";
    let tables = stations.iter().enumerate().map(|(index, (place, lat, lon))| {
        format!(
            "[[station]]\nid = \"s{index}\"\ntitle = \"Station & {index}\"\nplace = '''{place}'''\n\
             at = {{ lat = {lat:?}, lon = {lon:?} }}\ntext = \"Words.\"\n"
        )
    });
    let text =
        head.to_owned() + &tables.collect::<String>() + "[map]\noutline = \"outline.geojson\"\n";
    let files = TourFiles::from_text("made", text).with_assets(Outline(outline));
    let (tour, faults) = Tour::open(files);
    tour.unwrap_or_else(|| panic!("{faults:?}"))
}

/// The map as it is written, an element a line.
fn written(outline: &'static str, stations: Stations<'_>) -> String {
    let tour = tour(outline, stations);
    let links = Links {
        station: &|station| format!("s{station}.html"),
        lang: &|_| None,
        lang_of_place: &|_| None,
        id: &str::to_owned,
    };
    let made = map(&tour.editions()[0], links);
    made.expect("a map").into_string().replace("><", ">\n<")
}

/// The map of a tour of one text, which lies beside an outline.
fn of(text: &str) -> Option<String> {
    let files = TourFiles::from_text("made", text).with_assets(Outline(SQUARE));
    let tour = Tour::open(files).0.expect("a sound tour");
    let links = Links {
        station: &|_| String::new(),
        lang: &|_| None,
        lang_of_place: &|_| None,
        id: &str::to_owned,
    };
    map(&tour.editions()[0], links).map(Markup::into_string)
}

/// The values of an attribute, in order.
fn all(written: &str, attribute: &str) -> Vec<f64> {
    let start = format!(" {attribute}=\"");
    let found = written.split(&start).skip(1);
    let values = found.filter_map(|rest| rest.split('"').next()?.parse().ok());
    values.collect()
}

#[test]
fn stations_at_one_place_share_a_dot_and_the_route_goes_once_each_way() {
    assert_snapshot!(written(
        SQUARE,
        &[
            ("Долинка, Карагандинская область", 49.67, 72.68),
            ("Akmol", 51.07, 70.98),
            ("Долинка", 49.67, 72.68),
            ("Almaty", 46.25, 76.91),
        ],
    ));
}

#[test]
fn one_place_alone_has_no_route() {
    let written = written(SQUARE, &[("Hall", 50.0, 70.0)]);
    assert!(!written.contains("class=\"route\""), "{written}");
    assert_eq!(all(&written, "cx"), [200.0]);
    assert!(written.contains("href=\"s0.html\""), "{written}");
}

#[test]
fn a_tour_without_places_has_its_outline() {
    let text = "format = 1\ntitle = \"A\"\nlanguage = \"en\"\n[[station]]\nid = \"a\"\ntitle = \"A\"\n\
                text = \"A.\"\n[map]\noutline = \"outline.geojson\"\n";
    let written = of(text).expect("a map");
    assert!(
        written.contains("outline") && !written.contains("<ol"),
        "{written}"
    );
}

#[test]
fn a_tour_without_an_outline_has_no_map() {
    let text = "format = 1\ntitle = \"A\"\nlanguage = \"en\"\n[[station]]\nid = \"a\"\ntitle = \"A\"\n\
                at = { lat = 1, lon = 1 }\ntext = \"A.\"\n";
    assert!(of(text).is_none());
}

#[test]
fn places_over_the_180th_meridian_are_neighbours() {
    let written = written(
        HALVES,
        &[("West of it", -17.0, 179.5), ("East of it", -17.5, -179.5)],
    );
    let x = all(&written, "cx");
    assert!(x[1] - x[0] > 50.0 && x[1] - x[0] < 200.0, "{x:?}");
}

/// Left, top, right and bottom of every label.
fn rooms(written: &str) -> Vec<[f64; 4]> {
    let labels = written.split("<rect class=\"touch\"").skip(1);
    let of = |label: &str| {
        let [x, y, width, height] = ["x", "y", "width", "height"].map(|name| all(label, name)[0]);
        [x, y, x + width, y + height]
    };
    labels.map(of).collect()
}

#[test]
fn no_label_stands_on_another_or_outside() {
    let ring: Vec<(&str, f64, f64)> = (0..12)
        .map(|at| {
            (
                "Караганда",
                50.0 + f64::from(at % 4) * 0.1,
                70.0 + f64::from(at / 4) * 0.4,
            )
        })
        .collect();
    let written = written(SQUARE, &ring);
    let rooms = rooms(&written);
    assert!(rooms.len() >= 6, "{} labels of 12", rooms.len());
    for (at, a) in rooms.iter().enumerate() {
        assert!(a[0] >= 0.0 && a[1] >= 0.0 && a[2] <= 400.0, "{a:?}");
        for b in &rooms[at + 1..] {
            let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
            assert!(apart, "{a:?} {b:?}");
        }
    }
    assert_eq!(written.matches("<li id=").count(), 12, "the list has all");
}

#[test]
fn names_of_a_tour_are_words() {
    let hostile = "\"><script>alert(1)</script>";
    let written = written(
        SQUARE,
        &[(hostile, 50.0, 70.0), ("javascript:1", 46.0, 62.0)],
    );
    assert!(!written.contains("<script"), "{written}");
    assert!(!written.contains("href=\"javascript"), "{written}");
}
