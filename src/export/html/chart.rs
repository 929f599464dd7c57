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

/// A chart as the tour was written, where a translation lacks some of its words.
pub(crate) struct Lent<'a> {
    pub(crate) chart: &'a Chart,
    /// The program's words in that language.
    pub(crate) words: &'a Words,
    pub(crate) lang: &'a str,
}

impl<'a> Lent<'a> {
    fn of_title(&self, chart: &Chart) -> Option<&'a str> {
        (self.chart.title == chart.title).then_some(self.lang)
    }

    fn of_label(&self, at: usize, value: &Value) -> Option<&'a str> {
        let original = self.chart.values.get(at);
        original
            .is_some_and(|original| original.label == value.label)
            .then_some(self.lang)
    }
}

/// A value, and the language of its label if that is not the page's.
#[derive(Clone, Copy)]
struct Labelled<'a> {
    value: &'a Value,
    lang: Option<&'a str>,
}

/// A chart with its title and its table.
pub(crate) fn chart(chart: &Chart, words: &Words, lent: Option<&Lent<'_>>) -> Markup {
    let lang = lent.and_then(|lent| lent.of_title(chart));
    let values = chart.values.iter().enumerate();
    let values = values.map(|(at, value)| Labelled {
        value,
        lang: lent.and_then(|lent| lent.of_label(at, value)),
    });
    let values: Vec<Labelled<'_>> = values.collect();
    html! {
        figure {
            figcaption lang=[lang] { (chart.title) }
            @if !values.is_empty() {
                (drawing(chart, &values, words, lent))
                details.figures {
                    summary { (*words.drawing.table) }
                    (table(&values, words))
                }
            }
        }
    }
}

fn drawing(
    chart: &Chart,
    values: &[Labelled<'_>],
    words: &Words,
    lent: Option<&Lent<'_>>,
) -> Markup {
    let drawn = match chart.kind {
        ChartKind::Share => bars::shares(values, words),
        ChartKind::Bars => bars::bars(values, words),
        ChartKind::Line => line::line(values, words),
    };
    let size = format!("0 0 {WIDTH} {}", tenth(drawn.height));
    html! {
        svg.drawing xmlns="http://www.w3.org/2000/svg" viewBox=(size) role="img" {
            (named(chart, words, lent.filter(|lent| lent.of_title(chart).is_some())))
            (described(chart, words, lent.filter(|_| values.iter().any(|value| value.lang.is_some()))))
            @for shape in &drawn.shapes { (shape) }
        }
    }
}

/// What the drawing is called. It has one language: that of the chart's title.
fn named(chart: &Chart, words: &Words, lent: Option<&Lent<'_>>) -> Markup {
    let words = lent.map_or(words, |lent| lent.words);
    html! {
        title lang=[lent.map(|lent| lent.lang)] { (words.chart.fill(&[("title", &chart.title)])) }
    }
}

/// The figures in words, wholly in the original's where one of the labels is.
fn described(chart: &Chart, words: &Words, lent: Option<&Lent<'_>>) -> Markup {
    let (chart, words) = lent.map_or((chart, words), |lent| (lent.chart, lent.words));
    html! { desc lang=[lent.map(|lent| lent.lang)] { (said(chart, words)) } }
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

fn table(values: &[Labelled<'_>], words: &Words) -> Markup {
    let heads = &words.drawing;
    let is_share = values.iter().any(|it| it.value.of.is_some());
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
            tbody { @for value in values { (row(*value, is_share, words)) } }
        }
    }
}

fn row(Labelled { value, lang }: Labelled<'_>, is_share: bool, words: &Words) -> Markup {
    html! {
        tr {
            th lang=[lang] scope="row" { (value.label) }
            td { (words.number(value.value)) }
            @if is_share {
                td { @if let Some(of) = value.of { (words.number(of)) } }
                td { @if let Some(of) = value.of { (words.percent(value.value, of)) } }
            }
        }
    }
}
