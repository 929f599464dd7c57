//! Handouts: what stands on paper, for whom, and that whatever is in a tour comes out as its words.

use std::path::Path;
use std::process::{Command, Stdio};

use docent::export::handout::{MEASURE, markdown, text};
use docent::export::reader::Reader;
use docent::library::{self, Found};
use docent::tour::{Edition, Tour, TourFiles};
use pulldown_cmark::{Event, Options, Parser, Tag};
use unicode_width::UnicodeWidthStr;

use crate::properties::EVERYTHING;
use crate::visit::tour;

/// The two ways a handout is set.
const MEDIA: [fn(&Edition, Reader) -> String; 2] = [text, markdown];

const READERS: [Reader; 2] = [Reader::Visitor, Reader::Teacher];

fn karlag() -> Tour {
    let Found::BuiltIn(files) = library::find(None).expect("built in") else {
        panic!("no tour is built in")
    };
    Tour::open(files).0.expect("without errors")
}

/// The words without their lines.
fn squeezed(words: &str) -> String {
    words.chars().filter(|char| !char.is_whitespace()).collect()
}

/// Lines wider than the measure.
fn wide(text: &str) -> Vec<&str> {
    let is_wide = |line: &&str| line.width() > usize::from(MEASURE);
    text.lines().filter(is_wide).collect()
}

/// Numbers in square brackets after `before`, in order.
fn numbers(text: &str, before: &str) -> Vec<usize> {
    let parts = text.split(before).skip(1);
    let numbers = parts.filter_map(|part| part.split_once(']')?.0.parse().ok());
    numbers.collect()
}

/// The numbers of the notes in a plain text, and of the marks in it.
fn notes_and_marks(text: &str) -> (Vec<usize>, Vec<usize>) {
    let starts = |line: &&str| line.starts_with('[') && !numbers(line, "[").is_empty();
    let (notes, others): (Vec<_>, Vec<_>) = text.lines().partition(starts);
    let notes = notes.iter().map(|line| numbers(line, "[")[0]);
    (notes.collect(), numbers(&others.join("\n"), "["))
}

fn assert_complete(notes: &[usize], mut marks: Vec<usize>) {
    marks.sort_unstable();
    marks.dedup();
    assert_eq!(marks, (1..=marks.len()).collect::<Vec<_>>());
    assert_eq!(notes, marks, "each note stands once, in order");
}

#[test]
fn a_handout_in_plain_text() {
    let tour = tour(EVERYTHING);
    insta::assert_snapshot!(text(&tour.editions()[0], Reader::Visitor));
}

#[test]
fn a_teachers_handout_in_markdown() {
    let tour = tour(EVERYTHING);
    insta::assert_snapshot!(markdown(&tour.editions()[0], Reader::Teacher));
}

#[test]
fn the_shipped_tour_fits_on_paper_in_each_language() {
    for edition in karlag().editions() {
        let language = &edition.head().language;
        let of = READERS.map(|reader| {
            let set = text(edition, reader);
            assert_eq!(wide(&set), Vec::<&str>::new(), "{language}");
            assert!(!set.contains("\n\n\n\n"), "{language}");
            assert!(set.lines().all(|line| line == line.trim_end()));
            let (notes, marks) = notes_and_marks(&set);
            assert!(notes.len() > 100, "{language}");
            assert_complete(&notes, marks);
            notes
        });
        // A teacher and a class speak of the same note by its number.
        assert_eq!(of[0], of[1]);
    }
}

#[test]
fn each_mark_has_its_note_in_markdown() {
    for edition in karlag().editions() {
        for reader in READERS {
            let set = markdown(edition, reader);
            let (mut notes, mut marks) = (Vec::new(), Vec::new());
            for event in Parser::new_ext(&set, Options::ENABLE_FOOTNOTES) {
                match event {
                    Event::Start(Tag::FootnoteDefinition(id)) => notes.push(id.parse().unwrap()),
                    Event::FootnoteReference(id) => marks.push(id.parse().unwrap()),
                    _ => {}
                }
            }
            assert_complete(&notes, marks);
        }
    }
}

#[test]
fn every_source_that_is_cited_stands_in_the_bibliography() {
    for edition in karlag().editions() {
        let heading = format!("\n{}\n", &*edition.words().bibliography);
        let set = text(edition, Reader::Visitor);
        let (_, bibliography) = set.rsplit_once(&heading).expect("a bibliography");
        let bibliography = squeezed(bibliography);
        let mut cited = 0;
        for entry in edition.bibliography().entries() {
            let id = &edition.sources()[entry.source].id;
            cited += usize::from(edition.citings().of(id).is_some());
            assert!(bibliography.contains(&squeezed(&entry.text.string)), "{id}");
        }
        assert!(cited > 20, "{cited}");
    }
}

