//! A tour that is translated in part: every word on its pages is told in its language, and no more.

use std::collections::BTreeMap;
use std::fs;

use crate::site::pages::{Spoken, faults, is_page, spoken};
use crate::site::{single, site, text};

/// Every word of it is in Latin letters, but for names of persons and what is from Russian sources.
const TOUR: &str = r#"
format = 1
title = "Title words"
subtitle = "Subtitle words"
language = "en"
authors = ["Анна Автор"]
licence = "1.0"
summary = "Summary words.[@book, p. 9] Summary end."
notice = "Tour notice words [@memoir]."
closing = "Closing words with a [term](term:lent) in them.[@book]"

[[station]]
id = "hall"
title = "Hall title"
place = "Hall place"
at = { lat = 50.0, lon = 70.0 }
text = """
Done before.[^done]

---

Gap *words* with a mark[^gap] and a [term](term:lent).[@book, p. 2] A [station](station:yard).[@memoir]

> Gap quotation.[^done]

1. Gap item

   - Gap inner item[@memoir, p. 3]
"""

[[station]]
id = "yard"
title = "Yard title"
place = "Yard place"
at = { lat = 52.0, lon = 75.0 }
notice = "Yard notice words."
[[station.step]]
ask = "Question words?[^gap]"
answers = [{ label = "Answer label", reply = "Reply words.[@book]" }, { label = "Answer done", reply = "Reply gap." }, { label = "Label gap", reply = "Reply done." }]
[[station.step]]
figure = "plan"
[[station.step]]
figure = "photo"
[[station.step]]
chart = "share"
[[station.step]]
chart = "bars"
[[station.step]]
chart = "years"
[[station.step]]
choose = [{ label = "Choice gap", to = "hall" }, { label = "Choice done", to = "end" }]

[[station]]
id = "end"
title = "End title"
place = "End place"
at = { lat = 52.0, lon = 75.0 }
text = "End words. A [term](term:half) and a [figure](figure:plan)."

[notes]
done = "Done note."
gap = "Note gap.[@memoir, p. 4] It goes on [@book, p. 5], and ends."

[glossary.lent]
term = "lent term"
meaning = "Meaning gap.[@memoir]"
original = "слово"
[glossary.half]
term = "half term"
meaning = "Meaning gap, too."

[[figure]]
id = "plan"
alt = "Alt gap"
caption = "Caption gap.[@memoir]"
credit = "Credit gap"
rights = { holder = "Rights holder", licence = "Rights licence" }
[[figure]]
id = "photo"
alt = "Alt done"
caption = "Photo caption gap"
credit = "Credit done"

[[chart]]
id = "share"
kind = "share"
title = "Share title"
values = [{ label = "share label", value = 6, of = 21 }]
source = "book"
[[chart]]
id = "bars"
kind = "bars"
title = "Bars done"
values = [{ label = "bars gap", value = 6 }, { label = "bars done", value = 7 }]
source = "memoir"
[[chart]]
id = "years"
kind = "line"
title = "Years gap"
values = [{ label = "years gap", value = 6 }, { label = "years done", value = 7 }]

[[event]]
date = "1938"
text = "Event gap.[@memoir]"
station = "hall"
source = "book"
[[event]]
date = "1939"
text = "Event done."
station = "yard"

[[source]]
id = "book"
type = "book"
title = "The Book"
author = [{ family = "Автор", given = "Анна" }]
publisher = "Издательство"
issued = "1999"
language = "en"
[[source]]
id = "memoir"
type = "book"
title = "Воспоминания"
author = [{ family = "Автор", given = "Анна" }]
publisher = "Издательство"
issued = "2001"
language = "ru"

[map]
outline = "outline.geojson"
"#;

/// All of it is in Cyrillic letters. What is missing is missing in each way: an empty text, none at all,
/// a thing without its table.
const TRANSLATION: &str = r#"
format = 1
translates = "tour.toml"
language = "ru"
title = ""
status = "reviewed"
closing = "Последние слова с [термином](term:lent).[@book]"

[[station]]
id = "hall"
title = "Название зала"
place = ""
text = """
Готово раньше, без примечания.

---
"""

[[station]]
id = "yard"
title = ""
place = "Место двора"
notice = ""
[[station.step]]
ask = ""
answers = [{ label = "", reply = "" }, { label = "Готовый ответ", reply = "" }, { label = "", reply = "Готовая реплика.[@book]" }]
[[station.step]]
[[station.step]]
[[station.step]]
[[station.step]]
[[station.step]]
[[station.step]]
choose = [{ label = "" }, { label = "Готовый выбор" }]

[notes]
done = "Готовое примечание."

[glossary.half]
term = "готовый термин"

[[figure]]
id = "photo"
alt = "Готовое описание"
credit = "Готовое имя"

[[chart]]
id = "bars"
title = "Готовая диаграмма"
values = [{ label = "" }, { label = "готовые столбцы" }]
[[chart]]
id = "years"
values = [{ label = "" }, { label = "готовые годы" }]

[[event]]
text = ""
[[event]]
text = "Готовое событие."
"#;

const OUTLINE: &str =
    r#"{ "type": "Polygon", "coordinates": [[[60, 45], [80, 45], [80, 55], [60, 55], [60, 45]]] }"#;

