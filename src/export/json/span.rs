//! Texts as spans: each has its words and what they are, so that nobody has to count characters.

use schemars::JsonSchema;
use serde::Serialize;

use crate::bibliography::Form;
use crate::markup::{self, Cite, Face, ParagraphKind, Prose, Text};
use crate::tour::Edition;

/// A paragraph.
#[derive(Serialize, JsonSchema)]
pub(super) struct Paragraph<'t> {
    kind: Kind,
    /// The number of an item of a numbered list.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    /// How many quotations and lists it stands in, beyond the first.
    #[serde(skip_serializing_if = "is_zero")]
    depth: u8,
    spans: Vec<Span<'t>>,
}

/// What kind of paragraph.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Kind {
    /// Running text.
    Plain,
    /// Inside a quotation.
    Quotation,
    /// The first paragraph of an item of a list with bullets.
    Bullet,
    /// The first paragraph of an item of a numbered list.
    Numbered,
    /// A further paragraph of an item.
    Continued,
}

/// Words in one look. A line that the author ended is followed by a line feed.
#[derive(Serialize, JsonSchema)]
pub(super) struct Span<'t> {
    text: String,
    /// Left out where it is false.
    #[serde(skip_serializing_if = "is_false")]
    emphasis: bool,
    /// Left out where it is false.
    #[serde(skip_serializing_if = "is_false")]
    strong: bool,
    /// Left out where it is false.
    #[serde(skip_serializing_if = "is_false")]
    code: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<Link<'t>>,
}

/// Where words lead.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Link<'t> {
    /// The mark with this number, from 1, in the station's `marks`; the words are `[1]`.
    Mark(u32),
    /// Sources, in a text without marks; the words stand in their place.
    Citation(Citation<'t>),
    /// A term, by its id.
    Term(&'t str),
    /// A station, by its id.
    Station(&'t str),
    /// A figure, by its id.
    Figure(&'t str),
    /// A source, by its id.
    Source(String),
    /// A web address: http:, https: or mailto: only.
    Address(String),
}

/// One or more sources cited in one place, as data and as the tour's style sets them.
#[derive(Serialize, JsonSchema)]
pub(super) struct Citation<'t> {
    cites: Vec<Cited<'t>>,
    /// As a note of its own, at the first mention.
    full: Vec<Span<'t>>,
    /// As a note of its own, at a later mention.
    short: Vec<Span<'t>>,
    /// Inside a sentence.
    in_text: Vec<Span<'t>>,
}

/// One source in a citation.
#[derive(Serialize, JsonSchema)]
struct Cited<'t> {
    /// The id of a source.
    source: &'t str,
    /// Words before it, such as `see`.
    #[serde(skip_serializing_if = "str::is_empty")]
    prefix: &'t str,
    /// What the locator counts: a CSL label, such as `page`; empty for words that say it themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'static str>,
    /// The place in the source, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    locator: Option<&'t str>,
}

/// The paragraphs of a text.
pub(super) fn paragraphs<'t>(edition: &'t Edition, prose: &'t Prose) -> Vec<Paragraph<'t>> {
    let paragraph = |paragraph: &'t markup::Paragraph| Paragraph {
        kind: Kind::of(paragraph.kind),
        number: match paragraph.kind {
            ParagraphKind::Numbered(number) => Some(number),
            _ => None,
        },
        depth: paragraph.depth,
        spans: spans(edition, &paragraph.text),
    };
    prose.paragraphs.iter().map(paragraph).collect()
}

/// A text in spans; joined, their words are the text.
pub(super) fn spans<'t>(edition: &'t Edition, text: &'t Text) -> Vec<Span<'t>> {
    let link = |link: &'t markup::Link| Link::of(edition, link);
    split(text, link)
}

/// A citation, as data and in words.
pub(super) fn citation<'t>(edition: &'t Edition, citation: &'t markup::Citation) -> Citation<'t> {
    let bibliography = edition.bibliography();
    Citation {
        cites: citation.cites.iter().map(Cited::of).collect(),
        full: set(&bibliography.note(citation, Form::Full)),
        short: set(&bibliography.note(citation, Form::Short)),
        in_text: set(&bibliography.in_text(citation, Form::Full)),
    }
}

/// What the bibliography has set: its links lead to sources and addresses only.
fn set(text: &Text) -> Vec<Span<'static>> {
    split(text, Link::of_set)
}

fn split<'t, 's>(
    text: &'s Text,
    link: impl Fn(&'s markup::Link) -> Option<Link<'t>>,
) -> Vec<Span<'t>> {
    let mut spans = Vec::new();
    let mut at = 0;
    for run in &text.runs {
        plain(&text.string[at..run.range.start], &mut spans);
        at = run.range.end;
        let link = run.link.as_ref().and_then(&link);
        spans.push(Span::new(&text.string[run.range.clone()], run.face, link));
    }
    plain(&text.string[at..], &mut spans);
    spans
}

fn plain(words: &str, spans: &mut Vec<Span<'_>>) {
    if !words.is_empty() {
        spans.push(Span::new(words, Face::default(), None));
    }
}

impl<'t> Span<'t> {
    fn new(words: &str, face: Face, link: Option<Link<'t>>) -> Self {
        Self {
            text: words.to_owned(),
            emphasis: face.emphasis,
            strong: face.strong,
            code: face.code,
            link,
        }
    }
}

impl<'t> Link<'t> {
    fn of(edition: &'t Edition, link: &'t markup::Link) -> Option<Self> {
        Some(match link {
            markup::Link::Mark(mark) => Self::Mark(u32::from(*mark) + 1),
            markup::Link::Citation(found) => Self::Citation(citation(edition, found)),
            markup::Link::Term(id) => Self::Term(id),
            markup::Link::Station(id) => Self::Station(id),
            markup::Link::Figure(id) => Self::Figure(id),
            set => return Self::of_set(set),
        })
    }

    fn of_set(link: &markup::Link) -> Option<Self> {
        match link {
            markup::Link::Source(id) => Some(Self::Source(id.to_string())),
            markup::Link::Address(address) => Some(Self::Address(address.to_string())),
            _ => None,
        }
    }
}

impl<'t> Cited<'t> {
    fn of(cite: &'t Cite) -> Self {
        let locator = cite.locator.as_ref();
        Self {
            source: &cite.source,
            prefix: &cite.prefix,
            label: locator.map(|locator| locator.label),
            locator: locator.map(|locator| &*locator.value),
        }
    }
}

impl Kind {
    fn of(kind: ParagraphKind) -> Self {
        match kind {
            ParagraphKind::Plain => Self::Plain,
            ParagraphKind::Quotation => Self::Quotation,
            ParagraphKind::Bullet => Self::Bullet,
            ParagraphKind::Numbered(_) => Self::Numbered,
            ParagraphKind::Continued => Self::Continued,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_zero(depth: &u8) -> bool {
    *depth == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
pub(super) fn is_false(flag: &bool) -> bool {
    !flag
}
