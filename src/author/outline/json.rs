//! An outline for other programs. Keys are added and never renamed or removed; see the help of
//! `docent outline` for what they mean.

use serde::Serialize;

use super::table::{status_name, step_length};
use super::{LanguageLine, Numbers, Outline};
use crate::tour::{ClaimKind, Uncited};

#[derive(Serialize)]
struct Document<'o> {
    tours: Vec<Tour<'o>>,
}

#[derive(Serialize)]
struct Tour<'o> {
    id: &'o str,
    title: &'o str,
    #[serde(skip_serializing_if = "Option::is_none")]
    stations: Option<Vec<Station<'o>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    totals: Option<Counted>,
    #[serde(skip_serializing_if = "Option::is_none")]
    languages: Option<Vec<Language<'o>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sources: Option<Vec<Source<'o>>>,
    uncited: Vec<Paragraph<'o>>,
}

#[derive(Serialize)]
struct Station<'o> {
    label: &'o str,
    title: &'o str,
    id: &'o str,
    numbers: Counted,
}

#[derive(Serialize)]
struct Counted {
    steps: usize,
    words: usize,
    minutes: f64,
    notes: usize,
    sources: usize,
    figures: usize,
    uncited: usize,
}

#[derive(Serialize)]
struct Language<'o> {
    tag: &'o str,
    status: &'static str,
    texts: usize,
    translated: usize,
    stale: usize,
    words: usize,
    words_per_step: Option<f64>,
    words_per_sentence: Option<f64>,
    longest_sentence: usize,
    letters_per_word: Option<f64>,
    flesch_reading_ease: Option<f64>,
    flesch_kincaid_grade: Option<f64>,
}

#[derive(Serialize)]
struct Source<'o> {
    id: &'o str,
    title: &'o str,
    cited: usize,
}

#[derive(Serialize)]
struct Paragraph<'o> {
    file: &'o str,
    line: usize,
    column: usize,
    kind: &'static str,
    seen: &'o str,
    opening: &'o str,
    station: Option<&'o str>,
}

/// What of the outlines is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    All,
    Uncited,
}

/// Outlines with their totals as one JSON document, with a line break behind it.
pub(crate) fn render(outlines: &[(Outline, Numbers)], part: Part) -> String {
    let tours = outlines
        .iter()
        .map(|(outline, totals)| tour(outline, *totals, part));
    let document = Document {
        tours: tours.collect(),
    };
    // Strings and numbers always can be written.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn tour(outline: &Outline, totals: Numbers, part: Part) -> Tour<'_> {
    let all = (part == Part::All).then_some(outline);
    Tour {
        id: &outline.id,
        title: &outline.title,
        stations: all.map(stations),
        totals: all.map(|_| numbers(totals)),
        languages: all.map(|outline| outline.languages.iter().map(language).collect()),
        sources: all.map(sources),
        uncited: outline
            .uncited
            .iter()
            .map(|one| paragraph(one, outline))
            .collect(),
    }
}

fn stations(outline: &Outline) -> Vec<Station<'_>> {
    let lines = outline.stations.iter().map(|line| Station {
        label: &line.label,
        title: &line.title,
        id: &line.id,
        numbers: numbers(line.numbers),
    });
    lines.collect()
}

fn sources(outline: &Outline) -> Vec<Source<'_>> {
    let lines = outline.sources.iter().map(|line| Source {
        id: &line.id,
        title: &line.title,
        cited: line.cited,
    });
    lines.collect()
}

fn numbers(numbers: Numbers) -> Counted {
    Counted {
        steps: numbers.steps,
        words: numbers.words,
        minutes: tenths(f64::from(numbers.minutes)),
        notes: numbers.notes,
        sources: numbers.sources,
        figures: numbers.figures,
        uncited: numbers.uncited,
    }
}

fn language(line: &LanguageLine) -> Language<'_> {
    let measure = &line.measure;
    Language {
        tag: &line.language,
        status: line.status.map_or("original", status_name),
        texts: line.coverage.texts,
        translated: line.coverage.translated,
        stale: line.coverage.stale,
        words: measure.words,
        words_per_step: step_length(line).map(tenths),
        words_per_sentence: measure.sentence_length().map(tenths),
        longest_sentence: measure.longest,
        letters_per_word: measure.word_length().map(tenths),
        flesch_reading_ease: measure.reading_ease().map(tenths),
        flesch_kincaid_grade: measure.grade().map(tenths),
    }
}

fn paragraph<'o>(one: &'o Uncited, outline: &'o Outline) -> Paragraph<'o> {
    let (line, column) = one.place.line_column();
    let station = one.station.and_then(|index| outline.stations.get(index));
    Paragraph {
        file: &one.place.file.name,
        line,
        column,
        kind: match one.kind {
            ClaimKind::Figure => "figure",
            ClaimKind::Date => "date",
            ClaimKind::Name => "name",
        },
        seen: &one.seen,
        opening: &one.opening,
        station: station.map(|station| station.id.as_str()),
    }
}

fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
