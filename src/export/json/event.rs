//! Events of the timeline.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::json::date;
use crate::export::json::span::{Span, is_false, spans};
use crate::tour::{self, Edition, Noun};

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

impl<'t> Event<'t> {
    pub(super) fn all(edition: &'t Edition) -> Vec<Self> {
        let event = |(at, event): (usize, &'t tour::Event)| Self {
            date: date::period(event.date),
            text: spans(edition, &event.text),
            station: event.station.as_deref(),
            source: event.source.as_deref(),
            untranslated: edition.is_untranslated(Noun::Event, &at.to_string()),
        };
        edition.events().iter().enumerate().map(event).collect()
    }
}
