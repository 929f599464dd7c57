//! A tour on paper: the handout that a visitor takes home, or a teacher puts in front of a class.
//!
//! A `Handout` is the tour in one language as blocks in reading order; `markdown` and `text` set
//! it. Notes are numbered through the whole handout, so that one number is one note, and stand at the
//! end of their station, in full at the first mention there, so that a station's pages can be handed out
//! alone. Pictures are their descriptions: a handout has no file beside it.

mod annotated;
mod back;
mod front;
mod markdown;
mod nest;
mod print;
mod station;
mod text;

use crate::export::reader::Reader;
use crate::markup::{ParagraphKind, Text};
use crate::tour::Edition;
use crate::words::Words;

use self::print::Print;

/// Cells of a line in plain text.
pub const MEASURE: u16 = 66;

/// A tour in one language, in reading order, not yet set.
#[derive(Debug)]
pub(crate) struct Handout<'a> {
    words: &'a Words,
    blocks: Vec<Block>,
}

/// A part of a handout. Of the links in its texts two mean something: note marks, whose words are their
/// numbers in the handout, `[12]`, and web addresses, whose words are the address.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Block {
    Heading(Level, String),
    Paragraph {
        kind: ParagraphKind,
        /// As in [`Paragraph`](crate::markup::Paragraph).
        depth: u8,
        text: Text,
    },
    /// A picture in words: what it shows, its caption, who made it.
    Figure(Vec<Text>),
    Chart(Table),
    /// Things of one kind, one below the other: sources, terms, events.
    Entries(Vec<Text>),
    Notes(Vec<Note>),
    /// The end of something that stands before the text, such as a notice.
    Rule,
}

/// How high a heading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// The tour's.
    Title,
    /// A station's, or that of a part before or after the stations.
    Part,
    /// Inside a part.
    Section,
}

/// A chart's values.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Table {
    title: String,
    /// What is counted, and the number.
    rows: Vec<(String, String)>,
    /// Where the numbers are from, and the like.
    below: Vec<Text>,
}

/// A note and its number in the handout, from 1.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Note {
    number: usize,
    paragraphs: Vec<Text>,
}

/// The handout in CommonMark, with footnotes (`[^1]`) and tables for charts as GitHub and Pandoc read them.
pub fn markdown(edition: &Edition, reader: Reader) -> String {
    markdown::set(&Handout::new(edition, reader))
}

/// The handout in plain text, in lines of at most [`MEASURE`] cells.
pub fn text(edition: &Edition, reader: Reader) -> String {
    text::set(&Handout::new(edition, reader), MEASURE)
}

impl<'a> Handout<'a> {
    /// Notices stand before what they are about.
    fn new(edition: &'a Edition, reader: Reader) -> Self {
        let mut print = Print::new(edition, reader);
        print.front();
        for index in 0..edition.station_count() {
            print.station(index);
        }
        print.back();
        Self {
            words: edition.words(),
            blocks: print.into_blocks(),
        }
    }
}
