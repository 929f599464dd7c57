//! A visitor's place in the server: what the line, the clock and the groups reach a visitor by.
//!
//! Frames go out in one order only: straight through the SSH session while it handles what the client
//! sent, and by its [`Line`] at other times, one parcel at once. Neither overtakes the other: a parcel
//! that has not left yet, or bytes that the client's window has no room for, let both wait. What was
//! not drawn then is drawn when there is room again, as it is by that time.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;

use crate::serve::clock;
use crate::serve::guarded::Switch;
use crate::serve::house::House;
use crate::serve::line::Line;
use crate::serve::metrics::End;
use crate::serve::visitor::Visitor;

/// Where nothing is due.
const NEVER: u64 = u64::MAX;

/// How long a line may take no bytes.
const STUCK: Duration = Duration::from_secs(5 * 60);

/// How long the last words may take before the line is cut. Lines have longer: they may go into a pager.
const LAST_WORDS: Duration = Duration::from_secs(3);

/// Where bytes go while the SSH session handles what the client sent.
pub(super) trait Outlet {
    /// Everything before has left.
    fn is_free(&self) -> bool;
    fn send(&mut self, bytes: Bytes);
}

/// A visitor's place, from the connection on.
#[derive(Debug)]
pub(super) struct Seat {
    /// The number of the connection.
    pub(super) number: u64,
    visitor: Mutex<Visitor>,
    /// The way out, once the visit has begun.
    line: OnceLock<Line>,
    /// Cuts the connection.
    switch: Arc<Switch>,
    /// A parcel is under way.
    parcel: AtomicBool,
    /// Since when the visitor's terminal does not show what it should, in thousandths of a second;
    /// [`NEVER`] where it does.
    behind: AtomicU64,
    /// When the clock is to look, in thousandths of a second; [`NEVER`] for never.
    due: AtomicU64,
    /// When the connection is cut, in thousandths of a second; [`NEVER`] while the visit lasts.
    cut: AtomicU64,
    /// The last words are under way.
    closing: AtomicBool,
}

/// Bytes that tell their seat when they have left.
struct Parcel {
    bytes: Bytes,
    seat: Arc<Seat>,
}

impl AsRef<[u8]> for Parcel {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for Parcel {
    fn drop(&mut self) {
        self.seat.parcel.store(false, Ordering::Release);
    }
}

impl Seat {
    /// The seat of a client who has until `cut` to log in.
    pub(super) fn new(number: u64, visitor: Visitor, switch: Arc<Switch>, cut: Duration) -> Self {
        Self {
            number,
            visitor: Mutex::new(visitor),
            line: OnceLock::new(),
            switch,
            parcel: AtomicBool::new(false),
            behind: AtomicU64::new(NEVER),
            due: AtomicU64::new(NEVER),
            cut: AtomicU64::new(millis(cut)),
            closing: AtomicBool::new(false),
        }
    }

    /// The client has until then to begin a visit.
    pub(super) fn wait_until(&self, cut: Duration) {
        self.cut.store(millis(cut), Ordering::Relaxed);
    }

    /// The visitor; for what draws nothing.
    pub(super) fn visitor(&self) -> MutexGuard<'_, Visitor> {
        self.visitor.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The visit begins on this line.
    pub(super) fn connect(&self, line: Line) {
        // There is one session on a connection, so there is no second line.
        let _ = self.line.set(line);
        self.cut.store(NEVER, Ordering::Relaxed);
    }

    /// Cuts the connection.
    pub(super) fn kill(&self) {
        self.switch.kill();
    }

    /// Does something with the visitor and hands what comes of it to the line.
    pub(super) fn serve<T>(
        self: &Arc<Self>,
        house: &House,
        now: Duration,
        act: impl FnOnce(&mut Visitor) -> T,
        line: &mut impl Outlet,
    ) -> T {
        let start = clock::now();
        let mut visitor = self.visitor();
        let done = act(&mut visitor);
        if self.parcel.load(Ordering::Acquire) {
            self.fall_behind(house, now);
        } else {
            self.pour(&mut visitor, house, (now, start), line);
        }
        self.settle(&visitor, house, now);
        done
    }

    /// `start` is when what led to this came.
    fn pour(
        &self,
        visitor: &mut Visitor,
        house: &House,
        (now, mut start): (Duration, Instant),
        line: &mut impl Outlet,
    ) {
        loop {
            if !line.is_free() {
                return self.fall_behind(house, now);
            }
            let bytes = draw(visitor, house, start);
            if bytes.is_empty() {
                return self.catch_up();
            }
            line.send(bytes);
            start = clock::now();
            self.take_time(visitor, house, now);
        }
    }

