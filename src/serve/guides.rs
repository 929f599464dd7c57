//! Who may lead a group: public keys in the form of OpenSSH's `authorized_keys`.

use std::collections::HashSet;
use std::path::Path;

use russh::keys::PublicKey;
use russh::keys::ssh_key::HashAlg;
use russh::keys::ssh_key::authorized_keys::AuthorizedKeys;

use crate::error::Error;
use crate::group::GuideId;
use crate::library;

/// Options that say when or from where a key holds, or that it stands for others. Whoever wrote one means
/// it; here it would not hold.
const REFUSED: [&str; 3] = ["expiry-time", "from", "cert-authority"];

/// The fingerprints of the keys in a file. Other options before a key, and its comment, mean nothing here.
///
/// # Errors
///
/// When the file cannot be read, or a line of it holds no key that a guide can log in with.
pub(super) fn read(path: &Path) -> Result<HashSet<GuideId>, Error> {
    let file = library::settings(path)?;
    keys(&file.text).map_err(|why| Error::Usage(format!("{}: {why}", path.display())))
}

fn keys(text: &str) -> Result<HashSet<GuideId>, String> {
    let mut keys = HashSet::new();
    for entry in AuthorizedKeys::new(text) {
        let entry = entry.map_err(|error| {
            format!(
                "{error}; each line is a public key, as `ssh-keygen` writes it into a file .pub"
            )
        })?;
        let key = entry.public_key();
        if key.algorithm().is_rsa() {
            let comment = key.comment();
            return Err(format!(
                "the key “{comment}” is RSA; guides log in with Ed25519 or ECDSA"
            ));
        }
        let named = |option: &str| option.split('=').next().unwrap_or_default().to_lowercase();
        let mut options = entry.config_opts().iter().map(named);
        if let Some(option) = options.find(|option| REFUSED.contains(&option.as_str())) {
            let comment = key.comment();
            return Err(format!(
                "the key “{comment}” has the option `{option}`, which docent does not heed; take it out"
            ));
        }
        keys.insert(id(key));
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

#[cfg(test)]
mod tests {
    use super::*;

    const ANN: &str =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILUBwp4P25SrLVQBwRRPaV1wL/RaKA41ilvsBE4VJDso ann";
    const BEN: &str = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQCXL3MJuZXLQ0U02d8Zap5YaJuAd4We3pJ71sSoydjl9doqbhzH07Tl73d1zDIxMp2hjVHHMR5b/2ajosAXVAH+86H4Ordlkee9rODlp/0yJi/6Br3u0zz52h+exCxPw7vJIWUcJHY5ltOe9ZCHiFd52bOesCx7Rs7Gs8bZMjODkw== ben";

    #[test]
    fn a_file_of_keys_is_read_whole_or_not_at_all() {
        let known = |text: &str| keys(text).map(|keys| keys.len());
        assert_eq!(known(""), Ok(0));
        assert_eq!(known("# the guides\n\n"), Ok(0));
        assert_eq!(known(&format!("{ANN}\n\nrestrict,pty {ANN}\n")), Ok(1));
        let fault = known("ssh-ed25519 AAAA ann\n").expect_err("no key");
        assert!(fault.contains("each line is a public key"), "{fault}");
        let dated = known(&format!("expiry-time=\"20260101\" {ANN}\n")).expect_err("an option");
        assert!(dated.contains("option `expiry-time`"), "{dated}");
        let rsa = known(&format!("{ANN}\n{BEN}\n")).expect_err("an RSA key");
        assert!(rsa.contains("“ben” is RSA"), "{rsa}");
    }
}
