//! Addresses as QR codes, for a phone: black and white modules, before any screen or paper.

use qrcode::{EcLevel, QrCode, Version};

/// White modules on each side, as the standard wants them.
const QUIET: u16 = 4;

/// The bytes that versions 1, 2 and so on hold at the lowest level (ISO/IEC 18004, table 7). What is longer
/// makes a code that is too fine for a screen and for a phone held before it.
const BYTES: [usize; 10] = [17, 32, 53, 78, 106, 134, 154, 192, 230, 271];

/// The levels of error correction, the best first.
const LEVELS: [EcLevel; 4] = [EcLevel::H, EcLevel::Q, EcLevel::M, EcLevel::L];

/// An address as a QR code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Modules on each side, without the white ones around them.
    inner: u16,
    dark: Vec<bool>,
}

impl Code {
    /// The smallest code for an address, with as much error correction as it has room for; `None` for an
    /// address longer than 271 bytes.
    pub fn of(address: &str) -> Option<Self> {
        let version = Version::Normal(version(address)? as i16);
        let code = LEVELS
            .iter()
            .find_map(|level| QrCode::with_version(address, version, *level).ok())?;
        Some(Self {
            inner: code.width() as u16,
            dark: code
                .to_colors()
                .iter()
                .map(|color| color.select(true, false))
                .collect(),
        })
    }

    /// Modules on each side, with the white ones around them.
    pub fn side(&self) -> u16 {
        self.inner + 2 * QUIET
    }

    /// Whether the module in a column and row is black, from 0 at the top left. Outside all are white.
    pub fn is_dark(&self, column: u16, row: u16) -> bool {
        let within = |at: u16| at.checked_sub(QUIET).filter(|at| *at < self.inner);
        let (Some(column), Some(row)) = (within(column), within(row)) else {
            return false;
        };
        let at = usize::from(row) * usize::from(self.inner) + usize::from(column);
        self.dark.get(at).is_some_and(|dark| *dark)
    }
}

/// Modules on each side of an address's [`Code`], without making it; `None` where there is none.
pub fn side(address: &str) -> Option<u16> {
    let version = version(address)?;
    Some(17 + 4 * version + 2 * QUIET)
}

/// The smallest version that has room for an address.
fn version(address: &str) -> Option<u16> {
    let fits = BYTES.iter().position(|bytes| address.len() <= *bytes)?;
    Some(fits as u16 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_as_small_as_its_address_allows() {
        let sides = [
            (0, 29),
            (17, 29),
            (18, 33),
            (26, 33),
            (42, 37),
            (62, 41),
            (271, 65),
        ];
        for (bytes, side) in sides {
            let address = "a".repeat(bytes);
            assert_eq!(super::side(&address), Some(side), "{bytes} bytes");
            assert_eq!(Code::of(&address).unwrap().side(), side, "{bytes} bytes");
        }
        assert_eq!(Code::of(&"a".repeat(272)), None);
        assert_eq!(super::side(&"a".repeat(272)), None);
    }

    #[test]
    fn white_modules_stand_around_it() {
        let code = Code::of("https://example.org").unwrap();
        let last = code.side() - 1;
        let edges = (0..=last).flat_map(|at| (0..4).map(move |edge| (at, edge)));
        for (at, edge) in edges {
            let around = [(at, edge), (edge, at), (at, last - edge), (last - edge, at)];
            assert!(around.iter().all(|(x, y)| !code.is_dark(*x, *y)));
        }
        assert!(code.is_dark(4, 4) && code.is_dark(last - 4, 4) && code.is_dark(4, last - 4));
        assert!(!code.is_dark(u16::MAX, u16::MAX));
    }
}
