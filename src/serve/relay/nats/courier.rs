//! The task that carries words to and from a NATS server.

use std::collections::HashSet;
use std::convert::Infallible;
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use async_nats::ServerAddr;
use async_nats::jetstream::context::ContextBuilder;
use async_nats::jetstream::kv::{Entry, Operation, Store, Watch, WatcherError};
use futures_util::StreamExt;
use tokio::sync::mpsc;
use tokio::time::{interval, sleep, timeout};

use crate::group::{Attendance, Code};
use crate::serve::clock;
use crate::serve::relay::Word;
use crate::serve::relay::nats::bucket::{Bucket, watch};
use crate::serve::relay::nats::line::{ANSWER, Line, pause};
use crate::serve::relay::nats::word;
use crate::serve::relay::outbox::{News, Outbox};
use crate::serve::relay::roll::{Roll, SILENCE};
use crate::serve::server::Server;

/// How often it is looked who has fallen silent.
const LOOK: Duration = Duration::from_secs(5);

/// How long a line that is not there is waited for before that is told.
const PATIENCE: Duration = Duration::from_secs(2);

/// How often it is told again that groups are not shared.
const REMINDER: Duration = Duration::from_secs(600);

/// Carries words for as long as the server runs.
pub(super) struct Courier {
    server: Arc<Server>,
    address: ServerAddr,
    outbox: Arc<Outbox>,
    heard: mpsc::Sender<Word>,
    /// By which other servers know this one.
    name: String,
    roll: Roll,
    /// When it was told last that groups are not shared; `None` while they are.
    told: Option<Duration>,
    /// Attempts since groups were shared last.
    attempts: usize,
}

/// Why groups are not shared at the moment.
#[derive(Debug, thiserror::Error)]
pub(super) enum Broken {
    #[error("NATS is not there")]
    Away,
    #[error("NATS is gone")]
    Lost,
    #[error("NATS does not {act}: {why}")]
    Failed { act: &'static str, why: String },
}

/// The buckets, open.
struct Buckets {
    groups: Store,
    attendance: Store,
}

impl Broken {
    /// Something failed for this reason.
    pub(super) fn of(act: &'static str, error: impl Error) -> Self {
        Self::Failed {
            act,
            why: error.to_string(),
        }
    }
}

impl Courier {
    pub(super) fn new(
        server: Arc<Server>,
        address: ServerAddr,
        outbox: Arc<Outbox>,
        heard: mpsc::Sender<Word>,
    ) -> Self {
        Self {
            server,
            address,
            outbox,
            heard,
            name: word::name(),
            roll: Roll::default(),
            told: None,
            attempts: 0,
        }
    }

    pub(super) async fn run(mut self) {
        let line = match Line::open(self.address.clone()).await {
            Ok(line) => line,
            Err(error) => {
                let told = format!("groups are not shared: {error}");
                return self.server.log.trouble(&told);
            }
        };
        loop {
            let Err(broken) = Box::pin(self.share(&line)).await;
            self.complain(&line, &broken);
            self.attempts += 1;
            sleep(pause(self.attempts)).await;
        }
    }

    /// Tells once, and then now and then, that groups are not shared.
    fn complain(&mut self, line: &Line, broken: &Broken) {
        let now = self.server.now();
        let is_new = self.told.is_none_or(|told| now >= told + REMINDER);
        if is_new {
            let why = line
                .trouble()
                .map_or_else(String::new, |why| format!(" ({why})"));
            let place = &line.place;
            self.server.log.trouble(&format!(
                "groups are this server's alone until NATS at {place} can be used: {broken}{why}"
            ));
            self.told = Some(now);
        }
    }

    /// Shares groups until something breaks.
    async fn share(&mut self, line: &Line) -> Result<Infallible, Broken> {
        let up = timeout(PATIENCE, line.up()).await;
        let up = up.map_err(|_| Broken::Away)?;
        tokio::select! {
            broken = self.carry(line) => broken,
            () = line.leaves(up) => Err(Broken::Lost),
        }
    }

    async fn carry(&mut self, line: &Line) -> Result<Infallible, Broken> {
        // What waits is told anew where it is not known.
        self.outbox.clear();
        let buckets = self.open(line).await?;
        let (mut groups, held) = watch(&buckets.groups).await?;
        let (mut attendance, _) = watch(&buckets.attendance).await?;
        self.catch_up(&mut groups, held).await?;
        self.told = None;
        self.attempts = 0;
        self.server.log.sharing(&line.place);
        let mut looks = interval(LOOK);
        loop {
            tokio::select! {
                entry = groups.next() => drop(self.hear_group(whole(entry)?).await),
                entry = attendance.next() => self.hear_attendance(&whole(entry)?).await,
                () = self.outbox.filled() => self.send(&buckets).await?,
                _ = looks.tick() => self.miss().await,
            }
        }
    }

