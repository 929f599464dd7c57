//! Writing a folder of files: the whole of it, or nothing.
//!
//! A folder that holds nothing but an earlier export is made anew beside it and put in its place. One
//! that holds other files too is written into: first all into a folder inside it, then each file to its
//! place. No file is ever removed but those that an earlier export says it wrote, and nothing is
//! written through links that lead out of the folder.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the module that writes folders of exports"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::tour::path_fault;

/// The file that tells an export: which files it wrote.
const MARKER: &str = ".docent-export";
/// What it begins with.
const MARK: &str = "Written by docent export, which replaces these files and no others:";
/// The name of a folder inside another in which files wait for their places.
const WAITING: &str = ".docent-new";

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

/// What is there before an export.
enum Found {
    /// Nothing, or an earlier export and nothing else.
    Own,
    /// Other files too, or a folder that has to stay the same one; with the files of an earlier export.
    Shared(BTreeSet<String>),
}

impl Files {
    pub(crate) fn add(&mut self, path: String, bytes: Vec<u8>) {
        self.0.insert(path, bytes);
    }

    /// The same with the file that tells them as an export.
    fn marked(&self) -> BTreeMap<String, Vec<u8>> {
        let mut marker = format!("{MARK}\n");
        for path in self.0.keys() {
            marker.push_str(path);
            marker.push('\n');
        }
        let mut files = self.0.clone();
        files.insert(MARKER.to_owned(), marker.into_bytes());
        files
    }
}

/// Writes files to a folder, which is made if it is not there.
///
/// # Errors
/// When the folder holds what is not to be replaced, or cannot be written; it is then what it was.
pub(crate) fn write(folder: &Path, files: &Files, existing: Existing) -> Result<(), Error> {
    // A link stays one, and what it leads to is replaced.
    let folder = &fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    tidy(folder).map_err(|source| failed("tidy up beside", folder, source))?;
    let files = &files.marked();
    match found(folder, existing)? {
        Found::Own => exchange(folder, files, existing),
        Found::Shared(known) => merge(folder, files, &known, existing),
    }
}

/// What lies beside a folder while it is written: the new one, and the old one.
fn beside(folder: &Path) -> Option<[PathBuf; 2]> {
    let name = folder.file_name()?.to_string_lossy();
    Some(["new", "old"].map(|kind| folder.with_file_name(format!(".{name}.docent-{kind}"))))
}

/// Puts right what an export that was killed left behind.
fn tidy(folder: &Path) -> io::Result<()> {
    let Some([new, old]) = beside(folder) else {
        return Ok(());
    };
    if is_export(&old) && !is_there(folder) {
        fs::rename(&old, folder)?;
    }
    for left in [new, old, folder.join(WAITING)] {
        if is_export(&left) {
            fs::remove_dir_all(&left)?;
        }
    }
    Ok(())
}

fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn is_export(folder: &Path) -> bool {
    let is_folder = fs::symlink_metadata(folder).is_ok_and(|found| found.is_dir());
    is_folder && known(folder).is_some()
}

/// The files that an earlier export says it wrote, the one that says so included.
fn known(folder: &Path) -> Option<BTreeSet<String>> {
    let marker = fs::read_to_string(folder.join(MARKER)).ok()?;
    let mut lines = marker.lines();
    if lines.next() != Some(MARK) {
        return None;
    }
    let inside = lines.filter(|path| path_fault(path).is_none());
    Some(
        inside
            .map(str::to_owned)
            .chain([MARKER.to_owned()])
            .collect(),
    )
}

fn found(folder: &Path, existing: Existing) -> Result<Found, Error> {
    let Ok(at) = fs::symlink_metadata(folder) else {
        return Ok(Found::Own);
    };
    if !at.is_dir() {
        return Err(Error::InTheWay {
            path: folder.to_owned(),
            wanted: "folder",
        });
    }
    let look = |source| failed("look into", folder, source);
    let known = known(folder);
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
        Found::Own
    })
}

