//! Notes.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::json::span::{Paragraph, is_false, paragraphs};
use crate::tour::{self, Edition, Noun};

/// A note.
#[derive(Serialize, JsonSchema)]
pub(super) struct Note<'t> {
    id: &'t str,
    text: Vec<Paragraph<'t>>,
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
