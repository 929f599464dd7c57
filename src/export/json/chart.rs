//! Charts and their values.

use schemars::JsonSchema;
use serde::Serialize;

use crate::export::json::span::is_false;
use crate::tour::{self, ChartKind, Edition, Noun};

/// A chart.
#[derive(Serialize, JsonSchema)]
pub(super) struct Chart<'t> {
    id: &'t str,
    kind: Kind,
    title: &'t str,
    values: Vec<Value<'t>>,
    /// The id of the source of its figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'t str>,
    /// Its words stand in the tour's first language. Left out where it is false.
    #[serde(skip_serializing_if = "is_false")]
    untranslated: bool,
}

/// How a chart is drawn.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Kind {
    /// Parts of a whole: every value has its `of`.
    Share,
    Bars,
    /// Values in a row, such as years.
    Line,
}

/// A value of a chart.
#[expect(
    clippy::struct_field_names,
    reason = "the names that tours have for them"
)]
#[derive(Serialize, JsonSchema)]
struct Value<'t> {
    label: &'t str,
    value: f64,
    /// The whole it is a part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<f64>,
}

impl<'t> Chart<'t> {
    pub(super) fn all(edition: &'t Edition) -> Vec<Self> {
        let chart = |chart: &'t tour::Chart| Self {
            id: &chart.id,
            kind: Kind::of(chart.kind),
            title: &chart.title,
            values: chart.values.iter().map(Value::of).collect(),
            source: chart.source.as_deref(),
            untranslated: edition.is_untranslated(Noun::Chart, &chart.id),
        };
        edition.charts().iter().map(chart).collect()
    }
}

impl Kind {
    fn of(kind: ChartKind) -> Self {
        match kind {
            ChartKind::Share => Self::Share,
            ChartKind::Bars => Self::Bars,
            ChartKind::Line => Self::Line,
        }
    }
}

impl<'t> Value<'t> {
    fn of(value: &'t tour::Value) -> Self {
        Self {
            label: &value.label,
            value: value.value,
            of: value.of,
        }
    }
}
