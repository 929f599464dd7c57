//! `docent check`: every fault of tours, each with its place.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::cli::{offer, report};
use crate::error::exit;

/// All faults of all tours, and every file that could not be read.
pub(crate) fn check(tours: &[PathBuf]) -> ExitCode {
    let named = tours.iter().map(|tour| Some(tour.as_path()));
    let wanted = named.chain(tours.is_empty().then_some(None));
    let (mut faults, mut unread) = (Vec::new(), Vec::new());
    for wanted in wanted {
        let (found, errors) = offer::load(wanted);
        faults.extend(found);
        unread.extend(errors);
    }
    report::print_faults(&faults);
    report::print_errors(&unread);
    ExitCode::from(match unread.first() {
        Some(error) => error.exit_code(),
        None if report::has_errors(&faults) => exit::FAULTY_TOUR,
        None => exit::FINE,
    })
}
