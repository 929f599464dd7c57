//! A tour at a glance: its stations in numbers, its languages, its sources, and what has none.

pub(crate) mod json;
pub(crate) mod table;
mod tally;

use std::collections::{HashMap, HashSet};

use self::tally::Tally;
use crate::markup::clean;
use crate::tour::{
    Content, Coverage, Edition, MarkKind, Measure, Note, Source, Station, Status, Tour, Uncited,
};

/// The outline of one tour.
#[derive(Debug)]
pub(crate) struct Outline {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) stations: Vec<StationLine>,
    pub(crate) languages: Vec<LanguageLine>,
    /// The most cited first.
    pub(crate) sources: Vec<SourceLine>,
    /// In the order of the file.
    pub(crate) uncited: Vec<Uncited>,
}

/// One station, in the language the tour was written in.
#[derive(Debug)]
pub(crate) struct StationLine {
    pub(crate) label: String,
    pub(crate) title: String,
    pub(crate) id: String,
    pub(crate) numbers: Numbers,
}

/// What is counted of a station, and of all together.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Numbers {
    pub(crate) steps: usize,
    /// Of texts, questions and replies.
    pub(crate) words: usize,
    /// To read the texts and look at the figures, or as the educator says.
    pub(crate) minutes: f32,
    /// Different ones called here.
    pub(crate) notes: usize,
    /// Different ones cited here, also by the notes called here.
    pub(crate) sources: usize,
    /// With charts.
    pub(crate) figures: usize,
    /// Paragraphs that claim something and cite nothing.
    pub(crate) uncited: usize,
}

/// The tour in one language.
#[derive(Debug)]
pub(crate) struct LanguageLine {
    /// Its tag, such as `ru`.
    pub(crate) language: String,
    /// `None` for the language the tour was written in.
    pub(crate) status: Option<Status>,
    pub(crate) coverage: Coverage,
    /// Steps with texts, in stations that are translated whole.
    pub(crate) steps: usize,
    /// The words of those stations.
    pub(crate) measure: Measure,
}

/// One source.
#[derive(Debug)]
pub(crate) struct SourceLine {
    pub(crate) id: String,
    pub(crate) title: String,
    /// How many citations name it.
    pub(crate) cited: usize,
}

impl Outline {
    pub(crate) fn of(tour: &Tour, uncited: Vec<Uncited>) -> Option<Self> {
        let edition = tour.editions().first()?;
        let stations = (0..edition.station_count())
            .filter_map(|index| Some((index, edition.station(index)?)))
            .map(|(index, station)| StationLine::of(edition, index, station, &uncited));
        Some(Self {
            id: edition.head().id.clone(),
            title: edition.head().title.clone(),
            stations: stations.collect(),
            languages: tour.editions().iter().map(LanguageLine::of).collect(),
            sources: sources(edition),
            uncited,
        })
    }

    /// The stations together; notes and sources are those of the whole tour.
    pub(crate) fn totals(&self, edition: &Edition) -> Numbers {
        let all = self.stations.iter().map(|line| line.numbers);
        let sum = all.fold(Numbers::default(), |sum, one| Numbers {
            steps: sum.steps + one.steps,
            words: sum.words + one.words,
            minutes: sum.minutes + one.minutes,
            figures: sum.figures + one.figures,
            ..sum
        });
        Numbers {
            notes: edition.notes().len(),
            sources: self.sources.len(),
            uncited: self.uncited.len(),
            ..sum
        }
    }
}

impl StationLine {
    fn of(edition: &Edition, index: usize, station: &Station, uncited: &[Uncited]) -> Self {
        let mut measure = Measure::default();
        measure_station(station, &edition.head().language, &mut measure);
        let figures = station
            .steps
            .iter()
            .filter(|step| matches!(step.content, Content::Figure(_) | Content::Chart(_)));
        let here = uncited.iter().filter(|one| one.station == Some(index));
        let (notes, sources) = cited_in(edition, station);
        Self {
            label: station.label.clone(),
            title: station.title.clone(),
            id: station.id.to_string(),
            numbers: Numbers {
                steps: station.steps.len(),
                words: measure.words,
                minutes: edition.minutes(index),
                notes,
                sources,
                figures: figures.count(),
                uncited: here.count(),
            },
        }
    }
}

impl LanguageLine {
    fn of(edition: &Edition) -> Self {
        let head = edition.head();
        let (mut steps, mut measure) = (0, Measure::default());
        let stations = (0..edition.station_count()).filter_map(|index| edition.station(index));
        // A station that is partly in another language would tell nothing about this one.
        for station in stations.filter(|station| !station.untranslated) {
            steps += measure_station(station, &head.language, &mut measure);
        }
        Self {
            language: head.language.clone(),
            status: head.translation,
            coverage: edition.coverage(),
            steps,
            measure,
        }
    }
}

/// Counts a station's texts, and says how many of its steps have any.
fn measure_station(station: &Station, language: &str, measure: &mut Measure) -> usize {
    let mut steps = 0;
    for step in &station.steps {
        match &step.content {
            Content::Text(text) => measure.add(text, language),
            Content::Ask { question, answers } => {
                measure.add(question, language);
                for answer in answers {
                    measure.add(&answer.reply, language);
                }
            }
            Content::Figure(_) | Content::Chart(_) | Content::Choose(_) => continue,
        }
        steps += 1;
    }
    steps
}

/// How many notes a station calls, and how many sources it and they cite.
fn cited_in(edition: &Edition, station: &Station) -> (usize, usize) {
    let (mut notes, mut sources) = (HashSet::new(), HashSet::new());
    for mark in &station.marks {
        match &mark.kind {
            MarkKind::Citation(citation) => {
                sources.extend(citation.cites.iter().map(|cite| cite.source.clone()));
            }
            MarkKind::Note(id) => {
                notes.insert(id.clone());
                let cites = edition.note(id).map(note_cites).unwrap_or_default();
                sources.extend(cites);
            }
        }
    }
    (notes.len(), sources.len())
}

fn note_cites(note: &Note) -> Vec<Box<str>> {
    tally::cites(&note.text).cloned().collect()
}

/// All sources, the most cited first, then by id.
fn sources(edition: &Edition) -> Vec<SourceLine> {
    let cited: HashMap<Box<str>, usize> = Tally::of(edition).into_counts();
    let mut lines: Vec<_> = edition
        .sources()
        .iter()
        .map(|source| SourceLine {
            id: source.id.to_string(),
            title: title(source),
            cited: cited.get(&source.id).copied().unwrap_or_default(),
        })
        .collect();
    lines.sort_by(|a, b| b.cited.cmp(&a.cited).then_with(|| a.id.cmp(&b.id)));
    lines
}

fn title(source: &Source) -> String {
    let title = source.item.get("title").and_then(|title| title.as_str());
    clean::line(title.unwrap_or_default())
}
