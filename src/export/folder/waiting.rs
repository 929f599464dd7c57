//! A folder in which files wait for their places, for one export at a time.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::export::folder::{clear, is_folder, marker, remove};

/// A folder that this export made or took over.
#[derive(Debug)]
pub(super) struct Waiting {
    path: PathBuf,
    end: End,
    /// Held while the folder is in use; the system lets it go when the process ends.
    _lock: Option<File>,
}

/// What becomes of a folder when it is dropped.
#[derive(Debug, PartialEq, Eq)]
enum End {
    Removed,
    Left,
}

impl Waiting {
    /// Makes the folder, or takes over that of an export that was killed, with all that is in it.
    ///
    /// # Errors
    /// `WouldBlock` when another export is at work with it, `AlreadyExists` when it is no export's; and
    /// when it cannot be made.
    pub(super) fn take(path: &Path) -> io::Result<Self> {
        loop {
            match fs::create_dir(path) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                _ => {}
            }
            // Another export may be done with it, and have removed it, before any of these lines.
            match Self::held(path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
                Ok(None) => {}
                Ok(Some(held)) => return Ok(held),
            }
        }
    }

    /// The folder, locked; none if there is another one in its place by now.
    fn held(path: &Path) -> io::Result<Option<Self>> {
        let lock = if is_folder(path) { lock(path)? } else { None };
        if lock.as_ref().is_some_and(|lock| !is_at(lock, path)) {
            return Ok(None);
        }
        let is_ours = is_folder(path) && (marker::is_export(path) || marker::is_begun(path)?);
        if !is_ours {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        Ok(Some(Self {
            path: path.to_owned(),
            end: End::Removed,
            _lock: lock,
        }))
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Removes what is in it.
    pub(super) fn clear(&self) -> io::Result<()> {
        clear(&self.path)
    }

    /// It is not to be removed: it holds what the next export needs.
    pub(super) fn leave(&mut self) {
        self.end = End::Left;
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if self.end == End::Removed {
            // What cannot be removed now is by the next export.
            let _ = remove(&self.path);
        }
    }
}

/// Locks a folder, where folders have locks.
///
/// # Errors
/// `WouldBlock` when another process has locked it; and when it cannot be opened.
pub(super) fn lock(path: &Path) -> io::Result<Option<File>> {
    if cfg!(not(unix)) {
        return Ok(None);
    }
    let folder = File::open(path)?;
    match folder.try_lock() {
        Err(fs::TryLockError::WouldBlock) => Err(io::ErrorKind::WouldBlock.into()),
        // Some file systems have no locks; nobody shares a folder there.
        Ok(()) | Err(fs::TryLockError::Error(_)) => Ok(Some(folder)),
    }
}

/// Whether a folder that was opened still is the one at its path.
#[cfg(unix)]
fn is_at(folder: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    let [held, there] = [folder.metadata(), fs::symlink_metadata(path)]
        .map(|found| found.map(|found| (found.dev(), found.ino())).ok());
    held == there
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
