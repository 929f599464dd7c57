//! Which tours a name stands for, opened.

use std::path::Path;
use std::sync::Arc;

use crate::author::check::check;
use crate::cli::report;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::library::{self, Found};
use crate::tour::{Tour, TourFiles};

/// Tours to play.
pub(crate) struct Offer {
    pub(crate) tours: Arc<[Arc<Tour>]>,
    /// They are known to have no errors.
    pub(crate) checked: bool,
}

impl Offer {
    /// Finds the faults of all of them.
    pub(crate) fn checker(&self) -> impl FnOnce() -> Vec<Diagnostic> + Send + use<> {
        let tours = Arc::clone(&self.tours);
        move || tours.iter().flat_map(|tour| tour.check()).collect()
    }
}

/// Opens what `wanted` names, or gives all faults of what cannot be played.
pub(crate) fn offer(wanted: Option<&Path>) -> Result<Result<Offer, Vec<Diagnostic>>, Error> {
    Ok(match library::find(wanted)? {
        // A tour of the program's own was checked when the program was tested.
        Found::BuiltIn(files) => Ok(one(Tour::open(files).0, true)),
        Found::Tour(files) => match Tour::open(files).0 {
            Some(tour) => Ok(one(Some(tour), false)),
            // Now that it will not be played, all of its faults are told.
            None => Err(check(std::iter::once(wanted), &[]).faults),
        },
        Found::Lobby { tours, unreadable } => {
            report::print_errors(&unreadable);
            lobby(tours)
        }
    })
}

fn one(tour: Option<Tour>, checked: bool) -> Offer {
    let tours = tour.into_iter().map(Arc::new).collect();
    Offer { tours, checked }
}

/// The sound tours of a folder; the others are named and keep nobody from these.
fn lobby(files: Vec<TourFiles>) -> Result<Offer, Vec<Diagnostic>> {
    let (mut tours, mut faults) = (Vec::new(), Vec::new());
    for files in files {
        let id = files.id.clone();
        match Tour::load(files) {
            (Some(tour), _) => tours.push(Arc::new(tour)),
            (None, told) => {
                faults.extend(told);
                report::print_note(&format!("the tour `{id}` has errors and is left out"));
            }
        }
    }
    if tours.is_empty() {
        return Err(faults);
    }
    let tours = tours.into();
    Ok(Offer {
        tours,
        checked: true,
    })
}
