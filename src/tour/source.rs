//! A `[[source]]` as a CSL-JSON item, and the sources of a file from another program.

mod import;

use serde_json::{Map, Value, json};
use toml::Spanned;

use super::Source;
use super::raw::{Any, Named, Str};
use super::report::{Noun, Report};
use super::resolve::define;
use super::written::Page;
use super::{Period, date};
use crate::bibliography::csl::{self, NAME_PARTS};
use crate::bibliography::needs;
use crate::diagnostic::suggestion::nearest;
use crate::diagnostic::{Diagnostic, Place};
use crate::markup::clean;
use crate::markup::link::is_address;

pub(crate) use self::import::import;

type Field<'a> = (Spanned<Str<'a>>, Spanned<Any<'a>>);

/// Reads a `[[source]]` table.
pub(crate) fn source<'a>(
    page: Page<'a>,
    found: &'a Spanned<Named<'a, Spanned<Any<'a>>>>,
    report: &mut Report,
) -> Source {
    let fields = &found.get_ref().0;
    let mut item = Map::new();
    for (key, value) in fields {
        let name = key.get_ref().as_str();
        if !csl::is_variable(name) {
            let fault = Diagnostic::error(
                "unknown-key",
                page.place(key.span()),
                format!("sources have no field `{name}`"),
            );
            let near = nearest(name, csl::variables());
            report.excused.extend(near.map(str::to_owned));
            report.push(fault.or_rather(near).or_help("the fields are the variables of CSL-JSON, such as title, author, issued, publisher, container-title and URL"));
        } else if let Some(value) = field(page, name, value, report) {
            item.insert(name.to_owned(), value);
        }
    }
    let id = identify(page, found, report);
    item.insert("id".to_owned(), Value::from(&*id));
    for key in ["type", "title"] {
        if !fields
            .iter()
            .any(|(name, _)| name.get_ref().as_str() == key)
        {
            let help = if key == "type" {
                "add a line type = \"book\", \"article-journal\", \"webpage\" or another type of CSL"
            } else {
                "add a line title = \"…\""
            };
            report.missing(
                page.place(found.span()),
                key,
                format!("this source has no `{key}`"),
                help,
            );
        }
    }
    advise(page, found, &item, report);
    Source { id, item }
}

/// Asks for what readers look for in a source of this type.
fn advise<'a>(
    page: Page<'a>,
    found: &'a Spanned<Named<'a, Spanned<Any<'a>>>>,
    item: &Map<String, Value>,
    report: &mut Report,
) {
    if report.silent || report.broken || report.translation {
        return;
    }
    // A field that is there, whatever is wrong with it, is not missing.
    let field = |name: &str| {
        let mut fields = found.get_ref().0.iter();
        fields.find(|(key, _)| key.get_ref().as_str() == name)
    };
    let Some((_, kind)) = field("type") else {
        return;
    };
    // That there is no title has been told as an error.
    let missing = needs::missing(kind_of(item), |key| field(key).is_some())
        .filter(|key| *key != "title" && !report.excuses(key));
    let advice: Vec<_> = missing
        .map(|key| incomplete(page.place(kind.span()), item, key))
        .collect();
    report.faults.extend(advice);
}

fn kind_of(item: &Map<String, Value>) -> &str {
    item.get("type").and_then(Value::as_str).unwrap_or_default()
}

/// Advice to add a variable to an item.
fn incomplete(place: Place, item: &Map<String, Value>, key: &str) -> Diagnostic {
    let kind = kind_of(item);
    let message = format!("this source of type `{kind}` has no `{key}`");
    Diagnostic::advice("incomplete-source", place, message).help(match key {
        "URL" => "readers look for the address of the page: https://…",
        "accessed" => "a page without a date is cited with the day on which you looked at it",
        "issued" => "add its date, or a status such as \"forthcoming\"",
        "container-title" => "add the journal, newspaper or book in which it stands",
        "publisher" => "add who published it; for a thesis, the university",
        "archive" => {
            "add the archive, and with archive_collection and archive_location the place in it"
        }
        "interviewer" => "add who led the interview",
        "director" => "add who made the film, or who published it",
        _ => "the styles print it, and readers look for it",
    })
}

fn identify<'a>(
    page: Page<'a>,
    found: &'a Spanned<Named<'a, Spanned<Any<'a>>>>,
    report: &mut Report,
) -> Box<str> {
    let id = found
        .get_ref()
        .0
        .iter()
        .find(|(key, _)| key.get_ref().as_str() == "id");
    let Some((_, value)) = id else {
        let help = "add a line id = \"some-id\"";
        let message = "this source has no `id`".to_owned();
        report.missing(page.place(found.span()), "id", message, help);
        return lost(report);
    };
    let Any::Text(text) = value.get_ref() else {
        return lost(report);
    };
    define(&page.text(text, value.span(), report), Noun::Source, report);
    text.as_str().into()
}

fn lost(report: &mut Report) -> Box<str> {
    report.lost.push(Noun::Source);
    "".into()
}

