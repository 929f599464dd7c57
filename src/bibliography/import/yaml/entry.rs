//! An entry of hayagriva as a CSL-JSON item.

use hayagriva::Entry;
use hayagriva::types::{Date, EntryType, FormatString, Person, PersonRole};
use serde_json::{Value, json};

use crate::bibliography::import::Item;

/// The item; what stands in an entry's parents is taken from there.
pub(super) fn item(id: &str, entry: &Entry) -> Item {
    let mut item = Item::new();
    item.insert("id".to_owned(), json!(id));
    item.insert("type".to_owned(), json!(kind(entry)));
    put_titles(&mut item, entry);
    put_people(&mut item, entry);
    put_numbers(&mut item, entry);
    put_dates(&mut item, entry);
    put_places(&mut item, entry);
    put(
        &mut item,
        "language",
        entry.language().map(ToString::to_string),
    );
    put(&mut item, "note", entry.note().map(words));
    put(&mut item, "genre", entry.genre().map(words));
    item
}

fn put(item: &mut Item, key: &str, value: Option<String>) {
    if let Some(value) = value.filter(|value| !value.is_empty()) {
        item.entry(key).or_insert(Value::String(value));
    }
}

/// On one line, without the braces that keep letters as they are.
fn words(text: &FormatString) -> String {
    let text = text.to_string();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn kind(entry: &Entry) -> &'static str {
    let genre = entry.genre().map(words).unwrap_or_default().to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| genre.contains(word));
    let parent = entry.parents().first().map(Entry::entry_type);
    match (entry.entry_type(), parent) {
        (EntryType::Article, Some(EntryType::Newspaper)) => "article-newspaper",
        (EntryType::Article, Some(EntryType::Blog)) => "post-weblog",
        (EntryType::Article, Some(EntryType::Proceedings | EntryType::Conference)) => {
            "paper-conference"
        }
        (EntryType::Article, Some(EntryType::Web)) | (EntryType::Web | EntryType::Blog, _) => {
            "webpage"
        }
        (EntryType::Article, Some(EntryType::Book | EntryType::Anthology))
        | (EntryType::Chapter | EntryType::Anthos, _) => "chapter",
        (EntryType::Article, Some(EntryType::Reference)) | (EntryType::Entry, _) => {
            "entry-encyclopedia"
        }
        (EntryType::Article, _) if says(&["magazine", "журнал"]) => "article-magazine",
        (EntryType::Article, Some(_)) => "article-journal",
        (EntryType::Article, None) => "article",
        (EntryType::Misc | EntryType::Manuscript | EntryType::Audio | EntryType::Video, _)
            if says(&["interview", "интервью", "сұхбат"]) =>
        {
            "interview"
        }
        (EntryType::Misc | EntryType::Manuscript, _)
            if says(&["letter", "email", "письмо", "хат"]) =>
        {
            "personal_communication"
        }
        (EntryType::Misc, _) if says(&["dataset", "data set"]) => "dataset",
        (EntryType::Misc, _) if entry.archive().is_some() => "manuscript",
        (EntryType::Report, _) => "report",
        (EntryType::Thesis, _) => "thesis",
        (EntryType::Scene | EntryType::Video, _) => "motion_picture",
        (EntryType::Artwork, _) => "graphic",
        (EntryType::Patent, _) => "patent",
        (EntryType::Case, _) => "legal_case",
        (EntryType::Newspaper | EntryType::Periodical, _) => "periodical",
        (EntryType::Legislation, _) => "legislation",
        (EntryType::Manuscript, _) => "manuscript",
        (EntryType::Post | EntryType::Thread, _) => "post",
        (EntryType::Performance, _) => "performance",
        (EntryType::Conference, _) => "speech",
        (EntryType::Repository, _) => "software",
        (EntryType::Audio, _) => "song",
        (EntryType::Exhibition, _) => "event",
        (
            EntryType::Book
            | EntryType::Proceedings
            | EntryType::Reference
            | EntryType::Anthology
            | EntryType::Original,
            _,
        ) => "book",
        _ => "document",
    }
}

fn is_original(entry: &Entry) -> bool {
    *entry.entry_type() == EntryType::Original
}

/// What it stands in; not what it is a new edition of.
fn containers(entry: &Entry) -> impl Iterator<Item = &Entry> {
    entry.parents().iter().filter(|parent| !is_original(parent))
}

fn put_titles(item: &mut Item, entry: &Entry) {
    let short = |text: &FormatString| text.short.as_ref().map(ToString::to_string);
    put(item, "title", entry.title().map(words));
    put(item, "title-short", entry.title().and_then(short));
    let is_volume = kind(entry) == "book";
    for parent in containers(entry) {
        let series = if is_volume {
            "collection-title"
        } else {
            "container-title"
        };
        put(item, series, parent.title().map(words));
        put(
            item,
            "container-title-short",
            parent.title().and_then(short),
        );
        for series in containers(parent) {
            put(item, "collection-title", series.title().map(words));
            put(
                item,
                "collection-number",
                series.volume().or(series.issue()).map(ToString::to_string),
            );
        }
    }
    for original in entry.parents().iter().filter(|parent| is_original(parent)) {
        put(item, "original-title", original.title().map(words));
        if let Some(date) = original.date() {
            item.insert("original-date".to_owned(), date_parts(date));
        }
    }
}

