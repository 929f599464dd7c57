//! Translations laid over a tour, and what is told of them.

use super::{SOUND, show};
use crate::tour::{Content, Noun, Status, Tour, TourFiles};

/// A whole translation of the sound tour.
const RUSSIAN: &str = r#"translates = "tour.toml"
language = "ru"
status = "reviewed"
title = "Дети Карлага"
summary = "Десять станций."

[[station]]
id = "gate"
title = "Ворота"
text = """
Первый шаг.[^papers]

---

Здесь держали [зэков](term:zek) [@ashcroft-2025, абз. 4].
"""

[[station]]
id = "women"
title = "Женщины"
notice = "Смерть детей."
[[station.step]]
text = "Опять [^papers] и [@ashcroft-2025]."
[[station.step]]
ask = "Что бы вы сохранили?"
answers = [{ label = "Письмо", reply = "Многие так и делали [@ashcroft-2025]." }]
[[station.step]]
choose = [{ label = "Дальше" }, { label = "Назад" }]

[[station]]
id = "end"
title = "Конец"
text = "Тишина."

[notes]
papers = "Бумаги [@ashcroft-2025]."

[glossary.zek]
term = "зэк"
meaning = "Заключённый."

[[figure]]
id = "children"
alt = "Дети за столом"
caption = "См. [ворота](station:gate)."

[[chart]]
id = "mothers"
title = "Матери"
values = [{ label = "Матери" }]

[[event]]
text = "Аресты"
"#;

fn load(translation: &str) -> (Option<Tour>, String) {
    let files = TourFiles::from_text("test", SOUND).with_translation("tour.ru.toml", translation);
    let (tour, faults) = Tour::load(files);
    (tour, show(&faults))
}

fn changed(from: &str, to: &str) -> String {
    assert!(RUSSIAN.contains(from), "{from}");
    load(&RUSSIAN.replacen(from, to, 1)).1
}

#[test]
fn a_whole_translation_has_no_faults_and_leaves_nothing_untranslated() {
    let (tour, faults) = load(RUSSIAN);
    assert_eq!(faults, "");
    let tour = tour.unwrap();
    assert_eq!(tour.editions().len(), 2);
    let russian = &tour.editions()[1];
    assert_eq!(russian.head().translation, Some(Status::Reviewed));
    assert_eq!(russian.head().title, "Дети Карлага");
    assert_eq!(russian.entries()[1].title, "Женщины");
    for station in 0..3 {
        assert!(!russian.station(station).unwrap().untranslated, "{station}");
    }
    let women = russian.station(1).unwrap();
    assert_eq!(women.steps.len(), 5);
    assert_eq!(women.steps[1].content, Content::Figure("children".into()));
    assert_eq!(
        women.notice.as_ref().unwrap().skip_to.as_deref(),
        Some("end")
    );
    let Content::Choose(choices) = &women.steps[4].content else {
        panic!()
    };
    assert_eq!(
        (choices[0].label.as_str(), &*choices[0].to),
        ("Дальше", "end")
    );
    assert_eq!(
        russian.term("zek").unwrap().original.as_deref(),
        Some("зэк")
    );
    assert_eq!(russian.chart("mothers").unwrap().values[0].label, "Матери");
    assert_eq!(russian.events()[0].text.string, "Аресты");
    assert!(
        !russian.is_untranslated(Noun::Note, "papers")
            && !russian.is_untranslated(Noun::Event, "0")
    );
}