/// The value of a field, as its kind of variable asks.
fn field<'a>(
    page: Page<'a>,
    name: &str,
    found: &'a Spanned<Any<'a>>,
    report: &mut Report,
) -> Option<Value> {
    if let Any::Text(text) = found.get_ref() {
        // Only for the characters that hide in its escapes.
        let _ = page.text(text, found.span(), report);
    }
    let expected = match (name, csl::kind(name)) {
        ("type", _) => return kind(page, found, report),
        ("URL", _) => return address(page, found, report),
        (_, csl::Kind::Date) => return self::date(page, found, report),
        (_, csl::Kind::Names) => match found.get_ref() {
            Any::List(names) => {
                return Some(
                    names
                        .iter()
                        .filter_map(|name| person(page, name, report))
                        .collect(),
                );
            }
            _ => {
                "a list of names, such as [{ family = \"Ashcroft\", given = \"Alice\" }] or [{ literal = \"Karlag Museum\" }]"
            }
        },
        (_, csl::Kind::Text) => match plain(found.get_ref()) {
            Some(value) => return Some(value),
            None => "a text in quotation marks",
        },
        (_, csl::Kind::Free) => return Some(any(found.get_ref())),
    };
    report.push(Diagnostic::error(
        "type",
        page.place(found.span()),
        format!("expected {expected}"),
    ));
    None
}

fn plain(value: &Any<'_>) -> Option<Value> {
    match value {
        Any::Text(text) => Some(Value::from(clean::line(text.as_str()))),
        Any::Whole(number) => Some(Value::from(*number)),
        Any::Number(number) => Some(Value::from(number.to_string())),
        _ => None,
    }
}

fn any(value: &Any<'_>) -> Value {
    match value {
        Any::Flag(flag) => Value::from(*flag),
        Any::List(items) => items.iter().map(|item| any(item.get_ref())).collect(),
        Any::Table(Named(entries)) => entries
            .iter()
            .map(|(key, value)| (clean::line(key.get_ref().as_str()), any(value.get_ref())))
            .collect(),
        other => plain(other).unwrap_or_default(),
    }
}

fn kind<'a>(page: Page<'a>, found: &'a Spanned<Any<'a>>, report: &mut Report) -> Option<Value> {
    let Any::Text(text) = found.get_ref() else {
        report.push(Diagnostic::error(
            "type",
            page.place(found.span()),
            "expected a text in quotation marks",
        ));
        return None;
    };
    let name = text.as_str();
    if !csl::TYPES.contains(&name) {
        let fault = Diagnostic::error(
            "unknown-value",
            page.place(found.span()),
            format!("there is no type of source `{name}`"),
        );
        let help = format!("the types of CSL are {}", csl::TYPES.join(", "));
        report.push(fault.or_rather(nearest(name, csl::TYPES)).or_help(help));
    }
    Some(Value::from(clean::line(name)))
}

fn address<'a>(page: Page<'a>, found: &'a Spanned<Any<'a>>, report: &mut Report) -> Option<Value> {
    match found.get_ref() {
        Any::Text(text) if is_address(text.as_str()) => Some(Value::from(text.as_str())),
        _ => {
            let fault = Diagnostic::error(
                "bad-link",
                page.place(found.span()),
                "this is not a web address",
            );
            report.push(fault.help("addresses begin with https:// and have no spaces"));
            None
        }
    }
}

fn person<'a>(page: Page<'a>, found: &'a Spanned<Any<'a>>, report: &mut Report) -> Option<Value> {
    let Any::Table(Named(parts)) = found.get_ref() else {
        let fault = Diagnostic::error(
            "type",
            page.place(found.span()),
            "expected a name in curly brackets",
        );
        report.push(fault.help(
            "write { family = \"Ashcroft\", given = \"Alice\" } or { literal = \"Karlag Museum\" }",
        ));
        return None;
    };
    for (key, _) in parts {
        let name = key.get_ref().as_str();
        if !NAME_PARTS.contains(&name) {
            let fault = Diagnostic::error(
                "unknown-key",
                page.place(key.span()),
                format!("names have no part `{name}`"),
            );
            let near = nearest(name, NAME_PARTS);
            report.excused.extend(near.map(str::to_owned));
            let help = format!("the parts are {}", NAME_PARTS.join(", "));
            report.push(fault.or_rather(near).or_help(help));
        }
    }
    if !parts
        .iter()
        .any(|(key, _)| ["family", "given", "literal"].contains(&key.get_ref().as_str()))
    {
        report.missing(
            page.place(found.span()),
            "family",
            "this name is empty".to_owned(),
            "write { family = \"Ashcroft\", given = \"Alice\" } or { literal = \"Karlag Museum\" }",
        );
    }
    let parts = parts
        .iter()
        .filter(|(key, _)| NAME_PARTS.contains(&key.get_ref().as_str()));
    Some(
        parts
            .map(|(key, value): &Field<'_>| {
                (key.get_ref().as_str().to_owned(), any(value.get_ref()))
            })
            .collect(),
    )
}

fn date<'a>(page: Page<'a>, found: &'a Spanned<Any<'a>>, report: &mut Report) -> Option<Value> {
    let words = match found.get_ref() {
        Any::Text(text) => text.as_str().to_owned(),
        Any::Whole(year) => year.to_string(),
        Any::Table(_) => return Some(any(found.get_ref())),
        _ => String::new(),
    };
    let period = date::period(&words);
    if period.is_none() {
        let fault = Diagnostic::error(
            "bad-date",
            page.place(found.span()),
            format!("`{}` is not a date", clean::line(&words)),
        );
        report.push(fault.help(
            "write \"2025-02-16\", \"2026-11\", \"2024\", or \"1941/1952\" for a stretch of time",
        ));
    }
    period.map(date_parts)
}

/// A date as CSL-JSON has it.
fn date_parts(period: Period) -> Value {
    let parts = |date: super::Date| -> Vec<i32> {
        std::iter::once(date.year)
            .chain(date.month.map(i32::from))
            .chain(date.day.map(i32::from))
            .collect()
    };
    let dates: Vec<_> = std::iter::once(period.from)
        .chain(period.to)
        .map(parts)
        .collect();
    if period.approximate {
        json!({ "date-parts": dates, "circa": true })
    } else {
        json!({ "date-parts": dates })
    }
}
