//! Terms of the glossary.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::json::span::{Paragraph, is_false, paragraphs};
use crate::tour::{self, Edition, Noun};

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
