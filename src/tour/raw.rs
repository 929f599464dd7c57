//! The tables of a tour as serde reads them: everything optional, everything with its place.
//!
//! What must be there and what may not stand together is told when a table is resolved. A new kind
//! of value says in its `expecting` what an educator should have written. The comments and examples of
//! the fields are what an editor shows while a tour is written: the [schema] is made
//! from them.

mod value;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::schema;

pub(crate) use self::value::{Any, Named, Number, Str};

/// A string with its place.
pub(crate) type Words<'a> = Spanned<Str<'a>>;

/// A guided tour for docent, or the translation of one.
// Any section of a file: each is a small document of this type.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub(crate) struct Document<'a> {
    /// The version of the format this file is written in: 1.
    #[schemars(with = "u8", example = 1, extend("const" = 1))]
    pub(crate) format: Option<Spanned<Number>>,
    /// The tour's title, on its first page and in the list of tours.
    #[schemars(with = "String", example = &"Children of the Karlag")]
    pub(crate) title: Option<Words<'a>>,
    /// A line below the title.
    #[schemars(
        with = "String",
        example = &"Women and children in the Soviet camps of Kazakhstan"
    )]
    pub(crate) subtitle: Option<Words<'a>>,
    /// The language of this file, as a tag: en, ru, kk.
    #[schemars(with = "String", example = &"en")]
    pub(crate) language: Option<Words<'a>>,
    /// Who wrote the tour.
    #[schemars(with = "Vec<String>", example = ["Ida Light"])]
    pub(crate) authors: Option<Vec<Words<'a>>>,
    /// The terms on which the tour may be copied, best by their SPDX name.
    #[schemars(with = "String", example = &"CC-BY-4.0")]
    pub(crate) licence: Option<Words<'a>>,
    /// Where the tour can be read on the web. The last page names it, and shows it to phones as a QR code. A
    /// translation may have an address of its own.
    #[schemars(
        with = "String",
        regex(pattern = r"^https?://\S+$"),
        example = &"https://example.org/karlag"
    )]
    pub(crate) url: Option<Words<'a>>,
    /// What the tour is about, on its first page. Markdown.
    #[schemars(
        with = "String",
        example = &"Ten stations about women and children in Karlag.[@ashcroft-2025]"
    )]
    pub(crate) summary: Option<Words<'a>>,
    /// A content notice: what the tour speaks of that may be hard to read. It stands before everything
    /// else, with equal choices to go on and to leave. Markdown.
    #[schemars(
        with = "String",
        example = &"This tour speaks of the death of young children."
    )]
    pub(crate) notice: Option<Words<'a>>,
    /// The last page: where to read on, and thanks. Markdown.
    #[schemars(
        with = "String",
        example = &"The tour ends here. The article it follows is worth reading.[@ashcroft-2025]"
    )]
    pub(crate) closing: Option<Words<'a>>,
    /// How sources are printed: the name of a citation style. Without it, chicago-notes-bibliography.
    #[schemars(with = "schema::StyleName", example = &"apa")]
    pub(crate) citation_style: Option<Words<'a>>,
    /// Words a minute, 60 to 600, from which auto-play and the minutes are worked out. Without it, 180.
    #[schemars(with = "u16", range(min = 60, max = 600), example = 180)]
    pub(crate) reading_speed: Option<Spanned<Number>>,
    /// A file of sources in the tour's folder, beside or instead of `[[source]]` tables.
    #[schemars(with = "String", example = &"refs.bib")]
    pub(crate) sources: Option<Words<'a>>,
    /// In translations only: the file that this one translates, which stands beside it.
    #[schemars(with = "String", example = &"tour.toml")]
    pub(crate) translates: Option<Words<'a>>,
    /// In translations only: "draft" until somebody who speaks the language has reviewed it, and
    /// visitors are told so; then "reviewed".
    #[schemars(with = "schema::Status", example = &"draft")]
    pub(crate) status: Option<Words<'a>>,
    /// A place on the tour. The stations follow one another as they stand in the file.
    #[schemars(with = "Vec<Station<'a>>")]
    pub(crate) station: Vec<Spanned<Station<'a>>>,
    /// Footnotes by their ids, called in texts with `[^id]`. Markdown; they may cite.
    #[schemars(with = "schema::ById<String>", example = schema::example("papers", "The papers were copied from memory.[@keeper-1881, p. 9]"))]
    pub(crate) notes: Named<'a, Words<'a>>,
    /// Words to explain, by their ids, linked in texts with `[word](term:id)`.
    #[schemars(with = "schema::ById<Term<'a>>")]
    pub(crate) glossary: Named<'a, Spanned<Term<'a>>>,
    /// A picture, or the description of one.
    #[schemars(with = "Vec<Figure<'a>>")]
    pub(crate) figure: Vec<Spanned<Figure<'a>>>,
    /// A few numbers, drawn.
    #[schemars(with = "Vec<Chart<'a>>")]
    pub(crate) chart: Vec<Spanned<Chart<'a>>>,
    /// An entry of the timeline.
    #[schemars(with = "Vec<Event<'a>>")]
    pub(crate) event: Vec<Spanned<Event<'a>>>,
    /// A source, in the fields of CSL-JSON; cited in texts with `[@id]` or `[@id, p. 12]`.
    #[schemars(with = "Vec<schema::Source>")]
    pub(crate) source: Vec<Spanned<Named<'a, Spanned<Any<'a>>>>>,
    /// The route map: stations that have `at` are drawn on it.
    #[schemars(with = "Map<'a>")]
    pub(crate) map: Option<Spanned<Map<'a>>>,
    /// In translations only: the fingerprint of each original when it was translated. `docent translate`
    /// writes them; an educator removes a line to say that its text is right as it is.
    #[schemars(with = "schema::ById<String>", example = schema::example("station.zek.title", "3f2a91c0 77aa01be"))]
    pub(crate) originals: Named<'a, Words<'a>>,
}

