//! Reads the parts of an edition: from the tour's own file, with the words of a translation over it.
//!
//! `check` has told all faults before, so none are told here.

use std::collections::HashMap;

use super::Edition;
use super::list::List;
use crate::tour::open::Script;
use crate::tour::raw::Document;
use crate::tour::read;
use crate::tour::report::Report;
use crate::tour::resolve::{chart, event, figure, notes, station};
use crate::tour::section::Kind;
use crate::tour::source::{import, source};
use crate::tour::written::Page;
use crate::tour::{Chart, Entry, Event, Figure, Map, Note, Source, Station, Term, map};

impl Edition {
    pub(super) fn read_station(&self, index: usize) -> Station {
        let script = &self.original.script;
        let Some(&(section, nth)) = script.stations().get(index) else {
            return Station::default();
        };
        let mut report = Report::silent();
        read::section(
            &script.file,
            &script.sections()[section],
            &mut report,
            |raw, page, report| {
                let Some(found) = raw.station.get(nth) else {
                    return Station::default();
                };
                let draft = station::draft(page, found, report);
                let Some(translation) = &self.translation else {
                    return draft.finish(index, report);
                };
                let Some((section, nth)) = self.translated_spot(translation, index, &draft.id)
                else {
                    return Station {
                        untranslated: true,
                        ..draft.finish(index, report)
                    };
                };
                read::section(
                    &translation.file,
                    &translation.sections()[section],
                    report,
                    |raw, page, report| match raw.station.get(nth) {
                        Some(found) => draft
                            .translated(station::draft(page, found, report))
                            .finish(index, report),
                        None => Station {
                            untranslated: true,
                            ..draft.finish(index, report)
                        },
                    },
                )
            },
        )
    }

    /// Where the translation has a station: mostly at the same place, so that is looked at first.
    fn translated_spot(
        &self,
        translation: &Script,
        index: usize,
        id: &str,
    ) -> Option<(usize, usize)> {
        let same = translation.stations().get(index).copied();
        if same.is_some_and(|spot| station_id(translation, spot).as_deref() == Some(id)) {
            return same;
        }
        let spots = self.translated.get_or_init(|| {
            let spots = translation.stations().iter().rev();
            spots
                .filter_map(|spot| Some((station_id(translation, *spot)?, *spot)))
                .collect()
        });
        spots.get(id).copied()
    }

    pub(super) fn entry_list(&self) -> &List<Entry> {
        self.entries.get_or_init(|| {
            let entries = self.original.script.entries();
            let mut list = List::new(entries, |entry| &entry.id);
            if let Some(translation) = &self.translation {
                for other in translation.entries() {
                    let Some(own) = list
                        .place(&other.id)
                        .and_then(|place| list.items.get_mut(place))
                    else {
                        continue;
                    };
                    if !other.title.is_empty() {
                        own.title = other.title;
                    }
                    own.place = other
                        .place
                        .filter(|place| own.place.is_some() && !place.is_empty())
                        .or(own.place.take());
                }
            }
            list
        })
    }

    /// Reads what there is of a kind in the tour's own file and in the translation, side by side.
    fn both<R>(
        &self,
        kind: Kind,
        take: impl for<'d> FnOnce(Documents<'d>, Option<Documents<'d>>) -> R,
    ) -> R {
        let script = &self.original.script;
        read::quietly(&script.file, script.of(kind), |own| {
            match &self.translation {
                None => take(own, None),
                Some(translation) => {
                    read::quietly(&translation.file, translation.of(kind), |other| {
                        take(own, Some(other))
                    })
                }
            }
        })
    }

    pub(super) fn note_list(&self) -> &List<Note> {
        self.notes.get_or_init(|| {
            self.both(Kind::Notes, |own, other| {
                let report = &mut Report::silent();
                let others = others(other, |raw, page, report| {
                    raw.notes
                        .0
                        .iter()
                        .map(|entry| notes::note(page, entry, report))
                        .map(|note| (note.id.into(), note))
                        .collect()
                });
                let mut list = List::<Note>::merging(others, |note| &note.id);
                for (raw, page) in own {
                    for entry in &raw.notes.0 {
                        let note = notes::note(*page, entry, report);
                        list.add(note.id, note, notes::NoteDraft::translated, |note| {
                            note.finish(report)
                        });
                    }
                }
                list.finish()
            })
        })
    }

    pub(super) fn term_list(&self) -> &List<Term> {
        self.glossary.get_or_init(|| {
            self.both(Kind::Glossary, |own, other| {
                let report = &mut Report::silent();
                let others = others(other, |raw, page, report| {
                    raw.glossary
                        .0
                        .iter()
                        .map(|entry| notes::term(page, entry, report))
                        .map(|term| (term.id.into(), term))
                        .collect()
                });
                let mut list = List::<Term>::merging(others, |term| &term.id);
                for (raw, page) in own {
                    for entry in &raw.glossary.0 {
                        let term = notes::term(*page, entry, report);
                        list.add(term.id, term, notes::TermDraft::translated, |term| {
                            term.finish(report)
                        });
                    }
                }
                list.sort_by_cached_key(|term| term.term.to_lowercase());
                list.finish()
            })
        })
    }

