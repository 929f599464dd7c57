//! Prose: the CommonMark of a tour as paragraphs of styled runs.
//!
//! Inline markup and simple blocks only (paragraphs, quotations, lists, lines shown as they are): no
//! headings, no HTML, no images. Text is cleaned by an allow-list here, once, when it is read. Nothing is wrapped or coloured.

mod adjacent;
pub(crate) mod citation;
pub(crate) mod clean;
pub(crate) mod link;
mod lint;
pub(crate) mod read;
pub(crate) mod unmarked;

use std::ops::Range;

/// A text of several paragraphs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prose {
    pub paragraphs: Vec<Paragraph>,
}

/// One paragraph, quotation paragraph or list item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    pub kind: ParagraphKind,
    /// How many quotations and lists it stands in, beyond the first; 0 for most.
    pub depth: u8,
    pub text: Text,
}

/// What kind of paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphKind {
    /// Running text.
    Plain,
    /// Inside a quotation.
    Quotation,
    /// The first paragraph of an item of a bulleted list.
    Bullet,
    /// The first paragraph of the item with this number of a numbered list.
    Numbered(u32),
    /// A further paragraph of a list item.
    Continued,
}

/// Words in a row: one string, and what its parts are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// A line that the author ended is followed by `\n`.
    pub string: String,
    /// In order, not overlapping, never empty; what lies between them is plain.
    pub runs: Vec<Run>,
}

/// A part of a [`Text`] that is not plain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Bytes of [`Text::string`].
    pub range: Range<usize>,
    pub face: Face,
    pub link: Option<Link>,
}

/// How a run is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Face {
    pub emphasis: bool,
    pub strong: bool,
    pub code: bool,
}

/// Where a run leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Link {
    /// The note mark with this index in [`Station::marks`](crate::tour::Station::marks); the run's text is `[n]`.
    Mark(u16),
    /// A citation in a text that has no note marks (a note, a definition, a caption); the run's
    /// text is `[…]` and is replaced by the citation as the style sets it.
    Citation(Citation),
    /// A glossary entry, by its id.
    Term(Box<str>),
    /// A station, by its id.
    Station(Box<str>),
    /// A figure, by its id.
    Figure(Box<str>),
    /// A source, by its id.
    Source(Box<str>),
    /// A web address: `http:`, `https:` or `mailto:` only.
    Address(Box<str>),
}

/// `[@ashcroft-2025, para. 4; see @diaz-2023]`: one or more sources cited in one place.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Citation {
    pub cites: Vec<Cite>,
}

/// One source in a citation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cite {
    /// The id of a `[[source]]`.
    pub source: Box<str>,
    /// Words before it, such as `see`.
    pub prefix: Box<str>,
    pub locator: Option<Locator>,
}

/// The place in a source that a citation points to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Locator {
    /// A CSL locator label: `page`, `paragraph`, `chapter`, `figure`, `folio`…; `page` for a bare
    /// number, [`UNLABELLED`](Self::UNLABELLED) for words that are shown as they are written.
    pub label: &'static str,
    /// As written: `12–19`, `4`.
    pub value: Box<str>,
}

impl Locator {
    /// The label of words such as `bibliography`, which name a part of the source themselves.
    pub const UNLABELLED: &str = "";
}

impl Text {
    /// A text without any markup.
    pub fn plain(string: impl Into<String>) -> Self {
        Self {
            string: string.into(),
            runs: Vec::new(),
        }
    }

    /// Puts plain words before it.
    pub fn prepend(&mut self, words: &str) {
        self.string.insert_str(0, words);
        for run in &mut self.runs {
            run.range = run.range.start + words.len()..run.range.end + words.len();
        }
    }

    /// Puts another text right after it.
    pub fn append(&mut self, text: &Self) {
        let start = self.string.len();
        self.string.push_str(&text.string);
        let moved = |run: &Run| Run {
            range: run.range.start + start..run.range.end + start,
            ..run.clone()
        };
        self.runs.extend(text.runs.iter().map(moved));
    }

    /// Sets bytes at its beginning, before any other run, in bold.
    pub fn embolden_start(&mut self, bytes: usize) {
        let face = Face {
            strong: true,
            ..Face::default()
        };
        let run = Run {
            range: 0..bytes,
            face,
            link: None,
        };
        self.runs.insert(0, run);
    }

    /// How many words it has.
    pub fn words(&self) -> usize {
        words(&self.string).count()
    }
}

impl Prose {
    /// All links in it, in reading order.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        let runs = self
            .paragraphs
            .iter()
            .flat_map(|paragraph| &paragraph.text.runs);
        runs.filter_map(|run| run.link.as_ref())
    }

    /// Its paragraphs joined to one, for a place that has room for one only.
    pub fn into_text(self) -> Text {
        let mut texts = self.paragraphs.into_iter().map(|paragraph| paragraph.text);
        let mut joined = texts.next().unwrap_or_default();
        for text in texts {
            joined.string.push(' ');
            let start = joined.string.len();
            joined.string.push_str(&text.string);
            joined.runs.extend(text.runs.into_iter().map(|run| Run {
                range: run.range.start + start..run.range.end + start,
                ..run
            }));
        }
        joined.string = joined.string.replace('\n', " ");
        joined
    }

    /// How many words it has.
    pub fn words(&self) -> usize {
        self.paragraphs
            .iter()
            .map(|paragraph| paragraph.text.words())
            .sum()
    }
}

/// Words: what stands between white space with a letter or digit in it.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
}

impl Citation {
    /// The same with every word cleaned for showing.
    pub(crate) fn cleaned(mut self) -> Self {
        for cite in &mut self.cites {
            cite.prefix = clean::line(&cite.prefix).into();
            if let Some(locator) = &mut cite.locator {
                locator.value = clean::line(&locator.value).into();
            }
        }
        self
    }
}
