//! Waits for a tour's files to change, and reads them again.
//!
//! Folders are watched, not files: an editor saves by putting a new file in the place of the old one.
//! Only the folders that hold something of the tour are, so that a tour in a large folder costs no more
//! than one by itself. Nothing is done while nothing changes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::{Found, entries, find, folder_of, fs, is_visible, look};
use crate::error::Error;
use crate::tour::{AssetError, Assets, Date, TourFiles};

/// A save is over when nothing has happened for so long.
const QUIET: Duration = Duration::from_millis(25);
/// A change is taken up after so long at the latest, even if others follow.
const PATIENCE: Duration = Duration::from_millis(100);
/// As many folders are watched at most.
const MOST: usize = 1000;

/// Paths inside tours' folders that somebody asked for.
type Asked = Arc<Mutex<BTreeSet<PathBuf>>>;

/// The files that one name on the command line stands for, over time.
pub struct Watch {
    wanted: PathBuf,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Event>,
    watched: BTreeSet<PathBuf>,
    /// The folders of the tours that were found.
    folders: BTreeSet<PathBuf>,
    asked: Asked,
}

impl Watch {
    /// Begins to watch what `wanted` names.
    ///
    /// # Errors
    /// When the system has no watches left to give.
    pub fn new(wanted: &Path) -> Result<Self, Error> {
        let (sender, events) = channel();
        let report = move |event: notify::Result<notify::Event>| {
            if let Ok(event) = event {
                // The one who waits has gone only when the program ends.
                let _ = sender.send(event);
            }
        };
        let watcher = notify::recommended_watcher(report);
        let mut watch = Self {
            wanted: wanted.to_owned(),
            watcher: watcher.map_err(|error| unwatched(wanted, error))?,
            events,
            watched: BTreeSet::new(),
            folders: BTreeSet::new(),
            asked: Asked::default(),
        };
        let home = watch.home();
        watch.add(&home)?;
        Ok(watch)
    }

    /// Reads the files as they are now; what the tours ask for beside them is watched too.
    ///
    /// # Errors
    /// As [`find`]. A built-in tour is not found: it has no files.
    pub fn find(&mut self) -> Result<Found, Error> {
        let mut found = find(Some(&self.wanted))?;
        self.folders.clear();
        match &mut found {
            Found::BuiltIn(_) => {
                return Err(Error::NotFound {
                    name: self.wanted.display().to_string(),
                    hint: None,
                });
            }
            Found::Tour(files) => self.witness(files),
            Found::Lobby { tours, .. } => tours.iter_mut().for_each(|files| self.witness(files)),
        }
        Ok(found)
    }

    /// Blocks until files have changed since the last call of [`Self::find`]; false when that cannot happen.
    pub fn wait(&mut self) -> bool {
        // What lies in a folder that is watched only now may have changed before it was.
        if self.cover() {
            return true;
        }
        loop {
            let Ok(event) = self.events.recv() else {
                return false;
            };
            if self.matters(&event) {
                break;
            }
        }
        self.calm();
        true
    }

