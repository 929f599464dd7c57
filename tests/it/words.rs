//! The program's own words: a visit in each language, and a catalogue from an educator.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, LazyLock};

use docent::diagnostic::{Diagnostic, Severity};
use docent::glyphs::{Colours, Glyphs};
use docent::plain::{Plain, whole};
use docent::player::Player;
use docent::tour::{Tour, TourFiles};
use ratatui::layout::Size;

use crate::properties::EVERYTHING;
use crate::visit::Visit;

static TOUR: LazyLock<Arc<Tour>> = LazyLock::new(|| {
    let files = TourFiles::from_text("test", EVERYTHING)
        .with_translation("tour.ru.toml", include_str!("words/everything.ru.toml"))
        .with_translation("tour.kk.toml", include_str!("words/everything.kk.toml"));
    let (tour, faults) = Tour::load(files);
    let is_error = |fault: &Diagnostic| fault.severity == Severity::Error;
    assert!(!faults.iter().any(is_error), "{faults:#?}");
    Arc::new(tour.expect("a tour"))
});

/// A tour in English, Kazakh and Russian.
pub(crate) fn tour() -> Arc<Tour> {
    Arc::clone(&TOUR)
}

/// A visitor at its title.
pub(crate) fn visit() -> Visit {
    Visit::tours(&[tour()])
}

pub(crate) const IN_KAZAKH: &str = "l home down enter ";
pub(crate) const IN_RUSSIAN: &str = "l home down down enter ";
pub(crate) const BEGIN: &str = "down enter enter ";
/// To the choices at the end of the second station, which has a notice.
const THROUGH_YARD: &str = "2 enter enter enter space space space space space space space ";

/// What is on screen after each of these keys, one under the other.
fn screens(language: &str, size: (u16, u16), keys: &[&str]) -> String {
    let mut shown = String::new();
    for keys in keys {
        let screen = visit()
            .size(size.0, size.1)
            .keys(language)
            .keys(keys)
            .screen();
        let _ = writeln!(shown, "[{keys}]\n{}\n", screen.trim_end());
    }
    shown
}

const PLACES: [&str; 4] = [
    "",
    "down enter enter",
    "down enter enter t",
    "down enter enter 2 enter",
];

#[test]
fn a_visit_in_russian() {
    insta::assert_snapshot!(screens(IN_RUSSIAN, (80, 24), &PLACES));
}

#[test]
fn a_visit_in_kazakh() {
    insta::assert_snapshot!(screens(IN_KAZAKH, (80, 24), &PLACES));
}

#[test]
fn help_in_russian_and_kazakh() {
    let mut shown = screens(IN_RUSSIAN, (80, 32), &["F1"]);
    shown += &screens(IN_KAZAKH, (80, 32), &["F1"]);
    insta::assert_snapshot!(shown);
}

#[test]
fn on_the_smallest_screen_the_first_hints_are_whole() {
    let mut shown = screens(IN_RUSSIAN, (40, 12), &["", "down enter enter", "l"]);
    shown += &screens(IN_KAZAKH, (40, 12), &["", "down enter enter", "l"]);
    insta::assert_snapshot!(shown);
}

/// Keys to each page of the tour, and to each message.
fn everywhere() -> Vec<String> {
    let panes = "s n b m t g f l ? / ."
        .split(' ')
        .map(|pane| format!("{BEGIN}{pane}"));
    let others = [
        "",
        "down enter",
        "9",
        "9 enter",
        "p",
        "p p",
        "/ q",
        "/ ә",
        "3 enter space",
    ];
    let others = others.map(|keys| format!("{BEGIN}{keys}"));
    let yard = (0..8).map(|steps| {
        let keys = THROUGH_YARD.split_inclusive(' ').take(2 + steps);
        format!("{BEGIN}{}", keys.collect::<String>())
    });
    panes
        .chain(others)
        .chain(yard)
        .chain([String::new()])
        .collect()
}

/// The words in Latin letters that are no names of keys, and do not stand in the tour's sources,
/// credits and authors.
fn english(text: &str) -> Vec<&str> {
    let known = "Enter Esc Backspace PgUp PgDn Home End Tab Shift F1 docent English \
        s n b m t g f p l q \
        Ann Ben Author The Book Press Museum CC CC0 BY Image by The author see \
        Persons in the history of the camp https example org a long path everything";
    let known: BTreeSet<&str> = known.split_whitespace().collect();
    let words = text.split(|char: char| !char.is_ascii_alphanumeric());
    words
        .filter(|word| word.starts_with(|char: char| char.is_ascii_alphabetic()))
        .filter(|word| !known.contains(word))
        .collect()
}

