//! Sources from other programs: what an educator keeps in Zotero, in a tour.

use std::collections::HashMap;
use std::fmt::Write as _;

use docent::bibliography::import::{Format, import};
use docent::bibliography::{Bibliography, DEFAULT_STYLE};
use docent::diagnostic::{Diagnostic, SourceFile};
use docent::glyphs::Profile;
use docent::tour::{AssetError, Assets, Source, Tour, TourFiles};

use ratatui::layout::Size;

use crate::visit::Visit;

const BIB: &str = include_str!("sources/zotero.bib");
const JSON: &str = include_str!("sources/zotero.json");
const YAML: &str = include_str!("sources/refs.yaml");

/// The files beside a tour.
struct Beside(HashMap<&'static str, Vec<u8>>);

impl Assets for Beside {
    fn read(&self, path: &str) -> Result<Vec<u8>, AssetError> {
        self.0.get(path).cloned().ok_or(AssetError::Missing)
    }

    fn exists(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }
}

fn show(fault: &Diagnostic) -> String {
    let place = fault.place.as_ref().expect("a place");
    let (line, column) = place.line_column();
    let words = &place.file.text[place.range.clone()];
    let help = fault.help.as_deref().unwrap_or("no help");
    let severity = format!("{:?}", fault.severity).to_lowercase();
    format!(
        "{}:{line}:{column}: {severity}[{}] {}\n    {words:?}; {help}",
        place.file.name, fault.code, fault.message
    )
}

/// What is told about a file, and the ids of what could be read.
fn faults(name: &str, text: &str) -> String {
    let format = Format::of(name).expect("a known name");
    let read = import(format, &SourceFile::new(name, text.to_owned()));
    let mut faults = read.faults;
    faults.sort_by_key(|fault| fault.place.as_ref().map(|place| place.range.start));
    let mut shown: Vec<_> = faults.iter().map(show).collect();
    let ids: Vec<_> = read.sources.iter().map(|source| &*source.id).collect();
    shown.push(format!("read: {}", ids.join(" ")));
    shown.join("\n")
}

/// The entries of the list in the default style.
fn list(name: &str, text: &str) -> String {
    let format = Format::of(name).expect("a known name");
    let read = import(format, &SourceFile::new(name, text.to_owned()));
    let told: Vec<_> = read.faults.iter().map(show).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    let source = |imported: docent::bibliography::import::Imported| Source {
        id: imported.id,
        item: imported.item,
    };
    let sources: Vec<Source> = read.sources.into_iter().map(source).collect();
    let bibliography = Bibliography::new(&sources, DEFAULT_STYLE, "en");
    let mut shown = String::new();
    for entry in bibliography.entries() {
        let id = &sources[entry.source].id;
        let _ = writeln!(shown, "{id}: {}", entry.text.string);
    }
    shown
}

#[test]
fn bib_files_of_zotero_come_out_right() {
    insta::assert_snapshot!(list("zotero.bib", BIB));
}

#[test]
fn csl_json_of_zotero_comes_out_right() {
    insta::assert_snapshot!(list("zotero.json", JSON));
}

#[test]
fn yaml_of_hayagriva_comes_out_right() {
    insta::assert_snapshot!(list("refs.yaml", YAML));
}

#[test]
fn every_fault_of_a_bib_file_is_told_at_its_words() {
    let bib = r#"% Broken in many places.
@string{slavic = {Slavic Review}}
@boook{first, title = {A}, year = 2001}
@article{second
  title = {Б},
  journaltitle = slavik,
  pubisher = {Болашак},
  colour = {red},
  date = {2011-13}
}
@book{third,
  title = {A {B},
  date = {2001}
}
@book{fourth, title = {Costs $5}, urldate = {вчера}, url = {example.org}}
@book{fifth, title = {A} date = {2001}, title = {B}}
@book{sixth, title = {A}}, date = {2001}}
@book{, title = {No id}}
@inbook{seventh, title = {A}, crossref = {frist}, year = {1938?}, keywords = {a_$}}
@book{eighth, title = "A", year = {forthcoming}
"#;
    insta::assert_snapshot!(faults("refs.bib", bib));
}

#[test]
fn every_fault_of_csl_json_is_told_at_its_words() {
    let json = r#"[
  { "id": "first", "type": "boook", "title": "A", "titel-short": "Б", "colour": "red" },
  { "type": "book", "title": "No id" },
  { "id": "second", "type": "book" "title": "A" },
  { "id": "third", "type": "book", "title": "A", "author": "Ashcroft", "issued": { "date-parts": [[2011, 13]] } },
  { "id": "fourth", "type": "book", "title": "A", "author": [{ "famly": "Ashcroft" }, "Barnes"], "URL": "example.org" },
  { "id": "fifth", "type": "book", "title": "A
  { "id": "sixth", "type": "book", "title": ["A"], "issued": { "raw": "вчера 7" } },
  { "id": "seventh", "title": "A", "issued": { "literal": "forthcoming" } },
  "eighth"
"#;
    insta::assert_snapshot!(faults("refs.json", json));
    insta::assert_snapshot!(faults("refs.json", "title: A"), @r##"
refs.json:1:1: error[bad-sources] this is not CSL-JSON
    "t"; CSL-JSON is a list of items in square brackets: [{"id": "…", …}]
read:
"##);
    insta::assert_snapshot!(faults("refs.json", "[{\"id\": \"a\", \"type\": \"book\"}"), @r##"
refs.json:1:28: error[bad-sources] a bracket is not closed before here
    "}"; close every { with } and every [ with ]
read: a
"##);
}

#[test]
fn every_fault_of_yaml_is_told_at_its_words() {
    let yaml = "first:
  type: boook
  title: A
second:
  type: book
  titel: Б
  colour: red
  date: 2011-13
  url: example
  parent:
    type: periodical
    pubisher: C
third:
  title: A
fourth:
  type: book
  title: A: B
fifth:
  type: book
\ttitle: A
  volume: [1
sixth:
  type: book
  title: Sound
";
    insta::assert_snapshot!(faults("refs.yaml", yaml));
    insta::assert_snapshot!(faults("refs.yaml", "- a\n- b\n"), @r##"
refs.yaml:1:1: error[bad-sources] this file holds no entries
    "-"; an entry is a key with a colon, and its fields indented below it
read:
"##);
}

/// A tour that cites from each of the three files.
fn tour(sources: &str, cites: &str) -> String {
    format!(
        r#"format = 1
title = "Sources"
language = "en"
sources = "{sources}"
[[station]]
id = "a"
title = "A"
text = "{cites}"
"#
    )
}

fn beside(name: &'static str, bytes: &[u8]) -> Beside {
    Beside(HashMap::from([(name, bytes.to_vec())]))
}

/// What `check` tells about a tour with this file.
fn check(name: &'static str, bytes: &[u8], cites: &str) -> String {
    let files = TourFiles::from_text("test", tour(name, cites)).with_assets(beside(name, bytes));
    let faults = Tour::load(files).1;
    faults.iter().map(show).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_examples_have_no_faults_in_a_tour() {
    let cites = "One.[@kaplan2011, p. 330] Two.[@report1941, fol. 5] Three.[@petrova2024]";
    for (name, text) in [
        ("zotero.bib", BIB),
        ("zotero.json", JSON),
        ("refs.yaml", YAML),
    ] {
        let told = check(name, text.as_bytes(), cites);
        assert_eq!(told, "", "{name}");
    }
}

#[test]
fn sources_of_a_bib_file_stand_in_the_bibliography() {
    let cites = "One.[@kaplan2011, p. 330] Two.[@report1941, fol. 5]";
    let files = TourFiles::from_text("test", tour("zotero.bib", cites))
        .with_assets(beside("zotero.bib", BIB.as_bytes()));
    let tour = Tour::open(files).0.expect("a tour without errors");
    let tours = [std::sync::Arc::new(tour)];
    let visit = Visit::with(&tours, Size::new(100, 40), Profile::XTERM);
    insta::assert_snapshot!(visit.keys("enter b").screen());
}

#[test]
fn faults_across_a_tour_and_its_file_are_told_together() {
    let bib = "@book{first, title = {A}, date = {2011}, publisher = {P}}
@online{second, title = {B}}
@book{first, title = {C}, date = {2011}, publisher = {P}}
@book{third, title = {D}}";
    insta::assert_snapshot!(check("refs.bib", bib.as_bytes(), "One.[@frist]"), @r##"
refs.bib:2:9: advice[incomplete-source] this source of type `webpage` has no `URL`
    "second"; readers look for the address of the page: https://…
refs.bib:2:9: advice[incomplete-source] this source of type `webpage` has no `accessed`
    "second"; a page without a date is cited with the day on which you looked at it
refs.bib:3:7: error[duplicate-id] there are two sources with the id `first`
    "first"; the first stands in line 1; give this one another id
refs.bib:4:7: advice[incomplete-source] this source of type `book` has no `issued`
    "third"; add its date, or a status such as "forthcoming"
tour.toml:8:15: error[unknown-source] there is no source `frist`
    "frist"; did you mean `first`?
"##);
    insta::assert_snapshot!(check("refs.bib", b"@book{a,\n title = {\xcc\xe8\xf0}}", "One.[@a]"), @r##"
refs.bib:2:11: error[bad-encoding] this byte is no character: the file is not UTF-8
    "�"; save the file as UTF-8 in the program that made it
"##);
    insta::assert_snapshot!(check("refs.txt", b"", "One.[@a]"), @r##"
tour.toml:4:11: error[missing-file] `refs.txt`: it cannot be read: sources are read from .bib, .json (CSL-JSON) and .yaml (hayagriva) files
    "\"refs.txt\""; paths are read from the tour's folder, and capital letters matter
"##);
}

#[test]
fn strings_and_references_in_circles_end() {
    let strings = "@string{a = b # b}@string{b = c # c}@string{c = a # a}@book{x, title = a}";
    let entries = "@book{a, crossref = {b}}@book{b, crossref = {a}, xdata = {a,b,a,b}}";
    let deep = format!(
        "@book{{x, title = {}}}",
        "{\\a".repeat(3000) + &"}".repeat(3000)
    );
    for bib in [strings, entries, &deep] {
        import(Format::Bib, &SourceFile::new("refs.bib", bib.to_owned()));
    }
    let deep = "[".repeat(100_000);
    import(
        Format::CslJson,
        &SourceFile::new("refs.json", deep.clone()),
    );
    import(
        Format::Yaml,
        &SourceFile::new("refs.yaml", format!("a: {deep}")),
    );
}

#[test]
fn two_thousand_broken_entries_are_told_in_good_time() {
    let mut bib = String::new();
    for at in 0..2000 {
        let _ = writeln!(bib, "@book{{e{at}, title = {{A {at}, date = {{2011-13}}");
    }
    let read = import(Format::Bib, &SourceFile::new("refs.bib", bib));
    assert!(read.faults.len() >= 1000, "{}", read.faults.len());
}

/// What LaTeX and older habits hold.
const LATEX: &str = r#"@string{oup = "Oxford University Press"}
@preamble{"\newcommand{\x}{y}"}
@online{wiki,
  title = {{\"U}ber {i}Phone and caf\'{e} \& 50\% of \emph{War} --- it's {de Gaulle}},
  author = {{\v S}ime{\v c}ka, Jan and M{\"u}ller, Jr., Hans},
  url = {https://ru.wikipedia.org/wiki/Карлаг_(лагерь)},
  date = {2024-05},
  langid = {english}
}
@book(xdata1,
  xdata = {pub},
  title = {the life of {al-Farabi} in {karlag}},
  author = {van der Berg, Anna and {Ministry of {Culture} and Sport}},
  date = {1938?},
  langid = {english}
)
@xdata{pub, publisher = oup, location = {Oxford}}
@misc{www, title = {Old page}, howpublished = {\url{https://example.org/a_b}}, year = {c. 1999}, langid = {english}}
@article{ed, title = "A" # " and B", journal = {January}, year = 1999, month = feb, author = "A. Author"}
"#;

#[test]
fn latex_and_older_habits_are_understood() {
    insta::assert_snapshot!(list("refs.bib", LATEX), @r##"
www: “Old Page.” [1999?]. https://example.org/a_b.
ed: Author, A. “A and B.” January, February 1999.
xdata1: Berg, Anna van der, and Ministry of Culture and Sport. The Life of al-Farabi in karlag. Oxford University Press, [1938?].
wiki: Šimečka, Jan, and Hans Müller Jr. “Über iPhone and Café & 50% of War — It's de Gaulle.” May 2024. https://ru.wikipedia.org/wiki/Карлаг_(лагерь).
"##);
}
