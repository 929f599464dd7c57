//! `docent export html`: the pages, and that they hang together.

mod folder;
mod hostile;
mod pages;
mod tongues;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use docent::library::{self, Found};
use docent::markup::{Link, Run, Text};
use docent::tour::{Tour, TourFiles};

use crate::properties::EVERYTHING as EVERYTHING_TEXT;

use self::pages::{faults, files, is_page, said};

/// Runs `docent export html` in the folder of the sources.
fn export(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_docent"))
        .args(["export", "html"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::null())
        .output()
        .expect("docent runs")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// The files of a tour's site.
fn site(tour: &str, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("site");
    let output = export(&[&[tour, "-o", text(&to)], more].concat());
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(output.stdout.is_empty() && output.stderr.is_empty());
    files(&to)
}

/// A tour in one file, named as a page.
fn single(tour: &str, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let output = export(&[&[tour, "--single"], more].concat());
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    BTreeMap::from([("single.html".to_owned(), output.stdout)])
}

const EVERYTHING: &str = "tests/it/everything.toml";

fn page<'a>(site: &'a BTreeMap<String, Vec<u8>>, path: &str) -> &'a str {
    let page = site.get(path);
    let page = page.unwrap_or_else(|| panic!("no {path}: {:?}", site.keys()));
    std::str::from_utf8(page).expect("UTF-8")
}

#[test]
fn every_link_leads_somewhere_and_nothing_is_loaded() {
    for tour in ["karlag", "tours/handbook", EVERYTHING] {
        let (site, single) = (site(tour, &[]), single(tour, &[]));
        for files in [&site, &single] {
            let found = faults(files);
            assert!(found.is_empty(), "{tour}: {}", found.join("\n"));
            nothing_is_loaded(files);
        }
        let single = page(&single, "single.html");
        assert!(!single.contains("<link") && single.contains("<style>"));
    }
}

fn nothing_is_loaded(files: &BTreeMap<String, Vec<u8>>) {
    for (path, bytes) in files {
        let file = String::from_utf8_lossy(bytes);
        for outside in [
            "src=\"http",
            "url(",
            "@import",
            "rel=\"stylesheet\" href=\"http",
        ] {
            assert!(!file.contains(outside), "{path}: {outside}");
        }
    }
}

#[test]
fn one_language_alone_has_the_folder_to_itself() {
    let site = site("karlag", &["--language", "ru"]);
    let found = faults(&site);
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(!site.keys().any(|path| path.starts_with("ru/")));
    assert!(page(&site, "index.html").contains("<html lang=\"ru\">"));
    let single = single("karlag", &["--language", "kk"]);
    let found = faults(&single);
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(page(&single, "single.html").contains("<html lang=\"kk\">"));
}

#[test]
fn every_language_has_the_same_pages_and_leads_to_them() {
    let site = site("karlag", &[]);
    let of = |folder: &str| -> Vec<String> {
        let pages = site.keys().filter(|path| is_page(path));
        let inside = pages.filter_map(|path| path.strip_prefix(folder));
        inside
            .filter(|path| !path.contains('/'))
            .map(str::to_owned)
            .collect()
    };
    let own = of("");
    assert!(own.len() > 20, "{own:?}");
    assert_eq!((&own, &own), (&of("ru/"), &of("kk/")));
    let station = page(&site, "ru/station-zek.html");
    for link in [
        "<a lang=\"en\" hreflang=\"en\" href=\"../station-zek.html\">English</a>",
        "<a lang=\"kk\" hreflang=\"kk\" href=\"../kk/station-zek.html\">Қазақша</a>",
        "<link rel=\"alternate\" hreflang=\"ru\" href=\"../ru/station-zek.html\">",
        "<span aria-current=\"true\">Русский</span>",
    ] {
        assert!(station.contains(link), "{link}");
    }
}

/// What a page says and tells programs, without its markup and white space.
fn everything_in(page: &[u8]) -> String {
    let written = String::from_utf8_lossy(page);
    let attributes = written.split('"').skip(1).step_by(2);
    let all = attributes.chain([&*said(page)]).collect::<String>();
    squeezed(&all)
}

fn squeezed(words: &str) -> String {
    words.split_whitespace().collect()
}

