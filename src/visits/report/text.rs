//! The report as a person reads it: tables with bars, in the width there is.

use std::fmt::Write;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::{NoticeLine, Report, Rows, Shown, StationLine, TourPart};
use crate::glyphs::{Glyph, Glyphs};
use crate::visits::count::{Choice, End, Mode};
use crate::visits::day::Day;

/// Cells of the longest bar.
const LONGEST: usize = 30;

/// Cells of the shortest bar that is worth its place.
const SHORTEST: usize = 10;

/// Cells that a label keeps, whatever else there is.
const LABEL: usize = 12;

const RULE: &str = "Numbers are rounded down to fives, sums too: 5 is 5 to 9, and <5 is fewer than \
                    five or none. So nobody can be told from others.";

/// What a report is written for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paper {
    /// Cells of a line.
    pub(crate) width: usize,
    pub(crate) glyphs: Glyphs,
}

/// A line of a table.
struct Row {
    label: String,
    /// What its bar is drawn from.
    number: Shown,
    /// The numbers after the bar.
    parts: Vec<String>,
}

/// All of a report, in lines of at most the paper's width where words can be cut.
pub(crate) fn render(report: &Report, paper: Paper) -> String {
    let mut out = format!("{}\n\n", head(report));
    let _ = writeln!(out, "Visits: {}", report.sessions);
    let days = rows(report.days.as_ref(), |day| day_name(*day), paper);
    out.push_str(&section("By day", &days));
    let ends = rows(report.ends.as_ref(), |end| end_name(*end).to_owned(), paper);
    out.push_str(&section("How they ended", &ends));
    out.push_str(&section("Languages", &languages(report, paper)));
    let modes = rows(
        report.modes.as_ref(),
        |mode| mode_name(*mode).to_owned(),
        paper,
    );
    out.push_str(&section("Followed", &modes));
    for part in &report.tours {
        out.push_str(&tour(part, paper));
    }
    let _ = writeln!(out, "\nRestarts of the program: {}\n", report.restarts);
    out.push_str(&paper.sentence(RULE));
    out
}

fn head(report: &Report) -> String {
    match report.period {
        None => "Undated visits".to_owned(),
        Some((first, last)) if first == last => format!("Visits on {first}"),
        Some((first, last)) => format!("Visits from {first} to {last}"),
    }
}

fn section(title: &str, text: &str) -> String {
    format!("\n{title}\n{text}")
}

/// A table of things by their names, if it may be shown.
fn rows<T>(rows: Option<&Rows<T>>, name: impl Fn(&T) -> String, paper: Paper) -> String {
    let Some(rows) = rows else {
        return paper.sentence("Left out: single visits could be worked out from it and the sum.");
    };
    let rows = rows.iter().map(|(thing, shown)| Row {
        label: name(thing),
        number: *shown,
        parts: Vec::new(),
    });
    paper.table("", &[], &rows.collect::<Vec<_>>())
}

fn languages(report: &Report, paper: Paper) -> String {
    let listed = rows(Some(&report.languages), ToString::to_string, paper);
    listed + &paper.sentence("Those of fewer than five visits are not listed.")
}

fn tour(part: &TourPart, paper: Paper) -> String {
    let name = paper.glyphs.text(part.tour.as_str());
    let mut out = String::new();
    if !part.stations.is_empty() {
        let rows: Vec<_> = part.stations.iter().map(|it| station(it, paper)).collect();
        let title = format!("Stations of {name}, and how long they were viewed");
        out.push_str(&section(&title, &paper.table("views", &DWELLS, &rows)));
    }
    if !part.notices.is_empty() {
        let rows: Vec<_> = part.notices.iter().map(|it| notice(it, paper)).collect();
        let heads = ["skipped", "left"];
        let title = format!("Content notices of {name}");
        out.push_str(&section(&title, &paper.table("continued", &heads, &rows)));
    }
    out
}

/// The heads of the lengths of views, in their order.
const DWELLS: [&str; 4] = ["<15 s", "<1 min", "<3 min", "longer"];

fn station(line: &StationLine, paper: Paper) -> Row {
    Row {
        label: paper.glyphs.text(line.station.as_str()).into_owned(),
        number: line.views,
        parts: match &line.dwells {
            Some(dwells) => dwells.iter().map(|(_, it)| it.to_string()).collect(),
            None => DWELLS.map(|_| "-".to_owned()).to_vec(),
        },
    }
}

