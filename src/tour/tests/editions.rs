//! What an edition holds.

use super::SOUND;
use crate::markup::{Link, ParagraphKind, Prose, Text};
use crate::tour::{AssetError, Assets, Content, MarkKind, Station, Tour, TourFiles};

fn tour(toml: &str) -> Tour {
    let (tour, faults) = Tour::load(TourFiles::from_text("test", toml));
    tour.unwrap_or_else(|| panic!("{faults:#?}"))
}

/// A station of this text.
fn station(text: &str) -> Station {
    let toml =
        format!("{SOUND}\n[[station]]\nid = 'new'\ntitle = 'New'\ntext = '''\n{text}\n'''\n");
    let tour = tour(&toml);
    tour.editions()[0].station(3).unwrap().clone()
}

/// Prose with its markup made visible.
fn show(prose: &Prose) -> String {
    let paragraphs = prose.paragraphs.iter().map(|paragraph| {
        let indent = "  ".repeat(paragraph.depth.into());
        let kind = match paragraph.kind {
            ParagraphKind::Plain => String::new(),
            ParagraphKind::Numbered(number) => format!("{number}. "),
            other => format!("{other:?} "),
        };
        format!("{indent}{kind}{}", inline(&paragraph.text))
    });
    paragraphs.collect::<Vec<_>>().join("\n")
}

fn inline(text: &Text) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for run in &text.runs {
        let face = [
            (run.face.emphasis, "emphasis "),
            (run.face.strong, "strong "),
            (run.face.code, "code "),
        ];
        out.push_str(&text.string[at..run.range.start]);
        out.push('{');
        out.extend(face.iter().filter(|(on, _)| *on).map(|(_, name)| *name));
        out.push_str(&run.link.as_ref().map_or_else(String::new, link));
        out.push_str(&text.string[run.range.clone()]);
        out.push('}');
        at = run.range.end;
    }
    out.push_str(&text.string[at..]);
    out
}

fn link(link: &Link) -> String {
    match link {
        Link::Mark(mark) => format!("m{mark} "),
        Link::Citation(citation) => format!("@{} ", citation.cites[0].source),
        Link::Term(id) => format!("term:{id} "),
        Link::Station(id) => format!("station:{id} "),
        Link::Figure(id) => format!("figure:{id} "),
        Link::Source(id) => format!("source:{id} "),
        Link::Address(address) => format!("{address} "),
    }
}

fn steps(station: &Station) -> String {
    let steps = station.steps.iter().map(|step| match &step.content {
        Content::Text(prose) => show(prose),
        Content::Figure(id) => format!("figure {id}"),
        Content::Chart(id) => format!("chart {id}"),
        Content::Ask { question, answers } => answers
            .iter()
            .fold(format!("? {}", show(question)), |out, answer| {
                format!("{out}\n* {}: {}", answer.label, show(&answer.reply))
            }),
        Content::Choose(choices) => choices
            .iter()
            .map(|choice| format!("> {} ({})", choice.label, choice.to))
            .collect::<Vec<_>>()
            .join("\n"),
    });
    let marks = station
        .marks
        .iter()
        .enumerate()
        .map(|(index, mark)| match &mark.kind {
            MarkKind::Note(id) => format!("m{index} step {} note {id}", mark.step),
            MarkKind::Citation(citation) => format!(
                "m{index} step {} cites {}",
                mark.step, citation.cites[0].source
            ),
        });
    steps.chain(marks).collect::<Vec<_>>().join("\n--\n")
}

