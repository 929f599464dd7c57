//! Whatever an editor, a careless hand or an accident does to a tour: `check` ends, every fault points
//! into its file, every format tells it, and the order of the tables tells the same faults.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use docent::diagnostic::human::{Style, blocks};
use docent::diagnostic::{Diagnostic, codes, json, short};
use docent::tour::{AssetError, Assets, Tour, TourFiles};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::properties::EVERYTHING;

/// Pieces of TOML and Markdown that break things.
const PIECES: &[&str] = &[
    "\"",
    "\"\"\"",
    "'",
    "'''",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\\",
    "\\u20",
    "\\u202E",
    "#",
    "\n---\n",
    "\n\n---\n\n",
    "[^",
    "[^papers]",
    "[@a",
    "[@book, p. 1]",
    "](",
    "](term:zek)",
    "*",
    "**",
    "_",
    "`",
    "<b>",
    "\n> ",
    "\n1. ",
    "\n    ",
    "\u{feff}",
    "\u{202e}",
    "\u{200d}",
    "👩\u{200d}👧",
    "e\u{301}\u{301}\u{301}",
    "\0",
    "\u{1b}[2J",
    "я",
    "“",
    "”",
    "\n[[station]]\n",
    "\n[[station.step]]\n",
    "\n[station.step]\n",
    "\n[notes]\n",
    "\n[glossary.x]\n",
    "\n[[figure]]\nid = \"plan\"\n",
    "\n[[source]]\n",
    "\n[[event]]\ndate = \"1938-13\"\n",
    "\n[map]\noutline = \"../x\"\n",
    "\n[nonsense]\n",
    "\nid = \"hall\"\n",
    "\nformat = 2\n",
    "\nlanguage = \"kk\"\n",
    "\ntext = \"x\"\n",
    "\nstation = [{ id = \"a\" }]\n",
    "\nnotes = { a = \"b\" }\n",
    "\na.b.c = 1\n",
    "at = { lat = 1e400, lon = nan }",
    "choose = []",
    "answers = [{}]",
    "minutes = -1",
    "hold = \"99999999999999999999m\"",
    "9223372036854775808",
    "1979-05-27T07:32:00Z",
    "0x",
];

