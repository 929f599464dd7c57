//! Writing files so that nothing is lost: beside, then by rename.

#![expect(
    clippy::disallowed_methods,
    reason = "this is where the educator's commands write files"
)]

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;

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

/// Writes a file whole: its old content stands until the new one does.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let beside = beside(path);
    let written = write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    written.map_err(|source| {
        // What could not be written whole is of no use to anybody.
        let _ = fs::remove_file(&beside);
        failed("write", path, source)
    })
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A hidden name in the same folder, so that renaming does not cross file systems.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}", std::process::id()))
}

fn failed(act: &'static str, path: &Path, source: io::Error) -> Error {
    Error::Io {
        act,
        path: path.to_owned(),
        source,
    }
}
