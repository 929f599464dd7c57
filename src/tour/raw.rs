//! The tables of a tour as serde reads them: everything optional, everything with its place.
//!
//! What must be there and what may not stand together is told when a table is resolved. A new kind
//! of value says in its `expecting` what an educator should have written.

mod value;

use serde::Deserialize;
use toml::Spanned;

pub(crate) use self::value::{Any, Named, Number, Str};

/// A string with its place.
pub(crate) type Words<'a> = Spanned<Str<'a>>;

/// Any section of a tour: each is a small document of this type.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub(crate) struct Document<'a> {
    pub(crate) format: Option<Spanned<Number>>,
    pub(crate) title: Option<Words<'a>>,
    pub(crate) subtitle: Option<Words<'a>>,
    pub(crate) language: Option<Words<'a>>,
    pub(crate) authors: Option<Vec<Words<'a>>>,
    pub(crate) licence: Option<Words<'a>>,
    pub(crate) summary: Option<Words<'a>>,
    pub(crate) notice: Option<Words<'a>>,
    pub(crate) closing: Option<Words<'a>>,
    pub(crate) citation_style: Option<Words<'a>>,
    pub(crate) reading_speed: Option<Spanned<Number>>,
    pub(crate) sources: Option<Words<'a>>,
    /// In translations: the file they translate.
    pub(crate) translates: Option<Words<'a>>,
    /// In translations: `draft` or `reviewed`.
    pub(crate) status: Option<Words<'a>>,
    pub(crate) station: Vec<Spanned<Station<'a>>>,
    pub(crate) notes: Named<'a, Words<'a>>,
    pub(crate) glossary: Named<'a, Spanned<Term<'a>>>,
    pub(crate) figure: Vec<Spanned<Figure<'a>>>,
    pub(crate) chart: Vec<Spanned<Chart<'a>>>,
    pub(crate) event: Vec<Spanned<Event<'a>>>,
    pub(crate) source: Vec<Spanned<Named<'a, Spanned<Any<'a>>>>>,
    pub(crate) map: Option<Spanned<Map<'a>>>,
    /// In translations: fingerprints of texts and their originals, by the keys of the texts.
    pub(crate) originals: Named<'a, Words<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub(crate) struct Station<'a> {
    pub(crate) id: Option<Words<'a>>,
    pub(crate) title: Option<Words<'a>>,
    pub(crate) label: Option<Words<'a>>,
    pub(crate) place: Option<Words<'a>>,
    pub(crate) at: Option<Spanned<Point>>,
    pub(crate) notice: Option<Words<'a>>,
    pub(crate) skip_to: Option<Words<'a>>,
    pub(crate) minutes: Option<Spanned<Number>>,
    pub(crate) guide: Option<Words<'a>>,
    pub(crate) text: Option<Words<'a>>,
    pub(crate) step: Vec<Spanned<Step<'a>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Point {
    pub(crate) lat: Option<Spanned<Number>>,
    pub(crate) lon: Option<Spanned<Number>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub(crate) struct Step<'a> {
    pub(crate) text: Option<Words<'a>>,
    pub(crate) figure: Option<Words<'a>>,
    pub(crate) chart: Option<Words<'a>>,
    pub(crate) ask: Option<Words<'a>>,
    pub(crate) answers: Option<Spanned<Vec<Spanned<Answer<'a>>>>>,
    pub(crate) choose: Option<Spanned<Vec<Spanned<Choice<'a>>>>>,
    pub(crate) hold: Option<Words<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub(crate) struct Answer<'a> {
    pub(crate) label: Option<Words<'a>>,
    pub(crate) reply: Option<Words<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub(crate) struct Choice<'a> {
    pub(crate) label: Option<Words<'a>>,
    pub(crate) to: Option<Words<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
#[expect(clippy::struct_field_names, reason = "it is the name of the key")]
pub(crate) struct Term<'a> {
    pub(crate) term: Option<Words<'a>>,
    pub(crate) meaning: Option<Words<'a>>,
    pub(crate) original: Option<Words<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub(crate) struct Figure<'a> {
    pub(crate) id: Option<Words<'a>>,
    pub(crate) image: Option<Words<'a>>,
    pub(crate) alt: Option<Words<'a>>,
    pub(crate) caption: Option<Words<'a>>,
    pub(crate) credit: Option<Words<'a>>,
    pub(crate) rights: Option<Spanned<Rights<'a>>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub(crate) struct Rights<'a> {
    pub(crate) holder: Option<Words<'a>>,
    pub(crate) licence: Option<Words<'a>>,
    pub(crate) expires: Option<Words<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub(crate) struct Chart<'a> {
    pub(crate) id: Option<Words<'a>>,
    pub(crate) kind: Option<Words<'a>>,
    pub(crate) title: Option<Words<'a>>,
    pub(crate) values: Option<Spanned<Vec<Spanned<Value<'a>>>>>,
    pub(crate) source: Option<Words<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
#[expect(clippy::struct_field_names, reason = "it is the name of the key")]
pub(crate) struct Value<'a> {
    pub(crate) label: Option<Words<'a>>,
    pub(crate) value: Option<Spanned<Number>>,
    pub(crate) of: Option<Spanned<Number>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub(crate) struct Event<'a> {
    pub(crate) date: Option<Words<'a>>,
    pub(crate) text: Option<Words<'a>>,
    pub(crate) station: Option<Words<'a>>,
    pub(crate) source: Option<Words<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub(crate) struct Map<'a> {
    pub(crate) outline: Option<Words<'a>>,
}
