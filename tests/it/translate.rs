//! `docent translate`, as a teacher uses it: the real program on files in a folder.

mod random;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder with a tour and, once it was run, its Russian translation.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn with(tour: &str) -> Self {
        let desk = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        desk.write("tour.toml", tour);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("written");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("read")
    }

    fn russian(&self) -> String {
        self.read("tour.ru.toml")
    }

    /// Changes words that must stand in a file.
    fn change(&self, name: &str, changes: &[(&str, &str)]) {
        let mut text = self.read(name);
        for (from, to) in changes {
            assert!(text.contains(from), "{from:?} is not in\n{text}");
            text = text.replacen(from, to, 1);
        }
        self.write(name, &text);
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_docent"))
            .args(arguments)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .output()
            .expect("docent runs")
    }

    /// What is printed on standard output and standard error, and the exit code.
    fn said(&self, arguments: &[&str]) -> (String, Option<i32>) {
        let output = self.run(arguments);
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8(said).expect("UTF-8");
        (said, output.status.code())
    }

    /// Translates into Russian; what is said of it in one line.
    fn translate(&self) -> String {
        let (said, code) = self.said(&["translate", "tour.toml", "--to", "ru"]);
        assert_eq!(code, Some(0), "{said}");
        said
    }

    /// The codes that `check` tells, each once.
    fn codes(&self) -> Vec<String> {
        let (said, _) = self.said(&["check", "tour.toml"]);
        let mut codes: Vec<_> = said
            .split('[')
            .filter_map(|part| part.split_once("]: "))
            .map(|(code, _)| code.to_owned())
            .collect();
        codes.sort();
        codes.dedup();
        codes
    }
}

const TOUR: &str = r#"#:schema ../tour.schema.json
format = 1
title = "A walk"
language = "en"

[[station]]
id = "gate"
title = "The gate"
notice = "Hard things."
text = """
First step.[^papers]

---

Second step.
"""

[[station]]
id = "yard"
title = "The yard"
[[station.step]]
text = "From [the gate](station:gate) to the yard."
[[station.step]]
figure = "plan"
[[station.step]]
ask = "What would you keep?"
answers = [{ label = "A letter", reply = "Many did." }, { label = "A book", reply = "Few could." }]

[notes]
papers = "Papers were kept."

[[figure]]
id = "plan"
alt = "A plan"
credit = "Me"

[[event]]
date = "1937"
text = "Arrests"
station = "gate"
source = "log"

[[source]]
id = "log"
type = "book"
title = "The Log"
issued = "1950"
"#;

/// What a teacher writes into the new file, with remarks of their own.
const WORK: [(&str, &str); 12] = [
    (
        "title = \"\"",
        "# решить до мая\ntitle   = 'Прогулка'   # sic",
    ),
    ("title = \"\"", "title = \"Ворота\""),
    ("notice = \"\"", "notice = \"Тяжёлое.\""),
    (
        "text = \"\"\"\n\"\"\"",
        "text = \"\"\"\nПервый шаг.[^papers]\n\n---\n\nВторой шаг.\n\"\"\"",
    ),
    ("title = \"\"", "title = \"Двор\""),
    (
        "text = \"\"\n",
        "text = \"От [ворот](station:gate) во двор.\"\n",
    ),
    ("ask = \"\"", "ask = \"Что бы вы сохранили?\""),
    (
        "label = \"\", reply = \"\"",
        "label = \"Письмо\", reply = \"Многие так и делали.\"",
    ),
    (
        "label = \"\", reply = \"\"",
        "label = \"Книгу\", reply = \"Немногие могли.\"",
    ),
    ("papers = \"\"", "papers = \"Бумаги хранили.\""),
    ("alt = \"\"", "alt = \"План\""),
    ("text = \"\"\n", "text = \"Аресты\"\n"),
];

/// A desk with a whole translation, brought up to date.
fn translated() -> Desk {
    let desk = Desk::with(TOUR);
    desk.translate();
    desk.change("tour.ru.toml", &WORK);
    let said = desk.translate();
    assert_eq!(
        said,
        "tour.ru.toml: 15 texts, 15 translated, 0 new, 0 changed since\n"
    );
    desk
}

