//! A tour in one language: each part is read when somebody first asks for it, and kept.

mod citings;
mod list;

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::files::TourFiles;
use super::open::Script;
use super::raw::Document;
use super::read;
use super::report::{Noun, Report};
use super::resolve::{chart, event, figure, notes, station};
use super::section::Kind;
use super::source::{import, source};
use super::written::Page;
use super::{Chart, Content, Entry, Event, Figure, Head, Map, Note, Source, Station, Term, outline};

pub use self::citings::{Cited, Citings};
use self::list::List;

/// Seconds that a figure or chart is looked at.
const LOOK: f32 = 5.0;

/// A tour in one language. Shared by all who visit it; nothing in it ever changes once it was read.
#[derive(Debug)]
pub struct Edition {
    original: Arc<Original>,
    translation: Option<Script>,
    head: Head,
    stations: Vec<OnceLock<Box<Station>>>,
    entries: OnceLock<List<Entry>>,
    labels: OnceLock<HashMap<String, usize>>,
    /// Where the translation has which station.
    translated: OnceLock<HashMap<Box<str>, (usize, usize)>>,
    notes: OnceLock<List<Note>>,
    glossary: OnceLock<List<Term>>,
    figures: OnceLock<List<Figure>>,
    charts: OnceLock<List<Chart>>,
    events: OnceLock<List<Event>>,
    citings: OnceLock<Citings>,
}

/// What a tour's editions share.
#[derive(Debug)]
pub(super) struct Original {
    pub(super) files: TourFiles,
    script: Script,
    sources: OnceLock<List<Source>>,
    map: OnceLock<Option<Map>>,
}

impl Original {
    pub(super) fn new(files: TourFiles, script: Script) -> Self {
        Self { files, script, sources: OnceLock::new(), map: OnceLock::new() }
    }
}

impl Edition {
    pub(super) fn new(original: Arc<Original>, translation: Option<Script>, head: Head) -> Self {
        let stations = original.script.stations.iter().map(|_| OnceLock::new()).collect();
        Self {
            original,
            translation,
            head,
            stations,
            entries: OnceLock::new(),
            labels: OnceLock::new(),
            translated: OnceLock::new(),
            notes: OnceLock::new(),
            glossary: OnceLock::new(),
            figures: OnceLock::new(),
            charts: OnceLock::new(),
            events: OnceLock::new(),
            citings: OnceLock::new(),
        }
    }

    /// What the visitor is told about the whole tour.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// How many stations it has; reads none of them.
    pub fn station_count(&self) -> usize {
        self.stations.len()
    }

    /// The station at a place in the file, from 0.
    pub fn station(&self, index: usize) -> Option<&Station> {
        let station = self.stations.get(index)?.get_or_init(|| Box::new(self.read_station(index)));
        Some(station)
    }

    /// The stations that have been read so far.
    #[cfg(test)]
    pub(super) fn stations_read(&self) -> usize {
        self.stations.iter().filter(|station| station.get().is_some()).count()
    }

    /// All stations without their texts, in order.
    pub fn entries(&self) -> &[Entry] {
        &self.entry_list().items
    }

