//! The tours that a kiosk or a server shows: read at the start, and anew while it runs.

use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity, short};
use crate::error::Error;
use crate::library::{self, Found};
use crate::tour::{Tour, TourFiles};

/// What came of reading the tours anew.
#[derive(Debug, Clone)]
pub struct Renewal {
    /// These are to be shown from now on.
    pub tours: Option<Arc<[Arc<Tour>]>>,
    /// Something on disk cannot be shown.
    pub faulty: bool,
}

/// What is shown, and what it was read from.
#[derive(Debug)]
pub(crate) struct Offer {
    /// Names as [`library::find`] takes them.
    wanted: Vec<PathBuf>,
    shown: Vec<Arc<Tour>>,
    /// What those who look after it have to know.
    told: Vec<String>,
}

impl Offer {
    pub(crate) fn new<'a>(wanted: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            wanted: wanted.into_iter().map(PathBuf::from).collect(),
            shown: Vec::new(),
            told: Vec::new(),
        }
    }

    /// Reads them for the first time.
    ///
    /// # Errors
    ///
    /// When none can be shown.
    pub(crate) fn first(&mut self) -> Result<Arc<[Arc<Tour>]>, Error> {
        let files = self.find()?;
        self.load(files);
        if self.shown.is_empty() {
            let told = self.told.join("; ");
            return Err(Error::NoneSound(told));
        }
        Ok(self.shown.as_slice().into())
    }

    /// Reads them again. One that cannot be shown any more is shown as it was before.
    pub(crate) fn renew(&mut self) -> Renewal {
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
    pub(crate) fn told(&mut self) -> Vec<String> {
        std::mem::take(&mut self.told)
    }

    fn find(&mut self) -> Result<Vec<TourFiles>, Error> {
        let mut all = Vec::new();
        for wanted in &self.wanted {
            match library::find(Some(wanted))? {
                Found::BuiltIn(files) | Found::Tour(files) => all.push(files),
                Found::Lobby { tours, unreadable } => {
                    self.told.extend(unreadable.iter().map(Error::to_string));
                    all.extend(tours);
                }
            }
        }
        Ok(all)
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
        short::line(error).trim_end().to_owned()
    })
}