#[test]
fn a_new_translation_holds_every_text_with_its_original() {
    let desk = Desk::with(TOUR);
    let said = desk.translate();
    assert_eq!(
        said,
        "tour.ru.toml: 15 texts, 0 translated, 15 new, 0 changed since\n"
    );
    insta::assert_snapshot!(desk.russian());
    assert_eq!(desk.codes(), ["translation-missing"]);
    assert!(!desk.translate().is_empty());
}

#[test]
fn a_finished_translation_is_clean_and_keeps_every_remark() {
    let desk = translated();
    let text = desk.russian();
    assert_eq!(desk.codes(), Vec::<String>::new());
    insta::assert_snapshot!(text.split("\n#|").next().unwrap_or_default());
    desk.translate();
    assert_eq!(desk.russian(), text, "running twice changes nothing");
}

#[test]
fn a_changed_original_is_marked_until_its_translation_is_changed() {
    let desk = translated();
    desk.change("tour.toml", &[("The gate", "The north gate")]);
    assert_eq!(desk.codes(), ["stale-translation"]);
    assert!(
        desk.translate()
            .ends_with("14 translated, 0 new, 1 changed since\n")
    );
    assert!(desk.russian().contains(
        "#| Changed since it was translated. The original is now:\n#| The north gate\ntitle = \"Ворота\"\n"
    ));
    assert_eq!(desk.codes(), ["stale-translation"]);
    desk.change("tour.ru.toml", &[("\"Ворота\"", "\"Северные ворота\"")]);
    assert_eq!(desk.codes(), Vec::<String>::new());
    assert!(
        desk.translate()
            .ends_with("15 translated, 0 new, 0 changed since\n")
    );
    assert!(!desk.russian().contains("#| Changed"));
    // And back again, with the word that it is right as it is.
    desk.change("tour.toml", &[("The north gate", "The gate")]);
    assert_eq!(desk.codes(), ["stale-translation"]);
    let text = desk.russian();
    let line = text
        .lines()
        .find(|line| line.starts_with("\"station.gate.title\""));
    desk.change("tour.ru.toml", &[(line.expect("a line"), "")]);
    assert_eq!(desk.codes(), Vec::<String>::new());
    assert!(
        desk.translate()
            .ends_with("15 translated, 0 new, 0 changed since\n")
    );
    assert_eq!(desk.codes(), Vec::<String>::new());
}

/// The words were there before the original changed, but nobody had run the command in between.
#[test]
fn what_was_made_from_an_older_original_is_told() {
    let desk = Desk::with(TOUR);
    desk.translate();
    desk.change("tour.toml", &[("The gate", "The north gate")]);
    desk.change("tour.ru.toml", &WORK);
    assert_eq!(desk.codes(), ["stale-translation"]);
    assert!(
        desk.translate()
            .ends_with("14 translated, 0 new, 1 changed since\n")
    );
}

#[test]
fn steps_that_are_put_in_between_move_the_others_along() {
    let desk = translated();
    let inserted = [
        ("First step.", "A new step.\n\n---\n\nFirst step."),
        (
            "[[station.step]]\nfigure",
            "[[station.step]]\ntext = \"Another.\"\n[[station.step]]\nfigure",
        ),
        (
            "[{ label = \"A letter\"",
            "[{ label = \"A coat\", reply = \"It was cold.\" }, { label = \"A letter\"",
        ),
        (
            "[[event]]",
            "[[event]]\ndate = \"1931\"\ntext = \"Founded\"\nsource = \"log\"\n\n[[event]]",
        ),
    ];
    desk.change("tour.toml", &inserted);
    assert_eq!(
        desk.translate(),
        "tour.ru.toml: 20 texts, 15 translated, 5 new, 0 changed since\n"
    );
    assert_eq!(desk.codes(), ["translation-missing"]);
    insta::assert_snapshot!(desk.russian().split("\n#| What").next().unwrap_or_default());
}

/// A step is known by its notes, citations and links when its words have changed.
#[test]
fn a_changed_step_behind_a_new_one_keeps_its_translation() {
    let desk = translated();
    let change = (
        "First step.",
        "A new step.\n\n---\n\nA first step, changed.",
    );
    desk.change("tour.toml", &[change]);
    assert!(
        desk.translate()
            .ends_with("16 texts, 14 translated, 1 new, 1 changed since\n")
    );
    assert!(desk.russian().contains(
        "#| Step 1 is not translated yet. The original is:\n#| A new step.\n#| Step 2 has changed since it was translated. The original is now:\n#| A first step, changed.[^papers]\n"
    ));
}

