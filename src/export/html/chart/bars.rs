//! Bars that lie under their words.

use maud::{Markup, html};

use crate::export::html::lettering::{self, Anchor, LEADING, SIZE, tenth};
use crate::words::Words;

use super::scale::{Scale, share};
use super::{Drawing, Labelled, WIDTH, stated, sum};

/// How high a bar is.
const BAR: f64 = 16.0;

/// What is free under a bar.
const GAP: f64 = 14.0;

/// Parts of wholes: each a bar inside the outline of its whole.
pub(super) fn shares(values: &[Labelled<'_>], words: &Words) -> Drawing {
    stack(values, words, |value, top| {
        html! {
            (bar(0.0, share(value.value), top))
            rect.whole x="0.5" y=(tenth(top + 0.5)) width=(tenth(WIDTH - 1.0)) height=(tenth(BAR - 1.0))
                fill="none" stroke="currentColor" {}
        }
    })
}

/// Bars from a common zero, those of values below it to its left.
pub(super) fn bars(values: &[Labelled<'_>], words: &Words) -> Drawing {
    let scale = Scale::of(values);
    let zero = scale.place(0.0);
    stack(values, words, |value, top| {
        let place = scale.place(value.value.value);
        html! {
            (bar(zero.min(place), zero.max(place), top))
            path.axis d={ "M" (axis(zero)) " " (tenth(top - 3.0)) "v" (tenth(BAR + 6.0)) } stroke="currentColor" {}
        }
    })
}

/// Where the line at zero stands, wholly inside the drawing.
fn axis(zero: f64) -> String {
    tenth((zero * WIDTH).clamp(0.5, WIDTH - 0.5))
}

fn bar(from: f64, to: f64, top: f64) -> Markup {
    html! {
        @if to > from {
            rect.bar x=(tenth(from * WIDTH)) y=(tenth(top)) width=(tenth((to - from) * WIDTH)) height=(BAR)
                fill="currentColor" {}
        }
    }
}

/// A value's words in one line if they fit and are in one language, else its label and its number each
/// in lines of their own.
fn told<'a>(
    Labelled { value, lang }: Labelled<'a>,
    words: &Words,
) -> Vec<(String, Option<&'a str>)> {
    let room = WIDTH / SIZE;
    let whole = stated(value, words);
    if lang.is_none() && lettering::width(&whole) <= room {
        return vec![(whole, None)];
    }
    let label = words.labelled(&value.label, "");
    let label = lettering::lines(label.trim_end(), room).into_iter();
    let number = lettering::lines(&sum(value, words), room).into_iter();
    let number = number.map(|line| (line, None));
    label.map(|line| (line, lang)).chain(number).collect()
}

/// Each value's words, and under them what `shape` makes of it, whose top it is told.
fn stack(
    values: &[Labelled<'_>],
    words: &Words,
    shape: impl Fn(&Labelled<'_>, f64) -> Markup,
) -> Drawing {
    let mut drawing = Drawing {
        shapes: Vec::new(),
        height: 0.0,
    };
    for value in values {
        for (line, lang) in told(*value, words) {
            let base = drawing.height + SIZE;
            let line = lettering::line(&line, lang, (0.0, base), Anchor::Start);
            drawing.shapes.push(line);
            drawing.height += SIZE * LEADING;
        }
        drawing.height += 5.0;
        drawing.shapes.push(shape(value, drawing.height));
        drawing.height += BAR + GAP;
    }
    drawing.height -= GAP - 4.0;
    drawing
}
