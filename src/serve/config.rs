//! What a museum can set for its server: `serve.toml`.
//!
//! One table has every setting.

mod table;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use ipnet::IpNet;

use crate::diagnostic::{Diagnostic, SourceFile};
use crate::settings::Table;

use table::SETTINGS;

/// The settings of a server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    /// Where visitors connect; empty where systemd hands the sockets over.
    pub listen: Vec<SocketAddr>,
    /// A file, a folder of tours, or the id of a built-in tour; empty for the folder `tours`, or the
    /// built-in tours where there is none.
    pub tours: String,
    /// The language of the first page for those whose terminal asks for none, such as `ru`; empty for
    /// the tour's own.
    pub language: String,
    /// The folder that the host key and the counters are kept in; empty for that of the service.
    pub state: String,
    /// Counters of visits are kept.
    pub counts: bool,
    /// The file of the host key; empty for `host_key` in the folder that things are kept in.
    pub host_key: String,
    /// The mouse is asked for.
    pub mouse: bool,
    pub limits: Limits,
    pub proxy: Proxy,
    pub groups: Groups,
    pub metrics: Metrics,
    pub log: Log,
}

/// How much is served, and for how long.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Limits {
    /// Visits at the same time.
    pub sessions: u32,
    /// Connections at the same time that are not logged in.
    pub handshakes: u32,
    /// Connections at the same time from one address.
    pub per_address: u32,
    /// New connections a minute from one address, in the long run.
    pub rate: u32,
    /// New connections at once from an address that has not been seen lately.
    pub burst: u32,
    /// How long logging in may take.
    pub grace: Duration,
    /// How long one may be logged in without a visit.
    pub unused: Duration,
    /// A visit without a key ends after this time, unless it goes with a group.
    pub idle: Duration,
    /// So long before that the visitor is asked; always less than `idle`.
    pub warning: Duration,
    /// The longest visit.
    pub longest: Duration,
    /// How often a silent connection is asked whether it is still there.
    pub keepalive: Duration,
    /// Bytes of pages that are kept drawn.
    pub cache: u64,
    /// How long visits go on after the server has been told to end.
    pub drain: Duration,
}

/// What stands between visitors and the server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proxy {
    /// Whose PROXY header is believed, and needed.
    pub from: Vec<IpNet>,
}

/// Visitors who follow a guide.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Groups {
    /// The file of the guides' public keys; empty for no guides.
    pub guides: String,
    /// The NATS server over which several servers share groups; empty for none.
    pub nats: String,
    /// How long a group lasts in which no guide does anything.
    pub longest: Duration,
    /// Groups at the same time.
    pub most: u32,
}

/// The figures for those who look after the server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Metrics {
    /// Where they are read; `None` for nowhere.
    pub listen: Option<SocketAddr>,
}

/// What is written down.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Log {
    pub format: Format,
    /// Visitors' addresses are written down.
    pub addresses: bool,
}

/// How a line of the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// To be read.
    #[default]
    Human,
    /// An object a line.
    Json,
}

static TABLE: Table<Config> = Table {
    file: "serve.toml",
    part: "a server",
    heading: "The settings of a docent server. Each stands here with its default; what is left out has it too.\n\
              `docent serve --check-config --config FILE` tells every mistake in its place.",
    settings: SETTINGS,
};

impl Config {
    /// What holds where a file says nothing.
    pub fn standard() -> Self {
        TABLE.standard()
    }

    /// The settings that a running server does not take up, where they are others than before.
    pub(super) fn waiting(&self, before: &Self) -> Vec<&'static str> {
        let (limits, old) = (&self.limits, &before.limits);
        let differ = [
            ("listen", self.listen != before.listen),
            ("tours", self.tours != before.tours),
            ("state", self.state != before.state),
            ("counts", self.counts != before.counts),
            ("host_key", self.host_key != before.host_key),
            ("limits.keepalive", limits.keepalive != old.keepalive),
            ("limits.cache", limits.cache != old.cache),
            ("groups.nats", self.groups.nats != before.groups.nats),
            ("metrics.listen", self.metrics != before.metrics),
            ("log.format", self.log.format != before.log.format),
        ];
        let differ = differ.into_iter().filter(|(_, differs)| *differs);
        differ.map(|(name, _)| name).collect()
    }

    /// Reads a file; with every fault of it. What is faulty stays as it is by default.
    pub fn read(file: &Arc<SourceFile>) -> (Self, Vec<Diagnostic>) {
        TABLE.read(file)
    }
}

impl Proxy {
    /// Whether a connection from this address begins with a PROXY header. An IPv4 address that comes as
    /// IPv6 (`::ffff:192.0.2.1`) is the same, and so is a network that is written so.
    pub fn is_from(&self, address: IpAddr) -> bool {
        let plain = address.to_canonical();
        let mapped = match plain {
            IpAddr::V4(address) => address.to_ipv6_mapped().into(),
            IpAddr::V6(_) => plain,
        };
        let holds = |network: &IpNet| network.contains(&plain) || network.contains(&mapped);
        self.from.iter().any(holds)
    }
}

/// What is wrong with the address of a NATS server, if anything.
pub(crate) fn nats(url: &str) -> Option<&'static str> {
    table::nats(url)
}

/// The commented file of all settings with their defaults.
pub fn standard_file() -> String {
    TABLE.print()
}

#[cfg(test)]
mod tests;
