//! Who is let in: so many at once, so many from one address, so many a minute.
//!
//! [`Limits`] has no clock and no dice: the time since the start of the server and a random number come
//! in. What is let in has a [`Permit`], which is given back when it leaves. Memory is bounded: addresses
//! with open connections are as many as those may be, and of the others only the last are known.

mod addresses;

use std::net::IpAddr;
use std::time::Duration;

use crate::serve::config;
use crate::serve::limits::addresses::{Addresses, Seen, Source};
use crate::serve::refusal::Refusal;

/// The caps, and what is open.
#[derive(Debug)]
pub struct Limits {
    caps: config::Limits,
    addresses: Addresses,
    handshakes: u32,
    sessions: u32,
    draining: bool,
}

/// A connection that was let in; to be given back by [`Limits::leave`] when it is gone.
#[derive(Debug)]
#[must_use = "what was let in has to leave"]
pub struct Permit {
    source: Source,
    stage: Stage,
}

/// How far a connection has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Handshake,
    Session,
}

impl Limits {
    /// With nobody in.
    pub fn new(caps: &config::Limits) -> Self {
        Self {
            caps: caps.clone(),
            addresses: Addresses::default(),
            handshakes: 0,
            sessions: 0,
            draining: false,
        }
    }

    /// Takes other caps; who is in stays in.
    pub fn set(&mut self, caps: &config::Limits) {
        self.caps = caps.clone();
    }

    /// Lets nobody in any more.
    pub fn drain(&mut self) {
        self.draining = true;
    }

    /// Lets a new connection in, or says why not; before any handshake.
    ///
    /// `now` is the time since the server's start, `dice` a random number from 0 up to 1.
    pub fn admit(&mut self, address: IpAddr, now: Duration, dice: f64) -> Result<Permit, Refusal> {
        if self.draining {
            return Err(Refusal::Draining);
        }
        let source = Source::of(address);
        let mut seen = self.addresses.take(source, now);
        let fault = self.fault(&mut seen, now, dice);
        if fault.is_none() {
            seen.open += 1;
            self.handshakes += 1;
        }
        self.addresses.keep(source, seen);
        match fault {
            Some(refusal) => Err(refusal),
            None => Ok(Permit {
                source,
                stage: Stage::Handshake,
            }),
        }
    }

    /// What is against one more connection from an address.
    fn fault(&self, seen: &mut Seen, now: Duration, dice: f64) -> Option<Refusal> {
        if !seen.arrives(&self.caps, now) {
            Some(Refusal::Rate)
        } else if seen.open >= self.caps.per_address {
            Some(Refusal::Address)
        } else if self.sessions >= self.caps.sessions {
            Some(Refusal::Sessions)
        } else if self.drops(dice) {
            Some(Refusal::Handshakes)
        } else {
            None
        }
    }

    /// Whether one more handshake is refused: never below half of the cap, always at the cap, and
    /// between them the more likely the nearer it is. So those who flood a server cannot shut out
    /// everybody else.
    fn drops(&self, dice: f64) -> bool {
        let cap = self.caps.handshakes;
        let half = cap / 2;
        let over = f64::from(self.handshakes.saturating_sub(half));
        self.handshakes >= cap || dice < over / f64::from(cap - half)
    }

    /// Makes a visit of a connection that has logged in, unless there are too many by now; it then
    /// still counts as a handshake until it leaves.
    pub fn log_in(&mut self, permit: &mut Permit) -> Result<(), Refusal> {
        if permit.stage == Stage::Session {
            return Ok(());
        }
        if self.draining {
            return Err(Refusal::Draining);
        }
        if self.sessions >= self.caps.sessions {
            return Err(Refusal::Sessions);
        }
        permit.stage = Stage::Session;
        self.handshakes -= 1;
        self.sessions += 1;
        Ok(())
    }

    /// Takes a permit back.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "it can be given back only once"
    )]
    pub fn leave(&mut self, permit: Permit) {
        match permit.stage {
            Stage::Handshake => self.handshakes -= 1,
            Stage::Session => self.sessions -= 1,
        }
        self.addresses.close(permit.source);
    }

    /// Connections that are logging in.
    pub fn handshakes(&self) -> u32 {
        self.handshakes
    }

    /// Connections that have logged in.
    pub fn sessions(&self) -> u32 {
        self.sessions
    }

    /// Addresses that are known.
    pub fn addresses(&self) -> usize {
        self.addresses.len()
    }
}

#[cfg(test)]
mod tests;
