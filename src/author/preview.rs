//! `docent preview`: a tour on screen while its files are written.
//!
//! [`Preview::show`] takes one [`Reading`] of the files after another and needs no file itself;
//! [`follow`] makes one after each save.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use crate::diagnostic::{Diagnostic, Severity, worst};
use crate::error::Error;
use crate::library::Found;
use crate::library::watch::Watch;
use crate::player::Player;
use crate::player::proof::Proof;
use crate::session::Session;
use crate::shell::Changes;
use crate::tour::{Inspector, Tour, TourFiles};

/// What all readings of a preview have in common.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The folder that the files' names begin with; faults are told without it.
    root: String,
    /// The educator's language.
    language: String,
}

/// The files as they were at one moment.
#[derive(Debug)]
pub struct Reading {
    /// `None` where the folder or file itself could not be read.
    tours: Option<Vec<Version>>,
    /// Some tours of a folder could not be read; they are not among those above.
    incomplete: bool,
    faults: Vec<Diagnostic>,
}

/// A tour of a reading, by its id.
#[derive(Debug)]
struct Version {
    id: String,
    /// `None` where it has errors.
    tour: Option<Arc<Tour>>,
}

impl Reading {
    /// Reads what was found, all of it.
    pub fn of(found: Result<Found, Error>) -> Self {
        Self::read(found, Tour::load)
    }

    /// As [`Self::of`], and looks into the pictures.
    pub fn closely(found: Result<Found, Error>, inspector: &mut Inspector) -> Self {
        Self::read(found, |files| Tour::inspect(files, inspector))
    }

    fn read(
        found: Result<Found, Error>,
        load: impl FnMut(TourFiles) -> (Option<Tour>, Vec<Diagnostic>),
    ) -> Self {
        match found {
            Ok(Found::BuiltIn(files) | Found::Tour(files)) => Self::loaded([files], load),
            Ok(Found::Lobby { tours, unreadable }) => {
                let mut reading = Self::loaded(tours, load);
                reading.incomplete = !unreadable.is_empty();
                reading.faults.extend(unreadable.iter().map(fault));
                reading
            }
            Err(error) => Self {
                tours: None,
                incomplete: true,
                faults: vec![fault(&error)],
            },
        }
    }

    /// Reads these files, each of one tour.
    pub fn of_files(files: impl IntoIterator<Item = TourFiles>) -> Self {
        Self::loaded(files, Tour::load)
    }

    fn loaded(
        files: impl IntoIterator<Item = TourFiles>,
        mut load: impl FnMut(TourFiles) -> (Option<Tour>, Vec<Diagnostic>),
    ) -> Self {
        let (mut tours, mut faults) = (Vec::new(), Vec::new());
        for files in files {
            let id = files.id.clone();
            let (tour, told) = load(files);
            let tour = tour.map(Arc::new);
            tours.push(Version { id, tour });
            faults.extend(told);
        }
        Self {
            tours: Some(tours),
            incomplete: false,
            faults,
        }
    }

    /// Every fault that was found.
    pub fn faults(&self) -> &[Diagnostic] {
        &self.faults
    }

    /// All of it can be played.
    pub fn is_sound(&self) -> bool {
        worst(&self.faults) < Some(Severity::Error)
    }

    /// The newest version of each tour that can be played, in the order of their files: of one that is
    /// broken now, that in `shown`. Empty if none ever could be.
    fn newest(&self, shown: &[Arc<Tour>]) -> Vec<Arc<Tour>> {
        let version = |version: &Version| {
            let earlier = || shown.iter().find(|tour| tour.files().id == version.id);
            version.tour.as_ref().or_else(earlier).cloned()
        };
        let versions = self.tours.iter().flatten();
        let mut tours: Vec<_> = versions.filter_map(version).collect();
        if self.incomplete || tours.is_empty() {
            // What was not read is not known to be gone.
            let ids: Vec<_> = tours.iter().map(|tour| tour.files().id.clone()).collect();
            let unread = |tour: &&Arc<Tour>| !ids.contains(&tour.files().id);
            tours.extend(shown.iter().filter(unread).cloned());
        }
        tours.sort_by(|one, other| one.files().main.name.cmp(&other.files().main.name));
        tours
    }
}

/// What keeps a file from being read, as one of the faults of those that were.
fn fault(error: &Error) -> Diagnostic {
    Diagnostic::error("unreadable", None, error.to_string())
}

impl Preview {
    /// A preview of what `wanted` names, in `language` if a tour has it: `ru` and `ru_RU.UTF-8` are the same.
    pub fn new(wanted: &Path, language: &str) -> Self {
        let is_file = wanted.extension().is_some_and(|it| it == "toml");
        let root = wanted.parent().filter(|_| is_file).unwrap_or(wanted);
        Self {
            root: root.to_string_lossy().into_owned(),
            language: language.to_owned(),
        }
    }

    /// The beginning: the tour, or what keeps it from being played.
    pub fn begin(&self, reading: Reading) -> Player {
        let tours = reading.newest(&[]);
        let proof = self.proof(reading);
        if tours.is_empty() {
            return Player::waiting(proof);
        }
        let mut player = self.player(tours);
        player.prove(proof);
        player
    }

    /// Shows another reading on the same screen, at the same step; what is broken stays as it was.
    pub fn show(&self, reading: Reading, session: &mut Session) {
        let player = session.player();
        let waits = player.is_waiting();
        let shown = player.tours();
        let tours = reading.newest(if waits { &[] } else { &shown });
        let same = tours.len() == shown.len()
            && tours
                .iter()
                .zip(&*shown)
                .all(|(new, old)| Arc::ptr_eq(new, old));
        if waits && !tours.is_empty() {
            session.replace(self.player(tours));
        } else if !waits && !same {
            session.reload(tours.into());
        }
        session.prove(self.proof(reading));
    }

    fn player(&self, tours: Vec<Arc<Tour>>) -> Player {
        Player::new(tours.into()).in_language(&self.language)
    }

    fn proof(&self, reading: Reading) -> Proof {
        Proof::new(reading.faults, self.root.as_str())
    }
}

/// Looks into the pictures of what is shown, and shows the files anew after each save, on a thread of its
/// own, until the visit is over.
///
/// # Errors
/// When no thread can be started.
pub fn follow(preview: Preview, mut watch: Watch, changes: Changes) -> io::Result<()> {
    let preview = Arc::new(preview);
    let thread = thread::Builder::new().name("files".into());
    thread.spawn(move || {
        let mut inspector = Inspector::default();
        loop {
            let reading = Reading::closely(watch.find(), &mut inspector);
            let preview = Arc::clone(&preview);
            let is_over = !changes.make(move |session| preview.show(reading, session));
            if is_over || !watch.wait() {
                return;
            }
        }
    })?;
    Ok(())
}
