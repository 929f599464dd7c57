//! Bib(La)TeX files as CSL-JSON items.
//!
//! Mapped here and not by the engine, which drops the site of an `@online` and does not understand
//! `language = {ru}`.

use std::ops::Range;

use biblatex::{Bibliography, ChunksExt, Entry, EntryType, Person, RetrievalError};
use serde_json::{Map, Value, json};

use super::item::language_tag;

/// A CSL-JSON item.
type Item = Map<String, Value>;
/// What is wrong, and where: bytes of the file.
type Fault = (Range<usize>, String);

/// Fields that only change their name. Of two for the same variable, the first that is there counts.
const FIELDS: [(&str, &str); 32] = [
    ("shorttitle", "title-short"),
    ("journaltitle", "container-title"),
    ("journal", "container-title"),
    ("booktitle", "container-title"),
    ("shortjournal", "container-title-short"),
    ("series", "collection-title"),
    ("volume", "volume"),
    ("volumes", "number-of-volumes"),
    ("part", "part-number"),
    ("chapter", "chapter-number"),
    ("edition", "edition"),
    ("version", "version"),
    ("pagetotal", "number-of-pages"),
    ("publisher", "publisher"),
    ("institution", "publisher"),
    ("school", "publisher"),
    ("organization", "publisher"),
    ("howpublished", "publisher"),
    ("location", "publisher-place"),
    ("address", "publisher-place"),
    ("origtitle", "original-title"),
    ("origpublisher", "original-publisher"),
    ("origlocation", "original-publisher-place"),
    ("eventtitle", "event-title"),
    ("venue", "event-place"),
    ("library", "archive"),
    ("pubstate", "status"),
    ("type", "genre"),
    ("doi", "DOI"),
    ("url", "URL"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
];
const NAMES: [(&str, &str); 5] = [
    ("author", "author"),
    ("bookauthor", "container-author"),
    ("translator", "translator"),
    ("editora", "contributor"),
    ("holder", "recipient"),
];

/// Reads a BibTeX or BibLaTeX file, entries in the order of the file.
///
/// # Errors
/// All faults in names and dates; of faults in the syntax the first, since what follows cannot be told.
pub fn items_from_bib(text: &str) -> Result<Vec<Item>, Vec<Fault>> {
    let file =
        Bibliography::parse(text).map_err(|error| vec![fault(text, error.span, &error.kind)])?;
    let mut faults = Vec::new();
    let items = file
        .iter()
        .map(|entry| item(entry, text, &mut faults))
        .collect();
    if faults.is_empty() {
        Ok(items)
    } else {
        Err(faults)
    }
}

fn item(entry: &Entry, text: &str, faults: &mut Vec<Fault>) -> Item {
    let mut item = Item::new();
    item.insert("id".to_owned(), json!(entry.key));
    item.insert("type".to_owned(), json!(kind(entry)));
    for (from, to) in FIELDS {
        put(&mut item, to, field(entry, from));
    }
    put(&mut item, "title", joined(entry, "title", "subtitle"));
    put(
        &mut item,
        "page",
        field(entry, "pages").map(|pages| pages.replace("--", "-")),
    );
    put(
        &mut item,
        number_variable(entry),
        field(entry, "number").or_else(|| field(entry, "issue")),
    );
    put(
        &mut item,
        "language",
        field(entry, "langid")
            .or_else(|| field(entry, "language"))
            .map(|name| language_tag(&name)),
    );
    put(
        &mut item,
        "note",
        field(entry, "note").or_else(|| field(entry, "addendum")),
    );
    put_defaults(&mut item, entry);
    put_names(&mut item, entry, text, faults);
    put_dates(&mut item, entry, text, faults);
    item
}

fn put(item: &mut Item, key: &str, value: Option<String>) {
    if let Some(value) = value {
        item.entry(key).or_insert(Value::String(value));
    }
}

fn field(entry: &Entry, key: &str) -> Option<String> {
    let text = entry.get(key)?.format_verbatim();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

fn joined(entry: &Entry, title: &str, subtitle: &str) -> Option<String> {
    let title = field(entry, title)?;
    Some(match field(entry, subtitle) {
        Some(subtitle) => format!("{title}: {subtitle}"),
        None => title,
    })
}

/// A number is the issue of a journal, the place in a series, or the thing's own.
fn number_variable(entry: &Entry) -> &'static str {
    match kind(entry) {
        kind if kind.starts_with("article") || kind == "periodical" => "issue",
        "book" | "chapter" | "paper-conference" => "collection-number",
        _ => "number",
    }
}

fn put_defaults(item: &mut Item, entry: &Entry) {
    match entry.entry_type {
        // Zotero and others keep the site's name here.
        EntryType::Online => {
            if let Some(site) = field(entry, "organization") {
                item.remove("publisher");
                item.insert("container-title".to_owned(), Value::String(site));
            }
        }
        EntryType::MastersThesis => put(item, "genre", Some("Master’s thesis".to_owned())),
        EntryType::PhdThesis => put(item, "genre", Some("PhD thesis".to_owned())),
        _ => {}
    }
    match item.get("genre").and_then(Value::as_str) {
        Some("phdthesis") => item.insert("genre".to_owned(), json!("PhD thesis")),
        Some("mathesis") => item.insert("genre".to_owned(), json!("Master’s thesis")),
        _ => None,
    };
}

fn kind(entry: &Entry) -> &'static str {
    let subtype = field(entry, "entrysubtype").unwrap_or_default();
    match &entry.entry_type {
        EntryType::Article | EntryType::SuppPeriodical => match subtype.as_str() {
            "magazine" => "article-magazine",
            "newspaper" => "article-newspaper",
            _ => "article-journal",
        },
        EntryType::InBook
        | EntryType::InCollection
        | EntryType::BookInBook
        | EntryType::SuppBook
        | EntryType::SuppCollection => "chapter",
        EntryType::InReference => "entry-encyclopedia",
        EntryType::InProceedings => "paper-conference",
        EntryType::MastersThesis | EntryType::PhdThesis | EntryType::Thesis => "thesis",
        EntryType::TechReport | EntryType::Report => "report",
        EntryType::Unpublished => "manuscript",
        EntryType::Periodical => "periodical",
        EntryType::Online => "webpage",
        EntryType::Dataset => "dataset",
        EntryType::Software => "software",
        EntryType::Patent => "patent",
        EntryType::Misc => loose_kind(entry, "misc"),
        EntryType::Unknown(name) => loose_kind(entry, name),
        _ => "book",
    }
}

