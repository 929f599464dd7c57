//! Where each source is cited: the way back from the bibliography.

use std::collections::HashMap;

use crate::markup::{Citation, Link, Prose};
use crate::tour::{MarkKind, Note, Station};

/// For each source the marks and notes that cite it.
#[derive(Debug, Default)]
pub struct Citings {
    sources: HashMap<Box<str>, Cited>,
    /// For each note the marks that stand for it.
    notes: HashMap<Box<str>, Vec<Citing>>,
}

/// A mark that leads to a source or note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Citing {
    /// The station's place in the tour.
    pub station: usize,
    /// The mark's place in [`Station::marks`].
    pub mark: u16,
    /// The step it first stands in.
    pub step: u16,
}

/// Where one source is cited, in the order of the tour.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Cited {
    /// By marks of their own.
    pub marks: Vec<Citing>,
    /// The ids of notes.
    pub notes: Vec<Box<str>>,
}

impl Citings {
    /// Where a source is cited; `None` when nowhere.
    pub fn of(&self, source: &str) -> Option<&Cited> {
        self.sources.get(source)
    }

    /// The marks that stand for a note, in the order of the tour.
    pub fn uses(&self, note: &str) -> &[Citing] {
        self.notes.get(note).map_or(&[], Vec::as_slice)
    }

    /// All marks that lead to a source, by themselves or over a note, in the order of the tour.
    pub fn marks(&self, source: &str) -> Vec<Citing> {
        let Some(cited) = self.of(source) else {
            return Vec::new();
        };
        let noted = cited.notes.iter().flat_map(|note| self.uses(note));
        let mut marks: Vec<_> = cited.marks.iter().chain(noted).copied().collect();
        marks.sort_unstable();
        marks.dedup();
        marks
    }

    pub(super) fn add_station(&mut self, index: usize, station: &Station) {
        for (mark, found) in (0..).zip(&station.marks) {
            let citing = Citing {
                station: index,
                mark,
                step: found.step,
            };
            match &found.kind {
                MarkKind::Note(note) => self.notes.entry(note.clone()).or_default().push(citing),
                MarkKind::Citation(citation) => {
                    for source in ids(citation) {
                        let cited = self.sources.entry(source.clone()).or_default();
                        cited.marks.push(citing);
                    }
                }
            }
        }
    }

    pub(super) fn add_note(&mut self, note: &Note) {
        for source in citations(&note.text).flat_map(ids) {
            let notes = &mut self.sources.entry(source.clone()).or_default().notes;
            if notes.last() != Some(&note.id) {
                notes.push(note.id.clone());
            }
        }
    }
}

/// The sources of a citation, each once.
fn ids(citation: &Citation) -> impl Iterator<Item = &Box<str>> {
    let cites = &citation.cites;
    cites
        .iter()
        .enumerate()
        .filter(|(at, cite)| {
            cites[..*at]
                .iter()
                .all(|before| before.source != cite.source)
        })
        .map(|(_, cite)| &cite.source)
}

fn citations(prose: &Prose) -> impl Iterator<Item = &Citation> {
    let runs = prose
        .paragraphs
        .iter()
        .flat_map(|paragraph| &paragraph.text.runs);
    runs.filter_map(|run| match &run.link {
        Some(Link::Citation(citation)) => Some(citation),
        _ => None,
    })
}
