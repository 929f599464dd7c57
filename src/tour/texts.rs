//! The translatable texts of a file: one list for `docent translate`, for what `check` says of
//! translations, and for their coverage.
//!
//! [`Texts`] holds them as they are written, table by table; [`pairs`](pair::pairs) puts those of a
//! translation beside those of the tour.

pub(crate) mod fingerprint;
pub(crate) mod pair;
mod read;

use std::ops::Range;

use self::fingerprint::{Fingerprint, Records};

/// The texts of a tour's own file or of a translation.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// The language the file says it is in.
    pub(crate) language: Option<Box<str>>,
    /// The head, stations, notes, terms, figures and charts, in this order.
    pub(crate) tables: Vec<Table>,
    /// The events of the timeline, in the order of the file.
    pub(crate) events: List,
    /// What `[originals]` says.
    pub(crate) records: Records,
}

/// A table with texts: a station, a step of one, an answer, all notes.
#[derive(Debug)]
pub(crate) struct Table {
    /// `station.zek`, `notes`, empty for the head; empty for the items of a list.
    pub(crate) key: Box<str>,
    pub(crate) form: Form,
    /// Bytes of the file: its header, its brackets, or the part of a text that it is.
    pub(crate) place: Range<usize>,
    pub(crate) texts: Vec<Passage>,
    pub(crate) lists: Vec<List>,
}

/// What a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Form {
    Head,
    Station,
    Notes,
    Term,
    Figure,
    Chart,
    Event,
    /// A step; its kind is the key that makes it, such as `ask`.
    Step(&'static str),
    /// An answer, choice or value.
    Item,
}

/// Tables of which only the order tells which is which.
#[derive(Debug, Default)]
pub(crate) struct List {
    /// The key of each: `step`, `answers`, `choose`, `values`, `event`.
    pub(crate) key: &'static str,
    pub(crate) shape: Shape,
    /// Bytes of the file: the value that holds them; empty where they have headers of their own.
    pub(crate) place: Range<usize>,
    pub(crate) items: Vec<Table>,
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Shape {
    /// Each under a header of its own.
    #[default]
    Headed,
    /// One text, cut at its lines of `---`.
    Cut,
    /// In brackets behind one key.
    Bracketed,
}

/// One text.
#[derive(Debug)]
pub(crate) struct Passage {
    /// Its key in the table: `title`, or the id of a note.
    pub(crate) key: Box<str>,
    /// As TOML decodes it.
    pub(crate) words: Box<str>,
    /// Bytes of the file: the value with its quotation marks, or the part of it.
    pub(crate) place: Range<usize>,
    pub(crate) setting: Setting,
}

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    /// Plain words in one line.
    Line,
    /// Markdown.
    Prose,
}

/// How far a translation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Texts of the tour that can be translated.
    pub texts: usize,
    /// Those that have been, be it from an older original.
    pub translated: usize,
    /// Those translated ones whose original has changed since.
    pub stale: usize,
}

impl Table {
    pub(crate) fn text(&self, key: &str) -> Option<&Passage> {
        self.texts.iter().find(|passage| *passage.key == *key)
    }

    pub(crate) fn list(&self, key: &str) -> Option<&List> {
        self.lists.iter().find(|list| list.key == key)
    }

    /// It may have words: every step but those that show a figure or a chart.
    pub(crate) fn is_worded(&self) -> bool {
        !matches!(self.form, Form::Step("figure" | "chart" | "nothing"))
    }

    /// None of its texts has words.
    pub(crate) fn is_blank(&self) -> bool {
        let mut items = self.lists.iter().flat_map(|list| &list.items);
        self.texts.iter().all(Passage::is_blank) && items.all(Table::is_blank)
    }

    /// The text by which it is known again, with its key in the table.
    pub(crate) fn main(&self) -> Option<(String, &Passage)> {
        if let Some(passage) = self.texts.first() {
            return Some((passage.key.to_string(), passage));
        }
        let list = self.lists.first()?;
        let (key, passage) = list.items.first()?.main()?;
        Some((format!("{}.1.{key}", list.key), passage))
    }
}

impl List {
    /// The items that may have words.
    pub(crate) fn worded(&self) -> Vec<&Table> {
        self.items.iter().filter(|item| item.is_worded()).collect()
    }

    /// It is one text, and that has no words at all.
    pub(crate) fn is_blank_text(&self) -> bool {
        self.shape == Shape::Cut && self.items.iter().all(Table::is_blank)
    }
}

impl Passage {
    pub(crate) fn is_blank(&self) -> bool {
        self.words.trim().is_empty()
    }

    pub(crate) fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.words)
    }
}