/// The types that BibLaTeX knows and leaves to the styles.
fn loose_kind(entry: &Entry, name: &str) -> &'static str {
    match name.to_lowercase().as_str() {
        "movie" | "video" => "motion_picture",
        "audio" | "music" => "song",
        "image" | "artwork" => "graphic",
        "letter" => "personal_communication",
        "interview" => "interview",
        "legislation" | "legal" => "legislation",
        "jurisdiction" => "legal_case",
        "review" => "review",
        "standard" => "standard",
        _ if entry.get("url").is_some() => "webpage",
        _ => "document",
    }
}

fn put_names(item: &mut Item, entry: &Entry, text: &str, faults: &mut Vec<Fault>) {
    let editors = match field(entry, "editortype").as_deref() {
        Some("director") => "director",
        Some("compiler") => "compiler",
        _ => "editor",
    };
    for (from, to) in NAMES.into_iter().chain([("editor", editors)]) {
        match entry.get_as::<Vec<Person>>(from) {
            Ok(people) if !people.is_empty() => {
                item.insert(to.to_owned(), people.iter().map(name).collect());
            }
            Err(RetrievalError::TypeError(error)) => {
                faults.push(fault(text, error.span, &error.kind));
            }
            Ok(_) | Err(RetrievalError::Missing(_)) => {}
        }
    }
}

fn name(person: &Person) -> Value {
    if person.given_name.is_empty() && person.prefix.is_empty() {
        return json!({ "literal": person.name });
    }
    let parts = [
        ("family", &person.name),
        ("given", &person.given_name),
        ("non-dropping-particle", &person.prefix),
        ("suffix", &person.suffix),
    ];
    let written = parts.into_iter().filter(|(_, part)| !part.is_empty());
    written
        .map(|(key, part)| (key.to_owned(), json!(part)))
        .collect::<Item>()
        .into()
}

fn put_dates(item: &mut Item, entry: &Entry, text: &str, faults: &mut Vec<Fault>) {
    let dates = [
        ("issued", "date"),
        ("accessed", "urldate"),
        ("original-date", "origdate"),
        ("event-date", "eventdate"),
    ];
    for (key, from) in dates {
        let year = entry.get("year").filter(|_| key == "issued");
        let Some(written) = entry.get(from).or(year) else {
            continue;
        };
        let words = match entry.get(from) {
            Some(date) => date.format_verbatim(),
            None => year_month_day(entry),
        };
        if let Some(date) = date(&words) {
            item.insert(key.to_owned(), date);
        } else if key == "issued" && !words.contains(|c: char| c.is_ascii_digit()) {
            // `year = {forthcoming}`.
            put(item, "status", Some(words));
        } else {
            faults.push((
                within(text, written.span()),
                "this is not a date".to_owned(),
            ));
        }
    }
}

/// The three fields of older files as one: `2011-02-16`.
fn year_month_day(entry: &Entry) -> String {
    let month = field(entry, "month").and_then(|month| month_number(&month));
    let day = field(entry, "day").filter(|_| month.is_some());
    let parts = [field(entry, "year"), month, day];
    parts.into_iter().flatten().collect::<Vec<_>>().join("-")
}

fn month_number(month: &str) -> Option<String> {
    let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let small = month.to_lowercase();
    let named = months
        .iter()
        .position(|month| small.starts_with(month))
        .map(|at| (at + 1).to_string());
    named.or_else(|| small.parse::<u8>().ok().map(|number| number.to_string()))
}

