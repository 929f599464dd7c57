//! The way to a client from outside its SSH session.

use bytes::Bytes;
use futures_util::FutureExt;
use russh::ChannelId;
use russh::server::Handle;
use tokio::task::unconstrained;

/// The way to one client.
#[derive(Debug, Clone)]
pub(super) struct Line {
    handle: Handle,
    channel: ChannelId,
}

impl Line {
    pub(super) fn new(handle: Handle, channel: ChannelId) -> Self {
        Self { handle, channel }
    }

    /// Sends bytes, if they are taken at once; false where they are not, and are dropped.
    pub(super) fn send(&self, bytes: Bytes) -> bool {
        // A task that sends to more than a hundred clients at once would be told to wait.
        let sending = unconstrained(self.handle.data(self.channel, bytes));
        matches!(sending.now_or_never(), Some(Ok(())))
    }

    /// Sends the last bytes and ends the session, its exit status 0, in its own time.
    pub(super) fn close(&self, last: Vec<u8>) {
        let Self { handle, channel } = self.clone();
        tokio::spawn(async move {
            // When one of these fails the client has gone.
            if !last.is_empty() {
                let _ = handle.data(channel, last).await;
            }
            let _ = handle.exit_status_request(channel, 0).await;
            let _ = handle.eof(channel).await;
            let _ = handle.close(channel).await;
        });
    }
}
