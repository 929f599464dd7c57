//! The tour in one language.

use schemars::JsonSchema;
use serde::Serialize;

use crate::bibliography;
use crate::export::json::chart::Chart;
use crate::export::json::event::Event;
use crate::export::json::figure::Figure;
use crate::export::json::note::Note;
use crate::export::json::span::{Paragraph, Span, paragraphs, spans};
use crate::export::json::station::Station;
use crate::export::json::term::Term;
use crate::export::reader::Reader;
use crate::tour::{self, Status};

/// The tour in one language. What is not translated stands in the first language, and is marked.
#[derive(Serialize, JsonSchema)]
pub(super) struct Edition<'t> {
    /// A tag, such as `ru`.
    language: &'t str,
    /// The state of a translation; the language the tour was written in has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    translation: Option<Translation>,
    title: &'t str,
    #[serde(skip_serializing_if = "Option::is_none")]
    subtitle: Option<&'t str>,
    authors: &'t [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<&'t str>,
    /// Where the tour can be read on the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<Vec<Paragraph<'t>>>,
    /// What the tour speaks of, to be shown before anything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<Vec<Paragraph<'t>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closing: Option<Vec<Paragraph<'t>>>,
    /// The name of the CSL style in which its citations are set.
    citation_style: &'t str,
    /// Words a minute.
    reading_speed: u16,
    stations: Vec<Station<'t>>,
    /// In the order of the tour's file.
    notes: Vec<Note<'t>>,
    /// By the terms' alphabet.
    glossary: Vec<Term<'t>>,
    figures: Vec<Figure<'t>>,
    charts: Vec<Chart<'t>>,
    /// The timeline, by date.
    events: Vec<Event<'t>>,
    /// The sources as the style sets and orders them.
    bibliography: Vec<Entry<'t>>,
}

/// How far a translation has come.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Translation {
    /// Nobody who speaks the language has read it yet.
    Draft,
    Reviewed,
}

/// An entry of the bibliography.
#[derive(Serialize, JsonSchema)]
struct Entry<'t> {
    /// The id of the source.
    source: &'t str,
    spans: Vec<Span<'t>>,
}

impl<'t> Edition<'t> {
    pub(super) fn of(edition: &'t tour::Edition, reader: Reader) -> Self {
        let head = edition.head();
        let prose = |text: &'t Option<_>| text.as_ref().map(|text| paragraphs(edition, text));
        let stations = 0..edition.station_count();
        Self {
            language: &head.language,
            translation: head.translation.map(Translation::of),
            title: &head.title,
            subtitle: head.subtitle.as_deref(),
            authors: &head.authors,
            licence: head.licence.as_deref(),
            url: head.url.as_deref(),
            summary: prose(&head.summary),
            notice: prose(&head.notice),
            closing: prose(&head.closing),
            citation_style: &head.citation_style,
            reading_speed: head.reading_speed,
            stations: stations
                .filter_map(|index| Station::of(edition, index, reader))
                .collect(),
            notes: Note::all(edition),
            glossary: Term::all(edition),
            figures: Figure::all(edition),
            charts: Chart::all(edition),
            events: Event::all(edition),
            bibliography: Entry::all(edition),
        }
    }
}

impl Translation {
    fn of(status: Status) -> Self {
        match status {
            Status::Draft => Self::Draft,
            Status::Reviewed => Self::Reviewed,
        }
    }
}

impl<'t> Entry<'t> {
    fn all(edition: &'t tour::Edition) -> Vec<Self> {
        let entry = |entry: &'t bibliography::Entry| {
            Some(Self {
                source: &edition.sources().get(entry.source)?.id,
                spans: spans(edition, &entry.text),
            })
        };
        let entries = edition.bibliography().entries().iter();
        entries.filter_map(entry).collect()
    }
}
