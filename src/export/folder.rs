//! Writing a folder of files: the whole of it, or nothing.
//!
//! A folder that holds nothing but an earlier export is made anew beside it and put in its place. One
//! that holds other files too is written into: first all into a folder inside it, then each file to its
//! place, and what was there waits until all are. No file is ever removed but those that an earlier
//! export says it wrote, and nothing is written through links that lead out of the folder.
//!
//! An export that fails takes back what it did. What one that was killed left behind is taken back by
//! the next one to the same folder; so that it is known which was killed and which is at work, each locks
//! the folder in which its files wait.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the module that writes folders of exports"
)]

mod exchange;
mod marker;
mod merge;
mod settling;
#[cfg(test)]
mod tests;
mod waiting;

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::io;
use std::path::Path;

use crate::error::Error;
use crate::tour::path_fault;

use self::exchange::Beside;
use self::marker::MARKER;

/// Files to be written: paths inside a folder, divided by `/`, and bytes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Files(BTreeMap<String, Vec<u8>>);

/// What becomes of files that are there and were not written by an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Existing {
    /// A folder with any is refused.
    Refused,
    /// Those with the same names are replaced; all others stay.
    Replaced,
}

/// What is there before an export, with the files of an earlier one.
enum Found {
    /// Nothing, or an earlier export and nothing else.
    Own(BTreeSet<String>),
    /// Other files too, or a folder that has to stay the same one.
    Shared(BTreeSet<String>),
}

impl Files {
    pub(crate) fn add(&mut self, path: String, bytes: Vec<u8>) {
        self.0.insert(path, bytes);
    }

    /// The same with the file that tells them as an export.
    fn marked(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = self.0.clone();
        files.insert(MARKER.to_owned(), marker::bytes(self.0.keys()));
        files
    }
}

/// Writes files to a folder, which is made if it is not there.
///
/// # Errors
/// When the folder holds what is not to be replaced, cannot be written, or is being written by another
/// export; it is then what it was.
pub(crate) fn write(folder: &Path, files: &Files, existing: Existing) -> Result<(), Error> {
    // A link stays one, and what it leads to is replaced.
    let folder = &fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let files = &files.marked();
    let beside = Beside::take(folder)?;
    // Where nothing can be made beside it, the folder itself holds others off; it stays the same one.
    let turn = beside.is_none().then(|| waiting::lock(folder)).transpose();
    let _turn = turn.map_err(|error| exchange::refused(folder, folder, error))?;
    merge::tidy(folder)?;
    let known = match (found(folder, existing)?, &beside) {
        (Found::Own(known), Some(beside)) => match beside.exchange(files) {
            Err(error) if has_to_stay(&error) => known,
            done => return done.map_err(|source| failed("write", folder, source)),
        },
        (Found::Own(known) | Found::Shared(known), _) => known,
    };
    merge::merge(folder, files, &known, existing)
}

/// A folder stays where it is if another file system is mounted on it, as containers have them, or if it
/// holds other files by now.
fn has_to_stay(error: &io::Error) -> bool {
    let kind = error.kind();
    matches!(
        kind,
        io::ErrorKind::ResourceBusy
            | io::ErrorKind::CrossesDevices
            | io::ErrorKind::DirectoryNotEmpty
    )
}

fn found(folder: &Path, existing: Existing) -> Result<Found, Error> {
    let Ok(at) = fs::symlink_metadata(folder) else {
        return Ok(Found::Own(BTreeSet::new()));
    };
    if !at.is_dir() {
        return Err(Error::InTheWay {
            path: folder.to_owned(),
            wanted: "folder",
        });
    }
    let look = |source| failed("look into", folder, source);
    let known = marker::known(folder);
    if known.is_none() && existing == Existing::Refused && !is_empty(folder).map_err(look)? {
        return Err(Error::OtherFiles {
            path: folder.to_owned(),
        });
    }
    let known = known.unwrap_or_default();
    let has_others = holds_others(folder, "", &known).map_err(look)?;
    Ok(if has_others || is_stood_in(folder) {
        Found::Shared(known)
    } else {
        Found::Own(known)
    })
}

/// Whether anything in a folder is not among the files that an export wrote.
fn holds_others(folder: &Path, inside: &str, known: &BTreeSet<String>) -> io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{inside}{}", entry.file_name().to_string_lossy());
        let prefix = format!("{path}/");
        let is_other = if entry.file_type()?.is_dir() {
            let is_known = known.iter().any(|known| known.starts_with(&prefix));
            !is_known || holds_others(&entry.path(), &prefix, known)?
        } else {
            !known.contains(&path)
        };
        if is_other {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether the shell that called stands in this folder or below it: it must not be moved away.
fn is_stood_in(folder: &Path) -> bool {
    let here = env::current_dir().and_then(fs::canonicalize);
    here.is_ok_and(|here| here.starts_with(folder)) || folder.file_name().is_none()
}

fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

fn is_empty(folder: &Path) -> io::Result<bool> {
    Ok(fs::read_dir(folder)?.next().is_none())
}

/// The folders between a folder and a file in it, the lowest first.
fn above<'a>(folder: &'a Path, file: &'a Path) -> impl Iterator<Item = &'a Path> {
    let above = file.ancestors().skip(1);
    above.take_while(move |above| *above != folder)
}

/// Writes all files below a folder that is there; first the one that tells whose they are.
fn fill(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    let marker = files.iter().filter(|(path, _)| *path == MARKER);
    let others = files.iter().filter(|(path, _)| *path != MARKER);
    for (path, bytes) in marker.chain(others) {
        if let Some(fault) = path_fault(path) {
            return Err(io::Error::other(format!("{path}: {fault}")));
        }
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, bytes)?;
    }
    Ok(())
}

/// Removes a folder of an export.
fn remove(folder: &Path) -> io::Result<()> {
    clear(folder)?;
    fs::remove_dir(folder)
}

/// Removes what is in a folder of an export; the file that tells whose it is last, so that it can be known
/// if this is cut short.
fn clear(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        } else if entry.file_name() != MARKER {
            fs::remove_file(entry.path())?;
        }
    }
    match fs::remove_file(folder.join(MARKER)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn failed(act: &'static str, path: &Path, source: io::Error) -> Error {
    Error::Io {
        act,
        path: path.to_owned(),
        source,
    }
}
