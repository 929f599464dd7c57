//! Files that educators keep: read and replaced whole, never left half written.

#![expect(
    clippy::disallowed_methods,
    reason = "commands for educators write the files they were asked for"
)]

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// Writes a text beside a file and puts it in its place.
///
/// # Errors
/// When the folder or the file cannot be written; the file is then what it was.
pub(super) fn replace(path: &Path, text: &str) -> Result<(), Error> {
    // A link stays one, and what it leads to is replaced.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let beside = beside(&path);
    let done = write(&beside, &path, text);
    if done.is_err() {
        let _ = fs::remove_file(&beside);
    }
    done.map_err(|source| Error::Io {
        act: "write",
        path,
        source,
    })
}

fn write(beside: &Path, path: &Path, text: &str) -> io::Result<()> {
    if let Ok(found) = fs::metadata(path) {
        // Replacing it would get round a file's being read-only.
        fs::OpenOptions::new().write(true).open(path)?;
        let mut file = fs::File::create(beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::set_permissions(beside, found.permissions())?;
    } else {
        let mut file = fs::File::create(beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
    }
    fs::rename(beside, path)
}

/// A hidden name in the same folder, of this process alone.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}