/// What is done to a text; places are shares of it.
#[derive(Debug, Clone)]
enum Change {
    Insert(Index, usize),
    Delete(Index, usize),
    Replace(Index, usize, usize),
    /// A run of characters, put somewhere else once more.
    Copy(Index, usize, Index),
    Truncate(Index),
    Swap(Index, Index),
    SwapLines(Index, Index),
    DeleteLine(Index),
    DoubleLine(Index),
    SwapSections(Index, Index),
    DoubleSection(Index),
    DeleteSection(Index),
    /// So many brackets inside each other.
    Nest(Index, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    let piece = 0..PIECES.len();
    prop_oneof![
        6 => (at(), piece.clone()).prop_map(|(at, piece)| Change::Insert(at, piece)),
        3 => (at(), 1..40_usize).prop_map(|(at, length)| Change::Delete(at, length)),
        3 => (at(), 0..20_usize, piece).prop_map(|(at, length, piece)| Change::Replace(at, length, piece)),
        2 => (at(), 1..200_usize, at()).prop_map(|(at, length, to)| Change::Copy(at, length, to)),
        1 => at().prop_map(Change::Truncate),
        2 => (at(), at()).prop_map(|(a, b)| Change::Swap(a, b)),
        2 => (at(), at()).prop_map(|(a, b)| Change::SwapLines(a, b)),
        2 => at().prop_map(Change::DeleteLine),
        2 => at().prop_map(Change::DoubleLine),
        1 => (at(), at()).prop_map(|(a, b)| Change::SwapSections(a, b)),
        1 => at().prop_map(Change::DoubleSection),
        1 => at().prop_map(Change::DeleteSection),
        1 => (at(), 1..300_usize).prop_map(|(at, depth)| Change::Nest(at, depth)),
    ]
}

/// A text after all changes, each character of it one, so that places stay on their boundaries.
fn changed(text: &str, changes: &[Change]) -> String {
    changes
        .iter()
        .fold(text.to_owned(), |text, change| one_change(&text, change))
}

fn one_change(text: &str, change: &Change) -> String {
    match change {
        Change::SwapLines(..) | Change::DeleteLine(_) | Change::DoubleLine(_) => {
            let mut lines: Vec<_> = text.split_inclusive('\n').collect();
            in_parts(&mut lines, change);
            lines.concat()
        }
        Change::SwapSections(..) | Change::DeleteSection(_) | Change::DoubleSection(_) => {
            let mut sections = sections(text);
            in_parts(&mut sections, change);
            sections.concat()
        }
        _ => {
            let mut chars: Vec<char> = text.chars().collect();
            in_chars(&mut chars, change);
            chars.into_iter().collect()
        }
    }
}

fn in_parts(parts: &mut Vec<&str>, change: &Change) {
    if parts.is_empty() {
        return;
    }
    match change {
        Change::SwapLines(a, b) | Change::SwapSections(a, b) => {
            let (a, b) = (a.index(parts.len()), b.index(parts.len()));
            parts.swap(a, b);
        }
        Change::DeleteLine(at) | Change::DeleteSection(at) => {
            parts.remove(at.index(parts.len()));
        }
        Change::DoubleLine(at) | Change::DoubleSection(at) => {
            let at = at.index(parts.len());
            parts.insert(at, parts[at]);
        }
        _ => {}
    }
}

fn in_chars(chars: &mut Vec<char>, change: &Change) {
    let length = chars.len();
    let place = |at: &Index| at.index(length + 1);
    let end = |at: usize, count: usize| (at + count).min(length);
    match change {
        Change::Insert(at, piece) => {
            let at = place(at);
            chars.splice(at..at, PIECES[*piece].chars());
        }
        Change::Delete(at, count) => {
            let at = place(at);
            chars.drain(at..end(at, *count));
        }
        Change::Replace(at, count, piece) => {
            let at = place(at);
            chars.splice(at..end(at, *count), PIECES[*piece].chars());
        }
        Change::Copy(at, count, to) => {
            let at = place(at);
            let run = chars[at..end(at, *count)].to_vec();
            let to = place(to);
            chars.splice(to..to, run);
        }
        Change::Truncate(at) => chars.truncate(place(at)),
        Change::Swap(a, b) if length > 0 => chars.swap(a.index(length), b.index(length)),
        Change::Nest(at, depth) => {
            let at = place(at);
            let opened = if depth % 2 == 0 { "[" } else { "{ a = " };
            chars.splice(at..at, opened.repeat(*depth).chars());
        }
        _ => {}
    }
}

/// How the tables begin that belong to the one above them.
const INNER: [&str; 4] = ["[[station.", "[station.", "[[figure.", "[[chart."];

/// A text cut before each line that begins a table of its own.
fn sections(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let header = plain(line);
        if header.starts_with('[') && !INNER.iter().any(|it| header.starts_with(it)) {
            cuts.push(at);
        }
        at += line.len();
    }
    cuts.push(text.len());
    cuts.windows(2).map(|cut| &text[cut[0]..cut[1]]).collect()
}

/// Whether all inner tables of a section belong to its first one, and not to the last of their kind before.
fn is_whole(section: &str) -> bool {
    let owner = plain(section);
    let mut inner = section.lines().map(plain);
    inner.all(|header| {
        let of = INNER.iter().find(|it| header.starts_with(*it));
        let of = of.map(|it| it.trim_matches(['[', '.']));
        of.is_none_or(|name| owner.starts_with(&format!("[[{name}]]")))
    })
}

/// A header in the simplest way to write it.
fn plain(line: &str) -> String {
    let first = line.lines().next().unwrap_or_default();
    first.replace([' ', '\t', '"', '\''], "")
}

/// A tour and its translations, and every other file a tour may name.
struct Original {
    main: String,
    translations: Vec<(String, String)>,
}

static ORIGINALS: LazyLock<Vec<Original>> = LazyLock::new(|| {
    let russian = "translates = \"tour.toml\"\nlanguage = \"ru\"\nstatus = \"draft\"\ntitle = \"Всё\"\n\n[[station]]\nid = \"hall\"\ntitle = \"Зал\"\ntext = \"\"\"\nПервое слово, и [зэк](term:zek).[^papers]\n\n---\n\nВторое.[@book, с. 15]\n\"\"\"\n\n[notes]\npapers = \"Бумаги.[@book]\"\n\n[[event]]\ntext = \"Что-то.\"\n";
    vec![
        Original {
            main: EVERYTHING.to_owned(),
            translations: vec![("tour.ru.toml".to_owned(), russian.to_owned())],
        },
        Original {
            main: include_str!("faults.toml").to_owned(),
            translations: vec![("tour.ru.toml".to_owned(), russian.to_owned())],
        },
        karlag(),
    ]
});

fn karlag() -> Original {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tours/karlag");
    let read = |name: &str| fs::read_to_string(folder.join(name)).ok();
    let translations = ["tour.kk.toml", "tour.ru.toml"];
    Original {
        main: read("tour.toml").expect("the tour is there"),
        translations: translations
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), read(name)?)))
            .collect(),
    }
}

/// Every file is there, and none is what it should be.
struct Odd;