/// A place on the tour.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub(crate) struct Station<'a> {
    /// The name by which links and translations know it: small Latin letters, digits, hyphens.
    #[schemars(with = "schema::Id", example = &"women-camp")]
    pub(crate) id: Option<Words<'a>>,
    /// What it is called.
    #[schemars(with = "String", example = &"The administration building, Dolinka")]
    pub(crate) title: Option<Words<'a>>,
    /// The number on the wall, which visitors type. Without it, its place in the file.
    #[schemars(with = "String", example = &"2")]
    pub(crate) label: Option<Words<'a>>,
    /// Where it is, in words.
    #[schemars(with = "String", example = &"Dolinka, Karaganda Region")]
    pub(crate) place: Option<Words<'a>>,
    /// Where it is on the map.
    #[schemars(with = "Point")]
    pub(crate) at: Option<Spanned<Point>>,
    /// A content notice before this station alone; visitors then go on, skip it or leave. Markdown.
    #[schemars(
        with = "String",
        example = &"This station speaks of how children were taken from their mothers."
    )]
    pub(crate) notice: Option<Words<'a>>,
    /// The id of the station that visitors who skip this one come to. Without it, the next.
    #[schemars(with = "schema::Id", example = &"cemetery")]
    pub(crate) skip_to: Option<Words<'a>>,
    /// How many minutes it takes. Without it, worked out from its words and figures.
    #[schemars(with = "f32", range(min = 0), example = 3)]
    pub(crate) minutes: Option<Spanned<Number>>,
    /// Words for the guide of a group alone; no visitor ever receives them. Markdown.
    #[schemars(
        with = "String",
        example = &"About five minutes. Leave time after the question."
    )]
    pub(crate) guide: Option<Words<'a>>,
    /// Its text, cut into steps at lines of `---` with blank lines around them. Markdown. A station that
    /// also shows figures or asks questions has `[[station.step]]` tables instead.
    #[schemars(
        with = "String",
        example = &"The lamp was lit for the first time in 1880.[@keeper-1881, p. 3]"
    )]
    pub(crate) text: Option<Words<'a>>,
    /// A step: one idea, shown after the ones before it.
    #[schemars(with = "Vec<Step<'a>>")]
    pub(crate) step: Vec<Spanned<Step<'a>>>,
}

