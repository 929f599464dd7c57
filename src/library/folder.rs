//! The files beside a tour on the disk.

use std::fs;
use std::path::{Path, PathBuf};

use super::{clock, read, start};
use crate::error::Error;
use crate::tour::{AssetError, Assets, Date, path_fault};

/// The largest picture or other file that is read, in bytes.
const LIMIT: u64 = 64 * 1024 * 1024;

/// A tour's folder, as the door to what is in it.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
}

impl Folder {
    pub(super) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    /// The file at a path, which stays inside: nothing on the way to it is a link.
    fn inside(&self, path: &str) -> Result<PathBuf, AssetError> {
        if let Some(fault) = path_fault(path) {
            return Err(AssetError::Outside(fault));
        }
        let mut whole = self.root.clone();
        for part in path.split('/') {
            whole.push(part);
            let found = fs::symlink_metadata(&whole).map_err(|_| AssetError::Missing)?;
            if found.is_symlink() {
                return Err(AssetError::Outside("the path leads over a symbolic link"));
            }
        }
        Ok(whole)
    }
}

impl Assets for Folder {
    fn read(&self, path: &str) -> Result<Vec<u8>, AssetError> {
        self.read_up_to(path, LIMIT)
    }

    fn read_up_to(&self, path: &str, limit: u64) -> Result<Vec<u8>, AssetError> {
        read(&self.inside(path)?, limit, false).map_err(fault)
    }

    fn read_start(&self, path: &str, count: u64, limit: u64) -> Result<Vec<u8>, AssetError> {
        start(&self.inside(path)?, count, limit, false).map_err(fault)
    }

    fn exists(&self, path: &str) -> bool {
        self.inside(path)
            .is_ok_and(|path| fs::symlink_metadata(path).is_ok_and(|found| found.is_file()))
    }

    fn today(&self) -> Option<Date> {
        clock::today()
    }
}

fn fault(error: Error) -> AssetError {
    match error {
        Error::TooLarge { size, limit, .. } => AssetError::TooLarge { size, limit },
        Error::NotAFile { what, .. } => AssetError::Unreadable(format!("it is {what}")),
        Error::Io { source, .. } => AssetError::Unreadable(source.to_string()),
        other => AssetError::Unreadable(other.to_string()),
    }
}