#[test]
fn what_is_no_longer_in_the_tour_is_kept_as_a_comment() {
    let desk = translated();
    let removed = [
        ("notice = \"Hard things.\"\n", ""),
        ("\n---\n\nSecond step.\n", ""),
        ("[^papers]", ""),
        ("[notes]\npapers = \"Papers were kept.\"\n", ""),
        ("{ label = \"A letter\", reply = \"Many did.\" }, ", ""),
        (
            "[[event]]\ndate = \"1937\"\ntext = \"Arrests\"\nstation = \"gate\"\nsource = \"log\"\n",
            "",
        ),
    ];
    desk.change("tour.toml", &removed);
    let said = desk.translate();
    assert_eq!(
        said,
        "tour.ru.toml: 9 texts, 8 translated, 0 new, 1 changed since\ndocent: the table [notes] is no longer in the tour; its translation is kept as a comment\n"
    );
    let text = desk.russian();
    insta::assert_snapshot!(text.split("\n#| What").next().unwrap_or_default());
    desk.translate();
    assert_eq!(desk.russian(), text);
}

/// In a text a line that begins with `#` is a heading, and one with `#|` words of the teacher's.
#[test]
fn headings_in_what_is_retired_stay_headings() {
    let desk = translated();
    desk.change(
        "tour.ru.toml",
        &[
            (
                "notice = \"Тяжёлое.\"",
                "notice = \"\"\"\n# Тяжёлое\n\n#| Слова\n\"\"\"",
            ),
            ("Второй шаг.", "## Второй\n#| шаг"),
        ],
    );
    desk.change(
        "tour.toml",
        &[
            ("notice = \"Hard things.\"\n", ""),
            ("\n---\n\nSecond step.\n", ""),
        ],
    );
    desk.translate();
    desk.translate();
    let text = desk.russian();
    for kept in [
        "# notice = \"\"\"\n# # Тяжёлое\n#\n# #| Слова\n# \"\"\"\n",
        "# ## Второй\n# #| шаг\n",
    ] {
        assert!(text.contains(kept), "{kept:?} is not in\n{text}");
    }
}

/// Comments among lines that are retired are comments still.
#[test]
fn comments_in_what_is_retired_are_not_commented_twice() {
    let desk = translated();
    let papers = "papers = \"Бумаги хранили.\"";
    let remarked = format!("# решить\n{papers}");
    desk.change("tour.ru.toml", &[(papers, &remarked)]);
    let removed = [
        ("[^papers]", ""),
        ("[notes]\npapers = \"Papers were kept.\"\n", ""),
    ];
    desk.change("tour.toml", &removed);
    desk.translate();
    let text = desk.russian();
    let kept = "# [notes]\n# решить\n# papers";
    assert!(text.contains(kept), "{kept:?} is not in\n{text}");
}

/// A note is deleted and the translation still calls it: the update is made, and `check` names it.
#[test]
fn a_deleted_note_is_told_by_check() {
    let desk = translated();
    desk.change(
        "tour.toml",
        &[
            ("[^papers]", ""),
            ("[notes]\npapers = \"Papers were kept.\"\n", ""),
        ],
    );
    desk.translate();
    assert_eq!(desk.codes(), ["stale-translation", "unknown-note"]);
}

#[test]
fn a_text_becomes_tables_when_a_question_comes_among_its_steps() {
    let desk = translated();
    desk.change(
        "tour.toml",
        &[(
            "text = \"\"\"\nFirst step.[^papers]\n\n---\n\nSecond step.\n\"\"\"",
            "[[station.step]]\ntext = \"First step.[^papers]\"\n[[station.step]]\nask = \"Why?\"\n[[station.step]]\ntext = \"Second step.\"",
        )],
    );
    assert!(
        desk.translate()
            .ends_with("16 texts, 15 translated, 1 new, 0 changed since\n")
    );
    assert_eq!(desk.codes(), ["translation-missing"]);
    assert!(desk.russian().contains(
        "[[station.step]]\ntext = \"\"\"\nПервый шаг.[^papers]\n\"\"\"\n\n[[station.step]]\n#| Why?\nask = \"\"\n\n[[station.step]]\ntext = \"\"\"\nВторой шаг.\n\"\"\"\n"
    ));
}