/// A point in decimal degrees (WGS 84).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Point {
    /// Latitude: north of the equator, or south with a minus.
    #[schemars(with = "f64", range(min = -90, max = 90), example = 49.67)]
    pub(crate) lat: Option<Spanned<Number>>,
    /// Longitude: east of Greenwich, or west with a minus.
    #[schemars(with = "f64", range(min = -180, max = 180), example = 72.68)]
    pub(crate) lon: Option<Spanned<Number>>,
}

/// One idea: a text, a figure, a chart, a question or the ways to go on.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub(crate) struct Step<'a> {
    /// A text. Markdown.
    #[schemars(
        with = "String",
        example = &"The lamp was lit for the first time in 1880.[@keeper-1881, p. 3]"
    )]
    pub(crate) text: Option<Words<'a>>,
    /// The id of a figure.
    #[schemars(with = "schema::Id", example = &"mamochkino")]
    pub(crate) figure: Option<Words<'a>>,
    /// The id of a chart.
    #[schemars(with = "schema::Id", example = &"mothers-1938")]
    pub(crate) chart: Option<Words<'a>>,
    /// A question to think about; nothing is scored. Markdown.
    #[schemars(with = "String", example = &"Whom does this picture leave out?")]
    pub(crate) ask: Option<Words<'a>>,
    /// Answers to the question, each with a reply.
    #[schemars(with = "Vec<Answer<'a>>")]
    pub(crate) answers: Option<Spanned<Vec<Spanned<Answer<'a>>>>>,
    /// The ways to go on. A station that ends in them goes on in no other.
    #[schemars(with = "Vec<Choice<'a>>")]
    pub(crate) choose: Option<Spanned<Vec<Spanned<Choice<'a>>>>>,
    /// How long auto-play stays, in seconds or minutes. Without it, worked out from the words.
    #[schemars(with = "String", example = &"12s")]
    pub(crate) hold: Option<Words<'a>>,
}

/// An answer that a visitor may pick.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub(crate) struct Answer<'a> {
    /// The answer.
    #[schemars(with = "String", example = &"The women inside the wire")]
    pub(crate) label: Option<Words<'a>>,
    /// What is said to it. Markdown.
    #[schemars(
        with = "String",
        example = &"So says the article, too.[@ashcroft-2025, para. 1]"
    )]
    pub(crate) reply: Option<Words<'a>>,
}

/// A way to go on.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub(crate) struct Choice<'a> {
    /// What the visitor reads.
    #[schemars(with = "String", example = &"Go to the cemetery")]
    pub(crate) label: Option<Words<'a>>,
    /// The id of the station it leads to.
    #[schemars(with = "schema::Id", example = &"cemetery")]
    pub(crate) to: Option<Words<'a>>,
}

/// A word to explain.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
#[expect(clippy::struct_field_names, reason = "it is the name of the key")]
pub(crate) struct Term<'a> {
    /// The word.
    #[schemars(with = "String", example = &"zek")]
    pub(crate) term: Option<Words<'a>>,
    /// What it means. Markdown.
    #[schemars(
        with = "String",
        example = &"Someone imprisoned in a Soviet camp.[@ashcroft-2025, para. 1]"
    )]
    pub(crate) meaning: Option<Words<'a>>,
    /// The word in its own script.
    #[schemars(with = "String", example = &"зэк")]
    pub(crate) original: Option<Words<'a>>,
}

