//! What the server tells those who look after it: one line on standard error for whatever happened,
//! to be read by people or, as JSON, by programs.
//!
//! Where a visitor came from is told only when it was asked for, and with it the user name, which with
//! plain `ssh host` is the visitor's own. Whatever a stranger sent is cut and made harmless by
//! [`foreign()`]. Nothing here is global but what [`init`] sets up, once, for the program.

mod address;
mod foreign;
mod form;
mod limit;
#[cfg(test)]
mod tests;

use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tracing::{info, warn};

use crate::serve::log::foreign::cut;
use crate::serve::log::limit::Limit;
use crate::serve::metrics::{End, Reload};

pub use crate::serve::log::address::{Address, Addresses};
pub use crate::serve::log::foreign::foreign;
pub use crate::serve::log::form::{Form, Place, init};

/// Lines about refusals a minute.
const REFUSALS: u32 = 20;

/// Lines about what other servers told and nobody understands, a minute.
const MISUNDERSTOOD: u32 = 5;

/// Bytes of what is told of a failure.
const FAILURE: usize = 512;

/// The lines of one server. Time is that since its start.
#[derive(Debug)]
pub struct Log {
    addresses: Mutex<Addresses>,
    refusals: Mutex<Limit>,
    misunderstood: Mutex<Limit>,
}

/// A login, as it is told.
#[derive(Debug, Clone, Copy)]
pub struct Login<'a> {
    /// The user name as it was typed.
    pub user: &'a str,
    /// What the name chose, if it is the name of something: a tour's id, a group's code, `guide`.
    pub chosen: Option<&'a str>,
    /// The type of the terminal; empty without one.
    pub term: &'a str,
    /// How the client names itself.
    pub client: &'a [u8],
}

impl Log {
    pub fn new(addresses: Addresses) -> Self {
        Self {
            addresses: Mutex::new(addresses),
            refusals: Mutex::new(Limit::new(REFUSALS)),
            misunderstood: Mutex::new(Limit::new(MISUNDERSTOOD)),
        }
    }

    /// From now on addresses and user names are told or not.
    pub fn show(&self, addresses: Addresses) {
        *self
            .addresses
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = addresses;
    }

    fn addresses(&self) -> Addresses {
        *self
            .addresses
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// These settings are other ones now, and hold from the next start on.
    pub fn waiting(&self, settings: &[&str]) {
        warn!(settings = settings.join(", "), "wait for a restart");
    }

    /// The server listens at this address.
    pub fn listening(&self, at: SocketAddr) {
        info!(%at, version = env!("CARGO_PKG_VERSION"), "listening");
    }

    /// Figures can be read at this address.
    pub fn answering(&self, at: SocketAddr) {
        info!(%at, "metrics");
    }

    /// A connection was taken; `connection` is its number, which its later lines have too.
    pub fn connected(&self, connection: u64, from: IpAddr) {
        let address = self.addresses().of(from);
        info!(connection, %address, "connected");
    }

    /// A visitor was let in.
    pub fn login(&self, connection: u64, login: &Login<'_>) {
        let user = match self.addresses() {
            Addresses::Hidden => "-".to_owned(),
            Addresses::Shown => foreign(login.user),
        };
        let chosen = login.chosen.map_or_else(|| "-".to_owned(), foreign);
        let (term, client) = (foreign(login.term), foreign(login.client));
        info!(connection, user, chosen, term, client, "login");
    }

    /// A connection is gone, after so long; `end` is `None` when it never had a session.
    pub fn disconnected(&self, connection: u64, end: Option<End>, lasted: Duration) {
        let end = end.map_or("no session", End::name);
        let seconds = lasted.as_secs();
        info!(connection, end, seconds, "disconnected");
    }

    /// A connection or login was refused. Of many within a minute only their number is told.
    pub fn refused(&self, reason: &'static str, from: IpAddr, now: Duration) {
        self.tick(now);
        if self.refusals().take() {
            let address = self.addresses().of(from);
            info!(reason, %address, "refused");
        }
    }

    /// Tells how many refusals were passed over, once their minute is over. To be called now and then.
    pub fn tick(&self, now: Duration) {
        let passed_over = self.refusals().renew(now);
        if let Some(more) = passed_over {
            warn!(more, "refused");
        }
    }

    /// Tours and settings were read anew; `what` says what was wrong, if anything.
    pub fn reloaded(&self, result: Reload, what: &str) {
        let what = cut(what, FAILURE);
        match result {
            Reload::Ok => info!(result = result.name(), "reloaded"),
            Reload::Failed => warn!(result = result.name(), what, "reloaded"),
        }
    }

    /// Nobody is let in any more; who is inside has so long to leave.
    pub fn draining(&self, sessions: usize, within: Duration) {
        info!(sessions, seconds = within.as_secs(), "draining");
    }

    /// The server ends, after so long of draining; `cut` sessions did not leave by themselves.
    pub fn drained(&self, cut: usize, took: Duration) {
        info!(cut, seconds = took.as_secs(), "drained");
    }

    /// Something failed, and the server goes on.
    pub fn trouble(&self, what: &str) {
        let what = cut(what, FAILURE);
        warn!(what, "trouble");
    }

    /// Groups are shared with other servers, over this one, from now on.
    pub fn sharing(&self, with: &str) {
        let with = cut(with, FAILURE);
        info!(with, "sharing groups");
    }

    /// Something that other servers told makes no sense. Of much within a minute the rest is passed over.
    pub fn misunderstood(&self, what: &str, now: Duration) {
        let mut limit = locked(&self.misunderstood);
        let _ = limit.renew(now);
        if limit.take() {
            drop(limit);
            self.trouble(what);
        }
    }

    fn refusals(&self) -> MutexGuard<'_, Limit> {
        locked(&self.refusals)
    }
}

fn locked(limit: &Mutex<Limit>) -> MutexGuard<'_, Limit> {
    limit.lock().unwrap_or_else(PoisonError::into_inner)
}
