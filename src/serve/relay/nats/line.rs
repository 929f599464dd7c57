//! The line to a NATS server: it is built up again by itself, for ever.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_nats::{Client, ConnectOptions, Event, ServerAddr};
use tokio::sync::watch;

/// How long an answer may take.
pub(super) const ANSWER: Duration = Duration::from_secs(1);

/// How long the line may take to come about.
const CONNECT: Duration = Duration::from_secs(3);

/// How often NATS is asked whether it is still there.
const PING: Duration = Duration::from_secs(5);

/// Messages that wait in the program for each bucket that is watched.
const UNREAD: usize = 4096;

/// The pauses between attempts: half a second, twice as long each time, five seconds.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// The pause before another attempt; the first one is made at once.
pub(super) fn pause(attempts: usize) -> Duration {
    let doublings = attempts.saturating_sub(1).min(8) as u32;
    if attempts == 0 {
        return Duration::ZERO;
    }
    (FIRST_PAUSE * 2_u32.pow(doublings)).min(LONGEST_PAUSE)
}

/// The line to a NATS server.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) client: Client,
    changes: Arc<Changes>,
    /// The server's name and port, without anything that is secret.
    pub(super) place: String,
}

/// What happens to the line.
#[derive(Debug)]
struct Changes {
    phase: watch::Sender<Phase>,
    /// What went wrong last.
    trouble: Mutex<Option<String>>,
}

/// The line as it is, with how often it has come about: one that was lost and came back at once is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    Up(u64),
    Down(u64),
}

impl Line {
    /// A line that comes about when the server is there.
    pub(super) async fn open(address: ServerAddr) -> Result<Self, async_nats::ConnectError> {
        let changes = Arc::new(Changes {
            phase: watch::Sender::new(Phase::Down(0)),
            trouble: Mutex::default(),
        });
        let place = format!("{}:{}", address.host(), address.port());
        let hears = Arc::clone(&changes);
        let options = ConnectOptions::new()
            .name("docent")
            .retry_on_initial_connect()
            .max_reconnects(None)
            .connection_timeout(CONNECT)
            .request_timeout(Some(ANSWER))
            .ping_interval(PING)
            .subscription_capacity(UNREAD)
            .reconnect_delay_callback(|attempts| pause(attempts.saturating_sub(1)))
            .event_callback(move |event| {
                hears.hear(event);
                std::future::ready(())
            });
        let client = with_login(options, &address).connect(address).await?;
        Ok(Self {
            client,
            changes,
            place,
        })
    }

    /// Waits until the line is there; gives it as it is then.
    pub(super) async fn up(&self) -> Phase {
        let mut phase = self.changes.phase.subscribe();
        let up = phase.wait_for(|phase| matches!(phase, Phase::Up(_))).await;
        // The sender lives as long as the line.
        up.map_or(Phase::Down(0), |phase| *phase)
    }

    /// Waits until the line is not as it was any more.
    pub(super) async fn leaves(&self, was: Phase) {
        let mut phase = self.changes.phase.subscribe();
        let _ = phase.wait_for(|phase| *phase != was).await;
    }

    /// What went wrong last, since it was asked last.
    pub(super) fn trouble(&self) -> Option<String> {
        self.changes.trouble().take()
    }
}

impl Changes {
    fn hear(&self, event: Event) {
        match event {
            Event::Connected => self.phase.send_modify(|phase| *phase = phase.risen()),
            Event::Disconnected => self.phase.send_modify(|phase| *phase = phase.fallen()),
            Event::ServerError(error) => *self.trouble() = Some(error.to_string()),
            Event::ClientError(error) => *self.trouble() = Some(error.to_string()),
            _ => {}
        }
    }

    fn trouble(&self) -> MutexGuard<'_, Option<String>> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Phase {
    fn risen(self) -> Self {
        let (Self::Up(times) | Self::Down(times)) = self;
        Self::Up(times + 1)
    }

    fn fallen(self) -> Self {
        let (Self::Up(times) | Self::Down(times)) = self;
        Self::Down(times)
    }
}

/// With the user and the password of the address, or the token that stands alone in their place.
fn with_login(options: ConnectOptions, address: &ServerAddr) -> ConnectOptions {
    match (address.username(), address.password()) {
        (Some(user), Some(password)) => options.user_and_password(plain(user), plain(password)),
        (Some(token), None) => options.token(plain(token)),
        (None, _) => options,
    }
}

/// Signs that an address cannot hold stand in it as `%` and two digits.
fn plain(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        let digits = more.get(..2).filter(|_| *first == b'%');
        let byte = digits
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = byte.map_or(more, |_| &more[2..]);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_five_seconds() {
        let pauses: Vec<_> = (0..7).map(|at| pause(at).as_millis()).collect();
        assert_eq!(pauses, [0, 500, 1000, 2000, 4000, 5000, 5000]);
        assert_eq!(pause(usize::MAX), LONGEST_PAUSE);
    }

    #[test]
    fn a_password_is_read_as_it_was_meant() {
        let address: ServerAddr = "nats://docent:p%40ss:%D0%B4%zz%@10.0.0.5"
            .parse()
            .expect("an address");
        assert_eq!(address.password().map(plain).as_deref(), Some("p@ss:д%zz%"));
        assert_eq!(plain("letters1"), "letters1");
    }
}
