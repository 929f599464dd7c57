//! How much of a tour is translated.

use std::collections::HashSet;
use std::sync::Arc;

use super::raw::{Document, Words};
use super::read;
use super::report::Report;
use super::resolve::station;
use super::resolve::step;
use super::section::cut;
use crate::diagnostic::SourceFile;

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

/// What of a tour's own file stands in a translation of it.
///
/// Nothing is known here of how old a translation is.
pub(super) fn coverage(own: &Arc<SourceFile>, translation: &Arc<SourceFile>) -> Coverage {
    let (own, other) = (texts(own), texts(translation));
    Coverage {
        texts: own.len(),
        translated: own.intersection(&other).count(),
        stale: 0,
    }
}

/// The names of a file's texts: each the same in the tour and its translations.
fn texts(file: &Arc<SourceFile>) -> HashSet<String> {
    let mut texts = Texts::default();
    for section in &cut(&file.text) {
        read::section(file, section, &mut Report::silent(), |raw, page, report| {
            texts.document(raw);
            for found in &raw.station {
                texts.station(&station::draft(page, found, report));
            }
        });
    }
    texts.names
}

#[derive(Default)]
struct Texts {
    names: HashSet<String>,
    events: usize,
}

impl Texts {
    fn add(&mut self, name: String, words: Option<&Words<'_>>) {
        if words.is_some_and(|words| !words.get_ref().as_str().trim().is_empty()) {
            self.names.insert(name);
        }
    }

    fn document(&mut self, raw: &Document<'_>) {
        for (key, words) in [
            ("title", &raw.title),
            ("subtitle", &raw.subtitle),
            ("summary", &raw.summary),
            ("notice", &raw.notice),
            ("closing", &raw.closing),
        ] {
            self.add(key.to_owned(), words.as_ref());
        }
        for (id, note) in &raw.notes.0 {
            self.add(format!("note {}", id.get_ref().as_str()), Some(note));
        }
        for (id, found) in &raw.glossary.0 {
            let (id, term) = (id.get_ref().as_str(), found.get_ref());
            self.add(format!("term {id}"), term.term.as_ref());
            self.add(format!("meaning {id}"), term.meaning.as_ref());
        }
        for figure in raw.figure.iter().map(toml::Spanned::get_ref) {
            let id = figure.id.as_ref().map_or("", |id| id.get_ref().as_str());
            self.add(format!("alt {id}"), figure.alt.as_ref());
            self.add(format!("caption {id}"), figure.caption.as_ref());
        }
        for chart in raw.chart.iter().map(toml::Spanned::get_ref) {
            let id = chart.id.as_ref().map_or("", |id| id.get_ref().as_str());
            self.add(format!("chart {id}"), chart.title.as_ref());
            let values = chart.values.iter().flat_map(toml::Spanned::get_ref);
            for (nth, value) in values.enumerate() {
                let label = value.get_ref().label.as_ref();
                self.add(format!("value {id} {nth}"), label);
            }
        }
        for event in raw.event.iter().map(toml::Spanned::get_ref) {
            self.add(format!("event {}", self.events), event.text.as_ref());
            self.events += 1;
        }
    }

    /// Steps are numbered without those that show a figure or chart, which translations may leave out.
    fn station(&mut self, draft: &station::Draft<'_>) {
        let id = &draft.id;
        let keys = [
            ("title", draft.title.is_some()),
            ("place", draft.place.is_some()),
            ("notice", draft.notice.is_some()),
            ("guide", draft.guide.is_some()),
        ];
        let keys = keys.iter().filter(|(_, there)| *there);
        self.names
            .extend(keys.map(|(key, _)| format!("{id} {key}")));
        let worded = draft
            .steps
            .iter()
            .map(|step| &step.content)
            .filter(|words| {
                !matches!(
                    words,
                    step::Words::Figure(_) | step::Words::Chart(_) | step::Words::Nothing
                )
            });
        for (nth, words) in worded.enumerate() {
            let name = format!("{id} {nth} {}", words.key());
            let (pairs, both) = match words {
                step::Words::Ask(_, answers) => (answers.as_slice(), true),
                step::Words::Choose(choices) => (choices.as_slice(), false),
                _ => (&[][..], false),
            };
            for (option, (label, reply)) in pairs.iter().enumerate() {
                let label = label.as_ref().map(|_| format!("{name} {option}"));
                let reply = reply.as_ref().filter(|_| both);
                let reply = reply.map(|_| format!("{name} {option} reply"));
                self.names.extend(label.into_iter().chain(reply));
            }
            if !matches!(words, step::Words::Choose(_)) {
                self.names.insert(name);
            }
        }
    }
}
