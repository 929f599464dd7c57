//! The program's own catalogues, and one from an educator.

use std::path::Path;
use std::sync::Arc;

use super::read::read;
use super::*;
use crate::diagnostic::Place;
use crate::tour::{Date, Period};

fn file(name: &str, text: &str) -> Arc<SourceFile> {
    SourceFile::new(name, text.to_owned())
}

#[test]
fn every_catalogue_has_every_phrase_with_the_same_places() {
    for (language, text) in [
        ("en", include_str!("en.toml")),
        ("ru", include_str!("ru.toml")),
        ("kk", include_str!("kk.toml")),
    ] {
        let mut words = ENGLISH.clone();
        let name = format!("{language}.toml");
        let reading = read(&file(&name, text), &identifier(language), &mut words);
        assert!(
            reading.missing.is_empty(),
            "{language}: {:?}",
            reading.missing
        );
        assert!(
            reading.faults.is_empty(),
            "{language}: {:#?}",
            reading.faults
        );
    }
}

#[test]
fn no_phrase_is_empty_and_no_hint_is_long() {
    fn each(path: &str, section: &mut dyn Section) {
        for (name, slot) in section.slots() {
            match slot {
                Slot::Phrase(phrase) => {
                    assert!(!phrase.is_empty(), "{path}{name}");
                    let is_hint = path == "hints.";
                    assert!(!is_hint || phrase.chars().count() <= 12, "{path}{name}");
                }
                Slot::Plural(plural) => assert!(plural.sample().is_some(), "{path}{name}"),
                Slot::Section(section) => each(&format!("{path}{name}."), section),
            }
        }
    }
    for language in ["en", "ru", "kk"] {
        each("", &mut Words::of(language).clone());
    }
}

#[test]
fn a_count_takes_the_form_of_its_language() {
    let table = [
        (
            "en",
            "0 stations, 1 station, 2 stations, 5 stations, 11 stations, 21 stations, 22 stations, 101 stations, 111 stations",
        ),
        (
            "ru",
            "0 остановок, 1 остановка, 2 остановки, 5 остановок, 11 остановок, 21 остановка, 22 остановки, 101 остановка, 111 остановок",
        ),
        (
            "kk",
            "0 аялдама, 1 аялдама, 2 аялдама, 5 аялдама, 11 аялдама, 21 аялдама, 22 аялдама, 101 аялдама, 111 аялдама",
        ),
    ];
    for (language, expected) in table {
        let stations = &Words::of(language).stations;
        let counted = [0, 1, 2, 5, 11, 21, 22, 101, 111].map(|count| stations.count(count));
        assert_eq!(counted.join(", "), expected);
    }
    assert_eq!(Words::of("ru").minutes.count(21), "около 21 минуты");
    assert_eq!(Words::of("ru").search_hits.count(3), "Найдено 3 места");
}

#[test]
fn numbers_are_written_as_the_language_does() {
    let table = [
        (655.0, "655", "655"),
        (2103.0, "2,103", "2\u{a0}103"),
        (1_234_567.5, "1,234,567.5", "1\u{a0}234\u{a0}567,5"),
        (-1000.0, "−1,000", "−1\u{a0}000"),
        (0.25, "0.25", "0,25"),
    ];
    for (value, english, russian) in table {
        assert_eq!(Words::of("en").number(value), english);
        assert_eq!(Words::of("ru").number(value), russian);
        assert_eq!(Words::of("kk").number(value), russian);
    }
    assert_eq!(ENGLISH.share(655.0, 2103.0), "655 of 2,103 (31 %)");
    assert_eq!(
        Words::of("kk").share(655.0, 2103.0),
        "2\u{a0}103 ішінен 655 (31\u{a0}%)"
    );
    assert_eq!(Words::of("ru").coordinates(49.668, -72.5), "49,67; −72,5");
}

