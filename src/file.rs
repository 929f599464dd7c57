//! Files that are kept: written whole or not at all.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the module that writes files for others"
)]

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;

/// How the name of a file ends that is not whole yet.
const UNFINISHED: &str = ".tmp";

/// Makes a folder and those above it, unless it is there.
pub(crate) fn make_folder(path: &Path) -> Result<(), Error> {
    fs::create_dir_all(path).map_err(|source| failed("make the folder", path, source))
}

/// Tells that a file is there already.
pub(crate) fn refuse_existing(path: &Path) -> Result<(), Error> {
    match fs::symlink_metadata(path) {
        Ok(_) => Err(Error::Exists {
            path: path.to_owned(),
        }),
        Err(_) => Ok(()),
    }
}

/// Writes a text beside a file and puts it in its place.
///
/// # Errors
/// When the folder or the file cannot be written; the file is then what it was.
pub(crate) fn replace(path: &Path, text: &str) -> Result<(), Error> {
    // A link stays one, and what it leads to is replaced.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let beside = beside(path);
    let written = write(&beside, path, text);
    written.map_err(|source| {
        // What could not be written whole is of no use to anybody.
        let _ = fs::remove_file(&beside);
        failed("write", path, source)
    })
}

fn write(beside: &Path, path: &Path, text: &str) -> io::Result<()> {
    let old = fs::metadata(path).ok();
    if old.is_some() {
        // Replacing it would get round a file's being read-only.
        fs::OpenOptions::new().write(true).open(path)?;
    }
    let mut file = fs::File::create(beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    if let Some(old) = old {
        fs::set_permissions(beside, old.permissions())?;
    }
    fs::rename(beside, path)?;
    sync_folder(path);
    Ok(())
}

/// Writes a file that is not there yet, for its owner's eyes alone.
///
/// # Errors
/// When it is there, or the folder cannot be written.
#[cfg(feature = "ssh")]
pub(crate) fn make_secret(path: &Path, text: &str) -> Result<(), Error> {
    let beside = beside(path);
    let made = make_beside(&beside, path, text);
    // What could not be written whole is of no use to anybody; what was has its own name.
    let _ = fs::remove_file(&beside);
    made.map_err(|source| failed("make", path, source))
}

#[cfg(feature = "ssh")]
fn make_beside(beside: &Path, path: &Path, text: &str) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    // Unlike a rename this does not replace what another server made in the meantime.
    fs::hard_link(beside, path)?;
    sync_folder(path);
    Ok(())
}

/// Tells that others than its owner may read or change a file.
#[cfg(all(feature = "ssh", unix))]
pub(crate) fn refuse_open_to_others(path: &Path) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt;

    let found = fs::metadata(path).map_err(|source| failed("open", path, source))?;
    let others = found.permissions().mode() & 0o077;
    if others == 0 {
        return Ok(());
    }
    let path = path.display();
    Err(Error::Usage(format!(
        "{path} can be read by others than its owner; `chmod 600 {path}` keeps it secret"
    )))
}

#[cfg(all(feature = "ssh", not(unix)))]
pub(crate) fn refuse_open_to_others(_: &Path) -> Result<(), Error> {
    Ok(())
}

/// Makes the new name outlive a failing of the power; some file systems cannot, and the file is whole
/// all the same.
fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent()
        && let Ok(folder) = fs::File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

/// Removes a file, if it is there.
pub(crate) fn remove(path: &Path) {
    let _ = fs::remove_file(path);
}

/// Removes what programs that were killed while they wrote left in a folder.
pub(crate) fn remove_unfinished(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') && name.ends_with(UNFINISHED) {
            remove(&entry.path());
        }
    }
}

/// A hidden name in the same folder, of this process alone.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}{UNFINISHED}", std::process::id()))
}

fn failed(act: &'static str, path: &Path, source: io::Error) -> Error {
    Error::Io {
        act,
        path: path.to_owned(),
        source,
    }
}
