//! Tours that are played by a clock: what `docent export asciicast` writes is what a visit shows.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::time::Duration;

use docent::export::asciicast::{Version, cast};
use docent::export::recording::{self, ANYWHERE, Pace, Recording, Script, What};
use docent::export::svg;
use docent::library::{self, Found};
use docent::player::Player;
use docent::screen::shown::shown;
use docent::session::{Input, Look, Session, Stage};
use docent::theme::ThemeName;
use docent::tour::Tour;
use ratatui::layout::Size;
use ratatui::style::Modifier;
use serde_json::Value;

use crate::emulators::are_installed;
use crate::keys;
use crate::properties::EVERYTHING;
use crate::visit::tour;
use crate::walk::LANGUAGES;

const SIZE: Size = Size::new(80, 24);

fn karlag() -> Arc<Tour> {
    let Found::BuiltIn(files) = library::find(None).expect("built in") else {
        panic!("no tour is built in")
    };
    Arc::new(Tour::open(files).0.expect("without errors"))
}

fn session(tour: &Arc<Tour>, language: &str) -> Session {
    let player = Player::new([Arc::clone(tour)].into()).in_language(language);
    Session::new(player, Look::new(SIZE, ThemeName::Dark, ANYWHERE))
}

fn script(keys: &str) -> Script {
    Script::parse(keys).expect("a script")
}

/// What the stations are marked with, in the order they were entered.
fn stations(recording: &Recording) -> Vec<&str> {
    let events = recording.events.iter();
    events
        .filter_map(|event| match &event.what {
            What::Station(mark) => Some(mark.as_str()),
            What::Output(_) | What::Resize(_) => None,
        })
        .collect()
}

/// The lines of a cast: its header, and its events with the times since its beginning.
fn read(text: &str, version: Version) -> (Value, Vec<(f64, String, String)>) {
    let mut lines = text.lines().map(|line| -> Value {
        assert!(line.bytes().all(|byte| byte >= b' '), "{line:?}");
        serde_json::from_str(line).expect("JSON")
    });
    let header = lines.next().expect("a header");
    let mut clock = 0.0;
    let event = |line: Value| {
        let [time, code, data] = line.as_array().expect("an array").as_slice() else {
            panic!("{line} is no event")
        };
        let time = time.as_f64().expect("a number");
        clock = match version {
            Version::Two => time,
            Version::Three => clock + time,
        };
        let text = |value: &Value| value.as_str().expect("a string").to_owned();
        (clock, text(code), text(data))
    };
    (header, lines.map(event).collect())
}

#[test]
fn the_whole_tour_is_played_to_its_end_in_every_language() {
    let tour = karlag();
    for (language, _) in LANGUAGES {
        let recording = recording::tour(session(&tour, language), Pace::READING);
        let edition = tour
            .editions()
            .iter()
            .find(|edition| edition.head().language == language);
        let edition = edition.expect("an edition");
        let titles: Vec<_> = (0..edition.station_count())
            .map(|index| {
                let station = edition.station(index).expect("a station");
                format!("{}. {}", station.label, station.title)
            })
            .collect();
        assert_eq!(stations(&recording), titles, "{language}");
        let minutes: f32 = (0..titles.len()).map(|index| edition.minutes(index)).sum();
        let end = recording.events.last().expect("an end").at.as_secs_f32() / 60.0;
        let bounds = minutes * 0.8..minutes * 1.6;
        assert!(bounds.contains(&end), "{language}: {end} for {minutes}");
        let [.., last, leave] = recording.events.as_slice() else {
            panic!("{language}: nothing was recorded")
        };
        assert!(matches!(&leave.what, What::Output(text) if text.ends_with("\u{1b}[?25h")));
        assert!(matches!(&last.what, What::Output(text) if text.contains("CC-BY-4.0")));
        let first = &recording.events[0];
        assert_eq!(first.at, Duration::ZERO);
        assert!(matches!(&first.what, What::Output(text) if text.starts_with("\u{1b}[?1049h")));
    }
}

#[test]
fn the_same_tour_gives_the_same_bytes() {
    let once = || {
        let recording = recording::tour(session(&karlag(), "ru"), Pace::READING);
        [Version::Two, Version::Three].map(|version| cast(&recording, version))
    };
    assert_eq!(once(), once());
}

