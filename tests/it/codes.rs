//! The catalogue of codes holds every code, and its examples show what they say.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use docent::author::audit::load;
use docent::diagnostic::Diagnostic;
use docent::diagnostic::codes::{PAGES, Page, list};
use docent::tour::{AssetError, Assets, Date, TourFiles};

use crate::font;

/// Codes whose example would be too long for a page, and the test that shows them.
const SHOWN_ELSEWHERE: [(&str, &str); 6] = [
    (
        "bad-encoding",
        "faults_across_a_tour_and_its_file_are_told_together",
    ),
    (
        "large-picture",
        "every_picture_is_looked_into_and_told_of_at_its_path",
    ),
    ("stray-tour", "a_copy_beside_a_tour_is_told_in_one_line"),
    (
        "too-many-stations",
        "a_tour_of_more_stations_than_anybody_walks_is_refused",
    ),
    (
        "unreadable",
        "a_tour_that_cannot_be_read_is_told_and_its_last_version_kept",
    ),
    (
        "translate-form",
        "a_faulty_tour_or_translation_is_told_and_left_alone",
    ),
];

/// An example: the blocks behind `Wrong:` or `Right:`, each with the name of its file.
type Example = Vec<(String, String)>;

#[test]
fn every_example_shows_its_fault_and_how_to_mend_it() {
    for page in PAGES {
        if SHOWN_ELSEWHERE.iter().any(|(code, _)| *code == page.code) {
            continue;
        }
        let [wrong, right] = examples(page);
        let told = codes(page, &wrong);
        assert_eq!(told, BTreeSet::from([page.code]), "wrong: {}", page.code);
        let told = codes(page, &right);
        assert!(told.is_empty(), "right: {}: {told:?}", page.code);
    }
}

#[test]
fn codes_without_an_example_are_shown_by_a_test() {
    let tests = [
        include_str!("check.rs"),
        include_str!("pictures/check.rs"),
        include_str!("preview.rs"),
        include_str!("sources.rs"),
        include_str!("translate.rs"),
    ]
    .concat();
    for (code, test) in SHOWN_ELSEWHERE {
        assert!(tests.contains(&format!("fn {test}()")), "{code}: {test}");
    }
}

#[test]
fn every_page_is_in_the_catalogue_once_and_has_its_shape() {
    let written: BTreeSet<String> = PAGES.iter().map(|page| page.code.to_owned()).collect();
    let sorted: Vec<_> = PAGES.iter().map(|page| page.code).collect();
    assert!(sorted.is_sorted() && written.len() == PAGES.len());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostic/codes");
    let files = fs::read_dir(folder).expect("the pages are there");
    let files = files.map(|file| file.expect("a file").file_name().into_string());
    let names = files.map(|name| name.expect("UTF-8").replace(".md", ""));
    assert_eq!(names.collect::<BTreeSet<_>>(), written);
    for page in PAGES {
        assert!(page.text.starts_with("# "), "{}", page.code);
        assert!(!page.title().is_empty() && !page.title().ends_with('.'));
        let explained = page.explain();
        let widest = explained.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(80), "{} is {widest:?} wide", page.code);
        assert!(!explained.contains("```"), "{}", page.code);
    }
    assert_eq!(list().lines().count(), PAGES.len());
}

#[test]
fn every_code_in_the_program_is_in_the_catalogue_and_the_reverse() {
    let mut files = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    let texts = files
        .iter()
        .map(|file| fs::read_to_string(file).expect("a source"));
    let program: String = texts.collect();
    let catalogue: BTreeSet<&str> = PAGES.iter().map(|page| page.code).collect();
    let mut emitted = BTreeSet::new();
    for opening in [
        "Diagnostic::error(",
        "Diagnostic::warning(",
        "Diagnostic::advice(",
        "code: ",
    ] {
        emitted.extend(program.split(opening).skip(1).filter_map(literal));
    }
    assert!(emitted.len() > 20, "the codes were not found: {emitted:?}");
    let unknown: Vec<_> = emitted.difference(&catalogue).collect();
    assert!(unknown.is_empty(), "not in the catalogue: {unknown:?}");
    // Other codes go through a function on their way; that they are known is asserted when a fault is made.
    let idle: Vec<_> = catalogue
        .iter()
        .filter(|code| !program.contains(&format!("\"{code}\"")))
        .collect();
    assert!(idle.is_empty(), "never told: {idle:?}");
}

/// The text in quotation marks that code begins with.
fn literal(code: &str) -> Option<&str> {
    let inside = code.trim_start().strip_prefix('"')?;
    inside.split('"').next()
}

/// The program's own files, without the catalogue.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|it| it == "rs") && !path.ends_with("codes.rs") {
            found.push(path);
        }
    }
}

