//! The tour as schema.org has it: a work with its authors, parts, places and sources, in JSON-LD.

use maud::{Markup, PreEscaped, html};
use serde_json::{Map, Value, json};

use crate::markup::{Link, Prose, Text};
use crate::tour::{Edition, Entry, Head, Source, Status};

use super::item::{Item, Name};

/// A script element that no browser runs. Nothing in it can end it.
pub(crate) fn json_ld(edition: &Edition) -> Markup {
    let json = escaped(&work(edition).to_string());
    html! {
        // Escaped above, as JSON: a script's text knows no HTML escapes.
        script type="application/ld+json" { (PreEscaped(json)) }
    }
}

/// JSON in which no character means anything to HTML or ends a line of a script.
fn escaped(json: &str) -> String {
    let escapes = [
        ('<', "\\u003c"),
        ('>', "\\u003e"),
        ('&', "\\u0026"),
        ('\u{2028}', "\\u2028"),
        ('\u{2029}', "\\u2029"),
    ];
    let replace = |json: String, (char, escape)| json.replace(char, escape);
    escapes.into_iter().fold(json.to_owned(), replace)
}

fn work(edition: &Edition) -> Value {
    let head = edition.head();
    let authors = head.authors.iter().map(|name| person(name));
    // Behind the tour's notice are its stations and its bibliography, which tells its sources itself.
    let is_open = head.notice.is_none();
    without_nothing(json!({
        "@context": "https://schema.org",
        "@type": ["CreativeWork", "LearningResource"],
        "name": head.title,
        "alternativeHeadline": head.subtitle,
        "inLanguage": head.language,
        "author": authors.collect::<Vec<_>>(),
        // Where the tour is says nothing of what is in it, as its title does.
        "url": head.url,
        "license": head.licence.as_deref().map(licence),
        "abstract": summary(head),
        "creativeWorkStatus": (head.translation == Some(Status::Draft)).then_some("Draft"),
        "timeRequired": time(edition),
        "isAccessibleForFree": true,
        "hasPart": is_open.then(|| edition.entries().iter().enumerate().map(part).collect::<Vec<_>>()),
        "citation": is_open.then(|| edition.sources().iter().map(cited).collect::<Vec<_>>()),
    }))
}

fn person(name: &str) -> Value {
    json!({ "@type": "Person", "name": name })
}

/// What stands behind the tour's notice is not told before it.
fn summary(head: &Head) -> Option<String> {
    let summary = head.summary.as_ref().filter(|_| head.notice.is_none())?;
    Some(plain(summary))
}

/// Prose without its note marks and citations.
fn plain(prose: &Prose) -> String {
    let texts = prose
        .paragraphs
        .iter()
        .map(|paragraph| unmarked(&paragraph.text));
    texts.collect::<Vec<_>>().join(" ")
}

fn unmarked(text: &Text) -> String {
    let mut words = String::new();
    let mut done = 0;
    for run in &text.runs {
        if matches!(run.link, Some(Link::Mark(_) | Link::Citation(_))) {
            words += &text.string[done..run.range.start];
            done = run.range.end;
        }
    }
    (words + &text.string[done..]).replace('\n', " ")
}

/// A licence's address, where its name is one of Creative Commons'; else its name.
fn licence(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    if lower == "cc0-1.0" {
        return "https://creativecommons.org/publicdomain/zero/1.0/".to_owned();
    }
    let parts = lower
        .strip_prefix("cc-")
        .and_then(|rest| rest.rsplit_once('-'));
    let is_known = |(terms, version): &(&str, &str)| {
        let known = ["by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd"].contains(terms);
        known && ["2.0", "2.5", "3.0", "4.0"].contains(version)
    };
    match parts.filter(is_known) {
        Some((terms, version)) => {
            format!("https://creativecommons.org/licenses/{terms}/{version}/")
        }
        None => name.to_owned(),
    }
}

/// How long the whole tour takes, in whole minutes, as ISO 8601 has it.
fn time(edition: &Edition) -> String {
    let stations = 0..edition.station_count();
    let minutes: f32 = stations.map(|station| edition.minutes(station)).sum();
    format!("PT{}M", minutes.ceil() as u32)
}

fn part((index, entry): (usize, &Entry)) -> Value {
    without_nothing(json!({
        "@type": "CreativeWork",
        "position": index + 1,
        "name": entry.title,
        "contentLocation": place(entry),
    }))
}