/// What stands in each place that nobody has translated, the other places beside it done.
const GAPS: [&str; 37] = [
    "Title words",
    "Subtitle words",
    "Summary words.",
    "Summary end.",
    "Tour notice words",
    "Hall place",
    "Gap",
    "with a",
    "quotation.",
    "Gap item",
    "Gap inner",
    "Yard title",
    "Yard notice words.",
    "Question",
    "Answer label",
    "Reply",
    "Reply gap.",
    "Label gap",
    "Choice gap",
    "End title",
    "End place",
    "End words. A",
    "Note gap.",
    ", and ends.",
    "lent term",
    "Meaning gap.",
    "Meaning gap, too.",
    "Alt gap",
    "Caption gap.",
    "Credit gap",
    "Rights holder, Rights licence",
    "Photo caption gap",
    "Share title",
    "share label",
    "bars gap",
    "years gap",
    "Event gap.",
];

/// The program's words and those of the translation that stand right beside them.
const DONE: [&str; 17] = [
    "Название зала",
    "Готово раньше, без примечания.",
    "Место двора",
    "Готовый ответ",
    "реплика.",
    "Готовый выбор",
    "Готовое примечание.",
    "готовый термин",
    "Готовое описание",
    "Готовое имя",
    "Готовая диаграмма",
    "готовые столбцы",
    "готовые годы",
    "Готовое событие.",
    "Вопрос для размышления",
    "Примечания",
    "Последние слова с",
];

fn pages() -> [BTreeMap<String, Vec<u8>>; 2] {
    let folder = tempfile::tempdir().expect("a folder");
    let files = [
        ("tour.toml", TOUR),
        ("tour.ru.toml", TRANSLATION),
        ("outline.geojson", OUTLINE),
    ];
    for (name, content) in files {
        fs::write(folder.path().join(name), content).expect("written");
    }
    let tour = text(folder.path());
    [site(tour, &[]), single(tour, &["--language", "ru"])]
}

/// The letters of words tell the language they are in; numbers and signs are in none.
fn is_wrong(spoken: &Spoken) -> bool {
    let is_latin = |char: char| char.is_ascii_alphabetic();
    let is_cyrillic = |char: char| matches!(char, '\u{400}'..='\u{52f}');
    let mut base = spoken.language.split('-');
    match base.next() {
        // A language that nobody names.
        Some("und") => false,
        Some("en") => spoken.words.contains(is_cyrillic),
        Some("ru") => spoken.words.contains(is_latin),
        other => panic!("{other:?}: {}", spoken.words),
    }
}

#[test]
fn words_that_nobody_has_translated_are_told_in_their_language() {
    for files in pages() {
        let found = faults(&files);
        assert!(found.is_empty(), "{}", found.join("\n"));
        let is_translated = |path: &&String| path.starts_with("ru/") || *path == "single.html";
        let pages = files.keys().filter(|path| is_page(path));
        let pages: Vec<&String> = pages.filter(is_translated).collect();
        let said = |path: &&String| {
            let page = std::str::from_utf8(&files[*path]).expect("UTF-8");
            // The name of a window has one language, whatever is in it.
            let said = spoken(page).into_iter();
            said.filter(|it| it.within != ["html", "head", "title"])
        };
        let all: Vec<(&String, Spoken)> = pages
            .iter()
            .flat_map(|path| said(path).map(|it| (*path, it)))
            .collect();
        let wrong: Vec<_> = all.iter().filter(|(_, it)| is_wrong(it)).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        let is_there = |words: &str, language: &str| {
            all.iter()
                .any(|(_, it)| it.words.contains(words) && it.language == language)
        };
        let lost = GAPS.into_iter().filter(|words| !is_there(words, "en"));
        let lost: Vec<&str> = lost
            .chain(DONE.into_iter().filter(|words| !is_there(words, "ru")))
            .collect();
        assert!(lost.is_empty(), "{lost:?}");
    }
}

#[test]
fn the_name_of_a_window_is_in_the_language_of_its_first_words() {
    let [site, _] = pages();
    for (path, title) in [
        ("ru/index.html", "<title lang=\"en\">Title words</title>"),
        ("ru/station-yard.html", "<title lang=\"en\">2 Yard title"),
        ("ru/station-hall.html", "<title>1 Название зала"),
    ] {
        let page = String::from_utf8_lossy(&site[path]);
        assert!(page.contains(title), "{path}: {page}");
    }
}

/// A check that cannot fail says nothing.
#[test]
fn words_in_the_wrong_language_are_found() {
    for (page, is_fault) in [
        ("<html lang=\"ru\"><p>Слово</p></html>", false),
        ("<html lang=\"ru\"><p>Word</p></html>", true),
        ("<html lang=\"ru\"><p lang=\"en\">Word</p></html>", false),
        (
            "<html lang=\"ru\"><p lang=\"en\">Word<br>Слово</p></html>",
            true,
        ),
        (
            "<html lang=\"ru\"><p lang=\"en\">Word<b lang=\"ru\">Слово</b></p>Слово</html>",
            false,
        ),
        ("<html lang=\"ru\"><img alt=\"Word\">Слово</html>", true),
        (
            "<html lang=\"ru\"><a aria-label=\"Word\">1</a></html>",
            true,
        ),
    ] {
        assert_eq!(spoken(page).iter().any(is_wrong), is_fault, "{page}");
    }
}
