//! `docent outline`: a tour at a glance.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use ratatui::crossterm::terminal;

use crate::author::outline::json::{self, Part};
use crate::author::outline::{Numbers, Outline, table};
use crate::cli::report;
use crate::diagnostic::{Severity, worst};
use crate::error::{Error, exit};
use crate::library::{self, Found};
use crate::tour::{Tour, TourFiles, Uncited};

/// The widest table in a pipe or file, in cells.
const WIDEST: usize = 100;

pub(crate) const EXAMPLES: &str = "\
Examples:
  docent outline my-tour.toml
  docent outline --uncited my-tour.toml    where a source is missing
  docent outline --json tours > outline.json

Minutes are those of reading, at the tour's speed, and of looking at figures, or the educator's own.
Sources of a station are those it cites itself or by its notes. Figures are figures and charts.
Uncited are paragraphs with figures, dates or names and neither a note mark nor a citation.

The JSON is { \"tours\": [ { id, title, stations, totals, languages, sources, uncited } ] }:
  stations   label, title, id, numbers: steps, words, minutes, notes, sources, figures, uncited
  totals     the same numbers for all stations; notes, sources and uncited of the whole tour
  languages  tag, status (original, draft, reviewed), texts, translated, stale, words,
             words_per_step, words_per_sentence, longest_sentence, letters_per_word and, for
             English only and as estimates, flesch_reading_ease and flesch_kincaid_grade
  sources    id, title, cited
  uncited    file, line, column, kind (figure, date, name), seen, opening, station
With --uncited the tours have id, title and uncited alone. Keys are added, never renamed.";

#[derive(Debug, Args)]
pub(crate) struct Typed {
    /// A .toml file, a folder of one or several tours, or a built-in tour's name; without it, the
    /// built-in tour.
    tour: Option<PathBuf>,
    /// For other programs.
    #[arg(long)]
    json: bool,
    /// Only the paragraphs that claim something and cite nothing, one a line.
    #[arg(long)]
    uncited: bool,
}

pub(crate) fn outline(typed: &Typed) -> Result<ExitCode, Error> {
    let (files, unreadable) = files(typed.tour.as_deref())?;
    let (mut outlines, mut faults) = (Vec::new(), Vec::new());
    for files in files {
        let survey = Tour::survey(files);
        match survey.tour {
            Some(tour) => outlines.extend(one(&tour, survey.uncited)),
            None => faults.extend(survey.faults),
        }
    }
    let part = if typed.uncited {
        Part::Uncited
    } else {
        Part::All
    };
    report::print(&match (typed.json, part) {
        (true, part) => json::render(&outlines, part),
        (false, Part::All) => {
            let outlines = outlines.iter();
            let tables = outlines.map(|(outline, totals)| table::render(outline, *totals, width()));
            tables.collect::<Vec<_>>().join("\n\n")
        }
        (false, Part::Uncited) => {
            let outlines = outlines.iter();
            outlines
                .map(|(outline, _)| table::uncited(outline))
                .collect()
        }
    });
    report::print_errors(&unreadable);
    if worst(&faults) == Some(Severity::Error) {
        return Ok(report::faulty(&faults));
    }
    Ok(ExitCode::from(match unreadable.first() {
        Some(error) => error.exit_code(),
        None => exit::FINE,
    }))
}

fn one(tour: &Tour, uncited: Vec<Uncited>) -> Option<(Outline, Numbers)> {
    let outline = Outline::of(tour, uncited)?;
    let totals = outline.totals(tour.editions().first()?);
    Some((outline, totals))
}

fn files(wanted: Option<&Path>) -> Result<(Vec<TourFiles>, Vec<Error>), Error> {
    Ok(match library::find(wanted)? {
        Found::BuiltIn(files) | Found::Tour(files) => (vec![files], Vec::new()),
        Found::Lobby { tours, unreadable } => (tours, unreadable),
    })
}

/// The cells of a line: the terminal's, where one reads this.
fn width() -> usize {
    if !io::stdout().is_terminal() {
        return WIDEST;
    }
    terminal::size().map_or(WIDEST, |(width, _)| usize::from(width))
}