/// The two examples of a page.
fn examples(page: &Page) -> [Example; 2] {
    let (_, both) = page.text.split_once("\nWrong:").expect("a wrong example");
    let (wrong, right) = both.split_once("\nRight:").expect("a right example");
    [blocks(wrong), blocks(right)]
}

fn blocks(text: &str) -> Example {
    let parts: Vec<&str> = text.split("```").collect();
    let fenced = parts.iter().skip(1).step_by(2);
    let blocks = fenced.map(|block| {
        let (info, text) = block.split_once('\n').expect("an info string");
        (name(info.trim()), text.to_owned())
    });
    blocks.collect()
}

/// The file that an info string stands for.
fn name(info: &str) -> String {
    match info.split_once(' ') {
        Some((_, name)) => name.trim().to_owned(),
        None if info == "toml" => "tour.toml".to_owned(),
        None => format!("refs.{info}"),
    }
}

/// The codes that `check` tells of an example. That a part of a tour lacks what it refers to, or what
/// refers to it, is not held against it, unless the page is about that.
fn codes(page: &Page, example: &Example) -> BTreeSet<&'static str> {
    let left_out = [
        "unknown-",
        "unused-",
        "translation-missing",
        "uncited-",
        "missing-c",
        "incomplete-source",
    ];
    let told = check(page.code, example)
        .into_iter()
        .map(|fault| fault.code);
    told.filter(|code| {
        *code == page.code
            || !left_out.iter().any(|prefix| code.starts_with(prefix))
            || *code == "unknown-key"
            || *code == "unknown-value"
    })
    .collect()
}

fn check(code: &str, example: &Example) -> Vec<Diagnostic> {
    let mut main = String::new();
    let mut folder = Folder::default();
    let (mut translations, mut words) = (Vec::new(), Vec::new());
    for (name, text) in example {
        match name
            .strip_prefix("tour.")
            .and_then(|rest| rest.strip_suffix("toml"))
        {
            Some("") => main.clone_from(text),
            Some(language) => translations.push((name, language.trim_end_matches('.'), text)),
            None if name.starts_with("words.") => words.push((name, text)),
            None => drop(folder.0.insert(name.clone(), text.clone())),
        }
    }
    let sources = folder.0.keys().find(|name| name.starts_with("refs."));
    let main = complete(code, &main, sources);
    let mut files = TourFiles::from_text("example", main);
    for (name, language, text) in translations {
        let language = format!("\"{language}\"");
        let keys = [
            ("translates", "\"tour.toml\""),
            ("language", &language),
            ("title", "\"Т\""),
        ];
        files = files.with_translation(name, with_keys(&keys, text));
    }
    for (name, text) in words {
        files = files.with_words(name, text);
    }
    // What a console lacks is told only where there is a font to hold against.
    let is_about_fonts = code == "missing-glyph";
    let fonts = is_about_fonts.then(|| font::named("small", ""));
    load(files.with_assets(folder), fonts.as_slice()).1
}

/// A tour around an example: what every tour has, where the example leaves it out.
fn complete(code: &str, text: &str, sources: Option<&String>) -> String {
    let sources = sources.map(|name| format!("\"{name}\""));
    let mut keys = vec![("format", "1"), ("title", "\"T\""), ("language", "\"en\"")];
    keys.extend(sources.iter().map(|name| ("sources", name.as_str())));
    let mut tour = with_keys(&keys, text);
    if !text.contains("[[station]]") && code != "no-stations" {
        tour.push_str("\n[[station]]\nid = \"some-station\"\ntitle = \"S\"\ntext = \"Words.\"\n");
    }
    tour
}

/// A text with the keys put first that it does not have before its first header.
fn with_keys(keys: &[(&str, &str)], text: &str) -> String {
    let head: Vec<_> = text
        .lines()
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once('='))
        .map(|(key, _)| key.trim())
        .collect();
    let lacking = keys.iter().filter(|(key, _)| !head.contains(key));
    let lacking: Vec<_> = lacking
        .map(|(key, value)| format!("{key} = {value}\n"))
        .collect();
    lacking.concat() + text
}

/// The files of an example, and `media/gate.jpg`.
#[derive(Default)]
struct Folder(HashMap<String, String>);

impl Assets for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, AssetError> {
        let text = self.0.get(path).ok_or(AssetError::Missing)?;
        Ok(text.clone().into_bytes())
    }

    fn exists(&self, path: &str) -> bool {
        path == "media/gate.jpg" || self.0.contains_key(path)
    }

    fn today(&self) -> Option<Date> {
        Some(Date {
            year: 2026,
            month: Some(11),
            day: Some(23),
        })
    }
}
