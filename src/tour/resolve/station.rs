//! A station: first as words with their places, in one language or pieced together from two, then
//! as what a visitor reads.

use toml::Spanned;

use super::marks::Marks;
use super::step::{Draft as StepDraft, drafts};
use super::{id, number, over, required, same_everywhere, words};
use crate::tour::raw;
use crate::tour::report::{Noun, Report};
use crate::tour::written::{Page, Written};
use crate::tour::{Entry, Notice, Point, Station};

/// A station whose texts have not been read yet.
#[derive(Debug, Default)]
pub(crate) struct Draft<'a> {
    pub(crate) id: Box<str>,
    pub(crate) title: Option<Written<'a>>,
    pub(crate) label: Option<Written<'a>>,
    pub(crate) place: Option<Written<'a>>,
    pub(crate) at: Option<Point>,
    pub(crate) notice: Option<Written<'a>>,
    pub(crate) skip_to: Option<Written<'a>>,
    pub(crate) minutes: Option<f32>,
    pub(crate) guide: Option<Written<'a>>,
    pub(crate) steps: Vec<StepDraft<'a>>,
    pub(crate) untranslated: bool,
}

/// Reads a `[[station]]` table.
pub(crate) fn draft<'a>(
    page: Page<'a>,
    found: &'a Spanned<raw::Station<'a>>,
    report: &mut Report,
) -> Draft<'a> {
    let raw = found.get_ref();
    let owner = ("this station", page.range(found.span()));
    structure(page, raw, report);
    Draft {
        id: id(
            page,
            raw.id.as_ref(),
            Noun::Station,
            owner.1.clone(),
            report,
        ),
        title: required(page, raw.title.as_ref(), owner.clone(), "title", report),
        label: words(page, raw.label.as_ref(), report),
        place: words(page, raw.place.as_ref(), report),
        at: point(page, raw.at.as_ref(), report),
        notice: words(page, raw.notice.as_ref(), report),
        skip_to: words(page, raw.skip_to.as_ref(), report),
        minutes: minutes(page, raw, report),
        guide: words(page, raw.guide.as_ref(), report),
        steps: drafts(page, raw, owner, report),
        untranslated: false,
    }
}

/// What a list of stations needs, without reading any text.
pub(crate) fn entry(page: Page<'_>, found: &Spanned<raw::Station<'_>>, index: usize) -> Entry {
    let raw = found.get_ref();
    let line = |words: &Option<raw::Words<'_>>| {
        words
            .as_ref()
            .map(|words| crate::markup::clean::line(words.get_ref().as_str()))
    };
    Entry {
        id: raw
            .id
            .as_ref()
            .map_or("", |id| id.get_ref().as_str())
            .into(),
        title: line(&raw.title).unwrap_or_default(),
        label: line(&raw.label).unwrap_or_else(|| (index + 1).to_string()),
        place: line(&raw.place),
        at: point(page, raw.at.as_ref(), &mut Report::silent()),
        noticed: raw.notice.is_some(),
    }
}

impl<'a> Draft<'a> {
    /// The same station with the words of its translation where there are any.
    pub(crate) fn translated(self, other: Draft<'a>) -> Self {
        let (title, titled) = over(self.title, other.title);
        let (place, placed) = over(self.place, other.place);
        let (notice, noticed) = over(self.notice, other.notice);
        let (steps, complete) = super::step::translated(self.steps, other.steps);
        // The guide's words are not the visitor's: left in the first language they mark nothing.
        let (guide, _) = over(self.guide, other.guide);
        Self {
            title,
            place,
            notice,
            steps,
            guide,
            untranslated: !(titled && placed && noticed && complete),
            ..self
        }
    }

    /// Reads its texts.
    pub(crate) fn finish(self, index: usize, report: &mut Report) -> Station {
        let mut marks = Marks::default();
        let skip_to = self.skip_to.map(|to| to.refer(Noun::Station, report));
        let notice = self.notice.map(|text| text.prose(None, report));
        let guide = self.guide.map(|text| text.prose(None, report));
        let mut steps = Vec::with_capacity(self.steps.len());
        for (step, draft) in self.steps.into_iter().enumerate() {
            marks.step = u16::try_from(step).unwrap_or(u16::MAX);
            steps.push(draft.finish(&mut marks, report));
        }
        Station {
            id: self.id,
            title: self.title.map(|title| title.line()).unwrap_or_default(),
            label: self
                .label
                .map_or_else(|| (index + 1).to_string(), |label| label.line()),
            place: self.place.map(|place| place.line()),
            at: self.at,
            notice: notice.map(|text| Notice { text, skip_to }),
            minutes: self.minutes,
            guide,
            steps,
            marks: marks.into_marks(),
            untranslated: self.untranslated,
        }
    }
}

fn structure(page: Page<'_>, raw: &raw::Station<'_>, report: &mut Report) {
    same_everywhere(page, raw.label.as_ref(), "label", report);
    same_everywhere(page, raw.at.as_ref(), "at", report);
    same_everywhere(page, raw.skip_to.as_ref(), "skip_to", report);
    same_everywhere(page, raw.minutes.as_ref(), "minutes", report);
    if let (Some(skip_to), None, false) = (&raw.skip_to, &raw.notice, report.broken) {
        let fault = crate::diagnostic::Diagnostic::warning(
            "no-notice",
            page.place(skip_to.span()),
            "`skip_to` is of no use without a `notice`",
        );
        report.push(fault.help("add the notice that offers to skip, or remove this line"));
    }
}

fn minutes(page: Page<'_>, raw: &raw::Station<'_>, report: &mut Report) -> Option<f32> {
    let minutes = number(
        page,
        raw.minutes.as_ref(),
        0.0..=600.0,
        "bad-number",
        "minutes are a number from 0 to 600",
        report,
    )?;
    Some(minutes as f32)
}

fn point(
    page: Page<'_>,
    found: Option<&Spanned<raw::Point>>,
    report: &mut Report,
) -> Option<Point> {
    let found = found?;
    let raw::Point { lat, lon } = found.get_ref();
    for (key, value) in [("lat", lat), ("lon", lon)] {
        if value.is_none() {
            report.missing(
                page.place(found.span()),
                key,
                format!("`at` has no `{key}`"),
                "write at = { lat = 49.67, lon = 72.68 }",
            );
        }
    }
    let lat = number(
        page,
        lat.as_ref(),
        -90.0..=90.0,
        "bad-coordinates",
        "a latitude is a number from -90 (south) to 90 (north)",
        report,
    );
    let lon = number(
        page,
        lon.as_ref(),
        -180.0..=180.0,
        "bad-coordinates",
        "a longitude is a number from -180 (west) to 180 (east)",
        report,
    );
    Some(Point {
        lat: lat?,
        lon: lon?,
    })
}
