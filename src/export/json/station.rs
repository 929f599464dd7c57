//! Stations: their steps, and what the marks in them stand for.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::json::span::{self, Citation, Paragraph, is_false, paragraphs};
use crate::export::reader::Reader;
use crate::tour::{self, Content, Edition, MarkKind};

/// A station.
#[derive(Serialize, JsonSchema)]
pub(super) struct Station<'t> {
    id: &'t str,
    /// The number on the wall.
    label: &'t str,
    title: &'t str,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Point>,
    /// What it is about, to be shown before anything of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<Notice<'t>>,
    /// How long it takes, in tenths of a minute.
    minutes: f64,
    /// For the guide alone; there only with `--teacher`.
    #[serde(skip_serializing_if = "Option::is_none")]
    guide: Option<Vec<Paragraph<'t>>>,
    steps: Vec<Step<'t>>,
    /// What the note marks in its texts stand for.
    marks: Vec<Mark<'t>>,
    /// Some of it stands in the tour's first language. Left out where it is false.
    #[serde(skip_serializing_if = "is_false")]
    untranslated: bool,
}

/// A place on earth, WGS 84.
#[derive(Serialize, JsonSchema)]
pub(super) struct Point {
    /// Degrees north.
    lat: f64,
    /// Degrees east.
    lon: f64,
}

/// A content notice.
#[derive(Serialize, JsonSchema)]
struct Notice<'t> {
    text: Vec<Paragraph<'t>>,
    /// The id of the station for those who do not enter; without it, the next one.
    #[serde(skip_serializing_if = "Option::is_none")]
    skip_to: Option<&'t str>,
}

/// A step: what it shows is under one of `text`, `figure`, `chart`, `ask` and `choose`.
#[derive(Serialize, JsonSchema, Default)]
struct Step<'t> {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<Vec<Paragraph<'t>>>,
    /// The id of a figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    figure: Option<&'t str>,
    /// The id of a chart.
    #[serde(skip_serializing_if = "Option::is_none")]
    chart: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ask: Option<Ask<'t>>,
    /// The ways to go on.
    #[serde(skip_serializing_if = "Option::is_none")]
    choose: Option<Vec<Choice<'t>>>,
    /// How long it stays when the tour plays by itself, where the author said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    hold_seconds: Option<f64>,
}

/// Something to think about. Nothing is scored.
#[derive(Serialize, JsonSchema)]
struct Ask<'t> {
    question: Vec<Paragraph<'t>>,
    answers: Vec<Answer<'t>>,
}

/// An answer, and what is said to it.
#[derive(Serialize, JsonSchema)]
struct Answer<'t> {
    label: &'t str,
    reply: Vec<Paragraph<'t>>,
}

/// A way to go on.
#[derive(Serialize, JsonSchema)]
struct Choice<'t> {
    label: &'t str,
    /// The id of a station.
    to: &'t str,
}

/// What a mark stands for: a note, or a citation.
#[derive(Serialize, JsonSchema)]
struct Mark<'t> {
    /// As it is printed, from 1.
    number: usize,
    /// The step it first stands in, from 0.
    step: u16,
    /// The id of a note.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'t str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    citation: Option<Citation<'t>>,
}

impl<'t> Station<'t> {
    pub(super) fn of(edition: &'t Edition, index: usize, reader: Reader) -> Option<Self> {
        let station = edition.station(index)?;
        let guide = station.guide.as_ref();
        let guide = guide.filter(|_| reader == Reader::Teacher);
        Some(Self {
            id: &station.id,
            label: &station.label,
            title: &station.title,
            place: station.place.as_deref(),
            at: station.at.as_ref().map(Point::of),
            notice: station.notice.as_ref().map(|notice| Notice {
                text: paragraphs(edition, &notice.text),
                skip_to: notice.skip_to.as_deref(),
            }),
            minutes: (f64::from(edition.minutes(index)) * 10.0).round() / 10.0,
            guide: guide.map(|guide| paragraphs(edition, guide)),
            steps: station
                .steps
                .iter()
                .map(|step| Step::of(edition, step))
                .collect(),
            marks: (1..)
                .zip(&station.marks)
                .map(|(number, mark)| Mark::of(edition, number, mark))
                .collect(),
            untranslated: station.untranslated,
        })
    }
}

impl Point {
    pub(super) fn of(point: &tour::Point) -> Self {
        Self {
            lat: point.lat,
            lon: point.lon,
        }
    }
}

impl<'t> Step<'t> {
    fn of(edition: &'t Edition, step: &'t tour::Step) -> Self {
        let mut shown = match &step.content {
            Content::Text(text) => Self {
                text: Some(paragraphs(edition, text)),
                ..Self::default()
            },
            Content::Figure(id) => Self {
                figure: Some(id),
                ..Self::default()
            },
            Content::Chart(id) => Self {
                chart: Some(id),
                ..Self::default()
            },
            Content::Ask { question, answers } => Self {
                ask: Some(Ask {
                    question: paragraphs(edition, question),
                    answers: Answer::all(edition, answers),
                }),
                ..Self::default()
            },
            Content::Choose(choices) => Self {
                choose: Some(choices.iter().map(Choice::of).collect()),
                ..Self::default()
            },
        };
        shown.hold_seconds = step.hold.map(|hold| hold.as_secs_f64());
        shown
    }
}

impl<'t> Answer<'t> {
    fn all(edition: &'t Edition, answers: &'t [tour::Answer]) -> Vec<Self> {
        let answer = |answer: &'t tour::Answer| Self {
            label: &answer.label,
            reply: paragraphs(edition, &answer.reply),
        };
        answers.iter().map(answer).collect()
    }
}

impl<'t> Choice<'t> {
    fn of(choice: &'t tour::Choice) -> Self {
        Self {
            label: &choice.label,
            to: &choice.to,
        }
    }
}

impl<'t> Mark<'t> {
    fn of(edition: &'t Edition, number: usize, mark: &'t tour::Mark) -> Self {
        let (note, citation) = match &mark.kind {
            MarkKind::Note(id) => (Some(&**id), None),
            MarkKind::Citation(citation) => (None, Some(span::citation(edition, citation))),
        };
        Self {
            number,
            step: mark.step,
            note,
            citation,
        }
    }
}
