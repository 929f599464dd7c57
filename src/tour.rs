//! The tour: what an educator wrote, resolved, immutable and shared.
//!
//! A file is cut at its top-level table headers into sections (`tour/section.rs`); a section is read
//! when somebody first needs it, by the same code that `docent check` runs over all of them:
//! TOML → spanned raw tables (`tour/raw.rs`) → resolved values (`tour/resolve.rs`) and diagnostics.
//! So a tour of two thousand stations opens at once, and a mistake in one section hides no other.

mod check;
mod claim;
mod date;
pub(crate) mod drawn;
mod edition;
mod files;
mod map;
mod measure;
mod open;
pub mod raster;
mod raw;
mod read;
mod report;
mod resolve;
pub mod schema;
pub mod search;
mod section;
mod sentence;
mod source;
#[cfg(test)]
mod tests;
pub(crate) mod texts;
mod translation;
mod written;

use std::time::Duration;

use crate::markup::{Citation, Prose, Text};
use crate::words::Words;

use self::date::last_day_number;

pub use self::check::Inspector;
pub(crate) use self::check::is_played_with;
pub use self::claim::ClaimKind;
pub(crate) use self::date::days_in;
pub(crate) use self::edition::LOOK;
pub use self::edition::{Cited, Citing, Citings, Edition, Pixels, Plate, Showings};
pub use self::files::{AssetError, Assets, TourFiles, path_fault};
pub use self::measure::Measure;
pub use self::open::{Survey, Tour};
pub use self::report::{Noun, Uncited};
pub(crate) use self::resolve::head::is_language;
pub(crate) use self::resolve::is_kebab;
pub(crate) use self::resolve::marks::Marks;
pub(crate) use self::section::{Header, Kind, Piece, Section, cut, pieces};
pub(crate) use self::sentence::sentences;
pub use self::texts::Coverage;

/// What the visitor is told about the whole tour.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Head {
    /// The id it is called by: the folder's or file's name.
    pub id: String,
    pub title: String,
    pub subtitle: Option<String>,
    /// BCP 47: `en`, `ru`, `kk`.
    pub language: String,
    pub authors: Vec<String>,
    pub licence: Option<String>,
    /// Where the tour can be read on the web: `http:` or `https:` only.
    pub url: Option<String>,
    pub summary: Option<Prose>,
    pub notice: Option<Prose>,
    pub closing: Option<Prose>,
    /// A CSL style's name.
    pub citation_style: String,
    /// Words a minute, 60 to 600.
    pub reading_speed: u16,
    /// The state of the translation; `None` in the language the tour was written in.
    pub translation: Option<Status>,
}

/// How far a translation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nobody who speaks the language has read it yet.
    Draft,
    Reviewed,
}

/// One station.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Station {
    pub id: Box<str>,
    pub title: String,
    /// The number on the wall, for keypad entry.
    pub label: String,
    pub place: Option<String>,
    pub at: Option<Point>,
    pub notice: Option<Notice>,
    /// Minutes, where the educator gave them.
    pub minutes: Option<f32>,
    /// For the guide alone; never shown to a visitor.
    pub guide: Option<Prose>,
    pub steps: Vec<Step>,
    /// The note marks of its texts, in reading order; mark `n` reads `[n + 1]`.
    pub marks: Vec<Mark>,
    /// Some of its text stands in the tour's own language because it has not been translated.
    pub untranslated: bool,
}

/// A content notice before a station.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    pub text: Prose,
    /// The id of the station that "skip" leads to; the next one when absent.
    pub skip_to: Option<Box<str>>,
}

/// WGS 84, decimal degrees: `lat` −90 to 90 north, `lon` −180 to 180 east.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    pub lat: f64,
    pub lon: f64,
}

/// One step of a station.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    pub content: Content,
    /// How long auto-play stays, where the educator said so.
    pub hold: Option<Duration>,
}

/// What a step shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    Text(Prose),
    /// A figure, by its id.
    Figure(Box<str>),
    /// A chart, by its id.
    Chart(Box<str>),
    /// Something to think about; with answers, each has a reply.
    Ask {
        question: Prose,
        answers: Vec<Answer>,
    },
    /// The ways to go on from here.
    Choose(Vec<Choice>),
}

