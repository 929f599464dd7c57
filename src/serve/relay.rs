//! How the servers of a museum tell each other of groups.

use crate::group::{Attendance, Code, Group};

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
}

/// The way to other servers.
#[derive(Debug)]
pub(super) enum Relay {
    /// There are none.
    Alone,
}

impl Relay {
    /// Tells how a group is.
    pub(super) async fn tell(&mut self, _: &Group) {}

    /// Tells how many visitors of a group are on this server.
    pub(super) async fn attend(&mut self, _: Code, _: Attendance) {}

    /// Tells that a group has ended.
    pub(super) async fn end(&mut self, _: Code) {}

    /// The next word of another server.
    pub(super) async fn hear(&mut self) -> Word {
        match self {
            Self::Alone => std::future::pending().await,
        }
    }
}
