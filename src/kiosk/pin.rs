//! The PIN of those who look after a kiosk: kept as a hash, and slower to try after each mistake.

use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

use crate::error::Error;

/// The longest wait after mistakes.
const LONGEST: Duration = Duration::from_secs(300);

/// Argon2id's memory, in KiB: what OWASP asks for at least, and more than the 32 MiB up to which the C
/// library would keep it for the program when it is free again.
const MEMORY: u32 = 34 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// How many digits a PIN has.
pub(crate) const DIGITS: std::ops::RangeInclusive<usize> = 6..=12;

/// The hash of a PIN, in the PHC form `$argon2id$…`.
///
/// # Errors
///
/// When it is not 6 to 12 digits.
pub fn hash(pin: &str) -> Result<String, Error> {
    if !DIGITS.contains(&pin.len()) || !pin.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Error::Usage("a PIN is 6 to 12 digits".into()));
    }
    let failed = |why: String| Error::Usage(format!("the PIN cannot be hashed: {why}"));
    let params = Params::new(MEMORY, PASSES, LANES, None);
    let params = params.map_err(|error| failed(error.to_string()))?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash = argon2.hash_password(pin.as_bytes());
    hash.map(|hash| hash.to_string())
        .map_err(|error| failed(error.to_string()))
}

/// What is wrong with a hash; nothing is wrong with none.
pub(crate) fn hash_fault(hash: &str) -> Option<&'static str> {
    if hash.is_empty() {
        return None;
    }
    let known = PasswordHash::new(hash).is_ok_and(|hash| hash.algorithm.as_str() == "argon2id");
    (!known).then_some("is not a hash that `docent kiosk --hash-pin` prints")
}

/// Whether a PIN is that of a hash; no PIN is that of an empty one.
pub(crate) fn fits(pin: &str, hash: &str) -> bool {
    let Ok(hash) = PasswordHash::new(hash) else {
        return false;
    };
    let verified = Argon2::default().verify_password(pin.as_bytes(), &hash);
    verified.is_ok()
}

/// How long the PIN cannot be tried after so many mistakes: a second, and twice as long each time.
pub(crate) fn wait(mistakes: u32) -> Duration {
    match mistakes {
        0 => Duration::ZERO,
        _ => Duration::from_secs(1 << (mistakes - 1).min(9)).min(LONGEST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_pin_itself_fits_its_hash() {
        let hash = hash("271828").expect("a PIN");
        assert!(hash.starts_with("$argon2id$"), "{hash}");
        assert_eq!(hash_fault(&hash), None);
        assert!(fits("271828", &hash));
        for other in ["", "271829", "2718281", "27182"] {
            assert!(!fits(other, &hash), "{other}");
        }
        assert!(!fits("", "") && !fits("271828", "") && !fits("271828", "271828"));
    }

    #[test]
    fn a_pin_is_digits() {
        for wrong in ["", "12345", "1234567890123", "12345a", "１２３４５６"] {
            assert!(hash(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_wait_doubles_up_to_five_minutes() {
        let waits: Vec<u64> = (0..=12).map(|mistakes| wait(mistakes).as_secs()).collect();
        assert_eq!(waits, [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
    }
}
