//! The two buckets in NATS: groups, and how many visitors are where.

use std::error::Error;
use std::time::Duration;

use async_nats::jetstream::Context;
use async_nats::jetstream::kv::{Store, Watch};
use async_nats::jetstream::stream::{Config, DiscardPolicy};
use tokio::time::timeout;

use crate::serve::relay::nats::courier::Broken;
use crate::serve::relay::nats::line::ANSWER;

/// Bytes of the longest message: a group, and what NATS says of it.
const LONGEST: i32 = 8192;

/// What a bucket is called, and how long something stays in it that nobody tells again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bucket {
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    pub(super) age: Duration,
}

impl Bucket {
    /// The bucket in the server; it is made if it is not there. Its other properties stay as whoever
    /// looks after the server has set them.
    pub(super) async fn open(self, context: &Context) -> Result<Store, Broken> {
        let made = match context.get_key_value(self.name).await {
            Ok(store) => return self.set_age(context, store).await,
            Err(_) => context.create_stream(self.config()).await,
        };
        // One that could not be made may have been made by another server.
        let store = context.get_key_value(self.name).await;
        let why = |error| {
            made.err()
                .map_or_else(|| Broken::of("open a bucket", error), failed)
        };
        self.set_age(context, store.map_err(why)?).await
    }

    /// As key-value stores are set up by all clients of NATS. The library's own way to make one asks
    /// first for figures of the account that NATS 2.9 does not have.
    fn config(self) -> Config {
        Config {
            name: format!("KV_{}", self.name),
            description: Some(self.description.to_owned()),
            subjects: vec![format!("$KV.{}.>", self.name)],
            max_messages_per_subject: 1,
            max_age: self.age,
            max_message_size: LONGEST,
            allow_rollup: true,
            deny_delete: true,
            allow_direct: true,
            num_replicas: 1,
            discard: DiscardPolicy::New,
            ..Config::default()
        }
    }

    async fn set_age(self, context: &Context, store: Store) -> Result<Store, Broken> {
        let mut config = store.stream.cached_info().config.clone();
        if config.max_age != self.age {
            config.max_age = self.age;
            let updated = context.update_stream(config).await;
            updated.map_err(|error| Broken::of("set a bucket's age", error))?;
        }
        Ok(store)
    }
}

fn failed(error: impl Error) -> Broken {
    Broken::of("make a bucket", error)
}

/// Watches a bucket from all that is in it on; with how much that is.
pub(super) async fn watch(store: &Store) -> Result<(Watch, u64), Broken> {
    let held = store.status().await;
    let held = held.map_err(|error| Broken::of("look into a bucket", error))?;
    let watch = timeout(ANSWER * 2, store.watch_with_history(">")).await;
    let watch = watch.map_err(|error| Broken::of("watch a bucket", error))?;
    let watch = watch.map_err(|error| Broken::of("watch a bucket", error))?;
    Ok((watch, held.values()))
}
