//! A source as the engine wants it: CSL-JSON, cleaned of what the engine cannot read.
//!
//! The engine panics on date ranges and months above 12, knows no markup in titles, and swallows a
//! title's own last quotation mark. So dates are taken apart here, and titles carry marks that
//! [`line`](super::line) takes out again after setting.

use std::collections::BTreeMap;

use citationberg::json::{
    DateValue, Item, LiteralName, NameItem, NameValue, Value, VecDate, VecDateRange,
};
use serde_json::{Map, Value as Json};

use crate::tour::Source;

use super::csl::{DATES, NAMES};
use super::language::{Words, words};

/// Behind the last word of a title, as a word of its own: in that word, it would hide from the engine
/// that `USSR` is all capitals. A Unicode tag character is ignored when sorting, and never in a tour's text.
pub(super) const TITLE_END: &str = " \u{E007F}";
/// Around words in italics, for `<i>` in Zotero's titles. Braces, because the engine's title case reads
/// over them and not over tag characters; braces of a text's own are dropped.
pub(super) const ITALIC: (char, char) = ('{', '}');

/// Where the last year of a stretch of time is kept in an item.
pub(super) const LAST_YEAR: &str = "docent-last-year";
/// A title's translation, put in brackets behind it.
pub(super) const TRANSLATED_TITLE: &str = "translated-title";

/// How a title is read, for who cannot read its script; put in brackets behind it.
pub(super) const TRANSLITERATED_TITLE: &str = "transliterated-title";
/// The word for a leaf, in sources that stand in a fonds.
const LEAF: &str = "docent-leaf";
/// Where the words are kept that begin with a small letter whatever the style says.
const SMALL_WORDS: &str = "docent-small-words";

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
/// Before words that keep their letters; behind them, `</span>`.
const NO_CASE: &str = "<span class=\"nocase\">";
const DROPPED_TAGS: [&str; 11] = [
    "<b>",
    "</b>",
    "<sup>",
    "</sup>",
    "<sub>",
    "</sub>",
    "<sc>",
    "</sc>",
    NO_CASE,
    "<span style=\"font-variant:small-caps;\">",
    "</span>",
];

/// Reads the source at this index, for a style; `language` is that of sources that name none.
pub(super) fn read(at: usize, source: &Source, style: &str, language: &str) -> Item {
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
    keep_small_words(&mut item, source);
    mend(&mut item, style, &words(language));
    mark_titles(&mut item);
    item
}

/// The text of a variable, without any of our marks.
pub(super) fn text_of(item: &Item, key: &str) -> Option<String> {
    let text = item.0.get(key)?.to_str()?;
    let kept = |c: &char| key == "URL" || !is_mark(*c);
    let text = text
        .chars()
        .filter(kept)
        .collect::<String>()
        .trim_end()
        .to_owned();
    (!text.is_empty()).then_some(text)
}

fn keep_small_words(item: &mut Item, source: &Source) {
    let titles = TITLES
        .iter()
        .filter_map(|key| source.item.get(*key)?.as_str());
    let kept = titles.flat_map(|title| title.split(NO_CASE).skip(1));
    let kept = kept.filter_map(|rest| rest.split("</span>").next());
    let words: Vec<&str> = kept
        .flat_map(|words| words.split([' ', '-']))
        .filter(|word| word.starts_with(char::is_lowercase))
        .collect();
    if !words.is_empty() {
        set(item, SMALL_WORDS, &words.join(" "));
    }
}

