//! Groups in a NATS server: one bucket of its key-value store holds each group under its code,
//! another one how many visitors are where.
//!
//! Two servers may change a group at the same moment. What is in the bucket then is of one of them; each
//! hears it, and who knows a later version tells it again, so that all come to the same. Whenever the line
//! was lost, everything is read anew and what is not there is told again: nothing rests on what was
//! under way. Whatever comes is checked as if a stranger had sent it.

mod bucket;
mod courier;
mod line;
mod word;

use std::sync::Arc;

use async_nats::ServerAddr;
use tokio::sync::mpsc;

use crate::serve::relay::Word;
use crate::serve::relay::nats::courier::Courier;
use crate::serve::relay::outbox::Outbox;
use crate::serve::server::Server;

/// Words that wait to be heard.
const WORDS: usize = 256;

/// The way to other servers by a NATS server. A task of its own does what has to wait for the network.
#[derive(Debug)]
pub(in crate::serve) struct Nats {
    outbox: Arc<Outbox>,
    words: mpsc::Receiver<Word>,
}

impl Nats {
    /// Begins to talk to the NATS server of the settings, now or when it is there; nothing where its
    /// address cannot be used.
    pub(super) fn open(server: &Arc<Server>) -> Option<Self> {
        let address: ServerAddr = match server.house.config().groups.nats.parse() {
            Ok(address) => address,
            Err(error) => {
                server
                    .log
                    .trouble(&format!("groups are not shared: {error}"));
                return None;
            }
        };
        let outbox = Arc::new(Outbox::default());
        let (heard, words) = mpsc::channel(WORDS);
        let courier = Courier::new(Arc::clone(server), address, Arc::clone(&outbox), heard);
        tokio::spawn(courier.run());
        Some(Self { outbox, words })
    }

    pub(super) fn outbox(&self) -> &Arc<Outbox> {
        &self.outbox
    }

    /// The next word of another server; nothing when there will be none any more.
    pub(super) async fn hear(&mut self) -> Option<Word> {
        self.words.recv().await
    }
}