fn notice(line: &NoticeLine, paper: Paper) -> Row {
    let of = |choice: Choice| line.choices.iter().find(|(it, _)| *it == choice);
    let told = |choice| of(choice).map_or(Shown::Few, |(_, shown)| *shown);
    // The tour's own notice cannot be skipped.
    let skipped = line.station.as_ref().map(|_| told(Choice::Skipped));
    Row {
        label: match &line.station {
            Some(station) => paper.glyphs.text(station.as_str()).into_owned(),
            None => "(the tour's own)".to_owned(),
        },
        number: told(Choice::Continued),
        parts: vec![
            skipped.map_or_else(|| "-".to_owned(), |skipped| skipped.to_string()),
            told(Choice::Left).to_string(),
        ],
    }
}

fn day_name(day: Option<Day>) -> String {
    match day {
        Some(day) => format!("{day} {}", day.weekday()),
        None => "undated".to_owned(),
    }
}

fn end_name(end: End) -> &'static str {
    match end {
        End::Finished => "at the closing page",
        End::Left => "left before it",
        End::Idle => "nobody there",
    }
}

fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::Screen => "on screen",
        Mode::Large => "in large letters",
        Mode::Speech => "by speech",
        Mode::Plain => "line by line",
        Mode::Ssh => "over SSH",
        Mode::SshPlain => "over SSH, by lines",
    }
}

impl Paper {
    /// A sentence, broken between words.
    fn sentence(self, words: &str) -> String {
        textwrap::fill(words, self.width.max(1)) + "\n"
    }

    /// Labels, numbers, bars, and more numbers under their heads.
    fn table(self, head: &str, heads: &[&str], rows: &[Row]) -> String {
        let numbers = rows.iter().map(|row| row.number.to_string().len());
        let number = numbers.chain([head.len()]).max().unwrap_or_default();
        let part = |at: usize, head: &str| {
            let cells = rows.iter().filter_map(|row| row.parts.get(at));
            let widths = cells.map(String::len).chain([head.len()]);
            widths.max().unwrap_or_default()
        };
        let parts: Vec<_> = (0..).zip(heads).map(|(at, head)| part(at, head)).collect();
        let taken = 2 + 2 + number + parts.iter().map(|part| part + 2).sum::<usize>();
        let free = self.width.saturating_sub(taken);
        let label = rows.iter().map(|row| row.label.width()).max();
        let label = label.unwrap_or_default();
        let label = label.min(free.saturating_sub(SHORTEST + 1).max(LABEL));
        let bar = free.saturating_sub(label + 1).min(LONGEST);
        let bar = if bar < SHORTEST { 0 } else { bar };
        let columns = Columns {
            paper: self,
            label,
            number,
            bar,
            parts,
        };
        columns.render(head, heads, rows)
    }
}

/// The widths of a table's columns, in cells.
struct Columns {
    paper: Paper,
    label: usize,
    number: usize,
    /// 0 where there is no room for bars.
    bar: usize,
    parts: Vec<usize>,
}

impl Columns {
    fn render(&self, head: &str, heads: &[&str], rows: &[Row]) -> String {
        let mut out = String::new();
        if !heads.is_empty() {
            out.push_str(&self.line("", head, "", heads));
        }
        let most = rows.iter().map(|row| row.number.least()).max();
        for row in rows {
            let bar = self.bar(row.number, most.unwrap_or_default());
            let parts: Vec<_> = row.parts.iter().map(String::as_str).collect();
            out.push_str(&self.line(&row.label, &row.number.to_string(), &bar, &parts));
        }
        out
    }

    /// The longest bar is that of the greatest number.
    fn bar(&self, number: Shown, most: u64) -> String {
        if most == 0 {
            return String::new();
        }
        let fraction = number.least() as f64 / most as f64;
        self.paper.glyphs.bar(fraction, self.bar as u16)
    }

    fn line(&self, label: &str, number: &str, bar: &str, parts: &[&str]) -> String {
        let label = cut(label, self.label, self.paper.glyphs);
        let blank = " ".repeat(self.label - label.width());
        let mut line = format!("  {label}{blank}  {number:>0$}", self.number);
        if self.bar > 0 {
            let blank = " ".repeat(self.bar - bar.width().min(self.bar));
            let _ = write!(line, " {bar}{blank}");
        }
        for (part, width) in parts.iter().zip(&self.parts) {
            let _ = write!(line, "  {part:>width$}");
        }
        format!("{}\n", line.trim_end())
    }
}

/// The first letters that have room, with an ellipsis where some have none.
fn cut(label: &str, width: usize, glyphs: Glyphs) -> String {
    if label.width() <= width {
        return label.to_owned();
    }
    let (mut out, mut used) = (String::new(), 0);
    for cluster in label.graphemes(true) {
        used += cluster.width();
        if used + 1 > width {
            break;
        }
        out.push_str(cluster);
    }
    out + glyphs.of(Glyph::Ellipsis)
}
