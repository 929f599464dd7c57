//! Numbers the note marks of one station, in reading order.

use std::collections::HashMap;

use crate::markup::Citation;
use crate::tour::{Mark, MarkKind};

/// The marks of a station while its texts are read.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// The step that is being read.
    pub(crate) step: u16,
    all: Vec<Mark>,
    notes: HashMap<Box<str>, u16>,
}

impl Marks {
    /// The mark of a note: the same one wherever the station calls it again.
    ///
    /// `None` once a station has 65,536 marks.
    pub(crate) fn note(&mut self, id: &str) -> Option<u16> {
        if let Some(mark) = self.notes.get(id) {
            return Some(*mark);
        }
        let mark = self.add(MarkKind::Note(id.into()))?;
        self.notes.insert(id.into(), mark);
        Some(mark)
    }

    /// The mark of a citation, always a new one; `None` as for notes.
    pub(crate) fn cite(&mut self, citation: Citation) -> Option<u16> {
        self.add(MarkKind::Citation(citation))
    }

    /// All marks, in order.
    pub(crate) fn into_marks(self) -> Vec<Mark> {
        self.all
    }

    fn add(&mut self, kind: MarkKind) -> Option<u16> {
        let index = u16::try_from(self.all.len()).ok()?;
        self.all.push(Mark {
            step: self.step,
            kind,
        });
        Some(index)
    }
}
