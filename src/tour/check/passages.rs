//! The texts of a tour that visitors read, each read once for all rules about its words.
//!
//! What the guide alone sees is left out.

use crate::markup::Link;
use crate::markup::read::Reading;
use crate::tour::raw::{Document, Words as RawWords};
use crate::tour::report::Report;
use crate::tour::resolve::station;
use crate::tour::resolve::step::Words;
use crate::tour::written::{Page, Written};

/// A text and what it is.
pub(in crate::tour) struct Passage<'a> {
    pub(in crate::tour) role: Role,
    /// The station it belongs to, by its place in the file, from 0.
    pub(in crate::tour) station: Option<usize>,
    pub(in crate::tour) written: Written<'a>,
    pub(in crate::tour) reading: Reading,
}

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tour) enum Role {
    /// A step's text.
    Step,
    /// What is said to an answer.
    Reply,
    Question,
    Notice,
    Summary,
    Closing,
    Note,
    /// A glossary entry's.
    Meaning,
    /// A figure's, with whether the figure says who made it.
    Caption {
        credited: bool,
    },
    /// An event's, with whether the event names a source.
    Event {
        sourced: bool,
    },
}

impl Passage<'_> {
    /// It cites something, anywhere.
    pub(in crate::tour) fn cites(&self) -> bool {
        self.reading.prose.links().any(is_citation)
    }
}

/// Whether a link says where something comes from.
pub(in crate::tour) fn is_citation(link: &Link) -> bool {
    matches!(link, Link::Mark(_) | Link::Citation(_) | Link::Source(_))
}

/// The texts of a station.
pub(in crate::tour) fn of_station<'a>(
    draft: &station::Draft<'a>,
    index: usize,
    mut look: impl FnMut(Passage<'a>),
) {
    let mut tell = |role, written: &Written<'a>| {
        look(Passage {
            role,
            station: Some(index),
            reading: written.reading(),
            written: written.clone(),
        });
    };
    if let Some(notice) = &draft.notice {
        tell(Role::Notice, notice);
    }
    for step in &draft.steps {
        match &step.content {
            Words::Text(text) => tell(Role::Step, text),
            Words::Ask(question, answers) => {
                tell(Role::Question, question);
                let replies = answers.iter().filter_map(|(_, reply)| reply.as_ref());
                replies.for_each(|reply| tell(Role::Reply, reply));
            }
            Words::Figure(_) | Words::Chart(_) | Words::Choose(_) | Words::Nothing => {}
        }
    }
}

/// The texts of a section that stand in no station.
pub(in crate::tour) fn of_section<'a>(
    page: Page<'a>,
    raw: &'a Document<'a>,
    mut look: impl FnMut(Passage<'a>),
) {
    let mut tell = |role, words: Option<&'a RawWords<'a>>| {
        let Some(words) = words else { return };
        let written = page.written(words, &mut Report::silent());
        look(Passage {
            role,
            station: None,
            reading: written.reading(),
            written,
        });
    };
    tell(Role::Summary, raw.summary.as_ref());
    tell(Role::Notice, raw.notice.as_ref());
    tell(Role::Closing, raw.closing.as_ref());
    for (_, note) in &raw.notes.0 {
        tell(Role::Note, Some(note));
    }
    for (_, term) in &raw.glossary.0 {
        tell(Role::Meaning, term.get_ref().meaning.as_ref());
    }
    for figure in raw.figure.iter().map(toml::Spanned::get_ref) {
        let credited = figure.credit.is_some();
        tell(Role::Caption { credited }, figure.caption.as_ref());
    }
    for event in raw.event.iter().map(toml::Spanned::get_ref) {
        let sourced = event.source.is_some();
        tell(Role::Event { sourced }, event.text.as_ref());
    }
}