#[test]
fn both_versions_say_the_same_at_the_same_times() {
    let keys = script("space*3 enter space*3 size:100x30 3 enter b wait:2s esc space");
    let recording = recording::keys(session(&karlag(), "kk"), &keys, Pace::READING);
    let (two, three) = (
        cast(&recording, Version::Two),
        cast(&recording, Version::Three),
    );
    let (header, events) = read(&two, Version::Two);
    assert_eq!(header["version"], 2);
    assert_eq!(
        (&header["width"], &header["height"]),
        (&80.into(), &24.into())
    );
    let (newer, mut others) = read(&three, Version::Three);
    assert_eq!(newer["version"], 3);
    assert_eq!(newer["term"]["cols"], 80);
    assert_eq!(newer["term"]["rows"], 24);
    assert!(newer["timestamp"].is_null() && header["timestamp"].is_null());
    assert_eq!(newer["title"], header["title"]);
    let colours = header["theme"]["palette"].as_str().expect("a palette");
    assert_eq!(colours.split(':').count(), 16);
    let end = others.pop().expect("an end");
    assert_eq!((end.1.as_str(), end.2.as_str()), ("x", "0"));
    assert_eq!(events.len(), others.len());
    for (one, other) in events.iter().zip(&others) {
        assert_eq!((&one.1, &one.2), (&other.1, &other.2));
        assert!((one.0 - other.0).abs() < 1e-6, "{} {}", one.0, other.0);
    }
    let codes: Vec<_> = events.iter().map(|event| event.1.as_str()).collect();
    assert_eq!(codes.iter().filter(|code| **code == "m").count(), 2);
    let resized = events.iter().find(|event| event.1 == "r").expect("a size");
    assert_eq!(resized.2, "100x30");
}

/// A screen: what each cell shows, with its colours and whether it is bold.
type Cells = Vec<Vec<(String, Option<[u8; 3]>, Option<[u8; 3]>, bool)>>;

/// What an emulator shows; the ink of blanks is nobody's business.
fn emulated(emulator: &vt100::Parser) -> Cells {
    let screen = emulator.screen();
    let (rows, columns) = screen.size();
    let rgb = |colour| match colour {
        vt100::Color::Rgb(r, g, b) => Some([r, g, b]),
        _ => None,
    };
    let cell = |row, column| {
        let cell = screen.cell(row, column).expect("a cell");
        let (ink, ground) = (rgb(cell.fgcolor()), rgb(cell.bgcolor()));
        match cell.contents() {
            "" | " " if !cell.inverse() => (" ".to_owned(), None, ground, false),
            "" => (" ".to_owned(), ink, ground, cell.bold()),
            text => (text.to_owned(), ink, ground, cell.bold()),
        }
    };
    (0..rows)
        .map(|row| (0..columns).map(|column| cell(row, column)).collect())
        .collect()
}

/// What the session wants to be shown.
fn wanted(session: &Session, stage: &mut Stage) -> Cells {
    let profile = session.look().profile;
    let buffer = session.cells(stage).buffer;
    let cell = |cell| {
        let shown = shown(cell, &profile);
        let bold = shown.modifiers.contains(Modifier::BOLD);
        if shown.symbol == " " && !shown.modifiers.contains(Modifier::REVERSED) {
            (" ".to_owned(), None, shown.ground, false)
        } else {
            (shown.symbol.to_owned(), shown.ink, shown.ground, bold)
        }
    };
    let width = usize::from(buffer.area.width);
    let rows = buffer.content.chunks(width);
    rows.map(|row| row.iter().map(cell).collect()).collect()
}

#[test]
fn an_emulator_replays_it_to_the_screens_of_the_visit() {
    let typed = "space space space enter space space tab down enter backspace n down b down down enter esc m \
                 backspace t g / k a r enter backspace s end space pgup ? 6 enter space space enter l";
    let tour = karlag();
    let recording = recording::keys(session(&tour, "ru"), &script(typed), Pace::READING);
    let text = cast(&recording, Version::Three);
    let (_, events) = read(&text, Version::Three);
    let outputs: Vec<_> = events.iter().filter(|event| event.1 == "o").collect();
    let (_, outputs) = outputs.split_last().expect("a last one");
    let (mut visit, mut stage) = (session(&tour, "ru"), Stage::default());
    let mut emulator = vt100::Parser::new(SIZE.height, SIZE.width, 0);
    let mut outputs = outputs.iter();
    let mut next = |emulator: &mut vt100::Parser| {
        let output = outputs.next().expect("another frame");
        emulator.process(output.2.as_bytes());
    };
    next(&mut emulator);
    let mut seen = wanted(&visit, &mut stage);
    assert_eq!(emulated(&emulator), seen);
    for key in keys::parse(typed) {
        visit.handle(Input::Key(key), &mut stage);
        let now = wanted(&visit, &mut stage);
        if now != seen {
            next(&mut emulator);
            seen = now;
        }
        assert_eq!(emulated(&emulator), seen, "after {key:?}");
    }
    assert!(outputs.next().is_none());
}

