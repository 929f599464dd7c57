//! `docent visits`: what the anonymous counters say.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use ratatui::crossterm::terminal;

use crate::cli::report;
use crate::cli::screen::terminal_profile;
use crate::error::Error;
use crate::visits::report::text::Paper;
use crate::visits::report::{Report, csv, text};
use crate::visits::store;

/// The cells of a line in a pipe or file.
const WIDTH: usize = 80;

/// The most that a line takes of a wide terminal.
const WIDEST: usize = 120;

pub(crate) const EXAMPLES: &str = "\
Examples:
  docent visits /var/lib/docent/visits
  docent visits visits --days 7
  docent visits museum1 museum2 museum3      the counters of three servers, as if they were one
  docent visits visits --days 400 --csv > year.csv

The folder holds a file a day, such as 2026-11-25.csv, of lines what,tour,station,value,count:
  session   visits that began
  end       finished (the closing page was reached), left, idle (nobody was there any more)
  language  the language a visit ended in
  mode      screen, large (letters), speech, plain (line by line), ssh, ssh-plain
  notice    what was chosen at a content notice: continued, skipped, left
  view      how long a station was viewed: under-15s, 15s-1min, 1min-3min, over-3min;
            each coming back is another view, and what is opened over a station belongs to it
  restart   starts of the program

No small number is told. Numbers are rounded down to fives, sums too: 5 is 5 to 9, 10 is 10 to 14,
and fewer than five, or none, is <5. Bars are drawn from these numbers. Languages under five are not
listed. Where rows and their sum together would tell more of a <5, the rows are left out: five days
of <5 and 20 in all would be 4 each. Restarts are exact. --csv has the same numbers, with lines `day`
for the visits of each day.
The files are exact: give away reports, not files.";

#[derive(Debug, Args)]
pub(crate) struct Typed {
    /// The folder of the counters; of several the sums are told.
    #[arg(value_name = "DIR", required = true)]
    folders: Vec<PathBuf>,
    /// How many days, up to the newest one with counts.
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..))]
    days: u32,
    /// For spreadsheets.
    #[arg(long)]
    csv: bool,
}

pub(crate) fn visits(typed: &Typed) -> Result<ExitCode, Error> {
    let (dailies, unreadable) = store::read_all(&typed.folders, typed.days)?;
    let report = Report::of(&dailies);
    report::print(&if typed.csv {
        csv::render(&report)
    } else {
        text::render(&report, paper())
    });
    report::print_errors(&unreadable);
    Ok(ExitCode::SUCCESS)
}

/// The terminal's width, where one reads this, and what it can draw.
fn paper() -> Paper {
    let size = io::stdout().is_terminal().then(terminal::size);
    let width = match size {
        // Serial lines report 0.
        Some(Ok((width, _))) if width > 0 => usize::from(width).min(WIDEST),
        _ => WIDTH,
    };
    Paper {
        width,
        glyphs: terminal_profile().glyphs,
    }
}
