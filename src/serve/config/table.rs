//! Every setting of a server.

use std::net::{IpAddr, SocketAddr};

use async_nats::ServerAddr;
use ipnet::IpNet;

use super::{Config, Format};
use crate::settings::check::{anything, language};
use crate::settings::{Setting, Value};

use Value::{Choice, Count, Meaning, Meanings, Mebibytes, Minutes, Seconds, Switch, Text};

/// In the order of the file; those of a table stand together.
pub(super) static SETTINGS: &[Setting<Config>] = &[
    Setting {
        name: "listen",
        comment: "Where visitors connect: addresses with ports, IPv6 in brackets, such as \"[::]:2222\" for everywhere.\n\
                  Sockets that systemd hands over are used in place of these.",
        default: "[\"127.0.0.1:2222\"]",
        value: Meanings(|config| config.listen.clear(), listen),
    },
    Setting {
        name: "tours",
        comment: "What is shown: a tour's file or folder, a folder of several tours, which gives a lobby, or a\n\
                  built-in tour's name; \"\" for the folder `tours`, or the built-in tours where there is none. It is\n\
                  read anew at SIGHUP; of a tour with errors the version before stays.",
        default: "\"\"",
        value: Text(|config| &mut config.tours, anything),
    },
    Setting {
        name: "language",
        comment: "The language of the first page, such as \"ru\", for visitors whose terminal asks for none that the tour\n\
                  has; \"\" for the tour's own.",
        default: "\"\"",
        value: Text(|config| &mut config.language, language),
    },
    Setting {
        name: "state",
        comment: "The folder for the host key and the counters; \"\" for that of the service (systemd's\n\
                  StateDirectory), or ~/.local/state/docent where docent is started by hand.",
        default: "\"\"",
        value: Text(|config| &mut config.state, anything),
    },
    Setting {
        name: "counts",
        comment: "Whether visits are counted: by the day, without anything about a person.\n\
                  `docent visits FOLDER/visits` shows the counts.",
        default: "true",
        value: Switch(|config| &mut config.counts),
    },
    Setting {
        name: "host_key",
        comment: "The file of the host key, by which visitors' programs know the server; made if it is not there. \"\" for\n\
                  `host_key` in the folder above. Several servers behind one name need the same.",
        default: "\"\"",
        value: Text(|config| &mut config.host_key, anything),
    },
    Setting {
        name: "mouse",
        comment: "Whether visitors' terminals are asked for the mouse. It then no longer selects text for copying.",
        default: "false",
        value: Switch(|config| &mut config.mouse),
    },
    Setting {
        name: "limits.sessions",
        comment: "Visits at the same time. A thousand take about 60 MB of memory.",
        default: "10000",
        value: Count(|config| &mut config.limits.sessions, 1..=100_000),
    },
    Setting {
        name: "limits.handshakes",
        comment: "Connections at the same time that have not logged in yet. From half of it on, some of the new ones\n\
                  are refused at random.",
        default: "64",
        value: Count(|config| &mut config.limits.handshakes, 1..=1000),
    },
    Setting {
        name: "limits.per_address",
        comment: "Connections at the same time from one address: an IPv4 address, or the first 64 bits of an IPv6 one.\n\
                  A whole school may stand behind one address.",
        default: "40",
        value: Count(|config| &mut config.limits.per_address, 1..=10_000),
    },
    Setting {
        name: "limits.rate",
        comment: "New connections a minute from one address, in the long run.",
        default: "60",
        value: Count(|config| &mut config.limits.rate, 1..=100_000),
    },
    Setting {
        name: "limits.burst",
        comment: "New connections all at once from one address, such as a school's, before that rate holds.",
        default: "40",
        value: Count(|config| &mut config.limits.burst, 1..=100_000),
    },
    Setting {
        name: "limits.grace",
        comment: "Seconds that logging in may take.",
        default: "10",
        value: Seconds(|config| &mut config.limits.grace, 2..=120),
    },
    Setting {
        name: "limits.unused",
        comment: "Seconds after logging in within which the visit has to begin.",
        default: "15",
        value: Seconds(|config| &mut config.limits.unused, 2..=600),
    },
    Setting {
        name: "limits.idle",
        comment: "Seconds without a key after which a visit ends. Whoever goes with a group may press none.",
        default: "600",
        value: Seconds(|config| &mut config.limits.idle, 120..=86_400),
    },
    Setting {
        name: "limits.warning",
        comment: "So many seconds before that the visitor is asked whether they are still reading. Any key goes on.",
        default: "60",
        value: Seconds(|config| &mut config.limits.warning, 20..=100),
    },
    Setting {
        name: "limits.longest",
        comment: "Seconds after which a visit ends in any case.",
        default: "7200",
        value: Seconds(|config| &mut config.limits.longest, 300..=604_800),
    },
    Setting {
        name: "limits.keepalive",
        comment: "Seconds of silence after which a visitor's program is asked whether it is still there; after three\n\
                  questions without an answer the visit ends.",
        default: "60",
        value: Seconds(|config| &mut config.limits.keepalive, 5..=3600),
    },
    Setting {
        name: "limits.cache",
        comment: "MiB of memory for pages that are kept drawn, so that they are drawn once for all visitors.",
        default: "32",
        value: Mebibytes(|config| &mut config.limits.cache, 1..=4096),
    },
    Setting {
        name: "limits.drain",
        comment: "Seconds that visits may go on after the server has been told to end (SIGTERM). Visitors are told.",
        default: "10",
        value: Seconds(|config| &mut config.limits.drain, 0..=3600),
    },
    Setting {
        name: "proxy.from",
        comment: "Load balancers in front of this server: addresses or networks, such as \"10.0.0.0/8\". A connection from\n\
                  them has to begin with a PROXY protocol header (version 1 or 2), and the address in it is believed.",
        default: "[]",
        value: Meanings(|config| config.proxy.from.clear(), network),
    },
    Setting {
        name: "groups.guides",
        comment: "The file of the guides' public keys, in the form of an authorized_keys file; \"\" for no guides. Who logs\n\
                  in as `guide` with one of them leads a group.",
        default: "\"\"",
        value: Text(|config| &mut config.groups.guides, anything),
    },
    Setting {
        name: "groups.nats",
        comment: "The NATS server that several docent servers share their groups over, such as \"nats://10.0.0.5:4222\";\n\
                  \"\" where there is one server.",
        default: "\"\"",
        value: Text(|config| &mut config.groups.nats, nats),
    },
    Setting {
        name: "groups.longest",
        comment: "Minutes after which a group ends that no guide leads on.",
        default: "720",
        value: Minutes(|config| &mut config.groups.longest, 10..=10_080),
    },
    Setting {
        name: "groups.most",
        comment: "Groups at the same time.",
        default: "200",
        value: Count(|config| &mut config.groups.most, 1..=1000),
    },
    Setting {
        name: "metrics.listen",
        comment: "Where Prometheus reads the server's figures: an address with a port, such as \"127.0.0.1:9222\"; \"\" for\n\
                  nowhere. Whoever reaches it can read them.",
        default: "\"\"",
        value: Meaning(metrics),
    },
    Setting {
        name: "log.format",
        comment: "How the log is written: \"human\" to be read, \"json\" for programs.",
        default: "\"human\"",
        value: Choice(&[
            ("human", |config| {
                config.log.format = Format::Human;
            }),
            ("json", |config| {
                config.log.format = Format::Json;
            }),
        ]),
    },
    Setting {
        name: "log.addresses",
        comment: "Whether visitors' addresses are written into the log. They say who visited: ask whether you need them.",
        default: "false",
        value: Switch(|config| &mut config.log.addresses),
    },
];

