//! Files on their way from where they wait to their places among others.
//!
//! For each path there are three states, which tell themselves apart by what lies where, so that any
//! process can take any of them back: the new file waits (and the old one is in its place); the new one
//! waits and the old one is kept; the new one is in its place (and the old one is kept). All of it begins
//! when the folder of what is kept gets its name, and is done when the list of the new files is in its
//! place. In between the list in the folder names the old files and the new ones.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::export::folder::marker::{self, MARKER};
use crate::export::folder::{above, fill, is_folder, is_there};

/// A folder, and those that the files for it and from it are in meanwhile.
#[derive(Debug)]
pub(super) struct Settling<'a> {
    folder: &'a Path,
    waiting: &'a Path,
    /// The new files.
    new: PathBuf,
    /// What was in the places of the new ones, and what is not to be there any more. Of folders, those
    /// that were there.
    old: PathBuf,
    /// The same before anything is moved, and after all is moved back.
    idle: PathBuf,
}

/// A file that is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step<'p> {
    /// Out of the way.
    Keep(&'p str),
    /// To its place.
    Place(&'p str),
}

impl<'a> Settling<'a> {
    pub(super) fn new(folder: &'a Path, waiting: &'a Path) -> Self {
        Self {
            folder,
            waiting,
            new: waiting.join("new"),
            old: waiting.join("old"),
            idle: waiting.join("idle"),
        }
    }

    /// Writes files, moves each to its place, and takes away those that an earlier export wrote and this
    /// one does not.
    pub(super) fn settle(
        &self,
        files: &BTreeMap<String, Vec<u8>>,
        known: &BTreeSet<String>,
    ) -> io::Result<()> {
        self.begin(files, known)?;
        for step in steps(files, known) {
            self.take(step)?;
        }
        self.end(known)
    }

    /// Writes the files where they wait, and makes ready what is needed to take everything back.
    pub(super) fn begin(
        &self,
        files: &BTreeMap<String, Vec<u8>>,
        known: &BTreeSet<String>,
    ) -> io::Result<()> {
        fs::write(self.waiting.join(MARKER), marker::bytes(files.keys()))?;
        fs::create_dir(&self.new)?;
        fill(&self.new, files)?;
        fs::create_dir(&self.idle)?;
        for path in files.keys().chain(known) {
            self.note_folders(path)?;
        }
        if let Some(bytes) = read(&self.folder.join(MARKER))? {
            fs::write(self.idle.join(MARKER), bytes)?;
        }
        fs::rename(&self.idle, &self.old)?;
        let both: BTreeSet<_> = files.keys().chain(known).collect();
        self.mark(&marker::bytes(both))
    }

    /// Notes which of the folders above a path are there.
    fn note_folders(&self, path: &str) -> io::Result<()> {
        let at = self.folder.join(path);
        let there = above(self.folder, &at).filter(|above| is_folder(above));
        for above in there.filter_map(|above| above.strip_prefix(self.folder).ok()) {
            fs::create_dir_all(self.idle.join(above))?;
        }
        Ok(())
    }

    /// Puts a list of files in the place of the one there is.
    fn mark(&self, bytes: &[u8]) -> io::Result<()> {
        let next = self.waiting.join("marker");
        fs::write(&next, bytes)?;
        fs::rename(next, self.folder.join(MARKER))
    }

    pub(super) fn take(&self, step: Step<'_>) -> io::Result<()> {
        match step {
            Step::Keep(path) if self.is_file(path) => rename(self.folder, &self.old, path),
            Step::Keep(_) => Ok(()),
            Step::Place(path) => rename(&self.new, self.folder, path),
        }
    }

    /// Whether there is a file, or a link, that no link leads to.
    fn is_file(&self, path: &str) -> bool {
        let at = self.folder.join(path);
        above(self.folder, &at).all(is_folder) && is_there(&at) && !is_folder(&at)
    }

    /// All is in its place: from here on nothing is taken back.
    fn end(&self, known: &BTreeSet<String>) -> io::Result<()> {
        rename(&self.new, self.folder, MARKER)?;
        for path in known {
            self.remove_empty(path, |_| true);
        }
        Ok(())
    }

    /// Moves everything back that was moved, unless all is in its place.
    pub(super) fn put_back(&self) -> io::Result<()> {
        if !is_folder(&self.old) || !is_there(&self.new.join(MARKER)) {
            return Ok(());
        }
        let new = marker::known(self.waiting).unwrap_or_default();
        let known = marker::known(&self.old).unwrap_or_default();
        let paths: BTreeSet<_> = new.union(&known).filter(|path| *path != MARKER).collect();
        for path in &paths {
            self.move_back(path, new.contains(*path))?;
        }
        for path in &paths {
            self.remove_empty(path, |above| !is_there(&self.old.join(above)));
        }
        self.mark_back()?;
        fs::rename(&self.old, &self.idle)
    }

    fn move_back(&self, path: &str, is_new: bool) -> io::Result<()> {
        let is_placed = is_new && !is_there(&self.new.join(path));
        if is_placed && self.is_file(path) {
            rename(self.folder, &self.new, path)?;
        }
        if is_there(&self.old.join(path)) {
            rename(&self.old, self.folder, path)?;
        }
        Ok(())
    }

    /// The list of files that was there.
    fn mark_back(&self) -> io::Result<()> {
        match read(&self.old.join(MARKER))? {
            Some(bytes) => self.mark(&bytes),
            None if is_there(&self.folder.join(MARKER)) => {
                fs::remove_file(self.folder.join(MARKER))
            }
            None => Ok(()),
        }
    }

    /// Removes the folders above a path that are empty, if they are to go.
    fn remove_empty(&self, path: &str, goes: impl Fn(&Path) -> bool) {
        let at = self.folder.join(path);
        for above in above(self.folder, &at) {
            if above.strip_prefix(self.folder).is_ok_and(&goes) && is_folder(above) {
                // It stays if anything is in it.
                let _ = fs::remove_dir(above);
            }
        }
    }
}

/// What is moved, in this order.
pub(super) fn steps<'p>(
    files: &'p BTreeMap<String, Vec<u8>>,
    known: &'p BTreeSet<String>,
) -> impl Iterator<Item = Step<'p>> {
    let placed = files.keys().filter(|path| *path != MARKER);
    let placed = placed.flat_map(|path| [Step::Keep(path), Step::Place(path)]);
    let gone = known.iter().filter(|path| !files.contains_key(*path));
    placed.chain(gone.map(|path| Step::Keep(path)))
}

/// Moves a file from one folder to the same place in another.
fn rename(from: &Path, to: &Path, path: &str) -> io::Result<()> {
    let at = to.join(path);
    fs::create_dir_all(at.parent().unwrap_or(to))?;
    if !above(to, &at).all(is_folder) {
        return Err(io::Error::other(format!("{path}: a link is in its way")));
    }
    fs::rename(from.join(path), at)
}

fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        read => read.map(Some),
    }
}