/// The words of a text between its marks and citations, which a page sets in its own way.
fn parts(text: &Text) -> Vec<String> {
    let is_set = |run: &&Run| matches!(run.link, Some(Link::Mark(_) | Link::Citation(_)));
    let (mut parts, mut at) = (Vec::new(), 0);
    for run in text.runs.iter().filter(is_set) {
        parts.push(squeezed(&text.string[at..run.range.start]));
        at = run.range.end;
    }
    parts.push(squeezed(&text.string[at..]));
    // A full stop is no secret.
    parts.retain(|part| part.chars().count() > 8);
    parts
}

/// The secret that a page tells, if it does.
fn leak<'a>(secrets: &'a [String], page: &[u8]) -> Option<&'a String> {
    let told = everything_in(page);
    secrets.iter().find(|secret| told.contains(secret.as_str()))
}

#[test]
fn a_guide_note_is_found_whatever_its_markup() {
    let guide = "Ask *nobody* about \"A & B\" [here](term:zek), please.[@book, p. 3] Then **go on** slowly.";
    let tour = EVERYTHING_TEXT.replace("secret words for the guide", &guide.replace('"', "\\\""));
    let tour = Tour::open(TourFiles::from_text("test", &tour))
        .0
        .expect("a tour");
    let station = tour.editions()[0].station(0).expect("a station");
    let secrets = parts(&station.guide.as_ref().expect("a guide note").paragraphs[0].text);
    assert_eq!(
        secrets,
        ["Asknobodyabout\"A&B\"here,please.", "Thengoonslowly."]
    );
    for page in [
        "<p>Ask <em>nobody</em> about\n&quot;A &amp; B&quot; <a href=\"x\">here</a>, please. Author, 3. Then</p>",
        "<p>No. Then <strong>go on</strong> slowly.</p>",
        "<p><img alt=\"Then go on slowly.\"></p>",
        "<script type=\"application/ld+json\">{\"a\":\"Then go on slowly.\"}</script>",
    ] {
        assert!(leak(&secrets, page.as_bytes()).is_some(), "{page}");
    }
    assert_eq!(leak(&secrets, b"<p>Ask somebody. Then go.</p>"), None);
}

#[test]
fn guide_notes_are_nowhere() {
    for tour in ["karlag", EVERYTHING] {
        let Ok(Found::BuiltIn(found) | Found::Tour(found)) = library::find(Some(Path::new(tour)))
        else {
            panic!("no {tour}");
        };
        let tour_read = Tour::open(found).0.expect("a sound tour");
        let mut secrets = Vec::new();
        for edition in tour_read.editions() {
            for index in 0..edition.station_count() {
                let guide = &edition.station(index).expect("a station").guide;
                let paragraphs = guide.iter().flat_map(|guide| &guide.paragraphs);
                secrets.extend(paragraphs.flat_map(|paragraph| parts(&paragraph.text)));
            }
        }
        assert!(!secrets.is_empty(), "{tour} has no guide notes");
        for site in [site(tour, &[]), single(tour, &[])] {
            for (path, bytes) in &site {
                assert_eq!(leak(&secrets, bytes), None, "{path}");
            }
        }
    }
}

#[test]
fn what_a_notice_stands_before_is_reached_through_it() {
    let site = site(EVERYTHING, &[]);
    let start = page(&site, "index.html");
    assert!(
        start.contains("This tour speaks of hard things.")
            && !start.contains("What this tour is about")
    );
    for (path, bytes) in site.iter().filter(|(path, _)| is_page(path)) {
        let page = std::str::from_utf8(bytes).expect("UTF-8");
        let is_before = path.as_str() == "notice-yard.html";
        let is_inside = path.as_str() == "station-yard.html";
        assert_eq!(page.contains("thirdword"), is_inside, "{path}");
        assert_eq!(
            page.contains("href=\"station-yard.html\""),
            is_before,
            "{path}"
        );
        assert!(
            is_inside || !page.contains("href=\"station-yard.html#"),
            "{path}"
        );
        // Until the tour's own notice is accepted nothing leads to the lists.
        let is_first = ["index.html", "left.html"].contains(&&**path);
        assert_eq!(page.contains("<nav class=\"menu\""), !is_first, "{path}");
    }
    let notice = page(&site, "notice-yard.html");
    for choice in [
        "<a class=\"choice\" href=\"station-yard.html\">Continue to this station</a>",
        "<a class=\"choice\" href=\"station-end.html\">Skip to “The end”</a>",
        "<a class=\"choice\" href=\"closing.html\">Leave the tour</a>",
    ] {
        assert!(notice.contains(choice), "{choice}: {notice}");
    }
    let timeline = page(&site, "timeline.html");
    let veiled = timeline
        .split("<details")
        .nth(1)
        .expect("an event of the yard");
    assert!(veiled.contains("content notice: 2 The yard") && veiled.contains("Something lasted."));
}