fn put_people(item: &mut Item, entry: &Entry) {
    let mut insert = |key: &str, people: &[Person]| {
        if !people.is_empty() {
            let people = people.iter().map(person).collect();
            item.entry(key).or_insert(Value::Array(people));
        }
    };
    insert("author", entry.authors().unwrap_or_default());
    insert("editor", entry.editors().unwrap_or_default());
    for group in entry.affiliated().unwrap_or_default() {
        insert(role(&group.role), &group.names);
    }
    for parent in containers(entry) {
        insert("container-author", parent.authors().unwrap_or_default());
        insert("editor", parent.editors().unwrap_or_default());
        for group in parent.affiliated().unwrap_or_default() {
            insert(role(&group.role), &group.names);
        }
    }
    // Styles look for those who made a film among its directors.
    if kind(entry) == "motion_picture"
        && !item.contains_key("director")
        && let Some(people) = item.remove("author")
    {
        item.insert("director".to_owned(), people);
    }
    if kind(entry) == "interview"
        && let Some(people) = item.remove("contributor")
    {
        item.insert("interviewer".to_owned(), people);
    }
}

fn role(role: &PersonRole) -> &'static str {
    match role {
        PersonRole::Translator => "translator",
        PersonRole::Compiler => "compiler",
        PersonRole::Organizer => "organizer",
        PersonRole::CastMember => "performer",
        PersonRole::Composer => "composer",
        PersonRole::Producer => "producer",
        PersonRole::ExecutiveProducer => "executive-producer",
        PersonRole::Writer => "script-writer",
        PersonRole::Director => "director",
        PersonRole::Illustrator => "illustrator",
        PersonRole::Narrator => "narrator",
        _ => "contributor",
    }
}

fn person(person: &Person) -> Value {
    if person.given_name.is_none() && person.prefix.is_none() {
        return json!({ "literal": person.name });
    }
    let parts = [
        ("family", Some(&person.name)),
        ("given", person.given_name.as_ref()),
        ("non-dropping-particle", person.prefix.as_ref()),
        ("suffix", person.suffix.as_ref()),
    ];
    let written = parts
        .into_iter()
        .filter_map(|(key, part)| Some((key.to_owned(), json!(part?))));
    written.collect::<Item>().into()
}

fn put_numbers(item: &mut Item, entry: &Entry) {
    let issue = if kind(entry).starts_with("article") {
        "issue"
    } else {
        "number"
    };
    put(
        item,
        "volume",
        entry.map(|entry| entry.volume().map(ToString::to_string)),
    );
    put(
        item,
        issue,
        entry.map(|entry| entry.issue().map(ToString::to_string)),
    );
    put(
        item,
        "number-of-volumes",
        entry.volume_total().map(ToString::to_string),
    );
    put(
        item,
        "edition",
        entry.map(|entry| entry.edition().map(ToString::to_string)),
    );
    put(
        item,
        "chapter-number",
        entry.chapter().map(ToString::to_string),
    );
    let pages = entry.page_range().map(ToString::to_string);
    put(item, "page", pages.map(|pages| pages.replace("--", "-")));
    put(
        item,
        "number-of-pages",
        entry.page_total().map(ToString::to_string),
    );
    put(item, "dimensions", entry.runtime().map(ToString::to_string));
    put(
        item,
        "DOI",
        entry.map(|entry| entry.doi().map(str::to_owned)),
    );
    put(
        item,
        "ISBN",
        entry.map(|entry| entry.isbn().map(str::to_owned)),
    );
    put(
        item,
        "ISSN",
        entry.map(|entry| entry.issn().map(str::to_owned)),
    );
    let serial = entry.keyed_serial_number("serial").map(str::to_owned);
    let key = if matches!(kind(entry), "software" | "dataset") {
        "version"
    } else {
        "number"
    };
    put(item, key, serial);
}

fn put_dates(item: &mut Item, entry: &Entry) {
    if let Some(date) = entry.date_any() {
        item.insert("issued".to_owned(), date_parts(date));
    }
    if let Some(date) = entry.url_any().and_then(|url| url.visit_date.as_ref()) {
        item.insert("accessed".to_owned(), date_parts(date));
    }
}

/// Months are counted from 0 there.
fn date_parts(date: &Date) -> Value {
    let month = date.month.map(|month| i32::from(month) + 1);
    let day = date
        .day
        .map(|day| i32::from(day) + 1)
        .filter(|_| month.is_some());
    let parts: Vec<i32> = [Some(date.year), month, day]
        .into_iter()
        .flatten()
        .collect();
    if date.approximate {
        json!({ "date-parts": [parts], "circa": true })
    } else {
        json!({ "date-parts": [parts] })
    }
}

fn put_places(item: &mut Item, entry: &Entry) {
    put(
        item,
        "URL",
        entry.url_any().map(|url| url.value.to_string()),
    );
    let publisher = |entry: &Entry| {
        entry
            .publisher()
            .and_then(|publisher| publisher.name())
            .map(words)
    };
    put(item, "publisher", entry.map(publisher));
    put(
        item,
        "publisher",
        entry.map(|entry| entry.organization().map(words)),
    );
    let place = |entry: &Entry| {
        entry
            .publisher()
            .and_then(|publisher| publisher.location())
            .map(words)
    };
    put(item, "publisher-place", entry.map(place));
    put(
        item,
        "publisher-place",
        entry.map(|entry| entry.location().map(words)),
    );
    put(
        item,
        "archive",
        entry.map(|entry| entry.archive().map(words)),
    );
    put(
        item,
        "archive-place",
        entry.map(|entry| entry.archive_location().map(words)),
    );
    put(
        item,
        "archive_location",
        entry.map(|entry| entry.call_number().map(words)),
    );
}
