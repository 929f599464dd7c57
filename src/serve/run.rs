//! A server from its start to its end.

use std::collections::HashSet;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sd_notify::{NotifyState, notify, watchdog_enabled};
use tokio::net::{TcpListener, TcpSocket};
use tokio::runtime::{Builder, Runtime};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::{Semaphore, watch};

use crate::error::Error;
use crate::file;
use crate::library::offer::Offer;
use crate::serve::clock;
use crate::serve::config::Config;
use crate::serve::guides;
use crate::serve::herald;
use crate::serve::host_key;
use crate::serve::house::{House, prepare};
use crate::serve::listener::{Desk, HALL, listen};
use crate::serve::log::{Addresses, Log};
use crate::serve::metrics::{End, Metrics, Reload, page};
use crate::serve::relay::Relay;
use crate::serve::rules::rules;
use crate::serve::server::Server;
use crate::visits::Counters;

/// Everything a server is started with.
pub struct Service {
    pub config: Config,
    /// Reads the settings again; what is wrong with them, in a line, where they cannot be used.
    pub reread: Box<dyn Fn() -> Result<Config, String> + Send>,
    /// Sockets that were handed over; without any those of the settings are opened.
    pub sockets: Vec<std::net::TcpListener>,
    /// The folder of the host key and the counters, if anything is kept.
    pub state: Option<PathBuf>,
    /// The names of the tours, as [`library::find`](crate::library::find) takes them.
    pub tours: Vec<String>,
}

/// How long the last words may take at the end.
const LAST_WORDS: Duration = Duration::from_secs(3);

/// How often it is looked whether everybody has left.
const LOOK: Duration = Duration::from_millis(20);

/// Serves until the program is told to end.
///
/// # Errors
///
/// When no tour can be shown, an address is taken, or the host key cannot be used.
pub fn run(service: Service) -> Result<(), Error> {
    let runtime = runtime()?;
    let _inside = runtime.enter();
    let mut offer = Offer::new(service.tours.iter().map(String::as_str));
    let tours = offer.first()?;
    prepare(Arc::clone(&tours));
    let metrics = Arc::new(Metrics::new());
    let log = Log::new(Addresses::of_config(&service.config));
    for told in offer.told() {
        log.trouble(&told);
    }
    let rules = rules(key(&service, &log)?, &service.config.limits);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let house = House::new(service.config.clone(), tours, threads * 2, metrics);
    let server = Arc::new(Server::new(house, log, counters(&service)));
    appoint(&server);
    let desk = Desk {
        server: Arc::clone(&server),
        rules,
        hall: Arc::new(Semaphore::new(HALL)),
    };
    let life = Life {
        closing: watch::Sender::new(false),
        offer,
        service,
        server,
    };
    runtime.block_on(life.live(desk))
}

fn runtime() -> Result<Runtime, Error> {
    let mut builder = Builder::new_multi_thread();
    builder.enable_all().thread_name("serve");
    builder.build().map_err(network("start threads"))
}

fn network(act: &str) -> impl FnOnce(io::Error) -> Error {
    let act = act.to_owned();
    |source| Error::Network { act, source }
}

/// The host key; where nothing is kept, one for this time.
fn key(service: &Service, log: &Log) -> Result<russh::keys::PrivateKey, Error> {
    let named = &service.config.host_key;
    let path = match (&service.state, named.is_empty()) {
        (_, false) => PathBuf::from(named),
        (Some(state), true) => {
            file::make_folder(state)?;
            state.join("host_key")
        }
        (None, true) => {
            let why = "there is no folder to keep the host key in: visitors' programs will not know this server again";
            log.trouble(why);
            return host_key::make();
        }
    };
    host_key::load_or_make(&path)
}

/// The counters of visits, where anything is kept and they are wanted.
fn counters(service: &Service) -> Counters {
    let folder = service.state.as_ref().filter(|_| service.config.counts);
    Counters::open(folder.map(|state| state.join("visits")))
}

/// Takes up the guides' keys; what is wrong with their file is told, and they stay as they were.
fn appoint(server: &Server) -> bool {
    let file = server.house.config().groups.guides.clone();
    if file.is_empty() {
        server.appoint(HashSet::new());
        return true;
    }
    match guides::read(Path::new(&file)) {
        Ok(keys) => server.appoint(keys),
        Err(error) => {
            server.log.trouble(&error.to_string());
            return false;
        }
    }
    true
}

/// A server that runs.
struct Life {
    server: Arc<Server>,
    service: Service,
    offer: Offer,
    /// Whether nobody is let in any more.
    closing: watch::Sender<bool>,
}

impl Life {
    async fn live(mut self, desk: Desk) -> Result<(), Error> {
        let mut ends = [
            signals(SignalKind::terminate())?,
            signals(SignalKind::interrupt())?,
        ];
        let mut again = signals(SignalKind::hangup())?;
        let mut relay = Relay::open(&self.server);
        herald::catch_up(&self.server, &mut relay).await;
        self.open(&desk)?;
        tokio::spawn(clock::run(Arc::clone(&self.server)));
        tokio::spawn(clock::write_counts(Arc::clone(&self.server)));
        let has_told = relay.has_told();
        tokio::spawn(herald::run(Arc::clone(&self.server), relay));
        let mut watchdog = watchdog();
        // Without a service manager nobody is told.
        let _ = notify(&[NotifyState::Ready]);
        let [terminate, interrupt] = &mut ends;
        loop {
            tokio::select! {
                _ = terminate.recv() => break,
                _ = interrupt.recv() => break,
                _ = again.recv() => self.reload(),
                () = tick(&mut watchdog) => drop(notify(&[NotifyState::Watchdog])),
            }
        }
        let _ = notify(&[NotifyState::Stopping]);
        self.drain([terminate, interrupt]).await;
        let groups = &self.server.house.groups;
        // Other servers hear whose line is lost now.
        self.until(LAST_WORDS, || groups.are_told() && has_told())
            .await;
        Ok(())
    }

