//! Files written into a folder among others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::export::folder::exchange::refused;
use crate::export::folder::settling::Settling;
use crate::export::folder::waiting::Waiting;
use crate::export::folder::{Existing, above, failed, is_folder, is_there};

/// The name of the folder inside another in which files wait for their places.
const WAITING: &str = ".docent-new";

/// Takes back what an export did that was killed.
///
/// # Errors
/// When another export is at work, and when it cannot be taken back.
pub(super) fn tidy(folder: &Path) -> Result<(), Error> {
    let path = folder.join(WAITING);
    if !is_folder(folder) || !is_there(&path) {
        return Ok(());
    }
    match Waiting::take(&path) {
        // Somebody else's: it is like any other file.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(refused(folder, &path, error)),
        Ok(waiting) => put_back(folder, waiting),
    }
}

/// Writes files into a folder among others; `known` are those that an earlier export wrote there.
pub(super) fn merge(
    folder: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    known: &BTreeSet<String>,
    existing: Existing,
) -> Result<(), Error> {
    for path in files.keys() {
        refuse(folder, path, known, existing)?;
    }
    let path = folder.join(WAITING);
    let waiting = Waiting::take(&path).map_err(|error| refused(folder, &path, error))?;
    let settling = Settling::new(folder, waiting.path());
    let settled = settling.settle(files, known);
    settled.or_else(|error| {
        put_back(folder, waiting)?;
        Err(failed("write into", folder, error))
    })
}

/// Moves what was there to its place; what cannot be moved is kept until the next export.
fn put_back(folder: &Path, mut waiting: Waiting) -> Result<(), Error> {
    let path: PathBuf = waiting.path().to_owned();
    let back = Settling::new(folder, &path).put_back();
    back.map_err(|error| {
        waiting.leave();
        failed("put back what was there before from", &path, error)
    })
}

/// Tells what stands in the place of a file and is not to be replaced.
fn refuse(
    folder: &Path,
    path: &str,
    known: &BTreeSet<String>,
    existing: Existing,
) -> Result<(), Error> {
    let at = folder.join(path);
    if let Some(barred) = above(folder, &at).find(|above| is_there(above) && !is_folder(above)) {
        return Err(Error::InTheWay {
            path: barred.to_owned(),
            wanted: "folder",
        });
    }
    match fs::symlink_metadata(&at) {
        Err(_) => Ok(()),
        Ok(found) if !found.is_file() => Err(Error::InTheWay {
            path: at,
            wanted: "file",
        }),
        Ok(_) if known.contains(path) || existing == Existing::Replaced => Ok(()),
        Ok(_) => Err(Error::Kept { path: at }),
    }
}