#[test]
fn dates_are_written_as_the_language_does() {
    let year = |year| Date {
        year,
        month: None,
        day: None,
    };
    let month = |year, month| Date {
        year,
        month: Some(month),
        day: None,
    };
    let day = |year, month, day| Date {
        year,
        month: Some(month),
        day: Some(day),
    };
    let at = |from, to, approximate| Period {
        from,
        to,
        approximate,
    };
    let table = [
        (
            at(day(2022, 1, 22), None, false),
            "22 January 2022",
            "22 января 2022 года",
            "2022 жылғы 22 қаңтар",
        ),
        (
            at(month(2022, 1), None, false),
            "January 2022",
            "январь 2022",
            "2022 жылғы қаңтар",
        ),
        (
            at(year(1938), None, true),
            "about 1938",
            "примерно 1938",
            "шамамен 1938",
        ),
        (
            at(year(1941), Some(year(1952)), false),
            "1941–1952",
            "1941–1952",
            "1941–1952",
        ),
        (
            at(month(1941, 5), Some(year(1952)), false),
            "May 1941 – 1952",
            "май 1941 — 1952",
            "1941 жылғы мамыр — 1952",
        ),
        (
            at(day(-43, 3, 15), None, false),
            "15 March 44 BC",
            "15 марта 44 года до н. э.",
            "б. з. д. 44 жылғы 15 наурыз",
        ),
        (
            at(year(-43), Some(year(14)), false),
            "44 BC – 14",
            "44 до н. э. — 14",
            "б. з. д. 44 — 14",
        ),
    ];
    for (period, english, russian, kazakh) in table {
        let printed = ["en", "ru", "kk"].map(|language| Words::of(language).period(&period));
        assert_eq!(printed, [english, russian, kazakh]);
    }
}

#[test]
fn a_catalogue_is_known_by_its_name() {
    for (name, language) in [
        ("words.de.toml", Some("de")),
        ("a/b/words.pt-BR.toml", Some("pt-BR")),
        ("words.zh-Hant.toml", Some("zh-Hant")),
        ("words.toml", None),
        ("tour.de.toml", None),
        ("words.d.toml", None),
        ("words.backup.toml", None),
        ("words.de.bak.toml", None),
        ("words.de.txt", None),
    ] {
        assert_eq!(catalogue_language(Path::new(name)), language, "{name}");
    }
}

#[test]
fn what_a_catalogue_lacks_stands_in_english_and_counts_in_english() {
    let text = "begin = 'Rundgang beginnen'\nstation_of = '{count}, davon {station}'\nminutes.one = 'etwa {count} Minute'\nminutes.other = 'etwa {count} Minuten'\nleave = '{oops}'\n";
    let words = Words::with("de", &file("words.de.toml", text));
    assert_eq!(&*words.name, "Deutsch");
    assert_eq!(&*words.begin, "Rundgang beginnen");
    assert_eq!(&*words.leave, "Leave");
    assert_eq!(words.minutes.count(2), "etwa 2 Minuten");
    assert_eq!(words.stations.count(1), "1 station");
    let polish = "stations.one = '{count} stacja'\nstations.few = '{count} stacje'\nstations.many = '{count} stacji'\nstations.other = '{count} stacji'\n";
    let words = Words::with("pl", &file("words.pl.toml", polish));
    let counted = [1, 2, 5, 12, 22].map(|count| words.stations.count(count));
    assert_eq!(
        counted,
        ["1 stacja", "2 stacje", "5 stacji", "12 stacji", "22 stacje"]
    );
    assert_eq!(words.minutes.count(22), "about 22 minutes");
}

/// What `check` says, a line a fault.
fn told(name: &str, text: &str) -> Vec<String> {
    let languages = ["en", "ru", "de", "pl"].map(str::to_owned);
    let faults = check::check(&file(name, text), &languages);
    let line = |fault: &crate::diagnostic::Diagnostic| {
        let (line, column) = fault.place.as_ref().map_or((0, 0), Place::line_column);
        let help = fault.help.as_deref().unwrap_or_default();
        format!("{line}:{column} {} {} | {help}", fault.code, fault.message)
    };
    let mut lines: Vec<_> = faults.iter().map(line).collect();
    lines.sort();
    lines
}