/// An answer a visitor may pick, and what is said to it. Nothing is scored.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub label: String,
    pub reply: Prose,
}

/// A way to go on.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    pub label: String,
    /// The id of a station.
    pub to: Box<str>,
}

/// What a note mark in a station stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The step it first stands in.
    pub step: u16,
    pub kind: MarkKind,
}

/// A note of the educator's, or a bare citation.
#[derive(Debug, Clone, PartialEq)]
pub enum MarkKind {
    /// An entry of `[notes]`, by its id.
    Note(Box<str>),
    Citation(Citation),
}

/// What `[[station]]` tables say about every station, without their texts: enough for lists and links.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub id: Box<str>,
    pub title: String,
    pub label: String,
    pub place: Option<String>,
    pub at: Option<Point>,
    /// A content notice stands before it.
    pub noticed: bool,
}

/// An entry of `[notes]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    pub id: Box<str>,
    pub text: Prose,
}

/// An entry of `[glossary]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    pub id: Box<str>,
    pub term: String,
    pub meaning: Prose,
    /// The word in its own script.
    pub original: Option<String>,
}

/// A `[[figure]]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    pub id: Box<str>,
    /// The picture's path, inside the tour's folder; without it the description, caption and credit stand.
    pub image: Option<String>,
    pub alt: String,
    pub caption: Option<Text>,
    pub credit: Option<String>,
    pub rights: Option<Rights>,
}

/// Who owns a picture, and until when it may be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Rights {
    pub holder: Option<String>,
    pub licence: Option<String>,
    pub expires: Option<Date>,
}

impl Figure {
    /// Who made it, and who owns it under which licence; `None` where nobody says.
    pub(crate) fn credits(&self, words: &Words) -> Option<String> {
        let credit = self.credit.as_deref();
        let credit = credit.map(|credit| words.credit.fill(&[("credit", credit)]));
        let rights = self.owner(words);
        let rights = rights.map(|rights| words.rights.fill(&[("rights", &rights)]));
        let parts: Vec<String> = credit.into_iter().chain(rights).collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }

    /// Who owns it, and under which licence it may be shown.
    pub(crate) fn owner(&self, words: &Words) -> Option<String> {
        let rights = self.rights.as_ref()?;
        let parts = [rights.holder.as_deref(), rights.licence.as_deref()];
        let owner = words.list(parts.into_iter().flatten());
        Some(owner).filter(|owner| !owner.is_empty())
    }
}

impl Rights {
    /// Whether they were over before this day; without a day nobody can tell.
    pub fn have_expired(&self, today: Option<Date>) -> bool {
        let both = self.expires.zip(today);
        both.is_some_and(|(expires, today)| last_day_number(expires) < last_day_number(today))
    }
}

/// A `[[chart]]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    pub id: Box<str>,
    pub kind: ChartKind,
    pub title: String,
    pub values: Vec<Value>,
    /// The id of the source of its figures.
    pub source: Option<Box<str>>,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Parts of a whole: every value has its `of`.
    Share,
    Bars,
    /// Values in a row, such as years.
    Line,
}

/// One value of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    pub label: String,
    pub value: f64,
    /// The whole it is a part of.
    pub of: Option<f64>,
}

/// An `[[event]]` of the timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    pub date: Period,
    pub text: Text,
    /// The id of a station.
    pub station: Option<Box<str>>,
    /// The id of a source.
    pub source: Option<Box<str>>,
}

/// A day, month or year of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    pub year: i32,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
}

/// A date or a stretch of time, as EDTF (ISO 8601-2) writes it: `1938-04-09`, `1941/1952`, `1938~`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    pub from: Date,
    pub to: Option<Date>,
    /// Written with `~`: about then.
    pub approximate: bool,
}

/// A `[[source]]`: a CSL-JSON item (the Citation Style Language's data model, csl-data.json 1.0.2).
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    pub id: Box<str>,
    /// The item as CSL-JSON, `id` included.
    pub item: serde_json::Map<String, serde_json::Value>,
}

/// The route map: its outline, as rings of points.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Map {
    pub outline: Vec<Vec<Point>>,
}
