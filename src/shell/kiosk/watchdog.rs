//! Tells the service manager (systemd's `sd_notify`) that the kiosk works, as long as it does.

use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::stdio;
use rustix::time::Timespec;
use sd_notify::{NotifyState, notify, watchdog_enabled};

use crate::shell::now;

/// How long the loop sleeps where nobody waits to hear of it.
const LONG: Duration = Duration::from_secs(24 * 60 * 60);

/// How soon a terminal that takes no bytes is asked again.
const AGAIN: Duration = Duration::from_secs(1);

/// When the service manager wants to hear of the kiosk.
#[derive(Debug)]
pub(super) struct Watchdog {
    /// Half of the time after which it would think the kiosk dead; `None` where nobody asks.
    interval: Option<Duration>,
    due: Instant,
}

impl Watchdog {
    pub(super) fn new() -> Self {
        let interval = watchdog_enabled().map(|time| time / 2);
        Self {
            interval,
            due: now() + interval.unwrap_or(LONG),
        }
    }

    /// The first screen is up.
    pub(super) fn ready() {
        // Without a service manager nobody is told.
        let _ = notify(&[NotifyState::Ready]);
    }

    /// The kiosk ends in order.
    pub(super) fn stopping() {
        let _ = notify(&[NotifyState::Stopping]);
    }

    pub(super) fn due(&self) -> Instant {
        self.due
    }

    /// Says, if it is time, that keys are asked for and frames go out.
    ///
    /// It is called between the two, and says nothing while the terminal takes no bytes: one that
    /// somebody has stopped shows nothing, and a new start sets it going.
    pub(super) fn ping(&mut self) {
        let Some(interval) = self.interval else {
            return;
        };
        if now() < self.due {
            return;
        }
        self.due = now()
            + if takes_bytes() {
                let _ = notify(&[NotifyState::Watchdog]);
                interval
            } else {
                // A slow line takes more in a while.
                AGAIN.min(interval)
            };
    }
}

fn takes_bytes() -> bool {
    let output = stdio::stdout();
    let mut asked = [PollFd::new(&output, PollFlags::OUT)];
    let answered = poll(&mut asked, Some(&Timespec::default()));
    answered.is_ok_and(|count| count > 0) && asked[0].revents().contains(PollFlags::OUT)
}
