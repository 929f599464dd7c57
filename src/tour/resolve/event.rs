//! An `[[event]]` of the timeline.

use toml::Spanned;

use super::{over, required, same_everywhere, words};
use crate::tour::date;
use crate::tour::raw;
use crate::tour::report::{Noun, Report};
use crate::tour::written::{Page, Written};
use crate::tour::{Date, Event, Period};

/// An event whose text has not been read yet.
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    date: Option<Period>,
    pub(crate) text: Option<Written<'a>>,
    station: Option<Written<'a>>,
    source: Option<Written<'a>>,
}

/// The date of an event that has none, which `check` tells.
const NO_DATE: Period = Period {
    from: Date {
        year: 0,
        month: None,
        day: None,
    },
    to: None,
    approximate: false,
};

/// Reads an `[[event]]` table.
pub(crate) fn draft<'a>(
    page: Page<'a>,
    found: &'a Spanned<raw::Event<'a>>,
    report: &mut Report,
) -> Draft<'a> {
    let raw = found.get_ref();
    let owner = ("this event", page.range(found.span()));
    for (key, found) in [
        ("date", &raw.date),
        ("station", &raw.station),
        ("source", &raw.source),
    ] {
        same_everywhere(page, found.as_ref(), key, report);
    }
    let date =
        required(page, raw.date.as_ref(), owner.clone(), "date", report).and_then(|written| {
            let date = date::period(written.as_str());
            if date.is_none() && !written.as_str().trim().is_empty() {
                report.push(date::fault(&written));
            }
            date
        });
    Draft {
        date,
        text: required(page, raw.text.as_ref(), owner, "text", report),
        station: words(page, raw.station.as_ref(), report),
        source: words(page, raw.source.as_ref(), report),
    }
}

impl<'a> Draft<'a> {
    /// With the words of its translation; whether they were there.
    pub(crate) fn translated(self, other: Draft<'a>) -> (Self, bool) {
        let (text, complete) = over(self.text, other.text);
        (Self { text, ..self }, complete)
    }

    pub(crate) fn finish(self, report: &mut Report) -> Event {
        Event {
            date: self.date.unwrap_or(NO_DATE),
            text: self.text.map(|text| text.text(report)).unwrap_or_default(),
            station: self
                .station
                .map(|station| station.refer(Noun::Station, report)),
            source: self.source.map(|source| source.refer(Noun::Source, report)),
        }
    }
}