#[test]
fn faults_of_a_catalogue_have_their_places() {
    for (text, expected) in [
        ("begin = 'Los'\n", vec![]),
        (
            "beginn = 'Los'\n",
            vec!["1:1 unknown-key there is no phrase `beginn` | did you mean `begin`?"],
        ),
        (
            "[hints]\nnxt = 'x'\n",
            vec!["2:1 unknown-key there is no phrase `nxt` in `hints` | did you mean `next`?"],
        ),
        (
            "# Ä\nstation_of = 'Станция {statoin} из {count}'\n",
            vec![
                "2:23 words-placeholder nothing is filled in at `{statoin}` here | did you mean `{station}`?",
            ],
        ),
        (
            "station_of = 'Станция {station}'\n",
            vec![
                "1:14 words-placeholder this phrase lacks {count} | put it where your language has it",
            ],
        ),
        (
            "begin = 'Los {'\n",
            vec![
                "1:14 words-placeholder nothing is filled in at `{` here | this phrase has no places to be filled in; leave it out",
            ],
        ),
        (
            "stations = { one = 'одна', few = '{n} станции', many = '', other = '{count}' }\n",
            vec![
                "1:12 words-plural `stations` lacks many | `ru` counts by one, few, many, other",
                "1:35 words-placeholder nothing is filled in at `{n}` here | the places of this phrase are {count}",
            ],
        ),
        (
            "stations.one = '{count}'\nstations.two = '{count}'\nstations.other = '{count}'\n",
            vec![
                "1:1 words-plural `stations` lacks few and many | `ru` counts by one, few, many, other",
                "2:10 words-plural `ru` has no use for the form `two` | ",
            ],
        ),
        (
            "stations = '{count}'\n",
            vec![
                "1:12 type expected a form for each way to count, such as stations.one = \"…\" and stations.other = \"…\" | ",
            ],
        ),
        ("hints = 3\n", vec!["1:9 type expected a table [hints] | "]),
        (
            "begin = 3\n",
            vec!["1:9 type expected a text in quotation marks | "],
        ),
        (
            "begin = \"a\\u0007\"\n",
            vec![
                "1:9 forbidden-character a phrase may not hold the character U+0007 a control character | ",
            ],
        ),
        (
            "[hints]\nnext = 'следующая остановка'\n",
            vec![
                "2:8 words-long this takes 19 cells in the line of keys | find a word of at most 16 letters",
            ],
        ),
    ] {
        assert_eq!(told("words.ru.toml", text), expected, "{text}");
    }
    let broken = told("words.de.toml", "begin = 'Los'\nleave = \n");
    assert!(
        broken.len() == 1 && broken[0].starts_with("2:"),
        "{broken:?}"
    );
    let unused = told("words.fr.toml", include_str!("en.toml"));
    assert_eq!(unused.len(), 1 + 13, "{unused:?}");
    assert!(
        unused.iter().any(|it| it.contains("words-unused")),
        "{unused:?}"
    );
}

#[test]
fn what_a_new_language_lacks_is_told_once() {
    let whole = include_str!("en.toml");
    assert_eq!(told("words.de.toml", whole), Vec::<String>::new());
    let without = whole
        .replace("begin = \"Begin the tour\"\n", "")
        .replace("search = \"search\"\n", "");
    let blank = whole
        .replace("begin = \"Begin the tour\"\n", "begin = ''\n")
        .replace("thousands = \",\"", "thousands = ''")
        .replace("search = \"search\"\n", "search = ' '\n");
    assert_eq!(
        told("words.de.toml", &blank),
        told("words.de.toml", &without)
    );
    assert_eq!(
        told("words.de.toml", &without),
        [
            "1:1 words-missing some phrases are missing, and are shown in English | add begin, hints.search"
        ]
    );
}

#[test]
fn reading_any_text_ends_and_its_places_lie_in_the_file() {
    let whole = include_str!("ru.toml");
    for cut in (0..whole.len())
        .filter(|at| whole.is_char_boundary(*at))
        .step_by(97)
    {
        let torn = format!(
            "{}{}",
            &whole[..cut],
            whole.get(cut + 11..).unwrap_or_default()
        );
        for text in [
            &whole[cut..],
            &whole[..cut],
            &torn,
            &format!("\u{feff}{torn}"),
        ] {
            told("words.pl.toml", text);
        }
    }
}
