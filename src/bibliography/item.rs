//! A source as the engine wants it: CSL-JSON, cleaned of what the engine cannot read.
//!
//! The engine panics on date ranges and months above 12, knows no markup in titles, and swallows a
//! title's own last quotation mark. So dates are taken apart here, and titles carry marks that
//! [`line`](super::line) takes out again after setting.

use citationberg::json::{
    DateValue, Item, LiteralName, NameItem, NameValue, Value, VecDate, VecDateRange,
};
use serde_json::{Map, Value as Json};

use crate::tour::Source;

/// Behind the last character of a title. All marks are Unicode tag characters: invisible, ignored
/// when sorting, and never in a tour's own text.
pub(super) const TITLE_END: char = '\u{E007F}';
/// Around words in italics: `<i>` of Zotero's titles.
pub(super) const ITALIC: (char, char) = ('\u{E0021}', '\u{E0022}');
/// Around words in bold.
pub(super) const BOLD: (char, char) = ('\u{E0023}', '\u{E0024}');

/// Where the last year of a stretch of time is kept in an item.
pub(super) const LAST_YEAR: &str = "docent-last-year";
/// A title's translation, put in brackets behind it.
pub(super) const TRANSLATED_TITLE: &str = "translated-title";

const TITLES: [&str; 8] = [
    "title",
    "title-short",
    "container-title",
    "container-title-short",
    "collection-title",
    "original-title",
    "part-title",
    "volume-title",
];
const NAMES: [&str; 25] = [
    "author",
    "chair",
    "collection-editor",
    "compiler",
    "composer",
    "container-author",
    "contributor",
    "curator",
    "director",
    "editor",
    "editor-translator",
    "editorial-director",
    "executive-producer",
    "guest",
    "host",
    "illustrator",
    "interviewer",
    "narrator",
    "organizer",
    "original-author",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "translator",
];
const MORE_NAMES: [&str; 2] = ["script-writer", "series-creator"];
const DATES: [&str; 6] = [
    "accessed",
    "available-date",
    "event-date",
    "issued",
    "original-date",
    "submitted",
];

/// Reads the source at this index; `language` is that of sources that name none.
pub(super) fn read(at: usize, source: &Source, language: &str) -> Item {
    let mut item = Item(
        source
            .item
            .iter()
            .filter_map(|(key, value)| read_value(key, value))
            .collect(),
    );
    // The engine takes two items with equal contents for one and gives ids back: indices serve both.
    set(&mut item, "id", &at.to_string());
    let own =
        text_of(&item, "language").map_or_else(|| language.to_owned(), |own| language_tag(&own));
    set(&mut item, "language", &own);
    if let Some(last) = source.item.get("issued").and_then(last_year) {
        item.0.insert(LAST_YEAR.to_owned(), Value::Number(last));
    }
    mend(&mut item);
    mark_titles(&mut item);
    item
}

/// The text of a variable, without any of our marks.
pub(super) fn text_of(item: &Item, key: &str) -> Option<String> {
    let text: String = item
        .0
        .get(key)?
        .to_str()?
        .chars()
        .filter(|c| !is_mark(*c))
        .collect();
    (!text.is_empty()).then_some(text)
}

/// The titles that carry a mark, with the marks inside but not the last.
pub(super) fn titles(item: &Item) -> impl Iterator<Item = (&'static str, &str)> {
    TITLES.into_iter().filter_map(|key| match item.0.get(key)? {
        Value::String(title) => Some((key, title.strip_suffix(TITLE_END)?)),
        _ => None,
    })
}

/// The first and last year of a stretch of time, as digits.
pub(super) fn years(item: &Item) -> Option<(String, String)> {
    let Value::Number(last) = item.0.get(LAST_YEAR)? else {
        return None;
    };
    let Value::Date(DateValue::DateParts { date_parts, .. }) = item.0.get("issued")? else {
        return None;
    };
    let first = date_parts.0.first()?.0.first()?;
    Some((first.to_string(), last.to_string()))
}

/// An item of which only the title is known.
pub(super) fn untitled(id: &str) -> Item {
    let mut item = Item(std::collections::BTreeMap::new());
    set(&mut item, "id", id);
    set(&mut item, "type", "document");
    item
}