#[test]
fn where_the_tour_stands_on_the_web_is_told_at_its_end() {
    let tour = tour(EVERYTHING);
    let edition = &tour.editions()[0];
    let web = "Thank you for reading.\n\nThis tour on the web: https://example.org/everything\n";
    assert!(text(edition, Reader::Visitor).contains(web));
    let web = "This tour on the web: <https://example.org/everything>\n";
    assert!(markdown(edition, Reader::Visitor).contains(web));
}

#[test]
fn notes_for_the_guide_are_for_teachers_alone() {
    let secret = "secret words for the guide";
    let other = EVERYTHING.replace(secret, "other words");
    assert_ne!(other, EVERYTHING);
    let (one, other) = (tour(EVERYTHING), tour(&other));
    for set in MEDIA {
        let of = |tour: &Tour, reader| set(&tour.editions()[0], reader);
        assert_eq!(of(&one, Reader::Visitor), of(&other, Reader::Visitor));
        assert!(of(&one, Reader::Teacher).contains(secret));
        assert!(!of(&one, Reader::Visitor).contains(secret));
    }
}

#[test]
fn no_sentence_of_the_shipped_guides_notes_is_on_a_visitors_paper() {
    for edition in karlag().editions() {
        let visitors = squeezed(&text(edition, Reader::Visitor));
        let teachers = squeezed(&text(edition, Reader::Teacher));
        let stations = (0..edition.station_count()).filter_map(|index| edition.station(index));
        let guides = stations.filter_map(|station| station.guide.as_ref());
        let mut sentences = 0;
        for paragraph in guides.flat_map(|guide| &guide.paragraphs) {
            // Up to the first thing that paper has otherwise, such as a citation.
            let runs = paragraph.text.runs.first();
            let end = runs.map_or(paragraph.text.string.len(), |run| run.range.start);
            let words = squeezed(&paragraph.text.string[..end]);
            assert!(teachers.contains(&words), "{words}");
            assert!(words.is_empty() || !visitors.contains(&words), "{words}");
            sentences += 1;
        }
        assert!(sentences > 20, "{sentences}");
    }
}

#[test]
fn a_notice_stands_before_what_it_is_about() {
    let tour = tour(EVERYTHING);
    for set in MEDIA {
        for reader in READERS {
            let set = set(&tour.editions()[0], reader);
            let order = [
                "# Everything|Everything\n=",
                "This tour speaks of hard things.",
                "What this tour is about.",
                "firstword",
                "The yard was a place of punishment.",
                "thirdword",
            ];
            let places = order.map(|words| {
                let mut words = words.split('|');
                words.find_map(|words| set.find(words)).expect("there")
            });
            assert!(places.is_sorted(), "{places:?}\n{set}");
        }
    }
}

#[test]
fn what_is_not_translated_says_so() {
    let ru = "translates = \"tour.toml\"\nlanguage = \"ru\"\nstatus = \"draft\"\ntitle = \"Всё\"\n[[station]]\nid = \"end\"\ntitle = \"Конец\"\nplace = \"Караганда\"\ntext = \"Последнее слово.[@page]\"\n";
    let files = TourFiles::from_text("test", EVERYTHING).with_translation("tour.ru.toml", ru);
    let tour = Tour::load(files).0.expect("a tour");
    let edition = &tour.editions()[1];
    let words = edition.words();
    for set in MEDIA {
        let set = squeezed(&set(edition, Reader::Visitor));
        assert!(set.contains(&squeezed(&words.draft_translation)), "{set}");
        let marked = |words: &str| set.matches(&squeezed(words)).count();
        // Two stations; of the rest a note that is called twice, a figure, charts, events and a term.
        assert_eq!(marked(&words.untranslated), 2);
        let gap = words.signs.aside.fill(&[("text", &words.not_translated)]);
        assert_eq!(marked(&gap), 2 + 1 + 2 + 3 + 1, "{set}");
    }
}

