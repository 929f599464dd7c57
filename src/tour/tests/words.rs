//! Rules about what is said: claims without a source, texts too long to read, rights to pictures.

use super::{SOUND, check, show};
use crate::diagnostic::SourceFile;
use crate::tour::check::passages::{self, Passage};
use crate::tour::read;
use crate::tour::report::Report;
use crate::tour::resolve::station;
use crate::tour::texts::{Setting, Table, Texts};
use crate::tour::{AssetError, Assets, ClaimKind, Date, Tour, TourFiles, cut};

/// The faults of the sound tour with these words as its last station's text.
fn said(markdown: &str) -> String {
    let text = format!("text = '''\n{markdown}'''");
    check(&SOUND.replace("text = \"Silence.\"", &text))
}

const PARAGRAPH: &str = "put a note mark [^some-note] or a citation [@some-source] behind it; a note may say in words how it is known";

/// What is told of a text, without the place, and where, as the very words.
fn seen(markdown: &str) -> Vec<String> {
    let text = format!("text = '''\n{markdown}'''");
    let files = TourFiles::from_text("test", SOUND.replace("text = \"Silence.\"", &text));
    let (_, faults) = Tour::load(files);
    let told = faults.iter().map(|fault| {
        let place = fault.place.as_ref().expect("a place");
        format!("{} {}", fault.code, &place.file.text[place.range.clone()])
    });
    told.collect()
}

#[test]
fn a_claim_without_a_source_is_told_at_its_very_words() {
    assert_eq!(
        said("It was *founded* in 1931 &amp; closed."),
        format!(
            "40:21 warning[uncited-claim] this paragraph gives a date (1931) and cites nothing; {PARAGRAPH}"
        )
    );
    for (markdown, expected) in [
        // A paragraph is cited by a mark, a citation or a link to a source.
        ("It was founded in 1931.[^papers]", &[][..]),
        ("It was founded in 1931 [@ashcroft-2025].", &[]),
        (
            "It was founded in 1931, says [the article](source:ashcroft-2025).",
            &[],
        ),
        (
            "Founded in 1931.[^papers]\n\nClosed in 1959.",
            &["uncited-claim 1959"],
        ),
        (
            "One.\n\n*Two* &amp; then — in 1959.\n\nIn 1960.",
            &["uncited-claim 1959", "uncited-claim 1960"],
        ),
        // A figure or date is told before a name, and one thing is told of a paragraph.
        (
            "It is said that Stalin signed 40 lists in 1937.",
            &["uncited-claim 40"],
        ),
        ("It is said that Stalin came.", &["uncited-claim Stalin"]),
        // The tour's own names are no claims: its titles, places, terms and authors.
        (
            "This is the tour of Karlag; the Karlags of old were many.",
            &[],
        ),
        // A quotation is cited by what stands beside it, a list by what introduces it.
        ("> In 1937 they came.\n\nSo she wrote.[^papers]", &[]),
        ("She wrote in 1950:[^papers]\n\n> In 1937 they came.", &[]),
        (
            "She wrote in 1950:\n\n> In 1937 they came.\n>\n> They left.[^papers]",
            &[],
        ),
        ("> In 1937 they came.", &["uncited-claim 1937"]),
        ("Years:[^papers]\n\n- 1937\n- 1938", &[]),
        ("- 1937\n- 1938[^papers]", &[]),
        ("- 1937[^papers]\n- 1938", &["uncited-claim 1938"]),
        // Behind a step's end the count begins anew.
        (
            "In 1937.[^papers]\n\n---\n\nIn 1938.",
            &["uncited-claim 1938"],
        ),
        // A citation lost to a fault is not missed as well.
        ("In 1937.[^paper]", &["unknown-note paper"]),
        ("In 1937.[^papers", &["unclosed ["]),
    ] {
        assert_eq!(seen(markdown), expected, "{markdown}");
    }
}