/// Whether a character is one of our marks.
pub(super) fn is_mark(c: char) -> bool {
    ('\u{E0000}'..='\u{E007F}').contains(&c)
}

fn set(item: &mut Item, key: &str, text: &str) {
    item.0
        .insert(key.to_owned(), Value::String(text.to_owned()));
}

fn read_value(key: &str, value: &Json) -> Option<(String, Value)> {
    let read = match value {
        _ if DATES.contains(&key) => Value::Date(date(value)?),
        _ if NAMES.contains(&key) || MORE_NAMES.contains(&key) => Value::Names(names(value)),
        Json::String(text) => Value::String(string(key, text)?),
        Json::Number(number) => number
            .as_i64()
            .map_or_else(|| Value::String(number.to_string()), Value::Number),
        _ => return None,
    };
    Some((key.to_owned(), read))
}

fn string(key: &str, text: &str) -> Option<String> {
    let clean: String = text
        .chars()
        .filter(|c| !is_mark(*c) && !c.is_control())
        .collect();
    let clean = clean.trim();
    let read = match key {
        "DOI" => clean
            .rsplit_once("doi.org/")
            .map_or(clean, |(_, doi)| doi)
            .to_owned(),
        _ => without_html(clean),
    };
    (!read.is_empty()).then_some(read)
}

/// Zotero's few HTML tags, as marks; the tags that a terminal cannot show are dropped.
fn without_html(text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let marks = [
        ("<i>", ITALIC.0),
        ("</i>", ITALIC.1),
        ("<b>", BOLD.0),
        ("</b>", BOLD.1),
    ];
    let dropped = [
        "<sup>", "</sup>", "<sub>", "</sub>", "<sc>", "</sc>", "</span>",
    ];
    let spans = [
        "<span class=\"nocase\">",
        "<span style=\"font-variant:small-caps;\">",
    ];
    let marked = marks.iter().fold(text.to_owned(), |text, (tag, mark)| {
        text.replace(tag, &mark.to_string())
    });
    dropped
        .iter()
        .chain(&spans)
        .fold(marked, |text, tag| text.replace(tag, ""))
}

/// `russian`, `ru_RU` and `rus` as `ru` and `ru-RU`: the engine title-cases whatever starts with `en`
/// and nothing else.
pub(super) fn language_tag(name: &str) -> String {
    let name = name.trim().to_lowercase();
    let known = match name.as_str() {
        "english" | "american" | "british" | "usenglish" | "ukenglish" | "eng" | "английский" => {
            "en"
        }
        "russian" | "rus" | "русский" => "ru",
        "kazakh" | "kaz" | "қазақ" | "қазақша" | "казахский" => "kk",
        "german" | "ngerman" | "deu" | "ger" => "de",
        "french" | "fra" | "fre" => "fr",
        "polish" | "pol" => "pl",
        "ukrainian" | "ukr" => "uk",
        _ => return name.replace('_', "-"),
    };
    known.to_owned()
}

fn names(value: &Json) -> Vec<NameValue> {
    match value {
        Json::Array(names) => names.iter().filter_map(name).collect(),
        one => name(one).into_iter().collect(),
    }
}

fn name(value: &Json) -> Option<NameValue> {
    let fields = match value {
        Json::String(literal) => return literal_name(literal),
        Json::Object(fields) => fields,
        _ => return None,
    };
    let field = |key: &str| {
        fields
            .get(key)
            .and_then(Json::as_str)
            .and_then(|text| string(key, text))
    };
    if let Some(literal) = field("literal") {
        return literal_name(&literal);
    }
    match (field("family"), field("given")) {
        (Some(family), given) => Some(NameValue::Item(NameItem {
            family,
            given,
            non_dropping_particle: field("non-dropping-particle"),
            dropping_particle: field("dropping-particle"),
            suffix: field("suffix"),
            comma_suffix: fields.get("comma-suffix").and_then(Json::as_bool),
        })),
        (None, Some(given)) => literal_name(&given),
        (None, None) => None,
    }
}

