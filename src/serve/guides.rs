//! Who may lead a group: public keys in the form of OpenSSH's `authorized_keys`.

use std::collections::HashSet;
use std::path::Path;

use russh::keys::PublicKey;
use russh::keys::ssh_key::HashAlg;
use russh::keys::ssh_key::authorized_keys::AuthorizedKeys;

use crate::error::Error;
use crate::group::GuideId;
use crate::library;

/// The fingerprints of the keys in a file. Options before a key, and its comment, mean nothing here.
///
/// # Errors
///
/// When the file cannot be read, or a line of it holds no key.
pub(super) fn read(path: &Path) -> Result<HashSet<GuideId>, Error> {
    let file = library::settings(path)?;
    let mut keys = HashSet::new();
    for entry in AuthorizedKeys::new(&file.text) {
        let entry = entry.map_err(|error| {
            let path = path.display();
            Error::Usage(format!(
                "{path}: {error}; each line is a public key, as `ssh-keygen` writes it into a file .pub"
            ))
        })?;
        keys.insert(id(entry.public_key()));
    }
    Ok(keys)
}

/// Who a key stands for: the beginning of its fingerprint, which is a cryptographic hash.
pub(super) fn id(key: &PublicKey) -> GuideId {
    let print = key.fingerprint(HashAlg::Sha256);
    let mut id = [0; 16];
    for (byte, printed) in id.iter_mut().zip(print.as_bytes()) {
        *byte = *printed;
    }
    GuideId::new(id)
}
