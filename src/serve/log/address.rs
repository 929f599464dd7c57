//! Where a visitor came from, told only when it was asked for.

use std::fmt;
use std::net::IpAddr;

use crate::serve::config::Config;

/// Whether the log tells addresses and user names: `log.addresses`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addresses {
    Hidden,
    Shown,
}

/// An address for a line of the log: `-` where addresses are hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address(Option<IpAddr>);

impl Addresses {
    /// What the settings say.
    pub(in crate::serve) fn of_config(config: &Config) -> Self {
        if config.log.addresses {
            Self::Shown
        } else {
            Self::Hidden
        }
    }

    /// What is told of this address. One of IPv4 that came in over IPv6 is told as IPv4.
    pub fn of(self, address: IpAddr) -> Address {
        match self {
            Self::Hidden => Address(None),
            Self::Shown => Address(Some(address.to_canonical())),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => f.write_str("-"),
            Some(address) => address.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Addresses;

    #[test]
    fn an_address_is_told_only_when_it_was_asked_for() {
        for (address, shown) in [
            ("192.0.2.7", "192.0.2.7"),
            ("2001:db8::7", "2001:db8::7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
        ] {
            let address = address.parse().expect("an address");
            assert_eq!(Addresses::Hidden.of(address).to_string(), "-");
            assert_eq!(Addresses::Shown.of(address).to_string(), shown);
        }
    }
}