/// Whether this word of a title begins with a small letter whatever the style says.
pub(super) fn is_small_word(item: &Item, word: &str) -> bool {
    let Some(Value::String(words)) = item.0.get(SMALL_WORDS) else {
        return false;
    };
    let goes_on = |kept: &str| {
        word.strip_prefix(kept)
            .is_some_and(|rest| !rest.starts_with(char::is_lowercase))
    };
    words.split(' ').any(goes_on)
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

/// An item of which nothing is known.
pub(super) fn blank(id: &str) -> Item {
    let mut item = Item(BTreeMap::new());
    set(&mut item, "id", id);
    set(&mut item, "type", "document");
    item
}

fn is_mark(c: char) -> bool {
    ('\u{E0000}'..='\u{E007F}').contains(&c) || c == ITALIC.0 || c == ITALIC.1
}

fn set(item: &mut Item, key: &str, text: &str) {
    item.0
        .insert(key.to_owned(), Value::String(text.to_owned()));
}

fn read_value(key: &str, value: &Json) -> Option<(String, Value)> {
    let read = match value {
        _ if DATES.contains(&key) => Value::Date(date(value)?),
        _ if NAMES.contains(&key) => Value::Names(names(value)),
        Json::String(text) => Value::String(string(key, text)?),
        Json::Number(number) => number
            .as_i64()
            .map_or_else(|| Value::String(number.to_string()), Value::Number),
        _ => return None,
    };
    Some((key.to_owned(), read))
}

fn string(key: &str, text: &str) -> Option<String> {
    let clean: String = text.chars().filter(|c| !c.is_control()).collect();
    let clean = clean.trim();
    let read = match key {
        "URL" => clean.to_owned(),
        "DOI" => clean
            .rsplit_once("doi.org/")
            .map_or(clean, |(_, doi)| doi)
            .to_owned(),
        _ => without_html(clean),
    };
    (!read.is_empty()).then_some(read)
}

/// Zotero's few HTML tags: italics as marks, those that a terminal cannot show dropped.
fn without_html(text: &str) -> String {
    let text: String = text.chars().filter(|c| !is_mark(*c)).collect();
    if !text.contains('<') {
        return text;
    }
    let (open, close) = (ITALIC.0.to_string(), ITALIC.1.to_string());
    let marked = text.replace("<i>", &open).replace("</i>", &close);
    DROPPED_TAGS
        .iter()
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
fn mend(item: &mut Item, style: &str, words: &Words) {
    match item.type_().as_deref() {
        Some("motion_picture") => mend_online_video(item, words),
        Some("personal_communication") => mend_letter(item, style, words),
        Some("legislation") => mend_foreign_law(item, words),
        _ => {}
    }
    mend_fonds(item);
    mend_season(item);
}

/// Without its kind, a letter with a title lacks a comma behind its author.
fn mend_letter(item: &mut Item, style: &str, words: &Words) {
    let genre = text_of(item, "genre").unwrap_or_else(|| words.letter.to_owned());
    // GOST prints no recipient.
    let names_recipient = item.0.contains_key("recipient") && !style.starts_with("gost");
    let before = if names_recipient {
        words.before_recipient
    } else {
        ""
    };
    set(item, "genre", &format!("{genre}{before}"));
}

/// A film on a site is dated to the day and not published by the site: it is set like a post.
fn mend_online_video(item: &mut Item, words: &Words) {
    let has = |key: &str| item.0.contains_key(key);
    if !has("URL") || !has("container-title") || has("publisher") {
        return;
    }
    let medium = item
        .0
        .remove("medium")
        .or_else(|| item.0.get("genre").cloned())
        .unwrap_or_else(|| Value::String(words.video.to_owned()));
    set(item, "type", "post");
    item.0.insert("genre".to_owned(), medium);
}

/// American styles take a law without a kind for one of the United States, `Pub. L. No.`
fn mend_foreign_law(item: &mut Item, words: &Words) {
    let english = text_of(item, "language").is_some_and(|language| language.starts_with("en"));
    if !english && item.0.contains_key("number") && !item.0.contains_key("genre") {
        set(item, "genre", words.law);
    }
}

/// Post-Soviet archives are cited from the archive down to the leaf, `ГАКО, ф. 16, оп. 1, д. 34, л. 5`, in
/// every style; the styles would begin with the smallest part, or leave the largest out.
fn mend_fonds(item: &mut Item) {
    let texts = [
        "archive",
        "archive-place",
        "archive_collection",
        "archive_location",
        "call-number",
    ];
    let [archive, place, collection, location, number] = texts.map(|key| text_of(item, key));
    // A number by itself is where a thing stands.
    let location = location.or(number);
    let is_fonds = collection
        .iter()
        .chain(&location)
        .any(|text| begins_with_fonds(text));
    if !is_fonds {
        if let Some(location) = location {
            set(item, "archive_location", &location);
        }
        return;
    }
    let place = place.filter(|place| {
        !archive
            .as_ref()
            .is_some_and(|archive| archive.contains(place))
    });
    let archive = match (archive, place) {
        (Some(archive), Some(place)) => Some(format!("{archive} ({place})")),
        (archive, place) => archive.or(place),
    };
    let parts = [archive, collection, location];
    let whole: Vec<String> = parts.into_iter().flatten().collect();
    for key in texts {
        item.0.remove(key);
    }
    set(item, "archive", &whole.join(", "));
    set(item, LEAF, word_for_leaf(&whole));
}

/// The word for a leaf in the language in which the fonds is written.
fn word_for_leaf(whole: &[String]) -> &'static str {
    let written = whole.join(" ").to_lowercase();
    match () {
        () if written.contains("қор") || written.contains("қ.") => "п.",
        () if written.contains("ф.") || written.contains("фонд") => "л.",
        () if written.contains("fond") => "fol.",
        () => "l.",
    }
}

/// With this leaf, which stands behind the file in which it is.
pub(super) fn with_leaf(item: &Item, leaf: &str) -> Option<Item> {
    let word = text_of(item, LEAF)?;
    let archive = text_of(item, "archive")?;
    let mut whole = Item(item.0.clone());
    let leaf = format!(", {word} {leaf}");
    if !archive.ends_with(&leaf) {
        set(&mut whole, "archive", &format!("{archive}{leaf}"));
    }
    Some(whole)
}

/// `ф. 16`, `16-қор`, `fond 16, op. 1`.
fn begins_with_fonds(text: &str) -> bool {
    let first = text.split(',').next().unwrap_or_default().to_lowercase();
    first.split(|c: char| !c.is_alphabetic()).any(|word| {
        matches!(
            word,
            "ф" | "фонд" | "қ" | "қор" | "қоры" | "f" | "fond" | "fonds"
        )
    })
}

/// Only issues of a journal appear in a season; elsewhere styles set it before the year with a stroke.
fn mend_season(item: &mut Item) {
    if item
        .type_()
        .is_some_and(|kind| !kind.starts_with("article"))
        && let Some(Value::Date(DateValue::DateParts { season, .. })) = item.0.get_mut("issued")
    {
        *season = None;
    }
}

/// Without its kind, medium and running time, if it has them: a later mention does without them.
pub(super) fn shortened(item: &Item) -> Option<Item> {
    let dropped: &[&str] = match item.type_().as_deref() {
        Some("post") => &["genre"],
        Some("motion_picture") => &["genre", "medium", "dimensions"],
        _ => return None,
    };
    let is_kept = |key: &str| !dropped.contains(&key);
    item.0.keys().any(|key| !is_kept(key)).then(|| {
        let kept = item.0.iter().filter(|(key, _)| is_kept(key));
        Item(
            kept.map(|(key, value)| (key.clone(), value.clone()))
                .collect(),
        )
    })
}

fn mark_titles(item: &mut Item) {
    for key in TITLES {
        if let Some(Value::String(title)) = item.0.get_mut(key) {
            title.push_str(TITLE_END);
        }
    }
}