/// A picture, or the description of one.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub(crate) struct Figure<'a> {
    /// The name by which steps and links know it.
    #[schemars(with = "schema::Id", example = &"mamochkino")]
    pub(crate) id: Option<Words<'a>>,
    /// The picture's file, inside the tour's folder. Without it, the description stands for the picture.
    #[schemars(with = "String", example = &"media/mamochkino.jpg")]
    pub(crate) image: Option<Words<'a>>,
    /// What the picture shows, for everybody who does not see it.
    #[schemars(
        with = "String",
        example = &"A fenced meadow with a few low crosses under a wide sky."
    )]
    pub(crate) alt: Option<Words<'a>>,
    /// A line below the picture. Markdown without paragraphs.
    #[schemars(
        with = "String",
        example = &"The Mamochkino cemetery today.[@diaz-2023]"
    )]
    pub(crate) caption: Option<Words<'a>>,
    /// Who made the picture.
    #[schemars(with = "String", example = &"Image by Author 2024")]
    pub(crate) credit: Option<Words<'a>>,
    /// Who owns the picture, and on what terms it is shown.
    #[schemars(with = "Rights<'a>")]
    pub(crate) rights: Option<Spanned<Rights<'a>>>,
}

/// Who owns a picture, and until when it may be shown.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub(crate) struct Rights<'a> {
    /// Who owns it.
    #[schemars(with = "String", example = &"Karlag Museum, Dolinka")]
    pub(crate) holder: Option<Words<'a>>,
    /// The terms.
    #[schemars(with = "String", example = &"CC-BY-4.0")]
    pub(crate) licence: Option<Words<'a>>,
    /// The last day on which it may be shown.
    #[schemars(with = "String", example = &"2030-01-01")]
    pub(crate) expires: Option<Words<'a>>,
}

/// A few numbers, drawn.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub(crate) struct Chart<'a> {
    /// The name by which steps know it.
    #[schemars(with = "schema::Id", example = &"mothers-1938")]
    pub(crate) id: Option<Words<'a>>,
    /// Parts of a whole ("share"), bars side by side ("bars") or values in a row such as years ("line").
    #[schemars(with = "schema::ChartKind", example = &"share")]
    pub(crate) kind: Option<Words<'a>>,
    /// What it shows.
    #[schemars(with = "String", example = &"Mothers among the women of the camp, 1938")]
    pub(crate) title: Option<Words<'a>>,
    /// Its numbers.
    #[schemars(with = "Vec<Value<'a>>")]
    pub(crate) values: Option<Spanned<Vec<Spanned<Value<'a>>>>>,
    /// The id of the source of its numbers.
    #[schemars(with = "String", example = &"ashcroft-2025")]
    pub(crate) source: Option<Words<'a>>,
}

/// A number of a chart.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
#[expect(clippy::struct_field_names, reason = "it is the name of the key")]
pub(crate) struct Value<'a> {
    /// What it counts.
    #[schemars(with = "String", example = &"women with children")]
    pub(crate) label: Option<Words<'a>>,
    /// The number.
    #[schemars(with = "f64", example = 655)]
    pub(crate) value: Option<Spanned<Number>>,
    /// The whole that it is a part of, in a chart of kind "share".
    #[schemars(with = "f64", example = 2103)]
    pub(crate) of: Option<Spanned<Number>>,
}

/// An entry of the timeline.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub(crate) struct Event<'a> {
    /// A day, month or year, a stretch of time with a slash, or about then with ~ behind it.
    #[schemars(
        with = "String",
        example = &"1938-04-09",
        example = &"1941/1952",
        example = &"1937~"
    )]
    pub(crate) date: Option<Words<'a>>,
    /// What happened. Markdown without paragraphs.
    #[schemars(with = "String", example = &"The lamp is lit for the first time.")]
    pub(crate) text: Option<Words<'a>>,
    /// The id of the station where it is told.
    #[schemars(with = "schema::Id", example = &"women-camp")]
    pub(crate) station: Option<Words<'a>>,
    /// The id of the source that says so.
    #[schemars(with = "String", example = &"ashcroft-2025")]
    pub(crate) source: Option<Words<'a>>,
}

/// The route map.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, bound(deserialize = "'de: 'a"))]
pub(crate) struct Map<'a> {
    /// A GeoJSON file in the tour's folder: the outline that is drawn behind the stations.
    #[schemars(with = "String", example = &"kazakhstan.geojson")]
    pub(crate) outline: Option<Words<'a>>,
}
