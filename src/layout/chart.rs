//! Charts as lines of words and bars; every value is printed as a number too.

use crate::glyphs::{Glyph, Glyphs};
use crate::layout::wrap::{cells, wrap};
use crate::markup::Text;
use crate::theme::Role;
use crate::tour::{Chart, ChartKind, Value};
use crate::words::Words;

/// Pieces of a line: offset, words, role.
type Pieces = Vec<(u16, String, Role)>;

/// How many rows a line chart has.
const ROWS: usize = 8;

/// The lines of `chart` at `width` cells.
pub(crate) fn lines(chart: &Chart, width: u16, glyphs: Glyphs, words: &Words) -> Vec<Pieces> {
    let sheet = Sheet {
        width,
        glyphs,
        words,
    };
    let mut lines = sheet.prose(&chart.title, Role::Heading);
    match chart.kind {
        ChartKind::Share => chart
            .values
            .iter()
            .for_each(|value| lines.extend(sheet.share(value))),
        ChartKind::Bars => lines.extend(sheet.bars(&chart.values)),
        ChartKind::Line => lines.extend(sheet.line(&chart.values)),
    }
    lines
}

/// What a chart is drawn on.
struct Sheet<'a> {
    width: u16,
    glyphs: Glyphs,
    words: &'a Words,
}

impl Sheet<'_> {
    fn prose(&self, words: &str, role: Role) -> Vec<Pieces> {
        let text = Text::plain(self.glyphs.text(words));
        wrap(&text, self.width)
            .into_iter()
            .map(|range| vec![(0, text.string[range].to_owned(), role)])
            .collect()
    }

    /// `pregnant or nursing: 655 of 2,103 (31 %)`, and a bar under it.
    fn share(&self, value: &Value) -> Vec<Pieces> {
        let part = value
            .of
            .filter(|of| *of > 0.0)
            .map_or(0.0, |of| value.value / of);
        let sum = match value.of {
            Some(of) => self.words.share(value.value, of),
            None => self.words.number(value.value),
        };
        let mut lines = self.prose(&self.words.labelled(&value.label, &sum), Role::Text);
        lines.push(self.bar(part));
        lines
    }

    fn bar(&self, part: f64) -> Pieces {
        let filled = self.glyphs.bar(part, self.width);
        let used = cells(&filled) as u16;
        let track = self
            .glyphs
            .of(Glyph::Shade)
            .repeat(usize::from(self.width.saturating_sub(used)));
        vec![(0, filled, Role::Filled), (used, track, Role::Empty)]
    }

    fn bars(&self, values: &[Value]) -> Vec<Pieces> {
        let most = most(values);
        let lines =
            |value: &Value| [self.value(value), vec![self.bar(share(value.value, most))]].concat();
        values.iter().flat_map(lines).collect()
    }

    fn value(&self, value: &Value) -> Vec<Pieces> {
        self.prose(
            &self
                .words
                .labelled(&value.label, &self.words.number(value.value)),
            Role::Text,
        )
    }

    /// Columns of cells, one a value; the values are listed below. Where there are more values than
    /// cells, a column shows the highest of several.
    fn line(&self, values: &[Value]) -> Vec<Pieces> {
        let columns = values.len().clamp(1, usize::from(self.width).max(1));
        let each = (usize::from(self.width) / columns).clamp(1, 6);
        let group = |column: usize| {
            &values[column * values.len() / columns..(column + 1) * values.len() / columns]
        };
        let all = most(values);
        let heights: Vec<usize> = (0..columns)
            .map(|column| (share(most(group(column)), all) * ROWS as f64).round() as usize)
            .collect();
        let cell = |height: usize, row: usize| {
            let sign = if height >= ROWS - row {
                self.glyphs.of(Glyph::Block)
            } else {
                " "
            };
            sign.repeat(each)
        };
        let row = |row: usize| {
            let cells = heights.iter().map(|height| cell(*height, row)).collect();
            vec![(0, cells, Role::Filled)]
        };
        let rows = (0..ROWS).map(row);
        rows.chain(values.iter().flat_map(|value| self.value(value)))
            .collect()
    }
}

fn most(values: &[Value]) -> f64 {
    values.iter().map(|value| value.value).fold(0.0, f64::max)
}

/// How much of the longest bar a value takes, 0 to 1.
fn share(value: f64, most: f64) -> f64 {
    if most > 0.0 {
        (value / most).clamp(0.0, 1.0)
    } else {
        0.0
    }
}