#[test]
fn no_english_word_is_left_over() {
    let everywhere = everywhere();
    for (language, size) in [
        (IN_RUSSIAN, (80, 24)),
        (IN_KAZAKH, (80, 24)),
        (IN_RUSSIAN, (120, 40)),
        (IN_KAZAKH, (40, 12)),
    ] {
        for keys in &everywhere {
            let mut visit = visit().size(size.0, size.1).keys(language).keys(keys);
            for _ in 0..3 {
                let screen = visit.screen();
                let english = english(&screen);
                assert!(english.is_empty(), "{keys}: {english:?} in\n{screen}");
                visit.press("pgdn");
            }
        }
    }
}

#[test]
fn no_english_word_is_left_over_in_print() {
    for language in ["ru_RU.UTF-8", "kk"] {
        let player = Player::new([Arc::clone(&TOUR)].into()).in_language(language);
        let mut printed = String::new();
        whole(&player, &mut printed);
        let mut plain = Plain::new(player);
        for line in ["?", "1", "?", "2", "2", "", "11", "қ", "7"] {
            plain.say(&mut printed);
            plain.take(line, &mut printed);
        }
        let english: Vec<_> = english(&printed);
        assert!(english.is_empty(), "{english:?} in\n{printed}");
    }
}

#[test]
fn the_step_is_kept_from_language_to_language() {
    let mut visit = visit().keys(BEGIN).keys("space");
    for (language, words, station) in [
        (IN_KAZAKH, "Екінші сөздер", "1-аялдама, барлығы 3"),
        (IN_RUSSIAN, "Вторые слова", "Остановка 1 из 3"),
        ("l home enter ", "The secondword", "Station 1 of 3"),
    ] {
        visit.press(language);
        let screen = visit.screen();
        assert!(
            screen.contains(words) && screen.contains(station),
            "{screen}"
        );
    }
}

#[test]
fn a_draft_is_called_one_in_its_own_language() {
    let russian = "Этот перевод ещё не проверен.";
    let kazakh = "Бұл аударма әлі тексерілген жоқ.";
    let title = visit().keys(IN_RUSSIAN).screen();
    assert!(title.contains(russian), "{title}");
    let station = visit().keys(IN_KAZAKH).keys(BEGIN).screen();
    assert!(station.contains(kazakh), "{station}");
    let languages = visit().keys(BEGIN).keys("l").screen();
    for words in ["Русский", russian, "Қазақша", kazakh, "English"] {
        assert!(languages.contains(words), "{languages}");
    }
}

#[test]
fn a_cyrillic_keyboard_does_the_same_except_in_a_search() {
    for (cyrillic, latin) in [
        ("ы", "s"),
        ("и", "b"),
        ("т", "n"),
        ("д", "l"),
        (".", "/"),
        ("№", "/"),
    ] {
        let with = |key: &str| visit().keys(IN_RUSSIAN).keys(BEGIN).keys(key).screen();
        assert_eq!(with(cyrillic), with(latin), "{cyrillic}");
    }
    let screen = visit().keys(IN_RUSSIAN).keys(BEGIN).keys(". зыд").screen();
    assert!(screen.contains("Поиск: зыд"), "{screen}");
}

#[test]
fn letters_and_spaces_have_a_place_on_a_terminal_without_unicode() {
    let visit = visit()
        .keys(IN_RUSSIAN)
        .keys(BEGIN)
        .keys(THROUGH_YARD)
        .look(Glyphs::Ascii, Colours::Sixteen);
    let below = visit.screen();
    let whole = below.is_ascii() && below.contains("- ^ vyshe yest' yeshcho --");
    assert!(whole, "{below}");
    let chart = visit.size(80, 60).screen();
    assert!(chart.contains("655 iz 2 103 (31 %)"), "{chart}");
    for (language, keys) in everywhere().iter().map(|keys| (IN_KAZAKH, keys)) {
        for (width, height) in [(120, 40), (40, 12)] {
            let visit = self::visit().size(width, height).keys(language).keys(keys);
            let screen = visit.look(Glyphs::Ascii, Colours::Mono).screen();
            assert!(screen.is_ascii(), "{keys}: {screen}");
        }
    }
}

const GERMAN_TOUR: &str = "format = 1\ntitle = 'Rundgang'\nlanguage = 'de'\n[[station]]\nid = 'tor'\ntitle = 'Das Tor'\ntext = 'Hier stand ein Tor.'\n[[event]]\ndate = '1938-04-09'\ntext = 'Es wurde gebaut.'\nsource = 'tore'\n[[source]]\nid = 'tore'\ntype = 'book'\ntitle = 'Tore'\nissued = 1950\nlanguage = 'de'\n";

const GERMAN_WORDS: &str = "\
begin = 'Rundgang beginnen'
station_of = 'Station {station} von {count}'
stations.one = '{count} Station'
stations.other = '{count} Stationen'
timeline = 'Zeittafel'
[hints]
next = 'weiter'
[dates]
day = '{day}. {month} {year}'
[months_with_day]
april = 'April'
";