#[test]
fn notes_terms_captions_events_and_charts_have_sources_too() {
    for (from, to, expected) in [
        (
            "papers = \"Papers [@ashcroft-2025].\"",
            "papers = \"Papers of 1937.\"",
            "42:21 warning[uncited-claim] this note gives a date (1937) and cites nothing; put a citation such as [@some-source] behind it",
        ),
        // A note may say in words, or with an address, how something is known.
        (
            "papers = \"Papers [@ashcroft-2025].\"",
            "papers = \"Counted for this tour.\"",
            "",
        ),
        (
            "papers = \"Papers [@ashcroft-2025].\"",
            "papers = \"A page of 2024: <https://example.org>.\"",
            "",
        ),
        (
            "meaning = \"A prisoner.\"",
            "meaning = \"A prisoner, writes Ashcroft.\"",
            "46:31 warning[uncited-claim] this glossary entry names Ashcroft and cites nothing; put a citation such as [@some-source] behind it",
        ),
        // A credit stands for the names and dates of a caption, not for its numbers.
        (
            "caption = \"See [the gate](station:gate).\"",
            "caption = \"The gate, seen by Ashcroft in 1937.\"",
            "",
        ),
        (
            "caption = \"See [the gate](station:gate).\"",
            "caption = \"Here 2,103 women stood.\"",
            "52:17 warning[uncited-claim] this caption gives a figure (2,103) and cites nothing; put a citation such as [@some-source] behind it",
        ),
        (
            "station = \"women\"\nsource = \"ashcroft-2025\"",
            "station = \"women\"",
            "63:8 warning[uncited-claim] this event gives a date (1937) and cites nothing; add a line source = \"some-source\"",
        ),
        (
            "text = \"Arrests\"\nstation = \"women\"\nsource = \"ashcroft-2025\"",
            "text = \"Arrests [@ashcroft-2025]\"",
            "",
        ),
        (
            "source = \"ashcroft-2025\"\n\n[[event]]",
            "\n[[event]]",
            "58:9 warning[uncited-chart] nothing says where the numbers of this chart come from; add a line source = \"some-source\"",
        ),
    ] {
        assert!(SOUND.contains(from), "{from}");
        assert_eq!(check(&SOUND.replacen(from, to, 1)), expected, "{to}");
    }
}

#[test]
fn a_translation_is_not_asked_for_sources_again() {
    let translation = "translates = \"tour.toml\"\nlanguage = \"ru\"\n[[station]]\nid = \"end\"\ntitle = \"Конец\"\ntext = \"Лагерь основан в 1931 году.\"\n";
    let files = TourFiles::from_text("test", SOUND).with_translation("tour.ru.toml", translation);
    let faults = show(&Tour::load(files).1);
    assert!(!faults.contains("uncited"), "{faults}");
}

#[test]
fn what_is_uncited_can_be_listed() {
    let text = SOUND.replace(
        "text = \"Silence.\"",
        "text = \"\"\"\nNothing here.\n\nIt is known that it was founded in 1931 and closed much later than that.\n\"\"\"",
    );
    let uncited = Tour::survey(TourFiles::from_text("test", text)).uncited;
    let [one] = uncited.as_slice() else {
        panic!("{uncited:?}")
    };
    assert_eq!((one.kind, one.seen.as_str()), (ClaimKind::Date, "1931"));
    assert_eq!(one.station, Some(2));
    assert_eq!(one.opening, "It is known that it was founded in 1931 and …");
}

#[test]
fn long_steps_and_sentences_are_told_in_every_language() {
    let long = |words: usize| format!("Слово {}", "слово ".repeat(words - 1));
    assert_eq!(said(&format!("{}.", long(40).trim())), "");
    assert_eq!(
        said(&format!("Коротко. {}.", long(41).trim())),
        "40:10 advice[long-sentence] this sentence has 41 words; a sentence of more than 40 words is hard to read aloud; make two of it"
    );
    let step = format!("{}.[^papers]\n\n", long(30).trim()).repeat(5);
    assert_eq!(said(&step), "");
    assert_eq!(
        said(&format!("{step}Ещё слово.")),
        "50:1 advice[long-label] this step has 152 words, and 150 end here; visitors stand while they read: divide it with a line of --- between blank lines"
    );
    let sentence = format!("{}.", long(45).trim());
    let translation = format!(
        "translates = \"tour.toml\"\nlanguage = \"ru\"\n[[station]]\nid = \"end\"\ntext = \"{sentence}\"\n[notes]\npapers = \"{sentence}\"\n"
    );
    let files = TourFiles::from_text("test", SOUND).with_translation("tour.ru.toml", translation);
    let faults = show(&Tour::load(files).1);
    assert_eq!(faults.matches("long-sentence").count(), 2, "{faults}");
}