/// The part of a page that is in sight, and the part that is shut.
fn veiled(page: &str) -> (String, String) {
    let (mut open, mut shut) = (String::new(), String::new());
    for (at, part) in page.split("<details class=\"veil\">").enumerate() {
        let (inside, after) = part.split_once("</details>").unwrap_or(("", part));
        shut += if at > 0 { inside } else { "" };
        open += if at > 0 { after } else { part };
    }
    (open, shut)
}

#[test]
fn what_a_gated_station_names_is_shut_in_the_lists() {
    let more = EVERYTHING_TEXT
        .replace("ask = \"A question without answers?\"", "ask = \"A [q](term:asked) or [p](figure:named)?\"")
        .replace("reply = \"So would we.\"", "reply = \"So would [we](term:replied).[^gated]\"")
        .replace(
            "[notes]\n",
            "[notes]\ngated = \"A [note](term:noted).\"\n[[figure]]\nid = \"named\"\nalt = \"A named picture\"\ncredit = \"Nobody Twice\"\n[[figure]]\nid = \"shown\"\nalt = \"Open\"\ncredit = \"Somebody Twice\"\n[[figure]]\nid = \"again\"\nalt = \"Open too\"\ncredit = \"Somebody Twice\"\n",
        )
        .replace(
            "[glossary.zek]",
            "[glossary.asked]\nterm = \"term-asked\"\nmeaning = \"See [it](term:meant).\"\n[glossary.replied]\nterm = \"term-replied\"\nmeaning = \"M.\"\n[glossary.noted]\nterm = \"term-noted\"\nmeaning = \"M.\"\n[glossary.meant]\nterm = \"term-meant\"\nmeaning = \"M.\"\n[glossary.zek]",
        );
    // TOML has the note before the figures that were put behind it.
    let (papers, rest) = more.split_once("papers = ").expect("a note");
    let (papers_line, rest) = rest.split_once('\n').expect("its line");
    let more = papers.replace("[notes]\n", &format!("[notes]\npapers = {papers_line}\n")) + rest;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("tour.toml");
    fs::write(&path, more).expect("written");
    let site = site(text(&path), &[]);
    assert!(faults(&site).is_empty());
    let (open, shut) = veiled(page(&site, "glossary.html"));
    for term in ["asked", "replied", "noted", "meant"] {
        let term = format!("term-{term}</dfn>");
        assert!(
            shut.contains(&term) && !open.contains(&term),
            "{term}: {open}"
        );
    }
    assert!(open.contains("zek</dfn>"), "{open}");
    let (open, shut) = veiled(page(&site, "figures.html"));
    for words in [
        "A named picture",
        "Nobody Twice",
        "A plan of the hall.",
        "Image by Author",
    ] {
        assert!(
            shut.contains(words) && !open.contains(words),
            "{words}: {open}"
        );
    }
    // Who made what stands behind a notice is told there; who made several pictures is told once.
    let closing = page(&site, "closing.html");
    assert!(!closing.contains("Nobody Twice") && !closing.contains("Image by Author"));
    assert_eq!(closing.matches("Somebody Twice").count(), 1, "{closing}");
}

#[test]
fn where_the_tour_stands_on_the_web_is_a_link_and_a_code() {
    let address = "https://example.org/everything";
    let site = site(EVERYTHING, &[]);
    let closing = page(&site, "closing.html");
    let link = format!(
        "This tour on the web: <a class=\"address\" rel=\"noreferrer\" href=\"{address}\">{address}</a>"
    );
    let code = format!("role=\"img\" aria-label=\"{address}\"");
    assert!(
        closing.contains(&link) && closing.contains(&code),
        "{closing}"
    );
    let start = page(&site, "index.html");
    assert!(start.contains(&format!("\"url\":\"{address}\"")), "{start}");
}

