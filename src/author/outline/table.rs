//! An outline as a person reads it: tables that keep to the width there is.

use std::fmt::Write;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{LanguageLine, Numbers, Outline};
use crate::tour::Status;

/// A column of a table.
struct Column {
    head: &'static str,
    side: Side,
    cells: Vec<String>,
    /// Columns with the highest number are left out first where there is no room; 0 stays.
    rank: u8,
}

/// Where a cell's words stand, and whether they may be cut.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Numbers.
    Right,
    Left,
    /// Words that may be cut to so many cells.
    Flexible(usize),
}

const ESTIMATES: &str =
    "Ease (Flesch, from 0 hard to 100 easy) and grade (Flesch-Kincaid) are estimates for English.";

/// Cells between two columns.
const GAP: usize = 2;

/// All of an outline, in lines of at most `width` cells where words can be cut.
pub(crate) fn render(outline: &Outline, totals: Numbers, width: usize) -> String {
    let mut out = format!("{} ({})\n\n", outline.title, outline.id);
    out.push_str(&table(stations(outline, totals), width));
    out.push_str("\nLanguages\n");
    let languages = table(languages(&outline.languages), width);
    out.push_str(&languages);
    // Where there is no room for the estimates, nothing is said about them.
    if languages
        .lines()
        .next()
        .is_some_and(|heads| heads.ends_with("grade"))
    {
        out.push_str(&filled(ESTIMATES, width));
    }
    if !outline.sources.is_empty() {
        out.push_str("\nSources\n");
        out.push_str(&table(sources(outline), width));
    }
    out.push('\n');
    let last = match outline.uncited.len() {
        0 => "Whatever claims something has a source.".to_owned(),
        1 => "One text claims something and cites nothing; --uncited tells which.".to_owned(),
        many => format!("{many} texts claim something and cite nothing; --uncited lists them."),
    };
    out.push_str(&filled(&last, width));
    out
}

/// A sentence, broken between words.
fn filled(sentence: &str, width: usize) -> String {
    textwrap::fill(sentence, width.max(1)) + "\n"
}

/// What is uncited, one a line: `file:line:column: how the paragraph begins`.
pub(crate) fn uncited(outline: &Outline) -> String {
    let mut out = String::new();
    for one in &outline.uncited {
        let (line, column) = one.place.line_column();
        let name: String = one.place.file.name.chars().map(visible).collect();
        let _ = writeln!(out, "{name}:{line}:{column}: {}", one.opening);
    }
    out
}

/// A file's name may hold what a terminal obeys.
fn visible(c: char) -> char {
    if c.is_control() { '\u{fffd}' } else { c }
}

fn stations(outline: &Outline, totals: Numbers) -> Vec<Column> {
    let lines = &outline.stations;
    let number = |head, rank, of: fn(&Numbers) -> String| Column {
        head,
        side: Side::Right,
        cells: lines
            .iter()
            .map(|line| of(&line.numbers))
            .chain([of(&totals)])
            .collect(),
        rank,
    };
    let words = |head, side, rank, of: fn(&super::StationLine) -> &String, all: &str| Column {
        head,
        side,
        cells: lines
            .iter()
            .map(|line| of(line).clone())
            .chain([all.to_owned()])
            .collect(),
        rank,
    };
    vec![
        words("", Side::Left, 0, |line| &line.label, ""),
        words(
            "Station",
            Side::Flexible(16),
            0,
            |line| &line.title,
            "in all",
        ),
        words("id", Side::Flexible(12), 4, |line| &line.id, ""),
        number("steps", 1, |it| it.steps.to_string()),
        number("words", 0, |it| it.words.to_string()),
        number("min", 0, |it| format!("{:.1}", it.minutes)),
        number("notes", 2, |it| it.notes.to_string()),
        number("sources", 2, |it| it.sources.to_string()),
        number("figures", 3, |it| it.figures.to_string()),
        number("uncited", 0, |it| it.uncited.to_string()),
    ]
}

fn languages(lines: &[LanguageLine]) -> Vec<Column> {
    let column = |head, side, rank, of: &dyn Fn(&LanguageLine) -> String| Column {
        head,
        side,
        cells: lines.iter().map(of).collect(),
        rank,
    };
    let fixed = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.1}"));
    let whole = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.0}"));
    let mut columns = vec![
        column("", Side::Left, 0, &|line| line.language.clone()),
        column("texts", Side::Flexible(20), 0, &texts),
        column("words/step", Side::Right, 1, &|line| {
            fixed(step_length(line))
        }),
        column("words/sentence", Side::Right, 0, &|line| {
            fixed(line.measure.sentence_length())
        }),
        column("longest", Side::Right, 2, &|line| {
            line.measure.longest.to_string()
        }),
        column("letters/word", Side::Right, 3, &|line| {
            fixed(line.measure.word_length())
        }),
    ];
    if lines.iter().any(|line| line.measure.grade().is_some()) {
        columns.push(column("ease", Side::Right, 4, &|line| {
            whole(line.measure.reading_ease())
        }));
        columns.push(column("grade", Side::Right, 4, &|line| {
            whole(line.measure.grade())
        }));
    }
    columns
}

/// Words a step.
pub(super) fn step_length(line: &LanguageLine) -> Option<f64> {
    (line.steps > 0).then(|| line.measure.words as f64 / line.steps as f64)
}

