//! `docent check --font`: what a console font lacks of a tour, told in its place.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use docent::author::audit::{NamedFont, load};
use docent::diagnostic::Diagnostic;
use docent::glyphs::{Font, Glyph, Glyphs};
use docent::library;
use docent::tour::{AssetError, Assets, TourFiles};
use docent::words::catalogue;
use tempfile::TempDir;

/// Where Debian's console-setup-linux puts its fonts.
const FONTS: &str = "/usr/share/consolefonts";

/// A PSF2 font of eight by one with a picture for each of these characters.
fn psf2(characters: &str) -> Vec<u8> {
    let count = u32::try_from(characters.chars().count()).expect("few");
    let mut bytes = vec![0x72, 0xB5, 0x4A, 0x86];
    for number in [0, 32, 1, count, 1, 1, 8] {
        bytes.extend(u32::to_le_bytes(number));
    }
    bytes.extend(characters.chars().map(|_| 0));
    for character in characters.chars() {
        bytes.extend(character.to_string().bytes());
        bytes.push(0xFF);
    }
    bytes
}

/// ASCII and these characters.
pub(crate) fn named(name: &str, more: &str) -> NamedFont {
    NamedFont {
        name: name.to_owned(),
        font: Font::read(&psf2(&(ascii() + more))).expect("a font"),
    }
}

fn ascii() -> String {
    (' '..='~').collect()
}

/// What docent's own words in English and its signs need.
fn own() -> String {
    let words = catalogue("en").expect("English");
    let signs = Glyph::ALL.map(|glyph| Glyphs::Console.of(glyph)).concat();
    let all: BTreeSet<char> = words.chars().chain(signs.chars()).collect();
    all.into_iter().filter(|it| !it.is_ascii()).collect()
}

/// A font of Debian's; what lacks it is skipped aloud.
fn installed(name: &str) -> Option<PathBuf> {
    let path = Path::new(FONTS).join(format!("{name}.psf.gz"));
    if !path.exists() {
        println!("skipped: {name} is not in {FONTS} (Debian: console-setup-linux)");
        return None;
    }
    Some(path)
}

/// A folder with a font `small.psf` and these files.
fn folder(font: &[u8], files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("small.psf"), font).expect("written");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

/// What `docent check` prints in a folder, on standard output and error, and its exit code.
fn check(folder: &Path, arguments: &[&str]) -> (String, String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_docent"))
        .arg("check")
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .env("LANG", "C.UTF-8")
        .env("TERM", "xterm")
        .output()
        .expect("docent runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (
        text(output.stdout),
        text(output.stderr),
        output.status.code(),
    )
}

const TOUR: &str = r#"format = 1
title = "Call ☎"
language = "en"
[[station]]
id = "a"
title = "A"
text = "One word: *Жил*, 5 ₸ and a stréss, e&hellip;"
guide = "\u0416."
"#;

#[test]
fn a_missing_character_is_told_once_where_it_first_stands() {
    let font = psf2(&(ascii() + &own() + "ил"));
    let folder = folder(&font, &[("t.toml", TOUR)]);
    let (out, _, code) = check(folder.path(), &["--font", "small.psf", "t.toml"]);
    insta::assert_snapshot!(out);
    assert_eq!(code, Some(0));
    let denied = ["--deny", "warnings", "--font", "small.psf", "t.toml"];
    assert_eq!(check(folder.path(), &denied).2, Some(1));
    let (out, _, _) = check(
        folder.path(),
        &["--format", "short", "--font", "small.psf", "t.toml"],
    );
    let first = "t.toml:2:15: warning[missing-glyph]: a console shows U+260E ☎ as ?, whatever its font; it stands once in this tour; write it with other characters, or in words\n";
    assert!(out.starts_with(first), "{out}");
    let (out, _, _) = check(
        folder.path(),
        &["--format", "json", "--font", "small.psf", "t.toml"],
    );
    let faults: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let place = serde_json::json!({
        "start": { "line": 7, "column": 20, "byte": 98 },
        "end": { "line": 7, "column": 21, "byte": 100 },
    });
    assert_eq!(faults[1]["range"], place);
    assert_eq!(
        faults[1]["message"],
        "U+0416 Ж is not in the font small; it stands 2 times in this tour"
    );
}

