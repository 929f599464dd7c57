//! Charts as lines of words and bars; every value is printed as a number too.

use crate::glyphs::Glyphs;
use crate::layout::wrap::{cells, wrap};
use crate::markup::Text;
use crate::theme::Role;
use crate::tour::{Chart, ChartKind, Value};

/// Pieces of a line: offset, words, role.
type Pieces = Vec<(u16, String, Role)>;

/// How many rows a line chart has.
const ROWS: usize = 8;

/// The lines of `chart` at `width` cells.
pub(crate) fn lines(chart: &Chart, width: u16, glyphs: Glyphs) -> Vec<Pieces> {
    let mut lines = words(&chart.title, width, Role::Heading);
    match chart.kind {
        ChartKind::Share => chart.values.iter().for_each(|value| lines.extend(share(value, width, glyphs))),
        ChartKind::Bars => lines.extend(bars(chart, width, glyphs)),
        ChartKind::Line => lines.extend(line(chart, width, glyphs)),
    }
    lines
}

fn words(words: &str, width: u16, role: Role) -> Vec<Pieces> {
    let text = Text::plain(words);
    wrap(&text, width).into_iter().map(|range| vec![(0, text.string[range].to_owned(), role)]).collect()
}

/// `pregnant or nursing: 655 of 2,103 (31 %)`, and a bar under it.
fn share(value: &Value, width: u16, glyphs: Glyphs) -> Vec<Pieces> {
    let part = value.of.filter(|of| *of > 0.0).map_or(0.0, |of| value.value / of);
    let sum = match value.of {
        Some(of) => format!("{}: {} / {} ({:.0} %)", value.label, number(value.value), number(of), part * 100.0),
        None => format!("{}: {}", value.label, number(value.value)),
    };
    let mut lines = words(&sum, width, Role::Text);
    lines.push(bar(0, part, width, glyphs));
    lines
}

fn bar(offset: u16, part: f64, width: u16, glyphs: Glyphs) -> Pieces {
    let filled = glyphs.bar(part, usize::from(width));
    let used = cells(&filled) as u16;
    let rest = glyphs.track(usize::from(width.saturating_sub(used)));
    vec![(offset, filled, Role::Filled), (offset + used, rest, Role::Empty)]
}

fn bars(chart: &Chart, width: u16, glyphs: Glyphs) -> Vec<Pieces> {
    let most = chart.values.iter().map(|value| value.value).fold(0.0, f64::max);
    let part = |value: f64| if most > 0.0 { (value / most).clamp(0.0, 1.0) } else { 0.0 };
    let mut lines = Vec::new();
    for value in &chart.values {
        lines.extend(words(&format!("{}: {}", value.label, number(value.value)), width, Role::Text));
        lines.push(bar(0, part(value.value), width, glyphs));
    }
    lines
}

/// Columns of cells, one a value, the lowest value included; the values are listed below.
fn line(chart: &Chart, width: u16, glyphs: Glyphs) -> Vec<Pieces> {
    let most = chart.values.iter().map(|value| value.value).fold(0.0, f64::max);
    let each = (usize::from(width) / chart.values.len().max(1)).clamp(1, 6);
    let height = |value: &Value| if most > 0.0 { (value.value / most * ROWS as f64).round() as usize } else { 0 };
    let mut lines: Vec<Pieces> = (0..ROWS)
        .map(|row| {
            let filled = |value: &Value| if height(value) >= ROWS - row { glyphs.bar(1.0, each) } else { " ".repeat(each) };
            vec![(0, chart.values.iter().map(filled).collect(), Role::Filled)]
        })
        .collect();
    for value in &chart.values {
        lines.extend(words(&format!("{}: {}", value.label, number(value.value)), width, Role::Text));
    }
    lines
}

/// `2,103`: groups of three, and no more decimals than the educator wrote.
pub(crate) fn number(value: f64) -> String {
    let plain = value.to_string();
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("−", digits));
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digits.len() > 3 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{decimals}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        let table = [(655.0, "655"), (2103.0, "2,103"), (1_234_567.5, "1,234,567.5"), (-1000.0, "−1,000"), (0.25, "0.25")];
        for (value, printed) in table {
            assert_eq!(number(value), printed);
        }
    }
}