fn is_empty(folder: &Path) -> io::Result<bool> {
    Ok(fs::read_dir(folder)?.next().is_none())
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

/// Makes a folder beside the old one and puts it in its place.
fn exchange(
    folder: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    existing: Existing,
) -> Result<(), Error> {
    let Some([new, old]) = beside(folder) else {
        return merge(folder, files, &BTreeSet::new(), existing);
    };
    let parent = folder.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(parent).map_err(|source| failed("make the folder", parent, source))?;
    match fs::create_dir(&new) {
        // A folder may be its user's where the one above it is not, as web servers' are.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied && is_there(folder) => {
            return merge(folder, files, &known(folder).unwrap_or_default(), existing);
        }
        made => made.map_err(|source| failed("make the folder", &new, source))?,
    }
    let done = fill(&new, files).and_then(|()| swap(folder, &new, &old));
    let Err(error) = done else {
        return Ok(());
    };
    // What could not be written whole, or put in its place, is of no use to anybody.
    let _ = fs::remove_dir_all(&new);
    if is_mounted(&error) {
        return merge(folder, files, &known(folder).unwrap_or_default(), existing);
    }
    Err(failed("write", folder, error))
}

/// A folder that another file system is mounted on, as containers have them, stays where it is.
fn is_mounted(error: &io::Error) -> bool {
    let kind = error.kind();
    matches!(
        kind,
        io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices
    )
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

fn swap(folder: &Path, new: &Path, old: &Path) -> io::Result<()> {
    if !is_there(folder) {
        return fs::rename(new, folder);
    }
    fs::set_permissions(new, fs::metadata(folder)?.permissions())?;
    if is_empty(folder)? {
        fs::remove_dir(folder)?;
        return fs::rename(new, folder);
    }
    fs::rename(folder, old)?;
    if let Err(error) = fs::rename(new, folder) {
        fs::rename(old, folder)?;
        return Err(error);
    }
    // The new one is in its place; what cannot be removed now is at the next export.
    let _ = fs::remove_dir_all(old);
    Ok(())
}

/// Writes files into a folder among others.
fn merge(
    folder: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    known: &BTreeSet<String>,
    existing: Existing,
) -> Result<(), Error> {
    for path in files.keys() {
        refuse(folder, path, known, existing)?;
    }
    let waiting = folder.join(WAITING);
    // One that is there already is somebody else's.
    fs::create_dir(&waiting).map_err(|source| failed("make the folder", &waiting, source))?;
    let done = fill(&waiting, files).and_then(|()| settle(folder, &waiting, files, known));
    let _ = fs::remove_dir_all(&waiting);
    done.map_err(|source| failed("write into", folder, source))
}

/// Tells what stands in the place of a file and is not to be replaced.
fn refuse(
    folder: &Path,
    path: &str,
    known: &BTreeSet<String>,
    existing: Existing,
) -> Result<(), Error> {
    let at = folder.join(path);
    let above = at.ancestors().skip(1).take_while(|above| *above != folder);
    let is_folder = |path: &Path| fs::symlink_metadata(path).is_ok_and(|found| found.is_dir());
    if let Some(barred) = above
        .into_iter()
        .find(|above| is_there(above) && !is_folder(above))
    {
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

/// Moves each file to its place, and takes away those that an earlier export wrote and this one did not.
fn settle(
    folder: &Path,
    waiting: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    known: &BTreeSet<String>,
) -> io::Result<()> {
    let marker = files.keys().filter(|path| *path == MARKER);
    let others = files.keys().filter(|path| *path != MARKER);
    for path in others.chain(marker) {
        let to = folder.join(path);
        fs::create_dir_all(to.parent().unwrap_or(folder))?;
        fs::rename(waiting.join(path), to)?;
    }
    for path in known.iter().filter(|path| !files.contains_key(*path)) {
        remove(folder, path);
    }
    Ok(())
}

/// Removes a file that an earlier export wrote, and the folders that are empty then.
fn remove(folder: &Path, path: &str) {
    let at = folder.join(path);
    let above = || at.ancestors().skip(1).take_while(|above| *above != folder);
    let is_folder = |path: &Path| fs::symlink_metadata(path).is_ok_and(|found| found.is_dir());
    if !above().all(is_folder) || fs::remove_file(&at).is_err() {
        return;
    }
    for above in above() {
        let _ = fs::remove_dir(above);
    }
}

fn failed(act: &'static str, path: &Path, source: io::Error) -> Error {
    Error::Io {
        act,
        path: path.to_owned(),
        source,
    }
}