#[test]
fn a_font_without_docents_own_words_is_told() {
    let folder = folder(&psf2(&ascii()), &[("t.toml", &TOUR.replace("é", "e"))]);
    let (out, _, _) = check(
        folder.path(),
        &["--format", "short", "--font", "small.psf", "t.toml"],
    );
    let words =
        "\nwarning[missing-glyph]: the font small lacks characters of docent's own words in `en`: ";
    let signs = "\nwarning[missing-glyph]: the font small lacks characters of the signs that docent draws with: ";
    assert!(out.contains(words) && out.contains(signs), "{out}");
}

#[test]
fn a_font_that_cannot_be_read_hides_no_fault_of_the_tour() {
    let mut bare = psf2("ab");
    bare[12] = 0;
    let folder = folder(&bare, &[("t.toml", &TOUR.replace("A\"", "\""))]);
    let arguments = ["--font", "small.psf", "--font", "none.psf", "t.toml"];
    let (out, error, code) = check(folder.path(), &arguments);
    assert!(out.contains("missing") && code == Some(3), "{out}{error}");
    assert!(
        error.contains("small.psf cannot be used as a console font: it has no unicode table"),
        "{error}"
    );
    assert!(error.contains("none.psf"), "{error}");
    for (bytes, why) in [
        (&b"no font"[..], "neither PSF1 nor PSF2"),
        (&psf2("abc")[..40], "cut off"),
        (&vec![0x36; 2 << 20], "larger"),
    ] {
        fs::write(folder.path().join("small.psf"), bytes).expect("written");
        let (_, error, code) = check(folder.path(), &["--font", "small.psf", "t.toml"]);
        assert!(error.contains(why) && code == Some(3), "{error}");
    }
}

/// Files of sources beside a tour.
struct Beside;

impl Assets for Beside {
    fn read(&self, path: &str) -> Result<Vec<u8>, AssetError> {
        let text = match path {
            "refs.json" => {
                "[{\"id\": \"a\", \"type\": \"book\", \"title\": \"Ў\", \"issued\": {\"date-parts\": [[1881]]}},\n \
                  {\"id\": \"b\", \"type\": \"book\", \"title\": \"\\u0489\\u045e\", \"issued\": {\"date-parts\": [[1881]]}}]"
            }
            _ => return Err(AssetError::Missing),
        };
        Ok(text.as_bytes().to_vec())
    }

    fn exists(&self, path: &str) -> bool {
        path == "refs.json"
    }
}

/// File, line and column of each missing character.
fn places(files: TourFiles, fonts: &[NamedFont]) -> Vec<String> {
    let (_, faults) = load(files, fonts);
    let missing = faults.iter().filter(|fault| fault.code == "missing-glyph");
    missing.map(place).collect()
}

fn place(fault: &Diagnostic) -> String {
    let place = fault.place.as_ref().expect("a place");
    let (line, column) = place.line_column();
    let sign = fault
        .message
        .split_once("U+")
        .map_or("", |(_, rest)| &rest[5..]);
    let sign = sign.chars().next().unwrap_or_default();
    format!("{sign} {}:{line}:{column}", place.file.name)
}