    pub(super) fn figure_list(&self) -> &List<Figure> {
        self.figures.get_or_init(|| {
            self.both(Kind::Figure, |own, other| {
                let report = &mut Report::silent();
                let others = others(other, |raw, page, report| {
                    raw.figure
                        .iter()
                        .map(|found| figure::draft(page, found, report))
                        .map(|figure| (figure.id.clone(), figure))
                        .collect()
                });
                let mut list = List::<Figure>::merging(others, |figure| &figure.id);
                for (raw, page) in own {
                    for found in &raw.figure {
                        let figure = figure::draft(*page, found, report);
                        list.add(
                            &figure.id.clone(),
                            figure,
                            figure::Draft::translated,
                            |figure| figure.finish(report),
                        );
                    }
                }
                list.finish()
            })
        })
    }

    pub(super) fn chart_list(&self) -> &List<Chart> {
        self.charts.get_or_init(|| {
            self.both(Kind::Chart, |own, other| {
                let report = &mut Report::silent();
                let others = others(other, |raw, page, report| {
                    raw.chart
                        .iter()
                        .map(|found| chart::draft(page, found, report))
                        .map(|chart| (chart.id.clone(), chart))
                        .collect()
                });
                let mut list = List::<Chart>::merging(others, |chart| &chart.id);
                for (raw, page) in own {
                    for found in &raw.chart {
                        let chart = chart::draft(*page, found, report);
                        list.add(
                            &chart.id.clone(),
                            chart,
                            chart::Draft::translated,
                            |chart| chart.finish(report),
                        );
                    }
                }
                list.finish()
            })
        })
    }

    pub(super) fn event_list(&self) -> &List<Event> {
        self.events.get_or_init(|| {
            self.both(Kind::Event, |own, other| {
                let report = &mut Report::silent();
                let translated = other.is_some();
                let mut others = other.into_iter().flatten().flat_map(|(raw, page)| {
                    raw.event
                        .iter()
                        .map(|found| event::draft(*page, found, &mut Report::silent()))
                });
                let mut events = Vec::new();
                for (raw, page) in own {
                    for found in &raw.event {
                        let event = event::draft(*page, found, report);
                        let (event, complete) = match others.next() {
                            Some(other) => event.translated(other),
                            None => (event, !translated),
                        };
                        events.push((event.finish(report), complete));
                    }
                }
                // A stable sort: events of one date stay in the order of the file.
                events.sort_by_key(|(event, _)| event.date);
                List::numbered(events)
            })
        })
    }

    pub(super) fn source_list(&self) -> &List<Source> {
        self.original.sources.get_or_init(|| {
            let script = &self.original.script;
            read::quietly(&script.file, script.of(Kind::Source), |documents| {
                let report = &mut Report::silent();
                let mut sources: Vec<Source> = Vec::new();
                for (raw, page) in documents {
                    sources.extend(raw.source.iter().map(|found| source(*page, found, report)));
                }
                let path = documents.iter().find_map(|(raw, _)| raw.sources.as_ref());
                if let Some(Ok((imported, _))) = path
                    .map(|path| import(path.get_ref().as_str(), "", &*self.original.files.assets))
                {
                    sources.extend(imported.into_iter().map(|(source, _)| source));
                }
                List::new(sources, |source| &source.id)
            })
        })
    }

    pub(super) fn read_map(&self) -> Option<Map> {
        let script = &self.original.script;
        read::quietly(&script.file, script.of(Kind::Map), |documents| {
            let map = documents
                .iter()
                .find_map(|(raw, _)| raw.map.as_ref())?
                .get_ref();
            let path = map.outline.as_ref()?.get_ref().as_str();
            map::read(&self.original.files.assets.read(path).ok()?).ok()
        })
    }
}

type Documents<'d> = &'d [(Document<'d>, Page<'d>)];

impl Script {
    fn entries(&self) -> Vec<Entry> {
        self.stations()
            .iter()
            .enumerate()
            .map(|(index, spot)| self.entry(index, *spot))
            .collect()
    }

    fn entry(&self, index: usize, (section, nth): (usize, usize)) -> Entry {
        let found = read::section(
            &self.file,
            &self.sections()[section],
            &mut Report::silent(),
            |raw, page, _| {
                raw.station
                    .get(nth)
                    .map(|found| station::entry(page, found, index))
            },
        );
        found.unwrap_or_else(|| Entry {
            id: "".into(),
            title: String::new(),
            label: (index + 1).to_string(),
            place: None,
            at: None,
            noticed: false,
        })
    }
}

fn station_id(script: &Script, (section, nth): (usize, usize)) -> Option<Box<str>> {
    read::section(
        &script.file,
        &script.sections()[section],
        &mut Report::silent(),
        |raw, _, _| {
            raw.station
                .get(nth)
                .and_then(|found| Some(found.get_ref().id.as_ref()?.get_ref().as_str().into()))
        },
    )
}

/// What a translation holds of one kind, by id.
fn others<'d, D>(
    documents: Option<Documents<'d>>,
    drafts: impl Fn(&'d Document<'d>, Page<'d>, &mut Report) -> Vec<(Box<str>, D)>,
) -> Option<HashMap<Box<str>, D>> {
    let report = &mut Report::silent();
    Some(
        documents?
            .iter()
            .flat_map(|(raw, page)| drafts(raw, *page, report))
            .collect(),
    )
}