#[test]
fn whatever_an_author_writes_comes_out_as_words() {
    let hostile =
        "<script>alert(1)</script> *a* _b_ [c](javascript:d) | `e` & &lt; ~~f~~ # g $h$ \\i";
    let long = "сверх".repeat(40);
    let bytes = format!("{hostile} {long} 🏛👩🏽 За́мок 你好");
    let tour = format!(
        "format = 1\ntitle = '{bytes}'\nsubtitle = '{bytes}'\nlanguage = \"en\"\nauthors = ['{bytes}']\nlicence = '{bytes}'\n\
         [[station]]\nid = \"a\"\ntitle = '{bytes}'\nplace = '{bytes}'\n\
         [[station.step]]\ntext = '\\<script\\>alert(1)\\</script\\> \\*a\\* {long}'\n\
         [[station.step]]\nfigure = \"f\"\n[[station.step]]\nchart = \"c\"\n\
         [[station.step]]\nask = \"Why?\"\nanswers = [{{ label = '{bytes}', reply = \"So.\" }}]\n\
         [[station.step]]\nchoose = [{{ label = '{bytes}', to = \"a\" }}]\n\
         [[figure]]\nid = \"f\"\nalt = '{bytes}'\ncredit = '{bytes}'\n\
         [[chart]]\nid = \"c\"\nkind = \"bars\"\ntitle = '{bytes}'\nvalues = [{{ label = '{bytes}', value = 1 }}]\n\
         [glossary.t]\nterm = '{bytes}'\nmeaning = \"It.\"\noriginal = 'x {bytes}'\n"
    );
    let tour = crate::visit::tour(&tour);
    let edition = &tour.editions()[0];
    let plain = text(edition, Reader::Teacher);
    assert_eq!(wide(&plain), Vec::<&str>::new());
    let wanted = squeezed(&bytes);
    assert!(squeezed(&plain).matches(&wanted).count() >= 12, "{plain}");
    let options =
        Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let set = markdown(edition, Reader::Teacher);
    let mut words = String::new();
    for event in Parser::new_ext(&set, options) {
        match event {
            Event::Text(part) | Event::Code(part) => words.push_str(&part),
            Event::Html(_) | Event::InlineHtml(_) => panic!("HTML in {set}"),
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Strikethrough) => {
                panic!("a stray sign in {set}")
            }
            _ => {}
        }
    }
    assert!(squeezed(&words).matches(&wanted).count() >= 12, "{set}");
    assert!(squeezed(&words).contains("<script>alert(1)</script>*a*сверх"));
}

#[test]
fn addresses_stay_whole_where_they_fit_and_are_shown_on_paper() {
    let long = format!("https://example.org/{}", "part/of-a/".repeat(12));
    let tour = format!(
        "format = 1\ntitle = \"T\"\nlanguage = \"en\"\n[[station]]\nid = \"a\"\ntitle = \"A\"\n\
         text = \"Read on [at the museum](https://example.org/a-rather/long-path/to_a_page.html) and at <{long}> or write to [us](mailto:museum@example.org).\"\n"
    );
    let tour = crate::visit::tour(&tour);
    let edition = &tour.editions()[0];
    let set = text(edition, Reader::Visitor);
    assert!(
        set.contains("at the museum\n(https://example.org/a-rather/long-path/to_a_page.html) and"),
        "{set}"
    );
    assert!(set.contains("us (museum@example.org)."), "{set}");
    assert!(squeezed(&set).contains(&long) && wide(&set).is_empty());
    assert!(!set.contains("https:\n") && !set.contains("//\n"), "{set}");
    let set = markdown(edition, Reader::Visitor);
    let shown = "at the museum (<https://example.org/a-rather/long-path/to_a_page.html>) and";
    assert!(set.contains(shown), "{set}");
}

#[test]
fn the_same_tour_gives_the_same_bytes() {
    for set in MEDIA {
        let printed = || set(&tour(EVERYTHING).editions()[0], Reader::Teacher);
        assert_eq!(printed(), printed());
    }
}

#[test]
fn the_program_prints_a_handout_or_writes_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("handout.md");
    let export = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_docent"))
            .arg("export")
            .args(arguments)
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
            .stdin(Stdio::null())
            .output()
            .expect("docent runs")
    };
    let subject = "tests/it/everything.toml";
    let tour = tour(EVERYTHING);
    let edition = &tour.editions()[0];
    let printed = export(&["text", subject]);
    assert_eq!(printed.status.code(), Some(0));
    let expected = text(edition, Reader::Visitor);
    assert!(printed.stdout == expected.as_bytes());
    let name = file.to_str().expect("UTF-8");
    let written = export(&["markdown", subject, "--teacher", "-o", name]);
    assert_eq!((written.status.code(), written.stdout.len()), (Some(0), 0));
    let expected = markdown(edition, Reader::Teacher);
    assert!(std::fs::read_to_string(&file).expect("written") == expected);
    let again = export(&["markdown", subject, "-o", name]);
    assert_ne!(again.status.code(), Some(0));
    assert!(std::fs::read_to_string(&file).expect("kept") == expected);
    let unknown = export(&["text", subject, "--language", "de"]);
    assert_eq!(unknown.status.code(), Some(2));
    let said = String::from_utf8_lossy(&unknown.stderr).into_owned();
    assert!(said.contains("it is there in en"), "{said}");
}
