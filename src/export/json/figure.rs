//! Figures, and who owns their pictures.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::json::date;
use crate::export::json::span::{Span, is_false, spans};
use crate::tour::{self, Edition, Noun};

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
            expires: rights.expires.map(date::date),
        }
    }
}