/// A tour of branches: a hall that every room leads back to, a room behind a notice, an end.
const HALL: &str = r#"
format = 1
title = "The hall"
language = "en"
[[station]]
id = "hall"
title = "Hall"
[[station.step]]
text = "Choose a door."
[[station.step]]
choose = [{ label = "Left", to = "left" }, { label = "Right", to = "right" }, { label = "Out", to = "out" }]
[[station]]
id = "left"
title = "Left"
[[station.step]]
choose = [{ label = "Back", to = "hall" }]
[[station]]
id = "right"
title = "Right"
notice = "It is dark in there."
[[station.step]]
text = "SECRET of the dark."
[[station.step]]
choose = [{ label = "Back", to = "hall" }]
[[station]]
id = "out"
title = "Out"
guide = "Words for GUIDES alone."
text = "Good-bye."
"#;

#[test]
fn every_branch_is_walked_and_then_the_way_out() {
    let recording = recording::tour(session(&tour(HALL), "en"), Pace::READING);
    let walked = [
        "1. Hall", "2. Left", "1. Hall", "3. Right", "1. Hall", "4. Out",
    ];
    assert_eq!(stations(&recording), walked);
    let text = cast(&recording, Version::Three);
    assert!(text.contains("Thank you for reading."), "{text}");
}

#[test]
fn a_tour_without_an_end_is_walked_once() {
    let round = HALL.replace(", { label = \"Out\", to = \"out\" }", "");
    let round = round.split("[[station]]\nid = \"out\"").next();
    let recording = recording::tour(session(&tour(round.expect("a tour")), "en"), Pace::READING);
    let walked = ["1. Hall", "2. Left", "1. Hall", "3. Right"];
    assert_eq!(stations(&recording), walked);
}

#[test]
fn nothing_behind_a_notice_and_nothing_for_guides_is_recorded_or_pictured() {
    let tour = tour(HALL);
    for keys in [
        "space",
        "3 enter",
        "3 enter space down",
        "4 enter",
        "/ \"secret\"",
        "s",
    ] {
        let script = script(keys);
        let recording = recording::keys(session(&tour, "en"), &script, Pace::READING);
        let (mut visit, mut stage) = (session(&tour, "en"), Stage::default());
        recording::lead(&mut visit, &script, &mut stage);
        let picture = svg::picture(&visit, &mut stage);
        for text in [cast(&recording, Version::Three), picture] {
            assert!(
                !text.contains("SECRET") && !text.contains("GUIDES"),
                "{keys}"
            );
        }
    }
    let whole = recording::tour(session(&tour, "en"), Pace::READING);
    assert!(!cast(&whole, Version::Three).contains("GUIDES"));
}

#[test]
fn time_passes_as_it_is_asked_for() {
    let tour = tour(HALL);
    let end = |keys: &str, pace| {
        let recording = recording::keys(session(&tour, "en"), &script(keys), pace);
        recording.events.last().expect("an end").at
    };
    let fixed = Pace {
        pause: Some(Duration::from_secs(2)),
        ..Pace::READING
    };
    // The first screen, then what each key leads to; digits are typed faster.
    assert_eq!(end("space", fixed), Duration::from_secs(4));
    assert_eq!(end("space wait:1.5s", fixed), Duration::from_millis(5500));
    assert_eq!(end("4 enter", fixed), Duration::from_millis(4200));
    assert_eq!(end("12 enter", fixed), Duration::from_millis(4400));
    let (slow, quick) = (
        Pace {
            speed: 0.5,
            ..Pace::READING
        },
        Pace {
            speed: 2.0,
            ..Pace::READING
        },
    );
    assert!(end("space", slow) > end("space", quick));
    // Who leaves does nothing more.
    assert_eq!(end("q space space", fixed), end("q", fixed));
}