    /// The place of a station, by its id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.entry_list().place(id)
    }

    /// The place of a station, by the number on the wall.
    pub fn by_label(&self, label: &str) -> Option<usize> {
        let labels = self.labels.get_or_init(|| {
            let labels = self.entries().iter().enumerate().rev();
            labels.map(|(index, entry)| (entry.label.clone(), index)).collect()
        });
        labels.get(label.trim()).copied()
    }

    /// A note, by its id.
    pub fn note(&self, id: &str) -> Option<&Note> {
        self.note_list().get(id)
    }

    /// All notes, in the order of the file.
    pub fn notes(&self) -> &[Note] {
        &self.note_list().items
    }

    /// All terms, in alphabetical order.
    pub fn glossary(&self) -> &[Term] {
        &self.term_list().items
    }

    /// A term, by its id.
    pub fn term(&self, id: &str) -> Option<&Term> {
        self.term_list().get(id)
    }

    /// All figures, in the order of the file.
    pub fn figures(&self) -> &[Figure] {
        &self.figure_list().items
    }

    /// A figure, by its id.
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.figure_list().get(id)
    }

    /// All charts, in the order of the file.
    pub fn charts(&self) -> &[Chart] {
        &self.chart_list().items
    }

    /// A chart, by its id.
    pub fn chart(&self, id: &str) -> Option<&Chart> {
        self.chart_list().get(id)
    }

    /// The timeline, by date.
    pub fn events(&self) -> &[Event] {
        &self.event_list().items
    }

    /// All sources: those of the tour's file in its order, then those of `refs.json` or `refs.bib`.
    pub fn sources(&self) -> &[Source] {
        &self.source_list().items
    }

    /// A source, by its id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.source_list().get(id)
    }

    /// The outline of the route map, if the tour has one.
    pub fn map(&self) -> Option<&Map> {
        self.original.map.get_or_init(|| self.read_map()).as_ref()
    }

    /// Where each source is cited.
    pub fn citings(&self) -> &Citings {
        self.citings.get_or_init(|| {
            let mut citings = Citings::default();
            for (index, kept) in self.stations.iter().enumerate() {
                match kept.get() {
                    Some(station) => citings.add_station(index, station),
                    None => citings.add_station(index, &self.read_station(index)),
                }
            }
            self.notes().iter().for_each(|note| citings.add_note(note));
            citings
        })
    }

    /// How many minutes a station takes: as the educator says, or by its words and pictures.
    ///
    /// 0 for a station that is not there.
    #[expect(clippy::cast_precision_loss, reason = "the words of a station are far fewer than 2^23")]
    pub fn minutes(&self, index: usize) -> f32 {
        let Some(station) = self.station(index) else { return 0.0 };
        station.minutes.unwrap_or_else(|| {
            let (words, pictures) = station.steps.iter().map(|step| length(&step.content)).fold((0, 0), |sum, step| (sum.0 + step.0, sum.1 + step.1));
            words as f32 / f32::from(self.head.reading_speed) + pictures as f32 * LOOK / 60.0
        })
    }

    /// Whether something, by its id, shows words in the language the tour was written in because
    /// they have not been translated; for stations see [`Station::untranslated`].
    ///
    /// The id of an event is its place in [`Self::events`].
    pub fn is_untranslated(&self, noun: Noun, id: &str) -> bool {
        match noun {
            Noun::Station => self.find(id).and_then(|index| self.station(index)).is_some_and(|station| station.untranslated),
            Noun::Note => self.note_list().untranslated.contains(id),
            Noun::Term => self.term_list().untranslated.contains(id),
            Noun::Figure => self.figure_list().untranslated.contains(id),
            Noun::Chart => self.chart_list().untranslated.contains(id),
            Noun::Event => self.event_list().untranslated.contains(id),
            Noun::Source => false,
        }
    }

    fn read_station(&self, index: usize) -> Station {
        let script = &self.original.script;
        let Some(&(section, nth)) = script.stations.get(index) else { return Station::default() };
        let mut report = Report::silent();
        read::section(&script.file, &script.sections[section], &mut report, |raw, page, report| {
            let Some(found) = raw.station.get(nth) else { return Station::default() };
            let draft = station::draft(page, found, report);
            let Some(translation) = &self.translation else { return draft.finish(index, report) };
            let Some((section, nth)) = self.translated_spot(translation, index, &draft.id) else {
                return Station { untranslated: true, ..draft.finish(index, report) };
            };
            read::section(&translation.file, &translation.sections[section], report, |raw, page, report| match raw.station.get(nth) {
                Some(found) => draft.translated(station::draft(page, found, report)).finish(index, report),
                None => Station { untranslated: true, ..draft.finish(index, report) },
            })
        })
    }

    /// Where the translation has a station: mostly at the same place, so that is looked at first.
    fn translated_spot(&self, translation: &Script, index: usize, id: &str) -> Option<(usize, usize)> {
        let same = translation.stations.get(index).copied();
        if same.is_some_and(|spot| station_id(translation, spot).as_deref() == Some(id)) {
            return same;
        }
        let spots = self.translated.get_or_init(|| {
            let spots = translation.stations.iter().rev();
            spots.filter_map(|spot| Some((station_id(translation, *spot)?, *spot))).collect()
        });
        spots.get(id).copied()
    }

    fn entry_list(&self) -> &List<Entry> {
        self.entries.get_or_init(|| {
            let entries = self.original.script.entries();
            let mut list = List::new(entries, |entry| &entry.id);
            if let Some(translation) = &self.translation {
                for other in translation.entries() {
                    let Some(own) = list.place(&other.id).and_then(|place| list.items.get_mut(place)) else { continue };
                    if !other.title.is_empty() {
                        own.title = other.title;
                    }
                    own.place = other.place.filter(|_| own.place.is_some()).or(own.place.take());
                }
            }
            list
        })
    }

    /// Reads what there is of a kind in the tour's own file and in the translation, side by side.
    fn both<R>(&self, kind: Kind, take: impl for<'d> FnOnce(Documents<'d>, Option<Documents<'d>>) -> R) -> R {
        let script = &self.original.script;
        read::quietly(&script.file, script.of(kind), |own| match &self.translation {
            None => take(own, None),
            Some(translation) => read::quietly(&translation.file, translation.of(kind), |other| take(own, Some(other))),
        })
    }

    fn note_list(&self) -> &List<Note> {
        self.notes.get_or_init(|| {
            self.both(Kind::Notes, |own, other| {
                let report = &mut Report::silent();
                let others = others(other, |raw, page, report| raw.notes.0.iter().map(|entry| notes::note(page, entry, report)).map(|note| (note.id.into(), note)).collect());
                let mut list = List::<Note>::merging(others, |note| &note.id);
                for (raw, page) in own {
                    for entry in &raw.notes.0 {
                        let note = notes::note(*page, entry, report);
                        list.add(note.id, note, |note, other| (notes::NoteDraft { text: other.text, ..note }, true), |note| note.finish(report));
                    }
                }
                list.finish()
            })
        })
    }

    fn term_list(&self) -> &List<Term> {
        self.glossary.get_or_init(|| {
            self.both(Kind::Glossary, |own, other| {
                let report = &mut Report::silent();
                let others = others(other, |raw, page, report| raw.glossary.0.iter().map(|entry| notes::term(page, entry, report)).map(|term| (term.id.into(), term)).collect());
                let mut list = List::<Term>::merging(others, |term| &term.id);
                for (raw, page) in own {
                    for entry in &raw.glossary.0 {
                        let term = notes::term(*page, entry, report);
                        list.add(term.id, term, notes::TermDraft::translated, |term| term.finish(report));
                    }
                }
                list.sort_by_cached_key(|term| term.term.to_lowercase());
                list.finish()
            })
        })
    }

    fn figure_list(&self) -> &List<Figure> {
        self.figures.get_or_init(|| {
            self.both(Kind::Figure, |own, other| {
                let report = &mut Report::silent();
                let others = others(other, |raw, page, report| raw.figure.iter().map(|found| figure::draft(page, found, report)).map(|figure| (figure.id.clone(), figure)).collect());
                let mut list = List::<Figure>::merging(others, |figure| &figure.id);
                for (raw, page) in own {
                    for found in &raw.figure {
                        let figure = figure::draft(*page, found, report);
                        list.add(&figure.id.clone(), figure, figure::Draft::translated, |figure| figure.finish(report));
                    }
                }
                list.finish()
            })
        })
    }

    fn chart_list(&self) -> &List<Chart> {
        self.charts.get_or_init(|| {
            self.both(Kind::Chart, |own, other| {
                let report = &mut Report::silent();
                let others = others(other, |raw, page, report| raw.chart.iter().map(|found| chart::draft(page, found, report)).map(|chart| (chart.id.clone(), chart)).collect());
                let mut list = List::<Chart>::merging(others, |chart| &chart.id);
                for (raw, page) in own {
                    for found in &raw.chart {
                        let chart = chart::draft(*page, found, report);
                        list.add(&chart.id.clone(), chart, chart::Draft::translated, |chart| chart.finish(report));
                    }
                }
                list.finish()
            })
        })
    }

    fn event_list(&self) -> &List<Event> {
        self.events.get_or_init(|| {
            self.both(Kind::Event, |own, other| {
                let report = &mut Report::silent();
                let translated = other.is_some();
                let mut others = other.into_iter().flatten().flat_map(|(raw, page)| raw.event.iter().map(|found| event::draft(*page, found, &mut Report::silent())));
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

    fn source_list(&self) -> &List<Source> {
        self.original.sources.get_or_init(|| {
            let script = &self.original.script;
            read::quietly(&script.file, script.of(Kind::Source), |documents| {
                let report = &mut Report::silent();
                let mut sources: Vec<Source> = Vec::new();
                for (raw, page) in documents {
                    sources.extend(raw.source.iter().map(|found| source(*page, found, report)));
                }
                let path = documents.iter().find_map(|(raw, _)| raw.sources.as_ref());
                if let Some(Ok((imported, _))) = path.map(|path| import(path.get_ref().as_str(), "", &*self.original.files.assets)) {
                    sources.extend(imported);
                }
                List::new(sources, |source| &source.id)
            })
        })
    }

    fn read_map(&self) -> Option<Map> {
        let script = &self.original.script;
        read::quietly(&script.file, script.of(Kind::Map), |documents| {
            let map = documents.iter().find_map(|(raw, _)| raw.map.as_ref())?.get_ref();
            let path = map.outline.as_ref()?.get_ref().as_str();
            outline::read(&self.original.files.assets.read(path).ok()?).ok()
        })
    }
}

type Documents<'d> = &'d [(Document<'d>, Page<'d>)];

impl Script {
    fn entries(&self) -> Vec<Entry> {
        self.stations.iter().enumerate().map(|(index, spot)| self.entry(index, *spot)).collect()
    }

    fn entry(&self, index: usize, (section, nth): (usize, usize)) -> Entry {
        let found = read::section(&self.file, &self.sections[section], &mut Report::silent(), |raw, page, _| raw.station.get(nth).map(|found| station::entry(page, found, index)));
        found.unwrap_or_else(|| Entry { id: "".into(), title: String::new(), label: (index + 1).to_string(), place: None, at: None })
    }
}

fn station_id(script: &Script, (section, nth): (usize, usize)) -> Option<Box<str>> {
    read::section(&script.file, &script.sections[section], &mut Report::silent(), |raw, _, _| raw.station.get(nth).and_then(|found| Some(found.get_ref().id.as_ref()?.get_ref().as_str().into())))
}

/// What a translation holds of one kind, by id.
fn others<'d, D>(documents: Option<Documents<'d>>, drafts: impl Fn(&'d Document<'d>, Page<'d>, &mut Report) -> Vec<(Box<str>, D)>) -> Option<HashMap<Box<str>, D>> {
    let report = &mut Report::silent();
    Some(documents?.iter().flat_map(|(raw, page)| drafts(raw, *page, report)).collect())
}

/// Words and pictures of a step.
fn length(content: &Content) -> (usize, usize) {
    match content {
        Content::Text(prose) => (prose.words(), 0),
        Content::Figure(_) | Content::Chart(_) => (0, 1),
        Content::Ask { question, .. } => (question.words(), 0),
        Content::Choose(_) => (0, 0),
    }
}

/// The path of a file beside the tour's own, as an educator would type it.
pub(super) fn beside(main: &str, path: &str) -> String {
    Path::new(main).with_file_name(path).to_string_lossy().into_owned()
}
