//! Everybody who is connected.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;

use crate::serve::seat::Seat;

/// The seats that are taken, by the numbers of their connections.
#[derive(Debug, Default)]
pub(super) struct Registry {
    seats: Mutex<HashMap<u64, Arc<Seat>>>,
    entered: Notify,
}

impl Registry {
    /// Takes a seat for a connection.
    pub(super) fn enter(&self, connection: u64, seat: Arc<Seat>) {
        self.lock().insert(connection, seat);
        self.entered.notify_one();
    }

    /// Gives the seat of a connection back.
    pub(super) fn leave(&self, connection: u64) {
        let mut seats = self.lock();
        seats.remove(&connection);
        if seats.is_empty() {
            // What a great crowd needed is not kept for the next visitor.
            seats.shrink_to_fit();
        }
    }

    /// Everybody there is now.
    pub(super) fn all(&self) -> Vec<Arc<Seat>> {
        self.lock().values().cloned().collect()
    }

    /// Those for whom something is due.
    pub(super) fn due(&self, now: Duration) -> Vec<Arc<Seat>> {
        let seats = self.lock();
        let due = |seat: &&Arc<Seat>| seat.wants(now) || seat.is_over(now);
        seats.values().filter(due).cloned().collect()
    }

    pub(super) fn len(&self) -> usize {
        self.lock().len()
    }

    /// Waits until there is somebody.
    pub(super) async fn occupied(&self) {
        while self.len() == 0 {
            self.entered.notified().await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<u64, Arc<Seat>>> {
        self.seats.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