fn place(entry: &Entry) -> Option<Value> {
    if entry.place.is_none() && entry.at.is_none() {
        return None;
    }
    let at = entry
        .at
        .map(|at| json!({ "@type": "GeoCoordinates", "latitude": at.lat, "longitude": at.lon }));
    Some(without_nothing(
        json!({ "@type": "Place", "name": entry.place, "geo": at }),
    ))
}

fn cited(source: &Source) -> Value {
    let item = Item(source);
    let people = |field| item.names(field).iter().map(named).collect::<Vec<_>>();
    without_nothing(json!({
        "@type": kind(item.kind()),
        "name": item.text("title"),
        "author": people("author"),
        "editor": people("editor"),
        "translator": people("translator"),
        "datePublished": item.issued(),
        "publisher": item.text("publisher").map(|name| json!({ "@type": "Organization", "name": name })),
        "isPartOf": container(item),
        "pagination": item.text("page"),
        "isbn": item.text("ISBN").filter(|_| kind(item.kind()) == "Book"),
        "sameAs": item.doi().map(|doi| format!("https://doi.org/{doi}")),
        "url": item.address(),
        "inLanguage": item.text("language"),
    }))
}

fn named(name: &Name<'_>) -> Value {
    match name {
        Name::Person { family, given } => without_nothing(json!({
            "@type": "Person", "name": name.whole(), "familyName": family, "givenName": given,
        })),
        Name::Literal(name) => json!({ "@type": "Organization", "name": name }),
    }
}

/// The journal, book or site it stands in.
fn container(item: Item<'_>) -> Option<Value> {
    let (kind, volume, issue) = match item.kind() {
        "chapter" | "paper-conference" | "entry-encyclopedia" | "entry-dictionary" => {
            ("Book", None, None)
        }
        "webpage" | "post" | "post-weblog" => ("WebSite", None, None),
        kind if kind.starts_with("article") || kind.starts_with("review") => {
            ("Periodical", item.text("volume"), item.text("issue"))
        }
        _ => ("CreativeWork", None, None),
    };
    let name = item.text("container-title")?;
    let issn = item.text("ISSN").filter(|_| kind == "Periodical");
    let whole = without_nothing(json!({ "@type": kind, "name": name, "issn": issn }));
    let whole = nested("PublicationVolume", "volumeNumber", volume, whole);
    Some(nested("PublicationIssue", "issueNumber", issue, whole))
}

/// A number of something, if it has one, as a part of it.
fn nested(kind: &str, key: &str, number: Option<String>, whole: Value) -> Value {
    match number {
        Some(number) => json!({ "@type": kind, key: number, "isPartOf": whole }),
        None => whole,
    }
}

/// The nearest of schema.org's types to one of CSL's.
fn kind(kind: &str) -> &'static str {
    match kind {
        "book" | "classic" => "Book",
        "article" | "article-magazine" | "entry" | "entry-dictionary" | "entry-encyclopedia" => {
            "Article"
        }
        "article-journal" | "paper-conference" => "ScholarlyArticle",
        "article-newspaper" => "NewsArticle",
        "chapter" => "Chapter",
        "collection" => "Collection",
        "dataset" => "Dataset",
        "graphic" | "figure" => "VisualArtwork",
        "legislation" | "regulation" | "bill" | "treaty" => "Legislation",
        "manuscript" => "Manuscript",
        "map" => "Map",
        "motion_picture" => "Movie",
        "musical_score" => "MusicComposition",
        "periodical" => "Periodical",
        "post-weblog" => "BlogPosting",
        "report" | "standard" => "Report",
        "review" | "review-book" => "Review",
        "software" => "SoftwareApplication",
        "song" => "MusicRecording",
        "thesis" => "Thesis",
        "webpage" | "post" => "WebPage",
        _ => "CreativeWork",
    }
}

/// An object without the keys that have no value.
fn without_nothing(object: Value) -> Value {
    let is_something = |value: &Value| match value {
        Value::Null => false,
        Value::Array(values) => !values.is_empty(),
        _ => true,
    };
    match object {
        Value::Object(fields) => {
            let kept = fields.into_iter().filter(|(_, value)| is_something(value));
            Value::Object(kept.collect::<Map<_, _>>())
        }
        other => other,
    }
}
