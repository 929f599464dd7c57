//! How the servers of a museum tell each other of groups.
//!
//! Telling waits for nothing: it is noted, and goes out by a task of the relay's own.

mod nats;
mod outbox;
mod roll;

use std::collections::HashSet;
use std::sync::Arc;

use crate::group::{Attendance, Code, Group};
use crate::serve::relay::nats::Nats;
use crate::serve::server::Server;

/// What another server tells.
#[derive(Debug)]
pub(super) enum Word {
    /// How a group is.
    Group(Box<Group>),
    /// A group has ended.
    Ended(Code),
    /// How many visitors of a group are on a server; none where it tells of nobody any more.
    Attendance {
        code: Code,
        server: String,
        attendance: Option<Attendance>,
    },
    /// All that was told while this server did not listen has been told again: these groups, and no
    /// others. It comes at the beginning, and after each time that the line was lost.
    CaughtUp(HashSet<Code>),
}

/// The way to other servers.
#[derive(Debug)]
pub(super) enum Relay {
    /// There are none.
    Alone,
    /// They keep their groups in a NATS server.
    Nats(Nats),
}

impl Relay {
    /// The way that the settings name. What is amiss with it is told in the log, and the server goes on.
    pub(super) fn open(server: &Arc<Server>) -> Self {
        if server.house.config().groups.nats.is_empty() {
            return Self::Alone;
        }
        Nats::open(server).map_or(Self::Alone, Self::Nats)
    }

    /// Tells how a group is.
    pub(super) fn tell(&self, group: &Group) {
        if let Self::Nats(nats) = self {
            nats.outbox().tell(group);
        }
    }

    /// Tells how many visitors of a group are on this server.
    pub(super) fn attend(&self, code: Code, attendance: Attendance) {
        if let Self::Nats(nats) = self {
            nats.outbox().attend(code, attendance);
        }
    }

    /// Tells that a group has ended.
    pub(super) fn end(&self, code: Code) {
        if let Self::Nats(nats) = self {
            nats.outbox().end(code);
        }
    }

    /// Asks whether other servers have been told everything.
    pub(super) fn has_told(&self) -> impl Fn() -> bool + use<> {
        let outbox = match self {
            Self::Alone => None,
            Self::Nats(nats) => Some(Arc::clone(nats.outbox())),
        };
        move || outbox.as_ref().is_none_or(|outbox| outbox.is_empty())
    }

    /// The next word of another server.
    pub(super) async fn hear(&mut self) -> Word {
        let word = match self {
            Self::Alone => None,
            Self::Nats(nats) => nats.hear().await,
        };
        match word {
            Some(word) => word,
            None => std::future::pending().await,
        }
    }
}