    /// Waits until a save is over.
    fn calm(&mut self) {
        let end = now() + PATIENCE;
        let mut quiet = now() + QUIET;
        loop {
            let left = quiet.min(end).saturating_duration_since(now());
            match self.events.recv_timeout(left) {
                Ok(event) if self.matters(&event) => quiet = now() + QUIET,
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// It may change what is read. Reading is no change.
    fn matters(&mut self, event: &notify::Event) -> bool {
        let is_gone = matches!(
            event.kind,
            EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
        );
        if is_gone {
            for path in &event.paths {
                // A folder of the same name that comes later is another one.
                self.watched.remove(path);
            }
        }
        let is_change = match event.kind {
            EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
            _ => true,
        };
        // Without a path it says that others were lost.
        is_change && (event.paths.is_empty() || event.paths.iter().any(|path| self.concerns(path)))
    }

    /// A tour's text, a folder, or something that was asked for by this name. Others change beside a
    /// tour without end: an editor's hidden files, the log that our own output may be written to.
    fn concerns(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default();
        let is_hidden = name.as_encoded_bytes().starts_with(b".");
        let is_text = path.extension().is_some_and(|it| it == "toml");
        let known = |known: &PathBuf| known.iter().any(|part| part == name);
        let is_known = || {
            let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
            self.folders.iter().chain(&*asked).any(known) || known(&self.wanted)
        };
        !is_hidden && (is_text || is_known() || look(path).is_ok_and(|found| found.is_dir()))
    }

    /// Watches every folder that holds something of the tours; true if one of them was not watched before.
    fn cover(&mut self) -> bool {
        let mut wanted = BTreeSet::from([self.home()]);
        if self.is_folder_of_tours() {
            // A folder may become a tour when somebody puts a tour.toml into it.
            let inside = entries(&self.wanted).unwrap_or_default();
            let folders = inside.into_iter();
            wanted.extend(folders.filter(|entry| is_visible(entry, fs::Metadata::is_dir)));
        }
        wanted.extend(self.folders.iter().cloned());
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        wanted.extend(
            asked
                .iter()
                .filter_map(|path| Some(path.parent()?.to_owned())),
        );
        drop(asked);
        let mut grown = false;
        for folder in wanted.iter().take(MOST) {
            // A folder that cannot be watched is not there any more, or never may be.
            grown |= self.add(folder).unwrap_or(false);
        }
        grown
    }

    /// Watches a folder, or what is there of the way to it; true if that was not watched before.
    fn add(&mut self, folder: &Path) -> Result<bool, Error> {
        let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
        let there = folder
            .ancestors()
            .find(|path| look(path).is_ok_and(|found| found.is_dir()));
        let Some(there) = there.filter(|there| !self.watched.contains(*there)) else {
            return Ok(false);
        };
        let watched = self.watcher.watch(there, RecursiveMode::NonRecursive);
        watched.map_err(|error| unwatched(there, error))?;
        Ok(self.watched.insert(there.to_owned()))
    }

    /// The folder that was named, or that of the file.
    fn home(&self) -> PathBuf {
        if look(&self.wanted).is_ok_and(|found| found.is_dir()) {
            return self.wanted.clone();
        }
        folder_of(&self.wanted)
    }

    fn is_folder_of_tours(&self) -> bool {
        let is_folder = look(&self.wanted).is_ok_and(|found| found.is_dir());
        is_folder && look(&self.wanted.join("tour.toml")).is_err()
    }

    /// Keeps account of what is read for a tour.
    fn witness(&mut self, files: &mut TourFiles) {
        let main = Path::new(&files.main.name);
        let folder = folder_of(main);
        // A file that is a link changes where it leads to.
        for file in std::iter::once(&files.main).chain(&files.translations) {
            let real = fs::canonicalize(&file.name);
            self.folders.extend(real.ok().map(|real| folder_of(&real)));
        }
        self.folders.insert(folder.clone());
        let door = std::mem::replace(&mut files.assets, Box::new(Closed));
        files.assets = Box::new(Witness {
            door,
            folder,
            asked: Arc::clone(&self.asked),
        });
    }
}

fn unwatched(path: &Path, error: notify::Error) -> Error {
    Error::Io {
        act: "watch",
        path: path.to_owned(),
        source: std::io::Error::other(error),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the end of a save is a time without news"
)]
fn now() -> Instant {
    Instant::now()
}

/// A door that remembers what was asked for.
struct Witness {
    door: Box<dyn Assets>,
    folder: PathBuf,
    asked: Asked,
}

impl Witness {
    fn note(&self, path: &str) {
        if crate::tour::path_fault(path).is_none() {
            let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
            asked.insert(self.folder.join(path));
        }
    }
}

impl Assets for Witness {
    fn read(&self, path: &str) -> Result<Vec<u8>, AssetError> {
        self.note(path);
        self.door.read(path)
    }

    fn read_up_to(&self, path: &str, limit: u64) -> Result<Vec<u8>, AssetError> {
        self.note(path);
        self.door.read_up_to(path, limit)
    }

    fn read_start(&self, path: &str, count: u64, limit: u64) -> Result<Vec<u8>, AssetError> {
        self.note(path);
        self.door.read_start(path, count, limit)
    }

    fn exists(&self, path: &str) -> bool {
        self.note(path);
        self.door.exists(path)
    }

    fn today(&self) -> Option<Date> {
        self.door.today()
    }
}

/// Stands in for a door while it is taken off.
struct Closed;

impl Assets for Closed {
    fn read(&self, _path: &str) -> Result<Vec<u8>, AssetError> {
        Err(AssetError::Missing)
    }

    fn exists(&self, _path: &str) -> bool {
        false
    }
}