/// Each text has a letter of its own that the font lacks.
#[test]
fn every_text_of_a_tour_is_held_against_the_font() {
    let tour = r#"format = 1
title = "А"
subtitle = "Б"
language = "en"
authors = ["В"]
licence = "Г"
summary = "Д"
notice = "Е"
closing = "Ж"
sources = "refs.json"
[notes]
n = "З [@s, И. 4] [x](https://й.kz)"
[glossary.t]
term = "К"
meaning = "Л"
original = "М"
[[station]]
id = "a"
title = "Н"
label = "О"
place = "П"
notice = "Р"
guide = "С"
text = """
Т[^n] ий

---

[У](term:t) `Ф`"""
[[station]]
id = "b"
title = "B"
[[station.step]]
figure = "f"
[[station.step]]
chart = "c"
[[station.step]]
ask = "Х"
answers = [{ label = "Ц", reply = "Ч" }]
[[station.step]]
choose = [{ label = "Ш", to = "a" }]
[[figure]]
id = "f"
alt = "Щ"
caption = "Ъ"
credit = "Ы"
rights = { holder = "Ь", licence = "Э" }
[[chart]]
id = "c"
kind = "bars"
title = "Ю"
values = [{ label = "Я", value = 1 }]
source = "s"
[[event]]
date = "1937"
text = "а"
source = "s"
[[source]]
id = "s"
type = "book"
title = "б"
author = [{ family = "в", given = "г" }]
issued = "1937"
"#;
    let translation = "translates = \"tour.toml\"\nlanguage = \"ru\"\nstatus = \"draft\"\ntitle = \"А, д\"\n[station.a]\ntitle = \"Н\"\n";
    let files = || {
        TourFiles::from_text("t", tour)
            .with_translation("tour.ru.toml", translation)
            .with_words("words.ru.toml", "begin = \"Аҗ\"\n")
            .with_assets(Beside)
    };
    let found = places(files(), &[named("ascii", "")]);
    insta::assert_snapshot!(found.join("\n"));
    // All but one of them are in the second font.
    let rich: String = ('А'..='я')
        .chain("җЎў".chars())
        .filter(|it| *it != 'Щ')
        .collect();
    let found = places(files(), &[named("rich", &rich)]);
    assert_eq!(found, ["Щ tour.toml:44:8"]);
    let (_, faults) = load(files(), &[named("ascii", ""), named("rich", &rich)]);
    let both = faults
        .iter()
        .filter(|it| it.message.contains("the fonts ascii and rich"));
    assert_eq!(both.count(), 1);
}

/// What is replaced on the way to the console, or drops out, is not missing.
#[test]
fn what_docent_spells_otherwise_is_not_missing() {
    for words in [
        "5 ₸",
        "е\u{301} е\u{308}ж",
        "no\u{a0}break and thin\u{2009}space",
        "Łódź, ‘quoted’ ū",
        "❓ or ☎\u{fe0f}",
    ] {
        let text = format!(
            "format = 1\ntitle = \"T\"\nlanguage = \"en\"\n[[station]]\nid = \"a\"\ntitle = \"A\"\ntext = \"{words}\"\n"
        );
        let found = places(TourFiles::from_text("t", text), &[named("f", "еёжdó‘’")]);
        let expected: &[&str] = if words.contains('☎') {
            &["❓ tour.toml:7:9", "☎ tour.toml:7:14"]
        } else {
            &[]
        };
        assert_eq!(found, expected, "{words}");
    }
}

#[test]
fn the_shipped_tours_can_be_shown_in_the_fonts_the_guide_names() {
    let sizes = ["16", "20x10", "24x12", "28x14", "32x16"];
    let names = sizes.map(|size| format!("FullCyrAsia-TerminusBold{size}"));
    let fonts: Vec<_> = names.iter().filter_map(|name| installed(name)).collect();
    let fonts = fonts.iter().map(|path| path.to_str().expect("UTF-8"));
    let mut arguments: Vec<_> = fonts.flat_map(|path| ["--font", path]).collect();
    arguments.extend(["--format", "short", "tours"]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (out, error, code) = check(root, &arguments);
    assert!(out.is_empty() && code == Some(0), "{out}{error}");
}

#[test]
fn a_western_font_has_no_cyrillic() {
    let Some(path) = installed("Lat15-Fixed16") else {
        return;
    };
    let font = Font::read(&fs::read(path).expect("read")).expect("a font");
    let font = NamedFont {
        name: "Lat15-Fixed16".to_owned(),
        font,
    };
    let found = library::find(Some(Path::new("karlag"))).expect("a tour");
    let library::Found::BuiltIn(files) = found else {
        panic!("karlag is built in")
    };
    let letters: BTreeSet<_> = places(files, &[font])
        .iter()
        .filter_map(|place| place.chars().next())
        .collect();
    assert!("бджмнқңүә".chars().all(|letter| letters.contains(&letter)));
    // Their pictures are those of Latin letters, which the font's table says.
    assert!(
        !"аеос".chars().any(|letter| letters.contains(&letter)),
        "{letters:?}"
    );
}
