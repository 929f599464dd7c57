//! The two buckets in NATS: groups, and how many visitors are where.

use std::time::Duration;

use async_nats::jetstream::Context;
use async_nats::jetstream::kv::{Config, Store, Watch};
use tokio::time::timeout;

use crate::serve::relay::nats::courier::Broken;
use crate::serve::relay::nats::line::ANSWER;

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
        let store = match context.get_key_value(self.name).await {
            Ok(store) => store,
            Err(_) => match context.create_key_value(self.config()).await {
                Ok(store) => store,
                // Another server was faster.
                Err(error) => match context.get_key_value(self.name).await {
                    Ok(store) => store,
                    Err(_) => return Err(Broken::of("make a bucket", error)),
                },
            },
        };
        self.set_age(context, &store).await?;
        Ok(store)
    }

    fn config(self) -> Config {
        Config {
            bucket: self.name.to_owned(),
            description: self.description.to_owned(),
            history: 1,
            max_age: self.age,
            max_value_size: 4096,
            num_replicas: 1,
            ..Config::default()
        }
    }

    async fn set_age(self, context: &Context, store: &Store) -> Result<(), Broken> {
        let mut config = store.stream.cached_info().config.clone();
        if config.max_age == self.age {
            return Ok(());
        }
        config.max_age = self.age;
        let updated = context.update_stream(config).await;
        updated
            .map(drop)
            .map_err(|error| Broken::of("set a bucket's age", error))
    }
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