/// An EDTF date or stretch of time as CSL-JSON.
fn date(text: &str) -> Option<Value> {
    let known = |day: &&str| !matches!(*day, "" | "..");
    let days: Vec<Vec<i32>> = text
        .trim()
        .split('/')
        .filter(known)
        .map(parts)
        .collect::<Option<_>>()?;
    let circa = text.contains(['~', '?', '%']);
    match days.len() {
        1 | 2 if circa => Some(json!({ "date-parts": days, "circa": true })),
        1 | 2 => Some(json!({ "date-parts": days })),
        _ => None,
    }
}

/// Year, month and day.
fn parts(day: &str) -> Option<Vec<i32>> {
    let day = day.split('T').next()?.trim_end_matches(['~', '?', '%']);
    let parts: Vec<i32> = day
        .split('-')
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let fits = match parts.as_slice() {
        [_] => true,
        [_, month] => matches!(month, 1..=12 | 21..=24),
        [_, month, day] => (1..=12).contains(month) && (1..=31).contains(day),
        _ => false,
    };
    fits.then_some(parts)
}

fn fault(text: &str, span: Range<usize>, kind: &dyn std::fmt::Display) -> Fault {
    (within(text, span), kind.to_string())
}

/// The range, on character boundaries of the text whatever it was.
fn within(text: &str, span: Range<usize>) -> Range<usize> {
    let boundary = |at: &usize| text.is_char_boundary(*at);
    let start = (0..=span.start.min(text.len()))
        .rev()
        .find(boundary)
        .unwrap_or(0);
    let end = (span.end.max(start)..text.len())
        .find(boundary)
        .unwrap_or(text.len());
    start..end
}

#[cfg(test)]
mod tests {
    use super::items_from_bib;

    fn read(bib: &str) -> String {
        let lines: Vec<String> = match items_from_bib(bib) {
            Ok(items) => items
                .into_iter()
                .map(|item| serde_json::Value::from(item).to_string())
                .collect(),
            Err(faults) => faults
                .into_iter()
                .map(|(range, words)| format!("{}: {words}", &bib[range]))
                .collect(),
        };
        lines.join("\n")
    }

    #[test]
    fn entries_become_items() {
        insta::assert_snapshot!(read(r"
@online{alzhir, title = {Личности в истории лагеря}, organization = {Museum-Alzhir.kz}, date = {2025},
  url = {https://museum-alzhir.kz/ru/}, urldate = {2025-03-14}, language = {ru}}
@article{kaplan, author = {Kaplan, Vera and {Memorial}}, title = {Happy Childhood}, subtitle = {the steppe},
  journaltitle = {Slavic Review}, volume = 70, number = 2, pages = {321--345}, year = 2011, month = feb, langid = {english}}
@book{kuznetsova, editor = {Кузнецова, Екатерина}, title = {Карлаг}, publisher = {Болашак}, address = {Караганда},
  date = {1941/1952}, langid = {russian}}
@phdthesis{hardy, author = {von Hardy, Jr, Jeffrey}, title = {Mothers}, school = {Nazarbayev University}, year = {forthcoming}}
@video{film, title = {АЛЖИР}, date = {2022-01-22~}}
"), @r##"
{"URL":"https://museum-alzhir.kz/ru/","accessed":{"date-parts":[[2025,3,14]]},"container-title":"Museum-Alzhir.kz","id":"alzhir","issued":{"date-parts":[[2025]]},"language":"ru","title":"Личности в истории лагеря","type":"webpage"}
{"author":[{"family":"Kaplan","given":"Vera"},{"literal":"Memorial"}],"container-title":"Slavic Review","id":"kaplan","issue":"2","issued":{"date-parts":[[2011,2]]},"language":"en","page":"321–345","title":"Happy Childhood: the steppe","type":"article-journal","volume":"70"}
{"editor":[{"family":"Кузнецова","given":"Екатерина"}],"id":"kuznetsova","issued":{"date-parts":[[1941],[1952]]},"language":"ru","publisher":"Болашак","publisher-place":"Караганда","title":"Карлаг","type":"book"}
{"author":[{"family":"Hardy","given":"Jeffrey","non-dropping-particle":"von","suffix":"Jr"}],"genre":"PhD thesis","id":"hardy","publisher":"Nazarbayev University","status":"forthcoming","title":"Mothers","type":"thesis"}
{"id":"film","issued":{"circa":true,"date-parts":[[2022,1,22]]},"title":"АЛЖИР","type":"motion_picture"}
"##);
    }

    #[test]
    fn faults_have_places() {
        insta::assert_snapshot!(read("@book{a, title = {A}, date = {2011-13}}\n@book{b, title = {Б}, urldate = {вчера}}"), @r"
2011-13: this is not a date
вчера: this is not a date
");
        insta::assert_snapshot!(read("@book{a, title = {A}\n@book{b, title = {Б}}"), @": expected comma");
    }
}
