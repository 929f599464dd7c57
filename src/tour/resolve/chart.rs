//! A `[[chart]]`: a few numbers, drawn.

use toml::Spanned;

use super::{id, number, over, required, same_everywhere, words};
use crate::diagnostic::suggestion::nearest;
use crate::diagnostic::{Diagnostic, Place};
use crate::tour::raw;
use crate::tour::report::{Noun, Report};
use crate::tour::written::{Page, Written};
use crate::tour::{Chart, ChartKind, Value};

/// A chart with its words still in place.
#[derive(Debug)]
pub(crate) struct Draft<'a> {
    pub(crate) id: Box<str>,
    pub(crate) kind: ChartKind,
    pub(crate) title: Option<Written<'a>>,
    pub(crate) values: Vec<(Option<Written<'a>>, f64, Option<f64>)>,
    source: Option<Written<'a>>,
}

/// Reads a `[[chart]]` table.
pub(crate) fn draft<'a>(
    page: Page<'a>,
    found: &'a Spanned<raw::Chart<'a>>,
    report: &mut Report,
) -> Draft<'a> {
    let raw = found.get_ref();
    let owner = ("this chart", page.range(found.span()));
    same_everywhere(page, raw.kind.as_ref(), "kind", report);
    same_everywhere(page, raw.source.as_ref(), "source", report);
    let kind = kind(page, raw, owner.clone(), report);
    Draft {
        id: id(page, raw.id.as_ref(), Noun::Chart, owner.1.clone(), report),
        kind,
        title: required(page, raw.title.as_ref(), owner.clone(), "title", report),
        values: values(page, raw, kind, owner.1, report),
        source: words(page, raw.source.as_ref(), report),
    }
}

fn kind<'a>(
    page: Page<'a>,
    raw: &'a raw::Chart<'a>,
    owner: (&str, std::ops::Range<usize>),
    report: &mut Report,
) -> ChartKind {
    let Some(written) = required(page, raw.kind.as_ref(), owner, "kind", report) else {
        return ChartKind::Bars;
    };
    match written.as_str() {
        "share" => ChartKind::Share,
        "bars" => ChartKind::Bars,
        "line" => ChartKind::Line,
        other => {
            let fault = Diagnostic::error(
                "unknown-value",
                written.whole(),
                format!("there is no kind of chart `{other}`"),
            );
            let near = nearest(other, ["share", "bars", "line"]);
            report.push(
                fault
                    .or_rather(near)
                    .or_help("the kinds are share, bars and line"),
            );
            ChartKind::Bars
        }
    }
}

fn values<'a>(
    page: Page<'a>,
    raw: &'a raw::Chart<'a>,
    kind: ChartKind,
    owner: std::ops::Range<usize>,
    report: &mut Report,
) -> Vec<(Option<Written<'a>>, f64, Option<f64>)> {
    let Some(found) = &raw.values else {
        report.missing(
            Place::new(page.file, owner),
            "values",
            "this chart has no `values`".to_owned(),
            "add values = [{ label = \"…\", value = 1 }]",
        );
        return Vec::new();
    };
    if found.get_ref().is_empty() {
        report.missing(
            page.place(found.span()),
            "values",
            "this chart has no values".to_owned(),
            "write values = [{ label = \"…\", value = 1 }]",
        );
    }
    found
        .get_ref()
        .iter()
        .map(|found| value(page, found, kind, report))
        .collect()
}

fn value<'a>(
    page: Page<'a>,
    found: &'a Spanned<raw::Value<'a>>,
    kind: ChartKind,
    report: &mut Report,
) -> (Option<Written<'a>>, f64, Option<f64>) {
    let raw = found.get_ref();
    let owner = ("this value", page.range(found.span()));
    same_everywhere(page, raw.value.as_ref(), "value", report);
    same_everywhere(page, raw.of.as_ref(), "of", report);
    let label = required(page, raw.label.as_ref(), owner.clone(), "label", report);
    if raw.value.is_none() {
        report.missing(
            Place::new(page.file, owner.1.clone()),
            "value",
            "this value has no `value`".to_owned(),
            "add value = and a number",
        );
    }
    let lowest = if kind == ChartKind::Line {
        f64::MIN
    } else {
        0.0
    };
    let value = number(
        page,
        raw.value.as_ref(),
        lowest..=f64::MAX,
        "bad-number",
        "this is not a number that a chart can show",
        report,
    );
    let of = number(
        page,
        raw.of.as_ref(),
        f64::MIN_POSITIVE..=f64::MAX,
        "bad-number",
        "the whole is a number above 0",
        report,
    );
    if kind == ChartKind::Share {
        match (value, of, &raw.value) {
            (_, None, _) if raw.of.is_none() => report.missing(
                Place::new(page.file, owner.1),
                "of",
                "a share has no whole `of`".to_owned(),
                "add the whole it is a part of, such as of = 2103",
            ),
            (Some(value), Some(of), Some(place)) if value > of => {
                report.push(Diagnostic::error(
                    "bad-number",
                    page.place(place.span()),
                    format!("the part {value} is larger than its whole {of}"),
                ));
            }
            _ => {}
        }
    }
    (label, value.unwrap_or_default(), of)
}

impl<'a> Draft<'a> {
    /// With the words of its translation where there are any; whether none were missing.
    pub(crate) fn translated(self, other: Draft<'a>) -> (Self, bool) {
        let (title, mut complete) = over(self.title, other.title);
        let mut labels = other.values.into_iter().map(|(label, ..)| label);
        let values = self.values.into_iter().map(|(label, value, of)| {
            let (label, labelled) = over(label, labels.next().flatten());
            complete &= labelled;
            (label, value, of)
        });
        let values = values.collect();
        (
            Self {
                title,
                values,
                ..self
            },
            complete,
        )
    }

    pub(crate) fn finish(self, report: &mut Report) -> Chart {
        let values = self.values.into_iter().map(|(label, value, of)| Value {
            label: label.map(|label| label.line()).unwrap_or_default(),
            value,
            of,
        });
        Chart {
            id: self.id,
            kind: self.kind,
            title: self.title.map(|title| title.line()).unwrap_or_default(),
            values: values.collect(),
            source: self.source.map(|source| source.refer(Noun::Source, report)),
        }
    }
}