#[test]
fn lines_keep_their_endings() {
    let desk = translated();
    let windows = desk.russian().replace('\n', "\r\n");
    for text in [windows.clone(), format!("\u{feff}{windows}")] {
        desk.write("tour.ru.toml", &text);
        desk.translate();
        assert_eq!(desk.russian(), text);
    }
    desk.change("tour.ru.toml", &[("План", "")]);
    desk.translate();
    assert!(desk.russian().starts_with("\u{feff}#:schema"));
    desk.change("tour.toml", &[("The gate", "The north gate")]);
    desk.translate();
    assert!(!desk.russian().replace("\r\n", "").contains('\n'));
}

#[test]
fn check_writes_nothing() {
    let desk = Desk::with(TOUR);
    let check = ["translate", "tour.toml", "--to", "ru", "--check"];
    assert_eq!(desk.said(&check).1, Some(1));
    assert!(!desk.path("tour.ru.toml").exists());
    desk.translate();
    assert_eq!(desk.said(&check).1, Some(0));
    desk.change("tour.toml", &[("The gate", "The north gate")]);
    let before = desk.russian();
    assert_eq!(desk.said(&check).1, Some(1));
    assert_eq!(desk.russian(), before);
}

#[test]
fn what_cannot_be_translated_is_refused() {
    let desk = translated();
    desk.write("tour.de.toml", &desk.russian());
    for (tour, to, code, words) in [
        ("tour.toml", "en", 2, "tour.toml is in `en` itself"),
        (
            "tour.toml",
            "Kazakh",
            2,
            "`Kazakh` is not the tag of a language",
        ),
        ("tour.toml", "../kk", 2, "not the tag"),
        ("tour.toml", "de", 2, "tour.de.toml is in `ru`"),
        ("tour.toml", "ru", 2, "tour.de.toml is in `ru`"),
        ("karlag", "kk", 2, "`karlag` is part of the program"),
        ("nowhere.toml", "kk", 3, "there is no tour"),
    ] {
        let (said, status) = desk.said(&["translate", tour, "--to", to]);
        assert_eq!(status, Some(code), "{to}: {said}");
        assert!(said.contains(words), "{to}: {said}");
    }
    assert!(!desk.path("tour.kk.toml").exists());
}

#[test]
fn a_faulty_tour_or_translation_is_told_and_left_alone() {
    let desk = translated();
    let russian = desk.russian();
    desk.change(
        "tour.toml",
        &[("title = \"The gate\"", "titel = \"The gate\"")],
    );
    let (said, status) = desk.said(&["translate", "tour.toml", "--to", "ru"]);
    assert_eq!(status, Some(1), "{said}");
    assert!(
        said.contains("unknown-key") && desk.russian() == russian,
        "{said}"
    );
    desk.change("tour.toml", &[("titel", "title")]);
    for broken in [
        russian.replacen("title = \"Ворота\"", "title = \"Ворота", 1),
        format!("{russian}\n[notes]\n"),
        russian.replacen("[notes]\npapers", "[notes]\npapers.x", 1),
        russian
            .replacen("status = \"draft\"", "notes = { papers = \"Бумаги\" }", 1)
            .replacen("[notes]\npapers = \"Бумаги хранили.\"\n", "", 1),
    ] {
        desk.write("tour.ru.toml", &broken);
        let (said, status) = desk.said(&["translate", "tour.toml", "--to", "ru"]);
        assert_eq!(status, Some(1), "{said}\n{broken}");
        assert!(
            said.contains("tour.ru.toml:") && desk.russian() == broken,
            "{said}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_ends_with_three() {
    use std::os::unix::fs::PermissionsExt;

    let desk = translated();
    fs::set_permissions(desk.folder.path(), fs::Permissions::from_mode(0o555)).expect("set");
    if fs::write(desk.path("probe"), "").is_ok() {
        println!("skipped: this user may write everywhere");
        return;
    }
    let (said, status) = desk.said(&["translate", "tour.toml", "--to", "kk"]);
    fs::set_permissions(desk.folder.path(), fs::Permissions::from_mode(0o755)).expect("set");
    assert_eq!(status, Some(3), "{said}");
    assert!(said.contains("cannot write"), "{said}");
}
