//! Every fault of tours, and every file that could not be read: neither hides the other.

use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::library;
use crate::tour::Tour;

/// What was found in tours.
#[derive(Debug)]
pub(crate) struct Findings {
    /// The id of each tour, and how many faults it has.
    pub(crate) tours: Vec<(String, usize)>,
    /// The faults of all tours, tour by tour.
    pub(crate) faults: Vec<Diagnostic>,
    /// Why files could not be read.
    pub(crate) unread: Vec<Error>,
}

/// Checks the tours that these names stand for, each once; `None` stands for the built-in tour.
pub(crate) fn check<'a>(wanted: impl IntoIterator<Item = Option<&'a Path>>) -> Findings {
    let (files, unread) = library::gather(wanted);
    let (mut tours, mut faults) = (Vec::new(), Vec::new());
    for files in files {
        let id = files.id.clone();
        let told = Tour::load(files).1;
        tours.push((id, told.len()));
        faults.extend(told);
    }
    Findings {
        tours,
        faults,
        unread,
    }
}
