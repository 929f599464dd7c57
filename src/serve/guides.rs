//! Who may lead a group: public keys in the form of OpenSSH's `authorized_keys`.

use std::collections::HashSet;
use std::path::Path;

use russh::keys::ssh_key::HashAlg;
use russh::keys::ssh_key::authorized_keys::AuthorizedKeys;

use crate::error::Error;
use crate::library;

/// The fingerprints of the keys in a file. Options before a key, and its comment, mean nothing here.
///
/// # Errors
///
/// When the file cannot be read, or a line of it holds no key.
pub(super) fn read(path: &Path) -> Result<HashSet<String>, Error> {
    let file = library::settings(path)?;
    let mut keys = HashSet::new();
    for entry in AuthorizedKeys::new(&file.text) {
        let entry = entry.map_err(|error| {
            let path = path.display();
            Error::Usage(format!(
                "{path}: {error}; each line is a public key, as `ssh-keygen` writes it into a file .pub"
            ))
        })?;
        keys.insert(entry.public_key().fingerprint(HashAlg::Sha256).to_string());
    }
    Ok(keys)
}
