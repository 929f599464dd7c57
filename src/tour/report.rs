//! What reading a section brings to light besides its values: faults, definitions, references.
//!
//! Definitions and references are compared when all sections have been read, so that the order of
//! the tables does not matter.

use crate::diagnostic::{Diagnostic, Place};
use crate::markup::link::Target;
use crate::tour::ClaimKind;

/// What can be defined once and referred to by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Noun {
    Station,
    Note,
    Term,
    Figure,
    Chart,
    Source,
    /// Has no id; it is referred to by its place in the file, counted from 0.
    Event,
}

/// An id at the place where it is defined or referred to.
#[derive(Debug, Clone)]
pub(crate) struct Name {
    pub(crate) noun: Noun,
    pub(crate) id: Box<str>,
    pub(crate) place: Place,
}

/// A paragraph, event or chart of a tour that claims something and names no source.
#[derive(Debug, Clone)]
pub struct Uncited {
    /// An event claims a date, a chart figures.
    pub kind: ClaimKind,
    /// The words that claim it; the title of a chart.
    pub seen: String,
    /// Where they stand.
    pub place: Place,
    /// How the paragraph begins; the title of a chart.
    pub opening: String,
    /// The station it stands in, by its place in the tour.
    pub station: Option<usize>,
}

/// Words that may be a note mark or a citation without its signs.
#[derive(Debug, Clone)]
pub(crate) struct Unmarked {
    pub(crate) place: Place,
    /// What they may have been meant for and how that is written, the likeliest first.
    pub(crate) meant: Vec<(Noun, Box<str>, String)>,
}

/// Collects while a file is read.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) faults: Vec<Diagnostic>,
    pub(crate) defined: Vec<Name>,
    pub(crate) used: Vec<Name>,
    /// What may have been meant as a mark, told where it turns out to be an id.
    pub(crate) unmarked: Vec<Unmarked>,
    /// Defined in the file of another program; nobody need refer to it.
    pub(crate) lent: Vec<Name>,
    /// Things whose id was lost to another fault: references to them are not told to dangle.
    pub(crate) lost: Vec<Noun>,
    /// The section being read is not sound TOML, so what it seems to lack may stand in it after all.
    pub(crate) broken: bool,
    /// In a translation: what it translates, by id.
    pub(crate) translated: Vec<Name>,
    /// The file being read is a translation: it holds texts only, and may leave any out.
    pub(crate) translation: bool,
    /// Keys of the section being read that were misspelt or held a wrong kind of value.
    pub(crate) excused: Vec<String>,
    /// What is said without a source.
    pub(crate) uncited: Vec<Uncited>,
    /// Nobody will read this report: places need not be worked out.
    pub(crate) silent: bool,
}

impl Report {
    /// A report for reading what has been checked before.
    pub(crate) fn silent() -> Self {
        Self {
            silent: true,
            ..Self::default()
        }
    }

    pub(crate) fn push(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }

    /// Tells that a required key is not there, unless it may have been lost to another fault.
    pub(crate) fn missing(&mut self, place: Place, key: &str, message: String, help: &str) {
        if !(self.broken || self.translation || self.excuses(key)) {
            self.push(Diagnostic::error("missing", place, message).help(help));
        }
    }

    /// The section lost this key, or for no key any, to another fault, which has been told.
    pub(crate) fn excuses(&self, key: &str) -> bool {
        self.excused
            .iter()
            .any(|excused| key.is_empty() || excused == key)
    }
}

impl Noun {
    /// The code of a reference to nothing; events have no ids to refer to.
    pub(crate) fn unknown(self) -> Option<&'static str> {
        Some(match self {
            Self::Station => "unknown-station",
            Self::Note => "unknown-note",
            Self::Term => "unknown-term",
            Self::Figure => "unknown-figure",
            Self::Chart => "unknown-chart",
            Self::Source => "unknown-source",
            Self::Event => return None,
        })
    }

    /// The code of a definition nothing refers to; stations and events need no reference.
    pub(crate) fn unused(self) -> Option<&'static str> {
        Some(match self {
            Self::Note => "unused-note",
            Self::Term => "unused-term",
            Self::Figure => "unused-figure",
            Self::Chart => "unused-chart",
            Self::Source => "unused-source",
            Self::Station | Self::Event => return None,
        })
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Station => "station",
            Self::Note => "note",
            Self::Term => "term",
            Self::Figure => "figure",
            Self::Chart => "chart",
            Self::Source => "source",
            Self::Event => "event",
        }
    }
}

impl From<Target> for (Noun, Box<str>) {
    fn from(target: Target) -> Self {
        match target {
            Target::Note(id) => (Noun::Note, id),
            Target::Term(id) => (Noun::Term, id),
            Target::Station(id) => (Noun::Station, id),
            Target::Figure(id) => (Noun::Figure, id),
            Target::Source(id) => (Noun::Source, id),
        }
    }
}
