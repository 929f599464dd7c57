//! Notes, terms, figures, charts and events.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::json::span::{Paragraph, Span, is_false, paragraphs, spans};
use crate::tour::{self, ChartKind, Date, Edition, Noun, Period};

/// A note.
#[derive(Serialize, JsonSchema)]
pub(super) struct Note<'t> {
    id: &'t str,
    text: Vec<Paragraph<'t>>,
    /// It stands in the tour's first language. Left out where it is false.
    #[serde(skip_serializing_if = "is_false")]
    untranslated: bool,
}

/// A term of the glossary.
#[expect(
    clippy::struct_field_names,
    reason = "the names that tours have for them"
)]
#[derive(Serialize, JsonSchema)]
pub(super) struct Term<'t> {
    id: &'t str,
    term: &'t str,
    meaning: Vec<Paragraph<'t>>,
    /// The word in its own script.
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<&'t str>,
    /// It stands in the tour's first language. Left out where it is false.
    #[serde(skip_serializing_if = "is_false")]
    untranslated: bool,
}

/// A figure.
#[derive(Serialize, JsonSchema)]
pub(super) struct Figure<'t> {
    id: &'t str,
    /// The path of the picture in the tour's folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'t str>,
    /// The picture in words.
    alt: &'t str,
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<Vec<Span<'t>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rights: Option<Rights<'t>>,
    /// Its words stand in the tour's first language. Left out where it is false.
    #[serde(skip_serializing_if = "is_false")]
    untranslated: bool,
}

/// Who owns a picture.
#[derive(Serialize, JsonSchema)]
struct Rights<'t> {
    #[serde(skip_serializing_if = "Option::is_none")]
    holder: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<&'t str>,
    /// The last day, month or year in which the picture may be shown: `2030-01-01`.
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
}

/// A chart.
#[derive(Serialize, JsonSchema)]
pub(super) struct Chart<'t> {
    id: &'t str,
    kind: Kind,
    title: &'t str,
    values: Vec<Value<'t>>,
    /// The id of the source of its figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'t str>,
    /// Its words stand in the tour's first language. Left out where it is false.
    #[serde(skip_serializing_if = "is_false")]
    untranslated: bool,
}

/// How a chart is drawn.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Kind {
    /// Parts of a whole: every value has its `of`.
    Share,
    Bars,
    /// Values in a row, such as years.
    Line,
}

/// A value of a chart.
#[expect(
    clippy::struct_field_names,
    reason = "the names that tours have for them"
)]
#[derive(Serialize, JsonSchema)]
struct Value<'t> {
    label: &'t str,
    value: f64,
    /// The whole it is a part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<f64>,
}

/// An event of the timeline.
#[derive(Serialize, JsonSchema)]
pub(super) struct Event<'t> {
    /// EDTF (ISO 8601-2): `1938-04-09`, `1941/1952`, `1938~`.
    date: String,
    text: Vec<Span<'t>>,
    /// The id of a station. What stands behind that one's notice, this does too.
    #[serde(skip_serializing_if = "Option::is_none")]
    station: Option<&'t str>,
    /// The id of a source.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'t str>,
    /// It stands in the tour's first language. Left out where it is false.
    #[serde(skip_serializing_if = "is_false")]
    untranslated: bool,
}

impl<'t> Note<'t> {
    pub(super) fn all(edition: &'t Edition) -> Vec<Self> {
        let note = |note: &'t tour::Note| Self {
            id: &note.id,
            text: paragraphs(edition, &note.text),
            untranslated: edition.is_untranslated(Noun::Note, &note.id),
        };
        edition.notes().iter().map(note).collect()
    }
}

impl<'t> Term<'t> {
    pub(super) fn all(edition: &'t Edition) -> Vec<Self> {
        let term = |term: &'t tour::Term| Self {
            id: &term.id,
            term: &term.term,
            meaning: paragraphs(edition, &term.meaning),
            original: term.original.as_deref(),
            untranslated: edition.is_untranslated(Noun::Term, &term.id),
        };
        edition.glossary().iter().map(term).collect()
    }
}

impl<'t> Figure<'t> {
    pub(super) fn all(edition: &'t Edition) -> Vec<Self> {
        let figure = |figure: &'t tour::Figure| Self {
            id: &figure.id,
            image: figure.image.as_deref(),
            alt: &figure.alt,
            caption: figure.caption.as_ref().map(|text| spans(edition, text)),
            credit: figure.credit.as_deref(),
            rights: figure.rights.as_ref().map(Rights::of),
            untranslated: edition.is_untranslated(Noun::Figure, &figure.id),
        };
        edition.figures().iter().map(figure).collect()
    }
}

impl<'t> Rights<'t> {
    fn of(rights: &'t tour::Rights) -> Self {
        Self {
            holder: rights.holder.as_deref(),
            licence: rights.licence.as_deref(),
            expires: rights.expires.map(date),
        }
    }
}

impl<'t> Chart<'t> {
    pub(super) fn all(edition: &'t Edition) -> Vec<Self> {
        let chart = |chart: &'t tour::Chart| Self {
            id: &chart.id,
            kind: Kind::of(chart.kind),
            title: &chart.title,
            values: chart.values.iter().map(Value::of).collect(),
            source: chart.source.as_deref(),
            untranslated: edition.is_untranslated(Noun::Chart, &chart.id),
        };
        edition.charts().iter().map(chart).collect()
    }
}

impl Kind {
    fn of(kind: ChartKind) -> Self {
        match kind {
            ChartKind::Share => Self::Share,
            ChartKind::Bars => Self::Bars,
            ChartKind::Line => Self::Line,
        }
    }
}

impl<'t> Value<'t> {
    fn of(value: &'t tour::Value) -> Self {
        Self {
            label: &value.label,
            value: value.value,
            of: value.of,
        }
    }
}

impl<'t> Event<'t> {
    pub(super) fn all(edition: &'t Edition) -> Vec<Self> {
        let event = |(at, event): (usize, &'t tour::Event)| Self {
            date: period(event.date),
            text: spans(edition, &event.text),
            station: event.station.as_deref(),
            source: event.source.as_deref(),
            untranslated: edition.is_untranslated(Noun::Event, &at.to_string()),
        };
        edition.events().iter().enumerate().map(event).collect()
    }
}

fn period(period: Period) -> String {
    let about = if period.approximate { "~" } else { "" };
    let dates = [Some(period.from), period.to];
    let dates = dates.into_iter().flatten();
    let dates: Vec<_> = dates.map(|day| format!("{}{about}", date(day))).collect();
    dates.join("/")
}

fn date(date: Date) -> String {
    let sign = if date.year < 0 { "-" } else { "" };
    let year = format!("{sign}{:04}", date.year.unsigned_abs());
    let parts = [date.month, date.day].into_iter().flatten();
    let parts = parts.map(|part| format!("-{part:02}"));
    std::iter::once(year).chain(parts).collect()
}
