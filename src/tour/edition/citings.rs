//! Where each source is cited: the way back from the bibliography.

use std::collections::HashMap;

use crate::markup::{Citation, Link, Prose};
use crate::tour::{MarkKind, Note, Station};

/// For each source the marks and notes that cite it.
#[derive(Debug, Default)]
pub struct Citings {
    sources: HashMap<Box<str>, Cited>,
}

/// Where one source is cited, in the order of the tour.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Cited {
    /// The station's place in the tour and the mark's in [`Station::marks`].
    pub marks: Vec<(usize, u16)>,
    /// The ids of notes.
    pub notes: Vec<Box<str>>,
}

impl Citings {
    /// Where a source is cited; `None` when nowhere.
    pub fn of(&self, source: &str) -> Option<&Cited> {
        self.sources.get(source)
    }

    pub(super) fn add_station(&mut self, index: usize, station: &Station) {
        for (mark, kind) in (0..).zip(station.marks.iter().map(|mark| &mark.kind)) {
            let MarkKind::Citation { citation, .. } = kind else {
                continue;
            };
            for source in ids(citation) {
                self.sources
                    .entry(source.clone())
                    .or_default()
                    .marks
                    .push((index, mark));
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