#[test]
fn every_feature_is_played_at_every_size() {
    let everything = tour(EVERYTHING);
    for (width, height) in [(40, 12), (80, 24), (300, 100)] {
        let size = Size::new(width, height);
        let player = Player::new([Arc::clone(&everything)].into());
        let look = Look::new(size, ThemeName::Light, ANYWHERE);
        let recording = recording::tour(Session::new(player, look), Pace::READING);
        let count = everything.editions()[0].station_count();
        assert!(!stations(&recording).is_empty() && count > 0);
        let mut emulator = vt100::Parser::new(height, width, 0);
        for event in &recording.events {
            if let What::Output(text) = &event.what {
                emulator.process(text.as_bytes());
            }
        }
        assert_eq!(emulator.screen().contents().trim(), "");
        assert!(!emulator.screen().alternate_screen() && !emulator.screen().hide_cursor());
    }
}

fn docent(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_docent"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::null())
        .output()
        .expect("docent runs")
}

#[test]
fn what_is_typed_wrong_is_told_and_nothing_is_written() {
    for (wrong, told) in [
        (
            &["--keys", "space spcae"][..],
            "character 7: `spcae` is no key; did you mean `space`?",
        ),
        (&["--keys", "x*0 wait:5"], "character 1: `x*0`"),
        (&["--keys", "x*0 wait:5"], "character 5: `wait:5`"),
        (&["--keys", "/ \"camp"], "character 3"),
        (&["--keys", "space*99999"], "does not say how often"),
        (&["--keys", "size:10x10"], "40x12"),
        (&["--size", "39x24"], "40x12"),
        (&["--size", "80"], "80x24"),
        (&["--station", "nowhere"], "no station `nowhere`"),
        (&["--language", "fr"], "en, "),
        (&["--pause", "5"], "1m30s"),
        (&["--speed", "0"], "0.25"),
        (&["--speed", "NaN"], "0.25"),
        (&["--speed", "2", "--pause", "2s"], "cannot be used with"),
        (&["--format-version", "1"], "2, 3"),
    ] {
        let output = docent(&[&["export", "asciicast", "karlag"], wrong].concat());
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(2), "{wrong:?}: {said}");
        assert!(said.contains(told), "{wrong:?}: {said}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn a_station_can_be_the_beginning() {
    let arguments = ["export", "asciicast", "handbook", "--station", "charts"];
    let output = docent(&[&arguments[..], &["--keys", "space"]].concat());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let (_, events) = read(&text, Version::Three);
    let marks: Vec<_> = events.iter().filter(|event| event.1 == "m").collect();
    assert_eq!(marks.len(), 1);
    assert_eq!(marks[0].2, "8. Charts");
}

/// Runs a command where there is a terminal, as asciinema wants one; what it prints goes to a file.
fn printed(command: &str, folder: &Path) -> String {
    let shell = format!("{command} > printed 2> told");
    let ran = Command::new("script")
        .args(["-qec", &shell, "/dev/null"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .output()
        .expect("script runs");
    let told = fs::read_to_string(folder.join("told")).unwrap_or_default();
    assert!(ran.status.success(), "{command}: {told}");
    fs::read_to_string(folder.join("printed")).expect("UTF-8")
}

#[test]
fn asciinema_prints_what_was_recorded() {
    if !are_installed(&["asciinema", "script"], "casts in asciinema") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let recording = recording::tour(session(&karlag(), "en"), Pace::READING);
    let all = recording.events.iter().map(|event| match &event.what {
        What::Output(text) => text.as_str(),
        What::Station(_) | What::Resize(_) => "",
    });
    let all: String = all.collect();
    let two = folder.path().join("two.cast");
    fs::write(two, cast(&recording, Version::Two)).expect("written");
    // Newer ones join casts of either version and take two at least.
    let version = printed("asciinema --version", folder.path());
    if version.contains(" 2.") {
        assert_eq!(printed("asciinema cat two.cast", folder.path()), all);
        return;
    }
    let three = folder.path().join("three.cast");
    fs::write(three, cast(&recording, Version::Three)).expect("written");
    for (from, to) in [("three", "asciicast-v2"), ("two", "asciicast-v3")] {
        let converted = printed(
            &format!("asciinema convert -f {to} {from}.cast -"),
            folder.path(),
        );
        let version = if from == "two" {
            Version::Three
        } else {
            Version::Two
        };
        let (_, events) = read(&converted, version);
        let outputs = events.iter().filter(|event| event.1 == "o");
        let outputs: String = outputs.map(|event| event.2.as_str()).collect();
        assert_eq!(outputs, all, "{from}");
    }
}