#[test]
fn a_text_is_divided_into_steps_and_its_marks_are_numbered() {
    let tour = tour(SOUND);
    let edition = &tour.editions()[0];
    insta::assert_snapshot!(steps(edition.station(0).unwrap()), @"
        First step.{m0 [1]}
        --
        A {term:zek zek} was held here {m1 [2]}.
        --
        m0 step 0 note papers
        --
        m1 step 1 cites ashcroft-2025
        ");
    insta::assert_snapshot!(steps(edition.station(1).unwrap()), @"
        Again {m0 [1]} and {m1 [2]}.
        --
        figure children
        --
        chart mothers
        --
        ? What would {emphasis you} keep?
        * A letter: Many did {m2 [3]}.
        --
        > On (end)
        > Back (gate)
        --
        m0 step 0 note papers
        --
        m1 step 0 cites ashcroft-2025
        --
        m2 step 3 cites ashcroft-2025
        ");
}

#[test]
fn a_note_keeps_its_number_and_a_citation_gets_its_own() {
    insta::assert_snapshot!(steps(&station("a[^papers] b [@ashcroft-2025]\n\n---\n\nc [@ashcroft-2025, 3][^papers]")), @"
        a{m0 [1]} b {m1 [2]}
        --
        c {m2 [3]}{m0 [1]}
        --
        m0 step 0 note papers
        --
        m1 step 0 cites ashcroft-2025
        --
        m2 step 1 cites ashcroft-2025
        ");
}

#[test]
fn markup_becomes_paragraphs_and_runs() {
    insta::assert_snapshot!(steps(&station("One *two **three*** `four`\nfive\\\nsix.  \nseven\n\n> Said\n>\n> - one\n> - two\n\n1. first\n\n   more\n2. second\n   - inner\n   > quoted\n\n<https://a.org> <a@b.org> [*the* gate](station:gate) [w](https://b.org/x?y=1) \\[@x] [sic] — «…»")), @"
        One {emphasis two }{emphasis strong three} {code four} five
        six.
        seven
        Quotation Said
          Bullet one
          Bullet two
        1. first
        Continued more
        2. second
          Bullet inner
          Quotation quoted
        {https://a.org https://a.org} {mailto:a@b.org a@b.org} {emphasis station:gate the}{station:gate  gate} {https://b.org/x?y=1 w} [@x] [sic] — «…»
        ");
}

#[test]
fn a_rule_without_blank_lines_divides_nothing() {
    let text = "a\n\n---\n\n  ----  \n\nb";
    let toml =
        format!("{SOUND}\n[[station]]\nid = 'new'\ntitle = 'New'\ntext = '''\n{text}\n'''\n");
    insta::assert_snapshot!(super::check(&toml), @"84:3 error[markup] a rule is not shown; a line of --- between blank lines begins a new step, in a station's text only");
    let toml = toml.replace("\n\n---\n\n  ----  \n\n", "\n---\n");
    insta::assert_snapshot!(super::check(&toml), @"80:1 error[markup] a heading cannot stand inside a text; a station has its title; to begin a new step leave a blank line above and below ---");
}

#[test]
fn everything_is_found_by_its_id() {
    let tour = tour(SOUND);
    let edition = &tour.editions()[0];
    assert_eq!(edition.station_count(), 3);
    assert_eq!(edition.find("end"), Some(2));
    assert_eq!(
        (
            edition.by_label("2"),
            edition.by_label(" 3 "),
            edition.by_label("4")
        ),
        (Some(1), Some(2), None)
    );
    assert_eq!(
        show(&edition.note("papers").unwrap().text),
        "Papers {@ashcroft-2025 […]}."
    );
    assert_eq!(
        edition.term("zek").unwrap().original.as_deref(),
        Some("зэк")
    );
    assert_eq!(
        edition
            .figure("children")
            .unwrap()
            .caption
            .as_ref()
            .unwrap()
            .string,
        "See the gate."
    );
    assert_eq!(edition.chart("mothers").unwrap().values[0].of, Some(2103.0));
    assert_eq!(edition.events()[0].station.as_deref(), Some("women"));
    assert_eq!(
        edition.source("ashcroft-2025").unwrap().item["issued"].to_string(),
        r#"{"date-parts":[[2025,2,16]]}"#
    );
    assert_eq!(edition.entries()[1].title, "The women");
    assert!(edition.station(3).is_none() && edition.map().is_none() && edition.note("x").is_none());
}

#[test]
fn a_source_knows_where_it_is_cited() {
    let tour = tour(SOUND);
    let cited = tour.editions()[0].citings().of("ashcroft-2025").unwrap();
    let marks: Vec<_> = cited
        .marks
        .iter()
        .map(|citing| (citing.station, citing.mark))
        .collect();
    assert_eq!(marks, [(0, 1), (1, 1), (1, 2)]);
    assert_eq!(cited.notes, ["papers".into()]);
    assert_eq!(tour.editions()[0].citings().of("x"), None);
}

#[test]
fn minutes_are_given_or_counted() {
    let words = "word ".repeat(360);
    let text = format!(
        "title = 'T'\n[[station]]\nid = 'a'\ntitle = 'A'\ntext = '{words}'\n[[station]]\nid = 'b'\ntitle = 'B'\nminutes = 7.5\ntext = 'x'\n"
    );
    let tour = tour(&text);
    let edition = &tour.editions()[0];
    let shown = [0, 1, 2].map(|index| format!("{:.1}", edition.minutes(index)));
    assert_eq!(shown, ["2.0", "7.5", "0.0"]);
}

#[test]
fn stations_may_stand_among_the_first_keys() {
    let tour = tour(
        "title = 'T'\nstation = [{ id = 'a', title = 'A', text = 'x' }, { id = 'b', title = 'B', text = 'y' }]\nnotes = {}\n",
    );
    let edition = &tour.editions()[0];
    assert_eq!(edition.station_count(), 2);
    assert_eq!(steps(edition.station(1).unwrap()), "y");
}

#[test]
fn opening_reads_no_station() {
    let words = "Some words. ".repeat(50);
    let station = |n| format!("[[station]]\nid = 's{n}'\ntitle = 'S'\ntext = '''\n{words}\n'''\n");
    let stations = (0..2000).map(station).collect::<Vec<_>>().concat();
    let (tour, faults) = Tour::open(TourFiles::from_text(
        "test",
        format!("format = 1\nlanguage = 'en'\ntitle = 'T'\n{stations}"),
    ));
    let tour = tour.unwrap();
    let edition = &tour.editions()[0];
    assert!(faults.is_empty());
    assert_eq!(
        (edition.station_count(), edition.stations_read()),
        (2000, 0)
    );
    assert_eq!(&*edition.station(1999).unwrap().id, "s1999");
    assert_eq!(edition.stations_read(), 1);
    assert!(tour.check().is_empty());
    assert_eq!(edition.stations_read(), 1);
}

#[test]
fn forbidden_characters_reach_no_value() {
    let toml = SOUND
        .replace("The gate", "The \\u202egate\\u0007")
        .replace("Silence.", "Sil\u{200b}ence\\u009b31m.")
        .replace("Thank You", "Thank\\u001b You");
    let (tour, _) = Tour::open(TourFiles::from_text("test", toml));
    let tour = tour.unwrap();
    let edition = &tour.editions()[0];
    assert_eq!(edition.entries()[0].title, "The gate");
    assert_eq!(edition.station(0).unwrap().title, "The gate");
    assert_eq!(steps(edition.station(2).unwrap()), "Silence31m.");
    assert_eq!(edition.sources()[0].item["title"], "Thank You");
}

/// Files beside a tour.
struct Shelf;

impl Assets for Shelf {
    fn read(&self, path: &str) -> Result<Vec<u8>, AssetError> {
        match path {
            "refs.json" => Ok(br#"[{"id": "zotero-1", "type": "document", "title": "A\u202eB", "issued": {"date-parts": [[1999]]}}, {"id": 7, "type": "document", "title": "C"}]"#.to_vec()),
            "bad.json" => Ok(b"[\n  {,\n]".to_vec()),
            "land.geojson" => Ok(br#"{"type": "LineString", "coordinates": [[70, 50], [71, 51]]}"#.to_vec()),
            _ => Err(AssetError::Missing),
        }
    }

    fn exists(&self, path: &str) -> bool {
        self.read(path).is_ok()
    }
}

const WITH_FILES: &str = "format = 1\nlanguage = 'en'\ntitle = 'T'\nsources = 'refs.json'\n[map]\noutline = 'land.geojson'\n[[station]]\nid = 'a'\ntitle = 'A'\ntext = 'Words [@zotero-1; @7].'\n";

#[test]
fn sources_and_the_outline_are_read_from_the_files_beside_the_tour() {
    let files = TourFiles::from_text("test", WITH_FILES).with_assets(Shelf);
    let (tour, faults) = Tour::load(files);
    assert_eq!(super::show(&faults), "");
    let tour = tour.unwrap();
    let edition = &tour.editions()[0];
    assert_eq!(edition.sources().len(), 2);
    assert_eq!(edition.source("zotero-1").unwrap().item["title"], "AB");
    assert_eq!(edition.map().unwrap().outline[0].len(), 2);
}

#[test]
fn a_faulty_file_of_sources_is_told_where_it_is_faulty() {
    for (name, expected) in [
        (
            "bad.json",
            "2:4 error[bad-sources] this is not JSON; names and texts stand in quotation marks, with a colon between them",
        ),
        (
            "gone.json",
            "4:11 error[missing-file] `gone.json`: there is no such file; paths are read from the tour's folder, and capital letters matter",
        ),
    ] {
        let files =
            TourFiles::from_text("test", WITH_FILES.replace("refs.json", name)).with_assets(Shelf);
        assert_eq!(super::show(&Tour::load(files).1), expected);
    }
}

#[test]
fn a_tour_is_shared_between_threads() {
    fn is_shared<T: Send + Sync>(_: &T) -> bool {
        true
    }
    assert!(is_shared(&tour(SOUND)));
}

/// A tour whose second station, behind its notice, names a term and a figure in each way there is.
const NAMED: &str = r#"format = 1
title = "Named"
language = "en"
closing = "[everywhere](term:everywhere)"
[[station]]
id = "open"
title = "Open"
text = "[open](term:open) and [everywhere](term:everywhere), and [far](figure:far)."
[[station]]
id = "shut"
title = "Shut"
notice = "Hard things, such as [warned](term:warned)."
[[station.step]]
text = "[text](term:text) and [text again](term:text), [open](term:open).[^used]"
[[station.step]]
ask = "[asked](term:asked)?"
answers = [{ label = "Yes", reply = "[replied](term:replied), [named](figure:named)" }]
[[station.step]]
figure = "far"
[[station.step]]
text = "[everywhere](term:everywhere), and [first](term:first)."
[notes]
used = "[noted](term:noted)"
unused = "[unused](term:unused), [text](term:text)"
[[figure]]
id = "far"
alt = "Far"
caption = "[captioned](term:captioned)"
[[figure]]
id = "named"
alt = "Named"
[[figure]]
id = "meant"
alt = "Meant"
caption = "[below](term:below)"
[[figure]]
id = "alone"
alt = "Alone"
caption = "[alone](term:alone)"
[[event]]
date = "1938"
text = "[told](term:told)"
station = "shut"
[glossary]
text = { term = "text", meaning = "A term." }
open = { term = "open", meaning = "A term." }
everywhere = { term = "everywhere", meaning = "A term." }
warned = { term = "warned", meaning = "A term." }
asked = { term = "asked", meaning = "A term." }
replied = { term = "replied", meaning = "A term." }
noted = { term = "noted", meaning = "A term." }
unused = { term = "unused", meaning = "A term, as [last](term:last)." }
captioned = { term = "captioned", meaning = "A term." }
alone = { term = "alone", meaning = "A term." }
told = { term = "told", meaning = "A term." }
first = { term = "first", meaning = "See [second](term:second)." }
second = { term = "second", meaning = "See [third](term:third) and [first](term:first)." }
third = { term = "third", meaning = "A term, as in [p](figure:meant)." }
below = { term = "below", meaning = "A term." }
last = { term = "last", meaning = "A term." }
"#;

#[test]
fn terms_and_figures_stand_wherever_they_are_named() {
    let tour = tour(NAMED);
    let showings = tour.editions()[0].showings();
    for (term, steps) in [
        ("text", &[(1, 0)][..]),
        ("open", &[(0, 0), (1, 0)]),
        ("asked", &[(1, 1)]),
        ("replied", &[(1, 1)]),
        ("noted", &[(1, 0)]),
        ("captioned", &[(1, 2)]),
        ("told", &[(1, 0)]),
        ("first", &[(1, 3)]),
        ("second", &[(1, 3)]),
        ("third", &[(1, 3)]),
        ("below", &[(1, 3)]),
    ] {
        assert_eq!(showings.of_term(term), steps, "{term}");
        assert_eq!(showings.around_term(term), steps, "{term}");
    }
    assert_eq!(showings.of_term("everywhere"), [(0, 0), (1, 3)]);
    // What is named outside the stations as well, or nowhere, belongs to none.
    for term in ["everywhere", "warned", "unused", "alone", "last"] {
        assert!(showings.around_term(term).is_empty(), "{term}");
    }
    for (figure, shown, around) in [
        ("far", &[(1, 2)][..], &[(1, 2)][..]),
        ("named", &[], &[(1, 1)]),
        ("meant", &[], &[(1, 3)]),
        ("alone", &[], &[]),
    ] {
        assert_eq!(showings.of(figure), shown, "{figure}");
        assert_eq!(showings.around(figure), around, "{figure}");
    }
}
