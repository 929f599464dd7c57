//! One server: its house, who is in it, and what it keeps and tells.

use std::collections::HashSet;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::group::GuideId;
use crate::serve::clock;
use crate::serve::config::Config;
use crate::serve::house::House;
use crate::serve::limits::{Limits, Permit};
use crate::serve::log::{Addresses, Log};
use crate::serve::refusal::Refusal;
use crate::serve::registry::Registry;
use crate::serve::seat::Seat;
use crate::serve::visitor::Visitor;
use crate::visits::Counters;

/// Everything that the connections of a server share.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) house: House,
    pub(super) registry: Registry,
    pub(super) log: Log,
    limits: Mutex<Limits>,
    counters: Counters,
    /// Those whose keys are guides'.
    guides: Mutex<HashSet<GuideId>>,
    start: Instant,
    connections: AtomicU64,
}

impl Server {
    pub(super) fn new(house: House, log: Log, counters: Counters) -> Self {
        let limits = Limits::new(&house.config().limits);
        Self {
            house,
            registry: Registry::default(),
            log,
            limits: Mutex::new(limits),
            counters,
            guides: Mutex::default(),
            start: clock::now(),
            connections: AtomicU64::new(0),
        }
    }

    /// The time since the server's start.
    pub(super) fn now(&self) -> Duration {
        clock::now().saturating_duration_since(self.start)
    }

    pub(super) fn limits(&self) -> MutexGuard<'_, Limits> {
        self.limits.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A number for one more connection.
    pub(super) fn number(&self) -> u64 {
        self.connections.fetch_add(1, Ordering::Relaxed)
    }

    /// Whether a client from this address may try to log in; told where it may not.
    pub(super) fn admit(&self, address: IpAddr) -> Result<Permit, Refusal> {
        let now = self.now();
        let admitted = self.limits().admit(address, now, rand::random());
        admitted.inspect_err(|refusal| self.refused(refusal.name(), address))
    }

    /// Somebody was not let in, for this reason.
    pub(super) fn refused(&self, reason: &'static str, address: IpAddr) {
        self.house.metrics.refused(reason);
        self.log.refused(reason, address, self.now());
    }

    /// Whether a key, by its fingerprint, is a guide's.
    pub(super) fn is_guide(&self, key: GuideId) -> bool {
        self.guides
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .contains(&key)
    }

    /// From now on these are the guides.
    pub(super) fn appoint(&self, keys: HashSet<GuideId>) {
        *self.guides.lock().unwrap_or_else(PoisonError::into_inner) = keys;
    }

    /// From now on these settings hold, but for those that a server starts with.
    pub(super) fn configure(&self, config: Config) {
        let waiting = config.waiting(&self.house.config());
        if !waiting.is_empty() {
            self.log.waiting(&waiting);
        }
        self.log.show(Addresses::of_config(&config));
        self.limits().set(&config.limits);
        self.house.configure(config);
    }

    /// Does something with everybody who is inside.
    pub(super) fn each(&self, act: impl Fn(&mut Visitor)) {
        let now = self.now();
        for seat in self.registry.all() {
            seat.push(&self.house, now, &act);
            self.follow_up(&seat);
        }
    }

    /// Writes down what has been counted, if it is time; it may wait for the disk.
    pub(super) fn write_counts(&self) {
        self.tell(&self.counters.tick(self.now()));
    }

    /// Writes down everything that was counted; nothing is from now on.
    pub(super) fn close(&self) {
        self.tell(&self.counters.close());
    }

    fn tell(&self, troubles: &[Error]) {
        for trouble in troubles {
            self.log.trouble(&trouble.to_string());
        }
    }

    /// After a connection has done something for its visitor: they may have come to a group.
    ///
    /// Nobody else brings them there, so that nobody does once the connection is gone.
    pub(super) fn attend(&self, seat: &Arc<Seat>) {
        let group = seat.visitor().comes_to();
        if let Some((code, guide)) = group {
            self.house.groups.enter(code, seat, guide);
        }
        self.follow_up(seat);
    }

    /// After something happened to a visitor: what is to be counted, and what their group is to hear.
    pub(super) fn follow_up(&self, seat: &Seat) {
        let mut visitor = seat.visitor();
        let counts = visitor.counted();
        if !counts.is_empty() {
            self.counters.count(counts);
        }
        if let Some(standing) = visitor.standing() {
            // As long as the visitor is locked: nothing older may be told after something newer.
            self.house.groups.stands(seat.number, standing);
        }
    }

    /// A visitor's line is closed: their group goes on without them.
    pub(super) fn leave_group(&self, seat: &Seat) {
        let group = seat.visitor().group();
        if let Some(code) = group {
            self.house.groups.leave(code, seat.number);
        }
    }
}