impl Assets for Odd {
    fn read(&self, path: &str) -> Result<Vec<u8>, AssetError> {
        Ok(format!("@book{{x, title = {{{path}}}\n[{{\"id\": 1}}, {{}}]").into_bytes())
    }

    fn exists(&self, path: &str) -> bool {
        path.len().is_multiple_of(2)
    }
}

fn check(main: String, translations: Vec<(String, String)>) -> Vec<Diagnostic> {
    let mut files = TourFiles::from_text("test", main).with_assets(Odd);
    for (name, text) in translations {
        files = files.with_translation(&name, text);
    }
    Tour::load(files).1
}

/// Faults without their places.
fn told(faults: &[Diagnostic]) -> BTreeSet<(&str, &str)> {
    let told = faults
        .iter()
        .map(|fault| (fault.code, fault.message.as_str()));
    told.collect()
}

/// Stations and events are told apart by their order, so it is kept; everything else is mixed.
fn shuffled(text: &str, keys: &[u32]) -> String {
    let sections = sections(text);
    let (root, tables) = sections
        .split_first()
        .expect("the keys before the first table");
    let mut keyed: Vec<_> = tables.iter().zip(keys.iter().cycle()).collect();
    keyed.sort_by_key(|(_, key)| **key);
    let mut mixed: Vec<&str> = keyed.into_iter().map(|(table, _)| *table).collect();
    for kind in ["[[station]]", "[[event]]"] {
        let mut in_order = tables.iter().filter(|table| plain(table).starts_with(kind));
        for table in mixed
            .iter_mut()
            .filter(|table| plain(table).starts_with(kind))
        {
            *table = in_order.next().expect("as many as before");
        }
    }
    let ended = |table: &&str| format!("{}\n", table.trim_end_matches(['\n', '\r']));
    std::iter::once(root)
        .chain(&mixed)
        .map(ended)
        .collect::<Vec<_>>()
        .concat()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases(24)) })]

    #[test]
    fn every_fault_of_a_broken_tour_is_told_in_its_place(
        original in any::<Index>(),
        changes in prop::collection::vec(change(), 1..10),
        others in prop::collection::vec(change(), 0..6),
    ) {
        let original = original.get(&ORIGINALS);
        let main = changed(&original.main, &changes);
        let translations = original.translations.iter();
        let translations = translations.map(|(name, text)| (name.clone(), changed(text, &others)));
        let faults = check(main, translations.collect());
        for fault in &faults {
            prop_assert!(codes::page(fault.code).is_some(), "{fault:?}");
            let Some(place) = &fault.place else { continue };
            prop_assert!(place.file.text.get(place.range.clone()).is_some(), "{fault:?}");
            if let Some((range, _)) = &fault.fix {
                prop_assert!(place.file.text.get(range.clone()).is_some(), "{fault:?}");
            }
        }
        let lines = short::render(&faults);
        prop_assert_eq!(lines.lines().count(), faults.len());
        let unique: BTreeSet<_> = lines.lines().collect();
        prop_assert_eq!(unique.len(), faults.len(), "told twice: {}", lines);
        let document: Vec<serde_json::Value> = serde_json::from_str(&json::render(&faults)).expect("JSON");
        prop_assert_eq!(document.len(), faults.len());
        let report = blocks(&faults, Style { colour: false, unicode: true, width: 80 });
        prop_assert!(!report.chars().any(|c| c.is_control() && c != '\n'), "{}", report);
        prop_assert!(report.matches("tour.").count() >= faults.iter().filter(|fault| fault.place.is_some()).count());
    }

    #[test]
    fn the_order_of_tables_changes_no_fault(
        original in any::<Index>(),
        changes in prop::collection::vec(change(), 0..3),
        keys in prop::collection::vec(any::<u32>(), 40..60),
    ) {
        let main = changed(&original.get(&ORIGINALS).main, &changes);
        let faults = check(main.clone(), Vec::new());
        // Lines that look like headers may stand inside a text; which of two tables with the same name is
        // the first one depends on their order, and so does whose step it is that stands behind `[[statoin]]`.
        let is_sound = |table: &&str| is_whole(table) && toml::from_str::<toml::Table>(table).is_ok();
        let is_doubled = |fault: &Diagnostic| ["toml", "duplicate-id"].contains(&fault.code);
        if !sections(&main).iter().all(is_sound) || faults.iter().any(is_doubled) {
            return Ok(());
        }
        let mixed = check(shuffled(&main, &keys), Vec::new());
        prop_assert_eq!(told(&faults), told(&mixed));
    }
}

/// `PROPTEST_CASES` asks for more.
fn cases(few: u32) -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.and_then(|cases| cases.parse().ok()).unwrap_or(few)
}
