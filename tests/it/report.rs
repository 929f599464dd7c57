//! What `docent check` prints, and how it ends.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use docent::diagnostic::human::{Style, blocks};
use docent::diagnostic::{Diagnostic, Severity, json, short};
use docent::tour::{Tour, TourFiles};
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

const SOUND: &str = "format = 1\ntitle = \"T\"\nlanguage = \"en\"\n[[station]]\nid = \"a\"\ntitle = \"A\"\ntext = \"Words.\"\n";

const STYLE: Style = Style {
    colour: false,
    unicode: false,
    width: 100,
};

/// A folder of tours, each a file with its text.
struct Tours(TempDir);

impl Tours {
    fn new(files: &[(&str, &str)]) -> Self {
        let tours = Self(tempfile::tempdir().expect("a folder"));
        for (name, text) in files {
            let path = tours.path(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            fs::write(path, text).expect("written");
        }
        tours
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs `docent check` in the folder.
    fn check(&self, arguments: &[&str]) -> Printed {
        check(self.0.path(), arguments)
    }
}

/// What the program left behind.
#[derive(Debug)]
struct Printed {
    code: Option<i32>,
    out: String,
    error: String,
}

fn check(folder: &Path, arguments: &[&str]) -> Printed {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_docent"))
        .arg("check")
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .expect("docent runs");
    Printed {
        code: status.code(),
        out: String::from_utf8(stdout).expect("UTF-8"),
        error: String::from_utf8(stderr).expect("UTF-8"),
    }
}

fn faults(text: &str) -> Vec<Diagnostic> {
    Tour::load(TourFiles::from_text("test", text)).1
}

#[test]
fn faults_are_told_in_three_formats() {
    let tours = Tours::new(&[("t.toml", &SOUND.replace("Words.", "Слова.[^nix]"))]);
    let human = tours.check(&["t.toml"]);
    assert!(human.out.contains("t.toml:7:17") && human.out.ends_with("1 error\n"));
    let short = tours.check(&["--format", "short", "t.toml"]);
    assert_eq!(
        (short.out.as_str(), short.error.as_str()),
        (
            "t.toml:7:17: error[unknown-note]: there is no note `nix`\n",
            "1 error\n"
        )
    );
    let json = tours.check(&["--format=json", "t.toml"]);
    let document: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(document[0]["code"], "unknown-note");
    assert_eq!(document[0]["range"]["start"]["column"], 17);
    for printed in [human, short, json] {
        assert_eq!(printed.code, Some(1), "{printed:?}");
        assert!(!printed.out.contains('\u{1b}'));
    }
}

#[test]
fn warnings_can_be_denied() {
    let tours = Tours::new(&[
        ("warned.toml", &format!("{SOUND}[notes]\nx = \"X\"\n")),
        ("sound.toml", SOUND),
    ]);
    for (arguments, code) in [
        (&["warned.toml"][..], 0),
        (&["--deny", "warnings", "warned.toml"], 1),
        (&["--deny", "advice", "warned.toml"], 1),
        (&["--deny", "warnings", "sound.toml"], 0),
        (&["--deny", "errors", "sound.toml"], 2),
    ] {
        let printed = tours.check(arguments);
        assert_eq!(printed.code, Some(code), "{arguments:?} {printed:?}");
    }
}

#[test]
fn several_tours_are_counted_and_the_sound_ones_named() {
    let tours = Tours::new(&[
        ("camp/tour.toml", SOUND),
        ("gate/tour.toml", SOUND),
        ("yard.toml", &SOUND.replace("\"a\"", "\"A a\"")),
    ]);
    let all = tours.check(&["."]);
    assert!(
        all.out
            .ends_with("camp: no faults\ngate: no faults\n3 tours checked: 1 error\n"),
        "{all:?}"
    );
    let sound = tours.check(&["camp", "gate/tour.toml"]);
    assert_eq!(
        sound.out,
        "camp: no faults\ngate: no faults\n2 tours checked: no faults\n"
    );
    assert_eq!(tours.check(&["camp"]).out, "no faults\n");
}

#[test]
fn a_tour_named_twice_is_checked_once() {
    let russian = "translates = \"tour.toml\"\nlanguage = \"ru\"\nstatsu = \"draft\"\n";
    let tours = Tours::new(&[("camp/tour.toml", SOUND), ("camp/tour.ru.toml", russian)]);
    let names = ["camp", "camp/tour.toml", "./camp/tour.ru.toml", "."];
    let all = tours.check(&[&["--format", "short"], &names[..]].concat());
    let once = tours.check(&["--format", "short", "camp"]);
    assert!(once.out.contains("statsu"), "{once:?}");
    assert_eq!(all.out, once.out);
}

#[test]
fn what_cannot_be_read_hides_no_fault() {
    let faulty = SOUND.replace("Words.", "Words.[^nix]");
    let tours = Tours::new(&[
        ("camp/tour.toml", &faulty),
        (
            "camp/tour.kk.toml",
            "translates = \"tour.toml\"\nlanguage = \"kk\n",
        ),
        ("yard/tour.toml", &faulty),
    ]);
    fs::write(tours.path("camp/tour.ru.toml"), b"title = \"\xff\"").expect("written");
    for format in ["human", "short", "json"] {
        let printed = tours.check(&["--format", format, "camp", "nowhere", "yard"]);
        assert_eq!(printed.code, Some(3), "{printed:?}");
        assert_eq!(
            printed.out.matches("unknown-note").count(),
            2,
            "{printed:?}"
        );
        assert!(printed.out.contains("tour.kk.toml"), "{printed:?}");
        assert!(printed.error.contains("camp/tour.ru.toml is not UTF-8"));
        assert!(printed.error.contains("`nowhere`"), "{printed:?}");
    }
    let played = Command::new(env!("CARGO_BIN_EXE_docent"))
        .args(["play", "--plain"])
        .arg(tours.path("camp"))
        .stdin(Stdio::null())
        .output()
        .expect("docent runs");
    assert_eq!(played.status.code(), Some(3));
}

#[test]
fn a_translation_of_another_format_hides_nothing_of_other_files() {
    let faulty = SOUND.replace("Words.", "Words.[^nix]");
    let files = TourFiles::from_text("test", faulty)
        .with_translation("tour.ru.toml", "format = 2\nlanguage = 5\nx = 1\n");
    let told: Vec<_> = Tour::load(files).1.iter().map(|fault| fault.code).collect();
    assert_eq!(told, ["format", "unknown-note"]);
}

#[test]
fn a_code_is_explained() {
    let here = Path::new(".");
    let page = check(here, &["--explain", "unknown-note"]);
    assert_eq!(page.code, Some(0));
    insta::assert_snapshot!(page.out, @r#"
    unknown-note: There is no note with this id

    Visitors would see a mark without a note. The help names the note that was
    probably meant; otherwise write it under [notes].

    Wrong:

        [[station]]
        id = "gate"
        title = "The gate"
        text = "We stand at the gate.[^paper]"

        [notes]
        papers = "From the papers of the camp."

    Right:

        [[station]]
        id = "gate"
        title = "The gate"
        text = "We stand at the gate.[^papers]"

        [notes]
        papers = "From the papers of the camp."
    "#);
    let list = check(here, &["--explain"]);
    assert!(list.out.contains("\nunknown-note ") && list.code == Some(0));
    let slip = check(here, &["--explain", "unknown-nte"]);
    assert_eq!((slip.code, slip.out.as_str()), (Some(2), ""));
    assert!(slip.error.contains("did you mean `unknown-note`?"));
}

/// Two hundred faults of one file are all told, whatever the format.
#[test]
fn two_hundred_faults_are_all_told() {
    let marks: Vec<_> = (0..50).map(|at| format!("[^n{at}] *x{at} ")).collect();
    let keys: Vec<_> = (0..100).map(|at| format!("k{at} = {at}\n")).collect();
    let text = SOUND.replace("Words.", &marks.concat()) + &keys.concat();
    let mut faults = faults(&text);
    faults.retain(|fault| fault.code != "long-sentence");
    assert_eq!(faults.len(), 200);
    assert_eq!(
        blocks(&faults, STYLE).matches(" --> tour.toml:").count(),
        200
    );
    assert_eq!(short::render(&faults).lines().count(), 200);
    let document: serde_json::Value = serde_json::from_str(&json::render(&faults)).expect("JSON");
    assert_eq!(document.as_array().map(Vec::len), Some(200));
}

/// The caret stands below the words in any script, and under a sign for what cannot be seen.
#[test]
fn carets_stand_below_the_words() {
    for before in [
        "Лагерь открыт ",
        "劳改营 ",
        "e\u{301}a\u{308}\u{301} и\u{306} ",
        "한국어 ｗｉｄｅ ",
        "👍 ⚑ ✓ ",
        "a\ttab ",
        "қазақ әңгіме ",
    ] {
        let text = SOUND.replace("Words.", &format!("{before}[^nix]"));
        let report = blocks(&faults(&text), STYLE);
        let line = report
            .lines()
            .find(|line| line.contains("nix]"))
            .expect("a line");
        let caret = report
            .lines()
            .find(|line| line.contains("^^^"))
            .expect("a caret");
        let column = |line: &str, words: &str| line.split(words).next().unwrap_or_default().width();
        assert_eq!(column(caret, "^^^"), column(line, "nix]"), "{report}");
    }
}

/// A sign stands for each character that hides, and no character that could harm a terminal is printed.
#[test]
fn what_hides_is_shown() {
    let text = SOUND.replace("Words.", "я\u{200b}\u{ad} a\u{202e}b👩\u{200d}👧");
    let report = blocks(&faults(&text), STYLE);
    assert!(!report.contains(['\u{200b}', '\u{ad}', '\u{202e}', '\u{200d}']));
    insta::assert_snapshot!(report, @r#"
    error[forbidden-character]: a tour may not hold the character U+200B ZERO WIDTH SPACE and 1 more behind it
     --> tour.toml:7:10
      |
    7 | text = "я�� a�b👩�👧"
      |          ^^
      |
      = help: remove it; it may be invisible in your editor

    error[forbidden-character]: a tour may not hold the character U+202E RIGHT-TO-LEFT OVERRIDE
     --> tour.toml:7:14
      |
    7 | text = "я�� a�b👩�👧"
      |              ^
      |
      = help: remove it; it may be invisible in your editor

    error[forbidden-character]: a tour may not hold the character U+200D ZERO WIDTH JOINER, which joins signs to one
     --> tour.toml:7:16
      |
    7 | text = "я�� a�b👩�👧"
      |                ^^^^^
      |
      = help: remove it; it may be invisible in your editor
    "#);
}

/// A line nobody could find the place in is named and not shown; its neighbours are.
#[test]
fn a_very_long_line_is_not_shown() {
    let long = format!("{} [^nix]", "слово ".repeat(5000));
    let text = SOUND.replace("Words.", &long) + "colour = 1\n";
    let report = blocks(&faults(&text), STYLE);
    assert!(report.contains("tour.toml:7:30012\n") && report.contains("8 | colour = 1"));
    assert!(report.len() < 1000, "{}", report.len());
}

#[test]
fn text_set_in_by_tabs_is_told_once() {
    let text = SOUND.replace(
        "\"Words.\"",
        "\"\"\"\n\tA text [^x y] with *marks\n\tand `more.\n\"\"\"",
    );
    let told: Vec<_> = faults(&text)
        .into_iter()
        .map(|fault| (fault.severity, fault.code))
        .collect();
    assert_eq!(told, [(Severity::Error, "markup")]);
}
