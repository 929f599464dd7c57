//! Peers whose word counts.

use std::net::IpAddr;

use ipnet::IpNet;

/// The networks that load balancers are in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trusted(Vec<IpNet>);

impl Trusted {
    pub fn new(networks: Vec<IpNet>) -> Self {
        Self(networks)
    }

    /// Whether a peer with this address may say who it speaks for. An IPv4 address that comes as IPv6
    /// (`::ffff:192.0.2.1`) is the same, and so is a network that is written so.
    pub fn holds(&self, address: IpAddr) -> bool {
        let plain = address.to_canonical();
        let mapped = match plain {
            IpAddr::V4(address) => address.to_ipv6_mapped().into(),
            IpAddr::V6(_) => plain,
        };
        let holds = |network: &IpNet| network.contains(&plain) || network.contains(&mapped);
        self.0.iter().any(holds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peer_is_in_a_network_however_both_are_written() {
        for (network, address, expected) in [
            ("10.0.0.0/8", "10.1.2.3", true),
            ("10.0.0.0/8", "::ffff:10.1.2.3", true),
            ("10.0.0.0/8", "11.1.2.3", false),
            ("10.0.0.0/8", "::10.1.2.3", false),
            ("::ffff:10.0.0.0/104", "10.1.2.3", true),
            ("::ffff:10.0.0.0/104", "11.1.2.3", false),
            ("2001:db8::/32", "2001:db8::7", true),
            ("2001:db8::/32", "2001:db9::7", false),
            ("127.0.0.1/32", "127.0.0.1", true),
            ("127.0.0.1/32", "127.0.0.2", false),
            ("0.0.0.0/0", "2001:db8::7", false),
            ("::/0", "2001:db8::7", true),
        ] {
            let trusted = Trusted::new(vec![network.parse().unwrap()]);
            let holds = trusted.holds(address.parse().unwrap());
            assert_eq!(holds, expected, "{address} in {network}");
        }
        assert!(!Trusted::default().holds([127, 0, 0, 1].into()));
    }
}
