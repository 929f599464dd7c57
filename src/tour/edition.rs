//! A tour in one language: each part is read when somebody first asks for it, and kept.

mod album;
mod citings;
mod list;
mod parts;
mod plate;
mod showings;

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::bibliography::Bibliography;
use crate::words::{Words, known_name};

use super::files::TourFiles;
use super::open::Script;
use super::report::Noun;
use super::search::Index;
use super::texts::pair::{coverage, pairs};
use super::texts::{Coverage, Texts};
use super::{Chart, Content, Entry, Event, Figure, Head, Map, Note, Source, Station, Term};

use self::album::Album;
pub use self::citings::{Cited, Citing, Citings};
use self::list::List;
pub use self::plate::{Pixels, Plate};
pub use self::showings::Showings;

/// Seconds that a figure or chart is looked at.
pub(crate) const LOOK: f32 = 5.0;

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
    showings: OnceLock<Showings>,
    bibliography: OnceLock<Bibliography>,
    index: OnceLock<Index>,
    /// The program's words, where a file beside the tour has its own.
    words: OnceLock<Option<Box<Words>>>,
}

/// What a tour's editions share.
#[derive(Debug)]
pub(super) struct Original {
    pub(super) files: TourFiles,
    script: Script,
    sources: OnceLock<List<Source>>,
    map: OnceLock<Option<Map>>,
    album: Album,
}

impl Original {
    pub(super) fn new(files: TourFiles, script: Script) -> Self {
        Self {
            files,
            script,
            sources: OnceLock::new(),
            map: OnceLock::new(),
            album: Album::default(),
        }
    }
}

impl Edition {
    pub(super) fn new(original: Arc<Original>, translation: Option<Script>, head: Head) -> Self {
        let stations = original
            .script
            .stations()
            .iter()
            .map(|_| OnceLock::new())
            .collect();
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
            showings: OnceLock::new(),
            bibliography: OnceLock::new(),
            index: OnceLock::new(),
            words: OnceLock::new(),
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
        let station = self
            .stations
            .get(index)?
            .get_or_init(|| Box::new(self.read_station(index)));
        Some(station)
    }

    /// The stations that have been read so far.
    #[cfg(test)]
    pub(super) fn stations_read(&self) -> usize {
        self.stations
            .iter()
            .filter(|station| station.get().is_some())
            .count()
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
            labels
                .map(|(index, entry)| (entry.label.clone(), index))
                .collect()
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

    /// How many times pictures were read in all editions of the tour, or turned out to be damaged.
    pub(crate) fn outcomes(&self) -> u32 {
        self.original.album.outcomes()
    }

    /// The sources as the tour's style sets them.
    pub fn bibliography(&self) -> &Bibliography {
        self.bibliography.get_or_init(|| {
            Bibliography::new(
                self.sources(),
                &self.head.citation_style,
                &self.head.language,
            )
        })
    }

    /// Everything that can be searched.
    pub fn search_index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self))
    }

    /// The program's words to a visitor of this edition.
    pub fn words(&self) -> &Words {
        let own = self.words.get_or_init(|| {
            let file = self.original.files.words_for(&self.head.language)?;
            Some(Box::new(Words::with(&self.head.language, file)))
        });
        own.as_deref()
            .unwrap_or_else(|| Words::of(&self.head.language))
    }

    /// The name of its language, in itself.
    pub fn language_name(&self) -> &str {
        let language = &self.head.language;
        let has_words = self.original.files.words_for(language).is_some();
        if has_words || Words::built_in(language).is_some() {
            &self.words().name
        } else {
            known_name(language)
        }
    }

    /// Where each source is cited.
    pub fn citings(&self) -> &Citings {
        self.citings.get_or_init(|| {
            let mut citings = Citings::default();
            self.each_station(|index, station| citings.add_station(index, station));
            self.notes().iter().for_each(|note| citings.add_note(note));
            citings
        })
    }

    /// Where figures, charts and terms stand.
    pub fn showings(&self) -> &Showings {
        self.showings.get_or_init(|| {
            let mut showings = Showings::default();
            self.each_station(|index, station| showings.add_station(index, station));
            showings.add_rest(self);
            showings
        })
    }

    /// Looks at all stations; those nobody has asked for are not kept.
    fn each_station(&self, mut look: impl FnMut(usize, &Station)) {
        for (index, kept) in self.stations.iter().enumerate() {
            match kept.get() {
                Some(station) => look(index, station),
                None => look(index, &self.read_station(index)),
            }
        }
    }

    /// How many minutes a station takes: as the educator says, or by its words and pictures.
    ///
    /// 0 for a station that is not there.
    #[expect(
        clippy::cast_precision_loss,
        reason = "the words of a station are far fewer than 2^23"
    )]
    pub fn minutes(&self, index: usize) -> f32 {
        let Some(station) = self.station(index) else {
            return 0.0;
        };
        station.minutes.unwrap_or_else(|| {
            let (words, pictures) = station
                .steps
                .iter()
                .map(|step| length(&step.content))
                .fold((0, 0), |sum, step| (sum.0 + step.0, sum.1 + step.1));
            words as f32 / f32::from(self.head.reading_speed) + pictures as f32 * LOOK / 60.0
        })
    }

    /// How many of the tour's texts are there in this language; reads both files, and keeps nothing.
    ///
    /// In the language the tour was written in all of them are.
    pub fn coverage(&self) -> Coverage {
        let own = Texts::of(&self.original.files.main);
        match &self.translation {
            Some(translation) => coverage(&pairs(&own, &Texts::of(&translation.file))),
            None => coverage(&pairs(&own, &own)),
        }
    }

    /// Whether something, by its id, shows words in the language the tour was written in because
    /// they have not been translated; for stations see [`Station::untranslated`].
    ///
    /// The id of an event is its place in [`Self::events`].
    pub fn is_untranslated(&self, noun: Noun, id: &str) -> bool {
        match noun {
            Noun::Station => self
                .find(id)
                .and_then(|index| self.station(index))
                .is_some_and(|station| station.untranslated),
            Noun::Note => self.note_list().untranslated.contains(id),
            Noun::Term => self.term_list().untranslated.contains(id),
            Noun::Figure => self.figure_list().untranslated.contains(id),
            Noun::Chart => self.chart_list().untranslated.contains(id),
            Noun::Event => self.event_list().untranslated.contains(id),
            Noun::Source => false,
        }
    }
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
    Path::new(main)
        .with_file_name(path)
        .to_string_lossy()
        .into_owned()
}
