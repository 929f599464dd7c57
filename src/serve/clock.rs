//! Time, and the one clock that looks after all seats.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use crate::group::Minute;
use crate::serve::server::Server;

/// How often the clock looks. A lone Escape key, auto-play and a page that a slow line could not take
/// wait for it.
const TICK: Duration = Duration::from_millis(100);

#[expect(
    clippy::disallowed_methods,
    reason = "the server is where time comes from"
)]
pub(super) fn now() -> Instant {
    Instant::now()
}

/// Minutes since 1970 began, UTC.
#[expect(
    clippy::disallowed_methods,
    reason = "the server is where time comes from"
)]
pub(super) fn minute() -> Minute {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs() / 60)
}

/// Looks after all seats for as long as the server runs. While there is none it sleeps.
pub(super) async fn run(server: Arc<Server>) {
    loop {
        server.registry.occupied().await;
        tokio::time::sleep(TICK).await;
        let now = server.now();
        server.house.metrics.cache(server.house.counts());
        for seat in server.registry.due(now) {
            if seat.is_over(now) {
                seat.kill();
            } else {
                seat.push(&server.house, now, |visitor| {
                    visitor.wake_up(&server.house, now);
                });
                server.follow_up(&seat);
            }
        }
    }
}

/// How often counts are given to the disk, if it is time.
const WRITE: Duration = Duration::from_secs(30);

/// Writes down what was counted, for as long as the server runs.
pub(super) async fn write_counts(server: Arc<Server>) {
    loop {
        tokio::time::sleep(WRITE).await;
        server.log.tick(server.now());
        let server = Arc::clone(&server);
        // It may wait for the disk, and a thread that serves must not. One that fails is told by itself.
        let _ = tokio::task::spawn_blocking(move || server.write_counts()).await;
    }
}
