//! Search over everything a visitor can read: folded text, looked through from end to end.
//!
//! Folding makes letters equal that a visitor at a keypad would type alike: no case, ё = е, and no
//! accents on Latin letters; й stays apart from и.

use std::ops::Range;

use memchr::memmem::Finder;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::markup::Prose;
use crate::tour::{Content, Edition, Station};

/// How many characters of context a hit shows before it; after it twice as many.
const CONTEXT: usize = 30;

/// Where something was found, by indices into the edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    Step {
        station: usize,
        step: usize,
    },
    /// A note, by its place among the notes.
    Note(usize),
    Term(usize),
    Event(usize),
    Source(usize),
}

/// One place that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub found: Found,
    /// The words around it, with `…` where they were cut.
    pub snippet: String,
    /// The bytes of the snippet that were looked for.
    pub at: Range<usize>,
}

/// Everything that can be found in an edition.
#[derive(Debug, Default)]
pub struct Index {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    found: Found,
    text: Box<str>,
    folded: Box<str>,
}

impl Index {
    /// Reads all of `edition`.
    pub(crate) fn of(edition: &Edition) -> Self {
        let mut index = Self::default();
        for at in 0..edition.station_count() {
            if let Some(station) = edition.station(at) {
                index.station(at, station);
            }
        }
        for (at, note) in edition.notes().iter().enumerate() {
            index.add(Found::Note(at), &words(&note.text));
        }
        for (at, term) in edition.glossary().iter().enumerate() {
            let original = term.original.as_deref().unwrap_or_default();
            index.add(
                Found::Term(at),
                &format!("{} {original} — {}", term.term, words(&term.meaning)),
            );
        }
        for (at, event) in edition.events().iter().enumerate() {
            index.add(
                Found::Event(at),
                &format!("{} — {}", event.date.from.year, event.text.string),
            );
        }
        for entry in edition.bibliography().entries() {
            index.add(Found::Source(entry.source), &entry.text.string);
        }
        index
    }

    /// The places that have `query`, in the order of the tour.
    pub fn find(&self, query: &str) -> impl Iterator<Item = Hit> + '_ {
        let wanted = fold(query.trim());
        let finder = Finder::new(wanted.as_bytes()).into_owned();
        let empty = wanted.is_empty();
        self.entries
            .iter()
            .filter(move |_| !empty)
            .filter_map(move |entry| {
                let at = finder.find(entry.folded.as_bytes())?;
                Some(entry.hit(at..at + wanted.len()))
            })
    }

    fn station(&mut self, at: usize, station: &Station) {
        self.add(
            Found::Step {
                station: at,
                step: 0,
            },
            &station.title,
        );
        for (step, content) in station.steps.iter().map(|step| &step.content).enumerate() {
            let found = || Found::Step { station: at, step };
            match content {
                Content::Text(prose)
                | Content::Ask {
                    question: prose, ..
                } => {
                    prose
                        .paragraphs
                        .iter()
                        .for_each(|paragraph| self.add(found(), &paragraph.text.string));
                }
                Content::Choose(choices) => choices
                    .iter()
                    .for_each(|choice| self.add(found(), &choice.label)),
                Content::Figure(_) | Content::Chart(_) => {}
            }
        }
    }

    fn add(&mut self, found: Found, text: &str) {
        self.entries.push(Entry {
            found,
            text: text.replace('\n', " ").into(),
            folded: fold(text).into(),
        });
    }
}

fn words(prose: &Prose) -> String {
    prose
        .paragraphs
        .iter()
        .map(|paragraph| paragraph.text.string.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

impl Entry {
    /// The words round `range` of the folded text.
    fn hit(&self, range: Range<usize>) -> Hit {
        let range = unfold(&self.text, range.start)..unfold(&self.text, range.end);
        let start = self.text[..range.start]
            .char_indices()
            .rev()
            .nth(CONTEXT)
            .map_or(0, |(at, _)| at);
        let end = self.text[range.end..]
            .char_indices()
            .nth(CONTEXT * 2)
            .map_or(self.text.len(), |(at, _)| range.end + at);
        let (before, after) = (
            if start > 0 { "…" } else { "" },
            if end < self.text.len() { "…" } else { "" },
        );
        let snippet = format!("{before}{}{after}", &self.text[start..end]);
        let shift = |at: usize| at - start + before.len();
        Hit {
            found: self.found.clone(),
            snippet,
            at: shift(range.start)..shift(range.end),
        }
    }
}

/// The byte of `text` whose folding begins at or after byte `folded` of the whole folding.
fn unfold(text: &str, folded: usize) -> usize {
    let mut length = 0;
    for (at, char) in text.char_indices() {
        if length >= folded && !is_combining_mark(char) {
            return at;
        }
        length += fold_char(char).map(char::len_utf8).sum::<usize>();
    }
    text.len()
}

/// `text` as search compares it.
pub(crate) fn fold(text: &str) -> String {
    text.nfc().flat_map(fold_char).collect()
}

fn fold_char(char: char) -> impl Iterator<Item = char> {
    let base = match char {
        'ё' | 'Ё' => 'е',
        'ł' | 'Ł' => 'l',
        'ø' | 'Ø' => 'o',
        'đ' | 'Đ' => 'd',
        'ı' => 'i',
        '\u{a0}' | '\u{202f}' => ' ',
        '\u{2010}' | '\u{2011}' => '-',
        '’' => '\'',
        other => other,
    };
    let cyrillic = ('\u{400}'..='\u{52f}').contains(&base);
    let parts: Vec<char> = if cyrillic {
        vec![base]
    } else {
        std::iter::once(base).nfkd().collect()
    };
    parts
        .into_iter()
        .filter(|part| !is_combining_mark(*part))
        .flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_visitor_would_type_alike_is_alike() {
        let table = [
            ("АЛЖИР", "алжир"),
            ("ёлка", "елка"),
            ("Café", "cafe"),
            ("Йод", "йод"),
            ("за\u{301}мок", "замок"),
            ("Қарағанды", "қарағанды"),
            ("Łódź", "lodz"),
        ];
        for (text, folded) in table {
            assert_eq!(fold(text), folded);
        }
        assert_ne!(fold("й"), fold("и"));
    }

    #[test]
    fn a_hit_shows_the_words_around_it() {
        let mut index = Index::default();
        index.add(
            Found::Term(0),
            "Ёлки and trees stood by the road that led from the camp to the village of Dolinka.",
        );
        let hit = index.find("CAMP").next().expect("found");
        assert_eq!(&hit.snippet[hit.at.clone()], "camp");
        assert!(hit.snippet.starts_with('…'));
        let hit = index.find("елки").next().expect("found");
        assert_eq!(&hit.snippet[hit.at.clone()], "Ёлки");
        assert_eq!(index.find("  ").count(), 0);
    }
}
