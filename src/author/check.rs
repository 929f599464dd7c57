//! Every fault of tours, and every file that could not be read: neither hides the other.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::author::audit;
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
///
/// With fonts, by their paths, it also tells what they cannot show on a Linux console.
pub(crate) fn check<'a>(
    wanted: impl IntoIterator<Item = Option<&'a Path>>,
    fonts: &[PathBuf],
) -> Findings {
    let (files, mut unread) = library::gather(wanted);
    let (fonts, unusable) = audit::fonts(fonts);
    unread.extend(unusable);
    let (mut tours, mut faults) = (Vec::new(), Vec::new());
    let mut languages = BTreeSet::new();
    for files in files {
        let id = files.id.clone();
        let (tour, told) = audit::load(files, &fonts);
        let editions = tour.iter().flat_map(Tour::editions);
        languages.extend(editions.map(|edition| edition.head().language.clone()));
        tours.push((id, told.len()));
        faults.extend(told);
    }
    if !tours.is_empty() {
        faults.extend(audit::own_words(&languages, &fonts));
    }
    Findings {
        tours,
        faults,
        unread,
    }
}