/// `97 of 97, draft`.
fn texts(line: &LanguageLine) -> String {
    let coverage = line.coverage;
    let Some(status) = line.status else {
        return coverage.texts.to_string();
    };
    let mut words = format!(
        "{} of {}, {}",
        coverage.translated,
        coverage.texts,
        status_name(status)
    );
    if coverage.stale > 0 {
        let _ = write!(words, ", {} outdated", coverage.stale);
    }
    words
}

pub(super) fn status_name(status: Status) -> &'static str {
    match status {
        Status::Draft => "draft",
        Status::Reviewed => "reviewed",
    }
}

fn sources(outline: &Outline) -> Vec<Column> {
    let lines = &outline.sources;
    let cited = |cited: usize| match cited {
        0 => "never".to_owned(),
        cited => cited.to_string(),
    };
    vec![
        Column {
            head: "cited",
            side: Side::Right,
            cells: lines.iter().map(|line| cited(line.cited)).collect(),
            rank: 0,
        },
        Column {
            head: "id",
            side: Side::Flexible(16),
            cells: lines.iter().map(|line| line.id.clone()).collect(),
            rank: 0,
        },
        Column {
            head: "title",
            side: Side::Flexible(16),
            cells: lines.iter().map(|line| line.title.clone()).collect(),
            rank: 1,
        },
    ]
}

fn table(mut columns: Vec<Column>, width: usize) -> String {
    let widths = fit(&mut columns, width);
    let rows = columns.iter().map(|column| column.cells.len()).max();
    let heads = columns.iter().map(|column| column.head);
    let mut out = line(heads, &columns, &widths);
    for row in 0..rows.unwrap_or_default() {
        let cells = columns
            .iter()
            .map(|column| column.cells.get(row).map_or("", String::as_str));
        out.push_str(&line(cells, &columns, &widths));
    }
    out
}

/// The columns' widths: cut where they may be, and the least of them left out until the rest has room.
fn fit(columns: &mut Vec<Column>, width: usize) -> Vec<usize> {
    loop {
        let mut widths: Vec<usize> = columns.iter().map(Column::width).collect();
        let total = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
        let mut excess = total.saturating_sub(width);
        // The widest gives first, so that a short one is not cut for the sake of a long one.
        while excess > 0 {
            let widest = (0..columns.len())
                .filter(
                    |at| matches!(columns[*at].side, Side::Flexible(least) if widths[*at] > least),
                )
                .max_by_key(|at| widths[*at]);
            let Some(widest) = widest else { break };
            widths[widest] -= 1;
            excess -= 1;
        }
        let least = columns.iter().map(|column| column.rank).max();
        match least {
            Some(rank) if excess > 0 && rank > 0 => columns.retain(|column| column.rank < rank),
            _ => return widths,
        }
    }
}

impl Column {
    fn width(&self) -> usize {
        let cells = self.cells.iter().map(|cell| cell.width()).max();
        self.head.width().max(cells.unwrap_or_default())
    }
}

fn line<'c>(cells: impl Iterator<Item = &'c str>, columns: &[Column], widths: &[usize]) -> String {
    let mut out = String::new();
    for ((cell, column), width) in cells.zip(columns).zip(widths) {
        let cell = cut(cell, *width);
        let blank = " ".repeat(width - cell.width().min(*width));
        match column.side {
            Side::Right => out.extend([&blank, cell.as_str()]),
            Side::Left | Side::Flexible(_) => out.extend([cell.as_str(), &blank]),
        }
        out.push_str(&" ".repeat(GAP));
    }
    format!("{}\n", out.trim_end())
}

/// The first words that have room, with an ellipsis where some have none.
fn cut(cell: &str, width: usize) -> String {
    if cell.width() <= width {
        return cell.to_owned();
    }
    let (mut out, mut used) = (String::new(), 0);
    for cluster in cell.graphemes(true) {
        used += cluster.width();
        if used + 1 > width {
            break;
        }
        out.push_str(cluster);
    }
    format!("{}…", out.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{Column, Side, cut, table};

    #[test]
    fn words_are_cut_by_their_width() {
        for (cell, width, expected) in [
            ("Карлаг", 6, "Карлаг"),
            ("Карлаг", 5, "Карл…"),
            ("你好世界", 8, "你好世界"),
            ("你好世界", 7, "你好世…"),
            ("你好世界", 6, "你好…"),
            ("за\u{301}мок", 5, "за\u{301}мок"),
            ("за\u{301}мок", 3, "за\u{301}…"),
            ("", 0, ""),
            ("x", 0, "…"),
        ] {
            assert_eq!(cut(cell, width), expected, "{cell} in {width}");
        }
    }

    #[test]
    fn columns_stand_straight_at_every_width() {
        let columns = || {
            let column = |head, side, rank, cells: [&str; 2]| Column {
                head,
                side,
                cells: cells.map(str::to_owned).to_vec(),
                rank,
            };
            vec![
                column("", Side::Flexible(4), 0, ["你好世界", "Қарағанды"]),
                column("id", Side::Left, 1, ["a", "bc"]),
                column("n", Side::Right, 0, ["7", "12"]),
            ]
        };
        let wide = "           id   n\n你好世界   a    7\nҚарағанды  bc  12\n";
        assert_eq!(table(columns(), 80), wide);
        assert_eq!(table(columns(), 17), wide);
        assert_eq!(
            table(columns(), 12),
            "      id   n\n你…   a    7\nҚар…  bc  12\n"
        );
        assert_eq!(
            table(columns(), 11),
            "          n\n你好世…   7\nҚараға…  12\n"
        );
    }
}