fn listen(config: &mut Config, text: &str) -> Result<(), &'static str> {
    config.listen.push(address(text)?);
    Ok(())
}

fn metrics(config: &mut Config, text: &str) -> Result<(), &'static str> {
    config.metrics.listen = match text {
        "" => None,
        text => Some(address(text)?),
    };
    Ok(())
}

fn address(text: &str) -> Result<SocketAddr, &'static str> {
    let fault = "is not an address with a port, such as 127.0.0.1:2222 or [::1]:2222";
    text.parse().map_err(|_| fault)
}

fn network(config: &mut Config, text: &str) -> Result<(), &'static str> {
    let fault = "is not an address or a network, such as 10.0.0.5 or 10.0.0.0/8";
    let alone = || text.parse::<IpAddr>().map(IpNet::from);
    let network = text.parse().or_else(|_| alone()).map_err(|_| fault)?;
    config.proxy.from.push(network);
    Ok(())
}

/// What is wrong with the address of a NATS server.
pub(super) fn nats(url: &str) -> Option<&'static str> {
    let is_known =
        |server: ServerAddr| matches!(server.scheme(), "nats" | "tls") && !server.host().is_empty();
    let is_whole = url.contains("://") && url.parse().is_ok_and(is_known);
    let fits = url.is_empty() || is_whole;
    (!fits).then_some("is not the address of a NATS server, such as nats://10.0.0.5:4222")
}