    /// Begins to take connections and to answer for the metrics.
    fn open(&mut self, desk: &Desk) -> Result<(), Error> {
        for listener in self.listeners()? {
            let at = listener.local_addr().map_err(network("listen"))?;
            let closing = self.closing.subscribe();
            tokio::spawn(listen(listener, desk.clone(), closing));
            self.server.log.listening(at);
        }
        if let Some(at) = self.server.house.config().metrics.listen {
            let listener = bind(at)?;
            let at = listener.local_addr().map_err(network("listen"))?;
            self.server.log.answering(at);
            let metrics = Arc::clone(&self.server.house.metrics);
            tokio::spawn(page::answer(listener, metrics));
        }
        Ok(())
    }

    fn listeners(&mut self) -> Result<Vec<TcpListener>, Error> {
        if !self.service.sockets.is_empty() {
            let sockets = std::mem::take(&mut self.service.sockets);
            return sockets.into_iter().map(handed_over).collect();
        }
        let addresses = &self.service.config.listen;
        if addresses.is_empty() {
            let why =
                "`listen` names no address, and the service manager has handed no socket over";
            return Err(Error::Usage(why.to_owned()));
        }
        addresses.iter().map(|at| bind(*at)).collect()
    }

    /// Reads settings, guides and tours anew. What has errors stays as it was.
    fn reload(&mut self) {
        let _ = notify(&[NotifyState::Reloading]);
        let mut failed = Vec::new();
        match (self.service.reread)() {
            Ok(config) => self.server.configure(config),
            Err(why) => {
                self.server.log.trouble(&why);
                failed.push("settings");
            }
        }
        if !appoint(&self.server) {
            failed.push("guides");
        }
        if !self.renew() {
            failed.push("tours");
        }
        let result = if failed.is_empty() {
            Reload::Ok
        } else {
            Reload::Failed
        };
        self.server.house.metrics.reloaded(result);
        self.server.log.reloaded(result, &failed.join(", "));
        let _ = notify(&[NotifyState::Ready]);
    }

    /// Reads the tours anew; whether all are as their files say.
    fn renew(&mut self) -> bool {
        let renewal = self.offer.renew();
        if let Some(tours) = renewal.tours {
            prepare(Arc::clone(&tours));
            self.server.house.offer(tours);
        }
        for told in self.offer.told() {
            self.server.log.trouble(&told);
        }
        !renewal.faulty
    }

    /// Lets nobody in, tells those inside, and ends their visits when their time is over or a second
    /// signal comes.
    async fn drain(&self, [terminate, interrupt]: [&mut Signal; 2]) {
        let server = &self.server;
        let (start, within) = (server.now(), server.house.config().limits.drain);
        let _ = self.closing.send(true);
        server.house.metrics.drain();
        server.limits().drain();
        server.log.draining(server.registry.len(), within);
        server.each(|visitor| visitor.tell_closing(within));
        tokio::select! {
            () = self.empty(within) => {}
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        let now = server.now();
        let cut = server.registry.len();
        server.each(|visitor| visitor.end(End::Drained, now));
        self.empty(LAST_WORDS).await;
        server.close();
        server.log.drained(cut, server.now().saturating_sub(start));
    }

    /// Waits until everybody has left, for so long at most.
    async fn empty(&self, within: Duration) {
        self.until(within, || self.server.registry.len() == 0).await;
    }

    /// Waits until it is so, for so long at most.
    async fn until(&self, within: Duration, is_so: impl Fn() -> bool) {
        let until = self.server.now().saturating_add(within);
        while !is_so() && self.server.now() < until {
            tokio::time::sleep(LOOK).await;
        }
    }
}

/// Connections that may wait to be taken.
const BACKLOG: u32 = 1024;

fn bind(at: SocketAddr) -> Result<TcpListener, Error> {
    let bound = match at {
        SocketAddr::V4(_) => TcpSocket::new_v4(),
        SocketAddr::V6(_) => TcpSocket::new_v6(),
    }
    .and_then(|socket| {
        socket.set_reuseaddr(true)?;
        socket.bind(at)?;
        socket.listen(BACKLOG)
    });
    bound.map_err(network(&format!("listen on {at}")))
}

fn handed_over(socket: std::net::TcpListener) -> Result<TcpListener, Error> {
    let listener = socket
        .set_nonblocking(true)
        .and_then(|()| TcpListener::from_std(socket));
    listener.map_err(network("listen"))
}

fn signals(kind: SignalKind) -> Result<Signal, Error> {
    signal(kind).map_err(network("take signals"))
}

/// Ticks twice as often as the service manager wants to hear of the server; `None` where nobody does.
fn watchdog() -> Option<tokio::time::Interval> {
    let every = watchdog_enabled()? / 2;
    Some(tokio::time::interval(every.max(LOOK)))
}

async fn tick(watchdog: &mut Option<tokio::time::Interval>) {
    match watchdog {
        Some(interval) => drop(interval.tick().await),
        None => std::future::pending().await,
    }
}