    /// Nothing can be sent now: the page is drawn when there is room, as it is then.
    fn fall_behind(&self, house: &House, now: Duration) {
        if self.note_behind(now) {
            house.metrics.skipped();
        }
    }

    /// Notes since when; true where it was not so before.
    fn note_behind(&self, now: Duration) -> bool {
        let order = Ordering::Relaxed;
        let since = self
            .behind
            .compare_exchange(NEVER, millis(now), order, order);
        since.is_ok()
    }

    fn catch_up(&self) {
        self.behind.store(NEVER, Ordering::Relaxed);
    }

    /// The same from elsewhere: at most one parcel is under way.
    pub(super) fn push(
        self: &Arc<Self>,
        house: &House,
        now: Duration,
        act: impl FnOnce(&mut Visitor),
    ) {
        let start = clock::now();
        let mut visitor = self.visitor();
        act(&mut visitor);
        if self.is_stuck(now) {
            visitor.end(End::Slow, now);
        }
        self.post(&mut visitor, house, (now, start));
        self.settle(&visitor, house, now);
    }

    fn post(
        self: &Arc<Self>,
        visitor: &mut Visitor,
        house: &House,
        (now, start): (Duration, Instant),
    ) {
        let Some(line) = self.line.get() else { return };
        if self.parcel.swap(true, Ordering::Acquire) {
            return self.fall_behind(house, now);
        }
        let bytes = draw(visitor, house, start);
        if bytes.is_empty() {
            self.parcel.store(false, Ordering::Release);
            return self.catch_up();
        }
        // There may be more than one portion.
        self.note_behind(now);
        let parcel = Parcel {
            bytes: bytes.clone(),
            seat: Arc::clone(self),
        };
        if line.send(Bytes::from_owner(parcel)) {
            self.take_time(visitor, house, now);
        } else {
            visitor.lost(&bytes);
        }
    }

    /// Bytes have left: a visit that has ended has time again for the rest of its words.
    fn take_time(&self, visitor: &Visitor, house: &House, now: Duration) {
        if visitor.ended().is_some() {
            let cut = now + patience(visitor, house);
            self.cut.store(millis(cut), Ordering::Relaxed);
        }
    }

    /// Notes when the clock is to look again; closes the line after the last words.
    fn settle(&self, visitor: &Visitor, house: &House, now: Duration) {
        self.due
            .store(millis(visitor.due(house)), Ordering::Relaxed);
        if visitor.ended().is_some() && self.cut.load(Ordering::Relaxed) == NEVER {
            // Also where there are words left that nobody reads.
            self.take_time(visitor, house, now);
        }
        let Some(goodbye) = visitor.goodbye() else {
            return;
        };
        if self.closing.swap(true, Ordering::Relaxed) {
            return;
        }
        self.take_time(visitor, house, now);
        match self.line.get() {
            Some(line) => line.close(goodbye),
            None => self.kill(),
        }
    }

    /// Whether something is due, or a page is to be drawn that could not be before.
    pub(super) fn wants(&self, now: Duration) -> bool {
        let is_behind = self.behind.load(Ordering::Relaxed) != NEVER;
        let may_go_on = !self.parcel.load(Ordering::Relaxed) || self.is_stuck(now);
        is_behind && may_go_on || millis(now) >= self.due.load(Ordering::Relaxed)
    }

    /// Whether the visitor's line has taken nothing for too long.
    fn is_stuck(&self, now: Duration) -> bool {
        let behind = self.behind.load(Ordering::Relaxed);
        behind != NEVER && millis(now).saturating_sub(behind) >= millis(STUCK)
    }

    /// Whether the last words have had their time.
    pub(super) fn is_over(&self, now: Duration) -> bool {
        millis(now) >= self.cut.load(Ordering::Relaxed)
    }
}

/// How long a visitor may take no bytes after the end: lines may go into a pager.
fn patience(visitor: &Visitor, house: &House) -> Duration {
    if visitor.reads_lines() {
        house.config().limits.idle
    } else {
        LAST_WORDS
    }
}

/// The next bytes for a visitor; measured from when what led to them came.
fn draw(visitor: &mut Visitor, house: &House, start: Instant) -> Bytes {
    let bytes = visitor.out(house);
    if !bytes.is_empty() {
        house.metrics.frame(bytes.len(), start.elapsed());
    }
    bytes
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(NEVER - 1)
}

#[cfg(test)]
mod tests;
