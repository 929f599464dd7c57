//! How often each source is cited, wherever a tour may cite one.

use std::collections::HashMap;

use crate::markup::{Link, Prose, Text};
use crate::tour::{Content, Edition, MarkKind, Station};

/// Citations by source.
#[derive(Debug, Default)]
pub(super) struct Tally(HashMap<Box<str>, usize>);

impl Tally {
    /// Counts the citations of a tour, those for the guide too.
    pub(super) fn of(edition: &Edition) -> Self {
        let mut tally = Self::default();
        let head = edition.head();
        for text in [&head.summary, &head.notice, &head.closing] {
            tally.all(text);
        }
        for station in (0..edition.station_count()).filter_map(|index| edition.station(index)) {
            tally.station(station);
        }
        for note in edition.notes() {
            tally.prose(&note.text);
        }
        for term in edition.glossary() {
            tally.prose(&term.meaning);
        }
        for caption in edition
            .figures()
            .iter()
            .filter_map(|it| it.caption.as_ref())
        {
            tally.text(caption);
        }
        for event in edition.events() {
            tally.text(&event.text);
            tally.ids(&event.source);
        }
        for chart in edition.charts() {
            tally.ids(&chart.source);
        }
        tally
    }

    pub(super) fn into_counts(self) -> HashMap<Box<str>, usize> {
        self.0
    }

    fn station(&mut self, station: &Station) {
        self.all(&station.guide);
        self.all(station.notice.as_ref().map(|notice| &notice.text));
        // A station numbers its marks: each stands for one citation, wherever in a step it is.
        for mark in &station.marks {
            if let MarkKind::Citation(citation) = &mark.kind {
                self.ids(citation.cites.iter().map(|cite| &cite.source));
            }
        }
        // Sources may also be linked to, which the marks do not tell.
        for step in &station.steps {
            if let Content::Text(text) = &step.content {
                self.prose(text);
            }
        }
    }

    fn all<'p>(&mut self, texts: impl IntoIterator<Item = &'p Prose>) {
        texts.into_iter().for_each(|text| self.prose(text));
    }

    fn prose(&mut self, prose: &Prose) {
        self.ids(cites(prose));
    }

    fn text(&mut self, text: &Text) {
        let links = text.runs.iter().filter_map(|run| run.link.as_ref());
        self.ids(links.flat_map(of_link));
    }

    fn ids<'p>(&mut self, ids: impl IntoIterator<Item = &'p Box<str>>) {
        for id in ids {
            *self.0.entry(id.clone()).or_default() += 1;
        }
    }
}

/// The sources that a text without note marks cites or links to.
pub(super) fn cites(prose: &Prose) -> impl Iterator<Item = &Box<str>> {
    prose.links().flat_map(of_link)
}

fn of_link(link: &Link) -> impl Iterator<Item = &Box<str>> {
    let (cites, source) = match link {
        Link::Citation(citation) => (citation.cites.as_slice(), None),
        Link::Source(id) => (&[][..], Some(id)),
        _ => (&[][..], None),
    };
    cites.iter().map(|cite| &cite.source).chain(source)
}
