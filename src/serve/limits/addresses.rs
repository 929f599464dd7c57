//! What is known of the addresses that connect.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use lru::LruCache;

use crate::serve::config;

/// The most addresses without an open connection that are known; they take less than 10 MB.
pub(super) const MOST: usize = 100_000;

/// A minute, which rates are given for.
const MINUTE: Duration = Duration::from_secs(60);

/// What counts as one address: providers give a visitor a whole /64 of IPv6.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Source {
    V4(Ipv4Addr),
    /// The first 64 bits.
    V6(u64),
}

impl Source {
    pub(super) fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => Self::V4(address),
            IpAddr::V6(address) => Self::V6((address.to_bits() >> 64) as u64),
        }
    }
}

/// What is known of an address.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen {
    /// Connections that are open.
    pub(super) open: u32,
    /// When its bucket of tokens is full again. A connection takes a token, and they come back at the
    /// rate that connections may.
    full: Duration,
}

impl Seen {
    /// Takes a token, if there is one.
    pub(super) fn arrives(&mut self, caps: &config::Limits, now: Duration) -> bool {
        let token = MINUTE / caps.rate.max(1);
        let empty = now + token * caps.burst.max(1);
        // After a lower rate it may lie behind even that.
        self.full = self.full.clamp(now, empty);
        let has_one = self.full + token <= empty;
        if has_one {
            self.full += token;
        }
        has_one
    }
}

/// Addresses with open connections, and those without that were here last.
#[derive(Debug)]
pub(super) struct Addresses {
    open: HashMap<Source, Seen>,
    lately: LruCache<Source, Seen>,
}

impl Default for Addresses {
    fn default() -> Self {
        Self {
            open: HashMap::new(),
            // One with a cap would take all its memory at once.
            lately: LruCache::unbounded(),
        }
    }
}

impl Addresses {
    /// What is known of an address, to be changed and kept again.
    pub(super) fn take(&mut self, source: Source, now: Duration) -> Seen {
        self.forget(now);
        let open = self.open.remove(&source);
        open.or_else(|| self.lately.pop(&source))
            .unwrap_or_default()
    }

    pub(super) fn keep(&mut self, source: Source, seen: Seen) {
        if seen.open > 0 {
            self.open.insert(source, seen);
            return;
        }
        self.lately.put(source, seen);
        if self.lately.len() > MOST {
            self.lately.pop_lru();
        }
    }

    /// One of its connections is closed.
    pub(super) fn close(&mut self, source: Source) {
        if let Some(mut seen) = self.open.remove(&source) {
            seen.open -= 1;
            self.keep(source, seen);
        }
    }

    /// Forgets those longest away whose buckets are full: nothing is known of them that matters. Two
    /// each time are more than come.
    fn forget(&mut self, now: Duration) {
        for _ in 0..2 {
            if self
                .lately
                .peek_lru()
                .is_some_and(|(_, seen)| seen.full <= now)
            {
                self.lately.pop_lru();
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.open.len() + self.lately.len()
    }
}