#[test]
fn on_paper_an_address_follows_words_that_are_not_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("tour.toml");
    let tour = "format = 1\ntitle = \"T\"\nlanguage = \"en\"\n[[station]]\nid = \"a\"\ntitle = \"A\"\ntext = \"[example](https://example.org/a), [example.org/b](https://example.org/b), [us](mailto:us@example.org), <us@example.org>, <https://example.org/c>.\"\n";
    fs::write(&path, tour).expect("written");
    let site = site(text(&path), &[]);
    let station = page(&site, "station-a.html");
    let classes: Vec<&str> = station
        .split("<a class=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|class| ["named", "address"].contains(class))
        .collect();
    assert_eq!(classes, ["named", "address", "named", "address", "address"]);
}

#[test]
fn in_a_single_file_a_notice_is_a_door() {
    let single = single(EVERYTHING, &[]);
    let page = page(&single, "single.html");
    let (before, behind) = page.split_once("<details class=\"door\">").expect("a door");
    assert!(
        before.contains("This tour speaks of hard things.") && !before.contains("The firstword")
    );
    let (before, behind) = behind
        .split_once("<details class=\"door\">")
        .expect("the yard’s door");
    assert!(before.contains("The firstword") && before.contains("a place of punishment"));
    assert!(!before.contains("thirdword") && behind.contains("thirdword"));
    assert!(behind.contains("lastword"));
}

#[test]
fn notes_stand_after_their_passage_and_lead_back() {
    let site = site(EVERYTHING, &[]);
    let hall = page(&site, "station-hall.html");
    let passage = hall
        .split("<div class=\"passage\">")
        .nth(1)
        .expect("a passage");
    for part in [
        "<sup class=\"mark\" id=\"mark-1\"><a href=\"#note-1\" role=\"doc-noteref\" aria-label=\"Note 1\">1</a>",
        "<button type=\"button\" popovertarget=\"over-1\" aria-label=\"Note 1\" hidden>1</button>",
        "<div class=\"note\" id=\"note-1\" role=\"doc-footnote\"><a class=\"number\" href=\"#mark-1\" role=\"doc-backlink\"",
        "What the papers say. Ann Author, <a href=\"bibliography.html#source-book\"><em>The Book</em></a> (Press, 1999), 3.",
        "<div class=\"over\" popover id=\"over-2\"",
    ] {
        assert!(passage.contains(part), "{part}: {passage}");
    }
    let said = said(site["station-hall.html"].as_slice());
    let full = said
        .find("Ann Author, The Book (Press, 1999), 3")
        .expect("in full");
    let short = said.find("Author, The Book, 12–14").expect("in short");
    assert!(full < short);
}

#[test]
fn the_bibliography_leads_back_to_every_note() {
    let site = site(EVERYTHING, &[]);
    let bibliography = page(&site, "bibliography.html");
    for link in [
        "<li id=\"source-book\">",
        "href=\"station-hall.html#mark-1\" aria-label=\"Note 1\">1</a>",
        "href=\"station-hall.html#mark-2\" aria-label=\"Note 2\">2</a>",
        "<a href=\"notice-yard.html\">Cited at 2 The yard</a> <span class=\"quiet\">(content notice)</span>",
        "<span lang=\"ru\">Личности в истории лагеря</span>",
    ] {
        assert!(bibliography.contains(link), "{link}: {bibliography}");
    }
}

#[test]
fn words_in_other_languages_are_told() {
    let glossary = site(EVERYTHING, &[]);
    let glossary = page(&glossary, "glossary.html");
    assert!(
        glossary.contains("<span class=\"original\" lang=\"und-Cyrl\">зэк</span>"),
        "{glossary}"
    );
    let karlag = site("karlag", &[]);
    let glossary = page(&karlag, "glossary.html");
    assert!(
        glossary.contains("lang=\"ru\">26-я точка</span>"),
        "{glossary}"
    );
    let closing = page(&karlag, "ru/closing.html");
    assert!(
        closing.contains("[<span lang=\"en\">Ryskulov Avenue</span>]"),
        "{closing}"
    );
    let folder = tempfile::tempdir().expect("a folder");
    let tour =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(EVERYTHING)).expect("it");
    fs::write(folder.path().join("tour.toml"), tour).expect("written");
    let russian = "format = 1\ntranslates = \"tour.toml\"\nlanguage = \"ru\"\ntitle = \"Всё\"\n[[station]]\nid = \"end\"\ntitle = \"Конец\"\n";
    fs::write(folder.path().join("tour.ru.toml"), russian).expect("written");
    let site = site(text(folder.path()), &[]);
    let found = faults(&site);
    assert!(found.is_empty(), "{}", found.join("\n"));
    let end = page(&site, "ru/station-end.html");
    for part in [
        "<html lang=\"ru\">",
        "<span class=\"name\">Конец</span>",
        "<p class=\"untranslated\">",
        "<div class=\"step text\" id=\"step-1\"><div class=\"passage\"><p lang=\"en\">",
    ] {
        assert!(end.contains(part), "{part}: {end}");
    }
    assert!(page(&site, "ru/index.html").contains("<p lang=\"en\">"));
}

