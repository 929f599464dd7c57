//! Values in a row, joined by a line.

use maud::{Markup, html};

use crate::export::html::lettering::{self, Anchor, LEADING, SIZE, tenth};
use crate::words::Words;

use super::scale::Scale;
use super::{Drawing, Labelled, WIDTH};

/// Where the line may run, from the top of the drawing.
const TOP: f64 = 26.0;
const BOTTOM: f64 = 156.0;

/// What is free left and right of the line.
const SIDE: f64 = 14.0;

/// What is free between words, in parts of their size.
const SPACE: f64 = 0.8;

/// The row on a line at zero, each value a dot; numbers and labels where there is room.
pub(super) fn line(values: &[Labelled<'_>], words: &Words) -> Drawing {
    let row = Row {
        values,
        scale: Scale::of(values),
    };
    Drawing {
        shapes: vec![
            row.axis(),
            row.path(),
            row.dots(),
            row.numbers(words),
            row.labels(),
        ],
        height: row.foot() + 6.0,
    }
}

struct Row<'a> {
    values: &'a [Labelled<'a>],
    scale: Scale,
}

impl Row<'_> {
    fn x(&self, index: usize) -> f64 {
        let steps = self.values.len().saturating_sub(1);
        if steps == 0 {
            return WIDTH / 2.0;
        }
        SIDE + (WIDTH - 2.0 * SIDE) * index as f64 / steps as f64
    }

    fn y(&self, value: f64) -> f64 {
        BOTTOM - (BOTTOM - TOP) * self.scale.place(value)
    }

    fn points(&self) -> impl Iterator<Item = (f64, f64)> {
        let values = self.values.iter().enumerate();
        values.map(|(index, it)| (self.x(index), self.y(it.value.value)))
    }

    fn axis(&self) -> Markup {
        html! {
            path.axis d={ "M0 " (tenth(self.y(0.0))) "H" (WIDTH) } stroke="currentColor" stroke-opacity="0.6" {}
        }
    }

    fn path(&self) -> Markup {
        let points: Vec<String> = self
            .points()
            .map(|(x, y)| format!("{},{}", tenth(x), tenth(y)))
            .collect();
        html! {
            polyline.line points=(points.join(" ")) fill="none" stroke="currentColor" stroke-width="2"
                stroke-linejoin="round" {}
        }
    }

    /// More dots than pixels would hide the line.
    fn dots(&self) -> Markup {
        html! {
            @if self.values.len() <= 40 {
                @for (x, y) in self.points() {
                    circle.dot cx=(tenth(x)) cy=(tenth(y)) r="3.5" fill="currentColor" {}
                }
            }
        }
    }

    /// Each value over its dot, or under one that is below zero; the highest and the lowest alone where
    /// there is no room for all.
    fn numbers(&self, words: &Words) -> Markup {
        let numbers = self.values.iter().map(|it| words.number(it.value.value));
        let numbers = fitting(numbers);
        let shown = match self.every(&numbers) {
            1 => (0..numbers.len()).collect(),
            _ => self.ends(),
        };
        html! {
            @for index in shown {
                (lettering::line(&numbers[index], None, self.beside(index, &numbers[index]), Anchor::Middle))
            }
        }
    }

    /// Where the number at a dot stands.
    fn beside(&self, index: usize, number: &str) -> (f64, f64) {
        let value = self.values[index].value.value;
        let away = if value < 0.0 { SIZE + 6.0 } else { -8.0 };
        (self.inside(index, number), self.y(value) + away)
    }

    /// The first of the highest values and the first of the lowest.
    fn ends(&self) -> Vec<usize> {
        let by_value =
            |a: &&Labelled<'_>, b: &&Labelled<'_>| a.value.value.total_cmp(&b.value.value);
        let lowest = self.values.iter().min_by(by_value);
        let highest = self.values.iter().rev().max_by(by_value);
        let is_end = |value: &&Labelled<'_>| {
            let is = |end: Option<&Labelled<'_>>| end.is_some_and(|end| std::ptr::eq(end, *value));
            is(lowest) || is(highest)
        };
        let values = self.values.iter().enumerate();
        values
            .filter(|(_, value)| is_end(value))
            .map(|(index, _)| index)
            .collect()
    }

    /// The labels under the line, every second, third … where there is no room for all.
    fn labels(&self) -> Markup {
        let labels = fitting(self.values.iter().map(|it| it.value.label.clone()));
        html! {
            @for (index, label) in labels.iter().enumerate().step_by(self.every(&labels)) {
                (lettering::line(label, self.values[index].lang, (self.inside(index, label), self.foot()), Anchor::Middle))
            }
        }
    }

    /// The base line of the labels, under the numbers of the lowest values.
    fn foot(&self) -> f64 {
        let is_below = self.values.iter().any(|it| it.value.value < 0.0);
        let numbers = if is_below { SIZE * LEADING } else { 0.0 };
        BOTTOM + SIZE * LEADING + 6.0 + numbers
    }

    /// At every how many values there is room for words.
    fn every(&self, words: &[String]) -> usize {
        let widest = words.iter().map(|words| lettering::width(words));
        let widest = (widest.fold(0.0, f64::max) + SPACE) * SIZE;
        let step = (self.x(1) - self.x(0)).max(0.1);
        (widest / step).ceil().max(1.0) as usize
    }

    /// The middle of words at a value, moved so that they stand inside the drawing.
    fn inside(&self, index: usize, words: &str) -> f64 {
        let half = (lettering::width(words) * SIZE / 2.0).min(WIDTH / 2.0);
        self.x(index).clamp(half, WIDTH - half)
    }
}

/// Words that are cut where they are wider than the whole drawing.
fn fitting(words: impl Iterator<Item = String>) -> Vec<String> {
    words
        .map(|words| lettering::cut(&words, WIDTH / SIZE))
        .collect()
}
