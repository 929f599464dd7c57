//! A folder made anew beside the old one and put in its place.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::export::folder::marker::{self, MARKER};
use crate::export::folder::waiting::Waiting;
use crate::export::folder::{failed, fill, holds_others, is_empty, is_there, remove};

/// What lies beside a folder while it is written.
#[derive(Debug)]
pub(super) struct Beside {
    folder: PathBuf,
    /// What the new one is in until it has its place. It holds others off to the end.
    new: Waiting,
    /// Where the old one is until the new one is in its place.
    old: PathBuf,
}

impl Beside {
    /// What is used to make a folder anew; nothing where the folder above it is not to be written into.
    /// Puts right what an export left that was killed.
    ///
    /// # Errors
    /// When another export is at work, and when nothing can be made there.
    pub(super) fn take(folder: &Path) -> Result<Option<Self>, Error> {
        let Some(name) = folder.file_name().map(|name| name.to_string_lossy()) else {
            return Ok(None);
        };
        let parent = folder.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(parent).map_err(|source| failed("make the folder", parent, source))?;
        let [new, old] =
            ["new", "old"].map(|kind| folder.with_file_name(format!(".{name}.docent-{kind}")));
        let new = match Waiting::take(&new) {
            Err(error) if is_shut(&error) && is_there(folder) => return Ok(None),
            Err(error) => return Err(refused(folder, &new, error)),
            Ok(taken) => taken,
        };
        let cleared = new.clear();
        cleared.map_err(|source| failed("clear away", new.path(), source))?;
        let folder = folder.to_owned();
        let taken = Self { folder, new, old };
        let tidied = taken.tidy();
        tidied.map_err(|source| failed("clear away", &taken.old, source))?;
        Ok(Some(taken))
    }

    fn tidy(&self) -> io::Result<()> {
        if !marker::is_export(&self.old) {
            return Ok(());
        }
        if is_there(&self.folder) {
            return remove(&self.old);
        }
        // The export was killed when the old one was out of the way and the new one not in its place yet.
        fs::rename(&self.old, &self.folder)
    }

    /// Makes the folder and puts it in its place.
    pub(super) fn exchange(&self, files: &BTreeMap<String, Vec<u8>>) -> io::Result<()> {
        // One that is shut could be moved away, and then neither filled nor removed.
        if is_there(&self.folder) && fs::metadata(&self.folder)?.permissions().readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let made = self.new.path().join("new");
        fs::write(self.new.path().join(MARKER), marker::bytes(files.keys()))?;
        fs::create_dir(&made)?;
        fill(&made, files)?;
        self.swap(&made)
    }

    fn swap(&self, made: &Path) -> io::Result<()> {
        let (folder, old) = (&self.folder, &self.old);
        if !is_there(folder) {
            return fs::rename(made, folder);
        }
        fs::set_permissions(made, fs::metadata(folder)?.permissions())?;
        if is_empty(folder)? {
            fs::remove_dir(folder)?;
            return fs::rename(made, folder).inspect_err(|_| {
                let _ = fs::create_dir(folder);
            });
        }
        fs::rename(folder, old)?;
        if let Err(error) = self
            .has_nothing_else()
            .and_then(|()| fs::rename(made, folder))
        {
            fs::rename(old, folder)?;
            return Err(error);
        }
        // The new one is in its place; what cannot be removed now is at the next export.
        let _ = remove(old);
        Ok(())
    }

    /// Somebody may have put a file into the old folder while the new one was made.
    fn has_nothing_else(&self) -> io::Result<()> {
        let known = marker::known(&self.old).unwrap_or_default();
        if holds_others(&self.old, "", &known)? {
            return Err(io::ErrorKind::DirectoryNotEmpty.into());
        }
        Ok(())
    }
}

/// A folder may be its user's where the one above it is not, as web servers' and containers' are.
fn is_shut(error: &io::Error) -> bool {
    let kind = error.kind();
    matches!(
        kind,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
    )
}

/// Why files for a folder cannot wait at a path.
pub(super) fn refused(folder: &Path, path: &Path, error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::WouldBlock => Error::AtWork {
            path: folder.to_owned(),
        },
        _ => failed("make the folder", path, error),
    }
}
