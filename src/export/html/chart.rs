//! A chart on a page: a drawing, and its figures as a table.
//!
//! The drawing is in the colour of the text around it, filled or outlined, so that nothing hangs on a
//! colour; its lettering is readable on a screen of 320 pixels.

mod bars;
mod line;
mod scale;
#[cfg(test)]
mod tests;

use maud::{Markup, html};

use crate::tour::{Chart, ChartKind, Value};
use crate::words::Words;

use super::lettering::tenth;

/// How wide a chart is, in its own units; on a page they are about pixels.
const WIDTH: f64 = 320.0;

/// A drawing in the make: what is in it, and how high it has become.
struct Drawing {
    shapes: Vec<Markup>,
    height: f64,
}

/// A chart with its title and its table.
pub(crate) fn chart(chart: &Chart, words: &Words) -> Markup {
    html! {
        figure {
            figcaption { (chart.title) }
            @if !chart.values.is_empty() {
                (drawing(chart, words))
                details.figures {
                    summary { (*words.drawing.table) }
                    (table(chart, words))
                }
            }
        }
    }
}

fn drawing(chart: &Chart, words: &Words) -> Markup {
    let drawn = match chart.kind {
        ChartKind::Share => bars::shares(&chart.values, words),
        ChartKind::Bars => bars::bars(&chart.values, words),
        ChartKind::Line => line::line(&chart.values, words),
    };
    let size = format!("0 0 {WIDTH} {}", tenth(drawn.height));
    html! {
        svg.drawing xmlns="http://www.w3.org/2000/svg" viewBox=(size) role="img" {
            title { (words.chart.fill(&[("title", &chart.title)])) }
            desc { (said(chart, words)) }
            @for shape in &drawn.shapes { (shape) }
        }
    }
}

/// The figures in words, for those who do not see the drawing.
fn said(chart: &Chart, words: &Words) -> String {
    let values: Vec<String> = chart
        .values
        .iter()
        .map(|value| stated(value, words))
        .collect();
    values.join("; ")
}

/// `pregnant or nursing: 655 of 2,103 (31 %)`.
fn stated(value: &Value, words: &Words) -> String {
    words.labelled(&value.label, &sum(value, words))
}

fn sum(value: &Value, words: &Words) -> String {
    match value.of {
        Some(of) => words.share(value.value, of),
        None => words.number(value.value),
    }
}

fn table(chart: &Chart, words: &Words) -> Markup {
    let heads = &words.drawing;
    let is_share = chart.values.iter().any(|value| value.of.is_some());
    html! {
        table {
            thead {
                tr {
                    th scope="col" { (*heads.label) }
                    th scope="col" { (*heads.value) }
                    @if is_share {
                        th scope="col" { (*heads.whole) }
                        th scope="col" { (*heads.share) }
                    }
                }
            }
            tbody { @for value in &chart.values { (row(value, is_share, words)) } }
        }
    }
}

fn row(value: &Value, is_share: bool, words: &Words) -> Markup {
    html! {
        tr {
            th scope="row" { (value.label) }
            td { (words.number(value.value)) }
            @if is_share {
                td { @if let Some(of) = value.of { (words.number(of)) } }
                td { @if let Some(of) = value.of { (words.percent(value.value, of)) } }
            }
        }
    }
}