#[test]
fn what_is_missing_falls_back_and_is_marked() {
    let (tour, faults) = load(
        "translates = \"tour.toml\"\nlanguage = \"ru\"\ntitle = \"Т\"\n[[station]]\nid = \"end\"\ntitle = \"Конец\"\n",
    );
    insta::assert_snapshot!(faults, @"
        1:1 warning[translation-events] this translation has 0 events and the tour 1; translate every [[event]], in the order of the tour
        1:1 warning[translation-missing] `summary` of the tour is not translated; until then the words of the tour's own language are shown
        1:1 warning[translation-missing] the chart `mothers` is not translated; until then the words of the tour's own language are shown
        1:1 warning[translation-missing] the figure `children` is not translated; until then the words of the tour's own language are shown
        1:1 warning[translation-missing] the note `papers` is not translated; until then the words of the tour's own language are shown
        1:1 warning[translation-missing] the station `gate` is not translated; until then the words of the tour's own language are shown
        1:1 warning[translation-missing] the station `women` is not translated; until then the words of the tour's own language are shown
        1:1 warning[translation-missing] the term `zek` is not translated; until then the words of the tour's own language are shown
        4:1 warning[translation-missing] `text` of the station `end` is not translated; until then the words of the tour's own language are shown
        ");
    let tour = tour.unwrap();
    let russian = &tour.editions()[1];
    assert_eq!(russian.head().translation, Some(Status::Draft));
    assert_eq!(
        (
            russian.entries()[0].title.as_str(),
            russian.entries()[2].title.as_str()
        ),
        ("The gate", "Конец")
    );
    assert!(russian.station(0).unwrap().untranslated && russian.station(2).unwrap().untranslated);
    assert_eq!(russian.station(2).unwrap().title, "Конец");
    assert_eq!(russian.term("zek").unwrap().term, "zek");
    for (noun, id) in [
        (Noun::Station, "gate"),
        (Noun::Note, "papers"),
        (Noun::Term, "zek"),
        (Noun::Figure, "children"),
        (Noun::Chart, "mothers"),
        (Noun::Event, "0"),
    ] {
        assert!(russian.is_untranslated(noun, id), "{id}");
        assert!(!tour.editions()[0].is_untranslated(noun, id), "{id}");
    }
}

/// An empty text is one that is still to be translated: the visitor gets the original, marked.
#[test]
fn empty_texts_fall_back_one_by_one() {
    let empty = RUSSIAN
        .replace("\"Женщины\"", "\"\"")
        .replace("Опять [^papers] и [@ashcroft-2025].", "")
        .replace("\"Письмо\"", "\"\"")
        .replace("\"Дальше\"", "\"\"")
        .replace("Первый шаг.[^papers]", "")
        .replace("Бумаги [@ashcroft-2025].", "")
        .replace("\"Аресты\"", "\" \"")
        .replace("\"Дети за столом\"", "\"\"")
        .replace("\"Дети Карлага\"", "\"\"");
    let (tour, _) = load(&empty);
    let tour = tour.unwrap();
    let russian = &tour.editions()[1];
    assert_eq!(russian.head().title, "Children of the Karlag");
    assert_eq!(russian.entries()[1].title, "The women");
    let (gate, women) = (russian.station(0).unwrap(), russian.station(1).unwrap());
    assert!(gate.untranslated && women.untranslated);
    let shown = |content: &Content| match content {
        Content::Text(prose) => prose.paragraphs[0].text.string.clone(),
        Content::Ask { question, answers } => {
            format!(
                "{} {}",
                question.paragraphs[0].text.string, answers[0].label
            )
        }
        Content::Choose(choices) => format!("{} {}", choices[0].label, choices[1].label),
        _ => String::new(),
    };
    assert_eq!(shown(&gate.steps[0].content), "First step.[1]");
    assert!(shown(&gate.steps[1].content).starts_with("Здесь держали"));
    assert_eq!(shown(&women.steps[0].content), "Again [1] and [2].");
    assert_eq!(
        shown(&women.steps[3].content),
        "Что бы вы сохранили? A letter"
    );
    assert_eq!(shown(&women.steps[4].content), "On Назад");
    assert_eq!(
        russian.figure("children").unwrap().alt,
        "Children at a table"
    );
    assert_eq!(russian.events()[0].text.string, "Arrests");
    for (noun, id) in [
        (Noun::Note, "papers"),
        (Noun::Figure, "children"),
        (Noun::Event, "0"),
    ] {
        assert!(russian.is_untranslated(noun, id), "{id}");
    }
    let coverage = russian.coverage();
    assert_eq!((coverage.texts, coverage.translated), (23, 14));
    let own = tour.editions()[0].coverage();
    assert_eq!((own.texts, own.translated, own.stale), (23, 23, 0));
}

/// Each mistake, made alone in a sound file, and all that is said of it.
#[test]
fn one_mistake_each() {
    let cases = [
        ("unknown station", "id = \"women\"", "id = \"woman\""),
        ("unknown note", "papers = ", "paper = "),
        ("dangling note", "шаг.[^papers]", "шаг.[^paper]"),
        (
            "keys that do not change",
            "id = \"end\"",
            "id = \"end\"\nat = { lat = 1, lon = 2 }\nlabel = \"3\"",
        ),
        ("too few steps", "\n\n---\n", "\n"),
        (
            "another kind of step",
            "ask = \"Что бы вы сохранили?\"\nanswers = [{ label = \"Письмо\", reply = \"Многие так и делали [@ashcroft-2025].\" }]",
            "text = \"Что бы вы сохранили?\"",
        ),
        ("missing title", "title = \"Ворота\"\n", ""),
        (
            "missing figure text",
            "caption = \"См. [ворота](station:gate).\"\n",
            "",
        ),
        ("the wrong file", "\"tour.toml\"", "\"turn.toml\""),
        ("no language", "language = \"ru\"\n", ""),
        ("the same language", "\"ru\"", "\"en\""),
        ("bad status", "\"reviewed\"", "\"review\""),
        ("syntax", "title = \"Ворота\"", "title = \"Ворота"),
        ("sources", "[[event]]", "[[source]]\nid = \"x\"\n[[event]]"),
        ("twice", "id = \"end\"", "id = \"gate\""),
    ];
    let told = cases.map(|(name, from, to)| format!("{name}\n{}\n", changed(from, to)));
    insta::assert_snapshot!(told.join("\n"), @r#"
        unknown station
        1:1 warning[translation-missing] the station `women` is not translated; until then the words of the tour's own language are shown
        19:6 error[unknown-station] there is no station `woman`; did you mean `women`?

        unknown note
        1:1 warning[translation-missing] the note `papers` is not translated; until then the words of the tour's own language are shown
        36:1 error[unknown-note] there is no note `paper`; did you mean `papers`?

        dangling note
        11:14 error[unknown-note] there is no note `paper`; did you mean `papers`?

        keys that do not change
        32:6 error[translation-key] `at` is the same in every language; remove it here; it stands in the tour's own file
        33:9 error[translation-key] `label` is the same in every language; remove it here; it stands in the tour's own file

        too few steps
        7:1 warning[translation-steps] the station `gate` has 1 step here and 2 with words in the tour; run `docent translate`, or divide the translation as the tour is divided

        another kind of step
        24:1 error[translation-steps] this step is `ask` in the tour, not `text`

        missing title
        7:1 warning[translation-missing] `title` of the station `gate` is not translated; until then the words of the tour's own language are shown

        missing figure text
        42:1 warning[translation-missing] `caption` of the figure `children` is not translated; until then the words of the tour's own language are shown

        the wrong file
        1:14 error[translates] this file stands beside `tour.toml` and translates it; name that file

        no language
        1:1 error[missing] this translation has no `language`; write the language as a tag, such as language = "en", "ru" or "kk"

        the same language
        2:12 error[duplicate-language] the tour is there in `en` already; every language has one file

        bad status
        3:10 error[unknown-value] there is no status `review`; did you mean `reviewed`?

        syntax
        9:9 error[toml] this text has no closing quotation mark on its line

        sources
        52:1 error[translation-key] `source` is the same in every language; remove it here; it stands in the tour's own file

        twice
        1:1 warning[translation-missing] the station `end` is not translated; until then the words of the tour's own language are shown
        30:1 warning[translation-steps] the station `gate` has 1 step here and 2 with words in the tour; run `docent translate`, or divide the translation as the tour is divided
        31:6 error[duplicate-id] there are two stations with the id `gate`; the first stands in line 8; give this one another id
        "#);
}

/// What is left out one by one, and what no longer agrees with its original.
#[test]
fn gaps_and_disagreements() {
    let cases = [
        ("a lost note", "шаг.[^papers]", "шаг."),
        ("a lost locator", ", абз. 4", ""),
        ("another locator", "абз. 4", "абз. 5"),
        ("a link too many", "Тишина.", "Тишина, [зэк](term:zek)."),
        ("an empty title", "title = \"Ворота\"", "title = \"\""),
        ("an empty step", "Первый шаг.[^papers]", ""),
        (
            "an empty text",
            "text = \"Тишина.\"",
            "text = \"\"\"\n\"\"\"",
        ),
        (
            "an empty reply",
            "Многие так и делали [@ashcroft-2025].",
            "",
        ),
        ("an empty note", "Бумаги [@ashcroft-2025].", ""),
        ("an empty event", "Аресты", ""),
        (
            "the original",
            "Опять [^papers] и [@ashcroft-2025].",
            "Again [^papers] and [@ashcroft-2025].",
        ),
        (
            "no fingerprint",
            "[[event]]",
            "[originals]\n\"title\" = \"x\"\n[[event]]",
        ),
        (
            "a changed original",
            "[[event]]",
            "[originals]\n\"station.end.title\" = \"00000000 -\"\n[[event]]",
        ),
    ];
    let told = cases.map(|(name, from, to)| format!("{name}\n{}\n", changed(from, to)));
    insta::assert_snapshot!(told.join("\n"), @r#"
        a lost note
        11:1 warning[translation-marks] this lacks `[^papers]` of the original; every statement keeps its sources: set them as the original does

        a lost locator
        15:1 warning[translation-marks] this lacks `[@ashcroft-2025, paragraph 4]` of the original, which has no `[@ashcroft-2025]`; every statement keeps its sources: set them as the original does

        another locator
        15:1 warning[translation-marks] this lacks `[@ashcroft-2025, paragraph 4]` of the original, which has no `[@ashcroft-2025, paragraph 5]`; every statement keeps its sources: set them as the original does

        a link too many
        33:8 warning[translation-marks] the original has no `term:zek`; every statement keeps its sources: set them as the original does

        an empty title
        7:1 warning[translation-missing] `title` of the station `gate` is not translated; until then the words of the tour's own language are shown

        an empty step
        11:1 warning[translation-missing] this step's `text` is not translated; until then the words of the tour's own language are shown

        an empty text
        30:1 warning[translation-missing] `text` of the station `end` is not translated; until then the words of the tour's own language are shown

        an empty reply
        24:1 warning[translation-missing] this step's `answers` are not translated; until then the words of the tour's own language are shown

        an empty note
        36:10 warning[translation-missing] the note `papers` is not translated; until then the words of the tour's own language are shown

        an empty event
        52:1 warning[translation-missing] this event's `text` is not translated; until then the words of the tour's own language are shown

        the original
        23:8 advice[same-as-original] this is the same as the original; translate it, or leave it empty until somebody does

        no fingerprint
        53:11 warning[bad-fingerprint] this is not the fingerprint of a text and its translation; delete this line and run `docent translate` again

        a changed original
        32:9 warning[stale-translation] the original has changed since this was translated; `docent translate` writes the new original above it; if this is right as it is, delete the line "station.end.title" under [originals] and run that
        "#);
}