    async fn open(&self, line: &Line) -> Result<Buckets, Broken> {
        let context = ContextBuilder::new()
            .timeout(ANSWER)
            .ack_timeout(ANSWER)
            .build(line.client.clone());
        let groups = Bucket {
            name: "docent_groups",
            description: "Groups with a guide, by their codes",
            age: self.server.house.config().groups.longest,
        };
        let attendance = Bucket {
            name: "docent_attendance",
            description: "How many visitors of groups are on which server",
            age: SILENCE,
        };
        Ok(Buckets {
            groups: groups.open(&context).await?,
            attendance: attendance.open(&context).await?,
        })
    }

    /// Hears everything that was told meanwhile; so much of it is there.
    async fn catch_up(&mut self, groups: &mut Watch, held: u64) -> Result<(), Broken> {
        let mut told = HashSet::new();
        let mut is_last = held == 0;
        while !is_last {
            let entry = timeout(ANSWER * 2, groups.next()).await;
            let entry = whole(entry.map_err(|error| Broken::of("tell its groups", error))?)?;
            is_last = entry.seen_current;
            told.extend(self.hear_group(entry).await);
        }
        self.pass(Word::CaughtUp(told)).await;
        Ok(())
    }

    /// Passes on what is told of a group; which group it was.
    async fn hear_group(&mut self, entry: Entry) -> Option<Code> {
        let word = match word::group(&entry.key, told(&entry), clock::minute()) {
            Ok(word) => word,
            Err(why) => {
                self.misunderstand(&entry, &why);
                return None;
            }
        };
        let code = match &word {
            Word::Group(group) => Some(group.code()),
            Word::Ended(code) => {
                self.outbox.drop_group(*code);
                Some(*code)
            }
            Word::Attendance { .. } | Word::CaughtUp(_) => None,
        };
        self.pass(word).await;
        code
    }

    async fn hear_attendance(&mut self, entry: &Entry) {
        let (code, server, attendance) = match word::attendance(&entry.key, told(entry)) {
            Ok((_, server, _)) if server == self.name => return,
            Ok(told) => told,
            Err(why) => return self.misunderstand(entry, &why),
        };
        let is_news = match attendance {
            Some(_) => self.roll.heard(code, &server, self.server.now()),
            None => self.roll.left(code, &server),
        };
        if is_news {
            let word = Word::Attendance {
                code,
                server,
                attendance,
            };
            self.pass(word).await;
        }
    }

    fn misunderstand(&self, entry: &Entry, why: &str) {
        let told = format!("`{}` in NATS is passed over: {why}", entry.key);
        self.server.log.misunderstood(&told, self.server.now());
    }

    /// Nobody is there any more on servers that have fallen silent.
    async fn miss(&mut self) {
        for (code, server) in self.roll.silent(self.server.now()) {
            let word = Word::Attendance {
                code,
                server,
                attendance: None,
            };
            self.pass(word).await;
        }
    }

    async fn pass(&self, word: Word) {
        // At the server's end nobody listens any more.
        let _ = self.heard.send(word).await;
    }

    /// Tells what is to be told.
    async fn send(&self, buckets: &Buckets) -> Result<(), Broken> {
        let post = self.outbox.take();
        for (code, news) in post.groups {
            let key = code.to_string();
            match news {
                News::Is(json) => {
                    let put = buckets.groups.put(&key, json.into()).await;
                    put.map_err(|error| Broken::of("take a group", error))?;
                }
                News::Ended => {
                    let deleted = buckets.groups.delete(&key).await;
                    deleted.map_err(|error| Broken::of("end a group", error))?;
                }
            }
        }
        for (code, attendance) in post.attendance {
            self.send_attendance(buckets, code, attendance).await?;
        }
        self.outbox.arrived();
        Ok(())
    }

    async fn send_attendance(
        &self,
        buckets: &Buckets,
        code: Code,
        attendance: Attendance,
    ) -> Result<(), Broken> {
        let key = format!("{code}.{}", self.name);
        let put = buckets
            .attendance
            .put(key, word::note(attendance).into())
            .await;
        put.map(drop)
            .map_err(|error| Broken::of("take how many are here", error))
    }
}

/// What is told; nothing where the key was deleted.
fn told(entry: &Entry) -> Option<&[u8]> {
    (entry.operation == Operation::Put).then_some(&entry.value)
}

/// What a watch gave.
fn whole(entry: Option<Result<Entry, WatcherError>>) -> Result<Entry, Broken> {
    match entry {
        Some(Ok(entry)) => Ok(entry),
        Some(Err(error)) => Err(Broken::of("tell what is new", error)),
        None => Err(Broken::Lost),
    }
}