/// A folder with one picture, on one day.
struct Day(Option<Date>);

impl Assets for Day {
    fn read(&self, _path: &str) -> Result<Vec<u8>, AssetError> {
        Err(AssetError::Missing)
    }

    fn exists(&self, _path: &str) -> bool {
        true
    }

    fn today(&self) -> Option<Date> {
        self.0
    }
}

fn on(year: i32, month: u8, day: u8) -> Date {
    Date {
        year,
        month: Some(month),
        day: Some(day),
    }
}

fn pictured(keys: &str, today: Option<Date>) -> String {
    let text = SOUND.replace(
        "caption = \"See [the gate](station:gate).\"\ncredit = \"Author 2024\"",
        keys,
    );
    show(&Tour::load(TourFiles::from_text("test", text).with_assets(Day(today))).1)
}

#[test]
fn rights_are_held_against_the_day() {
    let expired = "55:22 warning[expired-rights] the right to show this picture has expired; renew it and change the date, or take the picture out: without `image` its description is shown";
    let soon = |when: &str| {
        format!(
            "55:22 advice[rights-expire-soon] the right to show this picture expires {when}; ask the holder for more time"
        )
    };
    for (expires, today, expected) in [
        ("2030-01-01", None, String::new()),
        ("2030-01-01", Some(on(2029, 12, 1)), String::new()),
        ("2030-01-01", Some(on(2029, 12, 2)), soon("in 30 days")),
        ("2030-01-01", Some(on(2029, 12, 31)), soon("tomorrow")),
        ("2030-01-01", Some(on(2030, 1, 1)), soon("today")),
        ("2030-01-01", Some(on(2030, 1, 2)), expired.to_owned()),
        ("2030", Some(on(2030, 12, 31)), soon("today")),
        ("2030", Some(on(2031, 1, 1)), expired.to_owned()),
        ("2028-02", Some(on(2028, 2, 29)), soon("today")),
    ] {
        let keys = format!(
            "image = \"a.jpg\"\ncaption = \"A.\"\ncredit = \"B\"\nrights = {{ expires = \"{expires}\" }}"
        );
        assert_eq!(pictured(&keys, today), expected, "{expires} on {today:?}");
    }
}

#[test]
fn a_picture_has_a_credit_and_a_caption() {
    assert_eq!(
        pictured("image = \"a.jpg\"\ncaption = \"A.\"", None),
        "52:9 warning[missing-credit] nobody is named for this picture; say who made it and where it is from: credit = \"…\""
    );
    assert_eq!(
        pictured("image = \"a.jpg\"\nrights = { holder = \"B\" }", None),
        "52:9 advice[missing-caption] this picture has no caption; say in a line what is seen, where and when: caption = \"…\""
    );
    // Without a picture there is nothing to credit.
    assert_eq!(pictured("", None), "");
}

/// What the guide alone sees is no text of a visitor's.
#[test]
fn every_prose_that_is_translated_is_also_checked() {
    let file = SourceFile::new(
        "tour.toml",
        include_str!("../../../tests/it/everything.toml"),
    );
    let texts = Texts::of(&file);
    let mut translated = Vec::new();
    for table in texts.tables.iter().chain(&texts.events.items) {
        gather(table, &mut translated);
    }
    let mut checked = Vec::new();
    for section in &cut(&file.text) {
        read::section(
            &file,
            section,
            &mut Report::silent(),
            |raw, page, report| {
                let mut look = |passage: Passage<'_>| {
                    checked.push(passage.written.as_str().trim().to_owned());
                };
                for found in &raw.station {
                    let draft = station::draft(page, found, report);
                    passages::of_station(&draft, 0, &mut look);
                }
                passages::of_section(page, raw, &mut look);
            },
        );
    }
    translated.sort();
    checked.sort();
    assert_eq!(translated, checked);
}

/// The prose of a table and of all lists in it, but for the guide's.
fn gather(table: &Table, found: &mut Vec<String>) {
    let texts = table.texts.iter();
    let prose = texts.filter(|text| text.setting == Setting::Prose && *text.key != *"guide");
    found.extend(prose.map(|text| text.words.trim().to_owned()));
    for item in table.lists.iter().flat_map(|list| &list.items) {
        gather(item, found);
    }
}
