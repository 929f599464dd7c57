//! The tours of a kiosk: read at the start, and anew between visitors.

use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::kiosk::Renewal;
use crate::library::{self, Found};
use crate::tour::{Tour, TourFiles};

/// What is shown, and what it was read from.
#[derive(Debug)]
pub(super) struct Tours {
    wanted: PathBuf,
    shown: Vec<Arc<Tour>>,
    /// What those who look after the kiosk have to know.
    told: Vec<String>,
}

impl Tours {
    pub(super) fn new(wanted: &str) -> Self {
        Self {
            wanted: wanted.into(),
            shown: Vec::new(),
            told: Vec::new(),
        }
    }

    /// Reads them for the first time.
    ///
    /// # Errors
    ///
    /// When none can be shown.
    pub(super) fn first(&mut self) -> Result<Arc<[Arc<Tour>]>, Error> {
        let files = self.find()?;
        self.load(files);
        if self.shown.is_empty() {
            let told = self.told.join("; ");
            return Err(Error::Usage(format!("no tour can be shown: {told}")));
        }
        Ok(self.shown.as_slice().into())
    }

    /// Reads them again. One that cannot be shown any more is shown as it was before.
    pub(super) fn renew(&mut self) -> Renewal {
        let files = match self.find() {
            Ok(files) => files,
            Err(error) => {
                self.told.push(error.to_string());
                return Renewal {
                    faulty: true,
                    tours: None,
                };
            }
        };
        self.load(files);
        Renewal {
            faulty: !self.told.is_empty(),
            tours: Some(self.shown.as_slice().into()),
        }
    }

    /// What there is to tell since the last time.
    pub(super) fn told(&mut self) -> Vec<String> {
        std::mem::take(&mut self.told)
    }

    fn find(&mut self) -> Result<Vec<TourFiles>, Error> {
        Ok(match library::find(Some(&self.wanted))? {
            Found::BuiltIn(files) | Found::Tour(files) => vec![files],
            Found::Lobby { tours, unreadable } => {
                self.told.extend(unreadable.iter().map(Error::to_string));
                tours
            }
        })
    }

    /// Shows those that are sound, and the others as they were.
    fn load(&mut self, files: Vec<TourFiles>) {
        let before = std::mem::take(&mut self.shown);
        for files in files {
            let id = files.id.clone();
            let (tour, faults) = Tour::load(files);
            if let Some(tour) = tour {
                self.shown.push(Arc::new(tour));
                continue;
            }
            self.told.push(format!(
                "the tour `{id}` has errors and is not shown: {}",
                first(&faults)
            ));
            let same = |tour: &&Arc<Tour>| tour.editions()[0].head().id == id;
            self.shown.extend(before.iter().find(same).cloned());
        }
        if self.shown.is_empty() {
            self.shown = before;
        }
    }
}

/// The first error, with its place.
fn first(faults: &[Diagnostic]) -> String {
    let error = faults
        .iter()
        .find(|fault| fault.severity == Severity::Error);
    error.map_or_else(String::new, |error| {
        let place = error.place.as_ref().map(|place| {
            let (line, column) = place.line_column();
            format!("{}:{line}:{column}: ", place.file.name)
        });
        format!("{}{}", place.unwrap_or_default(), error.message)
    })
}
