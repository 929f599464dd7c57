//! `docent translate`: a translation's file, written or brought up to date.

use std::path::Path;
use std::process::ExitCode;

use crate::author::translate::{Done, Outcome, Writing, translate as work};
use crate::cli::report;
use crate::error::{Error, exit};
use crate::library::{self, Found};
use crate::tour::TourFiles;

/// Writes the translation of `tour` into the language `to`; with `check` only says whether it would.
pub(crate) fn translate(tour: &Path, to: &str, check: bool) -> Result<ExitCode, Error> {
    let writing = if check {
        Writing::Nothing
    } else {
        Writing::Replace
    };
    let done = match work(files(tour)?, to, writing)? {
        Outcome::Faulty(faults) => return Ok(report::faulty(&faults)),
        Outcome::Done(done) => done,
    };
    report::print(&summary(&done));
    for gone in &done.gone {
        report::print_note(&format!(
            "{gone} is no longer in the tour; its translation is kept as a comment"
        ));
    }
    if check && done.is_changed {
        report::print_note("the translation is not up to date; run this without --check");
        return Ok(ExitCode::from(exit::FAULTY_TOUR));
    }
    Ok(ExitCode::SUCCESS)
}

/// The files of one tour that stands on the disk.
fn files(tour: &Path) -> Result<TourFiles, Error> {
    match library::find(Some(tour))? {
        Found::Tour(files) => Ok(files),
        Found::BuiltIn(files) => Err(Error::Usage(format!(
            "`{}` is part of the program; make a copy of its folder and translate that",
            files.id
        ))),
        Found::Lobby { .. } => Err(Error::Usage(format!(
            "{} holds several tours; name one of them",
            tour.display()
        ))),
    }
}

fn summary(done: &Done) -> String {
    let coverage = done.coverage;
    format!(
        "{}: {} texts, {} translated, {} new, {} changed since\n",
        done.path.display(),
        coverage.texts,
        coverage.translated - coverage.stale,
        coverage.texts - coverage.translated,
        coverage.stale
    )
}