/// What `docent check` prints about a folder with these files.
fn check(folder: &Path, files: &[(&str, &str)]) -> String {
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("a file");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_docent"))
        .args(["check", "."])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("docent runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn an_educator_adds_a_language_beside_the_tour() {
    let files = TourFiles::from_text("test", GERMAN_TOUR).with_words("words.de.toml", GERMAN_WORDS);
    let (tour, faults) = Tour::load(files);
    let codes: Vec<_> = faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["words-missing"]);
    let tours = [Arc::new(tour.expect("a tour"))];
    let title = Visit::tours(&tours).screen();
    assert!(title.contains("1 Station\n"), "{title}");
    assert!(title.contains("Rundgang beginnen"), "{title}");
    let station = Visit::tours(&tours).keys("space").screen();
    assert!(station.contains("Station 1 von 1"), "{station}");
    assert!(station.contains("Space weiter  ← previous"), "{station}");
    let timeline = Visit::tours(&tours).keys("space t").screen();
    assert!(
        timeline.contains("9. April 1938 — Es wurde gebaut."),
        "{timeline}"
    );
}

#[test]
fn its_words_are_found_on_the_disk_and_are_no_tour() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = [
        ("rundgang.toml", GERMAN_TOUR),
        ("words.de.toml", GERMAN_WORDS),
    ];
    let printed = check(folder.path(), &files);
    assert!(printed.contains("warning[words-missing]"), "{printed}");
    assert!(printed.contains("words.de.toml:1:1"), "{printed}");
    assert!(printed.ends_with("1 warning\n"), "{printed}");
    let played = Command::new(env!("CARGO_BIN_EXE_docent"))
        .args(["play", "words.de.toml"])
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .output()
        .expect("docent runs");
    let played = String::from_utf8(played.stdout).expect("UTF-8");
    assert!(played.contains("Station 1 von 1: Das Tor"), "{played}");
}

#[test]
fn phrases_of_a_language_that_is_there_can_be_said_otherwise() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = [
        ("tour.toml", EVERYTHING),
        ("tour.ru.toml", include_str!("words/everything.ru.toml")),
        ("words.ru.toml", "begin = 'Войти'\n"),
        ("words.en.toml", "begin = 'Come in'\n"),
    ];
    let said = check(folder.path(), &files);
    assert!(
        !said.contains("words.") && !said.contains("error"),
        "{said}"
    );
    let play = |language: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_docent"))
            .args(["play", "--plain", "."])
            .current_dir(folder.path())
            .env("LC_ALL", language)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .and_then(|mut docent| {
                std::io::Write::write_all(&mut docent.stdin.take().expect("piped"), b"?\n")?;
                docent.wait_with_output()
            });
        String::from_utf8(output.expect("docent runs").stdout).expect("UTF-8")
    };
    assert!(play("ru_RU.UTF-8").contains("1 Войти\n2 Выйти\n"));
    assert!(play("C").contains("1 Come in\n2 Leave\n"));
}

#[test]
fn faults_of_an_educators_words_are_told_with_their_places() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = "# Wörter\nbegn = 'Los'\nstation_of = 'Station {stop} von {count}'\nstations.other = '{count} Stationen'\n[hints]\nnext = 'zur nächsten Station'\n";
    let files = [
        ("tour.toml", GERMAN_TOUR),
        ("words.de.toml", words),
        ("words.fr.toml", "begin = 'Entrer'\n"),
    ];
    let printed = check(folder.path(), &files);
    insta::assert_snapshot!(printed);
}

#[test]
fn several_tours_are_offered_and_opened_in_the_visitors_language() {
    let english = "format = 1\ntitle = 'Gate'\nlanguage = 'en'\n[[station]]\nid = 'gate'\ntitle = 'The gate'\ntext = 'Words.'\n";
    let russian = "translates = 'tour.toml'\nlanguage = 'ru'\nstatus = 'draft'\ntitle = 'Ворота'\n[[station]]\nid = 'gate'\ntitle = 'Ворота'\ntext = 'Слова.'\n";
    let other = TourFiles::from_text("other", english.replace("Gate", "Other"));
    let gate = TourFiles::from_text("gate", english).with_translation("tour.ru.toml", russian);
    let tours: Vec<_> = [other, gate]
        .map(|files| Arc::new(Tour::load(files).0.expect("a tour")))
        .into();
    let player = Player::new(tours.into()).in_language("ru_RU.UTF-8");
    let mut visit = Visit::of(player, Size::new(80, 24));
    let lobby = visit.screen();
    assert!(lobby.contains("Выберите экскурсию"), "{lobby}");
    assert!(
        lobby.contains("Other") && lobby.contains("Ворота"),
        "{lobby}"
    );
    visit.press("down enter");
    let title = visit.screen();
    assert!(
        title.contains("Ворота") && title.contains("Начать"),
        "{title}"
    );
    visit.press("backspace");
    assert!(
        visit.screen().contains("Выберите экскурсию"),
        "{}",
        visit.screen()
    );
}
