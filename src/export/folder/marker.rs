//! The file that tells an export: which files it wrote.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use crate::export::folder::is_folder;
use crate::tour::path_fault;

/// Its name.
pub(super) const MARKER: &str = ".docent-export";
/// What it begins with.
const MARK: &str = "Written by docent export, which replaces these files and no others:";

/// The file for those with these paths; it does not name itself.
pub(super) fn bytes<'a>(paths: impl IntoIterator<Item = &'a String>) -> Vec<u8> {
    let mut marker = format!("{MARK}\n");
    for path in paths.into_iter().filter(|path| *path != MARKER) {
        marker.push_str(path);
        marker.push('\n');
    }
    marker.into_bytes()
}

/// The files that an earlier export says it wrote, the one that says so included.
pub(super) fn known(folder: &Path) -> Option<BTreeSet<String>> {
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

pub(super) fn is_export(folder: &Path) -> bool {
    is_folder(folder) && known(folder).is_some()
}

/// Whether a folder is what an export makes first of all: it holds no file, or just the beginning of one
/// that tells whose it is.
pub(super) fn is_begun(folder: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let is_begun = if entry.file_type()?.is_dir() {
            is_begun(&entry.path())?
        } else {
            entry.file_name() == MARKER && entry.metadata()?.len() == 0
        };
        if !is_begun {
            return Ok(false);
        }
    }
    Ok(true)
}
