//! The server's own key: made once, kept for its owner alone, the same on every start.

use std::io;
use std::path::Path;

use russh::keys::ssh_key::LineEnding;
use russh::keys::{Algorithm, PrivateKey};

use crate::error::Error;
use crate::file;
use crate::library;

/// The largest file that is read as a key, in bytes.
const LIMIT: u64 = 64 * 1024;

/// The key in a file; one that is made there, where there is none.
///
/// # Errors
///
/// When the file cannot be read or written, is no Ed25519 key without a passphrase, or others may read it.
pub(super) fn load_or_make(path: &Path) -> Result<PrivateKey, Error> {
    match library::bytes(path, LIMIT) {
        Ok(bytes) => {
            file::refuse_open_to_others(path)?;
            read(&bytes).ok_or_else(|| {
                let path = path.display();
                Error::Usage(format!(
                    "{path} is no Ed25519 key without a passphrase; name another file in `host_key`, or move \
                     this one away, and one is made"
                ))
            })
        }
        Err(Error::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
            let key = make()?;
            let text = key.to_openssh(LineEnding::LF).map_err(failed)?;
            file::make_secret(path, &text)?;
            Ok(key)
        }
        Err(error) => Err(error),
    }
}

/// A key that is forgotten at the end.
pub(super) fn make() -> Result<PrivateKey, Error> {
    PrivateKey::random(&mut rand::rng(), Algorithm::Ed25519).map_err(failed)
}

fn read(bytes: &[u8]) -> Option<PrivateKey> {
    let key = PrivateKey::from_openssh(bytes).ok()?;
    (!key.is_encrypted() && key.algorithm() == Algorithm::Ed25519).then_some(key)
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Usage(format!("cannot make a host key: {error}"))
}
