//! What the server tells of itself: sums since its start, in the text that Prometheus reads.
//!
//! Every number is of the whole server. None is of one visitor, group, address, user name or tour, so
//! that nobody can be followed by them. [`page`] answers with the text.

pub mod page;
mod shelf;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use prometheus_client::encoding::prometheus_text;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::serve::metrics::shelf::{Reasons, Shelf};
use crate::session::Counts;

/// From cached bytes to a page that was laid out on a busy machine, in seconds.
const FRAME: [f64; 13] = [
    0.000_01, 0.000_025, 0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025,
    0.05, 0.1,
];

/// From a neighbour to a slow line at the end of its grace, in seconds.
const HANDSHAKE: [f64; 11] = [
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
];

/// The sums of one server. Shared; any thread may add to them.
#[derive(Debug)]
pub struct Metrics {
    sessions: Gauge,
    ended: Reasons,
    connections: Gauge,
    handshakes: Counter,
    handshake: Histogram,
    refused: Reasons,
    keys: Counter,
    received: Counter,
    sent: Counter,
    frames: Counter,
    frame_bytes: Counter,
    frame: Histogram,
    skipped: Counter,
    hits: Counter,
    renders: Counter,
    cache_bytes: Gauge,
    cache_entries: Gauge,
    groups: Gauge,
    followers: Gauge,
    reloads: Reasons,
    draining: Gauge,
    registry: Registry,
}

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The visitor left before the closing page.
    Left,
    /// The visitor left from the closing page.
    Finished,
    /// No key came for too long.
    Idle,
    /// It had lasted as long as a session may.
    Longest,
    /// The visitor's line was closed, or went silent.
    Line,
    /// The server was stopped.
    Drained,
    /// The visitor's line took no bytes for too long.
    Slow,
    /// The other side broke the protocol, or docent failed.
    Error,
}

/// How reading the tours and settings anew went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reload {
    /// All are as their files say.
    Ok,
    /// Something had errors and stayed as it was.
    Failed,
}

impl End {
    const ALL: [Self; 8] = [
        Self::Left,
        Self::Finished,
        Self::Idle,
        Self::Longest,
        Self::Line,
        Self::Drained,
        Self::Slow,
        Self::Error,
    ];

    /// The name in the metrics and in the log.
    pub fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Finished => "finished",
            Self::Idle => "idle",
            Self::Longest => "longest",
            Self::Line => "line",
            Self::Drained => "drained",
            Self::Slow => "slow",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Reload {
    const ALL: [Self; 2] = [Self::Ok, Self::Failed];

    /// The name in the metrics and in the log.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Failed => "failed",
        }
    }
}

impl fmt::Display for Reload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One more in a gauge, as long as it is kept.
#[derive(Debug)]
pub struct Held(Gauge);