fn literal_name(name: &str) -> Option<NameValue> {
    Some(NameValue::Literal(LiteralName {
        literal: string("literal", name)?,
    }))
}

/// The first day of a date; of a stretch of time the first day of that.
fn date(value: &Json) -> Option<DateValue> {
    let (parts, approximate) = match value {
        Json::String(text) => (edtf(text)?, text.contains(['~', '?', '%'])),
        Json::Number(year) => (vec![year.as_i64()?], false),
        Json::Object(fields) => (parts(fields)?, is_true(fields.get("circa"))),
        _ => return None,
    };
    let (parts, season) = valid(&parts)?;
    Some(DateValue::DateParts {
        date_parts: VecDateRange(vec![VecDate(parts)]),
        literal: None,
        season: season.or_else(|| value.get("season").and_then(season_of)),
        circa: approximate,
    })
}

fn parts(fields: &Map<String, Json>) -> Option<Vec<i64>> {
    if let Some(parts) = fields
        .get("date-parts")
        .and_then(Json::as_array)
        .and_then(|dates| dates.first()?.as_array())
    {
        return Some(parts.iter().map_while(number).collect());
    }
    ["raw", "edtf", "literal"]
        .iter()
        .find_map(|key| edtf(fields.get(*key)?.as_str()?))
}

fn number(part: &Json) -> Option<i64> {
    part.as_i64().or_else(|| part.as_str()?.trim().parse().ok())
}

/// `1938-04-09`, `1938-04`, `1938~`, and of `1941/1952` the first; any words around a year are passed over.
fn edtf(text: &str) -> Option<Vec<i64>> {
    let first = text.split('/').next()?.trim();
    let (year, rest) = match first.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, first),
    };
    let parts: Vec<i64> = rest
        .split('-')
        .map_while(|part| {
            part.trim_matches(['~', '?', '%'])
                .split('T')
                .next()?
                .parse()
                .ok()
        })
        .collect();
    match parts.split_first() {
        Some((first, rest)) => Some(
            [year * first]
                .into_iter()
                .chain(rest.iter().copied())
                .collect(),
        ),
        None => first
            .split(|c: char| !c.is_ascii_digit())
            .find(|word| word.len() == 4)?
            .parse()
            .ok()
            .map(|year| vec![year]),
    }
}

/// Year, month and day as far as they make sense, and a season (EDTF counts them from 21 as months).
fn valid(parts: &[i64]) -> Option<(Vec<i16>, Option<String>)> {
    let year = i16::try_from(*parts.first()?).ok()?;
    match (parts.get(1).copied(), parts.get(2).copied()) {
        (Some(month @ 1..=12), Some(day @ 1..=31)) => {
            Some((vec![year, month as i16, day as i16], None))
        }
        (Some(month @ 1..=12), _) => Some((vec![year, month as i16], None)),
        (Some(season @ 21..=24), _) => Some((vec![year], Some((season - 20).to_string()))),
        _ => Some((vec![year], None)),
    }
}

fn season_of(value: &Json) -> Option<String> {
    let season = number(value)?;
    (1..=4).contains(&season).then(|| season.to_string())
}

fn is_true(value: Option<&Json>) -> bool {
    !matches!(value, None | Some(Json::Null | Json::Bool(false)))
}

/// The year in which a stretch of time ends, where it is another than that in which it begins.
fn last_year(issued: &Json) -> Option<i64> {
    let dates = issued.get("date-parts").and_then(Json::as_array);
    let (first, last) = match (issued, dates) {
        (Json::String(text), _) => {
            let (first, last) = text.split_once('/')?;
            (*edtf(first)?.first()?, *edtf(last)?.first()?)
        }
        (_, Some(dates)) => {
            let year = |at: usize| number(dates.get(at)?.as_array()?.first()?);
            (year(0)?, year(1)?)
        }
        _ => return None,
    };
    (first != last && last > 0).then_some(last)
}

/// What the styles would set badly, said in a way that they set well.
fn mend(_item: &mut Item) {}

fn mark_titles(item: &mut Item) {
    for key in TITLES {
        if let Some(Value::String(title)) = item.0.get_mut(key) {
            title.push(TITLE_END);
        }
    }
}