#[test]
fn two_exports_are_the_same_to_the_byte() {
    for tour in ["tours/handbook", EVERYTHING] {
        assert_eq!(site(tour, &[]), site(tour, &[]), "{tour}");
        assert_eq!(single(tour, &[]), single(tour, &[]), "{tour}");
    }
}

#[test]
fn large_print_is_said_to_the_style() {
    let usual = site(EVERYTHING, &[]);
    let large = site(EVERYTHING, &["--large"]);
    assert!(page(&large, "index.html").contains("<html lang=\"en\" class=\"large\">"));
    assert!(!page(&usual, "index.html").contains("large"));
    assert!(page(&usual, "style.css").contains(":root.large { font-size: 18pt;"));
}

/// The smallest picture in PNG that a browser shows.
pub(crate) const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82";

/// A tour with one figure, `rights` added to it.
fn pictured(folder: &Path, picture: &[u8], rights: &str) {
    fs::write(folder.join("p.png"), picture).expect("written");
    let tour = format!(
        "format = 1\ntitle = \"T\"\nlanguage = \"en\"\n[[station]]\nid = \"a\"\ntitle = \"A\"\n[[station.step]]\nfigure = \"f\"\n[[figure]]\nid = \"f\"\nimage = \"p.png\"\nalt = \"A gate\"\ncaption = \"The gate\"\ncredit = \"Me\"\n{rights}"
    );
    fs::write(folder.join("tour.toml"), tour).expect("written");
}

#[test]
fn pictures_lie_in_the_site_or_in_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    pictured(folder.path(), PIXEL, "");
    let tour = text(folder.path());
    let site = site(tour, &[]);
    assert_eq!(site["pictures/figure-f.png"], PIXEL);
    let station = page(&site, "station-a.html");
    assert!(
        station.contains("<img src=\"pictures/figure-f.png\" alt=\"A gate\">"),
        "{station}"
    );
    assert!(station.contains("The gate") && station.contains("Credit: Me"));
    assert!(faults(&site).is_empty());
    let single = single(tour, &[]);
    let single_page = page(&single, "single.html");
    // The list of figures leads to it.
    let at_station =
        "<figure id=\"station-a-figure-f\"><img src=\"data:image/png;base64,iVBORw0KGgo";
    assert!(single_page.contains(at_station), "{single_page}");
    assert_eq!(single_page.matches("base64,").count(), 1);
    let (_, list) = single_page.split_once("id=\"figures\"").expect("a list");
    for part in ["The gate", "Credit: Me", "<a href=\"#station-a-figure-f\">"] {
        assert!(list.contains(part), "{part}: {list}");
    }
    assert!(faults(&single).is_empty());
    let list = page(&site, "figures.html");
    assert!(list.contains("<img src=") && list.contains("<a href=\"station-a.html#figure-f\">"));
    // A drawing could run what is written in it if it were opened by itself.
    pictured(
        folder.path(),
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
        "",
    );
    let drawn = self::site(tour, &[]);
    assert!(
        !drawn.keys().any(|path| path.starts_with("pictures/")),
        "{:?}",
        drawn.keys()
    );
    assert!(page(&drawn, "station-a.html").contains("<img src=\"data:image/svg+xml;base64,"));
    assert!(faults(&drawn).is_empty());
}

#[test]
fn a_picture_whose_rights_have_expired_is_told_in_words() {
    let folder = tempfile::tempdir().expect("a folder");
    pictured(
        folder.path(),
        PIXEL,
        "rights = { holder = \"H\", expires = \"2001-01-01\" }\n",
    );
    let site = site(text(folder.path()), &[]);
    assert!(
        !site.keys().any(|path| path.starts_with("pictures/")),
        "{:?}",
        site.keys()
    );
    let station = page(&site, "station-a.html");
    assert!(
        !station.contains("<img") && station.contains("Picture: A gate"),
        "{station}"
    );
}