impl Held {
    fn new(gauge: &Gauge) -> Self {
        gauge.inc();
        Self(gauge.clone())
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// A session that is counted: one dropped without its end, by a failure, counts as [`End::Error`].
#[derive(Debug)]
pub struct Counted {
    metrics: Arc<Metrics>,
    end: End,
}

impl Counted {
    /// The session ends in this way.
    pub fn end(mut self, end: End) {
        self.end = end;
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.metrics.sessions.dec();
        self.metrics.ended.count(self.end.name());
    }
}

impl Metrics {
    /// All at nothing.
    pub fn new() -> Self {
        let mut shelf = Shelf::new();
        shelf.build();
        Self {
            sessions: shelf.gauge("sessions", "Visitors who are inside"),
            ended: shelf.reasons(
                "sessions",
                "Sessions that have ended, by how",
                "end",
                &End::ALL.map(End::name),
            ),
            connections: shelf.gauge(
                "connections_before_login",
                "Connections that have no session yet",
            ),
            handshakes: shelf.counter("handshakes", "Key exchanges and logins that came to an end"),
            handshake: shelf.seconds("handshake", "From a connection to its login", HANDSHAKE),
            refused: shelf.reasons(
                "refused",
                "Connections and logins that were refused, by why",
                "reason",
                &[],
            ),
            keys: shelf.counter("keys", "Keys that visitors pressed"),
            received: shelf.counter(
                "received_bytes",
                "Bytes from visitors, SSH's own among them",
            ),
            sent: shelf.counter("sent_bytes", "Bytes to visitors, SSH's own among them"),
            frames: shelf.counter("frames", "Pages that were sent"),
            frame_bytes: shelf.counter("frame_bytes", "Bytes of pages, without SSH's own"),
            frame: shelf.seconds("frame", "From a key to the bytes of its page", FRAME),
            skipped: shelf.counter(
                "frames_skipped",
                "Times that a reader fell behind, for whom pages were then not made",
            ),
            hits: shelf.counter("cache_hits", "Pages whose bytes were there already"),
            renders: shelf.counter("cache_misses", "Pages that were laid out and encoded"),
            cache_bytes: shelf.gauge("cache_bytes", "Size of the pages that are kept"),
            cache_entries: shelf.gauge("cache_entries", "Pages that are kept"),
            groups: shelf.gauge("groups", "Groups with a guide"),
            followers: shelf.gauge(
                "followers",
                "Visitors in groups, those who wander among them",
            ),
            reloads: shelf.reasons(
                "reloads",
                "How often tours and settings were read anew, by how it went",
                "result",
                &Reload::ALL.map(Reload::name),
            ),
            draining: shelf.gauge("draining", "1 while the server lets nobody in any more"),
            registry: shelf.into_registry(),
        }
    }

    /// A connection was taken; what comes back is kept until its session begins or it is gone.
    pub fn connection(&self) -> Held {
        Held::new(&self.connections)
    }

    /// A session began; what comes back is kept until it ends.
    pub fn session(self: &Arc<Self>) -> Counted {
        self.sessions.inc();
        Counted {
            metrics: Arc::clone(self),
            end: End::Error,
        }
    }

    /// A login was let in, so long after its connection was taken.
    pub fn handshake(&self, took: Duration) {
        self.handshakes.inc();
        self.handshake.observe(took.as_secs_f64());
    }

    /// A connection or login was refused. Each reason is a line of its own: few, and known beforehand.
    pub fn refused(&self, reason: &'static str) {
        self.refused.count(reason);
    }

    /// So many keys were pressed.
    pub fn keys(&self, keys: u64) {
        self.keys.inc_by(keys);
    }

    /// Bytes came in.
    pub fn received(&self, bytes: u64) {
        self.received.inc_by(bytes);
    }

    /// Bytes went out.
    pub fn sent(&self, bytes: u64) {
        self.sent.inc_by(bytes);
    }

    /// A page of so many bytes was sent, so long after its key.
    pub fn frame(&self, bytes: usize, took: Duration) {
        self.frames.inc();
        self.frame_bytes.inc_by(bytes as u64);
        self.frame.observe(took.as_secs_f64());
    }

    /// A reader has fallen behind: pages are not made for them until they have taken the one before.
    pub fn skipped(&self) {
        self.skipped.inc();
    }

    /// What the cache has done since the start, and holds now.
    pub fn cache(&self, counts: Counts) {
        let new = |now: u64, told: &Counter| now.saturating_sub(told.get());
        self.hits.inc_by(new(counts.hits, &self.hits));
        self.renders.inc_by(new(counts.renders, &self.renders));
        self.cache_bytes.set(whole(counts.bytes));
        self.cache_entries.set(whole(counts.entries));
    }

    /// How many groups there are now, and visitors in them.
    pub fn groups(&self, groups: usize, followers: usize) {
        self.groups.set(whole(groups));
        self.followers.set(whole(followers));
    }

    /// Tours and settings were read anew.
    pub fn reloaded(&self, result: Reload) {
        self.reloads.count(result.name());
    }

    /// From now on nobody is let in: health checks are told so.
    pub fn drain(&self) {
        self.draining.set(1);
    }

    /// Whether [`Self::drain`] was called.
    pub fn is_draining(&self) -> bool {
        self.draining.get() > 0
    }

    /// All of it, in Prometheus' text format, version 0.0.4.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // A string takes whatever is written into it.
        let _ = prometheus_text::encode(&mut text, &self.registry);
        text
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

/// What a gauge holds of a number.
fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
